#include <QtTest>

#include <set>

#include "core/feed/backoff.h"
#include "core/feed/public_api.h"
#include "tests/support/scripted_api.h"

using namespace naap;
using namespace naap::test;
using Json = nlohmann::json;

namespace {

constexpr auto kHourText = "2026-04-01T10:00:00Z";

Instant hour(int offset = 0)
{
    return *parseInstant(kHourText) + std::chrono::hours(offset);
}

Json slaRow(const std::string& org, int number, int requested = 3)
{
    return {{"window_start", kHourText},
            {"org", org},
            {"orchestrator_address", fmt::format("0x{:04}", number)},
            {"pipeline_id", "live-video-to-video"},
            {"model_id", "m"},
            {"gpu_id", "GPU-1"},
            {"requested_sessions", requested},
            {"startup_success_sessions", 2},
            {"effective_success_rate", 0.5},
            {"no_swap_rate", 1},
            {"avg_output_fps", 20.5},
            {"sla_score", 81.25}};
}

std::string envelope(const std::vector<Json>& rows, const std::string& cursor = "")
{
    return Json{{"data", rows},
                {"pagination", {{"next_cursor", cursor}, {"has_more", !cursor.empty()}, {"page_size", rows.size()}}},
                {"meta", {{"generated_at", "2026-04-01T12:00:01.5Z"}, {"request_id", ""}}}}
        .dump();
}

ApiPage pageOf(std::string_view endpoint, std::string_view body, ApiGeneration generation = ApiGeneration::v1,
               std::optional<Instant> window = hour())
{
    auto page = readApiPage(*findApiEndpoint(endpoint), generation, body, window);
    if (!page)
        throw std::runtime_error(page.error().message);
    return *page;
}

Json membersOf(const ApiPage& page, std::size_t row = 0)
{
    return Json::parse(page.rows.at(row).members);
}

/// The server's paging, trap and all: rows in the order of the documentation; the cursor knows the key without the org.
void servePaged(ScriptedApi& api, std::vector<Json> rows)
{
    const auto keyOf = [](const Json& row) { return row.at("orchestrator_address").get<std::string>(); };
    std::ranges::stable_sort(rows, {}, keyOf);
    api.set("/v1/streaming/sla", [rows, keyOf](const HttpRequest& request) {
        const auto limit = static_cast<std::size_t>(std::stoi(parameter(request, "limit")));
        const std::string after = parameter(request, "cursor");
        std::vector<Json> page;
        for (const Json& row : rows)
            if (page.size() < limit && keyOf(row) > after)
                page.push_back(row);
        const bool more = !page.empty() && keyOf(rows.back()) > keyOf(page.back());
        return json(envelope(page, more ? keyOf(page.back()) : ""));
    });
}

}  // namespace

class TestPublicApi : public QObject {
    Q_OBJECT

private slots:
    void aRowIsReadUnderOurNames()
    {
        const ApiPage page = pageOf("streaming/sla", envelope({slaRow("daydream", 1)}, "next"));
        QCOMPARE(page.rows.size(), std::size_t{1});
        QVERIFY(page.problems.empty());
        QCOMPARE(page.next_cursor, std::string("next"));
        QCOMPARE(formatInstant(*page.generated_at), std::string("2026-04-01T12:00:01.500Z"));
        QCOMPARE(page.rows[0].table, std::string("api-sla"));
        QCOMPARE(page.rows[0].window_start, hour());
        QCOMPARE(page.rows[0].entity,
                 std::string("[1775037600000,\"daydream\",\"0x0001\",\"live-video-to-video\",\"m\",\"GPU-1\"]"));
        const Json members = membersOf(page);
        QCOMPARE(members.at("requested_sessions").get<int>(), 3);
        QCOMPARE(members.at("sla_score").get<double>(), 81.25);
        QVERIFY(members.at("startup_success_rate").is_null());
        QVERIFY(members.at("unknown_zeros").empty());
    }

    void zerosThatMeanUnknown_data();
    void zerosThatMeanUnknown();
    void changedSchemas_data();
    void changedSchemas();
    void answersOfAnotherForm_data();
    void answersOfAnotherForm();

    void everyTableIsFilledFromItsEndpoint_data();
    void everyTableIsFilledFromItsEndpoint();

