#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "core/events/instant.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

struct ResolveProgress {
    std::int64_t sessions_done = 0;
    std::int64_t sessions_total = 0;
    std::int64_t hours_done = 0;
    std::int64_t hours_total = 0;
};

struct ResolveSummary {
    std::int64_t sessions = 0;
    std::int64_t jobs = 0;
    std::int64_t hours = 0;
    bool cancelled = false;
};

/// Brings facts and rollups up to date with the evidence: exactly what new evidence made stale is resolved anew,
/// newest days first (R45, R46). Keeps what it read of recent days, so one Resolver serves many small batches.
/// Lives on the thread of its cache, which it alone resolves: the cache's lock keeps other processes out.
class Resolver {
public:
    /// Facts of sessions that are remembered at most, for the hours that they are part of; others are read again.
    static constexpr std::size_t kMostSessions = 60'000;

    /// `remembered_hours`: of how many hours it keeps what their rollups are made of. For those who watch: the same
    /// hours change again and again.
    explicit Resolver(Cache& cache, std::size_t most_sessions = kMostSessions, std::size_t remembered_hours = 0);
    ~Resolver();

    /// Resolves all that is marked. Interrupted, it goes on where it was at the next call.
    Result<ResolveSummary> resolveDirty(const std::function<void(const ResolveProgress&)>& progress = {},
                                        std::stop_token stop = {});

    /// Writes the copies of facts that were put off, because their hours change all the time while one watches.
    Result<void> writePutOff();

    /// Resolves everything in [from, to) anew, whether marked or not.
    Result<ResolveSummary> repair(Instant from, Instant to, const std::function<void(const ResolveProgress&)>& progress,
                                  std::stop_token stop);

private:
    class Run;
    std::unique_ptr<Run> m_run;
    Cache& m_cache;
};

}  // namespace naap
