#include "core/alerts/schedule_reader.h"

#include <algorithm>

#include <fmt/format.h>

namespace naap {
namespace {

using nlohmann::json;
using std::chrono::minutes;

constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<minutes> timeOfDay(std::string_view text)
{
    const auto two = [&](std::size_t at) -> int {
        const bool good = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        return good ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
    };
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const int hour = two(0);
    const int minute = two(3);
    if (hour < 0 || minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute > 0))
        return std::nullopt;
    return minutes(hour * 60 + minute);
}

std::uint8_t daysOf(JsonMembers& quiet)
{
    std::uint8_t days = 0;
    for (const std::string& day : quiet.texts("days")) {
        const auto known = std::ranges::find(kDays, day);
        if (known == std::end(kDays))
            quiet.complain("days", fmt::format("'{}' is none of {}", day, joinedWords(kDays)));
        else
            days = static_cast<std::uint8_t>(days | 1U << (known - std::begin(kDays)));
    }
    return days;
}

std::optional<QuietTime> readQuiet(const json& value, std::string place, ProblemList& problems)
{
    JsonMembers quiet(value, std::move(place), problems);
    if (!quiet.isObject())
        return std::nullopt;
    const auto from = timeOfDay(quiet.neededText("from"));
    const auto to = timeOfDay(quiet.neededText("to"));
    if (!from)
        quiet.complain("from", "expected a time of day, as in 22:00");
    if (!to)
        quiet.complain("to", "expected a time of day, as in 07:00");
    if (from && to && *from == *to)
        quiet.complain("to", "the time begins and ends at once; a whole day is 00:00 to 24:00");
    QuietTime time{.from = from.value_or(minutes()), .to = to.value_or(minutes())};
    if (quiet.find("days"))
        time.days = daysOf(quiet);
    quiet.refuseOthers();
    return time;
}

std::string clockText(minutes time)
{
    return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

}  // namespace

RuleSchedule readSchedule(const json& value, std::string place, ProblemList& problems)
{
    RuleSchedule result;
    JsonMembers schedule(value, std::move(place), problems);
    result.utc_offset = minutes(schedule.whole("utc_offset_minutes", 0, -14 * 60, 14 * 60));
    if (const json* quiet = schedule.find("quiet")) {
        if (!quiet->is_array())
            schedule.complain("quiet", "expected a list");
        for (std::size_t i = 0; quiet->is_array() && i < quiet->size(); ++i)
            if (auto time = readQuiet((*quiet)[i], fmt::format("{}/{}", schedule.placeOf("quiet"), i), problems))
                result.quiet.push_back(*time);
    }
    schedule.refuseOthers();
    return result;
}

nlohmann::ordered_json scheduleJson(const RuleSchedule& schedule)
{
    nlohmann::ordered_json quiet = nlohmann::ordered_json::array();
    for (const QuietTime& each : schedule.quiet) {
        nlohmann::ordered_json days = nlohmann::ordered_json::array();
        for (std::size_t day = 0; day < std::size(kDays); ++day)
            if ((each.days >> day & 1U) != 0)
                days.push_back(kDays[day]);
        quiet.push_back({{"days", std::move(days)}, {"from", clockText(each.from)}, {"to", clockText(each.to)}});
    }
    return {{"utc_offset_minutes", schedule.utc_offset.count()}, {"quiet", std::move(quiet)}};
}

}  // namespace naap
