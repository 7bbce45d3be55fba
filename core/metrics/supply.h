#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/events/instant.h"
#include "core/facts/session.h"

namespace naap {

/// Minutes of attributed session activity inside an hour: what [started_at, last_seen] of each session shares with it.
double usedInferenceMinutes(Instant hour, std::span<const Session* const> sessions);

/// One offer of capacity for the time it stood.
struct CapacityOffer {
    Instant from{};
    std::optional<Instant> replaced_at;  ///< by a later snapshot of other content
    Instant last_snapshot{};             ///< the last that repeated it
    std::int64_t advertised_capacity = 0;
};

/// Minutes of capacity on offer inside an hour. An offer stands until it is replaced, or 10 minutes after its last
/// snapshot.
double advertisedCapacityMinutes(Instant hour, std::span<const CapacityOffer> offers);

/// Used / advertised minutes. Null when nothing was advertised. May exceed 1: what is advertised is not measured.
std::optional<double> advertisedCapacityUtilizationRate(double usedMinutes, double advertisedMinutes);

/// One advertised (orchestrator, pipeline, model, GPU) of the window, as its latest snapshot has it. Without a GPU the
/// id is blank.
struct GpuOffer {
    std::string orchestrator_address;
    std::string pipeline_id;
    std::string model_id;
    std::string gpu_id;
    std::string gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes;
    bool warm = false;
    bool hardware_present = false;
};

using PipelineAndModel = std::pair<std::string, std::string>;

/// What the network offers (docs/metrics.md, Supply). Distinct counts: they do not add up over groups, since one GPU
/// may serve several models, and a GPU that was renamed counts twice.
struct SupplyCounts {
    std::int64_t observed_orchestrators = 0;
    std::int64_t total_gpus = 0;  ///< pairs (orchestrator, GPU) with hardware, pipeline and model known
    std::int64_t total_vram_bytes = 0;
    std::map<std::string, std::int64_t> gpus_by_hardware;  ///< by GPU model name, `Unknown` if blank
    std::map<std::string, std::int64_t> gpus_by_pipeline;
    std::map<std::string, std::int64_t> gpus_by_orchestrator;  ///< ids in its offers
    std::map<PipelineAndModel, std::int64_t> gpu_slots;        ///< distinct GPU ids
    std::map<PipelineAndModel, std::int64_t> warm_orch_count;  ///< orchestrators with any offer, as upstream counts
    std::map<PipelineAndModel, std::int64_t> warm_orch_count_strict;  ///< of these, warm or with hardware
};

SupplyCounts supplyCounts(std::span<const GpuOffer> offers);

/// A session with the time of its last status sample. The session is never null.
struct LiveSession {
    const Session* session = nullptr;
    Instant last_status{};
};

/// How long ago an active stream may have reported: locally, and as the public API has it.
inline constexpr std::chrono::minutes kActiveWithin{2};
inline constexpr std::chrono::minutes kActiveWithinApi{30};

struct ActiveSupply {
    std::int64_t active_streams = 0;  ///< not completed, last status at most `within` ago
    std::int64_t active_gpus = 0;     ///< pairs (orchestrator, GPU) among them; streams of unknown GPU are missing
};

ActiveSupply activeSupply(std::span<const LiveSession> sessions, Instant now, milliseconds within);

/// Idle GPUs: max(0, total - active).
std::int64_t availableGpus(std::int64_t totalGpus, std::int64_t activeGpus);

/// Slots of a model minus its streams; below 0 when more streams run than GPUs are advertised.
std::int64_t availableSlots(std::int64_t gpuSlots, std::int64_t activeStreams);

}  // namespace naap
