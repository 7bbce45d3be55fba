#include "core/feed/public_api_tables.h"

#include <algorithm>

namespace naap {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto kText = ApiType::text;
constexpr auto kInteger = ApiType::integer;
constexpr auto kReal = ApiType::real;
constexpr auto kInstant = ApiType::instant;
constexpr auto kList = ApiType::list;

ApiMember key(std::string_view name, std::string_view meaning, std::string_view path = {},
              ApiUnknown unknown = ApiUnknown::never)
{
    return {name, kText, {}, meaning, path, unknown, true, false, false};
}

/// A key that may be blank or absent.
ApiMember looseKey(std::string_view name, std::string_view meaning, std::string_view path = {})
{
    return {name, kText, {}, meaning, path, ApiUnknown::blank, true, false, true};
}

ApiMember hourKey()
{
    return {"window_start", kInstant, {}, "start of the UTC hour", {}, ApiUnknown::never, true, true, false};
}

ApiMember text(std::string_view name, std::string_view meaning, std::string_view path = {})
{
    return {name, kText, {}, meaning, path, ApiUnknown::blank, false, false, true};
}

ApiMember count(std::string_view name, std::string_view meaning, std::string_view path = {},
                ApiUnknown unknown = ApiUnknown::never)
{
    return {name, kInteger, {}, meaning, path, unknown, false, false, false};
}

/// Whole milliseconds, of which 0 means that nobody knows.
ApiMember span(std::string_view name, std::string_view meaning)
{
    return {name, kInteger, "ms", meaning, {}, ApiUnknown::zero, false, false, false};
}

ApiMember real(std::string_view name, std::string_view unit, std::string_view meaning,
               ApiUnknown unknown = ApiUnknown::never, std::string_view path = {})
{
    return {name, kReal, unit, meaning, path, unknown, false, false, false};
}

ApiMember instant(std::string_view name, std::string_view meaning, std::string_view path = {})
{
    return {name, kInstant, {}, meaning, path, ApiUnknown::never, false, false, true};
}

ApiMember flag(std::string_view name, std::string_view meaning, std::string_view path = {})
{
    return {name, ApiType::boolean, {}, meaning, path, ApiUnknown::never, false, false, false};
}

ApiMember list(std::string_view name, std::string_view meaning, std::string_view path = {})
{
    return {name, kList, {}, meaning, path, ApiUnknown::never, false, false, true};
}

ApiMember maybe(ApiMember member)
{
    member.optional = true;
    return member;
}

/// Counters that only the older generation served.
std::vector<ApiMember> legacyCounters()
{
    std::vector<ApiMember> members;
    for (const auto& [name, path] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"startup_excused_sessions", "startup_excused_sessions|excused_sessions"},
             {"startup_failed_sessions", "startup_failed_sessions|startup_unexcused_sessions|unexcused_sessions"},
             {"loading_only_sessions", ""},
             {"zero_output_fps_sessions", ""},
             {"effective_failed_sessions", ""},
             {"confirmed_swapped_sessions", ""},
             {"inferred_swap_sessions", ""},
             {"total_swapped_sessions", "total_swapped_sessions|swapped_sessions"},
             {"sessions_ending_in_error", ""},
             {"error_status_samples", ""},
             {"health_signal_count", ""},
             {"health_expected_signal_count", ""}})
        members.push_back(maybe(count(name, "as in the report of our own figures; older servers only", path)));
    members.push_back(
        maybe(real("health_signal_coverage_ratio", "", "signals received / expected; older servers only")));
    members.push_back(maybe(real("startup_success_rate", "", "startup successes / requested; older servers only",
                                 ApiUnknown::no_requested)));
    members.push_back(maybe(real("excused_failure_rate", "", "excused failures / requested; older servers only",
                                 ApiUnknown::no_requested)));
    return members;
}

std::vector<ApiMember> joined(std::vector<ApiMember> first, const std::vector<ApiMember>& then,
                              const std::vector<ApiMember>& last = {})
{
    first.insert(first.end(), then.begin(), then.end());
    first.insert(first.end(), last.begin(), last.end());
    return first;
}

