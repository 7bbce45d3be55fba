#include <QtTest>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

#include "tests/support/test_cache.h"
#include "ui/charts/bar_chart.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/report_pane.h"
#include "ui/widgets/table_view.h"

using namespace naap;

namespace {

/// The sample day, imported once for all tests.
TestCache& sampleCache()
{
    static const std::unique_ptr<TestCache> kCache = [] {
        auto cache = std::make_unique<TestCache>();
        cache->importFile(qEnvironmentVariable("NAAP_SOURCE_DIR").toStdString() +
                          "/resources/sample/sample-day.ndjson.zst");
        cache->resolve();
        return cache;
    }();
    return *kCache;
}

/// A page on its own, over the sample.
struct Seen {
    explicit Seen(Page* (*make)(Workbench&), const QString& subject = {})
        : workbench(sampleCache().path()), page(make(workbench))
    {
        QObject::connect(&workbench, &Workbench::goWanted, [this](const QString& to, const QString& about) {
            went_to = to;
            went_about = about;
        });
        page->setSubject(subject);
        page->resize(1180, 760);
        page->show();
        settle();
    }

    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(page->isComplete() && workbench.reader().pending() == 0, 30'000);
        QCoreApplication::processEvents();
    }

    /// A picture for people to look at, where NAAP_SHOTS names a folder.
    void shoot(const QString& name)
    {
        if (const QString folder = qEnvironmentVariable("NAAP_SHOTS"); !folder.isEmpty())
            page->grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }

    template <class T>
    T* part(const QString& accessible_name = {}) const
    {
        for (T* each : page->findChildren<T*>())
            if (accessible_name.isEmpty() || each->accessibleName() == accessible_name)
                return each;
        return nullptr;
    }

    QPushButton* button(const QString& text) const
    {
        for (QPushButton* each : page->findChildren<QPushButton*>())
            if (each->text().remove(QLatin1Char('&')) == text)
                return each;
        return nullptr;
    }

    Workbench workbench;
    std::unique_ptr<Page> page;
    QString went_to;
    QString went_about;
};

}  // namespace

class TestReceiptsEventsHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoreIsTakenApart()
    {
        Seen seen(makeSlaPage);
        auto* tree = seen.part<QTreeWidget>(QStringLiteral("Arithmetic of the score"));
        QVERIFY(tree);
        QCOMPARE(tree->topLevelItemCount(), 1);
        QCOMPARE(tree->topLevelItem(0)->childCount(), 3);
        QVERIFY(!seen.part<BarChart>()->data().rows.isEmpty());
        seen.shoot(QStringLiteral("sla"));
        QTest::mouseClick(seen.button(QStringLiteral("Copy as Markdown")), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("### SLA score")));
    }

    void countsOfAReceiptLeadToTheirSessions()
    {
        Seen seen(makeSlaPage);
        QString filter;
        QObject::connect(&seen.workbench, &Workbench::goWanted,
                         [&](const QString&, const QString&, const std::optional<QString>& wanted) {
                             filter = wanted.value_or(QString());
                         });
        auto* tree = seen.part<QTreeWidget>(QStringLiteral("Arithmetic of the score"));
        QTreeWidgetItem* startup = tree->topLevelItem(0)->child(1)->child(0);
        QCOMPARE(startup->text(0), QStringLiteral("Startup success"));
        tree->setCurrentItem(startup);
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(seen.went_to, QStringLiteral("sessions"));
        const auto table = runReport(sampleCache().cache(), "sessions", {.filter = filter.toStdString()});
        QVERIFY2(table.has_value(), qPrintable(filter));
        // "3 of 4 requested sessions played": the one that did not, or all four where all did.
        const auto numbers = QRegularExpression(QStringLiteral("^(\\d+) of (\\d+) ")).match(startup->text(5));
        const int played = numbers.captured(1).toInt();
        const int of = numbers.captured(2).toInt();
        QVERIFY(of > 0);
        QCOMPARE(static_cast<int>((*table)->rowCount()), played < of ? of - played : of);
    }

    void whatIfChangesTheScoreAndGoesBack()
    {
        Seen seen(makeSlaPage);
        auto* tree = seen.part<QTreeWidget>(QStringLiteral("Arithmetic of the score"));
        const QString before = tree->topLevelItem(0)->text(1);
        auto* tabs = seen.part<QTabWidget>();
        tabs->setCurrentIndex(3);
        QVERIFY(tree->isColumnHidden(2));
        auto* quality = seen.part<QDoubleSpinBox>(QStringLiteral("Weight of Quality"));
        quality->setValue(1);
        QVERIFY(tree->topLevelItem(0)->text(1) != before);
        QCOMPARE(tree->topLevelItem(0)->text(2), before);
        QVERIFY(!tree->isColumnHidden(2));
        seen.shoot(QStringLiteral("sla-what-if"));
        QTest::mouseClick(seen.button(QStringLiteral("As upstream")), Qt::LeftButton);
        QCOMPARE(tree->topLevelItem(0)->text(1), before);
        tabs->setCurrentIndex(2);
        seen.shoot(QStringLiteral("sla-cohort"));
    }

    void sessionBehindAScoreOpensTheRecorder()
    {
        Seen seen(makeSlaPage);
        seen.part<QTabWidget>()->setCurrentIndex(1);
        auto* sessions = seen.part<TableView>(QStringLiteral("Sessions behind the score"));
        QAbstractItemModelTester tester(sessions->model());
        QVERIFY(sessions->model()->rowCount() > 0);
        sessions->selectRow(0);
        QTest::keyClick(sessions, Qt::Key_Return);
        QCOMPARE(seen.went_to, QStringLiteral("recorder"));
        QVERIFY(seen.went_about.contains(QLatin1Char('|')));
        seen.shoot(QStringLiteral("sla-sessions"));
    }

    void eventIsDecodedWithMeanings()
    {
        Seen seen(makeEventsPage);
        auto* tree = seen.part<QTreeWidget>(QStringLiteral("Fields of the event, with their meanings"));
        QCOMPARE(tree->topLevelItemCount(), 2);
        QVERIFY(tree->topLevelItem(1)->childCount() > 2);
        const QString json = seen.part<QPlainTextEdit>(QStringLiteral("JSON of the event"))->toPlainText();
        QVERIFY(json.startsWith(QLatin1Char('{')) || json.startsWith(QLatin1Char('[')));
        seen.shoot(QStringLiteral("events"));
    }

    void whoReadsAnEventKeepsHisPlaceWhileTheListGrows()
    {
        Seen seen(makeEventsPage);
        auto* tree = seen.part<QTreeWidget>(QStringLiteral("Fields of the event, with their meanings"));
        auto* pane = seen.page->findChild<ReportPane*>();
        QVERIFY(tree->topLevelItem(1)->isExpanded());
        tree->topLevelItem(1)->setExpanded(false);
        QSignalSpy loaded(pane, &ReportPane::loaded);
        Q_EMIT seen.workbench.cacheChanged();
        seen.settle();
        QVERIFY(!loaded.isEmpty());
        QVERIFY(!tree->topLevelItem(1)->isExpanded());
        pane->view().setCurrentIndex(pane->model().index(1, 0));
        seen.settle();
        QVERIFY(tree->topLevelItem(1)->isExpanded());  // another event, as it opens
    }

    void pathConditionFindsEvents()
    {
        Seen seen(makeEventsPage);
        auto* entry = seen.part<QLineEdit>(QStringLiteral("Condition on a JSON path"));
        entry->setFocus();
        QTest::keyClicks(entry, QStringLiteral("data.inference_status.fps < 10 and data.state = ONLINE"));
        QTest::keyClick(entry, Qt::Key_Return);
        seen.settle();
        auto* found = seen.part<TableView>(QStringLiteral("Events that meet the condition"));
        QVERIFY(found->isVisible());
        QVERIFY(found->model()->rowCount() > 0);
        QVERIFY(found->model()->rowCount() < 2847);
        seen.settle();
        seen.shoot(QStringLiteral("events-search"));
        entry->clear();
        seen.settle();
        QVERIFY(!found->isVisible());
    }

    void wrongConditionIsMarked()
    {
        Seen seen(makeEventsPage);
        auto* entry = seen.part<QLineEdit>(QStringLiteral("Condition on a JSON path"));
        entry->setText(QStringLiteral("data.state ="));
        QTest::keyClick(entry, Qt::Key_Return);
        bool told = false;
        for (const QLabel* label : seen.page->findChildren<QLabel*>())
            told = told || (label->isVisible() && label->text().contains(QStringLiteral("expected a value")));
        QVERIFY(told);
    }

    void sessionIsFollowed()
    {
        const QString key = QString::fromStdString(sampleCache().sessions().front().session_key);
        Seen seen(makeEventsPage, key);
        auto* pane = seen.part<ReportPane>();
        QVERIFY(pane->model().rowCount() > 3);
        for (int row = 0; row < pane->model().rowCount(); ++row)
            QCOMPARE(textOfCell(pane->model().cellAt(row, QStringLiteral("session_key"))), key);
        QTest::mouseClick(seen.button(QStringLiteral("All events")), Qt::LeftButton);
        QCOMPARE(seen.went_to, QStringLiteral("events"));
        QVERIFY(seen.went_about.isEmpty());
        seen.shoot(QStringLiteral("events-session"));
    }

    void tabsOfDataHealth_data()
    {
        QTest::addColumn<QString>("part");
        for (const char* tab : {"accounting", "coverage", "fields", "gaps", "counts", "cache"})
            QTest::newRow(tab) << QString::fromLatin1(tab);
    }
    void tabsOfDataHealth()
    {
        QFETCH(QString, part);
        Seen seen(makeHealthPage, part);
        QCOMPARE(seen.page->subject(), part);
        if (part == QStringLiteral("accounting")) {
            auto* decisions = seen.part<QTreeWidget>(QStringLiteral("Decisions of attribution by reason"));
            QVERIFY(decisions->topLevelItemCount() > 2);
            decisions->setCurrentItem(decisions->topLevelItem(0));
            seen.settle();
        }
        if (part == QStringLiteral("counts")) {
            const QList<ReportPane*> panes = seen.page->findChildren<ReportPane*>();
            const auto pairs = std::ranges::find_if(panes, [](const ReportPane* pane) {
                return pane->view().accessibleName() == QStringLiteral("Two counts that should agree");
            });
            QVERIFY(pairs != panes.end());
            QCOMPARE((*pairs)->model().rowCount(),
                     48);  // linked against stated payments: face and expected value, 24 hours
            QVERIFY(textOfCell((*pairs)->model().cellAt(0, QStringLiteral("b_is")))
                        .startsWith(QStringLiteral("all payments")));
        }
        seen.shoot(QStringLiteral("health-") + part);
    }

    void ignoredRecordsHaveExamples()
    {
        Seen seen(makeHealthPage, QStringLiteral("accounting"));
        auto* view = seen.part<TableView>(QStringLiteral("Records by what became of them"));
        const auto* model = qobject_cast<ReportModel*>(view->model());
        int row = 0;
        while (row < model->rowCount() &&
               textOfCell(model->cellAt(row, QStringLiteral("class"))) != QStringLiteral("ignored"))
            ++row;
        QVERIFY(row < model->rowCount());
        view->selectRow(row);
        seen.settle();
        QStringList texts;
        for (const QLabel* label : seen.page->findChildren<QLabel*>())
            if (label->isVisibleTo(seen.page.get()))
                texts << label->text();
        QVERIFY2(texts.join(u'\n').contains(QRegularExpression(QStringLiteral("sample-day.ndjson.zst, line \\d+"))),
                 qPrintable(texts.join(u'\n')));
    }

    void checksumIsComputedOnDemand()
    {
        Seen seen(makeHealthPage, QStringLiteral("cache"));
        QTest::mouseClick(seen.button(QStringLiteral("Compute the facts' checksum")), Qt::LeftButton);
        seen.settle();
        QCOMPARE(seen.part<QLabel>(QStringLiteral("Checksum of the facts"))->text().size(), 32);
        QTest::mouseClick(seen.button(QStringLiteral("Check the file")), Qt::LeftButton);
        seen.settle();
        QVERIFY(seen.part<QLabel>(QStringLiteral("State of the file"))->text().startsWith(QChar(0x25CF)));
    }
};

QTEST_MAIN(TestReceiptsEventsHealth)
#include "tst_receipts_events_health.moc"
