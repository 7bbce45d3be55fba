#pragma once

#include <QWidget>

#include "core/alerts/verdict.h"
#include "ui/pages/workbench.h"

class QDateTimeEdit;
class QLabel;
class QPushButton;
class QToolButton;

namespace naap {

/// "Is it me or the network?" in a sentence, with a mark for each layer, for the last settled hour or any other.
class VerdictBar : public QWidget {
    Q_OBJECT
public:
    VerdictBar(Workbench& workbench, QWidget* parent);
    void refresh();
    bool isComplete() const { return !m_reading; }
    /// The hour that is judged; nothing: the last settled one.
    void setMoment(std::optional<Instant> at);

private:
    struct Answer {
        Instant hour{};
        bool known = false;
        Verdict verdict;
    };
    void showAnswer(const Answer& answer);
    void open(VerdictLayer layer);

    Workbench& m_workbench;
    QLabel* m_sentence;
    QDateTimeEdit* m_when;
    QPushButton* m_now;
    std::vector<QToolButton*> m_layers;
    std::optional<Instant> m_at;
    Instant m_hour{};
    bool m_reading = false;
    bool m_filling = false;
};

}  // namespace naap
