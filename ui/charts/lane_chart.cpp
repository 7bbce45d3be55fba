#include "ui/charts/lane_chart.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kReach = 7;      ///< pixels from a mark that still hit it
constexpr double kDragFrom = 4;   ///< pixels; less is a click
constexpr qint64 kShortest = 10;  ///< ms: as near as one can zoom

QColor colorOf(LaneChart::Look look, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (look) {
        case LaneChart::Look::normal: return seriesColor(2, dark);
        case LaneChart::Look::good: return seriesColor(0, dark);
        case LaneChart::Look::warning: return seriesColor(4, dark);
        case LaneChart::Look::bad: return dark ? QColor(0xff7b72) : QColor(0xb42318);
        case LaneChart::Look::missing: return faintColor(palette);
    }
    return {};
}

QString wordFor(LaneChart::Look look)
{
    switch (look) {
        case LaneChart::Look::normal: return LaneChart::tr("normal");
        case LaneChart::Look::good: return LaneChart::tr("good");
        case LaneChart::Look::warning: return LaneChart::tr("warning");
        case LaneChart::Look::bad: return LaneChart::tr("error");
        case LaneChart::Look::missing: return LaneChart::tr("expected, but missing");
    }
    return {};
}

/// The value that holds at a time: that of the last point before it; NaN before the first.
double valueOf(const LaneChart::Line& line, qint64 ms)
{
    const auto after = std::upper_bound(line.points.begin(), line.points.end(), static_cast<double>(ms),
                                        [](double x, const QPointF& point) { return x < point.x(); });
    return after == line.points.begin() ? NAN : (after - 1)->y();
}

/// Lines of one unit in a lane share a scale: what is higher is more.
ValueAxis axisOf(const LaneChart::Lane& lane, const QString& unit)
{
    double low = 0;
    double high = -INFINITY;
    for (const LaneChart::Line& line : lane.lines)
        for (const QPointF& point : line.points)
            if (line.unit == unit && !std::isnan(point.y())) {
                low = qMin(low, point.y());
                high = qMax(high, point.y());
            }
    return high > low ? ValueAxis{.low = low, .high = high} : ValueAxis();
}

}  // namespace

struct LaneChart::Geometry {
    QRectF head;    ///< cursors read out
    QRectF labels;  ///< names of lanes
    QRectF plot;
    QVector<QRectF> lanes;  ///< within the plot
    qint64 from = 0;
    qint64 to = 1;

    double x(double ms) const
    {
        return plot.left() + (ms - static_cast<double>(from)) / static_cast<double>(to - from) * plot.width();
    }
    double x(qint64 ms) const { return x(static_cast<double>(ms)); }
    qint64 time(double at) const
    {
        return from +
               static_cast<qint64>(std::llround((at - plot.left()) / plot.width() * static_cast<double>(to - from)));
    }
};

LaneChart::LaneChart(QWidget* parent) : Chart(parent)
{
    setMouseTracking(true);
    describe(tr("Lanes over time without events yet."));
}

void LaneChart::setLanes(QVector<Lane> lanes)
{
    m_lanes = std::move(lanes);
    qint64 low = std::numeric_limits<qint64>::max();
    qint64 high = std::numeric_limits<qint64>::min();
    const auto take = [&](qint64 ms) {
        low = qMin(low, ms);
        high = qMax(high, ms);
    };
    qsizetype things = 0;
    for (const Lane& lane : m_lanes) {
        for (const Span& span : lane.spans)
            take(span.from_ms), take(span.to_ms);
        for (const Mark& mark : lane.marks)
            take(mark.at_ms);
        for (const Line& line : lane.lines)
            for (const QPointF& point : line.points)
                take(static_cast<qint64>(point.x()));
        things += lane.spans.size() + lane.marks.size();
    }
    const bool some = low <= high;
    const qint64 room = some ? qMax<qint64>(500, (high - low) / 50) : 0;
    m_data_from = some ? low - room : 0;
    m_data_to = some ? high + room : 0;
    for (auto* cursor : {&m_a, &m_b})  // the same lanes told anew keep their cursors
        if (*cursor && (**cursor < m_data_from || **cursor > m_data_to))
            cursor->reset();
    describe(some ? tr("%n lanes", nullptr, static_cast<int>(m_lanes.size())) + u", "_s +
                        tr("%n events over %1.", nullptr, static_cast<int>(things)).arg(lengthText(high - low))
                  : tr("There are no events."));
    m_pointed = false;
    updateGeometry();
    showTime(m_data_from, m_data_to);
}

