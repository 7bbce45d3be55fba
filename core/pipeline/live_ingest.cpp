#include "core/pipeline/live_ingest.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <thread>
#include <utility>

#include "core/pipeline/resolve.h"
#include "core/store/feed_position_store.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kPull = 200ms;            ///< how long a feed is asked to wait for records
constexpr std::size_t kMostWaiting = 8;  ///< batches between the feeds and the writer
constexpr auto kRateSpan = 10s;
constexpr int kResolveShare = 3;          ///< at most a quarter of the time goes into resolving while records pile up
constexpr auto kLongestUnresolved = 10s;  ///< but not less often than that

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
        std::vector<PartLag> parts;
        std::vector<std::string> remarks;
    };

    explicit Puller(std::unique_ptr<LiveFeed> feed) : m_feed(std::move(feed)), m_name(m_feed->name()) {}

    const std::string& name() const { return m_name; }

    void start(std::size_t number, std::vector<FeedPosition> positions, BoundedQueue<Taken>& queue)
    {
        m_thread = std::jthread([this, number, positions = std::move(positions), &queue](std::stop_token stop) {
            m_feed->resume(positions);
            while (!stop.stop_requested() && pull(number, queue, stop)) {
            }
        });
    }
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
        News news{m_state, m_parts, std::exchange(m_remarks, {})};
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
                m_wake.wait_for(lock, stop, kPull, [this] { return !m_paused; });
        }
        if (!confirmed.empty())
            m_feed->committed(confirmed);
        if (isPaused())
            return true;
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
        std::vector<PartLag> parts = m_feed->lag();
        std::vector<std::string> remarks = m_feed->takeRemarks();
        std::scoped_lock lock(m_mutex);
        m_state = std::move(state);
        m_parts = std::move(parts);
        std::ranges::move(remarks, std::back_inserter(m_remarks));
    }

    std::unique_ptr<LiveFeed> m_feed;
    std::string m_name;
    std::mutex m_mutex;  // guards the rest
    std::condition_variable_any m_wake;
    FeedState m_state;
    std::vector<PartLag> m_parts;
    std::vector<std::string> m_remarks;
    std::vector<FeedPosition> m_confirmed;
    bool m_paused = false;
    std::jthread m_thread;
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
    m_pullers.push_back(std::make_unique<Puller>(std::move(feed)));
    auto ledger = std::make_unique<Ledger>();
    ledger->figures.name = m_pullers.back()->name();
    std::scoped_lock lock(m_mutex);
    m_ledgers.push_back(std::move(ledger));
    return m_ledgers.size() - 1;
}

void LiveIngest::pause(std::size_t feed, bool paused)
{
    m_pullers.at(feed)->pause(paused);
}

std::vector<FeedFigures> LiveIngest::figures() const
{
    std::vector<FeedFigures> all;
    std::scoped_lock lock(m_mutex);
    const Instant now = clockNow();
    for (const auto& ledger : m_ledgers) {
        FeedFigures& figures = all.emplace_back(ledger->figures);
        figures.records_per_second = ledger->rate(Clock::now());
        if (figures.newest_event)
            figures.event_lag = now - *figures.newest_event;
    }
    return all;
}

Result<void> LiveIngest::run(std::stop_token stop)
{
    // Batches end between the batches of feeds, never inside one, so that a position is never apart from its records.
    const auto noLimit = Ingest::Limits{.records = INT64_MAX, .payload_bytes = SIZE_MAX};
    auto ingest = Ingest::open(m_cache, noLimit);
    if (!ingest)
        return tl::unexpected(ingest.error());
    m_ingest = std::move(*ingest);
    m_resolver = std::make_unique<Resolver>(m_cache);
    auto positions = guarded(m_cache, [&]() -> Result<std::vector<FeedPosition>> { return positionsOf(m_cache); });
    if (!positions)
        return tl::unexpected(positions.error());
    for (std::size_t i = 0; i < m_pullers.size(); ++i)
        m_pullers[i]->start(i, *positions, m_queue);
    auto done = work(stop);
    stopPullers();
    while (auto taken = m_queue.popUntil(Clock::now())) {
        if (done)
            done = take(std::move(*taken));
    }
    if (done)
        done = commit();
    for (const auto& puller : m_pullers)
        puller->finish();
    if (done)
        done = resolveTheRest();
    m_resolver.reset();
    if (auto finished = m_ingest->finish(); done && !finished)
        done = finished;
    m_ingest.reset();
    return done;
}

Result<void> LiveIngest::work(std::stop_token stop)
{
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
        if (auto done = commit(); !done)
            return done;
        if (auto done = resolve(stop); !done)
            return done;
        noticeStates();
        if (m_options.on_turn)
            m_options.on_turn();
        if (allFailed())
            return {};
    }
    return {};
}

