#include "core/reports/alert_output.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/message.h"
#include "core/reports/cells.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

template <class T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

Json timeOrNull(const std::optional<Instant>& value)
{
    return value ? Json(formatInstant(*value)) : Json();
}

double minutesOf(milliseconds length)
{
    return std::chrono::duration<double, std::ratio<60>>(length).count();
}

Json minutesOrNull(const std::optional<milliseconds>& length)
{
    return length ? Json(minutesOf(*length)) : Json();
}

Json labelsJson(const AlertRule& rule, const AlertGroup& group)
{
    Json labels = Json::object();
    for (std::size_t i = 0; i < rule.group_by.size(); ++i)
        labels[rule.group_by[i]] = orNull(group.labels[i]);
    return labels;
}

std::string entityText(const AlertGroup& group)
{
    std::string text;
    for (const auto& label : group.labels)
        text += fmt::format("{}{}", text.empty() ? "" : " ", label && !label->empty() ? *label : "–");
    return text.empty() ? "network" : text;
}

std::string messageAt(const AlertRule& rule, const AlertGroup& group, AlertLevel level, const AlertObservation& seen)
{
    const auto threshold = seen.value ? rule.condition.thresholdOf(level, *seen.value) : std::nullopt;
    return messageOf(rule, {.labels = group.labels,
                            .level = level,
                            .value = seen.value,
                            .threshold = threshold,
                            .window_start = seen.window_start,
                            .sessions = seen.sessions,
                            .samples = seen.samples});
}

void putObservation(Json& json, const AlertRule& rule, AlertLevel level, const AlertObservation& seen)
{
    json["window_start"] = formatInstant(seen.window_start);
    json["value"] = orNull(seen.value);
    json["threshold"] = seen.value ? orNull(rule.condition.thresholdOf(level, *seen.value)) : Json();
    json["metric_value"] = orNull(seen.metric);
    json["numerator"] = orNull(seen.numerator);
    json["denominator"] = orNull(seen.denominator);
    json["baseline"] = orNull(seen.baseline);
    json["sessions"] = seen.sessions;
    json["samples"] = seen.samples;
}

Json episodeJson(const AlertRule& rule, const AlertSeries& series, const AlertEpisode& episode, Instant end)
{
    const AlertGroup& group = series.groups[episode.group];
    Json json{{"entity", labelsJson(rule, group)},
              {"level", nameOf(episode.level)},
              {"no_data", episode.is_no_data},
              {"pending_at", formatInstant(episode.pending_at)},
              {"fired_at", formatInstant(episode.fired_at)},
              {"ended_at", timeOrNull(episode.ended_at)},
              {"ended_by", episode.ended_at ? Json(nameOf(episode.ended_by)) : Json()},
              {"minutes", minutesOf(episode.length(end))},
              {"flapping", episode.is_flapping}};
    putObservation(json, rule, episode.level, episode.seen);
    json["worst"] = orNull(episode.worst);
    json["message"] = messageAt(rule, group, episode.level, episode.seen);
    return json;
}

Json nearbyJson(const NearbyResult& each)
{
    return {{"factor", each.factor},
            {"warning", orNull(each.warning)},
            {"critical", orNull(each.critical)},
            {"pending_windows", each.pending_windows},
            {"fires", each.fires},
            {"fires_per_day", each.fires_per_day},
            {"median_minutes", minutesOrNull(each.median_length)}};
}

Json backtestObject(const RuleBacktest& each)
{
    const Backtest& result = each.result;
    Json json{{"rule", each.rule.id},
              {"name", each.rule.name},
              {"metric", each.rule.metric.name()},
              {"from", each.series.windows.empty() ? Json() : Json(formatInstant(result.from))},
              {"to", each.series.windows.empty() ? Json() : Json(formatInstant(result.to))},
              {"entities", each.series.groups.size()},
              {"windows", result.windows},
              {"windows_judged", result.windows_judged},
              {"windows_scant", result.windows_scant},
              {"windows_without_data", result.windows_without_data},
              {"fires", result.fires},
              {"fires_per_day", result.firesPerDay()},
              {"told", result.told},
              {"flaps", result.flaps},
              {"median_minutes", minutesOrNull(result.medianLength())},
              {"longest_minutes", minutesOrNull(result.longest())}};
    Json most = Json::array();
    for (const FiringGroup& group : result.most_firing)
        most.push_back({{"entity", labelsJson(each.rule, each.series.groups[group.group])},
                        {"fires", group.fires},
                        {"minutes", minutesOf(group.firing)}});
    json["most_firing"] = std::move(most);
    Json episodes = Json::array();
    for (const AlertEpisode& episode : result.episodes)
        episodes.push_back(episodeJson(each.rule, each.series, episode, result.to));
    json["episodes"] = std::move(episodes);
    Json bands = Json::array();
    for (const AlertStretch& stretch : result.stretches)
        bands.push_back({{"entity", labelsJson(each.rule, each.series.groups[stretch.group])},
                         {"state", nameOf(stretch.state)},
                         {"level", nameOf(stretch.level)},
                         {"from", formatInstant(stretch.from)},
                         {"to", formatInstant(stretch.to)}});
    json["bands"] = std::move(bands);
    json["nearby"] = Json::array();
    for (const NearbyResult& nearby : each.nearby)
        json["nearby"].push_back(nearbyJson(nearby));
    return json;
}

