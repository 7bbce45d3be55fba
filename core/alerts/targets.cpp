#include "core/alerts/targets.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/json_members.h"
#include "core/metrics/rates.h"

namespace naap {
namespace {

using nlohmann::json;

/// A target as a rule: bad is what misses it. Members of both keep their places.
json ruleOf(const json& target, bool atLeast)
{
    json rule = json::object();
    for (const char* name : {"id", "name", "mine", "metric", "scope", "group_by", "window_hours", "minimum",
                             "without_benchmark", "enabled"})
        if (target.contains(name))
            rule[name] = target[name];
    const json& objective = target["objective"];
    rule["condition"] = {{"type", atLeast ? "below" : "above"},
                         {"warning", objective[atLeast ? "at_least" : "at_most"]}};
    return rule;
}

/// What a rule's problem is called in the target.
RuleProblem inTarget(RuleProblem problem, std::size_t index, bool atLeast)
{
    std::string_view rest = problem.place;
    rest.remove_prefix(std::string_view("/rules/0").size());
    if (rest.starts_with("/condition"))
        rest = atLeast ? "/objective/at_least" : "/objective/at_most";
    problem.place = fmt::format("/targets/{}{}", index, rest);
    return problem;
}

/// Says whether the objective is of the one kind or the other; nothing: it is wrong.
std::optional<bool> objectiveKind(JsonMembers& members, ProblemList& problems)
{
    const json* value = members.find("objective");
    if (!value) {
        members.complain("objective", "is missing");
        return std::nullopt;
    }
    JsonMembers objective(*value, members.placeOf("objective"), problems);
    const bool atLeast = objective.find("at_least") != nullptr;
    const bool atMost = objective.find("at_most") != nullptr;
    if (objective.isObject() && atLeast == atMost)
        objective.complain("at_least", "expected either at_least or at_most");
    objective.refuseOthers();
    return atLeast != atMost ? std::optional(atLeast) : std::nullopt;
}

void readTarget(const json& value, std::size_t index, TargetFile& file, const ScopeCheck& checkScope)
{
    ProblemList problems(file.problems);
    const std::size_t before = problems.size();
    JsonMembers members(value, fmt::format("/targets/{}", index), problems);
    if (!members.isObject())
        return;
    for (const char* name : {"id", "name", "mine", "metric", "scope", "group_by", "window_hours", "minimum",
                             "without_benchmark", "enabled"})
        members.find(name);
    Target target;
    const auto atLeast = objectiveKind(members, problems);
    target.budget = members.number("budget").value_or(target.budget);
    if (target.budget < 0 || target.budget >= 1)
        members.complain("budget", "expected a share from 0 to below 1");
    members.refuseOthers();
    if (!atLeast)
        return;
    const json rules{{"version", kRuleFileVersion}, {"rules", json::array({ruleOf(value, *atLeast)})}};
    RuleFile rule = readRules(rules.dump(-1, ' ', false, json::error_handler_t::replace), checkScope);
    for (RuleProblem& each : rule.problems)
        file.problems.push_back(inTarget(std::move(each), index, *atLeast));
    if (problems.size() > before)
        return;
    target.watch = std::move(rule.rules[0]);
    target.at_least = *atLeast;
    target.objective = *target.watch.condition.warning;
    file.targets.push_back(std::move(target));
}

Compliance complianceOf(const Target& target, const AlertObservation& seen)
{
    if (!seen.value || !seen.enough)
        return Compliance::cannot_tell;
    const bool isMissed = target.watch.condition.levelOf(*seen.value, seen.attainable_share) != AlertLevel::none;
    return isMissed ? Compliance::missed : Compliance::met;
}

/// Follows one group through the windows.
class GroupJudge {
public:
    GroupJudge(const Target& target, const AlertSeries& series, const AlertHours& hours, std::size_t group,
               TargetResult& result)
        : m_target(target), m_series(series), m_hours(hours), m_group(group), m_result(result)
    {
    }

