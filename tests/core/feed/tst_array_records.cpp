#include <QtTest>

#include <string>
#include <vector>

#include "tests/core/feed/feed_reading.h"

using namespace naap;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

class ArrayRecordsTest : public QObject {
    Q_OBJECT

private slots:
    void elements_data();
    void elements();
    void brokenArrays_data();
    void brokenArrays();
    void positions();
    void anyBlockGivesTheSame_data();
    void anyBlockGivesTheSame();
    void deepNestingIsOneRecord();
    void longElementIsPassedOver();
    void longRestHasNoText();
};

void ArrayRecordsTest::elements_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<Texts>("expected");
    QTest::newRow("empty") << QByteArray("[]") << Texts{};
    QTest::newRow("empty, blanks everywhere") << QByteArray(" \n[ \r\n\t] \n\n") << Texts{};
    QTest::newRow("one line") << QByteArray(R"([{"a":1},{"b":[2]}])") << Texts{R"({"a":1})", R"({"b":[2]})"};
    QTest::newRow("pretty printed") << QByteArray("[\n  {\n    \"a\": 1\n  },\n  {}\n]\n")
                                    << Texts{"{\n    \"a\": 1\n  }", "{}"};
    QTest::newRow("CRLF") << QByteArray("[\r\n{}\r\n,\r\n{ }\r\n]\r\n") << Texts{"{}", "{ }"};
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf[{}]") << Texts{"{}"};
    QTest::newRow("brackets and quotes in strings")
        << QByteArray(R"([{"a":"]}\"],["},{"b\\":"\\\""}])") << Texts{R"({"a":"]}\"],["})", R"({"b\\":"\\\""})"};
    QTest::newRow("elements of any kind") << QByteArray(R"([1,"a,]\"" ,null, [[],[]] ,-1.5e3,true,{}])")
                                          << Texts{"1", R"("a,]\"")", "null", "[[],[]]", "-1.5e3", "true", "{}"};
    QTest::newRow("the parser sees brackets that do not match")
        << QByteArray(R"([{"a":[1}},{}])") << Texts{R"({"a":[1}})", "{}"};
    QTest::newRow("UTF-8") << QByteArray("[{\"a\":\"\xc3\xbc\xf0\x9f\x90\xb1\"},{}]")
                           << Texts{"{\"a\":\"\xc3\xbc\xf0\x9f\x90\xb1\"}", "{}"};
}

void ArrayRecordsTest::elements()
{
    QFETCH(QByteArray, file);
    QFETCH(Texts, expected);
    const Reading reading = readBytes(file.toStdString());
    QVERIFY2(!reading.error, reading.error ? reading.error->message.c_str() : "");
    QCOMPARE(outline(reading), expected);
    QCOMPARE(reading.format, std::string("JSON array"));
}

void ArrayRecordsTest::brokenArrays_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<Texts>("expected");
    QTest::newRow("cut in an element") << QByteArray(R"([{"a":1},{"b":[)") << Texts{R"({"a":1})", R"(cut off {"b":[)"};
    QTest::newRow("cut in a string") << QByteArray(R"([{},{"b":"x}])") << Texts{"{}", R"(cut off {"b":"x}])"};
    QTest::newRow("cut in a text element") << QByteArray(R"([{},"b)") << Texts{"{}", R"(cut off "b)"};
    QTest::newRow("cut in a number") << QByteArray(R"([{},12)") << Texts{"{}", "cut off 12"};
    QTest::newRow("cut behind an element") << QByteArray("[{}\n") << Texts{"{}", "cut off "};
    QTest::newRow("cut behind a comma") << QByteArray("[{},") << Texts{"{}", "cut off "};
    QTest::newRow("cut behind the bracket") << QByteArray("[") << Texts{"cut off "};
    QTest::newRow("missing comma") << QByteArray(R"([{} {"b":2},{}])") << Texts{"{}", R"(cut off {"b":2},{}])"};
    QTest::newRow("doubled comma") << QByteArray(R"([{},,{}])") << Texts{"{}", "cut off ,{}]"};
    QTest::newRow("comma first") << QByteArray("[,{}]") << Texts{"cut off ,{}]"};
    QTest::newRow("comma last") << QByteArray("[{},]") << Texts{"{}", "cut off ]"};
    QTest::newRow("stray brace") << QByteArray("[{}},{}]") << Texts{"{}", "cut off },{}]"};
    QTest::newRow("colon") << QByteArray("[{}:1]") << Texts{"{}", "cut off :1]"};
    QTest::newRow("something behind the array") << QByteArray("[{}]\n{}\n") << Texts{"{}", "cut off {}\n"};
    QTest::newRow("a second array") << QByteArray("[{}][{}]") << Texts{"{}", "cut off [{}]"};
    QTest::newRow("something behind an empty array") << QByteArray("[],") << Texts{"cut off ,"};
}

