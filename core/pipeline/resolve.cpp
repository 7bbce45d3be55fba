#include "core/pipeline/resolve.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <map>
#include <set>
#include <thread>
#include <unordered_map>

#include "core/bounded_queue.h"
#include "core/events/names.h"
#include "core/metrics/benchmark.h"
#include "core/pipeline/capability_reach.h"
#include "core/pipeline/rollup_hour.h"
#include "core/pipeline/session_source.h"
#include "core/resolver/jobs.h"
#include "core/store/dirty_store.h"
#include "core/store/fact_store.h"
#include "core/store/rollup_store.h"
#include "core/store/session_blocks.h"

namespace naap {
namespace {

/// Sessions resolved in one transaction: large enough to be fast, small enough to lose little when interrupted.
constexpr std::size_t kSlice = 5'000;
/// Fewer sessions are resolved sooner on one thread than a second connection is opened.
constexpr std::size_t kWorthReadingAhead = 2'000;
constexpr auto kWorkerMemory = std::chrono::days(30);
constexpr auto kDay = std::chrono::days(1);
constexpr auto kHour = std::chrono::hours(1);
/// Around midnight two change by turns.
constexpr std::size_t kRememberedDates = 2;
/// Blocks of an hour that did not change in so many resolutions are written: some ten seconds while one watches.
constexpr std::int64_t kQuietResolutions = 8;

/// An hour as its rollups were written last, and whose facts have changed since.
struct RememberedHour {
    RollupHour rollups;
    std::set<std::int64_t> changed;
    std::int64_t changed_in = 0;  ///< number of the resolution
};

}  // namespace

class ReadAhead;

class Resolver::Run {
public:
    Run(Cache& cache, std::size_t most_sessions, std::size_t remembered_hours)
        : m_cache(cache),
          m_mostSessions(most_sessions),
          m_rememberedHours(remembered_hours),
          m_dirty(cache),
          m_source(cache),
          m_facts(cache),
          m_rollups(cache)
    {
    }

    Result<ResolveSummary> resolve(const std::function<void(const ResolveProgress&)>& report, std::stop_token stop)
    {
        m_summary = {};
        m_progress = {};
        if (m_dirty.isClean())
            return m_summary;
        ++m_resolutions;
        // The little that comes while one watches is committed at once; much, slice by slice.
        std::optional<Transaction> whole;
        if (m_rememberedHours > 0)
            whole.emplace(m_cache.db());
        spread();
        const std::vector<DirtySession> sessions = m_dirty.sessions();
        if (whole && sessions.size() >= kWorthReadingAhead) {
            whole->commit();
            whole.reset();
        }
        resolveSessions(sessions, report, stop);
        if (!stop.stop_requested())
            resolveJobs();
        rebuildHours(Instant::min(), report, stop);
        writeQuietBlocks();
        if (whole)
            whole->commit();
        m_summary.cancelled = stop.stop_requested();
        return m_summary;
    }

    /// What is remembered may be of a transaction that was rolled back.
    void forget()
    {
        m_sessions.clear();
        m_hours.clear();
        m_putOff.clear();
        m_benchmarks.clear();
    }

    void writePutOff()
    {
        Transaction transaction(m_cache.db());
        // Those of an earlier run too, that did not come to its end.
        for (const Instant hour : hoursOfPutOffBlocks(m_cache))
            writeBlocks(hour);
        transaction.commit();
    }

