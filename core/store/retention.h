#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/events/instant.h"
#include "core/store/cache.h"

namespace naap {

/// Events before this instant are no longer taken in: their days' facts are frozen (R48). Nothing: no retention yet.
std::optional<Instant> retentionHorizon(Cache& cache);

/// UTC days that hold events, oldest first.
std::vector<Instant> daysWithEvents(Cache& cache);

struct RemovedEvents {
    std::int64_t hours = 0;
    std::int64_t events = 0;
    std::int64_t sessions_frozen = 0;
};

/// Removes payloads and evidence before `horizon` (the start of a UTC day). Facts and rollups stay, frozen. Sessions
/// that reach beyond the horizon keep their evidence, and with it the capabilities of their days. Call inside a
/// transaction.
RemovedEvents removeEventsBefore(Cache& cache, Instant horizon);

/// Bytes in use, without the pages that vacuum() would give back.
std::uintmax_t liveBytes(Cache& cache);

/// Hours with so many blocks or superseded events that joining them pays.
std::vector<Instant> hoursWorthCompacting(Cache& cache);
/// Sessions whose evidence stands in several runs of one day.
std::vector<std::int64_t> sessionsWorthJoining(Cache& cache);

/// Forgets all facts that can be computed again from the evidence held, and marks them to be resolved.
void markAllForResolution(Cache& cache);

}  // namespace naap
