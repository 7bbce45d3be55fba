#include <QtTest>

#include "core/metrics/percentile.h"

using namespace naap;

class TestPercentile : public QObject {
    Q_OBJECT

private slots:
    void t32_threeMediansOfFourValues()
    {
        const std::vector<double> values{10, 20, 30, 40};
        QCOMPARE(percentileOf(values, kP50), std::optional(20.0));
        QCOMPARE(interpolatedPercentile(values, kP50), std::optional(25.0));
        QCOMPARE(upperMedian(values), std::optional(30.0));
    }

    void nothingHasNoPercentile()
    {
        QVERIFY(!percentileOf(std::vector<double>{}, kP95));
        QVERIFY(!interpolatedPercentile({}, kP95));
        QVERIFY(!upperMedian(std::vector<double>{}));
        QCOMPARE(nearestRank(kP50, 0), 0);
    }

    void oneValueIsEveryPercentile()
    {
        for (const Level level : {kP5, kP50, kP999})
            QCOMPARE(percentileOf(std::vector<int>{7}, level), std::optional(7));
    }

    void rankIsExact_data()
    {
        QTest::addColumn<qint64>("num");
        QTest::addColumn<qint64>("den");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<qint64>("rank");
        QTest::newRow("p95 of 20") << qint64(19) << qint64(20) << qint64(20) << qint64(19);
        QTest::newRow("p95 of 21") << qint64(19) << qint64(20) << qint64(21) << qint64(20);
        QTest::newRow("p95 of 3") << qint64(19) << qint64(20) << qint64(3) << qint64(3);
        QTest::newRow("p99 of 100") << qint64(99) << qint64(100) << qint64(100) << qint64(99);
        QTest::newRow("p99.9 of 1000") << qint64(999) << qint64(1000) << qint64(1000) << qint64(999);
        QTest::newRow("p99.9 of 999") << qint64(999) << qint64(1000) << qint64(999) << qint64(999);
        QTest::newRow("p5 of 3") << qint64(1) << qint64(20) << qint64(3) << qint64(1);
        QTest::newRow("maximum") << qint64(1) << qint64(1) << qint64(8) << qint64(8);
    }

    void rankIsExact()
    {
        QFETCH(qint64, num);
        QFETCH(qint64, den);
        QFETCH(qint64, count);
        QFETCH(qint64, rank);
        QCOMPARE(qint64(nearestRank({num, den}, count)), rank);
    }

    void fewestValuesThatTellAPercentileFromTheMaximum()
    {
        QCOMPARE(meaningfulCount(kP50), 2);
        QCOMPARE(meaningfulCount(kP90), 10);
        QCOMPARE(meaningfulCount(kP95), 20);
        QCOMPARE(meaningfulCount(kP99), 100);
        QCOMPARE(meaningfulCount(kP999), 1000);
    }

    void medianOfAnOddNumberIsTheMiddle() { QCOMPARE(upperMedian(std::vector<int>{9, 1, 5}), std::optional(5)); }
};

QTEST_APPLESS_MAIN(TestPercentile)
#include "tst_percentile.moc"
