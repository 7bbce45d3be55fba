#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace naap {

/// How long to wait before the next try after `failures` in a row (1 or more): 1, 2, 5, 10, 15, 30 s, then 5 minutes,
/// each shifted by up to a fifth to either side by `random`, which is from 0 to below 1, so that many programs do not
/// come back at the same moment. A wish of the server (Retry-After) is a lower bound, up to a tenth above it.
inline std::chrono::milliseconds backoff(int failures, double random,
                                         std::optional<std::chrono::milliseconds> wish = {})
{
    using std::chrono::milliseconds;
    constexpr std::array<int, 7> kSeconds{1, 2, 5, 10, 15, 30, 300};
    const auto step = static_cast<std::size_t>(std::clamp(failures, 1, static_cast<int>(kSeconds.size())) - 1);
    const milliseconds own(static_cast<std::int64_t>(kSeconds[step] * 1000 * (0.8 + 0.4 * random)));
    if (!wish)
        return own;
    const milliseconds kind(static_cast<std::int64_t>(static_cast<double>(wish->count()) * (1 + 0.1 * random)));
    return std::max(own, kind);
}

}  // namespace naap
