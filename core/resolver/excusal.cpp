#include "core/resolver/excusal.h"

#include <algorithm>
#include <array>

#include "core/events/names.h"

namespace naap {

bool isExcusable(std::string_view message)
{
    static constexpr std::array<std::string_view, 6> fragments{
        "no orchestrators available",  "mediamtx ingest disconnected",
        "whip disconnected",           "missing video",
        "ice connection state failed", "user disconnected",
    };
    return std::ranges::any_of(fragments, [&](std::string_view f) { return containsIgnoringCase(message, f); });
}

}  // namespace naap
