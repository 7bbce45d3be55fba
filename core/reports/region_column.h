#pragma once

#include "core/reports/report.h"

namespace naap {

/// The report with `region` behind its fields: where the row's gateway stands, or, in a report without gateways, its
/// orchestrator. Null where nothing tells, and for an address of hosts in several regions where a row is about all of
/// them. Looked up when a query asks for it, and then only.
ReportInfo withRegion(ReportInfo report);

}  // namespace naap
