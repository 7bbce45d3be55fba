#pragma once

#include <QWidget>

#include "core/notify/target_tables.h"
#include "ui/pages/workbench.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace naap {

class ReportModel;
class StateView;
class TableView;

/// Are the targets met? Who misses which, how much of the budget is used, and when it was missed.
class TargetsView : public QWidget {
    Q_OBJECT
public:
    TargetsView(Workbench& workbench, QWidget* parent);
    void refresh();
    bool isComplete() const { return !m_reading; }
    void takeFocus();

private:
    using Reports = std::shared_ptr<const std::vector<TargetReport>>;
    void showReports(const Reports& reports);
    void openViolation(int row);
    void makeRule();
    std::string file() const;
    QString problemOf(const TargetFile& file) const;
    bool canWrite(const TargetFile& file) const;
    void fillChoice();
    void edit(std::size_t place);
    void editChosen();
    void remove();
    Workbench& m_workbench;
    ReportModel* m_standings_model;
    TableView* m_standings;
    ReportModel* m_violations_model;
    TableView* m_violations;
    StateView* m_state;
    QLabel* m_note;
    QPushButton* m_rule;
    QComboBox* m_choice;
    QPushButton* m_add;
    QPushButton* m_edit;
    QPushButton* m_remove;
    Reports m_reports;
    std::vector<ViolationRow> m_rows;
    bool m_reading = false;
};

}  // namespace naap
