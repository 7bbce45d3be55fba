#include <QtTest>

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/reports/cells.h"
#include "core/reports/filter.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

struct Stream {
    std::string name;
    std::string pipeline;
    std::optional<std::string> region;
    std::optional<double> fps;
    std::optional<std::int64_t> startup_ms;
    bool playable = false;
    std::optional<bool> tested;
    Instant seen{};
    Int128 fees = 0;
    std::vector<std::string> models;
    std::int64_t size = 0;
};

std::span<const Column<Stream>> columns()
{
    static const Column<Stream> kColumns[] = {
        {key("name", FieldType::text, "", ""), member<&Stream::name>},
        {field("pipeline", FieldType::text, "", ""), member<&Stream::pipeline>},
        {field("region", FieldType::text, "", ""), member<&Stream::region>},
        {field("fps", FieldType::real, "fps", ""), member<&Stream::fps>},
        {field("startup_ms", FieldType::integer, "ms", ""), member<&Stream::startup_ms>},
        {field("playable", FieldType::boolean, "", ""), member<&Stream::playable>},
        {field("tested", FieldType::boolean, "", ""), member<&Stream::tested>},
        {timeField("seen", ""), member<&Stream::seen>},
        {field("fees", FieldType::wei, "wei", ""), member<&Stream::fees>},
        {field("models", FieldType::list, "", ""), member<&Stream::models>},
        {field("size", FieldType::integer, "bytes", ""), member<&Stream::size>},
    };
    return kColumns;
}

std::span<const Field> fields()
{
    static const std::vector<Field> kFields = fieldsOf(columns());
    return kFields;
}

const Field& fieldNamed(std::string_view name)
{
    return *std::ranges::find(fields(), name, &Field::name);
}

/// a: good; b: slow, of no known region, with much money; c: nothing known.
const ReportTable& streams()
{
    static const RowsTable<Stream> kTable(
        {{.name = "a",
          .pipeline = "live-video",
          .region = "eu",
          .fps = 24,
          .startup_ms = 1'500,
          .playable = true,
          .tested = true,
          .seen = at("10:00:00"),
          .fees = 9,
          .models = {"sdxl", "Turbo"},
          .size = 2'000'000},
         {.name = "b",
          .pipeline = "say \"x\"",
          .region = "us",
          .fps = 17.5,
          .startup_ms = 2'000,
          .playable = false,
          .tested = false,
          .seen = at("11:00:00"),
          .fees = *parseWei("20000000000000000000"),
          .models = {"llama"},
          .size = 10},
         {.name = "c", .pipeline = "", .fps = std::numeric_limits<double>::quiet_NaN(), .seen = at("12:00:00")}},
        columns());
    return kTable;
}

std::string rowsThatMeet(const Filter& filter)
{
    std::string names;
    for (std::size_t row = 0; row < streams().rowCount(); ++row)
        if (matches(filter, streams(), row))
            names += std::get<std::string>(streams().cell(row, 0));
    return names;
}

/// Each token as its kind's first letter and its text.
std::string tokenText(std::string_view text)
{
    std::string out;
    for (const FilterToken& token : tokensOf(text))
        out += fmt::format("{}{}:{}", out.empty() ? "" : " ", "foctnwp!"[static_cast<int>(token.kind)],
                           text.substr(token.offset, token.length));
    return out;
}

}  // namespace

