#include "core/events/wei.h"

#include <algorithm>

namespace naap {
namespace {

// 10^37 still fits 127 bits with room for one more digit.
constexpr std::size_t kMostDigits = 37;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool dropSuffix(std::string_view& text, std::string_view suffix)
{
    if (!text.ends_with(suffix))
        return false;
    text = trimmed(text.substr(0, text.size() - suffix.size()));
    return true;
}

/// Reads `12.345` scaled by 10^decimals; further decimals are cut off.
std::optional<Int128> parseScaled(std::string_view text, std::size_t decimals)
{
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if ((whole.empty() && fraction.empty()) || whole.size() + decimals > kMostDigits)
        return std::nullopt;
    if (!std::ranges::all_of(whole, digit) || !std::ranges::all_of(fraction, digit))
        return std::nullopt;
    Int128 value = 0;
    for (const char c : whole)
        value = value * 10 + (c - '0');
    for (std::size_t i = 0; i < decimals; ++i)
        value = value * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    return value;
}

std::optional<std::int64_t> narrowed(std::optional<Int128> value)
{
    if (!value || *value > INT64_MAX)
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

}  // namespace

std::string formatWei(Int128 wei)
{
    if (wei == 0)
        return "0";
    std::string text;
    const bool negative = wei < 0;
    for (; wei != 0; wei /= 10) {
        const int digit = static_cast<int>(wei % 10);
        text.push_back(static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    }
    if (negative)
        text.push_back('-');
    std::ranges::reverse(text);
    return text;
}

std::optional<Int128> parseWei(std::string_view decimal)
{
    const bool negative = decimal.starts_with('-');
    if (negative)
        decimal.remove_prefix(1);
    if (decimal.find('.') != std::string_view::npos)
        return std::nullopt;
    const auto value = parseScaled(decimal, 0);
    return value && negative ? std::optional(-*value) : value;
}

std::optional<Int128> parseFaceValue(std::string_view text)
{
    constexpr std::size_t ethDecimals = 18;
    text = trimmed(text);
    if (dropSuffix(text, "ETH"))
        return parseScaled(text, ethDecimals);
    if (dropSuffix(text, "WEI"))
        return parseWei(text);
    return text.find('.') == std::string_view::npos ? parseWei(text) : parseScaled(text, ethDecimals);
}

std::optional<std::int64_t> parseWinProb(std::string_view text)
{
    return narrowed(parseScaled(trimmed(text), 10));
}

std::optional<std::int64_t> parsePricePerPixel(std::string_view text)
{
    text = trimmed(text);
    dropSuffix(text, "wei/pixel");
    return narrowed(parseScaled(text, 3));
}

}  // namespace naap
