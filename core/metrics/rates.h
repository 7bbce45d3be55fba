#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace naap {

/// part / whole, 0..1. Null when the whole is 0: no evidence is not a rate of 0.
inline std::optional<double> ratio(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

/// 1 - part / whole. Null when the whole is 0.
inline std::optional<double> complementRatio(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return std::nullopt;
    return 1.0 - static_cast<double>(part) / static_cast<double>(whole);
}

/// sum / count in the sum's unit. Null when the count is 0.
inline std::optional<double> mean(double sum, std::int64_t count)
{
    if (count == 0)
        return std::nullopt;
    return sum / static_cast<double>(count);
}

// The rates of session counters (docs/metrics.md, Rates). `Counters` is whatever carries the additive counters under
// their report names: one rollup row or the sum of many (SlaSupport, DemandRollup). All are 0..1 and null when no
// session was requested. Rates of several rows come from their summed counters, never from averaging rates.

/// Sessions that became playable / requested sessions.
template <class Counters>
std::optional<double> startupSuccessRate(const Counters& c)
{
    return ratio(c.startup_success_sessions, c.requested_sessions);
}

/// Failed starts nobody on the network is to blame for / requested sessions.
template <class Counters>
std::optional<double> excusedFailureRate(const Counters& c)
{
    return ratio(c.startup_excused_sessions, c.requested_sessions);
}

/// Unexcused failed starts / known sessions.
template <class Counters>
std::optional<double> startupFailedRate(const Counters& c)
{
    return ratio(c.startup_failed_sessions, c.known_sessions_count);
}

/// 1 - effectively failed / requested sessions. May exceed the startup success rate: excused failures do not count
/// here.
template <class Counters>
std::optional<double> effectiveSuccessRate(const Counters& c)
{
    return complementRatio(c.effective_failed_sessions, c.requested_sessions);
}

/// 1 - swapped / requested sessions.
template <class Counters>
std::optional<double> noSwapRate(const Counters& c)
{
    return complementRatio(c.total_swapped_sessions, c.requested_sessions);
}

/// Swapped / known sessions (the two counts of sessions are always equal).
template <class Counters>
std::optional<double> swapRate(const Counters& c)
{
    return ratio(c.total_swapped_sessions, c.known_sessions_count);
}

/// 1 - sessions without output (only loading, or never a frame) / requested sessions.
template <class Counters>
std::optional<double> outputViabilityRate(const Counters& c)
{
    return complementRatio(c.output_failed_sessions, c.requested_sessions);
}

/// Sessions without output / requested sessions.
template <class Counters>
std::optional<double> failureRate(const Counters& c)
{
    return ratio(c.output_failed_sessions, c.requested_sessions);
}

/// Sessions for which no orchestrator was found / requested sessions. To be shown beside the effective success rate,
/// which does not see them.
template <class Counters>
std::optional<double> missingCapacityRate(const Counters& c)
{
    return ratio(c.no_orch_sessions, c.requested_sessions);
}

/// Health signals seen / expected, at most 1. Never null: 1 when nothing was expected.
template <class Counters>
double healthSignalCoverageRatio(const Counters& c)
{
    const std::optional<double> seen = ratio(c.health_signal_count, c.health_expected_signal_count);
    return std::min(1.0, seen.value_or(1.0));
}

/// Mean output FPS over all status samples, those at 0 FPS included. Null without samples.
template <class Counters>
std::optional<double> avgOutputFps(const Counters& c)
{
    return mean(c.output_fps_sum, c.status_samples);
}

/// Mean prompt-to-first-frame time in ms. Null without samples.
template <class Counters>
std::optional<double> avgPromptToFirstFrameMs(const Counters& c)
{
    return mean(c.prompt_to_first_frame_sum_ms, c.prompt_to_first_frame_sample_count);
}

/// Mean end-to-end latency in ms. Null without samples.
template <class Counters>
std::optional<double> avgE2eLatencyMs(const Counters& c)
{
    return mean(c.e2e_latency_sum_ms, c.e2e_latency_sample_count);
}

}  // namespace naap
