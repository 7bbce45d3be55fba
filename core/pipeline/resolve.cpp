#include "core/pipeline/resolve.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/events/names.h"
#include "core/metrics/benchmark.h"
#include "core/metrics/demand_rollup.h"
#include "core/metrics/sla_rollup.h"
#include "core/pipeline/capability_reach.h"
#include "core/pipeline/timelines.h"
#include "core/resolver/jobs.h"
#include "core/resolver/session_resolver.h"
#include "core/store/dirty_store.h"
#include "core/store/evidence_store.h"
#include "core/store/fact_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

/// Sessions resolved in one transaction: large enough to be fast, small enough to lose little when interrupted.
constexpr std::size_t kSlice = 5'000;
constexpr std::size_t kMostRemembered = 60'000;
constexpr auto kWorkerMemory = std::chrono::days(30);
constexpr auto kDay = std::chrono::days(1);

}  // namespace

class Resolver::Run {
public:
    explicit Run(Cache& cache)
        : m_cache(cache), m_dirty(cache), m_evidence(cache), m_facts(cache), m_rollups(cache), m_timelines(m_evidence)
    {
    }

    Result<ResolveSummary> resolve(const std::function<void(const ResolveProgress&)>& report, std::stop_token stop)
    {
        m_summary = {};
        m_progress = {};
        // Another writer may have come between two calls.
        if (m_cache.revision() != m_revision)
            m_sessions.clear();
        if (m_dirty.isClean())
            return m_summary;
        spread();
        resolveSessions(report, stop);
        if (!stop.stop_requested())
            resolveJobs();
        rebuildHours(report, stop);
        m_summary.cancelled = stop.stop_requested();
        m_revision = m_cache.revision();
        return m_summary;
    }

    DirtyStore& dirty() { return m_dirty; }

private:
    void spread();
    void spreadCapabilities(const std::string& org, const std::vector<DirtyCapability>& events);
    void markReached(const std::vector<CapabilityReach>& reach);
    void resolveSessions(const std::function<void(const ResolveProgress&)>& report, const std::stop_token& stop);
    void resolveSession(std::int64_t session_id, std::set<Instant>& hours);
    std::vector<Payment> linkedPayments(const SessionIdentity& session);
    bool exists(std::int64_t session_id);
    void resolveJobs();
    void resolveJob(const DirtyJob& job);
    void rebuildHours(const std::function<void(const ResolveProgress&)>& report, const std::stop_token& stop);
    void rebuildHour(Instant hour);
    const Session* sessionOf(std::int64_t session_id);
    TimelineOfDay timelinesOf(const std::string& org)
    {
        return [this, org](Instant day) -> const CapabilityTimeline& { return m_timelines.of(org, day); };
    }

    Cache& m_cache;
    DirtyStore m_dirty;
    EvidenceStore m_evidence;
    FactStore m_facts;
    RollupStore m_rollups;
    Timelines m_timelines;
    SessionEvidence m_loaded;
    std::unordered_map<std::int64_t, Session> m_sessions;  ///< facts read or written last, for the rollups
    std::int64_t m_revision = -1;
    ResolveSummary m_summary;
    ResolveProgress m_progress;
};

