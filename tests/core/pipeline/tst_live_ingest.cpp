// Live feeds into one cache: every event once, positions with their records, one feed never in the way of another.

#include <QTest>

#include <atomic>
#include <deque>
#include <fstream>
#include <thread>

#include "core/feed/follow_feed.h"
#include "core/generate/traffic.h"
#include "core/pipeline/live_api_feed.h"
#include "core/pipeline/live_ingest.h"
#include "core/store/feed_position_store.h"
#include "core/store/feed_state_store.h"
#include "tests/support/printing.h"
#include "tests/support/scripted_api.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string>& traffic()
{
    static const std::vector<std::string> lines = [] {
        TrafficOptions options;
        options.hours = 2;
        options.sessions_per_hour = 60;
        options.orchestrators = 6;
        options.capability_seconds = 300;
        options.ignored_share = 0.05;
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

void verifyFacts(TestCache& cache)
{
    const std::string facts = factsText(cache.cache());
    QVERIFY2(facts == expectedFacts(), firstDifference(expectedFacts(), facts).c_str());
}

/// Hands out lines, so many at a time; its position is the number of lines read.
class ListFeed : public LiveFeed {
public:
    ListFeed(std::string name, const std::vector<std::string>& lines, std::size_t step)
        : m_lines(lines),
          m_step(step),
          m_source(std::make_shared<FeedSource>(FeedSource{"list", std::move(name), {.given = "cloudspe"}}))
    {
    }

    std::string name() const override { return m_source->name; }
    void resume(const std::vector<FeedPosition>& positions) override
    {
        for (const FeedPosition& each : positions)
            if (each.kind == "list" && each.name == m_source->name)
                m_next = std::stoul(each.position);
    }
    FeedBatch next(std::chrono::milliseconds, std::stop_token) override
    {
        FeedBatch batch(m_source, "all");
        if (m_gapAt && m_next >= *m_gapAt) {
            batch.gap = LostRecords{7, "seven records are gone"};
            m_gapAt.reset();
        }
        const std::size_t end = std::min(m_lines.size(), m_next + m_step);
        for (; m_next < end; ++m_next)
            batch.add(m_lines[m_next], m_next + 1);
        batch.position = std::to_string(m_next);
        if (m_next == m_lines.size())
            std::this_thread::yield();
        return m_next == m_sent ? FeedBatch() : (m_sent = m_next, std::move(batch));
    }
    void committed(const std::vector<FeedPosition>& positions) override
    {
        const std::scoped_lock lock(confirming);  // a feed that was removed is closed on another thread
        for (const FeedPosition& each : positions)
            confirmed = each.position;
    }
    FeedState state() const override
    {
        if (m_next == m_lines.size() && failsAtEnd)
            return {FeedState::Kind::failed, "the list has ended", {}};
        return {m_next == m_lines.size() ? FeedState::Kind::live : FeedState::Kind::catching_up, {}, {}};
    }

    void loseSevenAt(std::size_t line) { m_gapAt = line; }
    bool failsAtEnd = true;
    static inline std::mutex confirming;
    static inline std::string confirmed;

private:
    const std::vector<std::string>& m_lines;
    std::size_t m_step;
    std::size_t m_next = 0;
    std::size_t m_sent = 0;
    std::optional<std::size_t> m_gapAt;
    std::shared_ptr<const FeedSource> m_source;
};

/// A source that never answers within the time it is given.
class DeafFeed : public LiveFeed {
public:
    std::string name() const override { return "deaf"; }
    void resume(const std::vector<FeedPosition>&) override {}
    FeedBatch next(std::chrono::milliseconds, std::stop_token stop) override
    {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait(lock, stop, [] { return false; });
        return {};
    }
    FeedState state() const override { return {}; }
};

/// A source that has something each time it is asked, one record at a time.
class EagerFeed : public LiveFeed {
public:
    explicit EagerFeed(const std::vector<std::string>& lines) : m_lines(lines) {}
    std::string name() const override { return "eager"; }
    void resume(const std::vector<FeedPosition>&) override {}
    FeedBatch next(std::chrono::milliseconds, std::stop_token) override
    {
        FeedBatch batch(m_source, "all");
        const std::size_t at = asked++;
        batch.add(m_lines[at % m_lines.size()], at + 1);
        batch.position = std::to_string(at + 1);
        return batch;
    }
    FeedState state() const override { return {FeedState::Kind::catching_up, {}, {}}; }

    static inline std::atomic<std::size_t> asked = 0;

private:
    const std::vector<std::string>& m_lines;
    std::shared_ptr<const FeedSource> m_source = std::make_shared<FeedSource>(FeedSource{"list", "eager", {}});
};

void run(TestCache& cache, std::unique_ptr<LiveFeed> feed, LiveOptions options = {})
{
    LiveIngest live(cache.cache(), std::move(options));
    live.add(std::move(feed));
    const auto done = live.run({});
    QVERIFY2(done, done ? "" : done.error().message.c_str());
}

/// Until all lines are there; then the run is stopped.
LiveOptions untilRecords(std::stop_source& stop, const LiveIngest*& live, std::int64_t records)
{
    LiveOptions options;
    options.tick = 20ms;
    options.on_turn = [&stop, &live, records] {
        std::int64_t sum = 0;
        for (const FeedFigures& figures : live->figures())
            sum += figures.counts.records;
        if (sum >= records)
            stop.request_stop();
    };
    return options;
}

}  // namespace

class TestLiveIngest : public QObject {
    Q_OBJECT

private slots:
    void aFeedGivesTheFactsOfAnImport_data();
    void aFeedGivesTheFactsOfAnImport();
    void aStopKeepsThePositionAndTheNextRunCountsNothingTwice();
    void aFollowedFileGivesTheFactsOfAnImport();
    void severalFeedsOfTheSameEventsCountThemOnce();
    void aFeedThatDoesNotAnswerKeepsNoOtherWaiting();
    void aSlowCacheSlowsTheSourceDown();
    void aPausedFeedIsNotRead();
    void whatTheSourceLostIsKeptAsAGap();
    void figuresAndStatesSayWhatHappened();
    void feedsComeAndGoWhileItRuns();
    void aFeedAddedAgainGoesOnWhereItWasRemoved();
    void figuresOfAnApiStandBesideEvents();
    void aSleepIsAGap();
    void howFeedsStoodIsInTheCache();
};

void TestLiveIngest::aFeedGivesTheFactsOfAnImport_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("tick");
    QTest::newRow("small steps") << 7 << 1;
    QTest::newRow("large steps") << 1000 << 250;
}

