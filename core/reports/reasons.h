#pragma once

#include <string_view>

namespace naap {

/// What a reason of the accounting means, as a sentence; and what can be done about it. Blank for unknown words.
struct ReasonMeaning {
    std::string_view reason;
    std::string_view meaning;
    std::string_view remedy;
};

/// Why a record was not accepted (`reason` of the ingest report).
ReasonMeaning ingestReason(std::string_view reason);
/// What attribution answered (`attribution_reason` of sessions), and what figures make of it.
ReasonMeaning decisionReason(std::string_view reason);

}  // namespace naap
