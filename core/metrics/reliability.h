#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/facts/session.h"
#include "core/metrics/sla_rollup.h"

namespace naap {

/// What went on at one orchestrator in one hour and pipeline: distinct sessions with visible status samples.
/// Counts are additive, and over hours they are session-hours (docs/metrics.md, Reliability of orchestrators).
struct ReliabilityHour {
    Instant window_start{};
    std::string org;
    std::string orchestrator_address;
    std::string pipeline_id;
    std::int64_t ai_stream_count = 0;
    std::int64_t degraded_count = 0;  ///< degraded input or inference in this hour
    std::int64_t degraded_input_count = 0;
    std::int64_t degraded_inference_count = 0;
    std::int64_t restart_count = 0;  ///< sessions that restarted at any time
    std::int64_t error_count = 0;    ///< sessions with an error in this hour
    std::int64_t resolved_session_count = 0;
    std::int64_t hardware_less_session_count = 0;
    std::int64_t stale_session_count = 0;
    std::int64_t ambiguous_session_count = 0;
    std::int64_t unresolved_session_count = 0;

    bool operator==(const ReliabilityHour&) const = default;
};

/// Rows ascending by (window_start, org, orchestrator, pipeline). Session-hours may come in any order, one for each
/// session and hour; terminal tail artifacts are left out.
std::vector<ReliabilityHour> reliabilityHours(std::span<const SessionHour> rows);

/// Adds the counts.
void addTo(ReliabilityHour& total, const ReliabilityHour& part);

/// Fewer streams than this make no point in a chart over time.
inline constexpr std::int64_t kFewestStreamsForSeries = 5;

/// part / streams for a chart over time; null with fewer than five streams, where one bad session would be 20 % or
/// more.
std::optional<double> rateOrNil(std::int64_t part, std::int64_t streams);

/// Rates over a window. Null without streams.
struct ReliabilityRates {
    std::optional<double> degraded_rate;
    std::optional<double> inference_restart_rate;
    std::optional<double> inference_error_rate;
};

ReliabilityRates reliabilityRates(const ReliabilityHour& sums);

}  // namespace naap
