#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/alerts/rule.h"

namespace naap {

/// The newest version of rule files that this program reads.
inline constexpr int kRuleFileVersion = 1;

/// Says why a text is no filter on the rows of a report; nothing when it is one. The filter language belongs to the
/// reports, which this layer does not know.
using ScopeCheck = std::function<std::optional<std::string>(AlertReport report, std::string_view filter)>;

/// Reads a rule file (docs/alerts.md). A rule with anything wrong in it is left out, each thing is listed with its
/// place, and the other rules are unharmed. A file that is no JSON, or of a newer version, has no rules.
RuleFile readRules(std::string_view json, const ScopeCheck& checkScope);

}  // namespace naap
