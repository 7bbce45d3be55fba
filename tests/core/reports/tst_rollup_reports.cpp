#include <QtTest>

#include <fmt/format.h>

#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

const Node kAlpha = Node("0xa1", "https://alpha:8935").live("model-x", {"GPU-1"});

/// A stream of one orchestrator that plays well from `start`, a time of day without its seconds (`10:00`).
void addGoodStream(std::vector<Envelope>& events, const std::string& start, const std::string& name, double fps = 20)
{
    const auto in = [&](const Envelope& event) { events.push_back(event.in(name, name)); };
    in(request(start + ":00"));
    in(ingest(start + ":01").by("0xa1", "https://alpha:8935"));
    in(processed(start + ":02"));
    in(runnerOutput(start + ":01.500"));
    in(playable(start + ":03"));
    in(status(start + ":10", "ONLINE", fps));
    in(status(start + ":20", "ONLINE", fps));
    in(closed(start + ":30"));
}

std::vector<Envelope> oneGoodStream()
{
    std::vector<Envelope> events{capabilities("09:59:30", {kAlpha})};
    addGoodStream(events, "10:00", "s1");
    return events;
}

}  // namespace

class RollupReports : public QObject {
    Q_OBJECT

private slots:
    void aGoodStreamInEveryReport()
    {
        Told told(oneGoodStream());
        QCOMPARE(
            told.lines("sla", {"window_start", "orchestrator_address", "pipeline_id", "model_id", "gpu_id",
                               "requested_sessions", "status_samples", "avg_output_fps", "avg_e2e_latency_ms",
                               "reliability_score", "quality_score", "sla_score", "sla_semantics_version"}),
            std::string(
                "\"2026-04-01T10:00:00.000Z\" \"0xa1\" \"live-video-to-video\" \"model-x\" \"GPU-1\" 1 2 20 500 1 0.5 "
                "85 \"quality-benchmark-v1\"\n"));
        QCOMPARE(told.lines("gpu-metrics", {"gpu_id", "p95_output_fps", "avg_startup_latency_ms", "p95_e2e_latency_ms",
                                            "known_sessions_count", "swap_rate"}),
                 std::string("\"GPU-1\" 20 2000 500 1 0\n"));
        QCOMPARE(told.lines("demand", {"gateway", "sessions_count", "requested_sessions", "total_minutes", "fees_wei",
                                       "startup_success_rate", "missing_capacity_rate"}),
                 std::string("\"\" 1 1 0.5 \"0\" 1 0\n"));
        QCOMPARE(told.lines("benchmarks",
                            {"cohort_date", "pipeline_id", "model_id", "fps_p50", "fps_row_count", "ptff_p50"}),
                 std::string("\"2026-04-01\" \"live-video-to-video\" \"model-x\" 20 1 null\n"));
        QCOMPARE(told.lines("latency", {"metric", "orchestrator_address", "count", "p50", "max", "latency_jitter_ms"}),
                 std::string("\"e2e\" \"0xa1\" 1 500 500 0\n\"startup\" \"0xa1\" 1 2000 2000 0\n"));
        QCOMPARE(told.lines("coverage",
                            {"status_evidence_rate", "startup_evidence_rate", "ptff_evidence_rate", "attribution_rate",
                             "gpu_identity_rate", "payment_link_rate", "benchmark_availability", "sessions"}),
                 std::string("1 1 0 1 1 null 0 1\n"));
    }

    /// Nothing can be said of a row that no session was requested in: dashes, not zeros.
    void withoutRequestsRatesAreNull()
    {
        Told told({status("10:00:00")});
        QCOMPARE(told.lines("sla", {"requested_sessions", "startup_success_rate", "no_swap_rate", "reliability_score",
                                    "sla_score", "quality_score", "health_signal_coverage_ratio"}),
                 std::string("0 null null null null 0.5 1\n"));
        QCOMPARE(told.lines("demand", {"requested_sessions", "startup_success_rate", "missing_capacity_rate"}),
                 std::string("0 null null\n"));
    }

    void settledCountsFromTheNewestEventOrTheClock()
    {
        auto events = oneGoodStream();
        Told fresh(events);
        QCOMPARE(fresh.lines("sla", {"settled"}), std::string("false\n"));
        ReportQuery later;
        later.now = at("11:15:00");
        QCOMPARE(fresh.lines("sla", {"settled"}, later), std::string("true\n"));
        later.now = at("11:14:59.999");
        QCOMPARE(fresh.lines("sla", {"settled"}, later), std::string("false\n"));
        events.push_back(payment("11:20:00", "", "1 WEI"));
        Told followed(events);
        QCOMPARE(followed.lines("sla", {"settled"}), std::string("true\n"));
    }

