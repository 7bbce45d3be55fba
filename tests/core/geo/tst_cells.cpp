#include <limits>

#include <QtTest>

#include "core/geo/cells.h"

using namespace naap;

class TestCells : public QObject {
    Q_OBJECT

private slots:
    void t27_threePositions_data()
    {
        QTest::addColumn<double>("lat");
        QTest::addColumn<double>("lon");
        QTest::addColumn<int>("latBin");
        QTest::addColumn<int>("lonBin");
        QTest::addColumn<double>("centreLat");
        QTest::addColumn<double>("centreLon");
        QTest::newRow("Berlin") << 52.52 << 13.405 << 50 << 10 << 52.5 << 12.5;
        QTest::newRow("Sydney") << -33.87 << 151.21 << -35 << 150 << -32.5 << 152.5;
        QTest::newRow("New York") << 40.71 << -74.01 << 40 << -75 << 42.5 << -72.5;
        QTest::newRow("north pole") << 90.0 << 0.0 << 85 << 0 << 87.5 << 2.5;
        QTest::newRow("south pole") << -90.0 << 0.0 << -90 << 0 << -87.5 << 2.5;
        QTest::newRow("date line") << 0.0 << 180.0 << 0 << -180 << 2.5 << -177.5;
        QTest::newRow("on an edge") << 5.0 << -5.0 << 5 << -5 << 7.5 << -2.5;
    }

    void t27_threePositions()
    {
        QFETCH(double, lat);
        QFETCH(double, lon);
        QFETCH(int, latBin);
        QFETCH(int, lonBin);
        QFETCH(double, centreLat);
        QFETCH(double, centreLon);
        const std::optional<MapCell> cell = cellOf({lat, lon});
        QVERIFY(cell.has_value());
        QVERIFY((*cell == MapCell{latBin, lonBin}));
        QVERIFY((centreOf(*cell) == Position{centreLat, centreLon}));
    }

    void positionsOffTheMapHaveNoBin()
    {
        QVERIFY(!cellOf({90.1, 0}));
        QVERIFY(!cellOf({0, -180.1}));
        QVERIFY(!cellOf({std::numeric_limits<double>::quiet_NaN(), 0}));
    }

    void otherSizes()
    {
        QVERIFY((cellOf({52.52, 13.405}, 10) == MapCell{50, 10}));
        QVERIFY((centreOf({50, 10}, 1) == Position{50.5, 10.5}));
        QVERIFY(!cellOf({0, 0}, 0));
        QVERIFY(!cellOf({0, 0}, 7));
    }
};

QTEST_APPLESS_MAIN(TestCells)
#include "tst_cells.moc"
