#include "core/metrics/regions.h"

#include "core/metrics/demand_rollup.h"
#include "core/metrics/payments.h"
#include "core/metrics/rates.h"

namespace naap {
namespace {

void addLatency(std::vector<double>& latencies, const Session& session)
{
    if (session.prompt_to_first_frame_ms && *session.prompt_to_first_frame_ms > 0)
        latencies.push_back(static_cast<double>(*session.prompt_to_first_frame_ms));
}

}  // namespace

void addDemanded(RegionDemand& demand, const Session& session)
{
    countDemand(demand.counters, session);
    demand.unserved_sessions += isUnserved(session) ? 1 : 0;
    demand.fees_wei = addWei(demand.fees_wei, parseWei(session.fees_wei).value_or(0));
    if (session.requested() && !session.gateway.empty())
        demand.gateways.insert(session.gateway);
    addLatency(demand.prompt_to_first_frame_ms, session);
}

void addTo(RegionDemand& total, const RegionDemand& part)
{
    addTo(total.counters, part.counters);
    total.unserved_sessions += part.unserved_sessions;
    total.fees_wei = addWei(total.fees_wei, part.fees_wei);
    total.gateways.insert(part.gateways.begin(), part.gateways.end());
    total.prompt_to_first_frame_ms.insert(total.prompt_to_first_frame_ms.end(), part.prompt_to_first_frame_ms.begin(),
                                          part.prompt_to_first_frame_ms.end());
    total.streams.insert(total.streams.end(), part.streams.begin(), part.streams.end());
}

void addStream(std::vector<Interval>& streams, const Session& session)
{
    if (session.started_at && *session.started_at < session.last_seen)
        streams.push_back({*session.started_at, session.last_seen});
}

std::optional<double> supplyGap(const RegionDemand& demand)
{
    return ratio(demand.counters.no_orch_sessions, demand.counters.requested_sessions);
}

std::optional<double> demandShare(std::int64_t requested, std::int64_t requestedOfAll)
{
    return ratio(requested, requestedOfAll);
}

void addAssigned(RegionSupply& supply, const Session& session)
{
    ++supply.assigned_sessions;
    supply.startup_success_sessions += session.startup_outcome == "success" ? 1 : 0;
    addLatency(supply.prompt_to_first_frame_ms, session);
}

double streamMinutes(const Interval& window, const std::vector<Interval>& streams)
{
    constexpr double kMsPerMinute = 60'000;
    std::int64_t ms = 0;
    for (const Interval& stream : streams)
        ms += overlapMs(window, stream);
    return static_cast<double>(ms) / kMsPerMinute;
}

}  // namespace naap
