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
    Entry entry{.org = org, .day = day, .timeline = std::make_unique<CapabilityTimeline>(org, Snapshots()), .said = {}};
    auto reach = read(entry, day - kBefore, fresh);
    keep(std::move(entry));
    return reach;
}

std::optional<std::vector<CapabilityReach>> Timelines::extend(const std::string& org, Instant day,
                                                              const FreshSnapshots& fresh)
{
    Entry* entry = find(org, day);
    if (entry == nullptr)
        return std::nullopt;
    const auto first = fresh.lower_bound({day - kBefore, {}});
    if (first == fresh.end() || first->first >= day + kAfter)
        return std::vector<CapabilityReach>();
    // A few of a network's nodes report seconds late, every minute.
    if (first->first <= entry->newest)
        rewind(*entry, first->first);
    return read(*entry, first->first, fresh);
}

/// Forgets what the entry holds from an instant on.
void Timelines::rewind(Entry& entry, Instant from)
{
    entry.timeline->rewind(from);
    for (auto& [node, said] : entry.said)
        while (!said.empty() && said.back().from >= from)
            said.pop_back();
}

/// Reads on from an instant behind which the entry holds nothing. Returns what the fresh snapshots can have changed.
std::vector<CapabilityReach> Timelines::read(Entry& entry, Instant from, const FreshSnapshots& fresh)
{
    const Instant end = entry.day + kAfter;
    const Instant firstFresh = fresh.empty() ? Instant::max() : fresh.begin()->first;
    ReachWalk walk;
    Snapshots versions;
    std::vector<Said*> saidByNode;
    std::pair<Instant, std::string> key;
    m_evidence.visitCapabilities(entry.org, from, end, [&](const VisitedSnapshot& snapshot) {
        const CapabilitySurface& surface = *m_evidence.surface(snapshot.surface_id);
        bool isNew = false;
        if (snapshot.event_ts >= firstFresh) {
            key.first = snapshot.event_ts;
            key.second = snapshot.event_id;
            isNew = fresh.contains(key);
        }
        // Not in order of their numbers: a node named twice in an event comes at its second place.
        if (snapshot.node >= saidByNode.size())
            saidByNode.resize(snapshot.node + 1);
        Said*& said = saidByNode[snapshot.node];
        if (!said) {
            said = &entry.said[nodeOf(surface)];
            if (!said->empty())
                walk.begin(snapshot.node, *m_evidence.surface(said->back().surface_id), said->back().payload_hash);
        }
        entry.newest = snapshot.event_ts;
        if (!walk.add(snapshot.node, surface, snapshot.event_ts, snapshot.payload_hash, isNew))
            return;
        said->push_back({snapshot.event_ts, snapshot.payload_hash, snapshot.surface_id});
        // Some events at a time: a whole day of snapshots is large. What one event says is judged together.
        if (versions.size() >= kSnapshotsAtATime && versions.back().event_ts < snapshot.event_ts)
            entry.timeline->append(std::exchange(versions, {}));
        versions.push_back(m_evidence.snapshotOf(snapshot));
    });
    entry.timeline->append(std::move(versions));
    return walk.finish(end);
}

void Timelines::invalidate(const std::string& org, Instant event_ts)
{
    m_entries.remove_if([&](const Entry& entry) {
        return entry.org == org && event_ts >= entry.day - kBefore && event_ts < entry.day + kAfter;
    });
}

}  // namespace naap
