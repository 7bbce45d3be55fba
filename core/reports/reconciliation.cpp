#include "core/reports/reconciliation.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "core/metrics/sla_rollup.h"
#include "core/reports/cells.h"
#include "core/reports/named_column.h"
#include "core/reports/rollup_rows.h"
#include "core/store/accounting_store.h"
#include "core/store/api_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

using FT = FieldType;

constexpr std::string_view kServedPipeline = "live-video-to-video";  // the only one with hourly rows in the API
constexpr auto kSettling = std::chrono::minutes(75);  // an hour's rows grow until 15 minutes after its end

constexpr std::string_view kEqual = "equal";
constexpr std::string_view kRounding = "rounding";
constexpr std::string_view kUnknownZero = "unknown zero";
constexpr std::string_view kLate = "late events";
constexpr std::string_view kMissingHere = "missing events here";
constexpr std::string_view kMissingThere = "missing events there";
constexpr std::string_view kUnattributedHere = "unattributed here";
constexpr std::string_view kUnattributedThere = "unattributed there";
constexpr std::string_view kOtherOrg = "other org";
constexpr std::string_view kLostBetweenPages = "lost between pages";
constexpr std::string_view kOtherFormula = "other formula";

/// What a row speaks of. `who` is the orchestrator, or the gateway of demand; `""` is nobody known.
struct Entity {
    Instant window_start{};
    std::string org, pipeline_id, model_id, who, gpu_id;
    auto operator<=>(const Entity&) const = default;
};

/// A set of figures: where both sides keep it, and what is compared. The first metric counts sessions.
struct Comparison {
    std::string_view figures;
    std::string_view endpoint;
    std::string_view report;
    std::string_view who;
    std::vector<std::string_view> metrics;
    bool has_gpu = false;
};

using Values = std::vector<std::optional<double>>;

struct ApiFigures {
    Values values;
    std::set<std::string> unknown_zeros;
};

using Local = std::map<Entity, Values>;
using Remote = std::map<Entity, ApiFigures>;

double asReal(std::int64_t value)
{
    return static_cast<double>(value);
}

// --- our side

/// Orgs are added together where the API does so.
template <class Rollup>
Entity entityOf(const Rollup& row, const std::string& who, bool add_orgs)
{
    return {row.window_start, add_orgs ? std::string() : row.org, row.pipeline_id, row.model_id.value_or(""), who, ""};
}

Local localSla(Cache& cache, Instant hour, bool add_orgs)
{
    Benchmarks benchmarks(cache, hour, hour + std::chrono::hours(1));
    std::map<Entity, SlaRollup> sums;
    for (const SlaRollup& row : RollupStore(cache).sla(hour, hour + std::chrono::hours(1))) {
        Entity entity = entityOf(row, row.orchestrator_address, add_orgs);
        entity.gpu_id = row.gpu_id.value_or("");
        const auto [sum, is_new] = sums.try_emplace(entity, row);
        if (!is_new)
            addTo(sum->second.support, row.support);
    }
    Local local;
    for (const auto& [entity, row] : sums) {
        const SlaScore score = slaScoreOf(row.support, benchmarks.of(row));
        local[entity] = {asReal(row.support.requested_sessions),
                         asReal(row.support.startup_success_sessions),
                         score.effective_success_rate,
                         score.no_swap_rate,
                         score.avg_output_fps,
                         score.sla_score};
    }
    return local;
}

Local localDemand(Cache& cache, Instant hour, bool add_orgs)
{
    std::map<Entity, DemandRollup> sums;
    for (const DemandRollup& row : RollupStore(cache).demand(hour, hour + std::chrono::hours(1))) {
        const auto [sum, is_new] = sums.try_emplace(entityOf(row, row.gateway, add_orgs), row);
        if (!is_new)
            addTo(sum->second, row);
    }
    Local local;
    for (const auto& [entity, row] : sums) {
        const DemandMetrics metrics = demandMetricsOf(row);
        local[entity] = {asReal(row.requested_sessions), asReal(row.startup_success_sessions),
                         asReal(row.no_orch_sessions), metrics.effective_success_rate, metrics.total_minutes};
    }
    return local;
}

