#include <numeric>
#include <random>

#include <QtTest>

#include "core/metrics/benchmark.h"
#include "core/metrics/sla_rollup.h"
#include "core/metrics/sla_score.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

constexpr std::chrono::days kDay{1};
const Instant kDate = dayOf(onThatDay(0));

/// The cohort of the worked example, of which every metric has `rows` benchmark rows.
Benchmark7 benchmarkWithRows(std::int64_t rows)
{
    return {.ptff = {rows, 2000, 4000}, .e2e = {rows, 1100, 1600}, .fps = {rows, 18, 12}};
}

SlaSupport supportOfTwelveSessions()
{
    const TwelveSessions example;
    return slaRollupsOfHour(onThatDay(13), example.sessionHours()).at(0).support;
}

SlaSupport supportOfSessions(const std::vector<Session>& sessions, std::int64_t samples, double fpsSum)
{
    SlaSupport total;
    for (const Session& session : sessions)
        addTo(total,
              supportOf(session, hourOfSamples(session, onThatDay(13), samples, session.zero_output_fps ? 0 : fpsSum)));
    return total;
}

/// Two clean sessions on another GPU of the same cohort, at 19 FPS and without latencies.
SlaSupport supportOfTwoCleanSessions()
{
    return supportOfSessions({cleanSession("r"), cleanSession("s")}, 30, 570);
}

BenchmarkDay ptffDay(int daysBefore, std::int64_t rows, std::optional<double> p50, std::optional<double> p90)
{
    BenchmarkDay day;
    day.cohort_date = kDate - daysBefore * kDay;
    day.pipeline_id = "live-video-to-video";
    day.model_id = "model";
    day.ptff_row_count = rows;
    day.ptff_p50 = p50;
    day.ptff_p90 = p90;
    return day;
}

std::vector<BenchmarkDay> sevenDays()
{
    return {ptffDay(7, 10, 1900, 3800), ptffDay(6, 10, 2100, 4200), ptffDay(5, 0, std::nullopt, std::nullopt),
            ptffDay(4, 8, 2000, 4000),  ptffDay(3, 12, 2000, 4000), ptffDay(2, 5, 1800, 3600),
            ptffDay(1, 5, 2200, 4400)};
}

SlaRollup hourlyRow(int hour, const std::string& org, const std::string& gpu, std::int64_t samples, double fpsSum)
{
    SlaRollup row;
    row.window_start = onThatDay(hour);
    row.org = org;
    row.orchestrator_address = kOrchestrator;
    row.pipeline_id = "live-video-to-video";
    row.model_id = "model";
    row.gpu_id = gpu;
    row.support.status_samples = samples;
    row.support.output_fps_sum = fpsSum;
    return row;
}

}  // namespace

class TestSlaScore : public QObject {
    Q_OBJECT

private slots:
    void t06_benchmarkOfSevenDays()
    {
        const Benchmark7 benchmark = benchmarkFor(kDate, "live-video-to-video", "model", sevenDays());
        QCOMPARE(benchmark.ptff.rows, 50);
        QCOMPARE(benchmark.ptff.good, std::optional(2000.0));
        QCOMPARE(benchmark.ptff.bad, std::optional(4000.0));
        QVERIFY(!benchmark.e2e.good);
        QCOMPARE(benchmark.fps.rows, 0);
    }

    void benchmarkKnowsOnlyItsCohortAndTheDaysBefore()
    {
        std::vector<BenchmarkDay> days = sevenDays();
        days.push_back(ptffDay(0, 100, 1, 2));  // the day itself
        days.push_back(ptffDay(8, 100, 1, 2));  // too old
        days.push_back(ptffDay(1, 100, 1, 2));  // another model
        days.back().model_id.reset();
        std::mt19937 chance(3);
        const Benchmark7 expected = benchmarkFor(kDate, "live-video-to-video", "model", sevenDays());
        for (int round = 0; round < 10; ++round) {
            std::shuffle(days.begin(), days.end(), chance);
            QVERIFY(benchmarkFor(kDate + std::chrono::hours{13}, "live-video-to-video", "model", days) == expected);
        }
        QCOMPARE(benchmarkFor(kDate, "live-video-to-video", std::nullopt, days).ptff.rows, 100);
        QCOMPARE(benchmarkFor(kDate, "other", "model", days).ptff.rows, 0);
    }

