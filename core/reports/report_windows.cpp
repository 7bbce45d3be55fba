#include "core/reports/report_windows.h"

#include <algorithm>

#include "core/reports/rollup_rows.h"

namespace naap {
namespace {

template <class Length>
std::vector<ReportWindow> steps(const ReportQuery& query, const HourSpan& held)
{
    std::vector<ReportWindow> windows;
    Instant start = std::chrono::floor<Length>(held.from);
    if (query.from)
        start = std::max<Instant>(start, std::chrono::ceil<Length>(*query.from));
    const Instant end = query.to ? std::min(*query.to, held.to) : held.to;
    for (; start < end; start += Length(1))
        windows.push_back({start, {std::max(start, held.from), std::min<Instant>(start + Length(1), held.to)}});
    return windows;
}

}  // namespace

ReportWindows::ReportWindows(Cache& cache, const ReportQuery& query)
{
    const HourSpan held = heldHours(cache, {}, {});
    if (held.from >= held.to)
        return;
    if (query.grain == Grain::hour) {
        m_windows = steps<std::chrono::hours>(query, held);
    } else if (query.grain == Grain::day) {
        m_windows = steps<std::chrono::days>(query, held);
    } else {
        const HourSpan range = heldHours(cache, query.from, query.to);
        if (range.from < range.to)
            m_windows.push_back({range.from, {range.from, range.to}});
    }
}

Interval ReportWindows::span() const
{
    return isEmpty() ? Interval() : Interval{m_windows.front().held.start, m_windows.back().held.end};
}

std::optional<std::size_t> ReportWindows::at(Instant t) const
{
    const auto next = std::ranges::upper_bound(m_windows, t, {}, [](const ReportWindow& w) { return w.held.start; });
    if (next == m_windows.begin() || t >= std::prev(next)->held.end)
        return std::nullopt;
    return static_cast<std::size_t>(std::prev(next) - m_windows.begin());
}

std::pair<std::size_t, std::size_t> ReportWindows::sharing(const Interval& stretch) const
{
    const auto first =
        std::ranges::upper_bound(m_windows, stretch.start, {}, [](const ReportWindow& w) { return w.held.end; });
    const auto last =
        std::ranges::lower_bound(m_windows, stretch.end, {}, [](const ReportWindow& w) { return w.held.start; });
    const auto from = static_cast<std::size_t>(first - m_windows.begin());
    return {from, std::max(from, static_cast<std::size_t>(last - m_windows.begin()))};
}

}  // namespace naap