    void anHourInOnePage()
    {
        ScriptedApi api;
        api.now = hour(2);
        servePaged(api, {slaRow("a", 1), slaRow("b", 1), slaRow("a", 2)});
        PublicApi client(api, "https://api.invalid/v1/", api.surroundings());
        const auto windows = client.hours(*findApiEndpoint("streaming/sla"), hour(), hour(1), {}, {});
        QVERIFY2(windows.has_value(), windows ? "" : windows.error().message.c_str());
        QCOMPARE(windows->size(), std::size_t{1});
        QCOMPARE(windows->at(0).rows.size(), std::size_t{3});
        QVERIFY(!windows->at(0).paged);
        QCOMPARE(windows->at(0).server, std::string("https://api.invalid"));
        QCOMPARE(windows->at(0).generation, std::string("v1"));
        QCOMPARE(
            api.asked.back(),
            std::string("/v1/streaming/sla?start=2026-04-01T10%3A00%3A00Z&end=2026-04-01T11%3A00%3A00Z&limit=1000"));
    }

    /// Rows 1000 and 1001 differ in nothing but the org; the cursor after row 1000 skips both.
    void aRowLostBetweenTwoPagesIsFound()
    {
        std::vector<Json> rows;
        for (int i = 1; i <= 1400; ++i)
            rows.push_back(slaRow("a", i));
        rows.push_back(slaRow("b", 1000));  // sorted behind a's
        ScriptedApi api;
        api.now = hour(2);
        servePaged(api, rows);
        PublicApi client(api, "https://api.invalid", api.surroundings());
        const auto windows = client.hours(*findApiEndpoint("streaming/sla"), hour(), hour(1), {}, {});
        QVERIFY(windows.has_value());
        const ApiWindow& window = windows->at(0);
        QVERIFY(window.paged);
        std::set<std::string> entities;
        for (const ApiRow& row : window.rows)
            entities.insert(row.entity);
        QCOMPARE(entities.size(), std::size_t{1401});
        QCOMPARE(window.rows.size(), std::size_t{1401});
        QVERIFY(entities.contains("[1775037600000,\"b\",\"0x1000\",\"live-video-to-video\",\"m\",\"GPU-1\"]"));
        QCOMPARE(api.count("/v1/streaming/sla"), std::size_t{5});  // the greeting, and twice two pages
    }

    void aCursorThatGoesRoundEnds()
    {
        ScriptedApi api;
        api.now = hour(2);
        api.set("/v1/streaming/sla", envelope({slaRow("a", 1)}, "string"));
        PublicApi client(api, "https://api.invalid", api.surroundings());
        const auto windows = client.hours(*findApiEndpoint("streaming/sla"), hour(), hour(1), {}, {});
        QVERIFY(!windows.has_value());
        QVERIFY2(windows.error().message.find("the same page again and again") != std::string::npos,
                 windows.error().message.c_str());
        QCOMPARE(api.count("/v1/streaming/sla"), std::size_t{3});
    }

    void questionsAreAskedAtATolerablePace()
    {
        ScriptedApi api;
        api.now = hour(2);
        api.serveEmpty();
        PublicApi client(api, "https://api.invalid", api.surroundings());
        for (int i = 0; i < 20; ++i)
            QVERIFY(client.latest(*findApiEndpoint("dashboard/pricing"), {}, {}).has_value());
        QVERIFY(api.now - hour(2) >= milliseconds(2000));  // 21 questions with the greeting
    }

    void theGenerationIsToldByWhatIsServed_data();
    void theGenerationIsToldByWhatIsServed();

