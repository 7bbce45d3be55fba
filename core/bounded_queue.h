#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace naap {

/// Hands values from one thread to the next. A full queue makes the producer wait, so that a fast stage never fills
/// the memory. Any thread may call any function.
template <class T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t limit) : m_limit(limit) {}

    /// False when the queue was closed meanwhile: the value is dropped.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || m_values.size() < m_limit; });
        if (m_closed)
            return false;
        m_values.push_back(std::move(value));
        m_changed.notify_all();
        return true;
    }

    /// Waits for a value; nothing when the queue is closed and empty.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || !m_values.empty(); });
        if (m_values.empty())
            return std::nullopt;
        T value = std::move(m_values.front());
        m_values.pop_front();
        m_changed.notify_all();
        return value;
    }

    /// The same, but gives up at `deadline`.
    std::optional<T> popUntil(std::chrono::steady_clock::time_point deadline)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, deadline, [this] { return m_closed || !m_values.empty(); });
        if (m_values.empty())
            return std::nullopt;
        T value = std::move(m_values.front());
        m_values.pop_front();
        m_changed.notify_all();
        return value;
    }

    /// No more values come in; those inside can still be taken out.
    void close()
    {
        std::scoped_lock lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    std::size_t m_limit;
    std::mutex m_mutex;  // guards the two below
    std::deque<T> m_values;
    bool m_closed = false;
    std::condition_variable m_changed;
};

}  // namespace naap
