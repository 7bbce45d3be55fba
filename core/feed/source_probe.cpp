#include "core/feed/source_probe.h"

#include <algorithm>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "core/feed/file_feed.h"
#include "core/feed/public_api.h"

namespace naap {
namespace {

namespace fs = std::filesystem;

constexpr std::streamoff kTail = 64 * 1024;  ///< of the newest file: enough for some of its last lines

Result<SourceProbe> probeApi(const SourceDefinition& source, Secret secret, const std::string& user_agent,
                             const std::stop_token& stop)
{
    HttpOptions options;
    options.user_agent = user_agent;
    options.ca_file = source.ca_file;
    options.proxy = source.proxy;
    options.token = std::move(secret);
    HttpClient client(std::move(options));
    PublicApi api(client, source.url, ApiSurroundings::real());
    if (auto met = api.greet(stop); !met)
        return failure(met.error().cancelled ? Error::Code::cancelled : Error::Code::io, met.error().message);
    SourceProbe probe;
    if (const auto generation = api.generation())
        probe.generation = wordOf(*generation);
    probe.clock_offset = api.clockOffset();
    return probe;
}

/// The time of the newest event among the last lines. Compressed files and arrays end in no lines: nothing.
std::optional<Instant> newestIn(const fs::path& path, const OrgRule& org)
{
    std::ifstream file(path, std::ios::binary);
    file.seekg(0, std::ios::end);
    const std::streamoff size = file.tellg();
    if (!file || size <= 0)
        return std::nullopt;
    file.seekg(std::max<std::streamoff>(0, size - kTail));
    RecordParser parser(RecordParser::Bodies::none);
    std::optional<Instant> newest;
    for (std::string line; std::getline(file, line);)
        if (const ParsedRecord& record = parser.parseCopy(line, org); record.record_class == RecordClass::accepted)
            newest = std::max(newest, std::optional(record.event_ts));
    return newest;
}

Result<SourceProbe> probeFiles(const SourceDefinition& source)
{
    std::error_code failed;
    const fs::file_status status = fs::status(source.path, failed);
    if (!fs::exists(status))
        return failure(Error::Code::io, fmt::format("\"{}\" is not there; it is read as soon as it is", source.path));
    std::map<fs::file_time_type, fs::path> files;  // by time, the newest last
    if (fs::is_regular_file(status))
        files.emplace(fs::last_write_time(source.path, failed), source.path);
    else if (fs::is_directory(status))
        for (fs::directory_iterator each(source.path, failed), end; !failed && each != end; each.increment(failed))
            if (std::error_code ignored; each->is_regular_file(ignored))
                files.emplace(each->last_write_time(ignored), each->path());
    if (failed)
        return failure(Error::Code::io, fmt::format("\"{}\" cannot be read: {}", source.path, failed.message()));
    if (!fs::is_regular_file(status) && !fs::is_directory(status))
        return failure(Error::Code::io, fmt::format("\"{}\" is neither a file nor a folder", source.path));
    SourceProbe probe;
    probe.files = static_cast<int>(files.size());
    if (!files.empty()) {
        std::ifstream readable(files.rbegin()->second);
        if (!readable)
            return failure(Error::Code::io, fmt::format("\"{}\" may not be read; ask for the right to",
                                                        files.rbegin()->second.string()));
        probe.newest_event =
            newestIn(files.rbegin()->second, {.given = source.org, .given_overrides = source.org_override});
    }
    return probe;
}

}  // namespace

Result<SourceProbe> probeSource(const SourceDefinition& source, Secret secret, const std::string& user_agent,
                                std::stop_token stop)
{
    if (auto good = checkSource(source); !good)
        return tl::unexpected(good.error());
    switch (source.kind) {
        case SourceDefinition::Kind::api: return probeApi(source, std::move(secret), user_agent, stop);
        case SourceDefinition::Kind::files: return probeFiles(source);
        case SourceDefinition::Kind::kafka: break;
    }
    auto options = kafkaOptionsOf(source);
    if (!options)
        return tl::unexpected(options.error());
    options->connection.password = secret.text();
    return probeKafka(*options, stop);
}

}  // namespace naap
