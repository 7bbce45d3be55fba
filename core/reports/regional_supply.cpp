#include <map>
#include <set>

#include "core/reports/inventory.h"
#include "core/reports/regional_scan.h"

namespace naap {
namespace {

using WindowAndRegion = std::pair<std::size_t, std::string>;

/// Calls `add` with the number of each window, and what was on offer in it.
template <class Add>
void visitOffers(Cache& cache, const ReportWindows& windows, Add&& add)
{
    for (std::size_t window = 0; window < windows.all().size(); ++window) {
        const Interval& held = windows.all()[window].held;
        add(window, inventoryOf(cache, held.start, held.end));
    }
}

std::string gpuKey(const InventoryGpu& gpu)
{
    return gpu.orchestrator_address + ' ' + gpu.gpu_id;
}

void addOffered(Cache& cache, PlaceBook& book, const ReportWindows& windows,
                std::map<WindowAndRegion, RegionSupply>& groups)
{
    visitOffers(cache, windows, [&](std::size_t window, const Inventory& inventory) {
        for (const Node& node : inventory.nodes) {
            const Place& place = book.orchestrator(node.orchestrator_address, node.orchestrator_uri);
            groups[{window, place.region}].orchestrators.insert(node.orchestrator_address);
        }
        for (const InventoryGpu& gpu : inventory.gpus) {
            const Place& place = book.orchestrator(gpu.orchestrator_address, gpu.orchestrator_uri);
            groups[{window, place.region}].gpus.insert(gpuKey(gpu));
        }
    });
}

/// GPUs of one type in one region, and the streams on them.
struct GpuGroup {
    std::set<std::string> gpus;
    std::vector<Interval> streams;
};

}  // namespace

std::vector<SupplyRegionRow> supplyRegionRows(Cache& cache, const ReportQuery& query)
{
    PlaceBook book = placeBookOf(cache);
    const ReportWindows windows(cache, query);
    std::map<WindowAndRegion, RegionSupply> groups;
    for (std::size_t window = 0; window < windows.all().size(); ++window)
        groups.try_emplace({window, std::string(kUnknownRegion)});
    addOffered(cache, book, windows, groups);
    visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) {
        if (!placed.session.orchestrator_address)
            return;
        const std::string& region = placed.orchestrator.region;
        if (placed.demanded_in)
            addAssigned(groups[{*placed.demanded_in, region}], placed.session);
        inItsWindows(windows, placed.session, [&](std::size_t window) {
            RegionSupply& supply = groups[{window, region}];
            supply.orchestrators.insert(*placed.session.orchestrator_address);
            addStream(supply.streams, placed.session);
        });
    });
    std::vector<SupplyRegionRow> rows;
    for (const auto& [key, supply] : groups) {
        const ReportWindow& window = windows.all()[key.first];
        const Concurrency concurrency = concurrencyIn(window.held, supply.streams);
        rows.push_back({window.window_start, key.second, static_cast<std::int64_t>(supply.orchestrators.size()),
                        static_cast<std::int64_t>(supply.gpus.size()), supply.assigned_sessions,
                        supply.startup_success_sessions, streamMinutes(window.held, supply.streams), concurrency.avg,
                        concurrency.max, medianOf(supply.prompt_to_first_frame_ms)});
    }
    return rows;
}

std::vector<RegionGpuRow> regionGpuRows(Cache& cache, const ReportQuery& query)
{
    using Key = std::tuple<std::size_t, std::string, std::optional<std::string>>;
    PlaceBook book = placeBookOf(cache);
    const ReportWindows windows(cache, query);
    std::map<Key, GpuGroup> groups;
    for (std::size_t window = 0; window < windows.all().size(); ++window)
        groups.try_emplace({window, std::string(kUnknownRegion), std::nullopt});
    visitOffers(cache, windows, [&](std::size_t window, const Inventory& inventory) {
        for (const InventoryGpu& gpu : inventory.gpus) {
            const Place& place = book.orchestrator(gpu.orchestrator_address, gpu.orchestrator_uri);
            groups[{window, place.region, gpu.gpu_model_name}].gpus.insert(gpuKey(gpu));
        }
    });
    visitPlacedSessions(cache, book, windows, [&](const PlacedSession& placed) {
        const Session& session = placed.session;
        if (session.orchestrator_address)
            inItsWindows(windows, session, [&](std::size_t window) {
                addStream(groups[{window, placed.orchestrator.region, session.gpu_model_name}].streams, session);
            });
    });
    std::vector<RegionGpuRow> rows;
    for (const auto& [key, group] : groups) {
        const auto& [window, region, model] = key;
        const ReportWindow& at = windows.all()[window];
        rows.push_back({at.window_start, region, model, static_cast<std::int64_t>(group.gpus.size()),
                        streamMinutes(at.held, group.streams)});
    }
    return rows;
}

}  // namespace naap
