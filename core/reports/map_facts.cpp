#include "core/reports/map_facts.h"

#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "core/reports/named_column.h"
#include "core/store/read_in_two.h"

namespace naap {
namespace {

using Host = std::pair<std::string, std::string>;  // address, URI

MapDoubt doubtOf(const std::string& confidence)
{
    if (confidence == "high")
        return MapDoubt::none;
    return confidence == "medium" ? MapDoubt::some : MapDoubt::much;
}

/// Where things are, each place once. The first spot is nowhere.
class Places {
public:
    explicit Places(const ReportTable& places) : m_spots(1)
    {
        const NamedColumn kind(places, "kind");
        const NamedColumn name(places, "name");
        const NamedColumn uri(places, "orchestrator_uri");
        for (std::size_t row = 0; row < places.rowCount(); ++row) {
            const std::size_t spot = add(spotIn(places, row));
            if (kind.text(row) == "gateway") {
                m_gateways[name.text(row)] = spot;
            } else {
                m_hosts[{name.text(row), uri.text(row)}] = spot;
                m_addresses.try_emplace(name.text(row), spot);
            }
        }
    }

    std::size_t gateway(const std::string& name) const { return in(m_gateways, name); }
    std::size_t orchestrator(const Host& host) const
    {
        const auto found = m_hosts.find(host);
        return found != m_hosts.end() ? found->second : in(m_addresses, host.first);
    }
    std::vector<MapSpot> take() { return std::move(m_spots); }

private:
    static MapSpot spotIn(const ReportTable& places, std::size_t row)
    {
        const auto lat = NamedColumn(places, "lat_bin").number(row);
        const auto lon = NamedColumn(places, "lon_bin").number(row);
        MapSpot spot;
        spot.source = NamedColumn(places, "region_source").text(row);
        if (spot.source.empty())
            return spot;
        spot.region = NamedColumn(places, "region").text(row);
        spot.country = NamedColumn(places, "country").text(row);
        if (lat && lon)
            spot.bin = MapCell{static_cast<int>(*lat), static_cast<int>(*lon)};
        spot.doubt = doubtOf(NamedColumn(places, "region_confidence").text(row));
        return spot;
    }

    std::size_t add(const MapSpot& spot)
    {
        const auto [found, isNew] =
            m_known.try_emplace({spot.region, spot.country, spot.bin, spot.source, spot.doubt}, m_spots.size());
        if (isNew)
            m_spots.push_back(spot);
        return found->second;
    }

    static std::size_t in(const std::map<std::string, std::size_t>& names, const std::string& name)
    {
        const auto found = names.find(name);
        return found == names.end() ? 0 : found->second;
    }

