#include "core/reports/share_bundle.h"

#include <algorithm>
#include <map>
#include <random>

#include <fmt/format.h>

#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/format.h"
#include "core/reports/regional_scan.h"

namespace naap {
namespace {

using FT = FieldType;

/// In the place of a region: several of too few sessions each.
constexpr std::string_view kSmall = "small";

/// Figures that may be added, so that small groups can be put together. What cannot be added is left out.
struct Shared {
    Instant window_start{};
    std::string place;
    std::string other_place;  ///< of a pair, the orchestrator's
    std::int64_t sessions = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t unserved_sessions = 0;
    std::int64_t no_orch_sessions = 0;
    double minutes = 0;
    double concurrent_streams_avg = 0;
};

void addTo(Shared& total, const Shared& part)
{
    total.sessions += part.sessions;
    total.startup_success_sessions += part.startup_success_sessions;
    total.unserved_sessions += part.unserved_sessions;
    total.no_orch_sessions += part.no_orch_sessions;
    total.minutes += part.minutes;
    total.concurrent_streams_avg += part.concurrent_streams_avg;
}

/// Rows of at least `least` sessions, and for each window the others as one; that one goes too when it is still small.
std::vector<Shared> grouped(const std::vector<Shared>& rows, std::int64_t least)
{
    std::vector<Shared> kept;
    std::map<Instant, Shared> small;
    for (const Shared& row : rows) {
        if (row.sessions >= least)
            kept.push_back(row);
        else
            addTo(small[row.window_start], row);
    }
    for (auto& [start, row] : small) {
        if (row.sessions < least)
            continue;
        row.window_start = start;
        row.place = row.other_place = kSmall;
        kept.push_back(row);
    }
    std::ranges::sort(kept, {},
                      [](const Shared& row) { return std::tie(row.window_start, row.place, row.other_place); });
    return kept;
}

constexpr Column<Shared> kDemandColumns[] = {
    {timeKey("window_start", "Start of the window."), member<&Shared::window_start>},
    {key("region", FT::text, "", "Region of the gateways; unknown, or small: several put together."),
     member<&Shared::place>},
    {field("requested_sessions", FT::integer, "", "Sessions asked for."), member<&Shared::sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, served."),
     member<&Shared::startup_success_sessions>},
    {field("unserved_sessions", FT::integer, "", "Of these, not served."), member<&Shared::unserved_sessions>},
    {field("no_orch_sessions", FT::integer, "", "Of these, without an orchestrator."),
     member<&Shared::no_orch_sessions>},
    {field("total_minutes", FT::real, "min", "Their durations."), member<&Shared::minutes>},
    {field("concurrent_streams_avg", FT::real, "streams", "Streams at a time, mean."),
     member<&Shared::concurrent_streams_avg>},
};

constexpr Column<Shared> kMatrixColumns[] = {
    {timeKey("window_start", "Start of the window."), member<&Shared::window_start>},
    {key("gateway_region", FT::text, "", "Where work was asked for."), member<&Shared::place>},
    {key("orchestrator_region", FT::text, "", "Where it was served."), member<&Shared::other_place>},
    {field("requested_sessions", FT::integer, "", "Sessions asked for."), member<&Shared::sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, served."),
     member<&Shared::startup_success_sessions>},
    {field("no_orch_sessions", FT::integer, "", "Of these, without an orchestrator."),
     member<&Shared::no_orch_sessions>},
};

constexpr Column<Shared> kSupplyColumns[] = {
    {timeKey("window_start", "Start of the window."), member<&Shared::window_start>},
    {key("region", FT::text, "", "Region of the orchestrators; unknown, or small: several put together."),
     member<&Shared::place>},
    {field("assigned_sessions", FT::integer, "", "Sessions attributed to them."), member<&Shared::sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, served."),
     member<&Shared::startup_success_sessions>},
    {field("used_inference_minutes", FT::real, "min", "Minutes of attributed sessions."), member<&Shared::minutes>},
    {field("concurrent_streams_avg", FT::real, "streams", "Streams at a time, mean."),
     member<&Shared::concurrent_streams_avg>},
};

constexpr Column<Shared> kOrchestratorColumns[] = {
    {key("orchestrator", FT::text, "", "Pseudonym that holds within this bundle alone."), member<&Shared::place>},
    {field("region", FT::text, "", "Where it stands."), member<&Shared::other_place>},
    {field("assigned_sessions", FT::integer, "", "Sessions attributed to it in the range."), member<&Shared::sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, served."),
     member<&Shared::startup_success_sessions>},
    {field("used_inference_minutes", FT::real, "min", "Minutes of attributed sessions."), member<&Shared::minutes>},
};

/// A row of the cells: what region-cells says, without what a few sessions could be told by.
constexpr Column<RegionCellRow> kCellColumns[] = {
    {timeKey("window_start", "Start of the window."), member<&RegionCellRow::window_start>},
    {key("group", FT::text, "", "cell, small or unknown."), member<&RegionCellRow::group>},
    {key("lat_bin", FT::integer, "degrees", "South edge of the cell of 5 degrees."),
     [](const RegionCellRow& r) { return r.cell ? Cell(std::int64_t{r.cell->lat_bin}) : Cell(); }},
    {key("lon_bin", FT::integer, "degrees", "West edge of the cell."),
     [](const RegionCellRow& r) { return r.cell ? Cell(std::int64_t{r.cell->lon_bin}) : Cell(); }},
    {field("requested_sessions", FT::integer, "", "Sessions asked for."),
     member<&RegionCellRow::demand, &DemandFigures::requested_sessions>},
    {field("startup_success_sessions", FT::integer, "", "Of these, served."),
     member<&RegionCellRow::demand, &DemandFigures::startup_success_sessions>},
    {field("no_orch_sessions", FT::integer, "", "Of these, without an orchestrator."),
     member<&RegionCellRow::demand, &DemandFigures::no_orch_sessions>},
    {field("concurrent_streams_avg", FT::real, "streams", "Streams at a time, mean."),
     member<&RegionCellRow::demand, &DemandFigures::concurrent_streams_avg>},
};

template <class Row>
ShareTable tableOf(std::string name, std::string meaning, std::vector<Row> rows, std::span<const Column<Row>> columns)
{
    return {std::move(name), std::move(meaning), std::make_unique<RowsTable<Row>>(std::move(rows), columns)};
}

std::vector<Shared> demandOf(Cache& cache, const ReportQuery& query)
{
    std::vector<Shared> rows;
    for (const RegionRow& r : regionRows(cache, query))
        rows.push_back({r.window_start, r.region, "", r.demand.requested_sessions, r.demand.startup_success_sessions,
                        r.demand.unserved_sessions, r.demand.no_orch_sessions, r.demand.total_minutes,
                        r.demand.concurrent_streams_avg});
    return rows;
}

std::vector<Shared> matrixOf(Cache& cache, const ReportQuery& query)
{
    std::vector<Shared> rows;
    for (const RegionMatrixRow& r : regionMatrixRows(cache, query))
        rows.push_back({r.window_start, r.gateway_region, r.orchestrator_region, r.requested_sessions,
                        r.startup_success_sessions, 0, r.no_orch_sessions, 0, 0});
    return rows;
}

std::vector<Shared> supplyOf(Cache& cache, const ReportQuery& query)
{
    std::vector<Shared> rows;
    for (const SupplyRegionRow& r : supplyRegionRows(cache, query))
        rows.push_back({r.window_start, r.region, "", r.assigned_sessions, r.startup_success_sessions, 0, 0,
                        r.used_inference_minutes, r.concurrent_streams_avg});
    return rows;
}

/// Each orchestrator over the whole range, under a number drawn by lot. Those of too few sessions are left out.
std::vector<Shared> orchestratorsOf(Cache& cache, const ReportQuery& query, const ShareOptions& options)
{
    ReportQuery whole = query;
    whole.grain = Grain::range;
    const ReportWindows windows(cache, whole);
    PlaceBook book = placeBookOf(cache);
    std::map<std::string, Shared> byAddress;
    visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) {
        if (!placed.session.orchestrator_address)
            return;
        Shared& row = byAddress[*placed.session.orchestrator_address];
        if (placed.demanded_in) {
            ++row.sessions;
            row.startup_success_sessions += placed.session.startup_outcome == "success" ? 1 : 0;
        }
        std::vector<Interval> stream;
        addStream(stream, placed.session);
        row.minutes += streamMinutes(windows.span(), stream);
    });
    AddressRegions regions(cache);
    std::vector<Shared> rows;
    for (auto& [address, row] : byAddress) {
        row.other_place = regions.of(address).value_or(std::string(kUnknownRegion));
        if (row.sessions >= options.min_group)
            rows.push_back(std::move(row));
    }
    std::mt19937_64 lot(options.seed);
    std::ranges::shuffle(rows, lot);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].place = fmt::format("orchestrator-{:03}", i + 1);
    return rows;
}

