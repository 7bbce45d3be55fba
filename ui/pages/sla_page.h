#pragma once

#include "core/reports/explain.h"
#include "ui/pages/page.h"

class QTabWidget;

namespace naap {

class ExcusalsView;
class TargetsView;
class ReceiptView;
class ReportPane;
class StateView;

/// SLA scores, and the receipt of the one that is chosen. Its subject is an orchestrator's address; blank: all.
class SlaPage : public Page {
    Q_OBJECT
public:
    explicit SlaPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override { return m_subject; }
    std::vector<PageView> views() override;
    void takeFocus() override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    void explain(int row);
    std::optional<ExplainRequest> requestOf(int row) const;

    void refreshCurrent();

    QString m_subject;
    QTabWidget* m_tabs;
    TargetsView* m_targets;
    ExcusalsView* m_excusals;
    ReportPane* m_pane;
    ReceiptView* m_receipt;
    StateView* m_state;
    bool m_explaining = false;
};

}  // namespace naap
