#include <QTest>

#include <fstream>

#include <fmt/format.h>
#include <unistd.h>

#include "core/store/schema.h"
#include "tests/support/playing.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

std::string bytesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// What opening says; blank when it works.
Error openError(const std::filesystem::path& path, Cache::Access access)
{
    auto cache = Cache::open(path, access);
    return cache ? Error{Error::Code::usage, ""} : cache.error();
}

bool says(const Error& error, std::string_view text)
{
    return error.message.find(text) != std::string::npos;
}

/// A cache with a few facts, closed.
void fill(const std::filesystem::path& path, const TestFolder& folder)
{
    auto cache = Cache::open(path, Cache::Access::write).value();
    std::vector<Envelope> events{request("10:00:00"), playable("10:00:04")};
    for (int i = 0; i < 500; ++i) {
        Envelope sample = status("10:00:10", "ONLINE", i).id(fmt::format("sample {}", i));
        sample.when += std::chrono::seconds(10 * i);
        events.push_back(sample.in(fmt::format("s{}", i % 50), "r"));
    }
    QVERIFY(importFiles(*cache, {folder.write("fill", fileOf(events, Form::wrapper))}, {}, {}, {}).has_value());
    QVERIFY(Resolver(*cache).resolveDirty().has_value());
}

}  // namespace

class TestCacheFile : public QObject {
    Q_OBJECT

private slots:
    void aSecondWriterIsToldWhoIsFirst()
    {
        TestCache cache;
        const Error error = openError(cache.path(), Cache::Access::write);
        QVERIFY(error.code == Error::Code::busy);
        QVERIFY2(says(error, "process " + std::to_string(::getpid())), error.message.c_str());
        QVERIFY2(says(error, cache.path().string()), error.message.c_str());
        QVERIFY(Cache::open(cache.path(), Cache::Access::read).has_value());
    }

    void aStatementUsedAgainBeginsAnew()
    {
        TestCache cache;
        Database& db = cache.cache().db();
        constexpr auto kSql = "SELECT ?1 UNION ALL SELECT 2";
        {
            auto abandoned = db.prepare(kSql);
            abandoned.bind(1, 1);
            QVERIFY(abandoned.step());
            auto held = db.prepare(kSql);  // at the same time
            QVERIFY(held.step());
            QVERIFY(held.isNull(0));
            QCOMPARE(abandoned.integer(0), 1);
        }
        auto again = db.prepare(kSql);
        QVERIFY(again.step());
        QVERIFY(again.isNull(0));
        QVERIFY(again.step());
        QCOMPARE(again.integer(0), 2);
        QVERIFY(!again.step());
        for (int i = 0; i < 300; ++i)  // more than are kept
            QCOMPARE(db.integer(fmt::format("SELECT {}", i)), i);
    }

    void aTransactionWithinAnotherIsPartOfIt()
    {
        TestCache cache;
        Database& db = cache.cache().db();
        const auto counters = [&] { return db.integer("SELECT count(*) FROM counter"); };
        for (const bool isCommitted : {false, true}) {
            {
                Transaction outer(db);
                {
                    Transaction inner(db);
                    db.execute("INSERT INTO counter VALUES ('a', 1)");
                    inner.commit();
                }
                db.execute("INSERT INTO counter VALUES ('b', 1)");
                QVERIFY(db.inTransaction());
                if (isCommitted)
                    outer.commit();
            }
            QCOMPARE(counters(), isCommitted ? 2 : 0);
        }
    }

