#pragma once

#include <functional>

#include "core/reports/places.h"
#include "core/reports/regional.h"
#include "core/reports/report_windows.h"

namespace naap {

/// A session on its way past, with the places of both ends. All borrowed for the visit.
struct PlacedSession {
    const Session& session;
    const Place& gateway;
    const Place& orchestrator;               ///< of nobody: unknown
    std::string_view orchestrator_region;    ///< `none` where no orchestrator was found
    std::optional<std::size_t> demanded_in;  ///< window of its demand
};

/// Visits all sessions that started or ran in the windows.
void visitPlacedSessions(Cache& cache, PlaceBook& book, const ReportWindows& windows,
                         const std::function<void(const PlacedSession&)>& visit);

/// Calls `add` with the number of each window that the session ran in.
template <class Add>
void inItsWindows(const ReportWindows& windows, const Session& session, Add&& add)
{
    if (!session.started_at || *session.started_at >= session.last_seen)
        return;
    const auto [from, to] = windows.sharing({*session.started_at, session.last_seen});
    for (std::size_t window = from; window < to; ++window)
        add(window);
}

/// The figures of demand of one window. `requestedOfAll` is that of all regions in it.
DemandFigures demandFigures(const RegionDemand& demand, const Interval& window, std::int64_t requestedOfAll);

/// Half of the values are no higher, by nearest rank. Null when there are none.
std::optional<double> medianOf(const std::vector<double>& values);

}  // namespace naap
