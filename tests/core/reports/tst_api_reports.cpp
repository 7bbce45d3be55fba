#include <QtTest>

#include "tests/core/reports/report_rows.h"
#include "tests/support/api_answers.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// One playable session of 0xa1 with two samples of 20 FPS, between 10 and 11 o'clock.
std::vector<Envelope> oneSession()
{
    return {capabilities("09:59:00", {Node("0xa1", "https://a").live("m")}),
            request("10:00:00").by("0xa1", "https://a"),
            ingest("10:00:01").by("0xa1", "https://a"),
            processed("10:00:02"),
            playable("10:00:03"),
            status("10:00:05").with("start_time", 1775037600500),
            status("10:00:15"),
            closed("10:01:00")};
}

/// The same row as the API would send it for what `told` holds.
Json slaRowOf(Told& told)
{
    const Json local = told.rows("sla").at(0);
    Json row;
    for (const char* name :
         {"window_start", "org", "orchestrator_address", "pipeline_id", "model_id", "gpu_id", "requested_sessions",
          "startup_success_sessions", "effective_success_rate", "no_swap_rate", "avg_output_fps", "sla_score"})
        row[name] = local.at(name);
    return row;
}

/// `metric cause count` of each compared figure of an address that is not `equal`.
QStringList causes(Told& told, const std::string& figures = "sla")
{
    QStringList lines;
    for (const Json& row : told.rows("reconciliation"))
        if (row.at("figures") == figures && row.at("likely_cause") != "equal")
            lines.append(QString::fromStdString(fmt::format(
                "{} {}: {} {}", row.at("orchestrator_address").get<std::string>(), row.at("metric").get<std::string>(),
                row.at("likely_cause").get<std::string>(), row.at("cause_count").dump())));
    return lines;
}

}  // namespace

