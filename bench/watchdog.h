#pragma once

#include <algorithm>
#include <utility>

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>

namespace naap::bench {

/// The longest time between two moments at which the thread was free for input.
class Watchdog {
public:
    Watchdog()
    {
        auto* dispatcher = QAbstractEventDispatcher::instance();
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, dispatcher, [this] { m_held.start(); });
        QObject::connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, dispatcher, [this] { release(); });
        m_held.start();
    }
    /// Of the time since the last call, in milliseconds. The thread counts as held until it waits for input next.
    double takeLongest()
    {
        release();
        m_held.start();
        return std::exchange(m_longest_ms, 0);
    }

private:
    void release()
    {
        if (m_held.isValid())
            m_longest_ms = std::max(m_longest_ms, static_cast<double>(m_held.nsecsElapsed()) / 1e6);
        m_held.invalidate();
    }

    QElapsedTimer m_held;
    double m_longest_ms = 0;
};

}  // namespace naap::bench
