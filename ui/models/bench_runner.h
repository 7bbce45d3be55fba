#pragma once

#include <memory>

#include <QObject>

#include "core/alerts/backtest.h"

namespace naap {

/// A rule on trial: what it would have done.
struct BenchResult {
    AlertRule rule;
    std::shared_ptr<const AlertSeries> series;
    Backtest result;
    TagScore tags;
    std::int64_t off_hours = 0;
    std::vector<NearbyResult> nearby;  ///< empty until it is worked out, which takes longer
    bool has_nearby = false;
    double took_ms = 0;
};

/// Runs back-tests on a thread of its own. A newer question makes the one before void, so that a threshold that is
/// being dragged is never behind. Lives on the window's thread.
class BenchRunner : public QObject {
    Q_OBJECT
public:
    explicit BenchRunner(QObject* parent = nullptr);
    ~BenchRunner() override;

    struct Question {
        AlertRule rule;
        std::shared_ptr<const AlertSeries> series;
        std::vector<TaggedAlert> tags;
        std::chrono::minutes utc_offset{};
    };
    void ask(Question question);
    bool isBusy() const { return m_asked != m_answered; }

Q_SIGNALS:
    void done(std::shared_ptr<const naap::BenchResult> result);  ///< without the grid, and again with it

private:
    struct Shared;
    void answer(quint64 number, const std::shared_ptr<const BenchResult>& result);
    std::shared_ptr<Shared> m_shared;
    quint64 m_asked = 0;
    quint64 m_answered = 0;
};

}  // namespace naap
