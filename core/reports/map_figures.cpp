#include "core/reports/map_figures.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"
#include "core/reports/gpu_profile.h"

namespace naap {
namespace {

constexpr double kMsPerMinute = 60'000;

/// A row while it is being summed.
struct Sum {
    MapRow row;
    std::vector<Interval> streams;
    std::vector<double> ptff_ms;
    std::map<MapCell, std::int64_t> bins;  ///< with how much happens there
    bool has_spot = false;

    /// Where most of it happens.
    std::optional<MapCell> mainBin() const
    {
        const auto found = std::ranges::max_element(bins, {}, [](const auto& bin) { return bin.second; });
        return found == bins.end() ? std::nullopt : std::optional(found->first);
    }
};

using Key = std::pair<MapRow::Kind, std::string>;

/// Its south-west corner: `50N 10E`.
std::string nameOf(const MapCell& cell)
{
    return fmt::format("{}{} {}{}", std::abs(cell.lat_bin), cell.lat_bin < 0 ? 'S' : 'N', std::abs(cell.lon_bin),
                       cell.lon_bin < 0 ? 'W' : 'E');
}

std::string keyOf(const MapSpot& spot, MapGrouping grouping)
{
    switch (grouping) {
        case MapGrouping::bin: return spot.bin ? nameOf(*spot.bin) : std::string();
        case MapGrouping::region: return spot.region;
        case MapGrouping::country: return spot.country;
    }
    return {};
}

class Summing {
public:
    Summing(const MapFacts& facts, const MapChoice& choice) : m_facts(facts), m_choice(choice)
    {
        for (const MapSpot& spot : facts.spots)
            m_keys.push_back(keyOf(spot, choice.grouping));
        findFew();
    }

    void add(const MapSession& session)
    {
        const Interval& window = m_choice.window;
        Sum& sum = demandAt(session.gateway_spot);
        const Interval alive{session.demandedAt(), session.last_seen};
        if (overlapMs(alive, window) > 0)
            sum.streams.push_back(alive);
        if (!session.requested || !startsIn(session))
            return;
        touch(sum, session.gateway_spot);
        MapRow& row = sum.row;
        row.gateways.insert(session.gateway);
        ++row.requested_sessions;
        row.startup_success_sessions += session.served;
        row.no_orch_sessions += session.no_orch;
        row.unserved_sessions += session.unserved;
        row.slow_sessions += session.served && !session.unserved && session.ptff_ms.value_or(0) > kMapSlowMs;
        row.total_minutes +=
            static_cast<double>(std::max<std::int64_t>(0, toMs(alive.end) - toMs(alive.start))) / kMsPerMinute;
        if (session.ptff_ms && *session.ptff_ms > 0)
            sum.ptff_ms.push_back(*session.ptff_ms);
    }

    void add(const MapNode& node)
    {
        const Interval& window = m_choice.window;
        if (node.first_seen >= window.end || node.last_seen + kOfferStands < window.start)
            return;
        Sum& sum = supplyAt(node.spot);
        touch(sum, node.spot);
        sum.row.orchestrators.insert(node.orchestrator_address);
        const Instant end = std::min(window.end, m_newest_offer);
        for (const MapGpu& gpu : node.gpus)
            if (gpu.first_seen <= end && gpu.last_seen + kOfferStands >= end && sum.row.gpus.insert(gpu.id).second)
                ++sum.row.gpus_by_type[gpu.type];
    }

    MapFigures finished()
    {
        MapFigures figures;
        for (auto& [key, sum] : m_sums) {
            sum.row.bin = sum.mainBin();
            sum.row.concurrent = concurrencyIn(m_choice.window, sum.streams);
            sum.row.ptff_count = static_cast<std::int64_t>(sum.ptff_ms.size());
            sum.row.ptff_p50_ms = percentileOf(std::move(sum.ptff_ms), kP50);
            if (sum.row.hasDemand() || !sum.row.orchestrators.empty())
                figures.rows.push_back(std::move(sum.row));
        }
        figures.completeness.withheld_places = static_cast<std::int64_t>(m_few.size());
        return figures;
    }

    void setNewestOffer(Instant newest) { m_newest_offer = newest; }

private:
    bool startsIn(const MapSession& session) const
    {
        return session.demandedAt() >= m_choice.window.start && session.demandedAt() < m_choice.window.end;
    }

    /// Counted over all facts, not over the window: the same place must not appear and vanish with the hour.
    void findFew()
    {
        if (m_choice.grouping == MapGrouping::region)
            return;
        std::map<std::string, std::int64_t> requested;
        for (const MapSession& session : m_facts.sessions)
            requested[m_keys[session.gateway_spot]] += session.requested;
        for (const auto& [key, count] : requested)
            if (!key.empty() && count < m_choice.min_group)
                m_few.insert(key);
    }

    Sum& at(MapRow::Kind kind, const std::string& key, const MapSpot& spot)
    {
        Sum& sum = m_sums[{kind, key}];
        sum.row.kind = kind;
        sum.row.key = key;
        if (kind != MapRow::Kind::place)
            return sum;
        if (spot.bin)
            ++sum.bins[*spot.bin];
        if (m_choice.grouping != MapGrouping::region)
            sum.row.country = spot.country.empty() ? sum.row.country : spot.country;
        return sum;
    }

