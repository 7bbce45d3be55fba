#include <QtTest>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include "tests/support/test_cache.h"
#include "ui/charts/xy_chart.h"
#include "ui/models/report_model.h"
#include "ui/pages/leaderboard_page.h"
#include "ui/pages/overview_page.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tile.h"

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

/// A page over a cache, shown and read.
template <class PageType>
struct Shown {
    explicit Shown(TestCache& cache = sample()) : bench(cache.path()), page(bench), gone(&bench, &Workbench::goWanted)
    {
        page.resize(1180, 900);
        page.show();
        settle();
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(page.isComplete() && bench.reader().pending() == 0, 20'000);
        QTest::qWait(20);
    }
    template <class Part>
    Part& named(const char* name) const
    {
        for (auto* each : page.template findChildren<Part*>())
            if (each->accessibleName() == QLatin1String(name))
                return *each;
        throw std::runtime_error(name);
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

int columnOf(const TableView& view, const char* header)
{
    for (int i = 0; i < view.model()->columnCount(); ++i)
        if (view.model()->headerData(i, Qt::Horizontal, Qt::AccessibleTextRole).toString() == QLatin1String(header))
            return i;
    return -1;
}

QString cellText(const TableView& view, int row, const char* header)
{
    return view.model()->index(row, columnOf(view, header)).data().toString();
}

bool saysSomewhere(const QWidget& page, const QString& part)
{
    const auto labels = page.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(part); });
}

}  // namespace

