#include "ui/widgets/time_player.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimer>
#include <QToolButton>

namespace naap {
namespace {

constexpr int kStepMs = 700;  ///< long enough to compare with the step before

}  // namespace

TimePlayer::TimePlayer(QWidget* parent)
    : QWidget(parent),
      m_play(new QToolButton(this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_label(new QLabel(this)),
      m_clock(new QTimer(this))
{
    m_play->setCheckable(true);
    m_play->setText(tr("▶ Play"));
    m_play->setToolTip(tr("Shows one step of time after the other."));
    m_slider->setAccessibleName(tr("Time that is shown"));
    m_slider->setPageStep(6);
    m_clock->setInterval(kStepMs);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_play);
    row->addWidget(m_slider, 1);
    row->addWidget(m_label);
    connect(m_play, &QToolButton::toggled, this, &TimePlayer::setPlaying);
    connect(m_clock, &QTimer::timeout, this, &TimePlayer::advance);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        say();
        Q_EMIT stepChanged(step());
    });
    setSteps({}, {});
}

void TimePlayer::setSteps(const QString& whole, const QStringList& steps)
{
    const QSignalBlocker quiet(m_slider);
    m_names = QStringList{whole} + steps;
    const int before = m_slider->value();
    m_slider->setRange(0, static_cast<int>(steps.size()));
    m_slider->setValue(before <= steps.size() ? before : 0);
    m_play->setEnabled(!steps.isEmpty());
    m_slider->setEnabled(!steps.isEmpty());
    int wide = 0;  // the slider must not move while it is dragged
    for (const QString& name : m_names)
        wide = qMax(wide, m_label->fontMetrics().horizontalAdvance(name));
    m_label->setMinimumWidth(wide);
    say();
}

int TimePlayer::step() const
{
    return m_slider->value() - 1;
}

void TimePlayer::setStep(int step)
{
    m_slider->setValue(step + 1);
}

bool TimePlayer::isPlaying() const
{
    return m_clock->isActive();
}

void TimePlayer::setPlaying(bool playing)
{
    const QSignalBlocker quiet(m_play);
    m_play->setChecked(playing);
    m_play->setText(playing ? tr("■ Stop") : tr("▶ Play"));
    if (!playing)
        return m_clock->stop();
    if (m_slider->value() == m_slider->maximum())
        m_slider->setValue(0);
    m_clock->start();
    advance();
}

void TimePlayer::advance()
{
    if (!m_ready)
        return;
    if (m_slider->value() >= m_slider->maximum())
        return setPlaying(false);
    m_slider->setValue(m_slider->value() + 1);
}

void TimePlayer::say()
{
    const QString name = m_names.value(m_slider->value());
    m_label->setText(name);
    m_slider->setAccessibleDescription(name);
    m_slider->setToolTip(name);
}

}  // namespace naap
