#include "ui/map/map_painting.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QPainter>
#include <QPainterPath>

#include "ui/charts/chart.h"
#include "ui/charts/plot.h"

namespace naap {
namespace {

constexpr double kDisc = 9;       ///< radius in pixels
constexpr double kSpread = 17;    ///< pixels between discs of one bin
constexpr double kLineReach = 3;  ///< pixels that a line reaches beyond the shape that it goes around
constexpr double kMargin = 4;     ///< pixels beyond the area in which a line's ends are hidden
constexpr int kDiscPoints = 24;

QColor landColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), isDark(palette) ? 0.17 : 0.12);
}

QColor borderColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), isDark(palette) ? 0.34 : 0.30);
}

void addRing(QPainterPath& path, const QPolygonF& ring)
{
    if (ring.size() < 3)
        return;
    path.addPolygon(ring);
    path.closeSubpath();
}

/// The rings that reach into the area, in pixels, and cut off a little beyond it.
QVector<QPolygonF> ringsWithin(const QVector<PlaneRing>& rings, const MapTransform& transform, const QRectF& area)
{
    const QRectF seen = transform.plane(area.adjusted(-kMargin, -kMargin, kMargin, kMargin));
    QVector<QPolygonF> found;
    for (const PlaneRing& ring : rings)
        if (ring.box.intersects(seen))
            found << transform.map(clipped(ring.points, seen));
    return found;
}

bool isDisc(const MapLook& look, const MapMark& cell)
{
    return cell.shape == MapMark::Shape::disc ||
           (cell.shape == MapMark::Shape::country && !planeWorld(look.projection).find(cell.country));
}

/// Discs of one bin lie on a spiral, the first in its middle.
QPointF spread(qsizetype number)
{
    constexpr double kGoldenAngle = 2.39996323;
    const double angle = static_cast<double>(number) * kGoldenAngle;
    const double distance = kSpread * std::sqrt(static_cast<double>(number));
    return {distance * std::cos(angle), distance * std::sin(angle)};
}

qsizetype discsBefore(const MapLook& look, const QVector<MapMark>& cells, qsizetype index)
{
    const MapMark& cell = cells[index];
    return std::count_if(cells.begin(), cells.begin() + index, [&](const MapMark& other) {
        return other.lat_bin == cell.lat_bin && other.lon_bin == cell.lon_bin && isDisc(look, other);
    });
}

QPolygonF discAt(const QPointF& centre)
{
    QPolygonF disc;
    for (int i = 0; i < kDiscPoints; ++i) {
        const double angle = 2 * std::numbers::pi * i / kDiscPoints;
        disc << centre + QPointF(kDisc * std::cos(angle), kDisc * std::sin(angle));
    }
    return disc;
}

QColor fillColor(const MapMark& cell, const MapLayer& layer, const MapScale& scale, const QPalette& palette)
{
    return cellColor(layer, cell.value ? scale.share(*cell.value) : 0.5, palette);
}

/// The line has the full colour whatever the value: a pale cell is seen, too.
void paintCell(QPainter& painter, const QPainterPath& path, const MapMark& cell, QColor fill, const QColor& line)
{
    if (cell.value) {
        fill.setAlphaF(static_cast<float>(trustOpacity(cell.trust)));
        painter.fillPath(path, fill);
    }
    painter.setPen(QPen(line, 1.2, trustLine(cell.trust)));
    painter.drawPath(path);
}

}  // namespace

MapScale MapScale::of(const QVector<MapMark>& cells, const MapLayer& layer)
{
    MapScale scale{.low = INFINITY, .high = -INFINITY, .logarithmic = layer.logarithmic, .any = false};
    for (const MapMark& cell : cells)
        if (cell.value && std::isfinite(*cell.value)) {
            scale.low = qMin(scale.low, *cell.value);
            scale.high = qMax(scale.high, *cell.value);
            scale.any = true;
        }
    scale.high = qMax(scale.high, layer.at_least);
    if (!scale.any)
        scale.low = scale.high = 0;
    return scale;
}

double MapScale::share(double value) const
{
    if (!(high > low))
        return high > 0 ? 1 : 0;  // nothing anywhere is not as much as there is
    const auto at = [this](double v) { return logarithmic ? std::log1p(qMax(0.0, v)) : v; };
    return std::clamp((at(value) - at(low)) / (at(high) - at(low)), 0.0, 1.0);
}

QColor cellColor(const MapLayer& layer, double share, const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), seriesColor(layer.color, isDark(palette)), 0.3 + 0.7 * share);
}

QColor seaColor(const QPalette& palette)
{
    return palette.color(QPalette::Base);
}

QColor gapColor(const QPalette& palette)
{
    return QColor(isDark(palette) ? 0xffff7b72 : 0xffb42318);
}

Qt::PenStyle trustLine(MapTrust trust)
{
    switch (trust) {
        case MapTrust::sure: return Qt::SolidLine;
        case MapTrust::likely: return Qt::DashLine;
        case MapTrust::guessed: return Qt::DotLine;
    }
    return Qt::SolidLine;
}

double trustOpacity(MapTrust trust)
{
    switch (trust) {
        case MapTrust::sure: return 0.92;
        case MapTrust::likely: return 0.72;
        case MapTrust::guessed: return 0.5;
    }
    return 1;
}

