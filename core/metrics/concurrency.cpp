#include "core/metrics/concurrency.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace naap {

std::int64_t overlapMs(const Interval& a, const Interval& b)
{
    return std::max<std::int64_t>(0, toMs(std::min(a.end, b.end)) - toMs(std::max(a.start, b.start)));
}

Concurrency concurrencyIn(const Interval& window, std::span<const Interval> streams)
{
    std::vector<std::pair<Instant, int>> changes;  // -1 sorts before +1: ends come before starts
    std::int64_t streamMs = 0;
    for (const Interval& stream : streams) {
        const std::int64_t shared = overlapMs(window, stream);
        if (shared == 0)
            continue;
        streamMs += shared;
        changes.emplace_back(std::max(stream.start, window.start), 1);
        changes.emplace_back(std::min(stream.end, window.end), -1);
    }
    std::sort(changes.begin(), changes.end());
    Concurrency result;
    std::int64_t running = 0;
    for (const auto& [at, change] : changes) {
        running += change;
        result.max = std::max(result.max, running);
    }
    const std::int64_t windowMs = toMs(window.end) - toMs(window.start);
    if (windowMs > 0)
        result.avg = static_cast<double>(streamMs) / static_cast<double>(windowMs);
    return result;
}

}  // namespace naap
