#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/events/evidence.h"
#include "core/store/cache.h"

namespace naap {

/// What one node said of itself in the same words, and when it did so within a range.
struct SurfaceSighting {
    std::string org;
    std::shared_ptr<const CapabilitySurface> surface;
    Instant first_ts{};
    Instant last_ts{};
};

/// Everything nodes advertised in capability events of [from, to), one sighting for each (org, node, surface). Of
/// several elements of one node in one event the last counts (R24). Ordered by the last sighting, oldest first, so that
/// a reader who overwrites ends with what each node said last.
std::vector<SurfaceSighting> surfaceSightings(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// Address and URI, as spelled, of all nodes that ever advertised, each pair once.
std::vector<std::pair<std::string, std::string>> advertisedNodes(Cache& cache);

/// BYOC worker events in [from, to), by (event_ts, event_id, org).
std::vector<WorkerSnapshot> workerEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

}  // namespace naap
