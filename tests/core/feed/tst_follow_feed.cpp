// Growing files and folders: what was added is read once, whatever is done to the names.

#include <QTest>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "core/feed/follow_feed.h"
#include "core/generate/compressed_file.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

void append(const fs::path& path, std::string_view text)
{
    std::ofstream(path, std::ios::app | std::ios::binary) << text;
}

void replace(const fs::path& path, std::string_view text)
{
    std::ofstream(path, std::ios::trunc | std::ios::binary) << text;
}

/// As if nothing had happened to the file for an hour.
void age(const fs::path& path)
{
    fs::last_write_time(path, fs::file_time_type::clock::now() - 1h);
}

/// A feed with its positions, as a cache would keep them.
class Follower {
public:
    explicit Follower(fs::path path) : m_path(std::move(path)) { open(); }

    /// A new feed that goes on where the last one was committed.
    void open()
    {
        m_feed = std::make_unique<FollowFeed>(m_path.string(), FollowOptions{.org = {}, .look = 20ms});
        std::vector<FeedPosition> positions;
        for (const auto& [key, position] : m_positions)
            positions.push_back({"file", key.first, key.second, position});
        m_feed->resume(positions);
    }

    /// All records that come until there are `count` of them, or until none comes for the time `quiet`.
    std::vector<std::string> read(std::size_t count, std::chrono::milliseconds quiet = 5s)
    {
        std::vector<std::string> texts;
        while (texts.size() < count) {
            FeedBatch batch = m_feed->next(quiet, {});
            if (!batch.hasContent())
                break;
            for (const RawRecord& record : batch.records())
                texts.push_back(record.defect == RawRecord::Defect::none ? std::string(record.text)
                                                                         : fmt::format("defect of {}", record.size));
            keep(batch);
            for (std::string& remark : m_feed->takeRemarks())
                m_remarks.push_back(std::move(remark));
        }
        return texts;
    }
    /// Nothing more comes.
    std::vector<std::string> rest() { return read(SIZE_MAX, 200ms); }

    std::size_t positions() const { return m_positions.size(); }
    const std::vector<std::string>& remarks() const { return m_remarks; }
    FollowFeed& feed() { return *m_feed; }

private:
    void keep(const FeedBatch& batch)
    {
        if (!batch.position)
            return;
        const std::pair key(batch.source->name, batch.part);
        if (batch.position->empty())
            m_positions.erase(key);
        else
            m_positions[key] = *batch.position;
    }

    fs::path m_path;
    std::unique_ptr<FollowFeed> m_feed;
    std::map<std::pair<std::string, std::string>, std::string> m_positions;
    std::vector<std::string> m_remarks;
};

using Texts = std::vector<std::string>;

}  // namespace

class TestFollowFeed : public QObject {
    Q_OBJECT

private slots:
    void linesAreReadAsTheyComplete();
    void aLastLineThatIsAWholeObjectCounts();
    void aRestartGoesOnBehindTheLastCommittedLine();
    void aFileThatComesLaterIsRead();
    void rotation_data();
    void rotation();
    void aFileRotatedWhileNobodyLookedIsReadToItsEnd();
    void aFileWrittenAnewIsReadFromItsBeginning_data();
    void aFileWrittenAnewIsReadFromItsBeginning();
    void aFolderGivesAllItsFilesAndNewOnes();
    void compressedFilesAndArraysAreReadWhenComplete_data();
    void compressedFilesAndArraysAreReadWhenComplete();
    void aCompressedFileIsNotReadTwice();
    void otherFilesAreLeftOutAndNamed_data();
    void otherFilesAreLeftOutAndNamed();
    void linesAboveTheLimitAreDefects();
};

void TestFollowFeed::linesAreReadAsTheyComplete()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    replace(file, "{\"a\":1}\r\n\n  {\"a\":2} \n{\"a\":");
    Follower follower(file);
    QCOMPARE(follower.feed().state().kind, FeedState::Kind::connecting);
    QCOMPARE(follower.read(2), Texts({R"({"a":1})", R"({"a":2})"}));
    QCOMPARE(follower.rest(), Texts());
    QCOMPARE(follower.feed().state().kind, FeedState::Kind::live);
    append(file, "3}\n{\"a\":4}\n");
    QCOMPARE(follower.read(2), Texts({R"({"a":3})", R"({"a":4})"}));
}

