#include <QtTest>

#include "tests/core/reports/report_rows.h"

using namespace naap;
using namespace naap::telling;

namespace {

Envelope llmJob(std::string_view when, std::string_view request, bool success = true)
{
    return batchCompleted(when, request, "https://a:8935", success).with("pipeline", "llm").with("model_id", "m1");
}

Envelope authOf(std::string_view when, const char* capability, const Json& success)
{
    return sent(when, "job_auth",
                {{"type", "job_credential_verify_result"}, {"capability", capability}, {"success", success}});
}

Envelope byocPaid(std::string_view when, const char* address, const Json& more)
{
    Json data{{"type", "payment_created"}, {"capability", "chat"}};
    data.update(more);
    return sent(when, "job_payment", data).by(address, "https://a:8935");
}

}  // namespace

class RequestReports : public QObject {
    Q_OBJECT

private slots:
    void jobsOneByOne()
    {
        Told told({batchReceived("10:00:00", "q1"), batchCompleted("10:00:05", "q1", "https://a:8935").from("g1"),
                   byocCompleted("11:00:00", "chat", "0xB2", "https://b:8935", false).id("attempt-1")});
        QCOMPARE(told.lines("jobs", {"kind", "org", "request_id", "completed_at", "received_at", "gateway",
                                     "capability_id", "pipeline_id", "success", "selection_outcome", "duration_ms",
                                     "orchestrator_address", "orchestrator_uri"}),
                 std::string("\"ai_batch\" \"cloudspe\" \"q1\" \"2026-04-01T10:00:05.000Z\" "
                             "\"2026-04-01T10:00:00.000Z\" \"g1\" null \"text-to-image\" true \"selected\" 1500 \"\" "
                             "\"https://a:8935\"\n"
                             "\"byoc\" \"cloudspe\" \"attempt-1\" \"2026-04-01T11:00:00.000Z\" null \"\" 37 \"chat\" "
                             "false \"selected\" 700 \"0xb2\" \"https://b:8935\"\n"));
        QCOMPARE(told.lines("jobs", {"request_id"}, between("10:00:05", "11:00:00")), std::string("\"q1\"\n"));
    }

    void jobsByTheHour()
    {
        const std::string url = "https://A:8935";
        Told told(
            {batchCompleted("10:00:00", "q1", url).with("duration_ms", 1200),
             batchCompleted("10:20:00", "q2", url).with("duration_ms", 1800),
             batchCompleted("10:40:00", "q3", url).without("duration_ms"),
             batchCompleted("10:59:59", "q4", url, false).with("duration_ms", 600),
             batchCompleted("10:30:00", "q5", "", false).with("error_type", "no_orchestrators").without("duration_ms"),
             batchCompleted("11:00:00", "q6", url).with("duration_ms", 5)});
        const std::initializer_list<const char*> fields{
            "window_start",    "capability_family", "capability_name", "orchestrator_uri",      "job_count",
            "selected_count",  "no_orch_count",     "success_count",   "duration_sample_count", "avg_duration_ms",
            "p50_duration_ms", "p99_duration_ms",   "success_rate",    "selected_success_rate", "price_sum"};
        QCOMPARE(
            told.lines("requests", fields, between("", "10:30:00")),
            std::string("\"2026-04-01T10:00:00.000Z\" \"builtin\" \"text-to-image\" \"\" 1 0 1 0 0 null null null 0 "
                        "null 10\n"
                        "\"2026-04-01T10:00:00.000Z\" \"builtin\" \"text-to-image\" \"https://a:8935\" 4 4 0 3 3 1200 "
                        "1200 1800 0.75 0.75 40\n"));
        QCOMPARE(told.lines("requests", {"window_start", "job_count"}, between("10:00:01", "")),
                 std::string("\"2026-04-01T11:00:00.000Z\" 1\n"));
    }

