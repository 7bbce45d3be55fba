#include "ui/charts/histogram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QKeyEvent>
#include <QPainter>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kShortestDrag = 4;

}  // namespace

Histogram::Histogram(QWidget* parent) : Chart(parent)
{
    describe(tr("A distribution without values yet."));
}

void Histogram::setValues(QVector<double> values, const QString& name, const QString& unit, int bins)
{
    m_name = name;
    m_unit = unit;
    m_bin = m_anchor = -1;
    const qsizetype all = values.size();
    values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); }),
                 values.end());
    m_missing = static_cast<int>(all - values.size());
    m_counts.clear();
    if (!values.isEmpty()) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        m_low = *low;
        m_high = *high;
        if (m_low == m_high) {  // one value alone: a bin around it
            m_low -= 0.5;
            m_high += 0.5;
        }
        m_counts.resize(qMax(1, bins));
        for (const double value : values)
            ++m_counts[binAt(value)];
    }
    describe(values.isEmpty() ? tr("There are no values in this range.")
                              : tr("%n values of %1 from %2 to %3.", nullptr, static_cast<int>(values.size()))
                                    .arg(name, valueText(m_low), valueText(m_high)));
    update();
}

double Histogram::binEdge(int bin) const
{
    return m_low + (m_high - m_low) * bin / static_cast<double>(qMax<qsizetype>(1, m_counts.size()));
}

int Histogram::binAt(double value) const
{
    const auto count = static_cast<int>(m_counts.size());
    return std::clamp(static_cast<int>((value - m_low) / (m_high - m_low) * count), 0, count - 1);
}

QRectF Histogram::plotArea(const QRectF& area) const
{
    const QFontMetricsF metrics(font());
    const int most = m_counts.isEmpty() ? 1 : *std::max_element(m_counts.begin(), m_counts.end());
    const double left = axisWidth(ValueAxis::around(0, most, 3), font()) + 4;
    return {area.left() + left, area.top() + metrics.height() + 4, qMax(20.0, area.width() - left - 14),
            qMax(10.0, area.height() - 3 * metrics.height() - 14)};
}

void Histogram::paint(QPainter& painter, const QRectF& area) const
{
    if (m_counts.isEmpty())
        return drawSentence(painter, area, tr("There are no values in this range."), palette());
    const QRectF plot = plotArea(area);
    const int most = *std::max_element(m_counts.begin(), m_counts.end());
    const ValueAxis up = ValueAxis::around(0, most, 3);
    drawValueAxis(painter, plot, up, palette());
    ValueAxis across{.low = m_low, .high = m_high, .ticks = niceTicks(m_low, m_high, 6)};
    across.ticks.removeIf([this](double tick) { return tick < m_low || tick > m_high; });
    drawNumberAxis(painter, plot, across, palette());
    const double wide = plot.width() / static_cast<double>(m_counts.size());
    for (int bin = 0; bin < m_counts.size(); ++bin) {
        const double top = yAt(plot, up.share(m_counts[bin]));
        painter.fillRect(QRectF(plot.left() + bin * wide, top, qMax(1.0, wide - 1), plot.bottom() - top),
                         seriesColor(0, isDark(palette())));
    }
    const QFontMetricsF metrics(font());
    const int n = std::accumulate(m_counts.begin(), m_counts.end(), 0);
    QString head = tr("n = %1").arg(n);
    if (m_missing > 0)
        head += u", "_s + tr("%n without a value", nullptr, m_missing);
    painter.setPen(faintColor(palette()));
    painter.drawText(QPointF(plot.left(), area.top() + metrics.ascent()), head);
    const QString name = m_unit.isEmpty() ? m_name : tr("%1 (%2)").arg(m_name, m_unit);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QPointF(plot.right() - metrics.horizontalAdvance(name),
                             plot.bottom() + 5 + metrics.height() + metrics.ascent()),
                     name);
}

