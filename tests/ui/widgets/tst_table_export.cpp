#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QtTest>

#include "ui/models/report_model.h"
#include "ui/roles.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

struct Payer {
    std::string name;
    std::optional<std::int64_t> sessions;
    std::string fees_wei;
    bool good = false;
};

const Column<Payer> kColumns[] = {
    {{.name = "payer", .meaning = "Its name.", .is_key = true}, [](const Payer& row) -> Cell { return row.name; }},
    {{.name = "sessions", .type = FieldType::integer, .meaning = "How many."},
     [](const Payer& row) -> Cell { return row.sessions ? Cell(*row.sessions) : Cell(); }},
    {{.name = "fees_wei", .type = FieldType::wei, .unit = "wei", .meaning = "What it paid."},
     [](const Payer& row) -> Cell { return row.fees_wei; }},
    {{.name = "good", .type = FieldType::boolean, .meaning = "Whether it is."},
     [](const Payer& row) -> Cell { return row.good; }}};

constexpr const char* kMuchWei = "123456789012345678901234567890";  // no double has it

SharedTable tableOf(std::vector<Payer> rows)
{
    return std::make_shared<const RowsTable<Payer>>(std::move(rows), kColumns);
}

struct Shown {
    Shown()
    {
        model.setTable(tableOf({{"a \"b\", c\nd", 3, kMuchWei, true}, {"blank", {}, "0", false}}));
        view.setModel(&model);
        connect();
    }
    void connect()
    {
        QObject::connect(&view, &TableView::said, &view, [this](const QString& sentence) { said << sentence; });
    }
    /// Exports, and waits until it is said how it went.
    QByteArray exported(const QString& name)
    {
        const QString file = folder.filePath(name);
        view.exportTo(file);
        if (!QTest::qWaitFor([this] { return said.size() >= 2; }))
            qFatal("nothing is said of the export");
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    ReportModel model;
    TableView view;
    QStringList said;
};

}  // namespace

class TestTableExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csvIsWhatIsShown()
    {
        Shown shown;
        shown.view.setColumnHidden(3, true);
        shown.view.horizontalHeader()->moveSection(2, 0);
        QCOMPARE(shown.exported(u"table.csv"_s), QByteArray("fees_wei,payer,sessions\r\n") + kMuchWei +
                                                     ",\"a \"\"b\"\", c\nd\",3\r\n"
                                                     "0,blank,\r\n");
        QVERIFY2(shown.said.last().startsWith(u"2 row"_s) && shown.said.last().contains(u"table.csv"_s),
                 qPrintable(shown.said.last()));
    }
    void jsonHasTypes()
    {
        Shown shown;
        const QJsonArray rows = QJsonDocument::fromJson(shown.exported(u"table.json"_s)).array();
        QCOMPARE(rows, (QJsonArray{QJsonObject{{u"payer"_s, u"a \"b\", c\nd"_s},
                                               {u"sessions"_s, 3},
                                               {u"fees_wei"_s, QString::fromLatin1(kMuchWei)},
                                               {u"good"_s, true}},
                                   QJsonObject{{u"payer"_s, u"blank"_s},
                                               {u"sessions"_s, QJsonValue::Null},
                                               {u"fees_wei"_s, u"0"_s},
                                               {u"good"_s, false}}}));
    }
    void aLineARow()
    {
        Shown shown;
        const QList<QByteArray> lines = shown.exported(u"table.ndjson"_s).trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(QJsonDocument::fromJson(lines[1]).object()[u"payer"_s].toString(), u"blank"_s);
    }
    void rowsThatComeMeanwhileAreNotInIt()
    {
        Shown shown;
        shown.view.exportTo(shown.folder.filePath(u"table.csv"_s));
        shown.model.setTable(tableOf({{"new", 1, "1", true}}));
        QVERIFY(QTest::qWaitFor([&] { return shown.said.size() >= 2; }));
        QFile in(shown.folder.filePath(u"table.csv"_s));
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QByteArray text = in.readAll();
        QVERIFY2(text.contains("blank") && !text.contains("new"), text.constData());
    }
    void tablesOfOtherModels()
    {
        QStandardItemModel model(1, 3);
        const QStringList names{u"name"_s, u"count"_s, u"nothing"_s};
        for (int column = 0; column < 3; ++column)
            model.setHeaderData(column, Qt::Horizontal, names[column], kFieldRole);
        model.setData(model.index(0, 0), u"12"_s, kSortRole);
        model.setData(model.index(0, 0), u"12"_s, kPlainTextRole);
        model.setData(model.index(0, 1), 12.5, kSortRole);
        model.setData(model.index(0, 1), u"12.5"_s, kPlainTextRole);
        Shown shown;
        shown.view.setModel(&model);
        QCOMPARE(QJsonDocument::fromJson(shown.exported(u"other.json"_s)).array(),
                 (QJsonArray{QJsonObject{{u"name"_s, u"12"_s}, {u"count"_s, 12.5}, {u"nothing"_s, QJsonValue::Null}}}));
        shown.said.clear();
        QCOMPARE(shown.exported(u"other.csv"_s), QByteArray("name,count,nothing\n12,12.5,\n"));
    }
    void whatCannotBeWrittenIsSaid()
    {
        Shown shown;
        QVERIFY(shown.exported(u"no-such-folder/table.csv"_s).isEmpty());
        QVERIFY2(shown.said.last().contains(u"table.csv could not be written: "_s), qPrintable(shown.said.last()));
        QVERIFY(!QFile::exists(shown.folder.filePath(u"no-such-folder"_s)));
    }
};

QTEST_MAIN(TestTableExport)
#include "tst_table_export.moc"
