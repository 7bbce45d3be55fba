#include "core/alerts/memory_text.h"

#include <array>

#include <nlohmann/json.hpp>

namespace naap {
namespace {

using nlohmann::json;

constexpr std::array kLevels{AlertLevel::none, AlertLevel::warning, AlertLevel::critical};
constexpr std::array kStates{AlertState::inactive,   AlertState::pending, AlertState::firing,
                             AlertState::recovering, AlertState::no_data, AlertState::silenced};
constexpr std::array kReasons{AlertReason::condition,  AlertReason::recovered, AlertReason::relapsed,
                              AlertReason::not_enough, AlertReason::no_data,   AlertReason::data_is_back,
                              AlertReason::forgotten,  AlertReason::silence};

template <class Names>
auto oneOf(const Names& all, std::string_view name) -> std::optional<typename Names::value_type>
{
    for (const auto each : all)
        if (nameOf(each) == name)
            return each;
    return std::nullopt;
}

json put(const std::optional<double>& value)
{
    return value ? json(*value) : json();
}
json put(const std::optional<Instant>& value)
{
    return value ? json(toMs(*value)) : json();
}

std::optional<double> number(const json& value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}
std::optional<Instant> instant(const json& value)
{
    return value.is_null() ? std::nullopt : std::optional(instantFromMs(value.get<std::int64_t>()));
}

json toJson(const AlertObservation& seen)
{
    return {{"window_start", toMs(seen.window_start)},
            {"value", put(seen.value)},
            {"metric", put(seen.metric)},
            {"numerator", put(seen.numerator)},
            {"denominator", put(seen.denominator)},
            {"baseline", put(seen.baseline)},
            {"sessions", seen.sessions},
            {"samples", seen.samples},
            {"bad_since", put(seen.bad_since)},
            {"critical_since", put(seen.critical_since)},
            {"attainable_share", seen.attainable_share},
            {"enough", seen.enough},
            {"is_expected", seen.is_expected},
            {"settled", seen.settled}};
}

AlertObservation toObservation(const json& from)
{
    AlertObservation seen;
    seen.window_start = *instant(from.at("window_start"));
    seen.value = number(from.at("value"));
    seen.metric = number(from.at("metric"));
    seen.numerator = number(from.at("numerator"));
    seen.denominator = number(from.at("denominator"));
    seen.baseline = number(from.at("baseline"));
    seen.sessions = from.at("sessions").get<std::int64_t>();
    seen.samples = from.at("samples").get<std::int64_t>();
    seen.bad_since = instant(from.at("bad_since"));
    seen.critical_since = instant(from.at("critical_since"));
    seen.attainable_share = from.at("attainable_share").get<double>();
    seen.enough = from.at("enough").get<bool>();
    seen.is_expected = from.at("is_expected").get<bool>();
    seen.settled = from.at("settled").get<bool>();
    return seen;
}

json toJson(const AlertStatus& status)
{
    return {{"phase", nameOf(status.phase)},
            {"level", nameOf(status.level)},
            {"is_silenced", status.is_silenced},
            {"is_flapping", status.is_flapping},
            {"since", toMs(status.since)},
            {"pending_since", toMs(status.pending_since)},
            {"fired_at", put(status.fired_at)},
            {"bad_windows", status.bad_windows},
            {"critical_windows", status.critical_windows},
            {"good_windows", status.good_windows},
            {"missing_windows", status.missing_windows},
            {"critical_since", toMs(status.critical_since)},
            {"seen", toJson(status.seen)},
            {"evidence", status.evidence ? toJson(*status.evidence) : json()}};
}

AlertStatus toStatus(const json& from)
{
    AlertStatus status;
    status.phase = oneOf(kStates, from.at("phase").get<std::string>()).value_or(AlertState::inactive);
    status.level = oneOf(kLevels, from.at("level").get<std::string>()).value_or(AlertLevel::none);
    status.is_silenced = from.at("is_silenced").get<bool>();
    status.is_flapping = from.at("is_flapping").get<bool>();
    status.since = *instant(from.at("since"));
    status.pending_since = *instant(from.at("pending_since"));
    status.fired_at = instant(from.at("fired_at"));
    status.bad_windows = from.at("bad_windows").get<int>();
    status.critical_windows = from.at("critical_windows").get<int>();
    status.good_windows = from.at("good_windows").get<int>();
    status.missing_windows = from.at("missing_windows").get<int>();
    status.critical_since = *instant(from.at("critical_since"));
    status.seen = toObservation(from.at("seen"));
    if (!from.at("evidence").is_null())
        status.evidence = toObservation(from.at("evidence"));
    return status;
}

/// What `read` makes of the text; nothing for what is not as we wrote it.
template <class Read>
auto readFrom(std::string_view text, Read&& read) -> std::optional<decltype(read(json()))>
{
    try {
        return read(json::parse(text));
    } catch (const json::exception&) {
        return std::nullopt;
    } catch (const std::bad_optional_access&) {
        return std::nullopt;
    }
}

/// Labels come from events, and may hold bytes that are no UTF-8.
std::string dumped(const json& value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string keptText(const KeptAlert& kept)
{
    json fires = json::array();
    for (const Instant fired : kept.memory.fires)
        fires.push_back(toMs(fired));
    return dumped(
        {{"status", toJson(kept.memory.status)},
         {"fires", std::move(fires)},
         {"told_flapping", kept.memory.told_flapping},
         {"untold", kept.memory.untold},
         {"told", {{"wanted", kept.told.wanted}, {"at", put(kept.told.at)}, {"level", nameOf(kept.told.level)}}}});
}

std::optional<KeptAlert> keptFrom(std::string_view text)
{
    return readFrom(text, [](const json& from) {
        KeptAlert kept;
        kept.memory.status = toStatus(from.at("status"));
        for (const json& fired : from.at("fires"))
            kept.memory.fires.push_back(instantFromMs(fired.get<std::int64_t>()));
        kept.memory.told_flapping = from.at("told_flapping").get<bool>();
        kept.memory.untold = from.at("untold").get<bool>();
        const json& told = from.at("told");
        kept.told.wanted = told.at("wanted").get<bool>();
        kept.told.at = instant(told.at("at"));
        kept.told.level = oneOf(kLevels, told.at("level").get<std::string>()).value_or(AlertLevel::none);
        return kept;
    });
}

std::string observationText(const AlertObservation& seen)
{
    return dumped(toJson(seen));
}

std::optional<AlertObservation> observationFrom(std::string_view text)
{
    return readFrom(text, toObservation);
}

std::string labelsText(const AlertGroup& group)
{
    json labels = json::array();
    for (const auto& label : group.labels)
        labels.push_back(label ? json(*label) : json());
    return dumped(labels);
}

std::optional<AlertGroup> labelsFrom(std::string_view text)
{
    return readFrom(text, [](const json& from) {
        AlertGroup group;
        for (const json& label : from)
            group.labels.push_back(label.is_null() ? std::nullopt : std::optional(label.get<std::string>()));
        return group;
    });
}

std::optional<AlertLevel> alertLevelOf(std::string_view name)
{
    return oneOf(kLevels, name);
}

std::optional<AlertReason> alertReasonOf(std::string_view name)
{
    return oneOf(kReasons, name);
}

}  // namespace naap
