#pragma once

#include <optional>
#include <span>

#include "core/events/instant.h"

namespace naap {

/// One reading of a counter or gauge.
struct Reading {
    Instant at{};
    double value = 0;
};

/// Growth of a counter over its readings in time order. A fall means a restart: the new value is then all growth.
/// Null with fewer than two readings.
std::optional<double> counterGrowth(std::span<const Reading> readings);

/// Mean of a gauge over time, each value holding until the next reading. Null when the readings span no time.
std::optional<double> timeWeightedMean(std::span<const Reading> readings);

/// Energy drawn in a stretch of time, and what it was for (docs/metrics.md, Energy). Null where nothing was measured,
/// or the divisor is 0.
struct EnergyUse {
    std::optional<double> energy_j;
    std::optional<double> seconds;
    std::optional<double> avg_power_w;
    std::optional<double> inferences_per_joule;
    std::optional<double> joules_per_inference;

    std::optional<double> energyKwh() const;

    /// Grams of CO2 equivalent, for a grid intensity in g/kWh that the user supplies.
    std::optional<double> carbonG(double gridIntensityGPerKwh) const;
};

/// From an energy counter in joules (DCGM counts mJ: divide by 1000) and the inferences (frames, requests) of that
/// time.
EnergyUse energyUse(std::span<const Reading> energyCounterJ, std::optional<double> inferences);

/// Share of time spent throttled, 0..1: growth of a violation counter in seconds / seconds observed. Null without time.
std::optional<double> throttleTimeRatio(std::span<const Reading> violationCounterS);

/// Achieved and peak compute of one GPU sample, in TFLOP/s.
struct ComputeSample {
    double achieved_tflops = 0;
    double peak_tflops = 0;
};

/// CUDA utilisation efficiency in percent: 100 x sum achieved / sum peak. Null without peak.
std::optional<double> cudaUtilizationEfficiencyPct(std::span<const ComputeSample> samples);

}  // namespace naap