    void benchmarkAddsOrgsBeforeItTakesMeans()
    {
        const std::vector<SlaRollup> rows{
            hourlyRow(13, "org-a", "GPU-1", 10, 100), hourlyRow(13, "org-b", "GPU-1", 30, 900),
            hourlyRow(14, "org-a", "GPU-1", 10, 200), hourlyRow(14, "org-a", "GPU-2", 0, 0)};
        const auto days = benchmarksOfDate(kDate, rows);
        QCOMPARE(days.size(), std::size_t(1));
        QCOMPARE(days[0].fps_row_count, 2);  // 25 and 20 FPS; the GPU without samples has no value
        QCOMPARE(days[0].fps_p10, std::optional(20.0));
        QCOMPARE(days[0].fps_p50, std::optional(20.0));
        QCOMPARE(days[0].ptff_row_count, 0);
        QVERIFY(!days[0].ptff_p50);
    }

    void benchmarkLeavesOutRowsWithoutPipelineAndOfOtherDates()
    {
        SlaRollup blank = hourlyRow(13, "org", "GPU-1", 10, 100);
        blank.pipeline_id.clear();
        SlaRollup tomorrow = hourlyRow(13, "org", "GPU-1", 10, 100);
        tomorrow.window_start += kDay;
        QVERIFY(benchmarksOfDate(kDate, std::vector<SlaRollup>{blank, tomorrow}).empty());
    }

    void benchmarkDoesNotDependOnOrder()
    {
        std::vector<SlaRollup> rows;
        for (int i = 0; i < 40; ++i)
            rows.push_back(
                hourlyRow(i % 24, numbered("org", static_cast<std::size_t>(i % 5)), "GPU-1", 7, 0.1 * (i + 1)));
        const auto expected = benchmarksOfDate(kDate, rows);
        std::mt19937 chance(5);
        for (int round = 0; round < 10; ++round) {
            std::shuffle(rows.begin(), rows.end(), chance);
            QVERIFY(benchmarksOfDate(kDate, rows) == expected);
        }
    }

    void t07_fullRow()
    {
        const SlaScore score = slaScoreOf(supportOfTwelveSessions(), benchmarkWithRows(61));
        COMPARE_CLOSE(score.startup_success_rate, 10.0 / 12);
        COMPARE_CLOSE(score.no_swap_rate, 11.0 / 12);
        COMPARE_CLOSE(score.output_viability_rate, 10.0 / 12);
        COMPARE_CLOSE(score.health_signal_coverage_ratio, 0.9166667);
        COMPARE_CLOSE(score.reliability_score, 0.85);
        COMPARE_CLOSE(score.ptff.raw, 0.8);
        COMPARE_CLOSE(score.ptff.evidence_weight, 0.8);
        COMPARE_CLOSE(score.ptff.value, 0.74);
        COMPARE_CLOSE(score.e2e.value, 0.8);
        COMPARE_CLOSE(score.fps.value, 0.9);
        COMPARE_CLOSE(score.latency_score, 0.764);
        COMPARE_CLOSE(score.quality_score, 0.8184);
        COMPARE_CLOSE(score.sla_score, 77.04766667);
    }

    void t08_sameRowWithoutEnoughBenchmarkRows()
    {
        const SlaScore score = slaScoreOf(supportOfTwelveSessions(), benchmarkWithRows(47));
        COMPARE_CLOSE(score.quality_score, 0.5);
        COMPARE_CLOSE(score.sla_score, 68.29166667);
        QVERIFY(slaScoreOf(supportOfTwelveSessions(), benchmarkWithRows(48)).sla_score != score.sla_score);
    }