    void anOlderServerAnswersManyHoursAtOnce()
    {
        ScriptedApi api;
        api.now = hour(2) + std::chrono::minutes(30);
        Json row = slaRow("", 1);
        row.erase("org");
        row["known_sessions"] = 4;
        row["sla_score"] = nullptr;
        row["avg_output_fps"] = 0;
        Json earlier = row;
        earlier["window_start"] = "2026-04-01T09:00:00Z";
        api.set("/v1/sla/compliance", [=](const HttpRequest& request) {
            Json rows = parameter(request, "window") == "1h" ? Json::array() : Json{row, earlier};
            return json(Json{{"compliance", rows},
                             {"pagination", {{"page", 1}, {"page_size", 500}, {"total_count", 2}, {"total_pages", 1}}}}
                            .dump());
        });
        PublicApi client(api, "https://api.invalid", api.surroundings());
        const auto windows = client.hours(*findApiEndpoint("streaming/sla"), hour(), hour(3), {}, {});
        QVERIFY2(windows.has_value(), windows ? "" : windows.error().message.c_str());
        QCOMPARE(api.asked.back(), std::string("/v1/sla/compliance?window=3h&page=1&page_size=500"));
        QCOMPARE(windows->size(), std::size_t{3});  // 10, 11 and 12 o'clock; 9 was not asked for
        QCOMPARE(windows->at(0).window_start, hour());
        QCOMPARE(windows->at(0).rows.size(), std::size_t{1});
        QCOMPARE(windows->at(1).rows.size(), std::size_t{0});
        const Json members = Json::parse(windows->at(0).rows[0].members);
        QVERIFY(members.at("org").is_null());
        QCOMPARE(members.at("known_sessions_count").get<int>(), 4);  // its old name
        QVERIFY(members.at("sla_score").is_null());
        QCOMPARE(members.at("avg_output_fps").get<double>(), 0.0);  // older servers send null for unknown
        QVERIFY(members.at("unknown_zeros").empty());
        QVERIFY(!client.latest(*findApiEndpoint("dashboard/kpi"), {}, {}).has_value());
    }

    void aConditionalQuestion()
    {
        ScriptedApi api;
        api.now = hour(2);
        api.serveEmpty();
        api.set("/v1/dashboard/pricing", [](const HttpRequest& request) {
            HttpResponse response;
            response.status = request.if_none_match == "\"e1\"" ? 304 : 200;
            response.body = "null";
            response.etag = "\"e1\"";
            return response;
        });
        PublicApi client(api, "https://api.invalid", api.surroundings());
        const ApiEndpoint& endpoint = *findApiEndpoint("dashboard/pricing");
        const auto first = client.latest(endpoint, {}, {});
        QVERIFY(first.has_value());
        QCOMPARE(first->at(0).etag, std::string("\"e1\""));
        QVERIFY(first->at(0).rows.empty());
        ApiWindowState before;
        before.etag = first->at(0).etag;
        const auto second = client.latest(endpoint, before, {});
        QVERIFY(second.has_value() && second->empty());
    }

    void aClockThatIsWrongIsSetRight()
    {
        ScriptedApi api;
        api.now = hour(2) - std::chrono::hours(5);  // five hours behind
        api.serveEmpty();
        api.set("/v1/streaming/sla", [](const HttpRequest&) {
            HttpResponse response;
            response.status = 200;
            response.body = envelope({});
            response.date = hour(2);
            return response;
        });
        PublicApi client(api, "https://api.invalid", api.surroundings());
        QCOMPARE(client.serverNow(), api.now);
        QVERIFY(client.greet({}).has_value());
        QCOMPARE(client.clockOffset()->count(), milliseconds(std::chrono::hours(5)).count());
        QCOMPARE(client.serverNow(), hour(2));
        api.now += std::chrono::minutes(1);
        QCOMPARE(client.serverNow(), hour(2) + std::chrono::minutes(1));
    }

    void whatIsToBeDone_data();
    void whatIsToBeDone();

    void stepsOfBackOff()
    {
        // seconds at the lower end, the middle and close to the upper end of the jitter
        const std::vector<std::array<int, 3>> expected{
            {800, 1000, 1200},     {1600, 2000, 2400},    {4000, 5000, 6000},       {8000, 10000, 12000},
            {12000, 15000, 18000}, {24000, 30000, 36000}, {240000, 300000, 360000}, {240000, 300000, 360000}};
        for (int i = 0; i < 8; ++i) {
            QCOMPARE(backoff(i + 1, 0).count(), expected[static_cast<std::size_t>(i)][0]);
            QCOMPARE(backoff(i + 1, 0.5).count(), expected[static_cast<std::size_t>(i)][1]);
            QVERIFY(backoff(i + 1, 0.999999).count() <= expected[static_cast<std::size_t>(i)][2]);
        }
        QCOMPARE(backoff(1, 0.5, milliseconds(7000)).count(), 7350);  // the server's wish and half of a tenth
        QCOMPARE(backoff(4, 0.5, milliseconds(7000)).count(), 10000);
        QCOMPARE(backoff(1, 0.5, milliseconds(0)).count(), 1000);
    }

