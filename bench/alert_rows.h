#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bench/measure.h"
#include "core/metrics/benchmark.h"
#include "core/store/cache.h"
#include "core/store/rollup_store.h"

/// Hours of SLA rows that look like a network's, for the benches of alerts.
namespace naap::bench {

inline const Instant kStart = instantFromMs(1'775'001'600'000);

/// Whole numbers that look random and are the same everywhere.
inline std::uint64_t mixed(std::uint64_t value)
{
    value ^= value >> 31;
    value *= 0x9E3779B97F4A7C15U;
    return value ^ value >> 29;
}

inline SlaRollup rowOf(Instant hour, int orchestrator)
{
    const std::uint64_t chance =
        mixed(static_cast<std::uint64_t>(toMs(hour)) + static_cast<std::uint64_t>(orchestrator));
    SlaRollup row;
    row.window_start = hour;
    row.org = "daydream";
    row.orchestrator_address = fmt::format("0x{:0>40}", orchestrator);
    row.pipeline_id = "live-video-to-video";
    row.model_id = orchestrator % 3 == 0 ? "m1" : "m2";
    row.gpu_id = fmt::format("GPU-{}", orchestrator);
    SlaSupport& s = row.support;
    s.known_sessions_count = s.requested_sessions = 20 + static_cast<std::int64_t>(chance % 20);
    s.output_failed_sessions = s.effective_failed_sessions = chance % 40 == 0 ? 3 : 0;
    s.startup_success_sessions = s.requested_sessions - s.output_failed_sessions;
    s.health_expected_signal_count = 3 * s.requested_sessions;
    s.health_signal_count = s.health_expected_signal_count - s.output_failed_sessions;
    s.status_samples = 60 * s.requested_sessions;
    s.output_fps_sum = static_cast<double>(s.status_samples) * (15 + static_cast<double>(chance % 7));
    s.output_fps_sumsq = s.output_fps_sum * 22;
    s.e2e_latency_sample_count = s.status_samples;
    s.e2e_latency_sum_ms = static_cast<double>(s.status_samples) * 900;
    return row;
}

inline std::vector<SlaRollup> hourOfRows(Instant hour, int orchestrators)
{
    std::vector<SlaRollup> rows;
    for (int i = 0; i < orchestrators; ++i)
        rows.push_back(rowOf(hour, i));
    return rows;
}

inline std::unique_ptr<Cache> cacheOf(const std::string& name, int hours, int orchestrators)
{
    const std::string path = (folder() / name).string();
    removeCache(path);
    auto cache = Cache::open(path, Cache::Access::write);
    if (!cache)
        std::exit(1);
    Transaction transaction((*cache)->db());
    RollupStore store(**cache);
    std::vector<SlaRollup> day;
    for (int i = 0; i < hours; ++i) {
        const Instant hour = kStart + std::chrono::hours(i);
        const auto rows = hourOfRows(hour, orchestrators);
        store.replaceSlaHour(hour, rows);
        day.insert(day.end(), rows.begin(), rows.end());
        if (i % 24 == 23) {
            store.replaceBenchmarks(dayOf(hour), benchmarksOfDate(dayOf(hour), day));
            day.clear();
        }
    }
    transaction.commit();
    return std::move(*cache);
}

}  // namespace naap::bench
