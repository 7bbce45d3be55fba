#include <QtTest>

#include <cmath>
#include <limits>

#include "core/reports/cells.h"
#include "core/reports/format.h"
#include "tests/support/printing.h"

using namespace naap;

namespace {

struct Reading {
    std::optional<std::string> name;
    std::int64_t count = 0;
    std::optional<double> value;
    std::vector<std::string> tags;
};

const std::vector<Column<Reading>> kColumns{
    {{"name", FieldType::text, "", "", true}, member<&Reading::name>},
    {{"count", FieldType::integer, "", ""}, member<&Reading::count>},
    {{"value", FieldType::real, "ms", ""}, member<&Reading::value>},
    {{"ok", FieldType::boolean, "", ""}, [](const Reading& r) -> Cell { return r.count > 0; }},
    {{"at", FieldType::instant, "", ""}, [](const Reading&) -> Cell { return instantFromMs(1'767'909'115'610); }},
    {{"day", FieldType::date, "", ""}, [](const Reading&) -> Cell { return Date{instantFromMs(1'767'830'400'000)}; }},
    {{"tags", FieldType::list, "", ""}, member<&Reading::tags>},
};

const std::vector<Reading> kReadings{
    {"a,\"b\"\n", 3, 1.5, {"x", "y\""}}, {"", 0, std::nullopt, {}}, {std::nullopt, -1, 85.0, {}}};

std::string written(const std::vector<Reading>& rows, const FormatOptions& options)
{
    std::string text;
    writeReport(RowsTable<Reading>(rows, kColumns), options, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    return text;
}

std::string numberText(double value)
{
    std::string text;
    appendNumber(text, value);
    return text;
}

std::string jsonText(std::string_view value)
{
    std::string text;
    appendJsonText(text, value);
    return text;
}

}  // namespace

class Formats : public QObject {
    Q_OBJECT

private slots:
    void ndjson()
    {
        const std::string rest = "\"at\":\"2026-01-08T21:51:55.610Z\",\"day\":\"2026-01-08\",\"tags\":";
        QCOMPARE(written(kReadings, {.format = Format::ndjson}),
                 "{\"name\":\"a,\\\"b\\\"\\n\",\"count\":3,\"value\":1.5,\"ok\":true," + rest + "[\"x\",\"y\\\"\"]}\n" +
                     "{\"name\":\"\",\"count\":0,\"value\":null,\"ok\":false," + rest + "[]}\n" +
                     "{\"name\":null,\"count\":-1,\"value\":85,\"ok\":false," + rest + "[]}\n");
    }

    void jsonIsOneArray()
    {
        QCOMPARE(written({}, {.format = Format::json}), std::string("[]\n"));
        const std::string text = written(kReadings, {.format = Format::json});
        QVERIFY(text.starts_with("[\n{\"name\""));
        QVERIFY(text.ends_with("}\n]\n"));
        QCOMPARE(std::ranges::count(text, '\n'), 5);
    }

    void csvTellsNullFromBlank()
    {
        QCOMPARE(
            written(kReadings, {.format = Format::csv}),
            std::string(
                "name,count,value,ok,at,day,tags\r\n"
                "\"a,\"\"b\"\"\n\",3,1.5,true,2026-01-08T21:51:55.610Z,2026-01-08,\"[\"\"x\"\",\"\"y\\\"\"\"\"]\"\r\n"
                "\"\",0,,false,2026-01-08T21:51:55.610Z,2026-01-08,[]\r\n"
                ",-1,85,false,2026-01-08T21:51:55.610Z,2026-01-08,[]\r\n"));
    }

