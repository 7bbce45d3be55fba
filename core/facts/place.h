#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/events/instant.h"

namespace naap {

/// A region that events name themselves, and of whom: one line a thing, region and UTC day. Evidence, no fact.
struct StatedRegion {
    enum class Of : std::uint8_t { gateway, orchestrator, host, session_gateway, session_orchestrator };
    Of of = Of::gateway;
    std::string name;    ///< gateway; address in lower case; host; session key where an event names no other
    std::string region;  ///< as written, trimmed
    Instant day{};

    auto operator<=>(const StatedRegion&) const = default;
};

/// The same with the number of events that say so.
struct StatedRegionCount {
    StatedRegion stated;
    std::int64_t events = 0;
};

/// Where a host stands whose name was resolved because the user asked for it: the place alone, its addresses are not
/// kept.
struct ResolvedHost {
    std::string host;
    std::string country;         ///< two letters; blank: not known
    std::optional<int> lat_bin;  ///< south-west corner of its cell of 5 degrees; finer is never kept
    std::optional<int> lon_bin;

    bool operator==(const ResolvedHost&) const = default;
};

/// What a line of the user's table speaks of. `region` gives a text that events use for a region its meaning.
enum class PlaceKind : std::uint8_t { gateway, orchestrator, host, region };

inline std::string_view placeKindName(PlaceKind kind)
{
    switch (kind) {
        case PlaceKind::gateway: return "gateway";
        case PlaceKind::orchestrator: return "orchestrator";
        case PlaceKind::host: return "host";
        case PlaceKind::region: break;
    }
    return "region";
}

/// A line of the user's table.
struct PlaceEntry {
    PlaceKind kind = PlaceKind::gateway;
    std::string name;  ///< gateway as it names itself; address or host in lower case
    std::string region;
    std::optional<int> lat_bin;  ///< south-west corner of its cell of 5 degrees; finer is never kept
    std::optional<int> lon_bin;
    std::string note;
    bool by_hand = false;  ///< set for this very thing: counts more than anything else

    bool operator==(const PlaceEntry&) const = default;
};

}  // namespace naap
