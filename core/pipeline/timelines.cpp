#include "core/pipeline/timelines.h"

#include <algorithm>
#include <utility>

#include "core/events/names.h"

namespace naap {
namespace {

using Snapshots = std::vector<CapabilitySnapshot>;

constexpr std::size_t kSnapshotsAtATime = 4'000;

std::pair<std::string, std::string> nodeOf(const CapabilitySurface& surface)
{
    return {surface.orch_address, urlNorm(surface.orch_uri)};
}

}  // namespace

Timelines::Entry* Timelines::find(const std::string& org, Instant day)
{
    const auto known =
        std::ranges::find_if(m_entries, [&](const Entry& entry) { return entry.day == day && entry.org == org; });
    if (known == m_entries.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, known);
    m_entries.front().last_asked = ++m_asked;
    while (m_entries.back().last_asked + kForgottenAfter < m_asked)
        m_entries.pop_back();
    return &m_entries.front();
}

Timelines::Entry& Timelines::keep(Entry entry)
{
    m_entries.remove_if([&](const Entry& old) { return old.day == entry.day && old.org == entry.org; });
    entry.last_asked = ++m_asked;
    m_entries.push_front(std::move(entry));
    if (m_entries.size() > kKept)
        m_entries.pop_back();
    return m_entries.front();
}

const CapabilityTimeline& Timelines::of(const std::string& org, Instant day)
{
    if (const Entry* known = find(org, day))
        return *known->timeline;
    reload(org, day, {});
    return *m_entries.front().timeline;
}

std::vector<CapabilityReach> Timelines::reload(const std::string& org, Instant day, const FreshSnapshots& fresh)
{
    const Instant end = day + kAfter;
    const Instant firstFresh = fresh.empty() ? Instant::max() : fresh.begin()->first;
    Entry entry{.org = org, .day = day, .timeline = std::make_unique<CapabilityTimeline>(org, Snapshots()), .last = {}};
    ReachWalk walk;
    Snapshots versions;
    std::vector<Md5*> lastOfNode;
    std::pair<Instant, std::string> key;
    m_evidence.visitCapabilities(org, day - kBefore, end, [&](const VisitedSnapshot& snapshot) {
        const CapabilitySurface& surface = *m_evidence.surface(snapshot.surface_id);
        bool isNew = false;
        if (snapshot.event_ts >= firstFresh) {
            key.first = snapshot.event_ts;
            key.second = snapshot.event_id;
            isNew = fresh.contains(key);
        }
        // Not in order of their numbers: a node named twice in an event comes at its second place.
        if (snapshot.node >= lastOfNode.size())
            lastOfNode.resize(snapshot.node + 1);
        if (!lastOfNode[snapshot.node])
            lastOfNode[snapshot.node] = &entry.last[nodeOf(surface)];
        *lastOfNode[snapshot.node] = snapshot.payload_hash;
        entry.newest = snapshot.event_ts;
        if (!walk.add(snapshot.node, surface, snapshot.event_ts, snapshot.payload_hash, isNew))
            return;
        // Some events at a time: a whole day of snapshots is large. What one event says is judged together.
        if (versions.size() >= kSnapshotsAtATime && versions.back().event_ts < snapshot.event_ts)
            entry.timeline->append(std::exchange(versions, {}));
        versions.push_back(m_evidence.snapshotOf(snapshot));
    });
    entry.timeline->append(std::move(versions));
    keep(std::move(entry));
    return walk.finish(end);
}

std::optional<std::vector<CapabilityReach>> Timelines::extend(const std::string& org, Instant day,
                                                              const FreshSnapshots& fresh)
{
    const Instant end = day + kAfter;
    const auto first = fresh.lower_bound({day - kBefore, {}});
    Entry* entry = find(org, day);
    if (entry == nullptr || (first != fresh.end() && first->first <= entry->newest))
        return std::nullopt;
    std::vector<CapabilityReach> reach;
    if (first == fresh.end() || first->first >= end)
        return reach;
    ReachWalk walk;
    Snapshots versions;
    m_evidence.visitCapabilities(org, first->first, end, [&](const VisitedSnapshot& snapshot) {
        const CapabilitySurface& surface = *m_evidence.surface(snapshot.surface_id);
        entry->newest = snapshot.event_ts;
        const auto [known, isFirst] = entry->last.try_emplace(nodeOf(surface), snapshot.payload_hash);
        if (!isFirst && known->second == snapshot.payload_hash)
            return;
        known->second = snapshot.payload_hash;
        walk.add(snapshot.node, surface, snapshot.event_ts, snapshot.payload_hash, true);
        versions.push_back(m_evidence.snapshotOf(snapshot));
    });
    entry->timeline->append(std::move(versions));
    return walk.finish(end);
}

void Timelines::invalidate(const std::string& org, Instant event_ts)
{
    m_entries.remove_if([&](const Entry& entry) {
        return entry.org == org && event_ts >= entry.day - kBefore && event_ts < entry.day + kAfter;
    });
}

}  // namespace naap
