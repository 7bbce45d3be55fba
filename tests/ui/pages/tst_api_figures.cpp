// Whose figures a page shows: those computed from events, or what the public API says, one in the place of the other.

#include <QtTest>

#include <QComboBox>
#include <QLabel>
#include <QStandardPaths>
#include <QTabWidget>

#include "tests/support/api_answers.h"
#include "tests/support/test_cache.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/api_figures.h"
#include "ui/pages/page.h"
#include "ui/pages/report_pane.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;
using namespace Qt::StringLiterals;

namespace {

const char* const kA = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const char* const kB = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

Json slaRow(const char* address, int requested, double score)
{
    return {{"window_start", "2026-04-01T10:00:00Z"},
            {"org", "cloudspe"},
            {"orchestrator_address", address},
            {"pipeline_id", "live-video-to-video"},
            {"model_id", "m"},
            {"gpu_id", "GPU-1"},
            {"requested_sessions", requested},
            {"startup_success_sessions", requested},
            {"effective_success_rate", requested > 0 ? 1.0 : 0.0},
            {"no_swap_rate", requested > 0 ? 1.0 : 0.0},
            {"avg_output_fps", 20.0},
            {"sla_score", score}};
}

/// What a server said about two orchestrators. B had no requests, so its zeros mean unknown.
void putAnswers(Cache& cache)
{
    answer(cache, "streaming/sla", "10:00:00", pageOf(Json::array({slaRow(kA, 3, 91.5), slaRow(kB, 0, 0)})));
    answer(cache, "dashboard/kpi", "14:00:00",
           {{"streaming",
             {{"successRate", {{"value", 97.5}, {"delta", 0.5}}}, {"orchestratorsObserved", {{"value", 2}}}}}});
    answer(cache, "dashboard/orchestrators", "14:00:00",
           Json::array({{{"address", kA}, {"serviceUri", "https://a"}, {"knownSessions", 3}, {"slaScore", 91.5}},
                        {{"address", kB}, {"serviceUri", "https://b"}, {"knownSessions", 0}}}));
    answer(cache, "streaming/orchestrators", "14:00:00",
           Json::array({{{"address", kA}, {"uri", "https://a"}, {"models", {"m"}}, {"gpu_count", 2}},
                        {{"address", kB}, {"uri", "https://b"}, {"models", {"m"}}, {"gpu_count", 1}}}));
    Json gpu = slaRow(kA, 3, 0);
    gpu.erase("sla_score");
    answer(cache, "streaming/gpu-metrics", "10:00:00", pageOf(Json::array({gpu})));
    answer(cache, "streaming/demand", "10:00:00",
           pageOf(Json::array({{{"window_start", "2026-04-01T10:00:00Z"},
                                {"gateway", "gw-1"},
                                {"pipeline_id", "live-video-to-video"},
                                {"model_id", "m"},
                                {"requested_sessions", 3}}})));
    answer(cache, "requests/ai-batch/summary", "10:00:00",
           Json::array({{{"pipeline", "text-to-image"}, {"total_jobs", 7}, {"success_rate", 0.5}}}));
    answer(cache, "dashboard/pricing", "14:00:00",
           Json::array({{{"orchAddress", kA},
                         {"orchName", "a"},
                         {"pipeline", "live-video-to-video"},
                         {"model", "m"},
                         {"priceWeiPerUnit", 1200},
                         {"pixelsPerUnit", 1},
                         {"isWarm", true}}}));
}

/// A page over a cache, shown and read.
struct Shown {
    Shown(TestCache& cache, const char* id) : bench(cache.path()), gone(&bench, &Workbench::goWanted)
    {
        for (const PageEntry& entry : allPages())
            if (QLatin1String(entry.id) == QLatin1String(id))
                page.reset(entry.make(bench));
        page->resize(1180, 700);
        page->show();
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(bench.reader().pending() == 0, 20'000); }
    ApiFigures& figures() const { return *page->findChild<ApiFigures*>(); }
    QComboBox& whose() const { return *figures().findChild<QComboBox*>(); }
    ReportPane& pane() const { return *qobject_cast<ReportPane*>(figures().findChild<QTabWidget*>()->currentWidget()); }
    QString says() const
    {
        QStringList all;
        for (const QLabel* each : figures().findChildren<QLabel*>())
            if (each->isVisible())
                all << each->text();
        return all.join(u' ');
    }
    void choose(Qt::Key key)
    {
        whose().setFocus();
        QTest::keyClick(&whose(), key);
        settle();
    }
    void picture(const QString& name) const
    {
        const QString out = qEnvironmentVariable("NAAP_PICTURES");
        if (!out.isEmpty())
            page->grab().save(out + u'/' + name + u".png"_s);
    }

    Workbench bench;
    QSignalSpy gone;
    std::unique_ptr<Page> page;
};

void addPages()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<int>("rows");  ///< of the first table
    QTest::newRow("overview") << QByteArray("overview") << 1;
    QTest::newRow("leaderboard") << QByteArray("leaderboard") << 2;
    QTest::newRow("orchestrators") << QByteArray("orchestrator") << 2;
    QTest::newRow("GPUs") << QByteArray("gpus") << 1;
    QTest::newRow("SLA") << QByteArray("sla") << 2;
    QTest::newRow("demand") << QByteArray("demand") << 1;
    QTest::newRow("jobs") << QByteArray("requests") << 1;
    QTest::newRow("pricing") << QByteArray("prices") << 1;
}

}  // namespace

class TestApiFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"naap-lens-test"_s);
        QCoreApplication::setApplicationName(u"api-figures"_s);
    }

    void withoutEventsPagesShowWhatTheApiSays_data() { addPages(); }
    void withoutEventsPagesShowWhatTheApiSays()
    {
        QFETCH(QByteArray, page);
        QFETCH(int, rows);
        TestCache cache;
        putAnswers(cache.cache());
        const Shown shown(cache, page.constData());
        QVERIFY(shown.figures().isVisible() && shown.figures().showsApi());
        QCOMPARE(shown.whose().currentText(), u"What the public API says"_s);
        QVERIFY(!shown.whose().accessibleName().isEmpty());
        QTRY_COMPARE(shown.pane().model().rowCount(), rows);
        QVERIFY2(shown.says().contains(u"own figures"_s) && shown.says().contains(u"Only events can tell: "_s),
                 qPrintable(shown.says()));
        shown.picture(u"api-figures-"_s + QString::fromLatin1(page));
    }

    void besideEventsOnesOwnComeFirst_data() { addPages(); }
    void besideEventsOnesOwnComeFirst()
    {
        QFETCH(QByteArray, page);
        QFETCH(int, rows);
        TestCache cache;
        cache.importText(fileOf({request("10:00:00").by(kA, "https://a"), closed("10:01:00")}, Form::ndjson));
        cache.resolve();
        putAnswers(cache.cache());
        Shown shown(cache, page.constData());
        QVERIFY(shown.figures().isVisible() && !shown.figures().showsApi());
        QVERIFY(!shown.pane().isVisible());
        QVERIFY2(shown.says().contains(u"kept apart"_s), qPrintable(shown.says()));
        shown.choose(Qt::Key_Down);
        QVERIFY(shown.figures().showsApi() && shown.pane().isVisible());
        QTRY_COMPARE(shown.pane().model().rowCount(), rows);
        QStringList visible;
        for (const auto* each : shown.page->findChildren<TableView*>())
            if (each->isVisible())
                visible << each->accessibleName();
        QCOMPARE(visible.size(), 1);  // never beside one another
        QVERIFY2(visible[0].contains(u"public API"_s), qPrintable(visible[0]));
        shown.choose(Qt::Key_Up);
        QVERIFY(!shown.figures().showsApi() && !shown.pane().isVisible());
    }

    void withoutFiguresOfAnApiThereIsNothingToChoose()
    {
        TestCache cache;
        cache.importText(fileOf({request("10:00:00").by(kA, "https://a"), closed("10:01:00")}, Form::ndjson));
        cache.resolve();
        const Shown shown(cache, "sla");
        QVERIFY(!shown.figures().isVisible() && !shown.figures().showsApi());
    }

    void zerosThatMeanUnknownAreNotShown()
    {
        TestCache cache;
        putAnswers(cache.cache());
        const Shown shown(cache, "sla");
        const ReportModel& model = shown.pane().model();
        QTRY_COMPARE(model.rowCount(), 2);
        for (int row = 0; row < 2; ++row) {
            const bool known = textOfCell(model.cellAt(row, u"orchestrator_address"_s)) == QLatin1String(kA);
            QCOMPARE(textOfCell(model.cellAt(row, u"sla_score"_s)), known ? u"91.5"_s : QString());
            QCOMPARE(textOfCell(model.cellAt(row, u"unknown_zeros"_s)).contains(u"sla_score"_s), !known);
        }
    }

    void aRowLeadsToItsOrchestratorAndOnlyThat()
    {
        TestCache cache;
        putAnswers(cache.cache());
        Shown shown(cache, "leaderboard");
        TableView& table = shown.pane().view();
        QTRY_COMPARE(shown.pane().model().rowCount(), 2);
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(shown.gone.size(), 1);
        QCOMPARE(shown.gone[0][0].toString(), u"orchestrator"_s);
        const QString address = shown.gone[0][1].toString();
        const Shown profile(cache, "orchestrator");
        profile.page->setSubject(address);
        QTRY_COMPARE(profile.pane().model().rowCount(), 1);
        QCOMPARE(textOfCell(profile.pane().model().cellAt(0, u"orchestrator_address"_s)), address);
    }
};

QTEST_MAIN(TestApiFigures)
#include "tst_api_figures.moc"