    void theLockGoesWithItsHolder()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        for (int i = 0; i < 3; ++i)
            QVERIFY(Cache::open(path, Cache::Access::write).has_value());
    }

    void readersSeeCommittedBatches()
    {
        TestCache cache;
        deliver(cache, {request("10:00:00")}, {});
        auto reader = Cache::open(cache.path(), Cache::Access::read).value();
        QCOMPARE(factsText(*reader), factsText(cache.cache()));
        deliver(cache, {playable("10:00:04")}, {});
        QCOMPARE(factsText(*reader), factsText(cache.cache()));
        QCOMPARE(reader->revision(), cache.cache().revision());
    }

    void readingChangesNothing()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        fill(path, folder);
        const std::string before = bytesOf(path);
        {
            auto reader = Cache::open(path, Cache::Access::read).value();
            QVERIFY(!factsText(*reader).empty());
            QVERIFY_THROWS_EXCEPTION(SqlError, reader->bumpRevision());
        }
        QVERIFY(bytesOf(path) == before);
    }

    void whereNothingIs()
    {
        TestFolder folder;
        const Error error = openError(folder.path() / "none.db", Cache::Access::read);
        QVERIFY(error.code == Error::Code::io);
        QVERIFY2(says(error, "naap-lens import"), error.message.c_str());
        QVERIFY(!std::filesystem::exists(folder.path() / "none.db"));
        QVERIFY(openError(folder.path(), Cache::Access::write).code == Error::Code::usage);
        QVERIFY(Cache::open(folder.path() / "new" / "deep" / "a.db", Cache::Access::write).has_value());
    }

    void aNewerSchemaCanBeReadOnly()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        fill(path, folder);
        Database(path.string(), Database::Mode::read_write).execute("PRAGMA user_version = 999");
        const Error error = openError(path, Cache::Access::write);
        QVERIFY(error.code == Error::Code::schema);
        QVERIFY2(says(error, "newer") && says(error, "999"), error.message.c_str());
        auto reader = Cache::open(path, Cache::Access::read);
        QVERIFY(reader.has_value());
        QCOMPARE((*reader)->schemaVersion(), 999);
        QVERIFY(!factsText(**reader).empty());
    }

    void anOlderSchemaIsNotReadAsIfItWereNew()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        fill(path, folder);
        Database(path.string(), Database::Mode::read_write).execute("PRAGMA user_version = 0");
        const Error error = openError(path, Cache::Access::read);
        QVERIFY(error.code == Error::Code::schema);
        QVERIFY2(says(error, "older"), error.message.c_str());
    }

    /// As it was before live sources: without their positions and without the public API's figures.
    void aCacheOfTheFirstSchemasIsUpgraded()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        fill(path, folder);
        std::string before;
        {
            auto cache = Cache::open(path, Cache::Access::write).value();
            before = factsText(*cache);
            for (const char* table :
                 {"api_row", "api_problem", "api_window", "api_server", "feed_position", "source_gap", "feed_state",
                  "watch_gap", "stated_region", "place_entry", "session_block", "status_block"})
                cache->db().execute(std::string("DROP TABLE ") + table);
            cache->db().execute("PRAGMA user_version = 2");
        }
        QVERIFY(says(openError(path, Cache::Access::read), "older schema 2"));
        auto cache = Cache::open(path, Cache::Access::write).value();
        QCOMPARE(cache->schemaVersion(), newestSchemaVersion());
        QCOMPARE(cache->db().integer("SELECT count(*) FROM api_row"), 0);
        QCOMPARE(factsText(*cache), before);
        QVERIFY(std::filesystem::exists(path.string() + ".schema-2.backup"));
    }

    void aBackupIsAWholeCache()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        fill(path, folder);
        const auto copy = folder.path() / "copy.db";
        {
            auto cache = Cache::open(path, Cache::Access::write).value();
            cache->db().backupTo(copy.string());
        }
        auto original = Cache::open(path, Cache::Access::read).value();
        auto backup = Cache::open(copy, Cache::Access::read).value();
        QCOMPARE(factsText(*backup), factsText(*original));
        QCOMPARE(backup->identitySeed(), original->identitySeed());
    }

    void foreignFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("id,name\n1,x\n").repeated(1000);
        QTest::newRow("a database of others") << QByteArray();
        QTest::newRow("a cut-off database") << QByteArray("SQLite format 3\0\x10\0", 18);
    }

    void foreignFiles()
    {
        QFETCH(QByteArray, bytes);
        TestFolder folder;
        const auto path = folder.path() / "theirs.db";
        if (bytes.isEmpty()) {
            Database db(path.string(), Database::Mode::read_write);
            db.execute("CREATE TABLE t (x)");
            db.execute("INSERT INTO t VALUES (42)");
        } else {
            folder.write("theirs.db", bytes.toStdString());
        }
        const std::string before = bytesOf(path);
        for (const auto access : {Cache::Access::read, Cache::Access::write}) {
            const Error error = openError(path, access);
            QVERIFY2(error.code == Error::Code::schema, error.message.c_str());
            QVERIFY2(says(error, path.string()), error.message.c_str());
        }
        QVERIFY(bytesOf(path) == before);
    }

    void aDamagedFileIsRecognised()
    {
        TestFolder folder;
        const auto path = folder.path() / "a.db";
        fill(path, folder);
        const std::string bytes = bytesOf(path);
        int noticed = 0;
        for (std::size_t page = 0; page * 8192 < bytes.size(); page += 7) {
            std::string damaged = bytes;
            for (std::size_t i = page * 8192; i < std::min(damaged.size(), (page + 1) * 8192); ++i)
                damaged[i] = '\x5a';
            const auto target = std::filesystem::path(folder.write("damaged.db", damaged));
            auto cache = Cache::open(target, Cache::Access::read);
            if (!cache) {
                QVERIFY2(cache.error().code == Error::Code::schema, cache.error().message.c_str());
                ++noticed;
                continue;
            }
            const auto errors =
                guarded(**cache, [&]() -> Result<std::size_t> { return (*cache)->integrityErrors().size(); });
            noticed += !errors || *errors > 0;
        }
        QVERIFY(noticed > 0);
    }

    void aDamagedBlockIsNamed()
    {
        TestCache cache;
        deliver(cache, {request("10:00:00"), playable("10:00:04")}, {});
        QCOMPARE(cache.cache().integrityErrors().size(), 0U);
        for (const char* damage :
             {"payloads = zeroblob(10)", "payloads = x''", "raw_bytes = -1", "raw_bytes = raw_bytes + 1",
              "events = events + 1", "keys = zeroblob(240)", "keys = x'00'"}) {
            cache.cache().db().execute("SAVEPOINT before");
            cache.cache().db().execute(std::string("UPDATE event_block SET ") + damage);
            const auto errors = cache.cache().integrityErrors();
            QVERIFY2(errors.size() == 1, damage);
            QVERIFY2(errors[0].find("event block") != std::string::npos, errors[0].c_str());
            cache.cache().db().execute("ROLLBACK TO before");
            cache.cache().db().execute("RELEASE before");
        }
        QCOMPARE(cache.cache().integrityErrors().size(), 0U);
    }

    void damagedKeysDoNoHarm()
    {
        TestCache cache;
        deliver(cache, {request("10:00:00").id("x")}, {});
        // The one event's key, five times over, for a block that holds one event.
        cache.cache().db().execute(
            "UPDATE event_block SET keys = CAST(zeroblob(64) || substr(keys, 1, 16) || zeroblob(40) AS BLOB)");
        const auto summary = cache.importText(fileOf({request("10:00:00").id("x").with("note", 1)}, Form::wrapper));
        QCOMPARE(summary.totals.accepted + summary.totals.duplicates, 1);
    }

    void theRevisionGrowsWithEachCommit()
    {
        TestCache cache;
        QCOMPARE(cache.cache().revision(), 0);
        const auto first = cache.importText(fileOf({request("10:00:00")}, Form::wrapper));
        QCOMPARE(first.revision, 1);
        cache.resolve();
        const std::int64_t resolved = cache.cache().revision();
        QVERIFY(resolved > 1);
        cache.resolve();
        QCOMPARE(cache.cache().revision(), resolved);
        cache.reopen();
        QCOMPARE(cache.cache().revision(), resolved);
    }

    void sourcesKeepTheirIds()
    {
        TestCache cache;
        const std::int64_t a = cache.cache().sourceId("file", "a");
        QVERIFY(cache.cache().sourceId("file", "b") != a);
        QVERIFY(cache.cache().sourceId("topic", "a") != a);
        cache.reopen();
        QCOMPARE(cache.cache().sourceId("file", "a"), a);
    }

    void everyCacheHasASeedOfItsOwn()
    {
        TestCache one;
        TestCache other;
        QVERIFY(one.cache().identitySeed() != other.cache().identitySeed());
        const std::uint64_t seed = one.cache().identitySeed();
        one.reopen();
        QCOMPARE(one.cache().identitySeed(), seed);
    }

    void oneUnreadableFileDoesNotStopTheOthers()
    {
        TestCache cache;
        const std::string good = cache.folder().write("good", fileOf({request("10:00:00")}, Form::wrapper));
        const auto summary =
            importFiles(cache.cache(), {"/does/not/exist", good, cache.folder().path().string()}, {}, {}, {});
        QVERIFY(summary.has_value());
        QCOMPARE(summary->files.size(), 3U);
        QVERIFY(!summary->files[0].error.empty() && !summary->files[2].error.empty());
        QVERIFY(summary->files[1].error.empty());
        QCOMPARE(summary->totals.accepted, 1);
    }
};

QTEST_APPLESS_MAIN(TestCacheFile)
#include "tst_cache.moc"
