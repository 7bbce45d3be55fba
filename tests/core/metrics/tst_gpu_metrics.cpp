#include <QtTest>

#include "core/metrics/gpu_metrics.h"
#include "core/metrics/sla_rollup.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

class TestGpuMetrics : public QObject {
    Q_OBJECT

private slots:
    void t18_threeSessionHoursOnOneGpu()
    {
        Session a = cleanSession("a");
        a.prompt_to_first_frame_ms = 2000;
        a.startup_latency_ms = 1500;
        a.e2e_latency_ms = 900;
        Session b = cleanSession("b");
        b.startup_latency_ms = 2500;
        b.e2e_latency_ms = 1100;
        b.swap_count = 1;
        Session c = cleanSession("c");
        c.prompt_to_first_frame_ms = 4000;
        const StatusHour hourA = hourOfSamples(a, onThatDay(13), 360, 7200);
        const StatusHour hourB = hourOfSamples(b, onThatDay(13), 180, 2700);
        const StatusHour hourC = hourOfSamples(c, onThatDay(13), 90, 900);
        const auto rows =
            slaRollupsOfHour(onThatDay(13), std::vector<SessionHour>{{&a, &hourA}, {&b, &hourB}, {&c, &hourC}});
        QCOMPARE(rows.size(), std::size_t(1));
        QVERIFY(isGpuRow(rows[0]));
        QCOMPARE(rows[0].support.known_sessions_count, 3);
        QCOMPARE(rows[0].support.prompt_to_first_frame_sum_ms, 6000.0);
        QCOMPARE(rows[0].startup_latency_sum_ms, 4000.0);
        QCOMPARE(rows[0].support.e2e_latency_sum_ms, 2000.0);
        const GpuMetrics gpu = gpuMetricsOf(rows[0]);
        COMPARE_CLOSE(gpu.avg_output_fps, 17.142857);
        COMPARE_CLOSE(gpu.p95_output_fps, 20);
        COMPARE_CLOSE(gpu.avg_prompt_to_first_frame_ms, 3000);
        COMPARE_CLOSE(gpu.p95_prompt_to_first_frame_latency_ms, 4000);
        COMPARE_CLOSE(gpu.avg_startup_latency_ms, 2000);
        COMPARE_CLOSE(gpu.p95_startup_latency_ms, 2500);
        COMPARE_CLOSE(gpu.avg_e2e_latency_ms, 1000);
        COMPARE_CLOSE(gpu.p95_e2e_latency_ms, 1100);
        COMPARE_CLOSE(gpu.swap_rate, 0.333333);
        COMPARE_CLOSE(gpu.startup_failed_rate, 0);
    }

    void measuredSamplesSetTheMeanButNotTheP95()
    {
        Session session = cleanSession("a");
        session.e2e_latency_ms = 900;
        StatusHour hour = hourOfSamples(session, onThatDay(13), 60, 1200);
        hour.e2e_latency_sum_ms = 12'000;
        hour.e2e_latency_sample_count = 60;
        const auto rows = slaRollupsOfHour(onThatDay(13), std::vector<SessionHour>{{&session, &hour}});
        COMPARE_CLOSE(gpuMetricsOf(rows.at(0)).avg_e2e_latency_ms, 200);
        COMPARE_CLOSE(gpuMetricsOf(rows.at(0)).p95_e2e_latency_ms, 900);
    }

    void withoutEvidenceEverythingIsUnknown()
    {
        const GpuMetrics gpu = gpuMetricsOf(SlaRollup{});
        QVERIFY(!gpu.avg_output_fps);
        QVERIFY(!gpu.p95_output_fps);
        QVERIFY(!gpu.fps_jitter_coefficient);
        QVERIFY(!gpu.avg_startup_latency_ms);
        QVERIFY(!gpu.startup_failed_rate);
        QVERIFY(!gpu.swap_rate);
        QCOMPARE(gpu.health_signal_coverage_ratio, 1.0);
        QVERIFY(!isGpuRow(SlaRollup{}));
    }

    void memoryInMebibytesIsConverted()
    {
        QCOMPARE(gpuMemoryBytes(23028), std::optional<std::int64_t>(23028LL * 1024 * 1024));
        QCOMPARE(gpuMemoryBytes(24'146'608'128), std::optional<std::int64_t>(24'146'608'128));
        QVERIFY(!gpuMemoryBytes(0));
        QVERIFY(!gpuMemoryBytes(std::nullopt));
    }
};

QTEST_APPLESS_MAIN(TestGpuMetrics)
#include "tst_gpu_metrics.moc"
