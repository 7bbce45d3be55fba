#include <map>
#include <set>

#include <QtTest>

#include "core/reports/leaderboard_bands.h"
#include "core/store/place_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

constexpr const char* kAlpha = "https://alpha.example:8935";
constexpr const char* kBeta = "https://beta.example:8935";

/// One of everything that a gateway and an orchestrator leave behind.
void addWork(std::vector<Envelope>& events, const std::string& gateway, const std::string& address,
             const std::string& url, const std::string& name)
{
    const auto here = [&](Envelope event) { return event.from(gateway); };
    const std::string stream = "s-" + name;
    const std::string request_id = "r-" + name;
    for (const Envelope& event :
         {request("10:00:00"), ingest("10:00:01").by(address, url), processed("10:00:02").by(address, url),
          playable("10:00:03").by(address, url), status("10:00:05").by(address, url),
          status("10:00:10").by(address, url), error("10:00:20", "broken").by(address, url), closed("10:30:00")})
        events.push_back(here(event.in(stream, request_id)));
    events.push_back(here(payment("10:00:03", request_id, "1000").by(address, url)));
    events.push_back(here(sent("10:05:00", "discovery_results",
                               Json::array({{{"address", address}, {"url", url}, {"latency_ms", "120"}}}))));
    events.push_back(here(batchReceived("10:06:00", "b-" + name)));
    events.push_back(here(batchCompleted("10:06:05", "b-" + name, url).with("orch_address", address)));
    events.push_back(here(batchCompleted("10:07:01", "l-" + name, url).with("pipeline", "llm")));
    events.push_back(here(llmCompleted("10:07:00", "l-" + name).with("orch_url", url)));
    events.push_back(here(byocCompleted("10:08:00", "byoc-" + name, address, url)));
    events.push_back(here(workerRegistered("10:09:00", "byoc-" + name, address, "m1")));
    events.push_back(here(
        sent("10:10:00", "job_auth", {{"type", "job_auth_checked"}, {"capability", "byoc-" + name}, {"success", true}})
            .by(address, url)));
    events.push_back(here(
        sent("10:11:00", "job_payment", {{"type", "payment_created"}, {"capability", "byoc-" + name}, {"amount", 5}})
            .by(address, url)));
}

/// Frankfurt's gateway is served by an orchestrator in Frankfurt, New York's by one in New York; each stands in a
/// region of its own, so that a mistaken end shows.
struct Placed : Told {
    Placed() : Told(twoPlaces())
    {
        put(PlaceKind::gateway, "gw-a", "eu-west");
        put(PlaceKind::gateway, "gw-b", "us-west");
        put(PlaceKind::orchestrator, "0xa1", "eu-central");
        put(PlaceKind::orchestrator, "0xb2", "us-east");
    }

private:
    static Node priced(const Node& node)
    {
        return node.with("price_info", {{"pricePerUnit", 12}, {"pixelsPerUnit", 1}});
    }
    static std::vector<Envelope> twoPlaces()
    {
        std::vector<Envelope> events{capabilities("09:59:50", {priced(Node("0xA1", kAlpha).live("m", {"GPU-1"})),
                                                               priced(Node("0xB2", kBeta).live("m", {"GPU-2"}))})};
        addWork(events, "gw-a", "0xA1", kAlpha, "a");
        addWork(events, "gw-b", "0xB2", kBeta, "b");
        return events;
    }
    void put(PlaceKind kind, const char* name, const char* region)
    {
        PlaceEntry entry;
        entry.kind = kind;
        entry.name = name;
        entry.region = region;
        entry.by_hand = true;
        PlaceStore(cache()).put(entry);
    }
};

}  // namespace

