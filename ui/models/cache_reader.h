#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include <QObject>
#include <QPointer>
#include <QString>

#include "core/reports/report.h"
#include "core/store/cache.h"
#include "core/store/sqlite.h"

class QTimer;

namespace naap {

/// Puts questions to the cache on reader threads, so that the window's thread never waits. Each thread has a connection
/// of its own. Lives on the window's thread; all its functions are called there, and all answers arrive there.
class CacheReader : public QObject {
    Q_OBJECT
public:
    explicit CacheReader(std::filesystem::path path, QObject* parent = nullptr);
    ~CacheReader() override;

    const std::filesystem::path& path() const;

    /// Runs `job` on a reader thread and hands what it returned to `done` here. A newer question of the same asker
    /// under the same topic makes this one void: it is not run, or its answer is dropped. So does the end of `asker`.
    /// `Result<T>` is what `job` returns; an error to open the cache is handed to `done` like the job's own. All that
    /// one job reads is of one state of the cache.
    template <class T>
    void ask(QObject* asker, const QString& topic, std::function<Result<T>(Cache&)> job,
             std::function<void(const Result<T>&)> done)
    {
        post(asker, topic, [job = std::move(job), done = std::move(done)](Result<Cache*> cache) {
            auto answer = std::make_shared<Result<T>>(cache ? inOneState(**cache, job)
                                                            : Result<T>(tl::unexpected(cache.error())));
            return std::function<void()>([answer, done] { done(*answer); });
        });
    }

    /// Shows what an answer brings in parts, each in a turn of its own after that before was painted: all at once they
    /// would hold the window's thread for too long. A newer question or newer parts of the same asker under the same
    /// topic make those void that are left. They are pending until the last is done.
    using Part = std::function<void()>;
    void showInParts(QObject* asker, const QString& topic, std::deque<Part> parts);

    /// Questions that wait or run, and parts of answers that wait for their turn.
    int pending() const;
    /// Lets the threads open the file again: another cache, or one that did not exist before.
    void reopen(std::filesystem::path path);

Q_SIGNALS:
    void pendingChanged(int pending);

private:
    template <class Job>
    static auto inOneState(Cache& cache, const Job& job)
    {
        return guarded(cache, [&] {
            const ReadSnapshot snapshot(cache.db());
            return job(cache);
        });
    }

    using Answer = std::function<void()>;
    using Job = std::function<Answer(Result<Cache*>)>;
    void post(QObject* asker, const QString& topic, Job job);
    void handOver();

    QTimer* m_next;  ///< runs while answers wait to be handed over
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    struct Threads;
    std::unique_ptr<Threads> m_threads;
};

/// A report's answer; immutable, shared by the model, the charts and the inspector.
using SharedTable = std::shared_ptr<const ReportTable>;

}  // namespace naap
