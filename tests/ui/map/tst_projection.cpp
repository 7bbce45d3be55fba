#include <QtTest>

#include "ui/map/map_geometry.h"
#include "ui/map/outlines.h"
#include "ui/map/projection.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

constexpr double kClose = 1e-3;

bool isClose(double a, double b, double within = kClose)
{
    return std::abs(a - b) <= within;
}

double areaOf(const QPolygonF& polygon)
{
    double sum = 0;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF& a = polygon[i];
        const QPointF& b = polygon[(i + 1) % polygon.size()];
        sum += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(sum) / 2;
}

}  // namespace

class TestProjection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void positionsAreLaidFlat_data()
    {
        QTest::addColumn<int>("projection");
        QTest::addColumn<double>("lat");
        QTest::addColumn<double>("lon");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        const int robinson = static_cast<int>(Projection::robinson);
        const int plain = static_cast<int>(Projection::equirectangular);
        QTest::newRow("plain, where the Greenwich meridian meets the equator") << plain << 0.0 << 0.0 << 0.0 << 0.0;
        QTest::newRow("plain, Berlin's bin") << plain << 52.5 << 12.5 << 12.5 << 52.5;
        QTest::newRow("plain, beyond the date line") << plain << -91.0 << 181.0 << 180.0 << -90.0;
        // The pole's distance is 1.3523 / 0.8487 * 180 / pi = 91.2938.
        QTest::newRow("the middle") << robinson << 0.0 << 0.0 << 0.0 << 0.0;
        QTest::newRow("end of the equator") << robinson << 0.0 << -180.0 << -180.0 << 0.0;
        QTest::newRow("corner: 180 * 0.5322") << robinson << 90.0 << 180.0 << 95.796 << 91.2938;
        QTest::newRow("an entry of the table: 90 * 0.8962, 0.5571") << robinson << 45.0 << 90.0 << 80.658 << 50.8598;
        // 3.87 / 5 of the way from 30 to 35: X 0.94661, Y 0.41999.
        QTest::newRow("Sydney, between two entries") << robinson << -33.87 << 151.21 << 143.1369 << -38.3423;
    }
    void positionsAreLaidFlat()
    {
        QFETCH(int, projection);
        QFETCH(double, lat);
        QFETCH(double, lon);
        QFETCH(double, x);
        QFETCH(double, y);
        const PlanePoint at = project(static_cast<Projection>(projection), {lat, lon});
        QVERIFY2(isClose(at.x, x) && isClose(at.y, y), qPrintable(u"%1 %2"_s.arg(at.x).arg(at.y)));
    }

    void whatIsLaidFlatIsFoundAgain()
    {
        for (const Projection projection : {Projection::robinson, Projection::equirectangular})
            for (double lat = -90; lat <= 90; lat += 7.5)
                for (double lon = -175; lon <= 175; lon += 12.5) {
                    const auto found = unproject(projection, project(projection, {lat, lon}));
                    QVERIFY(found);
                    QVERIFY(isClose(found->lat, lat, 1e-9) && isClose(found->lon, lon, 1e-9));
                }
    }

    void beyondTheEdgeIsNowhere()
    {
        QVERIFY(!unproject(Projection::robinson, {170, 80}));  // in the corner of the picture, off the globe
        QVERIFY(!unproject(Projection::robinson, {0, 91.5}));
        QVERIFY(!unproject(Projection::equirectangular, {0, 90.5}));
        QVERIFY(!unproject(Projection::equirectangular, {-180.5, 0}));
        QVERIFY(!unproject(Projection::equirectangular, {0, std::nan("")}));
        QVERIFY(unproject(Projection::equirectangular, {170, 80}));
    }

    void outlinesAreRead()
    {
        const QVector<Outline> read = readOutlines(
            u"# a note\nc XX Nowhere at all\nr 100 200 50 0 0 -50\nr 1 2\n"
            "c - Land without a code\nr 0 0 10 x 0 10\n"_s);
        QCOMPARE(read.size(), 2);
        QCOMPARE(read[0].code, u"XX"_s);
        QCOMPARE(read[0].name, u"Nowhere at all"_s);
        QCOMPARE(read[0].rings, (QVector<QVector<GeoPoint>>{{{2, 1}, {2, 1.5}, {1.5, 1.5}}}));
        QCOMPARE(read[1].code, QString());
        QVERIFY(read[1].rings.isEmpty());  // what is no number is left out
    }

    void theWorldIsThere()
    {
        QVERIFY(outlines().size() > 170);
        for (const Outline& country : outlines()) {
            QVERIFY2(!country.rings.isEmpty(), qPrintable(country.name));
            for (const auto& ring : country.rings)
                for (const GeoPoint& point : ring)
                    QVERIFY(std::abs(point.lat) <= 90 && std::abs(point.lon) <= 180);
        }
        const auto* brazil = planeWorld(Projection::equirectangular).find(u"BR"_s);
        QVERIFY(brazil);
        QVERIFY(brazil->box.contains(QPointF(-47.9, 15.8)));  // Brasília; the plane's y grows to the south
        QVERIFY(!planeWorld(Projection::robinson).find(QString()));
    }

    void polygonsAreCutAtTheEdge()
    {
        const QRectF square(0, 0, 10, 10);
        const QPolygonF inside({QPointF(1, 1), QPointF(9, 1), QPointF(5, 9)});
        QCOMPARE(clipped(inside, square), inside);
        QVERIFY(clipped(inside.translated(20, 0), square).isEmpty());
        const QPolygonF around({QPointF(-5, -5), QPointF(15, -5), QPointF(15, 15), QPointF(-5, 15)});
        QCOMPARE(areaOf(clipped(around, square)), 100.0);
        // The diamond around the corner (10, 10) with radius 4: a quarter of its 32 is within.
        const QPolygonF corner({QPointF(6, 10), QPointF(10, 6), QPointF(14, 10), QPointF(10, 14)});
        QCOMPARE(areaOf(clipped(corner, square)), 8.0);
    }

    void binsAreDrawnWhereTheyLie()
    {
        const QPolygonF berlin = planeBin(Projection::equirectangular, 50, 10, 5);
        QCOMPARE(berlin.boundingRect(), QRectF(10, -55, 5, 5));
        QCOMPARE(planeCentre(Projection::equirectangular, 50, 10, 5), QPointF(12.5, -52.5));
        QCOMPARE(planeBin(Projection::robinson, -90, -180, 5).boundingRect().left(), -180 * 0.5722);
    }
};

QTEST_APPLESS_MAIN(TestProjection)
#include "tst_projection.moc"
