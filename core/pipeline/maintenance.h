#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

/// Share done, 0..1, with a word for people ("reading events", "resolving").
using MaintenanceProgress = std::function<void(double share, std::string_view stage)>;

struct VerifySummary {
    std::int64_t sessions_checked = 0;
    std::int64_t difference_count = 0;
    std::vector<std::string> differences;  ///< the first hundred, a line each
    bool cancelled = false;
};

/// Computes all facts and rollups again and compares, without changing the cache: from the payloads up, or, where
/// retention has removed payloads, from the evidence still held. Needs free disk space of about the cache's size beside
/// it for the time it runs.
Result<VerifySummary> verifyFacts(Cache& cache, const MaintenanceProgress& progress, std::stop_token stop);

struct PruneOptions {
    std::optional<Instant> older_than;        ///< remove UTC days that end before this
    std::optional<std::uintmax_t> max_bytes;  ///< remove oldest days until the cache is no larger
    bool dry_run = false;
};

struct PruneSummary {
    std::int64_t hours_removed = 0;
    std::int64_t events_removed = 0;
    std::int64_t sessions_frozen = 0;
    std::uintmax_t bytes_before = 0;
    std::uintmax_t bytes_after = 0;
};

/// Removes payloads and evidence of old days; facts and rollups stay. The newest day is never removed.
Result<PruneSummary> prune(Cache& cache, const PruneOptions& options);

struct CompactSummary {
    std::uintmax_t bytes_before = 0;
    std::uintmax_t bytes_after = 0;
};

/// Joins the small blocks and runs that many small batches leave behind, and gives free space back.
Result<CompactSummary> compact(Cache& cache);

struct RebuildSummary {
    std::int64_t events = 0;
    std::int64_t damaged_blocks = 0;
    std::filesystem::path kept_as;  ///< where the old file is now
};

/// Makes a new cache from the payloads that can still be read in a damaged one, resolves it, and puts it in its place.
/// The old file is kept under another name. Counts of ignored, rejected and duplicate records come along where they
/// can be read.
Result<RebuildSummary> rebuild(const std::filesystem::path& damaged, const MaintenanceProgress& progress,
                               std::stop_token stop);

}  // namespace naap
