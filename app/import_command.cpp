#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/options.h"
#include "app/values.h"
#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"
#include "core/store/accounting_store.h"
#include "core/store/private_data.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;

std::string progressText(const ImportProgress& at)
{
    const double share =
        at.bytes_total > 0 ? static_cast<double>(at.bytes_read) / static_cast<double>(at.bytes_total) : 0;
    std::string text =
        at.file_count > 1 ? fmt::format("file {} of {}  ", at.file_number, at.file_count) : std::string();
    text += byteSizeText(at.bytes_read);
    if (at.bytes_total > 0)
        text += fmt::format(" of {}  {:.0f}%", byteSizeText(at.bytes_total), 100 * share);
    text += fmt::format("  {} records", grouped(at.records));
    if (at.seconds > 0)
        text += fmt::format("  {}/s", grouped(std::llround(static_cast<double>(at.records) / at.seconds)));
    const double done =
        at.all_bytes_total > 0 ? static_cast<double>(at.all_bytes_read) / static_cast<double>(at.all_bytes_total) : 0;
    if (done > 0.01 && done < 1)
        text += fmt::format("  {} left", spanText(at.seconds * (1 - done) / done));
    return text;
}

std::string progressText(const ResolveProgress& at)
{
    return fmt::format("resolving  session {} of {}  hour {} of {}", grouped(at.sessions_done),
                       grouped(at.sessions_total), grouped(at.hours_done), grouped(at.hours_total));
}

/// Numbers of records by class and reason.
std::map<std::pair<std::string, std::string>, std::int64_t> accountingOf(Cache& cache)
{
    std::map<std::pair<std::string, std::string>, std::int64_t> counts;
    for (const AccountingLine& line : accountingLines(cache))
        counts[{line.record_class, line.reason}] += line.records;
    return counts;
}

Json countsJson(const IngestCounts& counts)
{
    Json json;
    json["records"] = counts.records;
    json["accepted"] = counts.accepted;
    json["ignored"] = counts.ignored;
    json["rejected"] = counts.rejected;
    json["duplicates"] = counts.duplicates;
    json["bytes"] = counts.bytes;
    return json;
}

double rounded(double seconds)
{
    return std::round(seconds * 1000) / 1000;
}