    void baseUrls()
    {
        for (const char* url : {"https://h", "https://h/", "https://h/v1", "https://h/v1/", "https://h//v1//"})
            QCOMPARE(baseUrlOf(url), std::string("https://h"));
        QCOMPARE(baseUrlOf("https://h/naap/v1"), std::string("https://h/naap"));
    }
};

void TestPublicApi::zerosThatMeanUnknown_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QStringList>("unknown");
    const auto row = [](const char* name, const char* endpoint, const Json& members, const QStringList& unknown) {
        QTest::newRow(name) << endpoint << QByteArray::fromStdString(members.dump()) << unknown;
    };
    Json sla = slaRow("a", 1, 0);
    for (const char* member : {"effective_success_rate", "no_swap_rate", "avg_output_fps", "sla_score"})
        sla[member] = 0;
    row("nothing requested", "streaming/sla", sla,
        {"effective_success_rate", "no_swap_rate", "avg_output_fps", "sla_score"});
    sla["requested_sessions"] = 5;
    row("all failed", "streaming/sla", sla, {"avg_output_fps"});
    row("demand", "streaming/demand",
        {{"window_start", kHourText},
         {"org", "a"},
         {"gateway", ""},
         {"pipeline_id", "p"},
         {"model_id", ""},
         {"requested_sessions", 0},
         {"startup_success_sessions", 0},
         {"no_orch_sessions", 0},
         {"effective_success_rate", 0},
         {"total_minutes", 0}},
        {"effective_success_rate"});
    row("gpu", "streaming/gpu-metrics",
        {{"window_start", kHourText},
         {"org", "a"},
         {"orchestrator_address", "0x1"},
         {"pipeline_id", "p"},
         {"model_id", "m"},
         {"gpu_id", "g"},
         {"gpu_model_name", ""},
         {"known_sessions_count", 0},
         {"startup_success_sessions", 0},
         {"avg_output_fps", 0},
         {"avg_e2e_latency_ms", 0},
         {"swap_rate", 0}},
        {"avg_output_fps", "avg_e2e_latency_ms", "swap_rate"});
    row("job", "requests/ai-batch/jobs",
        {{"request_id", "r"},
         {"org", "a"},
         {"gateway", ""},
         {"pipeline", "p"},
         {"model_id", ""},
         {"completed_at", "2026-04-01T10:20:30.123456789Z"},
         {"success", false},
         {"tries", 0},
         {"duration_ms", 0},
         {"orch_url", ""},
         {"selection_outcome", "unknown"},
         {"gpu_model_name", ""},
         {"attribution_status", ""}},
        {"tries", "duration_ms"});
}

void TestPublicApi::zerosThatMeanUnknown()
{
    QFETCH(QString, endpoint);
    QFETCH(QByteArray, row);
    QFETCH(QStringList, unknown);
    const ApiPage page = pageOf(endpoint.toStdString(), envelope({Json::parse(row.toStdString())}));
    QVERIFY2(page.problems.empty(), page.problems.empty() ? "" : page.problems.begin()->first.c_str());
    const Json members = membersOf(page);
    QCOMPARE(members.at("unknown_zeros").size(), static_cast<std::size_t>(unknown.size()));
    for (const QString& name : unknown)
        QVERIFY2(members.at(name.toStdString()).is_null(), qPrintable(name));
    QCOMPARE(members.value("startup_success_sessions", Json(0)).is_null(), false);
}

