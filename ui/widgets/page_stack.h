#pragma once

#include <QScrollArea>
#include <QStackedWidget>

namespace naap {

/// Pages of which one is seen, and needs as much room as that one does, not as the largest of all.
class PageStack : public QStackedWidget {
    Q_OBJECT
public:
    explicit PageStack(QWidget* parent = nullptr);
    /// Shows one of the pages. Use it in place of setCurrentWidget(), which takes longer the more widgets all pages
    /// have.
    void showPage(QWidget* page);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;
    /// The least height of the page that is seen, when it is this wide.
    int leastHeight(int width) const;
};

/// The room that pages have in the window. Large texts in a small window are scrolled to, rather than that they push
/// the window beyond the screen. Another page begins at its title.
class PageRoom : public QScrollArea {
    Q_OBJECT
public:
    explicit PageRoom(PageStack* pages, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();
    PageStack* m_pages;
};

}  // namespace naap
