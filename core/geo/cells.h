#pragma once

#include <cmath>
#include <optional>

namespace naap {

/// A position on the map in degrees: latitude -90..90, longitude -180..180.
struct Position {
    double lat = 0;
    double lon = 0;

    bool operator==(const Position&) const = default;
};

/// The south-west corner of a square bin of the map. Positions of gateways and stream sources leave the program only as
/// bins: who asks for work is nobody's business at street level (docs/metrics.md, Regions).
struct MapCell {
    int lat_bin = 0;
    int lon_bin = 0;

    auto operator<=>(const MapCell&) const = default;
};

inline constexpr int kCellDegrees = 5;

/// The bin that holds a position. The north pole belongs to the last row, longitude 180 to the first column.
/// Nothing for positions off the map or a size that is not 1..90 degrees and a divisor of 90.
inline std::optional<MapCell> cellOf(const Position& at, int degrees = kCellDegrees)
{
    constexpr int kPole = 90;
    constexpr int kDateLine = 180;
    if (degrees < 1 || degrees > kPole || kPole % degrees != 0)
        return std::nullopt;
    if (!(at.lat >= -kPole && at.lat <= kPole && at.lon >= -kDateLine && at.lon <= kDateLine))
        return std::nullopt;
    const int lat = static_cast<int>(std::floor(at.lat / degrees)) * degrees;
    const int lon = static_cast<int>(std::floor(at.lon / degrees)) * degrees;
    return MapCell{.lat_bin = lat == kPole ? kPole - degrees : lat, .lon_bin = lon == kDateLine ? -kDateLine : lon};
}

/// Where a bin is drawn.
inline Position centreOf(const MapCell& cell, int degrees = kCellDegrees)
{
    constexpr double kHalf = 2;
    return {.lat = cell.lat_bin + degrees / kHalf, .lon = cell.lon_bin + degrees / kHalf};
}

/// Kilometres over the ground between two positions: haversine formula on a sphere of the Earth's mean radius.
inline double distanceKm(const Position& a, const Position& b)
{
    constexpr double kEarthRadiusKm = 6371.0088;
    constexpr double kRadian = 3.14159265358979323846 / 180;
    const double lat = std::sin((b.lat - a.lat) * kRadian / 2);
    const double lon = std::sin((b.lon - a.lon) * kRadian / 2);
    const double h = lat * lat + std::cos(a.lat * kRadian) * std::cos(b.lat * kRadian) * lon * lon;
    return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::fmin(1.0, h)));
}

}  // namespace naap
