#include "core/metrics/benchmark.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"
#include "core/metrics/sla_rollup.h"

namespace naap {

namespace {

using Cohort = BenchmarkHour::key_type;                 // pipeline, model
using CohortRow = std::pair<std::string, std::string>;  // orchestrator, GPU
using Rows = std::vector<const SlaRollup*>;

void addIfKnown(std::vector<double>& values, std::optional<double> value)
{
    if (value)
        values.push_back(*value);
}

BenchmarkValues valuesOf(const std::map<CohortRow, SlaSupport>& rows)
{
    BenchmarkValues values;
    for (const auto& [key, support] : rows) {
        addIfKnown(values.ptff, avgPromptToFirstFrameMs(support));
        addIfKnown(values.e2e, avgE2eLatencyMs(support));
        addIfKnown(values.fps, avgOutputFps(support));
    }
    return values;
}

BenchmarkHour hourOf(Rows rows)
{
    std::sort(rows.begin(), rows.end(), [](const SlaRollup* a, const SlaRollup* b) { return keyLess(*a, *b); });
    std::map<Cohort, std::map<CohortRow, SlaSupport>> cohorts;
    for (const SlaRollup* row : rows)
        addTo(cohorts[{row->pipeline_id, row->model_id.value_or("")}]
                     [{row->orchestrator_address, row->gpu_id.value_or("")}],
              row->support);
    BenchmarkHour hour;
    for (const auto& [cohort, cohortRows] : cohorts)
        hour.emplace(cohort, valuesOf(cohortRows));
    return hour;
}

std::optional<double> at(const std::vector<double>& ascending, Level level)
{
    return percentileOfSorted<double>(ascending, level);
}

BenchmarkDay benchmarkOf(Instant date, const Cohort& cohort, BenchmarkValues population)
{
    for (auto* values : {&population.ptff, &population.e2e, &population.fps})
        std::sort(values->begin(), values->end());
    BenchmarkDay day;
    day.cohort_date = date;
    day.pipeline_id = cohort.first;
    if (!cohort.second.empty())
        day.model_id = cohort.second;
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

BenchmarkHour benchmarkHourOf(std::span<const SlaRollup> rows)
{
    Rows known;
    for (const SlaRollup& row : rows)
        if (!row.pipeline_id.empty())
            known.push_back(&row);
    return hourOf(std::move(known));
}

std::vector<BenchmarkDay> benchmarksOfDate(Instant date, std::span<const BenchmarkHour* const> hours)
{
    BenchmarkHour all;
    const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
        to.insert(to.end(), from.begin(), from.end());
    };
    for (const BenchmarkHour* hour : hours)
        for (const auto& [cohort, values] : *hour) {
            BenchmarkValues& sum = all[cohort];
            append(sum.ptff, values.ptff);
            append(sum.e2e, values.e2e);
            append(sum.fps, values.fps);
        }
    std::vector<BenchmarkDay> result;
    result.reserve(all.size());
    for (auto& [cohort, values] : all)
        result.push_back(benchmarkOf(dayOf(date), cohort, std::move(values)));
    return result;
}

std::vector<BenchmarkDay> benchmarksOfDate(Instant date, std::span<const SlaRollup> rows)
{
    std::map<Instant, Rows> byHour;
    for (const SlaRollup& row : rows)
        if (dayOf(row.window_start) == dayOf(date) && !row.pipeline_id.empty())
            byHour[row.window_start].push_back(&row);
    std::vector<BenchmarkHour> hours;
    for (auto& [start, ofHour] : byHour)
        hours.push_back(hourOf(std::move(ofHour)));
    std::vector<const BenchmarkHour*> places;
    for (const BenchmarkHour& hour : hours)
        places.push_back(&hour);
    return benchmarksOfDate(date, places);
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
