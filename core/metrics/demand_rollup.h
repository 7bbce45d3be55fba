#pragma once

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/events/wei.h"
#include "core/facts/rollup.h"
#include "core/facts/session.h"

namespace naap {

/// Status samples of one session in one hour under one gateway's name. Both are borrowed and never null.
struct PerformancePart {
    const Session* session = nullptr;
    const GatewayHour* hour = nullptr;
};

/// The demand rows of one hour, ascending by (window_start, org, gateway, pipeline, model), blanks and nulls first
/// (docs/metrics.md, Network demand). `demanded` are the sessions whose demandHour() is this hour: each is counted here
/// and nowhere else. `parts` bring FPS sums under the sample's own gateway; a key may have either or both.
/// Entries of other hours are left out; the order of both lists does not matter. Terminal tails count here.
std::vector<DemandRollup> demandRollupsOfHour(Instant hour, std::span<const Session* const> demanded,
                                              std::span<const PerformancePart> parts);

/// What one row of an hour stands for: (org, gateway, pipeline, model), each blank where unknown.
using DemandKey = std::tuple<std::string, std::string, std::string, std::string>;
/// Demand counts under the session's gateway, samples under their own.
DemandKey keyOf(const Session& session, const std::string& gateway);
DemandKey keyOf(const DemandRollup& row);

/// What one session brings to one row of an hour.
struct DemandShare {
    DemandRollup counts;  ///< names, fees and `sessions_count` are blank
    Int128 fees_wei = 0;
};
/// Of its demand hour.
void addDemand(DemandShare& share, const Session& session);
/// Of an hour and gateway in which it has samples.
void addPerformance(DemandShare& share, const GatewayHour& hour);
/// The row of a key. `shares` are of distinct sessions, in ascending order of their session_key, never null.
DemandRollup demandRollupOf(Instant hour, const DemandKey& key, std::span<const DemandShare* const> shares);

/// Adds the additive fields of a row. `sessions_count` is left alone: it counts distinct sessions per hour and key, and
/// a stream of three hours would be counted three times.
void addTo(DemandRollup& total, const DemandRollup& part);

/// Counts a session's demand into a total, as into the row of its demand hour. Fees are left alone.
void countDemand(DemandRollup& total, const Session& session);

/// Figures derived from a demand row or a sum of rows. Null without requested sessions (rates) or samples (FPS).
struct DemandMetrics {
    double total_minutes = 0;
    std::optional<double> avg_output_fps;
    std::optional<double> startup_success_rate;
    std::optional<double> excused_failure_rate;
    std::optional<double> effective_success_rate;
    double health_signal_coverage_ratio = 1;  ///< 1 when nothing was expected
    std::optional<double> missing_capacity_rate;
};

DemandMetrics demandMetricsOf(const DemandRollup& row);

/// A requested session that nobody served: no orchestrator was found, or it failed effectively. Counted once.
bool isUnserved(const Session& session);

/// Duration of the whole session in ms: last seen - started, at least 0; 0 without a start.
std::int64_t sessionMs(const Session& session);

}  // namespace naap
