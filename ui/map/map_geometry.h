#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QVector>

#include "ui/map/map_mark.h"
#include "ui/map/projection.h"

namespace naap {

/// Where the plane of a projection lies on what is painted. From here on y grows to the south, as on screens.
struct MapTransform {
    QPointF origin;    ///< of plane (0, 0)
    double scale = 1;  ///< pixels per unit of the plane

    QPointF map(const QPointF& plane) const { return origin + plane * scale; }
    QPointF plane(const QPointF& pixel) const { return (pixel - origin) / scale; }
    QRectF plane(const QRectF& pixels) const { return {plane(pixels.topLeft()), pixels.size() / scale}; }
    QPolygonF map(const QPolygonF& plane) const;
};

/// A closed line on the plane, with the box around it.
struct PlaneRing {
    QPolygonF points;
    QRectF box;
};

/// The part of a polygon within the rectangle, by Sutherland and Hodgman; where it is cut off it follows the edge. SVG
/// cannot clip, and a painter is quicker with what it need not cut.
QPolygonF clipped(const QPolygonF& polygon, const QRectF& area);

/// What a projection makes of the world: computed once each.
struct PlaneWorld {
    struct Country {
        QString code;
        QVector<PlaneRing> rings;
        QRectF box;
    };
    QVector<Country> countries;
    PlaneRing edge;                ///< of the whole map
    QVector<QPolygonF> graticule;  ///< open lines: every 30 degrees
    const Country* find(const QString& code) const;
};
const PlaneWorld& planeWorld(Projection projection);

/// The square of degrees of a bin on the plane.
QPolygonF planeBin(Projection projection, int lat_bin, int lon_bin, int degrees);
/// Its middle.
QPointF planeCentre(Projection projection, int lat_bin, int lon_bin, int degrees);

}  // namespace naap
