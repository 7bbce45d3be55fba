#include "core/reports/session_groups.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/metrics/rates.h"
#include "core/reports/cell_values.h"
#include "core/reports/cells.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};

std::optional<std::size_t> indexOf(const ReportTable& table, std::string_view name)
{
    const auto fields = table.fields();
    const auto found = std::ranges::find(fields, name, &Field::name);
    if (found == fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - fields.begin());
}

/// One column of a table; without it all its cells are null.
class ColumnOf {
public:
    ColumnOf(const ReportTable& table, std::string_view name) : m_table(table), m_index(indexOf(table, name)) {}

    Cell cell(std::size_t row) const { return m_index ? m_table.cell(row, *m_index) : Cell(); }
    std::string text(std::size_t row) const { return textOf(cell(row)); }
    bool isTrue(std::size_t row) const
    {
        const Cell value = cell(row);
        const bool* flag = std::get_if<bool>(&value);
        return flag && *flag;
    }
    std::optional<double> number(std::size_t row) const
    {
        const auto value = numberIn(cell(row));
        return value ? std::optional(value->real) : std::nullopt;
    }

private:
    const ReportTable& m_table;
    std::optional<std::size_t> m_index;
};

/// The columns that tallies are made of, looked up once.
class TallyReader {
public:
    explicit TallyReader(const ReportTable& table)
        : m_requested(table, "requested"),
          m_startup(table, "startup_outcome"),
          m_excusal(table, "excusal_reason"),
          m_selection(table, "selection_outcome"),
          m_loadingOnly(table, "loading_only"),
          m_zeroOutput(table, "zero_output_fps"),
          m_swaps(table, "swap_count"),
          m_error(table, "error_seen"),
          m_startupLatency(table, "startup_latency_ms"),
          m_promptLatency(table, "prompt_to_first_frame_ms"),
          m_e2eLatency(table, "e2e_latency_ms")
    {
    }

    SessionTally tally(std::size_t row) const
    {
        SessionTally one;
        one.sessions_count = 1;
        addLatencies(row, one);
        if (!m_requested.isTrue(row))
            return one;
        const SessionOutcome outcome = outcomeOf(m_startup.text(row), m_excusal.text(row));
        const bool failed = outcome == SessionOutcome::unexcused;
        const bool noOutput = m_loadingOnly.isTrue(row) || m_zeroOutput.isTrue(row);
        one.requested_sessions = one.known_sessions_count = 1;
        one.startup_success_sessions = outcome == SessionOutcome::success;
        one.startup_excused_sessions = outcome == SessionOutcome::excused || outcome == SessionOutcome::no_orchestrator;
        one.no_orch_sessions = m_selection.text(row) == "no_orch";
        one.startup_failed_sessions = failed;
        one.output_failed_sessions = noOutput;
        one.effective_failed_sessions = failed || noOutput;
        one.total_swapped_sessions = m_swaps.number(row).value_or(0) > 0;
        one.sessions_ending_in_error = m_error.isTrue(row);
        return one;
    }

private:
    static void add(std::optional<double> value, double& sum, std::int64_t& count)
    {
        if (!value || *value <= 0)
            return;
        sum += *value;
        ++count;
    }
    void addLatencies(std::size_t row, SessionTally& one) const
    {
        add(m_startupLatency.number(row), one.startup_latency_sum_ms, one.startup_latency_sample_count);
        add(m_promptLatency.number(row), one.prompt_to_first_frame_sum_ms, one.prompt_to_first_frame_sample_count);
        add(m_e2eLatency.number(row), one.e2e_latency_sum_ms, one.e2e_latency_sample_count);
    }

    ColumnOf m_requested;
    ColumnOf m_startup;
    ColumnOf m_excusal;
    ColumnOf m_selection;
    ColumnOf m_loadingOnly;
    ColumnOf m_zeroOutput;
    ColumnOf m_swaps;
    ColumnOf m_error;
    ColumnOf m_startupLatency;
    ColumnOf m_promptLatency;
    ColumnOf m_e2eLatency;
};

/// Blank texts and nulls are one group: nothing is known.
std::optional<std::string> groupOf(const ColumnOf& column, std::size_t row)
{
    std::string text = column.text(row);
    if (text.empty())
        return std::nullopt;
    return text;
}

using Value = std::optional<std::string>;
using Tallies = std::map<Value, SessionTally>;

