#include <QtTest>

#include <algorithm>

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>

#include "tests/core/reports/report_rows.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/time_chart.h"
#include "ui/models/report_model.h"
#include "ui/pages/page.h"
#include "ui/pages/report_pane.h"
#include "ui/roles.h"
#include "ui/shell/main_window.h"
#include "ui/shell/trust_status.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;
using namespace Qt::StringLiterals;

namespace {

/// Stream a ran through 11 and 12 o'clock, of which nothing came; b came after it.
std::vector<Envelope> world()
{
    const auto ofNode = [](const Envelope& event) { return event.in("a", "a").by("0xa1", "https://alpha:8935"); };
    return {capabilities("10:00:00", {Node("0xA1", "https://alpha:8935").live("m", {"GPU-1"})}),
            ofNode(request("10:00:01")),
            ofNode(status("10:00:10")),
            ofNode(status("13:00:00")),
            request("13:10:00").in("b", "b"),
            status("13:10:20").in("b", "b")};
}

/// The window over that world, all of it.
struct Seen {
    Seen() : told(world()), window(told.path(), {})
    {
        window.resize(1300, 900);
        window.show();
        complete();
    }
    void complete() { QTRY_VERIFY_WITH_TIMEOUT(!window.isReading() && window.currentPage()->isComplete(), 20'000); }

    Told told;
    MainWindow window;
};

QModelIndex cellOf(const ReportModel& model, const QString& stream, const char* field)
{
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            if (textOfCell(model.cellAt(row, u"stream_id"_s)) == stream && model.fieldAt(column)->name == field)
                return model.index(row, column);
    return {};
}

}  // namespace

/// The fifth state of a value: what no event could bring, because none was received.
class TestGaps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"naap-lens-test"_s);
        QCoreApplication::setApplicationName(u"gaps-"_s + QGuiApplication::platformName());
        QSettings().clear();
        QSettings().setValue(u"begun"_s, true);
    }

    void whatAGapTookIsNotReceived()
    {
        Seen seen;
        seen.window.showPage(u"reports"_s, u"sessions"_s);
        seen.complete();
        auto& pane = *seen.window.currentPage()->findChild<ReportPane*>();
        const QModelIndex lost = cellOf(pane.model(), u"a"_s, "startup_latency_ms");
        QVERIFY(lost.isValid());
        QCOMPARE(lost.data().toString(), u"▒ not received"_s);
        const QString tip = lost.data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QRegularExpression(u"from \\S+ 11:00:00 to \\S+ 13:00:00"_s)), qPrintable(tip));
        QVERIFY(tip.contains(u"Sessions ran through these hours"_s));
        QVERIFY(lost.data(Qt::AccessibleTextRole).toString().contains(u"11:00:00"_s));
        QCOMPARE(lost.data(kPlainTextRole).toString(), QString());
        QVERIFY(!pane.view().asText(TableView::Format::csv, false).contains(u'▒'));

        const QModelIndex unmeasured = cellOf(pane.model(), u"b"_s, "startup_latency_ms");
        QCOMPARE(unmeasured.data().toString(), u"–"_s);
        const QModelIndex held = cellOf(pane.model(), u"a"_s, "status_sample_count");
        QCOMPARE(held.data().toString(), u"2"_s);
    }

    void theHeatMapTellsItFromIdleHours()
    {
        Seen seen;
        seen.window.showPage(u"gpus"_s);
        seen.complete();
        auto* map = seen.window.currentPage()->findChild<HeatMap*>();
        auto* tabs = seen.window.currentPage()->findChild<QTabWidget*>();
        for (int tab = 0; tab < tabs->count() && !map->isVisible(); ++tab)
            tabs->setCurrentIndex(tab);
        seen.complete();
        QVERIFY(map->isVisible());
        QTRY_COMPARE(map->data().rows.size(), 1);
        QTRY_COMPARE(map->data().rows[0].mid(2, 2), QStringList({u"▒ not received"_s, u"▒ not received"_s}));
        QVERIFY(map->data().rows[0][1] != u"▒ not received"_s && map->data().rows[0][4] != u"▒ not received"_s);
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Right);
        QTest::keyClick(map, Qt::Key_Right);
        QVERIFY2(map->accessibleDescription().contains(u"▒ not received"_s), qPrintable(map->accessibleDescription()));
        const auto labels = seen.window.currentPage()->findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* each) {
            return each->isVisible() && each->text().contains(u"Sessions ran through these hours"_s);
        }));
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(seen.window.grab().save(folder + u"/gaps-heat.png"_s));
    }

    void chartsShadeAndSayIt()
    {
        Seen seen;
        const auto* chart = seen.window.currentPage()->findChild<TimeChart*>();
        QTRY_VERIFY(chart->accessibleDescription().contains(u"No event was received from"_s));
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(seen.window.grab().save(folder + u"/gaps.png"_s));
    }

    void theStatusBarSaysHowFarFiguresCanBeBelieved()
    {
        Seen seen;
        auto* trust = seen.window.findChild<TrustStatus*>();
        QTRY_COMPARE(trust->text(), u"Data in 2 of 4 h · 100 % attributed"_s);
        QVERIFY(trust->toolTip().contains(u"an orchestrator was selected: 1."_s));
        QTest::mouseClick(trust, Qt::LeftButton);
        QCOMPARE(seen.window.currentPage()->id(), u"health"_s);
        QCOMPARE(seen.window.currentPage()->subject(), u"coverage"_s);
        seen.complete();
    }
};

QTEST_MAIN(TestGaps)
#include "tst_gaps.moc"
