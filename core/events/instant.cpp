#include "core/events/instant.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace naap {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr double kLargestExactInteger = 9007199254740992.0;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Takes `count` digits off the front of `text`.
std::optional<int> takeDigits(std::string_view& text, std::size_t count)
{
    if (text.size() < count)
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!isDigit(text[i]))
            return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool takeChar(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

/// The first three digits of a fraction are milliseconds; further ones are cut off.
std::optional<int> takeFraction(std::string_view& text)
{
    int ms = 0;
    int digits = 0;
    while (!text.empty() && isDigit(text.front())) {
        if (digits < 3)
            ms = ms * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0)
        return std::nullopt;
    for (int i = digits; i < 3; ++i)
        ms *= 10;
    return ms;
}

/// Minutes east of UTC; nothing left over means UTC.
std::optional<int> takeZone(std::string_view text)
{
    if (text.empty() || text == "Z" || text == "z")
        return 0;
    const int sign = text.front() == '-' ? -1 : 1;
    if (text.front() != '+' && text.front() != '-')
        return std::nullopt;
    text.remove_prefix(1);
    const auto hours = takeDigits(text, 2);
    takeChar(text, ':');
    const auto minutes = text.empty() ? std::optional(0) : takeDigits(text, 2);
    if (!hours || !minutes || !text.empty() || *hours > 14 || *minutes > 59)
        return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

std::optional<Instant> parseDateTime(std::string_view text)
{
    using namespace std::chrono;
    const auto y = takeDigits(text, 4);
    if (!y || !takeChar(text, '-'))
        return std::nullopt;
    const auto mo = takeDigits(text, 2);
    if (!mo || !takeChar(text, '-'))
        return std::nullopt;
    const auto d = takeDigits(text, 2);
    if (!d || !(takeChar(text, ' ') || takeChar(text, 'T') || takeChar(text, 't')))
        return std::nullopt;
    const auto h = takeDigits(text, 2);
    if (!h || !takeChar(text, ':'))
        return std::nullopt;
    const auto mi = takeDigits(text, 2);
    if (!mi || !takeChar(text, ':'))
        return std::nullopt;
    const auto s = takeDigits(text, 2);
    const auto ms = s && takeChar(text, '.') ? takeFraction(text) : std::optional(0);
    const auto zone = takeZone(text);
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
    if (!s || !ms || !zone || !date.ok() || *h > 23 || *mi > 59 || *s > 60)
        return std::nullopt;
    return Instant{sys_days{date}} + hours{*h} + minutes{*mi} + seconds{*s} + milliseconds{*ms} -
           milliseconds{*zone * kMsPerMinute};
}

/// The meaning of a whole number by its count of digits (events in the wild use s, ms, us and ns).
std::optional<Instant> fromDigits(std::int64_t value, std::size_t digits)
{
    switch (digits) {
        case 9:
        case 10: return instantFromMs(value * 1000);
        case 13: return instantFromMs(value);
        case 16: return instantFromMs(value / 1000);
        case 19: return instantFromMs(value / 1'000'000);
        default: return std::nullopt;
    }
}

std::size_t digitsOf(std::int64_t value)
{
    return value <= 0 ? 0 : fmt::formatted_size("{}", value);
}

}  // namespace

std::optional<Instant> parseInstant(std::string_view text)
{
    text = trimmed(text);
    std::size_t digits = 0;
    while (digits < text.size() && isDigit(text[digits]))
        ++digits;
    if (digits == 4)
        return parseDateTime(text);
    std::int64_t whole = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + digits, whole);
    if (status != std::errc{} || digits == 0)
        return std::nullopt;
    if (digits == text.size())
        return fromDigits(whole, digits);
    std::string_view rest = text.substr(digits);
    if ((digits != 9 && digits != 10) || !takeChar(rest, '.'))
        return std::nullopt;
    const auto ms = takeFraction(rest);
    if (!ms || !rest.empty())
        return std::nullopt;
    return instantFromMs(whole * 1000 + *ms);
}

std::optional<Instant> instantFromInteger(std::int64_t value)
{
    return fromDigits(value, digitsOf(value));
}

std::optional<Instant> instantFromNumber(double value)
{
    if (!(value > 0) || value >= 1e19)
        return std::nullopt;
    if (value >= kLargestExactInteger)
        return value < 9.2e18 ? instantFromInteger(static_cast<std::int64_t>(value)) : std::nullopt;
    const auto whole = static_cast<std::int64_t>(value);
    const std::size_t digits = digitsOf(whole);
    if (digits == 9 || digits == 10)
        return parseInstant(fmt::format("{:.6f}", value));
    return fromDigits(whole, digits);
}

std::string formatInstant(Instant t)
{
    using namespace std::chrono;
    const auto dayStart = floor<days>(t);
    const year_month_day date{dayStart};
    const hh_mm_ss time{t - dayStart};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string formatDate(Instant t)
{
    return formatInstant(t).substr(0, 10);
}

}  // namespace naap
