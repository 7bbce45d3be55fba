#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/store/batch.h"
#include "core/store/cache.h"

namespace naap {

/// How far a part of a live source has been read.
struct StoredPosition {
    std::string kind;  ///< of the source
    std::string name;
    std::string part;
    std::string position;
};

/// Of all sources, ascending by kind, name and part.
std::vector<StoredPosition> storedPositions(Cache& cache);

/// Records that a source had dropped before they could be read.
struct StoredGap {
    std::string kind;  ///< of the source
    std::string name;
    std::string part;
    std::optional<std::int64_t> records;
    std::string reason;
};

/// In the order in which they were noticed.
std::vector<StoredGap> storedGaps(Cache& cache);

/// The positions and gaps of a batch, within the transaction of the caller.
void writePositions(Cache& cache, const Batch& batch);

}  // namespace naap
