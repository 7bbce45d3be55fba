#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/events/evidence.h"

namespace naap {

/// Which selections a set of new snapshots can have changed (R46, made exact): those that name the node and were made
/// between 30 seconds before a version start that came or went and the next version start that stayed.
struct CapabilityReach {
    Instant from{};
    Instant to{};
    std::set<std::string> names;  ///< uri, address and alias of the node, as keys
};

/// `snapshots`: all of one org and window by (event_ts, event_id, element_index). `isNew` tells the ones that were not
/// there at the last resolution. `end` is the end of the window.
std::vector<CapabilityReach> reachOf(const std::vector<CapabilitySnapshot>& snapshots, const std::vector<bool>& isNew,
                                     Instant end);

}  // namespace naap
