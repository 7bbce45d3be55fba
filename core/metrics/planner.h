#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/events/instant.h"

namespace naap {

/// A session that nobody served, or that was served slowly: when it was asked for, and how long it is taken to last.
struct UnmetSession {
    Instant start{};
    milliseconds length{};
};

/// How many of the sessions find a free slot, when each takes one from its start for its length and those who find none
/// go away. A session that ends when another starts has left its slot. The order given does not matter.
std::int64_t sessionsInReach(std::span<const UnmetSession> sessions, std::int64_t slots);

}  // namespace naap
