#include "core/alerts/rule_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "core/alerts/json_members.h"
#include "core/alerts/message.h"
#include "core/alerts/schedule_reader.h"
#include "core/alerts/verdict.h"

namespace naap {
namespace {

using nlohmann::json;
using std::chrono::minutes;

constexpr std::string_view kConditions[] = {"above", "below", "outside", "change", "absent"};
constexpr std::string_view kAgainst[] = {"previous", "median"};
constexpr std::string_view kDirections[] = {"drop", "rise"};
constexpr std::string_view kNoData[] = {"ok", "keep", "alert"};
constexpr std::string_view kWithoutBenchmark[] = {"suppress", "scale"};
constexpr std::string_view kSeverities[] = {"warning", "critical"};
constexpr std::int64_t kWeekOfHours = 168;
constexpr std::int64_t kMonthOfMinutes = 31 * 24 * 60;

/// Units that a threshold may be written in, and what one of them is in the metric's own unit.
struct UnitFactor {
    std::string_view metric_unit;
    std::string_view written;
    double factor;
};
constexpr UnitFactor kUnits[] = {
    {"ms", "ms", 1},   {"ms", "s", 1'000}, {"ms", "min", 60'000}, {"s", "s", 1},     {"s", "min", 60},
    {"s", "h", 3'600}, {"min", "min", 1},  {"min", "h", 60},      {"fps", "fps", 1}, {"share", "%", 0.01},
};

std::string_view unitKindOf(const RuleMetric& metric, ConditionKind kind)
{
    if (kind == ConditionKind::change || !metric.metric || metric.metric->is_share)
        return "share";
    return metric.metric->unit;
}

/// "3s" for a metric in ms is 3000. An error is a sentence.
tl::expected<double, std::string> thresholdFrom(std::string_view text, std::string_view unitKind)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || !std::isfinite(value))
        return tl::unexpected(fmt::format("'{}' is no number", text));
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (unit.starts_with(' '))
        unit.remove_prefix(1);
    if (unit.empty())
        return value;
    std::string known;
    for (const UnitFactor& each : kUnits) {
        if (each.metric_unit != unitKind)
            continue;
        if (each.written == unit)
            return value * each.factor;
        known += fmt::format("{}{}", known.empty() ? "" : ", ", each.written);
    }
    return tl::unexpected(known.empty() ? fmt::format("'{}' is no unit of this metric, which has none", unit)
                                        : fmt::format("'{}' is no unit of this metric: {}", unit, known));
}

std::string namesOf(AlertReport report)
{
    std::string names;
    for (const AlertMetric& each : alertMetrics())
        if (each.isIn(report))
            names += fmt::format("{}{}", names.empty() ? "" : ", ", each.name);
    return names;
}

/// Reads one rule. What is wrong goes to the list of problems; the rule then is not to be used.
class RuleReader {
public:
    RuleReader(const json& value, std::string place, ProblemList& problems, const ScopeCheck& checkScope)
        : m_members(value, std::move(place), problems), m_problems(problems), m_checkScope(checkScope)
    {
    }

    AlertRule read()
    {
        if (!m_members.isObject())
            return std::move(m_rule);
        readIdentity();
        readMetric();
        readRows();
        readCondition();
        readPace();
        readEvidence();
        readTelling();
        m_members.refuseOthers();
        return std::move(m_rule);
    }

private:
    void readIdentity()
    {
        m_rule.id = m_members.neededText("id");
        m_rule.name = m_members.text("name").value_or(m_rule.id);
        m_rule.enabled = m_members.flag("enabled", true);
        m_rule.locked = m_members.flag("locked", false);
        m_rule.mine = m_members.flag("mine", false);
    }

    void readMetric()
    {
        const json* value = m_members.find("metric");
        if (!value)
            return m_members.complain("metric", "is missing");
        JsonMembers metric(*value, m_members.placeOf("metric"), m_problems);
        if (!metric.isObject())
            return;
        const std::string report = metric.neededText("report");
        const auto known = alertReportOf(report);
        if (known) {
            m_rule.metric.report = *known;
            readField(metric);
        } else if (!report.empty()) {
            metric.complain("report",
                            fmt::format("'{}' is none of sla, demand, gpu-metrics, requests or feed", report));
            metric.find("field"), metric.find("numerator"), metric.find("denominator");
            metric.find("numerator_scope"), metric.find("unit");
        }
        metric.refuseOthers();
    }

