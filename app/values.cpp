#include "app/values.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

namespace naap {
namespace {

struct Unit {
    std::string_view name;
    double factor;
};

constexpr std::array<Unit, 5> kSpans{{{"s", 1e3}, {"m", 6e4}, {"h", 3.6e6}, {"d", 8.64e7}, {"w", 6.048e8}}};

constexpr double kKibi = 1024.0;
constexpr std::array<Unit, 15> kSizes{{{"", 1},
                                       {"b", 1},
                                       {"k", 1e3},
                                       {"kb", 1e3},
                                       {"m", 1e6},
                                       {"mb", 1e6},
                                       {"g", 1e9},
                                       {"gb", 1e9},
                                       {"t", 1e12},
                                       {"tb", 1e12},
                                       {"kib", kKibi},
                                       {"mib", kKibi* kKibi},
                                       {"gib", kKibi* kKibi* kKibi},
                                       {"tib", kKibi* kKibi* kKibi* kKibi},
                                       {"bytes", 1}}};

std::string lowered(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

/// A number that is not negative, followed by one of `units`: their product.
template <std::size_t N>
std::optional<double> measured(std::string_view text, const std::array<Unit, N>& units)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || !std::isfinite(number) || number < 0)
        return std::nullopt;
    std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
    if (rest.starts_with(' '))
        rest.remove_prefix(1);
    for (const Unit& unit : units)
        if (lowered(rest) == unit.name)
            return number * unit.factor;
    return std::nullopt;
}

bool isDate(std::string_view text)
{
    if (text.size() != 10)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

}  // namespace

Result<Instant> parseTime(std::string_view text)
{
    const auto time = isDate(text) ? parseInstant(std::string(text) + "T00:00:00Z") : parseInstant(text);
    if (time)
        return *time;
    return failure(Error::Code::usage,
                   fmt::format("'{}' is not a time; write 2026-04-01T12:30:00Z (UTC), 2026-04-01 or "
                               "seconds since 1970",
                               text));
}

Result<milliseconds> parseSpan(std::string_view text)
{
    const auto span = measured(text, kSpans);
    constexpr double kLongest = 1000.0 * 366 * 8.64e7;  // a thousand years: far from any overflow
    if (span && *span > 0 && *span <= kLongest)
        return milliseconds(std::llround(*span));
    return failure(
        Error::Code::usage,
        fmt::format("'{}' is not a length of time; write a number and s, m, h, d or w, as in 90m, 24h or 7d", text));
}

Result<std::uintmax_t> parseByteSize(std::string_view text)
{
    const auto size = measured(text, kSizes);
    if (size && *size <= 1e18)
        return static_cast<std::uintmax_t>(std::llround(*size));
    return failure(Error::Code::usage, fmt::format("'{}' is not a size; write 500MB, 2GB or 1.5GiB", text));
}

Result<std::int64_t> parseCount(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number >= 0)
        return number;
    return failure(Error::Code::usage, fmt::format("'{}' is not a whole number", text));
}

Result<double> parseShare(std::string_view text)
{
    const auto share = measured(text, std::array<Unit, 2>{{{"", 1}, {"%", 0.01}}});
    if (share && *share <= 1)
        return *share;
    return failure(Error::Code::usage,
                   fmt::format("'{}' is not a share; write a number from 0 to 1, as in 0.05, or 5%", text));
}

Result<Condition> parseCondition(std::string_view text)
{
    using Operator = Condition::Operator;
    const std::size_t at = text.find_first_of("=!<>");
    if (at != std::string_view::npos && at > 0) {
        const std::string field(text.substr(0, at));
        const std::string_view rest = text.substr(at);
        for (const auto& [sign, op] : {std::pair{"!=", Operator::not_equal}, std::pair{">=", Operator::at_least},
                                       std::pair{"<=", Operator::at_most}})
            if (rest.starts_with(sign))
                return Condition{field, op, std::string(rest.substr(2))};
        if (rest.starts_with('='))
            return Condition{field, Operator::equal, std::string(rest.substr(1))};
    }
    return failure(
        Error::Code::usage,
        fmt::format("'{}' is not a condition; write KEY=VALUE, KEY!=VALUE, 'KEY>=N', 'KEY<=N' or KEY=null", text));
}

Result<SortBy> parseSort(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return SortBy{std::string(text), false};
    const std::string_view order = text.substr(colon + 1);
    if (order != "asc" && order != "desc")
        return failure(Error::Code::usage,
                       fmt::format("'{}' is not an order; write FIELD, FIELD:asc or FIELD:desc", text));
    return SortBy{std::string(text.substr(0, colon)), order == "desc"};
}

Result<std::filesystem::path> defaultCachePath()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data && data[0] == '/')
        return std::filesystem::path(data) / "naap-lens" / "cache.db";
    const char* home = std::getenv("HOME");
    if (home && home[0] != '\0')
        return std::filesystem::path(home) / ".local" / "share" / "naap-lens" / "cache.db";
    return failure(Error::Code::usage, "neither XDG_DATA_HOME nor HOME is set; say where the cache is with --db FILE");
}

Result<std::string> parseAddress(std::string_view text)
{
    if (text.empty())
        return failure(Error::Code::usage, "expected an address");
    std::string address(text);
    for (char& c : address)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return address;
}

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string counted(std::int64_t number, std::string_view thing)
{
    return fmt::format("{} {}{}", grouped(number), thing, number == 1 ? "" : "s");
}

std::string byteSizeText(std::uintmax_t bytes)
{
    if (bytes < 1000)
        return fmt::format("{} bytes", bytes);
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    constexpr std::array<std::string_view, 5> kNames{"bytes", "kB", "MB", "GB", "TB"};
    while (size >= 999.5 && unit + 1 < kNames.size()) {
        size /= 1000;
        ++unit;
    }
    const int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    return fmt::format("{:.{}f} {}", size, decimals, kNames[unit]);
}

std::string spanText(double seconds)
{
    if (seconds < 10)
        return fmt::format("{:.2f} s", seconds);
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    if (whole < 60)
        return fmt::format("{} s", whole);
    if (whole < 3600)
        return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace naap
