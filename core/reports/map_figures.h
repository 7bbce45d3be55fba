#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/geo/cells.h"
#include "core/metrics/concurrency.h"

// What the map shows of demand and supply, by place (docs/regions.md, The map). Everything here is pure: facts with
// their places in, figures out, for any stretch of time within the facts.
namespace naap {

/// How sure a place is, the surest first.
enum class MapDoubt : std::uint8_t { none, some, much };

/// Where a gateway or an orchestrator is, as far as it is known.
struct MapSpot {
    std::string region;   ///< blank: unknown
    std::string country;  ///< two letters; blank: unknown
    std::optional<MapCell> bin;
    std::string source;  ///< of the place: `name`, `table`; blank: unknown
    MapDoubt doubt = MapDoubt::none;

    bool isKnown() const { return !region.empty() || !country.empty() || bin.has_value(); }
};

/// What the map needs of a session: it counts where it was asked for. `gateway_spot` counts in MapFacts::spots.
struct MapSession {
    std::string gateway;
    std::size_t gateway_spot = 0;
    std::optional<Instant> started_at;
    Instant last_seen{};
    bool requested = false;
    bool served = false;    ///< became playable
    bool no_orch = false;   ///< no orchestrator was found
    bool unserved = false;  ///< that, or it failed without excuse or output
    std::optional<double> ptff_ms;

    Instant demandedAt() const { return started_at.value_or(last_seen); }
};

/// A GPU as an orchestrator offers it from one place.
struct MapGpu {
    std::string id;
    std::string type;  ///< blank: unknown
    Instant first_seen{};
    Instant last_seen{};
};

/// An orchestrator at one place.
struct MapNode {
    std::string orchestrator_address;
    std::size_t spot = 0;
    Instant first_seen{};
    Instant last_seen{};
    std::vector<MapGpu> gpus;
};

struct MapFacts {
    std::vector<MapSpot> spots;
    std::vector<MapSession> sessions;
    std::vector<MapNode> nodes;
    /// From the first demand to the last event; without sessions, while nodes were heard of. Nothing without either.
    std::optional<Interval> extent() const;
};

enum class MapGrouping : std::uint8_t { bin, region, country };

/// Slower than this counts as slow demand: where the network's own panels turn yellow (docs/regions.md, The map).
inline constexpr double kMapSlowMs = 6'000;
/// Supply further away than this is far. Light in glass needs 10 ms there and back for it, and routes are no straight
/// lines.
inline constexpr double kMapFarKm = 1'000;
/// Refused or slow demand below this share of a place's requests makes no gap.
inline constexpr double kMapGapShare = 0.05;

struct MapChoice {
    MapGrouping grouping = MapGrouping::bin;
    Interval window;
    /// Bins and countries with fewer requested sessions in all the facts are put together as one without a place: few
    /// sessions are somebody's. Regions are coarse enough.
    std::int64_t min_group = 5;
};

/// A place with its demand and supply.
struct MapRow {
    enum class Kind : std::uint8_t { place, withheld, unknown };
    Kind kind = Kind::place;
    std::string key;             ///< `50N 10E`, `eu-west` or `DE`; blank unless it is a place
    std::optional<MapCell> bin;  ///< where most of it is
    std::string country;
    std::set<std::string> regions;
    std::set<std::string> sources;
    MapDoubt doubt = MapDoubt::none;  ///< of the least sure part

    std::set<std::string> gateways;  ///< with a requested session in the window
    std::int64_t requested_sessions = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t no_orch_sessions = 0;
    std::int64_t unserved_sessions = 0;
    std::int64_t slow_sessions = 0;  ///< served, and the first frame took longer than kMapSlowMs
    double total_minutes = 0;        ///< of whole sessions, where they began
    Concurrency concurrent;
    std::int64_t ptff_count = 0;
    std::optional<double> ptff_p50_ms;  ///< nearest rank
    std::optional<double> demand_share;

    std::set<std::string> orchestrators;  ///< heard of in the window
    std::set<std::string> gpus;           ///< ids offered at the end of the window
    std::map<std::string, std::int64_t> gpus_by_type;

    std::optional<double> supply_km;  ///< to the nearest place with an orchestrator; null: no place of either is known
    bool gap = false;                 ///< refused or slow demand far from supply

    std::int64_t troubledSessions() const { return unserved_sessions + slow_sessions; }
    bool hasDemand() const { return requested_sessions > 0 || concurrent.max > 0; }
};

/// How much of the network has a place (docs/regions.md, What it covers).
struct MapCompleteness {
    std::int64_t requested = 0, requested_placed = 0;
    std::int64_t gateways = 0, gateways_placed = 0;
    std::int64_t orchestrators = 0, orchestrators_placed = 0;
    std::map<std::string, std::int64_t> requested_by_source;
    std::int64_t withheld_places = 0;
};

struct MapFigures {
    std::vector<MapRow> rows;  ///< places by demand, then supply, then key; withheld and unknown at the end
    MapCompleteness completeness;
};

MapFigures mapFigures(const MapFacts& facts, const MapChoice& choice);
/// The gaps, those with the most refused and slow sessions first, as numbers of `rows`.
std::vector<std::size_t> rankedGaps(const MapFigures& figures);

}  // namespace naap
