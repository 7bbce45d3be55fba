#include "ui/charts/time_chart.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <QAreaSeries>
#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QKeyEvent>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kShortestDrag = 4;  ///< pixels; less is a click
constexpr int kReadoutLines = 8;

struct Bar {
    double x = 0;
    double from = 0;
    double to = 0;
};

bool isSame(const TimeChart::Series& one, const TimeChart::Series& other)
{
    const auto sameValue = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    const auto samePoint = [&](const QPointF& a, const QPointF& b) {
        return a.x() == b.x() && sameValue(a.y(), b.y());
    };
    return one.name == other.name && one.kind == other.kind &&
           std::ranges::equal(one.points, other.points, samePoint) && std::ranges::equal(one.low, other.low, sameValue);
}

}  // namespace

struct TimeChart::Parts {
    QVector<Series> series;
    QString unit;
    qint64 bar_ms = 3'600'000;
    std::optional<qint64> from;
    std::optional<qint64> to;
    std::optional<qint64> provisional;
    QVector<Gap> gaps;
    std::optional<double> threshold;
    QString threshold_name;
    qint64 offset = 0;

    QGraphicsScene scene;
    QChart* chart = nullptr;  ///< the scene's
    bool dirty = true;
    QSizeF size;  ///< that the chart was built for
    QRectF plot;  ///< within the area
    QRectF legend;
    qint64 low_ms = 0;
    qint64 high_ms = 1;
    ValueAxis axis;
    QVector<QVector<Bar>> bars;  ///< by series; empty for the others
    QVector<int> places;         ///< by series: its place among those of its kind, which gives its colour

    std::optional<double> press;  ///< where a drag began, in pixels of the area
    double drag = 0;
    std::optional<qint64> cursor;
    std::optional<qint64> anchor;  ///< the other end of a stretch chosen by keyboard

    void findPlaces();
    void stackBars();
    void findTimes();
    void findValues();
    QPen penOf(int index, const QPalette& palette) const;
    QVector<LegendEntry> legendEntries(const QPalette& palette) const;
    void layOut(const QSizeF& area, const QFont& font, const QPalette& palette);
    void fill(const QPalette& palette);
    void add(QAbstractSeries* line);
    void addLine(int index, const QPalette& palette);
    void addBand(int index, const QPalette& palette);
    void paintBars(QPainter& painter, const QRectF& in, const QPalette& palette) const;
    bool isEmpty() const;

    QRectF plotIn(const QRectF& area) const { return plot.translated(area.topLeft()); }
    double shareOf(double ms) const
    {
        return (ms - static_cast<double>(low_ms)) / static_cast<double>(high_ms - low_ms);
    }
    qint64 timeAt(const QRectF& in, double x) const
    {
        const double share = std::clamp((x - in.left()) / qMax(1.0, in.width()), 0.0, 1.0);
        return low_ms + static_cast<qint64>(std::llround(share * static_cast<double>(high_ms - low_ms)));
    }
    QVector<qint64> times() const;
    double valueAt(const Series& one, qint64 ms) const;
    const Gap* gapAt(qint64 ms) const;
    QString nothingAt(qint64 ms) const { return gapAt(ms) ? TimeChart::tr("▒ not received") : u"–"_s; }
    QStringList readout(qint64 ms) const;
};

const TimeChart::Gap* TimeChart::Parts::gapAt(qint64 ms) const
{
    const auto found =
        std::find_if(gaps.begin(), gaps.end(), [ms](const Gap& gap) { return ms >= gap.from_ms && ms < gap.to_ms; });
    return found == gaps.end() ? nullptr : &*found;
}

bool TimeChart::Parts::isEmpty() const
{
    return std::none_of(series.begin(), series.end(), [](const Series& one) {
        return std::any_of(one.points.begin(), one.points.end(), [](const QPointF& p) { return !std::isnan(p.y()); });
    });
}

void TimeChart::Parts::findPlaces()
{
    // A line, its band and its pale companion belong together: they share a colour.
    std::map<Series::Kind, int> next;
    places.clear();
    for (const Series& one : series)
        places << next[one.kind]++;
}

