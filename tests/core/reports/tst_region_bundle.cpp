#include <QtTest>

#include <QRegularExpression>
#include <map>

#include "core/generate/traffic.h"
#include "core/reports/planner.h"
#include "core/reports/regional.h"
#include "core/reports/share_bundle.h"
#include "core/store/place_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// Made-up traffic that stands at known places, and what must be found of it.
struct PlacedTraffic : TestCache {
    std::map<std::string, std::int64_t> requested;  ///< sessions by region of their gateway

    explicit PlacedTraffic(Geography geography)
    {
        TrafficOptions options;
        options.hours = 3;
        options.sessions_per_hour = 60;
        options.gateways = 6;
        options.orchestrators = 20;
        options.geography = geography;
        std::string text;
        generateTraffic(
            options,
            [&](const GeneratedRecord& record) {
                text.append(record.envelope).append("\n");
                return true;
            },
            [&](const ExpectedSession& session) {
                if (session.requested)
                    ++requested[std::string(session.gateway_region)];
            });
        importText(text);
        resolve();
    }
};

std::map<std::string, std::int64_t> requestedByRegion(Cache& cache, const ReportQuery& query)
{
    std::map<std::string, std::int64_t> requested;
    for (const RegionRow& row : regionRows(cache, query))
        if (row.demand.requested_sessions > 0)
            requested[row.region] += row.demand.requested_sessions;
    return requested;
}

std::string allFilesOf(const ShareBundle& bundle)
{
    std::string text;
    for (const ShareFile& file : filesOf(bundle))
        text += file.name + '\n' + file.content + '\n';
    return text;
}

ShareBundle bundleIn(Cache& cache, const ShareOptions& options)
{
    auto bundle = shareBundleOf(cache, options);
    if (!bundle)
        throw std::runtime_error(bundle.error().message);
    return std::move(*bundle);
}

/// A stream that found no orchestrator.
void addRefused(std::vector<Envelope>& events, const std::string& name, const std::string& gateway, const char* when)
{
    Envelope none = noOrchestrators(when);
    none.when += std::chrono::seconds(1);
    for (Envelope& event : std::vector{request(when).with("pipeline", "live-video-to-video"), none})
        events.push_back(event.in(name, "r").from(gateway));
}

}  // namespace

/// Places of made-up traffic come out as generated, and leave the cache as aggregates alone.
class RegionBundle : public QObject {
    Q_OBJECT

private slots:
    void generatedPlacesAreFound_data()
    {
        QTest::addColumn<int>("geography");
        QTest::addColumn<QString>("source");
        QTest::newRow("by names") << static_cast<int>(Geography::names) << "name";
        QTest::newRow("by members of events") << static_cast<int>(Geography::fields) << "event";
    }
    void generatedPlacesAreFound()
    {
        QFETCH(int, geography);
        QFETCH(QString, source);
        PlacedTraffic traffic(static_cast<Geography>(geography));
        QVERIFY(traffic.requested.size() >= 5);
        QVERIFY(!traffic.requested.contains(""));
        for (const Grain grain : {Grain::hour, Grain::day, Grain::range}) {
            ReportQuery query;
            query.grain = grain;
            QVERIFY(requestedByRegion(traffic.cache(), query) == traffic.requested);
        }
        std::int64_t attributed = 0, placed = 0;
        for (const CompletenessRow& row : completenessRows(traffic.cache(), {})) {
            if (row.side == "demand" && row.sessions > 0)
                QVERIFY2(row.source == source.toStdString() || row.source == "none", row.source.c_str());
            if (row.side != "supply")
                continue;
            attributed += row.sessions;
            placed += row.source == source.toStdString() ? row.sessions : 0;
        }
        QVERIFY(attributed > 0);
        QVERIFY(placed > 0);
        if (source == "event")
            QCOMPARE(placed, attributed);
    }

    void aSharedBundleTellsOfNobody_data()
    {
        QTest::addColumn<int>("grain");
        QTest::addColumn<int>("geography");
        for (const auto& [name, grain] :
             {std::pair{"hour", Grain::hour}, std::pair{"day", Grain::day}, std::pair{"range", Grain::range}})
            for (const Geography geography : {Geography::names, Geography::fields})
                QTest::addRow("%s, %s", name, geography == Geography::names ? "names" : "fields")
                    << static_cast<int>(grain) << static_cast<int>(geography);
    }
    /// The one export that is marked anonymous, whatever the cache holds.
    void aSharedBundleTellsOfNobody()
    {
        QFETCH(const int, grain);
        QFETCH(const int, geography);
        PlacedTraffic traffic(static_cast<Geography>(geography));
        const std::vector<Envelope> paid{
            payment("10:00:00", "r", "1000").with("clientIP", "198.51.100.77").with("sender", "0x5e4d")};
        traffic.importText(fileOf(paid, Form::wrapper));
        traffic.resolve();
        PlaceEntry exact{PlaceKind::gateway, "gateway-1", "eu-west", 50, -5, "12 Sample Street", true};
        PlaceStore(traffic.cache()).put(exact);
        PlaceStore(traffic.cache()).setResolvedHosts(std::vector<ResolvedHost>{{"node-7.example", "DE", 50, 10}});
        const ShareOptions options{.grain = static_cast<Grain>(grain), .min_group = 5, .seed = 7};
        const std::string text = allFilesOf(bundleIn(traffic.cache(), options));
        const QString all = QString::fromStdString(text);
        QVERIFY(!all.contains("198.51.100.77") && !all.contains("node-7"));
        QVERIFY(all.contains("orchestrator-001"));
        QVERIFY(all.contains("eu-central"));
        // Nothing that the cache knows by name is in it.
        const std::vector<Session> sessions = traffic.sessions();
        QVERIFY(!sessions.empty());
        for (const Session& session : sessions)
            for (const std::string& secret :
                 {session.gateway, session.stream_id, session.request_id, session.orchestrator_address.value_or(""),
                  session.orchestrator_uri.value_or(""), session.gpu_id.value_or("")})
                QVERIFY2(secret.empty() || text.find(secret) == std::string::npos, secret.c_str());
        QVERIFY(!all.contains("Sample Street"));
        // Nor anything that looks like an address, an IP address, a host or a position within a cell.
        QVERIFY(!all.contains(QRegularExpression("0x[0-9a-fA-F]{6,}")));
        QVERIFY(!all.contains(QRegularExpression(R"(\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b)")));
        QVERIFY(!all.contains("://"));
        QVERIFY(!all.contains(".example"));
        const Json json = Json::parse(filesOf(bundleIn(traffic.cache(), options))[0].content);
        for (const Json& row : json["tables"]["region-cells"])
            for (const char* edge : {"lat_bin", "lon_bin"})
                QVERIFY(row[edge].is_null() || row[edge].get<int>() % 5 == 0);
        for (const auto& [name, rows] : json["tables"].items())
            for (const Json& row : rows)
                for (const auto& [field, value] : row.items())
                    QVERIFY2(!value.is_number_float() || (field != "lat_bin" && field != "lon_bin"), field.c_str());
    }

