#include <QtTest>

#include "core/reports/convergence_report.h"
#include "core/reports/places.h"
#include "core/reports/regional.h"
#include "core/store/api_store.h"
#include "core/store/place_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// A stream that starts at `from`, plays two seconds later and is closed at `to`.
void addStream(std::vector<Envelope>& events, const std::string& name, const std::string& gateway,
               const std::string& from, const std::string& to, const char* node = "https://alpha.example:8935")
{
    const Instant start = at(from);
    const auto moved = [&](Envelope event, int seconds) {
        event.when = start + std::chrono::seconds(seconds);
        return event.in(name, "r").from(gateway);
    };
    events.push_back(moved(request(from), 0));
    events.push_back(moved(ingest(from), 1).by("0xA1", node));
    events.push_back(moved(playable(from), 2).by("0xA1", node));
    Envelope end = closed(from);
    end.when = at(to);
    events.push_back(end.in(name, "r").from(gateway));
}

/// A stream for which no orchestrator is found.
void addRefused(std::vector<Envelope>& events, const std::string& name, const std::string& gateway, const char* when)
{
    events.push_back(request(when).in(name, "r").from(gateway));
    Envelope none = noOrchestrators(when);
    none.when += std::chrono::seconds(1);
    events.push_back(none.in(name, "r").from(gateway));
}

/// Frankfurt asks for three streams and is refused once, New York asks for one, somebody unknown for one.
std::vector<Envelope> threePlaces()
{
    std::vector<Envelope> events{
        capabilities("09:59:50", {telling::Node("0xA1", "https://alpha.example:8935").live("m", {"GPU-1", "GPU-2"})})};
    addStream(events, "a", "gw-fra", "10:00:00", "10:30:00");
    addStream(events, "b", "gw-fra", "10:10:00", "10:50:00");
    addStream(events, "c", "gw2-fra", "10:20:00", "10:40:00");
    addRefused(events, "d", "gw-fra", "10:25:00");
    addStream(events, "e", "gw-nyc", "10:45:00", "11:15:00");
    addStream(events, "f", "gw-x", "11:30:00", "11:45:00");
    return events;
}

ReportQuery grain(Grain grain)
{
    ReportQuery query;
    query.grain = grain;
    return query;
}

void setByHand(Told& told, PlaceKind kind, const char* name, const char* region)
{
    PlaceEntry entry;
    entry.kind = kind;
    entry.name = name;
    entry.region = region;
    entry.by_hand = true;
    PlaceStore(told.cache()).put(entry);
}

}  // namespace

/// Demand and supply by region, as worked out by hand.
class Regions : public QObject {
    Q_OBJECT

private slots:
    void demandIsThatOfTheGatewaysRegion()
    {
        Told told(threePlaces());
        // 10 h, Frankfurt: [0,30) + [10,50) + [20,40) minutes and one second that no orchestrator took: 90 min and 1 s
        // of streams in 60 minutes. Three at a time from 20 to 30, and a fourth for the second after 25.
        // New York: [45,60) of 10 h = 15/60; [0,15) of 11 h.
        QCOMPARE(told.lines("regions", {"window_start", "region", "requested_sessions", "startup_success_sessions",
                                        "unserved_sessions", "no_orch_sessions", "active_gateways",
                                        "concurrent_streams_max", "supply_gap", "broadcasters"}),
                 std::string("\"2026-04-01T09:00:00.000Z\" \"unknown\" 0 0 0 0 0 0 null 1\n"
                             "\"2026-04-01T10:00:00.000Z\" \"eu-central\" 4 3 1 1 2 4 0.25 2\n"
                             "\"2026-04-01T10:00:00.000Z\" \"unknown\" 0 0 0 0 0 0 null 1\n"
                             "\"2026-04-01T10:00:00.000Z\" \"us-east\" 1 1 0 0 1 1 0 1\n"
                             "\"2026-04-01T11:00:00.000Z\" \"unknown\" 1 1 0 0 1 1 0 1\n"
                             "\"2026-04-01T11:00:00.000Z\" \"us-east\" 0 0 0 0 0 1 null 1\n"));
        const Json rows = told.rows("regions");
        QCOMPARE(rows[1]["concurrent_streams_avg"].get<double>(), (90 * 60 + 1) / 3600.0);
        QCOMPARE(rows[1]["demand_share"].get<double>(), 0.8);
        QVERIFY(rows[1]["pixels"].is_null());
        QCOMPARE(rows[3]["concurrent_streams_avg"].get<double>(), 0.25);
        QCOMPARE(rows[3]["total_minutes"].get<double>(), 30.0);
        QCOMPARE(rows[5]["concurrent_streams_avg"].get<double>(), 0.25);
    }

