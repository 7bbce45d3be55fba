#include "ui/models/host_resolving.h"

#include <functional>
#include <mutex>
#include <thread>

namespace naap {

/// What the two threads share; the asker is null when nobody wants to know any more.
struct HostResolving::Task : std::enable_shared_from_this<Task> {
    std::mutex mutex;
    HostResolving* asker = nullptr;
    std::stop_source stop;

    void tell(std::function<void(HostResolving&)> act)
    {
        const std::scoped_lock lock(mutex);
        if (asker)
            QMetaObject::invokeMethod(
                asker,
                [task = shared_from_this(), asker = asker, act = std::move(act)] {
                    if (asker->m_task == task)  // given up while this was on its way
                        act(*asker);
                },
                Qt::QueuedConnection);
    }
};

HostResolving::HostResolving(QObject* parent) : QObject(parent) {}

HostResolving::~HostResolving()
{
    end();
}

void HostResolving::start(const std::set<std::string>& hosts, const std::filesystem::path& file, HostResolver resolve)
{
    end();
    m_task = std::make_shared<Task>();
    m_task->asker = this;
    std::thread([task = m_task, hosts, file, resolve = std::move(resolve)] {
        int asked = 0;
        const HostResolver counting = [&](const std::string& host) {
            task->tell([number = ++asked](HostResolving& asker) { Q_EMIT asker.progressed(number); });
            return resolve(host);
        };
        const auto lookup = IpLookup::open(file);
        auto outcome = std::make_shared<Result<HostLookup>>(HostLookup{});
        if (lookup)
            *outcome = lookUpHosts(hosts, **lookup, counting, task->stop.get_token());
        else
            *outcome = tl::unexpected(lookup.error());
        task->tell([outcome](HostResolving& asker) {
            asker.end();
            Q_EMIT asker.busyChanged(false);
            if (*outcome)
                Q_EMIT asker.finished(**outcome);
            else
                Q_EMIT asker.failed(QString::fromStdString(outcome->error().message));
        });
    }).detach();  // it may hang in the system's resolver for a minute
    Q_EMIT busyChanged(true);
}

void HostResolving::cancel()
{
    if (!m_task)
        return;
    end();
    Q_EMIT busyChanged(false);
}

void HostResolving::end()
{
    if (!m_task)
        return;
    m_task->stop.request_stop();
    const std::scoped_lock lock(m_task->mutex);
    m_task->asker = nullptr;
    m_task.reset();
}

}  // namespace naap
