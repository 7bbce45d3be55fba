#include "core/metrics/demand_rollup.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "core/events/wei.h"
#include "core/metrics/payments.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

void countRequested(DemandRollup& out, const Session& s)
{
    ++out.requested_sessions;
    ++out.known_sessions_count;
    out.startup_success_sessions += s.startup_outcome == "success";
    out.no_orch_sessions += s.selection_outcome == "no_orch";
    out.startup_excused_sessions += s.startup_outcome == "failed" && s.excusal_reason != "none";
    out.startup_failed_sessions += s.startupFailedUnexcused();
    out.loading_only_sessions += s.loading_only;
    out.zero_output_fps_sessions += s.zero_output_fps;
    out.effective_failed_sessions += s.effectiveFailed();
    out.total_swapped_sessions += s.swap_count > 0;
    out.confirmed_swapped_sessions += s.swap_count > 0;
    out.sessions_ending_in_error += s.status_error_sample_count > 0;
}

/// All additive fields but the fees, which are added as numbers first.
void addCounts(DemandRollup& total, const DemandRollup& part)
{
    total.requested_sessions += part.requested_sessions;
    total.known_sessions_count += part.known_sessions_count;
    total.startup_success_sessions += part.startup_success_sessions;
    total.no_orch_sessions += part.no_orch_sessions;
    total.startup_excused_sessions += part.startup_excused_sessions;
    total.startup_failed_sessions += part.startup_failed_sessions;
    total.loading_only_sessions += part.loading_only_sessions;
    total.zero_output_fps_sessions += part.zero_output_fps_sessions;
    total.effective_failed_sessions += part.effective_failed_sessions;
    total.confirmed_swapped_sessions += part.confirmed_swapped_sessions;
    total.inferred_swap_sessions += part.inferred_swap_sessions;
    total.total_swapped_sessions += part.total_swapped_sessions;
    total.sessions_ending_in_error += part.sessions_ending_in_error;
    total.error_status_samples += part.error_status_samples;
    total.total_ms += part.total_ms;
    total.output_fps_sum += part.output_fps_sum;
    total.status_samples += part.status_samples;
    total.health_signal_count += part.health_signal_count;
    total.health_expected_signal_count += part.health_expected_signal_count;
}

}  // namespace

DemandKey keyOf(const Session& s, const std::string& gateway)
{
    return {s.org, gateway, s.pipeline_id, s.model_id.value_or("")};
}

DemandKey keyOf(const DemandRollup& row)
{
    return {row.org, row.gateway, row.pipeline_id, row.model_id.value_or("")};
}

void countDemand(DemandRollup& total, const Session& session)
{
    if (session.requested())
        countRequested(total, session);
    total.error_status_samples += session.status_error_sample_count;
    total.total_ms += sessionMs(session);
    total.health_signal_count += session.health_signal_count;
    total.health_expected_signal_count += session.health_expected_signal_count;
}

void addDemand(DemandShare& share, const Session& session)
{
    countDemand(share.counts, session);
    share.fees_wei = addWei(share.fees_wei, parseWei(session.fees_wei).value_or(0));
}

void addPerformance(DemandShare& share, const GatewayHour& hour)
{
    share.counts.status_samples += hour.status_samples;
    share.counts.output_fps_sum += hour.output_fps_sum;
}

DemandRollup demandRollupOf(Instant hour, const DemandKey& key, std::span<const DemandShare* const> shares)
{
    DemandRollup out;
    out.window_start = hour;
    std::string model;
    std::tie(out.org, out.gateway, out.pipeline_id, model) = key;
    if (!model.empty())
        out.model_id = std::move(model);
    Int128 fees = 0;
    for (const DemandShare* share : shares) {
        addCounts(out, share->counts);
        fees = addWei(fees, share->fees_wei);
    }
    out.sessions_count = static_cast<std::int64_t>(shares.size());
    out.fees_wei = formatWei(fees);
    return out;
}

std::vector<DemandRollup> demandRollupsOfHour(Instant hour, std::span<const Session* const> demanded,
                                              std::span<const PerformancePart> parts)
{
    std::map<DemandKey, std::map<std::string_view, DemandShare>> byKey;
    for (const Session* session : demanded)
        if (session->demandHour() == hour)
            addDemand(byKey[keyOf(*session, session->gateway)][session->session_key], *session);
    for (const PerformancePart& part : parts)
        if (part.hour->window_start == hour)
            addPerformance(byKey[keyOf(*part.session, part.hour->gateway)][part.session->session_key], *part.hour);
    std::vector<DemandRollup> result;
    result.reserve(byKey.size());
    std::vector<const DemandShare*> shares;
    for (const auto& [key, bySession] : byKey) {
        shares.clear();
        for (const auto& [session, share] : bySession)
            shares.push_back(&share);
        result.push_back(demandRollupOf(hour, key, shares));
    }
    return result;
}

void addTo(DemandRollup& total, const DemandRollup& part)
{
    addCounts(total, part);
    total.fees_wei = formatWei(addWei(parseWei(total.fees_wei).value_or(0), parseWei(part.fees_wei).value_or(0)));
}

DemandMetrics demandMetricsOf(const DemandRollup& row)
{
    constexpr double kMsPerMinute = 60'000;
    return {
        .total_minutes = static_cast<double>(row.total_ms) / kMsPerMinute,
        .avg_output_fps = avgOutputFps(row),
        .startup_success_rate = startupSuccessRate(row),
        .excused_failure_rate = excusedFailureRate(row),
        .effective_success_rate = effectiveSuccessRate(row),
        .health_signal_coverage_ratio = healthSignalCoverageRatio(row),
        .missing_capacity_rate = missingCapacityRate(row),
    };
}

bool isUnserved(const Session& session)
{
    return session.requested() && (session.effectiveFailed() || session.selection_outcome == "no_orch");
}

std::int64_t sessionMs(const Session& session)
{
    if (!session.started_at)
        return 0;
    return std::max<std::int64_t>(0, toMs(session.last_seen) - toMs(*session.started_at));
}

}  // namespace naap
