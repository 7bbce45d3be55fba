#pragma once

#include <memory>

#include "core/notify/alert_watcher.h"

class QCoreApplication;
class QThread;

namespace naap {

class DesktopNotifier;

/// Notifications of the desktop from a program without a window: a thread that talks to the session bus, where there is
/// one, and passes on what people click.
class DesktopThread {
public:
    DesktopThread();
    ~DesktopThread();
    DesktopThread(const DesktopThread&) = delete;
    DesktopThread& operator=(const DesktopThread&) = delete;

    /// What came of it goes to `watcher`, which outlives this. Any thread; nothing waits.
    void show(const BookedMessage& message, AlertWatcher& watcher);

private:
    std::unique_ptr<QCoreApplication> m_application;  ///< of our own, where there is none
    std::unique_ptr<QThread> m_thread;
    DesktopNotifier* m_notifier = nullptr;  ///< lives and ends on the thread
};

}  // namespace naap
