#include "ui/pages/chart_parts.h"

#include <QLabel>
#include <QtNumeric>

namespace naap {

using namespace Qt::StringLiterals;

Result<SharedTable> tableOf(Cache& cache, std::string_view report, const ReportQuery& query)
{
    auto table = runReport(cache, report, query);
    if (!table)
        return tl::unexpected(table.error());
    return SharedTable(std::move(*table));
}

ReportQuery rangeQuery(const Scope& scope)
{
    ReportQuery query;
    query.from = scope.from;
    query.to = scope.to;
    return query;
}

ReportQuery slaQuery(const Scope& scope)
{
    ReportQuery query = rangeQuery(scope);
    if (scope.settled_only)
        query.where.push_back({.field = "settled", .value = "true"});
    return query;
}

TimeChart* makeTimeChart(Workbench& workbench, const QString& title, QWidget* parent)
{
    auto* chart = new TimeChart(parent);
    chart->setTitle(title);
    chart->setMinimumHeight(150);
    QObject::connect(chart, &TimeChart::rangePicked, &workbench,
                     [&workbench](qint64 from, qint64 to) { workbench.zoom(instantFromMs(from), instantFromMs(to)); });
    QObject::connect(chart, &Chart::failed, &workbench, &Workbench::say);
    showGaps(*chart, workbench);
    return chart;
}

void showGaps(TimeChart& chart, const Workbench& workbench)
{
    const auto show = [&chart, &workbench] {
        QVector<TimeChart::Gap> gaps;
        for (const FeedGap& gap : *workbench.gaps())
            if (gap.cause != FeedGap::Cause::removed)
                gaps << TimeChart::Gap{toMs(gap.from), toMs(gap.to), gapText(gap, workbench.text())};
        chart.setGaps(std::move(gaps));
    };
    show();
    for (auto changed : {&Workbench::gapsChanged, &Workbench::textChanged})
        QObject::connect(&workbench, changed, &chart, show);
}

void dress(TimeChart& chart, const Workbench& workbench)
{
    chart.setUtcOffset(workbench.utcOffsetMs());
    chart.setRange(msOf(workbench.scope().from), msOf(workbench.scope().to));
    chart.setCaption(workbench.caption());
}

QPointF pointAt(Instant at, std::optional<double> value)
{
    return {static_cast<double>(toMs(at)), value.value_or(qQNaN())};
}

std::optional<qint64> msOf(std::optional<Instant> at)
{
    return at ? std::optional<qint64>(toMs(*at)) : std::nullopt;
}

QLabel* makeNote(QWidget* parent)
{
    auto* note = new QLabel(parent);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setWordWrap(true);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return note;
}

QString numberOrDash(const ValueText& text, std::optional<double> value, int decimals)
{
    return value ? text.number(*value, decimals) : u"–"_s;
}

QString percentOrDash(const ValueText& text, std::optional<double> share)
{
    return share ? text.percent(*share) : u"–"_s;
}

QString durationOrDash(const ValueText& text, std::optional<double> ms)
{
    return ms ? text.duration(*ms) : u"–"_s;
}

}  // namespace naap
