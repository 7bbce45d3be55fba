#include "ui/charts/bar_chart.h"

#include <cmath>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kRowHeight = 22;
constexpr double kGap = 8;

QString textOf(const BarChart::Bar& bar)
{
    return bar.text.isEmpty() ? valueText(bar.value) : bar.text;
}

}  // namespace

struct BarChart::Geometry {
    QRectF labels;  ///< at the left
    QRectF bars;    ///< where bars go
    QRectF legend;
    double row = kRowHeight;
    double low = 0;
    double high = 1;

    double x(double value) const { return bars.left() + (value - low) / (high - low) * bars.width(); }
    QRectF rowAt(int index) const
    {
        return {labels.left(), labels.top() + index * row, bars.right() - labels.left(), row};
    }
};

BarChart::BarChart(QWidget* parent) : Chart(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    describe(tr("Bars without values yet."));
}

void BarChart::setBars(QVector<Bar> bars, const QString& unit, const QStringList& part_names)
{
    m_bars = std::move(bars);
    m_unit = unit;
    m_part_names = part_names;
    m_current = m_current < m_bars.size() ? m_current : -1;
    QString sentence = tr("%n bars.", nullptr, static_cast<int>(m_bars.size()));
    if (!m_bars.isEmpty()) {
        const auto longest = std::max_element(m_bars.begin(), m_bars.end(),
                                              [](const Bar& a, const Bar& b) { return a.value < b.value; });
        sentence += u' ' + tr("The longest is %1 with %2.").arg(longest->label, textOf(*longest));
    }
    describe(sentence);
    updateGeometry();
    update();
}

QSize BarChart::sizeHint() const
{
    return {420, minimumSizeHint().height()};
}

QSize BarChart::minimumSizeHint() const
{
    const double row = qMax(kRowHeight, fontMetrics().height() + 6.0);
    const double title = titleHeight() + (m_part_names.size() > 1 ? fontMetrics().height() + 8.0 : 0.0);
    return {240, static_cast<int>(title + row * static_cast<double>(qMax<qsizetype>(2, m_bars.size())) + 12)};
}

BarChart::Geometry BarChart::geometry(const QRectF& area) const
{
    const QFontMetricsF metrics(font());
    double label = 0;
    double text = 0;
    Geometry places;
    places.high = 0;
    for (const Bar& bar : m_bars) {
        label = qMax(label, metrics.horizontalAdvance(bar.label));
        text = qMax(text, metrics.horizontalAdvance(textOf(bar)));
        places.low = qMin(places.low, qMin(bar.low, bar.low + bar.value));
        places.high = qMax(places.high, qMax(bar.low, bar.low + bar.value));
    }
    if (places.high <= places.low)
        places.high = places.low + 1;
    label = qMin(label, area.width() * 0.42);
    const double legend = m_part_names.size() > 1 ? metrics.height() + 8 : 0;
    places.legend = QRectF(area.left() + 4, area.top(), area.width() - 8, legend);
    places.labels = QRectF(area.left() + 4, area.top() + legend, label, area.height() - legend);
    places.bars =
        QRectF(places.labels.right() + kGap, places.labels.top(),
               qMax(10.0, area.right() - places.labels.right() - 2 * kGap - text - 6), places.labels.height());
    places.row = qMax(kRowHeight, metrics.height() + 6);
    const double room = places.bars.height() / static_cast<double>(qMax<qsizetype>(1, m_bars.size()));
    places.row = qMin(places.row, qMax(8.0, room));
    return places;
}

void BarChart::paintBar(QPainter& painter, const Geometry& places, int index) const
{
    const Bar& bar = m_bars[index];
    const bool dark = isDark(palette());
    const QRectF row = places.rowAt(index);
    const double high = qMin(14.0, row.height() - 6);
    const QRectF lane(places.bars.left(), row.center().y() - high / 2, places.bars.width(), high);
    const auto piece = [&](double from, double length) {
        const double left = places.x(qMin(from, from + length));
        return QRectF(left, lane.top(), qMax(length == 0 ? 0.0 : 1.0, places.x(qMax(from, from + length)) - left),
                      high);
    };
    if (bar.parts.isEmpty()) {
        painter.fillRect(piece(bar.low, bar.value), seriesColor(0, dark));
        return;
    }
    double at = bar.low;
    for (int part = 0; part < bar.parts.size(); ++part) {
        const QRectF box = piece(at, bar.parts[part]);
        painter.fillRect(box, seriesColor(part, dark));
        drawHatch(painter, box, palette().color(QPalette::Window), part, 6);
        at += bar.parts[part];
    }
}

