#include "core/alerts/rule_editing.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/verdict.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;

Json parsed(std::string_view text)
{
    return Json::parse(text, nullptr, false);
}

std::string dumped(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

bool hasRules(const Json& file)
{
    return file.is_object() && file.contains("rules") && file["rules"].is_array();
}

std::string textIn(const Json& rule, const char* member)
{
    return rule.is_object() && rule.contains(member) && rule[member].is_string() ? rule[member].get<std::string>() : "";
}

bool flagIn(const Json& rule, const char* member, bool otherwise)
{
    return rule.is_object() && rule.contains(member) && rule[member].is_boolean() ? rule[member].get<bool>()
                                                                                  : otherwise;
}

/// Figures as people write them: 0.1, not 0.10000000000000001.
Json figure(double value)
{
    return Json::parse(fmt::format("{:.6g}", value));
}

}  // namespace

std::vector<RuleText> ruleTexts(std::string_view text)
{
    std::vector<RuleText> rules;
    const Json file = parsed(text);
    if (!hasRules(file))
        return rules;
    for (const Json& rule : file["rules"]) {
        const std::string id = textIn(rule, "id");
        const std::string name = textIn(rule, "name");
        rules.push_back({.id = id,
                         .name = name.empty() ? id : name,
                         .enabled = flagIn(rule, "enabled", true),
                         .locked = flagIn(rule, "locked", false),
                         .text = dumped(rule)});
    }
    return rules;
}

std::string emptyRuleFile()
{
    return "{\n  \"version\": 1,\n  \"rules\": []\n}\n";
}

std::string withRuleText(std::string_view text, std::size_t place, std::string_view rule)
{
    Json file = parsed(text);
    Json changed = parsed(rule);
    if (!hasRules(file) || !changed.is_object())
        return std::string(text);
    if (place < file["rules"].size())
        file["rules"][place] = std::move(changed);
    else
        file["rules"].push_back(std::move(changed));
    return dumped(file) + '\n';
}

std::string withoutRule(std::string_view text, std::size_t place)
{
    Json file = parsed(text);
    if (!hasRules(file) || place >= file["rules"].size())
        return std::string(text);
    file["rules"].erase(place);
    return dumped(file) + '\n';
}

std::string withEnabled(std::string_view text, std::size_t place, bool enabled)
{
    Json file = parsed(text);
    if (!hasRules(file) || place >= file["rules"].size() || !file["rules"][place].is_object())
        return std::string(text);
    file["rules"][place]["enabled"] = enabled;
    return dumped(file) + '\n';
}

std::vector<RuleProblem> ruleProblems(std::string_view file, std::size_t place, const ScopeCheck& checkScope)
{
    std::vector<RuleProblem> problems;
    const std::string prefix = fmt::format("/rules/{}", place);
    for (RuleProblem& each : readRules(file, checkScope).problems) {
        const bool isOfRule =
            each.place.starts_with(prefix) && (each.place.size() == prefix.size() || each.place[prefix.size()] == '/');
        if (isOfRule)
            problems.push_back({each.place.substr(prefix.size()), std::move(each.reason)});
        else if (!each.place.starts_with("/rules/"))
            problems.push_back({"", std::move(each.reason)});
    }
    return problems;
}

std::string copyOfRule(std::string_view rule, std::string_view file)
{
    std::set<std::string> ids;
    for (const RuleText& each : ruleTexts(file))
        ids.insert(each.id);
    Json copy = parsed(rule);
    if (!copy.is_object())
        return std::string(rule);
    const std::string wanted = textIn(copy, "id");
    std::string id = wanted;
    for (int number = 2; ids.contains(id); ++number)
        id = fmt::format("{}-{}", wanted, number);
    copy["id"] = id;
    copy.erase("locked");
    if (copy.contains("muted_by") && copy["muted_by"].is_array()) {
        Json known = Json::array();
        for (const Json& each : copy["muted_by"])
            if (each.is_string() && (ids.contains(each.get<std::string>()) || mutingLayer(each.get<std::string>())))
                known.push_back(each);
        copy["muted_by"] = std::move(known);
    }
    return dumped(copy);
}

std::string withReason(std::string_view text, const std::string& reason)
{
    Json rule = parsed(text);
    if (!rule.is_object())
        return std::string(text);
    rule["reason"] = reason;
    return dumped(rule);
}

std::string withSettings(std::string_view text, const RuleSettings& settings)
{
    Json rule = parsed(text);
    if (!rule.is_object())
        return std::string(text);
    if (settings.warning)
        rule["condition"]["warning"] = figure(*settings.warning);
    if (settings.critical)
        rule["condition"]["critical"] = figure(*settings.critical);
    if (settings.recovery)
        rule["recovery"]["threshold"] = figure(*settings.recovery);
    if (settings.pending_windows)
        rule["for"]["windows"] = *settings.pending_windows;
    return dumped(rule);
}

}  // namespace naap
