#include "core/metrics/fps.h"

#include <algorithm>
#include <cmath>

#include "core/metrics/percentile.h"

namespace naap {

namespace {

constexpr std::int64_t kFewestSamples = 2;
constexpr double kSameTo12Digits = 1e-12;
constexpr double kDegradedBelow = 0.8;

double deviationFromSamples(std::span<const double> samples, double mean)
{
    double squares = 0;
    for (const double sample : samples)
        squares += (sample - mean) * (sample - mean);
    return std::sqrt(squares / static_cast<double>(samples.size()));
}

FpsSpread spreadOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    FpsSpread spread;
    if (values.empty())
        return spread;
    const std::span<const double> ascending(values);
    spread.avg = momentsOf(ascending).sum / static_cast<double>(values.size());
    spread.p5 = percentileOfSorted(ascending, kP5);
    spread.p50 = percentileOfSorted(ascending, kP50);
    spread.p95 = percentileOfSorted(ascending, kP95);
    spread.p99 = percentileOfSorted(ascending, kP99);
    return spread;
}

}  // namespace

FpsMoments momentsOf(std::span<const double> samples)
{
    FpsMoments moments;
    for (const double sample : samples) {
        ++moments.count;
        moments.sum += sample;
        moments.sum_of_squares += sample * sample;
    }
    return moments;
}

FpsMoments merged(const FpsMoments& a, const FpsMoments& b)
{
    return {.count = a.count + b.count, .sum = a.sum + b.sum, .sum_of_squares = a.sum_of_squares + b.sum_of_squares};
}

std::optional<double> fpsJitterCoefficient(const FpsMoments& moments)
{
    if (moments.count < kFewestSamples)
        return std::nullopt;
    const auto n = static_cast<double>(moments.count);
    const double mean = moments.sum / n;
    if (!(mean > 0))
        return std::nullopt;
    return std::sqrt(std::max(0.0, moments.sum_of_squares / n - mean * mean)) / mean;
}

std::optional<double> fpsJitterCoefficient(std::span<const double> samples)
{
    const FpsMoments moments = momentsOf(samples);
    const std::optional<double> coefficient = fpsJitterCoefficient(moments);
    if (!coefficient)
        return std::nullopt;
    const auto n = static_cast<double>(moments.count);
    const double mean = moments.sum / n;
    const double meanOfSquares = moments.sum_of_squares / n;
    if (std::abs(meanOfSquares - mean * mean) > kSameTo12Digits * meanOfSquares)
        return coefficient;
    return deviationFromSamples(samples, mean) / mean;
}

std::optional<bool> fpsDegraded(std::optional<double> previousAvg, std::optional<double> currentAvg)
{
    if (!previousAvg || !currentAvg || !(*previousAvg > 0))
        return std::nullopt;
    return *currentAvg < kDegradedBelow * *previousAvg;
}

std::vector<std::optional<bool>> fpsDegradedFlags(std::span<const std::optional<double>> averages)
{
    std::vector<std::optional<bool>> flags;
    std::optional<double> previous;
    for (const std::optional<double>& average : averages) {
        flags.push_back(fpsDegraded(previous, average));
        if (average)
            previous = average;
    }
    return flags;
}

FpsWhileProducing fpsWhileProducing(std::span<const FpsSample> samples)
{
    std::vector<double> output;
    std::vector<double> input;
    for (const FpsSample& sample : samples) {
        if (!(sample.output_fps > 0))
            continue;
        output.push_back(sample.output_fps);
        input.push_back(sample.input_fps);
    }
    FpsWhileProducing result;
    result.sample_count = static_cast<std::int64_t>(output.size());
    result.output = spreadOf(std::move(output));
    result.input = spreadOf(std::move(input));
    return result;
}

}  // namespace naap