void TimeChart::Parts::stackBars()
{
    bars = QVector<QVector<Bar>>(series.size());
    std::map<double, double> tops;
    for (qsizetype i = 0; i < series.size(); ++i) {
        if (series[i].kind != Series::Kind::stacked_bar)
            continue;
        for (const QPointF& point : series[i].points)
            if (!std::isnan(point.y())) {
                double& top = tops[point.x()];
                bars[i] << Bar{point.x(), top, top + point.y()};
                top += point.y();
            }
    }
}

void TimeChart::Parts::findTimes()
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const Series& one : series)
        if (!one.points.isEmpty()) {
            const double length = one.kind == Series::Kind::stacked_bar ? static_cast<double>(bar_ms) : 0;
            low = qMin(low, one.points.first().x());
            high = qMax(high, one.points.last().x() + length);
        }
    low_ms = from.value_or(std::isfinite(low) ? static_cast<qint64>(low) : 0);
    high_ms = to.value_or(std::isfinite(high) ? static_cast<qint64>(high) : low_ms + bar_ms);
    if (high_ms <= low_ms) {  // one point in time: some room around it
        low_ms -= bar_ms / 2;
        high_ms = low_ms + bar_ms;
    }
}

void TimeChart::Parts::findValues()
{
    double low = INFINITY;
    double high = -INFINITY;
    const auto take = [&](double value) {
        low = std::fmin(low, value);
        high = std::fmax(high, value);
    };
    for (qsizetype i = 0; i < series.size(); ++i) {
        for (const Bar& bar : bars[i]) {
            take(bar.to);
            take(0);
        }
        if (series[i].kind == Series::Kind::stacked_bar)
            continue;
        for (qsizetype p = 0; p < series[i].points.size(); ++p) {
            const QPointF& point = series[i].points[p];
            if (std::isnan(point.y()) || point.x() < static_cast<double>(low_ms) ||
                point.x() > static_cast<double>(high_ms))
                continue;
            take(point.y());
            if (p < series[i].low.size() && !std::isnan(series[i].low[p]))
                take(series[i].low[p]);
        }
    }
    if (threshold)
        take(*threshold);
    if (low > 0 && low < 0.6 * high)
        low = 0;  // a line far from nothing does not need it; others mislead without
    axis = low <= high ? ValueAxis::around(low, high, qMax(2, static_cast<int>(size.height() / 45))) : ValueAxis();
}

QPen TimeChart::Parts::penOf(int index, const QPalette& palette) const
{
    const int place = places.value(index);
    if (series[index].kind != Series::Kind::pale_line)
        return seriesPen(place, palette);
    QPen pen = seriesPen(place + 1, palette);  // another dash than its companion's
    pen.setColor(mixed(seriesColor(place, isDark(palette)), palette.color(QPalette::Window), 0.4));
    return pen;
}

QVector<LegendEntry> TimeChart::Parts::legendEntries(const QPalette& palette) const
{
    QVector<LegendEntry> entries;
    if (series.size() < 2)
        return entries;
    for (int i = 0; i < series.size(); ++i) {
        const int place = places.value(i);
        LegendEntry entry{.name = series[i].name,
                          .pen = penOf(i, palette),
                          .fill = seriesColor(place, isDark(palette)),
                          .style = place};
        switch (series[i].kind) {
            case Series::Kind::line: break;
            case Series::Kind::pale_line: entry.style = place + 1; break;
            case Series::Kind::band:
                entry.kind = LegendEntry::Kind::area;
                entry.style = 0;
                entry.fill = mixed(palette.color(QPalette::Window), entry.fill, 0.22);
                break;
            case Series::Kind::stacked_bar:
                entry.kind = LegendEntry::Kind::area;
                entry.pen = QPen(palette.color(QPalette::Window));
                break;
        }
        entries << entry;
    }
    return entries;
}

