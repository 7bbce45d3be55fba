#include <QtTest>

#include <fmt/format.h>

#include "core/reports/map_facts.h"
#include "core/reports/named_column.h"
#include "tests/core/reports/report_rows.h"

using namespace naap;
using namespace naap::telling;

namespace {

using Events = std::vector<Envelope>;

constexpr const char* kNode = "https://gpu.fra.alpha.example:8935";

void addStream(Events& events, const std::string& name, const std::string& gateway, const std::string& from,
               const std::string& to)
{
    for (Envelope& event : stream(name, gateway, from, to, kNode))
        events.push_back(std::move(event));
}

Events threePlaces()
{
    Events events{capabilities("09:59:50", {Node("0xA1", kNode).live("m", {"GPU-1", "GPU-2"})})};
    addStream(events, "a", "gw-fra", "10:00:00", "10:30:00");
    addStream(events, "b", "gw-fra", "10:10:00", "10:50:00");
    addStream(events, "c", "gw2-fra", "10:20:00", "10:40:00");
    addStream(events, "d", "gw-nyc", "10:45:00", "11:15:00");
    addStream(events, "e", "gw-x", "11:30:00", "11:45:00");
    events.push_back(request("10:25:00").in("f", "r").from("gw-nyc"));
    events.push_back(noOrchestrators("10:25:01").in("f", "r").from("gw-nyc"));
    return events;
}

Interval hour(const char* from, const char* to)
{
    return {at(from), at(to)};
}

const MapRow& rowOf(const MapFigures& figures, const std::string& key)
{
    const auto found = std::ranges::find(figures.rows, key, &MapRow::key);
    if (found == figures.rows.end())
        throw std::runtime_error(fmt::format("no place {}", key));
    return *found;
}

}  // namespace

class TestMapFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sessionsAndNodesHaveTheirPlaces()
    {
        Told told(threePlaces());
        const auto facts = readMapFacts(told.cache(), {});
        QVERIFY(facts);
        QCOMPARE(facts->sessions.size(), std::size_t{6});
        QCOMPARE(facts->nodes.size(), std::size_t{1});
        QCOMPARE(facts->nodes[0].gpus.size(), std::size_t{2});
        QCOMPARE(facts->spots[facts->nodes[0].spot].country, std::string("DE"));
        QVERIFY(!facts->spots[0].isKnown());
    }

    /// The map by region and the `regions` report are two ways to the same figures.
    void regionsAreThoseOfTheReport()
    {
        Told told(threePlaces());
        const Interval window = hour("10:00:00", "11:00:00");
        const ReportQuery query{.from = window.start, .to = window.end, .grain = Grain::range};
        const auto facts = readMapFacts(told.cache(), query);
        QVERIFY(facts);
        const MapFigures figures = mapFigures(*facts, {.grouping = MapGrouping::region, .window = window});
        const auto table = runReport(told.cache(), "regions", query);
        QVERIFY(table);
        const NamedColumn region(**table, "region");
        int compared = 0;
        for (std::size_t i = 0; i < (*table)->rowCount(); ++i) {
            if (NamedColumn(**table, "requested_sessions").count(i) == 0)
                continue;
            const MapRow& row = rowOf(figures, region.text(i) == "unknown" ? "" : region.text(i));
            const auto number = [&](const char* name) { return NamedColumn(**table, name).number(i); };
            QCOMPARE(std::optional(static_cast<double>(row.requested_sessions)), number("requested_sessions"));
            QCOMPARE(std::optional(static_cast<double>(row.startup_success_sessions)),
                     number("startup_success_sessions"));
            QCOMPARE(std::optional(static_cast<double>(row.unserved_sessions)), number("unserved_sessions"));
            QCOMPARE(std::optional(static_cast<double>(row.no_orch_sessions)), number("no_orch_sessions"));
            QCOMPARE(std::optional(row.total_minutes), number("total_minutes"));
            QCOMPARE(std::optional(row.concurrent.avg), number("concurrent_streams_avg"));
            QCOMPARE(std::optional(static_cast<double>(row.concurrent.max)), number("concurrent_streams_max"));
            QCOMPARE(row.demand_share, number("demand_share"));
            QCOMPARE(std::optional(static_cast<double>(row.gateways.size())), number("active_gateways"));
            ++compared;
        }
        QCOMPARE(compared, 2);
    }

    void whatRunsOnBeyondTheRangeIsInIt()
    {
        Told told(threePlaces());
        const Interval window = hour("10:00:00", "11:00:00");
        const auto facts = readMapFacts(told.cache(), {.from = window.start, .to = window.end});
        QVERIFY(facts);
        const MapFigures figures = mapFigures(*facts, {.grouping = MapGrouping::region, .window = window});
        QCOMPARE(rowOf(figures, "us-east").concurrent.max, 1);
        QCOMPARE(rowOf(figures, "us-east").requested_sessions, 2);
    }

    void theFilterChoosesSessionsAndLeavesSupply()
    {
        Told told(threePlaces());
        const auto facts = readMapFacts(told.cache(), {.to = at("11:00:00"), .filter = "gateway = \"gw-fra\""});
        QVERIFY(facts);
        QCOMPARE(facts->sessions.size(), std::size_t{2});
        QCOMPARE(facts->nodes.size(), std::size_t{1});
        QVERIFY(!readMapFacts(told.cache(), {.filter = "no_such_field = 1"}));
    }
};

QTEST_APPLESS_MAIN(TestMapFacts)
#include "tst_map_facts.moc"
