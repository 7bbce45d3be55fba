#include <QtTest>

#include <string>
#include <vector>

#include "tests/core/feed/feed_reading.h"

using namespace naap;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

class LineRecordsTest : public QObject {
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void positions();
    void positionsBehindBlankLinesAndMark();
    void anyBlockGivesTheSame_data();
    void anyBlockGivesTheSame();
    void limitIsInclusive_data();
    void limitIsInclusive();
    void standardLimitIs16MiB();
    void batchesAreBounded();
};

void LineRecordsTest::records_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<Texts>("expected");
    const QByteArray mark("\xef\xbb\xbf");

    QTest::newRow("two lines") << QByteArray("{\"a\":1}\n{\"b\":2}\n") << Texts{R"({"a":1})", R"({"b":2})"};
    QTest::newRow("last line without newline") << QByteArray("{}\n{\"b\":2}") << Texts{"{}", R"({"b":2})"};
    QTest::newRow("CRLF") << QByteArray("{}\r\n{ }\r\n") << Texts{"{}", "{ }"};
    QTest::newRow("CR behind the last line") << QByteArray("{}\r\n{ }\r") << Texts{"{}", "{ }"};
    QTest::newRow("byte order mark") << QByteArray(mark + "{}\n{ }\n") << Texts{"{}", "{ }"};
    QTest::newRow("blank lines") << QByteArray("\n \n\r\n{}\n\n\t\n{ }\n\n  ") << Texts{"{}", "{ }"};
    QTest::newRow("indented") << QByteArray("  {}\t\n\t{ } \n") << Texts{"{}", "{ }"};
    QTest::newRow("one line") << QByteArray("{}") << Texts{"{}"};
    QTest::newRow("broken first line") << QByteArray("{\"a\":\n{}\n") << Texts{R"({"a":)", "{}"};
    QTest::newRow("first line cut off in a string") << QByteArray("{\"a\n{}\n{}\n") << Texts{"{\"a", "{}", "{}"};
    QTest::newRow("first line cut off behind a comma")
        << QByteArray("{\"a\":1,\n{}\n{}\n") << Texts{"{\"a\":1,", "{}", "{}"};
    QTest::newRow("broken later lines are records too")
        << QByteArray("{}\nnonsense\n[1]\n{\n") << Texts{"{}", "nonsense", "[1]", "{"};
    QTest::newRow("NUL in a later line") << QByteArray("{}\n{\0}\n", 7) << Texts{"{}", std::string("{\0}", 3)};
    QTest::newRow("snapshot among events") << QByteArray("{\"capabilities_names\":{},\"orchestrators\":[]}\n{}\n")
                                           << Texts{R"({"capabilities_names":{},"orchestrators":[]})", "{}"};
}

void LineRecordsTest::records()
{
    QFETCH(QByteArray, file);
    QFETCH(Texts, expected);
    const Reading reading = readBytes(file.toStdString());
    QVERIFY2(!reading.error, reading.error ? reading.error->message.c_str() : "");
    QCOMPARE(outline(reading), expected);
    QCOMPARE(reading.format, std::string("NDJSON"));
}

void LineRecordsTest::positions()
{
    const Reading reading = readBytes("{}\r\n\r\n {\"a\":1}\n{ }");
    const std::vector<Kept> expected = {{"{}", 1, 1, 0, 2}, {R"({"a":1})", 2, 3, 7, 7}, {"{ }", 3, 4, 15, 3}};
    QVERIFY(reading.records == expected);
}

void LineRecordsTest::positionsBehindBlankLinesAndMark()
{
    const Reading reading = readBytes("\xef\xbb\xbf\n\r\n  {}\n{ }\n");
    const std::vector<Kept> expected = {{"{}", 1, 3, 8, 2}, {"{ }", 2, 4, 11, 3}};
    QVERIFY(reading.records == expected);
}

void LineRecordsTest::anyBlockGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("limit");
    const QByteArray file(
        "\xef\xbb\xbf\r\n{\"a\":\"\\\"\"}\r\n\n   \r\n{\"long\":\"0123456789\"}\r\n\r{}\r\n{\"b\":[1,{}]}");
    for (int limit = 1; limit < 30; ++limit)
        QTest::addRow("limit %d", limit) << file << limit;
}

