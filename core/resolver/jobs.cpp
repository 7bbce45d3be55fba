#include "core/resolver/jobs.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/events/names.h"

namespace naap {
namespace {

constexpr std::string_view kReceived = "ai_batch_request_received";
constexpr std::string_view kCompleted = "ai_batch_request_completed";
constexpr std::chrono::days kWorkerMemory{30};

template <class Event>
auto eventOrder(const Event& event)
{
    return std::tie(event.event_ts, event.event_id);
}

const AiBatchEvent* latestCompletion(std::span<const AiBatchEvent> events)
{
    const AiBatchEvent* latest = nullptr;
    for (const AiBatchEvent& event : events)
        if (event.subtype == kCompleted && (latest == nullptr || eventOrder(*latest) < eventOrder(event)))
            latest = &event;
    return latest;
}

std::optional<Instant> earliestReceipt(std::span<const AiBatchEvent> events, Instant upTo)
{
    std::optional<Instant> earliest;
    for (const AiBatchEvent& event : events)
        if (event.subtype == kReceived && event.event_ts <= upTo)
            earliest = std::min(earliest.value_or(event.event_ts), event.event_ts);
    return earliest;
}

std::string batchOutcome(const AiBatchEvent& completed)
{
    if (!completed.orch_url.empty())
        return "selected";
    return !completed.success && equalsIgnoringCase(trimmed(completed.error_type), "no_orchestrators") ? "no_orch"
                                                                                                       : "unknown";
}

std::optional<std::string> nullIfBlank(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

auto workerKey(const WorkerSnapshot& s)
{
    return std::tuple<std::string_view, std::string_view, std::string_view>(s.org, s.capability, s.orch_address);
}

}  // namespace

std::optional<Job> resolveAiBatchJob(std::span<const AiBatchEvent> eventsOfOneRequest, const TimelineOfDay& timelineOf)
{
    const AiBatchEvent* completed = latestCompletion(eventsOfOneRequest);
    if (completed == nullptr || completed->request_id.empty())
        return std::nullopt;
    Job job;
    job.kind = Job::Kind::ai_batch;
    job.org = completed->org;
    job.request_id = completed->request_id;
    job.completed_at = completed->event_ts;
    job.received_at = earliestReceipt(eventsOfOneRequest, completed->event_ts);
    job.gateway = completed->gateway;
    job.pipeline_id = completed->pipeline;
    job.model_id = nullIfBlank(completed->model_id);
    job.success = completed->success;
    job.tries = completed->tries;
    job.duration_ms = completed->duration_ms;
    job.orch_url = completed->orch_url;
    job.latency_score = completed->latency_score;
    job.price_per_unit = completed->price_per_unit;
    job.error_type = completed->error_type;
    job.error = completed->error;
    job.selection_outcome = batchOutcome(*completed);
    const PipelineModel hints = normalize(completed->pipeline, completed->model_id);
    job.decision = timelineOf(dayOf(job.completed_at))
                       .attribute({.selection_ts = job.received_at.value_or(job.completed_at),
                                   .url = completed->orch_url,
                                   .pipeline = hints.pipeline,
                                   .model = hints.model});
    return job;
}

std::vector<Job> aiBatchJobs(std::vector<AiBatchEvent> events, const TimelineOfDay& timelineOf)
{
    std::ranges::stable_sort(events, {}, &AiBatchEvent::request_id);
    std::vector<Job> jobs;
    for (auto first = events.begin(); first != events.end();) {
        const auto last = std::find_if(
            first, events.end(), [&](const AiBatchEvent& event) { return event.request_id != first->request_id; });
        if (auto job = resolveAiBatchJob({first, last}, timelineOf))
            jobs.push_back(std::move(*job));
        first = last;
    }
    return jobs;
}

std::optional<LlmRequest> chooseLlm(std::span<const LlmRequest> candidates)
{
    const auto latest = std::ranges::max_element(candidates, {}, eventOrder<LlmRequest>);
    return latest == candidates.end() || latest->request_id.empty() ? std::nullopt : std::optional(*latest);
}

WorkerTimeline::WorkerTimeline(std::vector<WorkerSnapshot> snapshots) : m_snapshots(std::move(snapshots))
{
    for (WorkerSnapshot& snapshot : m_snapshots) {
        snapshot.orch_address = addressNorm(snapshot.orch_address);
        snapshot.worker_url = urlNorm(snapshot.worker_url);
    }
    std::erase_if(m_snapshots, [](const WorkerSnapshot& s) { return s.orch_address.empty(); });
    std::ranges::sort(m_snapshots, {},
                      [](const WorkerSnapshot& s) { return std::tuple_cat(workerKey(s), eventOrder(s)); });
}

const WorkerSnapshot* WorkerTimeline::lookup(std::string_view org, std::string_view capability,
                                             std::string_view orch_address, std::string_view worker_url,
                                             Instant completed_at) const
{
    const std::string address = addressNorm(orch_address);
    const std::string url = urlNorm(worker_url);
    const std::tuple key{org, capability, std::string_view(address)};
    const auto named = std::ranges::equal_range(m_snapshots, key, {}, workerKey);
    const Instant day = dayOf(completed_at);
    const auto first = std::ranges::lower_bound(named, day - kWorkerMemory, {}, &WorkerSnapshot::event_ts);
    const auto last = std::ranges::lower_bound(named, day + std::chrono::days{1}, {}, &WorkerSnapshot::event_ts);
    const std::span window(first, last);
    const auto isExact = [&](const WorkerSnapshot& s) { return s.worker_url == url; };
    // Announcements of the job's own worker shut out all others, even those that come too late for it.
    const bool exactOnly = !url.empty() && std::ranges::any_of(window, isExact);
    for (auto it = window.rbegin(); it != window.rend(); ++it) {
        if (it->event_ts > completed_at || (exactOnly && !isExact(*it)))
            continue;
        if (url.empty() || it->worker_url.empty() || isExact(*it))
            return &*it;
    }
    return nullptr;
}

bool isByocCompletion(const ByocEvent& event)
{
    return event.subtype == "job_gateway_completed";
}

Job resolveByocJob(const ByocEvent& completed, const WorkerTimeline& workers, const TimelineOfDay& timelineOf)
{
    const WorkerSnapshot* worker = workers.lookup(completed.org, completed.capability, completed.orch_address,
                                                  completed.worker_url, completed.event_ts);
    const std::string_view model = worker == nullptr ? std::string_view{} : std::string_view(worker->model);
    Job job;
    job.kind = Job::Kind::byoc;
    job.org = completed.org;
    job.request_id = completed.event_id;
    job.completed_at = completed.event_ts;
    job.gateway = completed.gateway;
    job.pipeline_id = completed.capability;
    job.success = completed.success;
    job.duration_ms = completed.duration_ms;
    job.orch_address = addressNorm(completed.orch_address);
    job.orch_url = completed.orch_url;
    job.worker_url = completed.worker_url;
    job.price_per_unit = worker == nullptr ? 0.0 : worker->price_per_unit.value_or(0.0);
    job.error = completed.error;
    job.http_status = completed.http_status;
    job.charged_compute = completed.charged_compute;
    job.selection_outcome = job.orch_address.empty() && trimmed(job.orch_url).empty() ? "unknown" : "selected";
    job.decision = timelineOf(dayOf(job.completed_at))
                       .attribute({.selection_ts = job.completed_at,
                                   .url = completed.orch_url,
                                   .address = completed.orch_address,
                                   .pipeline = completed.capability,
                                   .model = model,
                                   .verbatim = true});
    job.model_id = nullIfBlank(model.empty() ? std::string_view(job.decision.model_id.value_or("")) : model);
    return job;
}

}  // namespace naap
