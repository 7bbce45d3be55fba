#include "core/feed/bracket_scan.h"

#include <algorithm>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace naap {
namespace {

constexpr std::size_t blockBytes = 64;

constexpr std::uint64_t lowBits(std::size_t count)
{
    return count >= blockBytes ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

// Bit i of the result is the parity of bits 0 to i: set from each opening quote up to before its closing one.
constexpr std::uint64_t runningParity(std::uint64_t bits)
{
    for (unsigned shift = 1; shift < blockBytes; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

#if defined(__SSE2__)
std::uint64_t equalBits(__m128i bytes, char wanted)
{
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
}
#endif

}  // namespace

ByteMasks classifyPortably(const char* bytes)
{
    ByteMasks masks;
    for (std::size_t i = 0; i < blockBytes; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        switch (bytes[i]) {
            case '"': masks.quotes |= bit; break;
            case '\\': masks.backslashes |= bit; break;
            case '\n': masks.newlines |= bit; break;
            case '{':
            case '[': masks.opening |= bit; break;
            case '}':
            case ']': masks.closing |= bit; break;
            default: break;
        }
    }
    return masks;
}

ByteMasks classify(const char* bytes)
{
#if defined(__SSE2__)
    ByteMasks masks;
    for (unsigned i = 0; i < blockBytes; i += 16) {
        const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
        // [ and ] differ from { and } in this bit only, and no other byte becomes a brace by it.
        const __m128i braced = _mm_or_si128(part, _mm_set1_epi8(0x20));
        masks.quotes |= equalBits(part, '"') << i;
        masks.backslashes |= equalBits(part, '\\') << i;
        masks.newlines |= equalBits(part, '\n') << i;
        masks.opening |= equalBits(braced, '{') << i;
        masks.closing |= equalBits(braced, '}') << i;
    }
    return masks;
#else
    return classifyPortably(bytes);
#endif
}

// The bits that lie in strings, among the first `count` bytes; carries over to the next block.
std::uint64_t BracketScan::insideStrings(const ByteMasks& masks, std::size_t count)
{
    std::uint64_t escaped = m_escaped ? 1 : 0;
    m_escaped = false;
    // Each backslash that is not escaped itself escapes the byte behind it.
    for (std::uint64_t rest = masks.backslashes & lowBits(count) & ~escaped; rest != 0;) {
        const auto at = static_cast<std::size_t>(std::countr_zero(rest));
        if (at + 1 == count) {
            m_escaped = true;
            break;
        }
        const std::uint64_t next = std::uint64_t{2} << at;
        escaped |= next;
        rest &= ~(next | (next >> 1));
    }
    const std::uint64_t quotes = masks.quotes & lowBits(count) & ~escaped;
    const std::uint64_t inside = runningParity(quotes) ^ m_inString;
    m_inString = (inside >> (blockBytes - 1)) != 0 ? ~std::uint64_t{0} : 0;
    return inside;
}

// Index of the bracket that brings the depth to 0, or 64.
std::size_t BracketScan::closingBit(std::uint64_t opening, std::uint64_t closing)
{
    const auto closings = static_cast<std::uint64_t>(std::popcount(closing));
    if (closings < m_depth) {
        m_depth += static_cast<std::uint64_t>(std::popcount(opening)) - closings;
        return blockBytes;
    }
    for (std::uint64_t rest = opening | closing; rest != 0; rest &= rest - 1) {
        const std::uint64_t bit = rest & (~rest + 1);
        if ((opening & bit) != 0)
            ++m_depth;
        else if (--m_depth == 0)
            return static_cast<std::size_t>(std::countr_zero(bit));
    }
    return blockBytes;
}

std::size_t BracketScan::feed(const char* piece, std::size_t size, std::uint64_t& lines)
{
    for (std::size_t done = 0; done < size; done += blockBytes) {
        const std::size_t count = std::min(blockBytes, size - done);
        const ByteMasks masks = classify(piece + done);
        const std::uint64_t counted = ~insideStrings(masks, count) & lowBits(count);
        const std::size_t end = closingBit(masks.opening & counted, masks.closing & counted);
        const std::size_t used = std::min(count, end + 1);
        if (masks.newlines != 0)
            lines += static_cast<std::uint64_t>(std::popcount(masks.newlines & lowBits(used)));
        if (end != blockBytes)
            return done + used;
    }
    return unfinished;
}

}  // namespace naap
