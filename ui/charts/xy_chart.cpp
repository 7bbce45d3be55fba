#include "ui/charts/xy_chart.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <QSet>
#include <QToolTip>
#include <QValueAxis>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kShortestDrag = 6;  ///< pixels each way; less is a click
constexpr double kReach = 9;         ///< pixels from a point that still hit it
constexpr double kMarker = 8;        ///< size of a marker
constexpr int kMostMarkers = 2500;   ///< each is an item of its own in the scene

bool isDrawn(const QPointF& point)
{
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

/// One point a cell of a grid; coarser until few enough are left. Markers over each other show no more.
QVector<QPointF> thinned(const QVector<QPointF>& points, const ValueAxis& x, const ValueAxis& y, const QSizeF& plot)
{
    for (double cell = 2;; cell *= 1.5) {
        // What lies outside the axes is not seen, and may lie far away.
        const auto placeOf = [cell](double share, double length) {
            return static_cast<int>(std::floor(std::clamp(share, -1.0, 2.0) * length / cell));
        };
        QSet<QPoint> taken;
        QVector<QPointF> kept;
        for (const QPointF& point : points) {
            if (!isDrawn(point))
                continue;
            const QPoint at(placeOf(x.share(point.x()), plot.width()), placeOf(y.share(point.y()), plot.height()));
            if (!taken.contains(at)) {
                taken.insert(at);
                kept << point;
            }
        }
        if (kept.size() <= kMostMarkers)
            return kept;
    }
}

/// The value holds until the next point.
QVector<QPointF> stepped(const QVector<QPointF>& points)
{
    QVector<QPointF> steps;
    for (const QPointF& point : points) {
        if (!steps.isEmpty())
            steps << QPointF(point.x(), steps.last().y());
        steps << point;
    }
    return steps;
}

}  // namespace

struct XyChart::Parts {
    QVector<Series> series;
    QString x_title;
    QString y_title;
    int current_series = -1;
    int current_point = -1;

    QGraphicsScene scene;
    QChart* chart = nullptr;  ///< the scene's
    bool dirty = true;
    QSizeF size;
    QRectF plot;
    QRectF legend;
    ValueAxis x;
    ValueAxis y;
    qsizetype drawn_points = 0;
    QVector<QRectF> zooms;  ///< in values, the latest last; none: all points
    QString x_shown;        ///< the measures that the zooms are of
    QString y_shown;
    std::optional<QPointF> press;
    QPointF drag;

    bool isEmpty() const { return drawn_points == 0; }
    void findAxes();
    void makeRoom();
    QVector<LegendEntry> legendEntries(const QPalette& palette) const;
    void layOut(const QSizeF& area, const QFont& font, const QPalette& palette);
    void fill(const QPalette& palette);
    void add(int index, const QPalette& palette);
    QPointF placeOf(const QRectF& in, const QPointF& point) const
    {
        return {xAt(in, x.share(point.x())), yAt(in, y.share(point.y()))};
    }
    std::pair<int, int> pointAt(const QRectF& in, const QPointF& at) const;
    bool hasCurrent() const
    {
        return current_series >= 0 && current_series < series.size() && current_point >= 0 &&
               current_point < series[current_series].points.size() &&
               isDrawn(series[current_series].points[current_point]);
    }
    QStringList readout(int in_series, int point) const;
};

void XyChart::Parts::findAxes()
{
    double low_x = INFINITY, high_x = -INFINITY, low_y = INFINITY, high_y = -INFINITY;
    drawn_points = 0;
    for (const Series& one : series)
        for (const QPointF& point : one.points) {
            if (!isDrawn(point))
                continue;
            ++drawn_points;
            low_x = qMin(low_x, point.x());
            high_x = qMax(high_x, point.x());
            low_y = qMin(low_y, point.y());
            high_y = qMax(high_y, point.y());
        }
    x = drawn_points > 0 ? ValueAxis::around(low_x, high_x, 6) : ValueAxis();
    y = drawn_points > 0 ? ValueAxis::around(low_y, high_y, qMax(2, static_cast<int>(size.height() / 45)))
                         : ValueAxis();
    if (zooms.isEmpty())
        return;
    const auto cut = [](ValueAxis& axis, double low, double high, int wanted) {
        axis = {.low = low, .high = high, .ticks = niceTicks(low, high, wanted)};
        axis.ticks.removeIf([&](double tick) { return tick < low || tick > high; });
    };
    cut(x, zooms.last().left(), zooms.last().right(), 6);
    cut(y, zooms.last().top(), zooms.last().bottom(), qMax(2, static_cast<int>(size.height() / 45)));
}

