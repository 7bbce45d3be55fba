#include <algorithm>
#include <tuple>

#include "core/metrics/discovery.h"
#include "core/metrics/sla_rollup.h"
#include "core/reports/places.h"
#include "core/reports/region_column.h"
#include "core/reports/rollup_rows.h"
#include "core/store/accounting_store.h"
#include "core/store/rollup_store.h"
#include "core/store/run_scan.h"
#include "core/store/session_scan.h"
#include "core/store/supply_store.h"

namespace naap {

bool isSettled(Instant window_start, Instant now)
{
    constexpr std::chrono::minutes kGrace{15};
    return window_start < hourOf(now - kGrace);
}

bool isSettledIn(Cache& cache, Instant window_start, std::optional<Instant> now)
{
    if (!now)
        now = newestEvent(cache);
    return !now || isSettled(window_start, *now);
}

HourSpan heldHours(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    const auto nextHour = [](Instant t) { return Instant(std::chrono::ceil<std::chrono::hours>(t)); };
    const auto oldest = oldestEvent(cache);
    const auto newest = newestEvent(cache);
    if (!oldest || !newest)
        return {};
    HourSpan span{hourOf(*oldest), hourOf(*newest) + std::chrono::hours(1)};
    if (from)
        span.from = std::max(span.from, nextHour(*from));
    if (to)
        span.to = std::min(span.to, nextHour(*to));
    return span;
}

Benchmarks::Benchmarks(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    constexpr std::chrono::days kMemory{7};
    const auto first = from ? std::optional(dayOf(*from) - kMemory) : std::nullopt;
    m_days = RollupStore(cache).benchmarks(first, to);
}

const Benchmark7& Benchmarks::of(const SlaRollup& row)
{
    const Instant date = dayOf(row.window_start);
    m_key.assign(row.pipeline_id).append(row.model_id ? 1 : 2, '\0').append(row.model_id.value_or(""));
    auto& cohorts = m_byDate[date];
    const auto known = cohorts.find(m_key);
    if (known != cohorts.end())
        return known->second;
    return cohorts.emplace(m_key, benchmarkFor(date, row.pipeline_id, row.model_id, m_days)).first->second;
}

std::vector<SlaRow> slaRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                            std::optional<Instant> now)
{
    std::vector<SlaRollup> rollups = RollupStore(cache).sla(from, to);
    if (!now)
        now = newestEvent(cache);
    Benchmarks benchmarks(cache, from, to);
    std::vector<SlaRow> rows;
    rows.reserve(rollups.size());
    for (SlaRollup& rollup : rollups) {
        SlaRow& row = rows.emplace_back();
        row.score = slaScoreOf(rollup.support, benchmarks.of(rollup));
        row.settled = !now || isSettled(rollup.window_start, *now);
        row.rollup = std::move(rollup);
    }
    return rows;
}

std::vector<DemandRow> demandRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<DemandRollup> rollups = RollupStore(cache).demand(from, to);
    std::vector<DemandRow> rows;
    rows.reserve(rollups.size());
    for (DemandRollup& rollup : rollups) {
        const DemandMetrics metrics = demandMetricsOf(rollup);
        rows.push_back({std::move(rollup), metrics});
    }
    return rows;
}

std::vector<GpuRow> gpuRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<SlaRollup> rollups = RollupStore(cache).sla(from, to);
    std::vector<GpuRow> rows;
    for (SlaRollup& rollup : rollups) {
        if (!isGpuRow(rollup))
            continue;
        const GpuMetrics metrics = gpuMetricsOf(rollup);
        rows.push_back({std::move(rollup), metrics});
    }
    return rows;
}

namespace {

/// What the rows of one orchestrator come to.
class OrchestratorTotals {
public:
    void add(const SlaRollup& row, const Benchmark7& benchmark)
    {
        addTo(m_support, row.support);
        m_scores.push_back({slaScoreOf(row.support, benchmark).sla_score, row.support.requested_sessions});
        m_oneCohort = m_oneCohort && (!m_first || isSameCohort(*m_first, row));
        if (!m_first) {
            m_first = &row;
            m_benchmark = &benchmark;
        }
    }

    const SlaSupport& support() const { return m_support; }
    /// Null across cohorts or dates, for which no one benchmark holds.
    std::optional<double> score() const
    {
        return m_first && m_oneCohort ? slaScoreOf(m_support, *m_benchmark).sla_score : std::nullopt;
    }
    std::optional<double> weightedMean() const { return weightedMeanScore(m_scores); }

private:
    static bool isSameCohort(const SlaRollup& a, const SlaRollup& b)
    {
        return dayOf(a.window_start) == dayOf(b.window_start) && a.pipeline_id == b.pipeline_id &&
               a.model_id == b.model_id;
    }

    SlaSupport m_support;
    std::vector<WeightedScore> m_scores;
    const SlaRollup* m_first = nullptr;
    const Benchmark7* m_benchmark = nullptr;
    bool m_oneCohort = true;
};

/// What an orchestrator offered.
struct Offered {
    std::string uri;
    Instant last_seen{};
    std::vector<std::string_view> gpus;  ///< distinct, sorted
};

std::map<std::string_view, Offered> offeredBy(std::span<const SurfaceSighting> sightings)
{
    std::map<std::string_view, Offered> result;
    for (const SurfaceSighting& sighting : sightings) {
        Offered& offered = result[sighting.surface->orch_address];
        offered.uri = sighting.surface->orch_uri;
        offered.last_seen = std::max(offered.last_seen, sighting.last_ts);
        for (const HardwareEntry& entry : sighting.surface->hardware)
            for (const OfferedGpu& gpu : entry.gpus)
                if (!gpu.id.empty())
                    offered.gpus.push_back(gpu.id);
    }
    for (auto& [address, offered] : result) {
        std::ranges::sort(offered.gpus);
        const auto repeated = std::ranges::unique(offered.gpus);
        offered.gpus.erase(repeated.begin(), repeated.end());
    }
    return result;
}

}  // namespace

