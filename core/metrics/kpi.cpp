#include "core/metrics/kpi.h"

#include <numeric>

namespace naap {

namespace {

constexpr double kPercent = 100;

KpiHour totalOf(std::span<const KpiHour> hours)
{
    KpiHour total;
    for (const KpiHour& hour : hours) {
        total.startup_success_sessions += hour.startup_success_sessions;
        total.requested_sessions += hour.requested_sessions;
    }
    return total;
}

}  // namespace

double kpiSuccessRatePct(std::int64_t startupSuccessSessions, std::int64_t requestedSessions)
{
    if (requestedSessions == 0)
        return 0;
    return kPercent * static_cast<double>(startupSuccessSessions) / static_cast<double>(requestedSessions);
}

double kpiHalvesDeltaPct(std::span<const double> hourlyValues)
{
    if (hourlyValues.size() < 2)
        return 0;
    const auto earlier = hourlyValues.first(hourlyValues.size() / 2);
    const auto later = hourlyValues.subspan(hourlyValues.size() / 2);
    return kpiChangePct(std::accumulate(earlier.begin(), earlier.end(), 0.0),
                        std::accumulate(later.begin(), later.end(), 0.0));
}

double kpiSuccessRateDelta(std::span<const KpiHour> hours)
{
    if (hours.size() < 2)
        return 0;
    const KpiHour earlier = totalOf(hours.first(hours.size() / 2));
    const KpiHour later = totalOf(hours.subspan(hours.size() / 2));
    if (earlier.requested_sessions == 0)
        return 0;
    return kpiSuccessRatePct(later.startup_success_sessions, later.requested_sessions) -
           kpiSuccessRatePct(earlier.startup_success_sessions, earlier.requested_sessions);
}

double kpiChangePct(double previous, double current)
{
    if (!(previous > 0))
        return 0;
    return kPercent * (current - previous) / previous;
}

}  // namespace naap
