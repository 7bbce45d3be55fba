#include "core/reports/pattern.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace naap {
namespace {

constexpr std::size_t kLongestPattern = 200;
constexpr std::size_t kMostSteps = 2'000;
constexpr std::size_t kDeepest = 50;
constexpr std::size_t kBytesSearched = 4'096;

using ByteSet = std::bitset<256>;

std::size_t indexOf(char c)
{
    return static_cast<unsigned char>(c);
}

void addRange(ByteSet& set, std::size_t first, std::size_t last)
{
    for (std::size_t byte = first; byte <= last; ++byte)
        set.set(byte);
}

/// `\d`, `\w`, `\s`, their opposites in capitals, `\n`, `\t`, `\r`, and any sign that is no letter or digit.
std::optional<ByteSet> escaped(char c)
{
    ByteSet set;
    switch (c) {
        case 'd':
        case 'D': addRange(set, '0', '9'); break;
        case 'w':
        case 'W':
            addRange(set, '0', '9');
            addRange(set, 'A', 'Z');
            addRange(set, 'a', 'z');
            set.set('_');
            break;
        case 's':
        case 'S':
            addRange(set, '\t', '\r');
            set.set(' ');
            break;
        case 'n': return ByteSet().set('\n');
        case 't': return ByteSet().set('\t');
        case 'r': return ByteSet().set('\r');
        default:
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
                return std::nullopt;
            return ByteSet().set(indexOf(c));
    }
    return c >= 'a' ? set : ~set;
}

void foldCase(ByteSet& set)
{
    for (std::size_t letter = 'a'; letter <= 'z'; ++letter) {
        const std::size_t capital = letter - 'a' + 'A';
        if (set[letter] || set[capital])
            set.set(letter).set(capital);
    }
}

}  // namespace

/// Reads a pattern into pieces of program, each of which goes on behind its own end.
class PatternReader {
public:
    explicit PatternReader(std::string_view text) : m_text(text) {}

    tl::expected<Pattern, Pattern::Error> read()
    {
        if (m_text.size() > kLongestPattern)
            return tl::unexpected(
                Pattern::Error{fmt::format("a pattern has at most {} bytes", kLongestPattern), kLongestPattern});
        m_anyCase = takes("(?i)");
        Piece piece = alternatives();
        if (!m_error && m_at < m_text.size())
            fail("there is no `(` to this `)`", m_at);
        if (m_error)
            return tl::unexpected(*m_error);
        piece.push_back({Pattern::Step::found, 0, 1});
        m_pattern.m_program = std::move(piece);
        return std::move(m_pattern);
    }

private:
    using Piece = std::vector<Pattern::Instruction>;

    bool atEnd() const { return m_error || m_at >= m_text.size(); }
    bool takes(std::string_view sign)
    {
        if (!m_text.substr(m_at).starts_with(sign))
            return false;
        m_at += sign.size();
        return true;
    }
    void fail(std::string message, std::size_t offset)
    {
        if (!m_error)
            m_error = Pattern::Error{std::move(message), offset};
    }

    static std::ptrdiff_t sizeOf(const Piece& piece) { return static_cast<std::ptrdiff_t>(piece.size()); }

    void append(Piece& piece, const Piece& more)
    {
        if (piece.size() + more.size() > kMostSteps)
            fail("the pattern repeats too much", m_at);
        else
            piece.insert(piece.end(), more.begin(), more.end());
    }

    Piece alternatives()
    {
        Piece piece = sequence();
        while (!atEnd() && takes("|")) {
            const Piece other = sequence();
            Piece both{{Pattern::Step::split, 0, sizeOf(piece) + 2}};
            append(both, piece);
            both.push_back({Pattern::Step::jump, 0, sizeOf(other) + 1});
            append(both, other);
            piece = std::move(both);
        }
        return piece;
    }

    Piece sequence()
    {
        Piece piece;
        while (!atEnd() && m_text[m_at] != '|' && m_text[m_at] != ')')
            append(piece, repeated());
        return piece;
    }

    Piece repeated()
    {
        Piece piece = single();
        while (!atEnd()) {
            const std::size_t start = m_at;
            if (takes("*"))
                piece = times(piece, 0, std::nullopt);
            else if (takes("+"))
                piece = times(piece, 1, std::nullopt);
            else if (takes("?"))
                piece = times(piece, 0, 1);
            else if (takes("{"))
                piece = counted(piece, start);
            else
                break;
        }
        return piece;
    }

    Piece times(const Piece& one, std::size_t least, std::optional<std::size_t> most)
    {
        Piece piece;
        for (std::size_t i = 0; i < least && !m_error; ++i)
            append(piece, one);
        if (!most) {
            piece.push_back({Pattern::Step::split, 0, sizeOf(one) + 2});
            append(piece, one);
            piece.push_back({Pattern::Step::jump, 0, -(sizeOf(one) + 1)});
        }
        for (std::size_t i = least; most && i < *most && !m_error; ++i) {
            piece.push_back({Pattern::Step::split, 0, sizeOf(one) + 1});
            append(piece, one);
        }
        return piece;
    }

    std::optional<std::size_t> number()
    {
        std::size_t value = 0;
        const char* start = m_text.data() + m_at;
        const auto [end, error] = std::from_chars(start, m_text.data() + m_text.size(), value);
        if (error != std::errc() || value > kMostSteps)
            return std::nullopt;
        m_at += static_cast<std::size_t>(end - start);
        return value;
    }

