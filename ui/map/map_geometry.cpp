#include "ui/map/map_geometry.h"

#include <algorithm>

#include "ui/map/outlines.h"

namespace naap {
namespace {

constexpr double kPole = 90;
constexpr double kDateLine = 180;
constexpr int kBend = 5;  ///< degrees between the points of a line that a projection bends
constexpr int kGrid = 30;

QPointF toScreen(const PlanePoint& at)
{
    return {at.x, -at.y};
}

PlaneRing ringOf(Projection projection, const QVector<GeoPoint>& points)
{
    PlaneRing ring;
    ring.points.reserve(points.size());
    for (const GeoPoint& point : points)
        ring.points << toScreen(project(projection, point));
    ring.box = ring.points.boundingRect();
    return ring;
}

QPolygonF meridian(Projection projection, double lon)
{
    QPolygonF line;
    for (int lat = -90; lat <= 90; lat += kBend)
        line << toScreen(project(projection, {static_cast<double>(lat), lon}));
    return line;
}

PlaneRing edgeOf(Projection projection)
{
    PlaneRing edge;
    edge.points = meridian(projection, kDateLine);
    const QPolygonF west = meridian(projection, -kDateLine);
    for (auto point = west.rbegin(); point != west.rend(); ++point)
        edge.points << *point;
    edge.box = edge.points.boundingRect();
    return edge;
}

QVector<QPolygonF> graticuleOf(Projection projection)
{
    QVector<QPolygonF> lines;
    for (int lon = -180 + kGrid; lon < 180; lon += kGrid)
        lines << meridian(projection, lon);
    for (int lat = -90 + kGrid; lat < 90; lat += kGrid)
        lines << QPolygonF({toScreen(project(projection, {static_cast<double>(lat), -kDateLine})),
                            toScreen(project(projection, {static_cast<double>(lat), kDateLine}))});
    return lines;
}

PlaneWorld makeWorld(Projection projection)
{
    PlaneWorld world;
    for (const Outline& outline : outlines()) {
        PlaneWorld::Country country{.code = outline.code, .rings = {}, .box = {}};
        for (const auto& points : outline.rings) {
            country.rings << ringOf(projection, points);
            country.box |= country.rings.last().box;
        }
        world.countries << std::move(country);
    }
    world.edge = edgeOf(projection);
    world.graticule = graticuleOf(projection);
    return world;
}

/// One edge of the rectangle: what is inside, and where a line crosses it.
struct Edge {
    bool vertical;
    bool keep_greater;
    double at;

    double of(const QPointF& point) const { return vertical ? point.x() : point.y(); }
    bool holds(const QPointF& point) const { return keep_greater ? of(point) >= at : of(point) <= at; }
    QPointF crossing(const QPointF& a, const QPointF& b) const
    {
        return a + (b - a) * ((at - of(a)) / (of(b) - of(a)));
    }
};

QPolygonF cutAt(const QPolygonF& polygon, const Edge& edge)
{
    QPolygonF kept;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF& before = polygon[i == 0 ? polygon.size() - 1 : i - 1];
        const QPointF& here = polygon[i];
        if (edge.holds(here) != edge.holds(before))
            kept << edge.crossing(before, here);
        if (edge.holds(here))
            kept << here;
    }
    return kept;
}

}  // namespace

QPolygonF MapTransform::map(const QPolygonF& plane) const
{
    QPolygonF pixels;
    pixels.reserve(plane.size());
    for (const QPointF& point : plane)
        pixels << map(point);
    return pixels;
}

QPolygonF clipped(const QPolygonF& polygon, const QRectF& area)
{
    const QRectF box = polygon.boundingRect();
    if (area.contains(box))
        return polygon;
    QPolygonF rest = polygon;
    for (const Edge& edge : {Edge{true, true, area.left()}, Edge{true, false, area.right()},
                             Edge{false, true, area.top()}, Edge{false, false, area.bottom()}})
        rest = cutAt(rest, edge);
    return rest;
}

const PlaneWorld::Country* PlaneWorld::find(const QString& code) const
{
    if (code.isEmpty())
        return nullptr;
    const auto found =
        std::find_if(countries.begin(), countries.end(), [&](const Country& country) { return country.code == code; });
    return found == countries.end() ? nullptr : &*found;
}

const PlaneWorld& planeWorld(Projection projection)
{
    static const PlaneWorld kRobinson = makeWorld(Projection::robinson);
    static const PlaneWorld kEquirectangular = makeWorld(Projection::equirectangular);
    return projection == Projection::robinson ? kRobinson : kEquirectangular;
}

QPolygonF planeBin(Projection projection, int lat_bin, int lon_bin, int degrees)
{
    const double south = qMax<double>(lat_bin, -kPole);
    const double north = qMin<double>(lat_bin + degrees, kPole);
    const double west = lon_bin;
    const double east = lon_bin + degrees;
    QPolygonF square;
    for (const GeoPoint& corner :
         {GeoPoint{south, west}, GeoPoint{south, east}, GeoPoint{north, east}, GeoPoint{north, west}})
        square << toScreen(project(projection, corner));
    return square;
}

QPointF planeCentre(Projection projection, int lat_bin, int lon_bin, int degrees)
{
    return toScreen(project(projection, {lat_bin + degrees / 2.0, lon_bin + degrees / 2.0}));
}

}  // namespace naap