Local localGpus(Cache& cache, Instant hour, bool add_orgs)
{
    std::map<Entity, SlaRollup> sums;
    for (const SlaRollup& row : RollupStore(cache).sla(hour, hour + std::chrono::hours(1))) {
        if (!isGpuRow(row))
            continue;
        Entity entity = entityOf(row, row.orchestrator_address, add_orgs);
        entity.gpu_id = *row.gpu_id;
        const auto [sum, is_new] = sums.try_emplace(entity, row);
        if (!is_new)
            addTo(sum->second.support, row.support);
    }
    Local local;
    for (const auto& [entity, row] : sums) {
        const GpuMetrics metrics = gpuMetricsOf(row);
        local[entity] = {asReal(row.support.known_sessions_count), asReal(row.support.startup_success_sessions),
                         metrics.avg_output_fps, metrics.avg_e2e_latency_ms, metrics.swap_rate};
    }
    return local;
}

struct ComparedSet {
    Comparison what;
    Local (*local)(Cache&, Instant, bool);
};

const std::vector<ComparedSet>& comparedSets()
{
    static const std::vector<ComparedSet> sets{
        {{"sla",
          "streaming/sla",
          "api-sla",
          "orchestrator_address",
          {"requested_sessions", "startup_success_sessions", "effective_success_rate", "no_swap_rate", "avg_output_fps",
           "sla_score"},
          true},
         localSla},
        {{"demand",
          "streaming/demand",
          "api-demand",
          "gateway",
          {"requested_sessions", "startup_success_sessions", "no_orch_sessions", "effective_success_rate",
           "total_minutes"},
          false},
         localDemand},
        {{"gpu-metrics",
          "streaming/gpu-metrics",
          "api-gpu-metrics",
          "orchestrator_address",
          {"known_sessions_count", "startup_success_sessions", "avg_output_fps", "avg_e2e_latency_ms", "swap_rate"},
          true},
         localGpus},
    };
    return sets;
}

// --- the API's side

/// Server and hour -> rows.
std::map<std::pair<std::string, Instant>, Remote> remoteOf(Cache& cache, const Comparison& what,
                                                           const ReportQuery& query)
{
    ReportQuery range;
    range.from = query.from;
    range.to = query.to;
    const auto table = findReport(what.report)->run(cache, range);
    const auto column = [&](std::string_view name) { return NamedColumn(*table, name); };
    const NamedColumn hour = column("window_start"), org = column("org"), pipeline = column("pipeline_id"),
                      model = column("model_id"), who = column(what.who), gpu = column("gpu_id"),
                      server = column("server"), zeros = column("unknown_zeros");
    std::vector<NamedColumn> metrics;
    for (const std::string_view name : what.metrics)
        metrics.push_back(column(name));
    std::map<std::pair<std::string, Instant>, Remote> result;
    for (std::size_t i = 0; i < table->rowCount(); ++i) {
        const Entity entity{*hour.instant(i), org.text(i), pipeline.text(i), model.text(i), who.text(i), gpu.text(i)};
        ApiFigures& figures = result[{server.text(i), entity.window_start}][entity];
        for (const NamedColumn& metric : metrics)
            figures.values.push_back(metric.number(i));
        const Cell unknown = zeros.cell(i);
        if (const auto* names = std::get_if<std::vector<std::string>>(&unknown))
            figures.unknown_zeros.insert(names->begin(), names->end());
    }
    return result;
}

// --- why they differ

struct Cause {
    std::string_view word;
    std::optional<std::int64_t> count;
};

std::optional<std::int64_t> wholeOf(const std::optional<double>& value)
{
    return value ? std::optional(static_cast<std::int64_t>(std::llround(std::abs(*value)))) : std::nullopt;
}

bool isRounded(double a, double b)
{
    return std::abs(a - b) <= std::max(5e-4, 1e-4 * std::max(std::abs(a), std::abs(b)));
}

