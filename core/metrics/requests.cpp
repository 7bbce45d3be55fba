#include "core/metrics/requests.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>

#include "core/events/names.h"
#include "core/metrics/clamped.h"
#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

using JobKey =
    std::tuple<Instant, std::string, std::string, std::string, std::string, std::string, std::string, std::string>;
using LlmKey = std::tuple<Instant, std::string, std::string, std::string, std::string>;
using RequestName = std::pair<std::string_view, std::string_view>;  // org, request id

struct JobRow {
    RequestRollup rollup;
    std::vector<std::int64_t> durations;
};

std::string uriKey(const std::string& url)
{
    return urlNorm(url);
}

JobKey keyOf(const Job& job)
{
    const bool byoc = job.kind == Job::Kind::byoc;
    return {hourOf(job.completed_at),
            job.org,
            job.gateway,
            byoc ? "byoc" : "builtin",
            job.pipeline_id,
            job.model_id.value_or(""),
            byoc ? job.orch_address : "",
            uriKey(job.orch_url)};
}

bool isAttributed(const Decision& decision)
{
    constexpr std::array<std::string_view, 3> kAttributed{"resolved", "hardware_less", "stale"};
    return std::find(kAttributed.begin(), kAttributed.end(), decision.status) != kAttributed.end();
}

void addJob(JobRow& row, const Job& job)
{
    RequestRollup& out = row.rollup;
    const bool selected = job.selection_outcome == "selected";
    ++out.job_count;
    out.selected_count += selected;
    out.no_orch_count += job.selection_outcome == "no_orch";
    out.success_count += job.success;
    out.attributed_count += selected && isAttributed(job.decision);
    out.price_sum += job.price_per_unit.value_or(0);
    if (!job.duration_ms)
        return;
    out.duration_ms_sum = addClamped(out.duration_ms_sum, *job.duration_ms);
    ++out.duration_sample_count;
    row.durations.push_back(*job.duration_ms);
}

RequestRollup finished(const JobKey& key, JobRow&& row)
{
    RequestRollup& out = row.rollup;
    std::string model;
    std::tie(out.window_start, out.org, out.gateway, out.capability_family, out.capability_name, model,
             out.orchestrator_address, out.orchestrator_uri) = key;
    if (!model.empty())
        out.model_id = std::move(model);
    std::sort(row.durations.begin(), row.durations.end());
    out.p50_duration_ms = percentileOfSorted<std::int64_t>(row.durations, kP50);
    out.p99_duration_ms = percentileOfSorted<std::int64_t>(row.durations, kP99);
    return std::move(out);
}

void addRequest(LlmRollup& out, const LlmRequest& request, const Job& job)
{
    ++out.llm_request_count;
    out.llm_success_count += job.success;
    if (request.total_tokens) {
        out.total_tokens_sum = addClamped(out.total_tokens_sum, *request.total_tokens);
        ++out.total_tokens_sample_count;
    }
    if (request.tokens_per_second) {
        out.tokens_per_sec_sum += *request.tokens_per_second;
        ++out.tokens_per_sec_sample_count;
        if (request.completion_tokens && *request.tokens_per_second > 0) {
            out.timed_completion_tokens = addClamped(out.timed_completion_tokens, *request.completion_tokens);
            out.generation_seconds += static_cast<double>(*request.completion_tokens) / *request.tokens_per_second;
        }
    }
    if (request.ttft_ms) {
        out.ttft_sum_ms = addClamped(out.ttft_sum_ms, *request.ttft_ms);
        ++out.ttft_sample_count;
    }
}

template <class T>
std::vector<const T*> inNameOrder(std::span<const T* const> items)
{
    std::vector<const T*> ordered(items.begin(), items.end());
    std::sort(ordered.begin(), ordered.end(),
              [](const T* a, const T* b) { return std::tie(a->org, a->request_id) < std::tie(b->org, b->request_id); });
    return ordered;
}

}  // namespace

