#include "ui/map/map_tiles.h"

#include <cmath>
#include <cstring>
#include <memory>

#include <QPainter>

namespace naap {
namespace {

constexpr qsizetype kAlwaysKept = 64;  ///< tiles, 32 MB at one pixel a pixel
constexpr qsizetype kMostSpare = 320;  ///< pictures: those of a screen of 3840 x 2160

}  // namespace

void MapTiles::setLook(const MapLook& look, double pixel_ratio)
{
    for (const Tile& tile : m_tiles)
        giveBack(tile);
    m_tiles.clear();
    if (m_pixel_ratio != pixel_ratio)
        m_spare.clear();
    m_look = look;
    m_pixel_ratio = pixel_ratio;
    lookAtCells();
}

void MapTiles::setCells(const QVector<MapMark>& cells, const MapLayer& layer)
{
    m_cells = cells;
    m_layer = layer;
    m_scale = MapScale::of(cells, layer);
    lookAtCells();
}

void MapTiles::lookAtCells()
{
    m_tile_cells.clear();
    m_cell_looks.clear();
    for (qsizetype i = 0; i < m_cells.size(); ++i)
        m_cell_looks << cellLook(m_look, m_cells, i, m_layer, m_scale);
}

const MapTiles::TileCells& MapTiles::cellsOf(const QPoint& tile) const
{
    if (const auto found = m_tile_cells.constFind(tile); found != m_tile_cells.constEnd())
        return *found;
    const QRectF area = areaOf(tile);
    TileCells within;
    for (qsizetype i = 0; i < m_cell_looks.size(); ++i)
        if (m_cell_looks[i].box.intersects(area)) {
            within.cells << i;
            within.look = qHashMulti(within.look + 1, m_cell_looks[i].hash);  // 0 is a tile without cells
        }
    return *m_tile_cells.insert(tile, within);
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
    return found != m_tiles.constEnd() && found->cells_look == cellsOf(tile).look;
}

QImage MapTiles::blank()
{
    if (!m_spare.isEmpty())
        return m_spare.takeLast();
    const int side = static_cast<int>(std::ceil(kSize * m_pixel_ratio));
    QImage image(side, side, QImage::Format_RGB32);
    image.setDevicePixelRatio(m_pixel_ratio);
    return image;
}

void MapTiles::giveBack(const Tile& tile)
{
    if (m_spare.size() >= kMostSpare)
        return;
    if (!tile.world.isNull())
        m_spare << tile.world;
    if (!tile.full.isNull() && tile.full.constBits() != tile.world.constBits())
        m_spare << tile.full;
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
    const TileCells& within = cellsOf(at);
    if (within.cells.isEmpty()) {
        tile.full = tile.world;
    } else {
        if (tile.full.isNull() || tile.full.constBits() == tile.world.constBits())
            tile.full = blank();
        std::memcpy(tile.full.bits(), tile.world.constBits(), static_cast<std::size_t>(tile.world.sizeInBytes()));
        paintCells(*begin(tile.full), m_look, area, m_cells, within.cells, m_layer, m_scale);
    }
    tile.cells_look = within.look;
    ++m_tiles_painted;
}

void MapTiles::keep(const QRect& tiles)
{
    const qsizetype most = qMax(kAlwaysKept, qsizetype{2} * tiles.width() * tiles.height());
    if (m_tiles.size() <= most)
        return;
    m_tiles.removeIf([&](const auto& entry) {
        const bool goes = !tiles.contains(entry.key());
        if (goes)
            giveBack(entry.value());
        return goes;
    });
}

}  // namespace naap
