#include "core/metrics/rank_interval.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <unordered_map>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

constexpr Level kLowest{1, 40};    // 2.5 %
constexpr Level kHighest{39, 40};  // 97.5 %

/// Poisson numbers of mean 1, from a generator of our own: those of the library differ from one to the next. Each has a
/// number and is known without those before it, so that they can be drawn in any order.
class PoissonDraws {
public:
    explicit PoissonDraws(std::uint64_t seed) : m_seed(seed)
    {
        double share = std::exp(-1.0);
        double below = 0;
        for (std::size_t k = 0; k < m_below.size(); ++k) {
            below += share;
            share /= static_cast<double>(k + 1);
            m_below[k] = static_cast<std::uint64_t>(below * 0x1p53);
        }
        for (std::uint64_t i = 0; i < m_quick.size(); ++i) {
            const std::uint8_t least = countOf(i << kRest);
            m_quick[i] = least == countOf(((i + 1) << kRest) - 1) ? least : kUnclear;
        }
    }

    /// The draw of that number; the first is 0.
    std::uint8_t at(std::uint64_t number) const
    {
        const std::uint64_t draw = bits(m_seed + (number + 1) * 0x9e3779b97f4a7c15U) >> 11U;
        const std::uint8_t quick = m_quick[draw >> kRest];
        return quick != kUnclear ? quick : countOf(draw);
    }

private:
    static constexpr unsigned kRest = 53 - 12;  // bits of a draw that m_quick does not look at
    static constexpr std::uint8_t kUnclear = 255;

    std::uint8_t countOf(std::uint64_t draw) const
    {
        std::uint8_t k = 0;
        while (k < m_below.size() && draw >= m_below[k])
            ++k;
        return k;
    }

    static std::uint64_t bits(std::uint64_t z)  // splitmix64
    {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    std::uint64_t m_seed;
    std::array<std::uint64_t, 16> m_below{};        ///< draws below the k-th are k or less
    std::array<std::uint8_t, 1U << 12U> m_quick{};  ///< by a draw's first bits, where these settle it
};

struct Sums {
    std::int64_t streams = 0;
    std::int64_t degraded = 0;
    double fps = 0;
    std::int64_t samples = 0;

    void add(const RankEvidence& session)
    {
        streams += session.streams_handled;
        degraded += session.degraded_streams;
        fps += session.output_fps_sum;
        samples += session.status_samples;
    }
};

LeaderboardInput inputOf(const RankedEntity& entity, const Sums& sums)
{
    return {.orchestrator_address = entity.name,
            .streams_handled = sums.streams,
            .degraded_rate = ratio(sums.degraded, sums.streams),
            .avg_output_fps = mean(sums.fps, sums.samples),
            .avg_discovery_latency_ms = entity.avg_discovery_latency_ms};
}

/// Ranks and scores of one entity, one a resample.
struct Outcomes {
    std::vector<std::int64_t> ranks;
    std::vector<double> scores;
};

/// The sums of one entity in each resample. Counts are held as doubles, which are exact far beyond them and are added
/// several at a time.
struct ResampledSums {
    std::vector<double> streams, degraded, fps, samples;

    explicit ResampledSums(std::size_t resamples)
        : streams(resamples), degraded(resamples), fps(resamples), samples(resamples)
    {
    }

    Sums of(std::size_t resample) const
    {
        return {.streams = static_cast<std::int64_t>(streams[resample]),
                .degraded = static_cast<std::int64_t>(degraded[resample]),
                .fps = fps[resample],
                .samples = static_cast<std::int64_t>(samples[resample])};
    }
};

void addTimes(std::vector<double>& sums, const std::vector<double>& times, double value)
{
    for (std::size_t i = 0; i < sums.size(); ++i)
        sums[i] += times[i] * value;
}

/// The ranked ones in the order of their ranks, ranked over and over.
class Resampling {
public:
    Resampling(std::span<const RankedEntity> entities, std::span<const RankInterval> ranked,
               std::span<const RankEvidence> sessions)
    {
        std::unordered_map<std::string, std::size_t> places;
        for (const RankInterval& each : ranked)
            places.emplace(each.row.input.orchestrator_address, places.size());
        m_entities.resize(places.size());
        m_outcomes.resize(places.size());
        std::vector<std::optional<std::size_t>> place_of(entities.size());
        for (std::size_t i = 0; i < entities.size(); ++i) {
            const auto place = places.find(entities[i].name);
            if (place == places.end())
                continue;
            place_of[i] = place->second;
            m_entities[place->second] = entities[i];
        }
        for (const RankEvidence& session : sessions) {
            if (!place_of[session.entity])
                continue;
            m_sessions.push_back(session);
            m_sessions.back().entity = *place_of[session.entity];
        }
        m_places = std::move(places);
    }

    /// Draws have numbers, so a part of the resamples comes out the same on another thread.
    void run(const RankRules& rules)
    {
        const auto resamples = static_cast<std::size_t>(std::max(0, rules.resamples));
        for (Outcomes& outcomes : m_outcomes) {
            outcomes.ranks.resize(resamples);
            outcomes.scores.resize(resamples);
        }
        if (m_sessions.size() < kWorthTwoThreads)
            return runSome(rules, 0, resamples);
        const std::size_t half = resamples / 2;
        auto beside = std::async(std::launch::async, [&] { runSome(rules, half, resamples); });
        runSome(rules, 0, half);
        beside.get();
    }

