#include <QtTest>

#include <string>

#include "tests/core/feed/feed_reading.h"

using namespace naap;

namespace {

QByteArray padded(QByteArray bytes, int offset = 0)
{
    return QByteArray(offset, 'x') + bytes + QByteArray(600, '\1');
}

const QByteArray snapshot = R"({"capabilities_names":{"0":"A"},"orchestrators":[{"address":"0x1"}]})";
const QByteArray prettySnapshot =
    "{\n  \"orchestrators\": [\n    {\"address\": \"0x1\"}\n  ],\n  \"capabilities_names\": {}\n}\n";

}  // namespace

class RefusedFilesTest : public QObject {
    Q_OBJECT

private slots:
    void refused_data();
    void refused();
    void longSnapshotIsStillRecognised();
    void longObjectOverSeveralLines();
    void notRefused_data();
    void notRefused();
    void names();
};

void RefusedFilesTest::refused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const QByteArray& file, const char* reason) {
        QTest::newRow(name) << file << reason;
    };
    row("no bytes", "", "is empty");
    row("blank", " \r\n\t\n", "is empty");
    row("byte order mark only", "\xef\xbb\xbf", "is empty");
    row("a lot of blank", QByteArray(3 << 20, '\n'), "is empty");
    row("SQLite", padded(QByteArray("SQLite format 3\0", 16)), "is a SQLite database, not an event file");
    row("PNG", padded("\x89PNG\r\n\x1a\n"), "is a PNG image, not an event file");
    row("JPEG", padded("\xff\xd8\xff\xe0"), "is a JPEG image, not an event file");
    row("PDF", padded("%PDF-1.7"), "is a PDF document, not an event file");
    row("zip", padded("PK\3\4"), "is a zip archive, not an event file; unpack it first");
    row("ELF",
        padded("\x7f"
               "ELF"),
        "is a program (ELF), not an event file");
    row("xz",
        padded(QByteArray("\xfd"
                          "7zXZ\0",
                          6)),
        "is a file compressed with xz, not an event file; decompress it first");
    row("bzip2", padded("BZh91AY&SY"), "is a file compressed with bzip2, not an event file; decompress it first");
    row("tar", padded("ustar", 257), "is a tar archive, not an event file; unpack it first");
    row("UTF-16, little end first", QByteArray("\xff\xfe{\0", 4),
        "is UTF-16 text, not an event file; save it as UTF-8");
    row("UTF-16, big end first", QByteArray("\xfe\xff\0{", 4), "is UTF-16 text, not an event file; save it as UTF-8");
    row("UTF-16, no mark", QByteArray("{\0\"\0", 4), "is UTF-16 text, not an event file; save it as UTF-8");
    row("NUL bytes", QByteArray("\0\0\0\0{}\n", 7), "is a binary file, not an event file");
    row("NUL bytes behind text", QByteArray("abc\0{}\n", 7), "is a binary file, not an event file");
    row("text", "id;type;timestamp\n", "is not JSON");
    row("log", "2026-01-08 {\"id\":1}\n", "is not JSON");
    row("text element", "\"{}\"\n", "is not JSON");
    row("snapshot on one line", snapshot,
        "is a capability snapshot without id and time, not an event file; say when it was taken and whose it is: --at "
        "TIME");
    row("snapshot on one line, blanks behind", snapshot + "\n\n \n", "is a capability snapshot without id and time");
    row("snapshot, pretty printed", prettySnapshot, "is a capability snapshot without id and time");
    row("inspector report", R"({"generated_at":"2026-01-08","topics":[]})",
        "is an inspector report, not an event file");
    row("inspector report, pretty printed", "{\n\t\"topics\": {\"a\": 1},\n\t\"generated_at\": 0\n}",
        "is an inspector report");
    row("pretty printed event", "{\n  \"id\": \"x\",\n  \"type\": \"stream_trace\"\n}\n",
        "holds a JSON object that is printed over several lines; print each record on one line");
    row("pretty printed events", "{\n\"id\": 1\n}\n{\n\"id\": 2\n}\n",
        "holds a JSON object that is printed over several lines");
    row("pretty printed, cut off", "{\n  \"id\": \"x\",\n  \"ty",
        "holds a JSON object that is printed over several lines");
    row("brace on its own line", "{\r\n\"a\":\r\n{\r\n}\r\n}",
        "holds a JSON object that is printed over several lines");
}

