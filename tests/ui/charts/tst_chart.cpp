#include <QApplication>
#include <QDialog>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "ui/charts/bar_chart.h"
#include "ui/charts/chart.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/histogram.h"
#include "ui/charts/lane_chart.h"
#include "ui/charts/time_chart.h"
#include "ui/charts/xy_chart.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHour = 3'600'000;
const double kGap = std::nan("");

/// NaN as text, so that points can be compared.
QString textOf(const QVector<QPointF>& points)
{
    QStringList parts;
    for (const QPointF& point : points)
        parts << QString::number(point.x()) + u':' + QString::number(point.y());
    return parts.join(u' ');
}

template <class T>
T* shown(T* chart, const QSize& size = {600, 240})
{
    chart->resize(size);
    chart->show();
    chart->setFocus();
    return chart;
}

TimeChart* makeTimeChart(TimeChart* chart)
{
    TimeChart::Series line{.name = u"Sessions"_s};
    for (int hour = 0; hour <= 10; ++hour)
        line.points << QPointF(static_cast<double>(hour * kHour), hour == 5 ? kGap : hour * 2.0);
    chart->setSeries({line}, u"sessions"_s);
    return shown(chart);
}

struct PaintCounter : QObject {
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
    int count = 0;
};

BarChart* makeBarChart(BarChart* chart)
{
    chart->setBars({{.label = u"No orchestrator"_s, .value = 3}, {.label = u"Swapped"_s, .value = 1}}, u"sessions"_s);
    return shown(chart);
}

/// Everything that can be drawn, filled.
std::vector<std::unique_ptr<Chart>> makeAll()
{
    std::vector<std::unique_ptr<Chart>> all;
    auto time = std::make_unique<TimeChart>();
    makeTimeChart(time.get());
    auto bars = std::make_unique<BarChart>();
    makeBarChart(bars.get());
    auto points = std::make_unique<XyChart>();
    points->setSeries({{.name = u"Orchestrators"_s, .points = {{1, 2}, {3, 4}}, .labels = {u"a"_s, u"b"_s}}}, u"FPS"_s,
                      u"Score"_s);
    auto lanes = std::make_unique<LaneChart>();
    lanes->setLanes({{.name = u"Gateway"_s, .marks = {{.at_ms = 5000, .label = u"started"_s, .id = 1}}}});
    auto heat = std::make_unique<HeatMap>();
    heat->setCells({u"GPU 1"_s}, {u"10:00"_s, u"11:00"_s}, {20.5, std::nullopt}, u"FPS"_s, true);
    auto counts = std::make_unique<Histogram>();
    counts->setValues({1, 2, 2, 3, kGap}, u"FPS"_s, u"fps"_s, 4);
    all.push_back(std::move(time));
    all.push_back(std::move(bars));
    all.push_back(std::move(points));
    all.push_back(std::move(lanes));
    all.push_back(std::move(heat));
    all.push_back(std::move(counts));
    return all;
}

}  // namespace

class TestChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ticksAreRound_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<QVector<double>>("expected");
        QTest::newRow("ends on ticks") << 0.0 << 10.0 << 5 << QVector<double>{0, 2, 4, 6, 8, 10};
        QTest::newRow("covers both ends") << 0.3 << 9.7 << 5 << QVector<double>{0, 2, 4, 6, 8, 10};
        QTest::newRow("tenths are exact") << 0.0 << 0.3 << 3 << QVector<double>{0, 0.1, 0.2, 0.3};
        QTest::newRow("below and above zero") << -15.0 << 12.0 << 3 << QVector<double>{-20, -10, 0, 10, 20};
        QTest::newRow("thousands") << 0.0 << 12'000.0 << 3 << QVector<double>{0, 5000, 10'000, 15'000};
        QTest::newRow("nothing but zero") << 0.0 << 0.0 << 2 << QVector<double>{0, 0.5, 1};
        QTest::newRow("one value") << 20.0 << 20.0 << 4 << QVector<double>{10, 15, 20, 25, 30};
        QTest::newRow("ends the wrong way round") << 10.0 << 0.0 << 2 << QVector<double>{0, 5, 10};
        QTest::newRow("no number") << kGap << 1.0 << 2 << QVector<double>{};
    }
    void ticksAreRound()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, wanted);
        QFETCH(QVector<double>, expected);
        QCOMPARE(niceTicks(low, high, wanted), expected);
    }

    void timesAreRound_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<QVector<qint64>>("expected");
        const qint64 day = 24 * kHour;
        QTest::newRow("hours") << qint64{1} << 3 * kHour << 4 << qint64{0}
                               << QVector<qint64>{kHour, 2 * kHour, 3 * kHour};
        QTest::newRow("six hours") << qint64{0} << day << 4 << qint64{0}
                                   << QVector<qint64>{0, 6 * kHour, 12 * kHour, 18 * kHour, day};
        QTest::newRow("midnights of a zone one hour east")
            << qint64{0} << 2 * day << 2 << kHour << QVector<qint64>{23 * kHour, 47 * kHour};
        QTest::newRow("half an hour east")
            << qint64{0} << 2 * kHour << 2 << kHour / 2 << QVector<qint64>{kHour / 2, kHour * 3 / 2};
        QTest::newRow("weeks begin on Mondays")  // 1970-01-05, -12 and -19
            << qint64{0} << 20 * day << 3 << qint64{0} << QVector<qint64>{4 * day, 11 * day, 18 * day};
        QTest::newRow("milliseconds") << qint64{1003} << qint64{1020} << 2 << qint64{0} << QVector<qint64>{1010, 1020};
        QTest::newRow("before 1970") << -2 * kHour - 1 << qint64{0} << 2 << qint64{0}
                                     << QVector<qint64>{-2 * kHour, -kHour, 0};
        QTest::newRow("no stretch") << qint64{5} << qint64{4} << 2 << qint64{0} << QVector<qint64>{};
    }
    void timesAreRound()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        QFETCH(int, wanted);
        QFETCH(qint64, offset);
        QFETCH(QVector<qint64>, expected);
        QCOMPARE(timeTicks(from, to, wanted, offset), expected);
    }

    void linesAreDecimated_data()
    {
        QTest::addColumn<QVector<QPointF>>("points");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QVector<QPointF>>("expected");
        const QVector<QPointF> few{{0, 1}, {5, 2}, {10, 3}};
        QTest::newRow("few stay") << few << 10.0 << 10 << few;
        QTest::newRow("first, lowest, highest, last")
            << QVector<QPointF>{{0, 5}, {1, 6}, {2, 1}, {3, 4}, {4, 9}, {5, 7}, {6, 5.5}} << 10.0 << 1
            << QVector<QPointF>{{0, 5}, {2, 1}, {4, 9}, {6, 5.5}};
        QTest::newRow("the highest may come first") << QVector<QPointF>{{0, 9}, {1, 1}, {2, 3}, {3, 2}} << 10.0 << 1
                                                    << QVector<QPointF>{{0, 9}, {1, 1}, {3, 2}};
        QTest::newRow("each column by itself") << QVector<QPointF>{{0, 1}, {1, 2}, {2, 3}, {5, 9}, {6, 8}, {7, 7}}
                                               << 10.0 << 2 << QVector<QPointF>{{0, 1}, {2, 3}, {5, 9}, {7, 7}};
        QTest::newRow("a gap is kept") << QVector<QPointF>{{0, 1}, {1, kGap}, {6, 2}} << 10.0 << 2
                                       << QVector<QPointF>{{0, 1}, {1, kGap}, {6, 2}};
        QTest::newRow("one neighbour on either side") << QVector<QPointF>{{-3, 1}, {-2, 2}, {5, 3}, {12, 4}, {13, 5}}
                                                      << 10.0 << 5 << QVector<QPointF>{{-2, 2}, {5, 3}, {12, 4}};
        QTest::newRow("nothing") << QVector<QPointF>{} << 10.0 << 5 << QVector<QPointF>{};
        QTest::newRow("no width") << few << 0.0 << 5 << QVector<QPointF>{};
    }
    void linesAreDecimated()
    {
        QFETCH(QVector<QPointF>, points);
        QFETCH(double, high);
        QFETCH(int, columns);
        QFETCH(QVector<QPointF>, expected);
        QCOMPARE(textOf(decimated(points, 0, high, columns)), textOf(expected));
    }
    void aMillionPointsBecomeFourAColumn()
    {
        QVector<QPointF> points;
        for (int i = 0; i < 1'000'000; ++i)
            points << QPointF(i, i % 1009 * 7919 % 1009);
        QVERIFY(decimated(points, 0, 1'000'000, 500).size() <= 2000);
    }

    void whatIsAsItWasIsNotPaintedAgain()
    {
        TimeChart chart;
        makeTimeChart(&chart);
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QCoreApplication::processEvents();
        PaintCounter paints(chart);
        makeTimeChart(&chart);  // a gap is one before and after, though NaN is not equal to itself
        chart.setRange({}, {});
        chart.setUtcOffset(0);
        QCoreApplication::processEvents();
        QCOMPARE(paints.count, 0);
        chart.setRange(0, 5 * kHour);
        QTRY_COMPARE(paints.count, 1);
    }
    void aDragPicksTime()
    {
        TimeChart chart;
        makeTimeChart(&chart);
        QSignalSpy picked(&chart, &TimeChart::rangePicked);
        QTest::mousePress(&chart, Qt::LeftButton, {}, {200, 100});
        QTest::mouseMove(&chart, {300, 100});
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, {400, 100});
        QCOMPARE(picked.size(), 1);
        const qint64 from = picked[0][0].toLongLong();
        const qint64 to = picked[0][1].toLongLong();
        // 200 pixels of a plot that is at most 600 wide and holds ten hours, between the ends of the data.
        QVERIFY(to - from > 10 * kHour / 3);
        QVERIFY(from > 0 && to < 10 * kHour);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, {300, 100});
        QCOMPARE(picked.size(), 1);  // a click is no drag
    }
    void keysPickTime()
    {
        TimeChart chart;
        makeTimeChart(&chart);
        QSignalSpy picked(&chart, &TimeChart::rangePicked);
        QSignalSpy opened(&chart, &TimeChart::timeOpened);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toLongLong(), kHour);
        QVERIFY(chart.accessibleDescription().contains(u"Sessions: 2"_s));
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(picked.value(0), (QVariantList{kHour, 3 * kHour}));
    }
    void aGapIsADashInTheTable()
    {
        TimeChart chart;
        makeTimeChart(&chart);
        const Chart::Data data = chart.data();
        QCOMPARE(data.rows.size(), 11);
        QCOMPARE(data.rows[5], (QStringList{u"1970-01-01 05:00:00"_s, u"–"_s}));
        QCOMPARE(data.rows[6], (QStringList{u"1970-01-01 06:00:00"_s, u"12"_s}));
    }

    void enterOpensABar()
    {
        BarChart chart;
        makeBarChart(&chart);
        QSignalSpy opened(&chart, &BarChart::barOpened);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(opened.size(), 0);  // no bar is current yet
        QTest::keyClick(&chart, Qt::Key_Down);
        QTest::keyClick(&chart, Qt::Key_Down);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toInt(), 1);
    }

    void aPointIsWalkedToAndOpened()
    {
        XyChart chart;
        chart.setSeries({{.name = u"GPUs"_s, .points = {{3, 1}, {kGap, 2}, {1, 4}, {2, 2}}}}, u"FPS"_s, u"Score"_s);
        shown(&chart);
        QSignalSpy clicked(&chart, &XyChart::pointClicked);
        QSignalSpy opened(&chart, &XyChart::pointOpened);
        QTest::keyClick(&chart, Qt::Key_Right);  // in order of x: 1, 2, 3; what has no place is passed over
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(clicked.size(), 3);
        QCOMPARE(clicked[0][1].toInt(), 2);
        QCOMPARE(clicked[1][1].toInt(), 3);
        QCOMPARE(clicked[2][1].toInt(), 0);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(opened.value(0), (QVariantList{0, 0}));
    }

    void binsCountAndArePicked()
    {
        Histogram chart;
        chart.setValues({0, 1, 1, 2, 4, kGap}, u"FPS"_s, {}, 4);  // [0,1) [1,2) [2,3) [3,4]
        shown(&chart);
        const Chart::Data data = chart.data();
        QCOMPARE(data.rows.size(), 5);
        QCOMPARE(data.rows[0], (QStringList{u"0"_s, u"1"_s, u"1"_s}));
        QCOMPARE(data.rows[1], (QStringList{u"1"_s, u"2"_s, u"2"_s}));
        QCOMPARE(data.rows[3], (QStringList{u"3"_s, u"4"_s, u"1"_s}));
        QCOMPARE(data.rows[4], (QStringList{u"–"_s, u"–"_s, u"1"_s}));  // no value, counted apart
        QSignalSpy picked(&chart, &Histogram::rangePicked);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(picked.value(0), (QVariantList{1.0, 3.0}));
        QTest::mousePress(&chart, Qt::LeftButton, {}, {100, 100});
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, {300, 100});
        QCOMPARE(picked.size(), 2);
    }

    void cellsAreWalkedAndOpened()
    {
        HeatMap chart;
        chart.setCells({u"a"_s, u"b"_s}, {u"1"_s, u"2"_s}, {1, 2, 3}, u"FPS"_s, true);  // the fourth has no value
        shown(&chart);
        QCOMPARE(chart.data().rows[1], (QStringList{u"b"_s, u"3"_s, u"–"_s}));
        QSignalSpy opened(&chart, &HeatMap::cellOpened);
        QSignalSpy current(&chart, &HeatMap::currentCellChanged);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::keyClick(&chart, Qt::Key_Down);
        QTest::keyClick(&chart, Qt::Key_Down);  // the edge: stays
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(current.size(), 3);
        QCOMPARE(opened.value(0), (QVariantList{1, 1}));
        QVERIFY(chart.accessibleDescription().contains(u"no value"_s));
    }

    void draggingOverCellsPicksColumns()
    {
        HeatMap map;
        map.setCells({QStringLiteral("one")}, {QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2")},
                     {1.0, 2.0, 3.0}, QStringLiteral("fps"), true);
        map.resize(600, 200);
        map.show();
        QSignalSpy picked(&map, &HeatMap::columnsPicked);
        map.setFocus();
        QTest::keyClick(&map, Qt::Key_Right);  // the first cell
        QTest::keyClick(&map, Qt::Key_Right, Qt::ShiftModifier);
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked[0][0].toInt(), 0);
        QCOMPARE(picked[0][1].toInt(), 1);
        // The cells take most of the width, so a third of it and the right end are in different columns.
        const QPoint from(map.width() / 3, 2 * map.fontMetrics().height() + 4);
        QTest::mousePress(&map, Qt::LeftButton, {}, from);
        QTest::mouseMove(&map, QPoint(map.width() - 20, from.y()));
        QTest::mouseRelease(&map, Qt::LeftButton, {}, QPoint(map.width() - 20, from.y()));
        QCOMPARE(picked.size(), 2);
        QCOMPARE(picked[1][1].toInt(), 2);
    }

    void aScatterIsZoomedAndBack()
    {
        XyChart chart;
        XyChart::Series points{.name = QStringLiteral("all"), .kind = {}, .points = {}, .labels = {}};
        for (int i = 0; i < 20; ++i)
            points.points << QPointF(i, i * i);
        chart.resize(500, 300);
        chart.setSeries({points}, QStringLiteral("x"), QStringLiteral("y"));
        chart.show();
        const QImage before = chart.grab().toImage();
        QTest::mousePress(&chart, Qt::LeftButton, {}, QPoint(150, 80));
        QTest::mouseMove(&chart, QPoint(320, 200));
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, QPoint(320, 200));
        QVERIFY(chart.grab().toImage() != before);
        QTest::keyClick(&chart, Qt::Key_Backspace);
        QCOMPARE(chart.grab().toImage(), before);
    }

    void everyChartIsSaved()
    {
        QTemporaryDir dir;
        int number = 0;
        for (const auto& chart : makeAll()) {
            chart->setTitle(u"A title"_s);
            chart->setCaption(u"8 January, all sessions, sample"_s);
            const QString name = dir.filePath(QString::number(++number));
            QVERIFY(chart->savePng(name + u".png"_s));
            QVERIFY(chart->saveSvg(name + u".svg"_s));
            const QImage image(name + u".png"_s);
            QVERIFY(image.width() > 2 * chart->width());
            QFile svg(name + u".svg"_s);
            QVERIFY(svg.open(QIODevice::ReadOnly));
            const QByteArray text = svg.readAll();
            QVERIFY(text.contains("</svg>"));
            QVERIFY(text.contains("8 January"));
        }
        QVERIFY(!makeAll()[0]->savePng(dir.filePath(u"no/such/folder.png"_s)));
    }
    void everyChartHasNamesNumbersAndFocus()
    {
        for (const auto& chart : makeAll()) {
            QVERIFY(!chart->accessibleName().isEmpty());
            QVERIFY(!chart->accessibleDescription().isEmpty());
            QVERIFY(chart->focusPolicy() == Qt::StrongFocus);
            const Chart::Data data = chart->data();
            QVERIFY(!data.rows.isEmpty());
            for (const QStringList& row : data.rows)
                QCOMPARE(row.size(), data.header.size());
        }
    }
    void theTableOpensByKey()
    {
        BarChart chart;
        makeBarChart(&chart);
        QTest::keyClick(&chart, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        const auto* dialog = chart.findChild<QDialog*>(u"chartData"_s);
        QVERIFY(dialog);
        const auto* table = dialog->findChild<QTableView*>();
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, 0).data().toString(), u"No orchestrator"_s);
    }
    void emptyChartsSaySo()
    {
        TimeChart time;
        time.setSeries({}, {});
        QVERIFY(!time.grab().isNull());
        QVERIFY(!time.accessibleDescription().isEmpty());
        XyChart points;
        points.setSeries({{.name = u"none"_s}}, u"a"_s, u"b"_s);
        QVERIFY(!points.grab().isNull());
        HeatMap heat;
        heat.setCells({}, {}, {}, u"FPS"_s, true);
        QVERIFY(!heat.grab().isNull());
        Histogram counts;
        counts.setValues({}, u"FPS"_s, {});
        QVERIFY(!counts.grab().isNull());
        BarChart bars;
        bars.setBars({}, {});
        QVERIFY(!bars.grab().isNull());
        LaneChart lanes;
        lanes.setLanes({});
        QVERIFY(!lanes.grab().isNull());
    }
};

QTEST_MAIN(TestChart)
#include "tst_chart.moc"
