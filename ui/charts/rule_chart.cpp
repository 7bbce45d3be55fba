#include "ui/charts/rule_chart.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kGrip = 8;  // pixels around a line in which it can be taken
constexpr double kStripHeight = 14;
constexpr double kHandle = 9;
constexpr double kPendingStep = 12;  // a window, whatever the axis of time says: of a month, an hour is a pixel
constexpr int kMostPending = 168;

QColor warningColor(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xe0a83a) : QColor(0x9a6700);
}

QColor criticalColor(const QPalette& palette)
{
    return isDark(palette) ? QColor(0xf0685c) : QColor(0xb42318);
}

QColor bandColor(int kind, const QPalette& palette)
{
    switch (kind) {
        case 1: return warningColor(palette);
        case 2: return criticalColor(palette);
        default: return faintColor(palette);
    }
}

QString bandName(int kind)
{
    switch (kind) {
        case 0: return RuleChart::tr("pending");
        case 1: return RuleChart::tr("▲ warning");
        case 2: return RuleChart::tr("■ critical");
        default: return RuleChart::tr("◌ no data");
    }
}

}  // namespace

struct RuleChart::Geometry {
    QRectF plot;
    QRectF legend;
    QVector<QRectF> strips;
    ValueAxis axis;
    qint64 from_ms = 0;
    qint64 to_ms = 1;
    double factor = 1;  ///< from a value to what the axis says

    double x(double ms) const
    {
        return xAt(plot, (ms - static_cast<double>(from_ms)) / static_cast<double>(qMax<qint64>(1, to_ms - from_ms)));
    }
    double y(double value) const { return yAt(plot, axis.share(value * factor)); }
    double valueAt(double y) const
    {
        return (axis.low + (plot.bottom() - y) / qMax(1.0, plot.height()) * (axis.high - axis.low)) / factor;
    }
};

RuleChart::RuleChart(QWidget* parent) : Chart(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    tell();
}

void RuleChart::setCourse(Course course, const QString& unit, bool is_share)
{
    m_course = std::move(course);
    m_unit = unit;
    m_is_share = is_share;
    m_cursor = -1;
    findRange();
    tell();
    update();
}

void RuleChart::setThresholds(QVector<Threshold> thresholds)
{
    if (m_dragged >= 0)
        return;  // what a person holds is theirs
    m_thresholds = std::move(thresholds);
    m_chosen = qBound(0, m_chosen, static_cast<int>(qMax<qsizetype>(1, m_thresholds.size())) - 1);
    findRange();
    tell();
    update();
}

void RuleChart::setStrips(QVector<Strip> strips)
{
    m_strips = std::move(strips);
    tell();
    update();
}

void RuleChart::setUtcOffset(qint64 offset_ms)
{
    m_offset_ms = offset_ms;
    update();
}

/// The values and the thresholds, whatever is further out.
void RuleChart::findRange()
{
    m_low = INFINITY;
    m_high = -INFINITY;
    const auto heed = [this](double value) {
        if (!std::isfinite(value))
            return;
        m_low = qMin(m_low, value);
        m_high = qMax(m_high, value);
    };
    for (const auto* points : {&m_course.points, &m_course.low, &m_course.high})
        for (const QPointF& each : *points)
            heed(each.y());
    for (const Threshold& each : m_thresholds)
        heed(each.value);
    if (m_low > m_high) {
        m_low = 0;
        m_high = 1;
    }
    const double margin = qMax(1e-9, (m_high - m_low) * 0.08);
    m_low = m_low >= 0 && m_low - margin < 0 ? 0 : m_low - margin;
    m_high += margin;
    const auto& points = m_course.points.isEmpty() ? m_course.high : m_course.points;
    m_from_ms = points.isEmpty() ? 0 : static_cast<qint64>(points.first().x());
    m_to_ms = points.isEmpty() ? 1 : static_cast<qint64>(points.last().x()) + 3'600'000;
}

