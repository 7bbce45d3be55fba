#include <algorithm>
#include <random>

#include <QtTest>

#include "core/metrics/demand_rollup.h"
#include "core/metrics/rates.h"
#include "core/metrics/reliability.h"
#include "core/metrics/sla_rollup.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

class TestSlaRollup : public QObject {
    Q_OBJECT

private slots:
    void t33_aStreamOfThreeHoursIsOneSessionAndThreeSessionHours()
    {
        Session stream = cleanSession("stream");
        stream.started_at = onThatDay(13, 50);
        stream.last_seen = onThatDay(15, 10);
        const std::vector<const Session*> demanded{&stream};
        std::int64_t demand = 0;
        std::int64_t sessionHours = 0;
        for (const int hour : {13, 14, 15}) {
            const StatusHour samples = hourOfSamples(stream, onThatDay(hour), 60, 1200);
            const auto sla = slaRollupsOfHour(onThatDay(hour), std::vector<SessionHour>{{&stream, &samples}});
            QCOMPARE(sla.size(), std::size_t(1));
            QCOMPARE(sla[0].support.requested_sessions, 1);
            sessionHours += sla[0].support.requested_sessions;
            for (const DemandRollup& row : demandRollupsOfHour(onThatDay(hour), demanded, {}))
                demand += row.requested_sessions;
        }
        QCOMPARE(demand, 1);
        QCOMPARE(sessionHours, 3);
    }

    void twelveSessionsAddUp()
    {
        const TwelveSessions example;
        const auto rows = slaRollupsOfHour(onThatDay(13), example.sessionHours());
        QCOMPARE(rows.size(), std::size_t(1));
        const SlaSupport& s = rows[0].support;
        QCOMPARE(s.requested_sessions, 12);
        QCOMPARE(s.known_sessions_count, 12);
        QCOMPARE(s.startup_success_sessions, 10);
        QCOMPARE(s.startup_excused_sessions, 1);
        QCOMPARE(s.startup_failed_sessions, 1);
        QCOMPARE(s.loading_only_sessions, 1);
        QCOMPARE(s.zero_output_fps_sessions, 2);
        QCOMPARE(s.output_failed_sessions, 2);
        QCOMPARE(s.effective_failed_sessions, 3);
        QCOMPARE(s.total_swapped_sessions, 1);
        QCOMPARE(s.confirmed_swapped_sessions, 1);
        QCOMPARE(s.inferred_swap_sessions, 0);
        QCOMPARE(s.health_signal_count, 33);
        QCOMPARE(s.health_expected_signal_count, 36);
        QCOMPARE(s.prompt_to_first_frame_sample_count, 8);
        QCOMPARE(s.e2e_latency_sample_count, 240);
        QCOMPARE(s.status_samples, 300);
        COMPARE_CLOSE(s.output_fps_sum, 5220);
        COMPARE_CLOSE(effectiveSuccessRate(s), 0.75);
        QCOMPARE(rows[0].ai_stream_count, 12);
    }

    void countersKeepTheirIdentities()
    {
        const TwelveSessions example;
        const auto rows = slaRollupsOfHour(onThatDay(13), example.sessionHours());
        const SlaSupport& s = rows.at(0).support;
        QCOMPARE(s.startup_success_sessions + s.startup_excused_sessions + s.startup_failed_sessions,
                 s.requested_sessions);
        QVERIFY(s.output_failed_sessions <= s.loading_only_sessions + s.zero_output_fps_sessions);
        QVERIFY(s.effective_failed_sessions <= s.startup_failed_sessions + s.output_failed_sessions);
        QVERIFY(s.effective_failed_sessions <= s.requested_sessions);
    }

