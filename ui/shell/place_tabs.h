#pragma once

#include <vector>

#include <QTabBar>
#include <QVariantList>

#include "ui/shell/history.h"

namespace naap {

/// Places that are open side by side, each with its own way back and forward. Hidden as long as there is one.
class PlaceTabs : public QTabBar {
    Q_OBJECT
public:
    explicit PlaceTabs(QWidget* parent = nullptr);

    /// Of the tab that is seen.
    History& history() { return m_histories[static_cast<std::size_t>(currentIndex())]; }
    void setTitle(const QString& title);
    /// A new tab beside this one, at the same place.
    void open(const Whereabouts& place);
    void closeCurrent();
    void step(int step);

    /// The places of the other tabs, as settings keep them.
    QVariantList others() const;
    /// Opens tabs at these places behind the one that is seen.
    void setOthers(const QVariantList& places);

Q_SIGNALS:
    void placeWanted(const naap::Whereabouts& place);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void close(int index);
    std::vector<History> m_histories;  ///< by tab
};

}  // namespace naap