void Histogram::paintOverlay(QPainter& painter, const QRectF& area) const
{
    if (m_counts.isEmpty())
        return;
    const QRectF plot = plotArea(area);
    const double wide = plot.width() / static_cast<double>(m_counts.size());
    QColor color = palette().color(QPalette::Highlight);
    color.setAlphaF(0.22F);
    if (m_dragging) {
        const double left = std::clamp(qMin(m_drag_from, m_drag_to), plot.left(), plot.right());
        const double right = std::clamp(qMax(m_drag_from, m_drag_to), plot.left(), plot.right());
        painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), color);
    } else if (m_bin >= 0) {
        const int first = m_anchor < 0 ? m_bin : qMin(m_anchor, m_bin);
        const int last = qMax(m_anchor, m_bin);
        const QRectF box(plot.left() + first * wide, plot.top(), (last - first + 1) * wide, plot.height());
        painter.fillRect(box, color);
        drawReadout(painter, area, QPointF(box.right(), plot.top() + 12),
                    {tr("%1 to %2").arg(valueText(binEdge(first)), valueText(binEdge(last + 1))),
                     tr("n = %1").arg(std::accumulate(m_counts.begin() + first, m_counts.begin() + last + 1, 0))},
                    palette());
    }
}

Chart::Data Histogram::data() const
{
    Data numbers;
    const QString unit = m_unit.isEmpty() ? QString() : u" ("_s + m_unit + u')';
    numbers.header << tr("From") + unit << tr("To") + unit << tr("How many");
    for (int bin = 0; bin < m_counts.size(); ++bin)
        numbers.rows << QStringList{QString::number(binEdge(bin), 'g', 12), QString::number(binEdge(bin + 1), 'g', 12),
                                    QString::number(m_counts[bin])};
    if (m_missing > 0)
        numbers.rows << QStringList{u"–"_s, u"–"_s, QString::number(m_missing)};
    return numbers;
}

void Histogram::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_counts.isEmpty())
        return Chart::mousePressEvent(event);
    m_dragging = true;
    m_bin = m_anchor = -1;
    m_drag_from = m_drag_to = event->position().x();
    update();
}

void Histogram::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging)
        return;
    m_drag_to = event->position().x();
    update();
}

void Histogram::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging || event->button() != Qt::LeftButton)
        return Chart::mouseReleaseEvent(event);
    m_dragging = false;
    m_drag_to = event->position().x();
    update();
    const QRectF plot = plotArea(body());
    const auto valueAt = [&](double x) {
        return m_low + std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0) * (m_high - m_low);
    };
    const double low = valueAt(qMin(m_drag_from, m_drag_to));
    const double high = valueAt(qMax(m_drag_from, m_drag_to));
    if (std::abs(m_drag_to - m_drag_from) >= kShortestDrag && high > low)
        Q_EMIT rangePicked(low, high);
}

void Histogram::pick()
{
    if (m_bin >= 0)
        Q_EMIT rangePicked(binEdge(m_anchor < 0 ? m_bin : qMin(m_anchor, m_bin)), binEdge(qMax(m_anchor, m_bin) + 1));
}

void Histogram::moveBin(int steps, bool extend)
{
    if (m_counts.isEmpty())
        return;
    const auto last = static_cast<int>(m_counts.size()) - 1;
    if (extend && m_anchor < 0)
        m_anchor = m_bin;
    else if (!extend)
        m_anchor = -1;
    m_bin = m_bin < 0 ? (steps > 0 ? 0 : last) : std::clamp(m_bin + steps, 0, last);
    describe(tr("%1 to %2: %n values.", nullptr, m_counts[m_bin])
                 .arg(valueText(binEdge(m_bin)), valueText(binEdge(m_bin + 1))));
    update();
}

void Histogram::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return Chart::keyPressEvent(event);
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
        case Qt::Key_Left: return moveBin(-1, extend);
        case Qt::Key_Right: return moveBin(1, extend);
        case Qt::Key_Return:
        case Qt::Key_Enter: return pick();
        case Qt::Key_Escape:
            if (m_bin < 0)
                return Chart::keyPressEvent(event);
            m_bin = m_anchor = -1;
            return update();
        default: Chart::keyPressEvent(event);
    }
}

}  // namespace naap