QString RuleChart::textOf(double value) const
{
    if (std::isnan(value))
        return u"–"_s;
    if (m_is_share)
        return tr("%1 %").arg(valueText(value * 100));
    return m_unit.isEmpty() ? valueText(value) : u"%1 %2"_s.arg(valueText(value), m_unit);
}

RuleChart::Geometry RuleChart::geometry(const QRectF& area) const
{
    const QFontMetricsF metrics(font());
    Geometry places;
    places.from_ms = m_from_ms;
    places.to_ms = m_to_ms;
    // Shares are written in percent, here as in the names of the thresholds.
    const double factor = m_is_share ? 100 : 1;
    places.factor = factor;
    places.axis = ValueAxis::around(m_low * factor, m_high * factor, 5);
    places.axis.low = m_low * factor;
    places.axis.high = m_high * factor;
    places.axis.ticks.removeIf([&](double tick) { return tick < m_low * factor || tick > m_high * factor; });
    const double line = metrics.height();
    places.legend = QRectF(area.left() + 4, area.top(), area.width() - 8, line + 6);
    const double below = 2 * line + 8 + static_cast<double>(m_strips.size()) * (kStripHeight + line + 2);
    double left = axisWidth(places.axis, font()) + 6;
    places.plot = QRectF(area.left() + left, places.legend.bottom() + 4, qMax(40.0, area.width() - left - 12),
                         qMax(40.0, area.height() - places.legend.height() - below - 8));
    double top = places.plot.bottom() + 2 * line + 8;
    for (qsizetype i = 0; i < m_strips.size(); ++i) {
        places.strips << QRectF(places.plot.left(), top + line, places.plot.width(), kStripHeight);
        top += kStripHeight + line + 2;
    }
    return places;
}

void RuleChart::paint(QPainter& painter, const QRectF& area) const
{
    if (m_course.points.isEmpty() && m_course.high.isEmpty())
        return drawSentence(painter, area, tr("There is no settled hour to try the rule on."), palette());
    const Geometry places = geometry(area);
    drawTimeAxis(painter, places.plot, m_from_ms, m_to_ms, m_offset_ms, palette());
    drawValueAxis(painter, places.plot, places.axis, palette());
    paintCourse(painter, places);
    paintThresholds(painter, places);
    paintPending(painter, places);
    paintStrips(painter, places);
    paintLegend(painter, places);
}

