#include "core/metrics/gpu_metrics.h"

#include "core/metrics/fps.h"
#include "core/metrics/rates.h"

namespace naap {

GpuMetrics gpuMetricsOf(const SlaRollup& row)
{
    const SlaSupport& support = row.support;
    const FpsMoments moments{
        .count = support.status_samples, .sum = support.output_fps_sum, .sum_of_squares = support.output_fps_sumsq};
    return {
        .health_signal_coverage_ratio = healthSignalCoverageRatio(support),
        .avg_output_fps = avgOutputFps(support),
        .p95_output_fps = row.p95_output_fps,
        .fps_jitter_coefficient = fpsJitterCoefficient(moments),
        .avg_prompt_to_first_frame_ms = avgPromptToFirstFrameMs(support),
        .p95_prompt_to_first_frame_latency_ms = row.p95_prompt_to_first_frame_latency_ms,
        .avg_startup_latency_ms = mean(row.startup_latency_sum_ms, row.startup_latency_sample_count),
        .p95_startup_latency_ms = row.p95_startup_latency_ms,
        .avg_e2e_latency_ms = avgE2eLatencyMs(support),
        .p95_e2e_latency_ms = row.p95_e2e_latency_ms,
        .startup_failed_rate = startupFailedRate(support),
        .swap_rate = swapRate(support),
    };
}

}  // namespace naap
