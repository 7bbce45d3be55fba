#include <QtTest>

#include "ui/models/value_text.h"

using namespace naap;

class TestValueText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreWritten_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("value");
        const auto add = [&](const char* name, FieldType type, Cell cell, const QString& expected) {
            m_cells.push_back(std::move(cell));
            QTest::newRow(name) << static_cast<int>(type) << expected << static_cast<int>(m_cells.size() - 1);
        };
        m_cells.clear();
        add("null is a dash", FieldType::real, {}, QStringLiteral("–"));
        add("zero is zero", FieldType::integer, std::int64_t{0}, QStringLiteral("0"));
        add("thousands", FieldType::integer, std::int64_t{1234567}, QStringLiteral("1,234,567"));
        add("two decimals", FieldType::real, 19.8472, QStringLiteral("19.85"));
        add("small", FieldType::real, 0.00423, QStringLiteral("0.0042"));
        add("whole real", FieldType::real, 20.0, QStringLiteral("20"));
        add("address", FieldType::text, std::string("0x1234567890123456789012345678901234567890"),
            QStringLiteral("0x123456…567890"));
        add("ETH", FieldType::wei, std::string("1500000000000000000"), QStringLiteral("1.500000 ETH"));
        add("gwei", FieldType::wei, std::string("2500000000"), QStringLiteral("2.500 gwei"));
        add("time", FieldType::instant, instantFromMs(1'767'909'115'610), QStringLiteral("2026-01-08 21:51:55"));
    }
    void valuesAreWritten()
    {
        QFETCH(int, type);
        QFETCH(int, value);
        QFETCH(QString, expected);
        const ValueText text{.locale = QLocale(QLocale::English, QLocale::UnitedStates)};
        QCOMPARE(text.cell(m_cells[static_cast<std::size_t>(value)], {.type = static_cast<FieldType>(type)}), expected);
    }

    void headersAreWords_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<bool>("wei");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("lines");
        QTest::newRow("plain") << QByteArray("rank") << QByteArray() << false << "Rank"
                               << "Rank";
        QTest::newRow("abbreviations") << QByteArray("gpu_id") << QByteArray() << false << "GPU ID"
                                       << "GPU ID";
        QTest::newRow("unit once") << QByteArray("startup_latency_ms") << QByteArray("ms") << false
                                   << "Startup latency (ms)"
                                   << "Startup\nlatency (ms)";
        QTest::newRow("unit that is a word")
            << QByteArray("avg_output_fps") << QByteArray("fps") << false << "Avg output (fps)"
            << "Avg output\n(fps)";
        QTest::newRow("unit alone") << QByteArray("ms") << QByteArray("ms") << false << "Ms (ms)"
                                    << "Ms (ms)";
        QTest::newRow("wei") << QByteArray("expected_fees_wei") << QByteArray("wei") << true << "Expected fees"
                             << "Expected\nfees";
        QTest::newRow("long") << QByteArray("sla_score_weighted_mean") << QByteArray("points") << false
                              << "SLA score weighted mean (points)"
                              << "SLA score weighted\nmean (points)";
    }
    void headersAreWords()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, unit);
        QFETCH(bool, wei);
        const Field named{.name = {field.data(), static_cast<std::size_t>(field.size())},
                          .type = wei ? FieldType::wei : FieldType::real,
                          .unit = {unit.data(), static_cast<std::size_t>(unit.size())}};
        QTEST(headerOf(named), "header");
        QTEST(headerLinesOf(named), "lines");
    }

private:
    std::vector<Cell> m_cells;
};

QTEST_MAIN(TestValueText)
#include "tst_value_text.moc"
