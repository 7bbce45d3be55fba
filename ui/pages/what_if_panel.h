#pragma once

#include <memory>

#include <QWidget>

#include "core/reports/receipt_tree.h"

class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;

namespace naap {

struct ValueText;

/// Weights and sessions of a receipt to be changed: what would the score have been?
class WhatIfPanel : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfPanel(QWidget* parent = nullptr);
    /// Begins anew with this receipt; weights that a person chose stay.
    void setReceipt(const std::shared_ptr<const SlaReceipt>& receipt);
    WhatIf changes() const;
    void setAnswer(const std::optional<double>& score, const std::optional<double>& upstream, const ValueText& text);

Q_SIGNALS:
    void changed();

private:
    struct Weight {
        QDoubleSpinBox* box;
        double SlaWeights::*weight;
    };
    void addWeight(QFormLayout* form, const QString& name, double SlaWeights::*weight);
    QWidget* makeWeights();
    QWidget* makeSessions();
    void reset();
    QLabel* m_answer;
    QListWidget* m_sessions;
    QLabel* m_none;
    std::vector<Weight> m_weights;
    bool m_quiet = false;  ///< several boxes are being set at once
};

}  // namespace naap
