#pragma once

#include <functional>
#include <memory>
#include <thread>

#include <QObject>

#include "core/store/cache.h"
#include "ui/models/watching.h"

namespace naap {

/// Changes the cache on a thread of its own: live sources let go of it meanwhile, and read on when it is done. One
/// change at a time; lives on the window's thread, where all its functions are called.
class CacheWriter : public QObject {
    Q_OBJECT
public:
    CacheWriter(std::function<std::filesystem::path()> path, Watching& watching, QObject* parent = nullptr);
    ~CacheWriter() override;

    /// Runs `job` with the cache open for writing, and hands what it returned to `done` here. Errors to open the cache,
    /// such as another program that writes it, are handed to `done` like the job's own. False, and nothing happens:
    /// the change before is not done.
    template <class T>
    bool run(std::function<Result<T>(Cache&)> job, std::function<void(const Result<T>&)> done)
    {
        return post([job = std::move(job), done = std::move(done)](Result<Cache*> cache) -> std::function<void()> {
            auto outcome = std::make_shared<Result<T>>(tl::unexpected(Error{}));
            if (!cache)
                *outcome = tl::unexpected(cache.error());
            else
                *outcome = guarded(**cache, [&] { return job(**cache); });
            return [outcome, done] { done(*outcome); };
        });
    }

    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    void busyChanged(bool busy);
    void changed();  ///< a change is done; the cache is free again

private:
    using Job = std::function<std::function<void()>(Result<Cache*>)>;
    bool post(Job job);
    void start(Job job);

    std::function<std::filesystem::path()> m_path;
    Watching& m_watching;
    bool m_busy = false;
    std::jthread m_thread;
};

}  // namespace naap
