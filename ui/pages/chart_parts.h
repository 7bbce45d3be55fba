#pragma once

#include <QString>
#include <QVector>

#include "core/reports/report.h"
#include "ui/charts/time_chart.h"
#include "ui/models/cache_reader.h"
#include "ui/pages/workbench.h"

class QLabel;

namespace naap {

// What pages with charts need again and again.

/// A report's answer within a job on a reader thread.
Result<SharedTable> tableOf(Cache& cache, std::string_view report, const ReportQuery& query);
/// The scope's range without its filter: for pages about one subject. `sla` heeds "settled hours only".
ReportQuery rangeQuery(const Scope& scope);
ReportQuery slaQuery(const Scope& scope);

/// A chart with a title; what is dragged on it becomes the range, and what fails is said in the status bar.
TimeChart* makeTimeChart(Workbench& workbench, const QString& title, QWidget* parent);
/// Shades what was not received, from now on.
void showGaps(TimeChart& chart, const Workbench& workbench);
/// Range, zone and caption of today's scope.
void dress(TimeChart& chart, const Workbench& workbench);

/// A point of a line; nothing breaks the line.
QPointF pointAt(Instant at, std::optional<double> value);
std::optional<qint64> msOf(std::optional<Instant> at);

/// A pale line of words beneath a chart or table.
QLabel* makeNote(QWidget* parent);
/// A number, or a dash.
QString numberOrDash(const ValueText& text, std::optional<double> value, int decimals = 2);
QString percentOrDash(const ValueText& text, std::optional<double> share);
QString durationOrDash(const ValueText& text, std::optional<double> ms);

}  // namespace naap
