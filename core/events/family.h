#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace naap {

/// The accepted event families: the fourteen of the contract, then the two extension families that no producer sends
/// yet.
enum class Family : std::uint8_t {
    stream_trace,
    ai_stream_status,
    ai_stream_events,
    stream_ingest_metrics,
    network_capabilities,
    discovery_results,
    create_new_payment,
    ai_batch_request,
    ai_llm_request,
    job_gateway,
    job_payment,
    job_orchestrator,
    job_auth,
    worker_lifecycle,
    gateway_orchestrator_swap,
    gpu_utilization_metrics,
};

inline constexpr std::array<std::string_view, 16> kFamilyNames{
    "stream_trace",
    "ai_stream_status",
    "ai_stream_events",
    "stream_ingest_metrics",
    "network_capabilities",
    "discovery_results",
    "create_new_payment",
    "ai_batch_request",
    "ai_llm_request",
    "job_gateway",
    "job_payment",
    "job_orchestrator",
    "job_auth",
    "worker_lifecycle",
    "gateway_orchestrator_swap",
    "gpu_utilization_metrics",
};

constexpr std::string_view familyName(Family family)
{
    return kFamilyNames[static_cast<std::size_t>(family)];
}

constexpr std::optional<Family> familyOf(std::string_view name)
{
    for (std::size_t i = 0; i < kFamilyNames.size(); ++i)
        if (kFamilyNames[i] == name)
            return static_cast<Family>(i);
    return std::nullopt;
}

/// True for the ten families whose `data.type` is the subtype (R4).
constexpr bool hasSubtype(Family family)
{
    switch (family) {
        case Family::stream_trace:
        case Family::ai_stream_status:
        case Family::ai_stream_events:
        case Family::ai_batch_request:
        case Family::ai_llm_request:
        case Family::job_gateway:
        case Family::job_payment:
        case Family::job_orchestrator:
        case Family::job_auth:
        case Family::worker_lifecycle: return true;
        case Family::stream_ingest_metrics:
        case Family::network_capabilities:
        case Family::discovery_results:
        case Family::create_new_payment:
        case Family::gateway_orchestrator_swap:
        case Family::gpu_utilization_metrics: return false;
    }
    return false;
}

}  // namespace naap
