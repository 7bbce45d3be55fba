#pragma once

#include <optional>

#include "ui/charts/chart.h"

namespace naap {

/// The history of a value with thresholds that can be dragged, a handle for the pending time on the first of them, and
/// beneath it strips of what they made of it. 1, 2 and 3 choose a threshold and 0 the handle, Up and Down move what is
/// chosen (Shift: further), Left and Right read out values.
class RuleChart : public Chart {
    Q_OBJECT
public:
    explicit RuleChart(QWidget* parent = nullptr);

    struct Threshold {
        int id = 0;
        QString name;
        double value = 0;
        bool is_critical = false;
        bool is_recovery = false;
    };
    /// A stretch of a strip. `weight`: 0 pending, 1 warning, 2 critical, 3 no data.
    struct Band {
        qint64 from_ms = 0;
        qint64 to_ms = 0;
        int kind = 0;
    };
    struct Strip {
        QString name;
        QVector<Band> bands;
    };
    struct Course {
        QString name;
        QVector<QPointF> points;  ///< x: UTC ms; NaN: no value
        QVector<QPointF> low;     ///< of all others, where they are drawn as one
        QVector<QPointF> high;
        QVector<QPair<qint64, qint64>> scant;  ///< hours with too little evidence: hatched
    };
    void setCourse(Course course, const QString& unit, bool is_share);
    void setThresholds(QVector<Threshold> thresholds);
    /// Bad windows in a row that it takes; 0: there is no handle.
    void setPending(int windows);
    int pending() const { return m_pending; }
    /// Where its handle is on the widget.
    QPointF pendingHandle() const;
    void setStrips(QVector<Strip> strips);
    void setUtcOffset(qint64 offset_ms);
    const QVector<Threshold>& thresholds() const { return m_thresholds; }
    /// Where a threshold is on the widget.
    double yOf(int threshold) const;

    Data data() const override;
    QSize sizeHint() const override { return {640, 320}; }

Q_SIGNALS:
    void thresholdMoved(int id, double value);  ///< while it is dragged, and by keys
    void thresholdSet(int id, double value);    ///< let go
    void pendingMoved(int windows);             ///< while it is dragged, and by keys

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Geometry;
    Geometry geometry(const QRectF& area) const;
    void findRange();
    void moveTo(int index, double value, bool done);
    int nearestTo(double y) const;
    void paintCourse(QPainter& painter, const Geometry& places) const;
    void paintThresholds(QPainter& painter, const Geometry& places) const;
    void paintPending(QPainter& painter, const Geometry& places) const;
    QPointF handleIn(const Geometry& places) const;
    void movePending(int windows);
    void paintStrips(QPainter& painter, const Geometry& places) const;
    void paintLegend(QPainter& painter, const Geometry& places) const;
    QString textOf(double value) const;
    void tell();

    Course m_course;
    QVector<Threshold> m_thresholds;
    QVector<Strip> m_strips;
    QString m_unit;
    bool m_is_share = false;
    qint64 m_offset_ms = 0;
    qint64 m_from_ms = 0;
    qint64 m_to_ms = 0;
    double m_low = 0;
    double m_high = 1;
    int m_dragged = -1;  ///< place of a threshold
    int m_chosen = 0;
    int m_pending = 0;
    bool m_drags_pending = false;
    bool m_has_chosen_pending = false;
    int m_cursor = -1;  ///< place of a point
};

}  // namespace naap
