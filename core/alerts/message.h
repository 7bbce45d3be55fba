#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/alerts/state_machine.h"

namespace naap {

/// Why a text cannot be a message of a rule with these groups: a placeholder that is not there, a brace that is not
/// closed. Nothing when it can.
std::optional<std::string> messageProblem(std::string_view text, std::span<const std::string> groupBy);

/// What a message can say.
struct MessageFacts {
    std::span<const std::optional<std::string>> labels;  ///< by rule.group_by
    AlertLevel level = AlertLevel::none;
    std::optional<double> value;
    std::optional<double> threshold;
    Instant window_start{};
    std::int64_t sessions = 0;
    std::int64_t samples = 0;
};

/// The rule's message with {rule}, {level}, {metric}, {value}, {threshold}, {unit}, {window}, {sessions}, {samples} and
/// the fields it groups by filled in; a sentence of our own where the rule has none. A group without a name reads
/// "unknown"; a message about a value or threshold that nobody knows is the sentence of our own as well.
std::string messageOf(const AlertRule& rule, const MessageFacts& facts);

/// What is said of an alert that stands as `status` says: of the window that it was last judged by where that one was
/// bad, else of the latest that was. Of silence it says since when.
std::string alertMessage(const AlertRule& rule, std::span<const std::optional<std::string>> labels,
                         const AlertStatus& status);

/// A value for people: at most four digits that count, shares in percent.
std::string valueText(const RuleMetric& metric, ConditionKind kind, std::optional<double> value);

}  // namespace naap
