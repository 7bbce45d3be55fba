#include "core/metrics/demand_rollup.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/events/wei.h"
#include "core/metrics/payments.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

struct Row {
    DemandRollup rollup;
    Int128 fees_wei = 0;
    std::set<std::string_view> sessions;
};

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

void addDemand(Row& row, const Session& s)
{
    countDemand(row.rollup, s);
    row.fees_wei = addWei(row.fees_wei, parseWei(s.fees_wei).value_or(0));
    row.sessions.insert(s.session_key);
}

void addPerformance(Row& row, const PerformancePart& part)
{
    row.rollup.status_samples += part.hour->status_samples;
    row.rollup.output_fps_sum += part.hour->output_fps_sum;
    row.sessions.insert(part.session->session_key);
}

DemandRollup finished(Instant hour, const DemandKey& key, Row&& row)
{
    DemandRollup& out = row.rollup;
    out.window_start = hour;
    std::string model;
    std::tie(out.org, out.gateway, out.pipeline_id, model) = key;
    if (!model.empty())
        out.model_id = std::move(model);
    out.sessions_count = static_cast<std::int64_t>(row.sessions.size());
    out.fees_wei = formatWei(row.fees_wei);
    return std::move(out);
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

std::vector<DemandRollup> demandRollupsOfHour(Instant hour, std::span<const Session* const> demanded,
                                              std::span<const PerformancePart> parts)
{
    std::map<DemandKey, Row> byKey;
    for (const Session* session : demanded)
        if (session->demandHour() == hour)
            addDemand(byKey[keyOf(*session, session->gateway)], *session);
    std::vector<PerformancePart> ordered;
    for (const PerformancePart& part : parts)
        if (part.hour->window_start == hour)
            ordered.push_back(part);
    std::sort(ordered.begin(), ordered.end(), [](const PerformancePart& a, const PerformancePart& b) {
        return std::tie(a.session->session_key, a.hour->gateway) < std::tie(b.session->session_key, b.hour->gateway);
    });
    for (const PerformancePart& part : ordered)
        addPerformance(byKey[keyOf(*part.session, part.hour->gateway)], part);
    std::vector<DemandRollup> result;
    result.reserve(byKey.size());
    for (auto& [key, row] : byKey)
        result.push_back(finished(hour, key, std::move(row)));
    return result;
}

void addTo(DemandRollup& total, const DemandRollup& part)
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
