#include "core/resolver/excusal.h"

#include <algorithm>
#include <array>

#include "core/events/names.h"

namespace naap {
namespace {

constexpr std::array<std::string_view, 6> kPhrases{
    "no orchestrators available",  "mediamtx ingest disconnected",
    "whip disconnected",           "missing video",
    "ice connection state failed", "user disconnected",
};

}  // namespace

std::span<const std::string_view> excusingPhrases()
{
    return kPhrases;
}

bool isExcusable(std::string_view message)
{
    return std::ranges::any_of(kPhrases, [&](std::string_view f) { return containsIgnoringCase(message, f); });
}

}  // namespace naap