void LaneChart::setCurrent(int id)
{
    m_current = id;
    for (const Lane& lane : m_lanes) {
        for (const Mark& mark : lane.marks)
            if (id >= 0 && mark.id == id && (mark.at_ms < m_from || mark.at_ms > m_to))
                showTime(mark.at_ms - (m_to - m_from) / 2, mark.at_ms + (m_to - m_from) / 2);
        for (const Span& span : lane.spans)
            if (id >= 0 && span.id == id && (span.to_ms < m_from || span.from_ms > m_to))
                showTime(span.from_ms - (m_to - m_from) / 4, span.from_ms + (m_to - m_from) * 3 / 4);
    }
    if (const QString label = labelOf(id); !label.isEmpty())
        describe(label);
    update();
}

void LaneChart::setUtcOffset(qint64 offset_ms)
{
    m_offset = offset_ms;
    update();
}

void LaneChart::showTime(qint64 from_ms, qint64 to_ms)
{
    m_from = from_ms;
    m_to = qMax(from_ms + kShortest, to_ms);
    update();
}

QSize LaneChart::sizeHint() const
{
    int height = 0;
    for (const Lane& lane : m_lanes)
        height += lane.height;
    return {640, static_cast<int>(titleHeight()) + height + 4 * fontMetrics().height() + 20};
}

LaneChart::Geometry LaneChart::geometry(const QRectF& area) const
{
    const QFontMetricsF metrics(font());
    double label = 60;
    double wanted = 0;
    for (const Lane& lane : m_lanes) {
        label = qMax(label, metrics.horizontalAdvance(lane.name));
        wanted += lane.height;
    }
    label = qMin(label, area.width() * 0.25);
    Geometry places;
    places.from = m_from;
    places.to = qMax(m_from + 1, m_to);
    places.head = QRectF(area.left() + 4, area.top(), area.width() - 8, metrics.height() + 4);
    const double top = places.head.bottom() + 2;
    const double room = qMax(10.0, area.bottom() - top - 2 * metrics.height() - 8);
    const double scale = qMin(1.0, room / qMax(1.0, wanted));
    places.labels = QRectF(area.left() + 4, top, label, wanted * scale);
    places.plot =
        QRectF(places.labels.right() + 10, top, qMax(20.0, area.right() - places.labels.right() - 18), wanted * scale);
    double y = top;
    for (const Lane& lane : m_lanes) {
        places.lanes << QRectF(places.plot.left(), y, places.plot.width(), lane.height * scale);
        y += lane.height * scale;
    }
    return places;
}

void LaneChart::paint(QPainter& painter, const QRectF& area) const
{
    if (m_lanes.isEmpty() || m_data_to <= m_data_from)
        return drawSentence(painter, area, tr("There are no events to show."), palette());
    const Geometry places = geometry(area);
    drawTimeAxis(painter, places.plot, places.from, places.to, m_offset, palette());
    for (int index = 0; index < m_lanes.size(); ++index)
        paintLane(painter, places, index);
    paintCursors(painter, places);
}

void LaneChart::paintLane(QPainter& painter, const Geometry& places, int index) const
{
    const Lane& lane = m_lanes[index];
    const QRectF box = places.lanes[index];
    const QFontMetricsF metrics(font());
    painter.setPen(QPen(gridColor(palette()), 1));
    painter.drawLine(QPointF(places.labels.left(), box.bottom()), box.bottomRight());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QPointF(places.labels.left(), box.center().y() + metrics.ascent() * 0.38),
                     metrics.elidedText(lane.name, Qt::ElideRight, places.labels.width()));
    for (int line = 0; line < lane.lines.size(); ++line)
        paintLine(painter, box, places, lane, line);
    for (const Span& span : lane.spans) {
        const double left = qMax(places.plot.left(), places.x(span.from_ms));
        const double right = qMin(places.plot.right(), qMax(places.x(span.to_ms), places.x(span.from_ms) + 2));
        if (right > left)
            paintSpan(painter, QRectF(left, box.top() + 4, right - left, box.height() - 8), span);
    }
    double free_from = -1e9;  // thousands of marks on one pixel are one mark
    for (const Mark& mark : lane.marks) {
        const double x = places.x(mark.at_ms);
        if (x < places.plot.left() || x > places.plot.right())
            continue;
        if (x < free_from && mark.look != Look::bad && mark.id != m_current)
            continue;
        paintMark(painter, QPointF(x, box.center().y()), mark);
        free_from = x + 1;
    }
}

