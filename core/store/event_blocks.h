#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/batch.h"
#include "core/store/cache.h"

namespace naap {

/// One stored event: where it is and what it said.
struct StoredEvent {
    std::int64_t block_id = 0;
    std::size_t index = 0;
    std::int64_t source_id = 0;
    std::uint64_t position = 0;
    std::string_view org;
    std::string_view payload;  ///< as accepted; valid during the visit
};

/// Keys and content hashes of all accepted events of one UTC hour.
struct HourKeys {
    std::vector<EventKey> keys;
    std::vector<std::uint32_t> content_hashes;
};
HourKeys keysOfHour(Cache& cache, Instant hour);

/// Visits accepted events with event_ts in the hours that overlap [from, to), block by block; superseded ones are left
/// out. `visit` returns false to stop. Damaged blocks are passed over and counted.
struct VisitResult {
    std::int64_t damaged_blocks = 0;
    bool stopped = false;
};
VisitResult visitEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                        const std::function<bool(const StoredEvent&)>& visit);

/// The same for one block.
VisitResult visitBlock(Cache& cache, std::int64_t block_id, const std::function<bool(const StoredEvent&)>& visit);

/// The event of `key` in the given hour, or nothing.
struct FoundEvent {
    std::int64_t block_id = 0;
    std::size_t index = 0;
    std::string payload;
};
std::optional<FoundEvent> findEvent(Cache& cache, Instant hour, const EventKey& key);

/// Takes an event out of the accepted ones; its payload stays in its block until compaction.
void supersede(Cache& cache, std::int64_t block_id, std::size_t index);

/// One line for each block that cannot be read.
std::vector<std::string> damagedBlocks(Cache& cache);

/// Rewrites the blocks of one hour so that each source and org has as few as possible, without superseded events.
void compactHour(Cache& cache, Instant hour);

}  // namespace naap
