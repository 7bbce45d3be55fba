#include <sys/types.h>

#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/program.h"

using namespace naap::test;

namespace {

QByteArray eventLine(const QByteArray& id, const QByteArray& type = "ai_stream_events")
{
    return R"({"id":")" + id + R"(","type":")" + type +
           R"(","timestamp":"1775001600000","gateway":"gw-1","data":{"stream_id":"s-1","request_id":"r-1","type":"error",)"
           R"("message":"no response"}})";
}

}  // namespace

/// naap-lens import, from the outside.
class TestImport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void countsAddUpAndTheResultIsOneJsonObject();
    void aSecondImportAddsNothing();
    void plainResultNamesFilesCountsAndReasons();
    void badInput_data();
    void badInput();
    void badRecordsAreNamedByLineAndTheRestIsImported_data();
    void badRecordsAreNamedByLineAndTheRestIsImported();
    void strictFailsWhenAnythingIsRejected();
    void arraysThatAreCutKeepWhatCameBefore();
    void truncatedGzipKeepsWhatCameBefore();
    void orgOptions();
    void standardInputAndNamesWithDashes();
    void aCapabilitySnapshotWantsItsTimeAndOrg();
    void theCacheIsInTheDataFolderByDefault();
    void stoppedImportGoesOnWhenRepeated_data();
    void stoppedImportGoesOnWhenRepeated();
    void aSecondWriterIsToldWhoHoldsTheCache();
    void readersWorkWhileSomebodyWrites();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Run run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return runIn(m_folder.path(), arguments, input);
    }
    Run import(const QStringList& arguments, const QString& cache) const
    {
        return run(QStringList{"import", "--json", "--db", cache} + arguments);
    }

    QTemporaryDir m_folder;
    QByteArray m_events;
    QByteArray m_manyEvents;
};

void TestImport::initTestCase()
{
    QVERIFY2(QFile::exists(programPath()), "NAAP_LENS names the program");
    QCOMPARE(run(smallTraffic("traffic.ndjson")).status, 0);
    m_events = readFile(path("traffic.ndjson"));
    QVERIFY(m_events.size() > 1'000'000);
    QCOMPARE(run(smallTraffic("long.ndjson") + QStringList{"--sessions-per-hour", "300"}).status, 0);
    m_manyEvents = readFile(path("long.ndjson"));
    QVERIFY2(m_manyEvents.size() > 4 * 1'048'576, "half of it is more than the program reads at a time");
}

void TestImport::countsAddUpAndTheResultIsOneJsonObject()
{
    const Run result = import({"traffic.ndjson"}, "counts.db");
    QCOMPARE(result.status, 0);
    const Json json = result.json();
    std::vector<std::string> names;
    for (const auto& [name, value] : json.at("files").at(0).items())
        names.push_back(name);
    const std::vector<std::string> contract{"path",     "format",     "records", "accepted", "ignored",
                                            "rejected", "duplicates", "bytes",   "seconds",  "error"};
    QCOMPARE(names, contract);
    const Json& totals = json.at("totals");
    QCOMPARE(totals.at("records").get<int>(), m_events.count('\n'));
    QCOMPARE(totals.at("records").get<int>(), totals.at("accepted").get<int>() + totals.at("ignored").get<int>() +
                                                  totals.at("rejected").get<int>() +
                                                  totals.at("duplicates").get<int>());
    QVERIFY(totals.at("ignored").get<int>() > 0);
    QVERIFY(json.at("revision").get<int>() > 0);
}

void TestImport::aSecondImportAddsNothing()
{
    QCOMPARE(import({"traffic.ndjson"}, "twice.db").status, 0);
    const QByteArray before = checksumOf(m_folder.path(), "twice.db");
    const Run again = import({"traffic.ndjson", "traffic.ndjson"}, "twice.db");
    QCOMPARE(again.status, 0);
    QCOMPARE(again.json().at("totals").at("accepted").get<int>(), 0);
    QCOMPARE(checksumOf(m_folder.path(), "twice.db"), before);
}

