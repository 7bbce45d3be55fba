#pragma once

#include <QPalette>
#include <QVector>

#include "ui/map/map_geometry.h"
#include "ui/map/map_mark.h"

class QPainter;

namespace naap {

/// What a map looks like, apart from what it shows.
struct MapLook {
    Projection projection = Projection::robinson;
    MapTransform transform;
    QPalette palette;
};

/// Ends of the colour scale, from the cells that have a value.
struct MapScale {
    double low = 0;
    double high = 0;
    bool logarithmic = false;
    bool any = false;

    static MapScale of(const QVector<MapMark>& cells, const MapLayer& layer);
    /// 0..1; zero is 0 on a logarithmic scale too.
    double share(double value) const;
};

inline constexpr int kMapBinDegrees = 5;

/// Sea, land, borders and a grid, as far as they lie within `area`.
void paintWorld(QPainter& painter, const MapLook& look, const QRectF& area);
/// The cells within `area`; those of `which`, ascending, are all that may reach into it.
void paintCells(QPainter& painter, const MapLook& look, const QRectF& area, const QVector<MapMark>& cells,
                const QVector<qsizetype>& which, const MapLayer& layer, const MapScale& scale);
/// What paintCells() paints of a cell: the pixels that it may touch, and a number that differs when it looks different.
struct CellLook {
    QRectF box;
    std::size_t hash = 0;
};
CellLook cellLook(const MapLook& look, const QVector<MapMark>& cells, qsizetype index, const MapLayer& layer,
                  const MapScale& scale);
/// The line around the current cell.
void paintCurrent(QPainter& painter, const MapLook& look, const QRectF& area, const QVector<MapMark>& cells,
                  qsizetype current);

/// The closed lines of a cell in pixels; discs of one bin lie beside each other. `index` is the cell's.
QVector<QPolygonF> cellRings(const MapLook& look, const QRectF& area, const QVector<MapMark>& cells, qsizetype index);
/// Where it is, in pixels.
QPointF cellCentre(const MapLook& look, const QVector<MapMark>& cells, qsizetype index);
/// The cell on top at the pixel, or -1.
qsizetype cellAt(const MapLook& look, const QVector<MapMark>& cells, const QPointF& pixel);

/// A cell's colour for this share of the scale.
QColor cellColor(const MapLayer& layer, double share, const QPalette& palette);
QColor seaColor(const QPalette& palette);
/// Outlines of gaps.
QColor gapColor(const QPalette& palette);
/// The line around a cell: the less sure, the more broken.
Qt::PenStyle trustLine(MapTrust trust);
double trustOpacity(MapTrust trust);

}  // namespace naap
