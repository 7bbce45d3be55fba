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

/// Sessions last seen in [from, to) whose demand hour is in [demand_from, demand_to).
struct SessionRange {
    std::optional<Instant> from;
    std::optional<Instant> to;
    std::optional<Instant> demand_from;
    std::optional<Instant> demand_to;
};

/// Some columns of a session, in the order in which they were asked for: the first has place 1.
class SessionRow {
public:
    virtual ~SessionRow() = default;
    virtual std::int64_t sessionId() const = 0;
    virtual bool isNull(int place) const = 0;
    virtual std::int64_t integer(int place) const = 0;
    /// Valid during the visit.
    virtual std::string_view text(int place) const = 0;
};

/// Visits sessions in no order that means anything. A row is valid during the visit. A few columns of all sessions take
/// a fraction of the time that whole sessions take, and a tenth of that if all of them are in blocks.
void visitSessionRows(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                      const std::function<void(const SessionRow&)>& visit);

/// The same sessions with only the columns named filled; the rest of the session is as it is in a blank one.
void visitSessionParts(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                       const std::function<void(std::int64_t session_id, const Session&)>& visit);

/// Status hours with start in [from, to), in no order that means anything; session_key is left blank.
void visitStatusHoursIn(Cache& cache, Instant from, Instant to,
                        const std::function<void(std::int64_t session_id, const StatusHour&)>& visit);

/// These sessions, one after the other in the order of the ids, as visitSessionRows() has them. An id without facts is
/// passed over.
void visitSessionRowsOf(Cache& cache, std::span<const std::int64_t> session_ids,
                        std::span<const std::string_view> columns, const std::function<void(const SessionRow&)>& visit);

/// The first `limit` sessions last seen in [from, to) by key; -1: all of them, and then perhaps ids whose facts are not
/// made yet.
std::vector<std::int64_t> sessionIdsByKey(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                                          std::int64_t limit);

/// The latest demand hour of sessions last seen in [from, to).
std::optional<Instant> newestDemandHour(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// The hour from which on to `newest` that many sessions have their demand hours; null: fewer have. Hours in work may
/// hold more than they are counted with.
std::optional<Instant> demandHourOfLatest(Cache& cache, Instant newest, std::int64_t sessions);

/// Nothing for a key that is not known.
std::optional<std::int64_t> sessionIdOf(Cache& cache, std::string_view session_key);

/// The keys of sessions, in the order of their ids. Blank for an id that is not known.
std::vector<std::string> sessionKeys(Cache& cache, std::span<const std::int64_t> session_ids);

/// Visits the sessions with demand hour in [from, to), in no order that means anything. Filled is what latencies and
/// coverage are made of: names, times of start and end, latencies, outcomes, attribution status and the counts of
/// requests, status samples and health signals. The session is valid during the visit.
void visitDemandedSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                           const std::function<void(std::int64_t session_id, const Session&)>& visit);

/// Visits the sessions with demand hour in [from, to) and those that ran in it, in no order that means anything. Filled
/// is what regions are made of: names, orchestrator and GPU, times of start and end, prompt-to-first-frame latency,
/// outcomes, counts of demand and fees; keys, which take ten times as long, only if asked for. The session is valid
/// during the visit.
void visitSessionsAround(Cache& cache, Instant from, Instant to, bool with_keys,
                         const std::function<void(const Session&)>& visit);

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
