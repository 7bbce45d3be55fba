#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/alerts/announcer.h"

namespace naap {

/// One alert, as it is told.
struct ToldAlert {
    std::string rule;
    std::string rule_name;
    std::vector<std::string> channels;  ///< of the rule
    AnnouncementKind kind = AnnouncementKind::begins;
    AlertLevel level = AlertLevel::none;
    std::vector<std::pair<std::string, std::optional<std::string>>> entity;  ///< field and value
    std::string metric;
    std::string unit;
    std::optional<double> value;
    std::optional<double> threshold;
    std::optional<Instant> window_start;
    int window_hours = 1;
    std::optional<Instant> fired_at;
    std::int64_t sessions = 0;
    std::int64_t samples = 0;
    bool is_flapping = false;
    std::string text;  ///< a sentence
};

/// What goes out at once.
struct ToldMessage {
    AnnouncementKind kind = AnnouncementKind::begins;  ///< the gravest of its alerts
    AlertLevel level = AlertLevel::none;               ///< the worst
    Instant at{};
    bool is_test = false;
    std::string title;
    std::string text;  ///< a line for each alert, the first dozen
    std::vector<ToldAlert> alerts;
};

/// Puts what has the same cause into one message: alerts noticed at the same look that share a rule, an orchestrator,
/// a gateway or a GPU, directly or by way of others. What begins, worsens or repeats is kept apart from what ends.
/// The worst comes first.
std::vector<ToldMessage> messagesFor(std::vector<ToldAlert> alerts, Instant at);

/// A message that says that it is none: what the test button sends.
ToldMessage testMessage(Instant at);

/// As docs/alerts.md has it: what webhooks and commands get.
std::string bodyOf(const ToldMessage& message);
/// Title, text, level and kind of a body; nothing when it is none of ours.
struct ShownMessage {
    std::string title;
    std::string text;
    std::string level;
    std::string kind;
    bool is_test = false;
    std::string rule;                                         ///< of its first alert
    std::vector<std::pair<std::string, std::string>> alerts;  ///< rule, and the labels as a JSON list
    std::vector<std::string> entities;                        ///< of the same: JSON objects of field and value
};
std::optional<ShownMessage> shownMessage(std::string_view body);

}  // namespace naap
