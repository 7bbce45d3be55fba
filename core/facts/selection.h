#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/events/instant.h"

namespace naap {

/// What attribution answered for one selection or job (R31..R34).
struct Decision {
    std::string status = "unresolved";
    std::string reason = "missing_candidate";
    std::string method = "missing";
    std::string confidence = "low";
    std::optional<std::string> orchestrator_address;
    std::optional<std::string> orchestrator_uri;  ///< as spelled in the snapshot, trimmed
    std::optional<std::string> pipeline_id;       ///< as offered
    std::optional<std::string> model_id;          ///< as offered
    std::optional<std::string> gpu_id;
    std::optional<std::string> gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes_total;
    std::optional<std::string> capability_version_id;
    std::optional<std::string> snapshot_event_id;
    std::optional<Instant> snapshot_ts;

    bool operator==(const Decision&) const = default;
};

/// One change of orchestrator within a session's UTC day (R30): a row of the `selections` report.
struct Selection {
    std::string org;
    std::string session_key;
    std::int64_t seq = 0;  ///< 1.. within the UTC day of selection_ts
    Instant selection_ts{};
    std::string selection_event_id;
    std::string trigger;  ///< initial, swap, orch_change_fallback
    std::string observed_address;
    std::string observed_url;
    std::string observed_pipeline;
    std::string observed_model;
    std::string anchor_event_id;
    std::string anchor_event_type;
    std::string input_hash;
    Decision decision;

    bool operator==(const Selection&) const = default;
};

}  // namespace naap
