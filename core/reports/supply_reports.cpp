#include <algorithm>
#include <map>
#include <set>

#include "core/metrics/benchmark.h"
#include "core/metrics/prices.h"
#include "core/metrics/sla_score.h"
#include "core/reports/cells.h"
#include "core/reports/inventory.h"
#include "core/reports/region_column.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

using FT = FieldType;

// --- orchestrators

struct OrchestratorRow {
    Node node;
    std::int64_t gpu_count = 0;
    std::vector<std::string> pipelines;
    std::vector<std::string> models;
    std::int64_t known_sessions_count = 0;
    std::optional<double> sla_score_weighted_mean;
};

/// What the SLA rows of a range say of each address.
struct AddressSla {
    std::int64_t known_sessions_count = 0;
    std::vector<WeightedScore> scores;
};

std::map<std::string, AddressSla> slaByAddress(Cache& cache, const ReportQuery& query)
{
    using Cohort = std::tuple<Instant, std::string, std::optional<std::string>>;
    RollupStore store(cache);
    const auto before = query.from ? std::optional(dayOf(*query.from) - std::chrono::days(7)) : std::nullopt;
    const auto days = store.benchmarks(before, query.to);
    std::map<Cohort, Benchmark7> benchmarks;
    std::map<std::string, AddressSla> addresses;
    for (const SlaRollup& row : store.sla(query.from, query.to)) {
        const Instant date = dayOf(row.window_start);
        const auto [benchmark, isNew] = benchmarks.try_emplace(Cohort{date, row.pipeline_id, row.model_id});
        if (isNew)
            benchmark->second = benchmarkFor(date, row.pipeline_id, row.model_id, days);
        AddressSla& sla = addresses[row.orchestrator_address];
        sla.known_sessions_count += row.support.known_sessions_count;
        sla.scores.push_back({slaScoreOf(row.support, benchmark->second).sla_score, row.support.requested_sessions});
    }
    return addresses;
}

std::vector<OrchestratorRow> orchestratorRows(Cache& cache, const ReportQuery& query)
{
    struct Names {
        std::set<std::string> gpus, pipelines, models;
    };
    Inventory inventory = inventoryOf(cache, query.from, query.to);
    std::map<std::pair<std::string, std::string>, Names> names;
    for (const Offer& offer : inventory.offers) {
        Names& of = names[{offer.orchestrator_address, offer.orchestrator_uri}];
        of.pipelines.insert(offer.pipeline_id);
        if (offer.gpu_id)
            of.gpus.insert(*offer.gpu_id);
        if (offer.model_id)
            of.models.insert(*offer.model_id);
    }
    auto sla = slaByAddress(cache, query);
    std::vector<OrchestratorRow> rows;
    for (Node& node : inventory.nodes) {
        const Names& of = names[{node.orchestrator_address, node.orchestrator_uri}];
        const AddressSla& score = sla[node.orchestrator_address];
        OrchestratorRow& row = rows.emplace_back();
        row.node = std::move(node);
        row.gpu_count = static_cast<std::int64_t>(of.gpus.size());
        row.pipelines.assign(of.pipelines.begin(), of.pipelines.end());
        row.models.assign(of.models.begin(), of.models.end());
        row.known_sessions_count = score.known_sessions_count;
        row.sla_score_weighted_mean = weightedMeanScore(score.scores);
    }
    return rows;
}

constexpr Column<OrchestratorRow> kOrchestratorColumns[] = {
    {key("orchestrator_address", FT::text, "", "Address that the orchestrator advertises, in lower case."),
     [](const OrchestratorRow& r) { return asCell(r.node.orchestrator_address); }},
    {key("orchestrator_uri", FT::text, "", "Service URI, as last spelled."),
     [](const OrchestratorRow& r) { return asCell(r.node.orchestrator_uri); }},
    {field("name", FT::text, "",
           "Local address if given, else the address, as last spelled; null when only its workers were seen."),
     [](const OrchestratorRow& r) { return asCell(r.node.name); }},
    {field("version", FT::text, "", "Software version, as last advertised."),
     [](const OrchestratorRow& r) { return asCell(r.node.version); }},
    {timeField("last_seen", "Last capability or worker event of the range."),
     [](const OrchestratorRow& r) { return asCell(r.node.last_seen); }},
    {field("gpu_count", FT::integer, "GPU ids",
           "Distinct GPU ids in its offers of the range; ids change with restarts, so this is not a number of cards."),
     member<&OrchestratorRow::gpu_count>},
    {field("pipelines", FT::list, "", "Pipelines and BYOC capabilities that it offered."),
     member<&OrchestratorRow::pipelines>},
    {field("models", FT::list, "", "Models that it offered."), member<&OrchestratorRow::models>},
    {field("known_sessions_count", FT::integer, "session-hours",
           "Sessions of the address over its SLA rows of the range, once for each hour they ran; a second URI of "
           "the address repeats it."),
     member<&OrchestratorRow::known_sessions_count>},
    {field("sla_score_weighted_mean", FT::real, "points",
           "Mean of the address's SLA scores of the range, weighted by requested sessions, 0 to 100."),
     member<&OrchestratorRow::sla_score_weighted_mean>},
};

