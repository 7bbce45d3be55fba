#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/events/instant.h"
#include "core/facts/session.h"
#include "core/store/cache.h"

namespace naap {

/// Sessions last seen in [from, to) whose demand hour is `demand_from` or later.
struct SessionRange {
    std::optional<Instant> from;
    std::optional<Instant> to;
    std::optional<Instant> demand_from;
};

/// Visits sessions in no order that means anything, each as a row that has session_id and then the columns named. The
/// row is valid during the visit. Reading a few columns of all sessions takes a fraction of the time that whole
/// sessions take.
void visitSessionRows(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                      const std::function<void(const Statement&)>& visit);

/// The same sessions with only the columns named filled; the rest of the session is as it is in a blank one.
void visitSessionParts(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                       const std::function<void(std::int64_t session_id, const Session&)>& visit);

/// The sessions of these ids, which ascend, with only the columns named filled; `number` is the place of the id. An id
/// without facts is passed over.
void visitSessionPartsOf(Cache& cache, std::span<const std::int64_t> session_ids,
                         std::span<const std::string_view> columns,
                         const std::function<void(std::size_t number, const Session&)>& visit);

/// Status hours with start in [from, to) in the order of (window_start, session_id); session_key is left blank.
void visitStatusHoursIn(Cache& cache, Instant from, Instant to,
                        const std::function<void(std::int64_t session_id, const StatusHour&)>& visit);

/// These sessions, one after the other in the order of the ids, as visitSessionRows() has them. An id without facts is
/// passed over.
void visitSessionRowsOf(Cache& cache, std::span<const std::int64_t> session_ids,
                        std::span<const std::string_view> columns, const std::function<void(const Statement&)>& visit);

/// The first `limit` sessions last seen in [from, to) by key; -1: all of them, and then perhaps ids whose facts are not
/// made yet.
std::vector<std::int64_t> sessionIdsByKey(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                                          std::int64_t limit);

/// The latest demand hour of sessions last seen in [from, to).
std::optional<Instant> newestDemandHour(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// The keys of sessions, in the order of their ids. Blank for an id that is not known.
std::vector<std::string> sessionKeys(Cache& cache, std::span<const std::int64_t> session_ids);

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
