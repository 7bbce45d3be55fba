#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/alerts/rule_reader.h"

namespace naap {

// Rule files as texts that people edit: what is wrong or unknown in a rule stays as it is until somebody repairs it.

/// One rule of a file, right or wrong.
struct RuleText {
    std::string id;
    std::string name;
    bool enabled = true;
    bool locked = false;
    std::string text;  ///< its JSON, over several lines
};

/// The rules of a file, in their order; nothing when it is no rule file at all.
std::vector<RuleText> ruleTexts(std::string_view file);

/// The file with another text for rule `place`; at the end of the list, where there is none yet. The file as it is when
/// the text is no JSON object.
std::string withRuleText(std::string_view file, std::size_t place, std::string_view rule);
std::string withoutRule(std::string_view file, std::size_t place);
std::string withEnabled(std::string_view file, std::size_t place, bool enabled);
/// An empty file.
std::string emptyRuleFile();

/// What is wrong with rule `place` of a file; places are pointers into the rule, blank is the rule itself.
std::vector<RuleProblem> ruleProblems(std::string_view file, std::size_t place, const ScopeCheck& checkScope);

/// Rule `place` as it was read; nothing when it was refused.
std::optional<AlertRule> ruleAt(const RuleFile& file, std::size_t place);

/// A copy to be edited: with another id, neither locked nor waiting for rules that the file lacks.
std::string copyOfRule(std::string_view rule, std::string_view file);

/// A row of a table that somebody points at.
struct PointedRow {
    struct Name {
        std::string field;
        std::string value;
        bool is_key = false;  ///< the row is about it, and does not only mention it
    };
    std::vector<Name> names;  ///< those of its fields that are not blank
    std::string field;        ///< of the cell pointed at
};

/// The JSON of a rule about what a row is about: an orchestrator, a GPU, a gateway, a capability, a pipeline or a
/// region, alone or together. It watches the metric of the cell, where that can be watched, else what a template
/// watches of such things, with the template's thresholds. Nothing when the row names nothing that an alert can be
/// about.
std::optional<std::string> ruleAbout(const PointedRow& row, std::string_view templates);

/// What a bench changes. Nothing: as it is.
struct RuleSettings {
    std::optional<double> warning;
    std::optional<double> critical;
    std::optional<double> recovery;
    std::optional<int> pending_windows;
};
/// With a sentence that says why the rule is as it is.
std::string withReason(std::string_view rule, const std::string& reason);
std::string withSettings(std::string_view rule, const RuleSettings& settings);

}  // namespace naap
