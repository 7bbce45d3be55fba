#include "core/reports/regional_scan.h"

#include "core/metrics/demand_rollup.h"
#include "core/metrics/percentile.h"
#include "core/reports/session_regions.h"
#include "core/store/session_scan.h"

namespace naap {

void visitPlacedSessions(Cache& cache, PlaceBook& book, const ReportWindows& windows,
                         const std::function<void(const PlacedSession&)>& visit)
{
    if (windows.isEmpty())
        return;
    const Interval span = windows.span();
    visitSessionsAround(cache, span.start, span.end, book.dependsOnSessions(), [&](const Session& session) {
        const Place& gateway = book.gatewayOf(session.session_key, session.gateway);
        const Place& orchestrator = book.orchestratorOf(session.session_key, session.orchestrator_address.value_or(""),
                                                        session.orchestrator_uri.value_or(""));
        visit({session, gateway, orchestrator, orchestratorRegionOf(session, orchestrator),
               windows.at(session.demandHour())});
    });
}

std::optional<double> medianOf(const std::vector<double>& values)
{
    return percentileOf(values, kP50);
}

DemandFigures demandFigures(const RegionDemand& demand, const Interval& window, std::int64_t requestedOfAll)
{
    const DemandRollup& counters = demand.counters;
    const Concurrency concurrency = concurrencyIn(window, demand.streams);
    return {.requested_sessions = counters.requested_sessions,
            .startup_success_sessions = counters.startup_success_sessions,
            .unserved_sessions = demand.unserved_sessions,
            .no_orch_sessions = counters.no_orch_sessions,
            .startup_excused_sessions = counters.startup_excused_sessions,
            .startup_failed_sessions = counters.startup_failed_sessions,
            .effective_failed_sessions = counters.effective_failed_sessions,
            .total_minutes = demandMetricsOf(counters).total_minutes,
            .fees_wei = demand.fees_wei,
            .active_gateways = static_cast<std::int64_t>(demand.gateways.size()),
            .concurrent_streams_avg = concurrency.avg,
            .concurrent_streams_max = concurrency.max,
            .demand_share = demandShare(counters.requested_sessions, requestedOfAll),
            .supply_gap = supplyGap(demand),
            .ptff_p50_ms = medianOf(demand.prompt_to_first_frame_ms)};
}

}  // namespace naap