ApiTable slaTable()
{
    return {
        "api-sla",
        "public API: hourly score of each orchestrator, pipeline, model and GPU",
        {{.endpoint = "streaming/sla", .rows = "data"}},
        joined({hourKey(), looseKey("org", "org; null where a server adds orgs together"),
                key("orchestrator_address", "blank: not attributed"), key("pipeline_id", "canonical pipeline"),
                looseKey("model_id", "canonical model"), looseKey("gpu_id", "GPU"),
                count("requested_sessions", "session-hours with demand",
                      "requested_sessions|known_sessions_count|known_sessions"),
                count("startup_success_sessions", "of these, started"),
                maybe(count("known_sessions_count", "session-hours known; older servers only",
                            "known_sessions_count|known_sessions")),
                maybe(count("no_orch_sessions", "without an orchestrator; older servers only",
                            "no_orch_sessions|missing_capacity_count"))},
               legacyCounters(),
               {maybe(real("output_viability_rate", "", "sessions with usable output / requested; older servers only",
                           ApiUnknown::no_requested)),
                real("effective_success_rate", "", "1 - effective failures / requested", ApiUnknown::no_requested,
                     "effective_success_rate|success_ratio"),
                real("no_swap_rate", "", "1 - swapped / requested", ApiUnknown::no_requested,
                     "no_swap_rate|no_swap_ratio"),
                maybe(real("avg_output_fps", "fps", "mean output FPS", ApiUnknown::zero)),
                real("sla_score", "", "score, 0 to 100; of older servers by an older formula",
                     ApiUnknown::no_requested)})};
}

ApiTable demandTable()
{
    return {
        "api-demand",
        "public API: hourly demand of each gateway, pipeline and model",
        {{.endpoint = "streaming/demand", .rows = "data"}},
        joined(
            {hourKey(), looseKey("org", "org; null where a server adds orgs together"),
             key("gateway", "blank: not known"), key("pipeline_id", "canonical pipeline"),
             looseKey("model_id", "canonical model"),
             count("requested_sessions", "sessions with demand that started in the hour",
                   "requested_sessions|known_sessions_count|known_sessions"),
             count("startup_success_sessions", "of these, started"),
             count("no_orch_sessions", "of these, without an orchestrator", "no_orch_sessions|missing_capacity_count"),
             maybe(count("sessions_count", "sessions seen; older servers only", "sessions_count|total_sessions")),
             maybe(count("known_sessions_count", "sessions known; older servers only",
                         "known_sessions_count|known_sessions"))},
            legacyCounters(),
            {real("effective_success_rate", "", "1 - effective failures / requested", ApiUnknown::no_requested,
                  "effective_success_rate|success_ratio"),
             maybe(real("avg_output_fps", "fps", "mean output FPS; older servers only", ApiUnknown::zero)),
             real("total_minutes", "min", "whole sessions, in the hour they started in", ApiUnknown::never,
                  "total_minutes|total_inference_minutes")})};
}

ApiTable gpuTable()
{
    std::vector<ApiMember> legacy = legacyCounters();
    for (const std::string_view name :
         {"p95_output_fps", "avg_prompt_to_first_frame_ms", "avg_startup_latency_ms",
          "p95_prompt_to_first_frame_latency_ms", "p95_startup_latency_ms", "p95_e2e_latency_ms"})
        legacy.push_back(maybe(real(name, name == "p95_output_fps" ? "fps" : "ms",
                                    "as in the report of our own figures; older servers only")));
    return {"api-gpu-metrics",
            "public API: hourly performance of each GPU",
            {{.endpoint = "streaming/gpu-metrics", .rows = "data"}},
            joined({hourKey(), looseKey("org", "org; null where a server adds orgs together"),
                    key("orchestrator_address", "orchestrator"), key("pipeline_id", "canonical pipeline"),
                    looseKey("model_id", "canonical model"), looseKey("gpu_id", "GPU"),
                    text("gpu_model_name", "hardware model"),
                    count("known_sessions_count", "session-hours known", "known_sessions_count|known_sessions"),
                    count("startup_success_sessions", "of these, started"),
                    maybe(count("status_samples", "status samples; older servers only"))},
                   legacy,
                   {real("avg_output_fps", "fps", "mean output FPS", ApiUnknown::zero),
                    maybe(real("avg_e2e_latency_ms", "ms", "mean end-to-end latency", ApiUnknown::zero)),
                    real("swap_rate", "", "swapped / known", ApiUnknown::no_known)})};
}