/// Values with their tallies, the largest first; equal ones by value.
std::vector<std::pair<Value, SessionTally>> bySize(const Tallies& tallies)
{
    std::vector<std::pair<Value, SessionTally>> sorted(tallies.begin(), tallies.end());
    std::ranges::stable_sort(sorted, std::ranges::greater{},
                             [](const auto& entry) { return entry.second.sessions_count; });
    return sorted;
}

template <auto pointer>
Column<SessionGroup> counter(std::string_view name, std::string_view meaning)
{
    return {{name, FieldType::integer, "", meaning}, member<&SessionGroup::tally, pointer>};
}

template <std::optional<double> (*rate)(const SessionTally&)>
Column<SessionGroup> rateColumn(std::string_view name, std::string_view meaning)
{
    return {{name, FieldType::real, "", meaning}, [](const SessionGroup& g) { return asCell(rate(g.tally)); }};
}

template <auto sum, auto count>
Column<SessionGroup> meanColumn(std::string_view name, std::string_view meaning)
{
    return {{name, FieldType::real, "ms", meaning},
            [](const SessionGroup& g) { return asCell(mean(g.tally.*sum, g.tally.*count)); }};
}

std::vector<Column<SessionGroup>> groupColumns()
{
    using G = SessionGroup;
    using T = SessionTally;
    return {
        {{"level", FieldType::integer, "", "0 all sessions, 1 a group, 2 a part of the group above it", true},
         [](const G& g) -> Cell { return std::int64_t{g.level}; }},
        {{"value", FieldType::text, "", "what the sessions share; null: they have no value there", true},
         member<&G::value>},
        {{"second", FieldType::text, "", "what the part shares; null: no value there", true}, member<&G::second>},
        counter<&T::sessions_count>("sessions_count", "sessions"),
        counter<&T::requested_sessions>("requested_sessions", "those whose stream request was seen"),
        counter<&T::startup_success_sessions>("startup_success_sessions", "of these, became playable"),
        counter<&T::startup_excused_sessions>("startup_excused_sessions",
                                              "of these, failed for a reason outside the network"),
        counter<&T::no_orch_sessions>("no_orch_sessions", "of these, found no orchestrator"),
        counter<&T::startup_failed_sessions>("startup_failed_sessions", "of these, failed unexcused"),
        counter<&T::effective_failed_sessions>("effective_failed_sessions", "of these, unexcused or without output"),
        counter<&T::total_swapped_sessions>("total_swapped_sessions", "of these, changed orchestrator by a swap"),
        counter<&T::sessions_ending_in_error>("sessions_ending_in_error", "of these, reported an error"),
        rateColumn<startupSuccessRate<T>>("startup_success_rate", "became playable / requested"),
        rateColumn<effectiveSuccessRate<T>>("effective_success_rate", "1 - effectively failed / requested"),
        rateColumn<missingCapacityRate<T>>("missing_capacity_rate", "no orchestrator / requested"),
        rateColumn<swapRate<T>>("swap_rate", "swapped / requested"),
        meanColumn<&T::startup_latency_sum_ms, &T::startup_latency_sample_count>(
            "avg_startup_latency_ms", "mean of values above 0: stream request to first processed segment"),
        meanColumn<&T::prompt_to_first_frame_sum_ms, &T::prompt_to_first_frame_sample_count>(
            "avg_prompt_to_first_frame_ms", "mean of values above 0: runner's start to a few processed segments"),
        meanColumn<&T::e2e_latency_sum_ms, &T::e2e_latency_sample_count>(
            "avg_e2e_latency_ms", "mean of values above 0: first segment in to first segment out of the runner"),
    };
}

}  // namespace

SessionOutcome outcomeOf(std::string_view startup_outcome, std::string_view excusal_reason)
{
    if (startup_outcome == "success")
        return SessionOutcome::success;
    if (startup_outcome != "failed")
        return SessionOutcome::unknown;
    if (excusal_reason == "no_orch")
        return SessionOutcome::no_orchestrator;
    return excusal_reason == "excusable_error" ? SessionOutcome::excused : SessionOutcome::unexcused;
}

std::vector<std::string> groupedFields()
{
    return {"started_at",    "last_seen",         "startup_outcome",    "excusal_reason",
            "requested",     "selection_outcome", "loading_only",       "zero_output_fps",
            "swap_count",    "error_seen",        "startup_latency_ms", "prompt_to_first_frame_ms",
            "e2e_latency_ms"};
}

