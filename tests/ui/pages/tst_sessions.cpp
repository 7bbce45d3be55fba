#include <QtTest>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/support/test_cache.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/histogram.h"
#include "ui/charts/lane_chart.h"
#include "ui/models/report_model.h"
#include "ui/pages/recorder_page.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/session_view.h"
#include "ui/pages/sessions_page.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"

using namespace naap;

namespace {

/// The sample, imported once for all functions.
TestCache& sample()
{
    static TestCache cache;
    static const bool once = [] {
        cache.importFile(qEnvironmentVariable("NAAP_SOURCE_DIR").toStdString() +
                         "/resources/sample/sample-day.ndjson.zst");
        cache.resolve();
        return true;
    }();
    Q_UNUSED(once)
    return cache;
}

/// A page over the sample, shown and read.
template <class PageType>
class Shown {
public:
    explicit Shown(const QString& subject = {})
        : bench(sample().path()), page(bench), gone(&bench, &Workbench::goWanted)
    {
        page.resize(1400, 900);
        page.setSubject(subject);
        page.show();
        settle();
    }

    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(page.isComplete() && bench.reader().pending() == 0, 20'000);
        QTest::qWait(20);
    }
    template <class Part>
    Part& part() const
    {
        return *page.template findChild<Part*>();
    }
    /// A picture to look at, where somebody asks for them.
    void picture(const char* name)
    {
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(page.grab().save(folder + u'/' + QString::fromLatin1(name) + QStringLiteral(".png")));
    }

    Workbench bench;
    PageType page;
    QSignalSpy gone;
};

/// Drags over a stretch of a chart, in shares of its width.
void drag(QWidget& chart, double from, double to)
{
    const auto at = [&](double share) { return QPoint(static_cast<int>(chart.width() * share), chart.height() / 2); };
    QTest::mousePress(&chart, Qt::LeftButton, {}, at(from));
    QTest::mouseMove(&chart, at((from + to) / 2));
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, at(to));
}

QString keyAt(ReportPane& pane, int row)
{
    return textOfCell(pane.model().cellAt(row, QStringLiteral("session_key")));
}

QToolButton& button(const QWidget& page, const QString& text)
{
    for (auto* each : page.findChildren<QToolButton*>())
        if (each->text() == text)
            return *each;
    throw std::runtime_error("no such button");
}

/// The key of a session that meets the condition.
QString keyWhere(const char* field, const char* value)
{
    ReportQuery query;
    query.where.push_back({.field = field, .op = Condition::Operator::equal, .value = value});
    query.limit = 1;
    const auto table = runReport(sample().cache(), "sessions", query).value();
    return textOfCell(table->cell(0, 0));
}

}  // namespace

class Sessions : public QObject {
    Q_OBJECT

private slots:
    /// A stretch of the distribution becomes a filter, which Back undoes like any other.
    void draggingOnTheDistributionFilters()
    {
        Shown<SessionsPage> shown;
        auto& spread = shown.part<Histogram>();
        QVERIFY(spread.isVisible());
        drag(spread, 0.2, 0.5);
        QCOMPARE(shown.gone.size(), 1);
        QCOMPARE(shown.gone.back().at(0).toString(), QStringLiteral("sessions"));
        const QString filter = shown.gone.back().at(2).value<std::optional<QString>>().value_or(QString());
        const auto some = runReport(sample().cache(), "sessions", {.filter = filter.toStdString()});
        QVERIFY2(some, qPrintable(filter));
        const auto all = runReport(sample().cache(), "sessions", {}).value();
        QVERIFY((*some)->rowCount() > 0 && (*some)->rowCount() < all->rowCount());
    }

    void initTestCase()
    {
        applyTheme(themeOf(qEnvironmentVariable("NAAP_THEME", QStringLiteral("light"))));
        sample();
    }

    void listsAllSessionsTheLatestFirst()
    {
        Shown<SessionsPage> shown;
        auto& pane = shown.part<ReportPane>();
        QAbstractItemModelTester tester(&pane.model());
        const auto all = runReport(sample().cache(), "sessions", {}).value();
        QCOMPARE(pane.model().rowCount(), static_cast<int>(all->rowCount()));
        const auto& groups = shown.part<QTreeWidget>();
        QCOMPARE(groups.topLevelItem(0)->text(1), shown.bench.text().number(static_cast<double>(all->rowCount()), 0));
        shown.picture("sessions");
    }

    /// The list reads what it shows; whoever looks at one row gets all of it.
    void theInspectorHasTheWholeSession()
    {
        Shown<SessionsPage> shown;
        auto& pane = shown.part<ReportPane>();
        QVERIFY(pane.table()->fields().size() < findReport("sessions")->fields.size());
        SharedTable inspected;
        connect(&shown.bench, &Workbench::inspectWanted, &shown.page,
                [&](const QString&, const SharedTable& table, std::size_t row) {
                    QCOMPARE(row, std::size_t{0});
                    inspected = table;
                });
        QTest::keyClick(&pane.view(), Qt::Key_Down);
        QTRY_VERIFY(inspected);
        const auto field = [&](const char* name) {
            const auto found = std::ranges::find(inspected->fields(), name, &Field::name);
            return textOfCell(inspected->cell(0, static_cast<std::size_t>(found - inspected->fields().begin())));
        };
        QCOMPARE(inspected->fields().size(), findReport("sessions")->fields.size());
        QCOMPARE(field("session_key"),
                 textOfCell(pane.model().cellAt(pane.view().currentIndex().row(), QStringLiteral("session_key"))));
        QVERIFY(!field("first_event_id").isEmpty());
    }

