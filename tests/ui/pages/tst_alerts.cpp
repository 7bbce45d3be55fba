#include <QtTest>

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/reports/alert_output.h"
#include "tests/core/reports/report_rows.h"
#include "ui/charts/rule_chart.h"
#include "ui/models/alert_center.h"
#include "ui/models/report_model.h"
#include "ui/pages/alert_bench_tab.h"
#include "ui/pages/alert_tabs.h"
#include "ui/pages/alerts_page.h"
#include "ui/pages/rule_editor.h"
#include "ui/pages/target_dialog.h"
#include "ui/pages/targets_view.h"
#include "ui/pages/verdict_bar.h"
#include "ui/roles.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Instant kStart = at("2026-04-01T00:00:00Z");
constexpr int kHours = 60;

Envelope later(Envelope event, Instant when)
{
    event.when = when;
    return event;
}

/// Sixty requests an hour of three gateways; those of gw-1 fail now and then, and at the end.
std::vector<Envelope> traffic(Instant start = kStart)
{
    std::vector<Envelope> events;
    for (int hour = 0; hour < kHours; ++hour)
        for (int i = 0; i < 60; ++i) {
            const int gateway = i % 3;
            const bool isBad = gateway == 0 && (hour % 16 >= 12 || hour >= kHours - 4);
            const bool fails = isBad ? i % 2 == 0 : i % 31 == 0;
            events.push_back(
                later(batchCompleted("00:00:00", fmt::format("b{}", hour * 60 + i), "https://o1:8935", !fails)
                          .from("gw-" + std::to_string(gateway + 1)),
                      start + hours(hour) + seconds(50 * i)));
        }
    events.push_back(
        later(batchCompleted("00:00:00", "end", "https://o1:8935").from("gw-2"), start + hours(kHours) + minutes(20)));
    return events;
}

TestCache& world()
{
    static Told cache(traffic());
    return cache;
}

const char* const kRules = R"({"version": 1, "rules": [
  {"id": "failures", "name": "Requests fail", "metric": {"report": "requests", "field": "success_rate"},
   "group_by": ["gateway"], "condition": {"type": "below", "warning": "90%", "critical": "60%"},
   "recovery": {"threshold": "92%"}, "minimum": {"samples": 10}, "for": {"windows": 2}},
  {"id": "few", "name": "Few requests", "metric": {"report": "requests", "field": "job_count"},
   "condition": {"type": "below", "warning": 5}}]})";

/// The page over the traffic, with rules of its own.
class Shown {
public:
    explicit Shown(const QString& tab, const std::filesystem::path& cache = world().path())
        : bench(cache), page(bench), gone(&bench, &Workbench::goWanted)
    {
        page.resize(1400, 800);
        page.setSubject(tab);
        page.show();
        settle();
        bench.alerts().setRulesText(kRules);
        settle();
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(page.isComplete() && bench.reader().pending() == 0, 30'000);
        QTest::qWait(30);
    }
    template <class Part>
    Part& part() const
    {
        return *page.template findChild<Part*>();
    }
    template <class Part>
    Part& named(const QString& name) const
    {
        for (Part* each : page.findChildren<Part*>())
            if (each->accessibleName() == name && each->isVisible())
                return *each;
        throw std::runtime_error(name.toStdString());
    }
    QString label(const QString& name) const { return named<QLabel>(name).text(); }
    QPushButton& button(const QString& words) const
    {
        for (auto* each : page.findChildren<QPushButton*>())
            if (each->isVisible() && each->text().remove(u'&') == words)
                return *each;
        throw std::runtime_error(words.toStdString());
    }
    QTableView& table() const
    {
        for (auto* each : page.findChildren<TableView*>())
            if (each->isVisible())
                return *each;
        throw std::runtime_error("no table");
    }
    void picture(const char* name)
    {
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(page.grab().save(folder + u'/' + QString::fromLatin1(name) + QStringLiteral(".png")));
    }

    Workbench bench;
    AlertsPage page;
    QSignalSpy gone;
};

QString cell(const QTableView& view, int row, const char* field)
{
    for (int column = 0; column < view.model()->columnCount(); ++column)
        if (view.model()->index(row, column).data(kFieldRole).toString() == QLatin1String(field))
            return view.model()->index(row, column).data().toString();
    return {};
}

/// All that labels say, for who reads a failure.
QString saidBy(const QWidget& widget)
{
    QStringList words;
    for (const auto* each : widget.findChildren<QLabel*>())
        if (each->isVisible())
            words << each->text();
    return words.join(QLatin1String(" / "));
}

}  // namespace

class TestAlertsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        QCoreApplication::setApplicationName(QStringLiteral("alerts-page"));
        QSettings().clear();
        QDir(AlertCenter::folder()).removeRecursively();
        applyTheme(themeOf(qEnvironmentVariable("NAAP_THEME", QStringLiteral("light"))));
        world();
    }
    void cleanup()
    {
        QSettings().clear();
        QThreadPool::globalInstance()->waitForDone();
        QDir(AlertCenter::folder()).removeRecursively();
        std::filesystem::remove(AlertBook::pathOf(world().path()));
    }

    void activeAlertsOpenTheirEvidence()
    {
        Shown shown(QStringLiteral("active"));
        QTableView& table = shown.table();
        QCOMPARE(table.model()->rowCount(), 1);
        QCOMPARE(cell(table, 0, "entity"), QStringLiteral("gw-1"));
        QCOMPARE(cell(table, 0, "state"), QStringLiteral("firing"));
        shown.picture("alerts-active");
        QSignalSpy zoomed(&shown.bench, &Workbench::zoomWanted);
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(zoomed.size(), 1);
        QCOMPARE(shown.gone.back()[0].toString(), QStringLiteral("requests"));
    }

    void nothingCanBeAcknowledgedWhereNobodyWatches()
    {
        Shown shown(QStringLiteral("active"));
        QVERIFY(!shown.button(QStringLiteral("Acknowledge")).isEnabled());
    }

    void watchingKeepsAHistoryAndAcknowledges()
    {
        Shown shown(QStringLiteral("active"));
        auto& watch = *shown.page.findChild<QCheckBox*>(QStringLiteral("watch"));
        QTest::mouseClick(&watch, Qt::LeftButton, {}, QPoint(8, watch.height() / 2));
        QTRY_VERIFY(shown.bench.alerts().isWatching());
        QTRY_VERIFY(shown.bench.alerts().picture().is_watching);
        // The clock is years after the newest event: nothing is left that anybody would expect.
        QTRY_VERIFY(shown.bench.alerts().picture().active.empty());
        watch.click();
        QTRY_VERIFY(!shown.bench.alerts().isWatching());
        shown.settle();
        QCOMPARE(shown.table().model()->rowCount(), 1);
    }

    /// Everything that a person does about an alert, over an end of the program.
    void anAlertIsToldAcknowledgedTaggedAndSilenced()
    {
        const Instant now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
        TestCache live;
        live.importText(fileOf(traffic(hourOf(now) - hours(kHours)), Form::wrapper));
        live.resolve();
        {
            Shown shown(QStringLiteral("active"), live.path());
            shown.bench.alerts().setChannels({.channels = {{.id = "desktop", .kind = ChannelKind::desktop}}});
            QSignalSpy told(&shown.bench.alerts(), &AlertCenter::tellWanted);
            shown.bench.alerts().setWatching(true);
            const auto picture = [&]() -> const AlertPicture& { return shown.bench.alerts().picture(); };
            QTRY_COMPARE(told.size(), 1);
            shown.bench.alerts().told(told[0][1].value<BookedMessage>().id, {});
            QTRY_COMPARE(picture().told.size(), std::size_t{1});
            QCOMPARE(picture().active.size(), std::size_t{1});
            QTableView& table = shown.table();
            table.selectRow(0);
            table.setFocus();
            QTest::keyClick(&table, Qt::Key_K);
            QTRY_VERIFY(picture().active[0].acknowledged_at.has_value());
            QCOMPARE(picture().countOf(AlertLevel::critical), std::size_t{0});
            shown.part<QTabWidget>().setCurrentIndex(4);
            shown.settle();
            QCOMPARE(cell(shown.table(), 0, "value_then"), QStringLiteral("50 %"));
            QCOMPARE(cell(shown.table(), 0, "value_now"), QStringLiteral("50 %"));
            QTest::mouseClick(&shown.button(QStringLiteral("It was right")), Qt::LeftButton);
            QTRY_COMPARE(picture().history.at(0).tag, std::string("true"));
            auto& note = shown.named<QLineEdit>(QStringLiteral("Note on the chosen alert"));
            note.setFocus();
            QTest::keyClicks(&note, QStringLiteral("bad node\r"));
            QTRY_COMPARE(picture().history.at(0).note, std::string("bad node"));
            shown.picture("alerts-history");
        }
        Shown again(QStringLiteral("active"), live.path());
        QSignalSpy told(&again.bench.alerts(), &AlertCenter::tellWanted);
        QTRY_VERIFY(again.bench.alerts().isWatching() && !again.bench.alerts().picture().history.empty());
        again.settle();
        const auto picture = [&]() -> const AlertPicture& { return again.bench.alerts().picture(); };
        QVERIFY(picture().active.at(0).acknowledged_at.has_value());
        QCOMPARE(picture().history.size(), std::size_t{1});
        QCOMPARE(told.size(), 0);
        QTest::mouseClick(&again.button(QStringLiteral("Silence…")), Qt::LeftButton);
        QCOMPARE(again.page.subject(), QStringLiteral("silences"));
        QCOMPARE(again.named<QLineEdit>(QStringLiteral("Only alerts of")).text(), QStringLiteral("gateway = gw-1"));
        QTest::mouseClick(&again.button(QStringLiteral("Keep quiet")), Qt::LeftButton);
        QTRY_COMPARE(picture().active.at(0).state, AlertState::silenced);
        QCOMPARE(cell(again.table(), 0, "covers_now"), QStringLiteral("1"));
        again.picture("alerts-silences-active");
        again.bench.alerts().setWatching(false);
    }

    void aRuleIsEditedAsAFormAndAsJson()
    {
        Shown shown(QStringLiteral("rules"));
        QTableView& table = shown.table();
        QCOMPARE(cell(table, 0, "id"), QStringLiteral("failures"));
        QVERIFY(cell(table, table.model()->rowCount() - 1, "id").startsWith(QStringLiteral("upstream")));
        table.selectRow(0);
        auto& editor = shown.part<RuleEditor>();
        auto& warning = *editor.findChild<QLineEdit*>(QStringLiteral("/condition/warning"));
        QCOMPARE(warning.text(), QStringLiteral("90%"));
        shown.picture("alerts-rules");
        warning.setFocus();
        warning.selectAll();
        QTest::keyClicks(&warning, QStringLiteral("50%"));  // milder than critical: contradicts it
        auto& json = shown.part<QPlainTextEdit>();
        QVERIFY(json.toPlainText().contains(QStringLiteral("50%")));
        QTRY_VERIFY(!editor.isGood());
        QVERIFY(!shown.button(QStringLiteral("Save rule")).isEnabled());
        warning.selectAll();
        QTest::keyClicks(&warning, QStringLiteral("91%"));
        QTRY_VERIFY(editor.isGood() && shown.button(QStringLiteral("Save rule")).isEnabled());
        QTest::mouseClick(&shown.button(QStringLiteral("Save rule")), Qt::LeftButton);
        shown.settle();
        QCOMPARE(*shown.bench.alerts().rules()[0].condition.warning, 0.91);
        QVERIFY(!editor.isChanged());
        // The other way round.
        json.setPlainText(json.toPlainText().replace(QStringLiteral("91%"), QStringLiteral("90.5%")));
        QCOMPARE(warning.text(), QStringLiteral("90.5%"));
        json.setPlainText(QStringLiteral("{"));
        QTRY_VERIFY(!editor.isGood());
    }

    /// A rule that is judged has to be about something; one that is off may wait for it.
    void aRuleAboutNobodyIsNotSaved()
    {
        Shown shown(QStringLiteral("rules"));
        shown.table().selectRow(0);
        auto& editor = shown.part<RuleEditor>();
        auto& scope = *editor.findChild<QLineEdit*>(QStringLiteral("/scope"));
        scope.setFocus();
        QTest::keyClicks(&scope, QStringLiteral("gateway = \"gw-9\""));
        QTRY_VERIFY(editor.isChanged());
        if (shown.button(QStringLiteral("Save rule")).isEnabled())  // the cache has not answered yet: it is a filter
            QTest::mouseClick(&shown.button(QStringLiteral("Save rule")), Qt::LeftButton);
        QTRY_VERIFY(!editor.isGood());
        QVERIFY(!shown.button(QStringLiteral("Save rule")).isEnabled());
        QCOMPARE(shown.bench.alerts().rules()[0].scope, std::string());
        const QString problem = shown.label(QStringLiteral("What is wrong with the rule"));
        QVERIFY2(problem.startsWith(QStringLiteral("▲ /scope: it meets none of the 181 rows of 'requests'")),
                 qPrintable(problem));
        shown.picture("alerts-rule-about-nobody");

        scope.selectAll();
        QTest::keyClicks(&scope, QStringLiteral("gateway = \"gw-2\""));
        QTRY_VERIFY(editor.isGood() && shown.button(QStringLiteral("Save rule")).isEnabled());
        QTest::mouseClick(&shown.button(QStringLiteral("Save rule")), Qt::LeftButton);
        shown.settle();
        QCOMPARE(shown.bench.alerts().rules()[0].scope, std::string("gateway = \"gw-2\""));

        scope.selectAll();
        QTest::keyClicks(&scope, QStringLiteral("gateway = \"gw-9\""));
        auto& enabled = *editor.findChild<QCheckBox*>(QStringLiteral("/enabled"));
        QTest::mouseClick(&enabled, Qt::LeftButton, {}, QPoint(8, enabled.height() / 2));
        QVERIFY(!enabled.isChecked());
        QTRY_VERIFY(editor.isGood() && shown.button(QStringLiteral("Save rule")).isEnabled());
        QTest::mouseClick(&shown.button(QStringLiteral("Save rule")), Qt::LeftButton);
        shown.settle();
        QVERIFY(!shown.bench.alerts().rules()[0].enabled);
        QSignalSpy said(&shown.bench, &Workbench::said);
        QTest::mouseClick(&shown.button(QStringLiteral("Switch on")), Qt::LeftButton);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().startsWith(QStringLiteral("Not kept.")));
        QVERIFY(!shown.bench.alerts().rules()[0].enabled);
    }

    /// Nothing is known yet: that is no reason to refuse a rule, and it is said.
    void anEmptyCacheRefusesNothing()
    {
        TestCache empty;
        Shown shown(QStringLiteral("rules"), empty.path());
        shown.table().selectRow(0);
        auto& scope = *shown.part<RuleEditor>().findChild<QLineEdit*>(QStringLiteral("/scope"));
        scope.setFocus();
        QTest::keyClicks(&scope, QStringLiteral("gateway = \"gw-9\""));
        QTRY_VERIFY(shown.label(QStringLiteral("What is wrong with the rule")).contains(QStringLiteral("nothing yet")));
        QTest::mouseClick(&shown.button(QStringLiteral("Save rule")), Qt::LeftButton);
        shown.settle();
        QCOMPARE(shown.bench.alerts().rules()[0].scope, std::string("gateway = \"gw-9\""));
    }

    void aCopyOfUpstreamCanBeEditedAndUpstreamCannot()
    {
        Shown shown(QStringLiteral("rules"));
        QTableView& table = shown.table();
        const int last = table.model()->rowCount() - 1;
        table.selectRow(last);
        QVERIFY(!shown.button(QStringLiteral("Save rule")).isEnabled());
        QVERIFY(shown.part<QPlainTextEdit>().isReadOnly());
        const std::size_t before = ruleTexts(shown.bench.alerts().rulesText()).size();
        QTest::mouseClick(&shown.button(QStringLiteral("Copy")), Qt::LeftButton);
        shown.settle();
        const auto texts = ruleTexts(shown.bench.alerts().rulesText());
        QCOMPARE(texts.size(), before + 1);
        QVERIFY(!texts.back().locked);
        QVERIFY(!shown.part<QPlainTextEdit>().isReadOnly());
        QTest::mouseClick(&shown.button(QStringLiteral("Switch off")), Qt::LeftButton);
        shown.settle();
        QVERIFY(!ruleTexts(shown.bench.alerts().rulesText()).back().enabled);
    }

    void theBenchFollowsAThresholdThatIsDragged()
    {
        Shown shown(QStringLiteral("bench"));
        auto& tab = shown.part<BenchTab>();
        shown.settle();
        QVERIFY(tab.result());
        const auto before = tab.result()->result.fires;
        QVERIFY(before >= 3);
        auto& chart = shown.part<RuleChart>();
        shown.picture("alerts-bench");
        const int y = static_cast<int>(chart.yOf(0));
        QTest::mousePress(&chart, Qt::LeftButton, {}, {300, y});
        QElapsedTimer timer;
        timer.start();
        QTest::mouseMove(&chart, {300, y + 12});
        QTRY_VERIFY(tab.result()->rule.condition.warning != 0.9);
        const qint64 took = timer.elapsed();
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, {300, y + 12});
        shown.settle();
        QVERIFY2(took < 500, qPrintable(QString::number(took)));  // the promise is 50 ms; a busy machine is no defect
        QVERIFY(tab.tookMs() < 50);
        QVERIFY(chart.thresholds()[0].value < 0.9);
        QCOMPARE(chart.thresholds()[0].value, *tab.result()->rule.condition.warning);
        shown.picture("alerts-bench-dragged");
        QTest::mouseClick(&shown.button(QStringLiteral("Save into the rule")), Qt::LeftButton);
        shown.settle();
        QVERIFY(*shown.bench.alerts().rules()[0].condition.warning < 0.9);
    }

    /// Every figure, alert, band and nearby setting.
    void theBenchSaysWhatTheCommandSays()
    {
        Shown shown(QStringLiteral("bench"));
        auto& tab = shown.part<BenchTab>();
        QTRY_VERIFY(tab.result() && tab.result()->has_nearby);
        const BenchResult& bench = *tab.result();
        const std::vector<RuleBacktest> seen{{bench.rule, *bench.series, bench.result, bench.nearby}};
        QTemporaryDir folder;
        QFile rules(folder.filePath(QStringLiteral("rules.json")));
        QVERIFY(rules.open(QIODevice::WriteOnly) && rules.write(kRules) > 0);
        rules.close();
        QProcess program;
        program.start(qEnvironmentVariable("NAAP_LENS"),
                      {QStringLiteral("alerts"), QStringLiteral("backtest"), rules.fileName(), QStringLiteral("--rule"),
                       QStringLiteral("failures"), QStringLiteral("--format"), QStringLiteral("json"),
                       QStringLiteral("--db"), QString::fromStdString(world().path().string())});
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitCode(), 0);
        const auto told = nlohmann::json::parse(program.readAllStandardOutput().toStdString());
        const auto expected = nlohmann::json::parse(backtestJson(seen, {}));
        QVERIFY(told.at("rules").at(0).at("fires").get<int>() >= 3);
        QVERIFY(!told.at("rules").at(0).at("nearby").empty());
        for (const auto& [name, value] : expected.at("rules").at(0).items())
            QCOMPARE(name + told.at("rules").at(0).at(name).dump(), name + value.dump());
    }

    void thePendingTimeIsAHandle()
    {
        Shown shown(QStringLiteral("bench"));
        auto& tab = shown.part<BenchTab>();
        auto& chart = shown.part<RuleChart>();
        QCOMPARE(chart.pending(), 2);
        const auto before = tab.result()->result.fires;
        const QPoint handle = chart.pendingHandle().toPoint();
        const double warning = chart.thresholds()[0].value;
        QTest::mousePress(&chart, Qt::LeftButton, {}, handle);
        QTest::mouseMove(&chart, handle + QPoint(5 * 12, 3));
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, handle + QPoint(5 * 12, 3));
        shown.settle();
        shown.picture("alerts-bench-pending");
        QCOMPARE(tab.result()->rule.pending_windows, 7);
        QVERIFY(tab.result()->result.fires < before);
        QCOMPARE(chart.thresholds()[0].value, warning);
        QCOMPARE(shown.named<QSpinBox>(QStringLiteral("Bad windows in a row")).value(), 7);
        QTest::mouseClick(&shown.button(QStringLiteral("Save into the rule")), Qt::LeftButton);
        shown.settle();
        const AlertRule& saved = shown.bench.alerts().rules()[0];
        QCOMPARE(saved.pending_windows, 7);
        QVERIFY2(saved.reason.starts_with("Tried on 2026-04-01 to 2026-04-03: "), saved.reason.c_str());
    }

    void theBenchWorksByKeysToo()
    {
        Shown shown(QStringLiteral("bench"));
        auto& chart = shown.part<RuleChart>();
        auto& tab = shown.part<BenchTab>();
        chart.setFocus();
        const double before = chart.thresholds()[1].value;
        QTest::keyClick(&chart, Qt::Key_2);
        QTest::keyClick(&chart, Qt::Key_Down, Qt::ShiftModifier);
        shown.settle();
        QVERIFY(*tab.result()->rule.condition.critical < before);
        auto& pending = shown.named<QSpinBox>(QStringLiteral("Bad windows in a row"));
        pending.setValue(4);
        shown.settle();
        QCOMPARE(tab.result()->rule.pending_windows, 4);
        QCOMPARE(chart.pending(), 4);
        QTest::keyClick(&chart, Qt::Key_0);
        QTest::keyClick(&chart, Qt::Key_Down);
        shown.settle();
        QCOMPARE(tab.result()->rule.pending_windows, 3);
        QCOMPARE(pending.value(), 3);
        auto& grid = shown.named<QTableWidget>(QStringLiteral("Alerts a day with other settings"));
        QCOMPARE(grid.rowCount(), 5);
        QVERIFY(grid.columnCount() >= 3);
        QVERIFY(!chart.accessibleDescription().isEmpty());
    }

    void aSilenceSaysWhatItWouldCover()
    {
        Shown shown(QStringLiteral("silences"));
        auto& labels = shown.named<QLineEdit>(QStringLiteral("Only alerts of"));
        const auto says = [&](const QString& words) {
            for (auto* each : shown.page.findChildren<QLabel*>())
                if (each->isVisible() && each->text().contains(words))
                    return true;
            return false;
        };
        QVERIFY(says(QStringLiteral("Covers 1 of 1")));
        QTest::keyClicks(&labels, QStringLiteral("gateway = gw-2"));
        QVERIFY(says(QStringLiteral("Covers 0 of 1")));
        labels.clear();
        QTest::keyClicks(&labels, QStringLiteral("gateway"));
        QVERIFY(says(QStringLiteral("Write a field")));
        shown.picture("alerts-silences");
    }

    void channelsAreAddedAndChecked()
    {
        Shown shown(QStringLiteral("channels"));
        auto& list = shown.named<QTreeWidget>(QStringLiteral("Channels"));
        const int before = list.topLevelItemCount();
        for (auto* each : shown.page.findChildren<QToolButton*>())
            if (each->accessibleName() == QLatin1String("New channel"))
                each->menu()->actions().at(4)->trigger();  // webhook
        QCOMPARE(list.topLevelItemCount(), before + 1);
        auto& address = shown.named<QLineEdit>(QStringLiteral("Address"));
        address.setFocus();
        address.selectAll();
        QTest::keyClicks(&address, QStringLiteral("https://example.org/hook\r"));
        QCOMPARE(shown.bench.alerts().channels().channels.back().url, std::string("https://example.org/hook"));
        address.selectAll();
        QTest::keyClicks(&address, QStringLiteral("ftp://example.org\r"));
        QCOMPARE(shown.bench.alerts().channels().channels.back().url, std::string("https://example.org/hook"));
        shown.picture("alerts-channels");
    }

    void whatIsKeptIsThereAgain()
    {
        {
            Shown shown(QStringLiteral("rules"));
            QTRY_VERIFY(QFile::exists(AlertCenter::folder() + QStringLiteral("/rules.json")));
            QThreadPool::globalInstance()->waitForDone();
        }
        Workbench again(world().path());
        again.alerts().start();
        QTRY_VERIFY(!again.alerts().isBusy());
        QCOMPARE(again.alerts().rules().size(), std::size_t{2});
    }

    void everyControlHasAName()
    {
        Shown shown(QStringLiteral("active"));
        auto& tabs = shown.part<QTabWidget>();
        for (int tab = 0; tab < tabs.count(); ++tab) {
            tabs.setCurrentIndex(tab);
            shown.settle();
            for (QWidget* each : tabs.currentWidget()->findChildren<QWidget*>()) {
                const bool takesInput = qobject_cast<QLineEdit*>(each) || qobject_cast<QComboBox*>(each) ||
                                        qobject_cast<QAbstractItemView*>(each) || qobject_cast<QPlainTextEdit*>(each);
                const bool isPart = qobject_cast<QAbstractSpinBox*>(each->parentWidget()) ||
                                    qobject_cast<QComboBox*>(each->parentWidget()) ||
                                    each->inherits("QComboBoxListView") || each->inherits("QHeaderView");
                if (takesInput && each->isVisible() && !isPart)
                    QVERIFY2(!each->accessibleName().isEmpty(), each->metaObject()->className());
            }
        }
    }

    void targetsShowWhoMissesThem()
    {
        Workbench bench(world().path());
        TargetsView view(bench, nullptr);
        view.show();
        view.refresh();
        QTRY_VERIFY(view.isComplete() && bench.reader().pending() == 0);
        bench.alerts().setTargetsText(R"({"version": 1, "targets": [{"id": "t", "name": "Requests succeed",
            "metric": {"report": "requests", "field": "success_rate"}, "group_by": ["gateway"],
            "objective": {"at_least": "90%"}}]})");
        QTRY_VERIFY(view.isComplete() && bench.reader().pending() == 0);
        QTest::qWait(30);
        QList<TableView*> tables;
        for (const char* name : {"Targets and who meets them", "Violations"})
            for (auto* each : view.findChildren<TableView*>())
                if (each->accessibleName() == QLatin1String(name))
                    tables << each;
        QCOMPARE(tables.at(0)->model()->rowCount(), 3);
        QVERIFY(cell(*tables.at(0), 0, "state").contains(QStringLiteral("used up")));
        QVERIFY(tables.at(1)->model()->rowCount() >= 3);
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(view.grab().save(folder + QStringLiteral("/targets.png")));
        QSignalSpy zoomed(&bench, &Workbench::zoomWanted);
        tables.at(1)->selectRow(0);
        tables.at(1)->setFocus();
        QTest::keyClick(tables.at(1), Qt::Key_Return);
        QCOMPARE(zoomed.size(), 1);
        QDir(AlertCenter::folder()).removeRecursively();
    }

    void targetsAreWrittenWithTheKeyboard()
    {
        Workbench bench(world().path());
        TargetsView view(bench, nullptr);
        view.show();
        view.activateWindow();
        view.refresh();
        QTRY_VERIFY(view.isComplete() && bench.reader().pending() == 0);
        bench.alerts().setTargetsText("{\"version\": 1, \"targets\": []}");
        QTRY_VERIFY(view.isComplete() && bench.reader().pending() == 0);
        const auto partOf = [](QWidget* dialog, const char* name) {
            for (auto* each : dialog->findChildren<QWidget*>())
                if (each->accessibleName() == QLatin1String(name))
                    return each;
            return static_cast<QWidget*>(nullptr);
        };
        QTest::keyClick(&view, Qt::Key_Insert);
        auto* dialog = view.findChild<TargetDialog*>();
        QVERIFY(dialog);
        auto* save = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
        QVERIFY(!save->isEnabled());
        QTest::keyClicks(partOf(dialog, "Id"), "fast");
        QTest::keyClicks(partOf(dialog, "Value"), "90");
        const auto* problems = qobject_cast<QLabel*>(partOf(dialog, "What is wrong with the target"));
        QVERIFY2(save->isEnabled(), qPrintable(problems->text()));
        QTest::keyClicks(partOf(dialog, "Only rows with"), "nonsense = 1");
        QVERIFY(!save->isEnabled());
        QVERIFY2(problems->text().startsWith(QStringLiteral("▲ Only rows with: ")), qPrintable(problems->text()));
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(dialog->grab().save(folder + QStringLiteral("/target_dialog.png")));
        qobject_cast<QLineEdit*>(partOf(dialog, "Only rows with"))->clear();
        QTest::mouseClick(save, Qt::LeftButton);
        QCOMPARE(targetTexts(bench.alerts().targetsText()).size(), std::size_t{1});
        const auto kept = [] {
            QFile file(AlertCenter::folder() + QStringLiteral("/targets.json"));
            return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
        };
        QTRY_COMPARE(kept(), bench.alerts().targetsText());
        for (int i = 0; i < 40; ++i)  // one writer: what was kept last stays
            bench.alerts().setTargetsText(bench.alerts().targetsText() + "\n");
        QTRY_COMPARE(kept(), bench.alerts().targetsText());
        QThreadPool::globalInstance()->waitForDone();
        QCOMPARE(kept(), bench.alerts().targetsText());
        view.activateWindow();
        QTRY_VERIFY(view.isActiveWindow());
        QTest::keyClick(&view, Qt::Key_Delete);
        auto* question = view.findChild<QMessageBox*>();
        QVERIFY(question);
        QTest::mouseClick(question->button(QMessageBox::Yes), Qt::LeftButton);
        QVERIFY(targetTexts(bench.alerts().targetsText()).empty());
        QDir(AlertCenter::folder()).removeRecursively();
    }

    /// A file that is none is its owner's to repair, and nothing of it is lost.
    void aBrokenFileOfTargetsStaysAsItIs_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("no JSON") << QByteArray("{\"version\": 1,\n \"targets\": [{\"id\": }]}") << "line 2, column 21";
        QTest::newRow("no list") << QByteArray("{\"version\": 1, \"goals\": []}") << "/targets: is missing";
        QTest::newRow("newer") << QByteArray("{\"version\": 9, \"targets\": []}") << "/version";
        QTest::newRow("too large") << QByteArray(4'000'001, ' ') << "4000001 bytes are too many";
    }
    void aBrokenFileOfTargetsStaysAsItIs()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, problem);
        const QString path = AlertCenter::folder() + QStringLiteral("/targets.json");
        QVERIFY(QDir().mkpath(AlertCenter::folder()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        Workbench bench(world().path());
        TargetsView view(bench, nullptr);
        view.resize(900, 500);
        view.show();
        view.refresh();
        QTRY_VERIFY(!bench.alerts().isBusy() && view.isComplete() && bench.reader().pending() == 0);
        const auto says = [&](const QString& words) {
            for (auto* each : view.findChildren<QLabel*>())
                if (each->isVisible() && each->text().contains(words))
                    return true;
            return false;
        };
        QTRY_VERIFY2(says(problem), qPrintable(saidBy(view)));
        QVERIFY(says(QStringLiteral("It stays as it is")));
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(view.grab().save(folder + QStringLiteral("/targets-broken.png")));
        for (auto* each : view.findChildren<QPushButton*>())
            QVERIFY2(!each->isEnabled() || !each->isVisible() || each->text().contains(QStringLiteral("gain")),
                     qPrintable(each->text()));
        view.activateWindow();
        QTest::keyClick(&view, Qt::Key_Insert);
        QTest::keyClick(&view, Qt::Key_Delete);
        QVERIFY(!view.findChild<TargetDialog*>() && !view.findChild<QMessageBox*>());
        QThreadPool::globalInstance()->waitForDone();
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
        QDir(AlertCenter::folder()).removeRecursively();
    }

    void aBrokenFileOfRulesStaysAsItIs()
    {
        const QByteArray text = "{\"version\": 1,\n \"rules\": [}";
        const QString path = AlertCenter::folder() + QStringLiteral("/rules.json");
        QVERIFY(QDir().mkpath(AlertCenter::folder()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        Workbench bench(world().path());
        QSignalSpy failed(&bench.alerts(), &AlertCenter::failed);
        AlertsPage page(bench);
        page.setSubject(QStringLiteral("rules"));
        page.show();
        QTRY_VERIFY(!bench.alerts().isBusy() && page.isComplete());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY2(failed[0][0].toString().contains(QStringLiteral("rules.json: this is not JSON: line 2, column 12")),
                 qPrintable(failed[0][0].toString()));
        bool isSaid = false;
        for (auto* each : page.findChildren<QLabel*>())
            isSaid = isSaid || (each->isVisible() && each->text().contains(QStringLiteral("It stays as it is")));
        QVERIFY(isSaid);
        bench.alerts().setRulesText(kRules);
        QCOMPARE(failed.size(), 2);
        QThreadPool::globalInstance()->waitForDone();
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
        QDir(AlertCenter::folder()).removeRecursively();
    }

    /// A metric that is no field is shown, stays as it is, and comes back when another one was tried.
    void aRatioIsATargetToo()
    {
        const std::string file =
            "{\"version\": 1, \"targets\": [{\"id\": \"r\", \"metric\": {\"report\": \"demand\", \"numerator\": "
            "\"effective_failed_sessions\", \"denominator\": \"requested_sessions\"}, \"objective\": {\"at_most\": "
            "\"5%\"}}]}";
        TargetDialog dialog(file, 0, nullptr);
        dialog.show();
        QComboBox* metric = nullptr;
        QComboBox* report = nullptr;
        for (auto* each : dialog.findChildren<QComboBox*>()) {
            if (each->accessibleName() == QLatin1String("Metric"))
                metric = each;
            if (each->accessibleName() == QLatin1String("Report"))
                report = each;
        }
        const QString ratio = QStringLiteral("effective_failed_sessions / requested_sessions (a ratio)");
        QCOMPARE(metric->currentText(), ratio);
        QVERIFY(QString::fromStdString(dialog.file()).contains(QStringLiteral("\"numerator\"")));
        QTest::keyClick(report, Qt::Key_Up);
        QVERIFY(metric->findText(ratio) < 0);
        QTest::keyClick(report, Qt::Key_Down);
        metric->setFocus();
        QTest::keyClick(metric, Qt::Key_End);
        QCOMPARE(metric->currentText(), ratio);
        QVERIFY(QString::fromStdString(dialog.file()).contains(QStringLiteral("\"numerator\"")));
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(dialog.grab().save(folder + QStringLiteral("/target-ratio.png")));
    }

    void theVerdictIsAskedForAPastHourToo()
    {
        Workbench bench(world().path());
        VerdictBar bar(bench, nullptr);
        bar.show();
        bar.refresh();
        QTRY_VERIFY(bar.isComplete());
        const QString now = bar.findChild<QLabel*>()->text();
        QVERIFY(!now.isEmpty());
        bar.setMoment(kStart + hours(30));
        QTRY_VERIFY(bar.isComplete());
        QCOMPARE(bar.findChild<QDateTimeEdit*>()->dateTime().toString(Qt::ISODate),
                 QStringLiteral("2026-04-02T06:00:00Z"));
        for (auto* each : bar.findChildren<QToolButton*>())
            QVERIFY(!each->accessibleName().isEmpty());
    }
};

QTEST_MAIN(TestAlertsPage)
#include "tst_alerts.moc"
