#pragma once

#include <functional>

#include "core/store/cache.h"

namespace naap {

/// Runs `here` on this thread and `beside` on one of its own at the same time, with a second connection that sees the
/// same state of the cache: for what reads a large part of it. Where that cannot be had, for example because others
/// commit too fast, `beside` runs afterwards on this thread, with `cache`. What either throws is thrown again when both
/// have ended.
void readInTwo(Cache& cache, const std::function<void(Cache&)>& here, const std::function<void(Cache&)>& beside);

}  // namespace naap
