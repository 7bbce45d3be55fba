#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.h"

namespace naap {

/// What files of rules, channels, targets and places may hold at most, in bytes.
inline constexpr std::uintmax_t kMostOfSettings = 4'000'000;
inline constexpr std::uintmax_t kMostOfTables = 16'000'000;

/// A whole file that people write, byte for byte. Errors, which name it: it is not there or cannot be read (io), or has
/// more than `most` bytes (malformed).
Result<std::string> textOfFile(const std::filesystem::path& path, std::uintmax_t most);

}  // namespace naap