std::vector<LeaderboardReportRow> leaderboardRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    const auto newest = newestEvent(cache);
    if (!from && newest)
        from = *newest - std::chrono::hours(24);
    const std::vector<SlaRollup> rollups = RollupStore(cache).sla(from, to);
    Benchmarks benchmarks(cache, from, to);
    std::map<std::string_view, OrchestratorTotals> totals;
    for (const SlaRollup& row : rollups)
        if (!row.orchestrator_address.empty())
            totals[row.orchestrator_address].add(row, benchmarks.of(row));
    const auto [firstHour, endHour] = heldHours(cache, from, to);
    DiscoveryHours discovery;
    visitDiscoveryLatencies(cache, firstHour, endHour, [&](const DiscoveryLatency& result) {
        discovery.add(result.event_ts, result.orchestrator_address, result.latency_ms);
    });
    const auto sightings = surfaceSightings(cache, from, to);
    const auto offers = offeredBy(sightings);
    std::vector<LeaderboardReportRow> rows;
    for (LeaderboardRow& ranking : leaderboard(leaderboardInputs(rollups, discovery.take()))) {
        LeaderboardReportRow& row = rows.emplace_back();
        row.ranking = std::move(ranking);
        const OrchestratorTotals& total = totals[row.ranking.input.orchestrator_address];
        row.support = total.support();
        row.sla_score = total.score();
        row.sla_score_weighted_mean = total.weightedMean();
        const auto offered = offers.find(row.ranking.input.orchestrator_address);
        if (offered == offers.end())
            continue;
        row.orchestrator_uri = offered->second.uri;
        row.gpu_count = static_cast<std::int64_t>(offered->second.gpus.size());
        row.last_seen = offered->second.last_seen;
    }
    return rows;
}

namespace {

template <class Row>
std::unique_ptr<ReportTable> tableOf(std::vector<Row> rows, std::span<const Column<Row>> columns)
{
    return std::make_unique<RowsTable<Row>>(std::move(rows), columns);
}

/// Of rows that name an orchestrator by its address.
template <class Row>
void fillByAddress(Cache& cache, std::vector<Row>& rows)
{
    AddressRegions regions(cache);
    for (Row& row : rows)
        row.region = regions.of(row.rollup.orchestrator_address);
}

template <class Row>
std::vector<Row> withRegions(Cache& cache, std::vector<Row> rows)
{
    fillRegions(cache, rows);
    return rows;
}

std::unique_ptr<ReportTable> sla(Cache& cache, const ReportQuery& query)
{
    return tableOf(withRegions(cache, slaRows(cache, query.from, query.to, query.now)), slaColumns());
}

std::unique_ptr<ReportTable> demand(Cache& cache, const ReportQuery& query)
{
    return tableOf(withRegions(cache, demandRows(cache, query.from, query.to)), demandColumns());
}

std::unique_ptr<ReportTable> gpuMetrics(Cache& cache, const ReportQuery& query)
{
    return tableOf(withRegions(cache, gpuRows(cache, query.from, query.to)), gpuColumns());
}

std::unique_ptr<ReportTable> leaderboardReport(Cache& cache, const ReportQuery& query)
{
    return tableOf(leaderboardRows(cache, query.from, query.to), leaderboardColumns());
}

std::unique_ptr<ReportTable> latency(Cache& cache, const ReportQuery& query)
{
    LatencyGroups groups;
    visitDemandedSessions(cache, query.from, query.to,
                          [&](std::int64_t, const Session& session) { groups.add(session); });
    return tableOf(groups.rows(), latencyColumns());
}

std::unique_ptr<ReportTable> benchmarks(Cache& cache, const ReportQuery& query)
{
    return tableOf(RollupStore(cache).benchmarks(query.from, query.to), benchmarkColumns());
}

}  // namespace

void addRollupReports(std::vector<ReportInfo>& reports)
{
    reports.push_back({"sla", "hourly score of each orchestrator, pipeline, model and GPU, with all it is made of",
                       fieldsOf(slaColumns()), sla});
    reports.push_back({"demand", "hourly demand of each gateway, pipeline and model: sessions, failures, minutes, fees",
                       fieldsOf(demandColumns()), demand});
    reports.push_back({"gpu-metrics", "hourly performance of each GPU: FPS, latencies, failures",
                       fieldsOf(gpuColumns()), gpuMetrics});
    reports.push_back(
        withRegion({"leaderboard", "orchestrators ranked against each other (without --from: the last 24 hours)",
                    fieldsOf(leaderboardColumns()), leaderboardReport}));
    reports.push_back(withRegion({"latency", "percentiles of startup, prompt-to-first-frame and end-to-end latency",
                                  fieldsOf(latencyColumns()), latency}));
    reports.push_back({"benchmarks", "daily percentiles that the scores of the seven following dates are judged by",
                       fieldsOf(benchmarkColumns()), benchmarks});
}

void fillRegions(Cache& cache, std::vector<SlaRow>& rows)
{
    fillByAddress(cache, rows);
}

void fillRegions(Cache& cache, std::vector<GpuRow>& rows)
{
    fillByAddress(cache, rows);
}

void fillRegions(Cache& cache, std::vector<DemandRow>& rows)
{
    PlaceBook book = placeBookOf(cache);
    for (DemandRow& row : rows)
        if (const Place& place = book.gateway(row.rollup.gateway); place.isKnown())
            row.region = place.region;
}

}  // namespace naap