    const Outcomes& of(std::size_t place) const { return m_outcomes[place]; }

private:
    static constexpr std::size_t kWorthTwoThreads = 5'000;

    /// The resamples of [first, end).
    void runSome(const RankRules& rules, std::size_t first, std::size_t end)
    {
        std::vector<ResampledSums> sums(m_entities.size(), ResampledSums(end - first));
        const PoissonDraws draws(rules.seed);
        std::vector<double> times(end - first);
        for (std::size_t number = 0; number < m_sessions.size(); ++number) {
            const RankEvidence& session = m_sessions[number];
            for (std::size_t i = 0; i < times.size(); ++i)
                times[i] = draws.at((first + i) * m_sessions.size() + number);
            ResampledSums& of = sums[session.entity];
            addTimes(of.streams, times, static_cast<double>(session.streams_handled));
            if (session.degraded_streams > 0)
                addTimes(of.degraded, times, static_cast<double>(session.degraded_streams));
            addTimes(of.fps, times, session.output_fps_sum);
            addTimes(of.samples, times, static_cast<double>(session.status_samples));
        }
        for (std::size_t i = 0; i < times.size(); ++i)
            rankOnce(sums, i, first + i, rules.weights);
    }

    void rankOnce(const std::vector<ResampledSums>& sums, std::size_t place, std::size_t resample,
                  const LeaderboardWeights& weights)
    {
        std::vector<LeaderboardInput> inputs;
        inputs.reserve(sums.size());
        for (std::size_t i = 0; i < sums.size(); ++i)
            inputs.push_back(inputOf(m_entities[i], sums[i].of(place)));
        for (const LeaderboardRow& row : weightedLeaderboard(inputs, weights, 0)) {
            Outcomes& outcomes = m_outcomes[m_places.at(row.input.orchestrator_address)];
            outcomes.ranks[resample] = row.rank.value_or(0);
            outcomes.scores[resample] = row.leaderboard_score.value_or(0);
        }
    }

    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<RankedEntity> m_entities;
    std::vector<RankEvidence> m_sessions;
    std::vector<Outcomes> m_outcomes;
};

/// The middle 95 % of the values, stretched so that it holds `own`.
template <class T>
void setInterval(std::vector<T> values, std::optional<T> own, std::optional<T>& low, std::optional<T>& high)
{
    std::ranges::sort(values);
    low = percentileOfSorted<T>(values, kLowest);
    high = percentileOfSorted<T>(values, kHighest);
    if (low && own)
        low = std::min(*low, *own);
    if (high && own)
        high = std::max(*high, *own);
}

/// True if the first scores higher in at least 97.5 % of resamples.
bool canBeToldApart(const Outcomes& first, const Outcomes& other)
{
    std::int64_t higher = 0;
    for (std::size_t i = 0; i < first.scores.size(); ++i)
        higher += first.scores[i] > other.scores[i];
    return higher * kHighest.den >= kHighest.num * static_cast<std::int64_t>(first.scores.size());
}

std::vector<RankInterval> rankedOnce(std::span<const RankedEntity> entities, std::span<const RankEvidence> sessions,
                                     const RankRules& rules)
{
    std::vector<Sums> sums(entities.size());
    std::vector<std::int64_t> counts(entities.size());
    for (const RankEvidence& session : sessions) {
        sums[session.entity].add(session);
        ++counts[session.entity];
    }
    std::vector<LeaderboardInput> inputs;
    std::unordered_map<std::string, std::int64_t> sessions_of;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        inputs.push_back(inputOf(entities[i], sums[i]));
        sessions_of.emplace(entities[i].name, counts[i]);
    }
    std::vector<RankInterval> result;
    for (LeaderboardRow& row : weightedLeaderboard(inputs, rules.weights, rules.fewest_streams)) {
        RankInterval& interval = result.emplace_back();
        interval.sessions = sessions_of.at(row.input.orchestrator_address);
        interval.row = std::move(row);
    }
    return result;
}

}  // namespace

std::vector<RankInterval> rankIntervals(std::span<const RankedEntity> entities, std::span<const RankEvidence> sessions,
                                        const RankRules& rules)
{
    std::vector<RankInterval> result = rankedOnce(entities, sessions, rules);
    const auto end = std::ranges::find_if(result, [](const RankInterval& each) { return !each.row.rank; });
    const std::span<RankInterval> ranked(result.begin(), end);
    Resampling resampling(entities, ranked, sessions);
    resampling.run(rules);
    std::int64_t band = 0;
    std::size_t first = 0;
    for (std::size_t place = 0; place < ranked.size(); ++place) {
        RankInterval& each = ranked[place];
        setInterval(resampling.of(place).ranks, each.row.rank, each.rank_low, each.rank_high);
        setInterval(resampling.of(place).scores, each.row.leaderboard_score, each.score_low, each.score_high);
        if (place == 0 || canBeToldApart(resampling.of(first), resampling.of(place))) {
            first = place;
            ++band;
        }
        each.band = band;
    }
    return result;
}

}  // namespace naap