    void orderOfSessionsDoesNotMatter()
    {
        TwelveSessions example;
        for (std::size_t i = 0; i < example.hours.size(); ++i) {
            example.hours[i].output_fps_sum = 0.1 * static_cast<double>(i + 1) / 3;  // sums that rounding tells apart
            example.sessions[i].attribution_snapshot_ts = onThatDay(12);
            example.sessions[i].attribution_snapshot_event_id = numbered("event", i % 3);
            example.sessions[i].gpu_model_name = numbered("model", i % 3);
        }
        const auto expected = slaRollupsOfHour(onThatDay(13), example.sessionHours());
        std::mt19937 chance(11);
        for (int round = 0; round < 20; ++round) {
            std::vector<SessionHour> shuffled = example.sessionHours();
            std::shuffle(shuffled.begin(), shuffled.end(), chance);
            QVERIFY(slaRollupsOfHour(onThatDay(13), shuffled) == expected);
        }
    }

    void measuredLatencyComesBeforeTheSessionsOwn()
    {
        Session session = cleanSession("a");
        session.e2e_latency_ms = 900;
        StatusHour hour = hourOfSamples(session, onThatDay(13), 60, 1200);
        QCOMPARE(supportOf(session, hour).e2e_latency_sum_ms, 900.0);
        QCOMPARE(supportOf(session, hour).e2e_latency_sample_count, 1);
        hour.e2e_latency_sum_ms = 5000;
        hour.e2e_latency_sample_count = 50;
        QCOMPARE(supportOf(session, hour).e2e_latency_sum_ms, 5000.0);
        QCOMPARE(supportOf(session, hour).e2e_latency_sample_count, 50);
    }

    void aLatencyOfZeroIsNoEvidence()
    {
        Session session = cleanSession("a");
        session.e2e_latency_ms = 0;
        session.prompt_to_first_frame_ms = 0;
        session.startup_latency_ms = 0;
        const StatusHour hour = hourOfSamples(session, onThatDay(13), 60, 1200);
        const auto rows = slaRollupsOfHour(onThatDay(13), std::vector<SessionHour>{{&session, &hour}});
        const SlaRollup& row = rows.at(0);
        QCOMPARE(row.support.e2e_latency_sample_count, 0);
        QCOMPARE(row.support.prompt_to_first_frame_sample_count, 0);
        QCOMPARE(row.startup_latency_sample_count, 0);
        QVERIFY(!row.p95_startup_latency_ms);
        QVERIFY(!avgE2eLatencyMs(row.support));
    }

    void aSessionNobodyRequestedCountsNowhereButShowsItsSamples()
    {
        Session session = cleanSession("a");
        session.started_count = 0;
        session.startup_outcome = "unknown";
        session.swap_count = 1;
        session.health_expected_signal_count = 0;
        StatusHour hour = hourOfSamples(session, onThatDay(13), 60, 1200);
        hour.error_samples = 4;
        const SlaSupport support = supportOf(session, hour);
        QCOMPARE(support.requested_sessions, 0);
        QCOMPARE(support.total_swapped_sessions, 0);
        QCOMPARE(support.error_status_samples, 4);
        QCOMPARE(support.status_samples, 60);
        QCOMPARE(support.health_signal_count, 3);
        QVERIFY(!startupSuccessRate(support));
        QVERIFY(!noSwapRate(support));
        QCOMPARE(healthSignalCoverageRatio(support), 1.0);
    }

    void terminalTailsAndOtherHoursAreLeftOut()
    {
        const Session session = cleanSession("a");
        StatusHour tail = hourOfSamples(session, onThatDay(14), 1, 0);
        tail.is_terminal_tail_artifact = true;
        const StatusHour other = hourOfSamples(session, onThatDay(15), 60, 1200);
        QVERIFY(
            slaRollupsOfHour(onThatDay(14), std::vector<SessionHour>{{&session, &tail}, {&session, &other}}).empty());
    }

