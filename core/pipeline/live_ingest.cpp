#include "core/pipeline/live_ingest.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>
#include <utility>

#include "core/pipeline/resolve.h"
#include "core/store/api_store.h"
#include "core/store/feed_position_store.h"
#include "core/store/feed_state_store.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kPull = 200ms;        ///< how long a feed is asked to wait for records
constexpr auto kPausedLook = 500ms;  ///< between two looks how much waits at a source that is paused
constexpr auto kLookAtLag = 1s;      ///< of some hundred parts, whose client is asked for each
constexpr auto kWriteStates = 60s;   ///< at least, while nothing changes
/// A watcher runs for weeks and sees the same hours for minutes: some hours of the network's events.
constexpr std::size_t kRememberedKeys = 200'000;
/// What it keeps for later must not grow for days until it is full: some hours of the network's sessions, and the pages
/// of the cache that these hours are in.
constexpr std::size_t kRememberedSessions = 5'000;
constexpr std::size_t kRememberedHours = 3;  ///< the one that runs, the one before, and one that late events reach
constexpr std::size_t kPageMemory = 16 * 1024 * 1024;
/// While records trickle. Once pages moved in a tree, SQLite looks at every page that it holds at the next commit.
constexpr std::size_t kQuietPageMemory = 4 * 1024 * 1024;
constexpr std::size_t kMostWaiting = 8;  ///< batches between the feeds and the writer
constexpr auto kRateSpan = 10s;
// How long facts wait for the next resolution, by what the last one took. While records pile up, at most a quarter of
// the time goes into resolving; while they trickle, a hundredth, as far as people do not have to wait for it.
constexpr int kShareOfPiledUp = 3;
constexpr auto kLongestPiledUp = 10s;
constexpr int kShareOfTrickle = 100;
constexpr auto kLongestTrickle = 1250ms;
/// Records that are worth a batch of their own. Fewer wait for the next resolution: nobody sees them before.
constexpr std::int64_t kWorthCommitting = 2'000;

Instant clockNow()
{
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

std::vector<FeedPosition> positionsOf(Cache& cache)
{
    std::vector<FeedPosition> positions;
    for (StoredPosition& each : storedPositions(cache))
        positions.push_back(
            {std::move(each.kind), std::move(each.name), std::move(each.part), std::move(each.position)});
    return positions;
}

}  // namespace

/// A batch on its way from a feed to the writer.
struct LiveIngest::Taken {
    std::size_t feed = 0;
    FeedBatch batch;
};

/// What is known of one feed by the thread that writes, and shown to others.
struct LiveIngest::Ledger {
    FeedFigures figures;
    std::deque<std::pair<Clock::time_point, std::int64_t>> history;  ///< records by time, for the rate
    std::vector<FeedPosition> toConfirm;                             ///< written, and not yet known to be committed

    void noteError(const std::string& sentence)
    {
        figures.last_error = sentence;
        figures.last_error_at = clockNow();
    }

    double rate(Clock::time_point now)
    {
        history.emplace_back(now, figures.counts.records);
        while (history.size() > 2 && now - history[1].first >= kRateSpan)
            history.pop_front();
        const double seconds = std::chrono::duration<double>(now - history.front().first).count();
        return seconds > 0 ? static_cast<double>(figures.counts.records - history.front().second) / seconds : 0;
    }
};

/// One feed and the thread that pulls it.
class LiveIngest::Puller {
public:
    struct News {
        FeedState state;
        std::optional<std::vector<PartLag>> parts;  ///< when they were looked at since the last news
        std::vector<std::string> remarks;
        std::optional<std::chrono::milliseconds> clock_offset;
        std::optional<std::uint64_t> bytes_behind;
    };

    explicit Puller(std::unique_ptr<LiveFeed> feed) : m_feed(std::move(feed)), m_name(m_feed->name()) {}

    const std::string& name() const { return m_name; }

