#include "ui/map/map_tiles.h"

#include <cmath>
#include <memory>

#include <QPainter>

namespace naap {
namespace {

constexpr qsizetype kAlwaysKept = 64;  ///< tiles, 32 MB at one pixel a pixel

}  // namespace

void MapTiles::setLook(const MapLook& look, double pixel_ratio)
{
    m_look = look;
    m_pixel_ratio = pixel_ratio;
    m_tiles.clear();
}

void MapTiles::setCells(const QVector<MapMark>& cells, const MapLayer& layer)
{
    m_cells = cells;
    m_layer = layer;
    m_scale = MapScale::of(cells, layer);
    ++m_cells_version;
}

QRect MapTiles::within(const QRectF& area)
{
    const auto tile = [](double pixel) { return static_cast<int>(std::floor(pixel / kSize)); };
    return {QPoint(tile(area.left()), tile(area.top())), QPoint(tile(area.right()), tile(area.bottom()))};
}

QRect MapTiles::areaOf(const QPoint& tile)
{
    return {tile * kSize, QSize(kSize, kSize)};
}

const QImage& MapTiles::picture(const QPoint& tile) const
{
    static const QImage kNone;
    const auto found = m_tiles.constFind(tile);
    return found == m_tiles.constEnd() ? kNone : found->full;
}

bool MapTiles::isFresh(const QPoint& tile) const
{
    const auto found = m_tiles.constFind(tile);
    return found != m_tiles.constEnd() && found->cells_version == m_cells_version;
}

QImage MapTiles::blank() const
{
    const int side = static_cast<int>(std::ceil(kSize * m_pixel_ratio));
    QImage image(side, side, QImage::Format_RGB32);
    image.setDevicePixelRatio(m_pixel_ratio);
    return image;
}

void MapTiles::paint(const QPoint& at)
{
    Tile& tile = m_tiles[at];
    const QRectF area = areaOf(at);
    const auto begin = [&](QImage& image) {
        auto painter = std::make_unique<QPainter>(&image);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(-area.topLeft());
        return painter;
    };
    if (tile.world.isNull()) {
        tile.world = blank();
        paintWorld(*begin(tile.world), m_look, area);
        ++m_worlds_painted;
    }
    tile.full = tile.world;
    paintCells(*begin(tile.full), m_look, area, m_cells, m_layer, m_scale);
    tile.cells_version = m_cells_version;
}

void MapTiles::keep(const QRect& tiles)
{
    const qsizetype most = qMax(kAlwaysKept, qsizetype{2} * tiles.width() * tiles.height());
    if (m_tiles.size() > most)
        m_tiles.removeIf([&](const auto& entry) { return !tiles.contains(entry.key()); });
}

}  // namespace naap