void TimeChart::Parts::layOut(const QSizeF& area, const QFont& font, const QPalette& palette)
{
    if (!dirty && area == size)
        return;
    dirty = false;
    size = area;
    findPlaces();
    stackBars();
    findTimes();
    findValues();
    const QFontMetricsF metrics(font);
    const double head = legendHeight(legendEntries(palette), font, area.width() - 12);
    const double line = unit.isEmpty() ? 6 : 1.5 * metrics.height() + 2;  // the upmost label stands half above
    legend = QRectF(6, 0, area.width() - 12, head);
    const double left = axisWidth(axis, font) + 4;
    plot = QRectF(left, head + line, qMax(20.0, area.width() - left - 12),
                  qMax(20.0, area.height() - head - line - 2 * metrics.height() - 8));
    fill(palette);
}

void TimeChart::Parts::fill(const QPalette& palette)
{
    scene.clear();
    chart = nullptr;
    const auto isBars = [](const Series& one) { return one.kind == Series::Kind::stacked_bar; };
    if (std::all_of(series.begin(), series.end(), isBars))
        return;  // those are painted by us, and an empty chart takes longer to make than all of them to paint
    chart = new QChart;
    scene.addItem(chart);
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->resize(size);
    chart->setPlotArea(plot);
    auto* time = new QValueAxis;
    auto* value = new QValueAxis;
    time->setRange(static_cast<double>(low_ms), static_cast<double>(high_ms));
    value->setRange(axis.low, axis.high);
    chart->addAxis(time, Qt::AlignBottom);
    chart->addAxis(value, Qt::AlignLeft);
    time->setVisible(false);  // grid and labels are ours: times in a zone, thin lines
    value->setVisible(false);
    for (int i = 0; i < series.size(); ++i)
        if (series[i].kind == Series::Kind::band)
            addBand(i, palette);
    for (int i = 0; i < series.size(); ++i)
        if (series[i].kind == Series::Kind::line || series[i].kind == Series::Kind::pale_line)
            addLine(i, palette);
    scene.setSceneRect(QRectF(QPointF(), size));
}

void TimeChart::Parts::add(QAbstractSeries* line)
{
    chart->addSeries(line);
    for (QAbstractAxis* each : chart->axes())
        line->attachAxis(each);
}

void TimeChart::Parts::addLine(int index, const QPalette& palette)
{
    const Series& one = series[index];
    const auto low = static_cast<double>(low_ms);
    const auto high = static_cast<double>(high_ms);
    const QPen pen = penOf(index, palette);
    auto* dots = new QScatterSeries;  // of values alone between two gaps, and of few points
    dots->setMarkerSize(6);
    dots->setColor(pen.color());
    dots->setBorderColor(pen.color());
    static constexpr QScatterSeries::MarkerShape kShapes[] = {
        QScatterSeries::MarkerShapeCircle, QScatterSeries::MarkerShapeRectangle,
        QScatterSeries::MarkerShapeRotatedRectangle, QScatterSeries::MarkerShapeTriangle};
    dots->setMarkerShape(kShapes[(places[index] + (one.kind == Series::Kind::pale_line ? 1 : 0)) % 4]);
    const QVector<QPointF> drawn = decimated(one.points, low, high, static_cast<int>(plot.width()));
    const bool few = static_cast<double>(drawn.size()) * 18 < plot.width();
    for (const QVector<QPointF>& run : runsOf(drawn)) {
        const QVector<QPointF> inside = cutAt(run, low, high);
        if (few || inside.size() == 1)
            dots->append(inside);
        if (inside.size() < 2)
            continue;
        auto* line = new QLineSeries;
        line->setPen(pen);
        line->replace(inside);
        add(line);
    }
    add(dots);
}

void TimeChart::Parts::addBand(int index, const QPalette& palette)
{
    const Series& one = series[index];
    QVector<QPointF> upper = one.points;
    QVector<QPointF> lower = one.points;
    for (qsizetype p = 0; p < lower.size(); ++p) {
        lower[p].setY(p < one.low.size() ? one.low[p] : std::nan(""));
        if (std::isnan(lower[p].y()) || std::isnan(upper[p].y()))
            lower[p].setY(std::nan("")), upper[p].setY(std::nan(""));
    }
    const auto low = static_cast<double>(low_ms);
    const auto high = static_cast<double>(high_ms);
    const int columns = static_cast<int>(plot.width());
    const auto tops = runsOf(decimated(upper, low, high, columns));
    const auto bottoms = runsOf(decimated(lower, low, high, columns));
    for (qsizetype run = 0; run < qMin(tops.size(), bottoms.size()); ++run) {
        auto* top = new QLineSeries;
        auto* bottom = new QLineSeries;
        top->replace(cutAt(tops[run], low, high));
        bottom->replace(cutAt(bottoms[run], low, high));
        auto* area = new QAreaSeries(top, bottom);
        top->setParent(area);
        bottom->setParent(area);
        area->setPen(Qt::NoPen);
        area->setBrush(mixed(palette.color(QPalette::Window), seriesColor(places[index], isDark(palette)), 0.22));
        add(area);
    }
}

