#include <QtTest>

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/core/reports/report_rows.h"
#include "ui/models/alert_center.h"
#include "ui/models/watching.h"
#include "ui/pages/alerts_page.h"
#include "ui/pages/rule_editor.h"
#include "ui/roles.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_dialog.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const std::string kAddress = "0x" + std::string(40, 'a');

Envelope later(Envelope event, Instant when)
{
    event.when = when;
    return event;
}

Instant clockNow()
{
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

/// A day of one orchestrator, GPU and gateway.
TestCache& oneOfEach()
{
    static Told cache([] {
        const Node node = Node(kAddress, "https://o1:8935").live("m1", {"GPU-1"});
        std::vector<Envelope> events{capabilities("10:00:00", {node})};
        for (int i = 0; i < 5; ++i) {
            const std::string name = fmt::format("s{}", i);
            const auto put = [&](const Envelope& event) { events.push_back(event.in(name, name).from("gw-1")); };
            put(request("10:00:10"));
            put(ingest("10:00:11").by(kAddress, "https://o1:8935"));
            put(processed("10:00:12").by(kAddress, "https://o1:8935"));
            put(playable("10:00:13").by(kAddress, "https://o1:8935"));
            put(status("10:00:20", "ONLINE", 20).by(kAddress, "https://o1:8935"));
        }
        return events;
    }());
    return cache;
}

/// Requests of the last six hours, and half of the last two hours' failed.
std::vector<Envelope> failingNow()
{
    const Instant last = hourOf(clockNow());
    std::vector<Envelope> events;
    for (int hour = -6; hour < 0; ++hour)
        for (int i = 0; i < 30; ++i)
            events.push_back(later(
                batchCompleted("00:00:00", fmt::format("b{}-{}", hour, i), "https://o1:8935", hour < -4 || i % 2 == 0)
                    .from("gw-1"),
                last + hours(hour) + seconds(100 * i)));
    return events;
}

class Seen {
public:
    explicit Seen(const std::filesystem::path& cache) : window(cache, {})
    {
        window.show();
        window.activateWindow();
        [this] { QVERIFY(QTest::qWaitForWindowActive(&window)); }();
        complete();
    }
    void complete()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!window.isReading() && window.currentPage()->isComplete(), 30'000);
        QTest::qWait(1);
    }
    /// The first row of the page's first table that has the field, at that field.
    TableView* at(const char* page, const char* field)
    {
        window.showPage(QString::fromLatin1(page));
        complete();
        for (auto* view : window.currentPage()->findChildren<TableView*>())
            for (int column = 0;
                 view->isVisible() && view->model()->rowCount() > 0 && column < view->model()->columnCount(); ++column)
                if (view->model()->index(0, column).data(kFieldRole).toString() == QLatin1String(field)) {
                    view->setFocus();
                    view->setCurrentIndex(view->model()->index(0, column));
                    return view;
                }
        return nullptr;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QWidget* at = window.focusWidget();
        QTest::keyClick(at ? at : &window, key, modifiers);
    }
    RuleEditor& editor() const { return *window.currentPage()->findChild<RuleEditor*>(); }
    nlohmann::json draft() const { return nlohmann::json::parse(editor().text()); }
    AlertCenter& alerts() { return window.workbench().alerts(); }

    MainWindow window;
};

}  // namespace