void TestPublicApi::changedSchemas_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QString>("problem");  // blank: none
    const auto changed = [](const char* name, const std::function<void(Json&)>& change, int rows, const char* problem) {
        Json row = slaRow("a", 1);
        change(row);
        QTest::newRow(name) << QByteArray::fromStdString(row.dump()) << rows << problem;
    };
    changed(
        "as documented", [](Json&) {}, 1, "");
    changed(
        "missing member", [](Json& row) { row.erase("startup_success_sessions"); }, 1,
        "api-sla: startup_success_sessions is missing");
    changed(
        "null member", [](Json& row) { row["sla_score"] = nullptr; }, 1, "");
    changed(
        "missing key", [](Json& row) { row.erase("orchestrator_address"); }, 0,
        "api-sla: row left out: orchestrator_address is missing");
    changed(
        "null key", [](Json& row) { row["pipeline_id"] = nullptr; }, 0, "api-sla: row left out: pipeline_id is null");
    changed(
        "retyped key", [](Json& row) { row["org"] = 7; }, 0, "api-sla: row left out: org is a number, not text");
    changed(
        "retyped number", [](Json& row) { row["sla_score"] = "81"; }, 1, "api-sla: sla_score is text, not a number");
    changed(
        "number as an object",
        [](Json& row) {
            row["requested_sessions"] = {{"value", 3}};
        },
        1, "api-sla: requested_sessions is an object, not a whole number");
    changed(
        "fraction", [](Json& row) { row["requested_sessions"] = 2.5; }, 1,
        "api-sla: requested_sessions is no whole number of 64 bits, not a whole number");
    changed(
        "whole double", [](Json& row) { row["requested_sessions"] = 3.0; }, 1, "");
    changed(
        "too large", [](Json& row) { row["requested_sessions"] = 18446744073709551615U; }, 1,
        "api-sla: requested_sessions is no whole number of 64 bits, not a whole number");
    changed(
        "new member", [](Json& row) { row["carbon_grams"] = 1; }, 1, "api-sla: member carbon_grams is new");
    changed(
        "hostile name", [](Json& row) { row["\x1b[31m" + std::string(200, 'x')] = 1; }, 1,
        ("api-sla: member ??31m" + std::string(55, 'x') + " is new").c_str());
    changed(
        "another hour", [](Json& row) { row["window_start"] = "2026-04-01T11:00:00Z"; }, 0,
        "api-sla: row left out: window_start lies outside the hour that was asked for");
    changed(
        "time as a number", [](Json& row) { row["window_start"] = 1775037600; }, 0,
        "api-sla: row left out: window_start is a number, not a time");
    changed(
        "no time", [](Json& row) { row["window_start"] = "yesterday"; }, 0,
        "api-sla: row left out: window_start is text, not a time");
    QTest::newRow("no object") << QByteArray("[1]") << 0 << "api-sla: row left out: an array where an object should be";
    QTest::newRow("null") << QByteArray("null") << 0 << "api-sla: row left out: null where an object should be";
}

void TestPublicApi::changedSchemas()
{
    QFETCH(QByteArray, row);
    QFETCH(int, rows);
    QFETCH(QString, problem);
    const ApiPage page = pageOf("streaming/sla", envelope({Json::parse(row.toStdString())}));
    QCOMPARE(page.rows.size(), static_cast<std::size_t>(rows));
    if (problem.isEmpty()) {
        QVERIFY2(page.problems.empty(), page.problems.empty() ? "" : page.problems.begin()->first.c_str());
        return;
    }
    QCOMPARE(page.problems.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(page.problems.begin()->first), problem);
    QCOMPARE(page.problems.begin()->second, std::int64_t{1});
}

void TestPublicApi::answersOfAnotherForm_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("cut") << "streaming/sla" << QByteArray("{\"data\":[{\"org\":\"a\"")
                         << "the answer is cut off, or no JSON";
    QTest::newRow("array for an envelope") << "streaming/sla" << QByteArray("[]") << "'data' is not an array";
    QTest::newRow("object for an array") << "dashboard/pricing" << QByteArray("{}") << "it is not an array";
    QTest::newRow("array for an object") << "dashboard/kpi" << QByteArray("[]") << "it is not an object";
    QTest::newRow("a text") << "dashboard/pricing" << QByteArray("\"x\"") << "it is not an array";
    QTest::newRow("data is text") << "streaming/sla" << QByteArray("{\"data\":\"x\"}") << "'data' is not an array";
    QTest::newRow("no data") << "streaming/sla" << QByteArray("{}") << "'data' is not an array";
}

