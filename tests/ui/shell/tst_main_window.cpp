#include <QtTest>

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTreeWidget>

#include "ui/charts/lane_chart.h"
#include "ui/models/report_model.h"
#include "ui/models/watching.h"
#include "ui/pages/page.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/session_view.h"
#include "ui/roles.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_dialog.h"
#include "ui/shell/place_tabs.h"
#include "ui/shell/time_bar.h"
#include "ui/widgets/table_view.h"

using namespace naap;

namespace {

QString sampleFile()
{
    return qEnvironmentVariable("NAAP_SOURCE_DIR") + QStringLiteral("/resources/sample/sample-day.ndjson.zst");
}

/// A window over a cache of its own, with the sample in it.
class Seen {
public:
    Seen()
    {
        const std::filesystem::path file = m_folder.path().toStdString() + "/cache.db";
        (void)Cache::open(file, Cache::Access::write);
        window = std::make_unique<MainWindow>(file, sampleFile());
        window->show();
    }

    /// Drops a file on the window as a file manager would.
    void drop(const QString& path)
    {
        QSignalSpy finished(window.get(), &MainWindow::importFinished);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        const QPointF at(400, 400);
        QDragEnterEvent entered(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &entered);
        QVERIFY(entered.isAccepted());
        QDropEvent dropped(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window.get(), &dropped);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        outcome = finished.front().front().value<ImportOutcome>();
        settle();
    }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(!window->isReading(), 20'000); }

    /// As settle(), and until the page shown has all it asked for.
    void complete()
    {
        settle();
        QTRY_VERIFY_WITH_TIMEOUT(!window->isReading() && window->currentPage()->isComplete(), 20'000);
    }

    /// A key where the keyboard is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget* at = window->focusWidget();
        QTest::keyClick(at ? at : window.get(), key, modifiers);
    }

    /// The table that has the keyboard, in a row and at this field.
    TableView* tableAt(const char* field)
    {
        auto* view = qobject_cast<TableView*>(window->focusWidget());
        if (!view || !view->model() || view->model()->rowCount() == 0)
            return nullptr;
        press(Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < view->model()->columnCount(); ++i) {
            if (view->currentIndex().data(kFieldRole).toString() == QLatin1String(field))
                return view;
            press(Qt::Key_Right);
        }
        return nullptr;
    }

    ReportPane& pane() const { return *window->currentPage()->findChild<ReportPane*>(); }

    std::filesystem::path cache() const { return m_folder.path().toStdString() + "/cache.db"; }

    std::unique_ptr<MainWindow> window;
    ImportOutcome outcome;

private:
    QTemporaryDir m_folder;
};

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        // Two platforms may be tested at a time, and must not share their settings.
        QCoreApplication::setApplicationName(QStringLiteral("main-window-") + QGuiApplication::platformName());
        QSettings().clear();
    }

    /// While the network is watched the range goes with the newest event: pages ask once, and what is typed stays.
    void newFactsAreOneChange()
    {
        Seen seen;
        seen.drop(sampleFile());
        Workbench& workbench = seen.window->workbench();
        auto* entry = seen.window->findChild<TimeBar*>()->findChild<QComboBox*>()->lineEdit();
        entry->setText(QStringLiteral("24h"));
        QTest::keyClick(entry, Qt::Key_Return);
        seen.complete();
        QVERIFY(workbench.scope().to);
        const Instant before = *workbench.scope().to;
        {
            QTemporaryFile later;
            QVERIFY(later.open());
            // A minute behind the range's end.
            const auto at = std::to_string((before + std::chrono::minutes(1)).time_since_epoch().count());
            later.write(
                ("{\"id\":\"later-1\",\"type\":\"stream_trace\",\"timestamp\":\"" + at +
                 "\",\"gateway\":\"g\",\"data\":{\"type\":\"gateway_receive_stream_request\",\"stream_id\":\"s-1\"," +
                 "\"request_id\":\"r-1\",\"timestamp\":" + at + "}}\n")
                    .c_str());
            later.close();
            auto cache = Cache::open(seen.cache(), Cache::Access::write);
            QVERIFY(cache && importFiles(**cache, {later.fileName().toStdString()}, {}, {}, {}));
        }
        entry->setText(QStringLiteral("7 da"));
        QSignalSpy scopes(&workbench, &Workbench::scopeChanged);
        QSignalSpy changes(&workbench, &Workbench::cacheChanged);
        Q_EMIT workbench.watching().revisionCame(1);
        QTRY_COMPARE(changes.size(), 1);
        seen.complete();
        QCOMPARE(*workbench.scope().to, before + std::chrono::minutes(1) + std::chrono::milliseconds(1));
        QCOMPARE(scopes.size(), 0);
        QCOMPARE(entry->text(), QStringLiteral("7 da"));
    }

