#pragma once

#include "core/reports/report.h"

namespace naap {

/// `coverage`: how many of the sessions, payments and scores that should have some evidence have it
/// (docs/metrics.md, Evidence coverage). One row per hour and org; sessions stand in their demand hour.
ReportInfo coverageReport();

}  // namespace naap
