#include "ui/charts/heat_map.h"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kRowHeight = 22;

/// From pale to full in one colour: order is read from lightness, which all eyes tell apart.
QColor scaleColor(double share, const QPalette& palette)
{
    return mixed(palette.color(QPalette::Window), seriesColor(0, isDark(palette)), 0.12 + 0.88 * share);
}

struct Ends {
    double low = INFINITY;
    double high = -INFINITY;
    bool any() const { return low <= high; }
    double share(double value) const { return high > low ? (value - low) / (high - low) : 0.5; }
};

Ends endsOf(const QVector<std::optional<double>>& cells)
{
    Ends ends;
    for (const auto& cell : cells)
        if (cell && std::isfinite(*cell)) {
            ends.low = qMin(ends.low, *cell);
            ends.high = qMax(ends.high, *cell);
        }
    return ends;
}

/// Grains, as the sign that stands for what was not received.
void drawGrains(QPainter& painter, const QRectF& area, const QColor& color)
{
    painter.fillRect(area, QBrush(color, Qt::Dense5Pattern));
}

}  // namespace

struct HeatMap::Geometry {
    QRectF labels;
    QRectF cells;
    QRectF legend;
    double wide = 1;
    double high = 1;

    QRectF at(qsizetype row, qsizetype column) const
    {
        return {cells.left() + static_cast<double>(column) * wide, cells.top() + static_cast<double>(row) * high, wide,
                high};
    }
};

HeatMap::HeatMap(QWidget* parent) : Chart(parent)
{
    describe(tr("A heat map without values yet."));
}

void HeatMap::setCells(QStringList rows, QStringList columns, QVector<std::optional<double>> cells,
                       const QString& measure, bool high_is_good)
{
    m_rows = std::move(rows);
    m_columns = std::move(columns);
    m_cells = std::move(cells);
    m_cells.resize(m_rows.size() * m_columns.size());  // what is not told has no value
    m_absent.clear();
    m_measure = measure;
    m_high_is_good = high_is_good;
    if (m_row >= m_rows.size() || m_column >= m_columns.size())
        m_row = m_column = -1;
    m_anchor = -1;
    m_dragging = false;
    const Ends ends = endsOf(m_cells);
    describe(ends.any() ? tr("%1 of %2 rows and %3 columns, from %4 to %5.")
                              .arg(m_measure)
                              .arg(m_rows.size())
                              .arg(m_columns.size())
                              .arg(valueText(ends.low), valueText(ends.high))
                        : tr("There are no values in this range."));
    updateGeometry();
    update();
}

void HeatMap::setAbsent(QStringList texts)
{
    m_absent = std::move(texts);
    update();
}

const std::optional<double>& HeatMap::cell(qsizetype row, qsizetype column) const
{
    return m_cells[row * m_columns.size() + column];
}

QString HeatMap::textAt(qsizetype row, qsizetype column) const
{
    if (const auto& value = cell(row, column))
        return valueText(*value);
    const QString absent = m_absent.value(column);
    return absent.isEmpty() ? tr("no value") : absent;
}

QSize HeatMap::sizeHint() const
{
    const double rows = static_cast<double>(qMax<qsizetype>(2, m_rows.size())) * kRowHeight;
    return {560, static_cast<int>(titleHeight() + rows) + 3 * fontMetrics().height() + 16};
}

HeatMap::Geometry HeatMap::geometry(const QRectF& area) const
{
    const QFontMetricsF metrics(font());
    double label = 0;
    for (const QString& row : m_rows)
        label = qMax(label, metrics.horizontalAdvance(row));
    label = qMin(label, area.width() * 0.3);
    Geometry places;
    places.legend = QRectF(area.left() + 4, area.top(), area.width() - 8, metrics.height() + 6);
    const double top = places.legend.bottom() + 4;
    places.cells = QRectF(area.left() + 4 + label + 8, top, qMax(20.0, area.width() - label - 18),
                          qMax(10.0, area.bottom() - top - metrics.height() - 8));
    places.wide = places.cells.width() / static_cast<double>(qMax<qsizetype>(1, m_columns.size()));
    places.high =
        qMin(kRowHeight * 1.5, places.cells.height() / static_cast<double>(qMax<qsizetype>(1, m_rows.size())));
    places.cells.setHeight(places.high * static_cast<double>(m_rows.size()));
    places.labels = QRectF(area.left() + 4, top, label, places.cells.height());
    return places;
}

