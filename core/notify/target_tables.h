#pragma once

#include <memory>
#include <vector>

#include "core/alerts/targets.h"
#include "core/reports/alert_output.h"

namespace naap {

/// How each group met each target: one row a target and group.
std::shared_ptr<const ReportTable> standingsTable(const std::vector<TargetReport>& reports);

/// Missed windows in a row, the latest first.
struct ViolationRow {
    std::string target;
    AlertRule watch;
    AlertGroup group;
    Violation violation;
};
std::vector<ViolationRow> violationRows(const std::vector<TargetReport>& reports);
std::shared_ptr<const ReportTable> violationsTable(std::vector<ViolationRow> rows);

/// A rule's JSON that fires when the target is missed.
std::string ruleOfTarget(const Target& target, std::string_view target_json);

/// The JSON of each target of a file, in their order.
std::vector<std::string> targetTexts(std::string_view file);
/// The file with another text for target `place`; at the end of the list, where there is none yet. A file that is no
/// target file, and a text that is no JSON object, change nothing.
std::string withTargetText(std::string_view file, std::size_t place, std::string_view target);
std::string withoutTarget(std::string_view file, std::size_t place);

}  // namespace naap
