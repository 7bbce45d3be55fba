#include "core/alerts/rule.h"

#include <cmath>

#include <fmt/format.h>

namespace naap {
namespace {

bool isIn(const ThresholdBand& band, double value)
{
    return value >= band.low && value <= band.high;
}

double nearerEnd(const ThresholdBand& band, double value)
{
    return std::abs(value - band.low) <= std::abs(value - band.high) ? band.low : band.high;
}

}  // namespace

std::string_view nameOf(AlertLevel level)
{
    switch (level) {
        case AlertLevel::none: return "none";
        case AlertLevel::warning: return "warning";
        case AlertLevel::critical: return "critical";
    }
    return "";
}

std::string RuleMetric::name() const
{
    return metric ? std::string(metric->name) : fmt::format("{}/{}", numerator->name, denominator->name);
}

Measured RuleMetric::measure(const MeasureInput& in) const
{
    if (metric)
        return metric->measure(in);
    Measured measured;
    if (in.sums.rows == 0)
        return measured;
    measured.numerator = numerator->get(in.numerator);
    measured.denominator = denominator->get(in.sums);
    measured.samples = static_cast<std::int64_t>(*measured.denominator);
    if (*measured.denominator != 0)
        measured.value = *measured.numerator / *measured.denominator;
    return measured;
}

AlertLevel RuleCondition::levelOf(double value, double share) const
{
    const auto reached = [&](const std::optional<double>& threshold) {
        if (!threshold)
            return false;
        return kind == ConditionKind::below ? value < *threshold * share : value > *threshold * share;
    };
    const auto left = [&](const std::optional<ThresholdBand>& band) { return band && !isIn(*band, value); };
    switch (kind) {
        case ConditionKind::above:
        case ConditionKind::below:
        case ConditionKind::change:
            return reached(critical) ? AlertLevel::critical : reached(warning) ? AlertLevel::warning : AlertLevel::none;
        case ConditionKind::outside:
            return left(critical_band)  ? AlertLevel::critical
                   : left(warning_band) ? AlertLevel::warning
                                        : AlertLevel::none;
        case ConditionKind::absent: break;
    }
    return value > 0 ? AlertLevel::warning : AlertLevel::none;
}

bool RuleCondition::isRecovered(double value, double share) const
{
    if (levelOf(value, share) != AlertLevel::none)
        return false;
    if (kind == ConditionKind::outside)
        return !recovery_band || isIn(*recovery_band, value);
    if (!recovery)
        return true;
    return kind == ConditionKind::below ? value >= *recovery * share : value <= *recovery * share;
}

std::optional<double> RuleCondition::thresholdOf(AlertLevel level, double value) const
{
    if (kind == ConditionKind::outside) {
        const auto& band = level == AlertLevel::critical && critical_band ? critical_band : warning_band;
        return band ? std::optional(nearerEnd(*band, value)) : std::nullopt;
    }
    return level == AlertLevel::critical && critical ? critical : warning ? warning : critical;
}

bool RuleSchedule::isQuiet(Instant at) const
{
    using namespace std::chrono;
    const Instant local = at + utc_offset;
    const auto day = floor<days>(local);
    const minutes time = floor<minutes>(local - day);
    const auto isOn = [](const QuietTime& time_of_day, sys_days date) {
        return (time_of_day.days >> (weekday(date).iso_encoding() - 1) & 1U) != 0;
    };
    for (const QuietTime& each : quiet) {
        if (each.from < each.to) {
            if (isOn(each, day) && time >= each.from && time < each.to)
                return true;
        } else if ((isOn(each, day) && time >= each.from) || (isOn(each, day - days(1)) && time < each.to)) {
            return true;
        }
    }
    return false;
}

}  // namespace naap