    void droppedFileIsImportedAndShown()
    {
        Seen seen;
        QVERIFY(seen.window->showPage(QStringLiteral("reports"), QStringLiteral("sessions")));
        seen.settle();
        QCOMPARE(seen.pane().model().rowCount(), 0);
        seen.drop(sampleFile());
        QVERIFY(!seen.outcome.error);
        QCOMPARE(seen.outcome.summary.totals.rejected, 0);
        QVERIFY(seen.pane().model().rowCount() > 500);
        QAbstractItemModelTester tester(&seen.pane().model());
        QVERIFY(seen.outcome.summary.totals.ignored > 0);
        QString said;
        for (const QLabel* label : seen.window->findChildren<QLabel*>())
            if (label->text().contains(QStringLiteral("records: ")))
                said = label->text();
        QVERIFY2(said.contains(QStringLiteral("why: ignored: ")), qPrintable(said));
    }

    void theZoneIsTheSameInSettingsAndTimeBar()
    {
        Seen seen;
        seen.window->showPage(QStringLiteral("settings"));
        seen.complete();
        const auto zoneBox = [](const QWidget& in) {
            for (auto* box : in.findChildren<QComboBox*>())
                if (box->accessibleName() == QStringLiteral("Time zone"))
                    return box;
            return static_cast<QComboBox*>(nullptr);
        };
        auto* bar = seen.window->findChild<TimeBar*>();
        auto* settings = zoneBox(*seen.window->currentPage());
        settings->setCurrentIndex(settings->findData(QStringLiteral("Asia/Tokyo")));
        Q_EMIT settings->activated(settings->currentIndex());
        QCOMPARE(seen.window->workbench().text().zone.id(), QByteArray("Asia/Tokyo"));
        QCOMPARE(zoneBox(*bar)->currentData().toByteArray(), QByteArray("Asia/Tokyo"));
        QCOMPARE(QSettings().value(QStringLiteral("zone")).toString(), QStringLiteral("Asia/Tokyo"));
        Q_EMIT bar->zoneChosen("UTC");
        QCOMPARE(settings->currentData().toString(), QStringLiteral("UTC"));
    }

    void fileThatIsNotThereIsNamed()
    {
        Seen seen;
        seen.drop(QStringLiteral("/nowhere/events.ndjson"));
        QCOMPARE(seen.outcome.summary.files.size(), 1u);
        QVERIFY(QString::fromStdString(seen.outcome.summary.files[0].error)
                    .contains(QStringLiteral("/nowhere/events.ndjson")));
    }

