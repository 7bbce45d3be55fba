#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/events/evidence.h"
#include "core/facts/session.h"

namespace naap {

/// One thing that went wrong in a session: a row of the `failures` report (R21).
struct Failure {
    std::string session_key;
    Instant first_ts{};
    std::string first_event_id;
    std::string org;
    /// gateway_no_orchestrators_available, orchestrator_swap, gateway_orchestrator_swap, inference_restart,
    /// inference_error, error
    std::string name;
    Instant last_ts{};
    std::string last_event_id;
    std::int64_t count = 1;  ///< status samples that repeat it; 1 for single events
    std::string gateway;
    std::string orchestrator_address;  ///< as the first event named it, lower case
    std::string orchestrator_uri;      ///< as the first event named it
    std::string message;               ///< error text or swap reason
    std::int64_t restart_count = 0;    ///< inference_restart: restarts since the stream's start
    bool excusable = false;            ///< error: its text excuses a failed start (R14)

    bool operator==(const Failure&) const = default;
};

/// The incidents of one session by (first_ts, first_event_id). Restart counts and last errors are sticky in status
/// samples, so repeats of one value are one incident: a restart is one where the count is greater than in the sample
/// before (or above 0 in the first sample), an error one where the text changes. An error that appears together with a
/// restart is the restart's message.
std::vector<Failure> failuresOf(const Session& session, std::span<const SessionEvent> events);

}  // namespace naap
