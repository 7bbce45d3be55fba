#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace naap {

/// A regular expression whose search takes time linear in the text: it never backtracks, so that no filter can hang the
/// program. It knows: literals, `.`, `[a-z]`, `[^a-z]`, `\d \w \s \D \W \S`, `*`, `+`, `?`, `{2}`, `{2,}`, `{2,5}`,
/// `|`,
/// `(...)`, `^` and `$` (start and end of the text), `\` before a sign that is meant as itself, and `(?i)` at the start
/// for upper and lower case (a to z) as one. It knows bytes, not characters: `.` is one byte.
class Pattern {
public:
    struct Error {
        std::string message;     ///< a clause: "the bracket is not closed"
        std::size_t offset = 0;  ///< in the pattern
    };

    /// At most 200 bytes, and 2,000 steps once repetitions are written out.
    static tl::expected<Pattern, Error> of(std::string_view text);

    /// True if some part of `text` matches. Only its first 4,096 bytes count.
    bool isFoundIn(std::string_view text) const;

private:
    friend class PatternReader;

    enum class Step : std::uint8_t { byte, split, jump, start, end, found };
    struct Instruction {
        Step step = Step::found;
        std::size_t bytes = 0;  ///< byte: its set in m_sets
        std::ptrdiff_t to = 1;  ///< split, jump: how far on or back it goes; a split goes to the next one as well
    };

    class Threads;

    std::vector<std::bitset<256>> m_sets;
    std::vector<Instruction> m_program;
};

}  // namespace naap
