#include "core/reports/alert_snapshots.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "core/alerts/bundled_rules.h"
#include "core/metrics/sla_rollup.h"
#include "core/reports/cells.h"
#include "core/reports/filter.h"
#include "core/reports/named_column.h"
#include "core/reports/rollup_rows.h"
#include "core/reports/verdict_evidence.h"
#include "core/store/accounting_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};
constexpr std::chrono::hours kSlice{24};

std::span<const Column<EventHour>> feedColumns()
{
    static const std::vector<Column<EventHour>> columns{
        {timeKey("window_start", "the UTC hour"), member<&EventHour::hour>},
        {key("org", FieldType::text, "", "organisation"), member<&EventHour::org>},
        {field("accepted_events", FieldType::integer, "", "events held of it"), member<&EventHour::events>},
    };
    return columns;
}

std::vector<Field> fieldsOf(AlertReport report)
{
    switch (report) {
        case AlertReport::sla: return fieldsOf(slaColumns());
        case AlertReport::demand: return fieldsOf(demandColumns());
        case AlertReport::gpu_metrics: return fieldsOf(gpuColumns());
        case AlertReport::requests: return findReport("requests")->fields;
        case AlertReport::feed: return fieldsOf(feedColumns());
    }
    return {};
}

AlertSums sumsOf(const SlaRollup& row)
{
    AlertSums sums;
    sums.rows = 1;
    sums.support = row.support;
    sums.startup_latency_sum_ms = row.startup_latency_sum_ms;
    sums.startup_latency_sample_count = row.startup_latency_sample_count;
    return sums;
}

AlertSums sumsOf(const DemandRollup& row)
{
    AlertSums sums;
    sums.rows = 1;
    sums.total_ms = row.total_ms;
    SlaSupport& s = sums.support;
    s.known_sessions_count = row.known_sessions_count;
    s.requested_sessions = row.requested_sessions;
    s.startup_success_sessions = row.startup_success_sessions;
    s.no_orch_sessions = row.no_orch_sessions;
    s.startup_excused_sessions = row.startup_excused_sessions;
    s.startup_failed_sessions = row.startup_failed_sessions;
    s.loading_only_sessions = row.loading_only_sessions;
    s.zero_output_fps_sessions = row.zero_output_fps_sessions;
    s.effective_failed_sessions = row.effective_failed_sessions;
    s.total_swapped_sessions = row.total_swapped_sessions;
    s.sessions_ending_in_error = row.sessions_ending_in_error;
    s.error_status_samples = row.error_status_samples;
    s.health_signal_count = row.health_signal_count;
    s.health_expected_signal_count = row.health_expected_signal_count;
    s.output_fps_sum = row.output_fps_sum;
    s.status_samples = row.status_samples;
    return sums;
}

AlertSums sumsOf(const EventHour& row)
{
    AlertSums sums;
    sums.rows = 1;
    sums.accepted_events = row.events;
    sums.newest_event = row.newest;
    return sums;
}

/// True if a condition is on something that is neither a name nor added up.
bool asksForFigures(const FilterNode& node)
{
    if (node.kind != FilterNode::Kind::test)
        return std::ranges::any_of(node.parts, [](const FilterNode& part) { return asksForFigures(part); });
    const std::string& name = node.test.name;
    const auto groups = groupFieldsOf(AlertReport::sla);
    return std::ranges::find(groups, name) == groups.end() && !findAdditiveField(AlertReport::sla, name) &&
           name != "gpu_model_name" && name != "window_start" && name != "region";
}

bool asksForFigures(const Filter& filter)
{
    return std::ranges::any_of(filter.root, [](const FilterNode& node) { return asksForFigures(node); });
}

/// True if all that is asked is whether fields are there.
bool asksForPresence(const FilterNode& node)
{
    if (node.kind != FilterNode::Kind::test)
        return std::ranges::all_of(node.parts, asksForPresence);
    return node.test.op == FilterOp::is_missing || node.test.op == FilterOp::is_not_missing;
}