Json problemsJson(std::span<const RuleProblem> problems)
{
    Json list = Json::array();
    for (const RuleProblem& each : problems)
        list.push_back({{"place", each.place}, {"reason", each.reason}});
    return list;
}

/// Names come from events, and may hold bytes that are no UTF-8.
std::string dumped(const Json& json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string lengthText(std::optional<milliseconds> length)
{
    if (!length)
        return "–";
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*length).count();
    return minutes < 120 ? fmt::format("{} min", minutes) : fmt::format("{:.1f} h", static_cast<double>(minutes) / 60);
}

template <class Row>
void putTable(std::string& out, std::vector<Row> rows, std::span<const Column<Row>> columns,
              const FormatOptions& options)
{
    writeReport(RowsTable<Row>(std::move(rows), columns), options, [&](std::string_view text) {
        out += text;
        return true;
    });
}

struct EpisodeLine {
    Instant fired_at{};
    std::string entity;
    std::string level;
    std::string lasted;
    std::string value;
    std::int64_t sessions = 0;
    std::int64_t samples = 0;
};

std::span<const Column<EpisodeLine>> episodeColumns()
{
    static const std::vector<Column<EpisodeLine>> columns{
        {timeKey("fired_at", "when it fired"), member<&EpisodeLine::fired_at>},
        {field("entity", FieldType::text, "", "what it was about"), member<&EpisodeLine::entity>},
        {field("level", FieldType::text, "", "the worst level"), member<&EpisodeLine::level>},
        {field("lasted", FieldType::text, "", "how long"), member<&EpisodeLine::lasted>},
        {field("value", FieldType::text, "", "the value that made it fire"), member<&EpisodeLine::value>},
        {field("sessions", FieldType::integer, "", "behind it"), member<&EpisodeLine::sessions>},
        {field("samples", FieldType::integer, "", "behind it"), member<&EpisodeLine::samples>},
    };
    return columns;
}

struct NearbyLine {
    std::string thresholds;
    std::int64_t pending_windows = 0;
    std::int64_t fires = 0;
    std::string fires_per_day;
    std::string median_length;
};

std::span<const Column<NearbyLine>> nearbyColumns()
{
    static const std::vector<Column<NearbyLine>> columns{
        {field("thresholds", FieldType::text, "", "warning, critical"), member<&NearbyLine::thresholds>},
        {field("pending_windows", FieldType::integer, "", "bad windows in a row"),
         member<&NearbyLine::pending_windows>},
        {field("fires", FieldType::integer, "", "alerts"), member<&NearbyLine::fires>},
        {field("fires_per_day", FieldType::text, "", "alerts a day"), member<&NearbyLine::fires_per_day>},
        {field("median_length", FieldType::text, "", "half were shorter"), member<&NearbyLine::median_length>},
    };
    return columns;
}

std::string figure(const AlertRule& rule, std::optional<double> value)
{
    return value ? valueText(rule.metric, rule.condition.kind, value) : "–";
}

void putEpisodes(std::string& out, const RuleBacktest& each, const FormatOptions& options)
{
    constexpr std::size_t kShown = 20;
    std::vector<EpisodeLine> lines;
    const auto& episodes = each.result.episodes;
    for (std::size_t i = episodes.size() - std::min(episodes.size(), kShown); i < episodes.size(); ++i) {
        const AlertEpisode& episode = episodes[i];
        lines.push_back({.fired_at = episode.fired_at,
                         .entity = entityText(each.series.groups[episode.group]),
                         .level = episode.is_no_data ? "no data" : std::string(nameOf(episode.level)),
                         .lasted = lengthText(episode.length(each.result.to)) + (episode.ended_at ? "" : ", goes on"),
                         .value = figure(each.rule, episode.seen.value),
                         .sessions = episode.seen.sessions,
                         .samples = episode.seen.samples});
    }
    if (lines.empty())
        return;
    out += episodes.size() > kShown ? fmt::format("The latest {} of {} alerts:\n", kShown, episodes.size()) : "";
    putTable<EpisodeLine>(out, std::move(lines), episodeColumns(), options);
    out += '\n';
}

