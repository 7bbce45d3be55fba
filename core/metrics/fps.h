#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace naap {

/// Count, sum and sum of squares of FPS samples: additive, so moments of any set of hours are those of the whole.
struct FpsMoments {
    std::int64_t count = 0;
    double sum = 0;
    double sum_of_squares = 0;

    bool operator==(const FpsMoments&) const = default;
};

/// Moments of samples, zeros included, added in the order given (events: ascending event_ts, event_id).
FpsMoments momentsOf(std::span<const double> samples);

/// Moments of both sets together.
FpsMoments merged(const FpsMoments& a, const FpsMoments& b);

/// Unsteadiness of output FPS: population standard deviation / mean, >= 0, without unit
/// (docs/metrics.md, FPS jitter). Null with fewer than 2 samples or a mean that is not above 0.
std::optional<double> fpsJitterCoefficient(const FpsMoments& moments);

/// The same where the samples are still held: when the two terms of the variance agree to more than 12 digits, their
/// difference is noise and the deviation is taken from the samples instead.
std::optional<double> fpsJitterCoefficient(std::span<const double> samples);

/// Whether a mean fell by more than a fifth: previous > 0 and current < 0.8 x previous.
/// Null without a previous mean above 0, or without a current one.
std::optional<bool> fpsDegraded(std::optional<double> previousAvg, std::optional<double> currentAvg);

/// The flag for each bucket of a series in time order, against the bucket before it, however far away.
std::vector<std::optional<bool>> fpsDegradedFlags(std::span<const std::optional<double>> averages);

/// Output and input FPS of one status sample.
struct FpsSample {
    double output_fps = 0;
    double input_fps = 0;
};

/// Nearest-rank percentiles of FPS. Null when the population is empty.
struct FpsSpread {
    std::optional<double> avg;
    std::optional<double> p5;
    std::optional<double> p50;
    std::optional<double> p95;
    std::optional<double> p99;
};

/// "FPS while producing output": only samples with output above 0, hence not the population of the average output FPS.
struct FpsWhileProducing {
    std::int64_t sample_count = 0;
    FpsSpread output;
    FpsSpread input;
};

FpsWhileProducing fpsWhileProducing(std::span<const FpsSample> samples);

}  // namespace naap