    void filterNarrowsAndBackUndoesIt()
    {
        Seen seen;
        seen.window->showPage(QStringLiteral("reports"), QStringLiteral("sessions"));
        seen.drop(sampleFile());
        const int all = seen.pane().model().rowCount();

        auto* filter = seen.window->findChild<FilterBar*>();
        filter->focusEntry();
        QTest::keyClicks(&filter->entry(), QStringLiteral("startup_outcome = \"success\""));
        QTest::keyClick(&filter->entry(), Qt::Key_Escape);  // closes the completion
        QTest::keyClick(&filter->entry(), Qt::Key_Return);
        seen.settle();
        const int some = seen.pane().model().rowCount();
        QVERIFY(some > 0);
        QVERIFY(some < all);

        QTest::keyClick(seen.window.get(), Qt::Key_Left, Qt::AltModifier);
        seen.settle();
        QCOMPARE(seen.pane().model().rowCount(), all);
        QTest::keyClick(seen.window.get(), Qt::Key_Right, Qt::AltModifier);
        seen.settle();
        QCOMPARE(seen.pane().model().rowCount(), some);
    }

    void filtersOfBeforeComeBackByArrows()
    {
        Seen seen;
        auto* filter = seen.window->findChild<FilterBar*>();
        for (const char* text : {"swap_count > 0", "playable"}) {
            filter->entry().setText(QString::fromLatin1(text));
            QTest::keyClick(&filter->entry(), Qt::Key_Return);
            seen.settle();
        }
        filter->entry().setText(QStringLiteral("req"));
        QTest::keyClick(&filter->entry(), Qt::Key_Up);
        QCOMPARE(filter->entry().text(), QStringLiteral("playable"));
        QTest::keyClick(&filter->entry(), Qt::Key_Up);
        QCOMPARE(filter->entry().text(), QStringLiteral("swap_count > 0"));
        QTest::keyClick(&filter->entry(), Qt::Key_Up);  // there is no older one
        QCOMPARE(filter->entry().text(), QStringLiteral("swap_count > 0"));
        QTest::keyClick(&filter->entry(), Qt::Key_Down);
        QTest::keyClick(&filter->entry(), Qt::Key_Down);
        QCOMPARE(filter->entry().text(), QStringLiteral("req"));  // what was being typed
    }

    void anyZoneIsTakenByItsName()
    {
        Seen seen;
        QComboBox* zones = nullptr;
        for (auto* combo : seen.window->findChild<TimeBar*>()->findChildren<QComboBox*>())
            if (combo->accessibleName() == QStringLiteral("Time zone"))
                zones = combo;
        QVERIFY(zones);
        const auto type = [&](const QString& name) {
            zones->lineEdit()->selectAll();
            QTest::keyClicks(zones->lineEdit(), name);
            QTest::keyClick(zones->lineEdit(), Qt::Key_Return);
        };
        type(QStringLiteral("asia/kolkata"));
        QCOMPARE(seen.window->workbench().text().zone.id(), QByteArray("Asia/Kolkata"));
        QCOMPARE(zones->currentText(), QStringLiteral("Asia/Kolkata"));
        type(QStringLiteral("Nowhere/Atlantis"));
        QCOMPARE(seen.window->workbench().text().zone.id(), QByteArray("Asia/Kolkata"));
        type(QStringLiteral("UTC"));
        QCOMPARE(seen.window->workbench().text().zone, QTimeZone::utc());
    }