/// One hour of one set of figures, both sides of it.
class HourComparison {
public:
    HourComparison(const Comparison& what, const ApiWindowState& window, const Local& local, const Remote& remote,
                   std::optional<Instant> oldest_event)
        : m_what(what), m_window(window), m_local(local), m_remote(remote), m_oldestEvent(oldest_event)
    {
        for (const auto& [entity, values] : local)
            m_orgsHere.insert(entity.org);
        for (const auto& [entity, figures] : remote)
            m_orgsThere.insert(entity.org);
    }

    void addTo(std::vector<ReconciliationRow>& rows) const
    {
        std::set<Entity> entities;
        for (const auto& [entity, values] : m_local)
            if (m_window.generation != "v1" || entity.pipeline_id == kServedPipeline)
                entities.insert(entity);
        for (const auto& [entity, figures] : m_remote)
            entities.insert(entity);
        for (const Entity& entity : entities)
            for (std::size_t metric = 0; metric < m_what.metrics.size(); ++metric)
                rows.push_back(rowOf(entity, metric));
    }

private:
    const Values* here(const Entity& entity) const
    {
        const auto found = m_local.find(entity);
        return found == m_local.end() ? nullptr : &found->second;
    }
    const ApiFigures* there(const Entity& entity) const
    {
        const auto found = m_remote.find(entity);
        return found == m_remote.end() ? nullptr : &found->second;
    }

    ReconciliationRow rowOf(const Entity& entity, std::size_t metric) const
    {
        const Values* local = here(entity);
        const ApiFigures* remote = there(entity);
        ReconciliationRow row;
        row.figures = m_what.figures;
        row.window_start = entity.window_start;
        row.org = entity.org;
        (m_what.who == "gateway" ? row.gateway : row.orchestrator_address) = entity.who;
        row.pipeline_id = entity.pipeline_id;
        row.model_id = entity.model_id;
        row.gpu_id = entity.gpu_id;
        row.metric = m_what.metrics[metric];
        row.server = m_window.server;
        if (local)
            row.local_value = (*local)[metric];
        if (remote)
            row.api_value = remote->values[metric];
        const Cause cause = causeOf(entity, metric, local, remote);
        row.likely_cause = cause.word;
        row.cause_count = cause.count;
        return row;
    }

    Cause causeOf(const Entity& entity, std::size_t metric, const Values* local, const ApiFigures* remote) const
    {
        if (!local)
            return lackingHere(entity, *remote);
        if (!remote)
            return lackingThere(entity, *local);
        const auto& ours = (*local)[metric];
        const auto& theirs = remote->values[metric];
        if (ours == theirs)
            return {kEqual, {}};
        if (!theirs && remote->unknown_zeros.contains(std::string(m_what.metrics[metric])))
            return {kUnknownZero, {}};
        const bool is_count =
            m_what.metrics[metric].ends_with("_sessions") || m_what.metrics[metric].ends_with("_count");
        if (ours && theirs && !is_count && isRounded(*ours, *theirs))
            return {kRounding, {}};
        if (m_what.metrics[metric] == "sla_score" && m_window.generation != "v1")
            return {kOtherFormula, {}};
        return differing(entity, metric, *local, *remote);
    }

    bool isEarly() const { return m_window.fetched_at < m_window.window_start + kSettling; }

    /// Sessions that one side gave to nobody, where the other names somebody.
    template <class Rows, class Count>
    static std::int64_t unattributed(const Rows& rows, const Entity& entity, Count countOf)
    {
        double sum = 0;
        if (!entity.who.empty())
            for (const auto& [each, values] : rows)
                if (each.who.empty() && each.org == entity.org && each.pipeline_id == entity.pipeline_id)
                    sum += countOf(values).value_or(0);
        return static_cast<std::int64_t>(sum);
    }
    std::int64_t unattributedHere(const Entity& entity) const
    {
        return unattributed(m_local, entity, [](const Values& values) { return values.front(); });
    }
    std::int64_t unattributedThere(const Entity& entity) const
    {
        return unattributed(m_remote, entity, [](const ApiFigures& figures) { return figures.values.front(); });
    }

