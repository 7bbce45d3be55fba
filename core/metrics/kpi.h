#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace naap {

// The headline figures of the network's public API, computed as it does, so that local and remote can be compared
// (docs/metrics.md, Headline figures). They keep its zeros where Lens would say null.

/// 100 x startup successes / requested sessions, in percent. 0 when nothing was requested.
double kpiSuccessRatePct(std::int64_t startupSuccessSessions, std::int64_t requestedSessions);

/// Growth in percent from the earlier to the later half of hourly values in time order. An odd count puts the middle
/// hour into the later half, so that steady traffic seems to grow. 0 with fewer than two hours or nothing in the first
/// half.
double kpiHalvesDeltaPct(std::span<const double> hourlyValues);

/// One hour of demand as the success rate's change needs it.
struct KpiHour {
    std::int64_t startup_success_sessions = 0;
    std::int64_t requested_sessions = 0;
};

/// Success rate of the later half minus that of the earlier half, in percentage points. Halves as above. 0 with fewer
/// than two hours or nothing requested in the first half.
double kpiSuccessRateDelta(std::span<const KpiHour> hours);

/// Change in percent against the previous window of equal length. 0 if that was 0.
double kpiChangePct(double previous, double current);

}  // namespace naap