    using Known = std::tuple<std::string, std::string, std::optional<MapCell>, std::string, MapDoubt>;
    std::vector<MapSpot> m_spots;
    std::map<Known, std::size_t> m_known;
    std::map<std::string, std::size_t> m_gateways;
    std::map<Host, std::size_t> m_hosts;
    std::map<std::string, std::size_t> m_addresses;
};

std::vector<MapSession> sessionsOf(const ReportTable& table, const Places& places)
{
    const NamedColumn gateway(table, "gateway");
    const NamedColumn started(table, "started_at");
    const NamedColumn last(table, "last_seen");
    const NamedColumn requested(table, "requested");
    const NamedColumn startup(table, "startup_outcome");
    const NamedColumn selection(table, "selection_outcome");
    const NamedColumn excusal(table, "excusal_reason");
    const NamedColumn loading(table, "loading_only");
    const NamedColumn zero(table, "zero_output_fps");
    const NamedColumn ptff(table, "prompt_to_first_frame_ms");
    std::vector<MapSession> sessions;
    sessions.reserve(table.rowCount());
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        MapSession& of = sessions.emplace_back();
        of.gateway = gateway.text(row);
        of.gateway_spot = places.gateway(of.gateway);
        of.started_at = started.instant(row);
        of.last_seen = last.instant(row).value_or(Instant{});
        of.requested = requested.isTrue(row);
        of.served = startup.text(row) == "success";
        of.no_orch = selection.text(row) == "no_orch";
        const bool failed = startup.text(row) == "failed" && excusal.text(row) == "none";
        of.unserved = of.no_orch || failed || loading.isTrue(row) || zero.isTrue(row);
        of.ptff_ms = ptff.number(row);
    }
    return sessions;
}

std::vector<MapNode> nodesOf(const ReportTable& orchestrators, const ReportTable& gpus, const Places& places)
{
    const NamedColumn address(orchestrators, "orchestrator_address");
    const NamedColumn uri(orchestrators, "orchestrator_uri");
    const NamedColumn first(orchestrators, "first_seen");
    const NamedColumn last(orchestrators, "last_seen");
    std::vector<MapNode> nodes;
    std::map<Host, std::size_t> numbers;
    for (std::size_t row = 0; row < orchestrators.rowCount(); ++row) {
        const Host host{address.text(row), uri.text(row)};
        numbers[host] = nodes.size();
        nodes.push_back({.orchestrator_address = host.first,
                         .spot = places.orchestrator(host),
                         .first_seen = first.instant(row).value_or(Instant{}),
                         .last_seen = last.instant(row).value_or(Instant{}),
                         .gpus = {}});
    }
    const NamedColumn gpu_address(gpus, "orchestrator_address");
    const NamedColumn gpu_uri(gpus, "orchestrator_uri");
    const NamedColumn id(gpus, "gpu_id");
    const NamedColumn type(gpus, "gpu_model_name");
    const NamedColumn gpu_first(gpus, "first_seen");
    const NamedColumn gpu_last(gpus, "last_seen");
    for (std::size_t row = 0; row < gpus.rowCount(); ++row)
        if (const auto found = numbers.find({gpu_address.text(row), gpu_uri.text(row)}); found != numbers.end())
            nodes[found->second].gpus.push_back({.id = id.text(row),
                                                 .type = type.text(row),
                                                 .first_seen = gpu_first.instant(row).value_or(Instant{}),
                                                 .last_seen = gpu_last.instant(row).value_or(Instant{})});
    return nodes;
}

}  // namespace

MapFacts mapFacts(const ReportTable& sessions, const ReportTable& orchestrators, const ReportTable& gpus,
                  const ReportTable& places)
{
    Places known(places);
    MapFacts facts;
    facts.sessions = sessionsOf(sessions, known);
    facts.nodes = nodesOf(orchestrators, gpus, known);
    facts.spots = known.take();
    return facts;
}

namespace {

/// Sessions are asked for by when they were last seen; those that ran on beyond the end belong to the range, too.
ReportQuery runningIn(ReportQuery query)
{
    if (!query.to)
        return query;
    const std::string began = fmt::format("(started_at < {} or started_at is missing)",
                                          formatInstant(*std::exchange(query.to, std::nullopt)));
    query.filter = query.filter.find_first_not_of(" \t") == std::string::npos
                       ? began
                       : fmt::format("({}) and {}", query.filter, began);
    return query;
}

}  // namespace

Result<MapFacts> readMapFacts(Cache& cache, const ReportQuery& query)
{
    using Answer = Result<std::unique_ptr<ReportTable>>;
    const ReportQuery range{.from = query.from, .to = query.to};
    ReportQuery running = runningIn(query);
    running.fields = {
        "gateway",           "started_at",     "last_seen",    "requested",       "startup_outcome",
        "selection_outcome", "excusal_reason", "loading_only", "zero_output_fps", "prompt_to_first_frame_ms"};
    Answer sessions, orchestrators, gpus, places;
    readInTwo(
        cache,
        [&](Cache& own) {
            sessions = runReport(own, "sessions", running);
            orchestrators = runReport(own, "orchestrators", range);
        },
        [&](Cache& own) {
            gpus = runReport(own, "gpus", range);
            places = runReport(own, "places", range);
        });
    for (const Answer* each : {&sessions, &orchestrators, &gpus, &places})
        if (!*each)
            return tl::unexpected(each->error());
    return mapFacts(**sessions, **orchestrators, **gpus, **places);
}

}  // namespace naap
