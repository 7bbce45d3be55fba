// A real Apache Kafka broker, killed and started again while its topic is read. Wants Java 17 and, in the folder that
// NAAP_KAFKA_JARS names, what tests/support/kafka/pom.xml lists; without them it is skipped.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QProcess>
#include <QTest>

#include <fmt/format.h>

#include "core/feed/kafka_feed.h"
#include "core/feed/kafka_sender.h"
#include "core/generate/traffic.h"
#include "core/pipeline/live_ingest.h"
#include "tests/support/mock_kafka.h"  // keeps ThreadSanitizer away: it cannot follow librdkafka's threads
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

const std::string kTopic = "streaming_events";

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

bool isListening(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(port);
    const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

/// One broker that is its own controller, in a folder of its own.
class Broker {
public:
    explicit Broker(const QString& jars) : m_classes(jars + "/*"), m_port(freePort())
    {
        const std::string data = (m_folder.path() / "data").string();
        const std::uint16_t controller = freePort();
        m_properties = QString::fromStdString(m_folder.write(
            "server.properties",
            fmt::format("process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@127.0.0.1:{1}\n"
                        "listeners=PLAINTEXT://127.0.0.1:{0},CONTROLLER://127.0.0.1:{1}\n"
                        "advertised.listeners=PLAINTEXT://127.0.0.1:{0}\ncontroller.listener.names=CONTROLLER\n"
                        "log.dirs={2}\noffsets.topic.replication.factor=1\noffsets.topic.num.partitions=1\n"
                        "transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\n"
                        "group.initial.rebalance.delay.ms=0\nnum.partitions=4\n",
                        m_port, controller, data)));
    }
    ~Broker() { kill(); }

    bool format() const
    {
        return QProcess::execute("java", {"-cp", m_classes, "kafka.tools.StorageTool", "format", "-t",
                                          "MkU3OEVBNTcwNTJENDM2Qk", "-c", m_properties}) == 0;
    }
    bool start()
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.start("java", {"-Xmx512m", "-cp", m_classes, "kafka.Kafka", m_properties});
        for (int i = 0; i < 240 && m_process.state() != QProcess::NotRunning; ++i) {
            if (isListening(m_port))
                return true;
            m_process.waitForFinished(250);
        }
        return false;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    std::string brokers() const { return fmt::format("127.0.0.1:{}", m_port); }

private:
    TestFolder m_folder;
    QString m_classes;
    std::uint16_t m_port;
    QString m_properties;
    QProcess m_process;
};

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
        m_broker = std::make_unique<Broker>(jars);
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

private:
    std::unique_ptr<Broker> m_broker;
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
    QTest::qWait(50);  // the broker's clock counts milliseconds, and the new messages have to be later
    const auto now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    QTest::qWait(50);
    send(m_broker->brokers(), 0, 10);
    KafkaOptions options{.connection = {.brokers = m_broker->brokers()}, .topics = {{kTopic, {}}}};
    options.start = {.kind = KafkaStart::Kind::time, .time = now};
    TestCache cache;
    runFor(cache, options, 10);
    QCOMPARE(cache.count("SELECT sum(records) FROM accounting"), 10);
}

QTEST_GUILESS_MAIN(TestLiveBroker)
#include "tst_live_broker.moc"
