#include "core/metrics/reliability.h"

#include <map>
#include <tuple>

#include "core/metrics/rates.h"

namespace naap {

namespace {

void addSessionHour(ReliabilityHour& out, const Session& s, const StatusHour& hour)
{
    const bool input = hour.degraded_input_samples > 0;
    const bool inference = hour.degraded_inference_samples > 0;
    ++out.ai_stream_count;
    out.degraded_count += input || inference;
    out.degraded_input_count += input;
    out.degraded_inference_count += inference;
    out.restart_count += s.restart_seen_count > 0;
    out.error_count += hour.error_samples > 0;
    out.resolved_session_count += s.attribution_status == "resolved";
    out.hardware_less_session_count += s.attribution_status == "hardware_less";
    out.stale_session_count += s.attribution_status == "stale";
    out.ambiguous_session_count += s.attribution_status == "ambiguous";
    out.unresolved_session_count += s.attribution_status == "unresolved";
}

}  // namespace

std::vector<ReliabilityHour> reliabilityHours(std::span<const SessionHour> rows)
{
    using Key = std::tuple<Instant, std::string, std::string, std::string>;
    std::map<Key, ReliabilityHour> byKey;
    for (const SessionHour& row : rows) {
        const Session& s = *row.session;
        if (row.hour->is_terminal_tail_artifact)
            continue;
        const Key key{row.hour->window_start, s.org, s.orchestrator_address.value_or(""), s.pipeline_id};
        addSessionHour(byKey[key], s, *row.hour);
    }
    std::vector<ReliabilityHour> hours;
    hours.reserve(byKey.size());
    for (auto& [key, hour] : byKey) {
        std::tie(hour.window_start, hour.org, hour.orchestrator_address, hour.pipeline_id) = key;
        hours.push_back(std::move(hour));
    }
    return hours;
}

void addTo(ReliabilityHour& total, const ReliabilityHour& part)
{
    total.ai_stream_count += part.ai_stream_count;
    total.degraded_count += part.degraded_count;
    total.degraded_input_count += part.degraded_input_count;
    total.degraded_inference_count += part.degraded_inference_count;
    total.restart_count += part.restart_count;
    total.error_count += part.error_count;
    total.resolved_session_count += part.resolved_session_count;
    total.hardware_less_session_count += part.hardware_less_session_count;
    total.stale_session_count += part.stale_session_count;
    total.ambiguous_session_count += part.ambiguous_session_count;
    total.unresolved_session_count += part.unresolved_session_count;
}

std::optional<double> rateOrNil(std::int64_t part, std::int64_t streams)
{
    return streams < kFewestStreamsForSeries ? std::nullopt : ratio(part, streams);
}

ReliabilityRates reliabilityRates(const ReliabilityHour& sums)
{
    return {.degraded_rate = ratio(sums.degraded_count, sums.ai_stream_count),
            .inference_restart_rate = ratio(sums.restart_count, sums.ai_stream_count),
            .inference_error_rate = ratio(sums.error_count, sums.ai_stream_count)};
}

}  // namespace naap
