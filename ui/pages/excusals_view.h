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

/// Which error texts excuse a failed start? A list of one's own is tried on the stretch of time in view, beside the one
/// that figures are made by.
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
    QPlainTextEdit* m_own;
    QPushButton* m_upstream;
    QLabel* m_summary;
    ReportModel* m_entities_model;
    ReportModel* m_messages_model;
    QTimer* m_timer;
    bool m_reading = false;
};

}  // namespace naap
