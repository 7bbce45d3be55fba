#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/program.h"

using namespace naap::test;

/// The commands that look after a cache: doctor, verify, resolve, prune, compact.
class TestUpkeep : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void doctorReportsWhatTheContractNames();
    void verifyFindsASoundCacheSound();
    void resolvingAgainChangesNothing();
    void pruneWithDryRunOnlyTells();
    void pruneKeepsFiguresAndDropsPayloads();
    void compactChangesNoFact();
    void aDamagedCacheIsRecognisedAndRebuilt();

private:
    Run run(const QStringList& arguments) const { return runIn(m_folder.path(), arguments); }
    void copyCache(const QString& name) const
    {
        QFile::remove(m_folder.filePath(name));
        QVERIFY(QFile::copy(m_folder.filePath("cache.db"), m_folder.filePath(name)));
    }
    QTemporaryDir m_folder;
};

void TestUpkeep::initTestCase()
{
    QCOMPARE(run({"generate", "--hours", "50", "--sessions-per-hour", "4", "--orchestrators", "4", "--gateways", "2",
                  "--capability-seconds", "1800", "--out", "days.ndjson"})
                 .status,
             0);
    QCOMPARE(run({"import", "days.ndjson", "--db", "cache.db", "--org", "acme"}).status, 0);
    QVERIFY(!QFile::exists(m_folder.filePath("cache.db-wal")) ||
            QFileInfo(m_folder.filePath("cache.db-wal")).size() == 0);
}

void TestUpkeep::doctorReportsWhatTheContractNames()
{
    const Run doctor = run({"doctor", "--json", "--db", "cache.db"});
    QCOMPARE(doctor.status, 0);
    const Json json = doctor.json();
    for (const char* name : {"schema_version", "integrity", "accounting", "events", "sessions", "first_event",
                             "last_event", "size_bytes", "revision", "facts_checksum"})
        QVERIFY2(json.contains(name), name);
    QCOMPARE(json.at("integrity").get<std::string>(), "ok");
    QCOMPARE(json.at("accounting").get<std::string>(), "ok");
    QCOMPARE(json.at("facts_checksum").get<std::string>().size(), std::size_t(32));
    QVERIFY(json.at("first_event").get<std::string>().starts_with("2026-"));
    const Run plain = run({"doctor", "--db", "cache.db"});
    QCOMPARE(plain.status, 0);
    QVERIFY(plain.out.contains(QByteArray::fromStdString(json.at("facts_checksum").get<std::string>())));
}

void TestUpkeep::verifyFindsASoundCacheSound()
{
    const Run verify = run({"verify", "--json", "--db", "cache.db"});
    QVERIFY2(verify.status == 0, verify.out + verify.err);
    QCOMPARE(verify.json().at("difference_count").get<int>(), 0);
    QVERIFY(verify.json().at("sessions_checked").get<int>() > 100);
}

void TestUpkeep::resolvingAgainChangesNothing()
{
    copyCache("again.db");
    const QByteArray before = checksumOf(m_folder.path(), "again.db");
    const Run nothing = run({"resolve", "--db", "again.db"});
    QCOMPARE(nothing.status, 0);
    QVERIFY2(nothing.out.contains("0 sessions"), nothing.out);
    const Run some = run({"resolve", "--from", "2026-04-02", "--to", "2026-04-03", "--db", "again.db"});
    QCOMPARE(some.status, 0);
    QVERIFY2(!some.out.contains("Resolved 0 sessions"), some.out);
    QCOMPARE(run({"resolve", "--from", "2026-04-01", "--db", "again.db"}).status, 0);
    QCOMPARE(checksumOf(m_folder.path(), "again.db"), before);
}

void TestUpkeep::pruneWithDryRunOnlyTells()
{
    copyCache("dry.db");
    const Run dry = run({"prune", "--keep", "1d", "--dry-run", "--db", "dry.db"});
    QCOMPARE(dry.status, 0);
    QVERIFY2(dry.out.startsWith("Would remove "), dry.out);
    QVERIFY2(!dry.out.startsWith("Would remove 0 "), dry.out);
    const auto events = [&](const QString& cache) {
        return run({"doctor", "--json", "--db", cache}).json().at("events").dump();
    };
    QCOMPARE(events("dry.db"), events("cache.db"));
    QVERIFY(run({"prune", "--keep", "30d", "--dry-run", "--db", "dry.db"}).out.startsWith("Would remove 0 "));
}

void TestUpkeep::pruneKeepsFiguresAndDropsPayloads()
{
    copyCache("pruned.db");
    const auto demand = [&] { return run({"query", "demand", "--db", "pruned.db", "--format", "json"}).out; };
    const auto events = [&] { return run({"query", "events", "--db", "pruned.db", "--format", "json"}).json().size(); };
    const QByteArray figures = demand();
    const std::size_t before = events();
    QVERIFY(run({"prune", "--keep", "1d", "--db", "pruned.db"}).out.startsWith("Removed "));
    QVERIFY(events() < before);
    QVERIFY(events() > 0);
    QVERIFY(demand() == figures);
}

void TestUpkeep::compactChangesNoFact()
{
    copyCache("compact.db");
    const Run compact = run({"compact", "--db", "compact.db"});
    QVERIFY2(compact.status == 0, compact.err);
    QCOMPARE(checksumOf(m_folder.path(), "compact.db"), checksumOf(m_folder.path(), "cache.db"));
}

void TestUpkeep::aDamagedCacheIsRecognisedAndRebuilt()
{
    copyCache("damaged.db");
    QFile file(m_folder.filePath("damaged.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    QVERIFY(file.write(QByteArray(16'384, '\x5a')) == 16'384);
    file.close();

    const Run doctor = run({"doctor", "--db", "damaged.db"});
    QCOMPARE(doctor.status, 1);
    QVERIFY2((doctor.out + doctor.err).contains("--rebuild"), doctor.out + doctor.err);
    const Run rebuilt = run({"doctor", "--rebuild", "--db", "damaged.db"});
    QVERIFY2(rebuilt.status == 0, rebuilt.out + rebuilt.err);
    QCOMPARE(run({"doctor", "--db", "damaged.db"}).status, 0);
    // What could not be read is in the files still.
    QCOMPARE(run({"import", "days.ndjson", "--org", "acme", "--db", "damaged.db"}).status, 0);
    QCOMPARE(checksumOf(m_folder.path(), "damaged.db"), checksumOf(m_folder.path(), "cache.db"));
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"