ApiTable kpiTable()
{
    return {
        "api-kpi",
        "public API: the tiles of its dashboard, over the last 24 hours",
        {{.endpoint = "dashboard/kpi", .single = true}},
        {real("success_rate", "%", "startup successes / requested sessions", ApiUnknown::never,
              "streaming/successRate/value"),
         real("success_rate_delta", "%", "later half minus earlier half", ApiUnknown::never,
              "streaming/successRate/delta"),
         real("orchestrators_observed", "", "orchestrators with a streaming offer", ApiUnknown::never,
              "streaming/orchestratorsObserved/value|streaming/orchestratorsOnline/value"),
         real("usage_minutes", "min", "minutes streamed", ApiUnknown::never, "streaming/dailyUsageMins/value"),
         real("usage_minutes_delta", "%", "later half against earlier half", ApiUnknown::never,
              "streaming/dailyUsageMins/delta"),
         real("session_count", "", "sessions requested", ApiUnknown::never, "streaming/dailySessionCount/value"),
         real("session_count_delta", "%", "later half against earlier half", ApiUnknown::never,
              "streaming/dailySessionCount/delta"),
         count("timeframe_hours", "hours looked at", "streaming/timeframeHours"),
         count("ai_batch_total_jobs", "AI batch jobs", "requests/ai_batch/total_jobs"),
         count("ai_batch_selected_jobs", "of these, with an orchestrator", "requests/ai_batch/selected_jobs"),
         count("ai_batch_no_orch_jobs", "of these, without one", "requests/ai_batch/no_orch_jobs"),
         real("ai_batch_success_rate", "", "successes / total", ApiUnknown::never, "requests/ai_batch/success_rate"),
         real("ai_batch_avg_duration_ms", "ms", "mean; a missing duration counts as 0", ApiUnknown::never,
              "requests/ai_batch/avg_duration_ms"),
         count("byoc_total_jobs", "BYOC jobs", "requests/byoc/total_jobs"),
         count("byoc_selected_jobs", "of these, with an orchestrator", "requests/byoc/selected_jobs"),
         real("byoc_success_rate", "", "successes / total", ApiUnknown::never, "requests/byoc/success_rate"),
         real("byoc_avg_duration_ms", "ms", "mean; a missing duration counts as 0", ApiUnknown::never,
              "requests/byoc/avg_duration_ms")}};
}

ApiTable kpiHoursTable()
{
    ApiMember hour{"hour", kInstant, {}, "start of the UTC hour", {}, ApiUnknown::never, true, false, false};
    return {
        "api-kpi-hours",
        "public API: the dashboard's sessions and minutes by hour",
        {{.endpoint = "dashboard/kpi",
          .rows = "streaming/hourlySessions",
          .word = "requested_sessions",
          .optional = true},
         {.endpoint = "dashboard/kpi", .rows = "streaming/hourlyUsage", .word = "total_minutes", .optional = true}},
        {key("figure", "requested_sessions or total_minutes", "="), hour, real("value", "", "sessions, or minutes")}};
}

ApiTable pipelinesTable()
{
    return {"api-pipelines",
            "public API: pipelines and capabilities by use, over the last 24 hours",
            {{.endpoint = "dashboard/pipelines", .rows = "streaming", .word = "streaming"},
             {.endpoint = "dashboard/pipelines", .rows = "requests/by_pipeline", .word = "ai-batch", .optional = true},
             {.endpoint = "dashboard/pipelines", .rows = "requests/by_capability", .word = "byoc", .optional = true}},
            {key("job_type", "streaming, ai-batch or byoc", "="),
             key("pipeline_id", "pipeline or capability", "name|pipeline|capability"),
             maybe(count("session_count", "sessions requested", "sessions")),
             maybe(real("total_minutes", "min", "minutes streamed", ApiUnknown::never, "mins")),
             maybe(real("avg_output_fps", "fps", "mean output FPS", ApiUnknown::zero, "avgFps")),
             maybe(count("total_jobs", "jobs")), maybe(count("selected_jobs", "of these, with an orchestrator")),
             maybe(count("no_orch_jobs", "of these, without one")),
             maybe(real("success_rate", "", "successes / total", ApiUnknown::no_jobs)),
             maybe(real("avg_duration_ms", "ms", "mean over jobs with a duration", ApiUnknown::zero))}};
}

ApiTable pipelineModelsTable()
{
    return {"api-pipeline-models",
            "public API: models of streaming pipelines by use, over the last 24 hours",
            {{.endpoint = "dashboard/pipelines", .rows = "streaming", .inner = "modelMins", .optional = true}},
            {key("pipeline_id", "pipeline", "../name"), looseKey("model_id", "model", "model"),
             count("session_count", "sessions requested", "sessions"),
             real("total_minutes", "min", "minutes streamed", ApiUnknown::never, "mins"),
             real("avg_output_fps", "fps", "mean output FPS", ApiUnknown::zero, "avgFps")}};
}

