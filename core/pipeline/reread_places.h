#pragma once

#include <cstdint>

#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

/// Reads the regions that events name out of all events held, again: for events that were imported by a version that
/// did not keep them. Returns the number of events that name one. Damaged blocks are passed over.
Result<std::int64_t> rereadStatedRegions(Cache& cache);

}  // namespace naap