    void start(std::size_t number, std::vector<FeedPosition> positions, BoundedQueue<Taken>& queue)
    {
        m_thread = std::jthread([this, number, positions = std::move(positions), &queue](std::stop_token stop) {
            m_feed->resume(positions);
            while (!stop.stop_requested() && pull(number, queue, stop)) {
            }
            m_over = true;
        });
    }
    bool isStarted() const { return m_thread.joinable(); }
    /// It hands out nothing more; all that it did is in the queue or beyond it.
    bool isOver() const { return m_over || !isStarted(); }
    void requestStop() { m_thread.request_stop(); }
    void join()
    {
        if (m_thread.joinable())
            m_thread.join();
    }
    /// After join(): what was committed last is confirmed, and the feed closed.
    void finish()
    {
        if (m_feed && !m_confirmed.empty())
            m_feed->committed(m_confirmed);
        m_feed.reset();
    }

    void confirm(std::vector<FeedPosition> positions)
    {
        std::scoped_lock lock(m_mutex);
        std::ranges::move(positions, std::back_inserter(m_confirmed));
    }
    void pause(bool paused)
    {
        std::scoped_lock lock(m_mutex);
        m_paused = paused;
        m_wake.notify_all();
    }
    News news()
    {
        std::scoped_lock lock(m_mutex);
        News news{m_state, std::exchange(m_parts, {}), std::exchange(m_remarks, {}), m_clockOffset, m_bytesBehind};
        if (m_paused && news.state.kind != FeedState::Kind::failed)
            news.state = {FeedState::Kind::paused, {}, {}};
        return news;
    }

private:
    bool pull(std::size_t number, BoundedQueue<Taken>& queue, const std::stop_token& stop)
    {
        std::vector<FeedPosition> confirmed;
        {
            std::unique_lock lock(m_mutex);
            confirmed = std::exchange(m_confirmed, {});
            if (m_paused)
                m_wake.wait_for(lock, stop, kPausedLook, [this] { return !m_paused; });
        }
        if (!confirmed.empty())
            m_feed->committed(confirmed);
        if (isPaused()) {
            m_feed->look();
            publish();
            return true;
        }
        FeedBatch batch = m_feed->next(kPull, stop);
        // What a state says of a feed counts from when its records are here.
        if (batch.hasContent() && !queue.push({number, std::move(batch)}))
            return false;
        publish();
        return m_feed->state().kind != FeedState::Kind::failed;
    }

    bool isPaused()
    {
        std::scoped_lock lock(m_mutex);
        return m_paused;
    }

    void publish()
    {
        FeedState state = m_feed->state();
        std::optional<std::vector<PartLag>> parts;
        if (const auto now = Clock::now(); now >= m_nextLag || !m_lagOf.sameAs(state)) {
            parts = m_feed->lag();
            m_nextLag = now + kLookAtLag;
            m_lagOf = state;
        }
        std::vector<std::string> remarks = m_feed->takeRemarks();
        const auto clockOffset = m_feed->clockOffset();
        const auto bytesBehind = m_feed->bytesBehind();
        std::scoped_lock lock(m_mutex);
        m_state = std::move(state);
        if (parts)
            m_parts = std::move(parts);
        m_clockOffset = clockOffset;
        m_bytesBehind = bytesBehind;
        std::ranges::move(remarks, std::back_inserter(m_remarks));
    }

    std::unique_ptr<LiveFeed> m_feed;
    std::string m_name;
    Clock::time_point m_nextLag{};
    FeedState m_lagOf;   ///< the state in which it was looked at last
    std::mutex m_mutex;  // guards the rest
    std::condition_variable_any m_wake;
    FeedState m_state;
    std::optional<std::vector<PartLag>> m_parts;
    std::optional<std::chrono::milliseconds> m_clockOffset;
    std::optional<std::uint64_t> m_bytesBehind;
    std::vector<std::string> m_remarks;
    std::vector<FeedPosition> m_confirmed;
    bool m_paused = false;
    std::atomic<bool> m_over = false;
    std::jthread m_thread;
};

/// A feed, and what is known of it.
struct LiveIngest::Member {
    explicit Member(std::unique_ptr<LiveFeed> feed) : puller(std::move(feed)) {}

    std::size_t number = 0;
    Puller puller;
    Ledger ledger;
    std::atomic<bool> leaving = false;
};

LiveIngest::LiveIngest(Cache& cache, LiveOptions options)
    : m_cache(cache), m_options(std::move(options)), m_queue(kMostWaiting)
{
}

