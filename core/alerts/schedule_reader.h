#pragma once

#include "core/alerts/json_members.h"

namespace naap {

/// Reads `{"quiet": [...], "utc_offset_minutes": 0}`, as rules and channels have it. What is wrong is left out and
/// becomes a problem.
RuleSchedule readSchedule(const nlohmann::json& value, std::string place, ProblemList& problems);

/// The same as readSchedule() reads it.
nlohmann::ordered_json scheduleJson(const RuleSchedule& schedule);

}  // namespace naap