std::vector<RegionCellRow> cellsOf(Cache& cache, const ReportQuery& query, std::int64_t least)
{
    std::vector<RegionCellRow> rows = regionCellRows(cache, query);
    std::erase_if(rows, [&](const RegionCellRow& row) { return row.demand.requested_sessions < least; });
    return rows;
}

std::string_view grainName(Grain grain)
{
    return grain == Grain::hour ? "hours" : grain == Grain::day ? "days" : "one window";
}

std::string textOf(const ReportTable& table, Format format)
{
    std::string text;
    writeReport(table, {.format = format}, [&](std::string_view part) {
        text += part;
        return true;
    });
    return text;
}

}  // namespace

Result<ShareBundle> shareBundleOf(Cache& cache, const ShareOptions& options)
{
    constexpr std::int64_t kLeastGroup = 2;
    if (options.min_group < kLeastGroup)
        return failure(Error::Code::usage, "a group of fewer than 2 sessions hides nobody");
    return guarded(cache, [&]() -> Result<ShareBundle> {
        const ReadSnapshot snapshot(cache.db());
        ReportQuery query;
        query.from = options.from;
        query.to = options.to;
        query.grain = options.grain;
        query.min_group = options.min_group;
        const ReportWindows windows(cache, query);
        if (windows.isEmpty())
            return failure(Error::Code::usage, "no events are held of this range");
        ShareBundle bundle;
        const std::int64_t least = options.min_group;
        bundle.tables.push_back(tableOf<Shared>("regions", "demand by the region of its gateway",
                                                grouped(demandOf(cache, query), least), kDemandColumns));
        bundle.tables.push_back(tableOf<Shared>("region-matrix", "demand by the regions of gateway and orchestrator",
                                                grouped(matrixOf(cache, query), least), kMatrixColumns));
        bundle.tables.push_back(tableOf<Shared>("supply-regions", "work by the region of its orchestrator",
                                                grouped(supplyOf(cache, query), least), kSupplyColumns));
        bundle.tables.push_back(tableOf<RegionCellRow>("region-cells", "demand by cells of 5 degrees",
                                                       cellsOf(cache, query, least), kCellColumns));
        bundle.tables.push_back(tableOf<Shared>("orchestrators", "work by orchestrator, under pseudonyms",
                                                orchestratorsOf(cache, query, options), kOrchestratorColumns));
        bundle.notes = {fmt::format("From {} to {}, by {}.", formatInstant(windows.span().start),
                                    formatInstant(windows.span().end), grainName(options.grain)),
                        fmt::format("No figure stands for fewer than {} sessions: smaller groups are put together as "
                                    "`small`, or left out.",
                                    least),
                        "It holds no name of a gateway, stream, session or host, no address, no IP address, and no "
                        "position finer than a cell of 5 degrees.",
                        "Pseudonyms were drawn by lot for this bundle and tell nothing outside of it.",
                        completenessSentence(cache, query)};
        return bundle;
    });
}

