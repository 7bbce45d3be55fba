#include "ui/charts/plot.h"

#include <cmath>

#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include "ui/charts/chart.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr double kSwatch = 26;  ///< width of a legend's sample
constexpr double kGap = 6;

QDateTime shifted(qint64 ms, qint64 offset_ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms + offset_ms, Qt::UTC);
}

double stepOf(const QVector<double>& ticks)
{
    return ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
}

double entryWidth(const LegendEntry& entry, const QFontMetricsF& metrics)
{
    return kSwatch + kGap + metrics.horizontalAdvance(entry.name) + 3 * kGap;
}

void drawSwatch(QPainter& painter, const QRectF& area, const LegendEntry& entry)
{
    painter.setPen(entry.pen);
    if (entry.kind == LegendEntry::Kind::area) {
        painter.fillRect(area, entry.fill);
        drawHatch(painter, area, entry.pen.color(), entry.style, 5);
        return;
    }
    if (entry.kind == LegendEntry::Kind::line)
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
    if (entry.style >= 0) {
        painter.setBrush(entry.pen.color());
        painter.setPen(Qt::NoPen);
        drawMarker(painter, area.center(), entry.style, 7);
        painter.setBrush(Qt::NoBrush);
    }
}

void hatchLines(QPainter& painter, const QRectF& area, double spacing, bool rising)
{
    // Lines x + y = c (or x - y = c) on a grid that is the same everywhere, so that neighbours join.
    const double shift = rising ? area.top() : -area.bottom();
    const double low = area.left() + shift;
    const double high = low + area.width() + area.height();
    for (double c = std::ceil(low / spacing) * spacing; c < high; c += spacing) {
        const double side = rising ? 1 : -1;
        const double from = qBound(area.left(), c - side * (rising ? area.bottom() : area.top()), area.right());
        const double to = qBound(area.left(), c - side * (rising ? area.top() : area.bottom()), area.right());
        if (to > from)
            painter.drawLine(QPointF(from, side * (c - from)), QPointF(to, side * (c - to)));
    }
}

}  // namespace

ValueAxis ValueAxis::around(double low, double high, int wanted)
{
    ValueAxis axis;
    axis.ticks = niceTicks(low, high, wanted);
    if (axis.ticks.size() < 2)
        axis.ticks = {0, 1};
    axis.low = axis.ticks.first();
    axis.high = axis.ticks.last();
    return axis;
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const double rest = 1 - share;
    return QColor::fromRgbF(static_cast<float>(from.redF() * rest + to.redF() * share),
                            static_cast<float>(from.greenF() * rest + to.greenF() * share),
                            static_cast<float>(from.blueF() * rest + to.blueF() * share));
}

QColor faintColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.34);
}

QColor gridColor(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.12);
}

QString tickText(double value, double step)
{
    const QLocale locale;
    const double size = std::abs(value);
    double unit = 1;
    QString suffix;
    if (step >= 1e6) {
        unit = 1e6;
        suffix = u" M"_s;
    } else if (step >= 1e3 || size >= 1e5) {
        unit = 1e3;
        suffix = u" k"_s;
    }
    const double scaled = step / unit;
    const int decimals = scaled >= 1 ? 0 : qBound(0, static_cast<int>(std::ceil(-std::log10(scaled) - 1e-9)), 9);
    return locale.toString(value == 0 ? 0.0 : value / unit, 'f', decimals) + (value == 0 ? QString() : suffix);
}

QString valueText(double value)
{
    if (!std::isfinite(value))
        return u"–"_s;
    const double size = std::abs(value);
    int decimals = 0;
    if (size > 0 && size < 1000 && value != std::round(value))
        decimals = qBound(0, 3 - static_cast<int>(std::floor(std::log10(size))), 9);
    QString text = QLocale().toString(value, 'f', decimals);
    const QString point = QLocale().decimalPoint();
    while (decimals > 0 && text.contains(point) && (text.endsWith(u'0') || text.endsWith(point)))
        text.chop(1);
    return text;
}

QString timeText(qint64 ms, qint64 offset_ms)
{
    return shifted(ms, offset_ms).toString(ms % kSecond ? u"yyyy-MM-dd HH:mm:ss.zzz"_s : u"yyyy-MM-dd HH:mm:ss"_s);
}

QString tickTimeText(qint64 ms, qint64 step_ms, qint64 offset_ms)
{
    const QDateTime time = shifted(ms, offset_ms);
    if (step_ms >= kDay)
        return QLocale().toString(time, u"d MMM"_s);
    if (step_ms >= kMinute)
        return time.toString(u"HH:mm"_s);
    return time.toString(step_ms >= kSecond ? u"HH:mm:ss"_s : u"mm:ss.zzz"_s);
}

QString tickDateText(qint64 ms, qint64 offset_ms)
{
    return QLocale().toString(shifted(ms, offset_ms), u"d MMM yyyy"_s);
}