class BoardPages : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        applyTheme(themeOf(qEnvironmentVariable("NAAP_THEME", QStringLiteral("light"))));
        sample();
    }

    void ranksWithBands()
    {
        Shown<LeaderboardPage> shown;
        auto& view = shown.named<TableView>("Ranking");
        QAbstractItemModelTester tester(view.model());
        QVERIFY(view.model()->rowCount() > 3);
        QCOMPARE(cellText(view, 0, "Rank"), QStringLiteral("1"));
        QCOMPARE(cellText(view, 0, "Band"), QStringLiteral("1"));
        QVERIFY(saysSomewhere(shown.page, QStringLiteral("shown, 0 filtered out")));
        shown.picture("leaderboard");
        shown.named<QComboBox>("Columns").setCurrentIndex(2);
        shown.picture("leaderboard-reliability");
    }

    void enterOpensTheOrchestratorAndItsSessions()
    {
        Shown<LeaderboardPage> shown;
        auto& view = shown.named<TableView>("Ranking");
        view.setFocus();
        view.setCurrentIndex(view.model()->index(1, columnOf(view, "Rank")));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(shown.gone.back().at(0).toString(), QStringLiteral("orchestrator"));
        const QString address = shown.gone.back().at(1).toString();
        view.setCurrentIndex(view.model()->index(1, columnOf(view, "Sessions")));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(shown.gone.back().at(0).toString(), QStringLiteral("sessions"));
        QCOMPARE(shown.gone.back().at(2).value<std::optional<QString>>().value_or(QString()),
                 QStringLiteral("orchestrator_address = \"%1\" and status_sample_count > 0").arg(address));
    }

    void tooFewSessionsAreListedApart()
    {
        Shown<LeaderboardPage> shown;
        shown.named<QSpinBox>("Fewest sessions to be ranked").setValue(30);
        shown.settle();
        auto& few = shown.named<TableView>("Not enough data to rank");
        QVERIFY(few.isVisible());
        QVERIFY(few.model()->rowCount() > 0);
        QCOMPARE(columnOf(few, "Rank"), -1);
        shown.picture("leaderboard-few");
    }

    void ownWeightsChangeTheScores()
    {
        Shown<LeaderboardPage> shown;
        auto& view = shown.named<TableView>("Ranking");
        auto& weight = shown.named<QSpinBox>("Weight of Output FPS");
        QVERIFY(!weight.isEnabled());
        const QString before = cellText(view, 0, "Leaderboard score");
        shown.named<QComboBox>("Which weights make the score").setCurrentIndex(1);
        shown.settle();
        QCOMPARE(cellText(view, 0, "Leaderboard score"), before);  // the same to begin with
        for (const char* other : {"Weight of No degradation", "Weight of Volume", "Weight of Discovery"})
            shown.named<QSpinBox>(other).setValue(0);
        shown.settle();
        QCOMPARE(cellText(view, 0, "Leaderboard score"), QStringLiteral("100"));
    }

    void selectionStaysWithItsRow()
    {
        Shown<LeaderboardPage> shown;
        auto& view = shown.named<TableView>("Ranking");
        view.selectRow(2);
        const QString name = cellText(view, 2, "Orchestrator address");
        Q_EMIT view.sortWanted(QStringLiteral("sessions"), true);
        QCOMPARE(cellText(view, view.currentRow(), "Orchestrator address"), name);
        Q_EMIT shown.page.findChild<XyChart*>()->pointClicked(0, 1);
        QCOMPARE(view.currentRow(), 1);
    }

    void otherGroupings()
    {
        Shown<LeaderboardPage> shown;
        for (const int grouping : {1, 2}) {
            shown.named<QComboBox>("What is ranked").setCurrentIndex(grouping);
            shown.settle();
            QVERIFY(shown.named<TableView>("Ranking").model()->rowCount() > 0);
        }
        shown.picture("leaderboard-models");
    }

    void overviewHasTiles()
    {
        Shown<OverviewPage> shown;
        shown.picture("overview");
        auto* unserved = shown.page.findChildren<Tile*>().back();
        QTest::keyClick(unserved, Qt::Key_Return);
        QCOMPARE(shown.gone.back().at(2).value<std::optional<QString>>().value_or(QString()),
                 QStringLiteral("requested and selection_outcome = \"no_orch\""));
    }

    /// At the end of the sample nobody streams any more; in the middle of it some do.
    void overviewListsWhatRuns()
    {
        Shown<OverviewPage> shown;
        QCOMPARE(shown.named<TableView>("Latest sessions").model()->rowCount(), 200);
        QVERIFY(saysSomewhere(shown.page, QStringLiteral("none is running at")));

        const Instant newest = *liveMoment(sample().cache(), {});
        Scope scope;
        Overview then;
        for (int hours = 1; hours < 12 && then.figures.streams_at_end == 0; ++hours) {
            scope.to = newest - std::chrono::hours(hours);
            scope.from = *scope.to - std::chrono::hours(2);
            then = overview(sample().cache(), {.from = scope.from, .to = scope.to}).value();
        }
        QVERIFY(then.figures.streams_at_end > 0);
        shown.bench.setScope(scope);
        shown.settle();
        QCOMPARE(shown.named<TableView>("Live sessions").model()->rowCount(), int(then.figures.streams_at_end));
        QVERIFY(saysSomewhere(shown.page, QStringLiteral("running at")));
        shown.picture("overview-live");

        QTest::keyClick(shown.page.findChildren<Tile*>().at(5), Qt::Key_Return);  // the network's streams
        const QString filter = shown.gone.back().at(2).value<std::optional<QString>>().value_or(QString());
        const auto behind = runReport(sample().cache(), "sessions", {.filter = filter.toStdString()}).value();
        QCOMPARE(behind->rowCount(), std::size_t(then.figures.streams_at_end));
    }

    /// Each tile has a change, also when nobody asked to compare, or says why it has none.
    void tilesSayTheirChangeOrWhyNot()
    {
        Shown<OverviewPage> shown;
        const auto tilesSay = [&](const QString& words) {
            for (Tile* tile : shown.page.findChildren<Tile*>())
                if (tile->isVisible() && !tile->accessibleDescription().contains(words))
                    return false;
            return true;
        };
        QVERIFY(tilesSay(QStringLiteral("Choose a range")));
        Scope scope;
        scope.to = *liveMoment(sample().cache(), {});
        scope.from = *scope.to - std::chrono::hours(6);
        shown.bench.setScope(scope);
        shown.settle();
        QVERIFY(tilesSay(QStringLiteral(" before")));
        QVERIFY(!tilesSay(QStringLiteral("no comparison")));
        scope.from = *scope.to - std::chrono::hours(23);
        shown.bench.setScope(scope);
        shown.settle();
        QVERIFY(tilesSay(QStringLiteral("does not reach back so far")));
    }

    void overviewComparesAndShowsMine()
    {
        Shown<OverviewPage> shown;
        const auto all = runReport(sample().cache(), "leaderboard", {}).value();
        const auto newest = runReport(sample().cache(), "sessions", {.sort = SortBy{"last_seen", true}, .limit = 1});
        const Cell last = (*newest)->cell(0, static_cast<std::size_t>(fieldIndex(**newest, "last_seen")));
        Scope scope;
        scope.to = std::get<Instant>(last);
        scope.from = *scope.to - std::chrono::hours(6);
        shown.bench.setScope(scope);
        shown.bench.setMine(
            QStringLiteral("orchestrator:") +
                textOfCell(all->cell(0, static_cast<std::size_t>(fieldIndex(*all, "orchestrator_address")))),
            true);
        shown.settle();
        QVERIFY(saysSomewhere(shown.page, QStringLiteral("Mine, against")));
        QVERIFY(saysSomewhere(shown.page, QStringLiteral("the 6 h before")));
        shown.picture("overview-mine");
    }

    void anEmptyCacheOffersTheSample()
    {
        TestCache empty;
        Shown<OverviewPage> shown(empty);
        QSignalSpy wanted(&shown.bench, &Workbench::sampleWanted);
        for (auto* button : shown.page.findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QStringLiteral("Open the sample"))
                button->click();
        QCOMPARE(wanted.size(), 1);
        shown.picture("overview-empty");
    }
};

QTEST_MAIN(BoardPages)
#include "tst_board.moc"