LiveIngest::~LiveIngest()
{
    stopPullers();
}

std::size_t LiveIngest::add(std::unique_ptr<LiveFeed> feed)
{
    auto member = std::make_shared<Member>(std::move(feed));
    std::scoped_lock lock(m_mutex);
    member->number = m_nextNumber++;
    member->ledger.figures.feed = member->number;
    member->ledger.figures.name = member->puller.name();
    member->ledger.figures.since = Clock::now();
    m_members.emplace(member->number, member);
    return member->number;
}

void LiveIngest::remove(std::size_t feed)
{
    std::scoped_lock lock(m_mutex);
    if (const auto found = m_members.find(feed); found != m_members.end())
        found->second->leaving = true;
}

void LiveIngest::pause(std::size_t feed, bool paused)
{
    std::scoped_lock lock(m_mutex);
    if (const auto found = m_members.find(feed); found != m_members.end())
        found->second->puller.pause(paused);
}

std::vector<FeedFigures> LiveIngest::figures() const
{
    std::vector<FeedFigures> all;
    std::scoped_lock lock(m_mutex);
    const Instant now = clockNow();
    for (const auto& [number, member] : m_members) {
        if (member->leaving)
            continue;
        FeedFigures& figures = all.emplace_back(member->ledger.figures);
        figures.records_per_second = member->ledger.rate(Clock::now());
        if (figures.newest_event)
            figures.event_lag = now - *figures.newest_event;
    }
    return all;
}

std::vector<std::shared_ptr<LiveIngest::Member>> LiveIngest::members() const
{
    std::vector<std::shared_ptr<Member>> all;
    std::scoped_lock lock(m_mutex);
    for (const auto& [number, member] : m_members)
        all.push_back(member);
    return all;
}

Result<void> LiveIngest::run(std::stop_token stop)
{
    // Batches end between the batches of feeds, never inside one, so that a position is never apart from its records.
    const auto noLimit = Ingest::Limits{.records = INT64_MAX,
                                        .payload_bytes = SIZE_MAX,
                                        .identity_keys = kRememberedKeys,
                                        .session_ids = kRememberedSessions};
    auto ingest = Ingest::open(m_cache, noLimit);
    if (!ingest)
        return tl::unexpected(ingest.error());
    m_ingest = std::move(*ingest);
    limitPageMemory(kPageMemory);
    m_resolver = std::make_unique<Resolver>(m_cache, kRememberedSessions, kRememberedHours);
    auto done = work(stop);
    stopPullers();
    if (done)
        done = takeAllThere();
    if (done)
        done = commit();
    for (const auto& member : members())
        member->puller.finish();
    m_closing.clear();  // joins
    if (done)
        done = resolveTheRest();
    if (done)
        done = m_resolver->writePutOff();
    if (done)
        done = writeStates(true);
    m_resolver.reset();
    if (auto finished = m_ingest->finish(); done && !finished)
        done = finished;
    m_ingest.reset();
    return done;
}

Result<void> LiveIngest::work(std::stop_token stop)
{
    if (auto started = startArrived(); !started)
        return started;
    while (!stop.stop_requested()) {
        if (auto taken = m_queue.popUntil(std::max(m_nextTick, Clock::now() + 10ms))) {
            if (auto done = take(std::move(*taken)); !done)
                return done;
        }
        if (auto failed = m_ingest->error())
            return tl::unexpected(*failed);
        if (Clock::now() < m_nextTick)
            continue;
        m_nextTick = Clock::now() + m_options.tick;
        if (auto done = turn(stop); !done)
            return done;
        if (m_options.ends_without_feeds && allFailed())
            return {};
    }
    return {};
}

Result<void> LiveIngest::turn(std::stop_token stop)
{
    if (auto done = noticeSleep(); !done)
        return done;
    if (auto done = dismissLeaving(); !done)
        return done;
    if (isCommitDue())
        if (auto done = commit(); !done)
            return done;
    if (auto done = startArrived(); !done)
        return done;
    if (auto done = resolve(stop); !done)
        return done;
    noticeStates();
    if (Clock::now() >= m_nextStates)
        if (auto done = writeStates(false); !done)
            return done;
    if (m_options.on_turn)
        m_options.on_turn();
    return {};
}