void HeatMap::paint(QPainter& painter, const QRectF& area) const
{
    const Ends ends = endsOf(m_cells);
    if (m_cells.isEmpty())
        return drawSentence(painter, area, tr("There are no values in this range."), palette());
    const Geometry places = geometry(area);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);  // cells meet without seams
    const double gap = places.wide > 6 && places.high > 6 ? 1 : 0;
    for (qsizetype row = 0; row < m_rows.size(); ++row)
        for (qsizetype column = 0; column < m_columns.size(); ++column) {
            const QRectF box = places.at(row, column).adjusted(0, 0, -gap, -gap);
            const auto& value = cell(row, column);
            if (value && std::isfinite(*value))
                painter.fillRect(box, scaleColor(ends.share(*value), palette()));
            else if (!m_absent.value(column).isEmpty())
                drawGrains(painter, box, faintColor(palette()));
            else
                drawHatch(painter, box, gridColor(palette()), 1, 6);
        }
    painter.restore();
    paintLabels(painter, places);
    paintLegend(painter, places.legend);
}

void HeatMap::paintLabels(QPainter& painter, const Geometry& places) const
{
    const QFontMetricsF metrics(font());
    painter.setPen(palette().color(QPalette::WindowText));
    const auto every = static_cast<qsizetype>(std::ceil(metrics.height() / qMax(1.0, places.high)));
    for (qsizetype row = 0; row < m_rows.size(); row += qMax<qsizetype>(1, every))
        painter.drawText(QPointF(places.labels.left(), places.at(row, 0).center().y() + metrics.ascent() * 0.38),
                         metrics.elidedText(m_rows[row], Qt::ElideMiddle, places.labels.width()));
    painter.setPen(faintColor(palette()));
    double free_from = -1e9;
    for (qsizetype column = 0; column < m_columns.size(); ++column) {
        const double left = places.at(0, column).left();
        const double wide = metrics.horizontalAdvance(m_columns[column]);
        if (left < free_from || left + wide > places.cells.right() + 4)
            continue;
        painter.drawText(QPointF(left, places.cells.bottom() + 4 + metrics.ascent()), m_columns[column]);
        free_from = left + wide + 12;
    }
}

void HeatMap::paintLegend(QPainter& painter, const QRectF& area) const
{
    const Ends ends = endsOf(m_cells);
    const QFontMetricsF metrics(font());
    const double base = area.top() + metrics.ascent();
    double x = area.left();
    const auto write = [&](const QString& text, bool strong) {
        painter.setPen(strong ? palette().color(QPalette::WindowText) : faintColor(palette()));
        painter.drawText(QPointF(x, base), text);
        x += metrics.horizontalAdvance(text) + 8;
    };
    write(m_measure, true);
    if (ends.any()) {
        write(valueText(ends.low), false);
        for (int piece = 0; piece < 10; ++piece)
            painter.fillRect(QRectF(x + piece * 9, area.top() + 2, 9, metrics.height() - 4),
                             scaleColor(piece / 9.0, palette()));
        x += 98;
        write(valueText(ends.high), false);
        write(m_high_is_good ? tr("(more is better)") : tr("(less is better)"), false);
    }
    const auto explain = [&](const QString& text, const auto& draw) {
        if (x > area.right() - 32 - metrics.horizontalAdvance(text))
            return;
        draw(QRectF(x, area.top() + 2, 18, metrics.height() - 4));
        x += 24;
        write(text, false);
    };
    const auto isPlainlyMissing = [this](qsizetype at) {
        return !m_cells[at] && m_absent.value(at % m_columns.size()).isEmpty();
    };
    if (std::ranges::any_of(std::views::iota(qsizetype{0}, m_cells.size()), isPlainlyMissing))
        explain(tr("no value"), [&](const QRectF& box) { drawHatch(painter, box, faintColor(palette()), 1, 5); });
    const auto told = std::ranges::find_if(m_absent, [](const QString& text) { return !text.isEmpty(); });
    if (told != m_absent.end())
        explain(*told, [&](const QRectF& box) { drawGrains(painter, box, faintColor(palette())); });
}

