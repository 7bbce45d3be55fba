#include "core/metrics/leaderboard_weights.h"

#include <algorithm>
#include <tuple>

namespace naap {

namespace {

double scoreOf(const LeaderboardRow& row, const LeaderboardWeights& weights)
{
    const double all = weights.fps + weights.degraded + weights.volume + weights.latency;
    if (all <= 0)
        return 0;
    const double sum = weights.fps * row.norm_fps.value_or(0) + weights.degraded * (1 - row.norm_degraded.value_or(1)) +
                       weights.volume * row.norm_volume.value_or(0) +
                       weights.latency * (1 - row.norm_latency.value_or(1));
    return 100 * sum / all;
}

void rankAnew(std::vector<LeaderboardRow>& ranked)
{
    std::ranges::sort(ranked, [](const LeaderboardRow& a, const LeaderboardRow& b) {
        return std::tie(b.leaderboard_score, a.input.orchestrator_address) <
               std::tie(a.leaderboard_score, b.input.orchestrator_address);
    });
    std::int64_t rank = 0;
    for (LeaderboardRow& row : ranked)
        row.rank = ++rank;
}

}  // namespace

std::vector<LeaderboardRow> weightedLeaderboard(std::span<const LeaderboardInput> inputs,
                                                const LeaderboardWeights& weights, std::int64_t fewest_streams)
{
    // leaderboard() has a gate of its own. Volume is judged by where it lies between the least and the most, so that
    // the same number more for everybody opens that gate and changes nothing else.
    std::vector<LeaderboardInput> above;
    std::vector<LeaderboardRow> below;
    for (const LeaderboardInput& input : inputs) {
        if (input.streams_handled < fewest_streams) {
            below.push_back({.input = input});
            continue;
        }
        above.push_back(input);
        above.back().streams_handled += kFewestRankedStreams;
    }
    std::vector<LeaderboardRow> rows = leaderboard(above);
    for (LeaderboardRow& row : rows) {
        row.input.streams_handled -= kFewestRankedStreams;
        if (weights != LeaderboardWeights())
            row.leaderboard_score = scoreOf(row, weights);
    }
    if (weights != LeaderboardWeights())
        rankAnew(rows);
    std::ranges::sort(below, {}, [](const LeaderboardRow& row) { return row.input.orchestrator_address; });
    rows.insert(rows.end(), below.begin(), below.end());
    return rows;
}

}  // namespace naap