    void worstAndTypicalAreChosenByTheMeasure()
    {
        Shown<SessionsPage> shown;
        auto& pane = shown.part<ReportPane>();
        button(shown.page, QStringLiteral("Worst 50")).click();
        shown.settle();
        QCOMPARE(pane.model().rowCount(), 50);
        const auto ms = [&](int row) {
            return numberOf(pane.model().cellAt(row, QStringLiteral("startup_latency_ms")));
        };
        QVERIFY(*ms(0) >= *ms(49));
        button(shown.page, QStringLiteral("Typical 10")).click();
        shown.settle();
        QCOMPARE(pane.model().rowCount(), 10);
        QVERIFY(*ms(9) - *ms(0) < 200);
        shown.picture("sessions-typical");
    }

    void groupsHaveParts()
    {
        Shown<SessionsPage> shown;
        for (auto* combo : shown.page.findChildren<QComboBox*>())
            if (combo->accessibleName() == QStringLiteral("Within each group, group by"))
                combo->setCurrentIndex(combo->findData(QStringLiteral("startup_outcome")));
        shown.settle();
        auto& groups = shown.part<QTreeWidget>();
        QVERIFY(groups.topLevelItem(1)->childCount() > 0);
        groups.topLevelItem(1)->setExpanded(true);
        shown.picture("sessions-groups");
        Q_EMIT groups.itemActivated(groups.topLevelItem(1), 0);
        QCOMPARE(shown.gone.size(), 1);
        QCOMPARE(shown.gone.front().at(0).toString(), QStringLiteral("sessions"));
    }