void putNearby(std::string& out, const RuleBacktest& each, const FormatOptions& options)
{
    std::vector<NearbyLine> lines;
    for (const NearbyResult& nearby : each.nearby)
        lines.push_back({.thresholds = figure(each.rule, nearby.warning) + ", " + figure(each.rule, nearby.critical),
                         .pending_windows = nearby.pending_windows,
                         .fires = nearby.fires,
                         .fires_per_day = fmt::format("{:.2f}", nearby.fires_per_day),
                         .median_length = lengthText(nearby.median_length)});
    if (lines.empty())
        return;
    out += "With other thresholds and pending times:\n";
    putTable<NearbyLine>(out, std::move(lines), nearbyColumns(), options);
    out += '\n';
}

void putBacktest(std::string& out, const RuleBacktest& each, const FormatOptions& options)
{
    const Backtest& result = each.result;
    out += fmt::format("{} ({})\n", each.rule.name, each.rule.id);
    if (each.series.windows.empty()) {
        out += "  no settled window in the range\n\n";
        return;
    }
    out += fmt::format("  {} to {}: {} alerts ({:.2f} a day), median {}, longest {}, {} flaps\n",
                       formatInstant(result.from), formatInstant(result.to), result.fires, result.firesPerDay(),
                       lengthText(result.medianLength()), lengthText(result.longest()), result.flaps);
    out += fmt::format("  {} windows of {} entities judged, {} with too little evidence, {} without data\n",
                       result.windows_judged, each.series.groups.size(), result.windows_scant,
                       result.windows_without_data);
    for (std::size_t i = 0; i < std::min<std::size_t>(5, result.most_firing.size()); ++i)
        out += fmt::format("  {}: {} alerts, {}\n", entityText(each.series.groups[result.most_firing[i].group]),
                           result.most_firing[i].fires, lengthText(result.most_firing[i].firing));
    out += '\n';
    putEpisodes(out, each, options);
    putNearby(out, each, options);
}

AlertState shownState(const RuleStanding& standing, const AlertStatus& status)
{
    const bool isAlert = status.phase != AlertState::inactive && status.phase != AlertState::pending;
    return standing.muted && isAlert ? AlertState::silenced : status.state();
}

Json standingJson(const RuleStanding& standing)
{
    Json alerts = Json::array();
    std::int64_t judged = 0;
    for (std::size_t i = 0; i < standing.groups.size(); ++i) {
        const AlertStatus& status = standing.statuses[i];
        judged += status.seen.value && status.seen.enough;
        if (status.phase == AlertState::inactive)
            continue;
        Json alert{
            {"entity", labelsJson(*standing.rule, standing.groups[i])},
            {"state", nameOf(shownState(standing, status))},
            {"level", nameOf(status.level)},
            {"pending_since", formatInstant(status.phase == AlertState::no_data ? status.since : status.pending_since)},
            {"fired_at", timeOrNull(status.fired_at)},
            {"flapping", status.is_flapping}};
        putObservation(alert, *standing.rule, status.level, status.seen);
        alert["last_bad_window"] = status.evidence ? Json(formatInstant(status.evidence->window_start)) : Json();
        alert["message"] = alertMessage(*standing.rule, standing.groups[i].labels, status);
        alerts.push_back(std::move(alert));
    }
    return {{"rule", standing.rule->id},
            {"name", standing.rule->name},
            {"entities", standing.groups.size()},
            {"entities_judged", judged},
            {"muted_by", standing.muted ? Json(standing.muted_by) : Json()},
            {"remark", standing.skipped.empty() ? Json() : Json(standing.skipped)},
            {"alerts", std::move(alerts)}};
}

struct AlertLine {
    std::string state;
    std::string level;
    Instant since{};
    std::string message;
};

std::span<const Column<AlertLine>> alertColumns()
{
    static const std::vector<Column<AlertLine>> columns{
        {field("state", FieldType::text, "", "state"), member<&AlertLine::state>},
        {field("level", FieldType::text, "", "level"), member<&AlertLine::level>},
        {field("since", FieldType::instant, "", "of the state"), member<&AlertLine::since>},
        {field("message", FieldType::text, "", "what is wrong"), member<&AlertLine::message>},
    };
    return columns;
}

