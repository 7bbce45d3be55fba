#pragma once

#include <cstdint>
#include <limits>

namespace naap {

// Events are written by anybody. A counter near the end of its range must not wrap a sum of ours around, so sums of
// reported whole numbers stop at the end instead.

/// a + b, or the end of the range that it would pass.
constexpr std::int64_t addClamped(std::int64_t a, std::int64_t b)
{
    using Limits = std::numeric_limits<std::int64_t>;
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum))
        return sum;
    return b < 0 ? Limits::min() : Limits::max();
}

/// a - b, or the end of the range that it would pass.
constexpr std::int64_t subtractClamped(std::int64_t a, std::int64_t b)
{
    using Limits = std::numeric_limits<std::int64_t>;
    std::int64_t difference = 0;
    if (!__builtin_sub_overflow(a, b, &difference))
        return difference;
    return b < 0 ? Limits::max() : Limits::min();
}

}  // namespace naap
