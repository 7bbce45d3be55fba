#include "core/reports/inventory.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/events/names.h"
#include "core/metrics/sla_rollup.h"
#include "core/resolver/intervals.h"
#include "core/store/supply_store.h"

namespace naap {
namespace {

constexpr std::int64_t kFirstBuiltin = 27;
constexpr std::int64_t kLive = 35;
constexpr std::int64_t kByoc = 37;

using NodeKey = std::pair<std::string, std::string>;  // address, URI in key form

std::optional<std::string> known(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

/// The builtin capability whose canonical pipeline this is; 37 when there is none.
std::int64_t capabilityOf(std::string_view pipeline)
{
    for (std::int64_t id = kFirstBuiltin; id < kByoc; ++id)
        if (equalsIgnoringCase(builtinPipeline(id), pipeline))
            return id;
    return kByoc;
}

Offer offerOf(std::int64_t capability, std::string_view offeredPipeline, std::string_view model)
{
    Offer offer;
    const bool byoc = capability == kByoc;
    offer.capability_id = capability;
    offer.capability_family = byoc ? "byoc" : "builtin";
    offer.pipeline_id = byoc ? offeredPipeline : builtinPipeline(capability);
    offer.model_id = known(model);
    offer.supports_stream = byoc || capability == kLive;
    offer.supports_request = byoc || capability != kLive;
    return offer;
}

std::vector<Offer> hardwareOffers(const HardwareEntry& entry)
{
    const std::string_view pipeline = trimmed(entry.pipeline);
    if (pipeline.empty())
        return {};
    const Offer bare = offerOf(capabilityOf(pipeline), pipeline, entry.model_id);
    if (entry.gpus.empty())
        return {bare};
    std::vector<Offer> offers;
    for (const OfferedGpu& gpu : entry.gpus) {
        Offer& offer = offers.emplace_back(bare);
        offer.gpu_id = known(gpu.id);
        offer.hardware_present = offer.gpu_id.has_value();
        offer.gpu_model_name = known(gpu.name);
        offer.gpu_memory_bytes_total = gpuMemoryBytes(gpu.memory_total);
    }
    return offers;
}

std::vector<Offer> offersOf(const CapabilitySurface& surface)
{
    std::vector<Offer> offers;
    if (surface.hardware_given) {
        for (const HardwareEntry& entry : surface.hardware)
            for (Offer& offer : hardwareOffers(entry))
                offers.push_back(std::move(offer));
        return offers;
    }
    for (const ModelOffer& model : surface.models) {
        if (builtinPipeline(model.capability_id).empty())
            continue;
        Offer& offer = offers.emplace_back(offerOf(model.capability_id, {}, model.model_id));
        offer.warm = model.warm;
        if (model.capacity > 0)
            offer.advertised_capacity = model.capacity;
    }
    return offers;
}

InventoryPrice priceOf(const AdvertisedPrice& advertised)
{
    InventoryPrice price;
    price.capability_id = advertised.capability_id;
    price.constraint = advertised.constraint;
    price.price_per_unit = advertised.price_per_unit;
    price.pixels_per_unit = advertised.pixels_per_unit;
    if (!advertised.capability_id)
        return price;
    const bool byoc = *advertised.capability_id == kByoc;
    price.pipeline_id = known(byoc ? advertised.constraint : builtinPipeline(*advertised.capability_id));
    if (!byoc)
        price.model_id = known(advertised.constraint);
    return price;
}

/// A row, and when it was first and last seen. Sightings come in the order of their last instants, so the newer row
/// replaces the older.
template <class Key, class Row>
void remember(std::map<Key, Row>& rows, const Key& key, Row row, Instant first, Instant last)
{
    row.first_seen = first;
    row.last_seen = last;
    const auto [known, isNew] = rows.try_emplace(key, row);
    if (isNew)
        return;
    row.first_seen = std::min(first, known->second.first_seen);
    row.last_seen = std::max(last, known->second.last_seen);
    known->second = std::move(row);
}

/// Rows are in order but for the spelling of URIs.
template <class Row>
void sortByNode(std::vector<Row>& rows)
{
    std::ranges::stable_sort(rows, [](const Row& a, const Row& b) {
        return std::tie(a.orchestrator_address, a.orchestrator_uri) <
               std::tie(b.orchestrator_address, b.orchestrator_uri);
    });
}

class InventoryBuilder {
public:
    void add(const SurfaceSighting& sighting)
    {
        const CapabilitySurface& surface = *sighting.surface;
        if (surface.orch_address.empty())
            return;
        m_first = sighting.first_ts;
        m_last = sighting.last_ts;
        const NodeKey node{surface.orch_address, urlNorm(surface.orch_uri)};
        addNode(node, surface.orch_uri, known(surface.orch_name), known(surface.version));
        if (!surface.parsable)
            return;
        for (const Offer& offer : offersOf(surface))
            addOffer(node, offer);
        for (const HardwareEntry& entry : surface.hardware)
            addGpus(node, entry);
        for (const AdvertisedPrice& price : surface.prices)
            remember(m_prices, {node, price.capability_id, price.constraint}, priceOf(price), m_first, m_last);
    }

    /// A registered worker offers its capability, where the node itself does not (R27).
    void add(const WorkerSnapshot& worker)
    {
        if (worker.orch_address.empty() || worker.capability.empty() || worker.subtype == "worker_unregistered")
            return;
        m_workers.push_back(worker);
    }

    Inventory take()
    {
        addWorkers();
        Inventory inventory;
        for (auto& [node, row] : m_nodes)
            inventory.nodes.push_back(row);
        sortByNode(inventory.nodes);
        fill(inventory.offers, m_offers, [](const auto& key) { return std::get<0>(key); });
        fill(inventory.prices, m_prices, [](const auto& key) { return std::get<0>(key); });
        for (auto& [key, gpu] : m_gpus) {
            const auto& served = m_served[key];
            gpu.pipelines.assign(served.pipelines.begin(), served.pipelines.end());
            gpu.models.assign(served.models.begin(), served.models.end());
        }
        fill(inventory.gpus, m_gpus, [](const auto& key) { return key.first; });
        return inventory;
    }

private:
    using OfferKey =
        std::tuple<NodeKey, std::int64_t, std::string, std::optional<std::string>, std::optional<std::string>>;
    using GpuKey = std::pair<NodeKey, std::string>;
    using PriceKey = std::tuple<NodeKey, std::optional<std::int64_t>, std::string>;
    struct Served {
        std::set<std::string> pipelines;
        std::set<std::string> models;
    };

    void addNode(const NodeKey& key, std::string_view uri, std::optional<std::string> name,
                 std::optional<std::string> version)
    {
        Node node;
        node.orchestrator_address = key.first;
        node.orchestrator_uri = trimmed(uri);
        node.name = std::move(name);
        node.version = std::move(version);
        remember(m_nodes, key, std::move(node), m_first, m_last);
    }

    void addOffer(const NodeKey& node, const Offer& offer)
    {
        remember(m_offers, {node, offer.capability_id, offer.pipeline_id, offer.model_id, offer.gpu_id}, offer, m_first,
                 m_last);
    }

    void addGpus(const NodeKey& node, const HardwareEntry& entry)
    {
        for (const OfferedGpu& offered : entry.gpus) {
            if (offered.id.empty())
                continue;
            InventoryGpu gpu;
            gpu.gpu_id = offered.id;
            gpu.gpu_model_name = known(offered.name);
            gpu.gpu_memory_bytes_total = gpuMemoryBytes(offered.memory_total);
            const GpuKey key{node, offered.id};
            remember(m_gpus, key, std::move(gpu), m_first, m_last);
            Served& served = m_served[key];
            if (!entry.pipeline.empty())
                served.pipelines.insert(entry.pipeline);
            if (!entry.model_id.empty())
                served.models.insert(entry.model_id);
        }
    }

    void addWorkers()
    {
        std::set<std::pair<std::string, std::string>> offered;  // address, capability
        for (const auto& [key, offer] : m_offers)
            if (offer.capability_id == kByoc)
                offered.emplace(std::get<0>(key).first, offer.pipeline_id);
        for (const WorkerSnapshot& worker : m_workers) {
            if (offered.contains({worker.orch_address, worker.capability}))
                continue;
            m_first = m_last = worker.event_ts;
            const NodeKey node{worker.orch_address, urlNorm(worker.orch_url)};
            if (const auto seen = m_nodes.find(node); seen == m_nodes.end())
                addNode(node, worker.orch_url, std::nullopt, std::nullopt);
            else
                remember(m_nodes, node, Node(seen->second), m_first, m_last);
            addOffer(node, offerOf(kByoc, worker.capability, worker.model));
        }
    }

    /// Rows of one kind under the node's name as it was last spelled.
    template <class Row, class Key>
    void fill(std::vector<Row>& target, const std::map<Key, Row>& rows, auto&& nodeOf)
    {
        for (const auto& [key, row] : rows) {
            const Node& node = m_nodes.at(nodeOf(key));
            Row& added = target.emplace_back(row);
            added.orchestrator_address = node.orchestrator_address;
            added.orchestrator_uri = node.orchestrator_uri;
        }
        sortByNode(target);
    }

    Instant m_first{};
    Instant m_last{};
    std::map<NodeKey, Node> m_nodes;
    std::map<OfferKey, Offer> m_offers;
    std::map<GpuKey, InventoryGpu> m_gpus;
    std::map<GpuKey, Served> m_served;
    std::map<PriceKey, InventoryPrice> m_prices;
    std::vector<WorkerSnapshot> m_workers;
};

}  // namespace

Inventory inventoryOf(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    InventoryBuilder builder;
    for (const SurfaceSighting& sighting : surfaceSightings(cache, from, to))
        builder.add(sighting);
    for (const WorkerSnapshot& worker : workerEvents(cache, from, to))
        builder.add(worker);
    return builder.take();
}

}  // namespace naap