/// Filters of one rule, read for its report.
struct Scope {
    Filter rows;
    Filter numerator;

    static Result<Scope> of(const AlertRule& rule)
    {
        const auto fields = fieldsOf(rule.metric.report);
        Scope scope;
        for (const auto& [text, target] :
             {std::pair(&rule.scope, &scope.rows), std::pair(&rule.metric.numerator_scope, &scope.numerator)}) {
            auto filter = parseFilter(*text, fields);
            if (!filter)
                return tl::unexpected(errorOf(filter.error(), *text));
            *target = std::move(*filter);
        }
        return scope;
    }
};

/// Adds rows up by group and hour.
class HoursAdder {
public:
    HoursAdder(const AlertRule& rule, Scope scope, Instant from, Instant to, const OwnOrchestrators& mine)
        : m_rule(rule), m_scope(std::move(scope)), m_mine(mine)
    {
        m_result.from = from;
        m_result.hours = static_cast<std::size_t>(std::max<std::int64_t>(0, (to - from) / kHour));
    }

    /// `sumsOfRow` is asked only for rows in scope; `benchmarkOfRow` only for rules that need one.
    template <class SumsOfRow, class BenchmarkOfRow>
    void add(const ReportTable& table, SumsOfRow&& sumsOfRow, BenchmarkOfRow&& benchmarkOfRow)
    {
        const NamedColumn window(table, "window_start");
        const NamedColumn orchestrator(table, "orchestrator_address");
        std::vector<NamedColumn> labels;
        for (const std::string& name : m_rule.group_by)
            labels.emplace_back(table, name);
        for (std::size_t row = 0; row < table.rowCount(); ++row) {
            Instant start = *window.instant(row);
            if (start < m_result.from) {
                if (m_rule.metric.report != AlertReport::feed)
                    continue;  // of a rule that looks back further
                start = m_result.from;
            }
            ++m_result.rows;
            if (!matches(m_scope.rows, table, row))
                continue;
            const auto hour = static_cast<std::size_t>((start - m_result.from) / kHour);
            if (m_rule.mine && !m_mine.contains(orchestrator.text(row))) {
                m_others[hour].insert(keyOf(labels, row));
                continue;
            }
            ++m_result.rows_in_scope;
            AlertGroupHours& group = m_result.groups[groupOf(labels, row)];
            const AlertSums sums = sumsOfRow(row);
            addTo(group.sums[hour], sums);
            if (!m_scope.numerator.root.empty() && matches(m_scope.numerator, table, row))
                addTo(group.numerator_sums[hour], sums);
            if (needsBenchmark())
                group.benchmark_of[hour] = placeOf(benchmarkOfRow(row));
        }
    }

    /// Places are no part of a row, and not looked up where nothing asks for them.
    bool needsRegions() const
    {
        const auto names = [](const std::string& filter) { return filter.find("region") != std::string::npos; };
        return names(m_rule.scope) || names(m_rule.metric.numerator_scope) ||
               std::ranges::find(m_rule.group_by, "region") != m_rule.group_by.end();
    }
    bool needsScores() const { return asksForFigures(m_scope.rows) || asksForFigures(m_scope.numerator); }

    AlertHours take()
    {
        if (m_rule.group_by.empty() && m_result.groups.empty())  // the network is there even when nothing is
            open({});
        std::ranges::sort(m_result.groups, {}, &AlertGroupHours::group);
        if (m_rule.mine)
            m_result.others.resize(m_result.hours);
        for (const auto& [hour, keys] : m_others)
            m_result.others[hour] = static_cast<std::int64_t>(keys.size());
        if (m_rule.metric.report == AlertReport::feed)
            for (AlertGroupHours& each : m_result.groups)
                carryNewest(each.sums);
        return std::move(m_result);
    }

private:
    bool needsBenchmark() const { return m_rule.metric.metric && m_rule.metric.metric->needs_cohort; }

