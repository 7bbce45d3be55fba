#pragma once

#include <optional>

namespace naap {

/// How the globe is laid flat. Robinson looks like a world map and keeps neither areas nor angles; the equirectangular
/// one has straight meridians, so that cells of degrees are squares.
enum class Projection { robinson, equirectangular };

/// A position in degrees: latitude -90..90, longitude -180..180.
struct GeoPoint {
    double lat = 0;
    double lon = 0;
    bool operator==(const GeoPoint&) const = default;
};

/// A place on the plane. The equator reaches from x = -180 to 180; y grows to the north.
struct PlanePoint {
    double x = 0;
    double y = 0;
    bool operator==(const PlanePoint&) const = default;
};

/// Robinson (1974): x = lon * X(lat), y = 1.3523 / 0.8487 * 180 / pi * Y(lat), with his tables X and Y at every five
/// degrees and straight lines between them. Positions off the globe are moved to its edge.
PlanePoint project(Projection projection, const GeoPoint& at);
/// The position that lies there; nothing beyond the edge of the map.
std::optional<GeoPoint> unproject(Projection projection, const PlanePoint& at);
/// y of the north pole: half the height of the map.
double planeHeight(Projection projection);

}  // namespace naap