// --- gpus

std::vector<InventoryGpu> gpuRows(Cache& cache, const ReportQuery& query)
{
    return inventoryOf(cache, query.from, query.to).gpus;
}

constexpr Column<InventoryGpu> kGpuColumns[] = {
    {key("orchestrator_address", FT::text, "", "Address of the orchestrator that advertised the GPU."),
     member<&InventoryGpu::orchestrator_address>},
    {key("orchestrator_uri", FT::text, "", "Its service URI, as last spelled."),
     member<&InventoryGpu::orchestrator_uri>},
    {key("gpu_id", FT::text, "", "Advertised id; a restart or another host may bring a new one for the same card."),
     member<&InventoryGpu::gpu_id>},
    {field("gpu_model_name", FT::text, "", "Hardware model, as last advertised."),
     member<&InventoryGpu::gpu_model_name>},
    {field("gpu_memory_bytes_total", FT::integer, "bytes",
           "Memory, as last advertised; figures below 2^20 are read as MiB."),
     member<&InventoryGpu::gpu_memory_bytes_total>},
    {field("pipelines", FT::list, "", "Pipelines offered on it in the range."), member<&InventoryGpu::pipelines>},
    {field("models", FT::list, "", "Models offered on it in the range."), member<&InventoryGpu::models>},
    {field("first_seen", FT::instant, "", "First capability event of the range that names it."),
     member<&InventoryGpu::first_seen>},
    {timeField("last_seen", "Last capability event of the range that names it."), member<&InventoryGpu::last_seen>},
};

// --- offers

std::vector<Offer> offerRows(Cache& cache, const ReportQuery& query)
{
    return inventoryOf(cache, query.from, query.to).offers;
}

constexpr Column<Offer> kOfferColumns[] = {
    {key("orchestrator_address", FT::text, "", "Address of the orchestrator that offers."),
     member<&Offer::orchestrator_address>},
    {key("orchestrator_uri", FT::text, "", "Its service URI, as last spelled."), member<&Offer::orchestrator_uri>},
    {key("capability_id", FT::integer, "",
         "Number of the capability in the network's catalogue; 37 is a capability of the orchestrator's own."),
     member<&Offer::capability_id>},
    {key("pipeline_id", FT::text, "", "Canonical pipeline, or the name offered for capability 37."),
     member<&Offer::pipeline_id>},
    {key("model_id", FT::text, "", "Model offered."), member<&Offer::model_id>},
    {key("gpu_id", FT::text, "", "GPU that serves it; null when none is named."), member<&Offer::gpu_id>},
    {field("capability_family", FT::text, "", "builtin or byoc."), member<&Offer::capability_family>},
    {field("gpu_model_name", FT::text, "", "Hardware model, as last advertised."), member<&Offer::gpu_model_name>},
    {field("gpu_memory_bytes_total", FT::integer, "bytes",
           "GPU memory, as last advertised; figures below 2^20 are read as MiB."),
     member<&Offer::gpu_memory_bytes_total>},
    {field("advertised_capacity", FT::integer, "requests",
           "How many at once it says it can take; null when it does not say."),
     member<&Offer::advertised_capacity>},
    {field("warm", FT::boolean, "", "It says that the model is loaded; null for offers by hardware, which do not say."),
     member<&Offer::warm>},
    {field("hardware_present", FT::boolean, "", "The offer names a GPU by its id."), member<&Offer::hardware_present>},
    {field("supports_stream", FT::boolean, "", "The capability serves live streams."), member<&Offer::supports_stream>},
    {field("supports_request", FT::boolean, "", "The capability serves single requests."),
     member<&Offer::supports_request>},
    {field("first_seen", FT::instant, "", "First event of the range with this offer."), member<&Offer::first_seen>},
    {timeField("last_seen", "Last event of the range with this offer."), member<&Offer::last_seen>},
};

