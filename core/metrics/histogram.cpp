#include "core/metrics/histogram.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace naap {

namespace {

constexpr double kGamma = 1.01 / 0.99;

constexpr std::array<double, 16> kDisplayEdges{1,   2,    5,    10,   20,    50,    100,   200,
                                               500, 1000, 2000, 5000, 10000, 20000, 50000, 100000};

}  // namespace

std::int32_t LogHistogram::bucketOf(double value)
{
    return static_cast<std::int32_t>(std::ceil(std::log(value) / std::log(kGamma)));
}

double LogHistogram::representative(std::int32_t bucket)
{
    return 2.0 * std::pow(kGamma, bucket) / (kGamma + 1.0);
}

void LogHistogram::add(double value)
{
    if (std::isnan(value))
        value = 0;
    if (value > 0)
        ++m_buckets[bucketOf(value)];
    else
        ++m_zeroCount;
    m_min = m_count == 0 ? value : std::min(m_min, value);
    m_max = m_count == 0 ? value : std::max(m_max, value);
    m_sum += value;
    ++m_count;
}

void LogHistogram::merge(const LogHistogram& other)
{
    if (other.m_count == 0)
        return;
    for (const auto& [bucket, count] : other.m_buckets)
        m_buckets[bucket] += count;
    m_zeroCount += other.m_zeroCount;
    m_min = m_count == 0 ? other.m_min : std::min(m_min, other.m_min);
    m_max = m_count == 0 ? other.m_max : std::max(m_max, other.m_max);
    m_sum += other.m_sum;
    m_count += other.m_count;
}

std::optional<double> LogHistogram::quantile(Level level) const
{
    if (m_count == 0)
        return std::nullopt;
    const std::int64_t rank = nearestRank(level, m_count);
    std::int64_t seen = m_zeroCount;
    if (seen >= rank)
        return std::clamp(0.0, m_min, m_max);
    for (const auto& [bucket, count] : m_buckets) {
        seen += count;
        if (seen >= rank)
            return std::clamp(representative(bucket), m_min, m_max);
    }
    return m_max;
}

std::optional<double> LogHistogram::min() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_min);
}

std::optional<double> LogHistogram::max() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_max);
}

std::optional<double> LogHistogram::mean() const
{
    return m_count == 0 ? std::nullopt : std::optional(m_sum / static_cast<double>(m_count));
}

std::vector<DisplayBucket> displayHistogram(std::span<const double> values)
{
    std::vector<DisplayBucket> bars;
    double below = 0;
    for (const double edge : kDisplayEdges) {
        bars.push_back({.above = below, .up_to = edge});
        below = edge;
    }
    bars.push_back({.above = below});
    for (const double value : values) {
        if (!(value > 0))
            continue;
        const auto edge = std::lower_bound(kDisplayEdges.begin(), kDisplayEdges.end(), value);
        ++bars[static_cast<std::size_t>(edge - kDisplayEdges.begin())].count;
    }
    return bars;
}

}  // namespace naap
