#include "core/metrics/benchmark.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"
#include "core/metrics/sla_rollup.h"

namespace naap {

namespace {

using Cohort = std::tuple<std::string, std::string>;              // pipeline, model
using CohortRow = std::tuple<Instant, std::string, std::string>;  // hour, orchestrator, GPU

struct Population {
    std::vector<double> ptff;
    std::vector<double> e2e;
    std::vector<double> fps;
};

void addIfKnown(std::vector<double>& values, std::optional<double> value)
{
    if (value)
        values.push_back(*value);
}

Population populationOf(const std::map<CohortRow, SlaSupport>& rows)
{
    Population population;
    for (const auto& [key, support] : rows) {
        addIfKnown(population.ptff, avgPromptToFirstFrameMs(support));
        addIfKnown(population.e2e, avgE2eLatencyMs(support));
        addIfKnown(population.fps, avgOutputFps(support));
    }
    std::sort(population.ptff.begin(), population.ptff.end());
    std::sort(population.e2e.begin(), population.e2e.end());
    std::sort(population.fps.begin(), population.fps.end());
    return population;
}

std::optional<double> at(const std::vector<double>& ascending, Level level)
{
    return percentileOfSorted<double>(ascending, level);
}

BenchmarkDay benchmarkOf(Instant date, const Cohort& cohort, const Population& population)
{
    BenchmarkDay day;
    day.cohort_date = date;
    day.pipeline_id = std::get<0>(cohort);
    if (!std::get<1>(cohort).empty())
        day.model_id = std::get<1>(cohort);
    day.ptff_p50 = at(population.ptff, kP50);
    day.ptff_p90 = at(population.ptff, kP90);
    day.ptff_row_count = static_cast<std::int64_t>(population.ptff.size());
    day.e2e_p50 = at(population.e2e, kP50);
    day.e2e_p90 = at(population.e2e, kP90);
    day.e2e_row_count = static_cast<std::int64_t>(population.e2e.size());
    day.fps_p10 = at(population.fps, kP10);
    day.fps_p50 = at(population.fps, kP50);
    day.fps_row_count = static_cast<std::int64_t>(population.fps.size());
    return day;
}

/// Row-count-weighted mean of a metric's daily percentiles.
class WeightedEdges {
public:
    void add(std::optional<double> good, std::optional<double> bad, std::int64_t rows)
    {
        if (rows <= 0 || !good || !bad)
            return;
        m_rows += rows;
        m_good += *good * static_cast<double>(rows);
        m_bad += *bad * static_cast<double>(rows);
    }

    BenchmarkEdges edges() const { return {.rows = m_rows, .good = mean(m_good, m_rows), .bad = mean(m_bad, m_rows)}; }

private:
    std::int64_t m_rows = 0;
    double m_good = 0;
    double m_bad = 0;
};

}  // namespace

std::vector<BenchmarkDay> benchmarksOfDate(Instant date, std::span<const SlaRollup> rows)
{
    std::vector<const SlaRollup*> ordered;
    for (const SlaRollup& row : rows)
        if (dayOf(row.window_start) == dayOf(date) && !row.pipeline_id.empty())
            ordered.push_back(&row);
    std::sort(ordered.begin(), ordered.end(), [](const SlaRollup* a, const SlaRollup* b) { return keyLess(*a, *b); });
    std::map<Cohort, std::map<CohortRow, SlaSupport>> cohorts;
    for (const SlaRollup* row : ordered) {
        const Cohort cohort{row->pipeline_id, row->model_id.value_or("")};
        const CohortRow key{row->window_start, row->orchestrator_address, row->gpu_id.value_or("")};
        addTo(cohorts[cohort][key], row->support);
    }
    std::vector<BenchmarkDay> result;
    result.reserve(cohorts.size());
    for (const auto& [cohort, cohortRows] : cohorts)
        result.push_back(benchmarkOf(dayOf(date), cohort, populationOf(cohortRows)));
    return result;
}

Benchmark7 benchmarkFor(Instant date, const std::string& pipelineId, const std::optional<std::string>& modelId,
                        std::span<const BenchmarkDay> days)
{
    const Instant end = dayOf(date);
    const Instant begin = end - std::chrono::days{7};
    std::vector<const BenchmarkDay*> ordered;
    for (const BenchmarkDay& day : days)
        if (day.cohort_date >= begin && day.cohort_date < end && day.pipeline_id == pipelineId &&
            day.model_id.value_or("") == modelId.value_or(""))
            ordered.push_back(&day);
    std::sort(ordered.begin(), ordered.end(),
              [](const BenchmarkDay* a, const BenchmarkDay* b) { return a->cohort_date < b->cohort_date; });
    WeightedEdges ptff;
    WeightedEdges e2e;
    WeightedEdges fps;
    for (const BenchmarkDay* day : ordered) {
        ptff.add(day->ptff_p50, day->ptff_p90, day->ptff_row_count);
        e2e.add(day->e2e_p50, day->e2e_p90, day->e2e_row_count);
        fps.add(day->fps_p50, day->fps_p10, day->fps_row_count);
    }
    return {.ptff = ptff.edges(), .e2e = e2e.edges(), .fps = fps.edges()};
}

}  // namespace naap