    void daysAndTheRangeAreSweptAnew()
    {
        Told told(threePlaces());
        // Three hours of events are held: 30 minutes of streams in 180.
        const Json day = told.rows("regions", grain(Grain::day));
        QCOMPARE(day.size(), std::size_t(3));
        QCOMPARE(day[2]["region"].get<std::string>(), std::string("us-east"));
        QCOMPARE(day[2]["window_start"].get<std::string>(), std::string("2026-04-01T00:00:00.000Z"));
        QCOMPARE(day[2]["concurrent_streams_avg"].get<double>(), 30 / 180.0);
        QCOMPARE(day[2]["requested_sessions"].get<int>(), 1);
        ReportQuery query = between("10:00:00", "11:00:00");
        query.grain = Grain::range;
        QCOMPARE(
            told.lines("regions", {"window_start", "region", "requested_sessions", "concurrent_streams_max"}, query),
            std::string("\"2026-04-01T10:00:00.000Z\" \"eu-central\" 4 4\n"
                        "\"2026-04-01T10:00:00.000Z\" \"unknown\" 0 0\n"
                        "\"2026-04-01T10:00:00.000Z\" \"us-east\" 1 1\n"));
    }

    void nothingVanishes()
    {
        Told told(threePlaces());
        std::int64_t demanded = 0, regional = 0;
        for (const Json& row : told.rows("demand"))
            demanded += row["requested_sessions"].get<std::int64_t>();
        for (const Json& row : told.rows("regions"))
            regional += row["requested_sessions"].get<std::int64_t>();
        QCOMPARE(regional, demanded);
    }

    void aTableThatChangesChangesTheAnswerAtOnce()
    {
        Told told(threePlaces());
        const auto before = told.cache().revision();
        setByHand(told, PlaceKind::gateway, "gw-fra", "oceania");
        QCOMPARE(told.lines("regions", {"region", "requested_sessions"}, grain(Grain::range)),
                 std::string("\"eu-central\" 1\n\"oceania\" 3\n\"unknown\" 1\n\"us-east\" 1\n"));
        QCOMPARE(told.cache().revision(), before);
        PlaceStore(told.cache()).removeByHand(PlaceKind::gateway, "gw-fra");
        QCOMPARE(told.lines("regions", {"region", "requested_sessions"}, grain(Grain::range)),
                 std::string("\"eu-central\" 4\n\"unknown\" 1\n\"us-east\" 1\n"));
    }

    void explicitRegionsCountMoreThanNames()
    {
        auto events = threePlaces();
        for (Envelope& event : events)
            if (event.gateway == "gw-nyc" || event.gateway == "gw-x")
                event.extra["gateway_region"] = "eu-west-1";
        Told told(events);
        QCOMPARE(told.lines("regions", {"region", "requested_sessions"}, grain(Grain::range)),
                 std::string("\"eu-central\" 4\n\"eu-west\" 2\n\"unknown\" 0\n"));
        QCOMPARE(told.lines("places", {"kind", "name", "region", "region_source", "region_confidence", "contradicted"}),
                 std::string("\"gateway\" \"gw-fra\" \"eu-central\" \"name\" \"low\" false\n"
                             "\"gateway\" \"gw-nyc\" \"eu-west\" \"event\" \"medium\" true\n"
                             "\"gateway\" \"gw-x\" \"eu-west\" \"event\" \"high\" false\n"
                             "\"gateway\" \"gw2-fra\" \"eu-central\" \"name\" \"low\" false\n"
                             "\"orchestrator\" \"0xa1\" \"unknown\" null null false\n"));
    }

