#include <algorithm>

#include <QApplication>
#include <QLabel>
#include <QVBoxLayout>
#include <QtTest>

#include "ui/widgets/tile.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

struct LayoutCounter : QObject {
    explicit LayoutCounter(QWidget& widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::LayoutRequest;
        return false;
    }
    int count = 0;
};

}  // namespace

class TestTile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsReadAloudWhole()
    {
        Tile tile(u"Startup success"_s, u"Share of sessions that started"_s);
        QCOMPARE(tile.accessibleName(), u"Startup success: no value"_s);
        tile.setValue(u"41.2 %"_s, u"n = 3"_s);
        tile.setChange(u"+2.1"_s, u"the 24 h before"_s, 1);
        QCOMPARE(tile.accessibleName(), u"Startup success: 41.2 %"_s);
        QVERIFY(tile.accessibleDescription().contains(u"n = 3"_s));
        QVERIFY(tile.accessibleDescription().contains(u"better than the 24 h before"_s));  // in words, not by colour
    }
    void whyThereIsNoChangeIsSaid()
    {
        Tile tile(u"Streams"_s, u"Streams now"_s);
        tile.setNoChange(u"no comparison"_s, u"The cache starts too late."_s);
        QCOMPARE(tile.toolTip(), u"Streams now\nThe cache starts too late."_s);
        QVERIFY(tile.accessibleDescription().contains(u"◌ no comparison"_s));
        QVERIFY(tile.accessibleDescription().contains(u"The cache starts too late."_s));
        tile.setChange(u"+2"_s, u"before"_s, 1);
        QCOMPARE(tile.toolTip(), u"Streams now"_s);
    }
    /// What counts every second: no layout is asked for while the text takes the same room.
    void figuresThatCountOnMoveNothing()
    {
        QWidget page;
        auto* rows = new QVBoxLayout(&page);
        auto* tile = new Tile(u"Startup success"_s, u"Share"_s, &page);
        rows->addWidget(tile);
        tile->setValue(u"41.2 %"_s, u"2,496 of 2,774 requested"_s);
        page.show();
        QTRY_VERIFY(page.isVisible());
        QCoreApplication::processEvents();
        LayoutCounter asked(*tile);
        tile->setValue(u"41.3 %"_s, u"2,499 of 2,775 requested"_s);
        QCoreApplication::processEvents();
        QCOMPARE(asked.count, 0);
        QCOMPARE(tile->accessibleName(), u"Startup success: 41.3 %"_s);
        tile->setValue(u"100 %"_s, u"12,499 of 12,499 requested"_s);
        QCoreApplication::processEvents();
        QVERIFY(asked.count > 0);
        const auto labels = tile->findChildren<QLabel*>();
        const auto note = std::ranges::find(labels, u"12,499 of 12,499 requested"_s, &QLabel::text);
        QVERIFY(note != labels.end());
        QVERIFY((*note)->isVisible());
    }
    void clickAndEnterOpenIt()
    {
        Tile tile(u"Streams"_s, u"Streams now"_s);
        tile.show();
        QSignalSpy opened(&tile, &Tile::opened);
        QTest::keyClick(&tile, Qt::Key_Return);
        QTest::keyClick(&tile, Qt::Key_Space);
        QTest::mouseClick(&tile, Qt::LeftButton);
        QCOMPARE(opened.size(), 3);
    }
};

QTEST_MAIN(TestTile)
#include "tst_tile.moc"
