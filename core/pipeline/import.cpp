#include "core/pipeline/import.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <numeric>
#include <utility>

#include "core/feed/file_feed.h"
#include "core/pipeline/import_examples.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kProgressInterval = std::chrono::milliseconds(200);

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Bytes of each file; nothing when one has no size, like a pipe. What cannot be opened takes no time either.
std::vector<std::uint64_t> sizesOf(const std::vector<std::string>& paths)
{
    std::vector<std::uint64_t> sizes;
    for (const std::string& path : paths) {
        std::error_code error;
        const auto kind = path == "-" ? std::filesystem::file_type::fifo : std::filesystem::status(path, error).type();
        if (kind == std::filesystem::file_type::fifo || kind == std::filesystem::file_type::character ||
            kind == std::filesystem::file_type::socket)
            return {};
        const auto size = std::filesystem::file_size(path, error);
        sizes.push_back(error ? 0 : size);
    }
    return sizes;
}

class Importer {
public:
    Importer(Ingest& ingest, const ImportOptions& options, const std::function<void(const ImportProgress&)>& progress,
             std::stop_token stop, const std::vector<std::string>& paths)
        : m_ingest(ingest),
          m_options(options),
          m_report(progress),
          m_stop(std::move(stop)),
          m_fileCount(paths.size()),
          m_sizes(sizesOf(paths))
    {
    }

    Result<void> importFile(const std::string& path)
    {
        ImportedFile& file = m_summary.files.emplace_back();
        file.path = path;
        const auto start = Clock::now();
        auto feed = FileFeed::open(path, {.stop = m_stop, .snapshot_at = m_options.snapshot_at});
        if (!feed) {
            fail(file, feed.error());
            return {};
        }
        auto source = m_ingest.sourceId("file", path);
        if (!source)
            return tl::unexpected(source.error());
        m_source = *source;
        auto done = readAll(**feed, file);
        file.format = (*feed)->format();
        file.seconds = secondsSince(start);
        m_summary.totals.add(file.counts);
        return done;
    }

    ImportSummary& summary() { return m_summary; }
    const std::vector<ImportExample>& examples() const { return m_examples; }
    bool stopped() const { return m_stop.stop_requested(); }

private:
    Result<void> readAll(FileFeed& feed, ImportedFile& file)
    {
        while (!m_stop.stop_requested()) {
            auto records = feed.next();
            if (!records) {
                fail(file, records.error());
                return {};
            }
            if (records->empty())
                return {};
            for (const RawRecord& record : *records)
                take(record, file);
            if (auto failed = m_ingest.error())
                return tl::unexpected(*failed);
            showProgress(feed, file);
        }
        m_summary.cancelled = true;
        return {};
    }

    /// A file that was left because of the stop has no fault of its own.
    void fail(ImportedFile& file, const Error& error)
    {
        if (error.code == Error::Code::cancelled)
            m_summary.cancelled = true;
        else
            file.error = error.message;
    }

    void take(const RawRecord& record, ImportedFile& file)
    {
        ++file.counts.records;
        file.counts.bytes += static_cast<std::int64_t>(record.size);
        if (record.defect == RawRecord::Defect::oversize) {
            m_ingest.addDefect("oversize_record", m_source, record.size);
            reject(record, file, "oversize_record", "the record is longer than 16 MiB");
            return;
        }
        if (record.defect == RawRecord::Defect::cut_off) {
            m_ingest.addDefect("malformed_json", m_source, record.size);
            reject(record, file, "malformed_json", "the array ends or breaks here; the rest of the file was not read");
            return;
        }
        const auto result = m_ingest.add(record.text, m_options.org, m_source, record.number);
        switch (result.record_class) {
            case RecordClass::accepted: ++file.counts.accepted; break;
            case RecordClass::ignored:
                ++file.counts.ignored;
                keepExample("ignored", record, file, result.reason, result.detail);
                break;
            case RecordClass::duplicate: ++file.counts.duplicates; break;
            case RecordClass::rejected: reject(record, file, result.reason, result.detail); break;
        }
    }

