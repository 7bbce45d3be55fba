#include "core/resolver/capability_timeline.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/events/names.h"
#include "core/resolver/intervals.h"

namespace naap {
namespace {

constexpr milliseconds kFreshFor{600'000};
constexpr milliseconds kClockSkew{30'000};

/// A surface that opened a version, with its interval rows. Its address never moves, because versions point to it.
struct Offer {
    std::shared_ptr<const CapabilitySurface> surface;
    std::vector<IntervalRow> rows;
    std::uint32_t group = 0;
    bool expanded = false;
};

struct Version {
    Instant start{};
    const std::string* event_id = nullptr;  ///< shared by all versions that the event opened
    Md5 payload_hash{};
    const Offer* offer = nullptr;
};

/// The versions of one (orch_address, orch_uri_norm) by start.
struct Group {
    std::string address;
    std::string uri_norm;
    std::vector<Version> versions;

    Instant endOf(const Version& version) const
    {
        const Version* next = &version + 1;
        return next == versions.data() + versions.size() ? Instant::max() : next->start;
    }
};

struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Name -> indices of the groups that bear it, in order of their first appearance.
using GroupIndex = std::unordered_map<std::string, std::vector<std::uint32_t>, NameHash, std::equal_to<>>;

enum class Identity : std::uint8_t { uri, address, alias };
enum class TimeClass : std::uint8_t { exact, prior, future, stale, none };

struct Reached {
    const Group* group = nullptr;
    const Version* version = nullptr;
};

struct Candidate {
    Identity identity = Identity::uri;
    Reached at;
    const IntervalRow* row = nullptr;
};

auto snapshotOrder(const CapabilitySnapshot& s)
{
    return std::tie(s.event_ts, s.event_id, s.element_index);
}

bool fromOneEvent(const CapabilitySnapshot& a, const CapabilitySnapshot& b)
{
    return a.event_ts == b.event_ts && a.event_id == b.event_id;
}

/// Computed only where rows tie: a day holds far more rows than ties.
std::string hashOf(const std::string& org, const Reached& at, const IntervalRow& row)
{
    return intervalHash(
        versionId(org, at.group->address, at.group->uri_norm, *at.version->event_id, at.version->payload_hash), row);
}

bool sameSurface(const Candidate& a, const Candidate& b)
{
    return (a.at.group == b.at.group ||
            (a.at.group->address == b.at.group->address && a.at.group->uri_norm == b.at.group->uri_norm)) &&
           equalsIgnoringCase(a.row->pipeline, b.row->pipeline) && equalsIgnoringCase(a.row->model, b.row->model);
}

bool compatible(const IntervalRow& row, const AttributionQuery& query)
{
    if (!query.model.empty() && !equalsIgnoringCase(row.model, query.model))
        return false;
    if (query.verbatim)
        return !query.pipeline.empty() && equalsIgnoringCase(row.pipeline, query.pipeline);
    return !isCanonicalPipeline(query.pipeline) || equalsIgnoringCase(row.pipeline, query.pipeline);
}

void keepCompatible(std::vector<Candidate>& candidates, const AttributionQuery& query)
{
    const auto fits = [&](const Candidate& c) { return compatible(*c.row, query); };
    if (std::ranges::any_of(candidates, fits))
        std::erase_if(candidates, [&](const Candidate& c) { return !fits(c); });
}

void keepBestIdentity(std::vector<Candidate>& candidates)
{
    const Identity best = std::ranges::min_element(candidates, {}, &Candidate::identity)->identity;
    std::erase_if(candidates, [&](const Candidate& c) { return c.identity != best; });
}

/// True when the rows of one surface are several GPUs, so that nobody can say which one did the work (R34).
bool isMultiGpu(const std::vector<Candidate>& kept)
{
    const IntervalRow& first = *kept.front().row;
    if (kept.size() < 2 || first.pipeline.empty() || first.model.empty())
        return false;
    if (!std::ranges::all_of(kept, [](const Candidate& c) { return c.row->hardwarePresent(); }))
        return false;
    std::string_view seen;
    for (const Candidate& c : kept) {
        const std::string_view id = c.row->gpu->id;
        if (!seen.empty() && !id.empty() && id != seen)
            return true;
        if (!id.empty())
            seen = id;
    }
    return false;
}

/// The row with the smallest interval hash. All kept rows start at the same instant: one identity type has one key, and
/// one key has one bucket in a time class.
const Candidate& firstOf(const std::string& org, const std::vector<Candidate>& kept)
{
    const Candidate* best = &kept.front();
    if (kept.size() == 1)
        return *best;
    std::string bestHash = hashOf(org, best->at, *best->row);
    for (std::size_t i = 1; i < kept.size(); ++i) {
        std::string hash = hashOf(org, kept[i].at, *kept[i].row);
        if (hash < bestHash) {
            bestHash = std::move(hash);
            best = &kept[i];
        }
    }
    return *best;
}

void setGpu(Decision& decision, const OfferedGpu& gpu)
{
    if (!gpu.id.empty())
        decision.gpu_id = gpu.id;
    if (!gpu.name.empty())
        decision.gpu_model_name = gpu.name;
    if (gpu.memory_total > 0)
        decision.gpu_memory_bytes_total = gpu.memory_total;
}

std::string methodOf(Identity identity, TimeClass timeClass)
{
    static constexpr std::string_view identities[] = {"uri", "address", "alias"};
    static constexpr std::string_view classes[] = {"_interval_exact", "_interval_prior", "_interval_future",
                                                   "_interval_stale"};
    std::string method{identities[static_cast<std::size_t>(identity)]};
    return method.append(classes[static_cast<std::size_t>(timeClass)]);
}

void setStatus(Decision& decision, TimeClass timeClass, bool hardwarePresent)
{
    static constexpr std::string_view reasons[] = {"matched", "matched_prior", "future_skew", "stale_candidate"};
    const bool stale = timeClass == TimeClass::stale;
    decision.status = !hardwarePresent ? "hardware_less" : stale ? "stale" : "resolved";
    decision.reason = hardwarePresent ? reasons[static_cast<std::size_t>(timeClass)] : "matched_without_hardware";
    decision.confidence = stale ? "medium" : "high";
}

Decision unresolved(std::string_view reason)
{
    Decision decision;
    decision.reason = reason;
    return decision;
}

Decision ambiguous()
{
    Decision decision;
    decision.status = "ambiguous";
    decision.reason = "ambiguous_candidates";
    decision.method = "ambiguous";
    return decision;
}

/// What one query found so far: the candidates of the best time class over all its identities.
struct Found {
    TimeClass best = TimeClass::none;
    std::vector<Candidate> candidates;

    void add(TimeClass timeClass, Identity identity, const std::vector<Reached>& bucket)
    {
        if (timeClass > best)
            return;
        if (timeClass < best)
            candidates.clear();
        best = timeClass;
        for (const Reached& at : bucket)
            for (const IntervalRow& row : at.version->offer->rows)
                candidates.push_back({identity, at, &row});
    }

    bool has(Identity identity) const
    {
        return std::ranges::any_of(candidates, [&](const Candidate& c) { return c.identity == identity; });
    }
};

}  // namespace

struct CapabilityTimeline::Content {
    std::string org;
    std::deque<Offer> offers;
    std::deque<std::string> eventIds;  ///< in order; none ever moves
    std::vector<Group> groups;
    GroupIndex byUri;
    GroupIndex byAddress;
    GroupIndex byAlias;
    std::int64_t versionCount = 0;
    std::int64_t noopCount = 0;
    // what add() needs to go on where it was
    std::unordered_map<const CapabilitySurface*, Offer*> offerOf;
    std::unordered_map<std::string, std::uint32_t> groupOf;

    const std::vector<std::uint32_t>* groupsOf(Identity identity, std::string_view name) const;
    void look(Identity identity, std::string_view name, Instant t, Found& found) const;
    std::vector<Reached> bucketAt(Identity identity, std::string_view name, Instant start) const;
    bool contains(const std::vector<Reached>& bucket, Instant t) const;
    Decision missingUri(std::string_view address, Instant t) const;
    Decision decide(Found& found, const AttributionQuery& query) const;
};

namespace {

/// Under its alias, a node is reachable only through the versions that state it.
bool bears(const Version& version, Identity identity, std::string_view name)
{
    return identity != Identity::alias || version.offer->surface->alias == name;
}

/// Starts nearest to one instant among the versions of a name.
struct Neighbours {
    bool at = false;
    std::optional<Instant> before;
    std::optional<Instant> after;
};

void widen(Neighbours& near, const Group& group, Identity identity, std::string_view name, Instant t)
{
    const auto& versions = group.versions;
    const auto fits = [&](const Version& v) { return bears(v, identity, name); };
    const auto split = std::ranges::lower_bound(versions, t, {}, &Version::start);
    const auto after = std::ranges::find_if(split, versions.end(), fits);
    if (after != versions.end() && after->start == t) {
        near.at = true;
        return;
    }
    if (after != versions.end())
        near.after = std::min(near.after.value_or(Instant::max()), after->start);
    const auto before = std::find_if(std::make_reverse_iterator(split), versions.rend(), fits);
    if (before != versions.rend())
        near.before = std::max(near.before.value_or(Instant::min()), before->start);
}

/// Fills a timeline's groups from snapshots in order.
template <class Content>
class Builder {
public:
    explicit Builder(Content& content) : m_content(content), m_waiting(content.groups.size()) {}

    /// Of several elements of one event with the same key the last one counts, so each waits for its successor.
    void add(const CapabilitySnapshot& snapshot)
    {
        if (m_content.eventIds.empty() || m_content.eventIds.back() != snapshot.event_id)
            m_content.eventIds.push_back(snapshot.event_id);
        Offer& offer = offerOf(snapshot.surface);
        Waiting& waiting = m_waiting[offer.group];
        if (waiting.snapshot != nullptr && !fromOneEvent(*waiting.snapshot, snapshot))
            commit(waiting);
        waiting = {&snapshot, &m_content.eventIds.back(), &offer};
    }

    void finish()
    {
        for (Waiting& waiting : m_waiting)
            if (waiting.snapshot != nullptr)
                commit(waiting);
    }

private:
    struct Waiting {
        const CapabilitySnapshot* snapshot = nullptr;
        const std::string* event_id = nullptr;
        Offer* offer = nullptr;
    };

    Offer& offerOf(const std::shared_ptr<const CapabilitySurface>& surface)
    {
        Offer*& offer = m_content.offerOf[surface.get()];
        if (offer == nullptr) {
            offer = &m_content.offers.emplace_back();
            offer->surface = surface;
            offer->group = groupOf(*surface);
        }
        return *offer;
    }

    std::uint32_t groupOf(const CapabilitySurface& surface)
    {
        const std::string address = addressNorm(surface.orch_address);
        const std::string uri = urlNorm(surface.orch_uri);
        const auto next = static_cast<std::uint32_t>(m_content.groups.size());
        const auto [known, isNew] = m_content.groupOf.try_emplace(address + '\n' + uri, next);
        if (isNew) {
            m_content.groups.push_back({address, uri, {}});
            m_waiting.emplace_back();
            m_content.byAddress[address].push_back(next);
            m_content.byUri[uri].push_back(next);
        }
        return known->second;
    }

    void commit(Waiting& waiting)
    {
        auto& versions = m_content.groups[waiting.offer->group].versions;
        if (!versions.empty() && versions.back().payload_hash == waiting.snapshot->payload_hash) {
            ++m_content.noopCount;
            return;
        }
        ++m_content.versionCount;
        expand(*waiting.offer);
        versions.push_back(
            {waiting.snapshot->event_ts, waiting.event_id, waiting.snapshot->payload_hash, waiting.offer});
    }

    void expand(Offer& offer)
    {
        if (offer.expanded)
            return;
        offer.expanded = true;
        offer.rows = expandIntervals(*offer.surface);
        const std::string& alias = offer.surface->alias;
        if (alias.empty())
            return;
        auto& groups = m_content.byAlias[alias];
        if (std::ranges::find(groups, offer.group) == groups.end())
            groups.push_back(offer.group);
    }

    Content& m_content;
    std::vector<Waiting> m_waiting;  ///< by group
};

}  // namespace

const std::vector<std::uint32_t>* CapabilityTimeline::Content::groupsOf(Identity identity, std::string_view name) const
{
    const GroupIndex& index = identity == Identity::uri ? byUri : identity == Identity::address ? byAddress : byAlias;
    const auto it = index.find(name);
    return it == index.end() || name.empty() ? nullptr : &it->second;
}

std::vector<Reached> CapabilityTimeline::Content::bucketAt(Identity identity, std::string_view name,
                                                           Instant start) const
{
    std::vector<Reached> bucket;
    for (const std::uint32_t index : *groupsOf(identity, name)) {
        const Group& group = groups[index];
        auto it = std::ranges::lower_bound(group.versions, start, {}, &Version::start);
        for (; it != group.versions.end() && it->start == start; ++it)
            if (bears(*it, identity, name))
                bucket.push_back({&group, &*it});
    }
    return bucket;
}

/// Asks the bucket's first row, the one with the smallest interval hash (R32), once its versions disagree.
bool CapabilityTimeline::Content::contains(const std::vector<Reached>& bucket, Instant t) const
{
    const auto holds = [&](const Reached& at) { return t < at.group->endOf(*at.version); };
    const bool first = holds(bucket.front());
    if (std::ranges::all_of(bucket, [&](const Reached& at) { return holds(at) == first; }))
        return first;
    std::vector<Candidate> rows;
    for (const Reached& at : bucket)
        for (const IntervalRow& row : at.version->offer->rows)
            rows.push_back({Identity::uri, at, &row});
    return holds(firstOf(org, rows).at);
}

/// Adds the buckets that R32 considers for one name of one type.
void CapabilityTimeline::Content::look(Identity identity, std::string_view name, Instant t, Found& found) const
{
    const auto* named = groupsOf(identity, name);
    if (named == nullptr)
        return;
    Neighbours near;
    for (const std::uint32_t index : *named)
        widen(near, groups[index], identity, name, t);
    if (near.at) {
        found.add(TimeClass::exact, identity, bucketAt(identity, name, t));
        return;
    }
    if (near.before) {
        const auto bucket = bucketAt(identity, name, *near.before);
        const TimeClass timeClass = t - *near.before > kFreshFor ? TimeClass::stale
                                    : contains(bucket, t)        ? TimeClass::exact
                                                                 : TimeClass::prior;
        found.add(timeClass, identity, bucket);
    }
    if (near.after && *near.after - t <= kClockSkew)
        found.add(TimeClass::future, identity, bucketAt(identity, name, *near.after));
}

/// Why a selection with a URL found nothing under it (R31).
Decision CapabilityTimeline::Content::missingUri(std::string_view address, Instant t) const
{
    Found found;
    look(Identity::alias, address, t, found);
    if (found.best != TimeClass::none)
        return unresolved("missing_uri_snapshot_local_alias_present");
    look(Identity::address, address, t, found);
    return unresolved(found.best != TimeClass::none ? "missing_uri_snapshot_address_match_present"
                                                    : "missing_candidate");
}

Decision CapabilityTimeline::Content::decide(Found& found, const AttributionQuery& query) const
{
    auto& kept = found.candidates;
    keepCompatible(kept, query);
    keepBestIdentity(kept);
    if (!std::ranges::all_of(kept, [&](const Candidate& c) { return sameSurface(c, kept.front()); }))
        return ambiguous();
    const bool multiGpu = isMultiGpu(kept);
    const Candidate& chosen = firstOf(org, kept);
    const Group& group = *chosen.at.group;
    const Version& version = *chosen.at.version;
    Decision decision;
    setStatus(decision, found.best, chosen.row->hardwarePresent());
    decision.method = methodOf(chosen.identity, found.best);
    decision.orchestrator_address = group.address;
    decision.orchestrator_uri = version.offer->surface->orch_uri;
    decision.pipeline_id = chosen.row->pipeline;
    decision.model_id = chosen.row->model;
    if (chosen.row->gpu != nullptr && !multiGpu)
        setGpu(decision, *chosen.row->gpu);
    decision.capability_version_id =
        versionId(org, group.address, group.uri_norm, *version.event_id, version.payload_hash);
    decision.snapshot_event_id = *version.event_id;
    decision.snapshot_ts = version.start;
    return decision;
}

CapabilityTimeline::CapabilityTimeline(std::string org, std::vector<CapabilitySnapshot> snapshots)
    : m_content(std::make_shared<Content>())
{
    m_content->org = std::move(org);
    append(std::move(snapshots));
}

void CapabilityTimeline::append(std::vector<CapabilitySnapshot> snapshots)
{
    if (!std::ranges::is_sorted(snapshots, {}, snapshotOrder))
        std::ranges::sort(snapshots, {}, snapshotOrder);
    Builder builder(*m_content);
    for (const CapabilitySnapshot& snapshot : snapshots)
        if (snapshot.surface != nullptr && !snapshot.surface->orch_address.empty())
            builder.add(snapshot);
    builder.finish();
}

/// A node that came later keeps its place and has no versions, so that nothing finds it.
void CapabilityTimeline::rewind(Instant from)
{
    std::unordered_set<const std::string*> forgotten;
    for (Group& group : m_content->groups) {
        const auto first = std::ranges::lower_bound(group.versions, from, {}, &Version::start);
        for (auto version = first; version != group.versions.end(); ++version)
            forgotten.insert(version->event_id);
        m_content->versionCount -= group.versions.end() - first;
        group.versions.erase(first, group.versions.end());
    }
    auto& ids = m_content->eventIds;
    while (!ids.empty() && forgotten.contains(&ids.back()))
        ids.pop_back();
}

std::int64_t CapabilityTimeline::versionCount() const
{
    return m_content->versionCount;
}
std::int64_t CapabilityTimeline::noopCount() const
{
    return m_content->noopCount;
}

Decision CapabilityTimeline::attribute(const AttributionQuery& query) const
{
    const std::string url = urlNorm(query.url);
    const std::string address = addressNorm(query.address);
    Found found;
    if (!url.empty()) {
        m_content->look(Identity::uri, url, query.selection_ts, found);
        if (found.best == TimeClass::none)
            return m_content->missingUri(address, query.selection_ts);
    } else {
        m_content->look(Identity::address, address, query.selection_ts, found);
        m_content->look(Identity::alias, address, query.selection_ts, found);
        if (found.best == TimeClass::none)
            return unresolved("missing_candidate");
    }
    return m_content->decide(found, query);
}

std::vector<Instant> CapabilityTimeline::versionStarts(std::string_view uri, std::string_view address,
                                                       std::string_view alias) const
{
    std::vector<Instant> starts;
    const auto collect = [&](Identity identity, const std::string& name) {
        const auto* groups = m_content->groupsOf(identity, name);
        if (groups == nullptr)
            return;
        for (const std::uint32_t index : *groups)
            for (const Version& version : m_content->groups[index].versions)
                starts.push_back(version.start);
    };
    collect(Identity::uri, urlNorm(uri));
    for (const std::string_view name : {address, alias}) {
        collect(Identity::address, addressNorm(name));
        collect(Identity::alias, addressNorm(name));
    }
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
}

}  // namespace naap