/// Starts who was added since the last turn. While somebody is leaving,
/// nobody starts: it may be the same source, and what it has handed out is not committed yet.
Result<void> LiveIngest::startArrived()
{
    if (std::ranges::any_of(members(), [](const auto& each) { return each->leaving.load(); }))
        return {};
    std::optional<std::vector<FeedPosition>> positions;
    for (const auto& member : members()) {
        if (member->puller.isStarted() || member->leaving)
            continue;
        if (!positions) {
            if (auto done = commit(); !done)
                return done;
            auto read = guarded(m_cache, [&]() -> Result<std::vector<FeedPosition>> { return positionsOf(m_cache); });
            if (!read)
                return tl::unexpected(read.error());
            positions = std::move(*read);
        }
        member->puller.start(member->number, *positions, m_queue);
    }
    return {};
}

/// Takes leave of the feeds that were removed, once they hand out nothing more. Closing one may take seconds, which a
/// thread of its own waits for.
Result<void> LiveIngest::dismissLeaving()
{
    for (const auto& member : members()) {
        if (!member->leaving)
            continue;
        member->puller.requestStop();
        if (!member->puller.isOver())
            continue;
        if (auto done = takeAllThere(); !done)
            return done;
        if (auto done = commit(); !done)
            return done;
        auto forgot = guarded(m_cache, [&]() -> Result<void> {
            forgetFeedState(m_cache, member->puller.name());
            return {};
        });
        if (!forgot)
            return forgot;
        {
            std::scoped_lock lock(m_mutex);
            m_members.erase(member->number);
        }
        m_closing.emplace_back([member] {
            member->puller.join();
            member->puller.finish();
        });
    }
    return {};
}

Result<void> LiveIngest::takeAllThere()
{
    while (auto taken = m_queue.popUntil(Clock::now()))
        if (auto done = take(std::move(*taken)); !done)
            return done;
    return {};
}

void LiveIngest::stopPullers()
{
    const auto all = members();
    for (const auto& member : all)
        member->puller.requestStop();
    m_queue.close();
    for (const auto& member : all)
        member->puller.join();
}

Result<std::int64_t> LiveIngest::sourceId(const FeedSource& source)
{
    for (const auto& [known, id] : m_sources)
        if (known.kind == source.kind && known.name == source.name)
            return id;
    auto id = m_ingest->sourceId(source.kind, source.name);
    if (id)
        m_sources.emplace_back(source, *id);
    return id;
}

Result<void> LiveIngest::take(Taken taken)
{
    std::shared_ptr<Member> member;
    {
        std::scoped_lock lock(m_mutex);
        member = m_members.at(taken.feed);
    }
    FeedBatch& batch = taken.batch;
    if (batch.hasFigures()) {
        takeFigures(member->ledger, std::move(batch));
        return {};
    }
    auto source = sourceId(*batch.source);
    if (!source)
        return tl::unexpected(source.error());
    const auto records = batch.records();
    Ledger& ledger = member->ledger;
    IngestCounts counts = ledger.figures.counts;  // only this thread changes them
    std::optional<Instant> newest = ledger.figures.newest_event;
    for (const RawRecord& record : records)
        addRecord(counts, newest, record, batch.source->org, *source);
    {
        std::scoped_lock lock(m_mutex);
        ledger.figures.counts = counts;
        ledger.figures.newest_event = newest;
        if (batch.gap)
            ledger.noteError(batch.gap->reason);
    }
    if (batch.position)
        ledger.toConfirm.push_back({batch.source->kind, batch.source->name, batch.part, *batch.position});
    if (batch.gap)
        m_ingest->addGap({{*source, batch.part}, batch.gap->records, batch.gap->reason});
    if (batch.gap && m_options.on_remark)
        m_options.on_remark(member->puller.name(), batch.gap->reason);
    if (batch.position)
        m_ingest->setPosition(*source, batch.part, *batch.position);
    m_uncommitted = true;
    m_inBatch += static_cast<std::int64_t>(records.size());
    m_takenSinceCommit += static_cast<std::int64_t>(records.size());
    if (m_inBatch >= m_options.limits.records) {
        m_ingest->endBatch();
        m_inBatch = 0;
    }
    return {};
}