void RuleChart::paintCourse(QPainter& painter, const Geometry& places) const
{
    painter.save();
    painter.setClipRect(places.plot);
    for (const auto& [from, to] : m_course.scant) {
        const double left = places.x(static_cast<double>(from));
        const double wide = qMax(1.0, places.x(static_cast<double>(to)) - left);
        drawHatch(painter, QRectF(left, places.plot.top(), wide, places.plot.height()), gridColor(palette()), 1, 8);
    }
    const auto pixels = [&](const QVector<QPointF>& points) {
        QVector<QPointF> out;
        for (const QPointF& each : points)
            out << QPointF(places.x(each.x()), std::isnan(each.y()) ? NAN : places.y(each.y()));
        return out;
    };
    QColor fill = seriesColor(0, isDark(palette()));
    fill.setAlphaF(0.16F);
    const QVector<QPointF> high = pixels(m_course.high);
    const QVector<QPointF> low = pixels(m_course.low);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    const QVector<QVector<QPointF>> above = runsOf(high);
    const QVector<QVector<QPointF>> below = runsOf(low);
    for (qsizetype i = 0; i < qMin(above.size(), below.size()); ++i) {
        QPolygonF area(above[i]);
        for (qsizetype k = below[i].size() - 1; k >= 0; --k)
            area << below[i][k];
        painter.drawPolygon(area);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(seriesPen(0, palette()));
    for (const QVector<QPointF>& run : runsOf(pixels(m_course.points))) {
        if (run.size() == 1)
            drawMarker(painter, run[0], 0, 4);
        painter.drawPolyline(run.constData(), static_cast<int>(run.size()));
    }
    painter.restore();
}

void RuleChart::paintThresholds(QPainter& painter, const Geometry& places) const
{
    const QFontMetricsF metrics(font());
    for (qsizetype i = 0; i < m_thresholds.size(); ++i) {
        const Threshold& each = m_thresholds[i];
        const QColor color = each.is_recovery   ? faintColor(palette())
                             : each.is_critical ? criticalColor(palette())
                                                : warningColor(palette());
        const double y = qBound(places.plot.top(), places.y(each.value), places.plot.bottom());
        const bool isHeld = m_dragged == i || (hasFocus() && m_chosen == i);
        painter.setPen(QPen(color, isHeld ? 2.4 : 1.4, each.is_recovery ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(QPointF(places.plot.left(), y), QPointF(places.plot.right(), y));
        painter.setBrush(color);
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(places.plot.right() - kHandle / 2, y - kHandle / 2, kHandle, kHandle), 2, 2);
        painter.setBrush(Qt::NoBrush);
        const QString words = tr("%1 %2").arg(each.name, textOf(each.value));
        const bool isBeneath = y - metrics.height() < places.plot.top();
        painter.setPen(color);
        painter.drawText(QPointF(places.plot.right() - kHandle - 4 - metrics.horizontalAdvance(words),
                                 isBeneath ? y + metrics.ascent() + 2 : y - 3),
                         words);
    }
}

/// As far as there is room; what is longer ends at the edge.
QPointF RuleChart::handleIn(const Geometry& places) const
{
    const double y = m_thresholds.isEmpty()
                         ? places.plot.bottom() - 10
                         : qBound(places.plot.top(), places.y(m_thresholds[0].value), places.plot.bottom());
    const double wide = qMin(m_pending * kPendingStep, places.plot.width() * 0.75);
    return {places.plot.left() + wide, y};
}

QPointF RuleChart::pendingHandle() const
{
    return handleIn(geometry(body()));
}

/// A bracket with a notch for each window.
void RuleChart::paintPending(QPainter& painter, const Geometry& places) const
{
    if (m_pending <= 0)
        return;
    const QFontMetricsF metrics(font());
    const QPointF end = handleIn(places);
    const bool isHeld = m_drags_pending || (hasFocus() && m_has_chosen_pending);
    const QColor ink = palette().color(QPalette::WindowText);
    painter.setPen(QPen(ink, isHeld ? 3 : 2));
    painter.drawLine(QPointF(places.plot.left(), end.y()), end);
    painter.setPen(QPen(ink, 1));
    for (double x = places.plot.left() + kPendingStep; x < end.x() - 2; x += kPendingStep)
        painter.drawLine(QPointF(x, end.y() - 3), QPointF(x, end.y() + 3));
    painter.setPen(Qt::NoPen);
    painter.setBrush(isHeld ? palette().color(QPalette::Highlight) : ink);
    painter.drawRoundedRect(QRectF(end.x() - kHandle / 2, end.y() - kHandle, kHandle, 2 * kHandle), 3, 3);
    painter.setBrush(Qt::NoBrush);
    const QString words = tr("for %n window(s)", nullptr, m_pending);
    const bool isBeneath = end.y() - 2 * metrics.height() < places.plot.top();
    const QPointF at(end.x() + kHandle, isBeneath ? end.y() + metrics.ascent() + 4 : end.y() - 5);
    // On whatever the course paints there.
    painter.fillRect(metrics.boundingRect(words).translated(at).adjusted(-2, 0, 2, 0),
                     palette().color(QPalette::Window));
    painter.setPen(ink);
    painter.drawText(at, words);
}

void RuleChart::paintStrips(QPainter& painter, const Geometry& places) const
{
    const QFontMetricsF metrics(font());
    for (qsizetype i = 0; i < m_strips.size(); ++i) {
        const QRectF box = places.strips[i];
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QPointF(box.left(), box.top() - 3),
                         metrics.elidedText(m_strips[i].name, Qt::ElideRight, box.width()));
        painter.fillRect(box, mixed(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.06));
        for (const Band& band : m_strips[i].bands) {
            const double left = qMax(box.left(), places.x(static_cast<double>(band.from_ms)));
            const double right = qMin(box.right(), places.x(static_cast<double>(band.to_ms)));
            const QRectF part(left, box.top(), qMax(1.5, right - left), box.height());
            if (band.kind == 1 || band.kind == 2)
                painter.fillRect(part, bandColor(band.kind, palette()));
            else
                drawHatch(painter, part, bandColor(band.kind, palette()), band.kind == 0 ? 1 : 3, 4);
            if (band.kind == 2)  // by shape as well as by colour
                painter.fillRect(QRectF(part.left(), part.top(), part.width(), 3),
                                 palette().color(QPalette::WindowText));
        }
    }
}

void RuleChart::paintLegend(QPainter& painter, const Geometry& places) const
{
    QVector<LegendEntry> entries;
    if (!m_course.points.isEmpty())
        entries << LegendEntry{.name = m_course.name, .pen = seriesPen(0, palette()), .style = -1};
    QColor fill = seriesColor(0, isDark(palette()));
    if (!m_course.high.isEmpty()) {
        fill.setAlphaF(0.3F);
        entries << LegendEntry{.name = tr("lowest to highest of all"), .kind = LegendEntry::Kind::area, .fill = fill};
    }
    if (!m_course.scant.isEmpty())
        entries << LegendEntry{.name = tr("too little evidence"),
                               .kind = LegendEntry::Kind::area,
                               .pen = QPen(faintColor(palette())),
                               .fill = Qt::transparent,
                               .style = 1};
    drawLegend(painter, places.legend, entries, palette());
}

void RuleChart::paintOverlay(QPainter& painter, const QRectF& area) const
{
    if (m_cursor < 0 || m_cursor >= m_course.points.size())
        return;
    const Geometry places = geometry(area);
    const QPointF point = m_course.points[m_cursor];
    const double x = places.x(point.x());
    painter.setPen(QPen(faintColor(palette()), 1, Qt::DotLine));
    painter.drawLine(QPointF(x, places.plot.top()), QPointF(x, places.plot.bottom()));
    const double y = std::isnan(point.y()) ? places.plot.center().y() : places.y(point.y());
    drawReadout(painter, area, QPointF(x, y),
                {timeText(static_cast<qint64>(point.x()), m_offset_ms), textOf(point.y())}, palette());
}

void RuleChart::setPending(int windows)
{
    if (m_drags_pending)
        return;
    m_pending = windows;
    tell();
    update();
}

void RuleChart::movePending(int windows)
{
    windows = qBound(1, windows, kMostPending);
    if (windows == m_pending)
        return;
    m_pending = windows;
    tell();
    update();
    Q_EMIT pendingMoved(windows);
}

double RuleChart::yOf(int threshold) const
{
    return threshold < m_thresholds.size() ? geometry(body()).y(m_thresholds[threshold].value) : 0;
}

int RuleChart::nearestTo(double y) const
{
    int nearest = -1;
    double least = kGrip;
    for (int i = 0; i < m_thresholds.size(); ++i)
        if (const double distance = std::abs(yOf(i) - y); distance < least) {
            least = distance;
            nearest = i;
        }
    return nearest;
}

void RuleChart::moveTo(int index, double value, bool done)
{
    m_thresholds[index].value = m_low >= 0 ? qMax(0.0, value) : value;
    update();
    if (done) {
        findRange();
        tell();
        Q_EMIT thresholdSet(m_thresholds[index].id, m_thresholds[index].value);
    } else {
        Q_EMIT thresholdMoved(m_thresholds[index].id, m_thresholds[index].value);
    }
}

void RuleChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return Chart::mousePressEvent(event);
    const QPointF away = event->position() - pendingHandle();
    m_drags_pending = m_pending > 0 && std::abs(away.x()) <= kGrip && std::abs(away.y()) <= kGrip + 2;
    m_has_chosen_pending = m_drags_pending;
    m_dragged = m_drags_pending ? -1 : nearestTo(event->position().y());
    if (m_dragged >= 0)
        m_chosen = m_dragged;
    update();
}

