#include "ui/models/bench_runner.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace naap {

struct BenchRunner::Shared {
    std::mutex mutex;  // guards the two below
    std::condition_variable_any wake;
    std::optional<Question> question;
    quint64 number = 0;
    std::jthread thread;
};

namespace {

std::shared_ptr<BenchResult> tried(const BenchRunner::Question& question)
{
    const auto begin = std::chrono::steady_clock::now();
    auto result = std::make_shared<BenchResult>();
    result->rule = question.rule;
    result->series = question.series;
    result->result = backtest(question.rule, *question.series);
    result->tags = scoreOf(result->result, question.series->groups, question.tags);
    result->off_hours = firesOffHours(result->result, question.utc_offset);
    result->took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

}  // namespace

BenchRunner::BenchRunner(QObject* parent) : QObject(parent), m_shared(std::make_shared<Shared>())
{
    m_shared->thread = std::jthread([this, shared = m_shared.get()](std::stop_token stop) {
        for (;;) {
            std::unique_lock lock(shared->mutex);
            if (!shared->wake.wait(lock, stop, [&] { return shared->question.has_value(); }))
                return;
            const Question question = std::move(*shared->question);
            shared->question.reset();
            const quint64 number = shared->number;
            lock.unlock();
            const auto isNewest = [&] {
                const std::scoped_lock again(shared->mutex);
                return number == shared->number && !stop.stop_requested();
            };
            const auto post = [&](std::shared_ptr<const BenchResult> result) {
                QMetaObject::invokeMethod(
                    this, [this, number, result = std::move(result)] { answer(number, result); }, Qt::QueuedConnection);
            };
            auto result = tried(question);
            if (isNewest())
                post(result);
            if (!isNewest())
                continue;
            auto whole = std::make_shared<BenchResult>(*result);
            whole->nearby = nearbyResults(question.rule, *question.series, isNewest);
            whole->has_nearby = true;
            if (isNewest())
                post(whole);
        }
    });
}

BenchRunner::~BenchRunner()
{
    m_shared->thread.request_stop();
    m_shared->thread.join();
}

void BenchRunner::ask(Question question)
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->question = std::move(question);
    m_shared->number = ++m_asked;
    m_shared->wake.notify_one();
}

void BenchRunner::answer(quint64 number, const std::shared_ptr<const BenchResult>& result)
{
    if (number != m_asked)
        return;
    if (result->has_nearby)
        m_answered = number;
    Q_EMIT done(result);
}

}  // namespace naap
