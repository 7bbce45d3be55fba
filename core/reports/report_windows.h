#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/metrics/concurrency.h"
#include "core/reports/report.h"

namespace naap {

/// One window of a report with a grain.
struct ReportWindow {
    Instant window_start{};  ///< start of the hour, day or range
    Interval held;           ///< the part of it between the first and the last hour of which events are held
};

/// The windows of a query, ascending and without gaps: hours and days whose start lies in its range, or the hours of
/// the range as one. None where no events are held.
class ReportWindows {
public:
    ReportWindows(Cache& cache, const ReportQuery& query);

    const std::vector<ReportWindow>& all() const { return m_windows; }
    bool isEmpty() const { return m_windows.empty(); }
    /// From the first window's start to the last one's end.
    Interval span() const;
    /// Number of the window that holds `t`.
    std::optional<std::size_t> at(Instant t) const;
    /// Numbers of the windows that share some of the stretch: from the first to before the second.
    std::pair<std::size_t, std::size_t> sharing(const Interval& stretch) const;

private:
    std::vector<ReportWindow> m_windows;
};

}  // namespace naap
