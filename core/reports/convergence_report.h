#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/events/wei.h"
#include "core/metrics/convergence.h"
#include "core/reports/report.h"

namespace naap {

/// Two independent measures of one quantity over one window: a row of the `convergence` report.
struct ConvergenceRow {
    Instant window_start{};
    std::string quantity;
    std::string server;  ///< base URL of the API, where that is the other side
    std::string a_is;    ///< what the first value is
    std::string b_is;
    std::string unit;
    std::optional<double> a_value;  ///< null: nothing measured, or money
    std::optional<double> b_value;
    std::optional<Int128> a_wei;  ///< of money, which is exact; else null
    std::optional<Int128> b_wei;

    std::optional<double> divergence() const;
};

/// All pairs that the cache holds, by window, quantity and server (docs/metrics.md, Convergence). Windows of hours that
/// an API was not asked for have no row about it.
std::vector<ConvergenceRow> convergenceRows(Cache& cache, const ReportQuery& query);

}  // namespace naap
