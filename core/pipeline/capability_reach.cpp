#include "core/pipeline/capability_reach.h"

#include "core/events/names.h"

namespace naap {
namespace {

constexpr auto kFutureSkew = std::chrono::seconds(30);

}  // namespace

ReachWalk::Node& ReachWalk::at(std::size_t number)
{
    if (number >= m_nodes.size())
        m_nodes.resize(number + 1);
    return m_nodes[number];
}

void ReachWalk::name(Node& node, const CapabilitySurface& surface)
{
    if (node.named_by == &surface)
        return;
    node.named_by = &surface;
    for (const std::string& name : {urlNorm(surface.orch_uri), surface.orch_address, surface.alias})
        if (!name.empty())
            node.names.insert(name);
}

void ReachWalk::begin(std::size_t number, const CapabilitySurface& surface, const Md5& payload_hash)
{
    Node& node = at(number);
    name(node, surface);
    node.hash_with = payload_hash;
    node.hash_without = payload_hash;
}

bool ReachWalk::add(std::size_t number, const CapabilitySurface& surface, Instant event_ts, const Md5& payload_hash,
                    bool isNew)
{
    Node& node = at(number);
    name(node, surface);
    const bool opensWith = node.hash_with != payload_hash;
    const bool opensWithout = !isNew && node.hash_without != payload_hash;
    node.hash_with = payload_hash;
    if (!isNew)
        node.hash_without = payload_hash;
    if (opensWith != opensWithout) {
        if (!node.changed_from)
            node.changed_from = event_ts;
    } else if (opensWith && node.changed_from && event_ts > *node.changed_from) {
        m_reach.push_back({*node.changed_from - kFutureSkew, event_ts, node.names});
        node.changed_from.reset();
    }
    return opensWith;
}

std::vector<CapabilityReach> ReachWalk::finish(Instant end)
{
    for (Node& node : m_nodes) {
        if (node.changed_from)
            m_reach.push_back({*node.changed_from - kFutureSkew, end, node.names});
        node.changed_from.reset();
    }
    return std::move(m_reach);
}

}  // namespace naap
