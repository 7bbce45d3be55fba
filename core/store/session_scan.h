#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_set>

#include "core/events/instant.h"
#include "core/facts/session.h"
#include "core/store/cache.h"

namespace naap {

/// Visits the sessions with demand hour in [from, to), in no order that means anything. Filled is what latencies and
/// coverage are made of: names, times of start and end, latencies, outcomes, attribution status and the counts of
/// requests, status samples and health signals. The session is valid during the visit.
void visitDemandedSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                           const std::function<void(std::int64_t session_id, const Session&)>& visit);

/// Sessions with a status sample that measured an end-to-end latency, by session_id.
std::unordered_set<std::int64_t> sessionsWithMeasuredE2e(Cache& cache);

}  // namespace naap
