#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/metrics/rates.h"
#include "core/metrics/requests.h"
#include "core/reports/cells.h"
#include "core/reports/region_column.h"
#include "core/store/fact_store.h"
#include "core/store/request_store.h"
#include "core/store/supply_store.h"

namespace naap {
namespace {

using FT = FieldType;

std::vector<Job> jobsIn(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<Job> jobs;
    FactStore(cache).visitJobs(from, to, [&](const Job& job) {
        jobs.push_back(job);
        return true;
    });
    return jobs;
}

template <class T>
std::vector<const T*> pointersTo(const std::vector<T>& values)
{
    std::vector<const T*> pointers;
    pointers.reserve(values.size());
    for (const T& value : values)
        pointers.push_back(&value);
    return pointers;
}

// --- jobs

std::vector<Job> jobRows(Cache& cache, const ReportQuery& query)
{
    return jobsIn(cache, query.from, query.to);
}

constexpr std::int64_t kByoc = 37;

template <auto pointer>
Cell ofDecision(const Job& job)
{
    return asCell(job.decision.*pointer);
}

constexpr Column<Job> kJobColumns[] = {
    {key("kind", FT::text, "", "ai_batch, or byoc for a capability of the orchestrator's own."),
     [](const Job& j) { return Cell(std::string(jobKindName(j.kind))); }},
    {key("org", FT::text, "", "Organisation whose feed carried it."), member<&Job::org>},
    {key("request_id", FT::text, "", "AI batch: the request; BYOC: the id of the attempt's completion event."),
     member<&Job::request_id>},
    {timeField("completed_at", "When the job ended, well or not."), member<&Job::completed_at>},
    {field("received_at", FT::instant, "", "When the gateway received the request; null when it did not say."),
     member<&Job::received_at>},
    {field("gateway", FT::text, "", "Gateway that handled it."), member<&Job::gateway>},
    {field("capability_id", FT::integer, "", "37 for BYOC, else null: the events do not say."),
     [](const Job& j) { return j.kind == Job::Kind::byoc ? Cell(kByoc) : Cell(); }},
    {field("pipeline_id", FT::text, "", "Pipeline, or the BYOC capability as written."), member<&Job::pipeline_id>},
    {field("model_id", FT::text, "", "Model of the request, or of the worker that served it."), member<&Job::model_id>},
    {field("success", FT::boolean, "", "It gave an answer."), member<&Job::success>},
    {field("selection_outcome", FT::text, "", "selected, no_orch or unknown."), member<&Job::selection_outcome>},
    {field("tries", FT::integer, "", "Orchestrators tried."), member<&Job::tries>},
    {field("duration_ms", FT::integer, "ms", "How long it took; null when not reported."), member<&Job::duration_ms>},
    {field("orchestrator_address", FT::text, "", "Address that the event names; blank for AI batch jobs."),
     member<&Job::orch_address>},
    {field("orchestrator_uri", FT::text, "", "URI that the event names."), member<&Job::orch_url>},
    {field("worker_url", FT::text, "", "Worker behind the orchestrator, for BYOC."), member<&Job::worker_url>},
    {field("latency_score", FT::real, "", "The gateway's own score of the orchestrator."), member<&Job::latency_score>},
    {field("price_per_unit", FT::real, "wei", "Price of one unit; its meaning depends on the capability."),
     member<&Job::price_per_unit>},
    {field("error_type", FT::text, "", "Kind of failure, as reported."), member<&Job::error_type>},
    {field("error", FT::text, "", "Text of the failure, as reported."), member<&Job::error>},
    {field("http_status", FT::integer, "", "HTTP status of a BYOC answer."), member<&Job::http_status>},
    {field("charged_compute", FT::boolean, "", "A BYOC job was charged."), member<&Job::charged_compute>},
    {field("attribution_status", FT::text, "", "Whether it is known who served it."), ofDecision<&Decision::status>},
    {field("attribution_reason", FT::text, "", "Why."), ofDecision<&Decision::reason>},
    {field("attribution_method", FT::text, "", "How the orchestrator was found."), ofDecision<&Decision::method>},
    {field("attribution_confidence", FT::text, "", "high, medium or low."), ofDecision<&Decision::confidence>},
    {field("attributed_orchestrator_address", FT::text, "", "Orchestrator that attribution found."),
     ofDecision<&Decision::orchestrator_address>},
    {field("attributed_orchestrator_uri", FT::text, "", "Its URI."), ofDecision<&Decision::orchestrator_uri>},
    {field("attributed_model", FT::text, "", "Model of the offer that attribution found."),
     ofDecision<&Decision::model_id>},
    {field("gpu_id", FT::text, "", "GPU of that offer."), ofDecision<&Decision::gpu_id>},
    {field("gpu_model_name", FT::text, "", "Its hardware model."), ofDecision<&Decision::gpu_model_name>},
    {field("gpu_memory_bytes_total", FT::integer, "bytes", "Its memory."),
     ofDecision<&Decision::gpu_memory_bytes_total>},
    {field("snapshot_event_id", FT::text, "", "Capability event that attribution relied on."),
     ofDecision<&Decision::snapshot_event_id>},
    {field("snapshot_ts", FT::instant, "", "Its time."), ofDecision<&Decision::snapshot_ts>},
};

// --- requests

std::vector<RequestRollup> requestRows(Cache& cache, const ReportQuery& query)
{
    const HourRange hours = hoursIn(query);
    const auto jobs = jobsIn(cache, hours.from, hours.to);
    return requestRollups(pointersTo(jobs));
}

template <auto rate>
Cell rateOf(const RequestRollup& row)
{
    return asCell(rate(row));
}

constexpr Column<RequestRollup> kRequestColumns[] = {
    {timeKey("window_start", "UTC hour in which the jobs ended."), member<&RequestRollup::window_start>},
    {key("org", FT::text, "", "Organisation."), member<&RequestRollup::org>},
    {key("gateway", FT::text, "", "Gateway."), member<&RequestRollup::gateway>},
    {key("capability_family", FT::text, "", "builtin (AI batch) or byoc."), member<&RequestRollup::capability_family>},
    {key("capability_name", FT::text, "", "Pipeline, or the BYOC capability as written."),
     member<&RequestRollup::capability_name>},
    {key("model_id", FT::text, "", "Model."), member<&RequestRollup::model_id>},
    {key("orchestrator_address", FT::text, "", "Address that the events name; blank for AI batch."),
     member<&RequestRollup::orchestrator_address>},
    {key("orchestrator_uri", FT::text, "", "URI that the events name, in lower case."),
     member<&RequestRollup::orchestrator_uri>},
    {field("job_count", FT::integer, "jobs", "Jobs that ended in the hour."), member<&RequestRollup::job_count>},
    {field("selected_count", FT::integer, "jobs", "Jobs that reached an orchestrator."),
     member<&RequestRollup::selected_count>},
    {field("no_orch_count", FT::integer, "jobs", "Jobs for which no orchestrator was found."),
     member<&RequestRollup::no_orch_count>},
    {field("success_count", FT::integer, "jobs", "Jobs that gave an answer."), member<&RequestRollup::success_count>},
    {field("duration_ms_sum", FT::integer, "ms", "Durations, added."), member<&RequestRollup::duration_ms_sum>},
    {field("duration_sample_count", FT::integer, "jobs", "Jobs that report a duration."),
     member<&RequestRollup::duration_sample_count>},
    {field("price_sum", FT::real, "wei", "Prices per unit, added; means something within one capability only."),
     member<&RequestRollup::price_sum>},
    {field("success_rate", FT::real, "", "Jobs that gave an answer / jobs, 0 to 1."), rateOf<successRate>},
    {field("selected_success_rate", FT::real, "", "Jobs that gave an answer / jobs that reached an orchestrator."),
     rateOf<selectedSuccessRate>},
    {field("avg_duration_ms", FT::real, "ms", "Mean duration of the jobs that report one."), rateOf<avgDurationMs>},
    {field("p50_duration_ms", FT::integer, "ms", "Half of the jobs took no longer, by nearest rank."),
     member<&RequestRollup::p50_duration_ms>},
    {field("p99_duration_ms", FT::integer, "ms", "99 of 100 jobs took no longer, by nearest rank."),
     member<&RequestRollup::p99_duration_ms>},
    {field("attributed_count", FT::integer, "jobs", "Selected jobs of which it is known who served them."),
     member<&RequestRollup::attributed_count>},
    {field("attribution_rate", FT::real, "", "Attributed / selected jobs, 0 to 1; healthy above 0.8."),
     rateOf<attributionRate>},
};

// --- llm

std::vector<LlmRollup> llmRows(Cache& cache, const ReportQuery& query)
{
    const HourRange hours = hoursIn(query);
    const auto jobs = jobsIn(cache, hours.from, hours.to);
    const auto requests = llmOfJobs(cache, hours.from, hours.to);
    return llmRollups(pointersTo(jobs), pointersTo(requests));
}

template <auto rate>
Cell meanOf(const LlmRollup& row)
{
    return asCell(rate(row));
}

constexpr Column<LlmRollup> kLlmColumns[] = {
    {timeKey("window_start", "UTC hour in which the jobs ended."), member<&LlmRollup::window_start>},
    {key("org", FT::text, "", "Organisation."), member<&LlmRollup::org>},
    {key("gateway", FT::text, "", "Gateway."), member<&LlmRollup::gateway>},
    {key("model_id", FT::text, "", "Model that answered."), member<&LlmRollup::model_id>},
    {key("orchestrator_uri", FT::text, "", "URI that the job names, in lower case."),
     member<&LlmRollup::orchestrator_uri>},
    {field("llm_request_count", FT::integer, "requests", "Jobs of pipeline llm with the event of their answer."),
     member<&LlmRollup::llm_request_count>},
    {field("llm_success_count", FT::integer, "requests", "Those whose job succeeded."),
     member<&LlmRollup::llm_success_count>},
    {field("total_tokens_sum", FT::integer, "tokens", "Tokens of prompts and answers, added."),
     member<&LlmRollup::total_tokens_sum>},
    {field("total_tokens_sample_count", FT::integer, "requests", "Requests that report them."),
     member<&LlmRollup::total_tokens_sample_count>},
    {field("avg_total_tokens", FT::real, "tokens", "Mean over the requests that report them."), meanOf<avgTotalTokens>},
    {field("tokens_per_sec_sample_count", FT::integer, "requests", "Requests that report a speed."),
     member<&LlmRollup::tokens_per_sec_sample_count>},
    {field("avg_tokens_per_sec", FT::real, "tokens/s", "Mean speed, each request weighing the same."),
     meanOf<avgTokensPerSec>},
    {field("tokens_per_sec_weighted", FT::real, "tokens/s", "All answer tokens / all generation time."),
     meanOf<tokensPerSecWeighted>},
    {field("ttft_sum_ms", FT::integer, "ms", "Times to the first token, added."), member<&LlmRollup::ttft_sum_ms>},
    {field("ttft_sample_count", FT::integer, "requests", "Requests that report it: streaming ones."),
     member<&LlmRollup::ttft_sample_count>},
    {field("avg_ttft_ms", FT::real, "ms", "Mean time to the first token of these."), meanOf<avgTtftMs>},
};

// --- byoc-workers

struct WorkerRow {
    std::string org;
    std::string capability;
    std::set<std::string> workers;
    std::set<std::string> orchestrators;
    std::set<std::string> models;
    std::int64_t registration_count = 0;
    std::int64_t priced = 0;
    double price_sum = 0;
    Instant first_seen{};
    Instant last_seen{};
};

void addWorker(WorkerRow& row, const WorkerSnapshot& event)
{
    if (row.org.empty())
        row.first_seen = event.event_ts;
    row.org = event.org;
    row.capability = event.capability;
    row.last_seen = event.event_ts;
    if (!event.worker_url.empty())
        row.workers.insert(event.worker_url);
    if (!event.orch_address.empty())
        row.orchestrators.insert(event.orch_address);
    if (!event.model.empty())
        row.models.insert(event.model);
    if (event.subtype != "worker_registered")
        return;
    ++row.registration_count;
    if (event.price_per_unit) {
        ++row.priced;
        row.price_sum += *event.price_per_unit;
    }
}

std::vector<WorkerRow> workerRows(Cache& cache, const ReportQuery& query)
{
    std::map<std::pair<std::string, std::string>, WorkerRow> rows;
    for (const WorkerSnapshot& event : workerEvents(cache, query.from, query.to))
        if (!event.capability.empty())
            addWorker(rows[{event.org, event.capability}], event);
    std::vector<WorkerRow> list;
    for (auto& [name, row] : rows)
        list.push_back(std::move(row));
    return list;
}

Cell countOf(const std::set<std::string>& names)
{
    return static_cast<std::int64_t>(names.size());
}

Cell listOf(const std::set<std::string>& names)
{
    return std::vector<std::string>(names.begin(), names.end());
}

constexpr Column<WorkerRow> kWorkerColumns[] = {
    {key("org", FT::text, "", "Organisation."), member<&WorkerRow::org>},
    {key("capability", FT::text, "", "BYOC capability as written."), member<&WorkerRow::capability>},
    {field("worker_count", FT::integer, "workers", "Distinct worker URLs of the range."),
     [](const WorkerRow& r) { return countOf(r.workers); }},
    {field("unique_orchs", FT::integer, "orchestrators", "Distinct orchestrator addresses of the range."),
     [](const WorkerRow& r) { return countOf(r.orchestrators); }},
    {field("models", FT::list, "", "Models that the workers name."),
     [](const WorkerRow& r) { return listOf(r.models); }},
    {field("registration_count", FT::integer, "events", "Registrations of the range."),
     member<&WorkerRow::registration_count>},
    {field("avg_price_per_unit", FT::real, "wei", "Mean over the registrations that name a price."),
     [](const WorkerRow& r) { return asCell(mean(r.price_sum, r.priced)); }},
    {field("first_seen", FT::instant, "", "First worker event of the range."), member<&WorkerRow::first_seen>},
    {timeField("last_seen", "Last worker event of the range."), member<&WorkerRow::last_seen>},
    {field("orchestrator_addresses", FT::list, "", "Addresses of the workers' orchestrators."),
     [](const WorkerRow& r) { return listOf(r.orchestrators); }},
};

// --- byoc-auth

struct AuthRow {
    Instant window_start{};
    std::string org;
    std::string capability;
    std::int64_t total_events = 0;
    std::int64_t success_count = 0;
    std::set<std::string> orchestrators;
};

std::vector<AuthRow> authRows(Cache& cache, const ReportQuery& query)
{
    const HourRange hours = hoursIn(query);
    std::map<std::tuple<Instant, std::string, std::string>, AuthRow> rows;
    for (const JobAuthEvent& event : jobAuthEvents(cache, hours.from, hours.to)) {
        if (event.capability.empty())
            continue;
        const Instant hour = hourOf(event.event_ts);
        AuthRow& row = rows[{hour, event.org, event.capability}];
        row.window_start = hour;
        row.org = event.org;
        row.capability = event.capability;
        ++row.total_events;
        row.success_count += event.success;
        if (!event.orch_address.empty())
            row.orchestrators.insert(event.orch_address);
    }
    std::vector<AuthRow> list;
    for (auto& [name, row] : rows)
        list.push_back(std::move(row));
    return list;
}

constexpr Column<AuthRow> kAuthColumns[] = {
    {timeKey("window_start", "UTC hour of the checks."), member<&AuthRow::window_start>},
    {key("org", FT::text, "", "Organisation."), member<&AuthRow::org>},
    {key("capability", FT::text, "", "BYOC capability as written; checks that name none are left out."),
     member<&AuthRow::capability>},
    {field("total_events", FT::integer, "events", "Checks of a caller's right to use it."),
     member<&AuthRow::total_events>},
    {field("success_count", FT::integer, "events", "Checks passed."), member<&AuthRow::success_count>},
    {field("failure_count", FT::integer, "events", "Checks not passed; one without a result counts here."),
     [](const AuthRow& r) { return asCell(r.total_events - r.success_count); }},
    {field("success_rate", FT::real, "", "Checks passed / checks, 0 to 1."),
     [](const AuthRow& r) { return asCell(ratio(r.success_count, r.total_events)); }},
    {field("orchestrator_addresses", FT::list, "", "Addresses of the orchestrators that checked."),
     [](const AuthRow& r) { return listOf(r.orchestrators); }},
};

// --- byoc-payments

struct ByocPaymentRow {
    Instant window_start{};
    std::string org;
    std::string capability;
    std::string payment_type;
    std::string currency;
    std::int64_t payment_count = 0;
    std::int64_t amount_sample_count = 0;
    double total_amount = 0;
    std::set<std::string> orchestrators;
};

std::vector<ByocPaymentRow> byocPaymentRows(Cache& cache, const ReportQuery& query)
{
    const HourRange hours = hoursIn(query);
    std::map<std::tuple<Instant, std::string, std::string, std::string, std::string>, ByocPaymentRow> rows;
    for (const JobPaymentEvent& event : jobPaymentEvents(cache, hours.from, hours.to)) {
        if (event.capability.empty())
            continue;
        const Instant hour = hourOf(event.event_ts);
        ByocPaymentRow& row = rows[{hour, event.org, event.capability, event.payment_type, event.currency}];
        ++row.payment_count;
        row.amount_sample_count += event.amount.has_value();
        row.total_amount += event.amount.value_or(0);
        if (!event.orch_address.empty())
            row.orchestrators.insert(event.orch_address);
    }
    std::vector<ByocPaymentRow> list;
    for (auto& [name, row] : rows) {
        std::tie(row.window_start, row.org, row.capability, row.payment_type, row.currency) = name;
        list.push_back(std::move(row));
    }
    return list;
}

constexpr Column<ByocPaymentRow> kByocPaymentColumns[] = {
    {timeKey("window_start", "UTC hour of the payments."), member<&ByocPaymentRow::window_start>},
    {key("org", FT::text, "", "Organisation."), member<&ByocPaymentRow::org>},
    {key("capability", FT::text, "", "BYOC capability as written; payments that name none are left out."),
     member<&ByocPaymentRow::capability>},
    {key("payment_type", FT::text, "", "Kind of payment event."), member<&ByocPaymentRow::payment_type>},
    {key("currency", FT::text, "", "Currency of the amounts, blank when not named; amounts of two never add up."),
     member<&ByocPaymentRow::currency>},
    {field("payment_count", FT::integer, "events", "Payment events."), member<&ByocPaymentRow::payment_count>},
    {field("amount_sample_count", FT::integer, "events", "Those that name an amount."),
     member<&ByocPaymentRow::amount_sample_count>},
    {field("total_amount", FT::real, "currency", "Amounts, added; 0 of no amount_sample_count is not 0 paid."),
     member<&ByocPaymentRow::total_amount>},
    {field("unique_orchs", FT::integer, "orchestrators", "Distinct orchestrator addresses."),
     [](const ByocPaymentRow& r) { return countOf(r.orchestrators); }},
    {field("orchestrator_addresses", FT::list, "", "Addresses of the orchestrators paid."),
     [](const ByocPaymentRow& r) { return listOf(r.orchestrators); }},
};

}  // namespace

void addRequestReports(std::vector<ReportInfo>& reports)
{
    reports.push_back(withRegion(reportOf<Job>("jobs", "AI batch and BYOC jobs, one by one", kJobColumns, jobRows)));
    reports.push_back(withRegion(reportOf<RequestRollup>(
        "requests", "Jobs by hour, gateway, capability, model and orchestrator", kRequestColumns, requestRows)));
    reports.push_back(withRegion(
        reportOf<LlmRollup>("llm", "LLM requests by hour, gateway, model and orchestrator", kLlmColumns, llmRows)));
    reports.push_back(
        withRegion(reportOf<WorkerRow>("byoc-workers", "Workers of BYOC capabilities", kWorkerColumns, workerRows)));
    reports.push_back(
        withRegion(reportOf<AuthRow>("byoc-auth", "Checks of callers' rights by hour", kAuthColumns, authRows)));
    reports.push_back(withRegion(reportOf<ByocPaymentRow>("byoc-payments", "BYOC payment events by hour",
                                                          kByocPaymentColumns, byocPaymentRows)));
}

}  // namespace naap
