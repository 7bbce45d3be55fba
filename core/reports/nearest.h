#pragma once

#include <span>
#include <string_view>

namespace naap {

/// The word of `words` that takes the fewest keystrokes to make from `word`: letters added, left out, replaced or
/// swapped with their neighbour; upper and lower case are one, as are `-` and `_`. Of several the one that starts
/// alike, then the first. Blank only when `words` is empty.
std::string_view nearestWord(std::string_view word, std::span<const std::string_view> words);

}  // namespace naap