void LineRecordsTest::anyBlockGivesTheSame()
{
    QFETCH(QByteArray, file);
    QFETCH(int, limit);
    FeedOptions options;
    options.max_record = static_cast<std::size_t>(limit);
    const Reading whole = readBytes(file.toStdString(), options);
    QCOMPARE(whole.records.size(), std::size_t{4});
    for (std::size_t block = 1; block <= static_cast<std::size_t>(file.size()) + 1; ++block) {
        const Reading reading = readBytes(file.toStdString(), inBlocksOf(block, options));
        QVERIFY(!reading.error);
        QVERIFY2(reading.records == whole.records, qPrintable(QString::number(block)));
    }
}

void LineRecordsTest::limitIsInclusive_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<Texts>("expected");
    QTest::newRow("as long as allowed") << QByteArray("{\"a\":12}\n{}") << Texts{R"({"a":12})", "{}"};
    QTest::newRow("as long as allowed, CRLF") << QByteArray("{\"a\":12}\r\n{}") << Texts{R"({"a":12})", "{}"};
    QTest::newRow("one more") << QByteArray("{\"a\":123}\n{}") << Texts{"oversize 9", "{}"};
    QTest::newRow("one more, CRLF") << QByteArray("{\"a\":123}\r\n{}") << Texts{"oversize 9", "{}"};
    QTest::newRow("the last line") << QByteArray("{}\n{\"a\":123}") << Texts{"{}", "oversize 9"};
    QTest::newRow("the last line, as long as allowed, CR")
        << QByteArray("{}\n{\"a\":12}\r") << Texts{"{}", R"({"a":12})"};
    QTest::newRow("a long blank line is no record")
        << QByteArray("{}\n" + QByteArray(99, ' ') + "\n{}") << Texts{"{}", "{}"};
    QTest::newRow("blanks count") << QByteArray("{}\n{}" + QByteArray(99, ' ')) << Texts{"{}", "oversize 101"};
}

void LineRecordsTest::limitIsInclusive()
{
    QFETCH(QByteArray, file);
    QFETCH(Texts, expected);
    FeedOptions options;
    options.max_record = 8;
    for (std::size_t block = 1; block <= static_cast<std::size_t>(file.size()) + 1; ++block)
        QCOMPARE(outline(readBytes(file.toStdString(), inBlocksOf(block, options))), expected);
}

void LineRecordsTest::standardLimitIs16MiB()
{
    const std::size_t limit = 16U * 1024 * 1024;
    const std::string longest = "{\"a\":\"" + std::string(limit - 8, 'x') + "\"}";
    const Reading reading = readBytes("{}\n" + longest + "\r\n" + longest + " \n{ }");
    QCOMPARE(reading.records.size(), std::size_t{4});
    QVERIFY(reading.records[1].text == longest);
    QVERIFY(reading.records[2].defect == RawRecord::Defect::oversize);
    QCOMPARE(reading.records[2].size, limit + 1);
    QVERIFY(reading.records[2].text.empty());
    QCOMPARE(reading.records[3].text, std::string("{ }"));
    QCOMPARE(reading.records[3].byte, 3 + limit + 2 + limit + 2);
}

void LineRecordsTest::batchesAreBounded()
{
    std::string file;
    for (int i = 0; i < 5000; ++i)
        file += "{}\n";
    auto feed = FileFeed::over(std::make_unique<MemorySource>(file), "events");
    QVERIFY(feed);
    std::vector<std::size_t> sizes;
    for (;;) {
        const auto batch = (*feed)->next();
        QVERIFY(batch);
        if (batch->empty())
            break;
        sizes.push_back(batch->size());
    }
    QCOMPARE(sizes, (std::vector<std::size_t>{1024, 1024, 1024, 1024, 904}));
    QCOMPARE((*feed)->progress().records, std::uint64_t{5000});
}

QTEST_APPLESS_MAIN(LineRecordsTest)
#include "tst_line_records.moc"
