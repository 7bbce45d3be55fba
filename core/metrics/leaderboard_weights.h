#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/metrics/leaderboard.h"

namespace naap {

/// What the four terms of the leaderboard's score weigh against each other; they need not add up to anything.
struct LeaderboardWeights {
    double fps = 30;
    double degraded = 30;
    double volume = 20;
    double latency = 20;

    bool operator==(const LeaderboardWeights&) const = default;
};

/// The leaderboard under other rules than the network's: with weights and a gate of one's own. With the network's
/// weights and gate it is leaderboard(). All weights 0: every score is 0.
std::vector<LeaderboardRow> weightedLeaderboard(std::span<const LeaderboardInput> inputs,
                                                const LeaderboardWeights& weights,
                                                std::int64_t fewest_streams = kFewestRankedStreams);

}  // namespace naap