std::string contentsOf(const ShareBundle& bundle)
{
    std::string text = "bundle.json holds all of these; each is a CSV file too:\n";
    for (const ShareTable& table : bundle.tables) {
        text += fmt::format("\n{}.csv: {}, {} {}\n", table.name, table.meaning, table.rows->rowCount(),
                            table.rows->rowCount() == 1 ? "row" : "rows");
        for (const Field& field : table.rows->fields())
            text += fmt::format("  {:<26} {}\n", field.name, field.meaning);
    }
    text += '\n';
    for (const std::string& note : bundle.notes)
        text += note + '\n';
    return text;
}

std::vector<ShareFile> filesOf(const ShareBundle& bundle)
{
    std::vector<ShareFile> files;
    std::string json = "{\"notes\":[";
    for (const std::string& note : bundle.notes) {
        json += json.ends_with('[') ? "" : ",";
        appendJsonText(json, note);
    }
    json += "],\"tables\":{";
    for (const ShareTable& table : bundle.tables) {
        files.push_back({table.name + ".csv", textOf(*table.rows, Format::csv)});
        json += json.ends_with('{') ? "\n" : ",\n";
        appendJsonText(json, table.name);
        json += ':' + textOf(*table.rows, Format::json);
    }
    json += "}}\n";
    files.insert(files.begin(), {"bundle.json", json});
    return files;
}

}  // namespace naap
