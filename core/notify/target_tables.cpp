#include "core/notify/target_tables.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/message.h"
#include "core/notify/alert_tables.h"
#include "core/reports/cells.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;

struct StandingRow {
    std::string target;
    std::string entity;
    std::string objective;
    std::string latest;
    std::string state;
    std::int64_t met = 0;
    std::int64_t missed = 0;
    std::int64_t cannot_tell = 0;
    std::optional<double> compliance;
    std::optional<double> burn;
    std::optional<double> budget_left;
};

const std::vector<Column<StandingRow>>& standingColumns()
{
    static const std::vector<Column<StandingRow>> columns{
        {key("target", FieldType::text, "", "its name"), member<&StandingRow::target>},
        {key("entity", FieldType::text, "", "whose"), member<&StandingRow::entity>},
        {field("state", FieldType::text, "", "of the budget: kept, used up, or nobody can tell"),
         member<&StandingRow::state>},
        {field("objective", FieldType::text, "", "what is to be kept"), member<&StandingRow::objective>},
        {field("latest", FieldType::text, "", "value of the last judged window; null: none was judged"),
         [](const StandingRow& r) -> Cell { return nullIfBlank(r.latest); }},
        {field("met", FieldType::integer, "", "windows"), member<&StandingRow::met>},
        {field("missed", FieldType::integer, "", "windows"), member<&StandingRow::missed>},
        {field("cannot_tell", FieldType::integer, "", "windows with too little evidence"),
         member<&StandingRow::cannot_tell>},
        {field("compliance", FieldType::real, "", "met / judged windows"), member<&StandingRow::compliance>},
        {field("burn", FieldType::real, "", "missed share / budget: 1 uses it up"), member<&StandingRow::burn>},
        {field("budget_left", FieldType::real, "", "in shares of the budget; below 0 it is overdrawn"),
         member<&StandingRow::budget_left>},
    };
    return columns;
}

std::string objectiveText(const Target& target)
{
    return fmt::format("{} {}", target.at_least ? "≥" : "≤",
                       valueText(target.watch.metric, target.watch.condition.kind, target.objective));
}

std::string stateOf(const TargetStanding& standing, double budget)
{
    const auto burn = standing.burn(budget);
    if (!burn)
        return "◌ cannot tell";
    return *burn > 1 ? "■ used up" : standing.missed > 0 ? "▲ missed at times" : "● met";
}

const std::vector<Column<ViolationRow>>& violationColumns()
{
    static const std::vector<Column<ViolationRow>> columns{
        {timeKey("from", "start of the first missed window"),
         [](const ViolationRow& r) -> Cell { return r.violation.from; }},
        {timeField("to", "end of the last one"), [](const ViolationRow& r) -> Cell { return r.violation.to; }},
        {key("target", FieldType::text, "", "its name"), member<&ViolationRow::target>},
        {key("entity", FieldType::text, "", "who missed it"),
         [](const ViolationRow& r) -> Cell { return entityOf(r.group); }},
        {field("windows", FieldType::integer, "", "missed in a row"),
         [](const ViolationRow& r) -> Cell { return r.violation.windows; }},
        {field("worst", FieldType::text, "", "value of these windows"),
         [](const ViolationRow& r) -> Cell {
             return valueText(r.watch.metric, r.watch.condition.kind, r.violation.worst);
         }},
        {field("sessions", FieldType::integer, "", "requested in these windows"),
         [](const ViolationRow& r) -> Cell { return r.violation.sessions; }},
        {field("excused_share", FieldType::real, "", "of these sessions, failed starts with an excuse"),
         [](const ViolationRow& r) -> Cell { return asCell(r.violation.excused_share); }},
    };
    return columns;
}

}  // namespace

std::shared_ptr<const ReportTable> standingsTable(const std::vector<TargetReport>& reports)
{
    std::vector<StandingRow> rows;
    for (const TargetReport& each : reports)
        for (const TargetStanding& standing : each.result.standings)
            rows.push_back({.target = each.target.watch.name,
                            .entity = entityOf(each.result.groups[standing.group]),
                            .objective = objectiveText(each.target),
                            .latest = standing.latest ? valueText(each.target.watch.metric,
                                                                  each.target.watch.condition.kind, standing.latest)
                                                      : std::string(),
                            .state = stateOf(standing, each.target.budget),
                            .met = standing.met,
                            .missed = standing.missed,
                            .cannot_tell = standing.cannot_tell,
                            .compliance = standing.compliance(),
                            .burn = standing.burn(each.target.budget),
                            .budget_left = standing.budgetLeft(each.target.budget)});
    return std::make_shared<RowsTable<StandingRow>>(std::move(rows), standingColumns());
}

std::vector<ViolationRow> violationRows(const std::vector<TargetReport>& reports)
{
    std::vector<ViolationRow> rows;
    for (const TargetReport& each : reports)
        for (const Violation& violation : each.result.violations)
            rows.push_back({each.target.watch.name, each.target.watch, each.result.groups[violation.group], violation});
    std::ranges::stable_sort(rows, std::greater(), [](const ViolationRow& row) { return row.violation.from; });
    return rows;
}

std::shared_ptr<const ReportTable> violationsTable(std::vector<ViolationRow> rows)
{
    return std::make_shared<RowsTable<ViolationRow>>(std::move(rows), violationColumns());
}

std::vector<std::string> targetTexts(std::string_view file)
{
    std::vector<std::string> texts;
    const Json root = Json::parse(file, nullptr, false);
    if (root.is_object() && root.contains("targets") && root["targets"].is_array())
        for (const Json& each : root["targets"])
            texts.push_back(each.dump());
    return texts;
}

std::string withTargetText(std::string_view text, std::size_t place, std::string_view target)
{
    Json file = Json::parse(text, nullptr, false);
    Json changed = Json::parse(target, nullptr, false);
    if (!file.is_object() || !file.contains("targets") || !file["targets"].is_array() || !changed.is_object())
        return std::string(text);
    if (place < file["targets"].size())
        file["targets"][place] = std::move(changed);
    else
        file["targets"].push_back(std::move(changed));
    return file.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string withoutTarget(std::string_view text, std::size_t place)
{
    Json file = Json::parse(text, nullptr, false);
    if (place >= targetTexts(text).size())
        return std::string(text);
    file["targets"].erase(place);
    return file.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string ruleOfTarget(const Target& target, std::string_view text)
{
    const Json from = Json::parse(text, nullptr, false);
    Json rule{{"id", "target-" + target.watch.id}, {"name", target.watch.name + " missed"}};
    for (const char* member : {"metric", "scope", "group_by", "window_hours", "mine", "minimum", "without_benchmark"})
        if (from.is_object() && from.contains(member))
            rule[member] = from[member];
    rule["condition"] = {{"type", target.at_least ? "below" : "above"}, {"warning", target.objective}};
    return rule.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace naap
