#include "core/pipeline/import.h"

#include <chrono>
#include <filesystem>

#include "core/feed/file_feed.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kProgressInterval = std::chrono::milliseconds(200);

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class Importer {
public:
    Importer(Ingest& ingest, const ImportOptions& options, const std::function<void(const ImportProgress&)>& progress,
             std::stop_token stop, std::size_t fileCount)
        : m_ingest(ingest), m_options(options), m_report(progress), m_stop(std::move(stop)), m_fileCount(fileCount)
    {
    }

    Result<void> importFile(const std::string& path)
    {
        ImportedFile& file = m_summary.files.emplace_back();
        file.path = path;
        const auto start = Clock::now();
        auto feed = FileFeed::open(path);
        if (!feed) {
            file.error = feed.error().message;
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
    bool stopped() const { return m_stop.stop_requested(); }

private:
    Result<void> readAll(FileFeed& feed, ImportedFile& file)
    {
        while (!m_stop.stop_requested()) {
            auto records = feed.next();
            if (!records) {
                file.error = records.error().message;
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
            case RecordClass::ignored: ++file.counts.ignored; break;
            case RecordClass::duplicate: ++file.counts.duplicates; break;
            case RecordClass::rejected: reject(record, file, result.reason, result.detail); break;
        }
    }

    void reject(const RawRecord& record, ImportedFile& file, std::string_view reason, std::string_view detail)
    {
        ++file.counts.rejected;
        if (m_summary.rejected_samples.size() < m_options.most_rejected_samples)
            m_summary.rejected_samples.push_back({file.path, record.line, std::string(reason), std::string(detail)});
    }

    void showProgress(const FileFeed& feed, const ImportedFile& file)
    {
        const auto now = Clock::now();
        if (!m_report || now - m_lastReport < kProgressInterval)
            return;
        m_lastReport = now;
        const FileProgress at = feed.progress();
        m_report({.path = file.path,
                  .file_number = m_summary.files.size(),
                  .file_count = m_fileCount,
                  .bytes_read = at.bytes_read,
                  .bytes_total = at.bytes_total,
                  .records = m_summary.totals.records + file.counts.records,
                  .seconds = secondsSince(m_start)});
    }

    Ingest& m_ingest;
    const ImportOptions& m_options;
    const std::function<void(const ImportProgress&)>& m_report;
    std::stop_token m_stop;
    std::size_t m_fileCount;
    ImportSummary m_summary;
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
    Importer importer(**ingest, options, progress, stop, paths.size());
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
        ImportSummary summary = std::move(importer.summary());
        summary.cancelled = summary.cancelled || importer.stopped();
        summary.default_org_used = options.org.given.empty() && hasLocalEvents(cache);
        summary.revision = cache.revision();
        return summary;
    });
}

}  // namespace naap