class ApiReports : public QObject {
    Q_OBJECT

private slots:
    void figuresOfTheApiStandByThemselves()
    {
        Told told(oneSession());
        const Json before = told.rows("sla");
        Json row = slaRowOf(told);
        row["requested_sessions"] = 9;
        row["sla_score"] = 12.5;
        row["avg_output_fps"] = 0;
        answer(told.cache(), "streaming/sla", "10:00:00", pageOf(Json::array({row})));
        QCOMPARE(told.rows("sla"), before);
        const Json kept = told.rows("api-sla");
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept[0].at("window_start"), "2026-04-01T10:00:00.000Z");
        QCOMPARE(kept[0].at("orchestrator_address"), "0xa1");
        QCOMPARE(kept[0].at("requested_sessions"), 9);
        QCOMPARE(kept[0].at("sla_score"), 12.5);
        QVERIFY(kept[0].at("avg_output_fps").is_null());
        QCOMPARE(kept[0].at("unknown_zeros"), Json::array({"avg_output_fps"}));
        QCOMPARE(kept[0].at("server"), kServer);
        QCOMPARE(kept[0].at("generation"), "v1");
        QCOMPARE(kept[0].at("fetched_at"), "2026-04-01T14:00:00.000Z");
        QVERIFY(told.rows("api-sla", between("11:00:00", "")).empty());
        QCOMPARE(told.rows("api-sla", between("10:00:00", "10:30:00")).size(), std::size_t{1});
    }

    void hoursThatRowsDoNotName()
    {
        Told told({});
        const Json row{{"pipeline", "p"},   {"total_jobs", 4},      {"selected_jobs", 4},
                       {"no_orch_jobs", 0}, {"success_rate", 0.75}, {"avg_duration_ms", 8}};
        answer(told.cache(), "requests/ai-batch/summary", "10:00:00", Json::array({row}));
        answer(told.cache(), "requests/ai-batch/summary", "11:00:00", Json::array({row}));
        QCOMPARE(QString::fromStdString(
                     told.lines("api-requests", {"window_start", "job_type", "pipeline_id", "success_rate"})),
                 QString("\"2026-04-01T10:00:00.000Z\" \"ai-batch\" \"p\" 0.75\n\"2026-04-01T11:00:00.000Z\" "
                         "\"ai-batch\" \"p\" 0.75\n"));
        QCOMPARE(told.rows("api-requests", between("11:00:00", "")).size(), std::size_t{1});
    }

    void rowsOfNowInOrder()
    {
        Told told({});
        const auto price = [](const char* address, const char* model) {
            return Json{{"orchAddress", address}, {"pipeline", "p"},    {"model", model},
                        {"priceWeiPerUnit", 5},   {"pixelsPerUnit", 2}, {"isWarm", false}};
        };
        answer(told.cache(), "dashboard/pricing", "14:00:00",
               Json::array({price("0x2", "a"), price("0x1", "b"), price("0x1", "")}));
        QCOMPARE(QString::fromStdString(
                     told.lines("api-prices", {"orchestrator_address", "model_id", "price_wei_per_unit"})),
                 QString("\"0x1\" null 5\n\"0x1\" \"b\" 5\n\"0x2\" \"a\" 5\n"));
        QVERIFY(told.rows("api-prices", between("", "13:00:00")).empty());  // by the time of fetching
    }

    void whatWasAskedAndWhatCouldNotBeRead()
    {
        Told told({});
        answer(told.cache(), "streaming/sla", "10:00:00",
               pageOf(Json::array({Json{{"org", "a"}}, Json{{"org", "b"}}})));
        QCOMPARE(QString::fromStdString(told.lines("api-polls", {"endpoint", "window_start", "rows", "paged"})),
                 QString("\"streaming/sla\" \"2026-04-01T10:00:00.000Z\" 0 false\n"));
        QCOMPARE(QString::fromStdString(told.lines("api-problems", {"reason", "rows"})),
                 QString("\"api-sla: row left out: window_start is missing\" 2\n"));
    }

    void likelyCauses_data();
    void likelyCauses();

    void anHourOfWhichNothingIsHeld()
    {
        Told told(oneSession());
        Json row = slaRowOf(told);
        row["window_start"] = "2026-04-01T11:00:00Z";
        row["requested_sessions"] = 6;
        answer(told.cache(), "streaming/sla", "11:00:00", pageOf(Json::array({row})));
        const QStringList found = causes(told);
        QCOMPARE(found.size(), 6);
        QCOMPARE(found[4], QString("0xa1 sla_score: missing events here 6"));
    }

    void demandAndGpusAreComparedToo()
    {
        Told told(oneSession());
        const Json demand = told.rows("demand").at(0);
        Json row;
        for (const char* name :
             {"window_start", "org", "gateway", "pipeline_id", "model_id", "requested_sessions",
              "startup_success_sessions", "no_orch_sessions", "effective_success_rate", "total_minutes"})
            row[name] = demand.at(name);
        row["total_minutes"] = 1.25;
        answer(told.cache(), "streaming/demand", "10:00:00", pageOf(Json::array({row})));
        const Json gpu = told.rows("gpu-metrics").at(0);
        Json gpu_row;
        for (const char* name :
             {"window_start", "org", "orchestrator_address", "pipeline_id", "model_id", "gpu_id", "gpu_model_name",
              "known_sessions_count", "startup_success_sessions", "avg_output_fps", "avg_e2e_latency_ms", "swap_rate"})
            gpu_row[name] = gpu.at(name).is_null() ? Json(0) : gpu.at(name);
        gpu_row["gpu_model_name"] = "";
        answer(told.cache(), "streaming/gpu-metrics", "10:00:00", pageOf(Json::array({gpu_row})));
        QCOMPARE(causes(told, "demand"), QStringList{" total_minutes: late events null"});
        QCOMPARE(causes(told, "gpu-metrics"), QStringList{});
        const Json rows = told.rows("reconciliation");
        QCOMPARE(rows.size(), std::size_t{10});
        const auto minutes =
            std::ranges::find_if(rows, [](const Json& each) { return each.at("metric") == "total_minutes"; });
        QCOMPARE(minutes->at("api_value"), 1.25);
        QCOMPARE(minutes->at("local_value"), demand.at("total_minutes"));
        QCOMPARE(minutes->at("difference").get<double>(), 1.25 - demand.at("total_minutes").get<double>());
        const Json counts = told.rows("reconciliation-causes");
        std::int64_t compared = 0;
        for (const Json& each : counts)
            compared += each.at("rows").get<std::int64_t>();
        QCOMPARE(compared, std::int64_t{10});
    }

    void olderServersAddOrgsTogether()
    {
        std::vector<Envelope> events = oneSession();
        for (const Envelope& event : oneSession())
            events.push_back(event.type == "network_capabilities" ? event.of("daydream")
                                                                  : event.of("daydream").in("s2", "r2"));
        Told told(events);
        QCOMPARE(told.rows("sla").size(), std::size_t{2});
        Json row = slaRowOf(told);
        row.erase("org");
        row["requested_sessions"] = 2;
        row["startup_success_sessions"] = 2;
        row["sla_score"] = 99;
        answer(told.cache(), "streaming/sla", "10:00:00", {{"compliance", Json::array({row})}}, "14:00:00",
               ApiGeneration::legacy_v1);
        QCOMPARE(causes(told), QStringList{"0xa1 sla_score: other formula null"});
    }
};