    /// Resolves all in [from, to) anew, whatever is known of it.
    Result<ResolveSummary> repair(Instant from, Instant to, const std::function<void(const ResolveProgress&)>& report,
                                  std::stop_token stop)
    {
        Transaction transaction(m_cache.db());
        m_dirty.markRange(from, to);
        transaction.commit();
        forget();
        return resolve(report, std::move(stop));
    }

private:
    void spread();
    void spreadCapabilities(const std::string& org, const std::vector<DirtyCapability>& events);
    void markReached(const std::vector<CapabilityReach>& reach);
    void resolveSessions(const std::vector<DirtySession>& sessions,
                         const std::function<void(const ResolveProgress&)>& report, const std::stop_token& stop);
    std::size_t resolveSlice(const std::vector<DirtySession>& sessions, std::size_t start, ReadAhead* ahead);
    void store(ResolvedSession& resolved, std::set<Instant>& hours);
    void resolveJobs();
    void resolveJob(const DirtyJob& job);
    const WorkerTimeline& workersOf(const std::string& org, Instant day);
    void rebuildHours(Instant from, const std::function<void(const ResolveProgress&)>& report,
                      const std::stop_token& stop);
    void rebuildHour(Instant hour);
    void copyToBlocks(Instant hour, const RollupHour& rollups);
    void writeBlocks(Instant hour);
    void writeQuietBlocks();
    std::vector<BenchmarkDay> benchmarksOf(Instant date);
    RollupHour rollupsOf(Instant hour);
    void remember(Instant hour, RollupHour rollups);
    const Session* sessionOf(std::int64_t session_id);
    Cache& m_cache;
    std::size_t m_mostSessions;
    std::size_t m_rememberedHours;
    DirtyStore m_dirty;
    SessionSource m_source;
    FactStore m_facts;
    RollupStore m_rollups;
    SessionEvidence m_loaded;
    std::optional<WorkerTimeline> m_workers;  ///< of m_workersDay
    std::pair<std::string, Instant> m_workersDay;
    std::unordered_map<std::int64_t, Session> m_sessions;  ///< facts read or written last, for the rollups
    std::map<Instant, RememberedHour> m_hours;
    std::map<Instant, std::map<Instant, BenchmarkHour>> m_benchmarks;  ///< hours by date
    std::set<Instant> m_putOff;                                        ///< hours whose blocks were put off
    std::int64_t m_resolutions = 0;
    ResolveSummary m_summary;
    ResolveProgress m_progress;
};

/// Turns the marks of capability events and payments into marks of the sessions and jobs they can change.
void Resolver::Run::spread()
{
    Transaction transaction(m_cache.db());
    std::map<std::string, std::vector<DirtyCapability>> byOrg;
    for (auto& event : m_dirty.capabilities()) {
        byOrg[event.org].push_back(std::move(event));
    }
    for (const auto& [org, events] : byOrg)
        spreadCapabilities(org, events);
    m_dirty.clearCapabilities();
    m_dirty.spreadOverRequests();
    transaction.commit();
}

void Resolver::Run::spreadCapabilities(const std::string& org, const std::vector<DirtyCapability>& events)
{
    std::set<Instant> days;
    FreshSnapshots fresh;
    for (const DirtyCapability& event : events) {
        days.insert(dayOf(event.event_ts));
        days.insert(dayOf(event.event_ts + Timelines::kBefore));
        days.insert(dayOf(event.event_ts - std::chrono::seconds(30)));
        fresh.emplace(event.event_ts, event.event_id);
    }
    Timelines& timelines = m_source.timelines();
    for (const Instant day : days) {
        // Nothing decided yet that could change: the normal case of a first import.
        if (!m_facts.anyDecisionIn(day, day + kDay)) {
            timelines.invalidate(org, day);
            continue;
        }
        const auto reach = timelines.extend(org, day, fresh);
        markReached(reach ? *reach : timelines.reload(org, day, fresh));
    }
}

void Resolver::Run::markReached(const std::vector<CapabilityReach>& reach)
{
    if (reach.empty())
        return;
    Instant from = reach.front().from;
    Instant to = reach.front().to;
    for (const CapabilityReach& r : reach) {
        from = std::min(from, r.from);
        to = std::max(to, r.to);
    }
    m_dirty.markJobsIn(from, to);
    for (const auto& selection : m_facts.observedIn(from, to)) {
        const std::string url = urlNorm(selection.observed_url);
        const bool reached = std::ranges::any_of(reach, [&](const CapabilityReach& r) {
            return selection.selection_ts >= r.from && selection.selection_ts <= r.to &&
                   (r.names.contains(url) || r.names.contains(selection.observed_address));
        });
        if (reached)
            m_dirty.markSession(selection.session_id);
    }
}

/// Reads and resolves ahead of the writing thread, in chunks, with a connection of its own.
class ReadAhead {
public:
    ReadAhead(const std::filesystem::path& cache, const std::vector<DirtySession>& sessions)
        : m_thread([this, cache, &sessions](const std::stop_token& stop) { run(cache, sessions, stop); })
    {
    }
    ~ReadAhead()
    {
        m_thread.request_stop();
        m_chunks.close();
    }
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;

