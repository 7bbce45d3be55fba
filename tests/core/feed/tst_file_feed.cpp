#include <QtTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/core/feed/feed_reading.h"

using namespace naap;

namespace {

using Texts = std::vector<std::string>;

std::string lines(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "{\"number\":" + std::to_string(i) + "}\n";
    return text;
}

void writeAll(int descriptor, const std::string& bytes)
{
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t written = ::write(descriptor, bytes.data() + done, bytes.size() - done);
        if (written <= 0)
            return;
        done += static_cast<std::size_t>(written);
    }
}

/// Standard input is the reading end of a pipe for as long as this lives.
class PipeAsStandardInput {
public:
    PipeAsStandardInput() : m_before(::dup(STDIN_FILENO))
    {
        std::array<int, 2> ends{};
        m_ok = ::pipe(ends.data()) == 0 && ::dup2(ends[0], STDIN_FILENO) == STDIN_FILENO;
        ::close(ends[0]);
        m_writing = ends[1];
    }
    ~PipeAsStandardInput()
    {
        closeWriting();
        ::dup2(m_before, STDIN_FILENO);
        ::close(m_before);
    }
    PipeAsStandardInput(const PipeAsStandardInput&) = delete;
    PipeAsStandardInput& operator=(const PipeAsStandardInput&) = delete;

    bool ok() const { return m_ok; }
    int writing() const { return m_writing; }
    void closeWriting()
    {
        if (m_writing >= 0)
            ::close(m_writing);
        m_writing = -1;
    }

private:
    int m_before;
    int m_writing = -1;
    bool m_ok = false;
};

/// 100 MB in one line (or one element), and a short record before and behind; nothing of it is in memory at once.
class LongRecordSource : public ByteSource {
public:
    LongRecordSource(std::string before, std::string behind) : m_before(std::move(before)), m_behind(std::move(behind))
    {
    }

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        const std::uint64_t total = bytesTotal();
        std::size_t count = 0;
        for (; count < size && m_given < total; ++count, ++m_given) {
            if (m_given < m_before.size())
                into[count] = m_before[m_given];
            else if (m_given < total - m_behind.size())
                into[count] = 'x';
            else
                into[count] = m_behind[m_given - (total - m_behind.size())];
        }
        return count;
    }

    std::uint64_t bytesRead() const override { return m_given; }
    std::uint64_t bytesTotal() const override { return m_before.size() + 100'000'000 + m_behind.size(); }

private:
    std::string m_before;
    std::string m_behind;
    std::uint64_t m_given = 0;
};

long peakKilobytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

class FileFeedTest : public QObject {
    Q_OBJECT

private slots:
    // First: it looks at the highest memory use so far, which other tests would raise.
    void longRecordNeedsLittleMemory_data();
    void longRecordNeedsLittleMemory();
    void plainFile();
    void nameDoesNotMatter();
    void standardInput();
    void pipeInSmallPieces();
    void signalsDoNotEndTheReading();
    void notThere_data();
    void notThere();
    void directory();
    void noPermission();
    void becomesShorter();
    void isDeletedWhileRead();
    void progressGrows();

private:
    std::string path(const char* name) const { return (m_folder.path() + '/' + name).toStdString(); }
    std::string fileOf(const std::string& content, const char* name = "events.txt") const
    {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }

    QTemporaryDir m_folder;
};

