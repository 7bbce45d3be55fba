#include "core/metrics/sla_rollup.h"

#include <algorithm>
#include <map>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

/// The values behind an hour's own percentiles.
struct Populations {
    std::vector<double> mean_fps;
    std::vector<std::int64_t> prompt_to_first_frame;
    std::vector<std::int64_t> startup;
    std::vector<std::int64_t> e2e;

    void add(const SlaShare& share)
    {
        if (share.mean_fps)
            mean_fps.push_back(*share.mean_fps);
        if (share.prompt_to_first_frame_ms)
            prompt_to_first_frame.push_back(*share.prompt_to_first_frame_ms);
        if (share.startup_latency_ms)
            startup.push_back(*share.startup_latency_ms);
        if (share.e2e_latency_ms)
            e2e.push_back(*share.e2e_latency_ms);
    }
};

std::optional<std::string> nullIfBlank(std::optional<std::string> text)
{
    if (text && text->empty())
        return std::nullopt;
    return text;
}

std::optional<std::int64_t> ifPositive(std::optional<std::int64_t> value)
{
    return value && *value > 0 ? value : std::nullopt;
}

bool usedLaterSnapshot(const SlaShare& a, const SlaShare& b)
{
    return std::tie(a.snapshot_ts, a.snapshot_event_id) > std::tie(b.snapshot_ts, b.snapshot_event_id);
}

void countRequested(SlaSupport& out, const Session& s)
{
    out.known_sessions_count = 1;
    out.requested_sessions = 1;
    out.startup_success_sessions = s.startup_outcome == "success";
    out.no_orch_sessions = s.selection_outcome == "no_orch";
    out.startup_excused_sessions = s.startup_outcome == "failed" && s.excusal_reason != "none";
    out.startup_failed_sessions = s.startupFailedUnexcused();
    out.loading_only_sessions = s.loading_only;
    out.zero_output_fps_sessions = s.zero_output_fps;
    out.output_failed_sessions = s.outputFailed();
    out.effective_failed_sessions = s.effectiveFailed();
    out.total_swapped_sessions = s.swap_count > 0;
    out.confirmed_swapped_sessions = out.total_swapped_sessions;
    out.sessions_ending_in_error = s.status_error_sample_count > 0;
}

/// Measured samples of the hour where there are any, else the session's own latency once.
void addE2e(SlaSupport& out, const Session& s, const StatusHour& hour)
{
    if (hour.e2e_latency_sample_count > 0) {
        out.e2e_latency_sum_ms = hour.e2e_latency_sum_ms;
        out.e2e_latency_sample_count = hour.e2e_latency_sample_count;
    } else if (const auto latency = ifPositive(s.e2e_latency_ms)) {
        out.e2e_latency_sum_ms = static_cast<double>(*latency);
        out.e2e_latency_sample_count = 1;
    }
}

std::optional<double> p95(std::vector<std::int64_t> values)
{
    const auto value = percentileOf(std::move(values), kP95);
    return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
}

}  // namespace

SlaSupport supportOf(const Session& session, const StatusHour& hour)
{
    SlaSupport out;
    if (session.requested())
        countRequested(out, session);
    out.error_status_samples = hour.error_samples;
    out.health_signal_count = session.health_signal_count;
    out.health_expected_signal_count = session.health_expected_signal_count;
    out.output_fps_sum = hour.output_fps_sum;
    out.output_fps_sumsq = hour.output_fps_sumsq;
    out.status_samples = hour.status_samples;
    if (const auto latency = ifPositive(session.prompt_to_first_frame_ms)) {
        out.prompt_to_first_frame_sum_ms = static_cast<double>(*latency);
        out.prompt_to_first_frame_sample_count = 1;
    }
    addE2e(out, session, hour);
    return out;
}

void addTo(SlaSupport& total, const SlaSupport& part)
{
    total.known_sessions_count += part.known_sessions_count;
    total.requested_sessions += part.requested_sessions;
    total.startup_success_sessions += part.startup_success_sessions;
    total.no_orch_sessions += part.no_orch_sessions;
    total.startup_excused_sessions += part.startup_excused_sessions;
    total.startup_failed_sessions += part.startup_failed_sessions;
    total.loading_only_sessions += part.loading_only_sessions;
    total.zero_output_fps_sessions += part.zero_output_fps_sessions;
    total.output_failed_sessions += part.output_failed_sessions;
    total.effective_failed_sessions += part.effective_failed_sessions;
    total.confirmed_swapped_sessions += part.confirmed_swapped_sessions;
    total.inferred_swap_sessions += part.inferred_swap_sessions;
    total.total_swapped_sessions += part.total_swapped_sessions;
    total.sessions_ending_in_error += part.sessions_ending_in_error;
    total.error_status_samples += part.error_status_samples;
    total.health_signal_count += part.health_signal_count;
    total.health_expected_signal_count += part.health_expected_signal_count;
    total.output_fps_sum += part.output_fps_sum;
    total.status_samples += part.status_samples;
    total.prompt_to_first_frame_sum_ms += part.prompt_to_first_frame_sum_ms;
    total.prompt_to_first_frame_sample_count += part.prompt_to_first_frame_sample_count;
    total.e2e_latency_sum_ms += part.e2e_latency_sum_ms;
    total.e2e_latency_sample_count += part.e2e_latency_sample_count;
    total.output_fps_sumsq += part.output_fps_sumsq;
}

