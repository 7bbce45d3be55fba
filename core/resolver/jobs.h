#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/evidence.h"
#include "core/facts/job.h"
#include "core/resolver/capability_timeline.h"

namespace naap {

/// The job of one (org, request_id) from its `ai_batch_request` events, in any order (R37).
/// Nothing when none of them is a completion or the request id is blank.
std::optional<Job> resolveAiBatchJob(std::span<const AiBatchEvent> eventsOfOneRequest, const TimelineOfDay& timelineOf);

/// The jobs of many requests of one org, by request_id.
std::vector<Job> aiBatchJobs(std::vector<AiBatchEvent> events, const TimelineOfDay& timelineOf);

/// The row of one (org, request_id): the latest candidate (R38). Nothing without candidates or with a blank request id.
std::optional<LlmRequest> chooseLlm(std::span<const LlmRequest> candidates);

/// What BYOC workers announced (R40).
class WorkerTimeline {
public:
    /// `snapshots`: `worker_lifecycle` events of any orgs and times, in any order. Those without an orchestrator
    /// address are dropped.
    explicit WorkerTimeline(std::vector<WorkerSnapshot> snapshots);

    /// The announcement that speaks for a job completed at `completed_at`, or null. Looks at the 30 days before the
    /// job's UTC day, and that day. `orch_address` and `worker_url` may have any case; a blank `worker_url` matches
    /// all.
    const WorkerSnapshot* lookup(std::string_view org, std::string_view capability, std::string_view orch_address,
                                 std::string_view worker_url, Instant completed_at) const;

private:
    std::vector<WorkerSnapshot> m_snapshots;  ///< by (org, capability, orch_address, event_ts, event_id)
};

/// True for the one subtype that makes a BYOC job.
bool isByocCompletion(const ByocEvent& event);

/// The job of one `job_gateway_completed` event, that is, of one attempt (R39).
Job resolveByocJob(const ByocEvent& completed, const WorkerTimeline& workers, const TimelineOfDay& timelineOf);

}  // namespace naap
