#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "ui/models/gap_text.h"

namespace naap {

/// What is known of each hour of the range: sessions seen, nothing seen, or not settled yet. A click goes to the hour.
class GapRibbon : public QWidget {
    Q_OBJECT
public:
    explicit GapRibbon(QWidget* parent = nullptr);
    /// `hours`: those with events, ascending. Hours from `provisional_from` on may still change.
    void setHours(std::vector<Instant> hours, Instant from, Instant to, std::optional<Instant> provisional_from);
    /// Why hours without events have none.
    void setGaps(SharedGaps gaps) { m_gaps = std::move(gaps); }
    QSize sizeHint() const override { return {200, 16}; }

Q_SIGNALS:
    void rangePicked(naap::Instant from, naap::Instant to);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::optional<Instant> hourAt(int x) const;
    bool hasEvents(Instant hour) const;
    QString stateOf(Instant hour) const;
    std::vector<Instant> m_hours;
    SharedGaps m_gaps;
    Instant m_from{};
    Instant m_to{};
    std::optional<Instant> m_provisional_from;
};

}  // namespace naap