void ArrayRecordsTest::brokenArrays()
{
    QFETCH(QByteArray, file);
    QFETCH(Texts, expected);
    for (std::size_t block = 1; block <= static_cast<std::size_t>(file.size()) + 1; ++block)
        QCOMPARE(outline(readBytes(file.toStdString(), inBlocksOf(block))), expected);
}

void ArrayRecordsTest::positions()
{
    const Reading reading = readBytes("\n[{\"a\":\n1}\n ,\n \"x\ny\",\n3,{");
    const std::vector<Kept> expected = {{"{\"a\":\n1}", 1, 2, 2, 8},
                                        {"\"x\ny\"", 2, 5, 15, 5},
                                        {"3", 3, 7, 22, 1},
                                        {"{", 4, 7, 24, 1, RawRecord::Defect::cut_off}};
    QVERIFY(reading.records == expected);
}

void ArrayRecordsTest::anyBlockGivesTheSame_data()
{
    QTest::addColumn<QByteArray>("file");
    const QByteArray elements(
        "\xef\xbb\xbf\n[ {\"a\":\"\\\"]}\\\\\"},\r\n[[1,{\"b\":{}}], 2 ],\"s\\\\\\\"t\", 12345678901234567890 ,{}\n");
    QTest::newRow("whole") << QByteArray(elements + "]\n\n");
    QTest::newRow("cut") << elements;
    QTest::newRow("broken") << QByteArray(elements + "{\"far\":\"too long for a record\"}]");
    QTest::newRow("longer than the scanner's step")
        << QByteArray("[{\"" + QByteArray(150, 'x') + "\\\"\":[{}]},\n{\"" + QByteArray(90, '\\') + "\":1}]");
}

void ArrayRecordsTest::anyBlockGivesTheSame()
{
    QFETCH(QByteArray, file);
    for (const std::size_t limit : {std::size_t{1}, std::size_t{5}, std::size_t{17}, std::size_t{1000}}) {
        FeedOptions options;
        options.max_record = limit;
        const Reading whole = readBytes(file.toStdString(), options);
        QVERIFY(whole.records.size() >= 2);
        for (std::size_t block = 1; block <= static_cast<std::size_t>(file.size()) + 1; ++block) {
            const Reading reading = readBytes(file.toStdString(), inBlocksOf(block, options));
            QVERIFY(!reading.error);
            QVERIFY2(reading.records == whole.records, qPrintable(QString("block %1, limit %2").arg(block).arg(limit)));
        }
    }
}

void ArrayRecordsTest::deepNestingIsOneRecord()
{
    std::string deep(10'000, '[');
    deep += "{\"a\":1}";
    deep.append(10'000, ']');
    QCOMPARE(outline(readBytes("[{}," + deep + ",{ }]")), (Texts{"{}", deep, "{ }"}));
}

void ArrayRecordsTest::longElementIsPassedOver()
{
    const std::size_t limit = 16U * 1024 * 1024;
    const std::string longest = "{\"a\":\"" + std::string(limit - 8, '}') + "\"}";
    const std::string tooLong = "{\"a\":\"" + std::string(limit - 7, '}') + "\"}";
    const Reading reading = readBytes("[" + longest + "," + tooLong + ",{ }]");
    QCOMPARE(reading.records.size(), std::size_t{3});
    QVERIFY(reading.records[0].text == longest);
    QVERIFY(reading.records[1].defect == RawRecord::Defect::oversize);
    QCOMPARE(reading.records[1].size, limit + 1);
    QVERIFY(reading.records[1].text.empty());
    QCOMPARE(reading.records[2].text, std::string("{ }"));
    QCOMPARE(reading.records[2].byte, 1 + limit + 1 + limit + 1 + 1);
}

void ArrayRecordsTest::longRestHasNoText()
{
    FeedOptions options;
    options.max_record = 8;
    QCOMPARE(outline(readBytes("[{},{\"a\":12", options)), (Texts{"{}", "cut off {\"a\":12"}));
    for (const std::string file : {"[{},{\"a\":1234", "[{},,{\"a\":123", "[{}]{\"a\":1234"}) {
        const Reading reading = readBytes(file, options);
        QCOMPARE(outline(reading), (Texts{"{}", "cut off "}));
        QCOMPARE(reading.records[1].size, std::uint64_t{9});
    }
}

QTEST_APPLESS_MAIN(ArrayRecordsTest)
#include "tst_array_records.moc"
