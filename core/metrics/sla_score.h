#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/facts/rollup.h"
#include "core/metrics/benchmark.h"

namespace naap {

/// The formula's version, shown with every score; figures of other versions do not compare.
inline constexpr std::string_view kSlaSemanticsVersion = "quality-benchmark-v1";

/// A benchmark judges only if at least this many hourly rows stand behind it.
inline constexpr std::int64_t kFewestBenchmarkRows = 48;

/// The highest score that a row can reach when no component has a benchmark.
inline constexpr double kBestScoreWithoutBenchmark = 85;

/// How one quality component was judged: everything that a reader needs to recompute its value.
struct ComponentScore {
    std::string_view name;           ///< prompt_to_first_frame, e2e, output_fps
    double weight_in_score = 0;      ///< its share of the whole score, coverage aside
    std::optional<double> x;         ///< the row's mean; null without samples
    std::int64_t n = 0;              ///< samples behind x
    std::int64_t evidence_full = 0;  ///< samples from which the row is trusted fully
    double evidence_weight = 0;      ///< min(n / evidence_full, 1)
    std::int64_t benchmark_rows = 0;
    std::optional<double> good_edge;  ///< full marks from here
    std::optional<double> bad_edge;   ///< no marks from here
    double raw = 0.5;                 ///< judged against the edges; 0.5 without x or with too few benchmark rows
    double value = 0.5;               ///< raw, drawn toward 0.5 as far as evidence is lacking

    bool operator==(const ComponentScore&) const = default;
};

/// All figures of an SLA row (docs/metrics.md, SLA score). Rates and component values are 0..1, the score 0..100.
/// `reliability_score` and `sla_score` are null exactly when no session was requested; the rest of the scores never
/// are.
struct SlaScore {
    std::optional<double> startup_success_rate;
    std::optional<double> excused_failure_rate;
    std::optional<double> effective_success_rate;
    std::optional<double> no_swap_rate;
    std::optional<double> output_viability_rate;
    double health_signal_coverage_ratio = 1;
    std::optional<double> avg_output_fps;
    std::optional<double> avg_prompt_to_first_frame_ms;
    std::optional<double> avg_e2e_latency_ms;
    std::optional<double> fps_jitter_coefficient;
    ComponentScore ptff;
    ComponentScore e2e;
    ComponentScore fps;
    std::optional<double> reliability_score;
    double latency_score = 0.5;
    double quality_score = 0.5;
    std::optional<double> sla_score;

    bool operator==(const SlaScore&) const = default;
};

/// Scores support fields: of one row, or summed over rows of one (pipeline, model) cohort and one UTC date, for which
/// one benchmark holds. Scores of wider sets are not sums; see weightedMeanScore.
SlaScore slaScoreOf(const SlaSupport& support, const Benchmark7& benchmark);

/// Judges a mean where less is better: 1 up to `good`, 0 from `bad` on, straight between. With bad <= good the edge is
/// a step: 1 up to good, else 0.
double rawLowerIsBetter(double x, double good, double bad);

/// The mirror image for a mean where more is better: 1 from `good` on, 0 down to `bad`.
double rawHigherIsBetter(double x, double good, double bad);

/// One line of the account from 100 down to the score.
struct PointsLost {
    std::string_view term;  ///< coverage, startup, no_swap, viability and so on
    double points = 0;      ///< >= 0

    bool operator==(const PointsLost&) const = default;
};

/// Where the points went: each term in turn - coverage, startup, viability, no swap, PTFF, E2E, FPS - is set to its
/// best value and keeps what that adds. Adds up to 100 - score. Empty when there is no score. A term later in the order
/// is charged without the effect of those before it.
std::vector<PointsLost> pointsLost(const SlaScore& score);

/// A row's score and its weight.
struct WeightedScore {
    std::optional<double> sla_score;
    std::int64_t requested_sessions = 0;
};

/// Mean of row scores weighted by requested sessions, over rows that have a score; null when none has. Not the score of
/// the rows together, and always labelled sla_score_weighted_mean. Added in the order given: ascending key.
std::optional<double> weightedMeanScore(std::span<const WeightedScore> rows);

/// Component scores with at least kFewestBenchmarkRows benchmark rows / all given: explains scores that stop at 85.
std::optional<double> benchmarkAvailability(std::span<const ComponentScore> components);

}  // namespace naap