/// What the whole window does about alerts.
class TestWindowAlerts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        QCoreApplication::setApplicationName(QStringLiteral("window-alerts"));
    }
    void init()
    {
        QSettings().clear();
        QDir(AlertCenter::folder()).removeRecursively();
    }

    void aRuleBeginsWithARow_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("report");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("scope");
        const QString address = QString::fromStdString(kAddress);
        QTest::newRow("orchestrator of the leaderboard")
            << "leaderboard"
            << "orchestrator_address"
            << "sla"
            << "failure_rate" << QStringLiteral("orchestrator_address = \"%1\"").arg(address);
        QTest::newRow("GPU") << "gpus"
                             << "gpu_id"
                             << "sla"
                             << "failure_rate"
                             << "gpu_id = \"GPU-1\"";
        QTest::newRow("gateway of a session") << "sessions"
                                              << "gateway"
                                              << "demand"
                                              << "missing_capacity_rate"
                                              << "gateway = \"gw-1\"";
        QTest::newRow("metric of a demand hour")
            << "demand"
            << "startup_success_rate"
            << "demand"
            << "startup_success_rate"
            << "gateway = \"gw-1\" and pipeline_id = \"live-video-to-video\" and model_id = \"m1\"";
    }
    void aRuleBeginsWithARow()
    {
        QFETCH(QString, page);
        QFETCH(QString, field);
        QFETCH(QString, report);
        QFETCH(QString, metric);
        QFETCH(QString, scope);
        Seen seen(oneOfEach().path());
        QVERIFY2(seen.at(qPrintable(page), qPrintable(field)), qPrintable(page));
        seen.press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(seen.window.currentPage()->id(), QStringLiteral("alerts"));
        QCOMPARE(seen.window.currentPage()->subject(), QStringLiteral("rules"));
        const auto rule = seen.draft();
        QCOMPARE(QString::fromStdString(rule.at("metric").at("report").get<std::string>()), report);
        QCOMPARE(QString::fromStdString(rule.at("metric").at("field").get<std::string>()), metric);
        QCOMPARE(QString::fromStdString(rule.at("scope").get<std::string>()), scope);
        QCOMPARE(rule.at("group_by").size(), static_cast<std::size_t>(scope.count(QStringLiteral(" = "))));
        seen.complete();
        QTRY_VERIFY(seen.editor().isGood());
    }

    /// Nothing is judged before somebody has looked it over and saved it.
    void aNewRuleIsKeptWhenItIsSaved()
    {
        Seen seen(oneOfEach().path());
        QVERIFY(seen.at("leaderboard", "orchestrator_address"));
        seen.press(Qt::Key_N, Qt::ControlModifier);
        seen.complete();
        QTRY_VERIFY(!seen.alerts().isBusy() && seen.editor().isGood());
        const auto before = seen.alerts().rules().size();
        QVERIFY(before > 10);
        QPushButton* save = nullptr;
        for (auto* each : seen.editor().findChildren<QPushButton*>())
            if (each->text().remove(u'&') == QLatin1String("Save rule"))
                save = each;
        QTRY_VERIFY(save->isEnabled());
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE(seen.alerts().rules().size(), before + 1);
        QCOMPARE(seen.alerts().rules().back().scope, "orchestrator_address = \"" + kAddress + "\"");
        QVERIFY(!seen.editor().isChanged());
    }

    void paletteAndContextMenuKnowIt()
    {
        Seen seen(oneOfEach().path());
        TableView* table = seen.at("leaderboard", "orchestrator_address");
        QVERIFY(table);
        bool chosen = false;
        QTimer::singleShot(0, this, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            for (QAction* each : menu->actions())
                if (each->shortcut() == QKeySequence(QKeySequence::New)) {
                    chosen = true;
                    menu->setActiveAction(each);
                    QTest::keyClick(menu, Qt::Key_Return);
                    return;
                }
            menu->close();
        });
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {10, 10}, table->mapToGlobal(QPoint(10, 10)));
        QApplication::sendEvent(table->viewport(), &event);
        QVERIFY(chosen);
        QCOMPARE(seen.window.currentPage()->id(), QStringLiteral("alerts"));

        seen.window.activateWindow();  // without a window manager nobody does so when a menu closes
        QVERIFY(QTest::qWaitForWindowActive(&seen.window));
        QVERIFY(seen.at("gpus", "gpu_id"));
        seen.press(Qt::Key_K, Qt::ControlModifier);
        auto* palette = seen.window.findChild<PaletteDialog*>();
        QVERIFY(palette);
        QTest::keyClicks(&palette->entry(), QStringLiteral("new alert rule"));
        QTest::keyClick(&palette->entry(), Qt::Key_Return);
        QTRY_COMPARE(seen.window.currentPage()->id(), QStringLiteral("alerts"));
        QCOMPARE(seen.draft().at("scope").get<std::string>(), std::string("gpu_id = \"GPU-1\""));
    }

    /// What happened while the computer slept is judged when it has been read, and not before.
    void nothingIsJudgedAfterASleepUntilTheSourcesCaughtUp()
    {
        Told live(failingNow());
        Seen seen(live.path());
        AlertCenter& alerts = seen.alerts();
        alerts.start();
        QTRY_VERIFY(!alerts.isBusy());
        const std::string quiet = R"({"version": 1, "rules": []})";
        alerts.setRulesText(quiet);
        alerts.setChannels({.channels = {{.id = "desktop", .kind = ChannelKind::desktop}}});
        alerts.setWatching(true);
        QTRY_VERIFY(alerts.picture().is_watching);
        QSignalSpy told(&alerts, &AlertCenter::tellWanted);
        const auto now = std::chrono::system_clock::now();
        Q_EMIT seen.window.workbench().watching().slept({now - hours(1), now, Sleep::Cause::machine_slept});
        alerts.setRulesText(
            R"({"version": 1, "rules": [{"id": "f", "metric": {"report": "requests", "field": "success_rate"},
                "group_by": ["gateway"], "condition": {"type": "below", "warning": "90%"}}]})");
        // The silence shows that the watcher has been round with these rules.
        alerts.addSilence(
            {.id = 0, .rule = "nobody", .labels = "{}", .from = clockNow(), .to = clockNow() + hours(1), .reason = {}});
        QTRY_COMPARE(alerts.picture().silences.size(), std::size_t{1});
        QVERIFY(alerts.picture().active.empty() && alerts.picture().history.empty());
        QCOMPARE(told.size(), 0);
        Q_EMIT seen.window.workbench().watching().changed();  // no source has anything left to catch up with
        QTRY_COMPARE(told.size(), 1);
        QTRY_COMPARE(alerts.picture().active.size(), std::size_t{1});
        alerts.setWatching(false);
    }
};

QTEST_MAIN(TestWindowAlerts)
#include "tst_window_alerts.moc"
