#include "core/reports/overview.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"
#include "core/reports/filter.h"
#include "core/reports/rollup_rows.h"
#include "core/reports/session_test.h"
#include "core/store/accounting_store.h"
#include "core/store/session_scan.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};
constexpr std::chrono::minutes kSilence{1};

/// The first moment that events tell of a session.
Instant startOf(const Session& s)
{
    for (const auto& moment : {s.started_at, s.first_ingest_at, s.status_start_time, s.first_processed_at})
        if (moment)
            return std::min(*moment, s.last_seen);
    return s.last_seen;
}

/// Where a range ends whose hours may have to be settled.
Instant endOf(const OverviewQuery& query, Instant from, Instant newest)
{
    Instant to = query.to.value_or(newest + std::chrono::milliseconds(1));
    if (query.settled_only)
        while (to > from && !isSettled(hourOf(to - std::chrono::milliseconds(1)), newest))
            to = hourOf(to - std::chrono::milliseconds(1));
    return to;
}

/// Adds up what belongs to one stretch of time: an hour, or the whole of it.
class Adder {
public:
    void addSession(const Session& s)
    {
        ++m_figures.sessions;
        if (s.requested()) {
            ++m_figures.requested_sessions;
            m_figures.startup_success_sessions += s.startup_outcome == "success";
            m_figures.no_orch_sessions += s.selection_outcome == "no_orch";
        }
        if (s.prompt_to_first_frame_ms && *s.prompt_to_first_frame_ms > 0)
            m_ptff.push_back(*s.prompt_to_first_frame_ms);
    }

    void addStatusHour(const StatusHour& hour)
    {
        m_figures.output_fps_sum += hour.output_fps_sum;
        m_figures.status_samples += hour.status_samples;
    }

    void addScore(const WeightedScore& score)
    {
        m_scores.push_back(score);
        if (score.sla_score)
            m_figures.sla_sessions += score.requested_sessions;
    }

    void add(const Adder& other)
    {
        OverviewFigures& sum = m_figures;
        sum.sessions += other.m_figures.sessions;
        sum.requested_sessions += other.m_figures.requested_sessions;
        sum.startup_success_sessions += other.m_figures.startup_success_sessions;
        sum.no_orch_sessions += other.m_figures.no_orch_sessions;
        sum.output_fps_sum += other.m_figures.output_fps_sum;
        sum.status_samples += other.m_figures.status_samples;
        sum.sla_sessions += other.m_figures.sla_sessions;
        m_ptff.insert(m_ptff.end(), other.m_ptff.begin(), other.m_ptff.end());
        m_scores.insert(m_scores.end(), other.m_scores.begin(), other.m_scores.end());
    }

    OverviewFigures figures() const
    {
        OverviewFigures result = m_figures;
        std::vector<std::int64_t> sorted = m_ptff;
        std::ranges::sort(sorted);
        const auto at = [&](Level level) -> std::optional<double> {
            const auto value = percentileOfSorted<std::int64_t>(sorted, level);
            return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
        };
        result.ptff_count = static_cast<std::int64_t>(sorted.size());
        result.ptff_p50_ms = at(kP50);
        result.ptff_p95_ms = at(kP95);
        result.sla_score_weighted_mean = weightedMeanScore(m_scores);
        return result;
    }

private:
    OverviewFigures m_figures;
    std::vector<std::int64_t> m_ptff;
    std::vector<WeightedScore> m_scores;
};

/// Reads what a query asks for, the stretch before it included.
class Reader {
public:
    Reader(Cache& cache, const OverviewQuery& query) : m_cache(cache), m_query(query) {}

    Result<Overview> read()
    {
        const auto oldest = oldestEvent(m_cache);
        const auto newest = newestEvent(m_cache);
        if (!oldest || !newest) {
            m_result.cache_is_empty = true;
            return std::move(m_result);
        }
        if (auto good = readFilter(); !good)
            return tl::unexpected(good.error());
        chooseRange(*oldest, *newest);
        readSessions();
        readHours();
        readScores();
        addUp(*newest);
        return std::move(m_result);
    }

private:
    Result<void> readFilter()
    {
        auto test = SessionTest::of(m_cache, m_query.filter);
        if (!test)
            return tl::unexpected(test.error());
        m_session_test = std::move(*test);
        if (isBlank(m_query.filter))
            return {};
        static const std::vector<Field> kSlaFields = fieldsOf(slaColumns());
        // A region is the gateway's in sessions, and the orchestrator's in scores.
        auto sla = parseFilter(m_query.filter, kSlaFields);
        m_result.sla_is_filtered_out = !sla || m_session_test.readsRegions();
        if (!m_result.sla_is_filtered_out)
            m_sla_filter = std::move(*sla);
        return {};
    }

    void chooseRange(Instant oldest, Instant newest)
    {
        m_from = m_query.from.value_or(hourOf(oldest));
        m_to = endOf(m_query, m_from, newest);
        m_result.from = m_from;
        m_result.to = m_to;
        const std::chrono::milliseconds length = m_to - m_from;
        m_before = m_from - m_query.compared_back.value_or(length);
        m_before_to = m_before + length;
        if (m_query.from)
            m_result.back = m_from - m_before;
        m_has_before = m_query.from && m_to > m_from && m_before_to <= m_from && m_before >= hourOf(oldest);
    }

    Instant first() const { return m_has_before ? m_before : m_from; }

    bool isWanted(const Session& session) const
    {
        if (!m_query.orchestrators.empty() &&
            !m_query.orchestrators.contains(session.orchestrator_address.value_or("")))
            return false;
        return m_session_test.meets(session);
    }

