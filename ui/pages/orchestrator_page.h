#pragma once

#include "ui/pages/page.h"

class QLabel;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace naap {

class OrchestratorTab;
class ReportPane;

/// One orchestrator: how it scores, why, and what it offers and earns. Its subject is an address; without one it lists
/// those to choose from.
class OrchestratorPage : public Page {
    Q_OBJECT
public:
    explicit OrchestratorPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override { return m_subject; }
    void openFirst() override;
    std::vector<PageView> views() override;
    void takeFocus() override;
    bool isComplete() const override;
    /// Shows a tab by its name: summary, quality, reliability, hosts, offers, earnings, sessions.
    void showTab(const QString& name);

protected:
    void refresh() override;

private:
    QWidget* makeProfile();
    QWidget* makeHeader();
    void addTab(OrchestratorTab* tab, const QString& name, const QString& title);
    void refreshHeader();
    void showMine();
    void refreshCurrent();
    OrchestratorTab* currentTab() const;

    QString m_subject;
    ReportPane* m_list;
    QStackedWidget* m_stack;
    QTabWidget* m_tabs = nullptr;
    QLabel* m_address = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_filter_note = nullptr;
    QToolButton* m_mine = nullptr;
    QSet<int> m_fresh;  ///< tabs that show today's scope and subject
    bool m_reading_header = false;
};

}  // namespace naap