void LaneChart::paintSpan(QPainter& painter, const QRectF& box, const Span& span) const
{
    const QColor color = colorOf(span.look, palette());
    const bool current = span.id >= 0 && span.id == m_current;
    QPen edge(current ? palette().color(QPalette::WindowText) : color, current ? 2 : 1);
    if (span.look == Look::missing)
        edge.setStyle(Qt::DashLine);
    painter.setBrush(Qt::NoBrush);
    if (span.look != Look::missing) {
        painter.fillRect(box, mixed(palette().color(QPalette::Window), color, 0.28));
        drawHatch(painter, box, mixed(palette().color(QPalette::Window), color, 0.5),
                  span.look == Look::bad ? 3 : (span.look == Look::warning ? 1 : 0), 8);
    }
    painter.setPen(edge);
    painter.drawRect(box);
    if (box.width() < 24 || span.label.isEmpty())
        return;
    const QFontMetricsF metrics(font());
    painter.setPen(span.look == Look::missing ? faintColor(palette()) : palette().color(QPalette::WindowText));
    painter.drawText(QPointF(box.left() + 5, box.center().y() + metrics.ascent() * 0.38),
                     metrics.elidedText(span.label, Qt::ElideRight, box.width() - 10));
}

void LaneChart::paintMark(QPainter& painter, const QPointF& at, const Mark& mark) const
{
    // The shape says what the colour says: disc good, triangle warning, square error, rhomb plain, ring missing.
    static constexpr int kShapes[] = {2, 0, 3, 1, 0};
    const QColor color = colorOf(mark.look, palette());
    const bool current = mark.id >= 0 && mark.id == m_current;
    painter.setPen(QPen(mark.look == Look::missing ? color : palette().color(QPalette::Window), 1));
    painter.setBrush(mark.look == Look::missing ? QBrush(palette().color(QPalette::Window)) : QBrush(color));
    drawMarker(painter, at, kShapes[static_cast<int>(mark.look)], 9);
    painter.setBrush(Qt::NoBrush);
    if (!current)
        return;
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    painter.drawEllipse(at, 8, 8);
}

void LaneChart::paintLine(QPainter& painter, const QRectF& lane, const Geometry& places, const Lane& owner,
                          int index) const
{
    const Line& line = owner.lines[index];
    const ValueAxis axis = axisOf(owner, line.unit);
    const auto low = static_cast<double>(places.from);
    const auto high = static_cast<double>(places.to);
    const double head = lane.height() < 2 * QFontMetricsF(font()).height() ? 4 : QFontMetricsF(font()).height() + 2;
    const QRectF inner = lane.adjusted(0, head, 0, -3);
    const QPen pen = seriesPen(index, palette(), 1.5);
    for (const auto& run : runsOf(decimated(line.points, low, high, static_cast<int>(lane.width())))) {
        QPolygonF drawn;
        for (const QPointF& point : cutAt(run, low, high))
            drawn << QPointF(places.x(point.x()), yAt(inner, axis.share(point.y())));
        painter.setPen(pen);
        if (drawn.size() > 1)
            painter.drawPolyline(drawn);
        else if (drawn.size() == 1)
            painter.drawEllipse(drawn.first(), 1, 1);
    }
    // Which line is which, and its scale, stand in the lane: names in a row, each with a piece of its line.
    const QFontMetricsF metrics(font());
    double x = lane.left() + 4;
    const auto textOf = [&](const Line& each) {
        return tr("%1, scale to %2 %3").arg(each.name, valueText(axisOf(owner, each.unit).high), each.unit);
    };
    for (int before = 0; before < index; ++before)
        x += 34 + metrics.horizontalAdvance(textOf(owner.lines[before]));
    const double y = lane.top() + metrics.ascent() + 1;
    if (lane.height() < 2 * metrics.height() || x > lane.right() - 60)
        return;
    painter.setPen(pen);
    painter.drawLine(QPointF(x, y - metrics.ascent() * 0.35), QPointF(x + 18, y - metrics.ascent() * 0.35));
    painter.setPen(faintColor(palette()));
    painter.drawText(QPointF(x + 22, y), textOf(line));
}