    void readSessions()
    {
        std::vector<std::string_view> columns = m_session_test.columns();
        columns.insert(columns.end(), {"orchestrator_address", "started_at", "first_ingest_at", "status_start_time",
                                       "first_processed_at", "last_seen", "started_count", "completed_count",
                                       "startup_outcome", "selection_outcome", "prompt_to_first_frame_ms"});
        visitSessionParts(m_cache, {first(), {}, {}}, columns, [this](std::int64_t session_id, const Session& session) {
            if (!isWanted(session))
                return;
            m_ids.push_back(session_id);
            m_spans.push_back({startOf(session), session.last_seen, session.completed_count > 0});
            const Instant moment = session.started_at.value_or(session.last_seen);
            if (Adder* adder = adderAt(moment, session.demandHour()))
                adder->addSession(session);
        });
        std::ranges::sort(m_ids);
    }

    /// The hours of the stretch before are told apart from those of the range by their own map.
    Adder* adderAt(Instant moment, Instant hour)
    {
        if (moment >= m_from && moment < m_to)
            return &m_hours[hour];
        if (m_has_before && moment >= m_before && moment < m_before_to)
            return &m_earlier;
        return nullptr;
    }

    /// By hours first: these are added up in the order of time, in whatever order they were read.
    void readHours()
    {
        std::map<Instant, StatusHour> sums;
        visitStatusHoursIn(m_cache, hourOf(first()), m_to, [&](std::int64_t session_id, const StatusHour& hour) {
            if (hour.is_terminal_tail_artifact || !std::ranges::binary_search(m_ids, session_id))
                return;
            StatusHour& sum = sums[hour.window_start];
            sum.status_samples += hour.status_samples;
            sum.output_fps_sum += hour.output_fps_sum;
        });
        for (const auto& [hour, sum] : sums)
            if (Adder* adder = adderOfHour(hour))
                adder->addStatusHour(sum);
    }

    /// Whole hours belong where they start; the first hour of a range that begins within it belongs to that range.
    Adder* adderOfHour(Instant hour)
    {
        return adderAt(hour == hourOf(m_from) ? m_from : std::max(hour, first()), hour);
    }

    void readScores()
    {
        if (m_result.sla_is_filtered_out)
            return;
        const RowsTable<SlaRow> table(slaRows(m_cache, hourOf(first()), m_to), slaColumns());
        for (std::size_t i = 0; i < table.rowCount(); ++i) {
            const SlaRollup& rollup = table.rows()[i].rollup;
            if (!m_query.orchestrators.empty() && !m_query.orchestrators.contains(rollup.orchestrator_address))
                continue;
            if (!m_sla_filter.root.empty() && !matches(m_sla_filter, table, i))
                continue;
            if (Adder* adder = adderOfHour(rollup.window_start))
                adder->addScore({table.rows()[i].score.sla_score, rollup.support.requested_sessions});
        }
    }

    void addUp(Instant newest)
    {
        Adder all;
        for (Instant hour = hourOf(m_from); hour < m_to; hour += kHour) {
            OverviewHour& line = m_result.hours.emplace_back();
            line.hour = hour;
            line.figures = m_hours[hour].figures();
            line.figures.streams_at_end = streamsAt(m_spans, std::min({hour + kHour, m_to, newest}));
            all.add(m_hours[hour]);
            if (!m_result.provisional_from && !isSettled(hour, newest))
                m_result.provisional_from = hour;
        }
        m_result.figures = all.figures();
        m_result.figures.streams_at_end = streamsAt(m_spans, std::min(m_to, newest));
        if (!m_has_before)
            return;
        m_result.before = m_earlier.figures();
        m_result.before->streams_at_end = streamsAt(m_spans, m_before_to);
    }

    Cache& m_cache;
    const OverviewQuery& m_query;
    Overview m_result;
    SessionTest m_session_test;
    Filter m_sla_filter;
    Instant m_from{};
    Instant m_to{};
    Instant m_before{};
    Instant m_before_to{};
    bool m_has_before = false;
    std::vector<std::int64_t> m_ids;  ///< of the sessions wanted, ascending
    std::vector<SessionSpan> m_spans;
    std::map<Instant, Adder> m_hours;
    Adder m_earlier;
};

}  // namespace

std::optional<double> OverviewFigures::startupSuccessRate() const
{
    return ratio(startup_success_sessions, requested_sessions);
}

std::optional<double> OverviewFigures::avgOutputFps() const
{
    return mean(output_fps_sum, status_samples);
}

std::optional<double> OverviewFigures::unservedRate() const
{
    return ratio(no_orch_sessions, requested_sessions);
}

Result<Overview> overview(Cache& cache, const OverviewQuery& query)
{
    return guarded(cache, [&] { return Reader(cache, query).read(); });
}

std::optional<Instant> liveMoment(Cache& cache, const OverviewQuery& query)
{
    const auto oldest = oldestEvent(cache);
    const auto newest = newestEvent(cache);
    if (!oldest || !newest)
        return std::nullopt;
    return std::min(endOf(query, query.from.value_or(hourOf(*oldest)), *newest), *newest);
}

std::string liveFilter(Instant moment)
{
    const std::string t = formatInstant(moment);
    return fmt::format(
        "(started_at is missing or started_at <= {0}) and (last_seen > {0} or (last_seen >= {1} and not "
        "completed))",
        t, formatInstant(heardSince(moment)));
}

Instant heardSince(Instant moment)
{
    return moment - kSilence;
}

std::int64_t streamsAt(const std::vector<SessionSpan>& sessions, Instant t)
{
    return std::ranges::count_if(sessions, [t](const SessionSpan& each) {
        return each.start <= t && (each.is_closed ? each.end > t : each.end >= heardSince(t));
    });
}

}  // namespace naap