void TestFollowFeed::aLastLineThatIsAWholeObjectCounts()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    replace(file, "{\"a\":1}\n{\"a\":{\"b\":\"}\"}");
    age(file);
    Follower follower(file);
    QCOMPARE(follower.read(1), Texts({R"({"a":1})"}));
    QCOMPARE(follower.rest(), Texts());  // a brace is missing
    append(file, "}");
    QCOMPARE(follower.read(1), Texts({R"({"a":{"b":"}"}})"}));
    append(file, "\n{\"a\":3}\n");
    QCOMPARE(follower.read(1), Texts({R"({"a":3})"}));
}

void TestFollowFeed::aRestartGoesOnBehindTheLastCommittedLine()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    replace(file, "{\"a\":1}\n{\"a\":2}\n{\"a\":");
    Follower follower(file);
    QCOMPARE(follower.read(2).size(), 2u);
    append(file, "3}\n");
    follower.open();
    QCOMPARE(follower.read(1), Texts({R"({"a":3})"}));
    follower.open();
    QCOMPARE(follower.rest(), Texts());
}

void TestFollowFeed::aFileThatComesLaterIsRead()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    Follower follower(file);
    QCOMPARE(follower.rest(), Texts());
    QCOMPARE(follower.feed().state().kind, FeedState::Kind::waiting);
    QVERIFY(follower.feed().state().reason.find("events.ndjson") != std::string::npos);
    replace(file, "{\"a\":1}\n");
    QCOMPARE(follower.read(1), Texts({R"({"a":1})"}));
}

void TestFollowFeed::rotation_data()
{
    QTest::addColumn<bool>("inFolder");
    QTest::newRow("a file") << false;
    QTest::newRow("a folder") << true;
}

void TestFollowFeed::rotation()
{
    QFETCH(bool, inFolder);
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    replace(file, "{\"a\":1}\n");
    Follower follower(inFolder ? folder.path() : file);
    QCOMPARE(follower.read(1), Texts({R"({"a":1})"}));
    fs::rename(file, folder.path() / "events.ndjson.1");
    append(folder.path() / "events.ndjson.1", "{\"a\":2}\n");  // the writer has not noticed yet
    replace(file, "{\"a\":3}\n");
    Texts both = follower.read(2);
    std::ranges::sort(both);
    QCOMPARE(both, Texts({R"({"a":2})", R"({"a":3})"}));
    append(file, "{\"a\":4}\n");
    QCOMPARE(follower.read(1), Texts({R"({"a":4})"}));
    follower.open();
    QCOMPARE(follower.rest(), Texts());
}

void TestFollowFeed::aFileRotatedWhileNobodyLookedIsReadToItsEnd()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    replace(file, "{\"a\":1}\n");
    Follower follower(file);
    QCOMPARE(follower.read(1).size(), 1u);
    append(file, "{\"a\":2}\n{\"a\":3");
    fs::rename(file, folder.path() / "old");
    age(folder.path() / "old");
    replace(file, "{\"a\":4}\n");
    follower.open();
    Texts three = follower.read(3);
    std::ranges::sort(three);
    QCOMPARE(three, Texts({R"({"a":2})", R"({"a":3)", R"({"a":4})"}));  // its last line never got an end
    QCOMPARE(follower.rest(), Texts());
    QCOMPARE(follower.positions(), 1u);
}

void TestFollowFeed::aFileWrittenAnewIsReadFromItsBeginning_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("closed");
    QTest::newRow("shorter") << QByteArray("{\"b\":1}\n") << false;
    QTest::newRow("longer") << QByteArray("{\"b\":1}\n{\"b\":2}\n{\"b\":3}\n{\"b\":4}\n") << false;
    QTest::newRow("shorter, while nobody looked") << QByteArray("{\"b\":1}\n") << true;
    QTest::newRow("longer, while nobody looked") << QByteArray("{\"b\":1}\n{\"b\":2}\n{\"b\":3}\n") << true;
}

void TestFollowFeed::aFileWrittenAnewIsReadFromItsBeginning()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, closed);
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    replace(file, "{\"a\":1}\n{\"a\":2}\n");
    Follower follower(file);
    QCOMPARE(follower.read(2).size(), 2u);
    replace(file, text.toStdString());
    if (closed)
        follower.open();
    const auto count = static_cast<std::size_t>(text.count('\n'));
    const Texts texts = follower.read(count);
    QCOMPARE(texts.size(), count);
    QCOMPARE(texts.front(), R"({"b":1})");
    if (!closed)
        QCOMPARE(follower.remarks().size(), 1u);
}

