#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <stop_token>
#include <string>

#include <QObject>

#include "core/geo/host_lookup.h"

namespace naap {

/// Resolves hosts by name on a thread of its own, and finds their places in a file. A name server may take long: nobody
/// waits for it, neither the window's thread nor the program's end. Lives on the window's thread.
class HostResolving : public QObject {
    Q_OBJECT
public:
    explicit HostResolving(QObject* parent = nullptr);
    ~HostResolving() override;

    /// Asks `resolve` for each host, on the other thread; it may be called after this object is gone. What was asked
    /// before is given up.
    void start(const std::set<std::string>& hosts, const std::filesystem::path& file, HostResolver resolve);
    /// Gives up at once: nothing is told any more of what was asked.
    void cancel();
    bool isBusy() const { return m_task != nullptr; }

Q_SIGNALS:
    void busyChanged(bool busy);
    void progressed(int asked);  ///< hosts so far, with the one that is being asked for
    void finished(const HostLookup& result);
    void failed(const QString& sentence);  ///< nothing was asked: the file cannot be read

private:
    struct Task;
    void end();
    std::shared_ptr<Task> m_task;
};

}  // namespace naap
