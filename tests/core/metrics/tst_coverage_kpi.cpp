#include <QtTest>

#include "core/metrics/coverage.h"
#include "core/metrics/kpi.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

class TestCoverageKpi : public QObject {
    Q_OBJECT

private slots:
    void t30_laterHalfAgainstEarlierHalf()
    {
        COMPARE_CLOSE(kpiHalvesDeltaPct(std::vector<double>{10, 12, 8, 20, 18, 12}), 66.666667);
        COMPARE_CLOSE(kpiHalvesDeltaPct(std::vector<double>{10, 12, 8, 20, 18}), 109.090909);
    }

    void deltasThatTheApiShowsAsZero()
    {
        QCOMPARE(kpiHalvesDeltaPct({}), 0.0);
        QCOMPARE(kpiHalvesDeltaPct(std::vector<double>{10}), 0.0);
        QCOMPARE(kpiHalvesDeltaPct(std::vector<double>{0, 10}), 0.0);
        QCOMPARE(kpiChangePct(0, 10), 0.0);
        QCOMPARE(kpiSuccessRatePct(0, 0), 0.0);
        QCOMPARE(kpiSuccessRateDelta(std::vector<KpiHour>{{1, 1}}), 0.0);
    }

    void successRateInPercentAndItsChangeInPoints()
    {
        COMPARE_CLOSE(kpiSuccessRatePct(51, 101), 50.4950495);
        COMPARE_CLOSE(kpiSuccessRateDelta(std::vector<KpiHour>{{1, 2}, {3, 4}, {1, 1}, {2, 4}}), 60 - 400.0 / 6);
        COMPARE_CLOSE(kpiChangePct(8, 10), 25);
    }

    void evidenceOfFiveSessions()
    {
        Session full = cleanSession("full");
        full.prompt_to_first_frame_ms = 2000;
        full.startup_latency_ms = 1500;
        full.e2e_latency_ms = 100;
        const Session bare = cleanSession("bare");
        Session measured = cleanSession("measured");
        measured.attribution_status = "hardware_less";
        measured.gpu_id.reset();
        const Session refused = sessionWithoutOrchestrator("refused");
        Session stray = cleanSession("stray");
        stray.gateway.clear();
        stray.attribution_status = "ambiguous";
        stray.pipeline_id.clear();
        const std::vector<CoverageInput> input{
            {&full, false}, {&bare, false}, {&measured, true}, {&refused, false}, {&stray, false}};
        const SessionCoverage coverage = coverageOf(input);
        QVERIFY((coverage.status_evidence == Covered{4, 5}));
        QVERIFY((coverage.ptff_evidence == Covered{1, 4}));
        QVERIFY((coverage.startup_evidence == Covered{1, 4}));
        QVERIFY((coverage.e2e_evidence == Covered{2, 4}));
        QVERIFY((coverage.resolved == Covered{2, 4}));  // the refused session was never selected
        QVERIFY((coverage.ambiguous == Covered{1, 4}));
        QVERIFY((coverage.gpu_identity == Covered{3, 4}));
        QVERIFY((coverage.pipeline_coverage == Covered{3, 4}));
        QVERIFY((coverage.gateway_identity == Covered{4, 5}));
        COMPARE_CLOSE(coverage.attributionRate(), 0.75);
    }

    void nothingToCoverHasNoRate()
    {
        const SessionCoverage coverage = coverageOf({});
        QVERIFY(!coverage.status_evidence.rate());
        QVERIFY(!coverage.attributionRate());
    }

    void densityOfSamples()
    {
        COMPARE_CLOSE(samplingDensity(60, onThatDay(13), onThatDay(13, 10), kStatusEverySeconds), 1);
        COMPARE_CLOSE(samplingDensity(60, onThatDay(13), onThatDay(13, 10), kIngestEverySeconds), 0.5);
        QVERIFY(!samplingDensity(6, onThatDay(13), onThatDay(13, 0, 59), kStatusEverySeconds));
    }
};

QTEST_APPLESS_MAIN(TestCoverageKpi)
#include "tst_coverage_kpi.moc"
