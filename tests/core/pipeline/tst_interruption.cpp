// Imports that break off: killed, cancelled, out of disk. Importing again completes them without loss or double count.

#include <QTest>

#include <csignal>
#include <fstream>
#include <random>

#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/generate/traffic.h"
#include "tests/support/printing.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_cache.h"

#if defined(__SANITIZE_ADDRESS__)  // g++
#define NAAP_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#define NAAP_ADDRESS_SANITIZER __has_feature(address_sanitizer)  // clang
#else
#define NAAP_ADDRESS_SANITIZER 0
#endif

using namespace naap;

namespace {

TrafficOptions traffic()
{
    TrafficOptions options;
    options.hours = 2;
    options.sessions_per_hour = 120;
    options.orchestrators = 10;
    options.capability_seconds = 300;
    return options;
}

const std::string& trafficText()
{
    static const std::string text = [] {
        std::string all;
        generateTraffic(traffic(), [&](const GeneratedRecord& record) {
            all.append(record.envelope).push_back('\n');
            return true;
        });
        return all;
    }();
    return text;
}

ImportOptions smallBatches()
{
    ImportOptions options;
    options.org.given = "cloudspe";
    options.limits.records = 300;
    return options;
}

const std::string& cleanFacts()
{
    static const std::string facts = [] {
        TestCache cache;
        cache.importText(trafficText(), smallBatches());
        cache.resolve();
        return factsText(cache.cache());
    }();
    return facts;
}

/// Runs `work` in a process of its own; its exit status is what `work` returns, or 128 and the signal.
int inChild(const std::function<int()>& work)
{
    const pid_t child = ::fork();
    if (child == 0) {
        int status = 99;
        try {
            status = work();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
        ::_exit(status);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// Imports and resolves; the kernel ends the process after so many microseconds, in whatever it is doing.
int importWithDeadline(const std::filesystem::path& cachePath, const std::string& file, suseconds_t microseconds)
{
    ::signal(SIGALRM, SIG_DFL);
    const itimerval deadline{.it_interval = {}, .it_value = {.tv_sec = 0, .tv_usec = microseconds}};
    ::setitimer(ITIMER_REAL, &deadline, nullptr);
    auto cache = Cache::open(cachePath, Cache::Access::write);
    if (!cache)
        return 1;
    if (!importFiles(**cache, {file}, smallBatches(), {}, {}))
        return 2;
    Resolver resolver(**cache);
    return resolver.resolveDirty() ? 0 : 3;
}

std::string importError(const std::filesystem::path& cachePath, const std::string& file)
{
    auto cache = Cache::open(cachePath, Cache::Access::write);
    if (!cache)
        return cache.error().message;
    const auto done = importFiles(**cache, {file}, smallBatches(), {}, {});
    if (!done)
        return done.error().message;
    Resolver resolver(**cache);
    const auto resolved = resolver.resolveDirty();
    return resolved ? std::string() : resolved.error().message;
}

}  // namespace

class TestInterruption : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(trafficText().size() > 3'000'000);
        QVERIFY(!cleanFacts().empty());
    }

    void killedAtAnyMoment()
    {
        TestCache cache;
        const std::string file = cache.folder().write("traffic.ndjson", trafficText());
        const auto path = cache.folder().path() / "killed.db";
        std::mt19937 random(20260401);
        int killed = 0;
        for (int i = 0; i < 40; ++i) {
            const auto microseconds = static_cast<suseconds_t>(1'000 + random() % 60'000);
            const int status = inChild([&] { return importWithDeadline(path, file, microseconds); });
            QVERIFY2(status == 0 || status == 128 + SIGALRM, std::to_string(status).c_str());
            killed += status != 0;
        }
        QVERIFY(killed > 5);
        auto opened = Cache::open(path, Cache::Access::write);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        QCOMPARE((*opened)->integrityErrors().size(), 0U);
        const auto summary = importFiles(**opened, {file}, smallBatches(), {}, {});
        QVERIFY(summary.has_value());
        Resolver resolver(**opened);
        QVERIFY(resolver.resolveDirty().has_value());
        const std::string facts = factsText(**opened);
        QVERIFY2(facts == cleanFacts(), firstDifference(cleanFacts(), facts).c_str());
    }

    void cancelled()
    {
        TestCache cache;
        const std::string file = cache.folder().write("traffic.ndjson", trafficText());
        std::stop_source stop;
        const auto summary = importFiles(
            cache.cache(), {file, file}, smallBatches(), [&](const ImportProgress&) { stop.request_stop(); },
            stop.get_token());
        QVERIFY(summary && summary->cancelled);
        QVERIFY(summary->totals.records > 0);
        QCOMPARE(cache.accounted("accepted"), summary->totals.accepted);
        QCOMPARE(cache.cache().integrityErrors().size(), 0U);
        cache.resolve();
        QVERIFY(factsText(cache.cache()) != cleanFacts());
        cache.importFile(file, smallBatches());
        cache.resolve();
        QVERIFY(factsText(cache.cache()) == cleanFacts());
    }

    void aFileThatMayNotGrow()
    {
        TestCache cache;
        const std::string file = cache.folder().write("traffic.ndjson", trafficText());
        const auto path = cache.folder().path() / "full.db";
        const std::string said = (cache.folder().path() / "said").string();
        const int status = inChild([&] {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{.rlim_cur = 700'000, .rlim_max = 700'000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const std::string error = importError(path, file);
            std::ofstream(said) << error;
            return error.empty() ? 1 : 0;
        });
        QCOMPARE(status, 0);
        QVERIFY(std::filesystem::file_size(said) > 0);
        QCOMPARE(importError(path, file), std::string());
        auto opened = Cache::open(path, Cache::Access::read);
        QVERIFY(opened.has_value());
        QVERIFY(factsText(**opened) == cleanFacts());
    }

    void aFullDisk()
    {
        TestCache cache;
        const std::string file = cache.folder().write("traffic.ndjson", trafficText());
        const std::string said = (cache.folder().path() / "said").string();
        const auto disk = cache.folder().path() / "disk";
        std::filesystem::create_directory(disk);
        const int status = inChild([&] {
            if (!mountSmallDisk(disk, "size=1m"))
                return 42;
            std::ofstream(said) << importError(disk / "cache.db", file);
            // Somebody made room.
            if (!resizeSmallDisk(disk, "size=200m"))
                return 43;
            if (const std::string error = importError(disk / "cache.db", file); !error.empty()) {
                std::fprintf(stderr, "%s\n", error.c_str());
                return 1;
            }
            auto opened = Cache::open(disk / "cache.db", Cache::Access::read);
            return opened && factsText(**opened) == cleanFacts() ? 0 : 2;
        });
        if (status == 42)
            QSKIP("this user may not mount a small file system");
        QCOMPARE(status, 0);
        std::ifstream in(said);
        const std::string sentence((std::istreambuf_iterator<char>(in)), {});
        QVERIFY2(sentence.find("no space left on the disk") != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("import the same files again") != std::string::npos, sentence.c_str());
    }

    /// Events of thousands of hours, as a file of years or a hostile one has: neither slow nor hungry.
    void eventsOfThousandsOfHours()
    {
#if NAAP_ADDRESS_SANITIZER
        QSKIP("the address sanitizer reserves more address space than this test allows");
#endif
        std::string text;
        for (int hour = 0; hour < 20'000; ++hour)
            text += "{\"id\":\"h" + std::to_string(hour) + "\",\"type\":\"create_new_payment\",\"timestamp\":\"" +
                    std::to_string(1'700'000'000'000 + hour * 3'600'000LL) + "\",\"data\":{\"faceValue\":\"1 WEI\"}}\n";
        const int status = inChild([&] {
            const rlimit memory{.rlim_cur = 2'000'000'000, .rlim_max = 2'000'000'000};
            ::setrlimit(RLIMIT_AS, &memory);
            TestCache cache;
            return cache.importText(text).totals.accepted == 20'000 ? 0 : 1;
        });
        QCOMPARE(status, 0);
    }
};

QTEST_APPLESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