    void idsOfEachKindLeadSomewhere()
    {
        Seen seen;
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        seen.drop(sampleFile());
        const auto opened = Cache::open(seen.cache(), Cache::Access::read);
        const auto first = [&](const char* report, const char* field) {
            ReportQuery query;
            query.limit = 1;
            for (const char* nothing : {"null", ""})
                query.where.push_back({.field = field, .op = Condition::Operator::not_equal, .value = nothing});
            const auto table = runReport(**opened, report, query).value();
            return textOfCell(table->cell(0, static_cast<std::size_t>(fieldIndex(*table, field))));
        };
        const auto open = [&](const QString& id) {
            QApplication::clipboard()->setText(id);
            QTest::keyClick(seen.window.get(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
            seen.complete();
            return seen.window->currentPage()->id();
        };
        QCOMPARE(open(first("sessions", "stream_id")), QStringLiteral("recorder"));
        QCOMPARE(open(first("sessions", "request_id")), QStringLiteral("recorder"));
        QCOMPARE(open(first("sessions", "session_key")), QStringLiteral("recorder"));
        QCOMPARE(open(first("orchestrators", "orchestrator_address")), QStringLiteral("orchestrator"));
        QCOMPARE(open(first("gpus", "gpu_id")), QStringLiteral("gpus"));
        QCOMPARE(open(first("orchestrators", "orchestrator_uri")), QStringLiteral("orchestrator"));
        QCOMPARE(open(first("demand", "gateway")), QStringLiteral("sessions"));
        QCOMPARE(open(first("events", "event_id")), QStringLiteral("events"));
        QCOMPARE(seen.pane().model().rowCount(), 1);
    }

    void numbersLeadToTheirSessions()
    {
        Seen seen;
        seen.drop(sampleFile());
        seen.window->showPage(QStringLiteral("demand"));
        seen.complete();
        seen.window->activateWindow();
        TableView& view = seen.pane().view();
        const ReportModel& model = seen.pane().model();
        for (const char* field : {"requested_sessions", "no_orch_sessions"}) {
            seen.window->showPage(QStringLiteral("demand"));
            seen.complete();
            int row = 0;
            while (row < model.rowCount() && numberOf(model.cellAt(row, QString::fromLatin1(field))).value_or(0) < 1)
                ++row;
            QVERIFY(row < model.rowCount());
            const double count = *numberOf(model.cellAt(row, QString::fromLatin1(field)));
            int column = 0;
            while (model.index(row, column).data(kFieldRole).toString() != QLatin1String(field))
                ++column;
            view.setCurrentIndex(model.index(row, column));
            QTest::keyClick(&view, Qt::Key_Return);
            seen.complete();
            QCOMPARE(seen.window->currentPage()->id(), QStringLiteral("sessions"));
            QCOMPARE(static_cast<double>(seen.pane().model().rowCount()), count);
            QTest::keyClick(seen.window.get(), Qt::Key_Left, Qt::AltModifier);
            seen.complete();
        }
    }

    void largeTextsStayInTheWindow()
    {
        QSettings().setValue(QStringLiteral("text_percent"), 200);
        Seen seen;
        Q_EMIT seen.window->workbench().settingsChanged();
        seen.drop(sampleFile());
        seen.window->resize(1280, 800);
        for (const Page* page : seen.window->pages()) {
            seen.window->showPage(page->id());
            seen.complete();
            QVERIFY2(seen.window->width() <= 1280 && seen.window->height() <= 800, qPrintable(page->id()));
        }
        QSettings().remove(QStringLiteral("text_percent"));
        Q_EMIT seen.window->workbench().settingsChanged();
    }

    void wrongFilterIsMarkedAndChangesNothing()
    {
        Seen seen;
        seen.window->showPage(QStringLiteral("reports"), QStringLiteral("sessions"));
        seen.drop(sampleFile());
        const int all = seen.pane().model().rowCount();
        auto* filter = seen.window->findChild<FilterBar*>();
        filter->entry().setText(QStringLiteral("swap_countt > 0"));
        QTest::keyClick(&filter->entry(), Qt::Key_Return);
        seen.settle();
        QCOMPARE(seen.pane().model().rowCount(), all);
        bool named = false;
        for (const auto* label : filter->findChildren<QLabel*>())
            named = named || (label->isVisible() && label->text().contains(QStringLiteral("swap_count")));
        QVERIFY(named);
    }

    void excludingACellAddsItToTheFilter()
    {
        Seen seen;
        seen.window->showPage(QStringLiteral("reports"), QStringLiteral("sessions"));
        seen.drop(sampleFile());
        TableView& view = seen.pane().view();
        int column = 0;
        while (view.model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole) !=
               QStringLiteral("Startup outcome"))
            ++column;
        view.setCurrentIndex(view.model()->index(0, column));
        const QString value = view.currentIndex().data().toString();
        QTest::keyClick(&view, Qt::Key_X, Qt::ShiftModifier);
        seen.settle();
        QCOMPARE(seen.window->findChild<FilterBar*>()->entry().text(),
                 QStringLiteral("startup_outcome != \"%1\"").arg(value));
        for (int row = 0; row < seen.pane().model().rowCount(); ++row)
            QVERIFY(seen.pane().model().index(row, column).data().toString() != value);
    }

    void copiedRowsAreWholeValues()
    {
        Seen seen;
        seen.window->showPage(QStringLiteral("reports"), QStringLiteral("leaderboard"));
        seen.drop(sampleFile());
        TableView& view = seen.pane().view();
        view.selectionModel()->setCurrentIndex(view.model()->index(0, 0),
                                               QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0].count(u'\t'), lines[1].count(u'\t'));
        QVERIFY(!lines[1].contains(u'…'));
    }

