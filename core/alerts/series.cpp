#include "core/alerts/series.h"

#include <algorithm>

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};
constexpr std::chrono::minutes kSettling{15};

/// The element with index floor(n/2), as the baselines of upstream have it. Of nothing there is none.
std::optional<double> upperMedian(std::vector<double>& values)
{
    if (values.empty())
        return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// Makes the windows of one rule.
class SeriesMaker {
public:
    SeriesMaker(const AlertRule& rule, const AlertHours& hours, const SeriesRange& range)
        : m_rule(rule), m_hours(hours), m_range(range), m_width(hours.groups.size())
    {
    }

    AlertSeries make()
    {
        AlertSeries series;
        series.width = m_width;
        const auto [first, end] = windowsWanted();
        const std::size_t back = std::min(first, static_cast<std::size_t>(m_rule.condition.baseline_windows));
        m_first = needsHistory() ? first - back : first;
        measureAll(m_first, end);
        for (std::size_t hour = first; hour < end; ++hour) {
            series.windows.push_back(startOf(hour));
            series.judged_at.push_back(std::min(judgedAt(m_rule, startOf(hour)), m_range.now));
            observeHour(hour, series.observations);
        }
        return series;
    }

private:
    /// A window is named here by its last hour.
    std::pair<std::size_t, std::size_t> windowsWanted() const
    {
        std::size_t first = m_hours.hours;
        std::size_t end = 0;
        for (std::size_t hour = 0; hour < m_hours.hours; ++hour) {
            const Instant over = m_hours.from + kHour * static_cast<std::int64_t>(hour + 1);
            const bool isSettled = over <= m_range.to && settledAt(over) <= m_range.now;
            const bool isOpen = !m_rule.settled_only && over - kHour < m_range.to && over - kHour <= m_range.now;
            if (over <= m_range.from || (!isSettled && !isOpen))
                continue;
            first = std::min(first, hour);
            end = hour + 1;
        }
        return {std::min(first, end), end};
    }

    bool needsHistory() const
    {
        return m_rule.condition.kind == ConditionKind::change || m_rule.condition.kind == ConditionKind::absent ||
               m_rule.no_data == NoData::alert;
    }

    Instant startOf(std::size_t hour) const
    {
        return m_hours.from + kHour * (static_cast<std::int64_t>(hour) + 1 - m_rule.window_hours);
    }

    void measureAll(std::size_t first, std::size_t end)
    {
        m_seen.resize((end - first) * m_width);
        for (std::size_t hour = first; hour < end; ++hour)
            for (std::size_t group = 0; group < m_width; ++group)
                measure(hour, group, m_seen[(hour - first) * m_width + group]);
    }

    void measure(std::size_t hour, std::size_t group, AlertObservation& seen) const
    {
        const Instant end = m_hours.from + kHour * static_cast<std::int64_t>(hour + 1);
        seen.window_start = startOf(hour);
        seen.settled = settledAt(end) <= m_range.now;
        const Instant asOf = seen.settled ? end : std::min(end, m_range.now);
        const AlertGroupHours& own = m_hours.groups[group];
        const bool hasNumerator = !own.numerator_sums.empty();
        if (m_rule.window_hours == 1) {
            const Benchmark7* benchmark =
                own.benchmark_of.empty() ? nullptr : &m_hours.benchmarks[own.benchmark_of[hour]];
            return put(own.sums[hour], hasNumerator ? own.numerator_sums[hour] : own.sums[hour], benchmark, asOf, seen);
        }
        AlertSums sums;
        AlertSums numerator;
        const auto width = static_cast<std::size_t>(m_rule.window_hours);
        for (std::size_t each = hour + 1 - std::min(hour + 1, width); each <= hour; ++each) {
            addTo(sums, own.sums[each]);
            if (hasNumerator)
                addTo(numerator, own.numerator_sums[each]);
        }
        put(sums, hasNumerator ? numerator : sums, nullptr, asOf, seen);
    }

    void put(const AlertSums& sums, const AlertSums& numerator, const Benchmark7* benchmark, Instant asOf,
             AlertObservation& seen) const
    {
        const Measured measured =
            m_rule.metric.measure({.sums = sums, .numerator = numerator, .benchmark = benchmark, .as_of = asOf});
        seen.metric = measured.value;
        seen.numerator = measured.numerator;
        seen.denominator = measured.denominator;
        seen.samples = measured.samples;
        seen.sessions = sums.support.requested_sessions;
        seen.enough = seen.sessions >= m_rule.minimum.sessions && seen.samples >= m_rule.minimum.samples;
        noteSince(measured.value, asOf, seen);
        if (measured.has_benchmark)
            return;
        if (m_rule.without_benchmark == WithoutBenchmark::scale)
            seen.attainable_share = measured.attainable_share;
        else
            seen.enough = false;
    }

    /// The age of something says since when it has been too old.
    void noteSince(std::optional<double> value, Instant asOf, AlertObservation& seen) const
    {
        if (!value || !m_rule.metric.metric || !m_rule.metric.metric->is_age)
            return;
        const auto since = [&](const std::optional<double>& threshold) -> std::optional<Instant> {
            if (!threshold || *value <= *threshold)
                return std::nullopt;
            return asOf - std::chrono::milliseconds(static_cast<std::int64_t>((*value - *threshold) * 1'000));
        };
        const RuleCondition& condition = m_rule.condition;
        seen.critical_since = since(condition.critical);
        seen.bad_since = condition.warning ? since(condition.warning) : seen.critical_since;
    }

    void observeHour(std::size_t hour, std::vector<AlertObservation>& out)
    {
        const std::size_t begin = out.size();
        std::int64_t peers = m_hours.others.empty() ? 0 : m_hours.others[hour];
        for (std::size_t group = 0; group < m_width; ++group) {
            AlertObservation& seen = out.emplace_back(m_seen[(hour - m_first) * m_width + group]);
            peers += seen.metric.has_value();
            compare(hour, group, seen);
        }
        for (std::size_t group = 0; m_rule.minimum.peers > 0 && group < m_width; ++group) {
            AlertObservation& seen = out[begin + group];
            seen.enough = seen.enough && peers - seen.metric.has_value() >= m_rule.minimum.peers;
        }
    }

    /// From the metric to what is compared with the thresholds.
    void compare(std::size_t hour, std::size_t group, AlertObservation& seen)
    {
        switch (m_rule.condition.kind) {
            case ConditionKind::above:
            case ConditionKind::below:
            case ConditionKind::outside: seen.value = seen.metric; break;
            case ConditionKind::change: compareChange(hour, group, seen); break;
            case ConditionKind::absent: compareAbsence(hour, group, seen); break;
        }
        if (!seen.value && m_rule.no_data == NoData::alert)
            seen.is_expected = isExpected(hour, group, seen);
    }

    const AlertObservation& before(std::size_t hour, std::size_t windows, std::size_t group) const
    {
        return m_seen[(hour - windows - m_first) * m_width + group];
    }

    std::size_t reach(std::size_t hour) const
    {
        return std::min(hour - m_first, static_cast<std::size_t>(m_rule.condition.baseline_windows));
    }

    void compareChange(std::size_t hour, std::size_t group, AlertObservation& seen)
    {
        m_values.clear();
        for (std::size_t back = 1; back <= reach(hour); ++back) {
            const AlertObservation& earlier = before(hour, back, group);
            if (!earlier.metric)
                continue;
            m_values.push_back(*earlier.metric);
            if (m_rule.condition.against == ChangeAgainst::previous) {
                seen.enough = seen.enough && earlier.enough;
                break;
            }
        }
        seen.baseline = upperMedian(m_values);
        if (!seen.metric)
            return;
        if (!seen.baseline || *seen.baseline <= 0 || *seen.baseline < m_rule.minimum.baseline) {
            seen.enough = false;
            seen.value = 0;
            return;
        }
        const double change = (*seen.metric - *seen.baseline) / *seen.baseline;
        seen.value = m_rule.condition.direction == ChangeDirection::drop ? -change : change;
    }

    /// Windows since the group was last there; 0 while it is. Null for one that was not there lately: it is no absence
    /// that anybody waits for.
    void compareAbsence(std::size_t hour, std::size_t group, AlertObservation& seen) const
    {
        if (seen.metric) {
            seen.value = 0;
            seen.enough = true;
            return;
        }
        seen.enough = true;
        for (std::size_t back = 1; back <= reach(hour); ++back)
            if (before(hour, back, group).metric) {
                seen.value = static_cast<double>(back);
                return;
            }
    }

    /// Silence means something of a group that spoke lately, and where a baseline is asked for, often enough.
    bool isExpected(std::size_t hour, std::size_t group, const AlertObservation& seen) const
    {
        if (m_rule.condition.kind == ConditionKind::change)
            return seen.baseline && *seen.baseline >= m_rule.minimum.baseline;
        for (std::size_t back = 1; back <= reach(hour); ++back)
            if (before(hour, back, group).metric)
                return true;
        return false;
    }

    const AlertRule& m_rule;
    const AlertHours& m_hours;
    const SeriesRange& m_range;
    std::size_t m_width;
    std::size_t m_first = 0;
    std::vector<AlertObservation> m_seen;  ///< of all windows from m_first on
    std::vector<double> m_values;
};

}  // namespace

AlertSeries seriesOf(const AlertRule& rule, const AlertHours& hours, const SeriesRange& range)
{
    AlertSeries series = unlabelledSeriesOf(rule, hours, range);
    series.groups.reserve(hours.groups.size());
    for (const AlertGroupHours& each : hours.groups)
        series.groups.push_back(each.group);
    return series;
}

AlertSeries unlabelledSeriesOf(const AlertRule& rule, const AlertHours& hours, const SeriesRange& range)
{
    return SeriesMaker(rule, hours, range).make();
}

std::chrono::hours lookBack(const AlertRule& rule)
{
    const bool looksBack = rule.condition.kind == ConditionKind::change ||
                           rule.condition.kind == ConditionKind::absent || rule.no_data == NoData::alert;
    return std::chrono::hours(rule.window_hours - 1 + (looksBack ? rule.condition.baseline_windows : 0));
}

Instant judgedAt(const AlertRule& rule, Instant windowStart)
{
    const Instant end = windowStart + std::chrono::hours(rule.window_hours);
    return rule.settled_only ? settledAt(end) : end;
}

Instant settledAt(Instant end)
{
    return end + kSettling;
}

}  // namespace naap