    const std::string& keyOf(const std::vector<NamedColumn>& labels, std::size_t row)
    {
        m_key.clear();
        for (const NamedColumn& label : labels) {
            const Cell cell = label.cell(row);
            m_key += std::holds_alternative<std::monostate>(cell) ? '\1' : '\2';
            appendText(m_key, cell);
            m_key += '\0';
        }
        return m_key;
    }

    std::size_t groupOf(const std::vector<NamedColumn>& labels, std::size_t row)
    {
        const auto known = m_places.find(keyOf(labels, row));
        if (known != m_places.end())
            return known->second;
        AlertGroup group;
        for (const NamedColumn& label : labels)
            group.labels.push_back(label.isNull(row) ? std::nullopt : std::optional(label.text(row)));
        m_places.emplace(m_key, m_result.groups.size());
        open(std::move(group));
        return m_result.groups.size() - 1;
    }

    void open(AlertGroup group)
    {
        AlertGroupHours& each = m_result.groups.emplace_back();
        each.group = std::move(group);
        each.sums.resize(m_result.hours);
        if (!m_scope.numerator.root.empty())
            each.numerator_sums.resize(m_result.hours);
        if (!needsBenchmark())
            return;
        each.benchmark_of.resize(m_result.hours);
        if (m_result.benchmarks.empty())
            m_result.benchmarks.emplace_back();  // of hours without a row
    }

    std::uint32_t placeOf(const Benchmark7& benchmark)
    {
        const auto [known, isNew] =
            m_benchmarks.try_emplace(&benchmark, static_cast<std::uint32_t>(m_result.benchmarks.size()));
        if (isNew)
            m_result.benchmarks.push_back(benchmark);
        return known->second;
    }

    /// An hour without events is as stale as the newest event before it.
    static void carryNewest(std::vector<AlertSums>& sums)
    {
        std::optional<Instant> newest;
        for (AlertSums& each : sums) {
            newest = std::max(newest, each.newest_event);
            each.newest_event = newest;
        }
    }

    const AlertRule& m_rule;
    Scope m_scope;
    const OwnOrchestrators& m_mine;
    AlertHours m_result;
    std::unordered_map<std::string, std::size_t> m_places;
    std::unordered_map<const Benchmark7*, std::uint32_t> m_benchmarks;
    std::map<std::size_t, std::set<std::string>> m_others;
    std::string m_key;
};

const Benchmark7& noBenchmark(std::size_t)
{
    static const Benchmark7 none;
    return none;
}

/// Rows whose filters ask for nothing that has to be computed first come without their scores: they cost more than all
/// the rest of reading.
std::vector<SlaRow> plainSlaRows(Cache& cache, Instant from, Instant to)
{
    std::vector<SlaRow> rows;
    for (SlaRollup& rollup : RollupStore(cache).sla(from, to))
        rows.emplace_back().rollup = std::move(rollup);
    return rows;
}

template <class Row>
std::vector<Row> placed(Cache& cache, std::vector<Row> rows, const HoursAdder& adder)
{
    if (adder.needsRegions())
        fillRegions(cache, rows);
    return rows;
}

void addSla(const RowsTable<SlaRow>& table, Benchmarks& benchmarks, HoursAdder& adder)
{
    adder.add(
        table, [&](std::size_t row) { return sumsOf(table.rows()[row].rollup); },
        [&](std::size_t row) -> const Benchmark7& { return benchmarks.of(table.rows()[row].rollup); });
}

void addSla(Cache& cache, Instant from, Instant to, Benchmarks& benchmarks, HoursAdder& adder)
{
    auto rows = adder.needsScores() ? slaRows(cache, from, to) : plainSlaRows(cache, from, to);
    addSla({placed(cache, std::move(rows), adder), slaColumns()}, benchmarks, adder);
}

