#include "ui/pages/weights_box.h"

#include <cmath>

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace naap {
namespace {

enum Preset { upstream, own };

}  // namespace

WeightsBox::WeightsBox(QWidget* parent) : QGroupBox(tr("Weights"), parent), m_preset(new QComboBox(this))
{
    m_preset->addItem(tr("As upstream (fixed)"));
    m_preset->addItem(tr("My own"));
    m_preset->setAccessibleName(tr("Which weights make the score"));
    m_preset->setToolTip(tr("Those of upstream, so that scores can be compared, or your own."));
    auto* form = new QFormLayout;
    form->setVerticalSpacing(4);
    addWeight(form, tr("Output FPS"), tr("Mean output FPS, zeros included: more is better."), &LeaderboardWeights::fps);
    addWeight(form, tr("No degradation"), tr("Share of streams with degraded samples: less is better."),
              &LeaderboardWeights::degraded);
    addWeight(form, tr("Volume"), tr("Streams handled: more is better."), &LeaderboardWeights::volume);
    addWeight(form, tr("Discovery"), tr("Mean discovery latency: less is better. Without evidence it counts as 0 ms."),
              &LeaderboardWeights::latency);
    auto* note = new QLabel(tr("Only how weights compare matters; they need not add up to 100."), this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto* rows = new QVBoxLayout(this);
    rows->addWidget(m_preset);
    rows->addLayout(form);
    rows->addWidget(note);
    rows->addStretch(1);
    choosePreset();
    connect(m_preset, &QComboBox::currentIndexChanged, this, [this] {
        choosePreset();
        Q_EMIT changed();
    });
}

void WeightsBox::addWeight(QFormLayout* form, const QString& name, const QString& meaning,
                           double LeaderboardWeights::*weight)
{
    auto* box = new QSpinBox(this);
    box->setRange(0, 100);
    box->setSingleStep(5);
    box->setAccessibleName(tr("Weight of %1").arg(name));
    box->setToolTip(meaning);
    form->addRow(name, box);
    m_weights.push_back({box, weight, static_cast<int>(std::lround(LeaderboardWeights().*weight))});
    const std::size_t index = m_weights.size() - 1;
    connect(box, &QSpinBox::valueChanged, this, [this, index](int value) {
        if (m_quiet)
            return;
        m_weights[index].own = value;
        Q_EMIT changed();
    });
}

void WeightsBox::choosePreset()
{
    const bool mine = m_preset->currentIndex() == own;
    m_quiet = true;
    for (const Weight& each : m_weights) {
        each.box->setEnabled(mine);
        each.box->setValue(mine ? each.own : static_cast<int>(std::lround(LeaderboardWeights().*each.weight)));
    }
    m_quiet = false;
}

LeaderboardWeights WeightsBox::weights() const
{
    LeaderboardWeights weights;
    for (const Weight& each : m_weights)
        weights.*each.weight = each.box->value();
    return weights;
}

}  // namespace naap