    void reportsOfOrchestratorsHaveTheirRegion()
    {
        Told told(threePlaces());
        setByHand(told, PlaceKind::orchestrator, "0xa1", "eu-west");
        for (const char* report : {"orchestrators", "gpus", "offers"}) {
            const Json rows = told.rows(report);
            QVERIFY2(!rows.empty(), report);
            for (const Json& row : rows)
                QVERIFY2(row["region"] == "eu-west", (report + row.dump()).c_str());
            ReportQuery query;
            query.filter = "region = \"eu-west\"";
            QCOMPARE(told.rows(report, query).size(), rows.size());
            query.filter = "region = \"us-east\"";
            QCOMPARE(told.rows(report, query).size(), std::size_t{0});
            query.filter.clear();
            query.where = {{.field = "region", .value = "null"}};
            QCOMPARE(told.rows(report, query).size(), std::size_t{0});
        }
    }

    void resolvedHostsPlaceTheirOrchestrators()
    {
        Told told(threePlaces());
        PlaceStore places(told.cache());
        const std::vector<ResolvedHost> resolved{{"alpha.example", "DE", 50, 5}, {"beta.example", "", {}, {}}};
        places.setResolvedHosts(resolved);
        QVERIFY(places.resolvedHosts() == resolved);
        QVERIFY(hostsOfOrchestrators(told.cache()) == std::set<std::string>{"alpha.example"});
        QCOMPARE(told.rows("orchestrators")[0]["region"].get<std::string>(), std::string("eu-central"));
        places.setResolvedHosts({});
        QVERIFY(told.rows("orchestrators")[0]["region"].is_null());
    }

    void whoAsksForNoRegionGetsNone()
    {
        Told told(threePlaces());
        const auto fields = [&](std::vector<std::string> wanted) {
            return runReport(told.cache(), "gpus", {.fields = std::move(wanted)}).value()->fields().size();
        };
        QCOMPARE(fields({"gpu_id"}) + 1, fields({"gpu_id", "region"}));
    }

    void theMatrixKeepsBothEndsApart()
    {
        Told told(threePlaces());
        setByHand(told, PlaceKind::host, "alpha.example", "us-east");
        QCOMPARE(told.lines("region-matrix",
                            {"gateway_region", "orchestrator_region", "requested_sessions", "startup_success_sessions",
                             "startup_success_rate", "no_orch_sessions", "no_orch_share"},
                            grain(Grain::range)),
                 std::string("\"eu-central\" \"none\" 1 0 0 1 1\n"
                             "\"eu-central\" \"us-east\" 3 3 1 0 0\n"
                             "\"unknown\" \"unknown\" 0 0 null 0 null\n"
                             "\"unknown\" \"us-east\" 1 1 1 0 0\n"
                             "\"us-east\" \"us-east\" 1 1 1 0 0\n"));
    }

    void supplyIsThatOfTheOrchestratorsRegion()
    {
        Told told(threePlaces());
        setByHand(told, PlaceKind::orchestrator, "0xa1", "us-east");
        // 30 + 40 + 20 + 30 + 15 minutes.
        QCOMPARE(told.lines("supply-regions",
                            {"region", "orchestrators", "gpus", "assigned_sessions", "used_inference_minutes",
                             "concurrent_streams_max"},
                            grain(Grain::range)),
                 std::string("\"unknown\" 0 0 0 0 0\n\"us-east\" 1 2 5 135 3\n"));
        // Which of the two GPUs served is not certain, so the minutes belong to no type.
        QCOMPARE(told.lines("region-gpus", {"region", "gpu_model_name", "gpus", "used_inference_minutes"},
                            grain(Grain::range)),
                 std::string("\"unknown\" null 0 0\n\"us-east\" null 0 135\n\"us-east\" \"RTX 4090\" 2 0\n"));
    }

