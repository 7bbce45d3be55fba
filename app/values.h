#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/events/instant.h"
#include "core/reports/report.h"
#include "core/result.h"

namespace naap {

// What people write on a command line, turned into values. Errors are usage errors that say what would be right.

/// A time as parseInstant() reads it, or a date alone, which is its midnight in UTC.
Result<Instant> parseTime(std::string_view text);

/// A length of time: a number and s, m, h, d or w, as in `90m`, `24h`, `7d`, `2w`.
Result<milliseconds> parseSpan(std::string_view text);

/// A number of bytes: `500MB`, `2GB`, `1.5GiB`, `1000000`. kB, MB, GB, TB are powers of 1000, KiB... of 1024.
Result<std::uintmax_t> parseByteSize(std::string_view text);

/// A whole number, 0 or more.
Result<std::int64_t> parseCount(std::string_view text);

/// A fraction of 1.
Result<double> parseShare(std::string_view text);

/// `KEY=VALUE`, `KEY!=VALUE`, `KEY>=N`, `KEY<=N`.
Result<Condition> parseCondition(std::string_view text);

/// `FIELD`, `FIELD:asc` or `FIELD:desc`.
Result<SortBy> parseSort(std::string_view text);

/// Where the cache is when nobody says: `$XDG_DATA_HOME/naap-lens/cache.db`, else below `~/.local/share`.
Result<std::filesystem::path> defaultCachePath();

/// An orchestrator's address, in lower case as the cache has it.
Result<std::string> parseAddress(std::string_view text);

// The other way round.

/// `1,234,567`
std::string grouped(std::int64_t number);

/// `1 hour`, `24 hours`
std::string counted(std::int64_t number, std::string_view thing);

/// `971 MB`; three digits that count.
std::string byteSizeText(std::uintmax_t bytes);

/// `0.41 s`, `12 s`, `3 min 20 s`, `1 h 5 min`.
std::string spanText(double seconds);

}  // namespace naap