    /// The next chunk; throws what the reading thread met.
    std::vector<ResolvedSession> next()
    {
        auto chunk = m_chunks.pop();
        if (!chunk && m_error)
            std::rethrow_exception(m_error);
        return chunk ? std::move(*chunk) : std::vector<ResolvedSession>{};
    }

private:
    void run(const std::filesystem::path& path, const std::vector<DirtySession>& sessions, const std::stop_token& stop)
    {
        try {
            auto cache = Cache::open(path, Cache::Access::read);
            if (!cache)
                throw SqlError(0, cache.error().message);
            SessionSource source(**cache);
            for (std::size_t start = 0; start < sessions.size() && !stop.stop_requested();) {
                // A chunk holds sessions of one day, because the writing thread finishes one before the next.
                std::vector<ResolvedSession> chunk;
                const Instant day = sessions[start].newest_day;
                for (; start < sessions.size() && chunk.size() < kChunk && sessions[start].newest_day == day; ++start)
                    chunk.push_back(source.resolve(sessions[start].session_id));
                if (!m_chunks.push(std::move(chunk)))
                    break;
            }
        } catch (...) {
            m_error = std::current_exception();
        }
        m_chunks.close();
    }

    static constexpr std::size_t kChunk = 500;

    BoundedQueue<std::vector<ResolvedSession>> m_chunks{4};
    std::exception_ptr m_error;  ///< set before the queue is closed, read after
    std::jthread m_thread;
};

/// Day by day, each with its hours: what they need of sessions is still in memory then, and pages written together lie
/// together. Sessions of older days have nothing in the hours of a newer one.
void Resolver::Run::resolveSessions(const std::vector<DirtySession>& sessions,
                                    const std::function<void(const ResolveProgress&)>& report,
                                    const std::stop_token& stop)
{
    m_progress.sessions_total = static_cast<std::int64_t>(sessions.size());
    std::optional<ReadAhead> ahead;
    if (sessions.size() >= kWorthReadingAhead)
        ahead.emplace(m_cache.path(), sessions);
    for (std::size_t start = 0; start < sessions.size() && !stop.stop_requested();) {
        const Instant day = sessions[start].newest_day;
        start = resolveSlice(sessions, start, ahead ? &*ahead : nullptr);
        m_progress.sessions_done = m_summary.sessions;
        if (report)
            report(m_progress);
        if (start < sessions.size() && sessions[start].newest_day != day) {
            rebuildHours(day, report, stop);
            m_sessions.clear();
        }
    }
}

/// Resolves some sessions of one day in one transaction; returns where the next begin.
std::size_t Resolver::Run::resolveSlice(const std::vector<DirtySession>& sessions, std::size_t start, ReadAhead* ahead)
{
    Transaction transaction(m_cache.db());
    std::set<Instant> hours;
    const Instant day = sessions[start].newest_day;
    std::size_t done = start;
    while (done < sessions.size() && done < start + kSlice && sessions[done].newest_day == day) {
        std::vector<ResolvedSession> chunk;
        if (ahead)
            chunk = ahead->next();
        else
            chunk.push_back(m_source.resolve(sessions[done].session_id));
        for (ResolvedSession& session : chunk)
            store(session, hours);
        done += chunk.size();
    }
    m_dirty.markHours(hours);
    m_cache.bumpRevision();
    transaction.commit();
    m_summary.sessions += static_cast<std::int64_t>(done - start);
    return done;
}

void Resolver::Run::store(ResolvedSession& resolved, std::set<Instant>& hours)
{
    const std::int64_t id = resolved.session_id;
    if (resolved.runs_scattered) {
        m_source.evidence().loadSession(id, m_loaded);
        m_source.evidence().joinSessionRuns(id, m_loaded);
    }
    m_dirty.clearSession(id);
    std::set<Instant> changed;
    if (resolved.facts) {
        SessionFacts& facts = *resolved.facts;
        m_facts.replaceSession(id, facts.session, facts.selections, facts.status_hours, facts.gateway_hours, changed);
        if (m_sessions.size() > m_mostSessions)
            m_sessions.clear();
        m_sessions[id] = std::move(facts.session);
    } else {
        m_facts.removeSession(id, changed);
        m_sessions.erase(id);
    }
    for (const Instant hour : changed)
        if (const auto known = m_hours.find(hour); known != m_hours.end())
            known->second.changed.insert(id);
    hours.merge(changed);
}

void Resolver::Run::resolveJobs()
{
    const auto jobs = m_dirty.jobs();
    if (jobs.empty())
        return;
    m_workers.reset();  // new ones may have come
    Transaction transaction(m_cache.db());
    for (const DirtyJob& job : jobs)
        resolveJob(job);
    m_dirty.clearJobs();
    m_cache.bumpRevision();
    transaction.commit();
    m_summary.jobs = static_cast<std::int64_t>(jobs.size());
}

/// Jobs come by time, so the workers of one day serve many.
const WorkerTimeline& Resolver::Run::workersOf(const std::string& org, Instant day)
{
    if (!m_workers || m_workersDay != std::pair(org, day)) {
        m_workers.emplace(m_source.evidence().workers(org, day - kWorkerMemory, day + kDay));
        m_workersDay = {org, day};
    }
    return *m_workers;
}

void Resolver::Run::resolveJob(const DirtyJob& dirty)
{
    if (dirty.kind == "llm") {
        const auto request = chooseLlm(m_source.evidence().llmCandidates(dirty.org, dirty.key));
        request ? m_facts.replaceLlm(*request) : m_facts.removeLlm(dirty.org, dirty.key);
    } else if (dirty.kind == "ai_batch") {
        const auto job =
            resolveAiBatchJob(m_source.evidence().aiBatchEvents(dirty.org, dirty.key), m_source.timelinesOf(dirty.org));
        job ? m_facts.replaceJob(*job) : m_facts.removeJob(Job::Kind::ai_batch, dirty.org, dirty.key);
    } else if (const auto completed = m_source.evidence().byocEvent(dirty.org, dirty.key)) {
        m_facts.replaceJob(resolveByocJob(*completed, workersOf(dirty.org, dayOf(completed->event_ts)),
                                          m_source.timelinesOf(dirty.org)));
    } else {
        m_facts.removeJob(Job::Kind::byoc, dirty.org, dirty.key);
    }
}

/// Rebuilds the marked hours from `from` on.
void Resolver::Run::rebuildHours(Instant from, const std::function<void(const ResolveProgress&)>& report,
                                 const std::stop_token& stop)
{
    const std::vector<Instant> hours = m_dirty.hours(from);
    m_progress.hours_total = m_summary.hours + static_cast<std::int64_t>(hours.size());
    for (std::size_t start = 0; start < hours.size() && !stop.stop_requested();) {
        // A day at a time, so that its benchmark is computed once.
        const Instant date = dayOf(hours[start]);
        Transaction transaction(m_cache.db());
        for (; start < hours.size() && dayOf(hours[start]) == date; ++start) {
            rebuildHour(hours[start]);
            m_dirty.clearHour(hours[start]);
            ++m_summary.hours;
        }
        m_rollups.replaceBenchmarks(date, benchmarksOf(date));
        m_cache.bumpRevision();
        transaction.commit();
        m_progress.hours_done = m_summary.hours;
        if (report)
            report(m_progress);
    }
}

std::vector<BenchmarkDay> Resolver::Run::benchmarksOf(Instant date)
{
    if (m_rememberedHours == 0)
        return benchmarksOfDate(date, m_rollups.sla(date, date + kDay));
    const auto [known, isNew] = m_benchmarks.try_emplace(date);
    if (isNew)
        for (Instant hour = date; hour < date + kDay; hour += kHour)
            known->second[hour] = benchmarkHourOf(m_rollups.sla(hour, hour + kHour));
    std::vector<const BenchmarkHour*> hours;
    for (const auto& [hour, values] : known->second)
        hours.push_back(&values);
    auto benchmarks = benchmarksOfDate(date, hours);
    if (m_benchmarks.size() > kRememberedDates)
        m_benchmarks.erase(m_benchmarks.begin());
    return benchmarks;
}

const Session* Resolver::Run::sessionOf(std::int64_t session_id)
{
    const auto known = m_sessions.find(session_id);
    if (known != m_sessions.end())
        return &known->second;
    auto session = m_facts.session(session_id);
    if (!session)
        return nullptr;
    return &(m_sessions[session_id] = std::move(*session));
}

void Resolver::Run::rebuildHour(Instant hour)
{
    // Between two hours only, because what an hour is made of points into it.
    if (m_sessions.size() > m_mostSessions)
        m_sessions.clear();
    RollupHour rollups = rollupsOf(hour);
    const std::vector<SlaRollup> sla = rollups.sla();
    m_rollups.replaceSlaHour(hour, sla);
    if (const auto known = m_benchmarks.find(dayOf(hour)); known != m_benchmarks.end())
        known->second[hour] = benchmarkHourOf(sla);
    m_rollups.replaceDemandHour(hour, rollups.demand());
    if (m_rememberedHours > 0)
        remember(hour, std::move(rollups));
    else
        copyToBlocks(hour, rollups);
}

void Resolver::Run::copyToBlocks(Instant hour, const RollupHour& rollups)
{
    std::vector<IdentifiedSession> sessions;
    for (const std::int64_t id : rollups.demandedSessions())
        sessions.push_back({id, sessionOf(id)});
    replaceSessionBlock(m_cache, hour, sessions);
    replaceStatusBlock(m_cache, hour, rollups.statusHours());
}

RollupHour Resolver::Run::rollupsOf(Instant hour)
{
    const auto sessions = [this](std::int64_t session_id) { return sessionOf(session_id); };
    if (auto known = m_hours.extract(hour); !known.empty()) {
        auto& [rollups, changed, changedIn] = known.mapped();
        // Marked, and by none of its sessions: somebody else did. And many sessions are sooner read with the whole
        // hour.
        if (!changed.empty() && changed.size() < rollups.sessions() / 4) {
            rollups.update(changed, m_facts, sessions);
            return std::move(rollups);
        }
    }
    return RollupHour(hour, m_facts, sessions);
}

void Resolver::Run::remember(Instant hour, RollupHour rollups)
{
    m_hours.insert_or_assign(hour, RememberedHour{std::move(rollups), {}, m_resolutions});
    if (m_putOff.insert(hour).second)
        putOffBlocks(m_cache, hour);
    if (m_hours.size() > m_rememberedHours) {
        writeBlocks(m_hours.begin()->first);
        m_hours.erase(m_hours.begin());
    }
}

void Resolver::Run::writeBlocks(Instant hour)
{
    const auto known = m_hours.find(hour);
    if (known != m_hours.end() && known->second.changed.empty())
        copyToBlocks(hour, known->second.rollups);
    else
        copyToBlocks(hour, RollupHour(hour, m_facts, [this](std::int64_t id) { return sessionOf(id); }));
    m_putOff.erase(hour);
}

void Resolver::Run::writeQuietBlocks()
{
    for (const auto& [hour, remembered] : m_hours)
        if (remembered.changed_in + kQuietResolutions < m_resolutions && m_putOff.contains(hour))
            writeBlocks(hour);
}

Resolver::Resolver(Cache& cache, std::size_t most_sessions, std::size_t remembered_hours)
    : m_run(std::make_unique<Run>(cache, most_sessions, remembered_hours)), m_cache(cache)
{
}
Resolver::~Resolver() = default;

Result<ResolveSummary> Resolver::resolveDirty(const std::function<void(const ResolveProgress&)>& progress,
                                              std::stop_token stop)
{
    auto done = guarded(m_cache, [&]() -> Result<ResolveSummary> { return m_run->resolve(progress, stop); });
    if (!done)
        m_run->forget();
    return done;
}

Result<void> Resolver::writePutOff()
{
    return guarded(m_cache, [&]() -> Result<void> {
        m_run->writePutOff();
        return {};
    });
}

Result<ResolveSummary> Resolver::repair(Instant from, Instant to,
                                        const std::function<void(const ResolveProgress&)>& progress,
                                        std::stop_token stop)
{
    return guarded(m_cache, [&]() -> Result<ResolveSummary> { return m_run->repair(from, to, progress, stop); });
}

}  // namespace naap
