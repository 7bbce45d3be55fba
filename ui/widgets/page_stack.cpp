#include "ui/widgets/page_stack.h"

#include <algorithm>

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace naap {

PageStack::PageStack(QWidget* parent) : QStackedWidget(parent)
{
    connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
}

/// Qt keeps the stack from painting while pages change places, and tells so to every widget of every page, twice. It
/// leaves that out where the stack alone is kept from painting; nothing is painted before the next turn anyway.
void PageStack::showPage(QWidget* page)
{
    const bool was = testAttribute(Qt::WA_UpdatesDisabled);
    setAttribute(Qt::WA_UpdatesDisabled);
    setCurrentWidget(page);
    setAttribute(Qt::WA_UpdatesDisabled, was);
    update();
}

QSize PageStack::minimumSizeHint() const
{
    return currentWidget() ? currentWidget()->minimumSizeHint().expandedTo(currentWidget()->minimumSize())
                           : QStackedWidget::minimumSizeHint();
}

QSize PageStack::sizeHint() const
{
    return currentWidget() ? currentWidget()->sizeHint() : QStackedWidget::sizeHint();
}

int PageStack::leastHeight(int width) const
{
    const QLayout* layout = currentWidget() ? currentWidget()->layout() : nullptr;
    const int least = minimumSizeHint().height();
    return layout && layout->hasHeightForWidth() ? std::max(least, layout->minimumHeightForWidth(width)) : least;
}

PageRoom::PageRoom(PageStack* pages, QWidget* parent) : QScrollArea(parent), m_pages(pages)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidget(pages);  // not as resizable: then pages would have their usual heights, and never less
    pages->installEventFilter(this);
    connect(pages, &QStackedWidget::currentChanged, this, [this] {
        horizontalScrollBar()->setValue(0);
        verticalScrollBar()->setValue(0);
        fit();
    });
}

void PageRoom::resizeEvent(QResizeEvent* event)
{
    fit();
    QScrollArea::resizeEvent(event);
}

bool PageRoom::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_pages && event->type() == QEvent::LayoutRequest)
        fit();
    return QScrollArea::eventFilter(watched, event);
}

void PageRoom::fit()
{
    const QSize all = maximumViewportSize();
    int width = std::max(all.width(), m_pages->minimumSizeHint().width());
    int height = std::max(all.height(), m_pages->leastHeight(width));
    // A bar for one way takes room from the other.
    if (width > all.width())
        height = std::max(all.height() - horizontalScrollBar()->sizeHint().height(), m_pages->leastHeight(width));
    if (height > all.height()) {
        width = std::max(all.width() - verticalScrollBar()->sizeHint().width(), m_pages->minimumSizeHint().width());
        height = std::max(height, m_pages->leastHeight(width));
    }
    m_pages->resize(width, height);
}

}  // namespace naap
