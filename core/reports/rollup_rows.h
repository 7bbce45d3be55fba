#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/facts/rollup.h"
#include "core/metrics/benchmark.h"
#include "core/metrics/demand_rollup.h"
#include "core/metrics/gpu_metrics.h"
#include "core/metrics/latency.h"
#include "core/metrics/leaderboard.h"
#include "core/metrics/sla_score.h"
#include "core/reports/report.h"

namespace naap {

/// A row of the `sla` report.
struct SlaRow {
    SlaRollup rollup;
    SlaScore score;
    bool settled = false;
    std::optional<std::string> region;  ///< of the orchestrator; filled by the report alone, since it is no fact
};

/// A row of the `demand` report.
struct DemandRow {
    DemandRollup rollup;
    DemandMetrics metrics;
    std::optional<std::string> region;  ///< of the gateway; filled by the report alone, since it is no fact
};

/// A row of the `gpu-metrics` report.
struct GpuRow {
    SlaRollup rollup;
    GpuMetrics metrics;
    std::optional<std::string> region;  ///< of the orchestrator; filled by the report alone, since it is no fact
};

/// A row of the `leaderboard` report.
struct LeaderboardReportRow {
    LeaderboardRow ranking;
    std::optional<std::string> orchestrator_uri;
    SlaSupport support;  ///< of all rows of the range
    std::optional<double> sla_score;
    std::optional<double> sla_score_weighted_mean;
    std::int64_t gpu_count = 0;
    std::optional<Instant> last_seen;
};

std::span<const Column<SlaRow>> slaColumns();
std::span<const Column<DemandRow>> demandColumns();
std::span<const Column<GpuRow>> gpuColumns();
std::span<const Column<LeaderboardReportRow>> leaderboardColumns();
std::span<const Column<LatencyRow>> latencyColumns();
std::span<const Column<BenchmarkDay>> benchmarkColumns();

/// Rows with window_start in [from, to), by key. `now` decides which are settled; nothing: the newest event held.
std::vector<SlaRow> slaRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                            std::optional<Instant> now = {});
std::vector<DemandRow> demandRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);
std::vector<GpuRow> gpuRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);
/// Hours with start in [from, to), by rank. No `from`: the 24 hours before the newest event held.
std::vector<LeaderboardReportRow> leaderboardRows(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// Benchmarks of cohorts, each computed once (docs/metrics.md, Benchmark).
class Benchmarks {
public:
    /// For rows with window_start in [from, to).
    Benchmarks(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);
    const Benchmark7& of(const SlaRollup& row);

private:
    std::vector<BenchmarkDay> m_days;
    std::map<Instant, std::unordered_map<std::string, Benchmark7>> m_byDate;
    std::string m_key;
};

/// The hours with start in [from, to) and with events in the cache: from the first to before the second. Nothing held:
/// an empty span.
struct HourSpan {
    Instant from{};
    Instant to{};
};
HourSpan heldHours(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// True once 15 minutes have passed since the hour closed.
bool isSettled(Instant window_start, Instant now);
/// The same by the newest event held where nobody says what time it is. Without events all hours are: nothing can come.
bool isSettledIn(Cache& cache, Instant window_start, std::optional<Instant> now);

/// Fills in where the orchestrators of rows stand, or the gateways.
void fillRegions(Cache& cache, std::vector<SlaRow>& rows);
void fillRegions(Cache& cache, std::vector<GpuRow>& rows);
void fillRegions(Cache& cache, std::vector<DemandRow>& rows);

}  // namespace naap
