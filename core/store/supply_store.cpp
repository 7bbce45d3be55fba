#include "core/store/supply_store.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <unordered_map>

#include "core/events/capability_surface.h"
#include "core/events/names.h"
#include "core/store/batch_writer.h"
#include "core/store/columns.h"

namespace naap {
namespace {

/// Counts sightings of surfaces over capability events, which come in their order.
class SightingCounter {
public:
    explicit SightingCounter(Cache& cache)
        : m_find(cache.db().prepare("SELECT surface FROM capability_surface WHERE surface_id = ?"))
    {
    }

    void addEvent(std::string_view org, Instant event_ts, const std::vector<PackedElement>& elements)
    {
        ++m_event;
        auto& surfaces = m_orgs[std::string(org)];
        for (std::size_t i = elements.size(); i-- > 0;) {
            Known& known = knownOf(elements[i].surface_id);
            std::uint64_t& lastEvent = m_lastEventOfNode[known.node];
            if (lastEvent == m_event)
                continue;  // a later element of this event spoke for the node
            lastEvent = m_event;
            const auto [seen, first] = surfaces.try_emplace(&known);
            if (first)
                seen->second.first_ts = event_ts;
            seen->second.last_ts = event_ts;
            seen->second.order = {m_event, i};
        }
    }

    std::vector<SurfaceSighting> take() const
    {
        std::vector<std::pair<Order, SurfaceSighting>> ordered;
        for (const auto& [org, surfaces] : m_orgs)
            for (const auto& [known, seen] : surfaces)
                ordered.push_back({seen.order, {org, known->surface, seen.first_ts, seen.last_ts}});
        std::ranges::sort(ordered, {}, [](const auto& pair) { return pair.first; });
        std::vector<SurfaceSighting> sightings;
        sightings.reserve(ordered.size());
        for (auto& [order, sighting] : ordered)
            sightings.push_back(std::move(sighting));
        return sightings;
    }

private:
    using Order = std::pair<std::uint64_t, std::size_t>;  // event, element
    struct Known {
        std::shared_ptr<const CapabilitySurface> surface;
        std::size_t node = 0;
    };
    struct Seen {
        Instant first_ts{};
        Instant last_ts{};
        Order order;
    };

    Known& knownOf(std::int64_t surface_id)
    {
        Known& known = m_known[surface_id];
        if (known.surface)
            return known;
        m_find.bind(1, surface_id);
        known.surface = std::make_shared<const CapabilitySurface>(m_find.step() ? surfaceFromJson(m_find.text(0))
                                                                                : CapabilitySurface{});
        m_find.reset();
        known.node =
            m_nodes.try_emplace({known.surface->orch_address, urlNorm(known.surface->orch_uri)}, m_nodes.size())
                .first->second;
        m_lastEventOfNode.resize(m_nodes.size());
        return known;
    }

    Statement m_find;
    std::uint64_t m_event = 0;
    std::unordered_map<std::int64_t, Known> m_known;  // nodes of the map stay where they are
    std::map<std::pair<std::string, std::string>, std::size_t> m_nodes;
    std::vector<std::uint64_t> m_lastEventOfNode;
    std::map<std::string, std::unordered_map<const Known*, Seen>> m_orgs;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> advertisedNodes(Cache& cache)
{
    std::vector<std::pair<std::string, std::string>> nodes;
    auto rows = cache.db().prepare(
        "SELECT DISTINCT surface ->> 'orch_address', surface ->> 'orch_uri' FROM capability_surface ORDER BY 1, 2");
    while (rows.step())
        nodes.emplace_back(rows.text(0), rows.text(1));
    return nodes;
}

std::vector<SurfaceSighting> surfaceSightings(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    SightingCounter counter(cache);
    auto rows = cache.db().prepare(
        "SELECT event_ts, org, elements FROM capability_event "
        "WHERE event_ts >= ? AND event_ts < ? ORDER BY event_ts, event_id, org");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    while (rows.step())
        counter.addEvent(rows.text(1), instantFromMs(rows.integer(0)), unpackElements(rows.blob(2)));
    return counter.take();
}

std::vector<WorkerSnapshot> workerEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<WorkerSnapshot> events;
    auto rows = cache.db().prepare(
        "SELECT event_ts, event_id, org, subtype, capability, orch_address, orch_url, "
        "worker_url, model, price_per_unit FROM worker_event "
        "WHERE event_ts >= ? AND event_ts < ? ORDER BY event_ts, event_id, org");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    while (rows.step()) {
        WorkerSnapshot& e = events.emplace_back();
        ColumnReader read(rows, 0);
        read(e.event_ts), read(e.event_id), read(e.org), read(e.subtype), read(e.capability), read(e.orch_address);
        read(e.orch_url), read(e.worker_url), read(e.model), read(e.price_per_unit);
    }
    return events;
}

}  // namespace naap