void TestPublicApi::answersOfAnotherForm()
{
    QFETCH(QString, endpoint);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const auto page =
        readApiPage(*findApiEndpoint(endpoint.toStdString()), ApiGeneration::v1, body.toStdString(), hour());
    QVERIFY(!page.has_value());
    QVERIFY2(page.error().message.find(says.toStdString()) != std::string::npos, page.error().message.c_str());
    // Nothing of this depth is documented; it must neither crash nor take the memory of its depth.
    const std::string deep = std::string(1 << 20, '[');
    QVERIFY(!readApiPage(*findApiEndpoint("dashboard/pricing"), ApiGeneration::v1, deep, {}).has_value());
    QVERIFY(readApiPage(*findApiEndpoint("dashboard/pricing"), ApiGeneration::v1, "null", {})->rows.empty());
}

void TestPublicApi::everyTableIsFilledFromItsEndpoint_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("rows");  // table and the members named, of each row
    const auto row = [](const char* endpoint, const char* body, const QStringList& rows) {
        QTest::newRow(endpoint) << endpoint << QByteArray(body) << rows;
    };
    row("dashboard/kpi",
        R"({"streaming":{"successRate":{"value":97.5,"delta":-1},"orchestratorsOnline":{"value":12,"delta":0},"dailyUsageMins":{"value":60,"delta":0},"dailySessionCount":{"value":40,"delta":5},
            "dailyNetworkFeesEth":{"value":0,"delta":0},"timeframeHours":24,"hourlySessions":[{"hour":"2026-04-01T10:00:00Z","value":40}]},
            "requests":{"ai_batch":{"total_jobs":3,"selected_jobs":2,"no_orch_jobs":1,"success_rate":0.5,"avg_duration_ms":12.5},"byoc":{"total_jobs":0,"selected_jobs":0,"no_orch_jobs":0,"success_rate":0,"avg_duration_ms":0}}})",
        {"api-kpi success_rate=97.5 orchestrators_observed=12.0 session_count=40.0 ai_batch_total_jobs=3",
         "api-kpi-hours figure=\"requested_sessions\" value=40.0"});
    row("dashboard/pipelines",
        R"({"streaming":[{"name":"live","mins":6.5,"sessions":4,"avgFps":0,"modelMins":[{"model":"m","mins":6.5,"sessions":4,"avgFps":19}]}],
            "requests":{"by_pipeline":null,"by_capability":[{"capability":"c","total_jobs":2,"selected_jobs":2,"no_orch_jobs":0,"success_rate":1,"avg_duration_ms":5}]}})",
        {"api-pipelines job_type=\"streaming\" pipeline_id=\"live\" session_count=4 avg_output_fps=null",
         "api-pipelines job_type=\"byoc\" pipeline_id=\"c\" total_jobs=2 success_rate=1.0",
         "api-pipeline-models pipeline_id=\"live\" model_id=\"m\" avg_output_fps=19.0"});
    row("dashboard/orchestrators",
        R"([{"address":"0x1","serviceUri":"https://o","knownSessions":9,"successSessions":8,"successRatio":88,"effectiveSuccessRate":null,"noSwapRatio":1,"slaScore":90.5,"slaWindowStart":"2026-04-01T09:00:00Z","pipelines":null,"pipelineModels":[],"gpuCount":2}])",
        {"api-leaderboard orchestrator_address=\"0x1\" known_sessions_count=9 effective_success_rate=null "
         "no_swap_rate=1.0 sla_score=90.5 pipelines=null gpu_count=2"});
    row("dashboard/gpu-capacity",
        R"({"totalGPUs":5,"activeGPUs":2,"availableCapacity":3,"models":[{"model":"RTX 4090","count":5}],"pipelineGPUs":[{"name":"live","gpus":5,"models":[{"model":"m","gpus":5}]}]})",
        {"api-capacity total_gpus=5 active_gpus=2", "api-gpu-models gpu_model_name=\"RTX 4090\" gpu_count=5",
         "api-pipeline-gpus pipeline_id=\"live\" model_id=\"m\" gpu_count=5"});
    row("dashboard/pipeline-catalog", R"([{"id":"live","name":"live","models":["a","b"],"regions":[]}])",
        {"api-catalog pipeline_id=\"live\" models=[\"a\",\"b\"]"});
    row("dashboard/pricing",
        R"([{"orchAddress":"0x1","pipeline":"live","priceWeiPerUnit":1000,"pixelsPerUnit":3,"isWarm":true}])",
        {"api-prices orchestrator_address=\"0x1\" model_id=null price_wei_per_unit=1000 is_warm=true"});
    row("dashboard/job-feed",
        R"([{"id":"e","pipeline":"live","gateway":"","orchestratorAddress":"0x1","state":"ONLINE","inputFps":30,"outputFps":0,"firstSeen":"2026-04-01T10:00:00Z","lastSeen":"2026-04-01T10:00:05Z","durationSeconds":5.5}])",
        {"api-job-feed gateway=\"\" state=\"ONLINE\" output_fps=0.0 last_seen=1775037605000"});
    row("streaming/models",
        R"([{"pipeline":"live","model":"m","warm_orch_count":3,"gpu_slots":4,"active_streams":6,"available_capacity":-2,"avg_fps":0}])",
        {"api-streaming-models available_capacity=-2 avg_output_fps=null"});
    row("streaming/orchestrators",
        R"([{"address":"0x1","uri":"","models":["m"],"gpu_count":1,"last_seen":"2026-04-01T10:00:05Z"}])",
        {"api-orchestrators job_type=\"streaming\" orchestrator_uri=null offers=[\"m\"]"});
    row("requests/orchestrators",
        R"([{"address":"0x1","uri":"https://o","capabilities":["p:m"],"gpu_count":1,"last_seen":"2026-04-01T10:00:05Z"}])",
        {"api-orchestrators job_type=\"requests\" offers=[\"p:m\"]"});
    row("requests/models",
        R"([{"pipeline":"p","model":"m","job_type":"byoc","warm_orch_count":1,"gpu_slots":0,"job_count_24h":0,"success_rate":0,"avg_duration_ms":0}])",
        {"api-request-models total_jobs=0 success_rate=null"});
    row("requests/ai-batch/summary",
        R"([{"pipeline":"p","total_jobs":4,"selected_jobs":4,"no_orch_jobs":0,"success_rate":0,"avg_duration_ms":8}])",
        {"api-requests job_type=\"ai-batch\" pipeline_id=\"p\" success_rate=0.0"});
    row("requests/byoc/summary",
        R"([{"capability":"c","total_jobs":4,"selected_jobs":4,"no_orch_jobs":0,"success_rate":1,"avg_duration_ms":8}])",
        {"api-requests job_type=\"byoc\" pipeline_id=\"c\""});
    row("requests/byoc/jobs",
        R"({"data":[{"request_id":"e1","org":"a","capability":"c","model":"m","completed_at":"2026-04-01T10:30:00Z","success":true,"duration_ms":7,"http_status":200,"orch_address":"0x1","orch_url":"u","worker_url":"w","selection_outcome":"selected","gpu_model_name":"","attribution_status":"","error":""}]})",
        {"api-jobs job_type=\"byoc\" request_id=\"e1\" pipeline_id=\"c\" http_status=200 orchestrator_address=\"0x1\" "
         "error=null"});
    row("requests/ai-batch/llm-summary",
        R"([{"model":"m","total_requests":2,"success_rate":1,"avg_tokens_per_sec":30.5,"avg_ttft_ms":0,"avg_total_tokens":100}])",
        {"api-llm model=\"m\" avg_ttft_ms=0.0"});
    row("requests/byoc/workers", R"([{"capability":"c","worker_count":2,"models":["m"],"avg_price_per_unit":0.5}])",
        {"api-byoc-workers worker_count=2"});
    row("requests/byoc/auth", R"([{"capability":"c","total_events":5,"success_rate":0.8,"failure_count":1}])",
        {"api-byoc-auth failure_count=1"});
    row("discover/orchestrators",
        R"([{"address":"https://o","score":0.912,"capabilities":["p/m"],"last_seen_ms":1775037605000,"last_seen":"2026-04-01T10:00:05.000Z","recent_work":true}])",
        {"api-discovery orchestrator_uri=\"https://o\" score=0.912 recent_work=true last_seen=1775037605000"});
}

