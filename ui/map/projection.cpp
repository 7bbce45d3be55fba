#include "ui/map/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace naap {
namespace {

constexpr double kPole = 90;
constexpr double kDateLine = 180;
constexpr double kStep = 5;  ///< degrees between two entries of the tables

/// Length of a parallel relative to the equator, and its distance from the equator relative to the pole's.
struct Parallel {
    double length;
    double distance;
};
constexpr std::array<Parallel, 19> kParallels{{{1.0000, 0.0000},
                                               {0.9986, 0.0620},
                                               {0.9954, 0.1240},
                                               {0.9900, 0.1860},
                                               {0.9822, 0.2480},
                                               {0.9730, 0.3100},
                                               {0.9600, 0.3720},
                                               {0.9427, 0.4340},
                                               {0.9216, 0.4958},
                                               {0.8962, 0.5571},
                                               {0.8679, 0.6176},
                                               {0.8350, 0.6769},
                                               {0.7986, 0.7346},
                                               {0.7597, 0.7903},
                                               {0.7186, 0.8435},
                                               {0.6732, 0.8936},
                                               {0.6213, 0.9394},
                                               {0.5722, 0.9761},
                                               {0.5322, 1.0000}}};
constexpr double kRobinsonHeight = 1.3523 / 0.8487 * 180 / std::numbers::pi;

Parallel parallelAt(double lat)
{
    const double at = std::abs(lat) / kStep;
    const auto below = std::min(static_cast<std::size_t>(at), kParallels.size() - 2);
    const double share = at - static_cast<double>(below);
    const Parallel& a = kParallels[below];
    const Parallel& b = kParallels[below + 1];
    return {std::lerp(a.length, b.length, share), std::lerp(a.distance, b.distance, share)};
}

/// The latitude, north, whose parallel has this distance (0..1).
double latitudeAt(double distance)
{
    std::size_t below = 0;
    while (below + 2 < kParallels.size() && kParallels[below + 1].distance <= distance)
        ++below;
    const double from = kParallels[below].distance;
    return kStep * (static_cast<double>(below) + (distance - from) / (kParallels[below + 1].distance - from));
}

}  // namespace

double planeHeight(Projection projection)
{
    return projection == Projection::robinson ? kRobinsonHeight : kPole;
}

PlanePoint project(Projection projection, const GeoPoint& at)
{
    const double lat = std::clamp(at.lat, -kPole, kPole);
    const double lon = std::clamp(at.lon, -kDateLine, kDateLine);
    if (projection == Projection::equirectangular)
        return {lon, lat};
    const Parallel parallel = parallelAt(lat);
    return {lon * parallel.length, std::copysign(parallel.distance * kRobinsonHeight, lat)};
}

std::optional<GeoPoint> unproject(Projection projection, const PlanePoint& at)
{
    if (!(std::abs(at.y) <= planeHeight(projection)))
        return std::nullopt;
    GeoPoint found{at.y, at.x};
    if (projection == Projection::robinson) {
        found.lat = std::copysign(latitudeAt(std::abs(at.y) / kRobinsonHeight), at.y);
        found.lon = at.x / parallelAt(found.lat).length;
    }
    if (!(std::abs(found.lon) <= kDateLine))
        return std::nullopt;
    return found;
}

}  // namespace naap
