#pragma once

#include <QWidget>

#include "core/reports/share_bundle.h"
#include "ui/pages/workbench.h"

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace naap {

/// Regional figures to hand to others: what would be in them, before anything is written.
class ShareView : public QWidget {
    Q_OBJECT
public:
    ShareView(Workbench& workbench, QWidget* parent);

    /// Another range or choice: what is shown is not what would be written.
    void forget();
    bool isComplete() const { return !m_asking; }

private:
    void look();
    void show(const Result<std::shared_ptr<const ShareBundle>>& bundle);
    void write();

    Workbench& m_workbench;
    QComboBox* m_grain = nullptr;
    QSpinBox* m_min_group = nullptr;
    QPushButton* m_look = nullptr;
    QPushButton* m_write = nullptr;
    QPlainTextEdit* m_contents = nullptr;
    std::shared_ptr<const ShareBundle> m_bundle;  ///< the one that is shown, and the one that is written
    bool m_asking = false;
};

}  // namespace naap
