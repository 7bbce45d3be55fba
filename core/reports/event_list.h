#pragma once

#include <memory>

#include "core/reports/report.h"

namespace naap {

/// Fields of the `events` report, without the `data` that query.payload adds.
std::vector<Field> eventListFields();

/// Accepted events of the query's range by (event_ts, event_id, org, event_type): the identity of an event.
///
/// Events are read an hour at a time; of one session (session_key = "..."), its hours alone. Those that do not meet
/// where and filter are left out. With a limit, reading ends with the hour that fills it, so that the head of a long
/// list costs no more than its hours, and only as many payloads are held - provided that the order is this one or that
/// of event_ts (either way). For the order newest first, events of the last instant may come on top of the limit.
std::unique_ptr<ReportTable> eventList(Cache& cache, const ReportQuery& query);

}  // namespace naap
