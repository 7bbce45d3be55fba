#pragma once

#include <functional>
#include <vector>

#include <QStringList>
#include <QWidget>

#include "ui/pages/api_figures.h"
#include "ui/pages/workbench.h"

class QTabWidget;
class QVBoxLayout;

namespace naap {

/// A further look at a page: another tab, another layer of its map.
struct PageView {
    QString name;  ///< for file names
    std::function<void()> show;
};

/// The tabs as looks at their page, all of them; the page begins with the first. `names` are theirs in file names.
std::vector<PageView> viewsOfTabs(QTabWidget& tabs, const QStringList& names);

/// One page: answers one question. It reads the cache anew when it is shown and something changed since.
class Page : public QWidget {
    Q_OBJECT
public:
    /// `id` is the page's name in links, `question` is printed under its title.
    Page(Workbench& workbench, const QString& id, const QString& title, const QString& question);

    const QString& id() const { return m_id; }
    const QString& title() const { return m_title; }
    const QString& question() const { return m_question; }

    /// What the page is about (an address, a session key); pages about everything pass over it.
    virtual void setSubject(const QString& subject) { Q_UNUSED(subject) }
    virtual QString subject() const { return {}; }
    /// Opens the first of what the page offers to choose from, as Enter on it does. Most pages offer nothing.
    virtual void openFirst() {}
    /// All looks at the page that pictures shall have, first the one it begins with. None: it has one.
    virtual std::vector<PageView> views() { return {}; }
    /// Where the keyboard begins.
    virtual void takeFocus() { setFocus(); }
    /// True when nothing is being read for it; pictures without a display wait for that.
    virtual bool isComplete() const { return true; }
    /// A page fills what the window gives it. Were it asked, every layout above would measure the text of all pages
    /// whenever a label changes.
    bool hasHeightForWidth() const override { return false; }

protected:
    /// Puts the page's questions to the cache. Called when the page is visible.
    virtual void refresh() = 0;
    /// Marks the page as out of date and refreshes it if it is visible.
    void invalidate();
    void showEvent(QShowEvent* event) override;
    /// Lets a person choose between the page and what a public API says to its question, where the cache holds that.
    /// `only_events`: what no API tells, as the end of a sentence. `of_orchestrator`: the page's subject is one, so
    /// only its rows are shown.
    void offerApi(const std::vector<ApiTableOffer>& tables, const QString& only_events, bool of_orchestrator = false);
    Workbench& workbench() const { return m_workbench; }
    QVBoxLayout* body() const { return m_body; }  ///< below title and question

private:
    void read();

    Workbench& m_workbench;
    QString m_id;
    QString m_title;
    QString m_question;
    QWidget* m_own;
    QVBoxLayout* m_body;  ///< of m_own
    ApiFigures* m_api = nullptr;
    bool m_api_of_orchestrator = false;
    bool m_stale = true;
};

}  // namespace naap
