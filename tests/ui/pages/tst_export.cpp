#include <QtTest>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTimer>

#include "tests/support/test_cache.h"
#include "ui/models/report_model.h"
#include "ui/pages/report_pane.h"
#include "ui/roles.h"
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

/// RFC 4180, read by the book and by nobody's writer.
QVector<QStringList> readCsv(const QString& text)
{
    QVector<QStringList> rows{{}};
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == u'"' && text.mid(i + 1, 1) == u"\""_s)
            cell += text[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (!quoted && text.mid(i, 2) == u"\r\n"_s)
            continue;  // the line ends with the next
        else if (!quoted && (c == u',' || c == u'\n')) {
            rows.back() << std::exchange(cell, QString());
            if (c == u'\n')
                rows << QStringList();
        } else
            cell += c;
    }
    rows.removeLast();  // what follows the last line break
    return rows;
}

/// A pane over a report of the sample, read.
struct Shown {
    explicit Shown(const QString& report, const QStringList& columns = {})
        : bench(sample().path()), pane(bench, report, report, columns)
    {
        pane.resize(1000, 500);
        pane.QWidget::show();
        pane.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(pane.isComplete() && bench.reader().pending() == 0, 20'000);
    }

    /// What the table shows has to be what was read: names above, then each cell as files write it.
    void compare(const QVector<QStringList>& rows)
    {
        const ReportModel& model = pane.model();
        QVector<int> columns;
        for (int visual = 0; visual < model.columnCount(); ++visual)
            if (const int column = pane.view().horizontalHeader()->logicalIndex(visual);
                !pane.view().isColumnHidden(column))
                columns << column;
        QCOMPARE(rows.size(), model.rowCount() + 1);
        for (qsizetype row = 0; row < rows.size(); ++row) {
            QCOMPARE(rows[row].size(), columns.size());
            for (qsizetype i = 0; i < columns.size(); ++i) {
                const Field& field = *model.fieldAt(columns[i]);
                const QString name = QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
                if (row == 0) {
                    QCOMPARE(rows[row][i], name);
                    continue;
                }
                const Cell cell = model.cellAt(static_cast<int>(row) - 1, name);
                if (const auto* real = std::get_if<double>(&cell))
                    QCOMPARE(rows[row][i].toDouble(), *real);  // to the bit, not as it is rounded on the screen
                else if (const auto* time = std::get_if<Instant>(&cell))
                    QCOMPARE(QDateTime::fromString(rows[row][i], Qt::ISODateWithMs).toMSecsSinceEpoch(), toMs(*time));
                else if (const auto* whole = std::get_if<std::int64_t>(&cell))
                    QCOMPARE(rows[row][i].toLongLong(), *whole);
                else
                    QCOMPARE(rows[row][i], textOfCell(cell));
            }
        }
    }

    Workbench bench;
    ReportPane pane;
};

/// Answers the dialog that asks for a file.
void answerDialog(const QString& file)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, file] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        timer->deleteLater();
        dialog->selectFile(file);
        dialog->findChild<QLineEdit*>(u"fileNameEdit"_s)->setText(file);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    timer->start(10);
}

}  // namespace

/// What is exported is what is shown: read back, cell by cell.
class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }

    void aFileHoldsWhatIsShown_data()
    {
        QTest::addColumn<QString>("report");
        for (const char* report : {"sessions", "sla", "offers", "payments"})
            QTest::newRow(report) << QString::fromLatin1(report);
    }
    void aFileHoldsWhatIsShown()
    {
        QFETCH(QString, report);
        Shown shown(report);
        QVERIFY(shown.pane.model().rowCount() > 5);
        shown.pane.view().setColumnHidden(1, true);
        shown.pane.view().horizontalHeader()->moveSection(2, 0);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"table.csv"_s);
        answerDialog(path);
        QTest::keyClick(&shown.pane.view(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(QFile::exists(path));  // whole when it is there
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QVector<QStringList> rows = readCsv(QString::fromUtf8(file.readAll()));
        shown.compare(rows);
    }

    void rowsAreCopiedAsTsv()
    {
        Shown shown(u"sessions"_s, {u"session_key"_s, u"started_at"_s, u"startup_latency_ms"_s, u"gpu_id"_s});
        shown.pane.view().selectAll();
        QTest::keyClick(&shown.pane.view(), Qt::Key_C, Qt::ControlModifier);
        QVector<QStringList> rows;
        for (const QString& line : QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts))
            rows << line.split(u'\t');
        shown.compare(rows);

        shown.pane.view().clearSelection();  // the keys pressed before would make selectRow() one of many
        shown.pane.view().setCurrentIndex(shown.pane.model().index(3, 0));
        shown.pane.view().selectionModel()->select(shown.pane.model().index(3, 0),
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QTest::keyClick(&shown.pane.view(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[1].split(u'\t').front(), textOfCell(shown.pane.model().cellAt(3, u"session_key"_s)));
    }

    /// Commas, quotes and line breaks within a cell stay within it.
    void awkwardTextsComeBack()
    {
        const QString awkward = u"a, \"b\"\nc"_s;
        QCOMPARE(readCsv(u"\"a, \"\"b\"\"\nc\",x\n"_s), (QVector<QStringList>{{awkward, u"x"_s}}));
    }
};

QTEST_MAIN(TestExport)
#include "tst_export.moc"
