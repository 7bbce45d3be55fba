#pragma once

#include <QGroupBox>

#include "core/metrics/leaderboard_weights.h"

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace naap {

/// The weights of the leaderboard's score: the network's, which nobody can change, or one's own.
class WeightsBox : public QGroupBox {
    Q_OBJECT
public:
    explicit WeightsBox(QWidget* parent = nullptr);
    LeaderboardWeights weights() const;

Q_SIGNALS:
    void changed();

private:
    void addWeight(QFormLayout* form, const QString& name, const QString& meaning, double LeaderboardWeights::*weight);
    void choosePreset();
    struct Weight {
        QSpinBox* box;
        double LeaderboardWeights::*weight;
        int own;
    };
    QComboBox* m_preset;
    std::vector<Weight> m_weights;
    bool m_quiet = false;  ///< several boxes are being set at once
};

}  // namespace naap