struct RuleLine {
    std::string id;
    std::string report;
    std::string metric;
    std::string per;
    std::string fires;
    bool enabled = true;
};

std::span<const Column<RuleLine>> ruleColumns()
{
    static const std::vector<Column<RuleLine>> columns{
        {key("id", FieldType::text, "", "the rule"), member<&RuleLine::id>},
        {field("report", FieldType::text, "", "where its rows come from"), member<&RuleLine::report>},
        {field("metric", FieldType::text, "", "what is watched"), member<&RuleLine::metric>},
        {field("per", FieldType::text, "", "one alert for each"), member<&RuleLine::per>},
        {field("fires", FieldType::text, "", "when"), member<&RuleLine::fires>},
        {field("enabled", FieldType::boolean, "", "whether it is judged"), member<&RuleLine::enabled>},
    };
    return columns;
}

std::string conditionText(const AlertRule& rule)
{
    const RuleCondition& c = rule.condition;
    const auto pair = [&] { return figure(rule, c.warning) + " / " + figure(rule, c.critical); };
    switch (c.kind) {
        case ConditionKind::above: return "above " + pair();
        case ConditionKind::below: return "below " + pair();
        case ConditionKind::outside: return "outside a band";
        case ConditionKind::change:
            return fmt::format("{} of {}", c.direction == ChangeDirection::drop ? "drop" : "rise", pair());
        case ConditionKind::absent: return "absent";
    }
    return "";
}

Json targetObject(const TargetReport& each)
{
    const Target& target = each.target;
    const TargetResult& result = each.result;
    Json json{{"target", target.watch.id},
              {"name", target.watch.name},
              {"metric", target.watch.metric.name()},
              {target.at_least ? "at_least" : "at_most", target.objective},
              {"budget", target.budget},
              {"from", result.windows.empty() ? Json() : Json(formatInstant(result.windows.front()))},
              {"windows", result.windows.size()}};
    json["entities"] = Json::array();
    for (const TargetStanding& standing : result.standings)
        json["entities"].push_back({{"entity", labelsJson(target.watch, result.groups[standing.group])},
                                    {"met", standing.met},
                                    {"missed", standing.missed},
                                    {"cannot_tell", standing.cannot_tell},
                                    {"latest", orNull(standing.latest)},
                                    {"compliance", orNull(standing.compliance())},
                                    {"burn", orNull(standing.burn(target.budget))},
                                    {"budget_left", orNull(standing.budgetLeft(target.budget))}});
    json["violations"] = Json::array();
    for (const Violation& violation : result.violations)
        json["violations"].push_back({{"entity", labelsJson(target.watch, result.groups[violation.group])},
                                      {"from", formatInstant(violation.from)},
                                      {"to", formatInstant(violation.to)},
                                      {"windows", violation.windows},
                                      {"worst", violation.worst},
                                      {"sessions", violation.sessions},
                                      {"excused_share", orNull(violation.excused_share)}});
    return json;
}

struct StandingLine {
    std::string entity;
    std::int64_t met = 0;
    std::int64_t missed = 0;
    std::int64_t cannot_tell = 0;
    std::optional<double> compliance;
    std::optional<double> burn;
    std::string latest;
};

std::span<const Column<StandingLine>> standingColumns()
{
    static const std::vector<Column<StandingLine>> columns{
        {key("entity", FieldType::text, "", "whose target"), member<&StandingLine::entity>},
        {field("met", FieldType::integer, "", "windows"), member<&StandingLine::met>},
        {field("missed", FieldType::integer, "", "windows"), member<&StandingLine::missed>},
        {field("cannot_tell", FieldType::integer, "", "windows"), member<&StandingLine::cannot_tell>},
        {field("compliance", FieldType::real, "", "met / judged"), member<&StandingLine::compliance>},
        {field("burn", FieldType::real, "", "missed share / budget"), member<&StandingLine::burn>},
        {field("latest", FieldType::text, "", "value"), member<&StandingLine::latest>},
    };
    return columns;
}

