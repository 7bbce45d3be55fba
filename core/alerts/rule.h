#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/alerts/metric.h"

namespace naap {

/// How bad it is. Ordered: critical is more than warning.
enum class AlertLevel : std::uint8_t { none, warning, critical };
std::string_view nameOf(AlertLevel level);

/// What is watched: a metric of a report, or the ratio of two additive fields. Either is computed from sums at the
/// grain of the rule.
struct RuleMetric {
    AlertReport report = AlertReport::sla;
    const AlertMetric* metric = nullptr;  ///< null: a ratio
    const AdditiveField* numerator = nullptr;
    const AdditiveField* denominator = nullptr;
    std::string numerator_scope;  ///< of the rule's rows, the numerator adds up only those that meet this filter

    std::string name() const;
    std::string_view unit() const { return metric ? metric->unit : std::string_view(); }
    Measured measure(const MeasureInput& in) const;
};

struct ThresholdBand {
    double low = 0;
    double high = 0;
};

enum class ConditionKind : std::uint8_t { above, below, outside, change, absent };
enum class ChangeAgainst : std::uint8_t { previous, median };
enum class ChangeDirection : std::uint8_t { drop, rise };

/// When a value is bad, and when it is good again. In between it stays what it was.
struct RuleCondition {
    ConditionKind kind = ConditionKind::above;
    // above, below, change: at least one of the first two
    std::optional<double> warning;
    std::optional<double> critical;
    std::optional<double> recovery;  ///< nothing: the milder threshold
    // outside
    std::optional<ThresholdBand> warning_band;
    std::optional<ThresholdBand> critical_band;
    std::optional<ThresholdBand> recovery_band;
    // change: by what share of the earlier value, 0.2 is a fifth
    ChangeAgainst against = ChangeAgainst::previous;
    ChangeDirection direction = ChangeDirection::drop;
    int baseline_windows = 24;  ///< change: how far back; absent: seen within so many windows

    /// How bad a value is. `attainable_share` scales the thresholds of scores without a benchmark.
    AlertLevel levelOf(double value, double attainable_share = 1) const;
    /// True if the value is good enough to end an alert.
    bool isRecovered(double value, double attainable_share = 1) const;
    /// The threshold of a level, for messages; of a band, the end that is nearer.
    std::optional<double> thresholdOf(AlertLevel level, double value) const;
};

/// Below this a window is neither good nor bad.
struct MinimumEvidence {
    std::int64_t sessions = 0;  ///< requested sessions
    std::int64_t samples = 0;   ///< what the metric itself counts: status samples, latencies, sessions
    double baseline = 0;        ///< change: the earlier value
    std::int64_t peers = 0;     ///< other groups of the rule with evidence in the same window
};

enum class NoData : std::uint8_t { ok, keep, alert };
enum class WithoutBenchmark : std::uint8_t { suppress, scale };

/// A part of the day in which alerts are kept but not told. It may run over midnight.
struct QuietTime {
    std::uint8_t days = 0x7F;  ///< bit 0 is Monday; of the day it begins on
    std::chrono::minutes from{};
    std::chrono::minutes to{};
};

struct RuleSchedule {
    std::vector<QuietTime> quiet;
    std::chrono::minutes utc_offset{};

    bool isQuiet(Instant at) const;
};

/// A rule, as a rule file says it (docs/alerts.md).
struct AlertRule {
    std::string place;  ///< in its file, a JSON pointer
    std::string id;
    std::string name;
    bool enabled = true;
    bool locked = false;  ///< a preset that is shown and not edited
    bool mine = false;    ///< only orchestrators that the user marked as theirs
    RuleMetric metric;
    std::string scope;  ///< a filter on the rows of the report; blank: all
    std::vector<std::string> group_by;
    int window_hours = 1;
    RuleCondition condition;
    int recovery_windows = 1;
    int pending_windows = 1;              ///< so many bad windows in a row ...
    std::chrono::minutes pending_time{};  ///< ... and so much time since the first was known
    MinimumEvidence minimum;
    NoData no_data = NoData::keep;
    int forget_after_windows = 24;  ///< a group without evidence for so long is no longer expected
    WithoutBenchmark without_benchmark = WithoutBenchmark::suppress;
    bool settled_only = true;
    AlertLevel severity = AlertLevel::warning;  ///< of alerts that no threshold graded: absent, no data
    std::string message;
    std::string reason;  ///< why it is as it is, for people
    std::chrono::minutes repeat_warning{240};
    std::chrono::minutes repeat_critical{240};
    int flap_fires = 4;  ///< firing more often than this within flap_windows is told once, as flapping
    int flap_windows = 24;
    RuleSchedule schedule;
    std::vector<std::string> channels;  ///< ids of the channels it is told by; empty: all
    std::vector<std::string> muted_by;  ///< while one of these rules fires, or a verdict differs, this one is not told
};

/// What is wrong with a rule file, and where.
struct RuleProblem {
    std::string place;  ///< a JSON pointer
    std::string reason;
    bool operator==(const RuleProblem&) const = default;
};

/// The rules that are good, and what was wrong with the others.
struct RuleFile {
    std::vector<AlertRule> rules;
    std::vector<RuleProblem> problems;
};

}  // namespace naap
