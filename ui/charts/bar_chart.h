#pragma once

#include "ui/charts/chart.h"

namespace naap {

/// Horizontal bars, one a category: a funnel, failures by reason, shares. Painted by ourselves: labels of any length,
/// the value at the end of each bar.
class BarChart : public Chart {
    Q_OBJECT
public:
    explicit BarChart(QWidget* parent = nullptr);

    struct Bar {
        QString label;
        double value = 0;
        QString text;    ///< the value for people, with its unit
        double low = 0;  ///< where the bar begins; a waterfall sets it
        QString tooltip;
        QVector<double> parts;  ///< stacked: lengths that add up to value; empty: one colour
    };
    void setBars(QVector<Bar> bars, const QString& unit, const QStringList& part_names = {});
    int currentBar() const { return m_current; }
    Data data() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void barOpened(int index);  ///< Enter or click

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Geometry;
    Geometry geometry(const QRectF& area) const;
    void paintBar(QPainter& painter, const Geometry& places, int index) const;
    void setCurrentBar(int index);
    int barAt(const QPointF& at) const;
    QVector<Bar> m_bars;
    QStringList m_part_names;
    QString m_unit;
    int m_current = -1;
};

}  // namespace naap
