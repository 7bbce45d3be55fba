// Topics of a Kafka cluster, read from librdkafka's own mock of one.

#include <QTest>

#include <map>
#include <stdexcept>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/feed/kafka_feed.h"
#include "core/feed/kafka_sender.h"
#include "tests/support/mock_kafka.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

using Texts = std::vector<std::string>;
using Clock = std::chrono::steady_clock;

KafkaOptions optionsOf(const MockKafka& kafka, const std::string& topic = "streaming_events")
{
    KafkaOptions options;
    options.connection.brokers = kafka.brokers();
    options.topics = {{topic, {}}};
    options.topic_look = 50ms;
    return options;
}

Texts numbered(int from, int to)
{
    Texts texts;
    for (int i = from; i < to; ++i)
        texts.push_back(fmt::format(R"({{"n":{}}})", i));
    return texts;
}

/// A feed with its positions, as a cache would keep them.
class Reader {
public:
    explicit Reader(KafkaOptions options) : m_options(std::move(options)) { open(); }

    void open()
    {
        m_feed.reset();
        m_feed = std::make_unique<KafkaFeed>(m_options);
        m_feed->resume(positions());
    }
    void forget() { m_positions.clear(); }

    std::vector<FeedPosition> positions() const
    {
        std::vector<FeedPosition> all;
        for (const auto& [key, position] : m_positions)
            all.push_back({"kafka", key.first, key.second, position});
        return all;
    }

    /// Records until there are so many, but at most for this long. They come in the order of each partition.
    Texts read(std::size_t count, bool keep = true, std::chrono::milliseconds patience = 20s)
    {
        Texts texts;
        const auto deadline = Clock::now() + patience;
        while (texts.size() < count && Clock::now() < deadline)
            take(texts, keep);
        return texts;
    }
    /// Whatever comes until the state is this.
    Texts readUntil(FeedState::Kind kind)
    {
        Texts texts;
        const auto deadline = Clock::now() + 20s;
        while (m_feed->state().kind != kind && Clock::now() < deadline)
            take(texts, true);
        return texts;
    }

    KafkaFeed& feed() { return *m_feed; }
    std::vector<LostRecords> gaps;
    std::map<std::string, std::string> orgs;  ///< of sources, by name

private:
    void take(Texts& texts, bool keep)
    {
        FeedBatch batch = m_feed->next(100ms, {});
        if (!batch.hasContent())
            return;
        for (const RawRecord& record : batch.records())
            texts.push_back(record.defect == RawRecord::Defect::none ? std::string(record.text)
                                                                     : fmt::format("defect of {}", record.size));
        orgs[batch.source->name] = batch.source->org.given;
        if (batch.gap)
            gaps.push_back(*batch.gap);
        if (keep && batch.position)
            m_positions[{batch.source->name, batch.part}] = *batch.position;
    }

    KafkaOptions m_options;
    std::unique_ptr<KafkaFeed> m_feed;
    std::map<std::pair<std::string, std::string>, std::string> m_positions;
};

/// Connections are taken by the system, and nobody ever reads from them or answers.
class SilentServer {
public:
    SilentServer()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(m_socket, any, size) != 0 || ::listen(m_socket, 64) != 0 || ::getsockname(m_socket, any, &size) != 0)
            throw std::runtime_error("no port to listen on");
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    int port() const { return m_port; }

private:
    int m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int m_port = 0;
};

Texts sorted(Texts texts)
{
    std::ranges::sort(texts);
    return texts;
}

}  // namespace

class TestKafkaFeed : public QObject {
    Q_OBJECT

private slots:
    void allPartitionsAreReadFromTheBeginning();
    void positionsOfTheCacheCount();
    void whatWasNotKeptComesAgain();
    void startAtTheEnd();
    void startAtAnOffset();
    void compressedBatches_data();
    void compressedBatches();
    void aBrokerThatGoesAwayIsWaitedFor();
    void aTopicThatIsMadeLaterIsRead();
    void theGroupIsToldOnlyWhatTheCacheHas();
    void membersOfAGroupShareThePartitions();
    void anOffsetThatIsNoLongerThereIsAGap();
    void whatTheBrokerDroppedIsAGap();
    void messagesWithoutTextAreDefects();
    void aMessageAboveTheLimitIsNamedAndTheRestIsRead();
    void topicsHaveTheirOrgs();
    void whoDoesNotAnswerIsNamed();
    void whoAcceptsAndSaysNothingIsNamed();
    void aNameWithoutAnAddressIsNamed();
    void aBrokerWithoutTlsIsNotTalkedToWithTls();
    void settingsThatCannotBeFail();
    void whatIsSentArrives();
    void words_data();
    void words();
};

