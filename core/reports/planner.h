#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/reports/report.h"
#include "core/result.h"

namespace naap {

/// "N GPUs of this type at this place": what of a range's unmet demand would have been in reach?
struct PlanQuestion {
    std::int64_t gpus = 1;
    std::string gpu_model_name;  ///< part of a name, in any case; blank: any type
    std::string region;          ///< a region or a code that stands for one
    std::optional<Instant> from;
    std::optional<Instant> to;
    std::int64_t streams_per_gpu = 1;  ///< at a time; no event tells how many fit
    std::int64_t slow_over_ms = 5000;  ///< a first frame that takes longer is slow
    double reach_km = 3000;            ///< from the place to the region that asks, as far as it may be
};

/// The answer: between a careful and a hopeful count, since nobody tried.
struct PlanAnswer {
    Instant from{};  ///< whole hours
    Instant to{};
    std::string region;
    std::int64_t gpus = 0;
    std::vector<std::string> gpu_types;        ///< names on offer that the question's type matches
    std::int64_t requested_sessions = 0;       ///< of the range, everywhere
    std::int64_t unserved_sessions = 0;        ///< without an orchestrator, or effectively failed
    std::int64_t slow_sessions = 0;            ///< served, with a slow first frame
    std::int64_t unknown_region_sessions = 0;  ///< of both, those that nobody knows where they were asked for
    std::int64_t low_candidates = 0;           ///< unmet sessions that the careful count considers
    std::int64_t high_candidates = 0;          ///< those of the hopeful count
    std::int64_t low = 0;                      ///< of these, those for which a GPU would have been free
    std::int64_t high = 0;
    std::optional<double> low_share;  ///< of unserved and slow sessions; null without any
    std::optional<double> high_share;
    std::vector<std::string> assumptions;  ///< sentences
    std::string completeness;              ///< what the figures cover
};

/// Errors: a region that is in no table, a type of GPU that nobody offers in the range, no events in the range.
Result<PlanAnswer> planFor(Cache& cache, const PlanQuestion& question);

std::string planText(const PlanAnswer& answer);
std::string planJson(const PlanAnswer& answer);

}  // namespace naap