void RuleChart::mouseMoveEvent(QMouseEvent* event)
{
    const Geometry places = geometry(body());
    if (m_drags_pending)
        return movePending(qRound((event->position().x() - places.plot.left()) / kPendingStep));
    if (m_dragged >= 0)
        return moveTo(m_dragged, places.valueAt(qBound(places.plot.top(), event->position().y(), places.plot.bottom())),
                      false);
    const QPointF away = event->position() - handleIn(places);
    const bool isOnHandle = m_pending > 0 && std::abs(away.x()) <= kGrip && std::abs(away.y()) <= kGrip + 2;
    setCursor(isOnHandle                              ? Qt::SizeHorCursor
              : nearestTo(event->position().y()) >= 0 ? Qt::SizeVerCursor
                                                      : Qt::ArrowCursor);
    const auto nearest = std::ranges::min_element(
        m_course.points, {}, [&](const QPointF& each) { return std::abs(places.x(each.x()) - event->position().x()); });
    m_cursor = nearest == m_course.points.end() ? -1 : static_cast<int>(nearest - m_course.points.begin());
    update();
}

void RuleChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(m_drags_pending, false))
        return update();
    if (m_dragged < 0)
        return Chart::mouseReleaseEvent(event);
    const int index = std::exchange(m_dragged, -1);
    moveTo(index, m_thresholds[index].value, true);
}