void TestKafkaFeed::allPartitionsAreReadFromTheBeginning()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 3);
    for (int partition = 0; partition < 3; ++partition)
        kafka.send("streaming_events", numbered(100 * partition, 100 * partition + 50), partition);
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.feed().state().kind, FeedState::Kind::connecting);
    Texts expected;
    for (int partition = 0; partition < 3; ++partition)
        std::ranges::move(numbered(100 * partition, 100 * partition + 50), std::back_inserter(expected));
    QCOMPARE(sorted(reader.read(150)), sorted(expected));
    QCOMPARE(reader.readUntil(FeedState::Kind::live), Texts());
    QCOMPARE(reader.feed().state().kind, FeedState::Kind::live);
    const auto positions = reader.positions();
    QCOMPARE(positions.size(), 3u);
    for (const FeedPosition& each : positions) {
        QCOMPARE(each.name, kafka.brokers() + "/streaming_events");
        QCOMPARE(each.position, "50");
    }
    QCOMPARE(reader.feed().lag().size(), 3u);
    for (const PartLag& part : reader.feed().lag())
        QCOMPARE(part.records, 0);
}

void TestKafkaFeed::positionsOfTheCacheCount()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 2);
    kafka.send("streaming_events", numbered(0, 10), 0);
    kafka.send("streaming_events", numbered(100, 105), 1);
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(15).size(), 15u);
    kafka.send("streaming_events", numbered(10, 12), 0);
    reader.open();
    QCOMPARE(reader.read(2), numbered(10, 12));
    QCOMPARE(reader.readUntil(FeedState::Kind::live), Texts());
}

void TestKafkaFeed::whatWasNotKeptComesAgain()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 10));
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(10).size(), 10u);
    kafka.send("streaming_events", numbered(10, 20));
    QCOMPARE(reader.read(10, false), numbered(10, 20));  // handed out, and then the program was killed
    reader.open();
    QCOMPARE(reader.read(10), numbered(10, 20));
}

void TestKafkaFeed::startAtTheEnd()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 10));
    KafkaOptions options = optionsOf(kafka);
    options.start.kind = KafkaStart::Kind::latest;
    Reader reader(options);
    QCOMPARE(reader.readUntil(FeedState::Kind::live), Texts());
    QCOMPARE(reader.positions().at(0).position, "10");  // before any message came
    kafka.send("streaming_events", numbered(10, 12));
    reader.open();
    QCOMPARE(reader.read(2), numbered(10, 12));
}

void TestKafkaFeed::startAtAnOffset()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 2);
    kafka.send("streaming_events", numbered(0, 10), 0);
    kafka.send("streaming_events", numbered(100, 103), 1);
    KafkaOptions options = optionsOf(kafka);
    options.start = {.kind = KafkaStart::Kind::offset, .offset = 7};
    Reader reader(options);
    QCOMPARE(reader.readUntil(FeedState::Kind::live), numbered(7, 10));  // the second partition ends before 7
}

void TestKafkaFeed::compressedBatches_data()
{
    QTest::addColumn<QString>("codec");
    for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"})
        QTest::newRow(codec) << codec;
}

void TestKafkaFeed::compressedBatches()
{
    QFETCH(QString, codec);
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 500), 0, codec.toStdString());
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(500), numbered(0, 500));
}

void TestKafkaFeed::aBrokerThatGoesAwayIsWaitedFor()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 10));
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(10), numbered(0, 10));
    kafka.setDown(true);
    QCOMPARE(reader.readUntil(FeedState::Kind::waiting), Texts());
    const FeedState state = reader.feed().state();
    QVERIFY2(state.reason.find(kafka.brokers()) != std::string::npos, state.reason.c_str());
    QVERIFY(!state.retry_at);  // the library tries all the time, and does not say when next
    kafka.setDown(false);
    kafka.send("streaming_events", numbered(10, 20));
    QCOMPARE(reader.read(10), numbered(10, 20));
    QCOMPARE(reader.readUntil(FeedState::Kind::live), Texts());
    QCOMPARE(reader.feed().state().kind, FeedState::Kind::live);
}

