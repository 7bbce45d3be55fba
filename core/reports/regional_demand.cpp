#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

#include <fmt/format.h>

#include "core/metrics/payments.h"
#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"
#include "core/reports/regional_scan.h"
#include "core/store/evidence_store.h"

namespace naap {
namespace {

/// Number of the window and what stands beside it.
template <class Key>
using PerWindow = std::map<std::pair<std::size_t, Key>, RegionDemand>;

/// Requested sessions of each window over all its groups.
template <class Key>
std::vector<std::int64_t> requestedIn(const ReportWindows& windows, const PerWindow<Key>& groups)
{
    std::vector<std::int64_t> requested(windows.all().size());
    for (const auto& [key, demand] : groups)
        requested[key.first] += demand.counters.requested_sessions;
    return requested;
}

/// Adds each session to the group that `groupOf` finds by its gateway's place.
template <class Key, class GroupOf>
PerWindow<Key> demandBy(Cache& cache, PlaceBook& book, const ReportWindows& windows, GroupOf&& groupOf)
{
    PerWindow<Key> groups;
    visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) {
        const Key group = groupOf(placed.gateway);
        if (placed.demanded_in)
            addDemanded(groups[{*placed.demanded_in, group}], placed.session);
        inItsWindows(windows, placed.session, [&](std::size_t window) {
            addStream(groups[{window, group}].streams, placed.session);
        });
    });
    return groups;
}

/// Pixels that payments of a window pay for, by the region of the gateway that sends them. No entry: no payment named a
/// price.
std::map<std::pair<std::size_t, std::string>, double> pixelsBy(Cache& cache, PlaceBook& book,
                                                               const ReportWindows& windows)
{
    std::map<std::pair<std::size_t, std::string>, double> pixels;
    if (windows.isEmpty())
        return pixels;
    EvidenceStore store(cache);
    const Interval span = windows.span();
    // An hour at a time: a week of payments is more than has to be in memory.
    for (Instant hour = span.start; hour < span.end; hour += std::chrono::hours(1)) {
        const auto window = windows.at(hour);
        std::map<std::string, std::vector<const Payment*>> byRegion;
        const std::vector<Payment> payments = store.payments(hour, hour + std::chrono::hours(1));
        for (const Payment& payment : payments)
            if (payment.price_milliwei > 0)
                byRegion[book.gateway(payment.gateway).region].push_back(&payment);
        for (const auto& [region, list] : byRegion)
            pixels[{*window, region}] += totalsOf(list).paid_pixels_estimate;
    }
    return pixels;
}

/// What a session's cell is: ascending as rows are.
struct CellGroup {
    enum class Kind : std::uint8_t { cell, small, unknown };
    Kind kind = Kind::unknown;
    MapCell cell;

    auto operator<=>(const CellGroup&) const = default;
};

std::string_view groupName(CellGroup::Kind kind)
{
    return kind == CellGroup::Kind::cell ? "cell" : kind == CellGroup::Kind::small ? "small" : kUnknownRegion;
}

/// Cells with fewer requested sessions than `least` put together, so that totals hold and no cell tells of a few.
/// `cells` counts those of each group.
PerWindow<CellGroup> withSmallCellsJoined(const PerWindow<CellGroup>& groups, std::int64_t least,
                                          std::map<std::pair<std::size_t, CellGroup>, std::int64_t>& cells)
{
    PerWindow<CellGroup> result;
    for (const auto& [key, demand] : groups) {
        auto target = key;
        if (key.second.kind == CellGroup::Kind::cell && demand.counters.requested_sessions < least)
            target.second = {CellGroup::Kind::small, {}};
        addTo(result[target], demand);
        cells[target] += key.second.kind == CellGroup::Kind::cell ? 1 : 0;
    }
    return result;
}

}  // namespace

std::vector<RegionRow> regionRows(Cache& cache, const ReportQuery& query)
{
    PlaceBook book = placeBookOf(cache);
    const ReportWindows windows(cache, query);
    auto groups = demandBy<std::string>(cache, book, windows, [](const Place& place) { return place.region; });
    for (std::size_t window = 0; window < windows.all().size(); ++window)
        groups.try_emplace({window, std::string(kUnknownRegion)});
    const auto requested = requestedIn(windows, groups);
    const auto pixels = pixelsBy(cache, book, windows);
    std::map<std::string, std::set<std::string>> broadcasters;
    for (const auto& [key, demand] : groups)
        broadcasters[key.second].insert(demand.gateways.begin(), demand.gateways.end());
    std::vector<RegionRow> rows;
    for (const auto& [key, demand] : groups) {
        const ReportWindow& window = windows.all()[key.first];
        const auto paid = pixels.find(key);
        rows.push_back({window.window_start, key.second, demandFigures(demand, window.held, requested[key.first]),
                        static_cast<std::int64_t>(broadcasters[key.second].size()),
                        paid == pixels.end() ? std::nullopt : std::optional(paid->second)});
    }
    return rows;
}

