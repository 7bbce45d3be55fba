#pragma once

#include <functional>
#include <memory>

#include "core/reports/json_path.h"
#include "core/reports/report.h"

namespace naap {

/// How far a search is.
struct SearchProgress {
    std::int64_t hours_read = 0;
    std::int64_t hours = 0;
    std::int64_t events_read = 0;
    std::int64_t found = 0;
};

/// What a search found: rows of the `events` report with `data`, by time.
struct EventSearchResult {
    std::shared_ptr<const ReportTable> table;
    SearchProgress progress;
    bool is_cut = false;      ///< it ended at the limit: there may be more
    bool is_stopped = false;  ///< `onProgress` ended it
};

/// Events of the query's range, where and filter whose payload meets the condition. Reads an hour at a time and holds
/// the payloads of one hour and of what was found. `onProgress` is called after each hour; false ends the search.
Result<EventSearchResult> searchEvents(Cache& cache, const ReportQuery& query, const JsonCondition& condition,
                                       std::int64_t limit,
                                       const std::function<bool(const SearchProgress&)>& onProgress);

}  // namespace naap
