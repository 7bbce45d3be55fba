#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/metrics/leaderboard_weights.h"

namespace naap {

/// Who is ranked: an orchestrator, or whatever else sessions can be put down to.
struct RankedEntity {
    std::string name;                                ///< unlike all others; ties in score go by it
    std::optional<double> avg_discovery_latency_ms;  ///< not a matter of sessions: the same in every resample
};

/// What one session adds to its entity. Additive over sessions.
struct RankEvidence {
    std::size_t entity = 0;             ///< index into the entities
    std::int64_t streams_handled = 0;   ///< its hours with visible status samples
    std::int64_t degraded_streams = 0;  ///< of these, with degraded samples
    double output_fps_sum = 0;
    std::int64_t status_samples = 0;
};

struct RankRules {
    LeaderboardWeights weights;
    std::int64_t fewest_streams = kFewestRankedStreams;
    int resamples = 200;
    std::uint64_t seed = 1;  ///< fixed: the same sessions have the same intervals each time they are looked at
};

/// An entity's place, and how far chance could have moved it.
struct RankInterval {
    LeaderboardRow row;
    std::int64_t sessions = 0;
    std::optional<std::int64_t> rank_low;  ///< best rank of the middle 95 % of resamples; null when not ranked
    std::optional<std::int64_t> rank_high;
    std::optional<double> score_low;  ///< lower end of the middle 95 % of scores
    std::optional<double> score_high;
    std::optional<std::int64_t> band;  ///< 1 first: who cannot be told apart from the first of the band
};

/// Ranks entities by their sessions and tells how sure each rank is, by a Poisson bootstrap: in each resample a session
/// counts 0, 1, 2... times, by a Poisson number of mean 1, and all are ranked anew. Who is ranked is settled before.
/// Intervals are the 2.5th and 97.5th percentiles by nearest rank and always hold the rank and score themselves.
///
/// Going down the ranking, an entity opens a new band when the first of the present one scores higher in at least
/// 97.5 % of resamples. One ranked alone is the band 1.
///
/// In the order of weightedLeaderboard(). Deterministic: depends on nothing but its arguments.
std::vector<RankInterval> rankIntervals(std::span<const RankedEntity> entities, std::span<const RankEvidence> sessions,
                                        const RankRules& rules = {});

}  // namespace naap