void TestImport::plainResultNamesFilesCountsAndReasons()
{
    const Run result = run({"import", "traffic.ndjson", "--db", "plain.db", "--org", "cloudspe"});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.contains("traffic.ndjson (NDJSON"));
    QVERIFY(result.out.contains(" accepted, "));
    QVERIFY(result.out.contains("unsupported_event_family"));
    QVERIFY(result.out.contains("Resolved "));
    QVERIFY2(result.err.isEmpty(), result.err);  // nobody watches: no progress line either
}

void TestImport::badInput_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("empty") << "empty.ndjson" << QByteArray() << QByteArray("empty");
    QTest::newRow("PNG") << "logo.ndjson" << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) << QByteArray("PNG");
    QTest::newRow("SQLite") << "cache.ndjson" << QByteArray("SQLite format 3\0", 16).append(QByteArray(84, '\0'))
                            << QByteArray("SQLite");
    QTest::newRow("text") << "notes.ndjson" << QByteArray("Dear diary,\n") << QByteArray("JSON");
    QTest::newRow("missing") << "missing.ndjson" << QByteArray("(none)") << QByteArray("does not exist");
    QTest::newRow("folder") << "folder.ndjson" << QByteArray("(folder)") << QByteArray("folder");
}

void TestImport::badInput()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, reason);
    if (bytes == "(folder)")
        QDir(m_folder.path()).mkdir(file);
    else if (bytes != "(none)")
        QVERIFY(writeFile(path(file), bytes));

    const QString cache = QString(QTest::currentDataTag()) + ".db";
    const Run result = import({file, "traffic.ndjson"}, cache);
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains(file.toUtf8()), result.err);
    QVERIFY2(result.err.contains(reason), result.err);
    const Json files = result.json().at("files");
    QVERIFY(files.at(0).at("error").get<std::string>().find(reason.toStdString()) != std::string::npos);
    QVERIFY(files.at(1).at("error").is_null());
    QVERIFY2(files.at(1).at("accepted").get<int>() > 1000, "the other file is imported all the same");
}

void TestImport::badRecordsAreNamedByLineAndTheRestIsImported_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("reason");

    QTest::newRow("broken JSON") << QByteArray(R"({"id":"x",,})") << QByteArray("malformed_json");
    QTest::newRow("cut line") << eventLine("x").left(60) << QByteArray("malformed_json");
    QTest::newRow("invalid UTF-8") << eventLine("\xff\xfe") << QByteArray("malformed_json");
    QTest::newRow("NUL byte") << eventLine(QByteArray("a\0b", 3)) << QByteArray("malformed_json");
    QTest::newRow("deep nesting") << R"({"id":"x","type":"ai_stream_events","data":)" + QByteArray(10'000, '[') +
                                         QByteArray(10'000, ']') + "}"
                                  << QByteArray("malformed_json");
    QTest::newRow("not an object") << QByteArray("42") << QByteArray("malformed_json");
}

void TestImport::badRecordsAreNamedByLineAndTheRestIsImported()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, reason);
    QVERIFY(writeFile(path("records.ndjson"), eventLine("a-1") + "\n" + line + "\n" + eventLine("a-2") + "\n"));

    const QString cache = QString(QTest::currentDataTag()) + ".db";
    const Run result = import({"records.ndjson"}, cache);
    QCOMPARE(result.status, 0);  // read to its end
    const Json totals = result.json().at("totals");
    QCOMPARE(totals.at("accepted").get<int>(), 2);
    QCOMPARE(totals.at("rejected").get<int>(), 1);
    QVERIFY2(result.err.contains("records.ndjson:2: " + reason), result.err);
    const Run counted = run({"query", "ingest", "--db", cache, "--where", "class=rejected", "--format", "json"});
    QCOMPARE(counted.json().at(0).at("reason").get<std::string>(), reason.toStdString());
    QCOMPARE(counted.json().at(0).at("records").get<int>(), 1);
}

void TestImport::strictFailsWhenAnythingIsRejected()
{
    QVERIFY(writeFile(path("strict.ndjson"), eventLine("a-1") + "\n{\n"));
    QCOMPARE(import({"strict.ndjson"}, "strict.db").status, 0);
    QCOMPARE(import({"strict.ndjson", "--strict"}, "strict.db").status, 1);
    QCOMPARE(import({"traffic.ndjson", "--strict"}, "strict.db").status, 0);
}

