#include <algorithm>

#include <QtTest>

#include "core/metrics/discovery.h"
#include "core/metrics/leaderboard.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

DiscoveryResult found(const std::string& address, int hour, std::int64_t latencyMs)
{
    DiscoveryResult result;
    result.event_ts = onThatDay(hour, 5);
    result.orchestrator_address = address;
    result.latency_ms = latencyMs;
    return result;
}

SlaRollup hourOf(const std::string& address, int hour, std::int64_t streams, std::int64_t degraded, double fpsSum)
{
    SlaRollup row;
    row.window_start = onThatDay(hour);
    row.orchestrator_address = address;
    row.ai_stream_count = streams;
    row.degraded_count = degraded;
    row.support.status_samples = 10;
    row.support.output_fps_sum = fpsSum;
    return row;
}

const std::vector<LeaderboardInput> kThree{
    {"0xo1", 100, 0.02, 20, 80}, {"0xo2", 400, 0.10, 15, 120}, {"0xo3", 50, 0.30, 10, 40}};

}  // namespace

class TestLeaderboard : public QObject {
    Q_OBJECT

private slots:
    void t14_threeOrchestrators()
    {
        const auto rows = leaderboard(kThree);
        COMPARE_CLOSE(rows[0].leaderboard_score, 72.85714286);
        COMPARE_CLOSE(rows[1].leaderboard_score, 56.42857143);
        COMPARE_CLOSE(rows[2].leaderboard_score, 20);
        QCOMPARE(rows[0].input.orchestrator_address, std::string("0xo1"));
        QCOMPARE(rows[0].rank, std::optional<std::int64_t>(1));
        COMPARE_CLOSE(rows[0].norm_volume, 0.142857143);
        COMPARE_CLOSE(rows[1].norm_degraded, 0.285714286);
        COMPARE_CLOSE(rows[0].norm_latency, 0.5);
    }

    void t15_oneOrchestratorAlone()
    {
        const auto rows = leaderboard(std::vector<LeaderboardInput>{{"0xo1", 100, 0.02, 20, 80}});
        COMPARE_CLOSE(rows.at(0).leaderboard_score, 50);
    }

    void fewerThanTenStreamsAreNotRanked()
    {
        std::vector<LeaderboardInput> inputs = kThree;
        inputs.push_back({"0xz", 9, 0, 60, 1});
        inputs.push_back({"0xa", 1, 0, 60, 1});
        const auto rows = leaderboard(inputs);
        QCOMPARE(rows.size(), std::size_t(5));
        COMPARE_CLOSE(rows[0].leaderboard_score, 72.85714286);  // the unranked do not move the scale
        QCOMPARE(rows[3].input.orchestrator_address, std::string("0xa"));
        QVERIFY(!rows[3].rank);
        QVERIFY(!rows[4].leaderboard_score);
        QVERIFY(!rows[4].norm_fps);
    }

    void equalScoresGoByAddress()
    {
        const auto rows = leaderboard(std::vector<LeaderboardInput>{{"0xb", 10, 0, 20, 5}, {"0xa", 10, 0, 20, 5}});
        QCOMPARE(rows[0].input.orchestrator_address, std::string("0xa"));
        QCOMPARE(rows[1].rank, std::optional<std::int64_t>(2));
    }

    void missingLatencyIsTheBestUnlessStrict()
    {
        std::vector<LeaderboardInput> inputs = kThree;
        inputs[2].avg_discovery_latency_ms.reset();
        const auto lenient = leaderboard(inputs);
        COMPARE_CLOSE(lenient[2].leaderboard_score, 20);
        COMPARE_CLOSE(lenient[2].norm_latency, 0);
        const auto strict = leaderboard(inputs, MissingEvidence::leaves_out);
        QVERIFY(!strict[2].norm_latency);
        COMPARE_CLOSE(strict[2].leaderboard_score, 0);  // the worst in all that is left
        COMPARE_CLOSE(strict[0].norm_latency, 0);       // now the best of the two that have one
        COMPARE_CLOSE(strict[0].leaderboard_score, 82.85714286);
    }

    void strictScoresStretchOverTheTermsThatExist()
    {
        std::vector<LeaderboardInput> inputs = kThree;
        inputs[0].avg_discovery_latency_ms.reset();
        const auto rows = leaderboard(inputs, MissingEvidence::leaves_out);
        COMPARE_CLOSE(rows[0].leaderboard_score, (30 + 30 + 2.857142857) / 0.8);
    }

    void nobodyIsNotRanked() { QVERIFY(leaderboard({}).empty()); }

    void inputsAddHoursAndLeaveOutTheUnattributed()
    {
        const std::vector<SlaRollup> rows{hourOf("0xo1", 13, 6, 1, 200), hourOf("0xo1", 14, 4, 1, 100),
                                          hourOf("", 13, 99, 0, 1)};
        const std::vector<DiscoveryResult> results{found("0xo1", 13, 100), found("0xo1", 13, 200), found("0xo1", 13, 0),
                                                   found("0xo1", 14, 50), found("", 14, 1)};
        const auto inputs = leaderboardInputs(rows, discoveryHours(results));
        QCOMPARE(inputs.size(), std::size_t(1));
        QCOMPARE(inputs[0].streams_handled, 10);
        COMPARE_CLOSE(inputs[0].degraded_rate, 0.2);
        COMPARE_CLOSE(inputs[0].avg_output_fps, 15);
        COMPARE_CLOSE(inputs[0].avg_discovery_latency_ms, 100);  // (150 + 50) / 2, not 350 / 3
    }

    void discoveryOfTheNetworkCountsResults()
    {
        const std::vector<DiscoveryResult> results{found("0xo1", 13, 100), found("0xo1", 13, 200),
                                                   found("0xo2", 14, 60)};
        COMPARE_CLOSE(networkDiscoveryMeanMs(discoveryHours(results)), 120);
        const auto rows = discoveryByOrchestrator(results);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].orchestrator_address, std::string("0xo2"));
        QCOMPARE(rows[1].latency.p95, std::optional(200.0));
        QVERIFY(!networkDiscoveryMeanMs({}));
        QVERIFY(!meanOfHourlyMeansMs({}));
    }
};

QTEST_APPLESS_MAIN(TestLeaderboard)
#include "tst_leaderboard.moc"
