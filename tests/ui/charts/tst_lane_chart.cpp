#include <QApplication>
#include <QWheelEvent>
#include <QtTest>

#include "ui/charts/lane_chart.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

void fill(LaneChart& chart)
{
    using Look = LaneChart::Look;
    LaneChart::Lane attempts{.name = u"Attempts"_s};
    attempts.spans << LaneChart::Span{.from_ms = 0, .to_ms = 40'000, .label = u"first"_s, .look = Look::bad, .id = 1}
                   << LaneChart::Span{.from_ms = 40'000, .to_ms = 100'000, .label = u"second"_s, .id = 2};
    LaneChart::Lane errors{.name = u"Errors"_s};
    errors.marks << LaneChart::Mark{.at_ms = 60'000, .label = u"late"_s, .look = Look::bad, .id = 4}
                 << LaneChart::Mark{.at_ms = 50'000, .label = u"plain"_s, .id = 5}
                 << LaneChart::Mark{.at_ms = 30'000, .label = u"early"_s, .look = Look::bad, .id = 3};
    chart.setLanes({attempts, errors});
    chart.resize(700, 200);
    chart.show();
    chart.setFocus();
    chart.showTime(0, 100'000);
}

}  // namespace

class TestLaneChart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysSetAndClearCursors()
    {
        LaneChart chart;
        fill(chart);
        QSignalSpy changed(&chart, &LaneChart::cursorsChanged);
        QTest::keyClick(&chart, Qt::Key_A);  // without a pointer: the middle
        QCOMPARE(chart.cursorA(), std::optional<qint64>(50'000));
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);  // a hundredth of what is seen
        QTest::keyClick(&chart, Qt::Key_B);
        QCOMPARE(chart.cursorB(), std::optional<qint64>(51'000));
        QVERIFY(chart.accessibleDescription().contains(u"1.000 s"_s));
        QTest::keyClick(&chart, Qt::Key_A, Qt::ShiftModifier);
        QVERIFY(!chart.cursorA());
        QVERIFY(chart.cursorB());
        QTest::keyClick(&chart, Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(!chart.cursorB());
        QCOMPARE(changed.size(), 4);
    }
    void errorsAreSteppedThroughInOrderOfTime()
    {
        LaneChart chart;
        fill(chart);
        QSignalSpy current(&chart, &LaneChart::currentChanged);
        QSignalSpy opened(&chart, &LaneChart::opened);
        QTest::keyClick(&chart, Qt::Key_N);
        QTest::keyClick(&chart, Qt::Key_N);
        QTest::keyClick(&chart, Qt::Key_N);  // the last stays
        QTest::keyClick(&chart, Qt::Key_P);
        QCOMPARE(current.size(), 4);
        QCOMPARE(current[0][0].toInt(), 3);
        QCOMPARE(current[1][0].toInt(), 4);
        QCOMPARE(current[2][0].toInt(), 4);
        QCOMPARE(current[3][0].toInt(), 3);
        QTest::keyClick(&chart, Qt::Key_A);  // at the error
        QCOMPARE(chart.cursorA(), std::optional<qint64>(30'000));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toInt(), 3);
    }
    void keysZoomAndPan()
    {
        LaneChart chart;
        fill(chart);
        QTest::keyClick(&chart, Qt::Key_Plus);   // 25 to 75 s
        QTest::keyClick(&chart, Qt::Key_Right);  // by a fifth of 50 s: 35 to 85 s
        QTest::keyClick(&chart, Qt::Key_A);
        QCOMPARE(chart.cursorA(), std::optional<qint64>(60'000));
        QTest::keyClick(&chart, Qt::Key_0);  // everything, with the same room on both sides
        QTest::keyClick(&chart, Qt::Key_A);
        QCOMPARE(chart.cursorA(), std::optional<qint64>(50'000));
    }
    void aDragZoomsAndBackspaceUndoesIt()
    {
        LaneChart chart;
        fill(chart);
        QTest::keyClick(&chart, Qt::Key_A);  // without a pointer: in the middle of what is seen
        QCOMPARE(chart.cursorA(), std::optional<qint64>(50'000));
        const QPoint at(chart.width() / 2, chart.fontMetrics().height() + 20);
        QTest::mousePress(&chart, Qt::LeftButton, {}, at);
        QTest::mouseMove(&chart, at + QPoint(60, 0));
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, at + QPoint(60, 0));
        QTest::mouseMove(&chart, QPoint(1, 1));
        QTest::keyClick(&chart, Qt::Key_B);
        QVERIFY(*chart.cursorB() != 50'000);
        QTest::keyClick(&chart, Qt::Key_Backspace);
        QTest::keyClick(&chart, Qt::Key_B);
        QCOMPARE(chart.cursorB(), std::optional<qint64>(50'000));
    }
    void aClickSelectsAndADragPans()
    {
        LaneChart chart;
        fill(chart);
        QSignalSpy current(&chart, &LaneChart::currentChanged);
        const QPoint at(chart.width() * 4 / 5, chart.fontMetrics().height() + 20);
        QTest::mouseClick(&chart, Qt::LeftButton, {}, at);
        QCOMPARE(current.value(0).value(0).toInt(), 2);
        QTest::mousePress(&chart, Qt::LeftButton, Qt::ShiftModifier, at);
        QTest::mouseMove(&chart, at - QPoint(100, 0));
        QTest::mouseRelease(&chart, Qt::LeftButton, Qt::ShiftModifier, at - QPoint(100, 0));
        QCOMPARE(current.size(), 1);
    }
    void cursorsOutlastTheSameLanes()
    {
        LaneChart chart;
        fill(chart);
        QTest::keyClick(&chart, Qt::Key_A);
        fill(chart);
        QCOMPARE(chart.cursorA(), std::optional<qint64>(50'000));
        chart.setLanes({{.name = u"Another day"_s, .marks = {{.at_ms = 1'000'000'000}}}});
        QVERIFY(!chart.cursorA());
    }
};

QTEST_MAIN(TestLaneChart)
#include "tst_lane_chart.moc"