    void groupsAreOfAnyColumn()
    {
        Shown<SessionsPage> shown;
        QComboBox* by = nullptr;
        for (auto* combo : shown.page.findChildren<QComboBox*>())
            if (combo->accessibleName() == QStringLiteral("Group by"))
                by = combo;
        QVERIFY(by);
        for (const Field& field : findReport("sessions")->fields)
            if (field.type == FieldType::text || field.type == FieldType::boolean)
                QVERIFY2(
                    by->findData(QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()))) >= 0,
                    field.name.data());
        by->setCurrentIndex(by->findData(QStringLiteral("completed")));
        shown.settle();
        auto& groups = shown.part<QTreeWidget>();
        QCOMPARE(groups.topLevelItemCount(), 3);  // all, true, false
        Q_EMIT groups.itemActivated(groups.topLevelItem(1), 0);
        const auto filter = shown.gone.front().at(2).value<std::optional<QString>>();
        QVERIFY(filter);
        const auto table = runReport(sample().cache(), "sessions", {.filter = filter->toStdString()});
        QVERIFY2(table.has_value(), qPrintable(*filter));
        QCOMPARE(shown.bench.text().number(static_cast<double>((*table)->rowCount()), 0),
                 groups.topLevelItem(1)->text(1));

        groups.setCurrentItem(groups.topLevelItem(1));
        QTest::keyClick(&groups, Qt::Key_X);
        QCOMPARE(shown.gone.back().at(2).value<std::optional<QString>>(), filter);
        QTest::keyClick(&groups, Qt::Key_X, Qt::ShiftModifier);
        const auto others = shown.gone.back().at(2).value<std::optional<QString>>().value_or(QString());
        const auto rest = runReport(sample().cache(), "sessions", {.filter = others.toStdString()});
        QVERIFY2(rest.has_value(), qPrintable(others));
        QCOMPARE(shown.bench.text().number(static_cast<double>((*rest)->rowCount()), 0),
                 groups.topLevelItem(2)->text(1));
    }

    void aColumnOfWordsHasItsSpreadToo()
    {
        Shown<SessionsPage> shown;
        auto& pane = shown.part<ReportPane>();
        int column = 0;
        while (pane.model().fieldAt(column)->name != "startup_outcome")
            ++column;
        pane.view().setCurrentIndex(pane.model().index(0, column));
        shown.settle();
        auto& bars = shown.part<BarChart>();
        QVERIFY(bars.isVisible());
        QVERIFY(!shown.part<Histogram>().isVisible());
        std::map<QString, int> counted;
        for (int row = 0; row < pane.model().rowCount(); ++row)
            ++counted[textOfCell(pane.model().cellAt(row, QStringLiteral("startup_outcome")))];
        const auto data = bars.data();
        QCOMPARE(static_cast<std::size_t>(data.rows.size()), counted.size());
        for (const QStringList& row : data.rows)
            QCOMPARE(row[1].toInt(), counted.at(row[0]));
        shown.picture("sessions-words");
        bars.setFocus();
        QTest::keyClick(&bars, Qt::Key_Down);
        QTest::keyClick(&bars, Qt::Key_Return);
        QCOMPARE(shown.gone.size(), 1);
    }

    void enterOpensAndVCompares()
    {
        Shown<SessionsPage> shown;
        auto& pane = shown.part<ReportPane>();
        TableView& view = pane.view();
        view.setFocus();
        view.setCurrentIndex(pane.model().index(1, 0));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(shown.gone.size(), 1);
        QCOMPARE(shown.gone.back().at(1).toString(), keyAt(pane, 1));
        QTest::keyClick(&view, Qt::Key_V);
        QCOMPARE(shown.gone.size(), 1);  // one row is nothing to compare
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&view, Qt::Key_V);
        QCOMPARE(shown.gone.size(), 2);
        QCOMPARE(RecorderPage::keysOf(shown.gone.back().at(1).toString()).size(), 2);
    }

    void subjectIsOneKeyOrTwo()
    {
        QCOMPARE(RecorderPage::keysOf({}), QStringList());
        QCOMPARE(RecorderPage::keysOf(QStringLiteral("o|s|r")), QStringList{QStringLiteral("o|s|r")});
        QCOMPARE(RecorderPage::keysOf(QStringLiteral("o|s|r|o|t|q")),
                 (QStringList{QStringLiteral("o|s|r"), QStringLiteral("o|t|q")}));
    }

    void recorderWithoutSessionOffersTheLatest()
    {
        Shown<RecorderPage> shown;
        auto& pane = shown.part<ReportPane>();
        QCOMPARE(pane.model().rowCount(), 200);
        Q_EMIT pane.rowOpened(0);
        QCOMPARE(shown.gone.back().at(1).toString(), keyAt(pane, 0));
        shown.picture("recorder-choice");
    }

    void recorderShowsOneSession()
    {
        Shown<RecorderPage> shown(keyWhere("swap_count", "1"));
        const SessionRecording* recording = shown.part<SessionView>().recording();
        QVERIFY(recording);
        auto& view = *shown.part<SessionView>().findChild<TableView*>();
        QVERIFY(view.model()->rowCount() > 10);
        QVERIFY(shown.part<QTextBrowser>().toPlainText().contains(QStringLiteral("attribution_status")));
        view.setCurrentIndex(view.model()->index(3, 0));
        QVERIFY(shown.part<SessionView>().findChild<QTreeWidget*>()->topLevelItemCount() > 0);
        shown.picture("recorder");
    }

    void aSessionIsCopiedAsMarkdown()
    {
        const QString key = keyWhere("swap_count", "1");
        Shown<RecorderPage> shown(key);
        QToolButton* button = nullptr;
        for (auto* each : shown.page.findChildren<QToolButton*>())
            if (each->accessibleName() == QStringLiteral("Copy the session as Markdown"))
                button = each;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        const QString copied = QApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(QStringLiteral("# Session ") + key + u'\n'), qPrintable(copied));
        QVERIFY(copied.contains(QStringLiteral("## Startup, step by step\n\n| Step | ms |\n| --- | ---: |\n| ")));
        QVERIFY(copied.contains(QStringLiteral("attribution_status")));
        QVERIFY(!copied.contains(QStringLiteral("<b>")));
        // A line for each event beneath the two of the head.
        const QString events = copied.section(QStringLiteral("## Events\n\n"), 1);
        const auto rows = shown.part<SessionView>().findChild<TableView*>()->model()->rowCount();
        QCOMPARE(events.trimmed().count(u'\n') + 1, rows + 2);
    }

    void recorderSaysWhyAStartIsExcused()
    {
        Shown<RecorderPage> shown(keyWhere("excusal_reason", "excusable_error"));
        QVERIFY(shown.part<QTextBrowser>().toPlainText().contains(QStringLiteral("Excused.")));
        shown.picture("recorder-excused");
    }

    void recorderComparesTwo()
    {
        Shown<RecorderPage> shown(keyWhere("swap_count", "1") + u'|' + keyWhere("selection_outcome", "no_orch"));
        QCOMPARE(shown.page.findChildren<SessionView*>().size(), 2);
        bool differs = false;
        for (auto* tree : shown.page.findChildren<QTreeWidget*>())
            differs = differs || (tree->accessibleName().startsWith(QStringLiteral("Fields in which")) &&
                                  tree->topLevelItemCount() > 3);
        QVERIFY(differs);
        shown.picture("recorder-two");
    }

    void unknownSessionIsSaidSo()
    {
        Shown<RecorderPage> shown(QStringLiteral("o|s|r"));
        QVERIFY(!shown.part<SessionView>().recording());
        QVERIFY(std::ranges::any_of(shown.page.findChildren<QLabel*>(), [](const QLabel* label) {
            return label->text().contains(QStringLiteral("no session with this key"));
        }));
    }
};

QTEST_MAIN(Sessions)
#include "tst_sessions.moc"