std::vector<RequestRollup> requestRollups(std::span<const Job* const> jobs)
{
    std::map<JobKey, JobRow> byKey;
    for (const Job* job : inNameOrder(jobs))
        if (!job->pipeline_id.empty())
            addJob(byKey[keyOf(*job)], *job);
    std::vector<RequestRollup> rollups;
    rollups.reserve(byKey.size());
    for (auto& [key, row] : byKey)
        rollups.push_back(finished(key, std::move(row)));
    return rollups;
}

void addTo(RequestRollup& total, const RequestRollup& part)
{
    total.job_count += part.job_count;
    total.selected_count += part.selected_count;
    total.no_orch_count += part.no_orch_count;
    total.success_count += part.success_count;
    total.duration_ms_sum = addClamped(total.duration_ms_sum, part.duration_ms_sum);
    total.duration_sample_count += part.duration_sample_count;
    total.price_sum += part.price_sum;
    total.attributed_count += part.attributed_count;
}

std::optional<double> successRate(const RequestRollup& row)
{
    return ratio(row.success_count, row.job_count);
}

std::optional<double> selectedSuccessRate(const RequestRollup& row)
{
    return ratio(row.success_count, row.selected_count);
}

std::optional<double> avgDurationMs(const RequestRollup& row)
{
    return ratio(row.duration_ms_sum, row.duration_sample_count);
}

std::optional<double> attributionRate(const RequestRollup& row)
{
    return ratio(row.attributed_count, row.selected_count);
}

std::vector<LlmRollup> llmRollups(std::span<const Job* const> jobs, std::span<const LlmRequest* const> requests)
{
    std::map<RequestName, const Job*> jobOf;
    for (const Job* job : jobs)
        if (job->kind == Job::Kind::ai_batch && job->pipeline_id == "llm")
            jobOf.emplace(RequestName{job->org, job->request_id}, job);
    std::map<LlmKey, LlmRollup> byKey;
    for (const LlmRequest* request : inNameOrder(requests)) {
        const auto found = jobOf.find({request->org, request->request_id});
        if (found == jobOf.end() || request->model.empty())
            continue;
        const Job& job = *found->second;
        LlmKey key{hourOf(job.completed_at), job.org, job.gateway, request->model, uriKey(job.orch_url)};
        addRequest(byKey[std::move(key)], *request, job);
    }
    std::vector<LlmRollup> rollups;
    rollups.reserve(byKey.size());
    for (auto& [key, rollup] : byKey) {
        std::tie(rollup.window_start, rollup.org, rollup.gateway, rollup.model_id, rollup.orchestrator_uri) = key;
        rollups.push_back(std::move(rollup));
    }
    return rollups;
}

void addTo(LlmRollup& total, const LlmRollup& part)
{
    total.llm_request_count += part.llm_request_count;
    total.llm_success_count += part.llm_success_count;
    total.total_tokens_sum = addClamped(total.total_tokens_sum, part.total_tokens_sum);
    total.total_tokens_sample_count += part.total_tokens_sample_count;
    total.tokens_per_sec_sum += part.tokens_per_sec_sum;
    total.tokens_per_sec_sample_count += part.tokens_per_sec_sample_count;
    total.timed_completion_tokens = addClamped(total.timed_completion_tokens, part.timed_completion_tokens);
    total.generation_seconds += part.generation_seconds;
    total.ttft_sum_ms = addClamped(total.ttft_sum_ms, part.ttft_sum_ms);
    total.ttft_sample_count += part.ttft_sample_count;
}

std::optional<double> avgTotalTokens(const LlmRollup& row)
{
    return ratio(row.total_tokens_sum, row.total_tokens_sample_count);
}

std::optional<double> avgTokensPerSec(const LlmRollup& row)
{
    return mean(row.tokens_per_sec_sum, row.tokens_per_sec_sample_count);
}

std::optional<double> tokensPerSecWeighted(const LlmRollup& row)
{
    if (!(row.generation_seconds > 0))
        return std::nullopt;
    return static_cast<double>(row.timed_completion_tokens) / row.generation_seconds;
}

std::optional<double> avgTtftMs(const LlmRollup& row)
{
    return ratio(row.ttft_sum_ms, row.ttft_sample_count);
}

}  // namespace naap
