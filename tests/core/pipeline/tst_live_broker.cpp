// A real Apache Kafka broker, killed and started again while its topic is read. Wants Java 17 and, in the folder that
// NAAP_KAFKA_JARS names, what tests/support/kafka/pom.xml lists; without them it is skipped.

#include <QTest>

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include "core/feed/kafka_feed.h"
#include "core/feed/kafka_sender.h"
#include "core/generate/traffic.h"
#include "core/pipeline/live_ingest.h"
#include "tests/support/kafka_broker.h"
#include "tests/support/mock_kafka.h"  // keeps ThreadSanitizer away: it cannot follow librdkafka's threads
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

const std::string kTopic = "streaming_events";

const std::vector<std::string>& traffic()
{
    static const std::vector<std::string> lines = [] {
        TrafficOptions options;
        options.hours = 2;
        options.sessions_per_hour = 100;
        options.orchestrators = 6;
        options.capability_seconds = 300;
        std::vector<std::string> all;
        generateTraffic(options, [&](const GeneratedRecord& record) {
            all.emplace_back(record.envelope);
            return true;
        });
        return all;
    }();
    return lines;
}

void send(const std::string& brokers, std::size_t from, std::size_t to)
{
    auto sender = KafkaSender::open({.brokers = brokers}, kTopic);
    QVERIFY2(sender, sender ? "" : sender.error().message.c_str());
    for (std::size_t i = from; i < to; ++i)
        QVERIFY((*sender)->send(std::to_string(i), traffic()[i], {}));
    const auto finished = (*sender)->finish(60s);
    QVERIFY2(finished, finished ? "" : finished.error().message.c_str());
}

void runFor(TestCache& cache, KafkaOptions options, std::int64_t records,
            const std::function<void(std::int64_t)>& turn = {})
{
    std::stop_source stop;
    const LiveIngest* self = nullptr;
    const auto deadline = std::chrono::steady_clock::now() + 180s;
    LiveOptions live;
    live.tick = 20ms;
    live.on_turn = [&] {
        const std::int64_t seen = self->figures().at(0).counts.records;
        if (turn)
            turn(seen);
        if (seen >= records || std::chrono::steady_clock::now() > deadline)
            stop.request_stop();
    };
    LiveIngest ingest(cache.cache(), std::move(live));
    self = &ingest;
    ingest.add(std::make_unique<KafkaFeed>(std::move(options)));
    QVERIFY(ingest.run(stop.get_token()));
}

}  // namespace

class TestLiveBroker : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString jars = qEnvironmentVariable("NAAP_KAFKA_JARS");
        if (jars.isEmpty())
            QSKIP("no Kafka broker: NAAP_KAFKA_JARS names no folder of its jars (see tests/support/kafka/pom.xml)");
        m_broker = std::make_unique<KafkaBroker>(jars);
        if (!m_broker->format())
            QSKIP("no Kafka broker: java cannot run what is in NAAP_KAFKA_JARS");
        QVERIFY(m_broker->start());
    }
    void everyEventOnceThoughTheBrokerIsKilled_data()
    {
        QTest::addColumn<QString>("group");
        QTest::newRow("without a group") << "";
        QTest::newRow("in a group") << "watchers";
    }
    void everyEventOnceThoughTheBrokerIsKilled();
    void startAtATime();
    void logsIn_data();
    void logsIn();
    void refusalsAreNamed_data();
    void refusalsAreNamed();

private:
    std::unique_ptr<KafkaBroker> m_broker;
    bool m_sent = false;
};

void TestLiveBroker::everyEventOnceThoughTheBrokerIsKilled()
{
    QFETCH(QString, group);
    if (!m_sent)
        send(m_broker->brokers(), 0, traffic().size());
    m_sent = true;
    const auto all = static_cast<std::int64_t>(traffic().size());
    KafkaOptions options{.connection = {.brokers = m_broker->brokers()}, .topics = {{kTopic, {}}}};
    options.group = group.toStdString();
    options.topic_look = 500ms;
    TestCache cache;
    runFor(cache, options, 500);
    cache.reopen();
    const std::int64_t before = cache.count("SELECT sum(records) FROM accounting");
    int turns = 0;
    m_broker->kill();
    runFor(cache, options, all - before, [&](std::int64_t) {
        if (++turns == 50)
            QVERIFY(m_broker->start());
    });
    QCOMPARE(cache.count("SELECT sum(records) FROM accounting"), all);
    TestCache imported;
    std::string text;
    for (const std::string& line : traffic())
        text += line + '\n';
    imported.importText(text, {.org = {.given = "cloudspe"}});
    imported.resolve();
    QVERIFY2(factsText(cache.cache()) == factsText(imported.cache()),
             firstDifference(factsText(imported.cache()), factsText(cache.cache())).c_str());
}

