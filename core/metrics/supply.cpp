#include "core/metrics/supply.h"

#include <algorithm>
#include <set>

#include "core/metrics/clamped.h"
#include "core/metrics/concurrency.h"
#include "core/metrics/sla_rollup.h"

namespace naap {

namespace {

constexpr double kMsPerMinute = 60'000;
constexpr std::chrono::minutes kOfferOutlivesSnapshot{10};

using Gpu = std::pair<std::string, std::string>;  // orchestrator, GPU id

template <class Key, class Value>
std::map<Key, std::int64_t> sizesOf(const std::map<Key, std::set<Value>>& sets)
{
    std::map<Key, std::int64_t> sizes;
    for (const auto& [key, values] : sets)
        sizes.emplace(key, static_cast<std::int64_t>(values.size()));
    return sizes;
}

/// Distinct identities, gathered before they are counted.
struct Identities {
    std::set<std::string> orchestrators;
    std::map<Gpu, std::int64_t> vram;
    std::map<std::string, std::set<Gpu>> by_hardware;
    std::map<std::string, std::set<Gpu>> by_pipeline;
    std::map<std::string, std::set<std::string>> by_orchestrator;
    std::map<PipelineAndModel, std::set<std::string>> slots;
    std::map<PipelineAndModel, std::set<std::string>> warm;
    std::map<PipelineAndModel, std::set<std::string>> warm_strict;
};

void addGpu(Identities& seen, const GpuOffer& offer)
{
    const Gpu gpu{offer.orchestrator_address, offer.gpu_id};
    seen.by_orchestrator[offer.orchestrator_address].insert(offer.gpu_id);
    if (offer.pipeline_id.empty() || offer.model_id.empty())
        return;
    seen.slots[{offer.pipeline_id, offer.model_id}].insert(offer.gpu_id);
    if (!offer.hardware_present)
        return;
    std::int64_t& vram = seen.vram[gpu];
    vram = std::max(vram, gpuMemoryBytes(offer.gpu_memory_bytes).value_or(0));
    seen.by_hardware[offer.gpu_model_name.empty() ? "Unknown" : offer.gpu_model_name].insert(gpu);
    seen.by_pipeline[offer.pipeline_id].insert(gpu);
}

void addOffer(Identities& seen, const GpuOffer& offer)
{
    if (offer.orchestrator_address.empty())
        return;
    seen.orchestrators.insert(offer.orchestrator_address);
    if (!offer.gpu_id.empty())
        addGpu(seen, offer);
    if (offer.pipeline_id.empty() || offer.model_id.empty())
        return;
    const PipelineAndModel key{offer.pipeline_id, offer.model_id};
    seen.warm[key].insert(offer.orchestrator_address);
    if (offer.warm || offer.hardware_present)
        seen.warm_strict[key].insert(offer.orchestrator_address);
}

}  // namespace

double usedInferenceMinutes(Instant hour, std::span<const Session* const> sessions)
{
    const Interval window{.start = hour, .end = hour + std::chrono::hours{1}};
    std::int64_t ms = 0;
    for (const Session* session : sessions)
        if (session->started_at && !session->orchestrator_address.value_or("").empty())
            ms += overlapMs(window, {.start = *session->started_at, .end = session->last_seen});
    return static_cast<double>(ms) / kMsPerMinute;
}

double advertisedCapacityMinutes(Instant hour, std::span<const CapacityOffer> offers)
{
    const Interval window{.start = hour, .end = hour + std::chrono::hours{1}};
    double ms = 0;  // whole numbers, which a double adds exactly
    for (const CapacityOffer& offer : offers) {
        const Instant expires = offer.last_snapshot + kOfferOutlivesSnapshot;
        const Instant end = std::min(offer.replaced_at.value_or(expires), expires);
        ms += static_cast<double>(offer.advertised_capacity) *
              static_cast<double>(overlapMs(window, {.start = offer.from, .end = end}));
    }
    return ms / kMsPerMinute;
}

std::optional<double> advertisedCapacityUtilizationRate(double usedMinutes, double advertisedMinutes)
{
    if (!(advertisedMinutes > 0))
        return std::nullopt;
    return usedMinutes / advertisedMinutes;
}

SupplyCounts supplyCounts(std::span<const GpuOffer> offers)
{
    Identities seen;
    for (const GpuOffer& offer : offers)
        addOffer(seen, offer);
    SupplyCounts counts;
    counts.observed_orchestrators = static_cast<std::int64_t>(seen.orchestrators.size());
    counts.total_gpus = static_cast<std::int64_t>(seen.vram.size());
    for (const auto& [gpu, bytes] : seen.vram)
        counts.total_vram_bytes = addClamped(counts.total_vram_bytes, bytes);
    counts.gpus_by_hardware = sizesOf(seen.by_hardware);
    counts.gpus_by_pipeline = sizesOf(seen.by_pipeline);
    counts.gpus_by_orchestrator = sizesOf(seen.by_orchestrator);
    counts.gpu_slots = sizesOf(seen.slots);
    counts.warm_orch_count = sizesOf(seen.warm);
    counts.warm_orch_count_strict = sizesOf(seen.warm_strict);
    return counts;
}

ActiveSupply activeSupply(std::span<const LiveSession> sessions, Instant now, milliseconds within)
{
    std::set<std::string> streams;
    std::set<Gpu> gpus;
    for (const LiveSession& live : sessions) {
        const Session& s = *live.session;
        if (s.completed_count > 0 || live.last_status < now - within)
            continue;
        streams.insert(s.session_key);
        if (!s.gpu_id.value_or("").empty())
            gpus.emplace(s.orchestrator_address.value_or(""), *s.gpu_id);
    }
    return {.active_streams = static_cast<std::int64_t>(streams.size()),
            .active_gpus = static_cast<std::int64_t>(gpus.size())};
}

std::int64_t availableGpus(std::int64_t totalGpus, std::int64_t activeGpus)
{
    return std::max<std::int64_t>(0, totalGpus - activeGpus);
}

std::int64_t availableSlots(std::int64_t gpuSlots, std::int64_t activeStreams)
{
    return gpuSlots - activeStreams;
}

}  // namespace naap
