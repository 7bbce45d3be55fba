#pragma once

#include <span>
#include <string>

#include "core/facts/selection.h"
#include "core/facts/session.h"
#include "core/reports/report.h"

namespace naap {

/// A row of the `status-hours` report.
struct StatusHourRow {
    StatusHour hour;
    std::string org;
};

std::span<const Column<Session>> sessionColumns();
std::span<const Column<Selection>> selectionColumns();
std::span<const Column<StatusHourRow>> statusHourColumns();

}  // namespace naap
