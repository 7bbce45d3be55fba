#include "core/metrics/energy.h"

namespace naap {

namespace {

constexpr double kJoulesPerKwh = 3'600'000;

double secondsBetween(Instant from, Instant to)
{
    return static_cast<double>(toMs(to) - toMs(from)) / 1000.0;
}

std::optional<double> secondsOf(std::span<const Reading> readings)
{
    if (readings.size() < 2)
        return std::nullopt;
    return secondsBetween(readings.front().at, readings.back().at);
}

std::optional<double> quotient(std::optional<double> dividend, std::optional<double> divisor)
{
    if (!dividend || !divisor || !(*divisor > 0))
        return std::nullopt;
    return *dividend / *divisor;
}

}  // namespace

std::optional<double> counterGrowth(std::span<const Reading> readings)
{
    if (readings.size() < 2)
        return std::nullopt;
    double growth = 0;
    for (std::size_t i = 1; i < readings.size(); ++i) {
        const double before = readings[i - 1].value;
        const double after = readings[i].value;
        growth += after < before ? after : after - before;
    }
    return growth;
}

std::optional<double> timeWeightedMean(std::span<const Reading> readings)
{
    double area = 0;
    for (std::size_t i = 1; i < readings.size(); ++i)
        area += readings[i - 1].value * secondsBetween(readings[i - 1].at, readings[i].at);
    return quotient(area, secondsOf(readings));
}

std::optional<double> EnergyUse::energyKwh() const
{
    return quotient(energy_j, kJoulesPerKwh);
}

std::optional<double> EnergyUse::carbonG(double gridIntensityGPerKwh) const
{
    const std::optional<double> kwh = energyKwh();
    return kwh ? std::optional(*kwh * gridIntensityGPerKwh) : std::nullopt;
}

EnergyUse energyUse(std::span<const Reading> energyCounterJ, std::optional<double> inferences)
{
    EnergyUse use;
    use.energy_j = counterGrowth(energyCounterJ);
    use.seconds = secondsOf(energyCounterJ);
    use.avg_power_w = quotient(use.energy_j, use.seconds);
    use.inferences_per_joule = quotient(inferences, use.energy_j);
    use.joules_per_inference = quotient(use.energy_j, inferences);
    return use;
}

std::optional<double> throttleTimeRatio(std::span<const Reading> violationCounterS)
{
    return quotient(counterGrowth(violationCounterS), secondsOf(violationCounterS));
}

std::optional<double> cudaUtilizationEfficiencyPct(std::span<const ComputeSample> samples)
{
    double achieved = 0;
    double peak = 0;
    for (const ComputeSample& sample : samples) {
        achieved += sample.achieved_tflops;
        peak += sample.peak_tflops;
    }
    return quotient(100 * achieved, peak);
}

}  // namespace naap