/// Room for half a marker at the ends, where points may lie.
void XyChart::Parts::makeRoom()
{
    const auto widen = [](ValueAxis& axis, double pixels) {
        const double room = (axis.high - axis.low) * kMarker * 0.75 / qMax(1.0, pixels);
        axis.low -= room;
        axis.high += room;
    };
    const bool scatter =
        std::any_of(series.begin(), series.end(), [](const Series& one) { return one.kind == Series::Kind::scatter; });
    if (scatter && !isEmpty() && zooms.isEmpty()) {
        widen(x, plot.width());
        widen(y, plot.height());
    }
}

QVector<LegendEntry> XyChart::Parts::legendEntries(const QPalette& palette) const
{
    QVector<LegendEntry> entries;
    for (int i = 0; series.size() > 1 && i < series.size(); ++i) {
        const bool scatter = series[i].kind == Series::Kind::scatter;
        entries << LegendEntry{.name = series[i].name,
                               .kind = scatter ? LegendEntry::Kind::marker : LegendEntry::Kind::line,
                               .pen = seriesPen(i, palette),
                               .fill = seriesColor(i, isDark(palette)),
                               .style = scatter ? i : -1};
    }
    return entries;
}

void XyChart::Parts::layOut(const QSizeF& area, const QFont& font, const QPalette& palette)
{
    if (!dirty && area == size)
        return;
    dirty = false;
    size = area;
    findAxes();
    const QFontMetricsF metrics(font);
    const double head = legendHeight(legendEntries(palette), font, area.width() - 12);
    legend = QRectF(6, 0, area.width() - 12, head);
    const double left = axisWidth(y, font) + 4;
    const double top = head + (y_title.isEmpty() ? 6 : 1.5 * metrics.height() + 2);
    plot = QRectF(left, top, qMax(20.0, area.width() - left - 14),
                  qMax(20.0, area.height() - top - 2 * metrics.height() - 10));
    makeRoom();
    fill(palette);
}

void XyChart::Parts::fill(const QPalette& palette)
{
    scene.clear();
    chart = new QChart;
    scene.addItem(chart);
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->resize(size);
    chart->setPlotArea(plot);
    auto* across = new QValueAxis;
    auto* up = new QValueAxis;
    across->setRange(x.low, x.high);
    up->setRange(y.low, y.high);
    chart->addAxis(across, Qt::AlignBottom);
    chart->addAxis(up, Qt::AlignLeft);
    across->setVisible(false);
    up->setVisible(false);
    for (int i = 0; i < series.size(); ++i)
        add(i, palette);
    scene.setSceneRect(QRectF(QPointF(), size));
}

void XyChart::Parts::add(int index, const QPalette& palette)
{
    const Series& one = series[index];
    const QColor color = seriesColor(index, isDark(palette));
    QXYSeries* drawn = nullptr;
    if (one.kind == Series::Kind::scatter) {
        auto* scatter = new QScatterSeries;
        static constexpr QScatterSeries::MarkerShape kShapes[] = {
            QScatterSeries::MarkerShapeCircle, QScatterSeries::MarkerShapeRectangle,
            QScatterSeries::MarkerShapeRotatedRectangle, QScatterSeries::MarkerShapeTriangle};
        scatter->setMarkerShape(kShapes[index % 4]);
        scatter->setMarkerSize(kMarker);
        scatter->setColor(color);
        scatter->setBorderColor(palette.color(QPalette::Window));
        scatter->replace(thinned(one.points, x, y, plot.size()));
        drawn = scatter;
    } else {
        QVector<QPointF> points;
        std::copy_if(one.points.begin(), one.points.end(), std::back_inserter(points), isDrawn);
        points = decimated(points, x.low, x.high, static_cast<int>(plot.width()));
        drawn = new QLineSeries;
        drawn->replace(one.kind == Series::Kind::step ? stepped(points) : points);
        drawn->setPen(seriesPen(index, palette));
    }
    chart->addSeries(drawn);
    for (QAbstractAxis* axis : chart->axes())
        drawn->attachAxis(axis);
}

std::pair<int, int> XyChart::Parts::pointAt(const QRectF& in, const QPointF& at) const
{
    std::pair<int, int> found{-1, -1};
    double nearest = kReach * kReach;
    for (int s = 0; s < series.size(); ++s)
        for (int p = 0; p < series[s].points.size(); ++p) {
            if (!isDrawn(series[s].points[p]) || !in.adjusted(-1, -1, 1, 1).contains(placeOf(in, series[s].points[p])))
                continue;
            const QPointF away = placeOf(in, series[s].points[p]) - at;
            const double distance = QPointF::dotProduct(away, away);
            if (distance <= nearest) {
                nearest = distance;
                found = {s, p};
            }
        }
    return found;
}