    Cause lackingHere(const Entity& entity, const ApiFigures& remote) const
    {
        const auto count = wholeOf(remote.values.front());
        if (!m_orgsHere.contains(entity.org))
            return {m_orgsHere.empty() ? kMissingHere : kOtherOrg, count};
        if (const auto sessions = unattributedHere(entity); sessions > 0)
            return {kUnattributedHere, sessions};
        return {entity.who.empty() ? kUnattributedThere : kMissingHere, count};
    }

    Cause lackingThere(const Entity& entity, const Values& local) const
    {
        const auto count = wholeOf(local.front());
        if (isEarly())
            return {kLate, count};
        if (!m_orgsThere.contains(entity.org))
            return {m_orgsThere.empty() ? kMissingThere : kOtherOrg, count};
        if (const auto sessions = unattributedThere(entity); sessions > 0)
            return {kUnattributedThere, sessions};
        if (entity.who.empty())
            return {kUnattributedHere, count};
        return {m_window.paged ? kLostBetweenPages : kMissingThere, count};
    }

    Cause differing(const Entity& entity, std::size_t metric, const Values& local, const ApiFigures& remote) const
    {
        const double more = remote.values.front().value_or(0) - local.front().value_or(0);
        const auto count = wholeOf(more);
        if (more > 0) {
            const auto sessions = unattributedHere(entity);
            return sessions > 0 ? Cause{kUnattributedHere, sessions} : Cause{kMissingHere, count};
        }
        if (isEarly())
            return {kLate, more < 0 ? count : std::nullopt};
        if (more < 0) {
            const auto sessions = unattributedThere(entity);
            return sessions > 0 ? Cause{kUnattributedThere, sessions} : Cause{kMissingThere, count};
        }
        // A score is judged by the seven days before.
        const bool no_history = !m_oldestEvent || *m_oldestEvent > m_window.window_start - std::chrono::days(7);
        if (m_what.metrics[metric] == "sla_score" && no_history)
            return {kMissingHere, {}};
        return {kLate, {}};
    }

    const Comparison& m_what;
    const ApiWindowState& m_window;
    const Local& m_local;
    const Remote& m_remote;
    std::optional<Instant> m_oldestEvent;
    std::set<std::string> m_orgsHere, m_orgsThere;
};

auto keyOf(const ReconciliationRow& row)
{
    return std::tie(row.figures, row.window_start, row.org, row.orchestrator_address, row.gateway, row.pipeline_id,
                    row.model_id, row.gpu_id, row.metric, row.server);
}

void compareSet(Cache& cache, const ComparedSet& set, const ReportQuery& query, std::vector<ReconciliationRow>& rows)
{
    const auto remote = remoteOf(cache, set.what, query);
    const auto oldest = oldestEvent(cache);
    for (const ApiWindowState& window : ApiStore(cache).windows(query.from, query.to)) {
        if (window.endpoint != set.what.endpoint)
            continue;
        static const Remote kNothing;
        const auto found = remote.find({window.server, window.window_start});
        const Remote& theirs = found == remote.end() ? kNothing : found->second;
        const bool add_orgs = window.generation != "v1" &&
                              std::ranges::all_of(theirs, [](const auto& each) { return each.first.org.empty(); });
        const Local ours = set.local(cache, window.window_start, add_orgs);
        HourComparison(set.what, window, ours, theirs, oldest).addTo(rows);
    }
}

