#pragma once

#include <optional>

#include <QString>

#include "core/reports/report.h"

namespace naap {

/// The filter of the sessions behind a number: those of the row's orchestrator, gateway, pipeline, model, GPU and org,
/// alive in its hour, and for counts of some sessions only (`no_orch_sessions`) these alone. `field` is the number's;
/// `report` its report. Nothing where the row names no such thing.
std::optional<QString> sessionsBehind(const ReportTable& table, std::size_t row, const QString& report,
                                      const QString& field);
/// Whether a table's rows can name their sessions.
bool namesSessions(const ReportTable& table);

}  // namespace naap
