#include <QtTest>

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTreeWidget>

#include "tests/support/test_cache.h"
#include "ui/models/report_model.h"
#include "ui/pages/page.h"
#include "ui/pages/report_pane.h"
#include "ui/roles.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/table_view.h"

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

struct Seen {
    explicit Seen(const QString& page, const QString& subject = {}) : window(sample().path(), {})
    {
        window.resize(1400, 900);
        window.show();
        window.activateWindow();
        complete();
        window.showPage(page, subject);
        complete();
    }
    void complete() { QTRY_VERIFY_WITH_TIMEOUT(!window.isReading() && window.currentPage()->isComplete(), 20'000); }
    FilterBar& bar() { return *window.findChild<FilterBar*>(); }
    QString filter() { return window.workbench().scope().filter; }
    ReportPane& pane() { return *window.currentPage()->findChild<ReportPane*>(); }
    QString errorShown()
    {
        for (const QLabel* label : bar().findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(u'▲'))
                return label->text();
        return {};
    }
    /// Puts the table's cursor on a field of the first row that has a value there.
    QString choose(TableView& view, const char* field)
    {
        for (int row = 0; row < view.model()->rowCount(); ++row)
            for (int column = 0; column < view.model()->columnCount(); ++column) {
                const QModelIndex at = view.model()->index(row, column);
                const QString plain = at.data(kPlainTextRole).toString();
                if (at.data(kFieldRole).toString() != QLatin1String(field) || plain.isEmpty())
                    continue;
                view.setCurrentIndex(at);
                return plain;
            }
        return {};
    }

    MainWindow window;
};

qint64 sessionsWith(const char* filter)
{
    return static_cast<qint64>(runReport(sample().cache(), "sessions", {.filter = filter}).value()->rowCount());
}

}  // namespace

/// Writing a filter, and making one of what is seen.
class TestFiltering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"naap-lens-test"_s);
        QCoreApplication::setApplicationName(u"filtering-"_s + QGuiApplication::platformName());
        QSettings().clear();
        QSettings().setValue(u"begun"_s, true);
    }

    void fieldsAndValuesWithCountsAreOffered()
    {
        Seen seen(u"sessions"_s);
        seen.bar().focusEntry();
        QLineEdit& entry = seen.bar().entry();
        auto* completer = seen.bar().findChild<QCompleter*>();
        QVERIFY(completer);
        QTest::keyClicks(&entry, u"startup_outc"_s);
        QTRY_VERIFY(completer->popup()->isVisible());
        QCOMPARE(completer->popup()->model()->index(0, 0).data().toString(), u"startup_outcome"_s);
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QTRY_COMPARE(entry.text(), u"startup_outcome "_s);

        QTest::keyClicks(&entry, u"= "_s);
        const QString success = u"\"success\" – %1 session"_s.arg(sessionsWith("startup_outcome = \"success\""));
        const auto rowOf = [&](const QString& shown) {
            const QAbstractItemModel* words = completer->popup()->model();
            for (int row = 0; row < words->rowCount(); ++row)
                if (words->index(row, 0).data().toString().startsWith(shown))
                    return row;
            return -1;
        };
        QTRY_VERIFY(rowOf(success) >= 0);  // as soon as they are counted
        QTest::keyClicks(&entry, u"succ"_s);
        QTRY_COMPARE(rowOf(success), 0);
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QTRY_COMPARE(entry.text(), u"startup_outcome = \"success\" "_s);
        completer->popup()->hide();
        QTest::keyClick(&entry, Qt::Key_Return);
        QCOMPARE(seen.filter(), u"startup_outcome = \"success\""_s);
    }

    void errorIsMarkedInPlace()
    {
        Seen seen(u"sessions"_s);
        QLineEdit& entry = seen.bar().entry();
        entry.setText(u"requested and swap_cuont > 0"_s);
        QTest::keyClick(&entry, Qt::Key_Return);
        const QStringList lines = seen.errorShown().split(u'\n');
        QVERIFY2(lines.size() >= 2, qPrintable(seen.errorShown()));
        QCOMPARE(lines[0], u"requested and swap_cuont > 0"_s);
        QCOMPARE(lines[1].indexOf(u'^'), 14);                 // under the field that is none
        QVERIFY(lines.join(u' ').contains(u"swap_count"_s));  // the nearest that is one
        QCOMPARE(entry.cursorPosition(), 14);
        QVERIFY(seen.filter().isEmpty());
    }

    /// Columns that sessions lack are dimensions of their own report.
    void cellsOfOtherReportsBecomeConditions_data()
    {
        QTest::addColumn<QByteArray>("report");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("of sessions too") << QByteArray("payments") << QByteArray("session_key");
        QTest::newRow("who was paid") << QByteArray("payments") << QByteArray("recipient");
        QTest::newRow("a kind of failure") << QByteArray("failures") << QByteArray("failure_type");
        QTest::newRow("a type of event") << QByteArray("events") << QByteArray("event_type");
    }
    void cellsOfOtherReportsBecomeConditions()
    {
        QFETCH(QByteArray, report);
        QFETCH(QByteArray, field);
        Seen seen(u"reports"_s, QString::fromLatin1(report));
        const auto others = [&](bool equal, const QString& value) {
            int count = 0;
            for (int row = 0; row < seen.pane().model().rowCount(); ++row)
                count += (textOfCell(seen.pane().model().cellAt(row, QString::fromLatin1(field))) == value) == equal;
            return count;
        };
        for (const bool include : {true, false}) {
            const int all = seen.pane().model().rowCount();
            const QString value = seen.choose(seen.pane().view(), field.constData());
            QVERIFY(!value.isEmpty());
            QTest::keyClick(&seen.pane().view(), Qt::Key_X, include ? Qt::NoModifier : Qt::ShiftModifier);
            seen.complete();
            QCOMPARE(seen.filter(),
                     u"%1 %2 \"%3\""_s.arg(QString::fromLatin1(field), include ? u"="_s : u"!="_s, value));
            QCOMPARE(others(!include, value), 0);
            QVERIFY(seen.pane().model().rowCount() < all);
            // What the cell made can be entered again.
            QTest::keyClick(&seen.bar().entry(), Qt::Key_Return);
            QVERIFY2(seen.errorShown().isEmpty(), qPrintable(seen.errorShown()));
            QTest::keyClick(&seen.window, Qt::Key_Left, Qt::AltModifier);
            seen.complete();
            QCOMPARE(seen.pane().model().rowCount(), all);
        }
    }

    void membersOfEventsBecomeConditionsOnTheirPath()
    {
        Seen seen(u"events"_s);
        seen.choose(seen.pane().view(), "session_key");
        seen.complete();
        auto* tree = seen.window.currentPage()->findChild<QTreeWidget*>();
        const auto find = [&](const QString& name) {
            for (QTreeWidgetItem* item : tree->findItems(name, Qt::MatchExactly | Qt::MatchRecursive))
                if (item->parent() == tree->topLevelItem(1))
                    return item;
            return static_cast<QTreeWidgetItem*>(nullptr);
        };
        QTRY_VERIFY(find(u"stream_id"_s));
        const QString value = find(u"stream_id"_s)->text(1);
        tree->setCurrentItem(find(u"stream_id"_s));
        QTest::keyClick(tree, Qt::Key_X);
        seen.complete();
        auto* entry = [&] {
            for (auto* each : seen.window.currentPage()->findChildren<QLineEdit*>())
                if (each->accessibleName() == u"Condition on a JSON path"_s)
                    return each;
            return static_cast<QLineEdit*>(nullptr);
        }();
        QCOMPARE(entry->text(), u"data.stream_id = %1"_s.arg(value));
        auto* found = [&] {
            for (auto* each : seen.window.currentPage()->findChildren<TableView*>())
                if (each->accessibleName() == u"Events that meet the condition"_s)
                    return each;
            return static_cast<TableView*>(nullptr);
        }();
        QVERIFY(found->isVisible());
        const int with = found->model()->rowCount();
        QVERIFY(with > 0);

        // One that not all of them have, left out.
        QTRY_VERIFY(find(u"type"_s));
        const QString type = find(u"type"_s)->text(1);
        tree->setCurrentItem(find(u"type"_s));
        QTest::keyClick(tree, Qt::Key_X, Qt::ShiftModifier);
        seen.complete();
        QCOMPARE(entry->text(), u"data.stream_id = %1 and data.type != %2"_s.arg(value, type));
        QVERIFY(found->model()->rowCount() < with);
    }
};

QTEST_MAIN(TestFiltering)
#include "tst_filtering.moc"
