#include <QtTest>

#include <QHelpEvent>
#include <QToolTip>

#include "ui/map/map_view.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

MapMark bin(const QString& name, int lat, int lon, std::optional<double> value, MapTrust trust = MapTrust::sure)
{
    return {.name = name,
            .shape = MapMark::Shape::bin,
            .lat_bin = lat,
            .lon_bin = lon,
            .country = {},
            .value = value,
            .text = value ? u"%1 sessions"_s.arg(*value) : QString(),
            .trust = trust,
            .gap = false,
            .details = {}};
}

MapMark disc(const QString& name, int lat, int lon, double value)
{
    MapMark cell = bin(name, lat, lon, value);
    cell.shape = MapMark::Shape::disc;
    return cell;
}

MapMark country(const QString& code, double value)
{
    MapMark cell = bin(code, 0, 0, value);
    cell.shape = MapMark::Shape::country;
    cell.country = code;
    return cell;
}

/// Berlin, New York, Sydney and a place without a figure.
QVector<MapMark> fourPlaces()
{
    QVector<MapMark> cells{bin(u"Berlin"_s, 50, 10, 120), bin(u"New York"_s, 40, -75, 900, MapTrust::likely),
                           bin(u"Sydney"_s, -35, 150, 3, MapTrust::guessed), bin(u"Mumbai"_s, 15, 70, std::nullopt)};
    cells[2].gap = true;
    cells[1].details << u"us-east-1, us-east-2"_s;
    return cells;
}

const MapLayer kRequested{.name = u"Requested sessions"_s, .unit = {}, .color = 0, .logarithmic = true};

struct Shown {
    explicit Shown(const QVector<MapMark>& cells = fourPlaces(), const QSize& size = {800, 500})
    {
        view.setTitle(u"Demand"_s);
        view.setNote(u"2 of 3 sessions have a place."_s);
        view.setCells(cells, kRequested);
        view.resize(size);
        view.show();
        view.setFocus();
        settle();
    }
    void settle()
    {
        QTRY_VERIFY(view.isPainted());
        QCoreApplication::processEvents();
    }
    /// What the window has of it, which is not painted anew for the question.
    QImage onScreen()
    {
        const QImage window = view.screen()->grabWindow(view.winId()).toImage();
        return window.convertToFormat(view.grab().toImage().format());
    }
    QPoint pixel(const GeoPoint& at) const { return view.pixelOf(at).toPoint(); }
    void picture(const char* name)
    {
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(view.grab().save(folder + u'/' + QString::fromLatin1(name) + u".png"_s));
    }
    MapView view;
};

constexpr GeoPoint kBerlin{52.5, 12.5};  // the middle of its bin
constexpr GeoPoint kNewYork{42.5, -72.5};
constexpr GeoPoint kOcean{-40, -120};

QString toolTipAt(MapView& view, const QPoint& at)
{
    QHelpEvent help(QEvent::ToolTip, at, view.mapToGlobal(at));
    QApplication::sendEvent(&view, &help);
    return QToolTip::text();
}

void turnWheel(MapView& view, const QPoint& at, int delta)
{
    QWheelEvent wheel(at, view.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &wheel);
}

bool isNear(const QPointF& a, const QPointF& b, double within = 1.5)
{
    return (a - b).manhattanLength() <= within;
}

}  // namespace