    void reject(const RawRecord& record, ImportedFile& file, std::string_view reason, std::string_view detail)
    {
        ++file.counts.rejected;
        keepExample("rejected", record, file, reason, detail);
        if (m_summary.rejected_samples.size() < m_options.most_rejected_samples)
            m_summary.rejected_samples.push_back({file.path, record.line, std::string(reason), std::string(detail)});
    }

    void keepExample(std::string_view record_class, const RawRecord& record, const ImportedFile& file,
                     std::string_view reason, std::string_view detail)
    {
        std::size_t& kept = m_kept[std::pair(std::string(record_class), std::string(reason))];
        if (kept++ < kMostExamples)
            m_examples.push_back({.record_class = std::string(record_class),
                                  .reason = std::string(reason),
                                  .path = file.path,
                                  .line = record.line,
                                  .detail = std::string(detail)});
    }

    void showProgress(const FileFeed& feed, const ImportedFile& file)
    {
        const auto now = Clock::now();
        if (!m_report || now - m_lastReport < kProgressInterval)
            return;
        m_lastReport = now;
        const FileProgress at = feed.progress();
        const std::size_t number = m_summary.files.size();
        const auto sum = [&](std::size_t files) {
            return std::accumulate(m_sizes.begin(), m_sizes.begin() + static_cast<std::ptrdiff_t>(files),
                                   std::uint64_t{0});
        };
        m_report({.path = file.path,
                  .file_number = number,
                  .file_count = m_fileCount,
                  .bytes_read = at.bytes_read,
                  .bytes_total = at.bytes_total,
                  .all_bytes_read = m_sizes.empty() ? 0 : sum(number - 1) + at.bytes_read,
                  .all_bytes_total = sum(m_sizes.size()),
                  .records = m_summary.totals.records + file.counts.records,
                  .seconds = secondsSince(m_start)});
    }

    Ingest& m_ingest;
    const ImportOptions& m_options;
    const std::function<void(const ImportProgress&)>& m_report;
    std::stop_token m_stop;
    std::size_t m_fileCount;
    std::vector<std::uint64_t> m_sizes;  ///< of the files; none when one is unknown
    ImportSummary m_summary;
    std::vector<ImportExample> m_examples;
    std::map<std::pair<std::string, std::string>, std::size_t> m_kept;  ///< by class and reason
    std::int64_t m_source = 0;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_lastReport{};
};

bool hasLocalEvents(Cache& cache)
{
    return cache.db().integer("SELECT EXISTS (SELECT 1 FROM accounting WHERE org = 'local' AND class = 'accepted')") !=
           0;
}

}  // namespace

Result<ImportSummary> importFiles(Cache& cache, const std::vector<std::string>& paths, const ImportOptions& options,
                                  const std::function<void(const ImportProgress&)>& progress, std::stop_token stop)
{
    auto ingest = Ingest::open(cache, options.limits);
    if (!ingest)
        return tl::unexpected(ingest.error());
    Importer importer(**ingest, options, progress, std::move(stop), paths);
    for (const std::string& path : paths) {
        if (importer.stopped())
            break;
        if (auto done = importer.importFile(path); !done)
            return tl::unexpected(done.error());
    }
    if (auto done = (*ingest)->finish(); !done)
        return tl::unexpected(done.error());
    ingest->reset();
    return guarded(cache, [&]() -> Result<ImportSummary> {
        keepImportExamples(cache, importer.examples());
        ImportSummary summary = std::move(importer.summary());
        summary.cancelled = summary.cancelled || importer.stopped();
        summary.default_org_used = options.org.given.empty() && hasLocalEvents(cache);
        summary.revision = cache.revision();
        return summary;
    });
}

}  // namespace naap