    void theLeaderboardRanksFromTenStreamsOn()
    {
        std::vector<Envelope> events{capabilities("09:59:30", {kAlpha})};
        for (int i = 0; i < 9; ++i)
            addGoodStream(events, fmt::format("10:0{}", i), fmt::format("s{}", i));
        Told nine(events);
        QCOMPARE(nine.lines("leaderboard",
                            {"rank", "orchestrator_address", "leaderboard_score", "streams_handled", "norm_fps"}),
                 std::string("null \"0xa1\" null 9 null\n"));
        addGoodStream(events, "10:09", "s9");
        Told ten(events);
        // Alone it has the points for FPS and volume, and none for the others.
        QCOMPARE(
            ten.lines("leaderboard", {"rank", "orchestrator_address", "orchestrator_uri", "leaderboard_score",
                                      "streams_handled", "avg_output_fps", "avg_discovery_latency_ms", "gpu_count",
                                      "last_seen", "sla_score", "sla_score_weighted_mean", "requested_sessions"}),
            std::string("1 \"0xa1\" \"https://alpha:8935\" 50 10 20 null 1 \"2026-04-01T09:59:30.000Z\" 85 85 10\n"));
    }

    void theLeaderboardLooksBack24Hours()
    {
        std::vector<Envelope> events{capabilities("09:59:30", {kAlpha})};
        addGoodStream(events, "10:00", "s1");
        events.push_back(payment("2026-04-02T10:00:00Z", "", "1 WEI"));
        Told inside(events);
        QCOMPARE(inside.rows("leaderboard").size(), 1U);
        events.push_back(payment("2026-04-02T10:00:00.001Z", "", "1 WEI"));
        Told outside(events);
        QCOMPARE(outside.rows("leaderboard").size(), 0U);
        QCOMPARE(outside.rows("leaderboard", between("10:00:00", "")).size(), 1U);
    }

    void oneScoreOnlyWithinOneCohortAndDate()
    {
        std::vector<Envelope> events{capabilities("2026-04-01T23:59:00Z", {kAlpha}),
                                     capabilities("2026-04-02T00:04:00Z", {kAlpha})};
        addGoodStream(events, "2026-04-01T23:59", "late");
        addGoodStream(events, "2026-04-02T00:05", "early");
        Told told(events);
        QCOMPARE(told.lines("leaderboard", {"streams_handled", "sla_score", "sla_score_weighted_mean"}),
                 std::string("2 null 85\n"));
    }

    void discoveryIsTheMeanOfHourlyMeans()
    {
        std::vector<Envelope> events{capabilities("09:59:30", {kAlpha})};
        addGoodStream(events, "10:00", "s1");
        const auto discovered = [&](const char* when, int latency) {
            events.push_back(
                sent(when, "discovery_results",
                     Json::array({{{"address", "0xA1"}, {"url", "https://alpha:8935"}, {"latency_ms", latency}}})));
        };
        discovered("10:01:00", 100);
        discovered("10:02:00", 200);
        discovered("11:00:00", 50);
        Told told(events);
        QCOMPARE(told.lines("leaderboard", {"avg_discovery_latency_ms"}), std::string("100\n"));
    }

    void ingestAccountsForEverything()
    {
        Told told(
            {request("10:00:00"), request("10:00:00"), sent("10:00:01", "stream_trace", {{"type", "app_hello"}})});
        QCOMPARE(
            told.lines("ingest", {"org", "class", "event_type", "event_subtype", "reason", "records"}),
            std::string(
                "\"cloudspe\" \"accepted\" \"stream_trace\" \"gateway_receive_stream_request\" \"\" 1\n"
                "\"cloudspe\" \"duplicate\" \"stream_trace\" \"gateway_receive_stream_request\" "
                "\"duplicate_event\" 1\n"
                "\"cloudspe\" \"ignored\" \"stream_trace\" \"app_hello\" \"ignored_stream_trace_non_core_app\" 1\n"));
    }

    void anEmptyCacheHasEmptyReports()
    {
        Told told({});
        for (const ReportInfo& report : allReports())
            QCOMPARE(told.rows(report.name).size(), 0U);
    }
};

QTEST_APPLESS_MAIN(RollupReports)
#include "tst_rollup_reports.moc"