void TestImport::arraysThatAreCutKeepWhatCameBefore()
{
    QCOMPARE(run(smallTraffic("array.json") + QStringList{"--carrier", "array"}).status, 0);
    const QByteArray whole = readFile(path("array.json"));
    QVERIFY(whole.startsWith('['));
    QVERIFY(writeFile(path("cut.json"), whole.left(whole.size() / 2)));
    const Run result = import({"cut.json"}, "cut.db");
    QCOMPARE(result.status, 0);
    const Json totals = result.json().at("totals");
    QVERIFY(totals.at("accepted").get<int>() > 400);
    QCOMPARE(totals.at("rejected").get<int>(), 1);
    QVERIFY2(result.err.contains("cut.json:"), result.err);
}

void TestImport::truncatedGzipKeepsWhatCameBefore()
{
    QCOMPARE(run(smallTraffic("traffic.ndjson.gz")).status, 0);
    const QByteArray whole = readFile(path("traffic.ndjson.gz"));
    QVERIFY(writeFile(path("short.gz"), whole.left(whole.size() / 2)));
    const Run result = import({"short.gz"}, "short.db");
    QCOMPARE(result.status, 1);
    QVERIFY2(result.err.contains("short.gz"), result.err);
    QVERIFY2(result.err.contains("ends early"), result.err);
    QVERIFY(result.json().at("totals").at("accepted").get<int>() > 100);

    // The whole file later, and it is as if it had been whole from the start.
    QCOMPARE(import({"traffic.ndjson.gz"}, "short.db").status, 0);
    QCOMPARE(import({"traffic.ndjson"}, "whole.db").status, 0);
    QCOMPARE(checksumOf(m_folder.path(), "short.db"), checksumOf(m_folder.path(), "whole.db"));
}

void TestImport::orgOptions()
{
    QVERIFY(writeFile(path("org.ndjson"), eventLine("a-1") + "\n"));
    const auto orgsIn = [&](const QString& cache) {
        QByteArray orgs;
        for (const Json& row : run({"query", "ingest", "--db", cache, "--format", "json"}).json())
            orgs +=
                QByteArray::fromStdString(row.at("org").get<std::string>() + "/" + row.at("class").get<std::string>());
        return orgs;
    };
    QCOMPARE(import({"org.ndjson"}, "org-none.db").status, 0);
    QCOMPARE(orgsIn("org-none.db"), QByteArray("local/accepted"));
    QCOMPARE(import({"org.ndjson", "--org", "acme"}, "org-given.db").status, 0);
    QCOMPARE(orgsIn("org-given.db"), QByteArray("acme/accepted"));
    QCOMPARE(import({"org.ndjson", "--no-default-org"}, "org-forbidden.db").status, 0);
    QCOMPARE(orgsIn("org-forbidden.db"), QByteArray("/rejected"));
    const Run remark = run({"import", "org.ndjson", "--db", "org-remark.db"});
    QVERIFY2(remark.err.contains("--org NAME"), remark.err);
}

void TestImport::standardInputAndNamesWithDashes()
{
    const Run piped = runIn(m_folder.path(), {"import", "-", "--json", "--db", "pipe.db"}, eventLine("a-1") + "\n");
    QCOMPARE(piped.status, 0);
    QCOMPARE(piped.json().at("files").at(0).at("path").get<std::string>(), "-");

    QVERIFY(writeFile(path("-odd.ndjson"), eventLine("a-2") + "\n"));
    QVERIFY(writeFile(path("[a,b]"), eventLine("a-3") + "\n"));
    const Run odd = import({"[a,b]", "--", "-odd.ndjson"}, "pipe.db");
    QCOMPARE(odd.status, 0);
    QCOMPARE(odd.json().at("totals").at("accepted").get<int>(), 2);
}

