#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/alerts/backtest.h"
#include "core/alerts/rule_reader.h"
#include "core/alerts/targets.h"
#include "core/reports/report.h"

namespace naap {

/// Reads a filter with the fields of the report that a rule watches.
ScopeCheck alertScopeCheck();

/// Reads a rule file with the filter language of the reports.
RuleFile readAlertRules(std::string_view json);

/// Reads a target file likewise.
TargetFile readTargetFile(std::string_view json);

/// The rules that come with the program; they have no problems. `name`: `defaults` or `upstream`.
std::vector<AlertRule> bundledAlertRules(std::string_view name);

/// Addresses of the orchestrators that the user marked as theirs, in lower case.
using OwnOrchestrators = std::set<std::string>;

/// Whether the filter of a rule meets anything that the cache holds.
struct ScopeSearch {
    bool has_rows = true;                ///< false: there is no row of its report, and nothing to judge by
    std::optional<RuleProblem> problem;  ///< it meets no row of all the hours, and why that is wrong
};

/// A filter that only asks whether fields are there has no problem: it names nothing that could be misspelt.
Result<ScopeSearch> searchScope(Cache& cache, const AlertRule& rule);
/// The problems of every rule that is enabled.
Result<std::vector<RuleProblem>> unmatchedScopes(Cache& cache, std::span<const AlertRule> rules);

/// The hourly rows of the cache in [from, to), added up by what the rule groups by. Rules that share report, scope and
/// grouping have the same hours. A scope that is no filter on the report is a usage error.
Result<AlertHours> alertHours(Cache& cache, const AlertRule& rule, Instant from, Instant to,
                              const OwnOrchestrators& mine = {});

/// Two rules with the same key have the same alertHours().
std::string alertHoursKey(const AlertRule& rule);

/// The snapshots of a rule for windows that end in (from, to], with the hours before that they look back on. `now`: the
/// clock, where the caller wants it; else the newest event held.
Result<AlertSeries> alertSeries(Cache& cache, const AlertRule& rule, std::optional<Instant> from,
                                std::optional<Instant> to, std::optional<Instant> now = {},
                                const OwnOrchestrators& mine = {});

/// A window that a group was judged by.
struct JudgedWindow {
    AlertGroup group;
    Instant start{};
};

/// What is known now of windows that were judged before: late events may have changed them. Null: no evidence, also of
/// a group that the rule no longer tells apart.
Result<std::vector<std::optional<double>>> valuesNow(Cache& cache, const AlertRule& rule,
                                                     std::span<const JudgedWindow> windows,
                                                     const OwnOrchestrators& mine = {});

/// How a target was met in windows that end in (from, to].
Result<TargetResult> targetResultIn(Cache& cache, const Target& target, std::optional<Instant> from,
                                    std::optional<Instant> to, const OwnOrchestrators& mine = {});

/// How far back a check has to begin so that it ends in the state a program that always ran would be in.
std::chrono::hours memoryOf(const AlertRule& rule);

/// Where one rule stands at a moment.
struct RuleStanding {
    const AlertRule* rule = nullptr;
    std::vector<AlertGroup> groups;
    std::vector<AlertStatus> statuses;            ///< by group
    std::vector<std::optional<Instant>> windows;  ///< the last window judged, by group; nothing when there was none
    std::int64_t rows = 0;
    std::int64_t rows_in_scope = 0;
    bool muted = false;  ///< a rule that it depends on fires
    std::string muted_by;
    std::string skipped;                   ///< why it was not judged; blank: it was
    std::optional<RuleProblem> unmatched;  ///< of searchScope()
};

struct AlertCheck {
    Instant at{};
    std::vector<RuleStanding> rules;
    AlertLevel worst = AlertLevel::none;  ///< of what fires and is not muted

    std::vector<RuleProblem> unmatched() const;
};

/// Judges rules at a moment from the cache alone, as a program that looks now and then must: the windows before it are
/// judged again, far enough back that pending and recovery times are known. Disabled rules are left out. `at` without a
/// value: the newest event held. The rules outlive the result.
Result<AlertCheck> checkAlerts(Cache& cache, std::span<const AlertRule> rules, std::optional<Instant> at,
                               const OwnOrchestrators& mine = {});

}  // namespace naap
