#pragma once

#include <optional>
#include <vector>

#include "core/reports/report.h"

namespace naap {

/// How selected sessions were attributed in one hour, over all orgs. Shares of 0 to 1 that add up to 1; null when no
/// session was selected.
struct AttributionHour {
    Instant window_start{};
    std::int64_t selected_sessions = 0;
    std::optional<double> resolved;
    std::optional<double> hardware_less;
    std::optional<double> stale;
    std::optional<double> ambiguous;
    std::optional<double> unresolved;

    bool operator==(const AttributionHour&) const = default;
};

/// `coverage` is the answer of the `coverage` report. Ascending.
std::vector<AttributionHour> attributionHours(const ReportTable& coverage);

/// The same of all sessions whose demand hour is in [from, to). Reads sessions alone, so it takes a fraction of the
/// report's time; window_start is `from`, or the epoch without one.
Result<AttributionHour> attributionIn(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

}  // namespace naap
