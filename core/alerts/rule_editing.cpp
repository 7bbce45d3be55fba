#include "core/alerts/rule_editing.h"

#include <algorithm>
#include <array>
#include <cctype>
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

/// Fields that an alert can be about, in the order of how much they say.
constexpr std::string_view kAbout[] = {
    "orchestrator_address", "gpu_id",   "gateway",         "capability_name", "region",
    "pipeline_id",          "model_id", "orchestrator_uri"};

bool isAbout(const PointedRow::Name& name)
{
    return !name.value.empty() && std::ranges::find(kAbout, name.field) != std::end(kAbout);
}

bool areGroupsOf(AlertReport report, const std::vector<const PointedRow::Name*>& names)
{
    return std::ranges::all_of(names, [&](const PointedRow::Name* each) {
        const auto fields = groupFieldsOf(report);
        return std::ranges::find(fields, each->field) != fields.end();
    });
}

std::vector<AlertReport> reportsFor(const std::vector<const PointedRow::Name*>& names)
{
    std::vector<AlertReport> reports;
    for (const AlertReport report :
         {AlertReport::sla, AlertReport::demand, AlertReport::requests, AlertReport::gpu_metrics})
        if (areGroupsOf(report, names))
            reports.push_back(report);
    return reports;
}

/// What the row is about: the cell that is pointed at, if that is a name; else its keys; else what it mentions first.
/// Names that no report has together are left out from the end.
std::vector<const PointedRow::Name*> namesFor(const PointedRow& row)
{
    std::vector<const PointedRow::Name*> keys;
    std::vector<const PointedRow::Name*> others;
    for (const std::string_view field : kAbout)
        for (const PointedRow::Name& each : row.names) {
            if (each.field != field || !isAbout(each))
                continue;
            if (each.field == row.field)
                return {&each};
            (each.is_key ? keys : others).push_back(&each);
        }
    std::vector<const PointedRow::Name*> names = keys.empty() ? others : keys;
    if (names.size() > 1)  // whoever has a name has a place, too
        std::erase_if(names, [&](const PointedRow::Name* each) {
            return each->field == "region" &&
                   (names[0]->field == "gateway" || names[0]->field == "orchestrator_address");
        });
    if (keys.empty() && names.size() > 1)
        names.erase(names.begin() + 1, names.end());
    while (!names.empty() && reportsFor(names).empty())
        names.pop_back();
    return names;
}

/// The metric of the cell where that can be watched; else what a rule about such names usually watches.
std::pair<AlertReport, std::string> metricFor(const PointedRow& row, const std::vector<const PointedRow::Name*>& names)
{
    const auto reports = reportsFor(names);
    for (const AlertReport report : reports)
        if (findAlertMetric(report, row.field))
            return {report, row.field};
    const bool isDemand = std::ranges::any_of(
        names, [](const PointedRow::Name* each) { return each->field == "gateway" || each->field == "region"; });
    for (const AlertReport report : reports) {
        if (report == AlertReport::sla && !isDemand)
            return {report, "failure_rate"};
        if (report == AlertReport::demand)
            return {report, "missing_capacity_rate"};
        if (report == AlertReport::requests)
            return {report, "success_rate"};
    }
    return {AlertReport::sla, "failure_rate"};
}

/// True of metrics that are the worse the greater they are, as their names say.
bool isWorseWhenHigh(std::string_view metric)
{
    if (metric.starts_with("no_"))
        return false;
    return std::ranges::any_of(std::array{"fail", "swap", "jitter", "latency", "first_frame", "missing", "excused",
                                          "error", "duration", "freshness", "loading", "zero_output"},
                               [&](std::string_view part) { return metric.find(part) != std::string_view::npos; });
}

/// Metric, thresholds and evidence of the first template that watches this; without one, a change by a fifth.
Json templateOf(std::string_view templates, AlertReport report, std::string_view metric)
{
    Json rule{{"id", ""}, {"name", ""}, {"metric", {{"report", nameOf(report)}, {"field", metric}}}};
    const Json file = parsed(templates);
    for (const Json& each : hasRules(file) ? file["rules"] : Json::array()) {
        if (!each.contains("metric") || textIn(each["metric"], "report") != nameOf(report) ||
            textIn(each["metric"], "field") != metric)
            continue;
        for (const char* member : {"metric", "condition", "recovery", "for", "minimum", "without_benchmark"})
            if (each.contains(member))
                rule[member] = each[member];
        return rule;
    }
    rule["condition"] = {{"type", "change"},
                         {"against", "median"},
                         {"direction", isWorseWhenHigh(metric) ? "rise" : "drop"},
                         {"warning", "20%"}};
    rule["minimum"] = {{"samples", 10}};
    return rule;
}

/// Letters, figures and dashes: of an address the beginning is enough.
std::string idPart(std::string_view value)
{
    constexpr std::size_t kMost = 16;
    std::string part;
    for (const char c : value.substr(0, kMost))
        part += std::isalnum(static_cast<unsigned char>(c)) ? c : '-';
    return part;
}

/// As a filter has it.
std::string inQuotes(std::string_view value)
{
    std::string text;
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return fmt::format("\"{}\"", text);
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

std::optional<AlertRule> ruleAt(const RuleFile& file, std::size_t place)
{
    const auto rule = std::ranges::find(file.rules, fmt::format("/rules/{}", place), &AlertRule::place);
    return rule == file.rules.end() ? std::nullopt : std::optional(*rule);
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

std::optional<std::string> ruleAbout(const PointedRow& row, std::string_view templates)
{
    const auto about = namesFor(row);
    if (about.empty())
        return std::nullopt;
    const auto [report, metric] = metricFor(row, about);
    Json rule = templateOf(templates, report, metric);
    std::string id(metric);
    std::string name;
    std::string scope;
    Json groups = Json::array();
    for (const PointedRow::Name* each : about) {
        const std::string value = inQuotes(each->value);
        id += fmt::format("-{}", idPart(each->value));
        name += fmt::format("{}{}", name.empty() ? "" : ", ", each->value);
        scope += fmt::format("{}{} = {}", scope.empty() ? "" : " and ", each->field, value);
        groups.push_back(each->field);
    }
    const AlertMetric* known = findAlertMetric(report, metric);
    for (const char* needed : {"pipeline_id", "model_id"})
        if (known->needs_cohort && std::ranges::find(groups, Json(needed)) == groups.end())
            groups.push_back(needed);
    rule["id"] = id;
    rule["name"] = fmt::format("{} of {}", metric, name);
    rule["scope"] = scope;
    rule["group_by"] = groups;
    return dumped(rule);
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