    void readField(JsonMembers& metric)
    {
        const AlertReport report = m_rule.metric.report;
        if (const auto field = metric.text("field")) {
            m_rule.metric.metric = findAlertMetric(report, *field);
            if (!m_rule.metric.metric)
                metric.complain("field", unknownMetric(*field));
            if (metric.find("numerator") || metric.find("denominator"))
                metric.complain("field", "a metric is either a field or a ratio of two");
        } else {
            m_rule.metric.numerator = additive(metric, "numerator");
            m_rule.metric.denominator = additive(metric, "denominator");
        }
        if (const auto scope = metric.text("numerator_scope")) {
            m_rule.metric.numerator_scope = *scope;
            if (m_rule.metric.metric)
                metric.complain("numerator_scope", "belongs to a ratio");
            else if (auto problem = m_checkScope(report, *scope))
                metric.complain("numerator_scope", *problem);
        }
        const auto unit = metric.text("unit");
        if (unit && isMetricGood() && *unit != m_rule.metric.unit())
            metric.complain("unit", m_rule.metric.unit().empty()
                                        ? fmt::format("'{}': this metric has no unit", *unit)
                                        : fmt::format("'{}': this metric is in {}", *unit, m_rule.metric.unit()));
    }

    std::string unknownMetric(const std::string& field) const
    {
        const AlertReport report = m_rule.metric.report;
        if (field.starts_with("p95_"))
            return fmt::format("'{}' cannot be watched: percentiles of several rows are not the percentile of all",
                               field);
        return fmt::format("the report {} has no metric '{}' to watch; it has {}", nameOf(report), field,
                           namesOf(report));
    }

    const AdditiveField* additive(JsonMembers& metric, std::string_view member)
    {
        const bool isThere = metric.find(member) != nullptr;
        const auto name = metric.text(member);
        if (!isThere)
            metric.complain(member, "is missing; a metric is a field, or a numerator and a denominator");
        if (!name)
            return nullptr;
        const AdditiveField* field = findAdditiveField(m_rule.metric.report, *name);
        if (!field)
            metric.complain(member, fmt::format("'{}' is no field of the report {} that may be added up", *name,
                                                nameOf(m_rule.metric.report)));
        return field;
    }

    bool isMetricGood() const { return m_rule.metric.metric || (m_rule.metric.numerator && m_rule.metric.denominator); }

    void readRows()
    {
        m_rule.scope = m_members.text("scope").value_or("");
        if (!m_rule.scope.empty())
            if (auto problem = m_checkScope(m_rule.metric.report, m_rule.scope))
                m_members.complain("scope", *problem);
        m_rule.group_by = m_members.texts("group_by");
        const auto fields = groupFieldsOf(m_rule.metric.report);
        for (std::size_t i = 0; i < m_rule.group_by.size(); ++i) {
            const std::string& name = m_rule.group_by[i];
            const std::string place = fmt::format("{}/{}", m_members.placeOf("group_by"), i);
            if (std::ranges::find(fields, name) == fields.end())
                m_problems.add(place, fmt::format("'{}' is none of {}", name, joinedWords(fields)));
            else if (std::find(m_rule.group_by.begin(), m_rule.group_by.begin() + static_cast<std::ptrdiff_t>(i),
                               name) != m_rule.group_by.begin() + static_cast<std::ptrdiff_t>(i))
                m_problems.add(place, fmt::format("'{}' is there twice", name));
        }
        if (m_rule.mine && m_rule.metric.report != AlertReport::sla && m_rule.metric.report != AlertReport::gpu_metrics)
            m_members.complain("mine",
                               fmt::format("the report {} knows no orchestrators", nameOf(m_rule.metric.report)));
        m_rule.window_hours = static_cast<int>(m_members.whole("window_hours", 1, 1, kWeekOfHours));
        checkCohort();
    }

    void checkCohort()
    {
        if (!m_rule.metric.metric || !m_rule.metric.metric->needs_cohort)
            return;
        for (const char* name : {"pipeline_id", "model_id"})
            if (std::ranges::find(m_rule.group_by, name) == m_rule.group_by.end())
                m_members.complain("group_by", fmt::format("{} is judged by the benchmark of one pipeline and model: "
                                                           "'{}' has to be here",
                                                           m_rule.metric.name(), name));
        if (m_rule.window_hours != 1)
            m_members.complain("window_hours",
                               fmt::format("{} is of one hour: benchmarks change with the date", m_rule.metric.name()));
    }