/// The filter language, on three rows: a, b, c.
class Filters : public QObject {
    Q_OBJECT

private slots:
    void rows_data()
    {
        QTest::addColumn<QString>("met");
        const auto row = [](const char* text, const char* met) { QTest::newRow(text) << met; };
        row("", "abc");
        row("  \n", "abc");
        row("name = \"a\"", "a");
        row("name == 'a'", "a");
        row("name = a", "a");
        row("name = \"A\"", "");
        row("name != a", "bc");
        row("region != \"eu\"", "b");
        row("not region = \"eu\"", "bc");
        row("pipeline != \"live-video\"", "bc");
        row("pipeline = \"say \\\"x\\\"\"", "b");
        row("pipeline = 'say \"x\"'", "b");
        row("pipeline = \"\"", "c");
        row("fps < 18", "b");
        row("fps<18", "b");
        row("fps <= 17.5", "b");
        row("fps > 17.5", "a");
        row("fps >= 17.5", "ab");
        row("fps != 24", "b");
        row("fps > -1e3", "ab");
        row("fps < 18fps", "b");
        row("startup_ms = 1.5s", "a");
        row("startup_ms >= 2s", "b");
        row("startup_ms >= 2000ms", "b");
        row("startup_ms < 1min", "ab");
        row("size > 1MB", "a");
        row("size > 1MiB", "a");
        row("fees >= 19999999999999999999", "b");
        row("fees = 20ETH", "b");
        row("fees <= 9", "ac");
        row("fees between 1 and 1e18", "a");
        row("startup_ms between 1500 and 2000", "ab");
        row("startup_ms between 1501 and 2000 and playable", "");
        row("region in (\"eu\", \"us\")", "ab");
        row("region in (eu)", "a");
        row("region not in (eu)", "b");
        row("fps in (24, 17.5)", "ab");
        row("models in (llama, sdxl)", "ab");
        row("models = sdxl", "a");
        row("models != sdxl", "bc");
        row("models ~ tur", "a");
        row("models matches \"^l+a\"", "b");
        row("models is missing", "c");
        row("pipeline ~ \"VIDEO\"", "a");
        row("pipeline matches \"^live-\\w+$\"", "a");
        row("pipeline matches \"(?i)^LIVE\"", "a");
        row("pipeline matches \"x\\\"\"", "b");
        row("pipeline is missing", "c");
        row("region is missing", "c");
        row("fps is missing", "c");
        row("region is not missing", "ab");
        row("region IS NOT MISSING AND NOT name = a", "b");
        row("playable", "a");
        row("not playable", "bc");
        row("playable = false", "bc");
        row("tested", "a");
        row("not tested", "bc");
        row("tested = false", "b");
        row("tested is missing", "c");
        row("seen >= 2026-04-01T11:00:00Z", "bc");
        row("seen = 2026-04-01T13:00:00+01:00", "c");
        row("seen < \"2026-04-01 11:00\"", "a");
        row("seen between 2026-04-01T10:30Z and 2026-04-01T11:30Z", "b");
        row("seen > 2026-04-01", "abc");
        row("name = a or name = b and fps < 18", "ab");
        row("(name = a or name = b) and fps < 18", "b");
        row("not (name = a or name = b)", "c");
        row("not not playable", "a");
        row("not playable and not name = c", "b");
        row("pipeline = \"live-video\" and fps > 18 and region in (\"eu\",\"us\") and not tested = false", "a");
    }

    void rows()
    {
        QFETCH(QString, met);
        const std::string text = QTest::currentDataTag();
        const auto filter = parseFilter(text, fields());
        QVERIFY2(filter.has_value(), filter ? "" : filter.error().message.c_str());
        QCOMPARE(rowsThatMeet(*filter), met.toStdString());
        const auto again = parseFilter(textOf(*filter), fields());
        QVERIFY2(again.has_value(), textOf(*filter).c_str());
        QVERIFY2(*again == *filter, textOf(*filter).c_str());
        QCOMPARE(textOf(*again), textOf(*filter));
    }

    void canonicalText_data()
    {
        QTest::addColumn<QString>("canonical");
        QTest::newRow("name=a") << "name = \"a\"";
        QTest::newRow("startup_ms>=1.5s") << "startup_ms >= 1500";
        QTest::newRow("seen > 2026-04-01") << "seen > 2026-04-01T00:00:00.000Z";
        QTest::newRow("((playable)and(tested))and(fps<1)") << "playable and tested and fps < 1";
        QTest::newRow("playable and (tested or fps < 1)") << "playable and (tested or fps < 1)";
        QTest::newRow("(playable and tested) or fps < 1") << "playable and tested or fps < 1";
        QTest::newRow("NOT(playable or tested)") << "not (playable or tested)";
        QTest::newRow("fps in(1,2)") << "fps in (1, 2)";
        QTest::newRow("name matches \"a\\.b\"") << "name matches \"a\\\\.b\"";
    }

    void canonicalText()
    {
        QFETCH(QString, canonical);
        const auto filter = parseFilter(QTest::currentDataTag(), fields());
        QVERIFY(filter.has_value());
        QCOMPARE(textOf(*filter), canonical.toStdString());
    }

