#include "ui/shell/place_tabs.h"

#include <QMouseEvent>
#include <QSignalBlocker>
#include <QTimeZone>

#include "ui/shell/time_bar.h"

namespace naap {

PlaceTabs::PlaceTabs(QWidget* parent) : QTabBar(parent), m_histories(1)
{
    setAccessibleName(tr("Open places"));
    setDocumentMode(true);
    setExpanding(false);
    setTabsClosable(true);
    setAutoHide(true);
    setElideMode(Qt::ElideMiddle);
    addTab({});
    connect(this, &QTabBar::tabCloseRequested, this, &PlaceTabs::close);
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && !history().isEmpty())
            Q_EMIT placeWanted(history().now());
    });
}

void PlaceTabs::setTitle(const QString& title)
{
    setTabText(currentIndex(), title);
    setTabToolTip(currentIndex(), title);
}

void PlaceTabs::open(const Whereabouts& place)
{
    const int index = currentIndex() + 1;
    History history;
    history.go(place);
    m_histories.insert(m_histories.begin() + index, std::move(history));
    {
        const QSignalBlocker quiet(this);
        insertTab(index, tabText(index - 1));
    }
    setCurrentIndex(index);
}

void PlaceTabs::closeCurrent()
{
    close(currentIndex());
}

void PlaceTabs::close(int index)
{
    if (count() < 2)
        return;
    const bool wasCurrent = index == currentIndex();
    {
        const QSignalBlocker quiet(this);
        m_histories.erase(m_histories.begin() + index);
        removeTab(index);
    }
    if (wasCurrent)
        Q_EMIT placeWanted(history().now());
}

void PlaceTabs::step(int step)
{
    setCurrentIndex((currentIndex() + step + count()) % count());
}

QVariantList PlaceTabs::others() const
{
    QVariantList places;
    for (int i = 0; i < count(); ++i) {
        const History& history = m_histories[static_cast<std::size_t>(i)];
        if (i == currentIndex() || history.isEmpty())
            continue;
        const Whereabouts& place = history.now();
        places << QStringList{place.page, place.subject, rangeText(place.scope.choice, ValueText{}), place.scope.filter,
                              tabText(i)};
    }
    return places;
}

void PlaceTabs::setOthers(const QVariantList& places)
{
    constexpr qsizetype kParts = 5;
    const QSignalBlocker quiet(this);
    for (const QVariant& each : places) {
        const QStringList parts = each.toStringList();
        if (parts.size() != kParts)
            continue;
        Whereabouts place{.page = parts[0], .subject = parts[1], .scope = {}};
        place.scope.choice = parseRange(parts[2], QTimeZone::utc()).value_or(RangeChoice{});
        place.scope.filter = parts[3];
        m_histories.emplace_back().go(place);
        addTab(parts[4]);
    }
}

void PlaceTabs::mouseReleaseEvent(QMouseEvent* event)
{
    if (const int index = tabAt(event->position().toPoint()); event->button() == Qt::MiddleButton && index >= 0)
        return close(index);
    QTabBar::mouseReleaseEvent(event);
}

}  // namespace naap