    void readCondition()
    {
        const json* value = m_members.find("condition");
        if (!value)
            return m_members.complain("condition", "is missing");
        JsonMembers condition(*value, m_members.placeOf("condition"), m_problems);
        if (!condition.isObject())
            return;
        if (!condition.find("type"))
            condition.complain("type", "is missing");
        RuleCondition& result = m_rule.condition;
        const std::size_t before = m_problems.size();
        const std::size_t kind = condition.choice("type", kConditions, std::size(kConditions));
        if (kind == std::size(kConditions))
            return;
        result.kind = static_cast<ConditionKind>(kind);
        if (result.kind == ConditionKind::change) {
            result.against = static_cast<ChangeAgainst>(condition.choice("against", kAgainst, 0));
            result.direction = static_cast<ChangeDirection>(condition.choice("direction", kDirections, 0));
        }
        if (result.kind == ConditionKind::change || result.kind == ConditionKind::absent)
            result.baseline_windows =
                static_cast<int>(condition.whole("windows", result.baseline_windows, 1, kWeekOfHours));
        readRecovery(condition, before);
        condition.refuseOthers();
    }

    /// Thresholds belong together with the value at which it is good again, which stands in a member of its own.
    void readRecovery(JsonMembers& condition, std::size_t problemsBefore)
    {
        static const json nothing = json::object();
        const json* value = m_members.find("recovery");
        JsonMembers recovery(value ? *value : nothing, m_members.placeOf("recovery"), m_problems);
        m_rule.recovery_windows = static_cast<int>(recovery.whole("windows", 1, 1, kWeekOfHours));
        if (m_rule.condition.kind == ConditionKind::outside)
            readBands(condition, recovery, problemsBefore);
        else if (m_rule.condition.kind != ConditionKind::absent)
            readThresholds(condition, recovery, problemsBefore);
        recovery.refuseOthers();
    }

    void readThresholds(JsonMembers& condition, JsonMembers& recovery, std::size_t problemsBefore)
    {
        RuleCondition& c = m_rule.condition;
        c.warning = threshold(condition, "warning");
        c.critical = threshold(condition, "critical");
        c.recovery = threshold(recovery, "threshold");
        if (m_problems.size() > problemsBefore)
            return;
        if (!c.warning && !c.critical)
            return condition.complain("warning", "is missing: a threshold is needed, warning or critical");
        const bool isBelow = c.kind == ConditionKind::below;
        const auto isWorse = [&](double a, double b) { return isBelow ? a < b : a > b; };
        if (c.warning && c.critical && isWorse(*c.warning, *c.critical))
            condition.complain("warning",
                               fmt::format("{} is beyond the critical threshold {}", *c.warning, *c.critical));
        const double milder = c.warning.value_or(c.critical.value_or(0));
        if (c.recovery && isWorse(*c.recovery, milder))
            recovery.complain("threshold", fmt::format("{} is beyond the threshold {}: the alert could end while the "
                                                       "condition still holds",
                                                       *c.recovery, milder));
        checkReach(condition, "warning", c.warning);
        checkReach(condition, "critical", c.critical);
        checkReach(recovery, "threshold", c.recovery);
    }

    /// A share is 0 to 1 and a score 0 to 100: a threshold out there can never, or always, be passed.
    void checkReach(JsonMembers& members, std::string_view member, const std::optional<double>& value)
    {
        const AlertMetric* metric = m_rule.metric.metric;
        if (!value || !metric)
            return;
        if (m_rule.condition.kind == ConditionKind::change) {
            if (*value < 0 || (m_rule.condition.direction == ChangeDirection::drop && *value >= 1))
                members.complain(member,
                                 fmt::format("{}: no value can {} by that share", *value,
                                             kDirections[static_cast<std::size_t>(m_rule.condition.direction)]));
            return;
        }
        const double most = metric->is_share ? 1 : metric->is_score ? 100 : 0;
        if (most > 0 && (*value < 0 || *value > most))
            members.complain(member, fmt::format("{} is not between 0 and {}", *value, most));
        else if (*value < 0)
            members.complain(member, fmt::format("{}: {} is never below 0", *value, m_rule.metric.name()));
    }

