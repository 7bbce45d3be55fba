#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/events/evidence.h"
#include "core/events/instant.h"
#include "core/facts/selection.h"

namespace naap {

/// One request job: an AI batch request (R37) or one BYOC attempt (R39). A row of the `jobs` report.
struct Job {
    enum class Kind { ai_batch, byoc };
    Kind kind = Kind::ai_batch;
    std::string org;
    std::string request_id;  ///< AI batch: the request's; BYOC: the completion's event id
    Instant completed_at{};
    std::optional<Instant> received_at;
    std::string gateway;
    std::string pipeline_id;  ///< AI batch: pipeline; BYOC: capability, verbatim
    std::optional<std::string> model_id;
    bool success = false;
    std::optional<std::int64_t> tries;
    std::optional<std::int64_t> duration_ms;
    std::string orch_address;  ///< observed, lower case
    std::string orch_url;      ///< observed, as spelled
    std::string worker_url;
    std::optional<double> latency_score;
    std::optional<double> price_per_unit;
    std::string error_type;
    std::string error;
    std::optional<std::int64_t> http_status;
    std::optional<bool> charged_compute;
    std::string selection_outcome;
    Decision decision;

    bool operator==(const Job&) const = default;
};

}  // namespace naap