QStringList XyChart::Parts::readout(int in_series, int point) const
{
    const Series& one = series[in_series];
    QStringList lines;
    if (point < one.labels.size())
        lines << one.labels[point];
    if (series.size() > 1 || lines.isEmpty())
        lines << one.name;
    lines << x_title + u": "_s + valueText(one.points[point].x())
          << y_title + u": "_s + valueText(one.points[point].y());
    lines.removeAll(QString());
    return lines;
}

XyChart::XyChart(QWidget* parent) : Chart(parent), m_parts(std::make_unique<Parts>())
{
    describe(tr("A chart of two measures without values yet."));
}

XyChart::~XyChart() = default;

void XyChart::setSeries(QVector<Series> series, const QString& x_title, const QString& y_title)
{
    m_parts->series = std::move(series);
    m_parts->x_title = x_title;
    m_parts->y_title = y_title;
    if (m_parts->x_shown != x_title || m_parts->y_shown != y_title)
        m_parts->zooms.clear();  // it was of other measures
    m_parts->x_shown = x_title;
    m_parts->y_shown = y_title;
    m_parts->press.reset();
    m_parts->current_series = m_parts->current_point = -1;
    m_parts->dirty = true;
    qsizetype points = 0;
    for (const Series& one : m_parts->series)
        points += std::count_if(one.points.begin(), one.points.end(), isDrawn);
    describe(tr("%1 against %2, %n points.", nullptr, static_cast<int>(points)).arg(y_title, x_title));
    update();
}

void XyChart::select(int series, int point)
{
    m_parts->current_series = series;
    m_parts->current_point = point;
    if (m_parts->hasCurrent())
        describe(m_parts->readout(series, point).join(u", "_s));
    update();
}

Chart::Data XyChart::data() const
{
    Data numbers;
    numbers.header << tr("Series") << tr("Name") << m_parts->x_title << m_parts->y_title;
    const auto text = [](double value) { return std::isfinite(value) ? QString::number(value, 'g', 12) : u"–"_s; };
    for (const Series& one : m_parts->series)
        for (qsizetype p = 0; p < one.points.size(); ++p)
            numbers.rows << QStringList{one.name, one.labels.value(p), text(one.points[p].x()),
                                        text(one.points[p].y())};
    return numbers;
}

void XyChart::paint(QPainter& painter, const QRectF& area) const
{
    Parts& parts = *m_parts;
    parts.layOut(area.size(), font(), palette());
    const QRectF plot = parts.plot.translated(area.topLeft());
    if (parts.isEmpty())
        return drawSentence(painter, area, tr("There is nothing to compare in this range."), palette());
    drawLegend(painter, parts.legend.translated(area.topLeft()), parts.legendEntries(palette()), palette());
    drawValueAxis(painter, plot, parts.y, palette());
    drawNumberAxis(painter, plot, parts.x, palette());
    const QFontMetricsF metrics(font());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QPointF(area.left() + 6, plot.top() - metrics.height() / 2 - metrics.descent()), parts.y_title);
    painter.drawText(QPointF(plot.right() - metrics.horizontalAdvance(parts.x_title),
                             plot.bottom() + 5 + metrics.height() + metrics.ascent()),
                     parts.x_title);
    parts.scene.render(&painter, area, QRectF(QPointF(), area.size()));
    if (!parts.hasCurrent())
        return;
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    painter.setBrush(Qt::NoBrush);
    const QPointF current = parts.placeOf(plot, parts.series[parts.current_series].points[parts.current_point]);
    if (plot.adjusted(-8, -8, 8, 8).contains(current))
        painter.drawEllipse(current, 7, 7);
}

void XyChart::paintOverlay(QPainter& painter, const QRectF& area) const
{
    const Parts& parts = *m_parts;
    if (parts.press) {
        QColor color = palette().color(QPalette::Highlight);
        color.setAlphaF(0.22F);
        return painter.fillRect(QRectF(*parts.press, parts.drag).normalized() & parts.plot.translated(area.topLeft()),
                                color);
    }
    if (!parts.hasCurrent() || !hasFocus())
        return;
    const QRectF plot = parts.plot.translated(area.topLeft());
    drawReadout(painter, area, parts.placeOf(plot, parts.series[parts.current_series].points[parts.current_point]),
                parts.readout(parts.current_series, parts.current_point), palette());
}

void XyChart::resizeEvent(QResizeEvent* event)
{
    m_parts->dirty = true;
    Chart::resizeEvent(event);
}

