#include "core/alerts/told_message.h"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace naap {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLines = 12;
constexpr std::string_view kSharers[] = {"orchestrator_address", "gateway", "gpu_id"};

/// Which alerts belong together.
class Clusters {
public:
    explicit Clusters(std::size_t size) : m_parents(size) { std::iota(m_parents.begin(), m_parents.end(), 0); }

    std::size_t rootOf(std::size_t one)
    {
        while (m_parents[one] != one)
            one = m_parents[one] = m_parents[m_parents[one]];
        return one;
    }
    void join(std::size_t a, std::size_t b)
    {
        m_parents[std::max(rootOf(a), rootOf(b))] = std::min(rootOf(a), rootOf(b));
    }

private:
    std::vector<std::size_t> m_parents;
};

/// What an alert may share with another.
std::vector<std::string> threadsOf(const ToldAlert& alert)
{
    const std::string_view side = alert.kind == AnnouncementKind::ends ? "ends" : "is";
    std::vector<std::string> threads{fmt::format("{} rule {}", side, alert.rule)};
    for (const auto& [field, value] : alert.entity)
        if (std::ranges::find(kSharers, field) != std::end(kSharers) && value && !value->empty())
            threads.push_back(fmt::format("{} {} {}", side, field, *value));
    return threads;
}

/// A beginning is graver than a worsening, and that than a reminder.
AnnouncementKind graver(AnnouncementKind a, AnnouncementKind b)
{
    return std::min(a, b);
}

std::string titleOf(const ToldMessage& message)
{
    const ToldAlert& first = message.alerts.front();
    const bool isOneRule =
        std::ranges::all_of(message.alerts, [&](const ToldAlert& each) { return each.rule == first.rule; });
    const std::string what = isOneRule ? first.rule_name
                             : message.alerts.size() == 2
                                 ? fmt::format("{} and another", first.rule_name)
                                 : fmt::format("{} and {} others", first.rule_name, message.alerts.size() - 1);
    const std::string count =
        isOneRule && message.alerts.size() > 1 ? fmt::format(" ({} alerts)", message.alerts.size()) : "";
    if (message.kind == AnnouncementKind::ends)
        return fmt::format("Over: {}{}", what, count);
    const std::string_view again = message.kind == AnnouncementKind::repeats ? "still " : "";
    return fmt::format("{}{}: {}{}", again, nameOf(message.level), what, count);
}

std::string textOf(const ToldMessage& message)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(kLines, message.alerts.size()); ++i)
        text += fmt::format("{}{}{}", text.empty() ? "" : "\n", message.alerts[i].text,
                            message.alerts[i].is_flapping ? " (comes and goes; no more is told for now)" : "");
    if (message.alerts.size() > kLines)
        text += fmt::format("\nand {} more", message.alerts.size() - kLines);
    return text;
}

template <class T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

Json timeOrNull(const std::optional<Instant>& at)
{
    return at ? Json(formatInstant(*at)) : Json();
}

Json alertJson(const ToldAlert& alert)
{
    Json entity = Json::object();
    for (const auto& [field, value] : alert.entity)
        entity[field] = orNull(value);
    return {{"rule", alert.rule},
            {"name", alert.rule_name},
            {"kind", nameOf(alert.kind)},
            {"level", nameOf(alert.level)},
            {"entity", std::move(entity)},
            {"metric", alert.metric},
            {"unit", alert.unit},
            {"value", orNull(alert.value)},
            {"threshold", orNull(alert.threshold)},
            {"window_start", timeOrNull(alert.window_start)},
            {"window_hours", alert.window_hours},
            {"fired_at", timeOrNull(alert.fired_at)},
            {"sessions", alert.sessions},
            {"samples", alert.samples},
            {"flapping", alert.is_flapping},
            {"message", alert.text}};
}

}  // namespace

std::vector<ToldMessage> messagesFor(std::vector<ToldAlert> alerts, Instant at)
{
    Clusters clusters(alerts.size());
    std::map<std::string, std::size_t> firstWith;
    for (std::size_t i = 0; i < alerts.size(); ++i)
        for (const std::string& thread : threadsOf(alerts[i]))
            clusters.join(i, firstWith.try_emplace(thread, i).first->second);
    std::map<std::size_t, ToldMessage> byRoot;
    for (std::size_t i = 0; i < alerts.size(); ++i) {
        ToldMessage& message = byRoot[clusters.rootOf(i)];
        message.at = at;
        message.kind = message.alerts.empty() ? alerts[i].kind : graver(message.kind, alerts[i].kind);
        message.level = std::max(message.level, alerts[i].level);
        message.alerts.push_back(std::move(alerts[i]));
    }
    std::vector<ToldMessage> messages;
    for (auto& [root, message] : byRoot) {
        std::ranges::stable_sort(message.alerts, std::greater(), &ToldAlert::level);
        message.title = titleOf(message);
        message.text = textOf(message);
        messages.push_back(std::move(message));
    }
    std::ranges::stable_sort(messages, std::greater(), &ToldMessage::level);
    return messages;
}

ToldMessage testMessage(Instant at)
{
    ToldAlert alert{.rule = "test",
                    .rule_name = "Test of a channel",
                    .channels = {},
                    .kind = AnnouncementKind::begins,
                    .level = AlertLevel::warning,
                    .entity = {},
                    .metric = "none",
                    .unit = {},
                    .value = {},
                    .threshold = {},
                    .window_start = {},
                    .window_hours = 1,
                    .fired_at = at,
                    .sessions = 0,
                    .samples = 0,
                    .is_flapping = false,
                    .text = "Nothing is wrong: somebody pressed the test button of NaaP Lens."};
    ToldMessage message;
    message.kind = AnnouncementKind::begins;
    message.level = AlertLevel::warning;
    message.at = at;
    message.is_test = true;
    message.alerts.push_back(std::move(alert));
    message.title = titleOf(message);
    message.text = textOf(message);
    return message;
}

std::string bodyOf(const ToldMessage& message)
{
    Json alerts = Json::array();
    for (const ToldAlert& each : message.alerts)
        alerts.push_back(alertJson(each));
    const Json body{{"version", 1},
                    {"program", "naap-lens"},
                    {"kind", nameOf(message.kind)},
                    {"level", nameOf(message.level)},
                    {"at", formatInstant(message.at)},
                    {"test", message.is_test},
                    {"title", message.title},
                    {"text", message.text},
                    {"alerts", std::move(alerts)}};
    return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<ShownMessage> shownMessage(std::string_view text)
{
    const Json body = Json::parse(text, nullptr, false);
    if (!body.is_object() || !body.contains("title") || !body.contains("alerts"))
        return std::nullopt;
    ShownMessage shown{.title = body.value("title", ""),
                       .text = body.value("text", ""),
                       .level = body.value("level", ""),
                       .kind = body.value("kind", ""),
                       .is_test = body.value("test", false),
                       .rule = {},
                       .alerts = {},
                       .entities = {}};
    for (const Json& each : body["alerts"]) {
        Json labels = Json::array();
        Json entity = Json::object();
        if (each.contains("entity"))
            for (const auto& [field, label] : each["entity"].items()) {
                labels.push_back(label);
                entity[field] = label.is_string() ? label : Json("");
            }
        shown.entities.push_back(entity.dump(-1, ' ', false, Json::error_handler_t::replace));
        shown.alerts.emplace_back(each.value("rule", ""), labels.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    if (!shown.alerts.empty())
        shown.rule = shown.alerts.front().first;
    return shown;
}

}  // namespace naap