void FileFeedTest::plainFile()
{
    const Reading reading = readAll(FileFeed::open(fileOf(lines(200'000))));
    QVERIFY(!reading.error);
    QCOMPARE(reading.records.size(), std::size_t{200'000});
    QVERIFY(reading.records == readBytes(lines(200'000), inBlocksOf(1000)).records);
    QCOMPARE(reading.records.back().text, std::string("{\"number\":199999}"));
    QCOMPARE(reading.records.back().line, std::uint64_t{200'000});
}

void FileFeedTest::nameDoesNotMatter()
{
    const Reading reading = readAll(FileFeed::open(fileOf("[{},{ }]", "events.ndjson.gz")));
    QCOMPARE(outline(reading), (Texts{"{}", "{ }"}));
    QCOMPARE(reading.format, std::string("JSON array"));
}

void FileFeedTest::standardInput()
{
    PipeAsStandardInput input;
    QVERIFY(input.ok());
    const std::string text = lines(100'000);
    std::jthread writer([&] {
        writeAll(input.writing(), text);
        input.closeWriting();
    });
    const Reading reading = readAll(FileFeed::open("-"));
    QVERIFY(!reading.error);
    QVERIFY(reading.records == readBytes(text).records);
}

void FileFeedTest::pipeInSmallPieces()
{
    const std::string text = lines(50);
    for (std::size_t piece = 1; piece < 40; ++piece) {
        const Reading reading = readAll(FileFeed::over(std::make_unique<MemorySource>(text, piece), "events"));
        QVERIFY(!reading.error);
        QCOMPARE(reading.records.size(), std::size_t{50});
    }
}

void FileFeedTest::signalsDoNotEndTheReading()
{
    PipeAsStandardInput input;
    QVERIFY(input.ok());
    struct sigaction interrupt {};
    struct sigaction before {};
    interrupt.sa_handler = [](int) {};  // without SA_RESTART: read(2) returns with EINTR
    ::sigaction(SIGUSR1, &interrupt, &before);
    const pthread_t reader = ::pthread_self();
    std::jthread writer([&] {
        for (int i = 0; i < 200; ++i) {
            writeAll(input.writing(), lines(1));
            ::pthread_kill(reader, SIGUSR1);
        }
        input.closeWriting();
    });
    const Reading reading = readAll(FileFeed::open("-"));
    writer.join();
    ::sigaction(SIGUSR1, &before, nullptr);
    QVERIFY2(!reading.error, reading.error ? reading.error->message.c_str() : "");
    QCOMPARE(reading.records.size(), std::size_t{200});
}

void FileFeedTest::notThere_data()
{
    QTest::addColumn<QString>("below");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << "missing.json"
                             << "does not exist; check the path";
    QTest::newRow("below a file") << "file/events.json"
                                  << "does not exist: a part of its path is a file";
    QTest::newRow("name too long") << QString(300, 'x') << "cannot be opened: ";
}

void FileFeedTest::notThere()
{
    QFETCH(QString, below);
    QFETCH(QString, reason);
    fileOf("{}", "file");
    const std::string name = path(below.toStdString().c_str());
    const auto feed = FileFeed::open(name);
    QVERIFY(!feed);
    QVERIFY(feed.error().code == Error::Code::io);
    QVERIFY2(feed.error().message.starts_with('"' + name + "\" " + reason.toStdString()), feed.error().message.c_str());
}

void FileFeedTest::directory()
{
    const auto feed = FileFeed::open(m_folder.path().toStdString());
    QVERIFY(!feed);
    QVERIFY(feed.error().code == Error::Code::unsupported);
    QVERIFY(feed.error().message.find("is a directory") != std::string::npos);
}

void FileFeedTest::noPermission()
{
    const std::string name = fileOf("{}", "secret.json");
    ::chmod(name.c_str(), 0);
    constexpr uid_t nobody = 65534;
    const bool isRoot = ::geteuid() == 0;  // who may read everything
    ::chmod(m_folder.path().toLocal8Bit().constData(), 0755);
    if (isRoot && ::seteuid(nobody) != 0)
        QSKIP("this user may read everything");
    const auto feed = FileFeed::open(name);
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(!feed);
    QVERIFY(feed.error().code == Error::Code::io);
    QVERIFY(feed.error().message.find("no permission") != std::string::npos);
}

void FileFeedTest::becomesShorter()
{
    const std::string text = lines(100'000);
    const std::string name = fileOf(text);
    auto feed = FileFeed::open(name);
    QVERIFY(feed);
    std::filesystem::resize_file(name, text.size() - 10);
    Reading reading;
    readAll(**feed, reading);
    QVERIFY(reading.error);
    QVERIFY(reading.error->code == Error::Code::io);
    QVERIFY2(reading.error->message.find("became shorter while it was read") != std::string::npos,
             reading.error->message.c_str());
    QVERIFY(reading.records.size() > 10'000);
    QVERIFY(reading.records.back().number < 100'000);
    QVERIFY(!(*feed)->next());
}

void FileFeedTest::isDeletedWhileRead()
{
    const std::string name = fileOf(lines(100'000));
    auto feed = FileFeed::open(name);
    QVERIFY(feed);
    QVERIFY(std::filesystem::remove(name));
    Reading reading;
    readAll(**feed, reading);
    QVERIFY(!reading.error);
    QCOMPARE(reading.records.size(), std::size_t{100'000});
}

void FileFeedTest::progressGrows()
{
    const std::string text = lines(200'000);
    auto feed = FileFeed::open(fileOf(text));
    QVERIFY(feed);
    QCOMPARE((*feed)->progress().bytes_total, std::uint64_t{text.size()});
    FileProgress before;
    for (;;) {
        const auto batch = (*feed)->next();
        QVERIFY(batch);
        if (batch->empty())
            break;
        const FileProgress now = (*feed)->progress();
        QVERIFY(now.records == before.records + batch->size());
        QVERIFY(now.bytes_read >= batch->back().byte + batch->back().size);
        QVERIFY(now.bytes_read >= before.bytes_read);
        before = now;
    }
    QCOMPARE((*feed)->progress().bytes_read, std::uint64_t{text.size()});
    QCOMPARE(before.records, std::uint64_t{200'000});
}

void FileFeedTest::longRecordNeedsLittleMemory_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("behind");
    QTest::newRow("line") << QByteArray("{}\n{\"a\":\"") << QByteArray("\"}\n{ }\n");
    QTest::newRow("element") << QByteArray("[{},{\"a\":\"") << QByteArray("\"},{ }]");
    QTest::newRow("text element") << QByteArray("[{},\"_____") << QByteArray("_\",{ }]");
    QTest::newRow("unquoted element") << QByteArray("[{},______") << QByteArray("__,{ }]");
}

void FileFeedTest::longRecordNeedsLittleMemory()
{
#if defined(__SANITIZE_THREAD__)
    QSKIP("the thread sanitizer's own memory would be counted");
#endif
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, behind);
    const long peakBefore = peakKilobytes();
    auto source = std::make_unique<LongRecordSource>(before.toStdString(), behind.toStdString());
    const Reading reading = readAll(FileFeed::over(std::move(source), "events"));
    QVERIFY(!reading.error);
    QCOMPARE(outline(reading), (Texts{"{}", "oversize 100000008", "{ }"}));
    QVERIFY2(peakKilobytes() - peakBefore < 60'000, qPrintable(QString::number(peakKilobytes() - peakBefore)));
}

QTEST_APPLESS_MAIN(FileFeedTest)
#include "tst_file_feed.moc"
