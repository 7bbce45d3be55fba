#pragma once

#include <optional>

namespace naap {

/// How two independent measures of one quantity compare.
enum class Agreement { agree, borderline, diverge };

/// |a - b| / max(|a|, |b|), 0..1 for measures of one sign. Null when either is missing or both are 0
/// (docs/metrics.md, Convergence).
std::optional<double> divergence(std::optional<double> a, std::optional<double> b);

/// Up to 1 %: agree, up to 2 %: borderline, beyond: diverge.
Agreement agreementOf(double divergence);

}  // namespace naap
