#pragma once

#include <optional>

#include "ui/charts/chart.h"

namespace naap {

/// Lanes over one time axis: spans, marks and lines, with two cursors. Dragging zooms to a stretch, the wheel zooms
/// too, Shift and dragging pans, Backspace or Esc goes back to what was seen before; A and B set the cursors, Shift+A
/// and Shift+B clear them; N and P step through marks that are errors; Left and Right pan, + and - zoom, 0 shows
/// everything. Shift+Left and Shift+Right move the place where cursors go.
class LaneChart : public Chart {
    Q_OBJECT
public:
    explicit LaneChart(QWidget* parent = nullptr);

    enum class Look { normal, good, warning, bad, missing };  ///< missing: expected and not there; an empty outline
    struct Span {
        qint64 from_ms = 0;
        qint64 to_ms = 0;
        QString label;
        Look look = Look::normal;
        int id = -1;  ///< what spanOpened and markOpened name
    };
    struct Mark {
        qint64 at_ms = 0;
        QString label;
        Look look = Look::normal;
        int id = -1;
    };
    struct Line {
        QString name;
        QVector<QPointF> points;  ///< x: ms
        QString unit;
    };
    struct Lane {
        QString name;
        QVector<Span> spans;
        QVector<Mark> marks;
        QVector<Line> lines;
        int height = 28;
    };
    void setLanes(QVector<Lane> lanes);
    /// Highlights what has this id, in any lane; -1: nothing.
    void setCurrent(int id);
    void setUtcOffset(qint64 offset_ms);
    void showTime(qint64 from_ms, qint64 to_ms);
    std::optional<qint64> cursorA() const { return m_a; }
    std::optional<qint64> cursorB() const { return m_b; }
    Data data() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void opened(int id);
    void currentChanged(int id);
    void cursorsChanged();

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Geometry;
    Geometry geometry(const QRectF& area) const;
    int idAt(const QPointF& at) const;
    void step(int direction);
    void zoom(double factor, qint64 around);
    void pan(double share);
    void setCursor(std::optional<qint64>& cursor, std::optional<qint64> at);
    void paintLane(QPainter& painter, const Geometry& places, int index) const;
    void paintSpan(QPainter& painter, const QRectF& box, const Span& span) const;
    void paintMark(QPainter& painter, const QPointF& at, const Mark& mark) const;
    void paintLine(QPainter& painter, const QRectF& lane, const Geometry& places, const Lane& owner, int index) const;
    void paintCursors(QPainter& painter, const Geometry& places) const;
    qint64 cursorTime() const;
    QString labelOf(int id) const;
    QStringList valuesAt(qint64 ms) const;
    bool zoomBack();
    bool cursorKey(const QKeyEvent& event);
    bool viewKey(int key);
    QVector<Lane> m_lanes;
    qint64 m_data_from = 0;
    qint64 m_data_to = 0;
    qint64 m_from = 0;
    qint64 m_to = 0;
    qint64 m_offset = 0;
    qint64 m_pointer = 0;
    int m_current = -1;
    std::optional<qint64> m_a;
    std::optional<qint64> m_b;
    std::optional<QPointF> m_drag;
    double m_dragged_to = 0;
    bool m_pans = false;                        ///< the drag, rather than that it zooms
    QVector<std::pair<qint64, qint64>> m_seen;  ///< before each zoom, the latest last
    bool m_moved = false;                       ///< the drag panned; its release is no click
    bool m_pointed = false;                     ///< m_pointer holds a time
};

}  // namespace naap
