#include "core/reports/attribution_shares.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/metrics/coverage.h"
#include "core/metrics/rates.h"
#include "core/store/session_scan.h"

namespace naap {
namespace {

constexpr std::array<std::string_view, 5> kRates{"attribution_rate", "hardware_less_rate", "stale_rate",
                                                 "ambiguous_rate", "unresolved_rate"};

/// Sessions by status. The report has their shares of a count it has too: the counts come back by rounding.
struct Counts {
    std::int64_t selected = 0;
    std::array<std::int64_t, kRates.size()> by_status{};
};

std::optional<std::size_t> indexOf(const ReportTable& table, std::string_view name)
{
    const auto fields = table.fields();
    const auto found = std::ranges::find(fields, name, &Field::name);
    if (found == fields.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - fields.begin());
}

double realAt(const ReportTable& table, std::size_t row, std::optional<std::size_t> field)
{
    if (!field)
        return 0;
    const Cell cell = table.cell(row, *field);
    const auto* real = std::get_if<double>(&cell);
    return real ? *real : 0;
}

void addRow(const ReportTable& table, std::size_t row, Counts& counts, std::optional<std::size_t> selectedField)
{
    const Cell cell = selectedField ? table.cell(row, *selectedField) : Cell();
    const auto* selected = std::get_if<std::int64_t>(&cell);
    if (!selected)
        return;
    counts.selected += *selected;
    for (std::size_t i = 0; i < kRates.size(); ++i)
        counts.by_status[i] +=
            std::llround(realAt(table, row, indexOf(table, kRates[i])) * static_cast<double>(*selected));
}

AttributionHour sharesOf(Instant start, const Counts& counts)
{
    const auto share = [&](std::size_t status) { return ratio(counts.by_status[status], counts.selected); };
    return {.window_start = start,
            .selected_sessions = counts.selected,
            .resolved = share(0),
            .hardware_less = share(1),
            .stale = share(2),
            .ambiguous = share(3),
            .unresolved = share(4)};
}

}  // namespace

std::vector<AttributionHour> attributionHours(const ReportTable& coverage)
{
    std::map<Instant, Counts> hours;
    const auto hourField = indexOf(coverage, "window_start");
    const auto selectedField = indexOf(coverage, "selected_sessions");
    for (std::size_t row = 0; hourField && row < coverage.rowCount(); ++row) {
        const Cell hour = coverage.cell(row, *hourField);
        if (const auto* start = std::get_if<Instant>(&hour))
            addRow(coverage, row, hours[*start], selectedField);
    }
    std::vector<AttributionHour> result;
    for (const auto& [start, counts] : hours)
        result.push_back(sharesOf(start, counts));
    return result;
}

Result<AttributionHour> attributionIn(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    static constexpr std::string_view kRead[] = {"selection_outcome", "attribution_status"};
    return guarded(cache, [&]() -> Result<AttributionHour> {
        SessionCoverage all;
        visitSessionParts(cache, {.demand_from = from, .demand_to = to}, kRead,
                          [&](std::int64_t, const Session& session) { addAttribution(all, session); });
        return sharesOf(from.value_or(Instant()), {all.resolved.should,
                                                   {all.resolved.have, all.hardware_less.have, all.stale.have,
                                                    all.ambiguous.have, all.unresolved.have}});
    });
}

}  // namespace naap
