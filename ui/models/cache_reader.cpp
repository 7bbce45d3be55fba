#include "ui/models/cache_reader.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <QTimer>

namespace naap {
namespace {

constexpr int kThreads = 2;  // one long question does not hold up all the others

using Topic = std::pair<QObject*, QString>;

}  // namespace

/// What the threads and the window's thread both hold.
struct CacheReader::Shared {
    struct Question {
        Topic topic;
        QPointer<QObject> asker;  ///< looked at on the window's thread alone
        quint64 number = 0;
        Job job;
    };

    struct Arrived {
        Question question;
        Answer answer;
    };

    std::mutex mutex;
    std::condition_variable_any wake;
    std::deque<Question> waiting;
    std::filesystem::path path;
    quint64 path_number = 0;  ///< grows with reopen(): the threads open the file again

    // The window's thread alone.
    std::map<Topic, quint64> newest;
    quint64 last_number = 0;
    int pending = 0;
    std::deque<Arrived> arrived;
};

struct CacheReader::Threads {
    std::vector<std::jthread> all;
};

namespace {

/// A thread's own connection.
struct Connection {
    std::unique_ptr<Cache> cache;
    quint64 path_number = 0;

    Result<Cache*> open(const std::filesystem::path& path, quint64 number)
    {
        if (!cache || path_number != number) {
            cache.reset();
            auto opened = Cache::open(path, Cache::Access::read);
            if (!opened)
                return tl::unexpected(opened.error());
            cache = std::move(*opened);
            path_number = number;
        }
        return cache.get();
    }
};

}  // namespace

CacheReader::CacheReader(std::filesystem::path path, QObject* parent)
    : QObject(parent),
      m_next(new QTimer(this)),
      m_shared(std::make_shared<Shared>()),
      m_threads(std::make_unique<Threads>())
{
    connect(m_next, &QTimer::timeout, this, &CacheReader::handOver);
    m_shared->path = std::move(path);
    m_shared->path_number = 1;
    for (int i = 0; i < kThreads; ++i)
        m_threads->all.emplace_back([this, shared = m_shared](std::stop_token stop) {
            Connection connection;
            for (;;) {
                std::unique_lock lock(shared->mutex);
                if (!shared->wake.wait(lock, stop, [&] { return !shared->waiting.empty(); }))
                    return;
                Shared::Question question = std::move(shared->waiting.front());
                shared->waiting.pop_front();
                const std::filesystem::path file = shared->path;
                const quint64 number = shared->path_number;
                lock.unlock();
                auto answer = question.job(connection.open(file, number));
                QMetaObject::invokeMethod(
                    this,
                    [this, question = std::move(question), answer = std::move(answer)]() mutable {
                        m_shared->arrived.push_back({std::move(question), std::move(answer)});
                        m_next->start();
                    },
                    Qt::QueuedConnection);
            }
        });
}

/// One answer at a time, and what it changes is painted before the next: a page with six tables would hold the thread
/// six times as long else, and a key pressed meanwhile would wait for all of them.
void CacheReader::handOver()
{
    const Shared::Arrived next = std::move(m_shared->arrived.front());
    m_shared->arrived.pop_front();
    if (m_shared->arrived.empty())
        m_next->stop();
    --m_shared->pending;
    const auto newest = m_shared->newest.find(next.question.topic);
    const bool isNewest = newest != m_shared->newest.end() && newest->second == next.question.number;
    if (isNewest)
        m_shared->newest.erase(newest);
    if (isNewest && next.question.asker)
        next.answer();
    Q_EMIT pendingChanged(m_shared->pending);
}

CacheReader::~CacheReader()
{
    for (auto& thread : m_threads->all)
        thread.request_stop();
    m_threads->all.clear();  // joins: no answer is posted to what is being destroyed
}

const std::filesystem::path& CacheReader::path() const
{
    return m_shared->path;
}

int CacheReader::pending() const
{
    return m_shared->pending;
}

void CacheReader::post(QObject* asker, const QString& topic, Job job)
{
    const Topic key{asker, topic};
    const quint64 number = ++m_shared->last_number;
    m_shared->newest[key] = number;
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->pending -=
            static_cast<int>(std::erase_if(m_shared->waiting, [&](const auto& each) { return each.topic == key; }));
        m_shared->waiting.push_back({key, asker, number, std::move(job)});
    }
    ++m_shared->pending;
    m_shared->wake.notify_one();
    Q_EMIT pendingChanged(m_shared->pending);
}

void CacheReader::showInParts(QObject* asker, const QString& topic, std::deque<Part> parts)
{
    if (parts.empty())
        return;
    const Topic key{asker, topic};
    const quint64 number = ++m_shared->last_number;
    m_shared->newest[key] = number;
    m_shared->arrived.push_back({{key, asker, number, {}}, [this, key, parts = std::move(parts)]() mutable {
                                     const QPointer<QObject> asker_then(key.first);
                                     const Part first = std::move(parts.front());
                                     parts.pop_front();
                                     first();
                                     if (asker_then && !m_shared->newest.contains(key))
                                         showInParts(key.first, key.second, std::move(parts));
                                 }});
    ++m_shared->pending;
    m_next->start();
    Q_EMIT pendingChanged(m_shared->pending);
}

void CacheReader::reopen(std::filesystem::path path)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->path = std::move(path);
    ++m_shared->path_number;
}

}  // namespace naap
