#include "core/alerts/message.h"

#include <algorithm>

#include <fmt/format.h>

namespace naap {
namespace {

constexpr std::string_view kPlaces[] = {"rule", "level",  "metric",   "value",  "threshold",
                                        "unit", "window", "sessions", "samples"};

std::string labelText(const std::optional<std::string>& label)
{
    return label && !label->empty() ? *label : "unknown";
}

/// "2026-04-01 14:00 UTC"
std::string timeText(Instant at)
{
    const std::string text = formatInstant(at);
    return fmt::format("{} {} UTC", text.substr(0, 10), text.substr(11, 5));
}

std::string factText(const AlertRule& rule, const MessageFacts& facts, std::string_view place)
{
    const auto figure = [&](std::optional<double> value) { return valueText(rule.metric, rule.condition.kind, value); };
    if (place == "rule")
        return rule.name;
    if (place == "level")
        return std::string(nameOf(facts.level));
    if (place == "metric")
        return rule.metric.name();
    if (place == "value")
        return figure(facts.value);
    if (place == "threshold")
        return figure(facts.threshold);
    if (place == "unit")
        return std::string(rule.metric.unit());
    if (place == "window")
        return timeText(facts.window_start);
    if (place == "sessions")
        return fmt::format("{}", facts.sessions);
    if (place == "samples")
        return fmt::format("{}", facts.samples);
    const auto field = std::ranges::find(rule.group_by, place);
    const auto index = static_cast<std::size_t>(field - rule.group_by.begin());
    return index < facts.labels.size() ? labelText(facts.labels[index]) : "unknown";
}

/// No sentence is made of what nobody knows.
bool saysUnknown(const AlertRule& rule, const MessageFacts& facts)
{
    const auto has = [&](std::string_view place) { return rule.message.find(place) != std::string::npos; };
    return (!facts.value && has("{value}")) || (!facts.threshold && has("{threshold}"));
}

/// ": gw-1, live-video"; blank for the network.
std::string whoText(std::span<const std::optional<std::string>> labels)
{
    std::string who;
    for (const auto& label : labels)
        who += fmt::format("{}{}", who.empty() ? ": " : ", ", labelText(label));
    return who;
}

std::string ownMessage(const AlertRule& rule, const MessageFacts& facts)
{
    if (!facts.value)
        return fmt::format("{}{}: no evidence", rule.name, whoText(facts.labels));
    return fmt::format("{}{}: {} is {}", rule.name, whoText(facts.labels), rule.metric.name(),
                       valueText(rule.metric, rule.condition.kind, facts.value));
}

}  // namespace

std::optional<std::string> messageProblem(std::string_view text, std::span<const std::string> groupBy)
{
    while (true) {
        const std::size_t open = text.find_first_of("{}");
        if (open == std::string_view::npos)
            return std::nullopt;
        const std::size_t close = text.find('}', open);
        if (text[open] == '}' || close == std::string_view::npos)
            return "a brace without its other half";
        const std::string_view place = text.substr(open + 1, close - open - 1);
        if (std::ranges::find(kPlaces, place) == std::end(kPlaces) &&
            std::ranges::find(groupBy, place) == groupBy.end())
            return fmt::format(
                "'{{{}}}' is neither a field that the rule groups by nor one of {{rule}}, {{level}}, "
                "{{metric}}, {{value}}, {{threshold}}, {{unit}}, {{window}}, {{sessions}}, {{samples}}",
                place);
        text.remove_prefix(close + 1);
    }
}

std::string messageOf(const AlertRule& rule, const MessageFacts& facts)
{
    if (rule.message.empty() || saysUnknown(rule, facts))
        return ownMessage(rule, facts);
    std::string out;
    std::string_view text = rule.message;
    while (true) {
        const std::size_t open = text.find('{');
        out += text.substr(0, open);
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos)
            return out;
        out += factText(rule, facts, text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

std::string alertMessage(const AlertRule& rule, std::span<const std::optional<std::string>> labels,
                         const AlertStatus& status)
{
    if (status.phase == AlertState::no_data)
        return fmt::format("{}{}: no data since {}", rule.name, whoText(labels), timeText(status.since));
    // A window that nobody could judge, or a good one of an alert that still recovers, is not what the alert is about.
    const AlertObservation& seen = status.evidence.value_or(status.seen);
    const auto threshold = seen.value ? rule.condition.thresholdOf(status.level, *seen.value) : std::nullopt;
    return messageOf(rule, {.labels = labels,
                            .level = status.level,
                            .value = seen.value,
                            .threshold = threshold,
                            .window_start = seen.window_start,
                            .sessions = seen.sessions,
                            .samples = seen.samples});
}

std::string valueText(const RuleMetric& metric, ConditionKind kind, std::optional<double> value)
{
    if (!value)
        return "unknown";
    if (kind == ConditionKind::absent)
        return fmt::format("absent for {:.0f} windows", *value);
    const bool isPlainRatio = !metric.metric && metric.numerator->name.find("_sum") != std::string_view::npos;
    if (kind == ConditionKind::change || (!metric.metric && !isPlainRatio) ||
        (metric.metric && metric.metric->is_share))
        return fmt::format("{:.4g} %", *value * 100);
    const std::string figure = *value >= 1'000 ? fmt::format("{:.0f}", *value) : fmt::format("{:.4g}", *value);
    return metric.unit().empty() ? figure : fmt::format("{} {}", figure, metric.unit());
}

}  // namespace naap
