#include <QtTest>

#include "core/metrics/fps.h"
#include "core/metrics/rates.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

const std::vector<double> kSteady{19.987, 20.085, 19.889};
const std::vector<double> kUnsteady{12, 24, 18, 6};

/// A stream that starts slowly.
const std::vector<double> kOneSlowStart{9.792, 16.98, 16.4, 15.9, 16.5};

}  // namespace

class TestFps : public QObject {
    Q_OBJECT

private slots:
    void t01_zerosLowerTheMean()
    {
        const FpsMoments moments = momentsOf(std::vector<double>{20.1, 0, 19.7, 21.0, 18.9, 0});
        COMPARE_CLOSE(mean(moments.sum, moments.count), 13.283333);
    }

    void t03_steadyStream() { COMPARE_CLOSE(fpsJitterCoefficient(momentsOf(kSteady)), 0.004003435); }

    void t04_unsteadyStream() { COMPARE_CLOSE(fpsJitterCoefficient(momentsOf(kUnsteady)), 0.447213595); }

    void t05_bothTogetherAreNotTheMeanOfBoth()
    {
        COMPARE_CLOSE(fpsJitterCoefficient(merged(momentsOf(kSteady), momentsOf(kUnsteady))), 0.329097045);
    }

    void noJitterWithoutTwoSamplesOrOutput()
    {
        QVERIFY(!fpsJitterCoefficient(FpsMoments{}));
        QVERIFY(!fpsJitterCoefficient(momentsOf(std::vector<double>{20})));
        QVERIFY(!fpsJitterCoefficient(momentsOf(std::vector<double>{0, 0, 0})));
        QVERIFY(!fpsJitterCoefficient(std::span<const double>{}));
    }

    void evenSamplesHaveNoJitter()
    {
        QCOMPARE(fpsJitterCoefficient(std::span<const double>(std::vector<double>{20, 20, 20})), std::optional(0.0));
    }

    void tinyDeviationsAreTakenFromTheSamples()
    {
        // mean 30, deviation 1e-6: the squares of 30 swallow it
        const std::vector<double> samples{30.000001, 29.999999, 30.000001, 29.999999};
        COMPARE_CLOSE(fpsJitterCoefficient(std::span<const double>(samples)), 1e-6 / 30);
        const double fromMoments = fpsJitterCoefficient(momentsOf(samples)).value_or(0);
        QVERIFY(!isClose(fromMoments, 1e-6 / 30));
    }

    void samplesAndMomentsAgreeOtherwise()
    {
        QCOMPARE(fpsJitterCoefficient(std::span<const double>(kOneSlowStart)),
                 fpsJitterCoefficient(momentsOf(kOneSlowStart)));
    }

    void aDropOfMoreThanAFifthIsDegraded()
    {
        QCOMPARE(fpsDegraded(20, 15.9), std::optional(true));
        QCOMPARE(fpsDegraded(20, 16), std::optional(false));
        QCOMPARE(fpsDegraded(20, 0), std::optional(true));
        QVERIFY(!fpsDegraded(0, 10));
        QVERIFY(!fpsDegraded(std::nullopt, 10));
        QVERIFY(!fpsDegraded(20, std::nullopt));
    }

    void hoursWithoutSamplesAreSkippedInASeries()
    {
        const std::vector<std::optional<double>> hours{20.0, std::nullopt, 15.0, 15.0};
        const std::vector<std::optional<bool>> expected{std::nullopt, std::nullopt, true, false};
        QCOMPARE(fpsDegradedFlags(hours), expected);
    }

    void percentilesLeaveOutSamplesWithoutOutput()
    {
        const std::vector<FpsSample> samples{{0, 30}, {10, 24}, {30, 26}, {20, 25}};
        const FpsWhileProducing fps = fpsWhileProducing(samples);
        QCOMPARE(fps.sample_count, 3);
        QCOMPARE(fps.output.avg, std::optional(20.0));
        QCOMPARE(fps.output.p5, std::optional(10.0));
        QCOMPARE(fps.output.p50, std::optional(20.0));
        QCOMPARE(fps.output.p99, std::optional(30.0));
        QCOMPARE(fps.input.avg, std::optional(25.0));
        QVERIFY(!fpsWhileProducing({}).output.avg);
    }
};

QTEST_APPLESS_MAIN(TestFps)
#include "tst_fps.moc"