// --- prices

std::vector<InventoryPrice> priceRows(Cache& cache, const ReportQuery& query)
{
    return inventoryOf(cache, query.from, query.to).prices;
}

PriceUnit unitOf(const InventoryPrice& price)
{
    return priceUnitOf(price.pipeline_id.value_or(""));
}

std::optional<double> weiPerUnit(const InventoryPrice& price)
{
    if (isZeroAdvertised(price.price_per_unit, price.pixels_per_unit))
        return 0.0;
    return priceWeiPerUnit(price.price_per_unit, price.pixels_per_unit);
}

std::optional<double> weiPerPixel(const InventoryPrice& price)
{
    return unitOf(price) == PriceUnit::pixel ? weiPerUnit(price) : std::nullopt;
}

Cell unitCell(const InventoryPrice& price)
{
    switch (unitOf(price)) {
        case PriceUnit::token: return std::string("token");
        case PriceUnit::second: return std::string("second");
        case PriceUnit::pixel: break;
    }
    return std::string("pixel");
}

Cell gweiPerMegapixelCell(const InventoryPrice& price)
{
    const auto wei = weiPerPixel(price);
    return wei ? Cell(gweiPerMegapixel(*wei)) : Cell();
}

constexpr Column<InventoryPrice> kPriceColumns[] = {
    {key("orchestrator_address", FT::text, "", "Address of the orchestrator that asks the price."),
     member<&InventoryPrice::orchestrator_address>},
    {key("orchestrator_uri", FT::text, "", "Its service URI, as last spelled."),
     member<&InventoryPrice::orchestrator_uri>},
    {key("capability_id", FT::integer, "", "Capability that the price is for; null: the node's default price."),
     member<&InventoryPrice::capability_id>},
    {key("constraint", FT::text, "",
         "What the price is limited to: a model, or the name of a capability 37; blank: nothing."),
     member<&InventoryPrice::constraint>},
    {field("pipeline_id", FT::text, "", "Canonical pipeline, or the name of a capability 37."),
     member<&InventoryPrice::pipeline_id>},
    {field("model_id", FT::text, "", "Model that the price is for."), member<&InventoryPrice::model_id>},
    {field("price_per_unit", FT::integer, "wei",
           "Price of pixels_per_unit units, as last advertised; 0: advertised as 0."),
     member<&InventoryPrice::price_per_unit>},
    {field("pixels_per_unit", FT::integer, "units", "How many units the price buys, as last advertised."),
     member<&InventoryPrice::pixels_per_unit>},
    {field("unit", FT::text, "", "What is paid for: pixel, token or second."), unitCell},
    {field("price_wei_per_unit", FT::real, "wei", "Price of one unit: price_per_unit / pixels_per_unit."),
     [](const InventoryPrice& r) { return asCell(weiPerUnit(r)); }},
    {field("wei_per_pixel", FT::real, "wei/pixel", "Price of a pixel; null where other units are paid for."),
     [](const InventoryPrice& r) { return asCell(weiPerPixel(r)); }},
    {field("gwei_per_megapixel", FT::real, "gwei/MP", "The same for a million pixels, in gwei."), gweiPerMegapixelCell},
    {field("first_seen", FT::instant, "", "First event of the range that names a price for this key."),
     member<&InventoryPrice::first_seen>},
    {timeField("last_seen", "Last event of the range that names a price for this key."),
     member<&InventoryPrice::last_seen>},
};

}  // namespace

void addSupplyReports(std::vector<ReportInfo>& reports)
{
    reports.push_back(
        withRegion(reportOf<OrchestratorRow>("orchestrators", "Orchestrators seen in the range, and what they offer",
                                             kOrchestratorColumns, orchestratorRows)));
    reports.push_back(withRegion(
        reportOf<InventoryGpu>("gpus", "GPU ids that orchestrators advertised in the range", kGpuColumns, gpuRows)));
    reports.push_back(withRegion(reportOf<Offer>(
        "offers", "Capabilities, pipelines and models on offer, by GPU where known", kOfferColumns, offerRows)));
    reports.push_back(
        withRegion(reportOf<InventoryPrice>("prices", "Latest advertised prices", kPriceColumns, priceRows)));
}

}  // namespace naap
