#pragma once

#include "ui/pages/page.h"

class QCheckBox;
class QLabel;
class QTabWidget;

namespace naap {

class ActiveTab;
class AlertTab;
class BenchTab;
class ChannelsTab;
class HistoryTab;
class RulesTab;
class SilencesTab;

/// What needs attention, and are my rules any good? Its subject is the tab: active, rules, bench, silences, history,
/// channels.
class AlertsPage : public Page {
    Q_OBJECT
public:
    explicit AlertsPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override;
    std::vector<PageView> views() override;
    void takeFocus() override;
    bool isComplete() const override;
    /// Shows a rule that is not kept yet, to be looked over and saved.
    void beginRule(const std::string& rule);

protected:
    void refresh() override;

private:
    QWidget* makeHead();
    void connectTabs();
    void refreshCurrent();
    void showHead();
    AlertTab* currentTab() const;
    void bench(const std::string& rule);
    QTabWidget* m_tabs;
    QCheckBox* m_watch;
    QLabel* m_head;
    ActiveTab* m_active;
    RulesTab* m_rules;
    BenchTab* m_bench;
    SilencesTab* m_silences;
    HistoryTab* m_history;
    ChannelsTab* m_channels;
};

}  // namespace naap