    void keysAloneLeadFromTheLeaderboardToAnEventAndBack()
    {
        Seen seen;
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        seen.drop(sampleFile());
        const auto page = [&] { return seen.window->currentPage()->id(); };

        seen.press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(page(), QStringLiteral("leaderboard"));
        seen.complete();
        const TableView* ranks = seen.tableAt("sessions");
        QVERIFY(ranks);
        const int counted = ranks->currentIndex().data(kSortRole).toInt();
        QVERIFY(counted > 0);

        seen.press(Qt::Key_Return);  // on a count: the sessions counted
        QCOMPARE(page(), QStringLiteral("sessions"));
        seen.complete();
        const TableView* sessions = seen.tableAt("stream_id");
        QVERIFY(sessions);
        QCOMPARE(sessions->model()->rowCount(), counted);

        seen.press(Qt::Key_Return);
        QCOMPARE(page(), QStringLiteral("recorder"));
        seen.complete();
        const auto* lanes = qobject_cast<LaneChart*>(seen.window->focusWidget());
        QVERIFY(lanes);
        auto* recorded = seen.window->currentPage()->findChild<SessionView*>();
        auto* json = recorded->findChild<QTreeWidget*>();
        QVERIFY(json);
        seen.press(Qt::Key_Home);
        seen.press(Qt::Key_Right);  // from event to event along the lanes
        QTRY_VERIFY(json->topLevelItemCount() > 0);

        seen.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(page(), QStringLiteral("sessions"));
        seen.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(page(), QStringLiteral("leaderboard"));
        seen.complete();
        QVERIFY(qobject_cast<TableView*>(seen.window->focusWidget()));
    }

