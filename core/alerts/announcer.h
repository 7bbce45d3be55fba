#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/alerts/series.h"

namespace naap {

/// A stretch of time in which some alerts are kept quiet.
struct Silence {
    std::string rule;                                         ///< id; blank: every rule
    std::vector<std::pair<std::string, std::string>> labels;  ///< field and value that a group has to have, all of them
    Instant from{};
    Instant to{};

    /// True if it covers a group of the rule at that time.
    bool covers(const AlertRule& rule, const AlertGroup& group, Instant at) const;
};

enum class AnnouncementKind : std::uint8_t { begins, worsens, repeats, ends };
std::string_view nameOf(AnnouncementKind kind);

struct Announcement {
    std::size_t group = 0;
    AnnouncementKind kind = AnnouncementKind::begins;
    AlertLevel level = AlertLevel::none;
    Instant at{};
    bool is_flapping = false;
};

/// What was told of a group, to be kept with the machine's memory.
struct AlertTold {
    bool wanted = false;  ///< an alert began or worsened that may be told
    std::optional<Instant> at;
    AlertLevel level = AlertLevel::none;
};

/// Decides what of one rule's alerts is told when: once when it begins, worsens and ends, again after the repeat
/// interval, never in quiet hours. What begins in quiet hours and still goes on is told when they are over; what ended
/// by then is not told at all. Pure: the time is the caller's.
class AlertAnnouncer {
public:
    explicit AlertAnnouncer(const AlertRule& rule) : m_rule(rule) {}

    /// What the machine said since the last time.
    void take(const std::vector<AlertTransition>& transitions);
    /// What is to be told at `at`.
    std::vector<Announcement> due(Instant at, const AlertMachine& machine);

    AlertTold told(std::size_t group) const { return group < m_told.size() ? m_told[group] : AlertTold{}; }
    /// Takes up where an announcer of the same rule was.
    void restore(std::size_t group, const AlertTold& told);

private:
    std::optional<AnnouncementKind> kindFor(const AlertTold& told, const AlertStatus& status, Instant at) const;

    AlertRule m_rule;
    std::vector<AlertTold> m_told;
};

}  // namespace naap