/// Two gateways and two orchestrators at known places: where each report has them.
class RegionDimension : public QObject {
    Q_OBJECT

private slots:
    void eachRowHasItsRegion_data()
    {
        QTest::addColumn<QString>("key");  // of the row that tells which of the two it is about
        for (const char* report : {"demand", "sessions", "failures", "payments", "requests", "jobs", "llm"})
            QTest::newRow(report) << "gateway";
        for (const char* report : {"sla", "gpu-metrics", "leaderboard", "latency", "discovery", "selections",
                                   "orchestrators", "gpus", "offers", "prices"})
            QTest::newRow(report) << "orchestrator_address";
        for (const char* report : {"byoc-workers", "byoc-auth", "byoc-payments"})
            QTest::newRow(report) << "capability";
    }
    void eachRowHasItsRegion()
    {
        QFETCH(const QString, key);
        static const std::map<std::string, std::string> kRegions{{"gw-a", "eu-west"},      {"gw-b", "us-west"},
                                                                 {"0xa1", "eu-central"},   {"0xb2", "us-east"},
                                                                 {"byoc-a", "eu-central"}, {"byoc-b", "us-east"}};
        Placed placed;
        std::set<std::string> met;
        for (const Json& row : placed.rows(QTest::currentDataTag())) {
            QVERIFY2(row.at(key.toStdString()).is_string(), row.dump().c_str());
            const auto name = row.at(key.toStdString()).get<std::string>();
            QVERIFY2(row.at("region") == kRegions.at(name), row.dump().c_str());
            met.insert(name);
        }
        QCOMPARE(met.size(), std::size_t{2});
        ReportQuery query;
        query.where = {{.field = "region", .value = kRegions.at(*met.begin())}};
        const Json found = placed.rows(QTest::currentDataTag(), query);
        QVERIFY(!found.empty());
        for (const Json& row : found)
            QCOMPARE(row.at(key.toStdString()).get<std::string>(), *met.begin());
    }

    /// A new report of gateways or orchestrators does not forget it.
    void noReportOfThemIsWithout()
    {
        // What was sent, word for word; theirs beside ours; and reports that are about places themselves.
        static const std::set<std::string> kOthers{"events", "reconciliation", "places", "region-matrix"};
        for (const ReportInfo& report : allReports()) {
            const auto has = [&](std::string_view name) {
                return std::ranges::any_of(report.fields, [&](const Field& f) { return f.name == name; });
            };
            if (!has("gateway") && !has("orchestrator_address") && !has("orchestrator_uri"))
                continue;
            QVERIFY2(has("region") || report.name.starts_with("api-") || kOthers.contains(std::string(report.name)),
                     std::string(report.name).c_str());
        }
    }

    void theBoardOfTheWindowHasIt()
    {
        Placed placed;
        auto evidence = boardEvidence(placed.cache(), {});
        QVERIFY(evidence);
        Board board = rankBoard(*evidence, {});
        std::map<std::string, std::string> found;
        for (const auto* rows : {&board.ranked, &board.unranked})
            for (const BoardRow& row : *rows)
                found[row.facts.name] = row.facts.region.value_or("none");
        QVERIFY((found == std::map<std::string, std::string>{{"0xa1", "eu-central"}, {"0xb2", "us-east"}}));
        BoardQuery query;
        query.filter = "region = \"us-east\"";
        evidence = boardEvidence(placed.cache(), query);
        QVERIFY(evidence);
        board = rankBoard(*evidence, {});
        QCOMPARE(board.ranked.size() + board.unranked.size(), std::size_t{1});
        QCOMPARE(board.filtered_out, std::int64_t{1});
    }

    void hostsOfSeveralRegionsHaveNone()
    {
        auto events = std::vector<Envelope>{workerRegistered("10:00:00", "chat", "0xA1", "m"),
                                            workerRegistered("10:01:00", "chat", "0xB2", "m")};
        Told told(events);
        QVERIFY(told.rows("byoc-workers").at(0).at("region").is_null());
        PlaceStore places(told.cache());
        for (const auto& [name, region] : {std::pair{"0xa1", "eu-west"}, std::pair{"0xb2", "eu-west"}}) {
            PlaceEntry entry;
            entry.kind = PlaceKind::orchestrator;
            entry.name = name;
            entry.region = region;
            places.put(entry);
        }
        QCOMPARE(told.rows("byoc-workers").at(0).at("region").get<std::string>(), std::string("eu-west"));
    }
};

QTEST_APPLESS_MAIN(RegionDimension)
#include "tst_region_dimension.moc"