QString zoneText(qint64 offset_ms)
{
    if (offset_ms == 0)
        return u"UTC"_s;
    const qint64 minutes = std::abs(offset_ms) / kMinute;
    return u"UTC%1%2:%3"_s.arg(offset_ms < 0 ? u"−"_s : u"+"_s)
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString lengthText(qint64 ms)
{
    const qint64 size = std::abs(ms);
    const QString sign = ms < 0 ? u"−"_s : QString();
    const QLocale locale;
    if (size < kSecond)
        return sign + Chart::tr("%1 ms").arg(size);
    if (size < kMinute)
        return sign + Chart::tr("%1 s").arg(locale.toString(static_cast<double>(size) / 1000.0, 'f', 3));
    if (size < kHour)
        return sign + Chart::tr("%1 min %2 s").arg(size / kMinute).arg(size % kMinute / kSecond);
    if (size < 2 * kDay)
        return sign + Chart::tr("%1 h %2 min").arg(size / kHour).arg(size % kHour / kMinute);
    return sign + Chart::tr("%1 d %2 h").arg(size / kDay).arg(size % kDay / kHour);
}

QPen seriesPen(int index, const QPalette& palette, double width)
{
    static const Qt::PenStyle kStyles[] = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine,
                                           Qt::DashDotDotLine};
    QPen pen(seriesColor(index, isDark(palette)), width);
    pen.setStyle(kStyles[index % 5]);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

void drawMarker(QPainter& painter, const QPointF& at, int shape, double size)
{
    const double r = size / 2;
    switch (shape % 4) {
        case 0: painter.drawEllipse(at, r, r); break;
        case 1: painter.drawRect(QRectF(at.x() - r, at.y() - r, size, size)); break;
        case 2:
            painter.drawPolygon(
                QPolygonF({at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r), at + QPointF(-r, 0)}));
            break;
        default: painter.drawPolygon(QPolygonF({at + QPointF(0, -r), at + QPointF(r, r), at + QPointF(-r, r)})); break;
    }
}

void drawHatch(QPainter& painter, const QRectF& area, const QColor& color, int style, double spacing)
{
    if (style <= 0 || area.width() <= 0 || area.height() <= 0)
        return;
    painter.save();
    painter.setPen(QPen(color, 1));
    const double distance = style % 4 == 0 ? spacing / 2 : spacing;
    if (style % 4 != 2)
        hatchLines(painter, area, distance, true);
    if (style % 4 == 2 || style % 4 == 3)
        hatchLines(painter, area, distance, false);
    painter.restore();
}

QVector<QPointF> cutAt(const QVector<QPointF>& run, double low, double high)
{
    QVector<QPointF> inside;
    for (qsizetype i = 0; i < run.size(); ++i) {
        const auto cross = [&](const QPointF& a, const QPointF& b, double x) {
            return QPointF(x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x()));
        };
        if (i > 0 && run[i - 1].x() < low && run[i].x() > low)
            inside << cross(run[i - 1], run[i], low);
        if (run[i].x() >= low && run[i].x() <= high)
            inside << run[i];
        if (i > 0 && run[i - 1].x() < high && run[i].x() > high)
            inside << cross(run[i - 1], run[i], high);
    }
    return inside;
}

QVector<QVector<QPointF>> runsOf(const QVector<QPointF>& points)
{
    QVector<QVector<QPointF>> runs;
    bool open = false;
    for (const QPointF& point : points) {
        if (std::isnan(point.y())) {
            open = false;
            continue;
        }
        if (!open)
            runs << QVector<QPointF>();
        open = true;
        runs.last() << point;
    }
    return runs;
}

double legendHeight(const QVector<LegendEntry>& entries, const QFont& font, double width)
{
    if (entries.isEmpty())
        return 0;
    const QFontMetricsF metrics(font);
    double x = 0;
    int rows = 1;
    for (const LegendEntry& entry : entries) {
        const double wide = entryWidth(entry, metrics);
        if (x > 0 && x + wide > width) {
            ++rows;
            x = 0;
        }
        x += wide;
    }
    return rows * (metrics.height() + 4) + 4;
}

void drawLegend(QPainter& painter, const QRectF& area, const QVector<LegendEntry>& entries, const QPalette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height();
    QPointF at = area.topLeft();
    for (const LegendEntry& entry : entries) {
        const double wide = entryWidth(entry, metrics);
        if (at.x() > area.left() && at.x() + wide > area.right())
            at = QPointF(area.left(), at.y() + height + 4);
        drawSwatch(painter, QRectF(at.x(), at.y() + height * 0.2, kSwatch, height * 0.6), entry);
        painter.setPen(palette.color(QPalette::WindowText));
        painter.drawText(QPointF(at.x() + kSwatch + kGap, at.y() + metrics.ascent()), entry.name);
        at.rx() += wide;
    }
}

double axisWidth(const ValueAxis& axis, const QFont& font)
{
    const QFontMetricsF metrics(font);
    double wide = 0;
    for (const double tick : axis.ticks)
        wide = qMax(wide, metrics.horizontalAdvance(tickText(tick, stepOf(axis.ticks))));
    return wide + 10;
}