void addDemand(const RowsTable<DemandRow>& table, HoursAdder& adder)
{
    adder.add(
        table, [&](std::size_t row) { return sumsOf(table.rows()[row].rollup); }, noBenchmark);
}

void addDemand(Cache& cache, Instant from, Instant to, HoursAdder& adder)
{
    addDemand({placed(cache, demandRows(cache, from, to), adder), demandColumns()}, adder);
}

void addGpu(Cache& cache, Instant from, Instant to, HoursAdder& adder)
{
    const RowsTable<GpuRow> table(placed(cache, gpuRows(cache, from, to), adder), gpuColumns());
    adder.add(
        table, [&](std::size_t row) { return sumsOf(table.rows()[row].rollup); }, noBenchmark);
}

std::unique_ptr<ReportTable> requestTable(Cache& cache, Instant from, Instant to)
{
    return findReport("requests")->run(cache, {.from = from, .to = to});
}

void addRequests(const ReportTable& table, HoursAdder& adder)
{
    constexpr std::pair<std::string_view, std::int64_t AlertSums::*> counts[] = {
        {"job_count", &AlertSums::job_count},
        {"selected_count", &AlertSums::selected_count},
        {"no_orch_count", &AlertSums::no_orch_count},
        {"success_count", &AlertSums::success_count},
        {"attributed_count", &AlertSums::attributed_count},
        {"duration_ms_sum", &AlertSums::duration_ms_sum},
        {"duration_sample_count", &AlertSums::duration_sample_count},
    };
    std::vector<std::pair<NamedColumn, std::int64_t AlertSums::*>> columns;
    for (const auto& [name, target] : counts)
        columns.emplace_back(NamedColumn(table, name), target);
    const auto sumsOfRow = [&](std::size_t row) {
        AlertSums sums;
        sums.rows = 1;
        for (const auto& [column, target] : columns)
            sums.*target = column.count(row);
        return sums;
    };
    adder.add(table, sumsOfRow, noBenchmark);
}

/// What came before the range says only how old the newest event is.
void addFeed(Cache& cache, Instant from, Instant to, HoursAdder& adder)
{
    const RowsTable<EventHour> table(eventsByHour(cache, {}, to), feedColumns());
    const auto sumsOfRow = [&](std::size_t row) {
        const EventHour& events = table.rows()[row];
        AlertSums earlier;
        earlier.newest_event = events.newest;
        return events.hour < from ? earlier : sumsOf(events);
    };
    adder.add(table, sumsOfRow, noBenchmark);
}

/// Rows that several rules of one check ask for, read once. Rules that look back further than some hours read theirs
/// in slices.
class SharedRows {
public:
    SharedRows(Cache& cache, Instant to) : m_cache(cache), m_to(to) {}

    void want(AlertReport report, Instant from)
    {
        if (m_to - from <= kMostShared)
            m_from.try_emplace(report, from).first->second = std::min(m_from.at(report), from);
    }

    /// False when the rule has to read its rows itself.
    bool add(const AlertRule& rule, Instant from, Instant to, HoursAdder& adder)
    {
        const auto known = m_from.find(rule.metric.report);
        if (known == m_from.end() || from < known->second || to != m_to || adder.needsRegions() || adder.needsScores())
            return false;
        switch (rule.metric.report) {
            case AlertReport::sla: addSlaRows(known->second, from, adder); return true;
            case AlertReport::demand:
                if (!m_demand)
                    m_demand.emplace(demandRows(m_cache, known->second, m_to), demandColumns());
                addDemand(*m_demand, adder);
                return true;
            case AlertReport::requests:
                if (!m_requests)
                    m_requests = requestTable(m_cache, known->second, m_to);
                addRequests(*m_requests, adder);
                return true;
            case AlertReport::gpu_metrics:
            case AlertReport::feed: break;
        }
        return false;
    }

private:
    static constexpr std::chrono::hours kMostShared{48};

