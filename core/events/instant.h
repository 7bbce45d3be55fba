#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace naap {

using std::chrono::milliseconds;

/// A point in time: UTC, millisecond resolution.
using Instant = std::chrono::sys_time<milliseconds>;

constexpr Instant instantFromMs(std::int64_t ms)
{
    return Instant{milliseconds{ms}};
}
constexpr std::int64_t toMs(Instant t)
{
    return t.time_since_epoch().count();
}

/// Start of the UTC hour (the window) that holds `t`.
constexpr Instant hourOf(Instant t)
{
    return std::chrono::floor<std::chrono::hours>(t);
}

/// Start of the UTC day that holds `t`.
constexpr Instant dayOf(Instant t)
{
    return std::chrono::floor<std::chrono::days>(t);
}

/// Reads text that is meant as an instant: 13 digits (ms), 9 or 10 digits with an optional fraction (s),
/// 16 or 19 digits (us, ns), or a date-time with `T` or a blank between, optional fraction, optional `Z` or
/// `+hh:mm` (none: UTC). Truncated to milliseconds. Anything else is no instant.
std::optional<Instant> parseInstant(std::string_view text);

/// The same for a JSON number; doubles count as seconds, milliseconds, ... by their whole digits.
std::optional<Instant> instantFromNumber(double value);
std::optional<Instant> instantFromInteger(std::int64_t value);

/// `2026-01-08T21:51:55.610Z`
std::string formatInstant(Instant t);

/// `2026-01-08`
std::string formatDate(Instant t);

}  // namespace naap