void TestLiveIngest::aFeedGivesTheFactsOfAnImport()
{
    QFETCH(int, step);
    QFETCH(int, tick);
    TestCache cache;
    LiveOptions options;
    options.tick = std::chrono::milliseconds(tick);
    options.limits.records = 500;
    run(cache, std::make_unique<ListFeed>("events", traffic(), static_cast<std::size_t>(step)), options);
    verifyFacts(cache);
    QCOMPARE(ListFeed::confirmed, std::to_string(traffic().size()));
    const auto positions = storedPositions(cache.cache());
    QCOMPARE(positions.size(), 1u);
    QCOMPARE(positions[0].position, std::to_string(traffic().size()));
}

void TestLiveIngest::aStopKeepsThePositionAndTheNextRunCountsNothingTwice()
{
    TestCache cache;
    std::int64_t records = 0;
    for (std::int64_t end : {std::int64_t{1}, std::int64_t{2000}, static_cast<std::int64_t>(traffic().size())}) {
        std::stop_source stop;
        const LiveIngest* self = nullptr;
        LiveIngest live(cache.cache(), untilRecords(stop, self, end - records));
        self = &live;
        auto feed = std::make_unique<ListFeed>("events", traffic(), 50);
        feed->failsAtEnd = false;
        live.add(std::move(feed));
        QVERIFY(live.run(stop.get_token()));
        const auto positions = storedPositions(cache.cache());
        records = cache.count("SELECT sum(records) FROM accounting");
        QCOMPARE(std::to_string(records), positions.at(0).position);
        cache.reopen();
    }
    QCOMPARE(records, static_cast<std::int64_t>(traffic().size()));
    verifyFacts(cache);
}

