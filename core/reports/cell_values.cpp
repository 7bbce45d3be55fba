#include "core/reports/cell_values.h"

#include <charconv>
#include <cmath>
#include <string>

namespace naap {

std::optional<Number> numberIn(const Cell& cell)
{
    if (const auto* integer = std::get_if<std::int64_t>(&cell))
        return Number{Int128(*integer), static_cast<double>(*integer)};
    if (const auto* real = std::get_if<double>(&cell))
        return std::isnan(*real) ? std::nullopt : std::optional(Number{std::nullopt, *real});
    if (const auto* text = std::get_if<std::string>(&cell))
        if (const auto wei = parseWei(*text))
            return Number{*wei, static_cast<double>(*wei)};
    return std::nullopt;
}

int compareNumbers(const Number& a, const Number& b)
{
    return a.whole && b.whole ? signOf(*a.whole, *b.whole) : signOf(a.real, b.real);
}

std::optional<Instant> instantIn(const Cell& cell)
{
    if (const auto* instant = std::get_if<Instant>(&cell))
        return *instant;
    if (const auto* date = std::get_if<Date>(&cell))
        return date->start;
    return std::nullopt;
}

std::optional<double> numberFrom(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return isWhole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<Instant> instantFrom(std::string_view text)
{
    constexpr std::size_t kDateLength = 10;
    constexpr std::size_t kMinuteLength = 16;
    const bool isDated = text.size() >= kDateLength && text[4] == '-' && text[7] == '-';
    if (isDated && text.size() == kDateLength)
        return parseInstant(std::string(text) + "T00:00:00Z");
    const bool lacksSeconds = isDated && text.size() >= kMinuteLength && text[kMinuteLength - 3] == ':' &&
                              (text.size() == kMinuteLength || text[kMinuteLength] != ':');
    if (lacksSeconds)
        return parseInstant(std::string(text.substr(0, kMinuteLength)) + ":00" +
                            std::string(text.substr(kMinuteLength)));
    return parseInstant(text);
}

}  // namespace naap
