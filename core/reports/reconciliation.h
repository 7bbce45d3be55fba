#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/reports/report.h"

namespace naap {

/// One figure as we compute it and as a public API says it, for the same hour and entity.
struct ReconciliationRow {
    std::string_view figures;  ///< sla, demand, gpu-metrics
    Instant window_start{};
    std::string org;                   ///< blank where the API adds orgs together, and so do we
    std::string orchestrator_address;  ///< of sla and gpu-metrics
    std::string gateway;               ///< of demand
    std::string pipeline_id;
    std::string model_id;
    std::string gpu_id;
    std::string_view metric;
    std::string server;
    std::optional<double> local_value;  ///< null: unknown, or no such row
    std::optional<double> api_value;
    std::string_view likely_cause;
    std::optional<std::int64_t> cause_count;  ///< sessions behind the cause, where it is one of sessions

    std::optional<double> difference() const  ///< API - local
    {
        if (!local_value || !api_value)
            return std::nullopt;
        return *api_value - *local_value;
    }
};

/// Compares all hours with start in the query's range that an API was asked for. Hours it was not asked for are left
/// out.
std::vector<ReconciliationRow> reconciliationRows(Cache& cache, const ReportQuery& query);

}  // namespace naap