std::vector<RegionCellRow> regionCellRows(Cache& cache, const ReportQuery& query)
{
    PlaceBook book = placeBookOf(cache);
    const ReportWindows windows(cache, query);
    const auto all = demandBy<CellGroup>(cache, book, windows, [](const Place& place) {
        return place.cell ? CellGroup{CellGroup::Kind::cell, *place.cell} : CellGroup{};
    });
    std::map<std::pair<std::size_t, CellGroup>, std::int64_t> cells;
    auto groups = withSmallCellsJoined(all, query.min_group, cells);
    for (std::size_t window = 0; window < windows.all().size(); ++window)
        groups.try_emplace({window, CellGroup{}});
    const auto requested = requestedIn(windows, groups);
    std::vector<RegionCellRow> rows;
    for (const auto& [key, demand] : groups) {
        const ReportWindow& window = windows.all()[key.first];
        const bool isCell = key.second.kind == CellGroup::Kind::cell;
        rows.push_back({window.window_start, std::string(groupName(key.second.kind)),
                        isCell ? std::optional(key.second.cell) : std::nullopt, cells[key],
                        demandFigures(demand, window.held, requested[key.first])});
    }
    return rows;
}

std::vector<RegionMatrixRow> regionMatrixRows(Cache& cache, const ReportQuery& query)
{
    using Pair = std::pair<std::string, std::string>;
    PlaceBook book = placeBookOf(cache);
    const ReportWindows windows(cache, query);
    PerWindow<Pair> groups;
    for (std::size_t window = 0; window < windows.all().size(); ++window)
        groups.try_emplace({window, Pair(kUnknownRegion, kUnknownRegion)});
    visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) {
        if (placed.demanded_in)
            addDemanded(groups[{*placed.demanded_in, Pair(placed.gateway.region, placed.orchestrator_region)}],
                        placed.session);
    });
    std::vector<RegionMatrixRow> rows;
    for (const auto& [key, demand] : groups) {
        const auto& [window, regions] = key;
        rows.push_back(
            {windows.all()[window].window_start, regions.first, regions.second, demand.counters.requested_sessions,
             demand.counters.startup_success_sessions, demand.counters.no_orch_sessions,
             static_cast<std::int64_t>(demand.prompt_to_first_frame_ms.size()),
             medianOf(demand.prompt_to_first_frame_ms), percentileOf(demand.prompt_to_first_frame_ms, kP95)});
    }
    return rows;
}

// --- completeness

std::vector<CompletenessRow> completenessRows(Cache& cache, const ReportQuery& query)
{
    struct Counted {
        std::int64_t sessions = 0;
        std::unordered_set<std::string> contributors;
    };
    PlaceBook book = placeBookOf(cache);
    ReportQuery whole = query;
    whole.grain = Grain::range;
    const ReportWindows windows(cache, whole);
    if (windows.isEmpty())
        return {};
    // By side and source; none comes behind all sources.
    constexpr std::size_t kNone = static_cast<std::size_t>(PlaceSource::lookup) + 1;
    std::array<std::array<Counted, kNone + 1>, 2> sides;
    const auto count = [&](std::size_t side, const Place& place, const std::string& who) {
        Counted& group = sides[side][place.source ? static_cast<std::size_t>(*place.source) : kNone];
        ++group.sessions;
        if (!who.empty())
            group.contributors.insert(who);
    };
    visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) {
        if (!placed.demanded_in)
            return;
        count(0, placed.gateway, placed.session.gateway);
        if (placed.session.orchestrator_address)
            count(1, placed.orchestrator, *placed.session.orchestrator_address);
    });
    std::vector<CompletenessRow> rows;
    for (std::size_t side = 0; side < sides.size(); ++side) {
        std::int64_t all = 0;
        for (const Counted& group : sides[side])
            all += group.sessions;
        for (std::size_t i = 0; i <= kNone; ++i) {
            const Counted& group = sides[side][i];
            if (group.sessions == 0 && i != kNone)
                continue;
            const std::string source = i == kNone ? "none" : std::string(placeSourceName(static_cast<PlaceSource>(i)));
            rows.push_back({side == 0 ? "demand" : "supply", source, group.sessions, ratio(group.sessions, all),
                            static_cast<std::int64_t>(group.contributors.size())});
        }
    }
    std::ranges::sort(rows, {}, [](const CompletenessRow& row) { return std::tie(row.side, row.source); });
    return rows;
}

std::string completenessSentence(const std::vector<CompletenessRow>& rows)
{
    std::map<std::string, std::int64_t> sessions, placed, contributors;
    std::map<std::string, std::string> sources;
    for (const CompletenessRow& row : rows) {
        sessions[row.side] += row.sessions;
        contributors[row.side] += row.contributors;
        if (row.source == "none" || row.sessions == 0)
            continue;
        placed[row.side] += row.sessions;
        sources[row.side] += fmt::format("{}{} by {}", sources[row.side].empty() ? "" : ", ", row.sessions,
                                         row.source == "by hand" ? "hand" : row.source);
    }
    const auto part = [&](const std::string& side, std::string_view whose) {
        const std::string how = sources[side].empty() ? std::string() : fmt::format(" ({})", sources[side]);
        return fmt::format("{} of {} sessions have a region of their {}{}", placed[side], sessions[side], whose, how);
    };
    return fmt::format(
        "{}; {}. {} gateways with a name and {} orchestrators contributed. This covers what was collected here, and "
        "nothing of what others did.",
        part("demand", "gateway"), part("supply", "orchestrator"), contributors["demand"], contributors["supply"]);
}

std::string completenessSentence(Cache& cache, const ReportQuery& query)
{
    return completenessSentence(completenessRows(cache, query));
}

}  // namespace naap