void TestKafkaFeed::aTopicThatIsMadeLaterIsRead()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.hideTopic("streaming_events", true);
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.readUntil(FeedState::Kind::waiting), Texts());
    QVERIFY(reader.feed().state().reason.find("streaming_events") != std::string::npos);
    kafka.hideTopic("streaming_events", false);
    kafka.send("streaming_events", numbered(0, 3));
    QCOMPARE(reader.read(3), numbered(0, 3));
}

void TestKafkaFeed::theGroupIsToldOnlyWhatTheCacheHas()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 10));
    KafkaOptions options = optionsOf(kafka);
    options.group = "watchers";
    {
        Reader reader(options);
        QCOMPARE(reader.read(10), numbered(0, 10));
        reader.feed().committed(reader.positions());
        kafka.send("streaming_events", numbered(10, 20));
        QCOMPARE(reader.read(10), numbered(10, 20));  // and these are never committed
    }
    Reader other(options);  // another cache, of the same group
    QCOMPARE(other.read(10), numbered(10, 20));
    const std::vector<FeedPosition> committed = other.positions();
    other.open();  // its own cache is ahead of the group
    QCOMPARE(committed.at(0).position, "20");
    kafka.send("streaming_events", numbered(20, 21));
    QCOMPARE(other.read(1), numbered(20, 21));
}

/// One reads all; a second comes and gets half; it goes, and the first has all again. Nothing is read twice or by
/// nobody.
void TestKafkaFeed::membersOfAGroupShareThePartitions()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 4);
    int sent = 0;
    const auto sendRound = [&] {
        for (int partition = 0; partition < 4; ++partition, ++sent)
            kafka.send("streaming_events", numbered(sent, sent + 1), partition);
    };
    KafkaOptions options = optionsOf(kafka);
    options.group = "watchers";
    Reader first(options);
    sendRound();
    QCOMPARE(sorted(first.read(4)), sorted(numbered(0, 4)));
    first.feed().committed(first.positions());
    std::optional<Reader> second(std::in_place, options);
    const auto shares = [&](std::size_t ofFirst, std::size_t ofSecond) {
        const auto deadline = Clock::now() + 40s;
        Texts unexpected;
        while (Clock::now() < deadline) {
            std::ranges::move(first.read(1, true, 50ms), std::back_inserter(unexpected));
            if (second)
                std::ranges::move(second->read(1, true, 50ms), std::back_inserter(unexpected));
            if (first.feed().lag().size() == ofFirst && (!second || second->feed().lag().size() == ofSecond))
                break;
        }
        return unexpected;
    };
    QCOMPARE(shares(2, 2), Texts());  // none comes again
    sendRound();
    Texts both = first.read(2);
    std::ranges::move(second->read(2), std::back_inserter(both));
    QCOMPARE(sorted(both), sorted(numbered(4, 8)));
    first.feed().committed(first.positions());
    second->feed().committed(second->positions());
    second.reset();
    QCOMPARE(shares(4, 0), Texts());
    sendRound();
    QCOMPARE(sorted(first.read(4)), sorted(numbered(8, 12)));
}

void TestKafkaFeed::anOffsetThatIsNoLongerThereIsAGap()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 10));
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(10).size(), 10u);
    MockKafka another;
    another.createTopic("streaming_events", 1);
    another.send("streaming_events", numbered(0, 3));
    KafkaFeed feed(optionsOf(another));
    feed.resume({{"kafka", another.brokers() + "/streaming_events", "0", "10"}});
    Texts texts;
    std::vector<LostRecords> gaps;
    const auto deadline = Clock::now() + 20s;
    while (texts.size() < 3 && Clock::now() < deadline) {
        FeedBatch batch = feed.next(100ms, {});
        if (batch.hasContent() && batch.gap)
            gaps.push_back(*batch.gap);
        for (const RawRecord& record : batch.records())
            texts.emplace_back(record.text);
    }
    QCOMPARE(texts, numbered(0, 3));
    QCOMPARE(gaps.size(), 1u);
    QVERIFY(!gaps[0].records);
    QVERIFY2(gaps[0].reason.find("made anew") != std::string::npos, gaps[0].reason.c_str());
}

