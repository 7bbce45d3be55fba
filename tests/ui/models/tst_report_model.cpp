#include <QAbstractItemModelTester>
#include <QtTest>

#include "ui/models/report_model.h"

using namespace naap;
using namespace Qt::StringLiterals;

namespace {

struct Gateway {
    std::string name;
    std::int64_t sessions = 0;
};

const Column<Gateway> kColumns[] = {
    {{.name = "gateway", .type = FieldType::text, .unit = "", .meaning = "Its name.", .is_key = true},
     [](const Gateway& row) -> Cell { return row.name; }},
    {{.name = "sessions", .type = FieldType::integer, .unit = "", .meaning = "How many."},
     [](const Gateway& row) -> Cell { return row.sessions; }}};

SharedTable tableOf(std::vector<Gateway> rows)
{
    return std::make_shared<const RowsTable<Gateway>>(std::move(rows), kColumns);
}

}  // namespace

class TestReportModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newValuesOfTheSameRowsAreSaidCellByCell()
    {
        ReportModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTable(tableOf({{"gw-1", 3}, {"gw-2", 5}}));
        QSignalSpy values(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy rows(&model, &QAbstractItemModel::layoutChanged);
        model.setTable(tableOf({{"gw-1", 3}, {"gw-2", 5}}));
        QCOMPARE(values.size(), 0);  // nothing is painted for it
        model.setTable(tableOf({{"gw-1", 3}, {"gw-2", 6}}));
        QCOMPARE(values.size(), 2);  // both cells of the second row
        for (const auto& each : values) {
            QCOMPARE(each[0].toModelIndex().row(), 1);
            QCOMPARE(each[0], each[1]);  // a view paints itself whole for a range
        }
        QCOMPARE(rows.size(), 0);
        QCOMPARE(model.index(1, 1).data().toString(), u"6"_s);
    }
    void rowsThatMoveAreFollowed()
    {
        ReportModel model;
        model.setTable(tableOf({{"gw-1", 3}, {"gw-2", 5}}));
        const QPersistentModelIndex second = model.index(1, 0);
        QSignalSpy rows(&model, &QAbstractItemModel::layoutChanged);
        model.setTable(tableOf({{"gw-2", 5}, {"gw-1", 3}}));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(second.row(), 0);
        model.setTable(tableOf({{"gw-0", 1}, {"gw-2", 5}, {"gw-1", 3}}));
        QCOMPARE(rows.size(), 2);
        QCOMPARE(second.row(), 1);
        QCOMPARE(second.data().toString(), u"gw-2"_s);
    }
    void manyNewValuesAreSaidAtOnce()
    {
        std::vector<Gateway> gateways;
        for (int i = 0; i < 50; ++i)
            gateways.push_back({"gw-" + std::to_string(i), i});
        ReportModel model;
        model.setTable(tableOf(gateways));
        for (Gateway& each : gateways)
            ++each.sessions;
        QSignalSpy values(&model, &QAbstractItemModel::dataChanged);
        model.setTable(tableOf(gateways));
        QCOMPARE(values.size(), 1);
        QCOMPARE(model.index(49, 1).data().toString(), u"50"_s);
    }
};

QTEST_MAIN(TestReportModel)
#include "tst_report_model.moc"