    std::optional<double> threshold(JsonMembers& members, std::string_view member)
    {
        const json* value = members.find(member);
        if (!value)
            return std::nullopt;
        return thresholdOf(members, member, *value);
    }

    std::optional<double> thresholdOf(JsonMembers& members, std::string_view member, const json& value)
    {
        if (value.is_number() && std::isfinite(value.get<double>()))
            return value.get<double>();
        if (!value.is_string()) {
            members.complain(member, "expected a number, or a text with a number and its unit");
            return std::nullopt;
        }
        auto number = thresholdFrom(value.get<std::string>(), unitKindOf(m_rule.metric, m_rule.condition.kind));
        if (number)
            return *number;
        members.complain(member, number.error());
        return std::nullopt;
    }

    void readBands(JsonMembers& condition, JsonMembers& recovery, std::size_t problemsBefore)
    {
        RuleCondition& c = m_rule.condition;
        c.warning_band = band(condition, "warning");
        c.critical_band = band(condition, "critical");
        c.recovery_band = band(recovery, "threshold");
        if (m_problems.size() > problemsBefore)
            return;
        if (!c.warning_band && !c.critical_band)
            return condition.complain("warning", "is missing: a band is needed, warning or critical");
        const auto lies = [](const ThresholdBand& inner, const ThresholdBand& outer) {
            return inner.low >= outer.low && inner.high <= outer.high;
        };
        if (c.warning_band && c.critical_band && !lies(*c.warning_band, *c.critical_band))
            condition.complain("warning", "this band has to lie within the critical one");
        if (c.recovery_band && !lies(*c.recovery_band, c.warning_band ? *c.warning_band : *c.critical_band))
            recovery.complain("threshold", "this band has to lie within that of the condition");
    }

    std::optional<ThresholdBand> band(JsonMembers& members, std::string_view member)
    {
        const json* value = members.find(member);
        if (!value)
            return std::nullopt;
        if (!value->is_array() || value->size() != 2) {
            members.complain(member, "expected a list of two: the low end and the high end");
            return std::nullopt;
        }
        const auto low = thresholdOf(members, member, (*value)[0]);
        const auto high = thresholdOf(members, member, (*value)[1]);
        if (!low || !high)
            return std::nullopt;
        if (*low >= *high)
            members.complain(member, fmt::format("nothing lies between {} and {}", *low, *high));
        return ThresholdBand{*low, *high};
    }

