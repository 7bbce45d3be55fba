#pragma once

#include <cstddef>
#include <cstdint>

namespace naap {

/// Which of 64 bytes are what, one bit each, the first byte lowest.
struct ByteMasks {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opening = 0;  ///< { and [
    std::uint64_t closing = 0;  ///< } and ]
    std::uint64_t newlines = 0;

    friend bool operator==(const ByteMasks&, const ByteMasks&) = default;
};

/// Classifies the 64 bytes at `bytes`; with SSE2 where the machine has it. Both give the same.
ByteMasks classify(const char* bytes);
ByteMasks classifyPortably(const char* bytes);

/// Finds the end of a JSON object or array that comes in pieces, 64 bytes at a time: strings and escapes are
/// respected, depth is only a number (nothing recurses), and { [ are taken as equal.
/// A backslash outside strings, where JSON has none, is taken for an escape too.
class BracketScan {
public:
    static constexpr std::size_t unfinished = static_cast<std::size_t>(-1);

    /// Begin again: the next piece starts at an opening bracket.
    void reset() { *this = {}; }

    /// The number of bytes of this piece up to and including the bracket that closes the first one, or `unfinished`.
    /// Adds the line ends among those bytes to `lines`. 64 bytes behind the piece must be readable.
    std::size_t feed(const char* piece, std::size_t size, std::uint64_t& lines);

private:
    std::uint64_t insideStrings(const ByteMasks& masks, std::size_t count);
    std::size_t closingBit(std::uint64_t opening, std::uint64_t closing);

    std::uint64_t m_depth = 0;
    std::uint64_t m_inString = 0;  // all ones inside a string
    bool m_escaped = false;        // the next byte follows a backslash
};

}  // namespace naap
