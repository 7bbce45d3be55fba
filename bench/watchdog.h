#pragma once

#include <algorithm>
#include <ctime>
#include <utility>

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>

namespace naap::bench {

/// What the calling thread has used of the processor, in milliseconds.
inline double workMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// An application whose thread is watched: the longest time between two moments at which it was free for input. A turn
/// of Qt's dispatcher begins with what the window system has; then it is awake, handles what was posted, waits if
/// nothing is left, and runs the timers that are due. So a hold begins when it wakes, or with the first timer after a
/// wait, and ends when it waits or the next turn begins.
class WatchedApplication : public QApplication {
public:
    WatchedApplication(int& count, char** arguments) : QApplication(withOwnDispatcher(count), arguments)
    {
        auto* dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
            release();
            hold();
        });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] { release(); });
    }

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (!m_held.isValid())
            hold();
        m_paints += event->type() == QEvent::Paint;
        m_layouts += event->type() == QEvent::LayoutRequest;
        return QApplication::notify(receiver, event);
    }

    /// Widgets that painted, and layouts that were asked for, so far.
    int paints() const { return m_paints; }
    int layouts() const { return m_layouts; }

    /// Of the time since the last call, in milliseconds. The thread counts as held from now on.
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

private:
    /// GLib's dispatcher handles events within the call that waits for them, and would hide all that is to be measured.
    static int& withOwnDispatcher(int& count)
    {
        qputenv("QT_NO_GLIB", "1");
        return count;
    }
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

    int m_paints = 0;
    int m_layouts = 0;
    QElapsedTimer m_held;
    double m_work_began = 0;
    double m_longest_ms = 0;
    double m_work_ms = 0;
    double m_longest_work_ms = 0;
};

}  // namespace naap::bench