    void rowsComeInKeyOrderWithBlanksFirst()
    {
        Session unattributed = cleanSession("z");
        unattributed.orchestrator_address.reset();
        unattributed.gpu_id.reset();
        Session withoutGpu = cleanSession("y");
        withoutGpu.gpu_id.reset();
        Session withoutModel = cleanSession("x");
        withoutModel.model_id.reset();
        Session full = cleanSession("a");
        std::vector<StatusHour> hours;
        for (const Session* s : {&full, &withoutGpu, &withoutModel, &unattributed})
            hours.push_back(hourOfSamples(*s, onThatDay(13), 6, 120));
        const std::vector<SessionHour> input{
            {&full, &hours[0]}, {&withoutGpu, &hours[1]}, {&withoutModel, &hours[2]}, {&unattributed, &hours[3]}};
        const auto rows = slaRollupsOfHour(onThatDay(13), input);
        QCOMPARE(rows.size(), std::size_t(4));
        QCOMPARE(rows[0].orchestrator_address, std::string());
        QVERIFY(!rows[1].model_id);
        QVERIFY(rows[2].model_id && !rows[2].gpu_id);
        QCOMPARE(rows[3].gpu_id, std::optional<std::string>("GPU-1"));
        QVERIFY(std::is_sorted(rows.begin(), rows.end(), keyLess));
    }

    void theLatestSnapshotNamesTheGpu()
    {
        Session older = cleanSession("b");
        older.attribution_snapshot_ts = onThatDay(11);
        older.attribution_snapshot_event_id = "z";
        older.gpu_model_name = "old name";
        Session newer = cleanSession("a");
        newer.attribution_snapshot_ts = onThatDay(12);
        newer.attribution_snapshot_event_id = "a";
        newer.gpu_model_name = "new name";
        newer.gpu_memory_bytes_total = 24576;  // MiB under the name of bytes
        const StatusHour a = hourOfSamples(older, onThatDay(13), 6, 120);
        const StatusHour b = hourOfSamples(newer, onThatDay(13), 6, 120);
        const auto rows = slaRollupsOfHour(onThatDay(13), std::vector<SessionHour>{{&older, &a}, {&newer, &b}});
        QCOMPARE(rows.at(0).gpu_model_name, std::optional<std::string>("new name"));
        QCOMPARE(rows.at(0).gpu_memory_bytes_total, std::optional<std::int64_t>(25'769'803'776));
    }

    void reliabilityCountsDistinctSessions()
    {
        TwelveSessions example;
        example.hours[0].degraded_input_samples = 2;
        example.hours[0].degraded_inference_samples = 1;
        example.hours[1].degraded_inference_samples = 1;
        example.hours[2].error_samples = 9;
        example.sessions[3].restart_seen_count = 5;
        const auto hours = reliabilityHours(example.sessionHours());
        QCOMPARE(hours.size(), std::size_t(1));
        QCOMPARE(hours[0].ai_stream_count, 12);
        QCOMPARE(hours[0].degraded_count, 2);
        QCOMPARE(hours[0].degraded_input_count, 1);
        QCOMPARE(hours[0].degraded_inference_count, 2);
        QCOMPARE(hours[0].resolved_session_count, 12);
        COMPARE_CLOSE(reliabilityRates(hours[0]).degraded_rate, 2.0 / 12);
        COMPARE_CLOSE(reliabilityRates(hours[0]).inference_error_rate, 1.0 / 12);
        COMPARE_CLOSE(reliabilityRates(hours[0]).inference_restart_rate, 1.0 / 12);
        QVERIFY(!reliabilityRates({}).degraded_rate);
        QCOMPARE(slaRollupsOfHour(onThatDay(13), example.sessionHours()).at(0).degraded_count, 2);
    }

    void aChartNeedsFiveStreams()
    {
        QVERIFY(!rateOrNil(1, 4));
        QCOMPARE(rateOrNil(1, 5), std::optional(0.2));
    }
};

QTEST_APPLESS_MAIN(TestSlaRollup)
#include "tst_sla_rollup.moc"
