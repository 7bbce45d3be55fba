#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/events/instant.h"
#include "core/store/cache.h"

namespace naap {

struct DirtyCapability {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    auto operator<=>(const DirtyCapability&) const = default;
};

struct DirtyJob {
    std::string kind;  ///< ai_batch, llm, byoc
    std::string org;
    std::string key;
};

/// What new evidence made stale (R46). Marks are committed with the evidence and cleared with the facts.
/// A session to resolve, with the last UTC day that has events of it.
struct DirtySession {
    std::int64_t session_id = 0;
    Instant newest_day{};
};

class DirtyStore {
public:
    explicit DirtyStore(Cache& cache) : m_cache(cache) {}

    bool isClean();
    void markSession(std::int64_t session_id);
    void markSessionsOfRequest(const std::string& org, const std::string& request_id);
    /// Sessions, jobs and rollup hours with anything in [from, to): what a repair resolves again.
    void markRange(Instant from, Instant to);
    void markHours(const std::set<Instant>& hours);
    void markJobsIn(Instant from, Instant to);

    /// Dirty sessions, newest UTC day first.
    std::vector<DirtySession> sessions();
    /// Marks the sessions that share a request id with dirty ones, because they share its payments (R44).
    void spreadOverRequests();
    std::vector<DirtyCapability> capabilities();
    /// Dirty jobs, newest first.
    std::vector<DirtyJob> jobs();
    /// Dirty rollup hours from `from` on, newest first.
    std::vector<Instant> hours(Instant from);

    void clearSession(std::int64_t session_id);
    void clearCapabilities();
    void clearJobs();
    void clearHour(Instant hour);

private:
    Cache& m_cache;
};

}  // namespace naap
