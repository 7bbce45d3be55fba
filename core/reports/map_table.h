#pragma once

#include <memory>
#include <optional>

#include "core/reports/map_figures.h"
#include "core/reports/report.h"

namespace naap {

/// What a row of the tables is called: its key, `small` or `unknown`. No two rows have the same.
std::string mapPlaceName(const MapRow& row);
/// `high`, `medium` or `low`; blank without a place.
std::string_view mapConfidence(const MapRow& row);

/// The rows of the map as a table, in their own order or sorted by a field.
Result<std::unique_ptr<ReportTable>> mapTable(const MapFigures& figures, const std::optional<SortBy>& sort = {});
/// The gaps alone, with their rank.
Result<std::unique_ptr<ReportTable>> gapTable(const MapFigures& figures, const std::optional<SortBy>& sort = {});

}  // namespace naap
