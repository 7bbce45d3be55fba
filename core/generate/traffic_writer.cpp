#include "core/generate/traffic_writer.h"

#include <memory>
#include <string_view>

#include "core/generate/carrier_encoder.h"
#include "core/generate/compressed_file.h"
#include "core/generate/text.h"

namespace naap {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kFlushAt = std::size_t{1} << 20U;

std::string_view truth(bool value)
{
    return value ? "true"sv : "false"sv;
}

void putSession(std::string& out, const ExpectedSession& session)
{
    Put{out,
        R"({"key":")",
        session.key,
        R"(","requested":)",
        truth(session.requested),
        R"(,"playable":)",
        truth(session.playable),
        R"(,"startup_outcome":")",
        session.startup_outcome,
        R"(","excusal_reason":")",
        session.excusal_reason,
        R"(","selection_outcome":")",
        session.selection_outcome,
        R"(","swap_count":)",
        session.swap_count,
        R"(,"status_sample_count":)",
        session.status_sample_count,
        R"(,"loading_only":)",
        truth(session.loading_only),
        R"(,"zero_output_fps":)",
        truth(session.zero_output_fps),
        '}'};
}

void putCounts(std::string& out, std::string_view name, const std::map<std::string, std::uint64_t>& counts)
{
    Put{out, '"', name, "\":{"};
    std::string_view separator;
    for (const auto& [reason, count] : counts) {
        Put{out, separator, '"', reason, "\":", count};
        separator = ",";
    }
    out += "},";
}

void putTotals(std::string& out, const TrafficTotals& totals)
{
    Put{out, R"("totals":{"records":)", totals.records, R"(,"sessions":)", totals.sessions, R"(,"accepted":{)"};
    for (std::size_t i = 0; i < totals.accepted.size(); ++i)
        Put{out, i == 0 ? "\""sv : ",\""sv, kFamilyNames[i], "\":", totals.accepted[i]};
    Put{out, "},"};
    putCounts(out, "ignored", totals.ignored);
    putCounts(out, "rejected", totals.rejected);
    Put{out, R"("duplicates":)", totals.duplicates, '}'};
}

/// The side file: sessions as they end, totals last.
class ExpectedFile {
public:
    ExpectedFile(std::unique_ptr<CompressedFile> file, const TrafficOptions& options) : m_file(std::move(file))
    {
        Put{m_text,
            R"({"org":")",
            options.org,
            R"(","seed":)",
            options.seed,
            R"(,"from":")",
            formatInstant(options.from),
            R"(","hours":)",
            options.hours,
            R"(,"sessions":[)"};
    }

    void add(const ExpectedSession& session)
    {
        Put{m_text, m_first ? "\n"sv : ",\n"sv};
        m_first = false;
        putSession(m_text, session);
        if (m_text.size() > kFlushAt) {
            m_file->write(m_text);
            m_text.clear();
        }
    }

    Result<void> finish(const TrafficTotals& totals)
    {
        m_text += "\n],";
        putTotals(m_text, totals);
        m_text += "}\n";
        m_file->write(m_text);
        return m_file->finish();
    }

private:
    std::unique_ptr<CompressedFile> m_file;
    std::string m_text;
    bool m_first = true;
};

/// The file of records itself.
class RecordFile {
public:
    RecordFile(std::unique_ptr<CompressedFile> file, const TrafficOptions& options,
               const std::function<bool(const TrafficProgress&)>& progress)
        : m_file(std::move(file)), m_options(options), m_progress(progress), m_encoder(options.carrier, options.org)
    {
        m_encoder.begin(m_text);
    }

    bool add(const GeneratedRecord& record)
    {
        m_encoder.record(m_text, record);
        ++m_records;
        return m_text.size() < kFlushAt || (flush() && report(record.at));
    }

    Result<void> finish()
    {
        m_encoder.end(m_text);
        flush();
        return m_file->finish();
    }

    bool cancelled() const { return m_cancelled; }
    std::uint64_t uncompressed() const { return m_bytes; }
    std::uint64_t written() const { return m_file->bytesWritten(); }

private:
    bool flush()
    {
        m_bytes += m_text.size();
        const bool good = m_file->write(m_text);
        m_text.clear();
        return good;
    }

    bool report(Instant at)
    {
        if (!m_progress)
            return true;
        const double span = static_cast<double>(m_options.hours) * 3'600'000.0;
        const double share = static_cast<double>((at - m_options.from).count()) / span;
        m_cancelled = !m_progress({m_records, m_bytes, at, share});
        return !m_cancelled;
    }

    std::unique_ptr<CompressedFile> m_file;
    const TrafficOptions& m_options;
    const std::function<bool(const TrafficProgress&)>& m_progress;
    CarrierEncoder m_encoder;
    std::string m_text;
    std::uint64_t m_records = 0;
    std::uint64_t m_bytes = 0;
    bool m_cancelled = false;
};

Result<std::unique_ptr<ExpectedFile>> openExpected(const TrafficOptions& options, const TrafficOutput& output)
{
    if (!output.expected)
        return std::unique_ptr<ExpectedFile>();
    if (output.path == "-")
        return failure(Error::Code::usage, "Expected outcomes need a file beside the output, not standard output.");
    Result<std::unique_ptr<CompressedFile>> file = CompressedFile::open(output.path + ".expected.json", 1);
    if (!file)
        return tl::unexpected(file.error());
    return std::make_unique<ExpectedFile>(std::move(*file), options);
}

}  // namespace

Result<TrafficSummary> writeTraffic(const TrafficOptions& options, const TrafficOutput& output,
                                    const std::function<bool(const TrafficProgress&)>& progress)
{
    if (const std::optional<std::string> problem = problemOf(options))
        return failure(Error::Code::usage, *problem);
    Result<std::unique_ptr<ExpectedFile>> expected = openExpected(options, output);
    if (!expected)
        return tl::unexpected(expected.error());
    Result<std::unique_ptr<CompressedFile>> file = CompressedFile::open(output.path, output.compression_level);
    if (!file)
        return tl::unexpected(file.error());

    RecordFile records(std::move(*file), options, progress);
    const RecordSink sink = [&](const GeneratedRecord& record) { return records.add(record); };
    SessionSink sessions;
    if (*expected)
        sessions = [&](const ExpectedSession& session) { (*expected)->add(session); };
    TrafficSummary summary;
    summary.totals = generateTraffic(options, sink, sessions);
    if (records.cancelled())
        return failure(Error::Code::cancelled, "Generating was cancelled; " + output.path + " was not written.");
    if (Result<void> done = records.finish(); !done)
        return tl::unexpected(done.error());
    if (*expected)
        if (Result<void> done = (*expected)->finish(summary.totals); !done)
            return tl::unexpected(done.error());
    summary.bytes_uncompressed = records.uncompressed();
    summary.bytes_written = records.written();
    return summary;
}

Result<TrafficSummary> writeTraffic(const TrafficOptions& options, const std::string& path,
                                    const std::function<bool(const TrafficProgress&)>& progress)
{
    return writeTraffic(options, TrafficOutput{path}, progress);
}

}  // namespace naap