/// Painted by us: Qt Charts outlines an area of some thousand bars for tens of milliseconds.
void TimeChart::Parts::paintBars(QPainter& painter, const QRectF& in, const QPalette& palette) const
{
    const double pixel = static_cast<double>(high_ms - low_ms) / qMax(1.0, in.width());
    const double gap = static_cast<double>(bar_ms) > 5 * pixel ? pixel : 0;
    for (int i = 0; i < bars.size(); ++i)
        for (const Bar& bar : bars[i]) {
            const double left = xAt(in, std::clamp(shareOf(bar.x), 0.0, 1.0));
            const double right = xAt(in, std::clamp(shareOf(bar.x + static_cast<double>(bar_ms) - gap), 0.0, 1.0));
            const QRectF box(QPointF(left, yAt(in, axis.share(bar.to))), QPointF(right, yAt(in, axis.share(bar.from))));
            if (box.width() <= 0)
                continue;
            painter.fillRect(box, seriesColor(places[i], isDark(palette)));
            if (box.width() > 2)
                drawHatch(painter, box, palette.color(QPalette::Window), places[i], 6);
        }
}

QVector<qint64> TimeChart::Parts::times() const
{
    QVector<qint64> all;
    for (const Series& one : series)
        for (const QPointF& point : one.points)
            if (const auto ms = static_cast<qint64>(point.x()); ms >= low_ms && ms <= high_ms)
                all << ms;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

double TimeChart::Parts::valueAt(const Series& one, qint64 ms) const
{
    const auto after = std::upper_bound(one.points.begin(), one.points.end(), static_cast<double>(ms),
                                        [](double x, const QPointF& point) { return x < point.x(); });
    if (one.kind == Series::Kind::stacked_bar) {
        const bool within =
            after != one.points.begin() && static_cast<double>(ms) < (after - 1)->x() + static_cast<double>(bar_ms);
        return within ? (after - 1)->y() : std::nan("");
    }
    const bool use_before = after != one.points.begin() &&
                            (after == one.points.end() ||
                             static_cast<double>(ms) - (after - 1)->x() <= after->x() - static_cast<double>(ms));
    if (one.points.isEmpty())
        return std::nan("");
    return use_before ? (after - 1)->y() : after->y();
}

QStringList TimeChart::Parts::readout(qint64 ms) const
{
    QStringList lines{timeText(ms - ms % 1000, offset)};
    for (const Series& one : series) {
        if (lines.size() > kReadoutLines)
            break;
        const double value = valueAt(one, ms);
        lines << one.name + u": "_s + valueText(value) +
                     (unit.isEmpty() || std::isnan(value) ? QString() : u' ' + unit);
    }
    if (gapAt(ms))
        lines << TimeChart::tr("▒ not received");
    return lines;
}

TimeChart::TimeChart(QWidget* parent) : Chart(parent), m_parts(std::make_unique<Parts>())
{
    setMouseTracking(true);
    describe(tr("A chart over time without values yet."));
}

TimeChart::~TimeChart() = default;

/// What is as it was is neither built nor painted anew: watched pages are read again every second.
void TimeChart::setSeries(QVector<Series> series, const QString& unit, qint64 bar_ms)
{
    if (unit == m_parts->unit && bar_ms == m_parts->bar_ms && std::ranges::equal(series, m_parts->series, isSame))
        return;
    m_parts->series = std::move(series);
    m_parts->unit = unit;
    m_parts->bar_ms = qMax<qint64>(1, bar_ms);
    m_parts->cursor.reset();
    m_parts->anchor.reset();
    m_parts->dirty = true;
    describeAll();
    update();
}

void TimeChart::describeAll()
{
    QStringList names;
    for (const Series& one : m_parts->series)
        names << one.name;
    QStringList sentences{m_parts->isEmpty() ? tr("There are no values in this range.")
                                             : tr("Over time: %1.").arg(names.join(u", "_s))};
    for (const Gap& gap : std::as_const(m_parts->gaps))
        sentences << gap.words;
    describe(sentences.join(u' '));
}

void TimeChart::setGaps(QVector<Gap> gaps)
{
    if (gaps == m_parts->gaps)
        return;
    m_parts->gaps = std::move(gaps);
    describeAll();
    update();
}

void TimeChart::setRange(std::optional<qint64> from_ms, std::optional<qint64> to_ms)
{
    if (from_ms == m_parts->from && to_ms == m_parts->to)
        return;
    m_parts->from = from_ms;
    m_parts->to = to_ms;
    m_parts->dirty = true;
    update();
}

void TimeChart::setProvisionalFrom(std::optional<qint64> from_ms)
{
    if (std::exchange(m_parts->provisional, from_ms) != from_ms)
        update();
}

void TimeChart::setThreshold(std::optional<double> value, const QString& name)
{
    m_parts->threshold = value;
    m_parts->threshold_name = name;
    m_parts->dirty = true;
    update();
}

void TimeChart::setUtcOffset(qint64 offset_ms)
{
    if (std::exchange(m_parts->offset, offset_ms) != offset_ms)
        update();
}

Chart::Data TimeChart::data() const
{
    Data numbers;
    numbers.header << tr("Time (%1)").arg(zoneText(m_parts->offset));
    std::map<qint64, QStringList> rows;
    int column = 0;
    const auto addColumn = [&](const QString& name, const Series& one, auto valueOf) {
        numbers.header << (m_parts->unit.isEmpty() ? name : tr("%1 (%2)").arg(name, m_parts->unit));
        for (qsizetype p = 0; p < one.points.size(); ++p) {
            QStringList& row = rows[static_cast<qint64>(one.points[p].x())];
            while (row.size() < column)
                row << u"–"_s;
            const double value = valueOf(p);
            row << (std::isnan(value) ? m_parts->nothingAt(static_cast<qint64>(one.points[p].x()))
                                      : QString::number(value, 'g', 12));
        }
        ++column;
    };
    for (const Series& one : m_parts->series) {
        if (one.kind == Series::Kind::band)
            addColumn(tr("%1, lower edge").arg(one.name), one, [&](qsizetype p) { return one.low.value(p, NAN); });
        addColumn(one.kind == Series::Kind::band ? tr("%1, upper edge").arg(one.name) : one.name, one,
                  [&](qsizetype p) { return one.points[p].y(); });
    }
    for (auto& [ms, row] : rows) {
        while (row.size() < column)
            row << u"–"_s;
        numbers.rows << (QStringList{timeText(ms, m_parts->offset)} + row);
    }
    return numbers;
}

void TimeChart::paint(QPainter& painter, const QRectF& area) const
{
    Parts& parts = *m_parts;
    parts.layOut(area.size(), font(), palette());
    const QRectF plot = parts.plotIn(area);
    drawLegend(painter, parts.legend.translated(area.topLeft()), parts.legendEntries(palette()), palette());
    painter.setPen(faintColor(palette()));
    const QFontMetricsF metrics(font());
    painter.drawText(QPointF(area.left() + 6, plot.top() - metrics.height() / 2 - metrics.descent()), parts.unit);
    drawTimeAxis(painter, plot, parts.low_ms, parts.high_ms, parts.offset, palette());
    paintGaps(painter, plot);
    if (parts.isEmpty())
        return drawSentence(painter, plot, tr("There are no values in this range."), palette());
    drawValueAxis(painter, plot, parts.axis, palette());
    parts.paintBars(painter, plot, palette());
    if (parts.chart)
        parts.scene.render(&painter, area, QRectF(QPointF(), area.size()));
    paintMarks(painter, plot);
}

/// Words on the plot, readable whatever is behind them.
void TimeChart::drawNote(QPainter& painter, const QPointF& at, const QString& words) const
{
    const QFontMetricsF metrics(font());
    const QRectF label(at, QSizeF(metrics.horizontalAdvance(words), metrics.height()));
    painter.fillRect(label.adjusted(-3, -1, 3, 1), palette().color(QPalette::Window));
    painter.setPen(faintColor(palette()));
    painter.drawText(label, Qt::AlignCenter, words);
}

void TimeChart::paintGaps(QPainter& painter, const QRectF& plot) const
{
    const Parts& parts = *m_parts;
    const QFontMetricsF metrics(font());
    const QString words = tr("▒ not received");
    for (const Gap& gap : parts.gaps) {
        const double left = xAt(plot, std::clamp(parts.shareOf(static_cast<double>(gap.from_ms)), 0.0, 1.0));
        const double right = xAt(plot, std::clamp(parts.shareOf(static_cast<double>(gap.to_ms)), 0.0, 1.0));
        if (right - left < 0.5)
            continue;
        const QRectF box(left, plot.top(), right - left, plot.height());
        painter.fillRect(box, QBrush(gridColor(palette()), Qt::Dense4Pattern));
        if (metrics.horizontalAdvance(words) + 8 > box.width())
            continue;
        drawNote(painter,
                 QPointF(box.center().x() - metrics.horizontalAdvance(words) / 2, box.bottom() - metrics.height() - 3),
                 words);
    }
}

void TimeChart::paintMarks(QPainter& painter, const QRectF& plot) const
{
    const Parts& parts = *m_parts;
    if (parts.provisional && *parts.provisional < parts.high_ms) {
        const double left = xAt(plot, qMax(0.0, parts.shareOf(static_cast<double>(*parts.provisional))));
        const QRectF late(left, plot.top(), plot.right() - left, plot.height());
        drawHatch(painter, late, gridColor(palette()), 2, 9);
        const QString text = tr("may still change");
        const double wide = QFontMetricsF(font()).horizontalAdvance(text);
        // Above the plot, where it hides nothing; a chart without a unit has no line there.
        const double up = parts.unit.isEmpty() ? -2 : 1.5 * QFontMetricsF(font()).height();
        drawNote(painter, QPointF(qMax(plot.left(), plot.right() - wide - 4), plot.top() - up), text);
    }
    if (parts.threshold) {
        const double y = yAt(plot, parts.axis.share(*parts.threshold));
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DashLine));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.drawText(QPointF(plot.left() + 4, y - 4), parts.threshold_name);
    }
}

