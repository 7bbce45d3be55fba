#include <QtTest>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include "core/reports/orchestrator_profile.h"
#include "tests/support/test_cache.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/histogram.h"
#include "ui/charts/lane_chart.h"
#include "ui/charts/time_chart.h"
#include "ui/pages/gpus_page.h"
#include "ui/pages/orchestrator_page.h"
#include "ui/pages/report_pane.h"
#include "ui/roles.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tile.h"

using namespace naap;
using namespace Qt::StringLiterals;

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
    QTabWidget& tabs() const { return *page.template findChild<QTabWidget*>(); }
    void showTab(int index)
    {
        tabs().setCurrentIndex(index);
        settle();
    }
    /// A picture to look at, where somebody asks for them.
    void picture(const QString& name)
    {
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(page.grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }
    QString goneTo(int argument) { return gone.isEmpty() ? QString() : gone.takeLast().at(argument).toString(); }

    Workbench bench;
    PageType page;
    QSignalSpy gone;
};

/// The value of a field in the first row of a report that meets the condition.
QString firstOf(const char* report, const char* field, const char* sortedBy)
{
    ReportQuery query;
    query.where.push_back({.field = field, .op = Condition::Operator::not_equal, .value = "null"});
    query.sort = SortBy{sortedBy, true};
    query.limit = 1;
    const auto table = runReport(sample().cache(), report, query).value();
    return textOfCell(table->cell(0, static_cast<std::size_t>(fieldIndex(*table, field))));
}

template <class Part>
Part* named(const QWidget& page, const char* name)
{
    for (auto* each : page.findChildren<Part*>())
        if (each->accessibleName() == QLatin1String(name))
            return each;
    throw std::runtime_error(name);
}

/// Drags over a stretch of a chart, in shares of its width.
void drag(QWidget& chart, double from, double to)
{
    const auto at = [&](double share) { return QPoint(static_cast<int>(chart.width() * share), chart.height() / 2); };
    QTest::mousePress(&chart, Qt::LeftButton, {}, at(from));
    QTest::mouseMove(&chart, at((from + to) / 2));
    QTest::mouseMove(&chart, at(to));
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, at(to));
}

QString busiest()
{
    return firstOf("orchestrators", "orchestrator_address", "known_sessions_count");
}

}  // namespace

class OrchestratorAndGpuPages : public QObject {
    Q_OBJECT

private slots:
    void withoutASubjectThereIsAListToChooseFrom()
    {
        Shown<OrchestratorPage> shown;
        shown.picture(QStringLiteral("orch-list"));
        auto* list = shown.page.findChild<ReportPane*>();
        QVERIFY(list->model().rowCount() > 5);
        const QString address = textOfCell(list->model().cellAt(0, QStringLiteral("orchestrator_address")));
        list->view().selectRow(0);
        QTest::keyClick(&list->view(), Qt::Key_Return);
        QCOMPARE(shown.goneTo(1), address);
        QCOMPARE(address, busiest());
    }

    /// Dragging shows a stretch of values alone; Backspace undoes one zoom after the other, then it is the window's.
    void histogramsOfQualityZoom()
    {
        Shown<OrchestratorPage> shown(busiest());
        shown.page.show();
        for (int tab = 0; tab < shown.tabs().count(); ++tab)
            if (shown.tabs().widget(tab)->findChild<Histogram*>())
                shown.showTab(tab);
        auto* measure = named<QComboBox>(shown.page, "Measure of quality");
        for (int at = 0; at < measure->count(); ++at) {
            measure->setCurrentIndex(at);
            shown.settle();
            auto* own = shown.page.findChild<Histogram*>();
            const QString all = own->accessibleDescription();
            QVERIFY2(own->data().rows.size() > 2, qPrintable(measure->currentText()));
            drag(*own, 0.01, 0.6);  // with the least value, without the largest
            const QString zoomed = own->accessibleDescription();
            QVERIFY(zoomed != all);
            drag(*own, 0.01, 0.6);
            QTest::keyClick(own, Qt::Key_Backspace);
            QCOMPARE(own->accessibleDescription(), zoomed);
            QTest::keyClick(own, Qt::Key_Escape);
            QCOMPARE(own->accessibleDescription(), all);
            shown.picture(u"quality-"_s + measure->currentData().toString());
        }
    }

