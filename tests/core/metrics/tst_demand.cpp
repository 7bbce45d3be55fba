#include <algorithm>
#include <random>

#include <QtTest>

#include "core/metrics/demand_rollup.h"
#include "core/metrics/rates.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

GatewayHour samplesAt(const Session& session, int hour, std::int64_t samples, double fpsSum)
{
    return {.session_key = session.session_key,
            .window_start = onThatDay(hour),
            .gateway = session.gateway,
            .status_samples = samples,
            .output_fps_sum = fpsSum};
}

/// A gateway's two hours: a stream across the hour, one request without orchestrator, one failed start.
class TwoHours {
public:
    TwoHours()
    {
        stream = cleanSession("s1");
        stream.started_at = onThatDay(13, 50);
        stream.last_seen = onThatDay(14, 20);
        refused = sessionWithoutOrchestrator("s2");
        refused.started_at = onThatDay(13, 58);
        refused.last_seen = onThatDay(13, 58, 1);
        failed = sessionLeftWhileLoading("s3");
        failed.excusal_reason = "none";
        failed.started_at = onThatDay(13, 30);
        failed.last_seen = onThatDay(13, 31, 30);
        samples = {samplesAt(stream, 13, 60, 1200), samplesAt(stream, 14, 120, 2280), samplesAt(failed, 13, 6, 0)};
    }

    std::vector<DemandRollup> rowsOf(int hour) const
    {
        const std::vector<const Session*> sessions{&stream, &refused, &failed};
        const std::vector<PerformancePart> parts{
            {&stream, &samples[0]}, {&stream, &samples[1]}, {&failed, &samples[2]}};
        return demandRollupsOfHour(onThatDay(hour), sessions, parts);
    }

    Session stream;
    Session refused;
    Session failed;
    std::vector<GatewayHour> samples;
};

}  // namespace

class TestDemand : public QObject {
    Q_OBJECT

private slots:
    void t16_hourInWhichTheSessionsStart()
    {
        const auto rows = TwoHours().rowsOf(13);
        QCOMPARE(rows.size(), std::size_t(1));
        const DemandRollup& row = rows[0];
        QCOMPARE(row.sessions_count, 3);
        QCOMPARE(row.requested_sessions, 3);
        QCOMPARE(row.startup_success_sessions, 1);
        QCOMPARE(row.no_orch_sessions, 1);
        QCOMPARE(row.startup_excused_sessions, 1);
        QCOMPARE(row.startup_failed_sessions, 1);
        QCOMPARE(row.loading_only_sessions, 1);
        QCOMPARE(row.zero_output_fps_sessions, 1);
        QCOMPARE(row.effective_failed_sessions, 1);
        QCOMPARE(row.status_samples, 66);
        QCOMPARE(row.health_signal_count, 4);
        QCOMPARE(row.health_expected_signal_count, 9);
        const DemandMetrics metrics = demandMetricsOf(row);
        COMPARE_CLOSE(metrics.total_minutes, 31.516667);
        COMPARE_CLOSE(metrics.avg_output_fps, 18.181818);
        COMPARE_CLOSE(metrics.health_signal_coverage_ratio, 0.444444);
        COMPARE_CLOSE(metrics.startup_success_rate, 0.333333);
        COMPARE_CLOSE(metrics.excused_failure_rate, 0.333333);
        COMPARE_CLOSE(metrics.effective_success_rate, 0.666667);
        COMPARE_CLOSE(metrics.missing_capacity_rate, 0.333333);
    }