void TestPublicApi::everyTableIsFilledFromItsEndpoint()
{
    QFETCH(QString, endpoint);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, rows);
    const ApiPage page = pageOf(endpoint.toStdString(), body.toStdString());
    QVERIFY2(page.problems.empty(), page.problems.empty() ? "" : page.problems.begin()->first.c_str());
    QStringList found;
    for (std::size_t i = 0; i < page.rows.size() && i < static_cast<std::size_t>(rows.size()); ++i) {
        std::string text = page.rows[i].table;
        const Json members = membersOf(page, i);
        for (const QString& word : rows[static_cast<int>(i)].split(' ').mid(1))
            if (const std::string name = word.split('=').front().toStdString(); members.contains(name))
                text += fmt::format(" {}={}", name, members.at(name).dump());
        found.append(QString::fromStdString(text));
    }
    QCOMPARE(page.rows.size(), static_cast<std::size_t>(rows.size()));
    for (int i = 0; i < rows.size(); ++i)
        QCOMPARE(found[i], rows[i]);
}

void TestPublicApi::theGenerationIsToldByWhatIsServed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("generation");
    QTest::newRow("present") << "/v1/streaming/sla"
                             << "v1";
    QTest::newRow("older") << "/v1/sla/compliance"
                           << "legacy-v1";
    QTest::newRow("oldest") << "/sla/compliance"
                            << "legacy";
    QTest::newRow("something else") << "/index.html"
                                    << "";
}

