#pragma once

#include <optional>
#include <vector>

#include "core/events/evidence.h"
#include "core/store/cache.h"

namespace naap {

/// LLM requests whose batch job of pipeline `llm` completed in [from, to), by (org, request_id).
std::vector<LlmRequest> llmOfJobs(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// BYOC authorisations in [from, to), by (event_ts, event_id, org).
std::vector<JobAuthEvent> jobAuthEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// BYOC payment events in [from, to), by (event_ts, event_id, org).
std::vector<JobPaymentEvent> jobPaymentEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

}  // namespace naap
