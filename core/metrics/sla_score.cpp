#include "core/metrics/sla_score.h"

#include <algorithm>
#include <array>

#include "core/metrics/fps.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

constexpr double kNeutral = 0.5;
constexpr std::int64_t kLatencyEvidence = 10;
constexpr std::int64_t kFpsEvidence = 30;

constexpr double kStartupInReliability = 0.4;
constexpr double kNoSwapInReliability = 0.2;
constexpr double kViabilityInReliability = 0.4;
constexpr double kPtffInLatency = 0.6;
constexpr double kE2eInLatency = 0.4;
constexpr double kLatencyInQuality = 0.6;
constexpr double kFpsInQuality = 0.4;
constexpr double kReliabilityInScore = 0.7;
constexpr double kQualityInScore = 0.3;

double clamp01(double value)
{
    return std::clamp(value, 0.0, 1.0);
}

/// The seven factors of a score. Best: all 1.
struct Terms {
    double coverage = 1;
    double startup = 1;
    double viability = 1;
    double no_swap = 1;
    double ptff = 1;
    double e2e = 1;
    double fps = 1;

    double reliability() const
    {
        return clamp01(kStartupInReliability * startup + kNoSwapInReliability * no_swap +
                       kViabilityInReliability * viability);
    }
    double latency() const { return clamp01(kPtffInLatency * ptff + kE2eInLatency * e2e); }
    double quality() const { return clamp01(kLatencyInQuality * latency() + kFpsInQuality * fps); }
    double score() const
    {
        const double inner = kReliabilityInScore * reliability() + kQualityInScore * quality();
        return std::clamp(100.0 * coverage * inner, 0.0, 100.0);
    }
};

struct Observed {
    std::optional<double> x;
    std::int64_t n = 0;
    std::int64_t evidence_full = 0;
};

using RawScore = double (*)(double x, double good, double bad);

ComponentScore judge(ComponentScore component, const Observed& observed, const BenchmarkEdges& edges, RawScore rawScore)
{
    component.x = observed.x;
    component.n = observed.n;
    component.evidence_full = observed.evidence_full;
    component.evidence_weight =
        std::min(static_cast<double>(observed.n) / static_cast<double>(observed.evidence_full), 1.0);
    component.benchmark_rows = edges.rows;
    component.good_edge = edges.good;
    component.bad_edge = edges.bad;
    component.raw = kNeutral;
    if (observed.x && edges.rows >= kFewestBenchmarkRows && edges.good && edges.bad)
        component.raw = rawScore(*observed.x, *edges.good, *edges.bad);
    component.value = clamp01(kNeutral + component.evidence_weight * (component.raw - kNeutral));
    return component;
}

void judgeComponents(SlaScore& out, const SlaSupport& support, const Benchmark7& benchmark)
{
    constexpr double kLatencyShare = kQualityInScore * kLatencyInQuality;
    out.ptff = judge({.name = "prompt_to_first_frame", .weight_in_score = kLatencyShare * kPtffInLatency},
                     {out.avg_prompt_to_first_frame_ms, support.prompt_to_first_frame_sample_count, kLatencyEvidence},
                     benchmark.ptff, rawLowerIsBetter);
    out.e2e = judge({.name = "e2e", .weight_in_score = kLatencyShare * kE2eInLatency},
                    {out.avg_e2e_latency_ms, support.e2e_latency_sample_count, kLatencyEvidence}, benchmark.e2e,
                    rawLowerIsBetter);
    out.fps = judge({.name = "output_fps", .weight_in_score = kQualityInScore * kFpsInQuality},
                    {out.avg_output_fps, support.status_samples, kFpsEvidence}, benchmark.fps, rawHigherIsBetter);
}

/// Without requested sessions the rates stand at their best, and only latency and quality may be read.
Terms termsOf(const SlaScore& score)
{
    return {.coverage = score.health_signal_coverage_ratio,
            .startup = score.startup_success_rate.value_or(1),
            .viability = score.output_viability_rate.value_or(1),
            .no_swap = score.no_swap_rate.value_or(1),
            .ptff = score.ptff.value,
            .e2e = score.e2e.value,
            .fps = score.fps.value};
}

}  // namespace

SlaScore slaScoreOf(const SlaSupport& support, const Benchmark7& benchmark)
{
    SlaScore out;
    out.startup_success_rate = startupSuccessRate(support);
    out.excused_failure_rate = excusedFailureRate(support);
    out.effective_success_rate = effectiveSuccessRate(support);
    out.no_swap_rate = noSwapRate(support);
    out.output_viability_rate = outputViabilityRate(support);
    out.health_signal_coverage_ratio = healthSignalCoverageRatio(support);
    out.avg_output_fps = avgOutputFps(support);
    out.avg_prompt_to_first_frame_ms = avgPromptToFirstFrameMs(support);
    out.avg_e2e_latency_ms = avgE2eLatencyMs(support);
    out.fps_jitter_coefficient = fpsJitterCoefficient(FpsMoments{
        .count = support.status_samples, .sum = support.output_fps_sum, .sum_of_squares = support.output_fps_sumsq});
    judgeComponents(out, support, benchmark);
    const Terms terms = termsOf(out);
    out.latency_score = terms.latency();
    out.quality_score = terms.quality();
    if (support.requested_sessions > 0) {
        out.reliability_score = terms.reliability();
        out.sla_score = terms.score();
    }
    return out;
}

double rawLowerIsBetter(double x, double good, double bad)
{
    if (x <= good)
        return 1;
    if (bad <= good || x >= bad)
        return 0;
    return 1 - (x - good) / (bad - good);
}

double rawHigherIsBetter(double x, double good, double bad)
{
    if (x >= good)
        return 1;
    if (good <= bad || x <= bad)
        return 0;
    return (x - bad) / (good - bad);
}

std::vector<PointsLost> pointsLost(const SlaScore& score)
{
    struct Step {
        std::string_view name;
        double Terms::*term;
    };
    static constexpr std::array<Step, 7> kOrder{{{"coverage", &Terms::coverage},
                                                 {"startup", &Terms::startup},
                                                 {"viability", &Terms::viability},
                                                 {"no_swap", &Terms::no_swap},
                                                 {"prompt_to_first_frame", &Terms::ptff},
                                                 {"e2e", &Terms::e2e},
                                                 {"output_fps", &Terms::fps}}};
    std::vector<PointsLost> lost;
    if (!score.sla_score)
        return lost;
    Terms terms = termsOf(score);
    double before = terms.score();
    for (const Step& step : kOrder) {
        terms.*step.term = 1;
        const double after = terms.score();
        lost.push_back({.term = step.name, .points = std::max(0.0, after - before)});
        before = after;
    }
    return lost;
}

std::optional<double> weightedMeanScore(std::span<const WeightedScore> rows)
{
    double sum = 0;
    std::int64_t weight = 0;
    for (const WeightedScore& row : rows) {
        if (!row.sla_score)
            continue;
        sum += *row.sla_score * static_cast<double>(row.requested_sessions);
        weight += row.requested_sessions;
    }
    return mean(sum, weight);
}

std::optional<double> benchmarkAvailability(std::span<const ComponentScore> components)
{
    const auto available = std::count_if(components.begin(), components.end(), [](const ComponentScore& component) {
        return component.benchmark_rows >= kFewestBenchmarkRows;
    });
    return ratio(available, static_cast<std::int64_t>(components.size()));
}

}  // namespace naap