void TestPublicApi::theGenerationIsToldByWhatIsServed()
{
    QFETCH(QString, path);
    QFETCH(QString, generation);
    ScriptedApi api;
    api.now = hour();
    api.set(path.toStdString(), "{}");
    PublicApi client(api, "https://api.invalid", api.surroundings());
    const auto met = client.greet({});
    QCOMPARE(met.has_value(), !generation.isEmpty());
    if (met)
        QCOMPARE(std::string(wordOf(*client.generation())), generation.toStdString());
    else
        QVERIFY2(met.error().message.find("this is no server of the public API") != std::string::npos,
                 met.error().message.c_str());
}

void TestPublicApi::whatIsToBeDone_data()
{
    QTest::addColumn<int>("problem");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("advice");
    QTest::addColumn<bool>("whole");
    const auto row = [](const char* name, HttpProblem problem, int status, ApiAdvice advice, bool whole) {
        QTest::newRow(name) << static_cast<int>(problem) << status << static_cast<int>(advice) << whole;
    };
    row("name", HttpProblem::unknown_name, 0, ApiAdvice::retry_soon, true);
    row("refused", HttpProblem::refused, 0, ApiAdvice::retry_soon, true);
    row("time out", HttpProblem::timed_out, 0, ApiAdvice::retry_soon, false);
    row("cut", HttpProblem::cut, 0, ApiAdvice::retry_soon, false);
    row("web page", HttpProblem::not_json, 0, ApiAdvice::retry_soon, false);
    row("redirect", HttpProblem::redirect, 0, ApiAdvice::retry_soon, false);
    row("too large", HttpProblem::too_large, 0, ApiAdvice::retry_slowly, false);
    row("certificate", HttpProblem::tls, 0, ApiAdvice::retry_slowly, true);
    row("address", HttpProblem::bad_address, 0, ApiAdvice::stop, true);
    row("CA file", HttpProblem::bad_setup, 0, ApiAdvice::stop, true);
    for (const int code : {500, 502, 503, 504, 408})
        row(qPrintable(QString::number(code)), HttpProblem::status, code, ApiAdvice::retry_soon, false);
    row("429", HttpProblem::status, 429, ApiAdvice::retry_soon, true);
    row("400", HttpProblem::status, 400, ApiAdvice::stop, false);
    for (const int code : {404, 405, 410})
        row(qPrintable(QString::number(code)), HttpProblem::status, code, ApiAdvice::retry_slowly, false);
    for (const int code : {401, 403, 407})
        row(qPrintable(QString::number(code)), HttpProblem::status, code, ApiAdvice::stop, true);
}

void TestPublicApi::whatIsToBeDone()
{
    QFETCH(int, problem);
    QFETCH(int, status);
    QFETCH(int, advice);
    QFETCH(bool, whole);
    const ApiFailure failure = failureOf({static_cast<HttpProblem>(problem), "why", status, {}});
    QCOMPARE(static_cast<int>(failure.advice), advice);
    QCOMPARE(failure.whole_server, whole);
    QCOMPARE(failure.message, std::string("why"));
}

QTEST_MAIN(TestPublicApi)
#include "tst_public_api.moc"
