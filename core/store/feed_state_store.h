#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/store/cache.h"

namespace naap {

/// How a live source stood when it was written down last.
struct StoredFeedState {
    std::string name;    ///< as people call the feed
    std::string state;   ///< `live`, `waiting`, ...; `stopped`: nobody reads it at the moment
    std::string reason;  ///< a sentence, or blank
    Instant since{};
    std::optional<std::int64_t> records_behind;
    std::optional<std::int64_t> clock_offset_ms;  ///< the source's clock less ours
    std::string last_error;                       ///< blank: none so far
    std::optional<Instant> last_error_at;
};

/// Ascending by name.
std::vector<StoredFeedState> storedFeedStates(Cache& cache);
/// In a transaction of its own.
void writeFeedStates(Cache& cache, const std::vector<StoredFeedState>& states);
/// Of a feed that a person removed.
void forgetFeedState(Cache& cache, const std::string& name);

/// A stretch in which nobody read live sources although somebody meant to.
struct WatchGap {
    Instant from{};
    Instant to{};
    std::string cause;  ///< `machine_slept` or `program_stopped`
};

/// The newest, newest first.
std::vector<WatchGap> storedWatchGaps(Cache& cache, int most = 100);
void writeWatchGap(Cache& cache, const WatchGap& gap);

}  // namespace naap
