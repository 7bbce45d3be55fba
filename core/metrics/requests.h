#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/facts/job.h"

namespace naap {

/// Jobs of one hour (of completion) x org x gateway x capability x model x orchestrator (docs/metrics.md, Requests).
struct RequestRollup {
    Instant window_start{};
    std::string org;
    std::string gateway;
    std::string capability_family;  ///< builtin (AI batch) or byoc
    std::string capability_name;    ///< pipeline, or BYOC capability verbatim
    std::optional<std::string> model_id;
    std::string orchestrator_address;  ///< "" for AI batch: it names only a URL
    std::string orchestrator_uri;      ///< key form (trimmed, lower case)
    std::int64_t job_count = 0;
    std::int64_t selected_count = 0;
    std::int64_t no_orch_count = 0;
    std::int64_t success_count = 0;
    std::int64_t duration_ms_sum = 0;
    std::int64_t duration_sample_count = 0;  ///< jobs that report a duration
    double price_sum = 0;                    ///< of price_per_unit; means something within one capability only
    std::int64_t attributed_count = 0;       ///< selected jobs with decision resolved, hardware_less or stale
    std::optional<std::int64_t> p50_duration_ms;
    std::optional<std::int64_t> p99_duration_ms;

    bool operator==(const RequestRollup&) const = default;
};

/// Hourly rows, ascending by the key above, null model first. Jobs may come in any order. Jobs without a pipeline or
/// capability have no row. Percentiles are the row's own, by nearest rank over the jobs with a duration.
std::vector<RequestRollup> requestRollups(std::span<const Job* const> jobs);

/// Adds the additive fields; percentiles of several rows come from their jobs again.
void addTo(RequestRollup& total, const RequestRollup& part);

/// Successful / all jobs; failures without an orchestrator are failures. Null without jobs.
std::optional<double> successRate(const RequestRollup& row);

/// Successful / jobs that reached an orchestrator. Null when none did. May exceed 1 only if a job succeeded without
/// naming its orchestrator.
std::optional<double> selectedSuccessRate(const RequestRollup& row);

/// Mean over the jobs that report a duration, in ms. Null when none does.
std::optional<double> avgDurationMs(const RequestRollup& row);

/// Attributed / selected jobs. Null without selected jobs.
std::optional<double> attributionRate(const RequestRollup& row);

/// Answered LLM requests of one hour x org x gateway x model x orchestrator: jobs of pipeline `llm` with their LLM
/// event.
struct LlmRollup {
    Instant window_start{};  ///< hour of the job's completion
    std::string org;
    std::string gateway;
    std::string model_id;          ///< the LLM event's
    std::string orchestrator_uri;  ///< key form
    std::int64_t llm_request_count = 0;
    std::int64_t llm_success_count = 0;  ///< of the jobs
    std::int64_t total_tokens_sum = 0;
    std::int64_t total_tokens_sample_count = 0;
    double tokens_per_sec_sum = 0;
    std::int64_t tokens_per_sec_sample_count = 0;
    std::int64_t timed_completion_tokens = 0;  ///< of requests that report both tokens and a speed above 0
    double generation_seconds = 0;             ///< of the same: tokens / speed
    std::int64_t ttft_sum_ms = 0;
    std::int64_t ttft_sample_count = 0;  ///< requests that report it, streaming ones

    bool operator==(const LlmRollup&) const = default;
};

/// Joins by (org, request_id). LLM events without such a job, of another pipeline or without a model are left out.
/// Ascending by the key above; both lists may come in any order, with one entry for an (org, request_id).
std::vector<LlmRollup> llmRollups(std::span<const Job* const> jobs, std::span<const LlmRequest* const> requests);

/// Adds the additive fields.
void addTo(LlmRollup& total, const LlmRollup& part);

/// Means over the requests that report the figure; null when none does.
std::optional<double> avgTotalTokens(const LlmRollup& row);
/// Unweighted mean of the requests' speeds.
std::optional<double> avgTokensPerSec(const LlmRollup& row);
/// All completion tokens / all generation time: long answers weigh more.
std::optional<double> tokensPerSecWeighted(const LlmRollup& row);
/// Time to first token in ms.
std::optional<double> avgTtftMs(const LlmRollup& row);

}  // namespace naap
