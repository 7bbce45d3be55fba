#include "core/alerts/backtest.h"

#include <algorithm>

#include <fmt/format.h>
#include <set>

namespace naap {
namespace {

using std::chrono::milliseconds;

bool isAlert(AlertState state)
{
    return state == AlertState::firing || state == AlertState::recovering || state == AlertState::no_data;
}

/// Runs the machine and keeps what it said.
class Run {
public:
    Run(const AlertRule& rule, const AlertSeries& series)
        : m_rule(rule),
          m_series(series),
          m_machine(rule, series.groups.size()),
          m_open(series.groups.size()),
          m_lastEnd(series.groups.size()),
          m_begin(series.groups.size())
    {
    }

    Backtest run()
    {
        if (m_series.windows.empty())
            return std::move(m_result);
        m_result.from = m_series.windows.front();
        m_result.to = m_series.judged_at.back();
        for (std::size_t window = 0; window < m_series.windows.size(); ++window)
            judge(window);
        finish();
        return std::move(m_result);
    }

private:
    struct Open {
        std::optional<std::size_t> episode;
    };

    void judge(std::size_t window)
    {
        const Instant at = m_series.judged_at[window];
        for (std::size_t group = 0; group < m_series.groups.size(); ++group) {
            const AlertObservation& seen = m_series.at(window, group);
            count(seen);
            m_transitions.clear();
            m_machine.observe(group, seen, at, m_transitions);
            for (const AlertTransition& each : m_transitions)
                take(each);
            noteWorst(group, seen);
        }
    }

    void count(const AlertObservation& seen)
    {
        ++m_result.windows;
        if (!seen.value)
            ++m_result.windows_without_data;
        else if (seen.enough)
            ++m_result.windows_judged;
        else
            ++m_result.windows_scant;
    }

    void take(const AlertTransition& each)
    {
        closeStretch(each);
        const bool begins = isAlert(each.to) && (!isAlert(each.from) ||
                                                 (each.to == AlertState::no_data && each.from != AlertState::no_data));
        if (isAlert(each.from) && (!isAlert(each.to) || begins))
            close(each);
        if (begins)
            open(each);
        else if (m_open[each.group].episode)
            m_result.episodes[*m_open[each.group].episode].level =
                std::max(m_result.episodes[*m_open[each.group].episode].level, each.level);
    }

    void open(const AlertTransition& each)
    {
        m_open[each.group].episode = m_result.episodes.size();
        const AlertStatus& status = m_machine.status(each.group);
        const bool isNoData = each.to == AlertState::no_data;
        m_result.episodes.push_back({.group = each.group,
                                     .pending_at = isNoData ? each.at : status.pending_since,
                                     .fired_at = each.at,
                                     .level = each.level,
                                     .is_no_data = isNoData,
                                     .is_flapping = each.is_flapping,
                                     .seen = each.seen});
        ++m_result.fires;
        m_result.told += each.announce;
        const auto& last = m_lastEnd[each.group];
        m_result.flaps += last && each.at - *last <= std::chrono::hours(m_rule.flap_windows);
    }

    void close(const AlertTransition& each)
    {
        auto& open = m_open[each.group].episode;
        if (!open)
            return;
        AlertEpisode& episode = m_result.episodes[*open];
        episode.ended_at = each.at;
        episode.ended_by = each.reason;
        m_lastEnd[each.group] = each.at;
        open.reset();
    }

    void noteWorst(std::size_t group, const AlertObservation& seen)
    {
        const auto& open = m_open[group].episode;
        if (!open || !seen.value || !seen.enough)
            return;
        std::optional<double>& worst = m_result.episodes[*open].worst;
        const bool isBelow = m_rule.condition.kind == ConditionKind::below;
        if (!worst || (isBelow ? *seen.value < *worst : *seen.value > *worst))
            worst = seen.value;
    }

    void closeStretch(const AlertTransition& each)
    {
        auto& begin = m_begin[each.group];
        if (begin && begin->state == each.to && begin->level == each.level)
            return;
        if (begin) {
            begin->to = each.at;
            if (begin->to > begin->from)
                m_result.stretches.push_back(*begin);
        }
        begin.reset();
        if (each.to != AlertState::inactive)
            begin = AlertStretch{
                .group = each.group, .state = each.to, .level = each.level, .from = each.at, .to = each.at};
    }

    void finish()
    {
        for (auto& begin : m_begin)
            if (begin && begin->from < m_result.to) {
                begin->to = m_result.to;
                m_result.stretches.push_back(*begin);
            }
        std::ranges::sort(m_result.stretches, {}, [](const AlertStretch& s) { return std::pair(s.group, s.from); });
        std::ranges::sort(m_result.episodes, {}, [](const AlertEpisode& e) { return std::pair(e.fired_at, e.group); });
        std::vector<FiringGroup> byGroup(m_series.groups.size());
        for (const AlertEpisode& episode : m_result.episodes) {
            FiringGroup& each = byGroup[episode.group];
            each.group = episode.group;
            ++each.fires;
            each.firing += episode.length(m_result.to);
        }
        std::erase_if(byGroup, [](const FiringGroup& each) { return each.fires == 0; });
        std::ranges::sort(byGroup, [](const FiringGroup& a, const FiringGroup& b) {
            return std::tuple(-a.fires, -a.firing.count(), a.group) < std::tuple(-b.fires, -b.firing.count(), b.group);
        });
        m_result.most_firing = std::move(byGroup);
    }

