#include <QApplication>
#include <QtTest>

#include "ui/widgets/tile.h"

using namespace naap;
using namespace Qt::StringLiterals;

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