void TestImport::aCapabilitySnapshotWantsItsTimeAndOrg()
{
    QVERIFY(
        writeFile(path("snapshot.json"),
                  "{\"capabilities_names\":{},\"orchestrators\":[{\"address\":\"0xA1\",\"orch_uri\":\"https://a\"}]}"));
    const Run refused = import({"snapshot.json"}, "snapshot.db");
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains("--at TIME --org NAME"), refused.err);
    QCOMPARE(import({"--at", "2026-04-01", "snapshot.json"}, "snapshot.db").status, 2);
    const Run taken = import({"--org", "acme", "--at", "2026-04-01", "snapshot.json"}, "snapshot.db");
    QVERIFY2(taken.status == 0, taken.err);
    QCOMPARE(taken.json().at("files").at(0).at("format").get<std::string>(), "capability snapshot");
    const Run events = run({"query", "events", "--db", "snapshot.db", "--format", "json"});
    QCOMPARE(events.json().size(), std::size_t(1));
    QCOMPARE(events.json().at(0).at("org").get<std::string>(), "acme");
    QCOMPARE(events.json().at(0).at("event_ts").get<std::string>(), "2026-04-01T00:00:00.000Z");
}

void TestImport::theCacheIsInTheDataFolderByDefault()
{
    QVERIFY(writeFile(path("one.ndjson"), eventLine("a-1") + "\n"));
    QCOMPARE(run({"import", "one.ndjson"}).status, 0);
    QVERIFY(QFile::exists(path(".local/share/naap-lens/cache.db")));
    QCOMPARE(runIn(m_folder.path(), {"import", "one.ndjson"}, {}, {{"XDG_DATA_HOME", path("data")}}).status, 0);
    QVERIFY(QFile::exists(path("data/naap-lens/cache.db")));
}

void TestImport::stoppedImportGoesOnWhenRepeated_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("terminated") << SIGTERM;
    QTest::newRow("killed") << SIGKILL;
}

void TestImport::stoppedImportGoesOnWhenRepeated()
{
    QFETCH(int, signal);
    const QString cache = QString(QTest::currentDataTag()) + ".db";
    QProcess process;
    prepare(process, m_folder.path(), {"import", "-", "--json", "--db", cache});
    process.start();
    const qsizetype half = m_manyEvents.size() / 2;
    process.write(m_manyEvents.left(half));
    while (process.bytesToWrite() > 0)
        QVERIFY(process.waitForBytesWritten());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    if (signal == SIGKILL) {
        QCOMPARE(finish(process).status, -1);
    } else {
        // Nobody writes on, and the pipe stays open: it does not wait for either.
        const Run stopped = finish(process);
        QCOMPARE(stopped.status, 1);
        QVERIFY2(stopped.err.contains("The same command again"), stopped.err);
        const int records = stopped.json().at("totals").at("records").get<int>();
        QVERIFY(records > 0);
        QVERIFY(records < m_manyEvents.count('\n'));
        const Run query = run({"query", "ingest", "--db", cache});
        QCOMPARE(query.status, 0);
        QVERIFY2(query.err.contains("naap-lens resolve"), query.err);
    }

    QCOMPARE(import({"long.ndjson"}, cache).status, 0);
    QCOMPARE(import({"long.ndjson"}, "never-stopped.db").status, 0);
    QCOMPARE(checksumOf(m_folder.path(), cache), checksumOf(m_folder.path(), "never-stopped.db"));
}

void TestImport::aSecondWriterIsToldWhoHoldsTheCache()
{
    QProcess first;
    prepare(first, m_folder.path(), {"import", "-", "--db", "held.db"});
    first.start();
    first.write(m_manyEvents.left(m_manyEvents.size() / 2));
    while (first.bytesToWrite() > 0)
        QVERIFY(first.waitForBytesWritten());

    const Run second = run({"import", "traffic.ndjson", "--db", "held.db"});
    QCOMPARE(second.status, 1);
    QVERIFY2(second.err.contains("process " + QByteArray::number(first.processId())), second.err);
    QVERIFY(second.out.isEmpty());

    first.closeWriteChannel();
    QCOMPARE(finish(first).status, 0);
}

void TestImport::readersWorkWhileSomebodyWrites()
{
    QCOMPARE(import({"traffic.ndjson"}, "shared.db").status, 0);
    QProcess writer;
    prepare(writer, m_folder.path(), {"import", "-", "--db", "shared.db"});
    writer.start();
    writer.write(m_events);
    while (writer.bytesToWrite() > 0)
        QVERIFY(writer.waitForBytesWritten());
    const Run reader = run({"query", "sessions", "--db", "shared.db", "--format", "json"});
    QCOMPARE(reader.status, 0);
    QVERIFY(reader.json().size() > 10);
    writer.closeWriteChannel();
    QCOMPARE(finish(writer).status, 0);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