    void judge()
    {
        TargetStanding& standing = m_result.standings.emplace_back();
        standing.group = m_group;
        for (std::size_t window = 0; window < m_series.windows.size(); ++window) {
            const AlertObservation& seen = m_series.at(window, m_group);
            const Compliance compliance = complianceOf(m_target, seen);
            m_result.compliance[window * m_series.groups.size() + m_group] = compliance;
            if (compliance == Compliance::cannot_tell) {
                ++standing.cannot_tell;
                continue;
            }
            standing.latest = seen.value;
            ++(compliance == Compliance::met ? standing.met : standing.missed);
            if (compliance == Compliance::missed)
                extend(seen);
            else
                close();
        }
        close();
    }

private:
    void extend(const AlertObservation& seen)
    {
        if (!m_open)
            m_open = Violation{.group = m_group, .from = seen.window_start, .worst = *seen.value};
        Violation& violation = *m_open;
        const bool isWorse = m_target.at_least ? *seen.value < violation.worst : *seen.value > violation.worst;
        if (isWorse)
            violation.worst = *seen.value;
        violation.to = seen.window_start + std::chrono::hours(m_target.watch.window_hours);
        violation.sessions += seen.sessions;
        ++violation.windows;
        for (int i = 0; i < m_target.watch.window_hours; ++i)
            addExcused(seen.window_start + std::chrono::hours(i));
    }

    void addExcused(Instant hour)
    {
        if (hour < m_hours.from)
            return;
        const auto place = static_cast<std::size_t>((hour - m_hours.from) / std::chrono::hours(1));
        m_excused += m_hours.groups[m_group].sums[place].support.startup_excused_sessions;
    }

    void close()
    {
        if (m_open) {
            m_open->excused_share = ratio(m_excused, m_open->sessions);
            m_result.violations.push_back(*m_open);
        }
        m_open.reset();
        m_excused = 0;
    }

    const Target& m_target;
    const AlertSeries& m_series;
    const AlertHours& m_hours;
    std::size_t m_group;
    TargetResult& m_result;
    std::optional<Violation> m_open;
    std::int64_t m_excused = 0;
};

}  // namespace

std::string_view nameOf(Compliance compliance)
{
    switch (compliance) {
        case Compliance::cannot_tell: return "cannot_tell";
        case Compliance::met: return "met";
        case Compliance::missed: return "missed";
    }
    return "";
}

TargetFile readTargets(std::string_view text, const ScopeCheck& checkScope)
{
    TargetFile file;
    ProblemList problems(file.problems);
    const auto root = parsedJson(text, problems);
    if (!root)
        return file;
    JsonMembers members(*root, "", problems);
    if (!readVersion(members))
        return file;
    const json* targets = neededList(members, "targets");
    members.refuseOthers();
    for (std::size_t i = 0; targets && i < targets->size(); ++i)
        readTarget((*targets)[i], i, file, checkScope);
    return file;
}

std::optional<double> TargetStanding::compliance() const
{
    return ratio(met, met + missed);
}

std::optional<double> TargetStanding::burn(double budget) const
{
    const auto share = ratio(missed, met + missed);
    return share && budget > 0 ? std::optional(*share / budget) : std::nullopt;
}

std::optional<double> TargetStanding::budgetLeft(double budget) const
{
    const auto used = burn(budget);
    return used ? std::optional(1 - *used) : std::nullopt;
}

TargetResult targetResult(const Target& target, const AlertHours& hours, const SeriesRange& range)
{
    const AlertSeries series = seriesOf(target.watch, hours, range);
    TargetResult result;
    result.groups = series.groups;
    result.windows = series.windows;
    result.compliance.resize(series.observations.size());
    for (std::size_t group = 0; group < series.groups.size(); ++group)
        GroupJudge(target, series, hours, group, result).judge();
    std::ranges::sort(result.violations, {}, [](const Violation& v) { return std::pair(v.from, v.group); });
    return result;
}

}  // namespace naap