void drawValueAxis(QPainter& painter, const QRectF& plot, const ValueAxis& axis, const QPalette& palette)
{
    const QFontMetricsF metrics(painter.font());
    for (const double tick : axis.ticks) {
        const double y = yAt(plot, axis.share(tick));
        painter.setPen(QPen(gridColor(palette), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(faintColor(palette));
        const QString text = tickText(tick, stepOf(axis.ticks));
        painter.drawText(QPointF(plot.left() - 7 - metrics.horizontalAdvance(text), y + metrics.ascent() * 0.38), text);
    }
}

void drawNumberAxis(QPainter& painter, const QRectF& plot, const ValueAxis& axis, const QPalette& palette)
{
    const QFontMetricsF metrics(painter.font());
    double free_from = -1e9;  // labels never overlap: those without room are left out
    for (const double tick : axis.ticks) {
        const double x = xAt(plot, axis.share(tick));
        painter.setPen(QPen(gridColor(palette), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const QString text = tickText(tick, stepOf(axis.ticks));
        const double left = x - metrics.horizontalAdvance(text) / 2;
        if (left < free_from)
            continue;
        painter.setPen(faintColor(palette));
        painter.drawText(QPointF(left, plot.bottom() + 4 + metrics.ascent()), text);
        free_from = left + metrics.horizontalAdvance(text) + 8;
    }
}

void drawTimeAxis(QPainter& painter, const QRectF& plot, qint64 from_ms, qint64 to_ms, qint64 offset_ms,
                  const QPalette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const int wanted = qMax(2, static_cast<int>(plot.width() / (metrics.averageCharWidth() * 13)));
    const QVector<qint64> ticks = timeTicks(from_ms, to_ms, wanted, offset_ms);
    const qint64 step = ticks.size() > 1 ? ticks[1] - ticks[0] : kHour;
    const double length = static_cast<double>(qMax<qint64>(1, to_ms - from_ms));
    QString date_before;
    double date_free = -1e9;
    const QString zone = zoneText(offset_ms);
    const double zone_left = plot.right() - metrics.horizontalAdvance(zone);
    for (const qint64 tick : ticks) {
        const double x = xAt(plot, static_cast<double>(tick - from_ms) / length);
        painter.setPen(QPen(gridColor(palette), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + 3));
        const QString text = tickTimeText(tick, step, offset_ms);
        const double left = qBound(plot.left() - 20, x - metrics.horizontalAdvance(text) / 2,
                                   plot.right() + 8 - metrics.horizontalAdvance(text));
        painter.setPen(faintColor(palette));
        painter.drawText(QPointF(left, plot.bottom() + 5 + metrics.ascent()), text);
        const QString date = tickDateText(tick, offset_ms);
        const bool fits = left > date_free && left + metrics.horizontalAdvance(date) + 8 < zone_left;
        if (step < kDay && date != date_before && fits) {
            painter.drawText(QPointF(left, plot.bottom() + 5 + metrics.ascent() + metrics.height()), date);
            date_free = left + metrics.horizontalAdvance(date) + 8;
        }
        date_before = date;
    }
    painter.setPen(faintColor(palette));
    painter.drawText(QPointF(zone_left, plot.bottom() + 5 + metrics.ascent() + metrics.height()), zone);
}

QRectF readoutBox(const QFont& font, const QRectF& area, const QPointF& at, const QStringList& lines)
{
    const QFontMetricsF metrics(font);
    double wide = 0;
    for (const QString& line : lines)
        wide = qMax(wide, metrics.horizontalAdvance(line));
    QRectF box(at.x() + 10, at.y() - 10, wide + 12, static_cast<double>(lines.size()) * metrics.height() + 8);
    if (box.right() > area.right())
        box.moveRight(at.x() - 10);
    box.moveLeft(qMax(area.left(), box.left()));
    box.moveTop(qBound(area.top(), box.top(), qMax(area.top(), area.bottom() - box.height())));
    return box;
}

void drawReadout(QPainter& painter, const QRectF& area, const QPointF& at, const QStringList& lines,
                 const QPalette& palette)
{
    const QFontMetricsF metrics(painter.font());
    const QRectF box = readoutBox(painter.font(), area, at, lines);
    painter.setPen(QPen(gridColor(palette), 1));
    painter.setBrush(palette.color(QPalette::ToolTipBase));
    painter.drawRoundedRect(box, 3, 3);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(palette.color(QPalette::ToolTipText));
    double y = box.top() + 4 + metrics.ascent();
    for (const QString& line : lines) {
        painter.drawText(QPointF(box.left() + 6, y), line);
        y += metrics.height();
    }
}

void drawSentence(QPainter& painter, const QRectF& area, const QString& sentence, const QPalette& palette)
{
    const int how = static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap);
    // Whatever lies beneath, such as the outlines of a map, shall not run through the words.
    painter.fillRect(painter.boundingRect(area, how, sentence).adjusted(-6, -3, 6, 3), palette.color(QPalette::Window));
    painter.setPen(faintColor(palette));
    painter.drawText(area, how, sentence);
}

}  // namespace naap