void putTarget(std::string& out, const TargetReport& each, const FormatOptions& options)
{
    const AlertRule& watch = each.target.watch;
    out += fmt::format("{} ({}): {} {} {}\n", watch.name, watch.id, watch.metric.name(),
                       each.target.at_least ? "at least" : "at most", figure(watch, each.target.objective));
    std::vector<StandingLine> lines;
    for (const TargetStanding& standing : each.result.standings)
        lines.push_back({.entity = entityText(each.result.groups[standing.group]),
                         .met = standing.met,
                         .missed = standing.missed,
                         .cannot_tell = standing.cannot_tell,
                         .compliance = standing.compliance(),
                         .burn = standing.burn(each.target.budget),
                         .latest = figure(watch, standing.latest)});
    putTable<StandingLine>(out, std::move(lines), standingColumns(), options);
    out += fmt::format("{} violations\n\n", each.result.violations.size());
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace

Result<std::vector<RuleBacktest>> backtestRules(Cache& cache, std::span<const AlertRule> rules,
                                                std::optional<Instant> from, std::optional<Instant> to,
                                                const OwnOrchestrators& mine)
{
    std::vector<RuleBacktest> results;
    for (const AlertRule& rule : rules) {
        auto series = alertSeries(cache, rule, from, to, {}, mine);
        if (!series)
            return tl::unexpected(series.error());
        RuleBacktest& each = results.emplace_back();
        each.rule = rule;
        each.series = std::move(*series);
        each.result = backtest(rule, each.series);
        each.nearby = nearbyResults(rule, each.series);
    }
    return results;
}

std::string backtestJson(std::span<const RuleBacktest> backtests, std::span<const RuleProblem> problems)
{
    Json rules = Json::array();
    for (const RuleBacktest& each : backtests)
        rules.push_back(backtestObject(each));
    return dumped({{"rules", std::move(rules)}, {"problems", problemsJson(problems)}});
}

std::string backtestText(std::span<const RuleBacktest> backtests, const FormatOptions& options)
{
    std::string out;
    for (const RuleBacktest& each : backtests)
        putBacktest(out, each, options);
    return out;
}

std::string checkJson(const AlertCheck& check, std::span<const RuleProblem> problems)
{
    Json rules = Json::array();
    for (const RuleStanding& standing : check.rules)
        rules.push_back(standingJson(standing));
    return dumped({{"at", check.at == Instant{} ? Json() : Json(formatInstant(check.at))},
                   {"level", check.worst == AlertLevel::none ? "ok" : std::string(nameOf(check.worst))},
                   {"rules", std::move(rules)},
                   {"problems", problemsJson(problems)}});
}

std::string checkText(const AlertCheck& check, const FormatOptions& options)
{
    std::vector<AlertLine> lines;
    std::string remarks;
    for (const RuleStanding& standing : check.rules) {
        if (!standing.skipped.empty() && !standing.unmatched)  // that is told as a problem of the file
            remarks += fmt::format("{}: {}\n", standing.rule->id, standing.skipped);
        for (std::size_t i = 0; i < standing.groups.size(); ++i) {
            const AlertStatus& status = standing.statuses[i];
            if (status.phase != AlertState::inactive)
                lines.push_back({.state = std::string(nameOf(shownState(standing, status))),
                                 .level = std::string(nameOf(status.level)),
                                 .since = status.since,
                                 .message = alertMessage(*standing.rule, standing.groups[i].labels, status)});
        }
    }
    std::string out = check.at == Instant{}
                          ? std::string("The cache holds no events.\n")
                          : fmt::format("{} at {}\n", check.worst == AlertLevel::none ? "ok" : nameOf(check.worst),
                                        formatInstant(check.at));
    if (!lines.empty())
        putTable<AlertLine>(out, std::move(lines), alertColumns(), options);
    return out + remarks;
}

std::string targetsJson(std::span<const TargetReport> reports, std::span<const RuleProblem> problems)
{
    Json targets = Json::array();
    for (const TargetReport& each : reports)
        targets.push_back(targetObject(each));
    return dumped({{"targets", std::move(targets)}, {"problems", problemsJson(problems)}});
}

std::string targetsText(std::span<const TargetReport> reports, const FormatOptions& options)
{
    std::string out;
    for (const TargetReport& each : reports)
        putTarget(out, each, options);
    return out;
}

std::string rulesText(std::span<const AlertRule> rules, const FormatOptions& options)
{
    std::vector<RuleLine> lines;
    for (const AlertRule& rule : rules)
        lines.push_back({.id = rule.id,
                         .report = std::string(nameOf(rule.metric.report)),
                         .metric = rule.metric.name(),
                         .per = joined(rule.group_by),
                         .fires = conditionText(rule),
                         .enabled = rule.enabled});
    std::string out;
    putTable<RuleLine>(out, std::move(lines), ruleColumns(), options);
    return out;
}

}  // namespace naap