void TimeChart::paintOverlay(QPainter& painter, const QRectF& area) const
{
    const Parts& parts = *m_parts;
    const QRectF plot = parts.plotIn(area);
    const auto shade = [&](double a, double b) {
        QColor color = palette().color(QPalette::Highlight);
        color.setAlphaF(0.22F);
        const double left = std::clamp(qMin(a, b), plot.left(), plot.right());
        const double right = std::clamp(qMax(a, b), plot.left(), plot.right());
        painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), color);
    };
    if (parts.press)
        return shade(*parts.press, parts.drag);
    if (!parts.cursor || parts.isEmpty())
        return;
    const double x = xAt(plot, parts.shareOf(static_cast<double>(*parts.cursor)));
    if (parts.anchor)
        shade(xAt(plot, parts.shareOf(static_cast<double>(*parts.anchor))), x);
    painter.setPen(QPen(faintColor(palette()), 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    drawReadout(painter, plot, QPointF(x, plot.top() + 12), parts.readout(*parts.cursor), palette());
}

void TimeChart::resizeEvent(QResizeEvent* event)
{
    m_parts->dirty = true;
    Chart::resizeEvent(event);
}

void TimeChart::mousePressEvent(QMouseEvent* event)
{
    m_parts->layOut(body().size(), font(), palette());
    if (event->button() != Qt::LeftButton)
        return Chart::mousePressEvent(event);
    m_parts->press = m_parts->drag = event->position().x();
    m_parts->anchor.reset();
    update();
}

void TimeChart::mouseMoveEvent(QMouseEvent* event)
{
    m_parts->layOut(body().size(), font(), palette());
    const QRectF plot = m_parts->plotIn(body());
    if (m_parts->press)
        m_parts->drag = event->position().x();
    else if (plot.contains(event->position()))
        m_parts->cursor = m_parts->timeAt(plot, event->position().x());
    else
        m_parts->cursor.reset();
    update();
}

void TimeChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_parts->press || event->button() != Qt::LeftButton)
        return Chart::mouseReleaseEvent(event);
    const QRectF plot = m_parts->plotIn(body());
    const double from = qMin(*m_parts->press, event->position().x());
    const double to = qMax(*m_parts->press, event->position().x());
    m_parts->press.reset();
    update();
    const qint64 from_ms = m_parts->timeAt(plot, from);
    const qint64 to_ms = m_parts->timeAt(plot, to);
    if (to - from >= kShortestDrag && to_ms > from_ms)
        Q_EMIT rangePicked(from_ms, to_ms);
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_parts->layOut(body().size(), font(), palette());
    const QRectF plot = m_parts->plotIn(body());
    m_parts->press.reset();
    if (event->button() == Qt::LeftButton && plot.contains(event->position()))
        Q_EMIT timeOpened(m_parts->timeAt(plot, event->position().x()));
}