    void tableAlignsAndShowsUnits()
    {
        QCOMPARE(written({{"stream-1", 12, 1234.5678, {"x", "y"}}, {std::nullopt, 3, std::nullopt, {}}},
                         {.format = Format::table}),
                 std::string("name      count     value  ok    at                        day         tags\n"
                             "                       ms\n"
                             "────────  ─────  ────────  ────  ────────────────────────  ──────────  ────\n"
                             "stream-1     12  1234.568  true  2026-01-08T21:51:55.610Z  2026-01-08  x, y\n"
                             "–             3         –  true  2026-01-08T21:51:55.610Z  2026-01-08\n"));
    }

    void narrowTablesShortenLongNamesAndThenFallIntoStrips()
    {
        const std::vector<Reading> rows{{"0xd00354656922168815fcd1e51cbddb9e359e3c7f", 1, 1.0, {}}};
        const std::string shortened = written(rows, {.format = Format::table, .width = 80});
        QVERIFY2(shortened.find("0xd0") != std::string::npos && shortened.find("…") != std::string::npos,
                 shortened.c_str());
        QVERIFY(shortened.find("3c7f") != std::string::npos);
        for (const QString& line : QString::fromStdString(shortened).split('\n'))
            QVERIFY(line.size() <= 80);
        const std::string strips = written(rows, {.format = Format::table, .width = 40});
        QVERIFY(strips.starts_with("#  name"));
        QVERIFY(strips.find("\n\n#  ") != std::string::npos);
        for (const QString& line : QString::fromStdString(strips).split('\n'))
            QVERIFY2(line.size() <= 40, qPrintable(line));
    }

    void colourMarksHeadersAndNulls()
    {
        const std::string text = written({{std::nullopt, 1, 1.0, {}}}, {.format = Format::table, .colour = true});
        QVERIFY(text.find("\x1b[1mname\x1b[0m") != std::string::npos);
        QVERIFY(text.find("\x1b[2m–\x1b[0m") != std::string::npos);
    }

    void controlCharactersStayOutOfTables()
    {
        const std::string text = written({{"a\x1b[31mb\nc", 1, 1.0, {"q\x07"}}}, {.format = Format::table});
        QVERIFY(text.find('\x1b') == std::string::npos);
        QVERIFY(text.find('\x07') == std::string::npos);
        QCOMPARE(std::ranges::count(text, '\n'), 4);
    }

    void numbers_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << 85.0 << "85";
        QTest::newRow("whole and large") << 300000.0 << "300000";
        QTest::newRow("beyond what is exact") << 1e22 << "1e+22";
        QTest::newRow("zero has no sign") << -0.0 << "0";
        QTest::newRow("negative") << -2.5 << "-2.5";
        QTest::newRow("shortest that reads back") << 15.999951534393748 << "15.999951534393748";
        QTest::newRow("a tenth") << 0.1 << "0.1";
        QTest::newRow("small") << 1e-9 << "1e-09";
        QTest::newRow("no number") << std::nan("") << "null";
        QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << "null";
    }

    void numbers()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(numberText(value)), text);
    }

    void jsonTexts()
    {
        QCOMPARE(jsonText("tab\t quote\" back\\ bell\x07 é €"),
                 std::string("\"tab\\t quote\\\" back\\\\ bell\\u0007 é €\""));
        QCOMPARE(jsonText("bad\xff end\xc3"), std::string("\"bad\xEF\xBF\xBD end\xEF\xBF\xBD\""));
        QCOMPARE(jsonText("\xed\xa0\x80"), std::string("\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""));
    }

    void aReaderThatGoesAwayStopsTheWriting()
    {
        const std::vector<Reading> many(20'000, kReadings.front());
        int pieces = 0;
        const bool done = writeReport(RowsTable<Reading>(many, kColumns), {.format = Format::ndjson},
                                      [&](std::string_view) { return ++pieces < 2; });
        QVERIFY(!done);
        QCOMPARE(pieces, 2);
    }

    void formatNames()
    {
        QVERIFY(formatOf("csv") == Format::csv);
        QVERIFY(!formatOf("xml"));
    }
};

QTEST_APPLESS_MAIN(Formats)
#include "tst_format.moc"