    void readPace()
    {
        if (const json* value = m_members.find("for")) {
            JsonMembers pace(*value, m_members.placeOf("for"), m_problems);
            m_rule.pending_windows = static_cast<int>(pace.whole("windows", 1, 1, kWeekOfHours));
            m_rule.pending_time = minutes(pace.whole("minutes", 0, 0, kMonthOfMinutes));
            pace.refuseOthers();
        }
        m_rule.settled_only = m_members.flag("settled_only", true);
        if (const json* value = m_members.find("flapping")) {
            JsonMembers flapping(*value, m_members.placeOf("flapping"), m_problems);
            m_rule.flap_fires = static_cast<int>(flapping.whole("fires", m_rule.flap_fires, 1, 1'000));
            m_rule.flap_windows = static_cast<int>(flapping.whole("windows", m_rule.flap_windows, 1, kWeekOfHours));
            flapping.refuseOthers();
        }
    }

    void readEvidence()
    {
        if (const json* value = m_members.find("minimum")) {
            JsonMembers minimum(*value, m_members.placeOf("minimum"), m_problems);
            constexpr std::int64_t most = 1'000'000'000;
            m_rule.minimum.sessions = minimum.whole("sessions", 0, 0, most);
            m_rule.minimum.samples = minimum.whole("samples", 0, 0, most);
            m_rule.minimum.baseline = minimum.number("baseline").value_or(0);
            m_rule.minimum.peers = minimum.whole("peers", 0, 0, most);
            if (m_rule.minimum.baseline != 0 && m_rule.condition.kind != ConditionKind::change)
                minimum.complain("baseline", "belongs to the condition change");
            minimum.refuseOthers();
        }
        m_rule.no_data =
            static_cast<NoData>(m_members.choice("no_data", kNoData, static_cast<std::size_t>(NoData::keep)));
        m_rule.forget_after_windows = static_cast<int>(m_members.whole("forget_after_windows", 24, 1, 31 * 24));
        m_rule.without_benchmark =
            static_cast<WithoutBenchmark>(m_members.choice("without_benchmark", kWithoutBenchmark, 0));
        m_rule.severity = static_cast<AlertLevel>(m_members.choice("severity", kSeverities, 0) + 1);
    }

    void readTelling()
    {
        m_rule.reason = m_members.text("reason").value_or("");
        m_rule.message = m_members.text("message").value_or("");
        if (auto problem = messageProblem(m_rule.message, m_rule.group_by))
            m_members.complain("message", *problem);
        if (const json* value = m_members.find("repeat")) {
            JsonMembers repeat(*value, m_members.placeOf("repeat"), m_problems);
            m_rule.repeat_warning = minutes(repeat.whole("warning_minutes", 240, 1, kMonthOfMinutes));
            m_rule.repeat_critical = minutes(repeat.whole("critical_minutes", 240, 1, kMonthOfMinutes));
            repeat.refuseOthers();
        }
        m_rule.muted_by = m_members.texts("muted_by");
        m_rule.channels = m_members.texts("channels");
        if (const json* value = m_members.find("schedule"))
            m_rule.schedule = readSchedule(*value, m_members.placeOf("schedule"), m_problems);
    }

    JsonMembers m_members;
    ProblemList& m_problems;
    const ScopeCheck& m_checkScope;
    AlertRule m_rule;
};

/// Rules may wait for each other only in one direction.
bool reaches(const std::map<std::string, const AlertRule*>& rules, const std::string& from, const std::string& to,
             std::size_t depth)
{
    const auto rule = rules.find(from);
    if (rule == rules.end() || depth > rules.size())
        return false;
    return std::ranges::any_of(rule->second->muted_by, [&](const std::string& next) {
        return next == to || reaches(rules, next, to, depth + 1);
    });
}

/// Refuses rules that name one another in a circle, or a rule that is not there.
void checkMuting(RuleFile& file)
{
    std::map<std::string, const AlertRule*> byId;
    for (const AlertRule& rule : file.rules)
        byId[rule.id] = &rule;
    std::vector<bool> good(file.rules.size(), true);
    for (std::size_t i = 0; i < file.rules.size(); ++i) {
        const AlertRule& rule = file.rules[i];
        for (std::size_t k = 0; k < rule.muted_by.size(); ++k) {
            const std::string place = fmt::format("{}/muted_by/{}", rule.place, k);
            if (rule.muted_by[k] == rule.id || reaches(byId, rule.muted_by[k], rule.id, 0)) {
                file.problems.push_back(
                    {place, fmt::format("'{}' and '{}' mute each other", rule.id, rule.muted_by[k])});
                good[i] = false;
            } else if (!byId.contains(rule.muted_by[k]) && !mutingLayer(rule.muted_by[k])) {
                file.problems.push_back(
                    {place,
                     fmt::format("there is no usable rule '{}' in this file, and no such verdict (verdict:computer, "
                                 "verdict:feed, verdict:network)",
                                 rule.muted_by[k])});
                good[i] = false;
            }
        }
    }
    std::vector<AlertRule> kept;
    for (std::size_t i = 0; i < file.rules.size(); ++i)
        if (good[i])
            kept.push_back(std::move(file.rules[i]));
    file.rules = std::move(kept);
}

void readList(const json& list, ProblemList& problems, RuleFile& file, const ScopeCheck& checkScope)
{
    std::map<std::string, std::string> placeOfId;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = fmt::format("/rules/{}", i);
        const std::size_t before = problems.size();
        AlertRule rule = RuleReader(list[i], place, problems, checkScope).read();
        const auto [first, isNew] = placeOfId.try_emplace(rule.id, place);
        if (!isNew && !rule.id.empty())
            problems.add(place + "/id", fmt::format("'{}' is also the id of {}", rule.id, first->second));
        if (problems.size() > before)
            continue;
        rule.place = place;
        file.rules.push_back(std::move(rule));
    }
    checkMuting(file);
}

}  // namespace

RuleFile readRules(std::string_view text, const ScopeCheck& checkScope)
{
    RuleFile file;
    ProblemList problems(file.problems);
    const auto root = parsedJson(text, problems);
    if (!root)
        return file;
    JsonMembers members(*root, "", problems);
    if (!readVersion(members))
        return file;
    const json* rules = neededList(members, "rules");
    members.refuseOthers();
    if (rules)
        readList(*rules, problems, file, checkScope);
    return file;
}

}  // namespace naap
