#include "core/pipeline/compare.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "core/store/fact_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

constexpr std::size_t kMostLines = 100;

void note(VerifySummary& summary, std::string line)
{
    ++summary.difference_count;
    if (summary.differences.size() < kMostLines)
        summary.differences.push_back(std::move(line));
}

/// The next session of a cache by key, read in pages so that no cache has to fit into memory.
class SessionCursor {
public:
    explicit SessionCursor(Cache& cache)
        : m_facts(cache),
          m_keys(cache.db().prepare(
              "SELECT k.session_id FROM session_key k CROSS JOIN session s USING (session_id) ORDER BY k.session_key"))
    {
    }

    bool next()
    {
        if (!m_keys.step())
            return false;
        m_id = m_keys.integer(0);
        m_session = m_facts.session(m_id);
        return m_session.has_value();
    }

    const Session& session() const { return *m_session; }
    std::vector<Selection> selections() { return m_facts.selections(m_id); }
    std::vector<StatusHour> statusHours() { return m_facts.statusHours(m_id); }

private:
    FactStore m_facts;
    Statement m_keys;
    std::int64_t m_id = 0;
    std::optional<Session> m_session;
};

void compareSessions(Cache& kept, Cache& computed, VerifySummary& summary)
{
    SessionCursor a(kept);
    SessionCursor b(computed);
    bool hasA = a.next();
    bool hasB = b.next();
    while (hasA || hasB) {
        if (!hasB || (hasA && a.session().session_key < b.session().session_key)) {
            note(summary, fmt::format("session {}: kept, but not computed", a.session().session_key));
            hasA = a.next();
        } else if (!hasA || b.session().session_key < a.session().session_key) {
            note(summary, fmt::format("session {}: computed, but not kept", b.session().session_key));
            hasB = b.next();
        } else {
            ++summary.sessions_checked;
            const std::string& key = a.session().session_key;
            if (!(a.session() == b.session()))
                note(summary, fmt::format("session {}: its row differs", key));
            if (a.selections() != b.selections())
                note(summary, fmt::format("session {}: its selections differ", key));
            if (a.statusHours() != b.statusHours())
                note(summary, fmt::format("session {}: its status hours differ", key));
            hasA = a.next();
            hasB = b.next();
        }
    }
}

template <class Row, class Key>
void compareByKey(const std::vector<Row>& kept, const std::vector<Row>& computed, Key key, std::string_view what,
                  VerifySummary& summary)
{
    std::map<std::string, std::pair<const Row*, const Row*>> rows;
    for (const Row& row : kept)
        rows[key(row)].first = &row;
    for (const Row& row : computed)
        rows[key(row)].second = &row;
    for (const auto& [name, pair] : rows)
        if (!pair.first || !pair.second || !(*pair.first == *pair.second))
            note(summary, fmt::format("{} {}: {}", what, name,
                                      !pair.first    ? "computed, but not kept"
                                      : !pair.second ? "kept, but not computed"
                                                     : "differs"));
}

std::vector<Job> jobsOf(Cache& cache)
{
    std::vector<Job> jobs;
    FactStore(cache).visitJobs({}, {}, [&](const Job& job) {
        jobs.push_back(job);
        return true;
    });
    return jobs;
}

std::vector<LlmRequest> llmOf(Cache& cache)
{
    std::vector<LlmRequest> requests;
    FactStore(cache).visitLlm([&](const LlmRequest& request) {
        requests.push_back(request);
        return true;
    });
    return requests;
}

}  // namespace

void compareFacts(Cache& kept, Cache& computed, VerifySummary& summary)
{
    compareSessions(kept, computed, summary);
    compareByKey(
        jobsOf(kept), jobsOf(computed),
        [](const Job& j) { return fmt::format("{} {} {}", jobKindName(j.kind), j.org, j.request_id); }, "job", summary);
    compareByKey(
        llmOf(kept), llmOf(computed), [](const LlmRequest& r) { return fmt::format("{} {}", r.org, r.request_id); },
        "LLM request", summary);
    RollupStore keptRollups(kept);
    RollupStore computedRollups(computed);
    compareByKey(
        keptRollups.sla({}, {}), computedRollups.sla({}, {}),
        [](const SlaRollup& r) {
            return fmt::format("{} {} {} {} {} {}", formatInstant(r.window_start), r.org, r.orchestrator_address,
                               r.pipeline_id, r.model_id.value_or("-"), r.gpu_id.value_or("-"));
        },
        "SLA row", summary);
    compareByKey(
        keptRollups.demand({}, {}), computedRollups.demand({}, {}),
        [](const DemandRollup& r) {
            return fmt::format("{} {} {} {} {}", formatInstant(r.window_start), r.org, r.gateway, r.pipeline_id,
                               r.model_id.value_or("-"));
        },
        "demand row", summary);
    compareByKey(
        keptRollups.benchmarks({}, {}), computedRollups.benchmarks({}, {}),
        [](const BenchmarkDay& b) {
            return fmt::format("{} {} {}", formatDate(b.cohort_date), b.pipeline_id, b.model_id.value_or("-"));
        },
        "benchmark", summary);
}

}  // namespace naap
