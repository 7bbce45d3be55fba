#include "ui/shell/gap_ribbon.h"

#include <algorithm>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace naap {

GapRibbon::GapRibbon(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(14);
    setAccessibleName(tr("Hours with and without data"));
}

void GapRibbon::setHours(std::vector<Instant> hours, Instant from, Instant to, std::optional<Instant> provisional_from)
{
    m_hours = std::move(hours);
    m_from = hourOf(from);
    m_to = to;
    m_provisional_from = provisional_from;
    const auto wanted = std::chrono::ceil<std::chrono::hours>(to - m_from).count();
    setAccessibleDescription(tr("%1 of %2 hours have data").arg(m_hours.size()).arg(wanted));
    update();
}

bool GapRibbon::hasEvents(Instant hour) const
{
    return std::ranges::binary_search(m_hours, hour);
}

std::optional<Instant> GapRibbon::hourAt(int x) const
{
    if (m_to <= m_from || width() <= 0)
        return std::nullopt;
    const auto span = (m_to - m_from).count();
    return hourOf(m_from + milliseconds(span * x / width()));
}

void GapRibbon::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_to <= m_from)
        return;
    const double perMs = width() / static_cast<double>((m_to - m_from).count());
    for (Instant hour = m_from; hour < m_to; hour += std::chrono::hours(1)) {
        const double x = static_cast<double>((hour - m_from).count()) * perMs;
        const QRectF cell(x, 3, std::max(1.0, 3'600'000 * perMs - (perMs > 1e-6 ? 0.5 : 0)), height() - 6);
        if (!hasEvents(hour)) {
            painter.fillRect(cell, QBrush(palette().color(QPalette::PlaceholderText), Qt::Dense6Pattern));
            continue;
        }
        QColor full = palette().color(QPalette::Highlight);
        if (m_provisional_from && hour >= *m_provisional_from)
            painter.fillRect(cell, QBrush(full, Qt::BDiagPattern));
        else
            painter.fillRect(cell, full);
    }
}

void GapRibbon::mousePressEvent(QMouseEvent* event)
{
    if (const auto hour = hourAt(static_cast<int>(event->position().x())))
        Q_EMIT rangePicked(*hour, *hour + std::chrono::hours(1));
}

QString GapRibbon::stateOf(Instant hour) const
{
    if (hasEvents(hour))
        return m_provisional_from && hour >= *m_provisional_from ? tr("may still change") : tr("data, settled");
    if (m_gaps)
        for (const FeedGap& gap : *m_gaps)
            if (hour >= gap.from && hour < gap.to)
                return tr("nothing was received. %1").arg(causeText(gap.cause));
    return tr("nothing was received");
}

bool GapRibbon::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto hour = hourAt(help->pos().x());
        if (!hour)
            return true;
        const QString time = QString::fromStdString(formatInstant(*hour));
        QToolTip::showText(help->globalPos(), tr("%1: %2. Click to show this hour.").arg(time, stateOf(*hour)), this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace naap
