#pragma once

#include <memory>
#include <optional>

#include "ui/charts/chart.h"

namespace naap {

/// Lines, bands or stacked bars over time, by Qt Charts. Dragging picks a stretch of time; so do Shift+Left,
/// Shift+Right and Enter. Left and Right read out values, + and - ask for half and twice the range, Enter opens the
/// time.
class TimeChart : public Chart {
    Q_OBJECT
public:
    explicit TimeChart(QWidget* parent = nullptr);
    ~TimeChart() override;

    struct Series {
        enum class Kind { line, pale_line, band, stacked_bar };
        QString name;
        Kind kind = Kind::line;
        QVector<QPointF> points;  ///< x: UTC ms, ascending; y: value; NaN: no value, the line breaks
        QVector<double> low;      ///< band: the lower edge at each point (points hold the upper one)
    };
    /// `unit` stands at the value axis. `bar_ms`: the width of bars.
    void setSeries(QVector<Series> series, const QString& unit, qint64 bar_ms = 3'600'000);
    /// Ends of the time axis; without them those of the data.
    void setRange(std::optional<qint64> from_ms, std::optional<qint64> to_ms);
    /// From here on the hours may still change: hatched.
    void setProvisionalFrom(std::optional<qint64> from_ms);
    /// A stretch of which nothing was received: shaded, and said with its words where values are read out.
    struct Gap {
        qint64 from_ms = 0;
        qint64 to_ms = 0;
        QString words;
        bool operator==(const Gap&) const = default;
    };
    void setGaps(QVector<Gap> gaps);
    /// A horizontal line, such as a target.
    void setThreshold(std::optional<double> value, const QString& name);
    void setUtcOffset(qint64 offset_ms);  ///< of the labels

    Data data() const override;

Q_SIGNALS:
    void rangePicked(qint64 from_ms, qint64 to_ms);
    void timeOpened(qint64 ms);  ///< double click

protected:
    void paint(QPainter& painter, const QRectF& area) const override;
    void paintOverlay(QPainter& painter, const QRectF& area) const override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describeAll();
    void drawNote(QPainter& painter, const QPointF& at, const QString& words) const;
    void paintGaps(QPainter& painter, const QRectF& plot) const;
    void paintMarks(QPainter& painter, const QRectF& plot) const;
    void moveCursor(int steps, bool extend);
    void zoomAtCursor(double factor);
    void open();
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace naap