std::span<const Column<ReconciliationRow>> columns()
{
    using Row = ReconciliationRow;
    static const std::vector<Column<Row>> columns{
        {key("figures", FT::text, "", "sla, demand or gpu-metrics"),
         [](const Row& row) { return Cell(std::string(row.figures)); }},
        {timeKey("window_start", "start of the UTC hour"), member<&Row::window_start>},
        {key("org", FT::text, "", "blank where the API adds orgs together, and so do we"), member<&Row::org>},
        {key("orchestrator_address", FT::text, "", "of sla and gpu-metrics; blank: not attributed"),
         member<&Row::orchestrator_address>},
        {key("gateway", FT::text, "", "of demand; blank: not known"), member<&Row::gateway>},
        {key("pipeline_id", FT::text, "", "canonical pipeline"), member<&Row::pipeline_id>},
        {key("model_id", FT::text, "", "canonical model"), [](const Row& row) { return nullIfBlank(row.model_id); }},
        {key("gpu_id", FT::text, "", "GPU"), [](const Row& row) { return nullIfBlank(row.gpu_id); }},
        {key("metric", FT::text, "", "field of both reports that is compared"),
         [](const Row& row) { return Cell(std::string(row.metric)); }},
        {key("server", FT::text, "", "base URL of the API"), member<&Row::server>},
        {field("local_value", FT::real, "", "as computed from the events held; null: unknown, or no such row"),
         member<&Row::local_value>},
        {field("api_value", FT::real, "", "as the API says it; null: unknown, or no such row"),
         member<&Row::api_value>},
        {field("difference", FT::real, "", "api_value - local_value"),
         [](const Row& row) { return asCell(row.difference()); }},
        {field("likely_cause", FT::text, "",
               "equal, rounding, unknown zero, late events, missing events here or there, "
               "unattributed here or there, other org, other formula, lost between pages"),
         [](const Row& row) { return Cell(std::string(row.likely_cause)); }},
        {field("cause_count", FT::integer, "", "sessions behind the cause"), member<&Row::cause_count>},
    };
    return columns;
}

/// How often each cause explains a difference.
struct CauseRow {
    std::string figures, metric, likely_cause;
    std::int64_t rows = 0;
    std::int64_t cause_count = 0;
    double absolute_difference = 0;
};

std::vector<CauseRow> causeRows(Cache& cache, const ReportQuery& query)
{
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, CauseRow> groups;
    for (const ReconciliationRow& row : reconciliationRows(cache, query)) {
        CauseRow& group = groups[{row.figures, row.metric, row.likely_cause}];
        ++group.rows;
        group.cause_count += row.cause_count.value_or(0);
        group.absolute_difference += std::abs(row.difference().value_or(0));
    }
    std::vector<CauseRow> rows;
    for (auto& [group, row] : groups) {
        std::tie(row.figures, row.metric, row.likely_cause) = group;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::span<const Column<CauseRow>> causeColumns()
{
    static const std::vector<Column<CauseRow>> columns{
        {key("figures", FT::text, "", "sla, demand or gpu-metrics"), member<&CauseRow::figures>},
        {key("metric", FT::text, "", "field of both reports that is compared"), member<&CauseRow::metric>},
        {key("likely_cause", FT::text, "", "as in reconciliation"), member<&CauseRow::likely_cause>},
        {field("rows", FT::integer, "", "hours and entities"), member<&CauseRow::rows>},
        {field("cause_count", FT::integer, "", "sessions behind the cause"), member<&CauseRow::cause_count>},
        {field("absolute_difference", FT::real, "", "differences added up without their sign"),
         member<&CauseRow::absolute_difference>},
    };
    return columns;
}

}  // namespace

std::vector<ReconciliationRow> reconciliationRows(Cache& cache, const ReportQuery& query)
{
    const HourRange hours = hoursIn(query);
    ReportQuery range;
    range.from = hours.from;
    range.to = hours.to;
    std::vector<ReconciliationRow> rows;
    for (const ComparedSet& set : comparedSets())
        compareSet(cache, set, range, rows);
    std::ranges::sort(rows, [](const ReconciliationRow& a, const ReconciliationRow& b) { return keyOf(a) < keyOf(b); });
    return rows;
}

void addReconciliationReports(std::vector<ReportInfo>& reports)
{
    reports.push_back(reportOf("reconciliation",
                               "our figures and the public API's for the same hours, and why they differ", columns(),
                               reconciliationRows));
    reports.push_back(reportOf("reconciliation-causes", "how often each cause explains a difference to the public API",
                               causeColumns(), causeRows));
}

}  // namespace naap