    void t09_oneCleanSessionAndOneThatNeverPlayed()
    {
        Session silent = sessionNeverPlayable("silent");
        silent.zero_output_fps = true;
        const SlaSupport support = supportOfSessions({cleanSession("clean"), silent}, 30, 600);
        COMPARE_CLOSE(slaScoreOf(support, {}).sla_score, 47.5);
    }

    void t10_oneSampleIsLittleEvidence()
    {
        SlaSupport support;
        support.requested_sessions = 1;
        support.prompt_to_first_frame_sample_count = 1;
        support.prompt_to_first_frame_sum_ms = 1000;
        support.e2e_latency_sample_count = 1;
        support.e2e_latency_sum_ms = 500;
        support.status_samples = 1;
        support.output_fps_sum = 30;
        const SlaScore score = slaScoreOf(support, benchmarkWithRows(48));
        COMPARE_CLOSE(score.ptff.raw, 1);
        COMPARE_CLOSE(score.ptff.value, 0.55);
        COMPARE_CLOSE(score.e2e.value, 0.55);
        COMPARE_CLOSE(score.fps.value, 0.516666667);
    }

    void t11_perfectRowWithoutBenchmark()
    {
        COMPARE_CLOSE(slaScoreOf(supportOfTwoCleanSessions(), {}).sla_score, kBestScoreWithoutBenchmark);
    }

    void t12_totalFailureIsNotZero()
    {
        Session failed = sessionLeftWhileLoading("failed");
        failed.excusal_reason = "none";
        const SlaScore score = slaScoreOf(supportOfSessions({failed}, 3, 0), {});
        COMPARE_CLOSE(score.health_signal_coverage_ratio, 1.0 / 3);
        COMPARE_CLOSE(score.sla_score, 9.666666667);
    }

    void t13_twoRowsTogether()
    {
        const Benchmark7 benchmark = benchmarkWithRows(61);
        const SlaSupport a = supportOfTwelveSessions();
        const SlaSupport b = supportOfTwoCleanSessions();
        const SlaScore scoreA = slaScoreOf(a, benchmark);
        const SlaScore scoreB = slaScoreOf(b, benchmark);
        COMPARE_CLOSE(scoreB.sla_score, 91);
        const std::vector<WeightedScore> rows{
            {scoreA.sla_score, a.requested_sessions}, {scoreB.sla_score, b.requested_sessions}, {std::nullopt, 0}};
        COMPARE_CLOSE(weightedMeanScore(rows), 79.04085714);
        SlaSupport both = a;
        addTo(both, b);
        COMPARE_CLOSE(slaScoreOf(both, benchmark).sla_score, 79.93638095);
    }

    void nothingRequestedHasNoScore()
    {
        SlaSupport support;
        support.status_samples = 60;
        support.output_fps_sum = 1200;
        const SlaScore score = slaScoreOf(support, benchmarkWithRows(61));
        QVERIFY(!score.sla_score);
        QVERIFY(!score.reliability_score);
        QVERIFY(!score.startup_success_rate);
        COMPARE_CLOSE(score.fps.value, 1);  // quality is known all the same
        QVERIFY(pointsLost(score).empty());
        QVERIFY(!weightedMeanScore({}));
    }

    void noMeasurementIsNeutral()
    {
        const SlaScore score = slaScoreOf(SlaSupport{}, benchmarkWithRows(61));
        QCOMPARE(score.ptff.raw, 0.5);
        QCOMPARE(score.quality_score, 0.5);
        QVERIFY(!score.ptff.x);
        QVERIFY(!score.avg_output_fps);
    }

