#include "core/pipeline/capability_reach.h"

#include <map>
#include <optional>

#include "core/events/names.h"

namespace naap {
namespace {

constexpr auto kFutureSkew = std::chrono::seconds(30);

/// The version chain of one node, walked with and without the new snapshots at once.
struct Node {
    std::optional<Md5> hash_with;
    std::optional<Md5> hash_without;
    std::optional<Instant> changed_from;
    std::set<std::string> names;
};

void addName(std::set<std::string>& names, const std::string& name)
{
    if (!name.empty())
        names.insert(name);
}

}  // namespace

std::vector<CapabilityReach> reachOf(const std::vector<CapabilitySnapshot>& snapshots, const std::vector<bool>& isNew,
                                     Instant end)
{
    std::map<std::pair<std::string, std::string>, Node> nodes;
    std::map<const CapabilitySurface*, Node*> nodeOfSurface;
    std::vector<CapabilityReach> reach;
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        const CapabilitySnapshot& snapshot = snapshots[i];
        Node*& node = nodeOfSurface[snapshot.surface.get()];
        if (!node) {
            const CapabilitySurface& s = *snapshot.surface;
            node = &nodes[{s.orch_address, urlNorm(s.orch_uri)}];
            addName(node->names, urlNorm(s.orch_uri));
            addName(node->names, s.orch_address);
            addName(node->names, s.alias);
        }
        const bool opensWith = node->hash_with != snapshot.payload_hash;
        const bool opensWithout = !isNew[i] && node->hash_without != snapshot.payload_hash;
        node->hash_with = snapshot.payload_hash;
        if (!isNew[i])
            node->hash_without = snapshot.payload_hash;
        if (opensWith != opensWithout) {
            if (!node->changed_from)
                node->changed_from = snapshot.event_ts;
        } else if (opensWith && node->changed_from && snapshot.event_ts > *node->changed_from) {
            reach.push_back({*node->changed_from - kFutureSkew, snapshot.event_ts, node->names});
            node->changed_from.reset();
        }
    }
    for (const auto& [key, node] : nodes)
        if (node.changed_from)
            reach.push_back({*node.changed_from - kFutureSkew, end, node.names});
    return reach;
}

}  // namespace naap
