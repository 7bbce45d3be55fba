#pragma once

#include <span>
#include <string_view>

namespace naap {

/// True when an error text excuses a failed start (R14): the user left, or nobody could have served the stream.
bool isExcusable(std::string_view message);

/// The phrases that isExcusable() looks for, in lower case.
std::span<const std::string_view> excusingPhrases();

}  // namespace naap