    void swapsLeadToTheirSessions()
    {
        const auto selections = runReport(sample().cache(), "selections", {}).value();
        QString address;
        SwapPartner with;
        const auto all = runReport(sample().cache(), "orchestrators", {}).value();
        for (std::size_t row = 0; row < all->rowCount() && with.handed_over == 0; ++row) {
            const Cell cell = all->cell(row, static_cast<std::size_t>(fieldIndex(*all, "orchestrator_address")));
            const auto partners = swapPartners(*selections, textOf(cell));
            if (!partners.empty() && !partners.front().partner.empty()) {
                with = partners.front();
                address = textOfCell(cell);
            }
        }
        QVERIFY(with.handed_over > 0);
        Shown<OrchestratorPage> shown(address);
        for (int tab = 0; tab < shown.tabs().count(); ++tab)
            for (auto* view : shown.tabs().widget(tab)->findChildren<TableView*>())
                if (view->accessibleName() == u"Orchestrators with which sessions were exchanged"_s)
                    shown.showTab(tab);
        auto* view = named<TableView>(shown.page, "Orchestrators with which sessions were exchanged");
        const auto sessionsAt = [&](const QString& field, Qt::KeyboardModifiers modifiers) {
            for (int column = 0; column < view->model()->columnCount(); ++column)
                if (view->model()->index(0, column).data(kFieldRole).toString() == field)
                    view->setCurrentIndex(view->model()->index(0, column));
            QTest::keyClick(view, Qt::Key_Return, modifiers);
            const auto filter = shown.gone.isEmpty()
                                    ? QString()
                                    : shown.gone.takeLast().at(2).value<std::optional<QString>>().value_or(QString());
            return filter.isEmpty()
                       ? std::size_t{0}
                       : (*runReport(sample().cache(), "sessions", {.filter = filter.toStdString()}))->rowCount();
        };
        QCOMPARE(sessionsAt(u"handed_over"_s, Qt::NoModifier), with.handed_keys.size());
        QCOMPARE(sessionsAt(u"handed_over"_s, Qt::ShiftModifier), with.handed_keys.size());
        std::set<std::string> both(with.handed_keys.begin(), with.handed_keys.end());
        both.insert(with.taken_keys.begin(), with.taken_keys.end());
        QCOMPARE(sessionsAt(u"orchestrator_address"_s, Qt::ShiftModifier), both.size());
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(shown.goneTo(1), QString::fromStdString(with.partner));  // the name itself leads to its page
    }

    void everyTabShowsSomething()
    {
        Shown<OrchestratorPage> shown(busiest());
        QCOMPARE(shown.tabs().count(), 7);
        for (int tab = 0; tab < shown.tabs().count(); ++tab) {
            shown.showTab(tab);
            shown.picture(QStringLiteral("orch-%1").arg(shown.tabs().currentWidget()->objectName()));
        }
        for (const auto* chart : shown.page.findChildren<TimeChart*>())
            QVERIFY2(!chart->data().rows.isEmpty(), qPrintable(chart->title()));
    }

    void theFunnelOpensItsSessions()
    {
        Shown<OrchestratorPage> shown(busiest());
        shown.page.showTab(QStringLiteral("reliability"));
        shown.settle();
        auto* funnel = shown.page.findChild<BarChart*>();
        QCOMPARE(funnel->data().rows.size(), 5);
        Q_EMIT funnel->barOpened(3);
        const QString filter = shown.gone.last().at(2).value<std::optional<QString>>().value_or(QString());
        QCOMPARE(shown.goneTo(0), QStringLiteral("sessions"));
        ReportQuery query;
        query.filter = filter.toStdString();
        const auto sessions = runReport(sample().cache(), "sessions", query);
        QVERIFY(sessions);
        QCOMPARE(QString::number((*sessions)->rowCount()),
                 funnel->data().rows.at(3).at(1).section(QLatin1Char(' '), 0, 0));
    }