void TestKafkaFeed::whatTheBrokerDroppedIsAGap()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 10));
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(10).size(), 10u);
    const Texts large(10, std::string(1'000'000, 'x'));  // twice as much as a partition of the mock holds
    for (const std::string& each : large)
        kafka.send("streaming_events", {each});
    reader.open();
    const Texts rest = reader.readUntil(FeedState::Kind::live);
    QVERIFY(!rest.empty() && rest.size() < 10);
    QCOMPARE(reader.gaps.size(), 1u);
    QCOMPARE(reader.gaps[0].records.value(), static_cast<std::int64_t>(10 - rest.size()));
    QCOMPARE(reader.positions().at(0).position, "20");
}

void TestKafkaFeed::messagesWithoutTextAreDefects()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    kafka.send("streaming_events", numbered(0, 1));
    kafka.sendTombstone("streaming_events", 0);
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(2), Texts({"{\"n\":0}", "defect of 0"}));
    kafka.send("streaming_events", numbered(1, 2));
    QCOMPARE(reader.read(1), numbered(1, 2));
}

void TestKafkaFeed::aMessageAboveTheLimitIsNamedAndTheRestIsRead()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 2);
    const std::size_t limit = 16 * 1024 * 1024;
    // Compressed, because the mock drops what a partition holds beyond 5 MB.
    kafka.send("streaming_events", numbered(0, 1), 1, "zstd");
    kafka.send("streaming_events", {std::string(limit, 'a')}, 1, "zstd");
    kafka.send("streaming_events", {std::string(limit + limit / 16, 'b')}, 1, "zstd");
    kafka.send("streaming_events", numbered(1, 3), 1, "zstd");
    Reader reader(optionsOf(kafka));
    const Texts texts = reader.read(5);
    QCOMPARE(texts.size(), 5u);
    QCOMPARE(texts[0], numbered(0, 1)[0]);
    QVERIFY(texts[1] == std::string(limit, 'a'));  // just as long as it may be
    QCOMPARE(texts[2], "defect of 17825792");
    QCOMPARE(Texts(texts.begin() + 3, texts.end()), numbered(1, 3));
    QCOMPARE(reader.readUntil(FeedState::Kind::live), Texts());
    QCOMPARE(reader.feed().takeRemarks(), Texts({"the message of streaming_events partition 1 at offset 2 is passed "
                                                 "over: it has 17.0 MiB, and 16 MiB are the most"}));
    kafka.send("streaming_events", numbered(3, 4), 1);
    reader.open();  // goes on behind it
    QCOMPARE(reader.read(1), numbered(3, 4));
    QCOMPARE(reader.feed().takeRemarks(), Texts());
}

void TestKafkaFeed::topicsHaveTheirOrgs()
{
    MockKafka kafka;
    KafkaOptions options = optionsOf(kafka);
    options.topics = {{"streaming-events", {}}, {"network_events", "mine"}, {"other", {}}};
    options.org.given = "rest";
    for (const KafkaTopic& topic : options.topics) {
        kafka.createTopic(topic.name, 1);
        kafka.send(topic.name, numbered(0, 1));
    }
    Reader reader(options);
    QCOMPARE(reader.read(3).size(), 3u);
    const std::string brokers = kafka.brokers();
    QCOMPARE(reader.orgs[brokers + "/streaming-events"], "cloudspe");
    QCOMPARE(reader.orgs[brokers + "/network_events"], "mine");
    QCOMPARE(reader.orgs[brokers + "/other"], "rest");
}

void TestKafkaFeed::whoDoesNotAnswerIsNamed()
{
    MockKafka kafka;
    const KafkaOptions options = optionsOf(kafka);
    kafka.setDown(true);
    Reader reader(options);
    reader.readUntil(FeedState::Kind::waiting);
    const FeedState state = reader.feed().state();
    QCOMPARE(state.kind, FeedState::Kind::waiting);
    QVERIFY2(state.reason.find("no broker of " + options.connection.brokers) != std::string::npos,
             state.reason.c_str());
}

void TestKafkaFeed::whoAcceptsAndSaysNothingIsNamed()
{
    const SilentServer silent;
    KafkaOptions options;
    options.connection.brokers = fmt::format("127.0.0.1:{}", silent.port());
    options.topics = {{"streaming_events", {}}};
    Reader reader(options);
    QCOMPARE(reader.readUntil(FeedState::Kind::waiting), Texts());
    const FeedState state = reader.feed().state();
    QCOMPARE(state.kind, FeedState::Kind::waiting);
    QVERIFY2(state.reason.find("no broker of " + options.connection.brokers + " answers") != std::string::npos,
             state.reason.c_str());
}

