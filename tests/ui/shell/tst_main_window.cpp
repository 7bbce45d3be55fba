#include <QtTest>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeWidget>

#include "ui/models/report_model.h"
#include "ui/pages/page.h"
#include "ui/pages/report_pane.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/main_window.h"
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

    ReportPane& pane() const { return *window->currentPage()->findChild<ReportPane*>(); }

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
        QCoreApplication::setApplicationName(QStringLiteral("main-window"));
        QSettings().clear();
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
        while (view.model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole) != QStringLiteral("Startup outcome"))
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