void TestLiveBroker::startAtATime()
{
    const auto clock = [] { return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()); };
    const auto before = clock();
    QTRY_VERIFY(clock() > before);  // messages bear milliseconds, and the old ones must not bear this one
    const auto now = clock();
    send(m_broker->brokers(), 0, 10);
    KafkaOptions options{.connection = {.brokers = m_broker->brokers()}, .topics = {{kTopic, {}}}};
    options.start = {.kind = KafkaStart::Kind::time, .time = now};
    TestCache cache;
    runFor(cache, options, 10);
    QCOMPARE(cache.count("SELECT sum(records) FROM accounting"), 10);
}

void TestLiveBroker::logsIn_data()
{
    QTest::addColumn<int>("sasl");
    QTest::addColumn<bool>("tls");
    using Sasl = KafkaConnection::Sasl;
    for (const bool tls : {false, true}) {
        const char* suffix = tls ? " over TLS with our own authority" : "";
        QTest::addRow("PLAIN%s", suffix) << static_cast<int>(Sasl::plain) << tls;
        QTest::addRow("SCRAM-SHA-256%s", suffix) << static_cast<int>(Sasl::scram_sha_256) << tls;
        QTest::addRow("SCRAM-SHA-512%s", suffix) << static_cast<int>(Sasl::scram_sha_512) << tls;
    }
    QTest::addRow("TLS alone") << static_cast<int>(Sasl::none) << true;
}

void TestLiveBroker::logsIn()
{
    QFETCH(int, sasl);
    QFETCH(bool, tls);
    const auto how = static_cast<KafkaConnection::Sasl>(sasl);
    KafkaConnection connection{.brokers = m_broker->brokers(tls, how != KafkaConnection::Sasl::none), .tls = tls};
    connection.ca_file = tls ? m_broker->caFile() : std::string();
    connection.sasl = how;
    if (how != KafkaConnection::Sasl::none) {
        connection.user = KafkaBroker::kUser;
        connection.password = KafkaBroker::kPassword;
    }
    const std::string topic = fmt::format("login-{}-{}", sasl, tls);
    auto sender = KafkaSender::open(connection, topic);
    const bool isScram = how == KafkaConnection::Sasl::scram_sha_256 || how == KafkaConnection::Sasl::scram_sha_512;
    if (isScram && rd_kafka_version() < 0x020601ff) {
        QVERIFY(!sender);
        const QString said = QString::fromStdString(sender.error().message);
        QVERIFY2(said.contains("refuse SCRAM by librdkafka before 2.6.1"), qPrintable(said));
        QVERIFY(!said.contains(KafkaBroker::kPassword));
        QSKIP("this librdkafka is too old for SCRAM with Kafka 4, and says so");
    }
    QVERIFY2(sender, sender ? "" : sender.error().message.c_str());
    for (std::size_t i = 0; i < 10; ++i)
        QVERIFY((*sender)->send(std::to_string(i), traffic()[i], {}));
    QVERIFY((*sender)->finish(60s));
    TestCache cache;
    runFor(cache, {.connection = connection, .topics = {{topic, "cloudspe"}}}, 10);
    QCOMPARE(cache.count("SELECT sum(records) FROM accounting"), 10);
}

void TestLiveBroker::refusalsAreNamed_data()
{
    QTest::addColumn<int>("sasl");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("words");
    const int plain = static_cast<int>(KafkaConnection::Sasl::plain);
    const int scram = static_cast<int>(KafkaConnection::Sasl::scram_sha_512);
    QTest::newRow("a wrong password, PLAIN") << plain << false << "not-the-password-7"
                                             << "password";
    QTest::newRow("a wrong password, SCRAM") << scram << false << "not-the-password-7"
                                             << "password";
    QTest::newRow("an authority that nobody trusts") << 0 << true << ""
                                                     << "certificate";
}

void TestLiveBroker::refusalsAreNamed()
{
    QFETCH(int, sasl);
    QFETCH(bool, tls);
    QFETCH(QString, password);
    QFETCH(QString, words);
    const auto how = static_cast<KafkaConnection::Sasl>(sasl);
    KafkaOptions options{.connection = {.brokers = m_broker->brokers(tls, how != KafkaConnection::Sasl::none)},
                         .topics = {{kTopic, {}}}};
    options.connection.tls = tls;
    options.connection.sasl = how;
    options.connection.user = how == KafkaConnection::Sasl::none ? "" : KafkaBroker::kUser;
    options.connection.password = password.toStdString();
    KafkaFeed feed(options);
    feed.resume({});
    QString said;
    QVERIFY(QTest::qWaitFor(
        [&] {
            (void)feed.next(100ms, {});
            for (const std::string& remark : feed.takeRemarks())
                said += QString::fromStdString(remark) + '\n';
            return feed.state().kind == FeedState::Kind::failed;
        },
        60'000));
    const QString reason = QString::fromStdString(feed.state().reason);
    QVERIFY2(reason.contains(words), qPrintable(reason));
    QVERIFY2(password.isEmpty() || !(reason + said).contains(password), qPrintable(reason + said));
}

QTEST_GUILESS_MAIN(TestLiveBroker)
#include "tst_live_broker.moc"