    void addSlaRows(Instant first, Instant from, HoursAdder& adder)
    {
        if (!m_sla)
            m_sla.emplace(plainSlaRows(m_cache, first, m_to), slaColumns());
        Benchmarks benchmarks(m_cache, from, m_to);
        addSla(*m_sla, benchmarks, adder);
    }

    Cache& m_cache;
    Instant m_to;
    std::map<AlertReport, Instant> m_from;
    std::optional<RowsTable<SlaRow>> m_sla;
    std::optional<RowsTable<DemandRow>> m_demand;
    std::unique_ptr<ReportTable> m_requests;
};

/// In slices, so that a month of rows is never held at once.
void addAll(Cache& cache, const AlertRule& rule, Instant from, Instant to, HoursAdder& adder,
            SharedRows* shared = nullptr)
{
    if (rule.metric.report == AlertReport::feed)
        return addFeed(cache, from, to, adder);
    if (shared && shared->add(rule, from, to, adder))
        return;
    Benchmarks benchmarks(cache, from, to);
    for (Instant slice = from; slice < to; slice += kSlice) {
        const Instant end = std::min<Instant>(slice + kSlice, to);
        switch (rule.metric.report) {
            case AlertReport::sla: addSla(cache, slice, end, benchmarks, adder); break;
            case AlertReport::demand: addDemand(cache, slice, end, adder); break;
            case AlertReport::gpu_metrics: addGpu(cache, slice, end, adder); break;
            case AlertReport::requests: addRequests(*requestTable(cache, slice, end), adder); break;
            case AlertReport::feed: break;
        }
    }
}

/// Looks for a row that the filter of a rule lets through, the newest hours first: where there is one, it is soon
/// found.
ScopeSearch searchRows(Cache& cache, const AlertRule& rule, const Scope& scope)
{
    constexpr std::chrono::hours kStep{24 * 7};
    AlertRule plain;  // the rows are all that is asked for
    plain.metric.report = rule.metric.report;
    plain.scope = rule.scope;
    const HourSpan held = heldHours(cache, {}, {});
    std::int64_t rows = 0;
    for (Instant to = held.to; to > held.from; to -= kStep) {
        const Instant from = std::max<Instant>(held.from, to - kStep);
        HoursAdder adder(plain, scope, from, to, {});
        addAll(cache, plain, from, to, adder);
        const AlertHours hours = adder.take();
        if (hours.rows_in_scope > 0)
            return {};
        rows += hours.rows;
    }
    if (rows == 0)
        return {.has_rows = false, .problem = {}};
    return {.has_rows = true,
            .problem = RuleProblem{
                rule.place + "/scope",
                fmt::format("it meets none of the {} rows of '{}' that the cache holds, {} to {}; correct it, or "
                            "switch the rule off until there is something that it is about",
                            rows, nameOf(rule.metric.report), formatInstant(held.from), formatInstant(held.to))}};
}

Result<AlertHours> hoursOfRule(Cache& cache, const AlertRule& rule, Instant from, Instant to,
                               const OwnOrchestrators& mine, SharedRows* shared)
{
    auto scope = Scope::of(rule);
    if (!scope)
        return tl::unexpected(scope.error());
    return guarded(cache, [&]() -> Result<AlertHours> {
        HoursAdder adder(rule, std::move(*scope), hourOf(from), hourOf(to), mine);
        addAll(cache, rule, hourOf(from), hourOf(to), adder, shared);
        return adder.take();
    });
}

/// Judges rules one by one, those that mute others first.
class Checker {
public:
    Checker(Cache& cache, std::span<const AlertRule> rules, Instant at, const OwnOrchestrators& mine)
        : m_cache(cache), m_at(at), m_mine(mine), m_shared(cache, hourOf(at) + kHour)
    {
        for (const AlertRule& rule : rules)
            if (rule.enabled)
                m_shared.want(rule.metric.report, firstOf(rule) - lookBack(rule));
    }

