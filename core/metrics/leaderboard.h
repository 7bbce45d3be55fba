#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/facts/rollup.h"
#include "core/metrics/discovery.h"

namespace naap {

/// What one orchestrator brings into the ranking of a window.
struct LeaderboardInput {
    std::string orchestrator_address;
    std::int64_t streams_handled = 0;                ///< session-hours with visible status samples
    std::optional<double> degraded_rate;             ///< degraded of these, 0..1
    std::optional<double> avg_output_fps;            ///< zeros included
    std::optional<double> avg_discovery_latency_ms;  ///< mean of hourly means

    bool operator==(const LeaderboardInput&) const = default;
};

/// What a missing FPS or latency means.
enum class MissingEvidence {
    counts_as_zero,  ///< as the network's rule has it: no FPS is the worst, no latency the best
    leaves_out,      ///< strict: its term is dropped and the other weights grow to fill 1
};

struct LeaderboardRow {
    LeaderboardInput input;
    std::optional<std::int64_t> rank;         ///< 1 first; null below the gate, as are the rest
    std::optional<double> leaderboard_score;  ///< 0..100
    std::optional<double> norm_fps;
    std::optional<double> norm_degraded;
    std::optional<double> norm_volume;
    std::optional<double> norm_latency;

    bool operator==(const LeaderboardRow&) const = default;
};

/// Fewer streams than this are not ranked.
inline constexpr std::int64_t kFewestRankedStreams = 10;

/// Inputs of all orchestrators named in the rows, ascending by address. Rows without an address are left out.
/// Rows and discovery hours are those of the window, in any order.
std::vector<LeaderboardInput> leaderboardInputs(std::span<const SlaRollup> rows,
                                                std::span<const DiscoveryHour> discovery);

/// Ranks orchestrators against each other (docs/metrics.md, Leaderboard): 30 points each for FPS and absence of
/// degradation, 20 each for volume and discovery latency, on a scale from the worst to the best of the ranked.
/// Where all ranked are equal the scaled value is 1, which gives full points for FPS and volume and none for the
/// others; one orchestrator alone has 50. Ranked rows come first, by score, ties by address; then the rest by address.
std::vector<LeaderboardRow> leaderboard(std::span<const LeaderboardInput> inputs,
                                        MissingEvidence missing = MissingEvidence::counts_as_zero);

}  // namespace naap
