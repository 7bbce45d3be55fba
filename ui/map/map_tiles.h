#pragma once

#include <QHash>
#include <QImage>
#include <QPoint>
#include <QVector>

#include "ui/map/map_painting.h"

namespace naap {

/// The map at one zoom as square pictures, kept while one pans: a frame copies them and draws no line. The world below
/// and the cells above are kept apart, so that other figures paint no coast again. `look.transform` puts the north-west
/// corner of the map at (0, 0).
class MapTiles {
public:
    static constexpr int kSize = 256;  ///< logical pixels

    /// Forgets everything: another zoom, projection, palette or screen.
    void setLook(const MapLook& look, double pixel_ratio);
    /// Other cells: what was painted of them stays until it is painted anew.
    void setCells(const QVector<MapMark>& cells, const MapLayer& layer);

    const MapLook& look() const { return m_look; }
    double pixelRatio() const { return m_pixel_ratio; }
    const QVector<MapMark>& cells() const { return m_cells; }
    const MapLayer& layer() const { return m_layer; }
    const MapScale& scale() const { return m_scale; }

    /// The numbers of the tiles that a rectangle touches.
    static QRect within(const QRectF& area);
    static QRect areaOf(const QPoint& tile);
    /// The tile as it was last painted; null when it never was.
    const QImage& picture(const QPoint& tile) const;
    /// Whether it shows the cells as they are now; other cells elsewhere change nothing.
    bool isFresh(const QPoint& tile) const;
    void paint(const QPoint& tile);
    /// Drops what lies outside when there is more than is worth keeping.
    void keep(const QRect& tiles);
    /// How many times the world was painted into a tile, for tests and benches.
    int worldsPainted() const { return m_worlds_painted; }
    /// And how many times a tile in all.
    int tilesPainted() const { return m_tiles_painted; }

private:
    struct Tile {
        QImage world;
        QImage full;
        std::size_t cells_look = 0;
    };
    struct TileCells {
        QVector<qsizetype> cells;  ///< that reach into the tile, ascending
        std::size_t look = 0;      ///< differs when they look different
    };
    QImage blank();
    void giveBack(const Tile& tile);
    void lookAtCells();
    const TileCells& cellsOf(const QPoint& tile) const;

    MapLook m_look;
    double m_pixel_ratio = 1;
    QVector<MapMark> m_cells;
    MapLayer m_layer;
    MapScale m_scale;
    QVector<CellLook> m_cell_looks;
    mutable QHash<QPoint, TileCells> m_tile_cells;  ///< of the tiles that were asked about since the cells changed
    QVector<QImage> m_spare;  ///< of tiles that are not needed any more: new memory costs more than painting it
    int m_worlds_painted = 0;
    int m_tiles_painted = 0;
    QHash<QPoint, Tile> m_tiles;
};

}  // namespace naap
