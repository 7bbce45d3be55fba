#pragma once

#include <optional>

#include "core/reports/report.h"

namespace naap {

/// Whose place a row's region is.
enum class RegionOf {
    gateway,   ///< `gateway`
    node,      ///< the one host of `orchestrator_address` and `orchestrator_uri`
    address,   ///< all hosts of `orchestrator_address`
    addresses  ///< all hosts of all `orchestrator_addresses`
};

/// The report with `region` behind its fields: where the row's gateway stands, or, in a report without gateways, its
/// orchestrator. Null where nothing tells, and for hosts in several regions where a row is about all of them. Without
/// `of`, the fields tell: a gateway, else a URI in the key, else addresses. Looked up when a query asks for it, and
/// then only.
ReportInfo withRegion(ReportInfo report, std::optional<RegionOf> of = {});

}  // namespace naap
