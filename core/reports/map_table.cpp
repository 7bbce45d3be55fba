#include "core/reports/map_table.h"

#include <fmt/format.h>

#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/row_choice.h"

namespace naap {
namespace {

using FT = FieldType;

/// A row and its rank among the gaps.
struct Line {
    MapRow row;
    std::int64_t rank = 0;
};

std::vector<std::string> listOf(const std::set<std::string>& texts)
{
    return {texts.begin(), texts.end()};
}

std::vector<std::string> typesOf(const MapRow& row)
{
    std::vector<std::string> types;
    for (const auto& [type, count] : row.gpus_by_type)
        types.push_back(fmt::format("{} x {}", count, type.empty() ? "unknown" : type));
    return types;
}

template <class T>
std::int64_t sizeOf(const T& things)
{
    return static_cast<std::int64_t>(things.size());
}

const std::vector<Column<Line>>& allColumns()
{
    static const std::vector<Column<Line>> kColumns{
        {{"place", FT::text, "",
          "south-west corner of a cell, region or country; small: all places of too few sessions; unknown: without a "
          "place",
          true},
         [](const Line& l) -> Cell { return mapPlaceName(l.row); }},
        {{"rank", FT::integer, "", "among the gaps, by refused and slow sessions"},
         [](const Line& l) -> Cell { return l.rank; }},
        {{"confidence", FT::text, "", "how sure the place is: high, medium or low, that of the least sure part"},
         [](const Line& l) { return nullIfBlank(std::string(mapConfidence(l.row))); }},
        {{"region_source", FT::list, "", "where the place is known from"},
         [](const Line& l) -> Cell { return listOf(l.row.sources); }},
        {{"regions", FT::list, "", "regions that lie here"},
         [](const Line& l) -> Cell { return listOf(l.row.regions); }},
        {{"country", FT::text, "", "ISO 3166-1, two letters"},
         [](const Line& l) { return nullIfBlank(l.row.country); }},
        {{"requested_sessions", FT::integer, "", "sessions asked for by gateways here"},
         [](const Line& l) -> Cell { return l.row.requested_sessions; }},
        {{"startup_success_sessions", FT::integer, "", "of these, playable ones"},
         [](const Line& l) -> Cell { return l.row.startup_success_sessions; }},
        {{"unserved_sessions", FT::integer, "",
          "of these, without an orchestrator, or failed without excuse or output"},
         [](const Line& l) -> Cell { return l.row.unserved_sessions; }},
        {{"no_orch_sessions", FT::integer, "", "of these, sessions for which no orchestrator was found"},
         [](const Line& l) -> Cell { return l.row.no_orch_sessions; }},
        {{"slow_sessions", FT::integer, "", "served ones whose first frame took longer than 6 s"},
         [](const Line& l) -> Cell { return l.row.slow_sessions; }},
        {{"missing_capacity_rate", FT::real, "", "no_orch_sessions / requested_sessions"},
         [](const Line& l) { return asCell(ratio(l.row.no_orch_sessions, l.row.requested_sessions)); }},
        {{"demand_share", FT::real, "", "requested_sessions / those of all places, unknown included"},
         [](const Line& l) { return asCell(l.row.demand_share); }},
        {{"total_minutes", FT::real, "min", "duration of whole sessions that began here"},
         [](const Line& l) -> Cell { return l.row.total_minutes; }},
        {{"concurrent_streams_avg", FT::real, "", "mean of simultaneous streams, weighted by time"},
         [](const Line& l) -> Cell { return l.row.concurrent.avg; }},
        {{"concurrent_streams_max", FT::integer, "", "most simultaneous streams"},
         [](const Line& l) -> Cell { return l.row.concurrent.max; }},
        {{"ptff_p50_ms", FT::real, "ms", "median prompt-to-first-frame time, nearest rank"},
         [](const Line& l) { return asCell(l.row.ptff_p50_ms); }},
        {{"ptff_count", FT::integer, "", "sessions that have one"},
         [](const Line& l) -> Cell { return l.row.ptff_count; }},
        {{"broadcasters", FT::integer, "", "distinct gateways with a requested session"},
         [](const Line& l) -> Cell { return sizeOf(l.row.gateways); }},
        {{"orchestrators", FT::integer, "", "distinct orchestrators heard of"},
         [](const Line& l) -> Cell { return sizeOf(l.row.orchestrators); }},
        {{"gpus", FT::integer, "", "distinct GPU ids offered at the end of the time"},
         [](const Line& l) -> Cell { return sizeOf(l.row.gpus); }},
        {{"gpus_by_type", FT::list, "", "the same by type"}, [](const Line& l) -> Cell { return typesOf(l.row); }},
        {{"supply_km", FT::real, "km", "between the middles of the bins of this and the nearest place with supply"},
         [](const Line& l) { return asCell(l.row.supply_km); }},
        {{"gap", FT::boolean, "", "5 % or more refused or slow, and supply more than 1000 km away"},
         [](const Line& l) -> Cell { return l.row.gap; }},
    };
    return kColumns;
}

std::vector<Column<Line>> columnsWithout(std::initializer_list<std::string_view> names)
{
    std::vector<Column<Line>> columns;
    for (const auto& column : allColumns())
        if (std::ranges::find(names, column.field.name) == names.end())
            columns.push_back(column);
    return columns;
}

Result<std::unique_ptr<ReportTable>> tableOf(std::vector<Line> lines, std::span<const Column<Line>> columns,
                                             const std::optional<SortBy>& sort)
{
    std::unique_ptr<ReportTable> table = std::make_unique<RowsTable<Line>>(std::move(lines), columns);
    if (!sort)
        return table;
    const ReportInfo info{.name = "map", .summary = {}, .fields = fieldsOf(columns), .run = {}};
    const auto choice = RowChoice::of(info, {.sort = sort});
    if (!choice)
        return tl::unexpected(choice.error());
    return choice->apply(std::move(table));
}

}  // namespace

std::string mapPlaceName(const MapRow& row)
{
    switch (row.kind) {
        case MapRow::Kind::place: return row.key;
        case MapRow::Kind::withheld: return "small";
        case MapRow::Kind::unknown: return "unknown";
    }
    return {};
}

std::string_view mapConfidence(const MapRow& row)
{
    if (row.kind == MapRow::Kind::unknown)
        return {};
    switch (row.doubt) {
        case MapDoubt::none: return "high";
        case MapDoubt::some: return "medium";
        case MapDoubt::much: return "low";
    }
    return {};
}

Result<std::unique_ptr<ReportTable>> mapTable(const MapFigures& figures, const std::optional<SortBy>& sort)
{
    static const std::vector<Column<Line>> kColumns = columnsWithout({"rank"});
    std::vector<Line> lines;
    for (const MapRow& row : figures.rows)
        lines.push_back({row, 0});
    return tableOf(std::move(lines), kColumns, sort);
}

Result<std::unique_ptr<ReportTable>> gapTable(const MapFigures& figures, const std::optional<SortBy>& sort)
{
    static const std::vector<Column<Line>> kColumns = columnsWithout({"gap", "demand_share", "ptff_count"});
    std::vector<Line> lines;
    for (const std::size_t row : rankedGaps(figures))
        lines.push_back({figures.rows[row], static_cast<std::int64_t>(lines.size()) + 1});
    return tableOf(std::move(lines), kColumns, sort);
}

}  // namespace naap