void BarChart::paint(QPainter& painter, const QRectF& area) const
{
    if (m_bars.isEmpty()) {
        drawSentence(painter, area, tr("There is nothing to show in this range."), palette());
        return;
    }
    const Geometry places = geometry(area);
    const QFontMetricsF metrics(font());
    if (m_part_names.size() > 1) {
        QVector<LegendEntry> entries;
        for (int part = 0; part < m_part_names.size(); ++part)
            entries << LegendEntry{.name = m_part_names[part],
                                   .kind = LegendEntry::Kind::area,
                                   .pen = QPen(palette().color(QPalette::Window)),
                                   .fill = seriesColor(part, isDark(palette())),
                                   .style = part};
        drawLegend(painter, places.legend, entries, palette());
    }
    painter.setPen(QPen(gridColor(palette()), 1));
    painter.drawLine(QPointF(places.x(0), places.bars.top()),
                     QPointF(places.x(0), places.bars.top() + places.row * static_cast<double>(m_bars.size())));
    for (int index = 0; index < m_bars.size(); ++index) {
        const Bar& bar = m_bars[index];
        const QRectF row = places.rowAt(index);
        const double base = row.center().y() + metrics.ascent() * 0.38;
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QPointF(places.labels.left(), base),
                         metrics.elidedText(bar.label, Qt::ElideMiddle, places.labels.width()));
        paintBar(painter, places, index);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QPointF(places.x(qMax(bar.low, bar.low + bar.value)) + kGap, base), textOf(bar));
    }
}

void BarChart::paintOverlay(QPainter& painter, const QRectF& area) const
{
    if (m_current < 0 || m_current >= m_bars.size())
        return;
    const QRectF row = geometry(area).rowAt(m_current);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5, hasFocus() ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(QPointF(row.left() - 3, row.top() + 1), QPointF(area.right() - 1, row.bottom() - 1)),
                            3, 3);
}

Chart::Data BarChart::data() const
{
    Data numbers;
    numbers.header << tr("Name") << (m_unit.isEmpty() ? tr("Value") : tr("Value (%1)").arg(m_unit)) << tr("As shown");
    numbers.header << m_part_names;
    for (const Bar& bar : m_bars) {
        QStringList row{bar.label, QString::number(bar.value, 'g', 12), textOf(bar)};
        for (int part = 0; part < m_part_names.size(); ++part)
            row << (part < bar.parts.size() ? QString::number(bar.parts[part], 'g', 12) : u"–"_s);
        numbers.rows << row;
    }
    return numbers;
}

int BarChart::barAt(const QPointF& at) const
{
    const QRectF area = body();
    const Geometry places = geometry(area);
    if (at.y() < places.labels.top() || !area.contains(at))
        return -1;
    const int index = static_cast<int>((at.y() - places.labels.top()) / places.row);
    return index < m_bars.size() ? index : -1;
}

void BarChart::setCurrentBar(int index)
{
    if (m_bars.isEmpty())
        return;
    m_current = qBound(0, index, static_cast<int>(m_bars.size()) - 1);
    const Bar& bar = m_bars[m_current];
    describe(tr("Bar %1 of %2: %3, %4.").arg(m_current + 1).arg(m_bars.size()).arg(bar.label, textOf(bar)));
    update();
}

void BarChart::mousePressEvent(QMouseEvent* event)
{
    const int index = event->button() == Qt::LeftButton ? barAt(event->position()) : -1;
    if (index < 0)
        return Chart::mousePressEvent(event);
    setCurrentBar(index);
    Q_EMIT barOpened(index);
}

void BarChart::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return Chart::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Down: return setCurrentBar(m_current + 1);
        case Qt::Key_Up: return setCurrentBar(m_current < 0 ? 0 : m_current - 1);
        case Qt::Key_Home: return setCurrentBar(0);
        case Qt::Key_End: return setCurrentBar(static_cast<int>(m_bars.size()) - 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current >= 0)
                Q_EMIT barOpened(m_current);
            return;
        default: Chart::keyPressEvent(event);
    }
}

bool BarChart::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Chart::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = barAt(help->pos());
    if (index < 0) {
        QToolTip::hideText();
        return true;
    }
    const Bar& bar = m_bars[index];
    QStringList lines{bar.label + u": "_s + textOf(bar)};
    for (int part = 0; part < bar.parts.size() && part < m_part_names.size(); ++part)
        lines << m_part_names[part] + u": "_s + valueText(bar.parts[part]);
    if (!bar.tooltip.isEmpty())
        lines << bar.tooltip;
    QToolTip::showText(help->globalPos(), lines.join(u'\n'), this);
    return true;
}

}  // namespace naap