ApiTable leaderboardTable()
{
    return {
        "api-leaderboard",
        "public API: orchestrators over the last 24 hours, as its dashboard lists them",
        {{.endpoint = "dashboard/orchestrators"}},
        {key("orchestrator_address", "orchestrator", "address"),
         text("orchestrator_uri", "latest address of its service", "serviceUri"),
         count("known_sessions_count", "session-hours known", "knownSessions"),
         count("startup_success_sessions", "of these, started", "successSessions"),
         maybe(real("effective_success_rate", "", "1 - effective failures / requested", ApiUnknown::never,
                    "effectiveSuccessRate")),
         maybe(real("no_swap_rate", "", "1 - swapped / requested", ApiUnknown::never, "noSwapRatio")),
         maybe(real("sla_score", "", "mean of the latest hour with a score, weighted by requests", ApiUnknown::never,
                    "slaScore")),
         instant("sla_window_start", "that hour", "slaWindowStart"), list("pipelines", "pipelines offered in 24 hours"),
         count("gpu_count", "GPUs offered in 24 hours", "gpuCount")}};
}

std::vector<ApiTable> supplyTables()
{
    return {
        {"api-capacity",
         "public API: GPUs offered and at work now",
         {{.endpoint = "dashboard/gpu-capacity", .single = true}},
         {count("total_gpus", "GPUs offered in 24 hours", "totalGPUs"),
          count("active_gpus", "of these, with a stream of the last 30 minutes", "activeGPUs"),
          count("available_capacity", "the rest", "availableCapacity")}},
        {"api-gpu-models",
         "public API: GPUs by hardware model",
         {{.endpoint = "dashboard/gpu-capacity", .rows = "models", .optional = true}},
         {key("gpu_model_name", "hardware model", "model"), count("gpu_count", "GPUs", "count")}},
        {"api-pipeline-gpus",
         "public API: GPUs by pipeline and model; a GPU counts in each model it offers",
         {{.endpoint = "dashboard/gpu-capacity", .rows = "pipelineGPUs", .inner = "models", .optional = true}},
         {key("pipeline_id", "pipeline", "../name"), looseKey("model_id", "model", "model"),
          count("gpu_count", "GPUs", "gpus")}},
        {"api-catalog",
         "public API: pipelines with their models, of offers with hardware",
         {{.endpoint = "dashboard/pipeline-catalog"}},
         {key("pipeline_id", "pipeline", "id"), list("models", "models")}},
        {"api-prices",
         "public API: latest advertised prices",
         {{.endpoint = "dashboard/pricing"}},
         {key("orchestrator_address", "orchestrator", "orchAddress"),
          key("pipeline_id", "pipeline or external capability", "pipeline"), looseKey("model_id", "model", "model"),
          text("orchestrator_name", "host name of its service", "orchName"),
          count("price_wei_per_unit", "price of `pixels_per_unit` units", "priceWeiPerUnit"),
          count("pixels_per_unit", "pixels, tokens or seconds, by pipeline", "pixelsPerUnit"),
          flag("is_warm", "offered in 24 hours with hardware or as warm", "isWarm")}},
        {"api-streaming-models",
         "public API: models of live video, with orchestrators, GPUs and streams",
         {{.endpoint = "streaming/models"}},
         {key("pipeline_id", "pipeline", "pipeline"), looseKey("model_id", "model", "model"),
          count("warm_orch_count", "orchestrators that offer it, in 24 hours"), count("gpu_slots", "their GPUs"),
          count("active_streams", "streams of the last 30 minutes"),
          count("available_capacity", "GPUs without a stream; may be negative"),
          real("avg_output_fps", "fps", "mean of 24 hours", ApiUnknown::zero, "avg_fps")}},
        {"api-orchestrators",
         "public API: orchestrators by kind of work, with what they offer",
         {{.endpoint = "streaming/orchestrators", .word = "streaming"},
          {.endpoint = "requests/orchestrators", .word = "requests"}},
         {key("job_type", "streaming or requests", "="), key("orchestrator_address", "orchestrator", "address"),
          text("orchestrator_uri", "address of its service", "uri"),
          list("offers", "models (streaming), or pipeline:model (requests)", "models|capabilities"),
          count("gpu_count", "all its GPUs"), instant("last_seen", "latest offer")}},
        {"api-discovery",
         "public API: what its discovery answers to a gateway",
         {{.endpoint = "discover/orchestrators"}},
         {key("orchestrator_uri", "address of the orchestrator's service", "address"),
          {"capabilities", kList, {}, "pipeline/model", {}, ApiUnknown::never, true, false, false},
          real("score", "", "0 to 1, over the last 2 hours"),
          flag("recent_work", "the score was measured"),
          instant("last_seen", "latest sign of life")}},
    };
}