    void edges_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("good");
        QTest::addColumn<double>("bad");
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("higher");
        // For "higher is better" good and bad are mirrored: -x, -good, -bad
        QTest::newRow("better than the median") << 1000.0 << 2000.0 << 4000.0 << 1.0 << 1.0;
        QTest::newRow("at the median") << 2000.0 << 2000.0 << 4000.0 << 1.0 << 1.0;
        QTest::newRow("half way") << 3000.0 << 2000.0 << 4000.0 << 0.5 << 0.5;
        QTest::newRow("at the bad edge") << 4000.0 << 2000.0 << 4000.0 << 0.0 << 0.0;
        QTest::newRow("beyond it") << 9000.0 << 2000.0 << 4000.0 << 0.0 << 0.0;
        QTest::newRow("no width, at the edge") << 2000.0 << 2000.0 << 2000.0 << 1.0 << 1.0;
        QTest::newRow("no width, worse") << 2001.0 << 2000.0 << 2000.0 << 0.0 << 0.0;
        QTest::newRow("edges crossed, better") << 1999.0 << 2000.0 << 1000.0 << 1.0 << 1.0;
        QTest::newRow("edges crossed, worse") << 2001.0 << 2000.0 << 1000.0 << 0.0 << 0.0;
    }

    void edges()
    {
        QFETCH(double, x);
        QFETCH(double, good);
        QFETCH(double, bad);
        QFETCH(double, lower);
        QFETCH(double, higher);
        QCOMPARE(rawLowerIsBetter(x, good, bad), lower);
        QCOMPARE(rawHigherIsBetter(-x, -good, -bad), higher);
    }

    void lostPointsAddUpToTheDifferenceFromAHundred()
    {
        const SlaScore score = slaScoreOf(supportOfTwelveSessions(), benchmarkWithRows(61));
        const std::vector<PointsLost> lost = pointsLost(score);
        QCOMPARE(lost.size(), std::size_t(7));
        QCOMPARE(lost.front().term, std::string_view("coverage"));
        COMPARE_CLOSE(lost.front().points, 100 * 0.84052 / 12);  // a twelfth of the signals is missing
        COMPARE_CLOSE(lost[1].points, 100 * 0.28 / 6);           // two of twelve starts failed
        COMPARE_CLOSE(lost.back().points, 100 * 0.12 * 0.1);
        const double sum = std::accumulate(lost.begin(), lost.end(), 0.0,
                                           [](double total, const PointsLost& line) { return total + line.points; });
        COMPARE_CLOSE(sum, 100 - 77.04766667);
    }

    void weightsOfTheComponents()
    {
        const SlaScore score = slaScoreOf({}, {});
        COMPARE_CLOSE(score.ptff.weight_in_score, 0.108);
        COMPARE_CLOSE(score.e2e.weight_in_score, 0.072);
        COMPARE_CLOSE(score.fps.weight_in_score, 0.12);
    }

    void scoresThatStopAtEightyFiveLackBenchmarks()
    {
        const SlaScore with = slaScoreOf({}, benchmarkWithRows(48));
        const SlaScore without = slaScoreOf({}, benchmarkWithRows(47));
        QCOMPARE(benchmarkAvailability(std::vector<ComponentScore>{with.fps, without.fps}), std::optional(0.5));
        QVERIFY(!benchmarkAvailability({}));
    }

    void g4_rowOfARealStream()
    {
        Session session = cleanSession("real");
        session.prompt_to_first_frame_ms = 6435;
        session.e2e_latency_ms = 106;
        const SlaSupport support = supportOfSessions({session}, 17, 271.9991760846937);
        const SlaScore score = slaScoreOf(support, {});
        QCOMPARE(support.prompt_to_first_frame_sum_ms, 6435.0);
        QCOMPARE(support.e2e_latency_sum_ms, 106.0);
        COMPARE_CLOSE(score.reliability_score, 1);
        COMPARE_CLOSE(score.avg_output_fps, 15.999951534);
        COMPARE_CLOSE(score.sla_score, 85);
    }
};

QTEST_APPLESS_MAIN(TestSlaScore)
#include "tst_sla_score.moc"