void RuleChart::leaveEvent(QEvent* event)
{
    m_cursor = -1;
    update();
    Chart::leaveEvent(event);
}

void RuleChart::keyPressEvent(QKeyEvent* event)
{
    const int number = event->key() - Qt::Key_1;
    if (number >= 0 && number < m_thresholds.size()) {
        m_chosen = number;
        m_has_chosen_pending = false;
        tell();
        return update();
    }
    if (event->key() == Qt::Key_0 && m_pending > 0) {
        m_has_chosen_pending = true;
        return update();
    }
    const bool isUp = event->key() == Qt::Key_Up;
    const bool isMove = isUp || event->key() == Qt::Key_Down;
    if (isMove && m_has_chosen_pending)
        return movePending(m_pending + (isUp ? 1 : -1) * (event->modifiers().testFlag(Qt::ShiftModifier) ? 6 : 1));
    if (isMove && m_chosen < m_thresholds.size()) {
        const double step = (m_high - m_low) / (event->modifiers().testFlag(Qt::ShiftModifier) ? 20 : 200);
        return moveTo(m_chosen, m_thresholds[m_chosen].value + (isUp ? step : -step), true);
    }
    if ((event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) && !m_course.points.isEmpty()) {
        const int step = event->key() == Qt::Key_Left ? -1 : 1;
        m_cursor = qBound(0, m_cursor + step, static_cast<int>(m_course.points.size()) - 1);
        return update();
    }
    Chart::keyPressEvent(event);
}

/// What screen readers say of it.
void RuleChart::tell()
{
    QStringList parts;
    for (const Threshold& each : m_thresholds)
        parts << tr("%1 %2").arg(each.name, textOf(each.value));
    if (m_pending > 0)
        parts << tr("for %n window(s)", nullptr, m_pending);
    for (const Strip& each : m_strips)
        parts << tr("%1: %n stretch(es)", nullptr, static_cast<int>(each.bands.size())).arg(each.name);
    describe(parts.isEmpty() ? tr("A rule's history without values yet.") : parts.join(u"; "_s));
}

Chart::Data RuleChart::data() const
{
    Data data{{tr("time"), tr("value")}, {}};
    for (const QPointF& each : m_course.points)
        data.rows << QStringList{timeText(static_cast<qint64>(each.x()), m_offset_ms), textOf(each.y())};
    for (const Strip& strip : m_strips)
        for (const Band& band : strip.bands)
            data.rows << QStringList{
                timeText(band.from_ms, m_offset_ms),
                tr("%1: %2 for %3").arg(strip.name, bandName(band.kind), lengthText(band.to_ms - band.from_ms))};
    return data;
}

}  // namespace naap