void LiveIngest::stopPullers()
{
    for (const auto& puller : m_pullers)
        puller->requestStop();
    m_queue.close();
    for (const auto& puller : m_pullers)
        puller->join();
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
    FeedBatch& batch = taken.batch;
    auto source = sourceId(*batch.source);
    if (!source)
        return tl::unexpected(source.error());
    const auto records = batch.records();
    Ledger& ledger = *m_ledgers[taken.feed];
    FeedFigures figures = ledger.figures;  // only this thread changes them
    for (const RawRecord& record : records)
        addRecord(figures, record, batch.source->org, *source);
    {
        std::scoped_lock lock(m_mutex);
        ledger.figures = std::move(figures);
        if (batch.gap)
            ledger.noteError(batch.gap->reason);
    }
    if (batch.position)
        ledger.toConfirm.push_back({batch.source->kind, batch.source->name, batch.part, *batch.position});
    if (batch.gap)
        m_ingest->addGap({{*source, batch.part}, batch.gap->records, batch.gap->reason});
    if (batch.gap && m_options.on_remark)
        m_options.on_remark(m_pullers[taken.feed]->name(), batch.gap->reason);
    if (batch.position)
        m_ingest->setPosition(*source, batch.part, *batch.position);
    m_uncommitted = true;
    m_inBatch += static_cast<std::int64_t>(records.size());
    if (m_inBatch >= m_options.limits.records) {
        m_ingest->endBatch();
        m_inBatch = 0;
    }
    return {};
}

void LiveIngest::addRecord(FeedFigures& figures, const RawRecord& record, const OrgRule& rule, std::int64_t source)
{
    ++figures.counts.records;
    figures.counts.bytes += static_cast<std::int64_t>(record.size);
    if (record.defect != RawRecord::Defect::none) {
        const bool oversize = record.defect == RawRecord::Defect::oversize;
        m_ingest->addDefect(oversize ? "oversize_record" : "malformed_json", source, record.size);
        ++figures.counts.rejected;
        return;
    }
    const auto result = m_ingest->add(record.text, rule, source, record.number);
    if (result.event_ts && (!figures.newest_event || *figures.newest_event < *result.event_ts))
        figures.newest_event = result.event_ts;
    switch (result.record_class) {
        case RecordClass::accepted: ++figures.counts.accepted; break;
        case RecordClass::ignored: ++figures.counts.ignored; break;
        case RecordClass::duplicate: ++figures.counts.duplicates; break;
        case RecordClass::rejected: ++figures.counts.rejected; break;
    }
}

Result<void> LiveIngest::commit()
{
    if (!m_uncommitted)
        return {};
    if (auto done = m_ingest->commit(); !done)
        return done;
    m_uncommitted = false;
    m_unresolved = true;
    m_inBatch = 0;
    for (std::size_t i = 0; i < m_pullers.size(); ++i)
        m_pullers[i]->confirm(std::exchange(m_ledgers[i]->toConfirm, {}));
    return {};
}

Result<void> LiveIngest::resolve(std::stop_token stop)
{
    const auto start = Clock::now();
    if (!m_unresolved || start < m_nextResolution)
        return {};
    auto done = m_resolver->resolveDirty({}, stop);
    if (!done)
        return tl::unexpected(done.error());
    m_unresolved = done->cancelled;
    const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    m_nextResolution = Clock::now() + std::min<milliseconds>(kResolveShare * took, kLongestUnresolved);
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
    for (std::size_t i = 0; i < m_pullers.size(); ++i) {
        auto news = m_pullers[i]->news();
        bool changed = false;
        {
            std::scoped_lock lock(m_mutex);
            Ledger& ledger = *m_ledgers[i];
            FeedFigures& figures = ledger.figures;
            changed = !figures.state.sameAs(news.state);
            if (changed && !news.state.reason.empty())
                ledger.noteError(news.state.reason);
            for (const std::string& sentence : news.remarks)
                ledger.noteError(sentence);
            figures.state = news.state;
            figures.parts = std::move(news.parts);
            figures.records_behind.reset();
            for (const PartLag& part : figures.parts)
                figures.records_behind = figures.records_behind.value_or(0) + part.records;
            figures.records_per_second = ledger.rate(Clock::now());
        }
        for (const std::string& sentence : news.remarks)
            if (m_options.on_remark)
                m_options.on_remark(m_pullers[i]->name(), sentence);
        if (changed && m_options.on_state)
            m_options.on_state(m_pullers[i]->name(), news.state);
    }
}

bool LiveIngest::allFailed() const
{
    std::scoped_lock lock(m_mutex);
    return std::ranges::all_of(m_ledgers,
                               [](const auto& each) { return each->figures.state.kind == FeedState::Kind::failed; });
}

}  // namespace naap