std::vector<ApiTable> requestTables()
{
    return {
        {"api-job-feed",
         "public API: streams that have not ended, also those that died without a word",
         {{.endpoint = "dashboard/job-feed"}},
         {key("gateway", "blank: not known"),
          key("orchestrator_address", "blank: not attributed", "orchestratorAddress"),
          key("pipeline_id", "pipeline", "pipeline"),
          looseKey("model_id", "model", "model"),
          {"first_seen", kInstant, {}, "start of the session", "firstSeen", ApiUnknown::never, true, false, false},
          {"id",
           kText,
           {},
           "event id of the newest sample; changes with each",
           {},
           ApiUnknown::never,
           true,
           false,
           false},
          text("orchestrator_uri", "address of its service", "orchestratorUrl"),
          text("state", "state of the newest sample"),
          real("input_fps", "fps", "of the newest sample", ApiUnknown::never, "inputFps"),
          real("output_fps", "fps", "of the newest sample", ApiUnknown::never, "outputFps"),
          instant("last_seen", "newest sign of life", "lastSeen"),
          real("duration_seconds", "s", "since the start, whether alive or not", ApiUnknown::never,
               "durationSeconds")}},
        {"api-request-models",
         "public API: models of requests, with jobs of 24 hours",
         {{.endpoint = "requests/models"}},
         {key("job_type", "ai-batch or byoc"), key("pipeline_id", "pipeline or capability", "pipeline"),
          looseKey("model_id", "model", "model"), count("warm_orch_count", "orchestrators that offer it"),
          count("gpu_slots", "their GPUs; 0 for byoc"), count("total_jobs", "jobs of 24 hours", "job_count_24h"),
          real("success_rate", "", "successes / jobs", ApiUnknown::no_jobs),
          real("avg_duration_ms", "ms", "mean", ApiUnknown::no_jobs)}},
        {"api-requests",
         "public API: hourly jobs by pipeline or capability",
         {{.endpoint = "requests/ai-batch/summary", .word = "ai-batch"},
          {.endpoint = "requests/byoc/summary", .word = "byoc"}},
         {key("job_type", "ai-batch or byoc", "="), key("pipeline_id", "pipeline or capability", "pipeline|capability"),
          count("total_jobs", "jobs"), count("selected_jobs", "of these, with an orchestrator"),
          count("no_orch_jobs", "of these, without one; always 0 for byoc"),
          real("success_rate", "", "successes / total", ApiUnknown::no_jobs),
          real("avg_duration_ms", "ms", "mean; a missing duration counts as 0", ApiUnknown::no_jobs)}},
        {"api-jobs",
         "public API: single jobs, AI batch and BYOC",
         {{.endpoint = "requests/ai-batch/jobs", .rows = "data", .word = "ai-batch"},
          {.endpoint = "requests/byoc/jobs", .rows = "data", .word = "byoc"}},
         {{"completed_at", kInstant, {}, "when it was done", {}, ApiUnknown::never, true, true, false},
          key("job_type", "ai-batch or byoc", "="),
          looseKey("org", "org"),
          key("request_id", "of byoc: the event's id"),
          text("gateway", "gateway; not of byoc"),
          text("pipeline_id", "pipeline or capability", "pipeline|capability"),
          text("model_id", "model", "model_id|model"),
          flag("success", "it worked"),
          maybe(count("tries", "attempts", {}, ApiUnknown::zero)),
          span("duration_ms", "time it took"),
          maybe(count("http_status", "status of the answer; byoc only", {}, ApiUnknown::zero)),
          text("orchestrator_address", "orchestrator; byoc only", "orch_address"),
          text("orchestrator_uri", "address of its service", "orch_url"),
          text("worker_url", "worker; byoc only"),
          text("selection_outcome", "selected, no_orch or unknown"),
          text("gpu_model_name", "hardware model"),
          text("attribution_status", "how sure the orchestrator is"),
          text("error", "as it was told; byoc only")}},
        {"api-llm",
         "public API: hourly LLM requests by model",
         {{.endpoint = "requests/ai-batch/llm-summary"}},
         {key("model", "model"), count("total_requests", "requests"), real("success_rate", "", "successes / total"),
          real("avg_tokens_per_sec", "tokens/s", "mean over requests"),
          real("avg_ttft_ms", "ms", "mean time to the first token; requests without streaming count as 0"),
          real("avg_total_tokens", "tokens", "mean over requests")}},
        {"api-byoc-workers",
         "public API: hourly BYOC workers by capability",
         {{.endpoint = "requests/byoc/workers"}},
         {key("capability", "capability"), count("worker_count", "workers seen"), list("models", "their models"),
          real("avg_price_per_unit", "", "mean over registrations; a missing price counts as 0")}},
        {"api-byoc-auth",
         "public API: hourly BYOC authorisations by capability",
         {{.endpoint = "requests/byoc/auth"}},
         {key("capability", "capability"), count("total_events", "attempts"),
          real("success_rate", "", "successes / attempts"), count("failure_count", "failures")}},
    };
}