    void aSessionOpensItsRecorderAndTheListIsOneClickAway()
    {
        Shown<OrchestratorPage> shown(busiest().toUpper().replace(QStringLiteral("0X"), QStringLiteral("0x")));
        QCOMPARE(shown.page.subject(), busiest());
        shown.page.showTab(QStringLiteral("sessions"));
        shown.settle();
        auto& view = shown.tabs().currentWidget()->findChild<ReportPane*>()->view();
        view.selectRow(0);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(shown.gone.last().at(0).toString(), QStringLiteral("recorder"));
        QVERIFY(!shown.goneTo(1).isEmpty());
        for (auto* button : shown.page.findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("&Back to list"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(shown.goneTo(0), QStringLiteral("orchestrator"));
    }

    void theMarkIsKept()
    {
        Shown<OrchestratorPage> shown(busiest());
        const QString entity = QStringLiteral("orchestrator:") + busiest();
        for (auto* button : shown.page.findChildren<QToolButton*>())
            if (button->isCheckable())
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(shown.bench.isMine(entity));
        shown.bench.setMine(entity, false);
    }

    void anUnknownAddressIsSaidToHaveNothing()
    {
        Shown<OrchestratorPage> shown(QStringLiteral("0xdead"));
        for (int tab = 0; tab < shown.tabs().count(); ++tab)
            shown.showTab(tab);
        shown.showTab(0);
        shown.picture(QStringLiteral("orch-unknown"));
        for (const auto* tile : shown.page.findChildren<Tile*>())
            QVERIFY(!tile->accessibleName().isEmpty());
    }

    void gpusAreListedMappedAndCompared()
    {
        Shown<GpusPage> shown;
        const QStringList names{QStringLiteral("ids"), QStringLiteral("hours"), QStringLiteral("heat"),
                                QStringLiteral("types")};
        QCOMPARE(shown.tabs().count(), 4);
        for (int tab = 0; tab < shown.tabs().count(); ++tab) {
            shown.showTab(tab);
            shown.picture(QStringLiteral("gpus-%1").arg(names.at(tab)));
        }
        auto* map = shown.page.findChild<HeatMap*>();
        QVERIFY(!map->data().rows.isEmpty());
        shown.showTab(2);
        for (auto* combo : shown.tabs().currentWidget()->findChildren<QComboBox*>())
            for (int measure = 0; measure < combo->count(); ++measure) {
                combo->setCurrentIndex(measure);
                QVERIFY(!map->data().rows.isEmpty());
            }
        Q_EMIT map->cellOpened(0, 3);
        ReportQuery query;
        query.filter = shown.gone.last().at(2).value<std::optional<QString>>().value_or(QString()).toStdString();
        QVERIFY(!query.filter.empty());
        QVERIFY(runReport(sample().cache(), "sessions", query));
    }

    void theBannerTellsBothFigures()
    {
        Shown<GpusPage> shown;
        bool found = false;
        for (const auto* label : shown.page.findChildren<QLabel*>())
            found = found || label->text().contains(QStringLiteral("distinct ids seen in the range"));
        QVERIFY(found);
    }

    void oneGpuHasLanesOfItsOwn()
    {
        Shown<GpusPage> shown(firstOf("gpu-metrics", "gpu_id", "known_sessions_count"));
        shown.picture(QStringLiteral("gpu-one"));
        auto* lanes = shown.page.findChild<LaneChart*>();
        QVERIFY(!lanes->data().rows.isEmpty());
        Q_EMIT lanes->opened(0);
        QCOMPARE(shown.goneTo(0), QStringLiteral("recorder"));
    }

    void aFilterThatDoesNotFitIsSaidNotToApply()
    {
        Shown<GpusPage> shown;
        Scope scope = shown.bench.scope();
        scope.filter = QStringLiteral("gateway = \"nobody\"");
        shown.bench.setScope(scope);
        shown.showTab(2);
        shown.settle();
        QVERIFY(!shown.page.findChild<HeatMap*>()->data().rows.isEmpty());
        bool said = false;
        for (const auto* label : shown.tabs().currentWidget()->findChildren<QLabel*>())
            said = said || label->text().contains(QStringLiteral("not applied here"));
        QVERIFY(said);
    }
};

QTEST_MAIN(OrchestratorAndGpuPages)
#include "tst_orchestrator.moc"
