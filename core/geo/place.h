#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/geo/cells.h"
#include "core/geo/region_table.h"

namespace naap {

/// Where a region comes from, the most trusted first (docs/regions.md, Where a region comes from).
enum class PlaceSource : std::uint8_t {
    by_hand,  ///< set by the user for this very thing
    event,    ///< an event says so itself
    table,    ///< the user's table
    name,     ///< the name holds the code of a cloud's region, a hoster's location or a city
    lookup    ///< the IP address in a file that the user supplies
};
std::string_view placeSourceName(PlaceSource source);

enum class Confidence : std::uint8_t { high, medium, low };
std::string_view confidenceName(Confidence confidence);

/// One thing that speaks for a place.
struct PlaceEvidence {
    PlaceSource source = PlaceSource::event;
    std::string subject;  ///< what it speaks of: gateway, orchestrator, host, session
    std::string region;   ///< blank: it names no region that is known, and `detail` says what it does name
    std::string country;  ///< two letters; blank: not known
    std::optional<MapCell> cell;
    Confidence confidence = Confidence::high;
    std::string detail;  ///< for people: `12 events say eu-west`, `code us-east-1 (AWS, Ashburn)`
};

/// `event: 12 events say eu-west (gateway)`
std::string sentenceOf(const PlaceEvidence& evidence);

/// Where something stands, and why.
struct Place {
    std::string region{kUnknownRegion};
    std::string country;
    std::optional<MapCell> cell;  ///< of the evidence; where that has none, of the region's own point
    std::optional<PlaceSource> source;
    std::optional<Confidence> confidence;  ///< one step lower than its evidence where other evidence contradicts
    bool contradicted = false;             ///< other evidence names another region
    std::vector<PlaceEvidence> evidence;   ///< the one that decides first

    bool isKnown() const { return source.has_value(); }
};

/// The place that the evidence amounts to: the most trusted source decides, within a source whoever comes first. What
/// the user set by hand loses no confidence by being contradicted.
Place choosePlace(std::vector<PlaceEvidence> evidence, const RegionTable& table);

/// What a name of a gateway says: codes between its separators, a cloud's over a city's. Several codes of different
/// regions say nothing, and each is listed. Blank names and names without a code give no evidence.
std::vector<PlaceEvidence> placesInName(std::string_view name, std::string_view subject, const RegionTable& table);

/// The same for a host. Its last two labels are its owner's name, not its place, and an IP address has no name.
std::vector<PlaceEvidence> placesInHost(std::string_view host, const RegionTable& table);

}  // namespace naap