void TestFollowFeed::aFolderGivesAllItsFilesAndNewOnes()
{
    TestFolder folder;
    replace(folder.path() / "b.ndjson", "{\"b\":1}\n");
    replace(folder.path() / "a.ndjson", "{\"a\":1}\n");
    replace(folder.path() / ".hidden", "{\"h\":1}\n");
    replace(folder.path() / "c.tmp", "{\"c\":1}\n");
    fs::create_directory(folder.path() / "deeper");
    Follower follower(folder.path());
    Texts two = follower.read(2);
    std::ranges::sort(two);
    QCOMPARE(two, Texts({R"({"a":1})", R"({"b":1})"}));
    fs::rename(folder.path() / "c.tmp", folder.path() / "c.ndjson");
    append(folder.path() / "a.ndjson", "{\"a\":2}\n");
    two = follower.read(2);
    std::ranges::sort(two);
    QCOMPARE(two, Texts({R"({"a":2})", R"({"c":1})"}));
    follower.open();
    QCOMPARE(follower.rest(), Texts());
    QCOMPARE(follower.positions(), 3u);
}

void TestFollowFeed::compressedFilesAndArraysAreReadWhenComplete_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("gzip") << "events.ndjson.gz";
    QTest::newRow("zstd") << "events.ndjson.zst";
    QTest::newRow("array") << "events.json";
}

void TestFollowFeed::compressedFilesAndArraysAreReadWhenComplete()
{
    QFETCH(QString, name);
    TestFolder folder;
    const fs::path whole = folder.path() / fmt::format(".{}", name.toStdString());
    if (name == "events.json") {
        replace(whole, R"([{"a":1},{"a":2}])");
    } else {
        auto file = CompressedFile::open(whole.string(), 3);
        QVERIFY(file);
        QVERIFY((*file)->write("{\"a\":1}\n{\"a\":2}\n"));
        QVERIFY((*file)->finish());
    }
    std::ifstream in(whole, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const fs::path file = folder.path() / name.toStdString();
    replace(file, std::string_view(bytes).substr(0, bytes.size() / 2));
    Follower follower(folder.path());
    QCOMPARE(follower.rest(), Texts());
    append(file, std::string_view(bytes).substr(bytes.size() / 2));
    QCOMPARE(follower.read(2), Texts({R"({"a":1})", R"({"a":2})"}));
    QCOMPARE(follower.remarks(), Texts());
}

void TestFollowFeed::aCompressedFileIsNotReadTwice()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.json";
    replace(file, R"([{"a":1},{"a":2}])");
    age(file);
    Follower follower(folder.path());
    QCOMPARE(follower.read(2).size(), 2u);
    QCOMPARE(follower.rest(), Texts());
    follower.open();
    QCOMPARE(follower.rest(), Texts());
    replace(file, R"([{"a":1},{"a":2},{"a":3}])");
    age(file);
    QCOMPARE(follower.read(3).size(), 3u);
}

void TestFollowFeed::otherFilesAreLeftOutAndNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n and so on") << QByteArray("PNG");
    QTest::newRow("text") << QByteArray("Read me first.\n") << QByteArray("is not JSON");
}

void TestFollowFeed::otherFilesAreLeftOutAndNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, reason);
    TestFolder folder;
    replace(folder.path() / "other", text.toStdString());
    replace(folder.path() / "events", "{\"a\":1}\n");
    Follower follower(folder.path());
    QCOMPARE(follower.read(1), Texts({R"({"a":1})"}));
    QCOMPARE(follower.rest(), Texts());
    Texts remarks = follower.remarks();
    std::ranges::move(follower.feed().takeRemarks(), std::back_inserter(remarks));
    QCOMPARE(remarks.size(), 1u);
    QVERIFY2(remarks[0].find(reason.toStdString()) != std::string::npos, remarks[0].c_str());
    QVERIFY(remarks[0].find("other") != std::string::npos);
}

void TestFollowFeed::linesAboveTheLimitAreDefects()
{
    TestFolder folder;
    const fs::path file = folder.path() / "events.ndjson";
    const std::string longLine = fmt::format(R"({{"a":"{}"}})", std::string(maxRecordBytes, 'x'));
    replace(file, fmt::format("{{\"a\":1}}\n{}\n{{\"a\":2}}\n", longLine));
    Follower follower(file);
    QCOMPARE(follower.read(3), Texts({R"({"a":1})", fmt::format("defect of {}", longLine.size()), R"({"a":2})"}));
    QCOMPARE(follower.remarks(),
             Texts({fmt::format("line 2 of \"{}\" is passed over: it has 16.0 MiB, and 16 MiB are the most",
                                file.string())}));
    follower.open();
    QCOMPARE(follower.rest(), Texts());
}

QTEST_APPLESS_MAIN(TestFollowFeed)
#include "tst_follow_feed.moc"
