#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/events/instant.h"
#include "core/facts/session.h"
#include "core/store/cache.h"

namespace naap {

/// Visits the sessions with demand hour in [from, to), in no order that means anything. Filled is what latencies and
/// coverage are made of: names, times of start and end, latencies, outcomes, attribution status and the counts of
/// requests, status samples and health signals. The session is valid during the visit.
void visitDemandedSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                           const std::function<void(std::int64_t session_id, const Session&)>& visit);

/// Visits the sessions with demand hour in [from, to) and those that ran in it, in no order that means anything. Filled
/// is what regions are made of: names, orchestrator and GPU, times of start and end, prompt-to-first-frame latency,
/// outcomes, counts of demand and fees. The session is valid during the visit.
void visitSessionsAround(Cache& cache, Instant from, Instant to, const std::function<void(const Session&)>& visit);

/// A gateway as sessions name it, and when one of them was last seen within the range.
struct GatewaySighting {
    std::string gateway;
    Instant last_seen{};
};
/// Gateways of sessions last seen in [from, to), by name; the blank one is left out.
std::vector<GatewaySighting> gatewaysSeen(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// Addresses and URIs of the orchestrators that sessions are attributed to, each pair once. A blank URI is not known.
std::vector<std::pair<std::string, std::string>> nodesOfSessions(Cache& cache);

/// Sessions with a status sample that measured an end-to-end latency, by session_id.
std::unordered_set<std::int64_t> sessionsWithMeasuredE2e(Cache& cache);

}  // namespace naap