void LiveIngest::takeFigures(Ledger& ledger, FeedBatch batch)
{
    {
        std::scoped_lock lock(m_mutex);
        for (const ApiWindow& window : batch.figures) {
            ledger.figures.figure_rows += static_cast<std::int64_t>(window.rows.size());
            ledger.figures.newest_figures = std::max(ledger.figures.newest_figures, std::optional(window.fetched_at));
        }
        for (const UnchangedFigures& each : batch.unchanged)
            ledger.figures.newest_figures = std::max(ledger.figures.newest_figures, std::optional(each.fetched_at));
    }
    m_figures.push_back(std::move(batch));
}

void LiveIngest::addRecord(IngestCounts& counts, std::optional<Instant>& newest, const RawRecord& record,
                           const OrgRule& rule, std::int64_t source)
{
    ++counts.records;
    counts.bytes += static_cast<std::int64_t>(record.size);
    if (record.defect != RawRecord::Defect::none) {
        const bool oversize = record.defect == RawRecord::Defect::oversize;
        m_ingest->addDefect(oversize ? "oversize_record" : "malformed_json", source, record.size);
        ++counts.rejected;
        return;
    }
    const auto result = m_ingest->add(record.text, rule, source, record.number);
    if (result.event_ts && (!newest || *newest < *result.event_ts))
        newest = result.event_ts;
    switch (result.record_class) {
        case RecordClass::accepted: ++counts.accepted; break;
        case RecordClass::ignored: ++counts.ignored; break;
        case RecordClass::duplicate: ++counts.duplicates; break;
        case RecordClass::rejected: ++counts.rejected; break;
    }
}

/// With everything committed the cache is this thread's, and not the writer's.
bool LiveIngest::isCommitDue() const
{
    return m_takenSinceCommit >= kWorthCommitting || Clock::now() >= m_nextResolution;
}

Result<void> LiveIngest::commit()
{
    if (m_uncommitted) {
        if (auto done = m_ingest->commit(); !done)
            return done;
        m_uncommitted = false;
        m_unresolved = true;
        m_inBatch = 0;
        limitPageMemory(m_takenSinceCommit >= kWorthCommitting ? kPageMemory : kQuietPageMemory);
        m_takenSinceCommit = 0;
        for (const auto& member : members())
            member->puller.confirm(std::exchange(member->ledger.toConfirm, {}));
    }
    return m_figures.empty() ? Result<void>() : writeFigures();
}

void LiveIngest::limitPageMemory(std::size_t bytes)
{
    if (std::exchange(m_pageMemory, bytes) != bytes)
        m_cache.limitPageMemory(bytes);
}

/// The figures of public APIs and how far each endpoint was asked, in one transaction. The cache is ours.
Result<void> LiveIngest::writeFigures()
{
    auto written = guarded(m_cache, [&]() -> Result<void> {
        Transaction transaction(m_cache.db());
        ApiStore store(m_cache);
        Batch positions;
        for (const FeedBatch& batch : m_figures) {
            for (const ApiWindow& window : batch.figures)
                store.replace(window);
            for (const UnchangedFigures& each : batch.unchanged)
                store.confirm(each.window, each.fetched_at);
            const std::int64_t source = m_cache.sourceId(batch.source->kind, batch.source->name);
            positions.positions[{source, batch.part}] = batch.position.value_or(std::string());
        }
        writePositions(m_cache, positions);
        m_cache.bumpRevision();
        transaction.commit();
        return {};
    });
    m_figures.clear();
    if (written && m_options.on_revision)
        m_options.on_revision(m_cache.revision());
    return written;
}

