#include "core/alerts/state_machine.h"

#include <algorithm>

namespace naap {

std::string_view nameOf(AlertState state)
{
    switch (state) {
        case AlertState::inactive: return "inactive";
        case AlertState::pending: return "pending";
        case AlertState::firing: return "firing";
        case AlertState::recovering: return "recovering";
        case AlertState::no_data: return "no_data";
        case AlertState::silenced: return "silenced";
    }
    return "";
}

std::string_view nameOf(AlertReason reason)
{
    switch (reason) {
        case AlertReason::condition: return "condition";
        case AlertReason::recovered: return "recovered";
        case AlertReason::relapsed: return "relapsed";
        case AlertReason::not_enough: return "not_enough";
        case AlertReason::no_data: return "no_data";
        case AlertReason::data_is_back: return "data_is_back";
        case AlertReason::forgotten: return "forgotten";
        case AlertReason::silence: return "silence";
    }
    return "";
}

AlertMachine::AlertMachine(const AlertRule& rule, std::size_t groups) : m_rule(rule), m_groups(groups) {}

void AlertMachine::resize(std::size_t groups)
{
    m_groups.resize(std::max(groups, m_groups.size()));
}

void AlertMachine::observe(std::size_t group, const AlertObservation& seen, Instant at, Out& out)
{
    AlertStatus& status = m_groups[group].status;
    const bool isFirst = status.seen.window_start == Instant{};
    if (!isFirst && seen.window_start < status.seen.window_start)
        return;
    settleTimer(group, at, out);
    if (!isFirst && seen.window_start == status.seen.window_start) {
        // A settled window was judged for good. One that still grows is judged again, and counts once.
        if (m_rule.settled_only)
            return;
        status.bad_windows -= status.bad_windows > 0;
        status.critical_windows -= status.critical_windows > 0;
        status.good_windows -= status.good_windows > 0;
        status.missing_windows -= status.missing_windows > 0;
    }
    judge(group, seen, at, out);
}

void AlertMachine::advance(Instant at, Out& out)
{
    for (std::size_t group = 0; group < m_groups.size(); ++group)
        settleTimer(group, at, out);
}

/// A pending time that ended before `at` fires at its end, whenever somebody looks.
void AlertMachine::settleTimer(std::size_t group, Instant at, Out& out)
{
    const AlertStatus& status = m_groups[group].status;
    if (status.phase != AlertState::pending || m_rule.pending_time.count() == 0)
        return;
    const Instant due = status.pending_since + m_rule.pending_time;
    if (due <= at && isDue(status, due))
        fire(group, levelDue(status, due), due, out);
}

void AlertMachine::judge(std::size_t group, const AlertObservation& seen, Instant at, Out& out)
{
    AlertStatus& status = m_groups[group].status;
    status.seen = seen;
    if (!seen.value)
        return judgeMissing(group, at, out);
    if (!seen.enough)
        return judgeScant(group, at, out);
    status.missing_windows = 0;
    if (status.phase == AlertState::no_data)
        end(group, AlertReason::data_is_back, at, out);
    const AlertLevel level = levelOf(seen);
    if (level != AlertLevel::none)
        judgeBad(group, level, at, out);
    else
        judgeGood(group, m_rule.condition.isRecovered(*seen.value, seen.attainable_share), at, out);
}

AlertLevel AlertMachine::levelOf(const AlertObservation& seen) const
{
    const AlertLevel level = m_rule.condition.levelOf(*seen.value, seen.attainable_share);
    const bool isGraded = m_rule.condition.kind != ConditionKind::absent;
    return level == AlertLevel::none || isGraded ? level : m_rule.severity;
}

void AlertMachine::judgeBad(std::size_t group, AlertLevel level, Instant at, Out& out)
{
    AlertStatus& status = m_groups[group].status;
    status.good_windows = 0;
    status.evidence = status.seen;
    ++status.bad_windows;
    if (level != AlertLevel::critical)
        status.critical_windows = 0;
    else if (status.critical_windows++ == 0)
        status.critical_since = std::min(at, status.seen.critical_since.value_or(at));
    if (status.phase == AlertState::inactive) {
        status.bad_windows = 1;
        status.pending_since = std::min(at, status.seen.bad_since.value_or(at));
        status.level = level;
        if (!isDue(status, at)) {
            move(group, AlertState::pending, AlertReason::condition, at, out);
            return;
        }
    }
    if (status.phase == AlertState::inactive || status.phase == AlertState::pending) {
        if (isDue(status, at))
            fire(group, levelDue(status, at), at, out);
        else
            status.level = level;
        return;
    }
    if (status.phase == AlertState::recovering)
        move(group, AlertState::firing, AlertReason::relapsed, at, out);
    if (status.level < level && levelDue(status, at) == level) {
        status.level = level;
        tell(m_groups[group], move(group, AlertState::firing, AlertReason::condition, at, out));
    }
}

void AlertMachine::judgeGood(std::size_t group, bool recovered, Instant at, Out& out)
{
    AlertStatus& status = m_groups[group].status;
    status.bad_windows = 0;
    status.critical_windows = 0;
    if (status.phase == AlertState::pending)
        return end(group, AlertReason::recovered, at, out);
    if (status.phase != AlertState::firing && status.phase != AlertState::recovering)
        return;
    if (!recovered) {  // between the thresholds: what it was
        status.good_windows = 0;
        if (status.phase == AlertState::recovering)
            move(group, AlertState::firing, AlertReason::relapsed, at, out);
        return;
    }
    if (++status.good_windows >= m_rule.recovery_windows)
        end(group, AlertReason::recovered, at, out);
    else if (status.phase == AlertState::firing)
        move(group, AlertState::recovering, AlertReason::recovered, at, out);
}

void AlertMachine::judgeMissing(std::size_t group, Instant at, Out& out)
{
    AlertStatus& status = m_groups[group].status;
    ++status.missing_windows;
    if (m_rule.no_data == NoData::ok)
        return judgeGood(group, true, at, out);
    if (!status.seen.is_expected || status.missing_windows >= m_rule.forget_after_windows) {
        if (status.phase != AlertState::inactive)
            end(group, AlertReason::forgotten, at, out);
        return;
    }
    const bool isKnown = status.phase == AlertState::no_data || status.missing_windows < m_rule.pending_windows;
    if (m_rule.no_data == NoData::keep || isKnown)
        return;
    status.level = std::max(m_rule.severity, status.level);
    tell(m_groups[group], move(group, AlertState::no_data, AlertReason::no_data, at, out));
}

/// Too little evidence is no reason to begin an alert, nor to end one.
void AlertMachine::judgeScant(std::size_t group, Instant at, Out& out)
{
    if (m_groups[group].status.phase == AlertState::pending)
        end(group, AlertReason::not_enough, at, out);
}

bool AlertMachine::isDue(const AlertStatus& status, Instant at) const
{
    return status.bad_windows >= m_rule.pending_windows && at - status.pending_since >= m_rule.pending_time;
}

/// Critical has to last as long as any alert; until then a warning is what is certain, where there is such a threshold.
AlertLevel AlertMachine::levelDue(const AlertStatus& status, Instant at) const
{
    if (m_rule.condition.kind == ConditionKind::absent)
        return m_rule.severity;
    const bool lasted =
        status.critical_windows >= m_rule.pending_windows && at - status.critical_since >= m_rule.pending_time;
    return lasted ? AlertLevel::critical : AlertLevel::warning;
}

void AlertMachine::fire(std::size_t group, AlertLevel level, Instant at, Out& out)
{
    AlertMemory& each = m_groups[group];
    each.status.level = level;
    each.status.fired_at = at;
    each.status.good_windows = 0;
    const Instant first = at - std::chrono::hours(m_rule.flap_windows);
    std::erase_if(each.fires, [&](Instant fired) { return fired <= first; });
    each.fires.push_back(at);
    each.status.is_flapping = each.fires.size() > static_cast<std::size_t>(m_rule.flap_fires);
    each.told_flapping = each.told_flapping && each.status.is_flapping;
    AlertTransition& transition = move(group, AlertState::firing, AlertReason::condition, at, out);
    tell(each, transition);
    each.told_flapping = each.status.is_flapping;
}

void AlertMachine::end(std::size_t group, AlertReason reason, Instant at, Out& out)
{
    AlertMemory& each = m_groups[group];
    const bool wasTold = each.status.phase != AlertState::pending && !each.untold;
    AlertTransition& transition = move(group, AlertState::inactive, reason, at, out);
    if (wasTold)
        tell(each, transition);
    each.untold = false;
    each.status.level = AlertLevel::none;
    each.status.fired_at.reset();
    each.status.evidence.reset();
    each.status.bad_windows = 0;
    each.status.critical_windows = 0;
    each.status.good_windows = 0;
}

AlertTransition& AlertMachine::move(std::size_t group, AlertState to, AlertReason reason, Instant at, Out& out)
{
    AlertStatus& status = m_groups[group].status;
    const AlertState from = status.phase;
    if (from != to)
        status.since = at;
    status.phase = to;
    return out.emplace_back(AlertTransition{.group = group,
                                            .at = at,
                                            .from = from,
                                            .to = to,
                                            .level = status.level,
                                            .reason = reason,
                                            .announce = false,
                                            .is_flapping = status.is_flapping,
                                            .seen = status.seen});
}

/// Whether a change is told now: not under a silence, and of a flapping alert only that it flaps.
void AlertMachine::tell(AlertMemory& group, AlertTransition& transition)
{
    if (group.status.is_silenced) {
        group.untold = transition.to != AlertState::inactive;
        return;
    }
    transition.announce = !group.status.is_flapping || !group.told_flapping;
}

void AlertMachine::setSilenced(std::size_t group, bool silenced, Instant at, Out& out)
{
    AlertMemory& each = m_groups[group];
    if (each.status.is_silenced == silenced)
        return;
    settleTimer(group, at, out);
    each.status.is_silenced = silenced;
    if (each.status.phase == AlertState::inactive)
        return;
    AlertTransition& transition = move(group, each.status.phase, AlertReason::silence, at, out);
    transition.from = silenced ? each.status.phase : AlertState::silenced;
    transition.to = each.status.state();
    if (!silenced && each.untold)
        transition.announce = true;
    each.untold = each.untold && silenced;
}

}  // namespace naap
