#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QSlider;
class QTimer;
class QToolButton;

namespace naap {

/// A slider over steps of time with a button that plays them. The first position stands for all of them together.
class TimePlayer : public QWidget {
    Q_OBJECT
public:
    explicit TimePlayer(QWidget* parent = nullptr);

    /// What the positions are called: the whole, then each step. Stays where it is as far as it can.
    void setSteps(const QString& whole, const QStringList& steps);
    /// -1: the whole.
    int step() const;
    void setStep(int step);
    bool isPlaying() const;
    void setPlaying(bool playing);
    /// While it is false, playing waits: what was asked for is not yet shown.
    void setReady(bool ready) { m_ready = ready; }

Q_SIGNALS:
    void stepChanged(int step);

private:
    void advance();
    void say();
    QStringList m_names;
    QToolButton* m_play;
    QSlider* m_slider;
    QLabel* m_label;
    QTimer* m_clock;
    bool m_ready = true;
};

}  // namespace naap
