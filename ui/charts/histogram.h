#pragma once

#include "ui/charts/chart.h"

namespace naap {

/// How often values fall into equal bins. Dragging picks a stretch of values; so do Left and Right, with Shift for more
/// than one bin, and Enter.
class Histogram : public Chart {
    Q_OBJECT
public:
    explicit Histogram(QWidget* parent = nullptr);
    void setValues(QVector<double> values, const QString& name, const QString& unit, int bins = 40);
    Data data() const override;

Q_SIGNALS:
    void rangePicked(double low, double high);

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;

private:
    double binEdge(int bin) const;
    int binAt(double value) const;
    void pick();
    void moveBin(int steps, bool extend);
    QRectF plotArea(const QRectF& area) const;
    QVector<int> m_counts;
    double m_low = 0;
    double m_high = 0;
    QString m_name;
    QString m_unit;
    double m_drag_from = 0;
    double m_drag_to = 0;
    bool m_dragging = false;
    int m_missing = 0;  ///< values that are no numbers
    int m_bin = -1;     ///< where the keyboard is
    int m_anchor = -1;
};

}  // namespace naap
