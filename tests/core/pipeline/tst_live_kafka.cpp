// From Kafka into the cache through broken networks and restarts: every event once, and the facts of an import.

#include <QTest>

#include "core/feed/kafka_feed.h"
#include "core/generate/traffic.h"
#include "core/pipeline/live_ingest.h"
#include "core/store/feed_position_store.h"
#include "tests/support/mock_kafka.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

const std::string kTopic = "streaming_events";
constexpr int kPartitions = 4;

const std::vector<std::string>& traffic()
{
    static const std::vector<std::string> lines = [] {
        TrafficOptions options;
        options.hours = 2;
        options.sessions_per_hour = 60;
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

const std::string& expectedFacts()
{
    static const std::string facts = [] {
        std::string text;
        for (const std::string& line : traffic())
            text += line + '\n';
        TestCache cache;
        cache.importText(text, {.org = {.given = "cloudspe"}});
        cache.resolve();
        return factsText(cache.cache());
    }();
    return facts;
}

KafkaOptions optionsOf(const MockKafka& kafka, const std::string& group)
{
    KafkaOptions options;
    options.connection.brokers = kafka.brokers();
    options.topics = {{kTopic, {}}};
    options.group = group;
    options.topic_look = 100ms;
    return options;
}

std::int64_t recordsOf(TestCache& cache)
{
    return cache.count("SELECT coalesce(sum(records), 0) FROM accounting");
}

/// Runs until the cache has seen so many records more; `turn` is called at every turn with their number, and `remarks`
/// gets what the feed remarked.
void runFor(TestCache& cache, std::unique_ptr<LiveFeed> feed, std::int64_t records,
            const std::function<void(std::int64_t)>& turn = {}, std::vector<std::string>* remarks = nullptr)
{
    std::stop_source stop;
    const LiveIngest* self = nullptr;
    const auto deadline = std::chrono::steady_clock::now() + 120s;
    LiveOptions options;
    options.tick = 20ms;
    options.on_turn = [&] {
        const std::int64_t seen = self->figures().at(0).counts.records;
        if (turn)
            turn(seen);
        if (seen >= records || std::chrono::steady_clock::now() > deadline)
            stop.request_stop();
    };
    options.on_remark = [&](const std::string&, const std::string& sentence) {
        if (remarks)
            remarks->push_back(sentence);
    };
    LiveIngest live(cache.cache(), std::move(options));
    self = &live;
    live.add(std::move(feed));
    const auto done = live.run(stop.get_token());
    QVERIFY2(done, done ? "" : done.error().message.c_str());
}

void verifyAll(TestCache& cache)
{
    QCOMPARE(recordsOf(cache), static_cast<std::int64_t>(traffic().size()));  // none came twice, none is missing
    const std::string facts = factsText(cache.cache());
    QVERIFY2(facts == expectedFacts(), firstDifference(expectedFacts(), facts).c_str());
}

/// Hands on what another feed reads, until so many batches were handed on; then it never returns a batch again, as if
/// the program were about to be killed with them in its hands.
class DroppingFeed : public LiveFeed {
public:
    DroppingFeed(std::unique_ptr<LiveFeed> feed, int batches) : m_feed(std::move(feed)), m_left(batches) {}
    std::string name() const override { return m_feed->name(); }
    void resume(const std::vector<FeedPosition>& positions) override { m_feed->resume(positions); }
    FeedBatch next(std::chrono::milliseconds wait, std::stop_token stop) override
    {
        FeedBatch batch = m_feed->next(wait, stop);
        return batch.hasContent() && --m_left < 0 ? FeedBatch() : std::move(batch);
    }
    void committed(const std::vector<FeedPosition>& positions) override { m_feed->committed(positions); }
    FeedState state() const override
    {
        return m_left < 0 ? FeedState{FeedState::Kind::failed, "killed", {}} : m_feed->state();
    }

private:
    std::unique_ptr<LiveFeed> m_feed;
    int m_left;
};

}  // namespace

class TestLiveKafka : public QObject {
    Q_OBJECT

private slots:
    void brokerAndConsumerComeAndGo_data();
    void brokerAndConsumerComeAndGo();
    void aConsumerKilledBetweenReadingAndCommitting_data();
    void aConsumerKilledBetweenReadingAndCommitting();
    void aTopicFullOfSomethingElse();
    void aMessageAboveTheLimitIsCountedAndNamed();
};

void TestLiveKafka::brokerAndConsumerComeAndGo_data()
{
    QTest::addColumn<QString>("group");
    QTest::newRow("without a group") << "";
    QTest::newRow("in a group") << "watchers";
}

void TestLiveKafka::brokerAndConsumerComeAndGo()
{
    QFETCH(QString, group);
    MockKafka kafka;
    kafka.createTopic(kTopic, kPartitions);
    const auto half = traffic().begin() + static_cast<std::ptrdiff_t>(traffic().size() / 2);
    kafka.send(kTopic, {traffic().begin(), half}, -1, "zstd");
    TestCache cache;
    const KafkaOptions options = optionsOf(kafka, group.toStdString());
    runFor(cache, std::make_unique<KafkaFeed>(options), 1000);
    cache.reopen();

    const std::int64_t firstHalf = half - traffic().begin() - recordsOf(cache);
    int turnsDown = 0;
    bool sent = false;
    runFor(cache, std::make_unique<KafkaFeed>(options), static_cast<std::int64_t>(traffic().size()) - recordsOf(cache),
           [&](std::int64_t seen) {
               if (seen < firstHalf || sent)
                   return;
               if (++turnsDown == 1)
                   kafka.setDown(true);
               if (turnsDown < 40)
                   return;
               kafka.setDown(false);
               kafka.send(kTopic, {half, traffic().end()}, -1, "lz4");
               sent = true;
           });
    QVERIFY(sent);
    verifyAll(cache);
}

void TestLiveKafka::aConsumerKilledBetweenReadingAndCommitting_data()
{
    brokerAndConsumerComeAndGo_data();
}

void TestLiveKafka::aConsumerKilledBetweenReadingAndCommitting()
{
    QFETCH(QString, group);
    MockKafka kafka;
    kafka.createTopic(kTopic, kPartitions);
    kafka.send(kTopic, traffic(), -1, "zstd");
    TestCache cache;
    const KafkaOptions options = optionsOf(kafka, group.toStdString());
    runFor(cache, std::make_unique<DroppingFeed>(std::make_unique<KafkaFeed>(options), 5),
           static_cast<std::int64_t>(traffic().size()));
    const std::int64_t before = recordsOf(cache);
    QVERIFY(before > 0 && before < static_cast<std::int64_t>(traffic().size()));
    cache.reopen();
    runFor(cache, std::make_unique<KafkaFeed>(options), static_cast<std::int64_t>(traffic().size()) - before);
    verifyAll(cache);
}

void TestLiveKafka::aTopicFullOfSomethingElse()
{
    MockKafka kafka;
    kafka.createTopic(kTopic, 1);
    const std::vector<std::string> foreign = {
        std::string("\x00\x00\x00\x00\x07\x02\x48\x12", 8),  // Avro, as a schema registry frames it
        std::string("\xff\xfe\x00\x01", 4),
        "<html><body>502</body></html>",
        "level=info msg=\"a line of a log\"",
        "{\"order\":17,\"price\":3.5}",
        "{\"id\":",
        "[]",
        "\"text\"",
        "42",
        std::string(100'000, 'x'),
        std::string(5'000, '['),
    };
    std::vector<std::string> all;
    for (int round = 0; round < 20; ++round)
        all.insert(all.end(), foreign.begin(), foreign.end());
    const std::size_t foreigners = all.size();
    kafka.send(kTopic, all);
    kafka.send(kTopic, traffic());
    TestCache cache;
    const auto records = static_cast<std::int64_t>(foreigners + traffic().size());
    runFor(cache, std::make_unique<KafkaFeed>(optionsOf(kafka, {})), records);
    QCOMPARE(recordsOf(cache), records);
    const std::string facts = factsText(cache.cache());
    QVERIFY2(facts == expectedFacts(), firstDifference(expectedFacts(), facts).c_str());
    TestCache imported;
    std::string text;
    for (const std::string& line : traffic())
        text += line + '\n';
    imported.importText(text, {.org = {.given = "cloudspe"}});
    const char* refused = "SELECT coalesce(sum(records), 0) FROM accounting WHERE class = 'rejected'";
    QCOMPARE(cache.count(refused), imported.count(refused) + static_cast<std::int64_t>(foreigners));
}

void TestLiveKafka::aMessageAboveTheLimitIsCountedAndNamed()
{
    MockKafka kafka;
    kafka.createTopic(kTopic, 1);
    kafka.send(kTopic, {std::string(17'000'000, 'x')}, 0, "zstd");
    kafka.send(kTopic, traffic());
    TestCache cache;
    const auto records = static_cast<std::int64_t>(traffic().size()) + 1;
    std::vector<std::string> told;
    runFor(cache, std::make_unique<KafkaFeed>(optionsOf(kafka, {})), records, {}, &told);
    QCOMPARE(recordsOf(cache), records);
    QCOMPARE(cache.accounted("rejected", "oversize_record"), 1);
    QCOMPARE(told.size(), 1u);
    for (const char* part : {kTopic.c_str(), "partition 0", "offset 0", "16 MiB"})
        QVERIFY2(told[0].find(part) != std::string::npos, told[0].c_str());
    const auto positions = storedPositions(cache.cache());
    QCOMPARE(positions.size(), 1u);
    QCOMPARE(positions[0].position, std::to_string(records));
    const std::string facts = factsText(cache.cache());
    QVERIFY2(facts == expectedFacts(), firstDifference(expectedFacts(), facts).c_str());
}

QTEST_APPLESS_MAIN(TestLiveKafka)
#include "tst_live_kafka.moc"