/// Turns the marks of capability events and payments into marks of the sessions and jobs they can change.
void Resolver::Run::spread()
{
    Transaction transaction(m_cache.db());
    std::map<std::string, std::vector<DirtyCapability>> byOrg;
    for (auto& event : m_dirty.capabilities()) {
        m_timelines.invalidate(event.org, event.event_ts);
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
    std::set<std::pair<Instant, std::string>> fresh;
    for (const DirtyCapability& event : events) {
        days.insert(dayOf(event.event_ts));
        days.insert(dayOf(event.event_ts + Timelines::kBefore));
        days.insert(dayOf(event.event_ts - std::chrono::seconds(30)));
        fresh.emplace(event.event_ts, event.event_id);
    }
    for (const Instant day : days) {
        // Nothing decided yet that could change: the normal case of a first import.
        if (!m_facts.anyDecisionIn(day, day + kDay))
            continue;
        const Instant end = day + Timelines::kAfter;
        const auto snapshots = m_evidence.allCapabilities(org, day - Timelines::kBefore, end);
        std::vector<bool> isNew;
        isNew.reserve(snapshots.size());
        for (const CapabilitySnapshot& snapshot : snapshots)
            isNew.push_back(fresh.contains({snapshot.event_ts, snapshot.event_id}));
        markReached(reachOf(snapshots, isNew, end));
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

void Resolver::Run::resolveSessions(const std::function<void(const ResolveProgress&)>& report,
                                    const std::stop_token& stop)
{
    const std::vector<std::int64_t> ids = m_dirty.sessions();
    m_progress.sessions_total = static_cast<std::int64_t>(ids.size());
    for (std::size_t start = 0; start < ids.size() && !stop.stop_requested(); start += kSlice) {
        Transaction transaction(m_cache.db());
        std::set<Instant> hours;
        const std::size_t end = std::min(ids.size(), start + kSlice);
        for (std::size_t i = start; i < end; ++i) {
            resolveSession(ids[i], hours);
            m_dirty.clearSession(ids[i]);
        }
        m_dirty.markHours(hours);
        m_cache.bumpRevision();
        transaction.commit();
        m_summary.sessions += static_cast<std::int64_t>(end - start);
        m_progress.sessions_done = m_summary.sessions;
        if (report)
            report(m_progress);
    }
}

void Resolver::Run::resolveSession(std::int64_t session_id, std::set<Instant>& hours)
{
    const SessionIdentity id = m_evidence.identity(session_id);
    const int runs = m_evidence.loadSession(session_id, m_loaded);
    if (runs > 1)
        m_evidence.joinSessionRuns(session_id, m_loaded);
    const std::vector<Payment> payments = linkedPayments(id);
    std::vector<const Payment*> linked;
    for (const Payment& payment : payments)
        linked.push_back(&payment);
    auto facts = naap::resolveSession(id.org, id.stream_id, id.request_id, m_loaded.events(), timelinesOf(id.org),
                                      linked);
    if (!facts) {
        m_facts.removeSession(session_id, hours);
        m_sessions.erase(session_id);
        return;
    }
    m_facts.replaceSession(session_id, facts->session, facts->selections, facts->status_hours, facts->gateway_hours,
                           hours);
    if (m_sessions.size() > kMostRemembered)
        m_sessions.clear();
    m_sessions[session_id] = std::move(facts->session);
}

/// True when the evidence makes a session (R10); runner traces and swaps reported beside the traces alone do not.
bool Resolver::Run::exists(std::int64_t session_id)
{
    SessionEvidence evidence;
    m_evidence.loadSession(session_id, evidence);
    return std::ranges::any_of(evidence.events(), [](const SessionEvent& event) {
        return event.family != Family::gateway_orchestrator_swap && !isRunnerTrace(event);
    });
}

/// Payments link to one session of their request: preferably one with a stream id, then the smallest key (R44).
std::vector<Payment> Resolver::Run::linkedPayments(const SessionIdentity& session)
{
    if (session.request_id.empty())
        return {};
    auto payments = m_evidence.requestedPayments(session.org, session.request_id);
    if (payments.empty())
        return {};
    const auto sharing = m_evidence.sessionsOfRequest(session.org, session.request_id);
    for (const bool withStream : {true, false})
        for (const SessionIdentity& other : sharing)
            if (other.stream_id.empty() != withStream &&
                (other.session_id == session.session_id || exists(other.session_id)))
                return other.session_id == session.session_id ? std::move(payments) : std::vector<Payment>{};
    return payments;
}

void Resolver::Run::resolveJobs()
{
    const auto jobs = m_dirty.jobs();
    if (jobs.empty())
        return;
    Transaction transaction(m_cache.db());
    for (const DirtyJob& job : jobs)
        resolveJob(job);
    m_dirty.clearJobs();
    m_cache.bumpRevision();
    transaction.commit();
    m_summary.jobs = static_cast<std::int64_t>(jobs.size());
}

void Resolver::Run::resolveJob(const DirtyJob& dirty)
{
    if (dirty.kind == "llm") {
        const auto request = chooseLlm(m_evidence.llmCandidates(dirty.org, dirty.key));
        request ? m_facts.replaceLlm(*request) : m_facts.removeLlm(dirty.org, dirty.key);
    } else if (dirty.kind == "ai_batch") {
        const auto job = resolveAiBatchJob(m_evidence.aiBatchEvents(dirty.org, dirty.key), timelinesOf(dirty.org));
        job ? m_facts.replaceJob(*job) : m_facts.removeJob(Job::Kind::ai_batch, dirty.org, dirty.key);
    } else if (const auto completed = m_evidence.byocEvent(dirty.org, dirty.key)) {
        const Instant day = dayOf(completed->event_ts);
        const WorkerTimeline workers(m_evidence.workers(dirty.org, day - kWorkerMemory, day + kDay));
        m_facts.replaceJob(resolveByocJob(*completed, workers, timelinesOf(dirty.org)));
    } else {
        m_facts.removeJob(Job::Kind::byoc, dirty.org, dirty.key);
    }
}

void Resolver::Run::rebuildHours(const std::function<void(const ResolveProgress&)>& report, const std::stop_token& stop)
{
    const std::vector<Instant> hours = m_dirty.hours();
    m_progress.hours_total = static_cast<std::int64_t>(hours.size());
    for (std::size_t start = 0; start < hours.size() && !stop.stop_requested();) {
        // A day at a time, so that its benchmark is computed once.
        const Instant date = dayOf(hours[start]);
        Transaction transaction(m_cache.db());
        for (; start < hours.size() && dayOf(hours[start]) == date; ++start) {
            rebuildHour(hours[start]);
            m_dirty.clearHour(hours[start]);
            ++m_summary.hours;
        }
        m_rollups.replaceBenchmarks(date, benchmarksOfDate(date, m_rollups.sla(date, date + kDay)));
        m_cache.bumpRevision();
        transaction.commit();
        m_progress.hours_done = m_summary.hours;
        if (report)
            report(m_progress);
    }
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
    // Between two hours only, because the pointers below point into it.
    if (m_sessions.size() > kMostRemembered)
        m_sessions.clear();
    auto statusHours = m_facts.statusHoursOf(hour);
    std::vector<SessionHour> rows;
    for (auto& [session_id, statusHour] : statusHours)
        if (const Session* session = sessionOf(session_id)) {
            statusHour.session_key = session->session_key;
            rows.push_back({session, &statusHour});
        }
    m_rollups.replaceSlaHour(hour, slaRollupsOfHour(hour, rows));

    std::vector<const Session*> demanded;
    for (const std::int64_t id : m_facts.sessionsOfDemandHour(hour))
        if (const Session* session = sessionOf(id))
            demanded.push_back(session);
    auto gatewayHours = m_facts.gatewayHoursOf(hour);
    std::vector<PerformancePart> parts;
    for (auto& [session_id, gatewayHour] : gatewayHours)
        if (const Session* session = sessionOf(session_id)) {
            gatewayHour.session_key = session->session_key;
            parts.push_back({session, &gatewayHour});
        }
    m_rollups.replaceDemandHour(hour, demandRollupsOfHour(hour, demanded, parts));
}

Resolver::Resolver(Cache& cache) : m_run(std::make_unique<Run>(cache)), m_cache(cache) {}
Resolver::~Resolver() = default;

Result<ResolveSummary> Resolver::resolveDirty(const std::function<void(const ResolveProgress&)>& progress,
                                              std::stop_token stop)
{
    return guarded(m_cache, [&]() -> Result<ResolveSummary> { return m_run->resolve(progress, stop); });
}

Result<ResolveSummary> Resolver::repair(Instant from, Instant to,
                                        const std::function<void(const ResolveProgress&)>& progress,
                                        std::stop_token stop)
{
    return guarded(m_cache, [&]() -> Result<ResolveSummary> {
        Transaction transaction(m_cache.db());
        m_run->dirty().markRange(from, to);
        transaction.commit();
        return m_run->resolve(progress, stop);
    });
}

}  // namespace naap
