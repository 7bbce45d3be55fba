#pragma once

#include <cstdint>
#include <span>

#include "core/events/instant.h"

namespace naap {

/// A stretch of time [start, end). Empty when end <= start.
struct Interval {
    Instant start{};
    Instant end{};
};

/// Milliseconds that both stretches share, at least 0.
std::int64_t overlapMs(const Interval& a, const Interval& b);

/// Streams at the same time within a window (docs/metrics.md, Concurrency).
struct Concurrency {
    double avg = 0;        ///< time-weighted mean; additive over disjoint sets of streams in one window
    std::int64_t max = 0;  ///< not additive
};

/// Mean and maximum of simultaneous streams in the window. A stream that ends when another starts does not meet it, and
/// a stream of no length meets nobody.
Concurrency concurrencyIn(const Interval& window, std::span<const Interval> streams);

}  // namespace naap