SlaShare shareOf(const Session& s, const StatusHour& hour)
{
    return {.support = supportOf(s, hour),
            .is_degraded = hour.degraded_input_samples > 0 || hour.degraded_inference_samples > 0,
            .mean_fps = mean(hour.output_fps_sum, hour.status_samples),
            .prompt_to_first_frame_ms = ifPositive(s.prompt_to_first_frame_ms),
            .startup_latency_ms = ifPositive(s.startup_latency_ms),
            .e2e_latency_ms = ifPositive(s.e2e_latency_ms),
            .snapshot_ts = s.attribution_snapshot_ts,
            .snapshot_event_id = s.attribution_snapshot_event_id,
            .gpu_model_name = nullIfBlank(s.gpu_model_name),
            .gpu_memory_bytes_total = gpuMemoryBytes(s.gpu_memory_bytes_total)};
}

SlaRollup slaRollupOf(Instant hour, const SlaKey& key, std::span<const SlaShare* const> shares)
{
    SlaRollup out;
    std::string model;
    std::string gpu;
    out.window_start = hour;
    std::tie(out.org, out.orchestrator_address, out.pipeline_id, model, gpu) = key;
    out.model_id = nullIfBlank(std::move(model));
    out.gpu_id = nullIfBlank(std::move(gpu));
    Populations populations;
    const SlaShare* latest = shares.front();
    for (const SlaShare* share : shares) {
        addTo(out.support, share->support);
        ++out.ai_stream_count;
        out.degraded_count += share->is_degraded;
        if (share->startup_latency_ms) {
            out.startup_latency_sum_ms += static_cast<double>(*share->startup_latency_ms);
            ++out.startup_latency_sample_count;
        }
        populations.add(*share);
        if (usedLaterSnapshot(*share, *latest))
            latest = share;
    }
    out.gpu_model_name = latest->gpu_model_name;
    out.gpu_memory_bytes_total = latest->gpu_memory_bytes_total;
    out.p95_output_fps = percentileOf(std::move(populations.mean_fps), kP95);
    out.p95_prompt_to_first_frame_latency_ms = p95(std::move(populations.prompt_to_first_frame));
    out.p95_startup_latency_ms = p95(std::move(populations.startup));
    out.p95_e2e_latency_ms = p95(std::move(populations.e2e));
    return out;
}

std::vector<SlaRollup> slaRollupsOfHour(Instant hour, std::span<const SessionHour> rows)
{
    std::vector<SessionHour> visible;
    for (const SessionHour& row : rows)
        if (row.hour->window_start == hour && !row.hour->is_terminal_tail_artifact)
            visible.push_back(row);
    std::sort(visible.begin(), visible.end(), [](const SessionHour& a, const SessionHour& b) {
        return a.session->session_key < b.session->session_key;
    });
    std::vector<SlaShare> shares;
    shares.reserve(visible.size());
    std::map<SlaKey, std::vector<const SlaShare*>> byKey;
    for (const SessionHour& row : visible)
        byKey[keyOf(*row.session)].push_back(&shares.emplace_back(shareOf(*row.session, *row.hour)));
    std::vector<SlaRollup> result;
    result.reserve(byKey.size());
    for (const auto& [key, ofKey] : byKey)
        result.push_back(slaRollupOf(hour, key, ofKey));
    return result;
}

SlaKey keyOf(const Session& s)
{
    return {s.org, s.orchestrator_address.value_or(""), s.pipeline_id, s.model_id.value_or(""), s.gpu_id.value_or("")};
}

SlaKey keyOf(const SlaRollup& row)
{
    return {row.org, row.orchestrator_address, row.pipeline_id, row.model_id.value_or(""), row.gpu_id.value_or("")};
}

bool keyLess(const SlaRollup& a, const SlaRollup& b)
{
    return std::tie(a.window_start, a.org, a.orchestrator_address, a.pipeline_id, a.model_id, a.gpu_id) <
           std::tie(b.window_start, b.org, b.orchestrator_address, b.pipeline_id, b.model_id, b.gpu_id);
}

std::optional<std::int64_t> gpuMemoryBytes(std::optional<std::int64_t> reported)
{
    constexpr std::int64_t kBytesPerMib = std::int64_t{1} << 20;
    if (!reported || *reported <= 0)
        return std::nullopt;
    return *reported < kBytesPerMib ? *reported * kBytesPerMib : *reported;
}

}  // namespace naap
