#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/events/record_parser.h"
#include "core/pipeline/ingest.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

struct ImportOptions {
    OrgRule org;
    std::optional<Instant> snapshot_at;  ///< when capability snapshots were taken; without it they are refused
    Ingest::Limits limits;
    std::size_t most_rejected_samples = 20;  ///< rejected records described one by one
};

/// One record that was rejected, for people.
struct RejectedSample {
    std::string path;
    std::uint64_t line = 0;
    std::string reason;
    std::string detail;
};

struct ImportedFile {
    std::string path;
    std::string format;
    IngestCounts counts;
    double seconds = 0;
    std::string error;  ///< blank: read to its end
};

struct ImportSummary {
    std::vector<ImportedFile> files;
    IngestCounts totals;
    std::vector<RejectedSample> rejected_samples;
    bool default_org_used = false;  ///< some events were put under `local`, because nothing named their org
    bool cancelled = false;
    std::int64_t revision = 0;
};

/// How far an import has come; for a terminal line or a window.
struct ImportProgress {
    std::string path;
    std::size_t file_number = 0;  ///< 1..
    std::size_t file_count = 0;
    std::uint64_t bytes_read = 0;
    std::uint64_t bytes_total = 0;      ///< 0: unknown
    std::uint64_t all_bytes_read = 0;   ///< of all files so far
    std::uint64_t all_bytes_total = 0;  ///< of all files; 0 when one is no regular file
    std::int64_t records = 0;
    double seconds = 0;
};

/// Reads event files into the cache, one after the other; resolving is resolveDirty()'s part. A file that cannot be
/// read stops neither the import nor the others: its error stands in the summary. An error is returned only when the
/// cache fails; what was committed before stays. Importing a file again adds nothing, so an interrupted import is
/// resumed by repeating it. `progress` is called on the calling thread, a few times a second.
Result<ImportSummary> importFiles(Cache& cache, const std::vector<std::string>& paths, const ImportOptions& options,
                                  const std::function<void(const ImportProgress&)>& progress, std::stop_token stop);

}  // namespace naap
