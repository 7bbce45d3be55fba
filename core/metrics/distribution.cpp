#include "core/metrics/distribution.h"

#include <algorithm>
#include <cmath>

#include "core/metrics/percentile.h"

namespace naap {

namespace {

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double standardDeviation(const std::vector<double>& values, double mean)
{
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size()));
}

}  // namespace

Distribution distributionOf(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return !(value > 0); });
    std::sort(values.begin(), values.end());
    Distribution result;
    if (values.empty())
        return result;
    const std::span<const double> ascending(values);
    const double mean = meanOf(values);
    result.count = static_cast<std::int64_t>(values.size());
    result.mean = mean;
    result.p50 = percentileOfSorted(ascending, kP50);
    result.p90 = percentileOfSorted(ascending, kP90);
    result.p95 = percentileOfSorted(ascending, kP95);
    result.p99 = percentileOfSorted(ascending, kP99);
    result.p999 = percentileOfSorted(ascending, kP999);
    result.max = values.back();
    result.latency_jitter_ms = standardDeviation(values, mean);
    return result;
}

std::optional<double> slaViolationRate(std::span<const double> values, double threshold)
{
    std::int64_t count = 0;
    std::int64_t violations = 0;
    for (const double value : values) {
        if (!(value > 0))
            continue;
        ++count;
        if (value > threshold)
            ++violations;
    }
    if (count == 0)
        return std::nullopt;
    return static_cast<double>(violations) / static_cast<double>(count);
}

}  // namespace naap
