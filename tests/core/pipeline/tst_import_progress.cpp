#include <QtTest>

#include <thread>

#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/pipeline/import.h"
#include "core/pipeline/ingest.h"
#include "tests/support/printing.h"
#include "tests/support/telling.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace naap::telling;

namespace {

struct Imported {
    ImportSummary summary;
    std::vector<ImportProgress> progress;
};

Imported imported(TestCache& cache, const std::vector<std::string>& paths, std::stop_token stop = {})
{
    Imported result;
    const auto keep = [&](const ImportProgress& at) { result.progress.push_back(at); };
    result.summary = importFiles(cache.cache(), paths, {}, keep, std::move(stop)).value();
    return result;
}

}  // namespace

/// What an import tells while it runs, and how it is stopped.
class ImportProgressTest : public QObject {
    Q_OBJECT

private slots:
    void bytesCoverAllFiles()
    {
        TestCache cache;
        const std::string events = fileOf({request("10:00:00")}, Form::ndjson);
        const std::string words = cache.folder().write("words.txt", "no events in here");
        const std::string first = cache.folder().write("first.ndjson", events);
        const std::string later = cache.folder().write("later.ndjson", events + events);
        const auto at = imported(cache, {words, "missing.ndjson", first, later}).progress.at(0);
        QCOMPARE(at.file_number, std::size_t{3});
        QCOMPARE(at.bytes_read, std::uint64_t{events.size()});
        QCOMPARE(at.all_bytes_read, std::uint64_t{17 + events.size()});
        QCOMPARE(at.all_bytes_total, std::uint64_t{17 + 3 * events.size()});
    }

    /// Once a second thread prepared its statements meanwhile, and memory was damaged in one run of many.
    void theCacheIsTheCallersUntilTheFirstBatch()
    {
        TestCache cache;
        for (int i = 0; i < 300; ++i) {
            auto ingest = Ingest::open(cache.cache(), {}).value();
            QCOMPARE(ingest->sourceId("file", fmt::format("{}", i % 7)).value(), i % 7 + 1);
            QVERIFY(ingest->finish().has_value());
        }
    }

    void aPipeHasNoSize()
    {
        TestCache cache;
        const std::string events = fileOf({request("10:00:00")}, Form::ndjson);
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        QCOMPARE(::write(ends[1], events.data(), events.size()), static_cast<ssize_t>(events.size()));
        ::close(ends[1]);
        const std::string first = cache.folder().write("first.ndjson", events);
        const auto result = imported(cache, {first, fmt::format("/dev/fd/{}", ends[0])});
        ::close(ends[0]);
        QCOMPARE(result.summary.totals.records, std::int64_t{2});
        QCOMPARE(result.progress.at(0).all_bytes_total, std::uint64_t{0});
        QCOMPARE(result.progress.at(0).all_bytes_read, std::uint64_t{0});
    }

    /// A writer that neither writes on nor goes: the stop ends the wait, and what came before is kept.
    void aStopEndsTheWaitForAPipe()
    {
        TestCache cache;
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        std::stop_source stop;
        // Three blocks and a bit: more than the pipe holds, so that all but its end has been read once it is written.
        std::jthread writer([&] {
            constexpr std::size_t kWritten = 3'300'000;
            for (std::size_t written = 0; written < kWritten;) {
                const std::string line = fileOf({status("10:00:00").id(fmt::format("e{}", written))}, Form::ndjson);
                for (std::size_t done = 0; done < line.size();)
                    done += static_cast<std::size_t>(::write(ends[1], line.data() + done, line.size() - done));
                written += line.size();
            }
            stop.request_stop();
        });
        const auto result = imported(cache, {fmt::format("/dev/fd/{}", ends[0])}, stop.get_token());
        writer.join();
        ::close(ends[0]);
        ::close(ends[1]);
        QVERIFY(result.summary.cancelled);
        QCOMPARE(result.summary.files.at(0).error, std::string());
        QVERIFY(cache.accounted("accepted") > 0);
        QCOMPARE(cache.accounted("rejected"), std::int64_t{0});
    }

    void aStopEndsTheWaitForAWriter()
    {
        TestCache cache;
        const std::string fifo = (cache.folder().path() / "fifo").string();
        QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
        std::stop_source stop;
        std::jthread stopper([&] { stop.request_stop(); });
        const auto result = imported(cache, {fifo}, stop.get_token());
        QVERIFY(result.summary.cancelled);
        for (const ImportedFile& file : result.summary.files)
            QCOMPARE(file.error, std::string());
    }
};

QTEST_APPLESS_MAIN(ImportProgressTest)
#include "tst_import_progress.moc"
