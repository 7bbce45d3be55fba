#pragma once

#include <QWidget>

#include "core/reports/excusal_preview.h"
#include "ui/pages/workbench.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace naap {

class ReportModel;
class TableView;

/// Which error texts excuse a failed start? Upstream's list, which figures are made by, is shown with what it excuses,
/// and is locked; a list of one's own, which may begin as a copy, is tried beside it on the stretch of time in view.
class ExcusalsView : public QWidget {
    Q_OBJECT
public:
    ExcusalsView(Workbench& workbench, QWidget* parent);
    void refresh();
    bool isComplete() const { return !m_reading; }
    void takeFocus();

private:
    std::vector<std::string> phrases() const;
    void showPreview(const ExcusalPreview& preview);
    void keep();
    Workbench& m_workbench;
    QWidget* makeLists();
    TableView* makeTable(ReportModel* model, const QString& name);
    ReportModel* m_upstream_model;
    TableView* m_upstream;
    QPushButton* m_copy;
    QPlainTextEdit* m_own;
    QLabel* m_summary;
    ReportModel* m_entities_model;
    ReportModel* m_messages_model;
    QTimer* m_timer;
    bool m_reading = false;
    bool m_fitted = false;
};

}  // namespace naap
