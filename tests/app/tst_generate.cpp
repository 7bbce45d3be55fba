#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/program.h"

using namespace naap::test;

/// Generated traffic says in advance what must be found in it.
class TestGenerate : public QObject {
    Q_OBJECT

private slots:
    void sameOptionsSameBytes();
    void eachCarrierGivesTheSameFacts();
    void sessionsComeOutAsExpected();
    void faultsAndNoiseAreCounted();
    void testLoadIsMarkedOnRequest();
    void standardOutputIsTheTrafficAlone();
    void theSampleIsWhatItsPageSays();

private:
    Run run(const QStringList& arguments) const { return runIn(m_folder.path(), arguments); }
    QByteArray bytes(const QString& name) const { return readFile(m_folder.filePath(name)); }
    QTemporaryDir m_folder;
};

void TestGenerate::sameOptionsSameBytes()
{
    QCOMPARE(run(smallTraffic("a.ndjson")).status, 0);
    QCOMPARE(run(smallTraffic("b.ndjson")).status, 0);
    QCOMPARE(run(smallTraffic("c.ndjson") + QStringList{"--seed", "2"}).status, 0);
    QVERIFY(bytes("a.ndjson") == bytes("b.ndjson"));
    QVERIFY(bytes("a.ndjson") != bytes("c.ndjson"));
}

void TestGenerate::eachCarrierGivesTheSameFacts()
{
    QByteArray checksum;
    for (const char* carrier : {"ndjson", "array", "rows"}) {
        const QString file = QString("carrier.") + carrier;
        QCOMPARE(run(smallTraffic(file) + QStringList{"--carrier", carrier, "--org", "acme"}).status, 0);
        QCOMPARE(run({"import", file, "--org", "acme", "--db", file + ".db"}).status, 0);
        const QByteArray found = checksumOf(m_folder.path(), file + ".db");
        if (checksum.isEmpty())
            checksum = found;
        QCOMPARE(found, checksum);
    }
    QCOMPARE(checksum.size(), 32);
}

void TestGenerate::sessionsComeOutAsExpected()
{
    QCOMPARE(run(smallTraffic("known.ndjson.zst") + QStringList{"--expected", "known.json"}).status, 0);
    QVERIFY(!QFile::exists(m_folder.filePath("known.ndjson.zst.expected.json")));
    QCOMPARE(run({"import", "known.ndjson.zst", "--org", "cloudspe", "--db", "known.db"}).status, 0);
    std::map<std::string, Json> found;
    for (const Json& row : run({"query", "sessions", "--db", "known.db", "--format", "json"}).json())
        found[row.at("session_key").get<std::string>()] = row;
    const Json expected = Json::parse(bytes("known.json").toStdString());
    QVERIFY(expected.at("sessions").size() > 20);
    for (const Json& session : expected.at("sessions")) {
        const std::string key = session.at("key").get<std::string>();
        QVERIFY2(found.contains(key), key.c_str());
        for (const char* field : {"requested", "playable", "startup_outcome", "selection_outcome", "swap_count",
                                  "status_sample_count", "loading_only", "zero_output_fps"})
            QVERIFY2(found[key].at(field) == session.at(field),
                     qPrintable(QString("%1 %2: %3, expected %4")
                                    .arg(key.c_str(), field, found[key].at(field).dump().c_str(),
                                         session.at(field).dump().c_str())));
    }
    QCOMPARE(found.size(), expected.at("sessions").size());
}

void TestGenerate::faultsAndNoiseAreCounted()
{
    QCOMPARE(
        run(smallTraffic("noise.ndjson") + QStringList{"--faults", "2%", "--duplicates", "0.05", "--disorder", "0.1",
                                                       "--ignored-share", "0.5", "--expected", "noise.json"})
            .status,
        0);
    const Json told = Json::parse(bytes("noise.json").toStdString()).at("totals");
    const Json found = run({"import", "noise.ndjson", "--json", "--db", "noise.db"}).json().at("totals");
    const auto sum = [&](const char* kind) {
        int total = 0;
        for (const auto& [reason, count] : told.at(kind).items())
            total += count.get<int>();
        return total;
    };
    QCOMPARE(found.at("records").get<int>(), told.at("records").get<int>());
    QCOMPARE(found.at("accepted").get<int>(), sum("accepted"));
    QCOMPARE(found.at("ignored").get<int>(), sum("ignored"));
    QCOMPARE(found.at("rejected").get<int>(), sum("rejected"));
    QCOMPARE(found.at("duplicates").get<int>(), told.at("duplicates").get<int>());
    QVERIFY(sum("rejected") > 0);
    for (const auto& [reason, count] : told.at("ignored").items()) {
        const Json rows = run({"query", "ingest", "--db", "noise.db", "--format", "json", "--where", "class=ignored",
                               "--where", QString::fromStdString("reason=" + reason)})
                              .json();
        int records = 0;
        for (const Json& row : rows)
            records += row.at("records").get<int>();
        QCOMPARE(records, count.get<int>());
    }
}

void TestGenerate::testLoadIsMarkedOnRequest()
{
    QCOMPARE(run(smallTraffic("plain.ndjson")).status, 0);
    QCOMPARE(run(smallTraffic("marked.ndjson") + QStringList{"--test-load"}).status, 0);
    QVERIFY(!bytes("plain.ndjson").contains("is_test_load"));
    QVERIFY(bytes("marked.ndjson").contains("is_test_load"));
}

void TestGenerate::standardOutputIsTheTrafficAlone()
{
    QCOMPARE(run(smallTraffic("file.ndjson")).status, 0);
    const Run piped = run(smallTraffic("-"));
    QCOMPARE(piped.status, 0);
    QVERIFY(piped.out == bytes("file.ndjson"));
    QVERIFY(piped.err.startsWith("Wrote "));
}

void TestGenerate::theSampleIsWhatItsPageSays()
{
    const QString folder = qEnvironmentVariable("NAAP_SOURCE_DIR") + "/resources/sample/";
    const QString page = QString::fromUtf8(readFile(folder + "README.md"));
    const auto begin = page.indexOf("generate --seed");
    QVERIFY(begin > 0);
    QString command = page.mid(begin, page.indexOf("\n\n", begin) - begin);
    QStringList words = command.replace("\\\n", " ").simplified().split(' ');
    const auto out = words.indexOf("--out");
    QVERIFY(out > 0);
    words[out + 1] = "sample.ndjson";
    QCOMPARE(run(words).status, 0);
    QProcess unpack;
    unpack.start("zstd", {"-dcq", folder + "sample-day.ndjson.zst"});
    if (!unpack.waitForStarted())
        QSKIP("zstd is not installed here");
    const Run unpacked = finish(unpack);
    QCOMPARE(unpacked.status, 0);
    QVERIFY(unpacked.out == bytes("sample.ndjson"));
}

QTEST_GUILESS_MAIN(TestGenerate)
#include "tst_generate.moc"