void HeatMap::paintOverlay(QPainter& painter, const QRectF& area) const
{
    if (m_row < 0 || m_column < 0)
        return;
    const Geometry places = geometry(area);
    const QRectF box = places.at(m_row, m_column);
    if (m_anchor >= 0 && m_anchor != m_column) {
        QColor color = palette().color(QPalette::Highlight);
        color.setAlphaF(0.3F);
        painter.fillRect(
            places.at(0, qMin(m_anchor, m_column)) | places.at(m_rows.size() - 1, qMax(m_anchor, m_column)), color);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    if (!hasFocus())
        return;
    drawReadout(painter, area, box.bottomRight() + QPointF(0, 10),
                {m_rows[m_row], m_columns[m_column], m_measure + u": "_s + textAt(m_row, m_column)}, palette());
}

Chart::Data HeatMap::data() const
{
    Data numbers;
    numbers.header << m_measure << m_columns;
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        QStringList line{m_rows[row]};
        for (qsizetype column = 0; column < m_columns.size(); ++column) {
            const auto& value = cell(row, column);
            const QString absent = m_absent.value(column);
            line << (value ? QString::number(*value, 'g', 12) : absent.isEmpty() ? u"–"_s : absent);
        }
        numbers.rows << line;
    }
    return numbers;
}

std::pair<int, int> HeatMap::cellAt(const QPointF& at) const
{
    const Geometry places = geometry(body());
    if (m_cells.isEmpty() || !places.cells.contains(at))
        return {-1, -1};
    return {
        qMin(static_cast<int>((at.y() - places.cells.top()) / places.high), static_cast<int>(m_rows.size()) - 1),
        qMin(static_cast<int>((at.x() - places.cells.left()) / places.wide), static_cast<int>(m_columns.size()) - 1)};
}

void HeatMap::setCurrentCell(int row, int column)
{
    if (m_cells.isEmpty())
        return;
    row = std::clamp(row, 0, static_cast<int>(m_rows.size()) - 1);
    column = std::clamp(column, 0, static_cast<int>(m_columns.size()) - 1);
    update();
    if (row == m_row && column == m_column)
        return;
    m_row = row;
    m_column = column;
    describe(tr("%1, %2: %3").arg(m_rows[row], m_columns[column], textAt(row, column)));
    Q_EMIT currentCellChanged(row, column);
}

void HeatMap::mousePressEvent(QMouseEvent* event)
{
    const auto [row, column] = cellAt(event->position());
    if (event->button() != Qt::LeftButton || row < 0)
        return Chart::mousePressEvent(event);
    setCurrentCell(row, column);
    m_anchor = column;
    m_dragging = true;
}

int HeatMap::columnAt(double x) const
{
    const Geometry places = geometry(body());
    return std::clamp(static_cast<int>((x - places.cells.left()) / places.wide), 0,
                      static_cast<int>(m_columns.size()) - 1);
}

void HeatMap::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        setCurrentCell(m_row, columnAt(event->position().x()));
}

void HeatMap::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging || event->button() != Qt::LeftButton)
        return Chart::mouseReleaseEvent(event);
    m_dragging = false;
    const int anchor = std::exchange(m_anchor, -1);
    update();
    if (anchor != m_column)
        Q_EMIT columnsPicked(qMin(anchor, m_column), qMax(anchor, m_column));
}

void HeatMap::moveColumn(int steps, bool extend)
{
    if (!extend)
        m_anchor = -1;
    else if (m_anchor < 0)
        m_anchor = qMax(0, m_column);
    setCurrentCell(m_row, m_row < 0 ? 0 : m_column + steps);
}

void HeatMap::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto [row, column] = cellAt(event->position());
    if (event->button() == Qt::LeftButton && row >= 0)
        Q_EMIT cellOpened(row, column);
}

void HeatMap::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return Chart::keyPressEvent(event);
    const bool none = m_row < 0;
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
        case Qt::Key_Up: return setCurrentCell(m_row - 1, m_column);
        case Qt::Key_Down: return setCurrentCell(m_row + 1, m_column);
        case Qt::Key_Left: return moveColumn(-1, extend);
        case Qt::Key_Right: return moveColumn(1, extend);
        case Qt::Key_Home: return setCurrentCell(m_row, 0);
        case Qt::Key_End: return setCurrentCell(m_row, static_cast<int>(m_columns.size()) - 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_anchor >= 0 && m_anchor != m_column)
                Q_EMIT columnsPicked(qMin(m_anchor, m_column), qMax(m_anchor, m_column));
            else if (!none)
                Q_EMIT cellOpened(m_row, m_column);
            return;
        default: Chart::keyPressEvent(event);
    }
}

bool HeatMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Chart::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto [row, column] = cellAt(help->pos());
    if (row < 0) {
        QToolTip::hideText();
        return true;
    }
    const QStringList lines{m_rows[row], m_columns[column], m_measure + u": "_s + textAt(row, column)};
    QToolTip::showText(help->globalPos(), lines.join(u'\n'), this);
    return true;
}

}  // namespace naap
