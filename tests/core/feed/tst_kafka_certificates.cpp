// What the certificate of a broker may be like. Apart from the other tests of the feed, which wait for long already.

#include <QTest>

#include "core/feed/kafka_feed.h"
#include "core/feed/kafka_sender.h"
#include "tests/support/certificates.h"
#include "tests/support/faulty_server.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace naap::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kPassword = "do-not-show-this";

/// A server that speaks TLS: whether it is a broker is asked after the handshake, which is all that is looked at here.
struct TlsServer {
    TlsServer(const std::string& name, std::chrono::hours from, std::chrono::hours to, bool trusted)
        : server(always(answer(200, "[7]")), authority.identity(name, from, to))
    {
        connection.brokers = fmt::format("127.0.0.1:{}", server.port());
        connection.tls = true;
        connection.ca_file = folder.write("ca.pem", (trusted ? authority : Authority("Somebody else")).pem());
        connection.sasl = KafkaConnection::Sasl::plain;
        connection.user = "user";
        connection.password = kPassword;
    }

    Authority authority;
    TestFolder folder;
    FaultyServer server;
    KafkaConnection connection;
};

/// The state that comes after connecting.
FeedState stateOf(const KafkaConnection& connection)
{
    KafkaOptions options;
    options.connection = connection;
    options.topics = {{"streaming_events", {}}};
    KafkaFeed feed(options);
    feed.resume({});
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (feed.state().kind == FeedState::Kind::connecting && std::chrono::steady_clock::now() < deadline)
        feed.next(100ms, {});
    return feed.state();
}

}  // namespace

class TestKafkaCertificates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFeedSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<bool>("trusted");
        QTest::addColumn<QString>("says");
        QTest::newRow("expired") << "127.0.0.1" << -24 << -1 << true << "its certificate has expired";
        QTest::newRow("our clock is behind")
            << "127.0.0.1" << 12 << 24 << true << "not valid yet; the clock of this computer is probably wrong";
        QTest::newRow("wrong host") << "elsewhere.invalid" << -1 << 24 << true
                                    << "its certificate belongs to another host";
        QTest::newRow("wrong address") << "127.0.0.9" << -1 << 24 << true << "its certificate belongs to another host";
        QTest::newRow("unknown authority")
            << "127.0.0.1" << -1 << 24 << false << "signed by nobody this computer trusts";
    }
    /// Trying again alone would not help: a person has to look.
    void aFeedSaysWhatIsWrong()
    {
        QFETCH(QString, name);
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(bool, trusted);
        QFETCH(QString, says);
        const TlsServer broker(name.toStdString(), std::chrono::hours(from), std::chrono::hours(to), trusted);
        const FeedState state = stateOf(broker.connection);
        QVERIFY2(state.kind == FeedState::Kind::failed, state.reason.c_str());
        QVERIFY2(state.reason.find(says.toStdString()) != std::string::npos, state.reason.c_str());
        QVERIFY2(state.reason.find(broker.connection.brokers) != std::string::npos, state.reason.c_str());
        QVERIFY2(state.reason.find(kPassword) == std::string::npos, state.reason.c_str());
    }
    void aGoodOneIsNoTrouble()
    {
        const TlsServer broker("127.0.0.1", -1h, 24h, true);
        const FeedState state = stateOf(broker.connection);
        QVERIFY2(state.kind == FeedState::Kind::waiting, state.reason.c_str());
        QVERIFY2(state.reason.find("certificate") == std::string::npos, state.reason.c_str());
        QVERIFY2(state.reason.find(kPassword) == std::string::npos, state.reason.c_str());
    }
    void aSenderSaysWhatIsWrong()
    {
        const TlsServer broker("elsewhere.invalid", -1h, 24h, true);
        const auto sender = KafkaSender::open(broker.connection, "streaming_events");
        QVERIFY(!sender);
        QVERIFY2(sender.error().message.find("belongs to another host") != std::string::npos,
                 sender.error().message.c_str());
    }
};

QTEST_MAIN(TestKafkaCertificates)
#include "tst_kafka_certificates.moc"
