#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/events/instant.h"

namespace naap {

/// One session as resolved from all its events: the row of the `sessions` report.
/// Field names are the report's; the rules are R10..R17.
struct Session {
    std::string session_key;  ///< org|stream_id|request_id
    std::string org;
    std::string stream_id;
    std::string request_id;
    std::string gateway;
    std::string pipeline_id;
    std::optional<std::string> model_id;
    std::optional<std::string> orchestrator_address;
    std::optional<std::string> orchestrator_uri;
    std::optional<std::string> gpu_id;
    std::optional<std::string> gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes_total;
    std::optional<std::string> reported_gpu_id;  ///< as an event stated it; shown beside, never overrides

    std::optional<Instant> started_at;
    std::optional<Instant> first_ingest_at;
    std::optional<Instant> first_processed_at;
    std::optional<Instant> few_processed_at;
    std::optional<Instant> runner_first_processed_at;
    std::optional<Instant> status_start_time;
    Instant last_seen{};

    std::optional<std::int64_t> startup_latency_ms;
    std::optional<std::int64_t> e2e_latency_ms;
    std::optional<std::int64_t> prompt_to_first_frame_ms;

    std::int64_t started_count = 0;
    std::int64_t playable_seen_count = 0;
    std::int64_t no_orch_count = 0;
    std::int64_t completed_count = 0;
    std::int64_t swap_count = 0;
    std::int64_t status_sample_count = 0;
    std::int64_t online_seen_count = 0;
    std::int64_t running_state_samples_count = 0;
    std::int64_t degraded_input_seen_count = 0;
    std::int64_t degraded_inference_seen_count = 0;
    std::int64_t positive_output_seen_count = 0;
    std::int64_t restart_seen_count = 0;
    std::int64_t status_error_sample_count = 0;
    std::int64_t startup_error_count = 0;
    std::int64_t excusable_error_count = 0;

    std::string selection_outcome;  ///< selected, no_orch, unknown
    std::string startup_outcome;    ///< success, failed, unknown
    std::string excusal_reason;     ///< none, no_orch, excusable_error
    bool loading_only = false;
    bool zero_output_fps = false;
    std::int64_t health_signal_count = 0;
    std::int64_t health_expected_signal_count = 0;

    std::string attribution_status;
    std::string attribution_reason;
    std::string attribution_method;
    std::string attribution_confidence;
    std::optional<std::string> attribution_snapshot_event_id;
    std::optional<Instant> attribution_snapshot_ts;
    std::optional<std::string> current_selection_event_id;
    std::optional<Instant> current_selection_ts;

    std::int64_t payment_count = 0;
    std::string fees_wei = "0";           ///< decimal, over payments linked by request_id
    std::string expected_fees_wei = "0";  ///< decimal, rounded down once

    std::string first_event_id;
    std::string last_event_id;
    bool is_test_load = false;
    bool orchestrator_changed = false;  ///< decisions name more than one orchestrator (R22, information only)

    bool requested() const { return started_count > 0; }
    bool playable() const { return playable_seen_count > 0; }
    bool outputFailed() const { return loading_only || zero_output_fps; }
    bool startupFailedUnexcused() const { return startup_outcome == "failed" && excusal_reason == "none"; }
    bool effectiveFailed() const { return startupFailedUnexcused() || outputFailed(); }

    /// The one hour in which the session counts as demand (R18).
    Instant demandHour() const { return hourOf(started_at.value_or(last_seen)); }

    bool operator==(const Session&) const = default;
};

/// One session in one UTC hour of its status samples: a row of the `status-hours` report (R19, R20).
struct StatusHour {
    std::string session_key;
    Instant window_start{};
    std::int64_t status_samples = 0;
    std::int64_t fps_positive_samples = 0;
    std::int64_t running_state_samples = 0;
    std::int64_t degraded_input_samples = 0;
    std::int64_t degraded_inference_samples = 0;
    std::int64_t error_samples = 0;
    double output_fps_sum = 0;
    double output_fps_sumsq = 0;
    double input_fps_sum = 0;
    double e2e_latency_sum_ms = 0;
    std::int64_t e2e_latency_sample_count = 0;
    bool is_terminal_tail_artifact = false;

    bool operator==(const StatusHour&) const = default;
};

/// The part of a status hour that carries one gateway's name: what demand rows add up (metrics 7.1).
struct GatewayHour {
    std::string session_key;
    Instant window_start{};
    std::string gateway;  ///< the sample's own
    std::int64_t status_samples = 0;
    double output_fps_sum = 0;

    bool operator==(const GatewayHour&) const = default;
};

}  // namespace naap
