#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace naap {

/// A set of individual values at a glance, in their own unit (docs/metrics.md, Tail latency).
/// Everything but the count is null when there are no values.
struct Distribution {
    std::int64_t count = 0;
    std::optional<double> mean;
    std::optional<double> p50;
    std::optional<double> p90;
    std::optional<double> p95;
    std::optional<double> p99;
    std::optional<double> p999;
    std::optional<double> max;
    std::optional<double> latency_jitter_ms;  ///< population standard deviation; 0 for one value

    bool operator==(const Distribution&) const = default;
};

/// The distribution of the values > 0; others are no evidence and left out. Percentiles by nearest rank. Sums run over
/// the ascending values, so the order given does not matter.
Distribution distributionOf(std::vector<double> values);

/// Share of the values > 0 that lie strictly above the threshold. Null when there are none.
std::optional<double> slaViolationRate(std::span<const double> values, double threshold);

}  // namespace naap