    const AlertRule& m_rule;
    const AlertSeries& m_series;
    AlertMachine m_machine;
    Backtest m_result;
    std::vector<Open> m_open;
    std::vector<std::optional<Instant>> m_lastEnd;
    std::vector<std::optional<AlertStretch>> m_begin;
    std::vector<AlertTransition> m_transitions;
};

/// A threshold at `factor` times its distance from what would be perfect: 0 where less is better, the greatest value of
/// shares and scores where more is.
double scaled(const AlertRule& rule, double threshold, double factor)
{
    double perfect = 0;
    if (rule.condition.kind == ConditionKind::below && rule.metric.metric && rule.metric.metric->is_share)
        perfect = 1;
    if (rule.condition.kind == ConditionKind::below && rule.metric.metric && rule.metric.metric->is_score)
        perfect = 100;
    return perfect + (threshold - perfect) * factor;
}

}  // namespace

double Backtest::firesPerDay() const
{
    const double days = std::chrono::duration<double, std::ratio<86'400>>(to - from).count();
    return days > 0 ? static_cast<double>(fires) / days : 0;
}

std::optional<milliseconds> Backtest::medianLength() const
{
    std::vector<milliseconds> lengths;
    for (const AlertEpisode& each : episodes)
        lengths.push_back(each.length(to));
    if (lengths.empty())
        return std::nullopt;
    std::ranges::sort(lengths);
    return lengths[(lengths.size() - 1) / 2];
}

std::optional<milliseconds> Backtest::longest() const
{
    std::optional<milliseconds> result;
    for (const AlertEpisode& each : episodes)
        if (!result || each.length(to) > *result)
            result = each.length(to);
    return result;
}

Backtest backtest(const AlertRule& rule, const AlertSeries& series)
{
    return Run(rule, series).run();
}

std::vector<NearbyResult> nearbyResults(const AlertRule& rule, const AlertSeries& series,
                                        const std::function<bool()>& isWanted)
{
    std::vector<NearbyResult> results;
    const RuleCondition& own = rule.condition;
    if (own.kind == ConditionKind::outside || own.kind == ConditionKind::absent)
        return results;
    const std::set<int> pendings{1, rule.pending_windows, rule.pending_windows + 1, rule.pending_windows + 2,
                                 std::max(1, rule.pending_windows - 1)};
    for (const double factor : {0.5, 0.8, 1.0, 1.25, 2.0}) {
        AlertRule nearby = rule;
        for (auto* threshold : {&nearby.condition.warning, &nearby.condition.critical, &nearby.condition.recovery})
            if (*threshold)
                *threshold = scaled(rule, **threshold, factor);
        for (const int pending : pendings) {
            if (isWanted && !isWanted())
                return results;
            nearby.pending_windows = pending;
            const Backtest result = backtest(nearby, series);
            results.push_back({.factor = factor,
                               .warning = nearby.condition.warning,
                               .critical = nearby.condition.critical,
                               .pending_windows = pending,
                               .fires = result.fires,
                               .fires_per_day = result.firesPerDay(),
                               .median_length = result.medianLength()});
        }
    }
    return results;
}

std::optional<double> TagScore::precision() const
{
    if (caught + false_fires == 0)
        return std::nullopt;
    return static_cast<double>(caught) / static_cast<double>(caught + false_fires);
}

TagScore scoreOf(const Backtest& result, const std::vector<AlertGroup>& groups, const std::vector<TaggedAlert>& tags)
{
    TagScore score;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const TaggedAlert& tag = tags[i];
        if (tag.to < result.from || tag.from > result.to)
            continue;
        const bool fires = std::ranges::any_of(result.episodes, [&](const AlertEpisode& each) {
            return groups[each.group] == tag.group && each.fired_at <= tag.to &&
                   each.ended_at.value_or(result.to) >= tag.from;
        });
        score.true_alerts += tag.is_true;
        score.caught += tag.is_true && fires;
        score.false_fires += !tag.is_true && fires;
        if (tag.is_true && !fires)
            score.missed.push_back(i);
    }
    return score;
}

std::string benchReason(const Backtest& result, const TagScore& score)
{
    std::string reason =
        fmt::format("Tried on {} to {}: {} alerts ({:.2f} a day)", formatInstant(result.from).substr(0, 10),
                    formatInstant(result.to).substr(0, 10), result.fires, result.firesPerDay());
    if (const auto length = result.medianLength())
        reason += fmt::format(", half of them shorter than {:.1f} h",
                              std::chrono::duration<double, std::ratio<3600>>(*length).count());
    reason += fmt::format(", {} flaps", result.flaps);
    if (const auto precision = score.precision())
        reason += fmt::format("; caught {} of {} that were called right, precision {:.0f} %", score.caught,
                              score.true_alerts, *precision * 100);
    return reason + ".";
}

std::int64_t firesOffHours(const Backtest& result, std::chrono::minutes utc_offset)
{
    using namespace std::chrono;
    return std::ranges::count_if(result.episodes, [&](const AlertEpisode& each) {
        const Instant local = each.fired_at + utc_offset;
        const auto day = floor<days>(local);
        const unsigned weekdayNumber = weekday(day).iso_encoding();
        return weekdayNumber > 5 || local - day < hours(8) || local - day >= hours(18);
    });
}

void compareWithNow(std::vector<AlertEpisode>& episodes, const AlertSeries& now)
{
    for (AlertEpisode& each : episodes) {
        const auto window = std::ranges::lower_bound(now.windows, each.seen.window_start);
        if (window == now.windows.end() || *window != each.seen.window_start || each.group >= now.groups.size())
            continue;
        each.value_now = now.at(static_cast<std::size_t>(window - now.windows.begin()), each.group).value;
    }
}

}  // namespace naap
