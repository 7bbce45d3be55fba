#include <QtTest>

#include "core/reports/packed_table.h"
#include "tests/support/printing.h"

using namespace naap;

class TestPackedTable : public QObject {
    Q_OBJECT

private slots:
    void holdsWhatWasAdded()
    {
        const std::vector<Field> fields{{"name", FieldType::text, {}, {}},
                                        {"count", FieldType::integer, {}, {}},
                                        {"seen", FieldType::boolean, {}, {}},
                                        {"at", FieldType::instant, {}, {}},
                                        {"fees", FieldType::wei, {}, {}}};
        PackedTable table(fields);
        addRow(table, "a", -7, true);
        table.append(PackedTable(fields));
        PackedTable more(fields);
        for (std::size_t field = 0; field < fields.size(); ++field)
            more.addNull(field);
        addRow(more, "", INT64_MAX, false);
        table.append(std::move(more));

        QCOMPARE(table.rowCount(), std::size_t{3});
        for (std::size_t field = 0; field < fields.size(); ++field)
            QVERIFY(table.cell(1, field) == Cell());
        for (const std::size_t row : {0U, 2U}) {
            QVERIFY(table.cell(row, 0) == Cell(std::string(row == 0 ? "a" : "")));
            QVERIFY(table.cell(row, 1) == Cell(row == 0 ? std::int64_t{-7} : INT64_MAX));
            QVERIFY(table.cell(row, 2) == Cell(row == 0));
            QVERIFY(table.cell(row, 3) == Cell(instantFromMs(1'775'001'600'000)));
            QVERIFY(table.cell(row, 4) == Cell(std::string("340282366920938463463374607431768211455")));
        }
    }

    /// More than one stretch of memory holds, put together out of two tables.
    void holdsVeryManyRows()
    {
        const std::vector<Field> fields{{"name", FieldType::text, {}, {}}, {"count", FieldType::integer, {}, {}}};
        constexpr int kRows = 30'000;
        PackedTable table(fields);
        PackedTable more(fields);
        for (int row = 0; row < 2 * kRows; ++row) {
            PackedTable& half = row < kRows ? table : more;
            half.addText(0, "the name of row number " + std::to_string(row));
            half.addNumber(1, row);
        }
        table.append(std::move(more));
        QCOMPARE(table.rowCount(), std::size_t{2 * kRows});
        for (int row = 0; row < 2 * kRows; ++row) {
            const auto at = static_cast<std::size_t>(row);
            QVERIFY(table.cell(at, 0) == Cell("the name of row number " + std::to_string(row)));
            QVERIFY(table.cell(at, 1) == Cell(std::int64_t{row}));
        }
    }

private:
    static void addRow(PackedTable& table, std::string_view name, std::int64_t count, bool seen)
    {
        table.addText(0, name);
        table.addNumber(1, count);
        table.addNumber(2, seen ? 1 : 0);
        table.addNumber(3, 1'775'001'600'000);
        table.addText(4, "340282366920938463463374607431768211455");
    }
};

QTEST_GUILESS_MAIN(TestPackedTable)
#include "tst_packed_table.moc"
