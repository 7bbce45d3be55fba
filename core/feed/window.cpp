#include "core/feed/window.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/feed/record.h"

namespace naap {

Window::Window(std::unique_ptr<ByteSource> source, std::size_t block)
    : m_source(std::move(source)), m_block(std::max<std::size_t>(block, 1)), m_memory(new char[readablePadding]())
{
}

void Window::makeRoom()
{
    const std::size_t kept = size();
    if (kept + m_block <= m_capacity) {
        std::memmove(m_memory.get(), data(), kept);
    } else {
        // By half more, so that a long record is not moved at every block.
        const std::size_t capacity = kept + kept / 2 + m_block + m_block / 8;
        std::unique_ptr<char[]> memory(new char[capacity + readablePadding]());
        std::memcpy(memory.get(), data(), kept);
        m_memory = std::move(memory);
        m_capacity = capacity;
    }
    m_begin = 0;
    m_end = kept;
}

Result<void> Window::refill()
{
    if (m_error)
        return tl::unexpected(*m_error);
    makeRoom();
    std::size_t added = 0;
    while (added < m_block && !m_ended) {
        const auto got = m_source->read(m_memory.get() + m_end, m_block - added);
        if (!got) {
            m_error = got.error();
            if (added == 0)
                return tl::unexpected(*m_error);
            break;
        }
        m_end += *got;
        added += *got;
        m_ended = *got == 0;
    }
    return {};
}

}  // namespace naap