void LaneChart::paintCursors(QPainter& painter, const Geometry& places) const
{
    const QFontMetricsF metrics(font());
    QStringList parts;
    const auto one = [&](const std::optional<qint64>& cursor, const QString& name, Qt::PenStyle dash) {
        if (!cursor)
            return;
        parts << name + u' ' + timeText(*cursor, m_offset);
        const double x = places.x(*cursor);
        if (x < places.plot.left() || x > places.plot.right())
            return;
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5, dash));
        painter.drawLine(QPointF(x, places.plot.top()), QPointF(x, places.plot.bottom()));
        const QRectF flag(x - 7, places.plot.bottom() - metrics.height(), 14, metrics.height());
        painter.fillRect(flag, palette().color(QPalette::Highlight));
        painter.setPen(palette().color(QPalette::HighlightedText));
        painter.drawText(flag, Qt::AlignCenter, name);
    };
    one(m_a, u"A"_s, Qt::SolidLine);
    one(m_b, u"B"_s, Qt::DashLine);
    if (m_a && m_b)
        parts << tr("from A to B: %1").arg(lengthText(*m_b - *m_a));
    if (parts.isEmpty())
        parts << tr("A and B set cursors at the pointer.");
    painter.setPen(m_a || m_b ? palette().color(QPalette::WindowText) : faintColor(palette()));
    painter.drawText(places.head.topLeft() + QPointF(0, metrics.ascent()),
                     metrics.elidedText(parts.join(u"    "_s), Qt::ElideRight, places.head.width()));
}

void LaneChart::paintOverlay(QPainter& painter, const QRectF& area) const
{
    const Geometry places = geometry(area);
    if (m_drag && m_moved && !m_pans) {
        QColor color = palette().color(QPalette::Highlight);
        color.setAlphaF(0.22F);
        const QRectF stretch(QPointF(m_drag->x(), places.plot.top()), QPointF(m_dragged_to, places.plot.bottom()));
        return painter.fillRect(stretch.normalized() & places.plot, color);
    }
    const double x = places.x(m_pointer);
    if (!m_pointed || m_drag || x < places.plot.left() || x > places.plot.right())
        return;
    painter.setPen(QPen(faintColor(palette()), 1, Qt::DotLine));
    painter.drawLine(QPointF(x, places.plot.top()), QPointF(x, places.plot.bottom()));
    const QStringList lines = QStringList{timeText(m_pointer, m_offset)} + valuesAt(m_pointer);
    drawReadout(painter, area, QPointF(x, places.plot.bottom() + 12), lines, palette());
}

QStringList LaneChart::valuesAt(qint64 ms) const
{
    QStringList lines;
    for (const Lane& lane : m_lanes)
        for (const Line& line : lane.lines)
            if (const double value = valueOf(line, ms); !std::isnan(value))
                lines << line.name + u": "_s + valueText(value) + u' ' + line.unit;
    return lines;
}

QString LaneChart::labelOf(int id) const
{
    if (id < 0)
        return {};
    for (const Lane& lane : m_lanes) {
        for (const Mark& mark : lane.marks)
            if (mark.id == id)
                return tr("%1: %2, %3, %4")
                    .arg(lane.name, mark.label, wordFor(mark.look), timeText(mark.at_ms, m_offset));
        for (const Span& span : lane.spans)
            if (span.id == id)
                return tr("%1: %2, %3, %4, %5 long")
                    .arg(lane.name, span.label, wordFor(span.look), timeText(span.from_ms, m_offset),
                         lengthText(span.to_ms - span.from_ms));
    }
    return {};
}

