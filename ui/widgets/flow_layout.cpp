#include "ui/widgets/flow_layout.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>

namespace naap {

QWidget* labelled(const QString& words, QWidget* control)
{
    auto* pair = new QWidget(control->parentWidget());
    auto* label = new QLabel(words, pair);
    label->setBuddy(control);
    auto* row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(control, 1);
    return pair;
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::gap() const
{
    return std::max(0, spacing());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    int shown = 0;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        ++shown;
        size = QSize(size.width() + item->sizeHint().width(), std::max(size.height(), item->sizeHint().height()));
    }
    return (size + QSize(std::max(0, shown - 1) * gap(), 0)).grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool really) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    qsizetype first = 0;  // of the row
    int x = 0;
    int y = inside.top();
    int high = 0;
    const auto place = [&](qsizetype end) {
        int at = inside.left();
        for (qsizetype i = first; i < end; ++i) {
            QLayoutItem* item = m_items[i];
            if (item->isEmpty())
                continue;
            const QSize size(std::min(item->sizeHint().width(), inside.width()), item->sizeHint().height());
            if (really)
                item->setGeometry(QRect(QPoint(at, y + (high - size.height()) / 2), size));
            at += size.width() + gap();
        }
    };
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const QSize size = m_items[i]->sizeHint();
        if (m_items[i]->isEmpty())
            continue;
        if (x > 0 && x + size.width() > inside.width()) {
            place(i);
            first = i;
            x = 0;
            y += high + gap();
            high = 0;
        }
        x += size.width() + gap();
        high = std::max(high, size.height());
    }
    place(m_items.size());
    return y + high - rect.top() + contentsMargins().bottom();
}

}  // namespace naap
