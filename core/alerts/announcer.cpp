#include "core/alerts/announcer.h"

#include <algorithm>

namespace naap {
namespace {

bool isAlert(const AlertStatus& status)
{
    return status.phase == AlertState::firing || status.phase == AlertState::recovering ||
           status.phase == AlertState::no_data;
}

}  // namespace

bool Silence::covers(const AlertRule& each, const AlertGroup& group, Instant at) const
{
    if (at < from || at >= to || (!rule.empty() && rule != each.id))
        return false;
    return std::ranges::all_of(labels, [&](const auto& label) {
        const auto field = std::ranges::find(each.group_by, label.first);
        const auto place = static_cast<std::size_t>(field - each.group_by.begin());
        return place < group.labels.size() && group.labels[place].value_or("") == label.second;
    });
}

std::string_view nameOf(AnnouncementKind kind)
{
    switch (kind) {
        case AnnouncementKind::begins: return "begins";
        case AnnouncementKind::worsens: return "worsens";
        case AnnouncementKind::repeats: return "repeats";
        case AnnouncementKind::ends: return "ends";
    }
    return "";
}

void AlertAnnouncer::take(const std::vector<AlertTransition>& transitions)
{
    for (const AlertTransition& each : transitions) {
        if (each.group >= m_told.size())
            m_told.resize(each.group + 1);
        if (each.to == AlertState::inactive)
            m_told[each.group].wanted = false;
        else if (each.announce)
            m_told[each.group].wanted = true;
    }
}

void AlertAnnouncer::restore(std::size_t group, const AlertTold& told)
{
    if (group >= m_told.size())
        m_told.resize(group + 1);
    m_told[group] = told;
}

std::vector<Announcement> AlertAnnouncer::due(Instant at, const AlertMachine& machine)
{
    std::vector<Announcement> result;
    if (m_rule.schedule.isQuiet(at))
        return result;
    for (std::size_t group = 0; group < std::min(m_told.size(), machine.size()); ++group) {
        const AlertStatus& status = machine.status(group);
        AlertTold& told = m_told[group];
        const AlertLevel level = isAlert(status) ? status.level : told.level;
        const auto kind = kindFor(told, status, at);
        if (!kind)
            continue;
        result.push_back({.group = group, .kind = *kind, .level = level, .at = at, .is_flapping = status.is_flapping});
        told.wanted = false;
        told.level = level;
        told.at = at;
        if (*kind == AnnouncementKind::ends)
            told = {};
    }
    return result;
}

std::optional<AnnouncementKind> AlertAnnouncer::kindFor(const AlertTold& told, const AlertStatus& status,
                                                        Instant at) const
{
    if (status.is_silenced)
        return std::nullopt;
    if (!isAlert(status))
        return told.at ? std::optional(AnnouncementKind::ends) : std::nullopt;
    if (!told.at)
        return told.wanted ? std::optional(AnnouncementKind::begins) : std::nullopt;
    if (status.level > told.level)
        return AnnouncementKind::worsens;
    const auto interval = status.level == AlertLevel::critical ? m_rule.repeat_critical : m_rule.repeat_warning;
    if (!status.is_flapping && at - *told.at >= interval)
        return AnnouncementKind::repeats;
    return std::nullopt;
}

}  // namespace naap
