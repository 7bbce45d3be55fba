#include "ui/charts/sparkline.h"

#include <algorithm>
#include <cmath>

#include <QLineF>
#include <QPainter>

namespace naap {

Sparkline::Sparkline(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);  // a click belongs to what it stands in
}

void Sparkline::setValues(QVector<double> values, const QString& sentence)
{
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    if (!std::equal(values.begin(), values.end(), m_values.begin(), m_values.end(), same)) {
        m_values = std::move(values);
        update();
    }
    if (sentence == accessibleDescription())
        return;
    setAccessibleName(tr("Recent course"));
    setAccessibleDescription(sentence);
    setToolTip(sentence);
}

void Sparkline::paintEvent(QPaintEvent*)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const double value : m_values)
        if (std::isfinite(value)) {
            low = std::fmin(low, value);
            high = std::fmax(high, value);
        }
    if (low > high)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(3, 4, -3, -4);
    const double step = area.width() / static_cast<double>(qMax<qsizetype>(1, m_values.size() - 1));
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
    painter.setBrush(palette().color(QPalette::Highlight));
    QVector<QPointF> run;
    const auto finish = [&] {  // a lone value between gaps is a dot
        // Lines by themselves: the outline of one that goes up and down each pixel takes twelve times as long to fill.
        QVector<QLineF> lines;
        for (qsizetype i = 1; i < run.size(); ++i)
            lines << QLineF(run[i - 1], run[i]);
        painter.drawLines(lines);
        if (run.size() == 1)
            painter.drawEllipse(run.first(), 0.8, 0.8);
    };
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        if (!std::isfinite(m_values[i])) {
            finish();
            run.clear();
            continue;
        }
        const double share = high > low ? (m_values[i] - low) / (high - low) : 0.5;
        run << QPointF(area.left() + static_cast<double>(i) * step, area.bottom() - share * area.height());
    }
    finish();
    if (!run.isEmpty())
        painter.drawEllipse(run.last(), 1.8, 1.8);
}

}  // namespace naap