    void everyPageCanBeReachedAndLeftByKeys()
    {
        Seen seen;
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        seen.drop(sampleFile());
        for (const Page* page : seen.window->pages()) {
            seen.window->activateWindow();  // without a window manager nobody does so when a dialog closes
            QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
            seen.press(Qt::Key_K, Qt::ControlModifier);
            auto* palette = seen.window->findChild<PaletteDialog*>();
            QVERIFY2(palette && palette->isVisible(), qPrintable(page->id()));
            palette->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(palette));
            QTRY_VERIFY(qobject_cast<QLineEdit*>(palette->focusWidget()));
            QTest::keyClicks(palette->focusWidget(), page->title());
            QTest::keyClick(palette->focusWidget(), Qt::Key_Return);
            QTRY_VERIFY2(!seen.window->findChild<PaletteDialog*>(), qPrintable(page->id()));
            QCOMPARE(seen.window->currentPage()->id(), page->id());
            seen.complete();
            const QWidget* start = seen.window->focusWidget();
            QVERIFY2(start && page->isAncestorOf(start), qPrintable(page->id()));
            bool left = false;
            for (int tabs = 0; tabs < 60 && !left; ++tabs) {
                seen.press(Qt::Key_Tab);
                left = !page->isAncestorOf(seen.window->focusWidget());
            }
            QVERIFY2(left, qPrintable(page->id() + QStringLiteral(" keeps the keyboard")));
        }
    }

    void everyCommandHasAKeyOfItsOwn()
    {
        const Seen seen;
        QStringList keys;
        const std::function<void(const QList<QAction*>&)> collect = [&](const QList<QAction*>& actions) {
            for (const QAction* action : actions) {
                if (action->isSeparator())
                    continue;
                if (action->menu()) {
                    collect(action->menu()->actions());
                    continue;
                }
                QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
                keys << action->shortcut().toString();
            }
        };
        collect(seen.window->menuBar()->actions());
        QVERIFY(keys.size() > 40);
        QStringList twice = keys;
        twice.removeDuplicates();
        QCOMPARE(twice.size(), keys.size());
    }

    void tabsKeepTheirPlaces()
    {
        Seen seen;
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        seen.drop(sampleFile());
        const auto page = [&] { return seen.window->currentPage()->id(); };
        const auto* tabs = seen.window->findChild<PlaceTabs*>();
        QVERIFY(tabs && !tabs->isVisible());
        seen.press(Qt::Key_2, Qt::ControlModifier);
        seen.press(Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(tabs->isVisible());
        seen.window->showPage(QStringLiteral("sessions"));
        seen.complete();
        QCOMPARE(page(), QStringLiteral("sessions"));
        seen.press(Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(page(), QStringLiteral("leaderboard"));
        seen.press(Qt::Key_Left, Qt::AltModifier);  // its own way back
        QCOMPARE(page(), QStringLiteral("overview"));
        seen.press(Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(page(), QStringLiteral("sessions"));
        seen.press(Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(page(), QStringLiteral("overview"));
        QTRY_VERIFY(!tabs->isVisible());
    }

    void settledHoursAndComparisonComeBack()
    {
        const auto data = [](MainWindow& window) -> const Scope& { return window.workbench().scope(); };
        Seen seen;
        seen.window->restore();
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        QTest::keyClick(seen.window.get(), Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
        QTest::keyClick(seen.window.get(), Qt::Key_W, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(data(*seen.window).settled_only);
        Seen again;  // nobody closed the first in good order
        again.window->restore();
        QVERIFY(data(*again.window).settled_only);
        QCOMPARE(data(*again.window).compare, CompareTo::week_before);
        again.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(again.window.get()));
        QTest::keyClick(again.window.get(), Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
        QTest::keyClick(again.window.get(), Qt::Key_N, Qt::ControlModifier | Qt::AltModifier);
    }

    void paletteFindsNamesAndSettings()
    {
        Seen seen;
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        seen.drop(sampleFile());
        const auto choose = [&](const QString& words) {
            seen.press(Qt::Key_K, Qt::ControlModifier);
            auto* palette = seen.window->findChild<PaletteDialog*>();
            QVERIFY(palette);
            seen.settle();
            QTest::keyClicks(&palette->entry(), words);
            QTest::keyClick(&palette->entry(), Qt::Key_Return);
            QTRY_VERIFY(!seen.window->findChild<PaletteDialog*>());
        };
        choose(QStringLiteral("orchestrator 0x"));
        QCOMPARE(seen.window->currentPage()->id(), QStringLiteral("orchestrator"));
        seen.complete();
        seen.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(seen.window.get()));
        choose(QStringLiteral("setting: row"));
        QCOMPARE(seen.window->currentPage()->id(), QStringLiteral("settings"));
        seen.complete();
    }

    void hoursOfAWeekBeforeCanBeComparedWith()
    {
        Seen seen;
        seen.drop(sampleFile());
        Scope scope = seen.window->workbench().scope();
        scope.from = Instant{} + std::chrono::days(20'000);
        scope.to = *scope.from + std::chrono::hours(2);
        QVERIFY(!scope.previous());
        scope.compare = CompareTo::before;
        QCOMPARE(*scope.previous()->from, *scope.from - std::chrono::hours(2));
        scope.compare = CompareTo::week_before;
        QCOMPARE(*scope.previous()->from, *scope.from - std::chrono::days(7));
        QCOMPARE(*scope.previous()->to, *scope.to - std::chrono::days(7));
        scope.to = *scope.from + std::chrono::days(8);
        QVERIFY(!scope.previous());  // it would be compared with itself
    }

    void fewSamplesAreMarkedWithTheirNumber()
    {
        Seen seen;
        seen.drop(sampleFile());
        seen.window->showPage(QStringLiteral("demand"));
        seen.complete();
        const ReportModel& model = seen.pane().model();
        int column = 0;
        while (model.index(0, column).data(kFieldRole).toString() != QStringLiteral("startup_success_rate"))
            ++column;
        int few = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto n = numberOf(model.cellAt(row, QStringLiteral("requested_sessions")));
            const bool known = numberOf(model.cellAt(row, QStringLiteral("startup_success_rate"))).has_value();
            const QString shown = model.index(row, column).data().toString();
            QCOMPARE(shown.startsWith(u'≈'), known && *n < 20);
            few += shown.endsWith(QStringLiteral("(n = %1)").arg(*n));
            QVERIFY(!model.index(row, column).data(kPlainTextRole).toString().contains(u'≈'));  // copies are exact
        }
        QVERIFY(few > 0);
    }

    void allThatTakesTheKeyboardHasANameAndADescription()
    {
        Seen seen;
        seen.drop(sampleFile());
        for (const Page* page : seen.window->pages()) {
            seen.window->showPage(page->id());
            seen.complete();
            for (const QWidget* widget : page->findChildren<QWidget*>()) {
                if (!widget->isVisibleTo(page) || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() ||
                    qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QTabBar*>(widget))
                    continue;
                const QAccessibleInterface* spoken =
                    QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
                QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(),
                         qPrintable(page->id() + u' ' + QLatin1String(widget->metaObject()->className())));
                if (!QStringList{QStringLiteral("map"), QStringLiteral("places"), QStringLiteral("alerts")}.contains(
                        page->id()))
                    QVERIFY2(!spoken->text(QAccessible::Description).isEmpty(),
                             qPrintable(page->id() + u' ' + spoken->text(QAccessible::Name)));
            }
        }
    }

    void modelsOfAllTablesKeepTheRules()
    {
        Seen seen;
        seen.drop(sampleFile());
        for (Page* page : seen.window->pages()) {
            seen.window->showPage(page->id());
            seen.complete();
            page->openFirst();
            seen.complete();
            for (const QAbstractItemView* view : page->findChildren<QAbstractItemView*>())
                if (auto* model = qobject_cast<ReportModel*>(view->model()))
                    QAbstractItemModelTester tester(model);
        }
    }

    void rowsOfTablesFollowTheSettings()
    {
        Seen seen;
        seen.drop(sampleFile());
        QVERIFY(seen.window->showPage(QStringLiteral("reports"), QStringLiteral("sessions")));
        seen.complete();
        const auto rowHeight = [&] { return seen.pane().view().rowHeight(0); };
        const auto choose = [&](const QString& name, int steps) {
            QVERIFY(seen.window->showPage(QStringLiteral("settings")));
            seen.settle();
            QComboBox* choice = nullptr;
            for (auto* each : seen.window->currentPage()->findChildren<QComboBox*>())
                if (each->accessibleName() == name)
                    choice = each;
            QVERIFY(choice);
            for (int step = 0; step < std::abs(steps); ++step)
                QTest::keyClick(choice, steps > 0 ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(seen.window->showPage(QStringLiteral("reports"), QStringLiteral("sessions")));
            seen.complete();
        };
        const int usual = rowHeight();
        choose(QStringLiteral("Rows of tables"), 1);
        QVERIFY2(rowHeight() > usual, qPrintable(QString::number(rowHeight())));
        choose(QStringLiteral("Rows of tables"), -2);
        QVERIFY2(rowHeight() < usual, qPrintable(QString::number(rowHeight())));
        choose(QStringLiteral("Rows of tables"), 1);
        QCOMPARE(rowHeight(), usual);
        choose(QStringLiteral("Text size"), 3);  // to 200 %
        QVERIFY2(rowHeight() > usual * 3 / 2, qPrintable(QString::number(rowHeight())));
        choose(QStringLiteral("Text size"), -3);
        QCOMPARE(rowHeight(), usual);
    }

    void aCacheHeldByAnotherIsSaidSo()
    {
        Seen seen;
        auto other = Cache::open(seen.cache(), Cache::Access::write);
        QVERIFY(other);
        seen.drop(sampleFile());
        QVERIFY(seen.outcome.error);
        QVERIFY2(QString::fromStdString(seen.outcome.error->message).contains(QStringLiteral("process")),
                 seen.outcome.error->message.c_str());
    }

    void aCacheOfANewerProgramIsReadButNotWritten()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.path().toStdString() + "/cache.db";
        {
            auto cache = Cache::open(file, Cache::Access::write);
            QVERIFY(cache);
            QVERIFY(importFiles(**cache, {sampleFile().toStdString()}, {}, {}, {}));
            QVERIFY(Resolver(**cache).resolveDirty());
            (*cache)->db().execute("PRAGMA user_version = 9999");
        }
        MainWindow window(file, sampleFile());
        window.show();
        QVERIFY(window.showPage(QStringLiteral("reports"), QStringLiteral("sessions")));
        QTRY_VERIFY_WITH_TIMEOUT(!window.isReading(), 20'000);
        QVERIFY(window.currentPage()->findChild<ReportPane*>()->model().rowCount() > 500);
        QSignalSpy finished(&window, &MainWindow::importFinished);
        window.importFiles({sampleFile()});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        const auto outcome = finished.front().front().value<ImportOutcome>();
        QVERIFY(outcome.error);
        QVERIFY2(outcome.error->message.find("newer program") != std::string::npos, outcome.error->message.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(!window.isReading(), 20'000);
        QVERIFY(window.currentPage()->findChild<ReportPane*>()->model().rowCount() > 500);
    }

    void aFileCutShortKeepsWhatCameBefore()
    {
        Seen seen;
        QTemporaryDir folder;
        QFile whole(sampleFile());
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QFile cut(folder.filePath(QStringLiteral("cut.ndjson.zst")));
        QVERIFY(cut.open(QIODevice::WriteOnly));
        cut.write(whole.read(whole.size() / 2));
        cut.close();
        seen.drop(cut.fileName());
        QVERIFY(!seen.outcome.error);
        QVERIFY(seen.outcome.summary.totals.accepted > 1'000);
        QVERIFY(QString::fromStdString(seen.outcome.summary.files[0].error).contains(QStringLiteral("cut.ndjson.zst")));
    }

    void rangesAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");  // blank: refused
        QTest::newRow("all") << "all"
                             << "all";
        QTest::newRow("hours") << "24h"
                               << "last 1d";
        QTest::newRow("last, minutes") << "last 15m"
                                       << "last 15m";
        QTest::newRow("start and length") << "2026-08-03 14:00 +2h"
                                          << "2026-08-03 14:00:00 .. 2026-08-03 16:00:00";
        QTest::newRow("two dates") << "2026-08-03 .. 2026-08-05"
                                   << "2026-08-03 00:00:00 .. 2026-08-05 00:00:00";
        QTest::newRow("a day") << "2026-08-03"
                               << "2026-08-03 00:00:00 .. 2026-08-04 00:00:00";
        QTest::newRow("backwards") << "2026-08-05 .. 2026-08-03"
                                   << "";
        QTest::newRow("words") << "yesterday or so"
                               << "";
    }
    void rangesAreRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto choice = parseRange(text, QTimeZone::utc());
        QCOMPARE(choice ? rangeText(*choice, ValueText{}) : QString(), expected);
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
