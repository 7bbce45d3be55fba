#include "core/reports/places.h"

#include <fmt/format.h>

#include "core/events/names.h"
#include "core/reports/cells.h"
#include "core/reports/inventory.h"
#include "core/reports/row_choice.h"
#include "core/store/place_store.h"
#include "core/store/session_scan.h"
#include "core/store/supply_store.h"

namespace naap {
namespace {

using FT = FieldType;

template <class T, class Name>
Cell nameCell(const std::optional<T>& value, Name name)
{
    return value ? Cell(std::string(name(*value))) : Cell();
}

Cell evidenceCell(const PlaceRow& row)
{
    std::vector<std::string> sentences;
    for (const PlaceEvidence& evidence : row.place.evidence)
        sentences.push_back(sentenceOf(evidence));
    return sentences;
}

Cell latCell(const PlaceRow& row)
{
    return row.place.cell ? Cell(std::int64_t{row.place.cell->lat_bin}) : Cell();
}

Cell lonCell(const PlaceRow& row)
{
    return row.place.cell ? Cell(std::int64_t{row.place.cell->lon_bin}) : Cell();
}

constexpr Column<PlaceRow> kColumns[] = {
    {key("kind", FT::text, "", "gateway or orchestrator."), member<&PlaceRow::kind>},
    {key("name", FT::text, "", "Gateway as it names itself, or address of the orchestrator."), member<&PlaceRow::name>},
    {key("orchestrator_uri", FT::text, "", "Service URI of an orchestrator, as last spelled."),
     [](const PlaceRow& r) { return nullIfBlank(r.orchestrator_uri); }},
    {field("region", FT::text, "", "Where it stands; unknown where nothing tells."),
     member<&PlaceRow::place, &Place::region>},
    {field("region_source", FT::text, "", "What tells it: by hand, event, table, name or lookup."),
     [](const PlaceRow& r) { return nameCell(r.place.source, placeSourceName); }},
    {field("region_confidence", FT::text, "", "high, medium or low."),
     [](const PlaceRow& r) { return nameCell(r.place.confidence, confidenceName); }},
    {field("contradicted", FT::boolean, "", "Other evidence names another region."),
     member<&PlaceRow::place, &Place::contradicted>},
    {field("country", FT::text, "", "Two letters, where a code or a look-up tells."),
     [](const PlaceRow& r) { return nullIfBlank(r.place.country); }},
    {field("lat_bin", FT::integer, "degrees", "South edge of its cell of 5 degrees."), latCell},
    {field("lon_bin", FT::integer, "degrees", "West edge of its cell of 5 degrees."), lonCell},
    {timeField("last_seen", "Last session of the gateway, or last capability event of the orchestrator."),
     member<&PlaceRow::last_seen>},
    {field("evidence", FT::list, "", "All that speaks for a place, the deciding one first."), evidenceCell},
};

constexpr Column<PlaceEntry> kEntryColumns[] = {
    {key("kind", FT::text, "", "gateway, orchestrator, host, or region: a text that events use for one."),
     [](const PlaceEntry& e) { return Cell(std::string(placeKindName(e.kind))); }},
    {key("name", FT::text, "", "Gateway as it names itself, address, host, or the text."), member<&PlaceEntry::name>},
    {field("region", FT::text, "", "Where it stands."), member<&PlaceEntry::region>},
    {field("set_by_hand", FT::boolean, "", "Set for this one thing, which counts before everything else."),
     member<&PlaceEntry::by_hand>},
    {field("lat_bin", FT::integer, "degrees", "South edge of its cell of 5 degrees."),
     [](const PlaceEntry& e) { return e.lat_bin ? Cell(std::int64_t{*e.lat_bin}) : Cell(); }},
    {field("lon_bin", FT::integer, "degrees", "West edge of its cell of 5 degrees."),
     [](const PlaceEntry& e) { return e.lon_bin ? Cell(std::int64_t{*e.lon_bin}) : Cell(); }},
    {field("note", FT::text, "", "What the table says of it."),
     [](const PlaceEntry& e) { return nullIfBlank(e.note); }},
};

std::vector<PlaceRow> askAll(Cache& cache, const ReportQuery& query, PlaceBook& book)
{
    std::vector<PlaceRow> rows;
    for (GatewaySighting& seen : gatewaysSeen(cache, query.from, query.to)) {
        const Place& place = book.gateway(seen.gateway);
        rows.push_back({"gateway", std::move(seen.gateway), "", seen.last_seen, place});
    }
    for (Node& node : inventoryOf(cache, query.from, query.to).nodes) {
        const Place& place = book.orchestrator(node.orchestrator_address, node.orchestrator_uri);
        rows.push_back({"orchestrator", std::move(node.orchestrator_address), std::move(node.orchestrator_uri),
                        node.last_seen, place});
    }
    return rows;
}

std::string problemNote(Cache& cache, const ReportQuery& query)
{
    // Asked for every place, so that it has met every problem.
    PlaceBook book = placeBookOf(cache);
    askAll(cache, query, book);
    std::string note;
    for (const std::string& problem : book.problems())
        note += (note.empty() ? "" : "\n") + problem;
    return note;
}

}  // namespace

PlaceBook placeBookOf(Cache& cache)
{
    PlaceStore store(cache);
    PlaceBook::Sources sources;
    sources.stated = store.stated();
    sources.entries = store.entries();
    sources.resolved = store.resolvedHosts();
    if (const auto file = store.lookupFile()) {
        auto lookup = IpLookup::open(*file);
        if (lookup)
            sources.lookup = std::move(*lookup);
        else
            sources.problems.push_back(fmt::format("no address is looked up: {}", lookup.error().message));
    }
    return {RegionTable::bundled(), std::move(sources)};
}

Result<std::unique_ptr<ReportTable>> placeEntryTable(std::vector<PlaceEntry> entries, const std::optional<SortBy>& sort)
{
    const ReportInfo info{
        .name = "table of places", .summary = {}, .fields = fieldsOf<PlaceEntry>(kEntryColumns), .run = {}};
    const auto choice = RowChoice::of(info, {.sort = sort});
    if (!choice)
        return tl::unexpected(choice.error());
    return choice->apply(std::make_unique<RowsTable<PlaceEntry>>(std::move(entries), kEntryColumns));
}

std::vector<PlaceRow> placeRows(Cache& cache, const ReportQuery& query)
{
    PlaceBook book = placeBookOf(cache);
    return askAll(cache, query, book);
}

std::set<std::string> hostsOfOrchestrators(Cache& cache)
{
    std::set<std::string> hosts;
    for (const Node& node : inventoryOf(cache, {}, {}).nodes)
        if (std::string host = hostOf(node.orchestrator_uri); !host.empty())
            hosts.insert(std::move(host));
    return hosts;
}

AddressRegions::AddressRegions(Cache& cache) : m_cache(cache), m_book(placeBookOf(cache))
{
    add(advertisedNodes(cache));
}

void AddressRegions::add(const Nodes& nodes)
{
    for (const auto& [address, uri] : nodes) {
        m_addresses.insert(address);
        const Place& place = m_book.orchestrator(address, uri);
        if (!place.isKnown())
            continue;  // a host without a place says nothing against the others
        const auto [known, isNew] = m_regions.try_emplace(address, place.region);
        if (!isNew && known->second != place.region)
            known->second.reset();
    }
}

std::optional<std::string> AddressRegions::of(const std::string& address)
{
    if (address.empty())
        return std::nullopt;  // rows of sessions that nobody is known to have served
    if (!m_sessionsRead && !m_addresses.contains(address))
        addFromSessions();
    if (!m_addresses.contains(address))
        add({{address, std::string()}});  // known from jobs or payments alone, and placed by its address
    const auto found = m_regions.find(address);
    return found == m_regions.end() ? std::nullopt : found->second;
}

/// All sessions are read for it, which takes a while; addresses that never advertise are rare.
void AddressRegions::addFromSessions()
{
    m_sessionsRead = true;
    Nodes nodes = nodesOfSessions(m_cache);
    std::erase_if(nodes, [this](const auto& node) { return m_addresses.contains(node.first); });
    add(nodes);
}

void addPlaceReports(std::vector<ReportInfo>& reports)
{
    ReportInfo places =
        reportOf<PlaceRow>("places", "Where gateways and orchestrators stand, how sure that is, and what speaks for it",
                           kColumns, placeRows);
    places.note = problemNote;
    reports.push_back(std::move(places));
}

}  // namespace naap
