#pragma once

#include <optional>

#include "ui/charts/chart.h"
#include "ui/map/map_tiles.h"

class QTimer;

namespace naap {

/// A map of the world with one figure at each place. Drag or Shift and arrows pan; wheel, + and - zoom, 0 shows the
/// whole world, F all cells; arrows walk from cell to cell, Home and End go to the largest and the smallest, Enter
/// opens. The map ends at the date line: panning stops there, and what lies beyond is at the other end.
class MapView : public Chart {
    Q_OBJECT
public:
    explicit MapView(QWidget* parent = nullptr);

    /// The cells with their figures of this layer. The current one is kept by its name.
    void setCells(const QVector<MapMark>& cells, const MapLayer& layer);
    /// The sentence beneath the map, on the screen and in saved pictures: how much of the network is seen.
    void setNote(const QString& sentence);
    /// What stands on a map without cells, in place of the usual sentence.
    void setEmptyText(const QString& sentence);
    void setProjection(Projection projection);
    Projection projection() const { return m_projection; }

    int zoom() const { return m_zoom; }  ///< 0: the whole world; each step is half of doubling
    /// Zooms by steps; what lies at `fixed` (of the widget) stays there: by itself the current cell, else the middle.
    void zoomBy(int steps, std::optional<QPointF> fixed = {});
    /// Moves what is seen by pixels.
    void panBy(const QPointF& pixels);
    void showWorld();
    /// As close as all cells are seen; without cells, the whole world.
    void showCells();
    /// The position under a pixel of the widget, and where a position is.
    std::optional<GeoPoint> positionAt(const QPointF& pixel) const;
    QPointF pixelOf(const GeoPoint& position) const;

    int currentCell() const { return static_cast<int>(m_current); }
    void setCurrentCell(int index);
    int cellAtPixel(const QPointF& pixel) const;
    /// The lines of a cell's read-out.
    QStringList readout(int index) const;

    /// False while parts of the picture are still to be painted.
    bool isPainted() const;
    const MapTiles& tiles() const { return m_tiles; }
    Data data() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void currentCellChanged(int index);
    void cellOpened(int index);
    void viewMoved();  ///< panned or zoomed

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Places;
    Places placesIn(const QRectF& area) const;
    double noteHeight(double width) const;
    double fittingScale(const QSizeF& size) const;
    QPointF cornerFor(const QRectF& map, double scale) const;
    MapLook lookIn(const QRectF& map, const QPointF& shift) const;
    void placeView();
    void keepInView();
    void moveView(const QPointF& way, const QRectF& readout_before);
    QRectF readoutArea() const;
    QRectF overlayArea() const;
    bool isExposed(const QRectF& part) const { return m_exposed.intersects(part.toAlignedRect()); }
    void paintTiles(QPainter& painter, const QRectF& map) const;
    void paintFrame(QPainter& painter, const QRectF& map) const;
    void paintLegend(QPainter& painter, const QRectF& area) const;
    double paintRamp(QPainter& painter, QPointF at) const;
    void paintNote(QPainter& painter, const QRectF& area) const;
    void startPainting();
    void paintSome();
    QRect wantedTiles(int beyond) const;
    std::optional<QPoint> nextTile() const;
    void walk(const QPointF& direction);
    void walkToEnd(bool largest);
    void bringIntoView(qsizetype index);
    std::optional<QPointF> currentInView() const;
    void describeAll();

    Projection m_projection = Projection::robinson;
    int m_zoom = 0;
    QPointF m_middle;  ///< what lies in the middle of the view, on the plane
    QString m_note;
    mutable std::optional<QSizeF> m_note_size;  ///< as it was last laid out
    QRegion m_exposed;                          ///< what is painted just now
    QString m_empty_text;
    MapTiles m_tiles;
    qsizetype m_current = -1;
    std::optional<QPointF> m_press;
    QPointF m_dragged_from;
    bool m_dragging = false;
    double m_wheel = 0;     ///< of a notch; touchpads give parts of one
    qint64 m_frame_ns = 0;  ///< what the last frame took, until something is painted ahead
    qint64 m_tile_ns = 0;   ///< what a tile took when some were painted last
    bool m_rests = false;   ///< nothing was painted ahead in the last turn
    QTimer* m_painter;
};

}  // namespace naap
