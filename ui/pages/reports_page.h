#pragma once

#include "ui/pages/page.h"

class QComboBox;
class QLabel;

namespace naap {

class ReportPane;

/// Any report as a table. Its subject is the report's name.
class ReportsPage : public Page {
    Q_OBJECT
public:
    explicit ReportsPage(Workbench& workbench);
    void setSubject(const QString& subject) override;
    QString subject() const override;
    bool isComplete() const override;

protected:
    void refresh() override;

private:
    void choose(const QString& report);
    QComboBox* m_choice;
    QLabel* m_summary;
    ReportPane* m_pane = nullptr;
};

}  // namespace naap