    void errors_data()
    {
        QTest::addColumn<int>("offset");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* text, int offset, const char* said) { QTest::newRow(text) << offset << said; };
        row("pipline = \"x\"", 0, "there is no field `pipline`; the nearest is `pipeline`");
        row("name = a and", 12, "expected a field");
        row("name = a and \"b\"", 13, "expected a field, not `\"b\"`");
        row("name", 4, "expected an operator");
        row("name a", 5, "expected an operator such as = after `name`, not `a`");
        row("name =", 6, "expected a value");
        row("name = and", 7, "needs quotes");
        row("name = null", 7, "`name is missing`");
        row("name = a b", 9, "expected `and` or `or`, not `b`");
        row("name = \"a", 7, "this quote is not closed");
        row("(name = a", 9, "expected `and`, `or` or `)`");
        row("name = a)", 8, "expected `and` or `or`, not `)`");
        row("fps < fast", 6, "fps holds numbers in fps");
        row("fps < 18km", 6, "expected a number");
        row("NAME = a", 0, "the nearest is `name`");
        row("fps < nan", 6, "expected a number");
        row("fps < 1e999", 6, "expected a number");
        row("fps ~ 1", 4, "`~` does not go with fps, which holds numbers");
        row("name < b", 5, "`<` does not go with name, which holds text");
        row("playable = yes", 11, "true or false");
        row("seen > yesterday", 7, "expected a time such as");
        row("name in a", 8, "expected `(`");
        row("name in (a", 10, "expected `,` or `)`");
        row("name in ()", 9, "expected a value, not `)`");
        row("name not matches a", 9, "expected `in`; any other condition has its `not` before `name`");
        row("name is blank", 8, "expected `missing` or `not missing`, not `blank`");
        row("fps between 1, 2", 13, "expected `and` and the upper end");
        row("name matches \"a(b\"", 15, "in the pattern: this parenthesis is not closed");
        row("name ! a", 5, "expected an operator");
        row("name = a && playable", 9, "expected `and` or `or`, not `&&`");
    }

    void errors()
    {
        QFETCH(int, offset);
        QFETCH(QString, said);
        const auto filter = parseFilter(QTest::currentDataTag(), fields());
        QVERIFY(!filter);
        QVERIFY2(filter.error().message.find(said.toStdString()) != std::string::npos, filter.error().message.c_str());
        QCOMPARE(static_cast<int>(filter.error().offset), offset);
    }

    void errorsShowTheirPlace()
    {
        const std::string text = "name = \"é\" or\tfpz < 1";
        const auto filter = parseFilter(text, fields());
        QVERIFY(!filter);
        QCOMPARE(underlined(text, filter.error()), std::string("name = \"é\" or fpz < 1\n              ^"));
        QVERIFY(errorOf(filter.error(), text).message.starts_with("column 15: there is no field `fpz`"));
        QCOMPARE(errorOf(filter.error(), text).code, Error::Code::usage);
    }

    void endlessTextsAreRefused()
    {
        QVERIFY(parseFilter(std::string(100, '(') + "playable" + std::string(100, ')'), fields()));
        QVERIFY(!parseFilter(std::string(101, '(') + "playable" + std::string(101, ')'), fields()));
        QVERIFY(!parseFilter(std::string(9'000, '('), fields()));
        std::string nots;
        for (int i = 0; i < 101; ++i)
            nots += "not ";
        QVERIFY(!parseFilter(nots + "playable", fields()));
        QVERIFY(!parseFilter("playable" + std::string(10'000, ' '), fields()));
        std::string chain = "playable";
        while (chain.size() < 9'900)
            chain += " or playable";
        const auto filter = parseFilter(chain, fields());
        QVERIFY(filter.has_value());
        QCOMPARE(textOf(*filter), chain);
    }

    void addedConditions_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("op");
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("result");
        const auto row = [](const char* text, const char* field, FilterOp op, int at, const char* result) {
            QTest::addRow("%s %s %d %d", text, field, static_cast<int>(op), at)
                << field << static_cast<int>(op) << at << result;
        };
        row("|", "name", FilterOp::equal, 0, "name = \"a\"");
        row(" |", "pipeline", FilterOp::not_equal, 1, "pipeline != \"say \\\"x\\\"\"");
        row("fps < 18|", "name", FilterOp::equal, 0, "fps < 18 and name = \"a\"");
        row("fps < 18 or playable|", "name", FilterOp::equal, 0, "(fps < 18 or playable) and name = \"a\"");
        row("(fps < 18 or playable)|", "name", FilterOp::equal, 0, "(fps < 18 or playable) and name = \"a\"");
        row("fps < 18 and name = \"a\"|", "name", FilterOp::equal, 0, "fps < 18 and name = \"a\"");
        row("name = \" or \"|", "fps", FilterOp::less, 0, "name = \" or \" and fps < 24");
        row("|", "region", FilterOp::equal, 2, "region is missing");
        row("|", "region", FilterOp::not_equal, 2, "region is not missing");
        row("|", "fps", FilterOp::equal, 2, "fps is missing");
        row("|", "fps", FilterOp::at_least, 1, "fps >= 17.5");
        row("|", "tested", FilterOp::equal, 1, "tested = false");
        row("|", "seen", FilterOp::more, 0, "seen > 2026-04-01T10:00:00.000Z");
        row("|", "fees", FilterOp::equal, 1, "fees = 20000000000000000000");
        row("|", "models", FilterOp::equal, 0, "models = \"sdxl\" and models = \"Turbo\"");
        row("|", "models", FilterOp::not_equal, 0, "not (models = \"sdxl\" and models = \"Turbo\")");
        row("|", "name", FilterOp::in, 0, "name in (\"a\")");
    }

    void addedConditions()
    {
        QFETCH(QString, field);
        QFETCH(int, op);
        QFETCH(int, row);
        QFETCH(QString, result);
        const std::string tag = QTest::currentDataTag();
        const Field& of = fieldNamed(field.toStdString());
        const auto column = static_cast<std::size_t>(&of - fields().data());
        const std::string text = withCondition(tag.substr(0, tag.find('|')), of, static_cast<FilterOp>(op),
                                               streams().cell(static_cast<std::size_t>(row), column));
        QCOMPARE(text, result.toStdString());
        QVERIFY(parseFilter(text, fields()));
    }

    /// Each cell of each row is met by the condition that includes it, and by none that excludes it.
    void everyCellCanBeApplied()
    {
        for (std::size_t row = 0; row < streams().rowCount(); ++row)
            for (std::size_t column = 0; column < fields().size(); ++column) {
                const Field& of = fields()[column];
                const Cell cell = streams().cell(row, column);
                const std::string text = withCondition("", of, FilterOp::equal, cell);
                const auto included = parseFilter(text, fields());
                QVERIFY2(included && matches(*included, streams(), row), text.c_str());
                const auto excluded = parseFilter(withCondition("", of, FilterOp::not_equal, cell), fields());
                QVERIFY2(excluded && !matches(*excluded, streams(), row), text.c_str());
            }
    }

    void tokens_data()
    {
        QTest::addColumn<QString>("tokens");
        QTest::newRow("pipeline = \"x\" and fps<18") << "f:pipeline o:= t:\"x\" c:and f:fps o:< n:18";
        QTest::newRow("a in (\"b\", c) or not d") << "f:a o:in p:( t:\"b\" p:, w:c p:) c:or c:not f:d";
        QTest::newRow("(a between 1 and 2) and b") << "p:( f:a o:between n:1 o:and n:2 p:) c:and f:b";
        QTest::newRow("a is not missing") << "f:a o:is o:not o:missing";
        QTest::newRow("a > 2026-04-01 and b = 0x12") << "f:a o:> w:2026-04-01 c:and f:b o:= w:0x12";
        QTest::newRow("a = 1.5s and b = -1e-3") << "f:a o:= n:1.5s c:and f:b o:= n:-1e-3";
        QTest::newRow("a = \"b") << "f:a o:= !:\"b";
        QTest::newRow("a b = !") << "f:a !:b o:= !:!";
        QTest::newRow("a in (b between") << "f:a o:in p:( w:b !:between";
    }

    void tokens()
    {
        QFETCH(QString, tokens);
        QCOMPARE(tokenText(QTest::currentDataTag()), tokens.toStdString());
    }

    /// The cursor is at the bar. Kind, replaced text, typed, field, words.
    void completions_data()
    {
        QTest::addColumn<QString>("offered");
        const auto row = [](const char* text, const char* offered) { QTest::newRow(text) << offered; };
        row("|", "field '' '' : name,pipeline,region,fps,startup_ms,playable,tested,seen,fees,models,size,not");
        row("p|", "field 'p' 'p' : pipeline,playable");
        row("P|x = 1", "field 'Px' 'P' : pipeline,playable");
        row("name = a and f|", "field 'f' 'f' : fps,fees");
        row("not (f|", "field 'f' 'f' : fps,fees");
        row("fps |", "op '' '' fps: =,!=,<,<=,>,>=,in,not in,between,is missing,is not missing");
        row("name m|", "op 'm' 'm' name: matches");
        row("name is |", "op '' '' name: missing,not missing");
        row("name not |", "op '' '' name: in");
        row("fps between 1 |", "op '' '' fps: and");
        row("name in |", "op '' '' name: (");
        row("name in (a|", "value 'a' 'a' name: ");
        row("name in (a |", "op '' '' name: ,,)");
        row("pipeline = |", "value '' '' pipeline: ");
        row("pipeline = \"li|", "value '\"li' 'li' pipeline: ");
        row("pipeline = \"li|ve\" and playable", "value '\"live\"' 'li' pipeline: ");
        row("pipeline = \"a b|", "value '\"a b' 'a b' pipeline: ");
        row("playable = t|", "value 't' 't' playable: true");
        row("name = a |", "connective '' '' : and,or");
        row("name = a o|", "connective 'o' 'o' : or");
        row("(name = \"a\"|", "connective '' '' : and,or,)");
        row("playable |", "op '' '' playable: =,!=,is missing,is not missing,and,or");
        row("playable a|", "op 'a' 'a' playable: and");
        row("nothing = a and |", "nothing '' '' : ");
        row("name name |", "nothing '' '' : ");
        row("\"a|", "nothing '' '' : ");
    }

    void completions()
    {
        QFETCH(QString, offered);
        std::string text = QTest::currentDataTag();
        const std::size_t cursor = text.find('|');
        text.erase(cursor, 1);
        const FilterCompletion found = completionAt(text, cursor, fields());
        const char* kinds[] = {"nothing", "field", "op", "value", "connective"};
        QCOMPARE(
            fmt::format("{} '{}' '{}' {}: {}", kinds[static_cast<int>(found.kind)],
                        text.substr(found.offset, found.length), found.typed, found.field, fmt::join(found.words, ",")),
            offered.toStdString());
    }

    /// Every start of every text that this test knows is coloured and completed without harm.
    void unfinishedTexts()
    {
        const std::string text =
            "not (fps between -1 and 2e3) or name in (\"a\\\"\", 'b') and pipeline matches \"(?i)x{2}\"";
        for (std::size_t length = 0; length <= text.size(); ++length) {
            const std::string start = text.substr(0, length);
            for (std::size_t cursor = 0; cursor <= length + 1; ++cursor) {
                const FilterCompletion found = completionAt(start, cursor, fields());
                QVERIFY(found.offset + found.length <= start.size());
            }
            for (const FilterToken& token : tokensOf(start))
                QVERIFY(token.length > 0 && token.offset + token.length <= start.size());
        }
    }

    void reportsTakeFilters()
    {
        Told told({request("10:00:00").in("a", "1").from("gw-1"), playable("10:00:03").in("a", "1"),
                   request("11:00:00").in("b", "2")});
        ReportQuery query;
        query.filter = "playable or startup_outcome = nothing";
        QCOMPARE(told.lines("sessions", {"stream_id"}, query), std::string("\"a\"\n"));
        query.where = {{"playable", Condition::Operator::equal, "false"}};
        QCOMPARE(told.rows("sessions", query).size(), 0U);
        query.where.clear();
        query.filter = "not playable";
        query.limit = 1;
        QCOMPARE(told.lines("sessions", {"stream_id"}, query), std::string("\"b\"\n"));
        query.filter = "playable and stream = x";
        const auto answer = runReport(told.cache(), "sessions", query);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Error::Code::usage);
        QCOMPARE(answer.error().message,
                 std::string("filter, column 14: there is no field `stream`; the nearest is `stream_id`"));
    }
};

QTEST_APPLESS_MAIN(Filters)
#include "tst_filter.moc"