class TestMapView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void positionsAndPixelsAgree()
    {
        Shown shown;
        for (const Projection projection : {Projection::robinson, Projection::equirectangular}) {
            shown.view.setProjection(projection);
            const auto found = shown.view.positionAt(shown.view.pixelOf(kNewYork));
            QVERIFY(found);
            QVERIFY(std::abs(found->lat - kNewYork.lat) < 0.01 && std::abs(found->lon - kNewYork.lon) < 0.01);
        }
    }

    void aClickChoosesTheCellBeneath()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &MapView::currentCellChanged);
        QSignalSpy opened(&shown.view, &MapView::cellOpened);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.pixel(kBerlin));
        QCOMPARE(shown.view.currentCell(), 0);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.pixel(kOcean));
        QCOMPARE(shown.view.currentCell(), -1);
        QCOMPARE(chosen.size(), 2);
        QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.pixel(kNewYork));
        QCOMPARE(opened.value(0).value(0).toInt(), 1);
    }

    void arrowsWalkFromCellToCell()
    {
        Shown shown;
        QSignalSpy opened(&shown.view, &MapView::cellOpened);
        QTest::keyClick(&shown.view, Qt::Key_Right);  // the largest first
        QCOMPARE(shown.view.currentCell(), 1);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.view.currentCell(), 0);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QCOMPARE(shown.view.currentCell(), 3);
        QTest::keyClick(&shown.view, Qt::Key_Down);
        QCOMPARE(shown.view.currentCell(), 2);
        QTest::keyClick(&shown.view, Qt::Key_Down);  // nothing lies further south
        QCOMPARE(shown.view.currentCell(), 2);
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toInt(), 2);
        shown.picture("map-current");
        QTest::keyClick(&shown.view, Qt::Key_Home);
        QCOMPARE(shown.view.currentCell(), 1);
        QTest::keyClick(&shown.view, Qt::Key_End);
        QCOMPARE(shown.view.currentCell(), 2);
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QCOMPARE(shown.view.currentCell(), -1);
    }

    void whatIsCurrentIsSpoken()
    {
        Shown shown;
        QVERIFY(shown.view.accessibleDescription().contains(u"Requested sessions at 4 "_s));
        QVERIFY(shown.view.accessibleDescription().contains(u"2 of 3 sessions have a place."_s));
        QTest::keyClick(&shown.view, Qt::Key_End);
        const QString spoken = shown.view.accessibleDescription();
        for (const QString& part : {u"Sydney"_s, u"3 sessions"_s, u"place is guessed"_s, u"gap"_s})
            QVERIFY2(spoken.contains(part), qPrintable(spoken));
    }

    void theToolTipHasFigureAndTrust()
    {
        Shown shown;
        const QString text = toolTipAt(shown.view, shown.pixel(kNewYork));
        QCOMPARE(text, u"New York\nRequested sessions: 900 sessions\nus-east-1, us-east-2\nplace is likely"_s);
        QCOMPARE(shown.view.readout(3).value(1), u"Requested sessions: not measured"_s);
        QVERIFY(shown.view.readout(4).isEmpty());
    }

    void theWheelZoomsAroundThePointer()
    {
        Shown shown;
        const QPoint at = shown.pixel(kBerlin);
        turnWheel(shown.view, at, 240);
        QCOMPARE(shown.view.zoom(), 2);
        QVERIFY(isNear(shown.view.pixelOf(kBerlin), at));
        turnWheel(shown.view, at, 60);  // half a notch waits for the other half
        QCOMPARE(shown.view.zoom(), 2);
        turnWheel(shown.view, at, 60);
        QCOMPARE(shown.view.zoom(), 3);
        turnWheel(shown.view, at, -12'000);
        QCOMPARE(shown.view.zoom(), 0);
    }

    void keysZoomAndPan()
    {
        Shown shown;
        const QPointF before = shown.view.pixelOf(kBerlin);
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(shown.view.pixelOf(kBerlin), before);  // the whole world is seen: there is nowhere to go
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(&shown.view, Qt::Key_Plus);
        QCOMPARE(shown.view.zoom(), 4);
        const QPointF zoomed = shown.view.pixelOf(kBerlin);
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(shown.view.pixelOf(kBerlin).x() < zoomed.x() - 50);
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(shown.view.positionAt(shown.view.rect().center()));  // the world is never lost from sight
        QTest::keyClick(&shown.view, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(shown.view.zoom(), 0);
        QVERIFY(isNear(shown.view.pixelOf(kBerlin), before));
    }

    /// The map ends at 180 degrees: without a band of nothing, and with the cells on both sides of it whole.
    void panningStopsAtTheDateLine_data()
    {
        QTest::addColumn<bool>("robinson");
        QTest::newRow("Robinson") << true;
        QTest::newRow("equirectangular") << false;
    }
    void panningStopsAtTheDateLine()
    {
        QFETCH(const bool, robinson);
        const QVector<MapMark> cells{bin(u"Fiji"_s, -5, 175, 2), bin(u"Samoa"_s, -5, -180, 1)};
        Shown shown(cells);
        shown.view.setProjection(robinson ? Projection::robinson : Projection::equirectangular);
        for (const int zoom : {4, 11}) {
            shown.view.showWorld();
            shown.view.zoomBy(zoom);
            for (int i = 0; i < 300; ++i)
                QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
            shown.settle();
            const QPointF edge = shown.view.pixelOf({0, 180});
            QVERIFY2(edge.x() <= 800 && edge.x() >= 800 - 16, qPrintable(QString::number(edge.x())));
            QVERIFY(!shown.view.positionAt(edge + QPointF(3, 0)));
            QCOMPARE(shown.view.cellAtPixel(shown.view.pixelOf({-2.5, 179.5})), 0);
            QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.pixel({-2.5, 179.5}));
            QCOMPARE(shown.view.currentCell(), 0);
            QVERIFY(toolTipAt(shown.view, shown.pixel({-2.5, 179.5})).startsWith(u"Fiji"_s));
            for (int i = 0; i < 600; ++i)
                QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ShiftModifier);
            shown.settle();
            QVERIFY(shown.view.pixelOf({0, -180}).x() <= 16);
            QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.pixel({-2.5, -179.5}));
            QCOMPARE(shown.view.currentCell(), 1);
            QTest::keyClick(&shown.view, Qt::Key_Right);  // to the other end, which comes into view
            QCOMPARE(shown.view.currentCell(), 0);
            shown.settle();
            QVERIFY(shown.view.rect().contains(shown.pixel({-2.5, 177.5})));
            QCOMPARE(shown.onScreen(), shown.view.grab().toImage());
        }
    }

    void aDragPansAndChoosesNothing()
    {
        Shown shown;
        shown.view.zoomBy(4);
        const QPointF before = shown.view.pixelOf(kBerlin);
        QTest::mousePress(&shown.view, Qt::LeftButton, {}, {400, 250});
        QTest::mouseMove(&shown.view, {430, 260});
        QTest::mouseMove(&shown.view, {460, 270});
        QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, {460, 270});
        QVERIFY(isNear(shown.view.pixelOf(kBerlin), before + QPointF(60, 20)));
        QCOMPARE(shown.view.currentCell(), -1);
    }

    void panningPaintsNoCoastTwice()
    {
        Shown shown;
        shown.view.zoomBy(4);
        shown.settle();
        const int before = shown.view.tiles().worldsPainted();
        shown.view.panBy({-6, 4});
        QVERIFY(!shown.view.grab().isNull());
        shown.view.panBy({6, -4});
        shown.settle();
        QCOMPARE(shown.view.tiles().worldsPainted(), before);
        shown.view.setCells(fourPlaces(), kRequested);  // other figures neither
        shown.settle();
        QCOMPARE(shown.view.tiles().worldsPainted(), before);
    }

    void aFrameThatMovesIsAsOnePaintedWhole_data()
    {
        QTest::addColumn<QPointF>("step");
        for (const QPointF& step :
             {QPointF(12, 4), QPointF(-37, 0), QPointF(0, 61), QPointF(-300, -200), QPointF(3, 1)})
            QTest::addRow("%g, %g", step.x(), step.y()) << step;
    }
    void aFrameThatMovesIsAsOnePaintedWhole()
    {
        QFETCH(const QPointF, step);
        Shown shown;
        shown.view.zoomBy(4);
        shown.settle();
        shown.view.panBy(step);
        shown.settle();
        QCOMPARE(shown.onScreen(), shown.view.grab().toImage());
        shown.view.setCurrentCell(0);  // with its read-out, which does not move with it
        shown.settle();
        QCOMPARE(shown.onScreen(), shown.view.grab().toImage());
        for (int i = 0; i < 3; ++i)
            shown.view.panBy(step);
        shown.settle();
        QCOMPARE(shown.onScreen(), shown.view.grab().toImage());
        shown.view.setCurrentCell(2);
        shown.view.setCells(fourPlaces(), {.name = u"Served sessions"_s, .unit = {}, .color = 1});
        shown.settle();
        QCOMPARE(shown.onScreen(), shown.view.grab().toImage());
    }

    void onlyWhatChangesIsPaintedAnew()
    {
        Shown shown;
        shown.view.zoomBy(6);
        shown.view.setCurrentCell(0);  // comes into view
        shown.settle();
        const int before = shown.view.tiles().tilesPainted();
        shown.view.setCells(fourPlaces(), kRequested);
        shown.settle();
        QCOMPARE(shown.view.tiles().tilesPainted(), before);
        QVector<MapMark> others = fourPlaces();
        others[0].gap = true;
        shown.view.setCells(others, kRequested);
        shown.settle();
        const int painted = shown.view.tiles().tilesPainted() - before;
        QVERIFY2(painted >= 1 && painted <= 4, qPrintable(QString::number(painted)));
        QCOMPARE(shown.onScreen(), shown.view.grab().toImage());
    }

    void theProjectionChangesWhatIsSeenAndNotWhere()
    {
        Shown shown;
        shown.view.zoomBy(6);
        shown.view.setCurrentCell(0);
        shown.settle();
        const auto middle = shown.view.positionAt(QPointF(400, 260));
        shown.view.setProjection(Projection::equirectangular);
        shown.settle();
        QCOMPARE(shown.view.currentCell(), 0);
        const auto after = shown.view.positionAt(QPointF(400, 260));
        QVERIFY(middle && after);
        QVERIFY(std::abs(middle->lat - after->lat) < 2 && std::abs(middle->lon - after->lon) < 4);
        shown.picture("map-zoomed");
    }

    void theCurrentCellIsKeptByName()
    {
        Shown shown;
        shown.view.setCurrentCell(2);
        QVector<MapMark> others = fourPlaces();
        others.removeFirst();
        shown.view.setCells(others, kRequested);
        QCOMPARE(shown.view.currentCell(), 1);
        shown.view.setCells({others.first()}, kRequested);
        QCOMPARE(shown.view.currentCell(), -1);
    }

    void discsOfOneBinLieBesideEachOther()
    {
        Shown shown({disc(u"fra"_s, 50, 10, 1), disc(u"ber"_s, 50, 10, 2), disc(u"ams"_s, 50, 0, 3)});
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.pixel(kBerlin));
        QCOMPARE(shown.view.currentCell(), 0);
        int others = 0;
        for (int x = -40; x <= 40; x += 4)
            for (int y = -40; y <= 40; y += 4)
                others += shown.view.cellAtPixel(shown.pixel(kBerlin) + QPoint(x, y)) == 1;
        QVERIFY(others > 5);
        shown.picture("map-discs");
    }

    void countriesAreFilledAndSmallOnesAreDiscs()
    {
        QVector<MapMark> cells{country(u"BR"_s, 5), country(u"SG"_s, 7)};
        cells[1].lat_bin = 0;
        cells[1].lon_bin = 100;
        Shown shown(cells);
        QCOMPARE(shown.view.cellAtPixel(shown.view.pixelOf({-10, -55})), 0);
        QCOMPARE(shown.view.cellAtPixel(shown.view.pixelOf({2.5, 102.5})), 1);
        QCOMPARE(shown.view.cellAtPixel(shown.view.pixelOf({-30, -60})), -1);  // Argentina
        shown.picture("map-countries");
    }

    void figuresAreInTheTableAndInPictures()
    {
        Shown shown;
        const Chart::Data data = shown.view.data();
        QCOMPARE(data.header, (QStringList{u"Place"_s, u"Requested sessions"_s, u"How sure"_s, u"Gap"_s}));
        QCOMPARE(data.rows[2], (QStringList{u"Sydney"_s, u"3"_s, u"place is guessed"_s, u"yes"_s}));
        QCOMPARE(data.rows[3][1], u"–"_s);
        shown.view.zoomBy(5);
        QTemporaryDir dir;
        QVERIFY(shown.view.savePng(dir.filePath(u"map.png"_s)));
        QVERIFY(shown.view.saveSvg(dir.filePath(u"map.svg"_s)));
        QFile svg(dir.filePath(u"map.svg"_s));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("2 of 3 sessions have a place."));  // it always goes along
        shown.settle();
        shown.picture("map-zoom5");
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(shown.view.savePng(folder + u"/map-zoom5-saved.png"_s));
    }

    void theScaleGoesFromPaleToFull()
    {
        const auto scale = [](std::initializer_list<std::optional<double>> values, const MapLayer& layer) {
            QVector<MapMark> cells;
            for (const auto& value : values)
                cells << bin({}, 0, 0, value);
            return MapScale::of(cells, layer);
        };
        const MapLayer plain{.name = {}, .unit = {}};
        QCOMPARE(scale({2, 4, 6}, plain).share(4), 0.5);
        QCOMPARE(scale({0, 99}, kRequested).share(9), 0.5);  // log 10 of log 100
        QCOMPARE(scale({0, 0}, plain).share(0), 0.0);        // none anywhere is pale
        QCOMPARE(scale({3, std::nullopt}, plain).share(3), 1.0);
        QVERIFY(!scale({std::nullopt}, plain).any);
        const MapLayer held{.name = {}, .unit = {}, .color = 0, .logarithmic = false, .at_least = 10};
        QCOMPARE(scale({0, 5}, held).share(5), 0.5);  // as in the hour that had 10
    }

    void nothingToShowIsSaid()
    {
        Shown shown(QVector<MapMark>{});
        QVERIFY(shown.view.accessibleDescription().contains(u"nothing to show"_s));
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QCOMPARE(shown.view.currentCell(), -1);
        shown.picture("map-empty");
    }

    void itSurvivesTinySizes()
    {
        Shown shown(fourPlaces(), {320, 220});
        shown.view.setMinimumSize(1, 1);
        shown.view.resize(20, 20);
        QVERIFY(!shown.view.grab().isNull());
        shown.picture("map-small");
    }

    void bothThemesAndProjections()
    {
        for (const bool dark : {false, true})
            for (const Projection projection : {Projection::robinson, Projection::equirectangular}) {
                Shown shown;
                if (dark) {
                    QPalette palette(QColor(0x383d44), QColor(0x2a2e33));
                    palette.setColor(QPalette::Base, QColor(0x1c1f23));
                    shown.view.setPalette(palette);
                }
                shown.view.setProjection(projection);
                shown.settle();
                shown.picture(qPrintable(u"map-%1-%2"_s.arg(dark ? u"dark"_s : u"light"_s)
                                             .arg(projection == Projection::robinson ? u"robinson"_s : u"plain"_s)));
            }
    }
};

QTEST_MAIN(TestMapView)
#include "tst_map_view.moc"
