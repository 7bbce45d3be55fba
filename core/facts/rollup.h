#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/events/instant.h"

namespace naap {

/// Additive support fields of an SLA or GPU row (metrics 5.2), in the order of the report.
/// Only these are stored; every ratio and score is computed from them at the grain asked for.
struct SlaSupport {
    std::int64_t known_sessions_count = 0;
    std::int64_t requested_sessions = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t no_orch_sessions = 0;
    std::int64_t startup_excused_sessions = 0;
    std::int64_t startup_failed_sessions = 0;
    std::int64_t loading_only_sessions = 0;
    std::int64_t zero_output_fps_sessions = 0;
    std::int64_t output_failed_sessions = 0;
    std::int64_t effective_failed_sessions = 0;
    std::int64_t confirmed_swapped_sessions = 0;
    std::int64_t inferred_swap_sessions = 0;
    std::int64_t total_swapped_sessions = 0;
    std::int64_t sessions_ending_in_error = 0;
    std::int64_t error_status_samples = 0;
    std::int64_t health_signal_count = 0;
    std::int64_t health_expected_signal_count = 0;
    double output_fps_sum = 0;
    std::int64_t status_samples = 0;
    double prompt_to_first_frame_sum_ms = 0;
    std::int64_t prompt_to_first_frame_sample_count = 0;
    double e2e_latency_sum_ms = 0;
    std::int64_t e2e_latency_sample_count = 0;
    double output_fps_sumsq = 0;

    bool operator==(const SlaSupport&) const = default;
};

/// One SLA rollup row: window_start x org x orchestrator x pipeline x model x GPU.
struct SlaRollup {
    Instant window_start{};
    std::string org;
    std::string orchestrator_address;  ///< "" when unattributed
    std::string pipeline_id;
    std::optional<std::string> model_id;
    std::optional<std::string> gpu_id;
    std::optional<std::string> gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes_total;
    SlaSupport support;
    std::int64_t ai_stream_count = 0;  ///< sessions with a visible status hour here (metrics 4.4)
    std::int64_t degraded_count = 0;   ///< of these, with degraded samples in the hour
    // GPU part (metrics 8.2): additive, and the hour's own percentiles, which are never merged
    double startup_latency_sum_ms = 0;
    std::int64_t startup_latency_sample_count = 0;
    std::optional<double> p95_output_fps;
    std::optional<double> p95_prompt_to_first_frame_latency_ms;
    std::optional<double> p95_startup_latency_ms;
    std::optional<double> p95_e2e_latency_ms;

    bool operator==(const SlaRollup&) const = default;
};

/// One demand rollup row: window_start x org x gateway x pipeline x model (metrics 7).
struct DemandRollup {
    Instant window_start{};
    std::string org;
    std::string gateway;
    std::string pipeline_id;
    std::optional<std::string> model_id;
    std::int64_t sessions_count = 0;
    std::int64_t requested_sessions = 0;
    std::int64_t known_sessions_count = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t no_orch_sessions = 0;
    std::int64_t startup_excused_sessions = 0;
    std::int64_t startup_failed_sessions = 0;
    std::int64_t loading_only_sessions = 0;
    std::int64_t zero_output_fps_sessions = 0;
    std::int64_t effective_failed_sessions = 0;
    std::int64_t confirmed_swapped_sessions = 0;
    std::int64_t inferred_swap_sessions = 0;
    std::int64_t total_swapped_sessions = 0;
    std::int64_t sessions_ending_in_error = 0;
    std::int64_t error_status_samples = 0;
    std::int64_t total_ms = 0;  ///< session durations, exact; total_minutes = total_ms / 60000
    double output_fps_sum = 0;
    std::int64_t status_samples = 0;
    std::int64_t health_signal_count = 0;
    std::int64_t health_expected_signal_count = 0;
    std::string fees_wei = "0";

    bool operator==(const DemandRollup&) const = default;
};

/// Benchmark of one (date, pipeline, model) cohort (metrics 5.4). A metric without values has count 0 and no
/// percentiles.
struct BenchmarkDay {
    Instant cohort_date{};  ///< start of the UTC day
    std::string pipeline_id;
    std::optional<std::string> model_id;
    std::optional<double> ptff_p50;
    std::optional<double> ptff_p90;
    std::int64_t ptff_row_count = 0;
    std::optional<double> e2e_p50;
    std::optional<double> e2e_p90;
    std::int64_t e2e_row_count = 0;
    std::optional<double> fps_p10;
    std::optional<double> fps_p50;
    std::int64_t fps_row_count = 0;

    bool operator==(const BenchmarkDay&) const = default;
};

}  // namespace naap