void XyChart::mousePressEvent(QMouseEvent* event)
{
    m_parts->layOut(body().size(), font(), palette());
    const auto [series, point] = m_parts->pointAt(m_parts->plot.translated(body().topLeft()), event->position());
    if (event->button() != Qt::LeftButton)
        return Chart::mousePressEvent(event);
    m_parts->press = m_parts->drag = event->position();
    if (series < 0)
        return;
    select(series, point);
    Q_EMIT pointClicked(series, point);
}

void XyChart::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_parts->press)
        return Chart::mouseMoveEvent(event);
    m_parts->drag = event->position();
    update();
}

void XyChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_parts->press || event->button() != Qt::LeftButton)
        return Chart::mouseReleaseEvent(event);
    const QRectF plot = m_parts->plot.translated(body().topLeft());
    const QRectF box = QRectF(*m_parts->press, event->position()).normalized() & plot;
    m_parts->press.reset();
    update();
    if (box.width() < kShortestDrag || box.height() < kShortestDrag || m_parts->isEmpty())
        return;
    const auto value = [](const ValueAxis& axis, double share) { return axis.low + share * (axis.high - axis.low); };
    const auto across = [&](double at) { return value(m_parts->x, (at - plot.left()) / plot.width()); };
    const auto up = [&](double at) { return value(m_parts->y, (plot.bottom() - at) / plot.height()); };
    m_parts->zooms << QRectF(QPointF(across(box.left()), up(box.bottom())),
                             QPointF(across(box.right()), up(box.top())));
    m_parts->dirty = true;
}

/// To what was seen before the last zoom; false: all is seen already.
bool XyChart::zoomBack()
{
    if (m_parts->zooms.isEmpty())
        return false;
    m_parts->zooms.removeLast();
    m_parts->dirty = true;
    update();
    return true;
}

void XyChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_parts->layOut(body().size(), font(), palette());
    const auto [series, point] = m_parts->pointAt(m_parts->plot.translated(body().topLeft()), event->position());
    if (event->button() == Qt::LeftButton && series >= 0)
        Q_EMIT pointOpened(series, point);
}

void XyChart::step(int direction)
{
    const Parts& parts = *m_parts;
    int s = qMax(0, parts.current_series);
    if (s >= parts.series.size())
        return;
    const QVector<QPointF>& points = parts.series[s].points;
    // The neighbour by x, ties by place in the list: a walk that visits every point of the series once.
    const auto before = [&](int a, int b) {
        return points[a].x() != points[b].x() ? points[a].x() < points[b].x() : a < b;
    };
    int best = -1;
    for (int p = 0; p < points.size(); ++p) {
        if (!isDrawn(points[p]))
            continue;
        const bool beyond =
            !parts.hasCurrent() || (direction > 0 ? before(parts.current_point, p) : before(p, parts.current_point));
        if (beyond && (best < 0 || (direction > 0 ? before(p, best) : before(best, p))))
            best = p;
    }
    if (best < 0)
        return;
    select(s, best);
    Q_EMIT pointClicked(s, best);
}

void XyChart::stepSeries(int direction)
{
    const auto count = static_cast<int>(m_parts->series.size());
    for (int away = 1; away <= count; ++away) {
        const int s = ((qMax(0, m_parts->current_series) + direction * away) % count + count) % count;
        const auto& points = m_parts->series[s].points;
        const auto first = std::find_if(points.begin(), points.end(), isDrawn);
        if (first == points.end())
            continue;
        select(s, static_cast<int>(first - points.begin()));
        Q_EMIT pointClicked(s, m_parts->current_point);
        return;
    }
}

void XyChart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return Chart::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Right: return step(1);
        case Qt::Key_Left: return step(-1);
        case Qt::Key_Down: return stepSeries(1);
        case Qt::Key_Up: return stepSeries(-1);
        case Qt::Key_Backspace:
        case Qt::Key_Escape:
            if (!zoomBack())
                Chart::keyPressEvent(event);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_parts->hasCurrent())
                Q_EMIT pointOpened(m_parts->current_series, m_parts->current_point);
            return;
        default: Chart::keyPressEvent(event);
    }
}

bool XyChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Chart::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    m_parts->layOut(body().size(), font(), palette());
    const auto [series, point] = m_parts->pointAt(m_parts->plot.translated(body().topLeft()), help->pos());
    if (series >= 0)
        QToolTip::showText(help->globalPos(), m_parts->readout(series, point).join(u'\n'), this);
    else
        QToolTip::hideText();
    return true;
}

void XyChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_parts->dirty = true;
    Chart::changeEvent(event);
}

}  // namespace naap