    void noFigureStandsForAFew()
    {
        PlacedTraffic traffic(Geography::names);
        for (const std::int64_t least : {2, 10, 40}) {
            const Json json =
                Json::parse(filesOf(bundleIn(traffic.cache(), {.grain = Grain::hour, .min_group = least}))[0].content);
            for (const auto& [name, rows] : json["tables"].items())
                for (const Json& row : rows) {
                    const char* count = row.contains("requested_sessions") ? "requested_sessions" : "assigned_sessions";
                    QVERIFY2(row[count].get<std::int64_t>() >= least, name.c_str());
                }
        }
        const auto refused = shareBundleOf(traffic.cache(), {.min_group = 1});
        QVERIFY(!refused && refused.error().message.find("hides nobody") != std::string::npos);
    }

    void pseudonymsHoldWithinABundleAndDifferBetweenThem()
    {
        PlacedTraffic traffic(Geography::names);
        const std::string one = allFilesOf(bundleIn(traffic.cache(), {.min_group = 2, .seed = 1}));
        QCOMPARE(allFilesOf(bundleIn(traffic.cache(), {.min_group = 2, .seed = 1})), one);
        bool differs = false;
        for (std::uint64_t seed = 2; seed < 8; ++seed)
            differs = differs || allFilesOf(bundleIn(traffic.cache(), {.min_group = 2, .seed = seed})) != one;
        QVERIFY(differs);
    }

    void whatIsInItIsListedFieldByField()
    {
        PlacedTraffic traffic(Geography::names);
        const ShareBundle bundle = bundleIn(traffic.cache(), {});
        const std::string contents = contentsOf(bundle);
        for (const ShareTable& table : bundle.tables) {
            QVERIFY2(contents.find(table.name + ".csv: ") != std::string::npos, table.name.c_str());
            for (const Field& field : table.rows->fields())
                QVERIFY2(contents.find("  " + std::string(field.name) + " ") != std::string::npos, field.name.data());
        }
        QCOMPARE(filesOf(bundle).size(), bundle.tables.size() + 1);
    }

    void aPlanIsARangeWithItsAssumptions()
    {
        std::vector<Envelope> events{
            capabilities("09:59:50", {telling::Node("0xA1", "https://alpha.example:8935").live("m", {"GPU-1"})})};
        // Two are refused in Frankfurt at once, one in Sydney, one nobody knows where.
        addRefused(events, "a", "gw-fra", "10:00:00");
        addRefused(events, "b", "gw-fra", "10:00:00");
        addRefused(events, "c", "gw-syd", "10:20:00");
        addRefused(events, "d", "gw", "10:30:00");
        Told told(events);
        PlanQuestion question;
        question.region = "fra";
        question.gpu_model_name = "4090";
        const auto answer = planFor(told.cache(), question);
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
        QCOMPARE(answer->region, std::string("eu-central"));
        QCOMPARE(answer->unserved_sessions, 4);
        QCOMPARE(answer->unknown_region_sessions, 1);
        // Without a good session each lasts no time, so one GPU takes both. Sydney is out of reach.
        QCOMPARE(answer->high_candidates, 3);
        QCOMPARE(answer->high, 3);
        QVERIFY(answer->low <= answer->high);
        QCOMPARE(answer->high_share.value(), 0.75);
        QVERIFY(answer->assumptions.size() >= 5);
        QVERIFY(planText(*answer).find("Assumed:") != std::string::npos);
        QCOMPARE(Json::parse(planJson(*answer))["high"].get<int>(), 3);

        question.gpu_model_name = "H100";
        QVERIFY(planFor(told.cache(), question).error().message.find("nobody offers a GPU") != std::string::npos);
        question.region = "atlantis";
        QVERIFY(planFor(told.cache(), question).error().message.find("no region `atlantis`") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(RegionBundle)
#include "tst_region_bundle.moc"
