#include "core/metrics/convergence.h"

#include <algorithm>
#include <cmath>

namespace naap {

std::optional<double> divergence(std::optional<double> a, std::optional<double> b)
{
    if (!a || !b)
        return std::nullopt;
    const double greater = std::max(std::abs(*a), std::abs(*b));
    if (!(greater > 0))
        return std::nullopt;
    return std::abs(*a - *b) / greater;
}

Agreement agreementOf(double divergence)
{
    constexpr double kAgree = 0.01;
    constexpr double kBorderline = 0.02;
    if (divergence <= kAgree)
        return Agreement::agree;
    return divergence <= kBorderline ? Agreement::borderline : Agreement::diverge;
}

}  // namespace naap
