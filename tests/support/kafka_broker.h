#pragma once

#include <cstdint>
#include <string>

#include <QProcess>
#include <QString>

#include "tests/support/certificates.h"
#include "tests/support/test_cache.h"

namespace naap {

/// One broker of Apache Kafka that is its own controller, in a folder of its own, on ports of the loopback interface.
/// Wants Java 17 and a folder of jars, see tests/support/kafka/pom.xml. It listens four times: with TLS or without,
/// with a log-in or without.
class KafkaBroker {
public:
    static constexpr const char* kUser = "lens";
    static constexpr const char* kPassword = "the-password-of-the-test";

    explicit KafkaBroker(const QString& jars);
    ~KafkaBroker() { kill(); }

    /// Makes its folder ready, once; false when Java cannot run it.
    bool format() const;
    /// Waits until it listens.
    bool start();
    void kill();

    std::string brokers(bool tls = false, bool login = false) const;
    /// Of the authority that signed its certificate.
    std::string caFile() const { return m_caFile; }

private:
    std::uint16_t portOf(bool tls, bool login) const { return m_ports[(tls ? 2 : 0) + (login ? 1 : 0)]; }

    TestFolder m_folder;
    test::Authority m_authority;
    QString m_classes;
    std::uint16_t m_ports[4];
    QString m_properties;
    std::string m_caFile;
    QProcess m_process;
};

}  // namespace naap
