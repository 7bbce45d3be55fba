#include "core/metrics/sla_what_if.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace naap {
namespace {

/// The factors of a score, each 1 at its best.
struct Factors {
    double coverage = 1;
    double startup = 1;
    double viability = 1;
    double no_swap = 1;
    double ptff = 1;
    double e2e = 1;
    double fps = 1;
};

Factors factorsOf(const SlaScore& score)
{
    return {.coverage = score.health_signal_coverage_ratio,
            .startup = score.startup_success_rate.value_or(1),
            .viability = score.output_viability_rate.value_or(1),
            .no_swap = score.no_swap_rate.value_or(1),
            .ptff = score.ptff.value,
            .e2e = score.e2e.value,
            .fps = score.fps.value};
}

double clamp01(double value)
{
    return std::clamp(value, 0.0, 1.0);
}

double reliabilityOf(const Factors& f, const SlaWeights& w)
{
    return clamp01(w.startup * f.startup + w.no_swap * f.no_swap + w.viability * f.viability);
}

double latencyOf(const Factors& f, const SlaWeights& w)
{
    return clamp01(w.prompt_to_first_frame * f.ptff + w.e2e * f.e2e);
}

double qualityOf(const Factors& f, const SlaWeights& w)
{
    return clamp01(w.latency * latencyOf(f, w) + w.output_fps * f.fps);
}

double scoreOf(const Factors& f, const SlaWeights& w)
{
    const double inner = w.reliability * reliabilityOf(f, w) + w.quality * qualityOf(f, w);
    return std::clamp(100.0 * f.coverage * inner, 0.0, 100.0);
}

void normalise(std::initializer_list<double*> weights)
{
    double sum = 0;
    for (double* weight : weights) {
        *weight = std::max(0.0, *weight);
        sum += *weight;
    }
    for (double* weight : weights)
        *weight = sum > 0 ? *weight / sum : 1 / static_cast<double>(weights.size());
}

}  // namespace

SlaWeights SlaWeights::normalised() const
{
    SlaWeights w = *this;
    // The formula's own stay as they are to the last bit.
    if (w == SlaWeights())
        return w;
    normalise({&w.reliability, &w.quality});
    normalise({&w.startup, &w.no_swap, &w.viability});
    normalise({&w.latency, &w.output_fps});
    normalise({&w.prompt_to_first_frame, &w.e2e});
    return w;
}

SlaSupport withoutSession(SlaSupport support, const SessionCounts& session)
{
    const auto take = [](std::int64_t& count, std::int64_t of) { count = std::max<std::int64_t>(0, count - of); };
    take(support.health_signal_count, session.health_signals);
    take(support.health_expected_signal_count, session.health_signals_expected);
    if (!session.requested)
        return support;
    take(support.known_sessions_count, 1);
    take(support.requested_sessions, 1);
    take(support.startup_success_sessions, session.started);
    take(support.output_failed_sessions, session.output_failed);
    take(support.confirmed_swapped_sessions, session.swapped);
    take(support.total_swapped_sessions, session.swapped);
    return support;
}

Benchmark7 benchmarkOf(const SlaScore& score)
{
    const auto edges = [](const ComponentScore& c) {
        return BenchmarkEdges{.rows = c.benchmark_rows, .good = c.good_edge, .bad = c.bad_edge};
    };
    return {.ptff = edges(score.ptff), .e2e = edges(score.e2e), .fps = edges(score.fps)};
}

SlaScore weighed(const SlaScore& score, const SlaWeights& weights)
{
    const SlaWeights w = weights.normalised();
    const Factors factors = factorsOf(score);
    SlaScore out = score;
    out.latency_score = latencyOf(factors, w);
    out.quality_score = qualityOf(factors, w);
    out.ptff.weight_in_score = w.quality * w.latency * w.prompt_to_first_frame;
    out.e2e.weight_in_score = w.quality * w.latency * w.e2e;
    out.fps.weight_in_score = w.quality * w.output_fps;
    if (score.sla_score) {
        out.reliability_score = reliabilityOf(factors, w);
        out.sla_score = scoreOf(factors, w);
    }
    return out;
}

std::vector<PointsLost> pointsLost(const SlaScore& score, const SlaWeights& weights)
{
    struct Step {
        std::string_view name;
        double Factors::*factor;
    };
    static constexpr std::array<Step, 7> kOrder{{{"coverage", &Factors::coverage},
                                                 {"startup", &Factors::startup},
                                                 {"viability", &Factors::viability},
                                                 {"no_swap", &Factors::no_swap},
                                                 {"prompt_to_first_frame", &Factors::ptff},
                                                 {"e2e", &Factors::e2e},
                                                 {"output_fps", &Factors::fps}}};
    std::vector<PointsLost> lost;
    if (!score.sla_score)
        return lost;
    const SlaWeights w = weights.normalised();
    Factors factors = factorsOf(score);
    double before = scoreOf(factors, w);
    for (const Step& step : kOrder) {
        factors.*step.factor = 1;
        const double after = scoreOf(factors, w);
        lost.push_back({.term = step.name, .points = std::max(0.0, after - before)});
        before = after;
    }
    return lost;
}

}  // namespace naap
