#include "ui/models/cache_writer.h"

#include <QPointer>

namespace naap {

CacheWriter::CacheWriter(std::function<std::filesystem::path()> path, Watching& watching, QObject* parent)
    : QObject(parent), m_path(std::move(path)), m_watching(watching)
{
}

CacheWriter::~CacheWriter() = default;

bool CacheWriter::post(Job job)
{
    if (m_busy)
        return false;
    m_busy = true;
    Q_EMIT busyChanged(true);
    // The writer may be gone when the sources have let go.
    m_watching.suspend([self = QPointer(this), &watching = m_watching, job = std::move(job)]() mutable {
        if (self)
            self->start(std::move(job));
        else
            watching.resume();
    });
    return true;
}

/// The cache is free: nothing is watched meanwhile.
void CacheWriter::start(Job job)
{
    m_thread = std::jthread([this, path = m_path(), job = std::move(job)] {
        auto cache = Cache::open(path, Cache::Access::write);
        auto tell = job(cache ? Result<Cache*>(cache->get()) : Result<Cache*>(tl::unexpected(cache.error())));
        if (cache)
            cache->reset();  // the lock is free before the window hears of it
        QMetaObject::invokeMethod(
            this,
            [this, tell = std::move(tell)] {
                m_busy = false;
                m_watching.resume();
                tell();
                Q_EMIT changed();
                Q_EMIT busyChanged(m_busy);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace naap