Chart::Data LaneChart::data() const
{
    Data numbers;
    numbers.header << tr("Lane") << tr("From (%1)").arg(zoneText(m_offset)) << tr("To") << tr("What") << tr("State")
                   << tr("Value");
    for (const Lane& lane : m_lanes) {
        for (const Span& span : lane.spans)
            numbers.rows << QStringList{lane.name,
                                        timeText(span.from_ms, m_offset),
                                        timeText(span.to_ms, m_offset),
                                        span.label,
                                        wordFor(span.look),
                                        u"–"_s};
        for (const Mark& mark : lane.marks)
            numbers.rows << QStringList{
                lane.name, timeText(mark.at_ms, m_offset), u"–"_s, mark.label, wordFor(mark.look), u"–"_s};
        for (const Line& line : lane.lines)
            for (const QPointF& point : line.points)
                numbers.rows << QStringList{
                    lane.name, timeText(static_cast<qint64>(point.x()), m_offset),
                    u"–"_s,    line.unit.isEmpty() ? line.name : tr("%1 (%2)").arg(line.name, line.unit),
                    u"–"_s,    std::isnan(point.y()) ? u"–"_s : QString::number(point.y(), 'g', 12)};
    }
    return numbers;
}

int LaneChart::idAt(const QPointF& at) const
{
    const Geometry places = geometry(body());
    for (int index = 0; index < places.lanes.size(); ++index) {
        if (!places.lanes[index].contains(at))
            continue;
        int found = -1;
        double nearest = kReach;
        for (const Mark& mark : m_lanes[index].marks)
            if (const double away = std::abs(places.x(mark.at_ms) - at.x()); mark.id >= 0 && away <= nearest) {
                nearest = away;
                found = mark.id;
            }
        double shortest = INFINITY;  // a span within another is the one that is meant
        for (const Span& span : m_lanes[index].spans) {
            const double left = places.x(span.from_ms);
            const double right = qMax(places.x(span.to_ms), left + 2);
            if (nearest == kReach && span.id >= 0 && at.x() >= left - 1 && at.x() <= right + 1 &&
                right - left < shortest) {
                shortest = right - left;
                found = span.id;
            }
        }
        return found;
    }
    return -1;
}

void LaneChart::zoom(double factor, qint64 around)
{
    const auto length = static_cast<double>(m_to - m_from) * factor;
    if (length < static_cast<double>(kShortest) || length > 4.0 * static_cast<double>(m_data_to - m_data_from))
        return;
    const double share = static_cast<double>(around - m_from) / static_cast<double>(m_to - m_from);
    const qint64 from = around - static_cast<qint64>(share * length);
    showTime(from, from + static_cast<qint64>(length));
}

void LaneChart::pan(double share)
{
    const auto by = static_cast<qint64>(share * static_cast<double>(m_to - m_from));
    showTime(m_from + by, m_to + by);
}

void LaneChart::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    if (turn.x() != 0 || event->modifiers() & Qt::ShiftModifier)
        pan((turn.x() != 0 ? -turn.x() : -turn.y()) / 1200.0);
    else
        zoom(std::pow(0.8, turn.y() / 120.0), geometry(body()).time(event->position().x()));
    event->accept();
}

void LaneChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return Chart::mousePressEvent(event);
    m_drag = event->position();
    m_dragged_to = event->position().x();
    m_pans = event->modifiers() & Qt::ShiftModifier;
    m_moved = false;
}

void LaneChart::mouseMoveEvent(QMouseEvent* event)
{
    const Geometry places = geometry(body());
    m_pointer = places.time(event->position().x());
    m_pointed = places.plot.contains(event->position());
    update();
    if (!m_drag)
        return;
    const double by = event->position().x() - m_drag->x();
    if (!m_moved && std::abs(by) < kDragFrom)
        return;
    m_moved = true;
    m_dragged_to = event->position().x();
    if (!m_pans)
        return;
    pan(-by / places.plot.width());
    m_drag = event->position();
}

void LaneChart::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_drag)
        return Chart::mouseReleaseEvent(event);
    const Geometry places = geometry(body());
    const qint64 from = places.time(qMax(places.plot.left(), qMin(m_drag->x(), m_dragged_to)));
    const qint64 to = places.time(qMin(places.plot.right(), qMax(m_drag->x(), m_dragged_to)));
    m_drag.reset();
    if (m_moved && !m_pans && to > from) {
        m_seen << std::pair(m_from, m_to);
        showTime(from, to);
    }
    if (const int id = m_moved ? -1 : idAt(event->position()); id >= 0) {
        setCurrent(id);
        Q_EMIT currentChanged(id);
    }
    update();
}

