#include <QtTest>

#include "core/reports/map_table.h"
#include "core/reports/named_column.h"

using namespace naap;

namespace {

using std::chrono::minutes;

constexpr Instant kStart = Instant(std::chrono::hours(24 * 365 * 50));
constexpr Interval kHour{kStart, kStart + minutes(60)};

MapSpot spot(const char* region, const char* country, MapCell bin, MapDoubt doubt = MapDoubt::none)
{
    return {.region = region, .country = country, .bin = bin, .source = "name", .doubt = doubt};
}

/// A served session of a gateway, in minutes of the hour.
MapSession session(const char* gateway, std::size_t at, int from, int to)
{
    MapSession made;
    made.gateway = gateway;
    made.gateway_spot = at;
    made.started_at = kStart + minutes(from);
    made.last_seen = kStart + minutes(to);
    made.requested = made.served = true;
    made.ptff_ms = 1'000;
    return made;
}

MapSession refused(const char* gateway, std::size_t at, int from)
{
    MapSession made = session(gateway, at, from, from);
    made.served = false;
    made.no_orch = made.unserved = true;
    made.ptff_ms.reset();
    return made;
}

MapNode node(const char* address, std::size_t at, const char* type, int gpus)
{
    MapNode made{.orchestrator_address = address,
                 .spot = at,
                 .first_seen = kStart,
                 .last_seen = kStart + minutes(60),
                 .gpus = {}};
    for (int i = 0; i < gpus; ++i)
        made.gpus.push_back({.id = std::string(address) + std::to_string(i),
                             .type = type,
                             .first_seen = made.first_seen,
                             .last_seen = made.last_seen});
    return made;
}

/// 0 unknown, 1 and 2 in Germany but different bins, 3 Sydney.
std::vector<MapSpot> spots()
{
    return {{},
            spot("eu-central", "DE", {50, 5}),
            spot("eu-central", "DE", {50, 10}, MapDoubt::some),
            spot("oceania", "AU", {-35, 150}, MapDoubt::much)};
}

MapFacts facts()
{
    MapFacts made{.spots = spots(), .sessions = {}, .nodes = {}};
    made.sessions = {session("fra", 1, 0, 30), session("fra", 1, 10, 50), session("ber", 2, 20, 40),
                     refused("syd", 3, 5),     session("syd", 3, 15, 25), session("", 0, 0, 60)};
    made.nodes = {node("0xa", 1, "RTX 4090", 2), node("0xb", 2, "H100", 1), node("0xc", 0, "RTX 4090", 1)};
    return made;
}

const MapRow& rowOf(const MapFigures& figures, std::string_view key)
{
    const auto found = std::ranges::find(figures.rows, key, &MapRow::key);
    if (found == figures.rows.end())
        throw std::runtime_error("no such place");
    return *found;
}

const MapRow& rowOf(const MapFigures& figures, MapRow::Kind kind)
{
    return *std::ranges::find(figures.rows, kind, &MapRow::kind);
}

}  // namespace

class TestMapFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void binsCountTheirOwnDemandAndSupply()
    {
        const MapFigures figures = mapFigures(facts(), {.grouping = MapGrouping::bin, .window = kHour, .min_group = 1});
        QCOMPARE(figures.rows.size(), std::size_t{4});
        const MapRow& frankfurt = rowOf(figures, "50N 5E");
        QCOMPARE(frankfurt.requested_sessions, 2);
        QCOMPARE(frankfurt.gateways, std::set<std::string>{"fra"});
        QCOMPARE(frankfurt.total_minutes, 70.0);
        QCOMPARE(frankfurt.concurrent.avg, 70.0 / 60);
        QCOMPARE(frankfurt.concurrent.max, 2);
        QCOMPARE(frankfurt.ptff_p50_ms, std::optional(1'000.0));
        QCOMPARE(frankfurt.demand_share, std::optional(2.0 / 6));
        QCOMPARE(frankfurt.gpus_by_type, (std::map<std::string, std::int64_t>{{"RTX 4090", 2}}));
        QCOMPARE(rowOf(figures, "50N 10E").doubt, MapDoubt::some);
        QCOMPARE(figures.rows.back().kind, MapRow::Kind::unknown);  // shown, and last
        QCOMPARE(figures.rows.back().orchestrators, std::set<std::string>{"0xc"});
    }

    /// The example of docs/metrics.md: streams of [0,30), [10,50), [20,40) minutes make 1.5 on average and 3 at most.
    void aRegionMeetsOverItsBins()
    {
        const MapFigures figures = mapFigures(facts(), {.grouping = MapGrouping::region, .window = kHour});
        const MapRow& europe = rowOf(figures, "eu-central");
        QCOMPARE(europe.concurrent.avg, 1.5);
        QCOMPARE(europe.concurrent.max, 3);
        QCOMPARE(europe.gateways.size(), std::size_t{2});
        QCOMPARE(europe.gpus.size(), std::size_t{3});
        QCOMPARE(europe.doubt, MapDoubt::some);  // as unsure as its least sure part
        QCOMPARE(rowOf(mapFigures(facts(), {.grouping = MapGrouping::country, .window = kHour, .min_group = 1}), "DE")
                     .requested_sessions,
                 3);
    }

    void refusedDemandFarFromSupplyIsAGap()
    {
        const MapFigures figures = mapFigures(facts(), {.grouping = MapGrouping::region, .window = kHour});
        const MapRow& sydney = rowOf(figures, "oceania");
        QCOMPARE(sydney.unserved_sessions, 1);
        QCOMPARE(sydney.no_orch_sessions, 1);
        QVERIFY(sydney.supply_km.value_or(0) > 15'000);
        QVERIFY(sydney.gap);
        QVERIFY(!rowOf(figures, "eu-central").gap);
        QCOMPARE(rankedGaps(figures).size(), std::size_t{1});
        MapFacts served = facts();
        served.nodes.push_back(node("0xd", 3, "A100", 1));
        QVERIFY(!rowOf(mapFigures(served, {.grouping = MapGrouping::region, .window = kHour}), "oceania").gap);
    }

    void slowDemandIsTroubleToo()
    {
        MapFacts slow = facts();
        slow.sessions[3] = session("syd", 3, 5, 6);
        slow.sessions[3].ptff_ms = 6'001;
        const MapFigures figures = mapFigures(slow, {.grouping = MapGrouping::region, .window = kHour});
        QCOMPARE(rowOf(figures, "oceania").slow_sessions, 1);
        QVERIFY(rowOf(figures, "oceania").gap);
    }

    void withoutAnyPlaceOfSupplyNothingIsFar()
    {
        MapFacts blind = facts();
        blind.nodes.clear();
        const MapFigures figures = mapFigures(blind, {.grouping = MapGrouping::bin, .window = kHour, .min_group = 1});
        QVERIFY(!rowOf(figures, "35S 150E").supply_km);
        QVERIFY(rankedGaps(figures).empty());
    }

    void smallGroupsAreDrawnTogetherWithoutAPlace()
    {
        MapChoice choice{.grouping = MapGrouping::country, .window = kHour, .min_group = 3};
        const MapFigures figures = mapFigures(facts(), choice);
        QCOMPARE(rowOf(figures, "DE").requested_sessions, 3);
        const MapRow& withheld = rowOf(figures, MapRow::Kind::withheld);
        QCOMPARE(withheld.requested_sessions, 2);
        QVERIFY(!withheld.bin && withheld.key.empty() && withheld.country.empty());
        QCOMPARE(figures.completeness.withheld_places, 1);
        choice.window = {kStart + minutes(30), kStart + minutes(60)};  // no place comes and goes with the hour
        QCOMPARE(rowOf(mapFigures(facts(), choice), "DE").requested_sessions, 0);
        choice.grouping = MapGrouping::region;  // coarse enough
        choice.window = kHour;
        QCOMPARE(rowOf(mapFigures(facts(), choice), "oceania").requested_sessions, 2);
    }

    void aWindowCountsWhatBeginsInIt()
    {
        const Interval second{kStart + minutes(15), kStart + minutes(30)};
        const MapFigures figures = mapFigures(facts(), {.grouping = MapGrouping::region, .window = second});
        const MapRow& europe = rowOf(figures, "eu-central");
        QCOMPARE(europe.requested_sessions, 1);
        QCOMPARE(europe.concurrent.avg, (15.0 + 15 + 10) / 15);
        QCOMPARE(europe.concurrent.max, 3);
    }

    void completenessIsCounted()
    {
        const MapCompleteness all =
            mapFigures(facts(), {.grouping = MapGrouping::bin, .window = kHour, .min_group = 1}).completeness;
        QCOMPARE(all.requested, 6);
        QCOMPARE(all.requested_placed, 5);
        QCOMPARE(all.requested_by_source, (std::map<std::string, std::int64_t>{{"name", 5}}));
        QCOMPARE(all.gateways, 4);
        QCOMPARE(all.gateways_placed, 3);
        QCOMPARE(all.orchestrators, 3);
        QCOMPARE(all.orchestrators_placed, 2);
    }

    void theTableSaysTheSame()
    {
        const MapFigures figures = mapFigures(facts(), {.grouping = MapGrouping::region, .window = kHour});
        const auto table = mapTable(figures, SortBy{"requested_sessions", true});
        QVERIFY(table);
        const NamedColumn place(**table, "place");
        QCOMPARE((*table)->rowCount(), std::size_t{3});
        QCOMPARE(place.text(0), std::string("eu-central"));
        QCOMPARE(place.text(2), std::string("unknown"));
        QCOMPARE(NamedColumn(**table, "concurrent_streams_max").count(0), 3);
        QCOMPARE(NamedColumn(**table, "gpus_by_type").text(0), std::string(R"(["1 x H100","2 x RTX 4090"])"));
        QVERIFY(NamedColumn(**table, "confidence").isNull(2));  // what is nowhere is not surely there
        const auto gaps = gapTable(figures);
        QVERIFY(gaps);
        QCOMPARE((*gaps)->rowCount(), std::size_t{1});
        QCOMPARE(NamedColumn(**gaps, "rank").count(0), 1);
        QVERIFY(!mapTable(figures, SortBy{"no_such_field", false}));
    }

    void nothingIsNothing()
    {
        const MapFacts none{.spots = spots(), .sessions = {}, .nodes = {}};
        QVERIFY(!none.extent());
        QVERIFY(mapFigures(none, {.grouping = MapGrouping::bin, .window = kHour, .min_group = 1}).rows.empty());
        MapFacts idle = facts();
        idle.sessions.clear();
        QVERIFY(idle.extent() && idle.extent()->end == kStart + minutes(60) + std::chrono::milliseconds(1));
        const auto extent = facts().extent();
        QVERIFY(extent && extent->start == kStart &&
                extent->end == kStart + minutes(60) + std::chrono::milliseconds(1));
    }
};

QTEST_APPLESS_MAIN(TestMapFigures)
#include "tst_map_figures.moc"
