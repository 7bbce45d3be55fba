#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/facts/rollup.h"

namespace naap {

/// What counts as normal for one metric of a cohort. `good` is the cohort's median; `bad` the p90 of a latency or the
/// p10 of FPS. Both are null when `rows` is 0.
struct BenchmarkEdges {
    std::int64_t rows = 0;
    std::optional<double> good;
    std::optional<double> bad;

    bool operator==(const BenchmarkEdges&) const = default;
};

/// The benchmark of a cohort for the rows of one date: over the seven dates before it. FPS edges are in frames per
/// second, the others in ms. Without any day: no rows, no edges.
struct Benchmark7 {
    BenchmarkEdges ptff;
    BenchmarkEdges e2e;
    BenchmarkEdges fps;

    bool operator==(const Benchmark7&) const = default;
};

/// What one hour brings to the benchmarks of its date: the values of each (pipeline, model), in no order.
struct BenchmarkValues {
    std::vector<double> ptff;
    std::vector<double> e2e;
    std::vector<double> fps;
};
using BenchmarkHour = std::map<std::pair<std::string, std::string>, BenchmarkValues>;
/// Of the rows of one hour; those without a pipeline are left out.
BenchmarkHour benchmarkHourOf(std::span<const SlaRollup> rows);
/// The benchmarks of a date out of its hours, as the other function makes them out of their rows.
std::vector<BenchmarkDay> benchmarksOfDate(Instant date, std::span<const BenchmarkHour* const> hours);

/// Benchmarks of all (pipeline, model) cohorts of one UTC date, ascending by (pipeline, model), null model first
/// (docs/metrics.md, Benchmark). The population of a cohort has one value for each (hour, orchestrator, GPU), added
/// over orgs first; hours without a value take no part. Percentiles by nearest rank. Rows of other dates and rows
/// without a pipeline are left out; the order of `rows` does not matter.
std::vector<BenchmarkDay> benchmarksOfDate(Instant date, std::span<const SlaRollup> rows);

/// The benchmark that judges rows of `date`: over the days date-7 to date-1 of the cohort, each percentile the mean of
/// the daily ones weighted by their row counts. Days without evidence are skipped. `days` may hold more than needed, in
/// any order, at most one entry for a date and cohort.
Benchmark7 benchmarkFor(Instant date, const std::string& pipelineId, const std::optional<std::string>& modelId,
                        std::span<const BenchmarkDay> days);

}  // namespace naap