Result<void> LiveIngest::noticeSleep()
{
    const auto slept = m_sleep.look(m_options.clocks());
    if (!slept)
        return {};
    if (auto done = commit(); !done)
        return done;
    const auto at = [](std::chrono::system_clock::time_point time) {
        return std::chrono::time_point_cast<milliseconds>(time);
    };
    const WatchGap gap{at(slept->from), at(slept->to),
                       slept->cause == Sleep::Cause::machine_slept ? "machine_slept" : "program_stopped"};
    auto written = guarded(m_cache, [&]() -> Result<void> {
        writeWatchGap(m_cache, gap);
        return {};
    });
    if (written && m_options.on_sleep)
        m_options.on_sleep(*slept);
    return written;
}

/// How the feeds stand, for programs that look at the cache from outside.
Result<void> LiveIngest::writeStates(bool stopped)
{
    m_nextStates = Clock::now() + kWriteStates;
    std::vector<StoredFeedState> states;
    for (const FeedFigures& each : figures()) {
        const bool ended = stopped && each.state.kind != FeedState::Kind::failed;
        StoredFeedState& state = states.emplace_back();
        state.name = each.name;
        state.state = ended ? "stopped" : feedStateName(each.state.kind);
        state.reason = ended ? std::string() : each.state.reason;
        const auto lasted = ended || !each.since ? Clock::duration::zero() : Clock::now() - *each.since;
        state.since = clockNow() - std::chrono::duration_cast<milliseconds>(lasted);
        state.records_behind = each.records_behind;
        if (each.clock_offset)
            state.clock_offset_ms = each.clock_offset->count();
        state.last_error = each.last_error;
        state.last_error_at = each.last_error_at;
    }
    if (states.empty())
        return {};
    if (auto done = commit(); !done)
        return done;
    return guarded(m_cache, [&]() -> Result<void> {
        writeFeedStates(m_cache, states);
        return {};
    });
}

Result<void> LiveIngest::resolve(std::stop_token stop)
{
    const auto start = Clock::now();
    if (!m_unresolved || m_uncommitted || start < m_nextResolution)
        return {};
    auto done = m_resolver->resolveDirty({}, stop);
    if (!done)
        return tl::unexpected(done.error());
    m_unresolved = done->cancelled;
    const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    m_nextResolution = Clock::now() + std::max(std::min<milliseconds>(kShareOfPiledUp * took, kLongestPiledUp),
                                               std::min<milliseconds>(kShareOfTrickle * took, kLongestTrickle));
    if (m_options.on_revision)
        m_options.on_revision(m_cache.revision());
    return {};
}

Result<void> LiveIngest::resolveTheRest()
{
    if (!m_unresolved)
        return {};
    std::stop_source tooLong;
    std::jthread timer([&](std::stop_token over) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        wake.wait_for(lock, over, m_options.last_resolution, [] { return false; });
        tooLong.request_stop();
    });
    m_nextResolution = {};
    return resolve(tooLong.get_token());
}

void LiveIngest::noticeStates()
{
    for (const auto& member : members()) {
        auto news = member->puller.news();
        bool changed = false;
        {
            std::scoped_lock lock(m_mutex);
            Ledger& ledger = member->ledger;
            FeedFigures& figures = ledger.figures;
            changed = !figures.state.sameAs(news.state);
            if (changed && !news.state.reason.empty())
                ledger.noteError(news.state.reason);
            for (const std::string& sentence : news.remarks)
                ledger.noteError(sentence);
            if (changed) {
                figures.since = Clock::now();
                m_nextStates = {};
            }
            figures.state = news.state;
            figures.clock_offset = news.clock_offset;
            figures.bytes_behind = news.bytes_behind;
            if (news.parts) {
                figures.parts = std::move(*news.parts);
                figures.records_behind.reset();
                for (const PartLag& part : figures.parts)
                    figures.records_behind = figures.records_behind.value_or(0) + part.records;
            }
            figures.records_per_second = ledger.rate(Clock::now());
        }
        for (const std::string& sentence : news.remarks)
            if (m_options.on_remark)
                m_options.on_remark(member->puller.name(), sentence);
        if (changed && m_options.on_state)
            m_options.on_state(member->puller.name(), news.state);
    }
}

bool LiveIngest::allFailed() const
{
    std::scoped_lock lock(m_mutex);
    return std::ranges::all_of(
        m_members, [](const auto& each) { return each.second->ledger.figures.state.kind == FeedState::Kind::failed; });
}

}  // namespace naap
