#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace naap {

/// The level of a percentile as a fraction num/den, 0 < num/den <= 1. A fraction and not a double, because
/// 0.95 x 20 is not exactly 19 in binary and the rank would jump by one.
struct Level {
    std::int64_t num = 1;
    std::int64_t den = 2;
};

inline constexpr Level kP5{1, 20};
inline constexpr Level kP10{1, 10};
inline constexpr Level kP50{1, 2};
inline constexpr Level kP90{9, 10};
inline constexpr Level kP95{19, 20};
inline constexpr Level kP99{99, 100};
inline constexpr Level kP999{999, 1000};

/// 1-based position of the percentile among `count` ascending values: max(1, ceil(level x count)); 0 when count is 0
/// (docs/metrics.md, Percentiles).
constexpr std::int64_t nearestRank(Level level, std::int64_t count)
{
    if (count <= 0)
        return 0;
    return std::max<std::int64_t>(1, (level.num * count + level.den - 1) / level.den);
}

/// The fewest values with which the percentile can differ from the maximum: 10 for p90, 20 for p95, 100 for p99,
/// 1000 for p99.9. Below it the figure is still the nearest-rank value, and shown with its count.
constexpr std::int64_t meaningfulCount(Level level)
{
    const std::int64_t above = level.den - level.num;
    return above <= 0 ? 1 : (level.den + above - 1) / above;
}

/// Nearest-rank percentile of ascending values, in their own unit. Null when there are none.
template <class T>
std::optional<T> percentileOfSorted(std::span<const T> ascending, Level level)
{
    if (ascending.empty())
        return std::nullopt;
    const std::int64_t rank = nearestRank(level, static_cast<std::int64_t>(ascending.size()));
    return ascending[static_cast<std::size_t>(rank - 1)];
}

/// The same for values in any order.
template <class T>
std::optional<T> percentileOf(std::vector<T> values, Level level)
{
    std::sort(values.begin(), values.end());
    return percentileOfSorted<T>(values, level);
}

/// The median that alert baselines use: of an even number of values the upper of the two in the middle. Null when
/// empty.
template <class T>
std::optional<T> upperMedian(std::vector<T> values)
{
    if (values.empty())
        return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Percentile by linear interpolation between neighbours, as older services of the network published it. Only for
/// setting a figure of theirs beside ours; nothing of ours is computed with it. Null when empty.
std::optional<double> interpolatedPercentile(std::vector<double> values, Level level);

}  // namespace naap
