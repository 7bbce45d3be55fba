#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "core/result.h"
#include "core/store/cache.h"
#include "core/store/event_blocks.h"

namespace naap {

struct StoredSource {
    std::int64_t source_id = 0;
    std::string kind;
    std::string name;
};
std::vector<StoredSource> readSources(Cache& cache);

/// Accepted events in the blocks, as far as the table can be read.
std::int64_t eventCount(Cache& cache);

/// Opens a cache that may be damaged, to read what can be read. Fails when the file is no SQLite database at all.
Result<std::unique_ptr<Cache>> openForRecovery(const std::filesystem::path& path);

/// Visits every event that can be read, one block after the other, passing over damaged pages and blocks.
/// Returns the number of blocks passed over.
std::int64_t visitReadableEvents(Cache& cache, const std::function<bool(const StoredEvent&)>& visit);

/// Counts of records that left no event behind; a damaged table is passed over.
void copyOtherAccounting(Cache& from, Cache& to);

/// Puts `fresh` in the place of `old`, which is kept under another name beside it; returns that name.
Result<std::filesystem::path> swapIn(const std::filesystem::path& fresh, const std::filesystem::path& old);

}  // namespace naap