    Piece counted(const Piece& one, std::size_t start)
    {
        const auto least = number();
        auto most = least;
        if (least && takes(","))
            most = number();
        const bool isOpen = least && !most && m_text[m_at - 1] == ',';
        if (!least || (!most && !isOpen) || !takes("}") || (most && *most < *least)) {
            fail("expected a repetition such as {2}, {2,} or {2,5}", start);
            return {};
        }
        return times(one, *least, most);
    }

    Piece byteOf(ByteSet set)
    {
        if (m_anyCase)
            foldCase(set);
        m_pattern.m_sets.push_back(set);
        return {{Pattern::Step::byte, m_pattern.m_sets.size() - 1, 1}};
    }

    Piece single()
    {
        const std::size_t start = m_at;
        const char c = m_text[m_at++];
        switch (c) {
            case '(': return group(start);
            case '[': return byteOf(bracket(start));
            case '.': return byteOf(~ByteSet());
            case '^': return {{Pattern::Step::start, 0, 1}};
            case '$': return {{Pattern::Step::end, 0, 1}};
            case '\\': return byteOf(escape(start));
            case '*':
            case '+':
            case '?':
            case '{': fail(fmt::format("there is nothing that this `{}` repeats", c), start); return {};
            default: return byteOf(ByteSet().set(indexOf(c)));
        }
    }

    Piece group(std::size_t start)
    {
        if (++m_depth > kDeepest)
            fail("too many parentheses in each other", start);
        if (takes("?") && !takes(":"))
            fail("of what begins with `(?` only `(?:` is known here, and `(?i)` at the start", start);
        Piece piece = m_error ? Piece() : alternatives();
        --m_depth;
        if (!takes(")"))
            fail("this parenthesis is not closed", start);
        return piece;
    }

    ByteSet escape(std::size_t start)
    {
        if (m_at >= m_text.size()) {
            fail("a `\\` at the end stands for nothing", start);
            return {};
        }
        const char c = m_text[m_at++];
        const auto set = escaped(c);
        if (!set)
            fail(fmt::format("there is no `\\{}`", c), start);
        return set.value_or(ByteSet());
    }

    ByteSet bracket(std::size_t start)
    {
        ByteSet set;
        const bool isOpposite = takes("^");
        for (bool isFirst = true; !m_error; isFirst = false) {
            if (m_at >= m_text.size()) {
                fail("this bracket is not closed", start);
                break;
            }
            const std::size_t at = m_at;
            const char c = m_text[m_at++];
            if (c == ']' && !isFirst)
                break;
            if (c == '\\') {
                set |= escape(at);
                continue;
            }
            const bool isRange = m_at + 1 < m_text.size() && m_text[m_at] == '-' && m_text[m_at + 1] != ']';
            const std::size_t last = indexOf(isRange ? m_text[m_at + 1] : c);
            if (isRange)
                m_at += 2;
            if (last < indexOf(c) || (isRange && m_text[m_at - 1] == '\\'))
                fail("expected a range such as a-z", at);
            else
                addRange(set, indexOf(c), last);
        }
        if (m_anyCase)
            foldCase(set);
        return isOpposite ? ~set : set;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    bool m_anyCase = false;
    std::optional<Pattern::Error> m_error;
    Pattern m_pattern;
};

/// All places of the program that a search is at, each once.
class Pattern::Threads {
public:
    explicit Threads(std::size_t size) : m_seen(size, false) {}

    /// Adds `place` and what is reached from it without reading a byte; true when the end of the pattern is.
    bool add(const Pattern& pattern, std::size_t place, bool atStart, bool atEnd)
    {
        m_open.push_back(place);
        while (!m_open.empty()) {
            const std::size_t at = m_open.back();
            m_open.pop_back();
            if (m_seen[at])
                continue;
            m_seen[at] = true;
            m_places.push_back(at);
            const Instruction& here = pattern.m_program[at];
            if (here.step == Step::found)
                return true;
            if (here.step == Step::split || (here.step == Step::start && atStart) || (here.step == Step::end && atEnd))
                m_open.push_back(at + 1);
            if (here.step == Step::split || here.step == Step::jump)
                m_open.push_back(at + static_cast<std::size_t>(here.to));
        }
        return false;
    }

    const std::vector<std::size_t>& places() const { return m_places; }

    void clear()
    {
        for (const std::size_t place : m_places)
            m_seen[place] = false;
        m_places.clear();
    }

private:
    std::vector<bool> m_seen;
    std::vector<std::size_t> m_places;
    std::vector<std::size_t> m_open;
};

tl::expected<Pattern, Pattern::Error> Pattern::of(std::string_view text)
{
    return PatternReader(text).read();
}

bool Pattern::isFoundIn(std::string_view text) const
{
    text = text.substr(0, kBytesSearched);
    Threads now(m_program.size());
    Threads next(m_program.size());
    for (std::size_t at = 0;; ++at) {
        const bool atEnd = at == text.size();
        if (now.add(*this, 0, at == 0, atEnd))
            return true;
        if (atEnd)
            return false;
        for (const std::size_t place : now.places()) {
            const Instruction& here = m_program[place];
            if (here.step == Step::byte && m_sets[here.bytes][indexOf(text[at])] &&
                next.add(*this, place + 1, false, at + 1 == text.size()))
                return true;
        }
        std::swap(now, next);
        next.clear();
    }
}

}  // namespace naap