void TestLiveIngest::aFollowedFileGivesTheFactsOfAnImport()
{
    TestCache cache;
    const std::string path = cache.folder().write("growing.ndjson", "");
    std::jthread writer([&] {
        std::ofstream out(path, std::ios::app | std::ios::binary);
        std::string text;
        for (const std::string& line : traffic())
            text += line + '\n';
        for (std::size_t at = 0; at < text.size(); at += 300'001)
            out << std::string_view(text).substr(at, 300'001) << std::flush;
    });
    std::stop_source stop;
    const LiveIngest* self = nullptr;
    LiveIngest live(cache.cache(), untilRecords(stop, self, static_cast<std::int64_t>(traffic().size())));
    self = &live;
    live.add(std::make_unique<FollowFeed>(path, FollowOptions{.org = {.given = "cloudspe"}, .look = 5ms}));
    QVERIFY(live.run(stop.get_token()));
    verifyFacts(cache);
}

void TestLiveIngest::severalFeedsOfTheSameEventsCountThemOnce()
{
    TestCache cache;
    LiveIngest live(cache.cache(), {});
    live.add(std::make_unique<ListFeed>("one", traffic(), 100));
    live.add(std::make_unique<ListFeed>("two", traffic(), 333));
    QVERIFY(live.run({}));
    verifyFacts(cache);
    QCOMPARE(cache.count("SELECT sum(records) FROM accounting"), static_cast<std::int64_t>(2 * traffic().size()));
}

void TestLiveIngest::aFeedThatDoesNotAnswerKeepsNoOtherWaiting()
{
    TestCache cache;
    std::stop_source stop;
    const LiveIngest* self = nullptr;
    LiveIngest live(cache.cache(), untilRecords(stop, self, static_cast<std::int64_t>(traffic().size())));
    self = &live;
    live.add(std::make_unique<DeafFeed>());
    live.add(std::make_unique<ListFeed>("events", traffic(), 100));
    QVERIFY(live.run(stop.get_token()));
    verifyFacts(cache);
}

/// While the writer is held, the source hands out what the queue holds, and is asked for no more.
void TestLiveIngest::aSlowCacheSlowsTheSourceDown()
{
    constexpr std::size_t kQueue = 8;
    TestCache cache;
    std::stop_source stop;
    const LiveIngest* self = nullptr;
    LiveOptions options;
    options.tick = 1ms;
    std::size_t held = 0;
    std::size_t most = 0;
    options.on_turn = [&] {
        const auto taken = static_cast<std::size_t>(self->figures().at(0).counts.records);
        // One more is in the hands of who waits for room.
        QTRY_VERIFY(EagerFeed::asked >= taken + kQueue + 1);
        for (int i = 0; i < 1000; ++i)
            std::this_thread::yield();
        most = std::max(most, EagerFeed::asked - taken);
        if (++held == 20)
            stop.request_stop();
    };
    LiveIngest live(cache.cache(), std::move(options));
    self = &live;
    live.add(std::make_unique<EagerFeed>(traffic()));
    QVERIFY(live.run(stop.get_token()));
    QCOMPARE(held, std::size_t{20});
    QCOMPARE(most, kQueue + 1);
    // What was still in its hands is read by the next run.
    const auto positions = storedPositions(cache.cache());
    QCOMPARE(positions.size(), std::size_t{1});
    QCOMPARE(positions[0].position, std::to_string(cache.count("SELECT sum(records) FROM accounting")));
}

void TestLiveIngest::aPausedFeedIsNotRead()
{
    TestCache cache;
    std::stop_source stop;
    LiveIngest* self = nullptr;
    int turns = 0;
    std::vector<FeedState::Kind> kinds;
    LiveOptions options;
    options.tick = 10ms;
    options.on_state = [&](const std::string&, const FeedState& state) { kinds.push_back(state.kind); };
    options.on_turn = [&] {
        ++turns;
        if (turns == 20)
            QCOMPARE(self->figures().at(0).counts.records, 0);
        if (turns == 20)
            self->pause(0, false);
    };
    LiveIngest live(cache.cache(), options);
    self = &live;
    live.add(std::make_unique<ListFeed>("events", traffic(), 100));
    live.pause(0, true);
    QVERIFY(live.run(stop.get_token()));
    verifyFacts(cache);
    QCOMPARE(kinds.front(), FeedState::Kind::paused);
}

void TestLiveIngest::whatTheSourceLostIsKeptAsAGap()
{
    TestCache cache;
    auto feed = std::make_unique<ListFeed>("events", traffic(), 100);
    feed->loseSevenAt(300);
    run(cache, std::move(feed));
    const auto gaps = storedGaps(cache.cache());
    QCOMPARE(gaps.size(), 1u);
    QCOMPARE(gaps[0].records.value(), 7);
    QCOMPARE(gaps[0].reason, "seven records are gone");
    QCOMPARE(gaps[0].name, "events");
}

void TestLiveIngest::feedsComeAndGoWhileItRuns()
{
    TestCache cache;
    std::stop_source stop;
    LiveIngest* self = nullptr;
    int turns = 0;
    LiveOptions options;
    options.tick = 1ms;
    options.ends_without_feeds = false;
    options.on_turn = [&] {
        if (++turns == 3)
            self->add(std::make_unique<ListFeed>("late", traffic(), 200));
        const auto figures = self->figures();
        if (turns > 3 && figures.size() == 2 &&
            figures[1].counts.records == static_cast<std::int64_t>(traffic().size()))
            self->remove(0);
        if (turns > 3 && figures.size() == 1)
            stop.request_stop();
    };
    LiveIngest live(cache.cache(), options);
    self = &live;
    QCOMPARE(live.add(std::make_unique<DeafFeed>()), std::size_t{0});
    QVERIFY(live.run(stop.get_token()));
    QCOMPARE(live.figures().size(), std::size_t{1});
    QCOMPARE(live.figures()[0].feed, std::size_t{1});
    verifyFacts(cache);
}

void TestLiveIngest::aFeedAddedAgainGoesOnWhereItWasRemoved()
{
    TestCache cache;
    std::stop_source stop;
    LiveIngest* self = nullptr;
    std::size_t number = 0;
    int rounds = 0;
    LiveOptions options;
    options.tick = 1ms;
    options.ends_without_feeds = false;
    const auto addAnother = [&] {
        auto feed = std::make_unique<ListFeed>("events", traffic(), 40);
        feed->failsAtEnd = false;
        number = self->add(std::move(feed));
    };
    options.on_turn = [&] {
        const auto figures = self->figures();
        if (figures.empty() && rounds < 4)
            return ++rounds, addAnother();
        if (!figures.empty() && figures[0].counts.records > 300 && rounds < 4)
            return self->remove(number);
        if (!figures.empty() && figures[0].state.kind == FeedState::Kind::live)
            stop.request_stop();
    };
    LiveIngest live(cache.cache(), options);
    self = &live;
    QVERIFY(live.run(stop.get_token()));
    verifyFacts(cache);
    QCOMPARE(cache.count("SELECT sum(records) FROM accounting"), static_cast<std::int64_t>(traffic().size()));
}

void TestLiveIngest::figuresOfAnApiStandBesideEvents()
{
    TestCache cache;
    test::ScriptedApi script;
    script.now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    script.serveEmpty();
    script.set("/v1/dashboard/pricing",
               R"([{"orchAddress":"0x1","pipeline":"p","priceWeiPerUnit":7,"pixelsPerUnit":1,"isWarm":true}])");
    /// Hands every question on: the feed wants a fetcher of its own.
    struct Handed : HttpFetcher {
        explicit Handed(HttpFetcher& real) : fetcher(real) {}
        HttpResult get(const HttpRequest& request, std::stop_token stop) override { return fetcher.get(request, stop); }
        HttpFetcher& fetcher;
    };
    std::stop_source stop;
    LiveIngest* self = nullptr;
    LiveOptions options;
    options.tick = 1ms;
    options.ends_without_feeds = false;
    options.on_turn = [&] {
        if (std::ranges::all_of(self->figures(), [](const FeedFigures& each) {
                return each.state.kind == FeedState::Kind::live || each.state.kind == FeedState::Kind::failed;
            }))
            stop.request_stop();
    };
    LiveIngest live(cache.cache(), options);
    self = &live;
    live.add(std::make_unique<ListFeed>("events", traffic(), 200));
    live.add(std::make_unique<LiveApiFeed>(std::make_unique<Handed>(script), "https://api.example.org/v1/",
                                           cache.path(), script.surroundings()));
    QVERIFY(live.run(stop.get_token()));
    verifyFacts(cache);
    QCOMPARE(cache.count("SELECT count(*) FROM api_row WHERE report = 'api-prices'"), 1);
    const auto figures = live.figures();
    QCOMPARE(figures[1].state.kind, FeedState::Kind::live);
    QVERIFY(figures[1].figure_rows > 0);
    QVERIFY(figures[1].newest_figures.has_value());
    const auto positions = storedPositions(cache.cache());
    QVERIFY(std::ranges::any_of(positions, [](const StoredPosition& each) {
        return each.kind == "api" && each.name == "https://api.example.org" && each.part == "dashboard/pricing";
    }));
}

void TestLiveIngest::aSleepIsAGap()
{
    TestCache cache;
    const Clocks clocks = Clocks::now();
    std::vector<Sleep> told;
    LiveOptions options;
    options.tick = 1ms;
    options.on_sleep = [&](const Sleep& sleep) { told.push_back(sleep); };
    std::int64_t looks = 0;
    options.clocks = [&] {
        ++looks;
        const auto slept = looks > 2 ? std::chrono::nanoseconds(2h) : std::chrono::nanoseconds(0);
        return Clocks{clocks.awake + looks * 1s, clocks.boot + looks * 1s + slept,
                      clocks.wall + looks * 1s + std::chrono::duration_cast<std::chrono::microseconds>(slept)};
    };
    run(cache, std::make_unique<ListFeed>("events", traffic(), 20), options);
    QCOMPARE(told.size(), std::size_t{1});
    QCOMPARE(told[0].cause, Sleep::Cause::machine_slept);
    const auto gaps = storedWatchGaps(cache.cache());
    QCOMPARE(gaps.size(), std::size_t{1});
    QCOMPARE(gaps[0].cause, "machine_slept");
    QCOMPARE(gaps[0].to - gaps[0].from, milliseconds(2h + 1s));
    verifyFacts(cache);
}

void TestLiveIngest::howFeedsStoodIsInTheCache()
{
    TestCache cache;
    run(cache, std::make_unique<ListFeed>("events", traffic(), 500));
    const auto states = storedFeedStates(cache.cache());
    QCOMPARE(states.size(), std::size_t{1});
    QCOMPARE(states[0].name, "events");
    QCOMPARE(states[0].state, "failed");
    QCOMPARE(states[0].reason, "the list has ended");
}

void TestLiveIngest::figuresAndStatesSayWhatHappened()
{
    TestCache cache;
    std::vector<std::string> states;
    std::vector<FeedFigures> last;
    const LiveIngest* self = nullptr;
    LiveOptions options;
    options.tick = 1ms;
    options.on_state = [&](const std::string& feed, const FeedState& state) {
        states.push_back(feed + " " + std::string(feedStateName(state.kind)) + " " + state.reason);
    };
    LiveIngest live(cache.cache(), options);
    self = &live;
    live.add(std::make_unique<ListFeed>("events", traffic(), 100));
    QVERIFY(live.run({}));
    last = self->figures();
    QCOMPARE(states.back(), "events failed the list has ended");
    QCOMPARE(last.size(), 1u);
    const IngestCounts& counts = last[0].counts;
    QCOMPARE(counts.records, static_cast<std::int64_t>(traffic().size()));
    QCOMPARE(counts.records, counts.accepted + counts.ignored + counts.rejected + counts.duplicates);
    QVERIFY(counts.ignored > 0);
    QVERIFY(last[0].event_lag.has_value());
    QVERIFY(last[0].records_per_second > 0);
    QCOMPARE(last[0].last_error, "the list has ended");
}

QTEST_APPLESS_MAIN(TestLiveIngest)
#include "tst_live_ingest.moc"