void RefusedFilesTest::refused()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, reason);
    for (const std::size_t block : {std::size_t{1} << 20, std::size_t{1}}) {
        if (block == 1 && file.size() > 10'000)
            continue;
        const Reading reading = readBytes(file.toStdString(), inBlocksOf(block));
        QVERIFY(reading.error);
        QVERIFY(reading.error->code == Error::Code::unsupported);
        QVERIFY2(reading.error->message.starts_with("\"events\" " + reason.toStdString()),
                 reading.error->message.c_str());
    }
}

void RefusedFilesTest::longSnapshotIsStillRecognised()
{
    std::string orchestrators;
    while (orchestrators.size() < 5U << 20U)
        orchestrators += R"({"address":"0x1","capabilities":[1,2,3]},)";
    orchestrators.pop_back();
    const Reading reading = readBytes("{\"orchestrators\":[" + orchestrators + "],\"capabilities_names\":{}}\n");
    QVERIFY(reading.error);
    QVERIFY(reading.error->message.find("capability snapshot") != std::string::npos);
}

void RefusedFilesTest::longObjectOverSeveralLines()
{
    FeedOptions options;
    options.max_record = 1000;
    std::string file = "{\n";
    while (file.size() < 100'000)
        file += "\"a\": [1, 2, {\"b\": null}],\n";
    const Reading reading = readBytes(file, inBlocksOf(100, options));
    QVERIFY(reading.error);
    QVERIFY(reading.error->message.find("over several lines") != std::string::npos);
}

void RefusedFilesTest::notRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("records");
    QTest::newRow("snapshots, one a line") << QByteArray(snapshot + "\n" + snapshot) << 2;
    QTest::newRow("half a snapshot") << QByteArray(R"({"orchestrators":[]})") << 1;
    QTest::newRow("the telling members deeper down")
        << QByteArray(R"({"data":{"capabilities_names":{},"orchestrators":[]},"x":[{"generated_at":0,"topics":0}]})")
        << 1;
    QTest::newRow("the telling members as values") << QByteArray(R"({"a":"generated_at","b":"topics"})") << 1;
    QTest::newRow("first line ends in a string") << QByteArray("{\"id\":\"a\n{\"id\":\"b\"}\n") << 2;
    QTest::newRow("first line ends behind a key") << QByteArray("{\"id\"\n{\"id\":\"b\"}\n") << 2;
    QTest::newRow("first line ends behind a colon") << QByteArray("{\"id\":\n{\"id\":\"b\"}\n") << 2;
    QTest::newRow("first line ends behind a colon, three lines") << QByteArray("{\"id\":\n{\"id\":\"b\"}\n{}\n") << 3;
    QTest::newRow("first line ends in an array") << QByteArray("{\"id\":[\n{\"id\":\"b\"}\n{}\n") << 3;
    QTest::newRow("first line is one brace") << QByteArray("{\n{\"id\":\"b\"}\n") << 2;
    QTest::newRow("one brace") << QByteArray("{") << 1;
    QTest::newRow("wrong from the start") << QByteArray("{]\n{}") << 2;
}

void RefusedFilesTest::notRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(int, records);
    for (const std::size_t block : {std::size_t{1} << 20, std::size_t{1}}) {
        const Reading reading = readBytes(file.toStdString(), inBlocksOf(block));
        QVERIFY2(!reading.error, reading.error ? reading.error->message.c_str() : "");
        QCOMPARE(reading.records.size(), static_cast<std::size_t>(records));
    }
}

void RefusedFilesTest::names()
{
    const Reading reading = readAll(FileFeed::over(std::make_unique<MemorySource>("nothing"), "-"));
    QVERIFY(reading.error);
    QVERIFY(reading.error->message.starts_with("standard input is not JSON; give a file of events"));
}

QTEST_APPLESS_MAIN(RefusedFilesTest)
#include "tst_refused_files.moc"
