#include <algorithm>
#include <random>

#include <QtTest>

#include "core/metrics/distribution.h"
#include "core/metrics/histogram.h"
#include "core/metrics/latency.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

const std::vector<double> kTwentyLatencies{110, 120, 125, 130, 135, 140, 150, 155, 160, 170,
                                           180, 190, 200, 220, 240, 260, 300, 380, 520, 1900};

LogHistogram histogramOf(const std::vector<double>& values)
{
    LogHistogram histogram;
    for (const double value : values)
        histogram.add(value);
    return histogram;
}

}  // namespace

class TestTailLatency : public QObject {
    Q_OBJECT

private slots:
    void t02_requestToFirstProcessedSegment()
    {
        QCOMPARE(elapsedMs(instantFromMs(1767966622124), instantFromMs(1767966625424)),
                 std::optional<std::int64_t>(3300));
    }

    void latencyIsUnknownWithoutBothEndsOrBackwards()
    {
        QVERIFY(!elapsedMs(std::nullopt, onThatDay(1)));
        QVERIFY(!elapsedMs(onThatDay(1), std::nullopt));
        QVERIFY(!elapsedMs(onThatDay(2), onThatDay(1)));
        QCOMPARE(elapsedMs(onThatDay(1), onThatDay(1)), std::optional<std::int64_t>(0));
    }

    void t19_twentyLatencies()
    {
        const Distribution d = distributionOf(kTwentyLatencies);
        QCOMPARE(d.count, 20);
        QCOMPARE(d.p50, std::optional(170.0));
        QCOMPARE(d.p90, std::optional(380.0));
        QCOMPARE(d.p95, std::optional(520.0));
        QCOMPARE(d.p99, std::optional(1900.0));
        QCOMPARE(d.p999, std::optional(1900.0));
        QCOMPARE(d.max, std::optional(1900.0));
        COMPARE_CLOSE(d.mean, 289.25);
        COMPARE_CLOSE(d.latency_jitter_ms, 382.1950922);
        COMPARE_CLOSE(slaViolationRate(kTwentyLatencies, 300), 0.15);
    }

    void olderServicesInterpolatedTheSameLatencies()
    {
        COMPARE_CLOSE(interpolatedPercentile(kTwentyLatencies, kP50), 175);
        COMPARE_CLOSE(interpolatedPercentile(kTwentyLatencies, kP90), 394);
        COMPARE_CLOSE(interpolatedPercentile(kTwentyLatencies, kP95), 589);
        COMPARE_CLOSE(interpolatedPercentile(kTwentyLatencies, kP99), 1637.8);
        COMPARE_CLOSE(interpolatedPercentile(kTwentyLatencies, kP999), 1873.78);
    }

    void t20_bucketsOfTwentyLatencies()
    {
        const LogHistogram histogram = histogramOf(kTwentyLatencies);
        QCOMPARE(LogHistogram::bucketOf(170), 257);
        QCOMPARE(LogHistogram::bucketOf(520), 313);
        QCOMPARE(LogHistogram::bucketOf(1900), 378);
        COMPARE_CLOSE(histogram.quantile(kP50), 169.0376);
        COMPARE_CLOSE(histogram.quantile(kP95), 518.0949);
        COMPARE_CLOSE(LogHistogram::representative(378), 1901.1261);
        QCOMPARE(histogram.quantile(kP99), std::optional(1900.0));  // never above the greatest value seen
        COMPARE_CLOSE(histogram.mean(), 289.25);
    }

    void mergedHistogramsAreThatOfTheWhole()
    {
        std::vector<double> values = kTwentyLatencies;
        std::mt19937 chance(7);
        std::shuffle(values.begin(), values.end(), chance);
        LogHistogram merged = histogramOf({values.begin(), values.begin() + 6});
        merged.merge(histogramOf({values.begin() + 6, values.end()}));
        merged.merge(LogHistogram{});
        QVERIFY(merged == histogramOf(kTwentyLatencies));
    }

    void zerosHaveTheirOwnBucket()
    {
        const LogHistogram histogram = histogramOf({0, 0, 0, 50});
        QCOMPARE(histogram.zeroCount(), 3);
        QCOMPARE(histogram.quantile(kP50), std::optional(0.0));
        QVERIFY(std::abs(histogram.quantile({1, 1}).value_or(0) - 50) <= 0.5);
        QCOMPARE(histogram.max(), std::optional(50.0));
        QVERIFY(!LogHistogram{}.quantile(kP50));
        QVERIFY(!LogHistogram{}.max());
    }

    void everyQuantileIsWithinOnePercent()
    {
        std::vector<double> values;
        for (int i = 1; i <= 5000; ++i)
            values.push_back(i * 1.7);
        const LogHistogram histogram = histogramOf(values);
        for (const Level level : {kP5, kP10, kP50, kP90, kP95, kP99, kP999}) {
            const double exact = percentileOf(values, level).value_or(0);
            QVERIFY(std::abs(histogram.quantile(level).value_or(0) - exact) <= 0.01 * exact);
        }
    }

    void barsForPeople()
    {
        const std::vector<double> values{0, 1, 1.5, 2, 170, 200, 201, 200'000};
        const std::vector<DisplayBucket> bars = displayHistogram(values);
        QCOMPARE(bars.size(), std::size_t(17));
        QVERIFY((bars.front() == DisplayBucket{.above = 0, .up_to = 1, .count = 1}));
        QVERIFY((bars[1] == DisplayBucket{.above = 1, .up_to = 2, .count = 2}));
        QVERIFY((bars[7] == DisplayBucket{.above = 100, .up_to = 200, .count = 2}));
        QVERIFY((bars[8] == DisplayBucket{.above = 200, .up_to = 500, .count = 1}));
        QVERIFY((bars.back() == DisplayBucket{.above = 100'000, .up_to = std::nullopt, .count = 1}));
    }

    void nothingHasNoDistribution()
    {
        const Distribution d = distributionOf({0, -5});
        QVERIFY(d == Distribution{});
        QVERIFY(!slaViolationRate({}, 300));
    }

    void oneLatencyDoesNotJitter() { QCOMPARE(distributionOf({42}).latency_jitter_ms, std::optional(0.0)); }

    void latenciesAreGroupedAndUnattributedOnesListed()
    {
        Session a = cleanSession("a");
        a.startup_latency_ms = 1500;
        a.e2e_latency_ms = 0;  // no evidence
        Session b = cleanSession("b");
        b.org = "another-org";
        b.startup_latency_ms = 2500;
        Session lost = cleanSession("lost");
        lost.orchestrator_address.reset();
        lost.prompt_to_first_frame_ms = 4000;
        const std::vector<const Session*> sessions{&a, &lost, &b};
        const std::vector<LatencyRow> rows = latencyRows(sessions);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].metric, std::string("prompt_to_first_frame"));
        QCOMPARE(rows[0].orchestrator_address, std::string());
        QCOMPARE(rows[1].metric, std::string("startup"));
        QCOMPARE(rows[1].latency.count, 2);  // both orgs
        QCOMPARE(rows[1].latency.mean, std::optional(2000.0));
    }
};

QTEST_APPLESS_MAIN(TestTailLatency)
#include "tst_tail_latency.moc"
