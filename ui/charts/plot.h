#pragma once

#include <QFont>
#include <QPalette>
#include <QPen>
#include <QPointF>
#include <QRectF>
#include <QStringList>
#include <QVector>

class QPainter;

namespace naap {

/// A number axis: its ends and the round numbers between them.
struct ValueAxis {
    double low = 0;
    double high = 1;
    QVector<double> ticks;

    /// Ends at round numbers around [low, high].
    static ValueAxis around(double low, double high, int wanted);
    double share(double value) const { return (value - low) / (high - low); }
};

/// A value to a pixel and back, left to right and bottom to top.
inline double xAt(const QRectF& plot, double share)
{
    return plot.left() + share * plot.width();
}
inline double yAt(const QRectF& plot, double share)
{
    return plot.bottom() - share * plot.height();
}

QColor faintColor(const QPalette& palette);
QColor gridColor(const QPalette& palette);
/// `share` of the way from `from` to `to`.
QColor mixed(const QColor& from, const QColor& to, double share);

/// A number at an axis: as many decimals as the step needs; thousands as k, millions as M.
QString tickText(double value, double step);
/// A number for a read-out or a data table: at most four digits that matter, a dash for NaN.
QString valueText(double value);
/// `2026-01-08 21:51:55`, with milliseconds where there are some.
QString timeText(qint64 ms, qint64 offset_ms);
/// Time of day (or the day) at an axis, and the date beneath it where it changes.
QString tickTimeText(qint64 ms, qint64 step_ms, qint64 offset_ms);
QString tickDateText(qint64 ms, qint64 offset_ms);
/// `UTC`, `UTC+02:00`.
QString zoneText(qint64 offset_ms);
/// `2.4 s`, `3 min 20 s`: the length of a stretch of time.
QString lengthText(qint64 ms);

/// Series differ in dash and marker as well as in colour.
QPen seriesPen(int index, const QPalette& palette, double width = 1.8);
void drawMarker(QPainter& painter, const QPointF& at, int shape, double size);
/// Slanted lines within the rectangle; lines of their own, since SVG knows no pattern brushes. `style`: 0 none, then
/// rising, falling, both, dense.
void drawHatch(QPainter& painter, const QRectF& area, const QColor& color, int style, double spacing = 7);

/// Stretches between gaps (NaN).
QVector<QVector<QPointF>> runsOf(const QVector<QPointF>& points);
/// The points of a stretch without gaps, cut at the ends of the plot: SVG does not clip.
QVector<QPointF> cutAt(const QVector<QPointF>& run, double low, double high);

struct LegendEntry {
    enum class Kind { line, area, marker };
    QString name;
    Kind kind = Kind::line;
    QPen pen;
    QColor fill;
    int style = 0;  ///< hatch of an area, shape of a marker (-1: none)
};
/// Height of the entries in rows of `width`; painting them tells the same.
double legendHeight(const QVector<LegendEntry>& entries, const QFont& font, double width);
void drawLegend(QPainter& painter, const QRectF& area, const QVector<LegendEntry>& entries, const QPalette& palette);

/// Grid lines and labels at the left.
void drawValueAxis(QPainter& painter, const QRectF& plot, const ValueAxis& axis, const QPalette& palette);
/// Grid lines and labels beneath.
void drawNumberAxis(QPainter& painter, const QRectF& plot, const ValueAxis& axis, const QPalette& palette);
/// Grid lines, and two lines of labels beneath: the time, and the date where it changes.
void drawTimeAxis(QPainter& painter, const QRectF& plot, qint64 from_ms, qint64 to_ms, qint64 offset_ms,
                  const QPalette& palette);
/// Width of the labels of a value axis.
double axisWidth(const ValueAxis& axis, const QFont& font);
/// A box with lines of text beside a point, kept within `area`: where it is, and its painting.
QRectF readoutBox(const QFont& font, const QRectF& area, const QPointF& at, const QStringList& lines);
void drawReadout(QPainter& painter, const QRectF& area, const QPointF& at, const QStringList& lines,
                 const QPalette& palette);
/// A sentence in the middle of an empty chart.
void drawSentence(QPainter& painter, const QRectF& area, const QString& sentence, const QPalette& palette);

}  // namespace naap