void TestKafkaFeed::aNameWithoutAnAddressIsNamed()
{
    KafkaOptions options;
    // A label of more than 63 letters fails without asking the network.
    options.connection.brokers = fmt::format("{:a<70}.invalid:9092", "");
    options.topics = {{"streaming_events", {}}};
    Reader reader(options);
    reader.readUntil(FeedState::Kind::waiting);
    const FeedState state = reader.feed().state();
    QCOMPARE(state.kind, FeedState::Kind::waiting);
    QVERIFY2(state.reason.find("no broker of " + options.connection.brokers) != std::string::npos,
             state.reason.c_str());
}

void TestKafkaFeed::aBrokerWithoutTlsIsNotTalkedToWithTls()
{
    MockKafka kafka;
    KafkaOptions options = optionsOf(kafka);
    options.connection.tls = true;
    options.connection.sasl = KafkaConnection::Sasl::plain;
    options.connection.user = "user";
    options.connection.password = "do-not-show-this";
    Reader reader(options);
    reader.readUntil(FeedState::Kind::waiting);
    const FeedState state = reader.feed().state();
    QCOMPARE(state.kind, FeedState::Kind::waiting);
    QVERIFY2(state.reason.find(kafka.brokers()) != std::string::npos, state.reason.c_str());
    QVERIFY2(state.reason.find("do-not-show-this") == std::string::npos, state.reason.c_str());
}

void TestKafkaFeed::settingsThatCannotBeFail()
{
    MockKafka kafka;
    KafkaOptions options = optionsOf(kafka);
    options.connection.tls = true;
    options.connection.ca_file = "/does/not/exist.pem";
    Reader reader(options);
    QVERIFY(!reader.feed().next(100ms, {}).hasContent());
    QCOMPARE(reader.feed().state().kind, FeedState::Kind::failed);
    QVERIFY2(reader.feed().state().reason.find("ssl.ca.location") != std::string::npos,
             reader.feed().state().reason.c_str());
}

void TestKafkaFeed::whatIsSentArrives()
{
    MockKafka kafka;
    kafka.createTopic("streaming_events", 1);
    auto sender = KafkaSender::open(optionsOf(kafka).connection, "streaming_events");
    QVERIFY2(sender, sender ? "" : sender.error().message.c_str());
    for (const std::string& text : numbered(0, 2000))
        QVERIFY((*sender)->send("key", text, {}));
    QVERIFY((*sender)->finish(20s));
    QCOMPARE((*sender)->acknowledged(), 2000);
    Reader reader(optionsOf(kafka));
    QCOMPARE(reader.read(2000), numbered(0, 2000));
}

void TestKafkaFeed::words_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("topic") << "topic"
                           << "streaming-events" << true;
    QTest::newRow("topic and org") << "topic"
                                   << "a.b_c=org" << true;
    QTest::newRow("no org") << "topic"
                            << "a=" << false;
    QTest::newRow("no topic") << "topic"
                              << "=a" << false;
    QTest::newRow("blank in a topic") << "topic"
                                      << "a b" << false;
    QTest::newRow("earliest") << "start"
                              << "earliest" << true;
    QTest::newRow("offset") << "start"
                            << "offset:12" << true;
    QTest::newRow("offset below 0") << "start"
                                    << "offset:-1" << false;
    QTest::newRow("offset with more behind") << "start"
                                             << "offset:1x" << false;
    QTest::newRow("time") << "start"
                          << "2026-04-01T12:00:00Z" << true;
    QTest::newRow("a word") << "start"
                            << "yesterday" << false;
    QTest::newRow("plain") << "sasl"
                           << "plain" << true;
    QTest::newRow("scram") << "sasl"
                           << "scram-sha-512" << true;
    QTest::newRow("kerberos") << "sasl"
                              << "gssapi" << false;
}

void TestKafkaFeed::words()
{
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(bool, good);
    const std::string word = text.toStdString();
    const bool read = kind == "topic"   ? parseKafkaTopic(word).has_value()
                      : kind == "start" ? parseKafkaStart(word).has_value()
                                        : parseSasl(word).has_value();
    QCOMPARE(read, good);
}

QTEST_APPLESS_MAIN(TestKafkaFeed)
#include "tst_kafka_feed.moc"