    void smallCellsArePutTogether()
    {
        Told told(threePlaces());
        ReportQuery query = grain(Grain::range);
        query.min_group = 1;
        // Frankfurt's airport (50.0, 8.6) lies in (50, 5), New York (40.7, -74.0) in (40, -75).
        QCOMPARE(told.lines("region-cells", {"group", "lat_bin", "lon_bin", "cells", "requested_sessions"}, query),
                 std::string("\"cell\" 40 -75 1 1\n\"cell\" 50 5 1 4\n\"unknown\" null null 0 1\n"));
        query.min_group = 2;
        QCOMPARE(told.lines("region-cells", {"group", "lat_bin", "lon_bin", "cells", "requested_sessions"}, query),
                 std::string("\"cell\" 50 5 1 4\n\"small\" null null 1 1\n\"unknown\" null null 0 1\n"));
        query.min_group = 5;
        QCOMPARE(told.lines("region-cells", {"group", "lat_bin", "lon_bin", "cells", "requested_sessions"}, query),
                 std::string("\"small\" null null 2 5\n\"unknown\" null null 0 1\n"));
    }

    void everyAnswerTellsWhatItCovers()
    {
        Told told(threePlaces());
        QCOMPARE(told.lines("region-completeness", {"side", "source", "sessions", "contributors"}),
                 std::string("\"demand\" \"name\" 5 3\n\"demand\" \"none\" 1 1\n\"supply\" \"none\" 5 1\n"));
        QCOMPARE(
            completenessSentence(told.cache(), {}),
            std::string("5 of 6 sessions have a region of their gateway (5 by name); 0 of 5 sessions have a region "
                        "of their orchestrator. 4 gateways with a name and 1 orchestrators contributed. This covers "
                        "what was collected here, and nothing of what others did."));
        for (const char* name :
             {"regions", "region-matrix", "supply-regions", "region-gpus", "region-cells", "region-completeness"})
            QVERIFY2(findReport(name)->note && !findReport(name)->note(told.cache(), {}).empty(), name);
    }

    void anEmptyCacheHasNoRegions()
    {
        Told told({});
        for (const char* name :
             {"regions", "region-matrix", "supply-regions", "region-gpus", "region-cells", "places", "convergence"})
            QVERIFY2(told.rows(name).empty(), name);
    }

    void twoMeasuresOfOneQuantity()
    {
        auto events = threePlaces();
        events.push_back(payment("10:00:01", "r", "1000"));
        Told told(events);
        // The API counts 5 sessions in the hour of our 5, and 49 minutes where we have 120 min + 1 s.
        ApiWindow window;
        window.server = "https://api.example";
        window.endpoint = "streaming/demand";
        window.window_start = at("10:00:00");
        window.fetched_at = at("13:00:00");
        window.generation = "legacy-v1";
        window.rows = {
            {"api-demand", window.window_start, R"(["gw","live-video-to-video"])",
             fmt::format(
                 R"({{"window_start":{},"gateway":"gw","pipeline_id":"live-video-to-video","requested_sessions":5,"total_minutes":49,"unknown_zeros":[]}})",
                 toMs(window.window_start))}};
        {
            Transaction transaction(told.cache().db());
            ApiStore(told.cache()).replace(window);
            transaction.commit();
        }
        const auto rows = convergenceRows(told.cache(), {});
        QMap<QString, const ConvergenceRow*> byQuantity;
        for (const ConvergenceRow& row : rows)
            if (row.window_start == at("10:00:00"))
                byQuantity[QString::fromStdString(row.quantity)] = &row;
        QVERIFY(byQuantity.contains("requested_sessions"));
        QCOMPARE(byQuantity["requested_sessions"]->a_value.value(), 5.0);
        QCOMPARE(byQuantity["requested_sessions"]->divergence().value(), 0.0);
        const double minutes = (120 * 60 + 1) / 60.0;
        QCOMPARE(byQuantity["total_minutes"]->a_value.value(), minutes);
        QCOMPARE(byQuantity["total_minutes"]->divergence().value(), (minutes - 49) / minutes);
        // One payment of two tickets.
        QVERIFY(byQuantity.contains("fees_wei"));
        QVERIFY(byQuantity["fees_wei"]->b_wei.value() == 2000);
        QVERIFY(!byQuantity["fees_wei"]->b_value);
    }
};

QTEST_APPLESS_MAIN(Regions)
#include "tst_regions.moc"
