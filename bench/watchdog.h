#pragma once

#include <algorithm>
#include <ctime>
#include <utility>

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>

namespace naap::bench {

/// The longest time between two moments at which the thread was free for input.
class Watchdog {
public:
    /// Before the application is made: GLib's dispatcher handles events within the call that waits for them, between
    /// aboutToBlock() and awake(), and would hide all that is to be measured.
    static void prepare() { qputenv("QT_NO_GLIB", "1"); }

    Watchdog()
    {
        auto* dispatcher = QAbstractEventDispatcher::instance();
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, dispatcher, [this] {
            if (!m_held.isValid())  // else it has not waited since: what timers did before counts too
                hold();
        });
        QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, dispatcher, [this] { release(); });
        hold();
    }
    /// Of the time since the last call, in milliseconds. The thread counts as held until it waits for input next.
    double takeLongest()
    {
        release();
        hold();
        m_longest_work_ms = std::exchange(m_work_ms, 0);
        return std::exchange(m_longest_ms, 0);
    }
    /// The same in time of the processor, until the last takeLongest(): what others on a busy machine do is no part of
    /// it.
    double longestWork() const { return m_longest_work_ms; }
    /// What the calling thread has used of the processor.
    static double workMs()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }

private:
    void hold()
    {
        m_held.start();
        m_work_began = workMs();
    }
    void release()
    {
        if (m_held.isValid()) {
            m_longest_ms = std::max(m_longest_ms, static_cast<double>(m_held.nsecsElapsed()) / 1e6);
            m_work_ms = std::max(m_work_ms, workMs() - m_work_began);
        }
        m_held.invalidate();
    }

    QElapsedTimer m_held;
    double m_work_began = 0;
    double m_longest_ms = 0;
    double m_work_ms = 0;
    double m_longest_work_ms = 0;
};

}  // namespace naap::bench