    void tokensAndTimesOfAnswers()
    {
        // 100 tokens at 50/s take 2 s, 300 at 100/s take 3 s: 400 tokens in 5 s.
        Told told({llmJob("10:00:00", "q1"),
                   llmCompleted("10:00:00", "q1")
                       .with("ttft_ms", 350)
                       .with("total_tokens", 500)
                       .with("completion_tokens", 100)
                       .with("tokens_per_second", 50),
                   llmJob("10:10:00", "q2", false),
                   llmCompleted("10:10:00", "q2")
                       .with("type", "llm_request_completed")
                       .without("ttft_ms")
                       .with("total_tokens", 400)
                       .with("completion_tokens", 300)
                       .with("tokens_per_second", 100),
                   batchCompleted("10:20:00", "picture", "https://a:8935"), llmCompleted("10:20:00", "picture"),
                   llmCompleted("10:30:00", "without a job")});
        QCOMPARE(told.lines("llm", {"window_start", "model_id", "orchestrator_uri", "llm_request_count",
                                    "llm_success_count", "avg_total_tokens", "avg_tokens_per_sec",
                                    "tokens_per_sec_weighted", "ttft_sample_count", "avg_ttft_ms"}),
                 std::string("\"2026-04-01T10:00:00.000Z\" \"m1\" \"https://a:8935\" 2 1 450 75 80 1 350\n"));
        QCOMPARE(told.rows("llm", between("11:00:00", "")).size(), std::size_t{0});
    }

    void workersOfACapability()
    {
        const auto worker = [](std::string_view when, const char* url, const char* model) {
            return workerRegistered(when, "chat", "0xA1", model).with("worker_url", url);
        };
        Told told({worker("09:00:00", "http://w1", "qwen"),
                   worker("09:10:00", "http://w1", "qwen").with("price_per_unit", 9),
                   worker("09:20:00", "http://w2", "llama").without("price_per_unit"),
                   worker("09:30:00", "http://w2", "").with("type", "worker_unregistered").with("price_per_unit", 1000),
                   worker("09:40:00", "http://w3", "m").with("capability", "")});
        QCOMPARE(told.lines("byoc-workers", {"org", "capability", "worker_count", "unique_orchs", "models",
                                             "registration_count", "avg_price_per_unit", "first_seen", "last_seen"}),
                 std::string("\"cloudspe\" \"chat\" 2 1 [\"llama\",\"qwen\"] 3 8 \"2026-04-01T09:00:00.000Z\" "
                             "\"2026-04-01T09:30:00.000Z\"\n"));
    }

    void checksByTheHour()
    {
        Told told({authOf("10:00:00", "chat", true), authOf("10:10:00", "chat", false),
                   authOf("10:20:00", "chat", true).without("success"), authOf("10:59:59", "chat", true),
                   authOf("10:30:00", "", true), authOf("11:00:00", "chat", true)});
        QCOMPARE(told.lines("byoc-auth", {"window_start", "capability", "total_events", "success_count",
                                          "failure_count", "success_rate"}),
                 std::string("\"2026-04-01T10:00:00.000Z\" \"chat\" 4 2 2 0.5\n"
                             "\"2026-04-01T11:00:00.000Z\" \"chat\" 1 1 0 1\n"));
        QCOMPARE(told.lines("byoc-auth", {"window_start"}, between("10:00:00", "11:00:00")),
                 std::string("\"2026-04-01T10:00:00.000Z\"\n"));
    }

    void currenciesNeverAddUp()
    {
        Told told({byocPaid("10:00:00", "0xA1", {{"amount", 2.5}, {"currency", "ETH"}}),
                   byocPaid("10:10:00", "0xa1", {{"amount", 1.5}, {"currency", "ETH"}}),
                   byocPaid("10:20:00", "0xB2", {{"amount", 7}, {"currency", "USD"}}),
                   byocPaid("10:30:00", "0xA1", Json::object()), byocPaid("10:40:00", "0xB2", Json::object()),
                   byocPaid("10:50:00", "0xB2", {{"type", "payment_balance_sync"}})});
        QCOMPARE(told.lines("byoc-payments", {"window_start", "capability", "payment_type", "currency", "payment_count",
                                              "amount_sample_count", "total_amount", "unique_orchs"}),
                 std::string("\"2026-04-01T10:00:00.000Z\" \"chat\" \"payment_balance_sync\" \"\" 1 0 0 1\n"
                             "\"2026-04-01T10:00:00.000Z\" \"chat\" \"payment_created\" \"\" 2 0 0 2\n"
                             "\"2026-04-01T10:00:00.000Z\" \"chat\" \"payment_created\" \"ETH\" 2 2 4 1\n"
                             "\"2026-04-01T10:00:00.000Z\" \"chat\" \"payment_created\" \"USD\" 1 1 7 1\n"));
    }
};

QTEST_APPLESS_MAIN(RequestReports)
#include "tst_request_reports.moc"