    void t16_hourInWhichTheStreamGoesOn()
    {
        const auto rows = TwoHours().rowsOf(14);
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].sessions_count, 1);
        QCOMPARE(rows[0].requested_sessions, 0);
        QCOMPARE(rows[0].status_samples, 120);
        const DemandMetrics metrics = demandMetricsOf(rows[0]);
        COMPARE_CLOSE(metrics.total_minutes, 0);
        COMPARE_CLOSE(metrics.avg_output_fps, 19);
        QCOMPARE(metrics.health_signal_coverage_ratio, 1.0);
        QVERIFY(!metrics.startup_success_rate);
        QVERIFY(!metrics.excused_failure_rate);
        QVERIFY(!metrics.effective_success_rate);
        QVERIFY(!metrics.missing_capacity_rate);
    }

    void t16_bothHoursTogether()
    {
        const TwoHours example;
        DemandRollup both;
        addTo(both, example.rowsOf(13).at(0));
        addTo(both, example.rowsOf(14).at(0));
        QCOMPARE(both.requested_sessions, 3);
        QCOMPARE(both.sessions_count, 0);  // distinct sessions do not add up
        const DemandMetrics metrics = demandMetricsOf(both);
        COMPARE_CLOSE(metrics.total_minutes, 31.516667);
        COMPARE_CLOSE(metrics.avg_output_fps, 18.709677);
        COMPARE_CLOSE(metrics.health_signal_coverage_ratio, 4.0 / 9);
    }

    void t17_ratesOfTwoHoursAreNotAveraged()
    {
        DemandRollup quiet;
        quiet.requested_sessions = 1;
        quiet.startup_success_sessions = 1;
        DemandRollup busy;
        busy.requested_sessions = 100;
        busy.startup_success_sessions = 50;
        DemandRollup both;
        addTo(both, quiet);
        addTo(both, busy);
        COMPARE_CLOSE(startupSuccessRate(both), 0.504950495);
    }

    void samplesOfAnotherGatewayHaveTheirOwnRow()
    {
        TwoHours example;
        example.samples[0].gateway = "";
        const auto rows = example.rowsOf(13);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].gateway, std::string());
        QCOMPARE(rows[0].sessions_count, 1);
        QCOMPARE(rows[0].requested_sessions, 0);
        QCOMPARE(rows[1].sessions_count, 3);
        QCOMPARE(rows[1].status_samples, 6);
    }

    void orderDoesNotMatter()
    {
        std::vector<Session> sessions;
        std::vector<GatewayHour> hours;
        for (std::size_t i = 0; i < 30; ++i)
            sessions.push_back(cleanSession(numbered("s", i)));
        for (const Session& session : sessions)
            hours.push_back(samplesAt(session, 13, 3, 0.1 * static_cast<double>(hours.size() + 1)));
        std::vector<const Session*> demanded;
        std::vector<PerformancePart> parts;
        for (std::size_t i = 0; i < sessions.size(); ++i) {
            demanded.push_back(&sessions[i]);
            parts.push_back({&sessions[i], &hours[i]});
        }
        const auto expected = demandRollupsOfHour(onThatDay(13), demanded, parts);
        std::mt19937 chance(2);
        for (int round = 0; round < 10; ++round) {
            std::shuffle(demanded.begin(), demanded.end(), chance);
            std::shuffle(parts.begin(), parts.end(), chance);
            QVERIFY(demandRollupsOfHour(onThatDay(13), demanded, parts) == expected);
        }
    }

    void feesAreExactBeyondSixtyFourBits()
    {
        Session a = cleanSession("a");
        Session b = cleanSession("b");
        a.fees_wei = "18446744073709551617";
        b.fees_wei = "18446744073709551616";
        const auto rows = demandRollupsOfHour(onThatDay(13), std::vector<const Session*>{&a, &b}, {});
        QCOMPARE(rows.at(0).fees_wei, std::string("36893488147419103233"));
    }

    void errorSamplesOfTheWholeSessionCountInItsFirstHour()
    {
        Session session = cleanSession("a");
        session.status_error_sample_count = 8;
        const auto rows = demandRollupsOfHour(onThatDay(13), std::vector<const Session*>{&session}, {});
        QCOMPARE(rows.at(0).error_status_samples, 8);
        QCOMPARE(rows.at(0).sessions_ending_in_error, 1);
        QVERIFY(!demandMetricsOf(rows.at(0)).avg_output_fps);  // no samples is not 0 FPS
    }

    void aSessionWithoutStartLastsNoTimeAndCountsWhereItWasLastSeen()
    {
        Session session = cleanSession("a");
        session.started_at.reset();
        session.started_count = 0;
        session.last_seen = onThatDay(15, 10);
        QCOMPARE(sessionMs(session), 0);
        QVERIFY(demandRollupsOfHour(onThatDay(13), std::vector<const Session*>{&session}, {}).empty());
        const auto rows = demandRollupsOfHour(onThatDay(15), std::vector<const Session*>{&session}, {});
        QCOMPARE(rows.at(0).sessions_count, 1);
        QCOMPARE(rows.at(0).requested_sessions, 0);
    }

    void durationIsNeverNegative()
    {
        Session session = cleanSession("a");
        session.last_seen = onThatDay(12);
        QCOMPARE(sessionMs(session), 0);
    }

    void unservedCountsASessionOnce()
    {
        QVERIFY(isUnserved(sessionWithoutOrchestrator("a")));
        QVERIFY(isUnserved(sessionWithoutFrames("b")));
        QVERIFY(!isUnserved(cleanSession("c")));
        Session nobodyAsked = sessionWithoutFrames("d");
        nobodyAsked.started_count = 0;
        QVERIFY(!isUnserved(nobodyAsked));
    }

    void onlyRefusalsLookLikeFullSuccessBesideMissingCapacity()
    {
        const Session refused = sessionWithoutOrchestrator("a");
        const auto rows = demandRollupsOfHour(onThatDay(13), std::vector<const Session*>{&refused}, {});
        const DemandMetrics metrics = demandMetricsOf(rows.at(0));
        COMPARE_CLOSE(metrics.effective_success_rate, 1);
        COMPARE_CLOSE(metrics.missing_capacity_rate, 1);
    }

    void g1_demandRowOfARealStream()
    {
        Session session = cleanSession("real");
        session.gateway = "";
        session.started_at = instantFromMs(1767908944000);
        session.last_seen = *session.started_at + milliseconds{170'312};
        const Instant hour = hourOf(*session.started_at);
        GatewayHour samples{.session_key = session.session_key,
                            .window_start = hour,
                            .gateway = "",
                            .status_samples = 17,
                            .output_fps_sum = 271.9991760846937};
        const auto rows = demandRollupsOfHour(hour, std::vector<const Session*>{&session},
                                              std::vector<PerformancePart>{{&session, &samples}});
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].sessions_count, 1);
        COMPARE_CLOSE(demandMetricsOf(rows[0]).total_minutes, 2.838533333);
        COMPARE_CLOSE(demandMetricsOf(rows[0]).avg_output_fps, 15.999951534);
    }
};

QTEST_APPLESS_MAIN(TestDemand)
#include "tst_demand.moc"
