#pragma once

#include <string_view>

namespace naap {

/// True when an error text excuses a failed start (R14): the user left, or nobody could have served the stream.
bool isExcusable(std::string_view message);

}  // namespace naap