    Result<RuleStanding> check(const AlertRule& rule)
    {
        RuleStanding standing;
        standing.rule = &rule;
        if (rule.mine && m_mine.empty()) {
            standing.skipped = "no orchestrator is marked as yours";
            return standing;
        }
        const Instant first = firstOf(rule);
        const auto hours = hoursOf(rule, first - lookBack(rule), hourOf(m_at) + kHour);
        if (!hours)
            return tl::unexpected(hours.error());
        standing.rows = (*hours)->rows;
        standing.rows_in_scope = (*hours)->rows_in_scope;
        if (auto looked = lookForRows(rule, standing); !looked)
            return tl::unexpected(looked.error());
        judge(rule, seriesOf(rule, **hours, {.from = first, .to = hourOf(m_at) + kHour, .now = m_at}), standing);
        return standing;
    }

private:
    Instant firstOf(const AlertRule& rule) const { return hourOf(m_at) - memoryOf(rule); }

    Result<const AlertHours*> hoursOf(const AlertRule& rule, Instant from, Instant to)
    {
        auto& known = m_hours[fmt::format("{} {}", toMs(from), alertHoursKey(rule))];
        if (!known) {
            auto hours = hoursOfRule(m_cache, rule, from, to, m_mine, &m_shared);
            if (!hours)
                return tl::unexpected(hours.error());
            known = std::make_unique<AlertHours>(std::move(*hours));
        }
        return known.get();
    }

    Result<void> lookForRows(const AlertRule& rule, RuleStanding& standing) const
    {
        if (standing.rows_in_scope > 0)
            return {};
        auto search = searchScope(m_cache, rule);
        if (!search)
            return tl::unexpected(search.error());
        standing.unmatched = std::move(search->problem);
        if (standing.unmatched)
            standing.skipped = "its scope matches no row: " + standing.unmatched->reason;
        else if (standing.rows > 0)
            standing.skipped = "its scope matches no row of these hours";
        return {};
    }

    void judge(const AlertRule& rule, const AlertSeries& series, RuleStanding& standing) const
    {
        standing.groups = series.groups;
        AlertMachine machine(rule, series.groups.size());
        std::vector<AlertTransition> transitions;
        for (std::size_t window = 0; window < series.windows.size(); ++window)
            for (std::size_t group = 0; group < series.groups.size(); ++group)
                machine.observe(group, series.at(window, group), series.judged_at[window], transitions);
        machine.advance(m_at, transitions);
        for (std::size_t group = 0; group < series.groups.size(); ++group) {
            standing.statuses.push_back(machine.status(group));
            standing.windows.push_back(series.windows.empty() ? std::nullopt
                                                              : std::optional(machine.status(group).seen.window_start));
        }
    }

    Cache& m_cache;
    Instant m_at;
    const OwnOrchestrators& m_mine;
    SharedRows m_shared;
    std::map<std::string, std::unique_ptr<AlertHours>> m_hours;
};

bool isFiring(const AlertStatus& status)
{
    return status.phase == AlertState::firing || status.phase == AlertState::recovering ||
           status.phase == AlertState::no_data;
}

AlertLevel worstOf(const RuleStanding& standing)
{
    AlertLevel worst = AlertLevel::none;
    for (const AlertStatus& status : standing.statuses)
        if (isFiring(status))
            worst = std::max(worst, status.level);
    return worst;
}

/// Asked for only where a rule fires that a verdict may keep quiet.
Result<void> muteByVerdict(Cache& cache, AlertCheck& check, const OwnOrchestrators& mine)
{
    std::optional<std::set<VerdictLayer>> troubled;
    for (RuleStanding& standing : check.rules)
        for (const std::string& id : standing.rule->muted_by) {
            const auto layer = mutingLayer(id);
            if (!layer || standing.muted || worstOf(standing) == AlertLevel::none)
                continue;
            if (!troubled) {
                auto found = troubledLayers(cache, check.at, mine);
                if (!found)
                    return tl::unexpected(found.error());
                troubled = std::move(*found);
            }
            if (troubled->contains(*layer)) {
                standing.muted = true;
                standing.muted_by = id;
            }
        }
    return {};
}