/// To what was seen before the last zoom; false: there was none.
bool LaneChart::zoomBack()
{
    if (m_seen.isEmpty())
        return false;
    const auto [from, to] = m_seen.takeLast();
    showTime(from, to);
    return true;
}

void LaneChart::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_drag.reset();
    if (const int id = event->button() == Qt::LeftButton ? idAt(event->position()) : -1; id >= 0)
        Q_EMIT opened(id);
}

void LaneChart::step(int direction)
{
    QVector<Mark> errors;
    for (const Lane& lane : m_lanes)
        std::copy_if(lane.marks.begin(), lane.marks.end(), std::back_inserter(errors),
                     [](const Mark& mark) { return mark.look == Look::bad; });
    if (errors.isEmpty())
        return describe(tr("There are no errors to step through."));
    std::stable_sort(errors.begin(), errors.end(), [](const Mark& a, const Mark& b) { return a.at_ms < b.at_ms; });
    const auto here = std::find_if(errors.begin(), errors.end(),
                                   [this](const Mark& mark) { return m_current >= 0 && mark.id == m_current; });
    qsizetype at = direction > 0 ? 0 : errors.size() - 1;
    if (here != errors.end())
        at = std::clamp<qsizetype>(here - errors.begin() + direction, 0, errors.size() - 1);
    m_pointer = errors[at].at_ms;
    m_pointed = true;
    setCurrent(errors[at].id);
    Q_EMIT currentChanged(errors[at].id);
}

qint64 LaneChart::cursorTime() const
{
    return m_pointed && m_pointer >= m_from && m_pointer <= m_to ? m_pointer : m_from + (m_to - m_from) / 2;
}

void LaneChart::setCursor(std::optional<qint64>& cursor, std::optional<qint64> at)
{
    if (cursor == at)
        return;
    cursor = at;
    if (m_a && m_b)
        describe(tr("Cursor A at %1, cursor B at %2, %3 apart.")
                     .arg(timeText(*m_a, m_offset), timeText(*m_b, m_offset), lengthText(*m_b - *m_a)));
    update();
    Q_EMIT cursorsChanged();
}

bool LaneChart::cursorKey(const QKeyEvent& event)
{
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    const auto wanted = shift ? std::optional<qint64>() : cursorTime();
    const bool moves = event.key() == Qt::Key_Left || event.key() == Qt::Key_Right;
    if (event.key() == Qt::Key_A)
        setCursor(m_a, wanted);
    else if (event.key() == Qt::Key_B)
        setCursor(m_b, wanted);
    else if (shift && moves) {  // the pointer by keyboard: a hundredth of what is seen
        const qint64 by = qMax<qint64>(1, (m_to - m_from) / 100);
        m_pointer = std::clamp(cursorTime() + (event.key() == Qt::Key_Left ? -by : by), m_from, m_to);
        m_pointed = true;
        describe((QStringList{timeText(m_pointer, m_offset)} + valuesAt(m_pointer)).join(u", "_s));
        update();
    } else
        return false;
    return true;
}

bool LaneChart::viewKey(int key)
{
    switch (key) {
        case Qt::Key_Left: pan(-0.2); return true;
        case Qt::Key_Right: pan(0.2); return true;
        case Qt::Key_Plus:
        case Qt::Key_Equal: zoom(0.5, cursorTime()); return true;
        case Qt::Key_Minus: zoom(2, cursorTime()); return true;
        case Qt::Key_0:
            m_seen.clear();
            showTime(m_data_from, m_data_to);
            return true;
        case Qt::Key_Backspace:
        case Qt::Key_Escape: return zoomBack();
        case Qt::Key_N: step(1); return true;
        case Qt::Key_P: step(-1); return true;
        default: return false;
    }
}

void LaneChart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        if (event->key() == Qt::Key_0 && event->modifiers() & Qt::ControlModifier)
            return showTime(m_data_from, m_data_to);
        return Chart::keyPressEvent(event);
    }
    if (cursorKey(*event) || viewKey(event->key()))
        return;
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0)
        Q_EMIT opened(m_current);
    else
        Chart::keyPressEvent(event);
}

bool LaneChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Chart::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const QString label = labelOf(idAt(help->pos())); !label.isEmpty())
        QToolTip::showText(help->globalPos(), label, this);
    else
        QToolTip::hideText();
    return true;
}

}  // namespace naap
