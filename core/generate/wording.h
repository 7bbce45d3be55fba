#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/generate/random.h"

namespace naap {

/// Error messages of a client that left (each holds an excusable fragment of R14).
std::string_view clientErrorText(Random& random);

/// Error messages that nothing excuses.
std::string_view pipelineErrorText(Random& random);

/// Reason of a swap.
std::string_view swapReason(Random& random);

/// One of the texts that stay in `last_error`; `index` is taken modulo their number.
std::string_view stickyErrorText(std::size_t index);

/// The log lines of a restart, as a JSON array.
std::string_view restartLogs();

/// Appends a `params` object: sometimes just the frame size, mostly a full set with prompts (0.05 to 3 kB).
void putParams(std::string& out, std::string_view model, Random& random);

}  // namespace naap
