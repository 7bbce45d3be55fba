#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace naap {

/// zstd. Throws std::runtime_error when the library fails, which only a lack of memory makes it do.
std::string compressed(std::string_view bytes, int level);

/// Nothing when the bytes are damaged or would expand beyond `mostBytes`.
std::optional<std::string> decompressed(std::string_view bytes, std::size_t mostBytes);

}  // namespace naap
