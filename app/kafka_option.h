#pragma once

#include <string>

#include "app/command.h"
#include "core/feed/kafka_options.h"
#include "core/result.h"

namespace naap {

/// How a command reaches Kafka: `--tls`, `--ca`, `--sasl`, `--user` and where the password comes from, which is never
/// the command line.
class KafkaOption {
public:
    void declare(Syntax& syntax);

    const std::string& caFile() const { return m_ca; }
    /// Errors: usage when the words contradict each other, io when the password cannot be read.
    Result<KafkaConnection> connection(const std::string& brokers) const;

private:
    Result<std::string> password() const;

    bool m_tls = false;
    std::string m_ca;
    std::string m_sasl;
    std::string m_user;
    std::optional<std::int64_t> m_passwordFd;
};

}  // namespace naap
