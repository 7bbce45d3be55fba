#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/reports/alert_snapshots.h"
#include "core/reports/format.h"

namespace naap {

/// A rule, what it saw, and what it would have done.
struct RuleBacktest {
    AlertRule rule;
    AlertSeries series;
    Backtest result;
    std::vector<NearbyResult> nearby;
};

/// Runs rules over the cache's windows in [from, to).
Result<std::vector<RuleBacktest>> backtestRules(Cache& cache, std::span<const AlertRule> rules,
                                                std::optional<Instant> from, std::optional<Instant> to,
                                                const OwnOrchestrators& mine = {});

/// As docs/alerts.md has it: figures, episodes, bands and the grid of nearby settings of each rule.
std::string backtestJson(std::span<const RuleBacktest> backtests, std::span<const RuleProblem> problems);
/// The same for people: figures, the latest episodes, who fires most, the grid.
std::string backtestText(std::span<const RuleBacktest> backtests, const FormatOptions& options);

/// The verdict of a check: what is firing or pending, with the message of each.
std::string checkJson(const AlertCheck& check, std::span<const RuleProblem> problems);
std::string checkText(const AlertCheck& check, const FormatOptions& options);

/// A target and how it was met.
struct TargetReport {
    Target target;
    TargetResult result;
};
std::string targetsJson(std::span<const TargetReport> reports, std::span<const RuleProblem> problems);
std::string targetsText(std::span<const TargetReport> reports, const FormatOptions& options);

/// Rules as a table: id, what is watched, when it fires.
std::string rulesText(std::span<const AlertRule> rules, const FormatOptions& options);

}  // namespace naap