void muteDependents(AlertCheck& check)
{
    for (RuleStanding& standing : check.rules)
        for (const std::string& id : standing.rule->muted_by)
            for (const RuleStanding& other : check.rules)
                if (other.rule->id == id && worstOf(other) != AlertLevel::none) {
                    standing.muted = true;
                    standing.muted_by = id;
                }
}

Result<AlertCheck> checked(Cache& cache, std::span<const AlertRule> rules, std::optional<Instant> at,
                           const OwnOrchestrators& mine)
{
    if (!at)
        at = newestEvent(cache);
    AlertCheck check;
    check.at = at.value_or(Instant{});
    Checker checker(cache, rules, check.at, mine);
    for (const AlertRule& rule : rules) {
        if (!rule.enabled || !at)
            continue;
        auto standing = checker.check(rule);
        if (!standing)
            return tl::unexpected(standing.error());
        check.rules.push_back(std::move(*standing));
    }
    muteDependents(check);
    if (auto done = muteByVerdict(cache, check, mine); !done)
        return tl::unexpected(done.error());
    for (const RuleStanding& standing : check.rules)
        if (!standing.muted)
            check.worst = std::max(check.worst, worstOf(standing));
    return check;
}

/// The hours of a rule for a range that the caller leaves open, and the windows wanted of them.
struct RangeOfHours {
    AlertHours hours;
    SeriesRange range;
};

Result<std::optional<RangeOfHours>> hoursIn(Cache& cache, const AlertRule& rule, std::optional<Instant> from,
                                            std::optional<Instant> to, std::optional<Instant> now,
                                            const OwnOrchestrators& mine)
{
    const HourSpan held = heldHours(cache, from, to);
    if (!now)
        now = newestEvent(cache);
    if (!now || held.to <= held.from)
        return std::nullopt;
    const Instant end = to ? std::max(held.to, hourOf(*to)) : held.to;
    auto hours = alertHours(cache, rule, held.from - lookBack(rule), end, mine);
    if (!hours)
        return tl::unexpected(hours.error());
    return RangeOfHours{std::move(*hours), {.from = held.from, .to = end, .now = *now}};
}

}  // namespace

std::chrono::hours memoryOf(const AlertRule& rule)
{
    const int windows = rule.pending_windows + rule.recovery_windows + rule.forget_after_windows + rule.flap_windows;
    return std::chrono::hours(windows) + std::chrono::ceil<std::chrono::hours>(rule.pending_time) + kHour * 2;
}

ScopeCheck alertScopeCheck()
{
    return [](AlertReport report, std::string_view text) -> std::optional<std::string> {
        const auto fields = fieldsOf(report);
        const auto filter = parseFilter(text, fields);
        if (filter)
            return std::nullopt;
        return errorOf(filter.error(), text).message;
    };
}

RuleFile readAlertRules(std::string_view json)
{
    return readRules(json, alertScopeCheck());
}

TargetFile readTargetFile(std::string_view json)
{
    return readTargets(json, alertScopeCheck());
}

Result<ScopeSearch> searchScope(Cache& cache, const AlertRule& rule)
{
    auto scope = Scope::of(rule);
    if (!scope)
        return tl::unexpected(scope.error());
    if (std::ranges::all_of(scope->rows.root, asksForPresence))
        return ScopeSearch{};
    return guarded(cache, [&]() -> Result<ScopeSearch> { return searchRows(cache, rule, *scope); });
}

