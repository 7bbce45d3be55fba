#pragma once

#include <memory>
#include <optional>

#include "ui/charts/chart.h"

namespace naap {

/// Points of two numbers (scatter), or lines over a number (ECDF), by Qt Charts. Left and Right walk the points in
/// order of x, Up and Down the series; Enter opens. Dragging zooms to a rectangle, Backspace or Esc goes back.
class XyChart : public Chart {
    Q_OBJECT
public:
    explicit XyChart(QWidget* parent = nullptr);
    ~XyChart() override;

    struct Series {
        enum class Kind { scatter, line, step };
        QString name;
        Kind kind = Kind::scatter;
        QVector<QPointF> points;
        QStringList labels;  ///< one a point, for the tooltip; may be empty
    };
    void setSeries(QVector<Series> series, const QString& x_title, const QString& y_title);
    /// Marks a point as selected, or none with -1.
    void select(int series, int point);
    Data data() const override;

Q_SIGNALS:
    void pointClicked(int series, int point);
    void pointOpened(int series, int point);  ///< double click

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool zoomBack();
    void step(int direction);
    void stepSeries(int direction);
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace naap