std::vector<ApiTable> makeTables()
{
    std::vector<ApiTable> tables{slaTable(), demandTable(),   gpuTable(),       leaderboardTable(),
                                 kpiTable(), kpiHoursTable(), pipelinesTable(), pipelineModelsTable()};
    for (auto make : {supplyTables, requestTables})
        for (ApiTable& table : make())
            tables.push_back(std::move(table));
    return tables;
}

}  // namespace

const std::vector<ApiEndpoint>& apiEndpoints()
{
    static const std::vector<ApiEndpoint> endpoints{
        {"streaming/sla", ApiTime::pages, minutes(5), "", "sla/compliance", "compliance", hours(720)},
        {"streaming/demand", ApiTime::pages, minutes(5), "", "network/demand", "demand", hours(720)},
        {"streaming/gpu-metrics", ApiTime::pages, minutes(5), "", "gpu/metrics", "metrics", hours(72)},
        {"dashboard/kpi", ApiTime::latest, minutes(5), "window=24h", "", "", {}},
        {"dashboard/pipelines", ApiTime::latest, minutes(5), "window=24h&limit=20", "", "", {}},
        {"dashboard/orchestrators", ApiTime::latest, minutes(5), "window=24h", "", "", {}},
        {"dashboard/gpu-capacity", ApiTime::latest, minutes(5), "", "", "", {}},
        {"dashboard/job-feed", ApiTime::latest, seconds(15), "limit=200", "", "", {}},
        {"dashboard/pipeline-catalog", ApiTime::latest, minutes(15), "", "", "", {}},
        {"dashboard/pricing", ApiTime::latest, minutes(15), "", "", "", {}},
        {"streaming/models", ApiTime::latest, minutes(15), "", "", "", {}},
        {"streaming/orchestrators", ApiTime::latest, minutes(15), "", "", "", {}},
        {"requests/models", ApiTime::latest, minutes(15), "", "", "", {}},
        {"requests/orchestrators", ApiTime::latest, minutes(15), "", "", "", {}},
        {"discover/orchestrators", ApiTime::latest, minutes(15), "", "", "", {}},
        {"requests/ai-batch/summary", ApiTime::hours, minutes(5), "", "", "", {}},
        {"requests/ai-batch/jobs", ApiTime::pages, minutes(5), "", "", "", {}},
        {"requests/ai-batch/llm-summary", ApiTime::hours, minutes(5), "", "", "", {}},
        {"requests/byoc/summary", ApiTime::hours, minutes(5), "", "", "", {}},
        {"requests/byoc/jobs", ApiTime::pages, minutes(5), "", "", "", {}},
        {"requests/byoc/workers", ApiTime::hours, minutes(5), "", "", "", {}},
        {"requests/byoc/auth", ApiTime::hours, minutes(5), "", "", "", {}},
    };
    return endpoints;
}

const std::vector<ApiTable>& apiTables()
{
    static const std::vector<ApiTable> tables = makeTables();
    return tables;
}

const ApiEndpoint* findApiEndpoint(std::string_view name)
{
    const auto found = std::ranges::find(apiEndpoints(), name, &ApiEndpoint::name);
    return found == apiEndpoints().end() ? nullptr : &*found;
}

const ApiTable* findApiTable(std::string_view name)
{
    const auto found = std::ranges::find(apiTables(), name, &ApiTable::name);
    return found == apiTables().end() ? nullptr : &*found;
}

}  // namespace naap