void TimeChart::leaveEvent(QEvent* event)
{
    if (!hasFocus())
        m_parts->cursor.reset();
    update();
    Chart::leaveEvent(event);
}

void TimeChart::moveCursor(int steps, bool extend)
{
    Parts& parts = *m_parts;
    parts.layOut(body().size(), font(), palette());
    const QVector<qint64> times = parts.times();
    if (times.isEmpty())
        return;
    const auto last = static_cast<int>(times.size()) - 1;
    int at = steps > 0 ? 0 : last;
    if (parts.cursor) {
        const auto near = std::lower_bound(times.begin(), times.end(), *parts.cursor);
        const int here = static_cast<int>(near - times.begin());
        const bool exact = near != times.end() && *near == *parts.cursor;
        at = std::clamp(here + steps - (steps > 0 && !exact ? 1 : 0), 0, last);
    }
    if (extend && !parts.anchor)
        parts.anchor = parts.cursor.value_or(times[at]);
    else if (!extend)
        parts.anchor.reset();
    parts.cursor = times[at];
    describe(parts.readout(times[at]).join(u", "_s));
    update();
}

void TimeChart::zoomAtCursor(double factor)
{
    const Parts& parts = *m_parts;
    const qint64 middle = parts.cursor.value_or(parts.low_ms + (parts.high_ms - parts.low_ms) / 2);
    const auto half = static_cast<qint64>(static_cast<double>(parts.high_ms - parts.low_ms) * factor / 2);
    if (half > 0)
        Q_EMIT rangePicked(middle - half, middle + half);
}

