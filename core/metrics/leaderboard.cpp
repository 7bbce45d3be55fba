#include "core/metrics/leaderboard.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/metrics/rates.h"
#include "core/metrics/sla_rollup.h"

namespace naap {

namespace {

constexpr double kFpsWeight = 0.30;
constexpr double kDegradedWeight = 0.30;
constexpr double kVolumeWeight = 0.20;
constexpr double kLatencyWeight = 0.20;

/// Scales a value to 0..1 between the least and the greatest seen.
class Scale {
public:
    void see(std::optional<double> value)
    {
        if (!value)
            return;
        m_min = m_seen ? std::min(m_min, *value) : *value;
        m_max = m_seen ? std::max(m_max, *value) : *value;
        m_seen = true;
    }

    std::optional<double> norm(std::optional<double> value) const
    {
        if (!value)
            return std::nullopt;
        return m_max > m_min ? (*value - m_min) / (m_max - m_min) : 1.0;
    }

private:
    bool m_seen = false;
    double m_min = 0;
    double m_max = 0;
};

struct Values {
    std::optional<double> fps;
    std::optional<double> degraded;
    std::optional<double> volume;
    std::optional<double> latency;
};

std::optional<double> orZero(std::optional<double> value, MissingEvidence missing)
{
    return missing == MissingEvidence::counts_as_zero ? value.value_or(0) : value;
}

Values valuesOf(const LeaderboardInput& input, MissingEvidence missing)
{
    return {.fps = orZero(input.avg_output_fps, missing),
            .degraded = orZero(input.degraded_rate, missing),
            .volume = static_cast<double>(input.streams_handled),
            .latency = orZero(input.avg_discovery_latency_ms, missing)};
}

/// Weighted sum of the terms that exist, over the weights of the terms that exist.
class WeightedTerms {
public:
    void add(double weight, std::optional<double> term)
    {
        if (!term)
            return;
        m_sum += weight * *term;
        m_weights += weight;
        ++m_terms;
    }

    double score() const
    {
        constexpr int kAllTerms = 4;
        if (m_terms == kAllTerms)
            return 100 * m_sum;
        return m_weights > 0 ? 100 * m_sum / m_weights : 0;
    }

private:
    double m_sum = 0;
    double m_weights = 0;
    int m_terms = 0;
};

std::optional<double> inverted(std::optional<double> norm)
{
    return norm ? std::optional(1 - *norm) : std::nullopt;
}

void scoreRows(std::vector<LeaderboardRow>& ranked, MissingEvidence missing)
{
    Scale fps;
    Scale degraded;
    Scale volume;
    Scale latency;
    for (const LeaderboardRow& row : ranked) {
        const Values values = valuesOf(row.input, missing);
        fps.see(values.fps);
        degraded.see(values.degraded);
        volume.see(values.volume);
        latency.see(values.latency);
    }
    for (LeaderboardRow& row : ranked) {
        const Values values = valuesOf(row.input, missing);
        row.norm_fps = fps.norm(values.fps);
        row.norm_degraded = degraded.norm(values.degraded);
        row.norm_volume = volume.norm(values.volume);
        row.norm_latency = latency.norm(values.latency);
        WeightedTerms terms;
        terms.add(kFpsWeight, row.norm_fps);
        terms.add(kDegradedWeight, inverted(row.norm_degraded));
        terms.add(kVolumeWeight, row.norm_volume);
        terms.add(kLatencyWeight, inverted(row.norm_latency));
        row.leaderboard_score = terms.score();
    }
}

}  // namespace

std::vector<LeaderboardInput> leaderboardInputs(std::span<const SlaRollup> rows,
                                                std::span<const DiscoveryHour> discovery)
{
    struct Sums {
        std::int64_t streams = 0;
        std::int64_t degraded = 0;
        double fps_sum = 0;
        std::int64_t samples = 0;
    };
    std::vector<const SlaRollup*> ordered;
    for (const SlaRollup& row : rows)
        if (!row.orchestrator_address.empty())
            ordered.push_back(&row);
    std::sort(ordered.begin(), ordered.end(), [](const SlaRollup* a, const SlaRollup* b) { return keyLess(*a, *b); });
    std::map<std::string, Sums> sums;
    for (const SlaRollup* row : ordered) {
        Sums& sum = sums[row->orchestrator_address];
        sum.streams += row->ai_stream_count;
        sum.degraded += row->degraded_count;
        sum.fps_sum += row->support.output_fps_sum;
        sum.samples += row->support.status_samples;
    }
    std::map<std::string, std::vector<DiscoveryHour>> latencies;
    for (const DiscoveryHour& hour : discovery)
        latencies[hour.orchestrator_address].push_back(hour);
    std::vector<LeaderboardInput> inputs;
    inputs.reserve(sums.size());
    for (const auto& [address, sum] : sums)
        inputs.push_back({.orchestrator_address = address,
                          .streams_handled = sum.streams,
                          .degraded_rate = ratio(sum.degraded, sum.streams),
                          .avg_output_fps = mean(sum.fps_sum, sum.samples),
                          .avg_discovery_latency_ms = meanOfHourlyMeansMs(latencies[address])});
    return inputs;
}

std::vector<LeaderboardRow> leaderboard(std::span<const LeaderboardInput> inputs, MissingEvidence missing)
{
    std::vector<LeaderboardRow> ranked;
    std::vector<LeaderboardRow> unranked;
    for (const LeaderboardInput& input : inputs)
        (input.streams_handled >= kFewestRankedStreams ? ranked : unranked).push_back({.input = input});
    scoreRows(ranked, missing);
    std::sort(ranked.begin(), ranked.end(), [](const LeaderboardRow& a, const LeaderboardRow& b) {
        return std::tie(b.leaderboard_score, a.input.orchestrator_address) <
               std::tie(a.leaderboard_score, b.input.orchestrator_address);
    });
    std::sort(unranked.begin(), unranked.end(), [](const LeaderboardRow& a, const LeaderboardRow& b) {
        return a.input.orchestrator_address < b.input.orchestrator_address;
    });
    std::int64_t rank = 0;
    for (LeaderboardRow& row : ranked)
        row.rank = ++rank;
    ranked.insert(ranked.end(), unranked.begin(), unranked.end());
    return ranked;
}

}  // namespace naap