std::string jsonText(const ImportSummary& summary)
{
    Json files = Json::array();
    double seconds = 0;
    for (const ImportedFile& file : summary.files) {
        Json each;
        each["path"] = file.path;
        each["format"] = file.format.empty() ? Json() : Json(file.format);
        each.update(countsJson(file.counts));
        each["seconds"] = rounded(file.seconds);
        each["error"] = file.error.empty() ? Json() : Json(file.error);
        files.push_back(std::move(each));
        seconds += file.seconds;
    }
    Json totals = countsJson(summary.totals);
    totals["seconds"] = rounded(seconds);
    Json json;
    json["files"] = std::move(files);
    json["totals"] = std::move(totals);
    json["revision"] = summary.revision;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string countsText(const IngestCounts& counts)
{
    return fmt::format("{} records: {} accepted, {} ignored, {} rejected, {} duplicates", grouped(counts.records),
                       grouped(counts.accepted), grouped(counts.ignored), grouped(counts.rejected),
                       grouped(counts.duplicates));
}

class ImportCommand : public Command {
public:
    std::string_view name() const override { return "import"; }
    std::string_view summary() const override { return "Put event files into the cache and resolve them"; }
    std::string_view usage() const override { return "FILE... [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "A file holds one event a line, one row of an event store a line, or one array of events; plain, gzip "
               "or "
               "zstd. What it is follows from its content, never from its name. `-` is standard input; after `--` a "
               "file "
               "name may begin with a dash.\n\n"
               "Importing a file again adds nothing, so an import that was interrupted, by Ctrl-C or by a power cut, "
               "goes "
               "on when it is repeated.\n\n"
               "A capability snapshot, as a gateway's HTTP endpoint hands it out, says neither when it was taken nor "
               "whose it is: "
               "--at TIME and --org NAME say so.\n\n"
               "Prompts and other parameters of streams, and addresses of clients, are taken out of the events that "
               "are "
               "stored; what is computed from them is as with them. --private says so for a cache, for this import and "
               "all later ones: redact (a word in their place), hash (equal values can still be told, but short ones "
               "such as addresses can be guessed), or keep. Events that are stored already stay as they are.\n\n"
               "Exit status: 0 when every file was read to its end, whatever was rejected in it (--strict: only when "
               "nothing was); 1 when one could not be read, or holds no events at all. The other files are imported "
               "all "
               "the same.\n\n"
               "Examples:\n"
               "  naap-lens import events.ndjson.zst\n"
               "  naap-lens import --org cloudspe day1.json.gz day2.json.gz\n"
               "  ssh store cat events.ndjson | naap-lens import - --json\n"
               "  naap-lens import --at 2026-04-01T12:00:00Z --org cloudspe network-capabilities.json\n"
               "  naap-lens import --db incident.db -- -odd-name.ndjson\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.words("FILE", m_paths, "event files");
        syntax.text("--org", m_org, "NAME", "the org of events that name none");
        syntax.flag("--org-override", m_orgOverride, "--org counts for all events, whatever they say").needs("--org");
        syntax
            .value("--at", m_snapshotAt, parseTime, "TIME", "when the capability snapshots among the files were taken")
            .needs("--org");
        syntax.flag("--no-default-org", m_noDefaultOrg,
                    "reject events of no known org instead of filing them under 'local'");
        syntax.flag("--production-families", m_productionFamilies,
                    "accept only the families that the live network accepts, not the newer ones");
        syntax.choice("--private", m_private, {"redact", "hash", "keep"}, "WHAT",
                      "what to store of prompts, stream parameters and client addresses, from now on");
        syntax.flag("--strict", m_strict, "exit with 1 when any record was rejected");
        syntax.flag("--json", m_json, "print the result as one JSON object");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_paths.empty())
            return failure(Error::Code::usage, "import wants the names of event files, or - for standard input");
        auto cache = m_cache.open(Cache::Access::write);
        if (!cache)
            return tl::unexpected(cache.error());
        if (const auto choice = privateDataFromName(m_private))
            setPrivateData(**cache, *choice);
        m_before = accountingOf(**cache);
        Interrupt interrupt;
        ProgressLine line;
        auto summary = importFiles(
            **cache, m_paths, options(), [&](const ImportProgress& at) { line.show(progressText(at)); },
            interrupt.token());
        line.clear();
        if (!summary)
            return tl::unexpected(summary.error());
        explain(*summary);
        ResolveSummary resolved;
        if (!summary->cancelled) {
            auto done = resolve(**cache, interrupt);
            if (!done)
                return tl::unexpected(done.error());
            resolved = *done;
            summary->revision = (*cache)->revision();
        }
        output.write(m_json ? jsonText(*summary) : plainText(**cache, *summary, resolved));
        return statusOf(*summary, resolved);
    }

private:
    ImportOptions options() const
    {
        ImportOptions options;
        options.snapshot_at = m_snapshotAt;
        options.org = {.given = m_org,
                       .given_overrides = m_orgOverride,
                       .forbid_default = m_noDefaultOrg,
                       .accept_extensions = !m_productionFamilies};
        return options;
    }

    static Result<ResolveSummary> resolve(Cache& cache, const Interrupt& interrupt)
    {
        ProgressLine line;
        Resolver resolver(cache);
        return resolver.resolveDirty([&](const ResolveProgress& at) { line.show(progressText(at)); },
                                     interrupt.token());
    }

    /// What went wrong, or may surprise, goes to standard error.
    void explain(const ImportSummary& summary) const
    {
        for (const ImportedFile& file : summary.files)
            if (!file.error.empty())
                complain(file.error);
        for (const RejectedSample& sample : summary.rejected_samples)
            complain(fmt::format("{}:{}: {}{}{}", sample.path, sample.line, sample.reason,
                                 sample.detail.empty() ? "" : ": ", sample.detail));
        const auto described = static_cast<std::int64_t>(summary.rejected_samples.size());
        if (summary.totals.rejected > described)
            complain(fmt::format("{} more records were rejected", grouped(summary.totals.rejected - described)));
        if (summary.default_org_used && summary.totals.accepted > 0 && !m_json)
            remark("Some events name no org and nothing else does; they are filed under 'local'. --org NAME names it.");
        for (const ImportedFile& file : summary.files)
            if (m_snapshotAt && !file.format.empty() && !file.format.starts_with("capability snapshot") && !m_json)
                remark(
                    fmt::format("{} holds events that say when they happened; --at changes nothing there.", file.path));
        if (summary.cancelled)
            complain(
                "stopped before the end; what was read is in the cache. The same command again reads the rest, and "
                "counts nothing twice. `naap-lens resolve` brings the figures up to date with what is there.");
    }

    std::string plainText(Cache& cache, const ImportSummary& summary, const ResolveSummary& resolved) const
    {
        std::string text;
        for (const ImportedFile& file : summary.files)
            text += fmt::format(
                "{}{}\n  {}\n", file.path,
                file.format.empty()
                    ? std::string()
                    : fmt::format(" ({}, {}, {})", file.format,
                                  byteSizeText(static_cast<std::uintmax_t>(file.counts.bytes)), spanText(file.seconds)),
                file.error.empty() || file.counts.records > 0 ? countsText(file.counts) : "not imported");
        if (summary.files.size() > 1)
            text += fmt::format("All files\n  {}\n", countsText(summary.totals));
        text += reasonsText(cache);
        if (!summary.cancelled)
            text += fmt::format("Resolved {}, {} and {}.\n", counted(resolved.sessions, "session"),
                                counted(resolved.jobs, "job"), counted(resolved.hours, "hour"));
        text += fmt::format("The cache {} holds {}; revision {}.\n", cache.path().string(),
                            byteSizeText(cache.sizeBytes()), summary.revision);
        return text;
    }

    /// Why records were not accepted: what this import added to the accounting.
    std::string reasonsText(Cache& cache) const
    {
        std::string text;
        for (const auto& [key, records] : accountingOf(cache)) {
            const auto before = m_before.find(key);
            const std::int64_t added = records - (before == m_before.end() ? 0 : before->second);
            if (added > 0 && key.first != "accepted")
                text += fmt::format("  {:<10} {:>12}  {}\n", key.first, grouped(added), key.second);
        }
        return text.empty() ? text : "Not accepted, and why:\n" + text;
    }

    bool statusOf(const ImportSummary& summary, const ResolveSummary& resolved) const
    {
        if (resolved.cancelled)
            complain("stopped while resolving; `naap-lens resolve` goes on");
        for (const ImportedFile& file : summary.files)
            if (!file.error.empty())
                return false;
        return !summary.cancelled && !resolved.cancelled && !(m_strict && summary.totals.rejected > 0);
    }

    std::vector<std::string> m_paths;
    std::string m_org;
    std::string m_private;
    std::optional<Instant> m_snapshotAt;
    bool m_orgOverride = false;
    bool m_noDefaultOrg = false;
    bool m_productionFamilies = false;
    bool m_strict = false;
    bool m_json = false;
    CacheOption m_cache;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_before;
};

}  // namespace

std::unique_ptr<Command> makeImportCommand()
{
    return std::make_unique<ImportCommand>();
}

}  // namespace naap
