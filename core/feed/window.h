#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "core/feed/byte_source.h"

namespace naap {

/// A moving view of a byte source: the bytes that are still needed, in one piece of memory, with
/// `readablePadding` readable bytes behind. It grows with what is kept: keeping is bounded by who uses it.
class Window {
public:
    /// Reads `block` bytes (at least 1) at a time.
    Window(std::unique_ptr<ByteSource> source, std::size_t block);

    const char* data() const { return m_memory.get() + m_begin; }
    std::size_t size() const { return m_end - m_begin; }
    std::string_view text() const { return {data(), size()}; }

    /// Position of `data()` in the source.
    std::uint64_t offset() const { return m_offset; }

    /// Whether `text()` is all there is.
    bool ended() const { return m_ended; }

    /// Gives up the first `count` bytes. Their memory stays as it is until `refill`.
    void drop(std::size_t count)
    {
        m_begin += count;
        m_offset += count;
    }

    /// Adds the next block, or fewer bytes at the end. What is kept may move. An error of the source is returned
    /// once everything before it has been added, and again at every later call.
    Result<void> refill();

    const ByteSource& source() const { return *m_source; }

private:
    void makeRoom();

    std::unique_ptr<ByteSource> m_source;
    std::size_t m_block;
    std::unique_ptr<char[]> m_memory;
    std::size_t m_capacity = 0;  // without the padding
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0;
    bool m_ended = false;
    std::optional<Error> m_error;
};

}  // namespace naap
