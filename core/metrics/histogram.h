#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/metrics/percentile.h"

namespace naap {

/// Counts in logarithmic buckets with a relative error of at most 1 %, for percentiles over long windows
/// (docs/metrics.md, Mergeable histogram). Merging adds counts and is exact, so neither order nor grouping matters.
class LogHistogram {
public:
    /// Bucket of a value > 0: ceil(ln v / ln gamma), gamma = 1.01 / 0.99. Bucket i covers (gamma^(i-1), gamma^i].
    static std::int32_t bucketOf(double value);

    /// The value that stands for bucket i: 2 gamma^i / (gamma + 1).
    static double representative(std::int32_t bucket);

    /// Counts one value. Values <= 0 (and NaN) go to the zero bucket.
    void add(double value);

    /// Adds another histogram's counts.
    void merge(const LogHistogram& other);

    /// Nearest-rank percentile, within 1 % of the exact one and never outside [min, max]. Null when nothing was
    /// counted.
    std::optional<double> quantile(Level level) const;

    std::int64_t count() const { return m_count; }
    std::int64_t zeroCount() const { return m_zeroCount; }
    /// Sum of the values; exact, hence independent of order, for whole numbers such as milliseconds.
    double sum() const { return m_sum; }
    /// Null when nothing was counted; likewise max() and mean().
    std::optional<double> min() const;
    std::optional<double> max() const;
    std::optional<double> mean() const;
    /// Count per bucket, without the zero bucket.
    const std::map<std::int32_t, std::int64_t>& buckets() const { return m_buckets; }

    bool operator==(const LogHistogram&) const = default;

private:
    std::map<std::int32_t, std::int64_t> m_buckets;
    std::int64_t m_zeroCount = 0;
    std::int64_t m_count = 0;
    double m_sum = 0;
    double m_min = 0;
    double m_max = 0;
};

/// One bar of a histogram for people: values in (above, up_to]. The last bar has no upper edge.
struct DisplayBucket {
    double above = 0;
    std::optional<double> up_to;
    std::int64_t count = 0;

    bool operator==(const DisplayBucket&) const = default;
};

/// Values > 0 in the 1-2-5 series from 1 to 100,000 (milliseconds), with an open bar at the upper end. All bars are
/// there, empty ones too; values <= 0 are left out.
std::vector<DisplayBucket> displayHistogram(std::span<const double> values);

}  // namespace naap
