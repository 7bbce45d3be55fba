#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/alerts/rule_reader.h"
#include "core/alerts/series.h"

namespace naap {

/// A target value, and how often it may be missed.
struct Target {
    AlertRule watch;  ///< what is measured, for whom, and how much evidence it takes; its condition is a miss
    double objective = 0;
    bool at_least = true;  ///< false: at most
    double budget = 0.05;  ///< share of the judged windows that may miss it
};

struct TargetFile {
    std::vector<Target> targets;
    std::vector<RuleProblem> problems;
};

/// Reads a target file (docs/alerts.md), as strictly as a rule file.
TargetFile readTargets(std::string_view json, const ScopeCheck& checkScope);

enum class Compliance : std::uint8_t { cannot_tell, met, missed };
std::string_view nameOf(Compliance compliance);

/// Missed windows in a row, those that nobody could judge in between left out.
struct Violation {
    std::size_t group = 0;
    Instant from{};  ///< start of the first missed window
    Instant to{};    ///< end of the last one
    std::int64_t windows = 0;
    double worst = 0;
    std::int64_t sessions = 0;  ///< requested in the missed windows; of hours that share a session, each counts it
    std::optional<double> excused_share;  ///< of these, failed starts with an excuse
};

/// How one group did.
struct TargetStanding {
    std::size_t group = 0;
    std::int64_t met = 0;
    std::int64_t missed = 0;
    std::int64_t cannot_tell = 0;
    std::optional<double> latest;  ///< value of the last judged window

    std::optional<double> compliance() const;  ///< met / judged windows
    /// Missed share / budget: 1 uses the budget up exactly. Null without judged windows, or without a budget.
    std::optional<double> burn(double budget) const;
    /// What is left of the budget, in shares of it; below 0 it is overdrawn.
    std::optional<double> budgetLeft(double budget) const;
};

struct TargetResult {
    std::vector<AlertGroup> groups;
    std::vector<Instant> windows;
    std::vector<Compliance> compliance;     ///< window by window, in each the groups in their order
    std::vector<TargetStanding> standings;  ///< by group
    std::vector<Violation> violations;      ///< by from, group
};

/// Judges the windows of the range. `hours` are those of target.watch.
TargetResult targetResult(const Target& target, const AlertHours& hours, const SeriesRange& range);

}  // namespace naap
