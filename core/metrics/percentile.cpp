#include "core/metrics/percentile.h"

namespace naap {

std::optional<double> interpolatedPercentile(std::vector<double> values, Level level)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    // position = level x (n - 1), split exactly into a whole index and a remainder
    const std::int64_t scaled = level.num * static_cast<std::int64_t>(values.size() - 1);
    const auto below = static_cast<std::size_t>(scaled / level.den);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    const double fraction = static_cast<double>(scaled % level.den) / static_cast<double>(level.den);
    return values[below] + fraction * (values[above] - values[below]);
}

}  // namespace naap
