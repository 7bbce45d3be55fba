#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/regional.h"

namespace naap {
namespace {

using FT = FieldType;

constexpr std::string_view kWindowMeaning = "Start of the window: a UTC hour, a UTC day, or the range (--grain).";

template <class Row, auto pointer>
Cell ofDemand(const Row& row)
{
    return asCell(row.demand.*pointer);
}

/// The figures of demand, of whatever row has them.
template <class Row>
std::vector<Column<Row>> demandFields()
{
    using F = DemandFigures;
    return {
        {field("requested_sessions", FT::integer, "", "Sessions with a stream request that started in the window."),
         ofDemand<Row, &F::requested_sessions>},
        {field("startup_success_sessions", FT::integer, "", "Of these, those that became playable: served."),
         ofDemand<Row, &F::startup_success_sessions>},
        {field("unserved_sessions", FT::integer, "",
               "Of these, those without an orchestrator or effectively failed; each once."),
         ofDemand<Row, &F::unserved_sessions>},
        {field("no_orch_sessions", FT::integer, "",
               "Of these, those for which no orchestrator was found: missing "
               "capacity."),
         ofDemand<Row, &F::no_orch_sessions>},
        {field("startup_excused_sessions", FT::integer, "", "Of these, failed with an excuse."),
         ofDemand<Row, &F::startup_excused_sessions>},
        {field("startup_failed_sessions", FT::integer, "", "Of these, failed without an excuse."),
         ofDemand<Row, &F::startup_failed_sessions>},
        {field("effective_failed_sessions", FT::integer, "",
               "Of these, failed without an excuse, never out of loading, or without output."),
         ofDemand<Row, &F::effective_failed_sessions>},
        {field("total_minutes", FT::real, "min", "Durations of the sessions that started in the window."),
         ofDemand<Row, &F::total_minutes>},
        {field("fees_wei", FT::wei, "wei", "Face value of payments linked to them."), ofDemand<Row, &F::fees_wei>},
        {field("active_gateways", FT::integer, "", "Distinct names of gateways with a requested session."),
         ofDemand<Row, &F::active_gateways>},
        {field("concurrent_streams_avg", FT::real, "streams", "Streams at a time, mean over the window."),
         ofDemand<Row, &F::concurrent_streams_avg>},
        {field("concurrent_streams_max", FT::integer, "streams", "Most streams at a time."),
         ofDemand<Row, &F::concurrent_streams_max>},
        {field("demand_share", FT::real, "", "Requested sessions / those of all places, unknown ones among them."),
         ofDemand<Row, &F::demand_share>},
        {field("supply_gap", FT::real, "", "Sessions without an orchestrator / requested sessions."),
         ofDemand<Row, &F::supply_gap>},
        {field("prompt_to_first_frame_p50_ms", FT::real, "ms", "Half of the first frames came no later."),
         ofDemand<Row, &F::ptff_p50_ms>},
    };
}

std::span<const Column<RegionRow>> regionColumns()
{
    static const std::vector<Column<RegionRow>> columns = [] {
        std::vector<Column<RegionRow>> list{
            {timeKey("window_start", kWindowMeaning), member<&RegionRow::window_start>},
            {key("region", FT::text, "", "Region of the gateways; unknown where nothing tells."),
             member<&RegionRow::region>},
        };
        const auto demand = demandFields<RegionRow>();
        list.insert(list.end(), demand.begin(), demand.end());
        list.push_back({field("broadcasters", FT::integer, "",
                              "Distinct names of gateways with a requested session anywhere in the range."),
                        member<&RegionRow::broadcasters>});
        list.push_back({field("pixels", FT::real, "pixels",
                              "What the payments of the region's gateways in the window buy, where they name a price."),
                        member<&RegionRow::pixels>});
        return list;
    }();
    return columns;
}

std::span<const Column<RegionCellRow>> cellColumns()
{
    using Row = RegionCellRow;
    static const std::vector<Column<Row>> columns = [] {
        std::vector<Column<Row>> list{
            {timeKey("window_start", kWindowMeaning), member<&Row::window_start>},
            {key("group", FT::text, "",
                 "cell; small: all cells with fewer requested sessions than --min-group; unknown: without a place."),
             member<&Row::group>},
            {key("lat_bin", FT::integer, "degrees", "South edge of the cell of 5 degrees."),
             [](const Row& r) { return r.cell ? Cell(std::int64_t{r.cell->lat_bin}) : Cell(); }},
            {key("lon_bin", FT::integer, "degrees", "West edge of the cell."),
             [](const Row& r) { return r.cell ? Cell(std::int64_t{r.cell->lon_bin}) : Cell(); }},
            {field("cells", FT::integer, "", "Cells in the row."), member<&Row::cells>},
        };
        const auto demand = demandFields<Row>();
        list.insert(list.end(), demand.begin(), demand.end());
        return list;
    }();
    return columns;
}

constexpr Column<RegionMatrixRow> kMatrixColumns[] = {
    {timeKey("window_start", kWindowMeaning), member<&RegionMatrixRow::window_start>},
    {key("gateway_region", FT::text, "", "Where the work was asked for."), member<&RegionMatrixRow::gateway_region>},
    {key("orchestrator_region", FT::text, "",
         "Where it was served; unknown where nothing tells, none where no orchestrator was found."),
     member<&RegionMatrixRow::orchestrator_region>},
    {field("requested_sessions", FT::integer, "", "Sessions with a stream request that started in the window."),
     member<&RegionMatrixRow::requested_sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, those that became playable."),
     member<&RegionMatrixRow::startup_success_sessions>},
    {field("startup_success_rate", FT::real, "", "Of the requested sessions, those that became playable, 0 to 1."),
     [](const RegionMatrixRow& r) { return asCell(ratio(r.startup_success_sessions, r.requested_sessions)); }},
    {field("no_orch_sessions", FT::integer, "", "Requested sessions for which no orchestrator was found."),
     member<&RegionMatrixRow::no_orch_sessions>},
    {field("no_orch_share", FT::real, "", "The same / requested sessions."),
     [](const RegionMatrixRow& r) { return asCell(ratio(r.no_orch_sessions, r.requested_sessions)); }},
    {field("prompt_to_first_frame_count", FT::integer, "sessions", "Sessions with a first frame that was timed."),
     member<&RegionMatrixRow::ptff_count>},
    {field("prompt_to_first_frame_p50_ms", FT::real, "ms", "Half of the first frames came no later."),
     member<&RegionMatrixRow::ptff_p50_ms>},
    {field("prompt_to_first_frame_p95_ms", FT::real, "ms", "19 of 20 first frames came no later."),
     member<&RegionMatrixRow::ptff_p95_ms>},
};

constexpr Column<SupplyRegionRow> kSupplyColumns[] = {
    {timeKey("window_start", kWindowMeaning), member<&SupplyRegionRow::window_start>},
    {key("region", FT::text, "", "Region of the orchestrators; unknown where nothing tells."),
     member<&SupplyRegionRow::region>},
    {field("orchestrators", FT::integer, "", "Distinct addresses that offered or served."),
     member<&SupplyRegionRow::orchestrators>},
    {field("gpus", FT::integer, "GPU ids", "Distinct GPU ids on offer; ids change with restarts."),
     member<&SupplyRegionRow::gpus>},
    {field("assigned_sessions", FT::integer, "", "Sessions that started in the window and are attributed to them."),
     member<&SupplyRegionRow::assigned_sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, those that became playable."),
     member<&SupplyRegionRow::startup_success_sessions>},
    {field("used_inference_minutes", FT::real, "min", "Minutes of attributed sessions inside the window."),
     member<&SupplyRegionRow::used_inference_minutes>},
    {field("concurrent_streams_avg", FT::real, "streams", "Attributed streams at a time, mean over the window."),
     member<&SupplyRegionRow::concurrent_streams_avg>},
    {field("concurrent_streams_max", FT::integer, "streams", "Most attributed streams at a time."),
     member<&SupplyRegionRow::concurrent_streams_max>},
    {field("prompt_to_first_frame_p50_ms", FT::real, "ms", "Half of the first frames came no later."),
     member<&SupplyRegionRow::ptff_p50_ms>},
};

constexpr Column<RegionGpuRow> kGpuColumns[] = {
    {timeKey("window_start", kWindowMeaning), member<&RegionGpuRow::window_start>},
    {key("region", FT::text, "", "Region of the orchestrators; unknown where nothing tells."),
     member<&RegionGpuRow::region>},
    {key("gpu_model_name", FT::text, "", "Type of GPU; null: not known."), member<&RegionGpuRow::gpu_model_name>},
    {field("gpus", FT::integer, "GPU ids", "Distinct GPU ids of this type on offer."), member<&RegionGpuRow::gpus>},
    {field("used_inference_minutes", FT::real, "min", "Minutes of attributed sessions on them inside the window."),
     member<&RegionGpuRow::used_inference_minutes>},
};

constexpr Column<CompletenessRow> kCompletenessColumns[] = {
    {key("side", FT::text, "", "demand: by gateway, all sessions; supply: by orchestrator, attributed sessions."),
     member<&CompletenessRow::side>},
    {key("source", FT::text, "", "What tells the region: by hand, event, table, name, lookup; none: unknown."),
     member<&CompletenessRow::source>},
    {field("sessions", FT::integer, "", "Sessions that started in the range."), member<&CompletenessRow::sessions>},
    {field("share", FT::real, "", "Of all sessions of the side."), member<&CompletenessRow::share>},
    {field("contributors", FT::integer, "", "Gateways with a name, or orchestrators."),
     member<&CompletenessRow::contributors>},
};

/// A report by windows, with the sentence that belongs to it.
template <class Row>
void addRegional(std::vector<ReportInfo>& reports, std::string_view name, std::string_view summary,
                 std::span<const Column<Row>> columns, std::vector<Row> (*rowsOf)(Cache&, const ReportQuery&))
{
    ReportInfo report = reportOf<Row>(name, summary, columns, rowsOf);
    report.has_grain = true;
    report.note = [](Cache& cache, const ReportQuery& query) { return completenessSentence(cache, query); };
    reports.push_back(std::move(report));
}

}  // namespace

void addRegionReports(std::vector<ReportInfo>& reports)
{
    addRegional<RegionRow>(reports, "regions",
                           "Demand by the region of its gateway, streams at a time, missing capacity", regionColumns(),
                           regionRows);
    addRegional<RegionMatrixRow>(reports, "region-matrix",
                                 "From which region work comes and in which it is served: success and first frames",
                                 kMatrixColumns, regionMatrixRows);
    addRegional<SupplyRegionRow>(reports, "supply-regions",
                                 "Orchestrators, GPUs and inference minutes by the region of the orchestrator",
                                 kSupplyColumns, supplyRegionRows);
    addRegional<RegionGpuRow>(reports, "region-gpus", "GPUs and inference minutes by region and type of GPU",
                              kGpuColumns, regionGpuRows);
    addRegional<RegionCellRow>(reports, "region-cells", "Demand by cell of the map; small cells are put together",
                               cellColumns(), regionCellRows);
    ReportInfo completeness =
        reportOf<CompletenessRow>("region-completeness", "How many sessions have a region, and what tells it",
                                  kCompletenessColumns, completenessRows);
    completeness.note = [](Cache& cache, const ReportQuery& query) { return completenessSentence(cache, query); };
    reports.push_back(std::move(completeness));
}

}  // namespace naap