void TimeChart::open()
{
    const Parts& parts = *m_parts;
    if (parts.cursor && parts.anchor && *parts.cursor != *parts.anchor)
        Q_EMIT rangePicked(qMin(*parts.cursor, *parts.anchor), qMax(*parts.cursor, *parts.anchor));
    else if (parts.cursor)
        Q_EMIT timeOpened(*parts.cursor);
}

void TimeChart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return Chart::keyPressEvent(event);
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
        case Qt::Key_Left: return moveCursor(-1, extend);
        case Qt::Key_Right: return moveCursor(1, extend);
        case Qt::Key_PageUp: return moveCursor(-10, extend);
        case Qt::Key_PageDown: return moveCursor(10, extend);
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomAtCursor(0.5);
        case Qt::Key_Minus: return zoomAtCursor(2);
        case Qt::Key_Return:
        case Qt::Key_Enter: return open();
        case Qt::Key_Escape:
            if (!m_parts->cursor && !m_parts->press)
                return Chart::keyPressEvent(event);  // Esc goes up when there is nothing of ours to end
            m_parts->cursor.reset();
            m_parts->anchor.reset();
            m_parts->press.reset();
            return update();
        default: Chart::keyPressEvent(event);
    }
}

void TimeChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_parts->dirty = true;
    Chart::changeEvent(event);
}

}  // namespace naap
