#pragma once

#include <optional>
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

/// Walks the version chains of one org and window with and without the new snapshots at once.
class ReachWalk {
public:
    /// Snapshots by (event_ts, event_id, element_index). `node` numbers the nodes from 0; `surface` gives its names;
    /// `isNew`: it was not there at the last resolution. True when it opens a version now.
    bool add(std::size_t node, const CapabilitySurface& surface, Instant event_ts, const Md5& payload_hash, bool isNew);
    /// What a node said last before the first snapshot that is added; it was there at the last resolution.
    void begin(std::size_t node, const CapabilitySurface& surface, const Md5& payload_hash);

    /// The reach of all that was added; `end` is the end of the window.
    std::vector<CapabilityReach> finish(Instant end);

private:
    struct Node {
        std::optional<Md5> hash_with;
        std::optional<Md5> hash_without;
        std::optional<Instant> changed_from;
        std::set<std::string> names;
        const CapabilitySurface* named_by = nullptr;
    };

    Node& at(std::size_t number);
    static void name(Node& node, const CapabilitySurface& surface);

    std::vector<Node> m_nodes;
    std::vector<CapabilityReach> m_reach;
};

}  // namespace naap