void ApiReports::likelyCauses_data()
{
    QTest::addColumn<std::function<void(Json&)>>("change");  // of the rows of the API, which begin as ours
    QTest::addColumn<QString>("fetched");
    QTest::addColumn<bool>("paged");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, std::function<void(Json&)> change, const QStringList& expected,
                        const char* fetched = "14:00:00", bool paged = false) {
        QTest::newRow(name) << std::move(change) << fetched << paged << expected;
    };
    const auto all = [](const char* who, const char* cause) {
        QStringList lines;
        for (const char* metric : {"avg_output_fps", "effective_success_rate", "no_swap_rate", "requested_sessions",
                                   "sla_score", "startup_success_sessions"})
            lines.append(QString("%1 %2: %3").arg(who, metric, cause));
        return lines;
    };
    row("equal", [](Json&) {}, {});
    row("rounding", [](Json& rows) { rows[0]["avg_output_fps"] = 20.0004; }, {"0xa1 avg_output_fps: rounding null"});
    row("unknown zero", [](Json& rows) { rows[0]["avg_output_fps"] = 0; }, {"0xa1 avg_output_fps: unknown zero null"});
    row("they count more", [](Json& rows) { rows[0]["requested_sessions"] = 3; },
        {"0xa1 requested_sessions: missing events here 2"});
    row("they count less",
        [](Json& rows) {
            rows[0]["requested_sessions"] = 0;
            rows[0]["effective_success_rate"] = 1;
            rows[0]["no_swap_rate"] = 1;
        },
        {"0xa1 requested_sessions: missing events there 1"});
    row(
        "they asked early",
        [](Json& rows) {
            rows[0]["requested_sessions"] = 0;
            rows[0]["startup_success_sessions"] = 0;
        },
        {"0xa1 requested_sessions: late events 1", "0xa1 startup_success_sessions: late events 1"}, "11:14:00");
    row(
        "another org", [](Json& rows) { rows[0]["org"] = "daydream"; },
        all("0xa1", "other org 1") + all("0xa1", "other org 1"));
    row(
        "they could not attribute it", [](Json& rows) { rows[0]["orchestrator_address"] = ""; },
        all("", "unattributed there 1") + all("0xa1", "unattributed there 1"));
    row(
        "nothing at all", [](Json& rows) { rows = Json::array(); }, all("0xa1", "missing events there 1"));
    row(
        "nothing yet", [](Json& rows) { rows = Json::array(); }, all("0xa1", "late events 1"), "10:40:00");
    row(
        "lost between pages", [](Json& rows) { rows[0]["orchestrator_address"] = "0xb2"; },
        all("0xa1", "lost between pages 1") + all("0xb2", "missing events here 1"), "14:00:00", true);
    row("no benchmarks here", [](Json& rows) { rows[0]["sla_score"] = 44; },
        {"0xa1 sla_score: missing events here null"});
}

void ApiReports::likelyCauses()
{
    QFETCH(std::function<void(Json&)>, change);
    QFETCH(QString, fetched);
    QFETCH(bool, paged);
    QFETCH(QStringList, expected);
    Told told(oneSession());
    Json rows = Json::array({slaRowOf(told)});
    change(rows);
    answer(told.cache(), "streaming/sla", "10:00:00", pageOf(rows), qPrintable(fetched), ApiGeneration::v1, paged);
    QStringList found = causes(told);
    std::ranges::stable_sort(found);
    std::ranges::stable_sort(expected);
    if (QTest::currentDataTag() == QString("they count less") || QTest::currentDataTag() == QString("they asked early"))
        found.erase(
            std::remove_if(found.begin(), found.end(), [](const QString& line) { return !line.contains("_sessions"); }),
            found.end());
    QCOMPARE(found, expected);
}

QTEST_MAIN(ApiReports)
#include "tst_api_reports.moc"
