#include "core/notify/alert_tables.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/alerts/memory_text.h"
#include "core/alerts/message.h"
#include "core/reports/cells.h"

namespace naap {
namespace {

constexpr std::string_view kDash = "–";

template <class Row>
std::shared_ptr<const ReportTable> tableOf(std::vector<Row> rows, const std::vector<Column<Row>>& columns)
{
    return std::make_shared<RowsTable<Row>>(std::move(rows), columns);
}

Cell textCell(std::string_view text)
{
    return text.empty() ? Cell() : Cell(std::string(text));
}

double minutesBetween(Instant from, Instant to)
{
    return std::chrono::duration<double, std::ratio<60>>(to - from).count();
}

/// ● ▲ ■: the level by shape as well as by word.
std::string levelText(std::string_view level)
{
    return level == "critical" ? "■ critical" : level == "warning" ? "▲ warning" : std::string(level);
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string stateText(const ActiveAlert& alert)
{
    if (!alert.muted_by.empty() && alert.state != AlertState::pending)
        return "silenced";
    return std::string(nameOf(alert.state));
}

/// In shares of the threshold; what has fallen back behind it, but is not good yet, has the other sign.
Cell distanceOf(const ActiveAlert& alert)
{
    if (!alert.value || !alert.threshold || *alert.threshold == 0)
        return {};
    return fmt::format("{:+.3g} %", (*alert.value - *alert.threshold) / *alert.threshold * 100);
}

/// Requests and feeds have no sessions, which is not the same as none.
Cell sessionsOf(const ActiveAlert& alert)
{
    const bool hasSessions = alert.report != AlertReport::requests && alert.report != AlertReport::feed;
    return hasSessions ? Cell(alert.sessions) : Cell();
}

Cell nullIfNone(std::int64_t count)
{
    return count > 0 ? Cell(count) : Cell();
}

const std::vector<Column<ActiveAlert>>& activeColumns()
{
    static const std::vector<Column<ActiveAlert>> columns{
        {field("state", FieldType::text, "", "pending, firing, recovering, no_data or silenced"),
         [](const ActiveAlert& a) -> Cell { return stateText(a); }},
        {field("severity", FieldType::text, "", "how bad it is"),
         [](const ActiveAlert& a) -> Cell { return levelText(nameOf(a.level)); }},
        {key("rule", FieldType::text, "", "the rule's name"), member<&ActiveAlert::rule_name>},
        {key("entity", FieldType::text, "", "what it is about: a value of each field that the rule groups by"),
         [](const ActiveAlert& a) -> Cell { return entityOf(a.group); }},
        {field("value", FieldType::text, "", "of the window that was judged last; null: no evidence in it"),
         [](const ActiveAlert& a) -> Cell { return textCell(a.value_text); }},
        {field("threshold", FieldType::text, "", "that it has passed"),
         [](const ActiveAlert& a) -> Cell { return textCell(a.threshold_text); }},
        {field("distance", FieldType::text, "", "value less threshold, in shares of the threshold"), distanceOf},
        {field("since", FieldType::instant, "", "of this state"), member<&ActiveAlert::since>},
        {field("sessions", FieldType::integer, "", "requested sessions behind the value"), sessionsOf},
        {field("samples", FieldType::integer, "", "what the metric itself counts"), member<&ActiveAlert::samples>},
        {field("fires", FieldType::integer, "", "how often it fired lately; flapping is told once"),
         [](const ActiveAlert& a) -> Cell { return nullIfNone(a.fires); }},
        {field("acknowledged_at", FieldType::instant, "", "when somebody said that they know"),
         member<&ActiveAlert::acknowledged_at>},
        {field("muted_by", FieldType::text, "", "a firing rule that this one depends on"),
         [](const ActiveAlert& a) -> Cell { return textCell(a.muted_by); }},
        {field("message", FieldType::text, "", "what is told"), member<&ActiveAlert::message>},
    };
    return columns;
}

Cell ofRule(const RuleRow& row, std::string (*write)(const AlertRule&))
{
    return row.rule ? textCell(write(*row.rule)) : Cell();
}

const std::vector<Column<RuleRow>>& ruleColumns()
{
    static const std::vector<Column<RuleRow>> columns{
        {field("enabled", FieldType::text, "", "whether it is judged"),
         [](const RuleRow& r) -> Cell {
             return std::string(!r.rule                                ? "▲ wrong"
                                : !r.problem.empty() && r.text.enabled ? "◌ not judged"
                                : r.text.locked                        ? "◆ locked"
                                : r.text.enabled                       ? "● on"
                                                                       : "◌ off");
         }},
        {key("id", FieldType::text, "", "its name for programs"), [](const RuleRow& r) -> Cell { return r.text.id; }},
        {field("name", FieldType::text, "", "its name for people"),
         [](const RuleRow& r) -> Cell { return r.text.name; }},
        {field("metric", FieldType::text, "", "what is watched"),
         [](const RuleRow& r) -> Cell { return ofRule(r, [](const AlertRule& a) { return a.metric.name(); }); }},
        {field("condition", FieldType::text, "", "when it is bad: warning / critical"),
         [](const RuleRow& r) -> Cell { return ofRule(r, conditionTextOf); }},
        {field("per", FieldType::text, "", "one alert for each value of these fields"),
         [](const RuleRow& r) -> Cell { return ofRule(r, [](const AlertRule& a) { return joined(a.group_by); }); }},
        {field("scope", FieldType::text, "", "the rows it looks at; null: all"),
         [](const RuleRow& r) -> Cell { return ofRule(r, [](const AlertRule& a) { return a.scope; }); }},
        {field("for_windows", FieldType::integer, "", "so many bad windows in a row"),
         [](const RuleRow& r) -> Cell { return r.rule ? Cell(std::int64_t{r.rule->pending_windows}) : Cell(); }},
        {field("recovery", FieldType::text, "", "from where on it is good again; null: the milder threshold"),
         [](const RuleRow& r) -> Cell {
             return ofRule(r, [](const AlertRule& a) {
                 return a.condition.recovery ? valueText(a.metric, a.condition.kind, a.condition.recovery)
                                             : std::string();
             });
         }},
        {field("minimum", FieldType::text, "", "least evidence of a window"),
         [](const RuleRow& r) -> Cell {
             return ofRule(r, [](const AlertRule& a) {
                 const auto& least = a.minimum;
                 return least.sessions > 0  ? fmt::format("{} sessions", least.sessions)
                        : least.samples > 0 ? fmt::format("{} samples", least.samples)
                                            : std::string();
             });
         }},
        {field("channels", FieldType::text, "", "what tells it; null: all"),
         [](const RuleRow& r) -> Cell { return ofRule(r, [](const AlertRule& a) { return joined(a.channels); }); }},
        {field("firing", FieldType::integer, "", "alerts that go on"),
         [](const RuleRow& r) -> Cell { return static_cast<std::int64_t>(r.firing); }},
        {field("fires_30d", FieldType::integer, "", "alerts of the history in the last 30 days"),
         member<&RuleRow::fires_30d>},
        {field("precision", FieldType::real, "", "tagged true / tagged; null: nothing was tagged"),
         member<&RuleRow::precision>},
        {field("problem", FieldType::text, "", "why it is not judged"),
         [](const RuleRow& r) -> Cell { return textCell(r.problem); }},
    };
    return columns;
}

std::string silenceScope(const BookedSilence& booked)
{
    const Silence silence = silenceOf(booked);
    std::string text = silence.rule.empty() ? "every rule" : silence.rule;
    for (const auto& [name, value] : silence.labels)
        text += fmt::format(", {} {}", name, value);
    return text;
}

const std::vector<Column<SilenceRow>>& silenceColumns()
{
    static const std::vector<Column<SilenceRow>> columns{
        {field("state", FieldType::text, "", "active, coming or over"), member<&SilenceRow::state>},
        {key("scope", FieldType::text, "", "rule, and the values that an alert has to have"),
         [](const SilenceRow& r) -> Cell { return silenceScope(r.silence); }},
        {timeKey("from", "its beginning"), [](const SilenceRow& r) -> Cell { return r.silence.from; }},
        {timeField("to", "its end"), [](const SilenceRow& r) -> Cell { return r.silence.to; }},
        {field("covers_now", FieldType::integer, "", "alerts that it keeps quiet"), member<&SilenceRow::covers_now>},
        {field("covered", FieldType::integer, "", "alerts of the history that fell into it"),
         member<&SilenceRow::covered>},
        {field("reason", FieldType::text, "", "what somebody wrote"),
         [](const SilenceRow& r) -> Cell { return textCell(r.silence.reason); }},
    };
    return columns;
}

std::string entityOfLabels(const std::string& labels)
{
    const auto group = labelsFrom(labels);
    return group ? entityOf(*group) : labels;
}

const std::vector<Column<HistoryRow>>& historyColumns()
{
    static const std::vector<Column<HistoryRow>> columns{
        {timeKey("fired_at", "when it fired"), [](const HistoryRow& r) -> Cell { return r.episode.fired_at; }},
        {field("severity", FieldType::text, "", "the worst level"),
         [](const HistoryRow& r) -> Cell { return levelText(r.episode.level); }},
        {field("rule", FieldType::text, "", "the rule's name then"),
         [](const HistoryRow& r) -> Cell { return r.episode.rule_name; }},
        {field("entity", FieldType::text, "", "what it was about"),
         [](const HistoryRow& r) -> Cell { return entityOfLabels(r.episode.labels); }},
        {field("lasted_min", FieldType::real, "min", "how long; it goes on where ended_by is null"),
         [](const HistoryRow& r) -> Cell {
             return minutesBetween(r.episode.fired_at, r.episode.ended_at.value_or(r.now));
         }},
        {field("value_then", FieldType::text, "", "of the window that made it fire, as known then"),
         [](const HistoryRow& r) -> Cell { return textCell(r.value_then); }},
        {field("value_now", FieldType::text, "", "of the same window, as known now: late events may have changed it"),
         [](const HistoryRow& r) -> Cell { return textCell(r.value_now); }},
        {timeField("window_start", "of that window"), member<&HistoryRow::window_start>},
        {field("sessions", FieldType::integer, "", "requested sessions in it, as known then"),
         [](const HistoryRow& r) -> Cell { return nullIfNone(r.sessions); }},
        {field("samples", FieldType::integer, "", "behind the value, as known then"), member<&HistoryRow::samples>},
        {field("ended_by", FieldType::text, "", "why it ended; null: it goes on"),
         [](const HistoryRow& r) -> Cell { return textCell(r.episode.ended_by); }},
        {field("acknowledged_at", FieldType::instant, "", "when somebody said that they know"),
         [](const HistoryRow& r) -> Cell { return asCell(r.episode.acknowledged_at); }},
        {field("tag", FieldType::text, "", "true or false, by a person; null: nobody said"),
         [](const HistoryRow& r) -> Cell { return textCell(r.episode.tag); }},
        {field("note", FieldType::text, "", "what somebody wrote"),
         [](const HistoryRow& r) -> Cell { return textCell(r.episode.note); }},
        {field("message", FieldType::text, "", "what was told"),
         [](const HistoryRow& r) -> Cell { return r.episode.message; }},
    };
    return columns;
}

struct MessageRow {
    BookedMessage message;
    ShownMessage shown;
};

const std::vector<Column<MessageRow>>& messageColumns()
{
    static const std::vector<Column<MessageRow>> columns{
        {timeKey("at", "when there was something to tell"),
         [](const MessageRow& r) -> Cell { return r.message.made_at; }},
        {field("channel", FieldType::text, "", "by what"),
         [](const MessageRow& r) -> Cell { return r.message.channel; }},
        {field("outcome", FieldType::text, "", "told, given_up, or waits"),
         [](const MessageRow& r) -> Cell { return r.message.outcome.empty() ? "waits" : r.message.outcome; }},
        {field("attempts", FieldType::integer, "", "so far"),
         [](const MessageRow& r) -> Cell { return std::int64_t{r.message.attempts}; }},
        {field("title", FieldType::text, "", "of the message"),
         [](const MessageRow& r) -> Cell { return r.shown.title; }},
        {field("problem", FieldType::text, "", "of the last attempt"),
         [](const MessageRow& r) -> Cell { return textCell(r.message.problem); }},
        {field("text", FieldType::text, "", "of the message"),
         [](const MessageRow& r) -> Cell { return r.shown.text; }},
    };
    return columns;
}

}  // namespace

std::string entityOf(const AlertGroup& group)
{
    std::string text;
    for (const auto& label : group.labels)
        text +=
            fmt::format("{}{}", text.empty() ? "" : ", ", label && !label->empty() ? std::string_view(*label) : kDash);
    return text.empty() ? "network" : text;
}

std::string conditionTextOf(const AlertRule& rule)
{
    const RuleCondition& c = rule.condition;
    const auto one = [&](const std::optional<double>& value) {
        return value ? valueText(rule.metric, c.kind, value) : std::string(kDash);
    };
    switch (c.kind) {
        case ConditionKind::above: return fmt::format("above {} / {}", one(c.warning), one(c.critical));
        case ConditionKind::below: return fmt::format("below {} / {}", one(c.warning), one(c.critical));
        case ConditionKind::outside: return "outside a band";
        case ConditionKind::change:
            return fmt::format("{} by {} / {}", c.direction == ChangeDirection::drop ? "drop" : "rise", one(c.warning),
                               one(c.critical));
        case ConditionKind::absent: return "absent";
    }
    return {};
}

std::shared_ptr<const ReportTable> activeTable(const AlertPicture& picture)
{
    return tableOf(picture.active, activeColumns());
}

std::shared_ptr<const ReportTable> rulesTable(std::vector<RuleRow> rows)
{
    return tableOf(std::move(rows), ruleColumns());
}

std::vector<std::size_t> coveredBy(const BookedSilence& booked, const AlertPicture& picture)
{
    std::vector<std::size_t> covered;
    const Silence silence = silenceOf(booked);
    for (std::size_t i = 0; i < picture.active.size(); ++i) {
        AlertRule rule;
        rule.id = picture.active[i].rule;
        rule.group_by = picture.active[i].fields;
        if (silence.covers(rule, picture.active[i].group, booked.from))
            covered.push_back(i);
    }
    return covered;
}

std::vector<SilenceRow> silenceRows(const AlertPicture& picture, const std::vector<AlertRule>& rules)
{
    std::vector<SilenceRow> rows;
    for (const BookedSilence& booked : picture.silences) {
        SilenceRow& row = rows.emplace_back();
        row.silence = booked;
        row.state = picture.at >= booked.to ? "over" : picture.at < booked.from ? "coming" : "active";
        const Silence silence = silenceOf(booked);
        if (row.state == "active")
            row.covers_now = static_cast<std::int64_t>(coveredBy(booked, picture).size());
        for (const BookedEpisode& episode : picture.history) {
            const auto rule = std::ranges::find(rules, episode.rule, &AlertRule::id);
            const auto group = labelsFrom(episode.labels);
            row.covered += rule != rules.end() && group && silence.covers(*rule, *group, episode.fired_at);
        }
    }
    return rows;
}

std::shared_ptr<const ReportTable> silencesTable(std::vector<SilenceRow> rows)
{
    return tableOf(std::move(rows), silenceColumns());
}

std::shared_ptr<const ReportTable> historyTable(std::vector<HistoryRow> rows)
{
    return tableOf(std::move(rows), historyColumns());
}

std::shared_ptr<const ReportTable> messagesTable(const AlertPicture& picture)
{
    std::vector<MessageRow> rows;
    for (const auto* list : {&picture.waiting, &picture.told})
        for (const BookedMessage& each : *list)
            rows.push_back({each, shownMessage(each.body).value_or(ShownMessage{})});
    return tableOf(std::move(rows), messageColumns());
}

}  // namespace naap