    Sum& demandAt(std::size_t spot)
    {
        const std::string& key = m_keys[spot];
        if (key.empty())
            return at(MapRow::Kind::unknown, {}, m_facts.spots[spot]);
        if (m_few.contains(key))
            return at(MapRow::Kind::withheld, {}, m_facts.spots[spot]);
        return at(MapRow::Kind::place, key, m_facts.spots[spot]);
    }

    /// Orchestrators are public: they are never withheld.
    Sum& supplyAt(std::size_t spot)
    {
        const std::string& key = m_keys[spot];
        return at(key.empty() ? MapRow::Kind::unknown : MapRow::Kind::place, key, m_facts.spots[spot]);
    }

    void touch(Sum& sum, std::size_t spot)
    {
        const MapSpot& of = m_facts.spots[spot];
        if (!of.isKnown())
            return;
        if (!of.region.empty())
            sum.row.regions.insert(of.region);
        sum.row.sources.insert(of.source);
        sum.row.doubt = sum.has_spot ? std::max(sum.row.doubt, of.doubt) : of.doubt;
        sum.has_spot = true;
    }

    const MapFacts& m_facts;
    const MapChoice& m_choice;
    std::vector<std::string> m_keys;  ///< of the spots
    std::set<std::string> m_few;
    std::map<Key, Sum> m_sums;
    Instant m_newest_offer{};
};

Instant newestOffer(const MapFacts& facts)
{
    Instant newest{};
    for (const MapNode& node : facts.nodes)
        newest = std::max(newest, node.last_seen);
    return newest;
}

MapCompleteness completenessOf(const MapFacts& facts, const MapChoice& choice)
{
    std::map<std::string, bool> gateways;
    std::map<std::string, bool> orchestrators;
    MapCompleteness all;
    for (const MapSession& session : facts.sessions) {
        const MapSpot& spot = facts.spots[session.gateway_spot];
        if (!session.requested || session.demandedAt() < choice.window.start ||
            session.demandedAt() >= choice.window.end)
            continue;
        const bool placed = !keyOf(spot, choice.grouping).empty();
        ++all.requested;
        all.requested_placed += placed;
        if (placed)
            ++all.requested_by_source[spot.source];
        gateways[session.gateway] |= placed;
    }
    for (const MapNode& node : facts.nodes)
        if (node.first_seen < choice.window.end && node.last_seen + kOfferStands >= choice.window.start)
            orchestrators[node.orchestrator_address] |= !keyOf(facts.spots[node.spot], choice.grouping).empty();
    const auto placed = [](const auto& things) {
        return std::ranges::count_if(things, [](const auto& thing) { return thing.second; });
    };
    all.gateways = static_cast<std::int64_t>(gateways.size());
    all.gateways_placed = placed(gateways);
    all.orchestrators = static_cast<std::int64_t>(orchestrators.size());
    all.orchestrators_placed = placed(orchestrators);
    return all;
}

void findGaps(std::vector<MapRow>& rows)
{
    std::vector<MapCell> supply;
    for (const MapRow& row : rows)
        if (row.kind == MapRow::Kind::place && row.bin && !row.orchestrators.empty())
            supply.push_back(*row.bin);
    for (MapRow& row : rows) {
        if (row.kind != MapRow::Kind::place || !row.bin)
            continue;
        for (const MapCell& bin : supply)
            row.supply_km = std::min(row.supply_km.value_or(INFINITY), distanceKm(centreOf(*row.bin), centreOf(bin)));
        const double share = ratio(row.troubledSessions(), row.requested_sessions).value_or(0);
        row.gap = share >= kMapGapShare && row.supply_km.value_or(0) > kMapFarKm;
    }
}

}  // namespace

std::optional<Interval> MapFacts::extent() const
{
    std::optional<Interval> found;
    const auto add = [&](Instant first, Instant last) {
        const Interval seen{first, last + std::chrono::milliseconds(1)};
        found = found ? Interval{std::min(found->start, seen.start), std::max(found->end, seen.end)} : seen;
    };
    for (const MapSession& session : sessions)
        add(session.demandedAt(), session.last_seen);
    if (sessions.empty())
        for (const MapNode& node : nodes)
            add(node.first_seen, node.last_seen);
    return found;
}

MapFigures mapFigures(const MapFacts& facts, const MapChoice& choice)
{
    Summing summing(facts, choice);
    summing.setNewestOffer(newestOffer(facts));
    for (const MapSession& session : facts.sessions)
        summing.add(session);
    for (const MapNode& node : facts.nodes)
        summing.add(node);
    MapFigures figures = summing.finished();
    const std::int64_t withheld = figures.completeness.withheld_places;
    figures.completeness = completenessOf(facts, choice);
    figures.completeness.withheld_places = withheld;
    for (MapRow& row : figures.rows)
        row.demand_share = ratio(row.requested_sessions, figures.completeness.requested);
    findGaps(figures.rows);
    std::ranges::stable_sort(figures.rows, {}, [](const MapRow& row) {
        return std::tuple(row.kind, -row.requested_sessions, -static_cast<std::int64_t>(row.orchestrators.size()));
    });
    return figures;
}

std::vector<std::size_t> rankedGaps(const MapFigures& figures)
{
    std::vector<std::size_t> gaps;
    for (std::size_t i = 0; i < figures.rows.size(); ++i)
        if (figures.rows[i].gap)
            gaps.push_back(i);
    std::ranges::stable_sort(gaps, std::ranges::greater{},
                             [&](std::size_t i) { return figures.rows[i].troubledSessions(); });
    return gaps;
}

}  // namespace naap