std::vector<OutcomeHour> sessionsByHour(const ReportTable& sessions)
{
    const ColumnOf started(sessions, "started_at");
    const ColumnOf lastSeen(sessions, "last_seen");
    const ColumnOf startup(sessions, "startup_outcome");
    const ColumnOf excusal(sessions, "excusal_reason");
    std::map<Instant, OutcomeHour> seen;
    for (std::size_t row = 0; row < sessions.rowCount(); ++row) {
        auto at = instantIn(started.cell(row));
        if (!at)
            at = instantIn(lastSeen.cell(row));
        if (!at)
            continue;
        const auto outcome = static_cast<std::size_t>(outcomeOf(startup.text(row), excusal.text(row)));
        ++seen[hourOf(*at)].sessions[outcome];
    }
    std::vector<OutcomeHour> hours;
    if (seen.empty())
        return hours;
    for (Instant hour = seen.begin()->first; hour <= seen.rbegin()->first; hour += kHour) {
        OutcomeHour& added = hours.emplace_back();
        if (const auto found = seen.find(hour); found != seen.end())
            added = found->second;
        added.hour = hour;
    }
    return hours;
}

SessionTally& SessionTally::operator+=(const SessionTally& other)
{
    sessions_count += other.sessions_count;
    requested_sessions += other.requested_sessions;
    known_sessions_count += other.known_sessions_count;
    startup_success_sessions += other.startup_success_sessions;
    startup_excused_sessions += other.startup_excused_sessions;
    no_orch_sessions += other.no_orch_sessions;
    startup_failed_sessions += other.startup_failed_sessions;
    output_failed_sessions += other.output_failed_sessions;
    effective_failed_sessions += other.effective_failed_sessions;
    total_swapped_sessions += other.total_swapped_sessions;
    sessions_ending_in_error += other.sessions_ending_in_error;
    startup_latency_sum_ms += other.startup_latency_sum_ms;
    startup_latency_sample_count += other.startup_latency_sample_count;
    prompt_to_first_frame_sum_ms += other.prompt_to_first_frame_sum_ms;
    prompt_to_first_frame_sample_count += other.prompt_to_first_frame_sample_count;
    e2e_latency_sum_ms += other.e2e_latency_sum_ms;
    e2e_latency_sample_count += other.e2e_latency_sample_count;
    return *this;
}

std::vector<SessionGroup> groupSessions(const ReportTable& sessions, std::string_view field, std::string_view second)
{
    const TallyReader reader(sessions);
    const ColumnOf first(sessions, field);
    const ColumnOf within(sessions, second);
    SessionTally all;
    Tallies groups;
    std::map<Value, Tallies> parts;
    for (std::size_t row = 0; row < sessions.rowCount(); ++row) {
        const SessionTally one = reader.tally(row);
        const Value value = groupOf(first, row);
        all += one;
        groups[value] += one;
        if (!second.empty())
            parts[value][groupOf(within, row)] += one;
    }
    std::vector<SessionGroup> lines{{.level = 0, .value = {}, .second = {}, .tally = all}};
    for (const auto& [value, tally] : bySize(groups)) {
        lines.push_back({.level = 1, .value = value, .second = {}, .tally = tally});
        for (const auto& [part, ofPart] : bySize(parts[value]))
            lines.push_back({.level = 2, .value = value, .second = part, .tally = ofPart});
    }
    return lines;
}

std::unique_ptr<ReportTable> groupTable(std::vector<SessionGroup> groups)
{
    static const std::vector<Column<SessionGroup>> columns = groupColumns();
    return std::make_unique<RowsTable<SessionGroup>>(std::move(groups), columns);
}

ColumnValues valuesOf(const ReportTable& table, std::string_view field)
{
    const ColumnOf column(table, field);
    ColumnValues result;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (const auto value = column.number(row))
            result.values.push_back(*value);
        else
            ++result.missing;
    }
    return result;
}

std::optional<TypicalRange> typicalRange(std::vector<double> values, std::size_t count)
{
    if (values.empty() || count == 0)
        return std::nullopt;
    std::ranges::sort(values);
    const double median = values[(values.size() + 1) / 2 - 1];
    std::ranges::sort(values, [median](double a, double b) {
        const double near = std::abs(a - median);
        const double far = std::abs(b - median);
        return near != far ? near < far : a < b;
    });
    values.resize(std::min(count, values.size()));
    const auto [low, high] = std::ranges::minmax(values);
    return TypicalRange{low, median, high};
}

}  // namespace naap