void paintWorld(QPainter& painter, const MapLook& look, const QRectF& area)
{
    const PlaneWorld& world = planeWorld(look.projection);
    painter.fillRect(area, look.palette.color(QPalette::Window));
    QPainterPath sea;
    for (const QPolygonF& ring : ringsWithin({world.edge}, look.transform, area))
        addRing(sea, ring);
    painter.fillPath(sea, seaColor(look.palette));
    const QRectF seen = look.transform.plane(area);
    painter.setPen(QPen(gridColor(look.palette), 1));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF& line : world.graticule) {
        const QRectF box = line.boundingRect().adjusted(-0.01, -0.01, 0.01, 0.01);  // straight lines have no area
        if (box.intersects(seen))
            painter.drawPolyline(look.transform.map(line));
    }
    QPainterPath land;  // in one piece, so that no seams show between neighbours
    for (const PlaneWorld::Country& country : world.countries)
        if (country.box.intersects(seen))
            for (const QPolygonF& ring : ringsWithin(country.rings, look.transform, area))
                addRing(land, ring);
    painter.fillPath(land, landColor(look.palette));
    painter.setPen(QPen(borderColor(look.palette), 0.8));
    painter.drawPath(land);
    painter.setPen(QPen(borderColor(look.palette), 1));
    painter.drawPath(sea);
}

QVector<QPolygonF> cellRings(const MapLook& look, const QRectF& area, const QVector<MapMark>& cells, qsizetype index)
{
    const MapMark& cell = cells[index];
    if (isDisc(look, cell)) {
        const QPolygonF disc = discAt(cellCentre(look, cells, index));
        return disc.boundingRect().intersects(area) ? QVector<QPolygonF>{disc} : QVector<QPolygonF>();
    }
    if (cell.shape == MapMark::Shape::country)
        return ringsWithin(planeWorld(look.projection).find(cell.country)->rings, look.transform, area);
    const QPolygonF square = planeBin(look.projection, cell.lat_bin, cell.lon_bin, kMapBinDegrees);
    return ringsWithin({{.points = square, .box = square.boundingRect()}}, look.transform, area);
}

QPointF cellCentre(const MapLook& look, const QVector<MapMark>& cells, qsizetype index)
{
    const MapMark& cell = cells[index];
    if (!isDisc(look, cell) && cell.shape == MapMark::Shape::country) {
        const auto& rings = planeWorld(look.projection).find(cell.country)->rings;
        const auto largest = std::max_element(rings.begin(), rings.end(), [](const PlaneRing& a, const PlaneRing& b) {
            return a.box.width() * a.box.height() < b.box.width() * b.box.height();
        });
        return look.transform.map(largest->box.center());
    }
    const QPointF bin = look.transform.map(planeCentre(look.projection, cell.lat_bin, cell.lon_bin, kMapBinDegrees));
    return isDisc(look, cell) ? bin + spread(discsBefore(look, cells, index)) : bin;
}

qsizetype cellAt(const MapLook& look, const QVector<MapMark>& cells, const QPointF& pixel)
{
    const QRectF near(pixel - QPointF(1, 1), QSizeF(2, 2));
    for (qsizetype i = cells.size() - 1; i >= 0; --i) {
        QPainterPath path;
        for (const QPolygonF& ring : cellRings(look, near, cells, i))
            addRing(path, ring);
        if (path.contains(pixel))
            return i;
    }
    return -1;
}

CellLook cellLook(const MapLook& look, const QVector<MapMark>& cells, qsizetype index, const MapLayer& layer,
                  const MapScale& scale)
{
    const MapMark& cell = cells[index];
    QRectF box;
    if (isDisc(look, cell)) {
        box = QRectF(cellCentre(look, cells, index), QSizeF()).adjusted(-kDisc, -kDisc, kDisc, kDisc);
    } else {
        const QRectF plane = cell.shape == MapMark::Shape::country
                                 ? planeWorld(look.projection).find(cell.country)->box
                                 : planeBin(look.projection, cell.lat_bin, cell.lon_bin, kMapBinDegrees).boundingRect();
        box = {look.transform.map(plane.topLeft()), plane.size() * look.transform.scale};
    }
    const QRgb fill = fillColor(cell, layer, scale, look.palette).rgba();
    const QRgb line = cellColor(layer, 1, look.palette).rgba();
    return {.box = box.adjusted(-kLineReach, -kLineReach, kLineReach, kLineReach),
            .hash = qHashMulti(0, box.x(), box.y(), box.width(), box.height(), cell.country, fill, line,
                               static_cast<int>(cell.trust), cell.value.has_value(), cell.gap)};
}

void paintCells(QPainter& painter, const MapLook& look, const QRectF& area, const QVector<MapMark>& cells,
                const QVector<qsizetype>& which, const MapLayer& layer, const MapScale& scale)
{
    painter.setBrush(Qt::NoBrush);
    const QColor line = cellColor(layer, 1, look.palette);
    QVector<QPainterPath> gaps;  // on top of all cells: a neighbour would hide half of the line
    for (const qsizetype i : which) {
        QPainterPath path;
        for (const QPolygonF& ring : cellRings(look, area, cells, i))
            addRing(path, ring);
        if (path.isEmpty())
            continue;
        paintCell(painter, path, cells[i], fillColor(cells[i], layer, scale, look.palette), line);
        if (cells[i].gap)
            gaps << path;
    }
    painter.setPen(QPen(gapColor(look.palette), 2.4));
    for (const QPainterPath& gap : gaps)
        painter.drawPath(gap);
}

void paintCurrent(QPainter& painter, const MapLook& look, const QRectF& area, const QVector<MapMark>& cells,
                  qsizetype current)
{
    QPainterPath path;
    for (const QPolygonF& ring : cellRings(look, area, cells, current))
        addRing(path, ring);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.palette.color(QPalette::Base), 5));
    painter.drawPath(path);
    painter.setPen(QPen(look.palette.color(QPalette::WindowText), 2.4));
    painter.drawPath(path);
}

}  // namespace naap
