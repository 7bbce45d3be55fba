#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/evidence.h"
#include "core/facts/selection.h"
#include "core/facts/session.h"
#include "core/resolver/capability_timeline.h"

namespace naap {

/// Everything that one session's events say.
struct SessionFacts {
    Session session;
    std::vector<Selection> selections;       ///< by (UTC day, seq)
    std::vector<StatusHour> status_hours;    ///< by hour
    std::vector<GatewayHour> gateway_hours;  ///< by (hour, gateway)

    bool operator==(const SessionFacts&) const = default;
};

/// `org|stream_id|request_id`, with `_missing_stream` or `_missing_request` for a blank side; blank when both are
/// (R10).
std::string sessionKey(std::string_view org, std::string_view stream_id, std::string_view request_id);

/// True for a trace made by a runner: it gives milestones, but no session, no selection and no sign of life (R10, R11).
bool isRunnerTrace(const SessionEvent& event);

/// Resolves one session from all its events (R10..R17, R19, R20, R22, R29, R30, R36).
/// `events`: the distinct events of the key, in any order: traces (runner traces too), status samples, stream events
/// and `gateway_orchestrator_swap`. `linked_payments`: those linked by R44, in any order. Nothing when the events make
/// no session (R10) or both ids are blank. The result depends on no order.
std::optional<SessionFacts> resolveSession(std::string_view org, std::string_view stream_id,
                                           std::string_view request_id, std::span<const SessionEvent> events,
                                           const TimelineOfDay& timelineOf,
                                           std::span<const Payment* const> linked_payments);

/// Face value and expected value of payments, in wei.
struct Fees {
    Int128 face = 0;      ///< sum of face value x tickets
    Int128 expected = 0;  ///< the same x winning probability, summed exactly and rounded down once
    bool operator==(const Fees&) const = default;
};

/// Sums beyond 127 bits, which no real payment reaches, stay at the largest value.
Fees feesOf(std::span<const Payment* const> payments);

}  // namespace naap
