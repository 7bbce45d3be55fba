#pragma once

#include <optional>

#include "core/facts/rollup.h"

namespace naap {

/// Figures derived from the GPU row of one hour (docs/metrics.md, GPU metrics). Latencies in ms.
/// The p95 are the hour's own and say nothing about several hours; take them from the sessions again.
struct GpuMetrics {
    double health_signal_coverage_ratio = 1;
    std::optional<double> avg_output_fps;
    std::optional<double> p95_output_fps;
    std::optional<double> fps_jitter_coefficient;
    std::optional<double> avg_prompt_to_first_frame_ms;
    std::optional<double> p95_prompt_to_first_frame_latency_ms;
    std::optional<double> avg_startup_latency_ms;
    std::optional<double> p95_startup_latency_ms;
    std::optional<double> avg_e2e_latency_ms;  ///< over measured samples where there are any
    std::optional<double> p95_e2e_latency_ms;  ///< over the sessions' own latencies only
    std::optional<double> startup_failed_rate;
    std::optional<double> swap_rate;
};

/// Null without evidence: no samples, no latencies above 0, no known sessions.
GpuMetrics gpuMetricsOf(const SlaRollup& row);

/// GPU rows are the SLA rows whose sessions have one certain GPU.
inline bool isGpuRow(const SlaRollup& row)
{
    return row.gpu_id.has_value();
}

}  // namespace naap
