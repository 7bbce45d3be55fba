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
    bool isFresh(const QPoint& tile) const;
    void paint(const QPoint& tile);
    /// Drops what lies outside when there is more than is worth keeping.
    void keep(const QRect& tiles);
    /// How many times the world was painted into a tile, for tests and benches.
    int worldsPainted() const { return m_worlds_painted; }

private:
    struct Tile {
        QImage world;
        QImage full;
        int cells_version = -1;
    };
    QImage blank() const;

    MapLook m_look;
    double m_pixel_ratio = 1;
    QVector<MapMark> m_cells;
    MapLayer m_layer;
    MapScale m_scale;
    int m_cells_version = 0;
    int m_worlds_painted = 0;
    QHash<QPoint, Tile> m_tiles;
};

}  // namespace naap
