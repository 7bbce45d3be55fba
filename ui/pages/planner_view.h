#pragma once

#include <QWidget>

#include "core/reports/planner.h"
#include "ui/pages/workbench.h"

class QComboBox;
class QDoubleSpinBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace naap {

/// What would N more GPUs of a type at a place have served? The answer is a range, with all that it assumes.
class PlannerView : public QWidget {
    Q_OBJECT
public:
    PlannerView(Workbench& workbench, QWidget* parent);

    /// The place that is chosen on the map or in a table: a region.
    void setRegion(const QString& region);
    void setGpuTypes(const QStringList& types);
    /// An answer that is shown is for another question: another range, other GPUs.
    void forget();
    bool isComplete() const { return !m_asking; }

private:
    PlanQuestion question() const;
    void ask();
    void show(const Result<PlanAnswer>& answer);

    Workbench& m_workbench;
    QSpinBox* m_gpus = nullptr;
    QComboBox* m_type = nullptr;
    QComboBox* m_region = nullptr;
    QSpinBox* m_streams = nullptr;
    QDoubleSpinBox* m_slow = nullptr;
    QSpinBox* m_reach = nullptr;
    QPushButton* m_ask = nullptr;
    QPlainTextEdit* m_answer = nullptr;
    bool m_asking = false;
};

}  // namespace naap