Result<std::vector<RuleProblem>> unmatchedScopes(Cache& cache, std::span<const AlertRule> rules)
{
    std::vector<RuleProblem> problems;
    for (const AlertRule& rule : rules) {
        if (!rule.enabled)
            continue;
        auto search = searchScope(cache, rule);
        if (!search)
            return tl::unexpected(search.error());
        if (search->problem)
            problems.push_back(std::move(*search->problem));
    }
    return problems;
}

std::vector<RuleProblem> AlertCheck::unmatched() const
{
    std::vector<RuleProblem> problems;
    for (const RuleStanding& standing : rules)
        if (standing.unmatched)
            problems.push_back(*standing.unmatched);
    return problems;
}

std::vector<AlertRule> bundledAlertRules(std::string_view name)
{
    for (const BundledRules& file : bundledRules())
        if (file.name == name)
            return readAlertRules(file.json).rules;
    return {};
}

std::string alertHoursKey(const AlertRule& rule)
{
    std::string key =
        fmt::format("{}\n{}\n{}\n{}", nameOf(rule.metric.report), rule.mine, rule.scope, rule.metric.numerator_scope);
    if (rule.metric.metric && rule.metric.metric->needs_cohort)
        key += "\nbenchmarks";
    for (const std::string& field : rule.group_by)
        key += '\n' + field;
    return key;
}

Result<AlertHours> alertHours(Cache& cache, const AlertRule& rule, Instant from, Instant to,
                              const OwnOrchestrators& mine)
{
    return hoursOfRule(cache, rule, from, to, mine, nullptr);
}

Result<AlertSeries> alertSeries(Cache& cache, const AlertRule& rule, std::optional<Instant> from,
                                std::optional<Instant> to, std::optional<Instant> now, const OwnOrchestrators& mine)
{
    return guarded(cache, [&]() -> Result<AlertSeries> {
        const auto found = hoursIn(cache, rule, from, to, now, mine);
        if (!found)
            return tl::unexpected(found.error());
        return *found ? seriesOf(rule, (*found)->hours, (*found)->range) : AlertSeries{};
    });
}

Result<std::vector<std::optional<double>>> valuesNow(Cache& cache, const AlertRule& rule,
                                                     std::span<const JudgedWindow> windows,
                                                     const OwnOrchestrators& mine)
{
    std::vector<std::optional<double>> values(windows.size());
    if (windows.empty())
        return values;
    const auto [first, last] = std::ranges::minmax(windows, {}, &JudgedWindow::start);
    const Instant from = first.start + kHour * (rule.window_hours - 1);
    const auto series =
        alertSeries(cache, rule, from, last.start + kHour * rule.window_hours, last.start + kHour * (24 * 366), mine);
    if (!series)
        return tl::unexpected(series.error());
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto group = std::ranges::find(series->groups, windows[i].group);
        const auto window = std::ranges::lower_bound(series->windows, windows[i].start);
        if (group != series->groups.end() && window != series->windows.end() && *window == windows[i].start)
            values[i] = series
                            ->at(static_cast<std::size_t>(window - series->windows.begin()),
                                 static_cast<std::size_t>(group - series->groups.begin()))
                            .value;
    }
    return values;
}

Result<TargetResult> targetResultIn(Cache& cache, const Target& target, std::optional<Instant> from,
                                    std::optional<Instant> to, const OwnOrchestrators& mine)
{
    return guarded(cache, [&]() -> Result<TargetResult> {
        const auto found = hoursIn(cache, target.watch, from, to, {}, mine);
        if (!found)
            return tl::unexpected(found.error());
        return *found ? targetResult(target, (*found)->hours, (*found)->range) : TargetResult{};
    });
}

Result<AlertCheck> checkAlerts(Cache& cache, std::span<const AlertRule> rules, std::optional<Instant> at,
                               const OwnOrchestrators& mine)
{
    return guarded(cache, [&] { return checked(cache, rules, at, mine); });
}

}  // namespace naap
