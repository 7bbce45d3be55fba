#pragma once

#include <optional>

#include "ui/charts/chart.h"

namespace naap {

/// Rows by columns of coloured cells, such as GPU by hour; a legend with the ends of the scale. Arrow keys move,
/// Enter opens. Dragging picks columns; so do Shift+Left, Shift+Right and Enter.
class HeatMap : public Chart {
    Q_OBJECT
public:
    explicit HeatMap(QWidget* parent = nullptr);

    /// cells[row * columns.size() + column]; none: no value, drawn hatched.
    void setCells(QStringList rows, QStringList columns, QVector<std::optional<double>> cells, const QString& measure,
                  bool high_is_good);
    /// For each column what stands where it has no value, such as that nothing was received then; blank, or none told:
    /// "no value". Until the next setCells().
    void setAbsent(QStringList texts);
    Data data() const override;
    QSize sizeHint() const override;

Q_SIGNALS:
    void cellOpened(int row, int column);
    void currentCellChanged(int row, int column);
    void columnsPicked(int first, int last);

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Geometry;
    Geometry geometry(const QRectF& area) const;
    void paintLabels(QPainter& painter, const Geometry& places) const;
    void paintLegend(QPainter& painter, const QRectF& area) const;
    std::pair<int, int> cellAt(const QPointF& at) const;
    const std::optional<double>& cell(qsizetype row, qsizetype column) const;
    QString textAt(qsizetype row, qsizetype column) const;
    void setCurrentCell(int row, int column);
    void moveColumn(int steps, bool extend);
    int columnAt(double x) const;
    QStringList m_rows;
    QStringList m_columns;
    QVector<std::optional<double>> m_cells;
    QStringList m_absent;
    QString m_measure;
    bool m_high_is_good = true;
    int m_row = -1;
    int m_column = -1;
    int m_anchor = -1;  ///< the other end of the columns that are being picked; -1: none are
    bool m_dragging = false;
};

}  // namespace naap
