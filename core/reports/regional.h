#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/geo/cells.h"
#include "core/metrics/regions.h"
#include "core/reports/report.h"

// Where work is asked for, who serves it, and where it is refused (docs/regions.md). Demand is placed by its gateway,
// supply by its orchestrator; what has no place is `unknown`, in every window.
namespace naap {

/// What is shown in the place of an orchestrator's region where the gateway found no orchestrator.
inline constexpr std::string_view kNoRegion = "none";

/// Figures of demand, of a region or a cell.
struct DemandFigures {
    std::int64_t requested_sessions = 0;
    std::int64_t startup_success_sessions = 0;  ///< served
    std::int64_t unserved_sessions = 0;
    std::int64_t no_orch_sessions = 0;  ///< missing capacity
    std::int64_t startup_excused_sessions = 0;
    std::int64_t startup_failed_sessions = 0;
    std::int64_t effective_failed_sessions = 0;
    double total_minutes = 0;
    Int128 fees_wei = 0;
    std::int64_t active_gateways = 0;
    double concurrent_streams_avg = 0;
    std::int64_t concurrent_streams_max = 0;
    std::optional<double> demand_share;
    std::optional<double> supply_gap;
    std::optional<double> ptff_p50_ms;
};

/// A row of the `regions` report.
struct RegionRow {
    Instant window_start{};
    std::string region;
    DemandFigures demand;
    std::int64_t broadcasters = 0;  ///< gateways active anywhere in the range
    std::optional<double> pixels;
};

/// A row of the `region-matrix` report.
struct RegionMatrixRow {
    Instant window_start{};
    std::string gateway_region;
    std::string orchestrator_region;
    std::int64_t requested_sessions = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t no_orch_sessions = 0;
    std::int64_t ptff_count = 0;
    std::optional<double> ptff_p50_ms;
    std::optional<double> ptff_p95_ms;
};

/// A row of the `supply-regions` report.
struct SupplyRegionRow {
    Instant window_start{};
    std::string region;
    std::int64_t orchestrators = 0;
    std::int64_t gpus = 0;
    std::int64_t assigned_sessions = 0;
    std::int64_t startup_success_sessions = 0;
    double used_inference_minutes = 0;
    double concurrent_streams_avg = 0;
    std::int64_t concurrent_streams_max = 0;
    std::optional<double> ptff_p50_ms;
};

/// A row of the `region-gpus` report: supply by type of GPU.
struct RegionGpuRow {
    Instant window_start{};
    std::string region;
    std::optional<std::string> gpu_model_name;
    std::int64_t gpus = 0;
    double used_inference_minutes = 0;
};

/// A row of the `region-cells` report: demand of one cell of the map.
struct RegionCellRow {
    Instant window_start{};
    std::string group;  ///< cell; small: all cells of fewer sessions than the least group; unknown
    std::optional<MapCell> cell;
    std::int64_t cells = 0;  ///< how many are in the row
    DemandFigures demand;
};

/// A row of the `region-completeness` report: how much of the sessions has a place, by what tells it.
struct CompletenessRow {
    std::string side;    ///< demand (by gateway) or supply (by orchestrator)
    std::string source;  ///< by hand, event, table, name, lookup; none: unknown
    std::int64_t sessions = 0;
    std::optional<double> share;    ///< of the side's sessions
    std::int64_t contributors = 0;  ///< gateways with a name, or orchestrators
};

std::vector<RegionRow> regionRows(Cache& cache, const ReportQuery& query);
std::vector<RegionMatrixRow> regionMatrixRows(Cache& cache, const ReportQuery& query);
std::vector<SupplyRegionRow> supplyRegionRows(Cache& cache, const ReportQuery& query);
std::vector<RegionGpuRow> regionGpuRows(Cache& cache, const ReportQuery& query);
std::vector<RegionCellRow> regionCellRows(Cache& cache, const ReportQuery& query);
std::vector<CompletenessRow> completenessRows(Cache& cache, const ReportQuery& query);

/// What a view of regions has to say of itself: share of sessions with a region by source, who contributed, and that
/// what was not collected is not in it.
std::string completenessSentence(const std::vector<CompletenessRow>& rows);
std::string completenessSentence(Cache& cache, const ReportQuery& query);

}  // namespace naap
