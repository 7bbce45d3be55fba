#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace naap {

/// A file that holds no events.
struct ForeignFile {
    std::string_view noun;    ///< "a PNG image"
    std::string_view remedy;  ///< "unpack it first"; blank when nothing helps
};

/// Which well-known kind of file, that cannot hold events, starts with these bytes. Looks at up to 512 bytes.
std::optional<ForeignFile> foreignFile(std::string_view head);

/// Follows the first object of a text through its grammar, in pieces: does it close, on which line, and with
/// which members? This tells an object printed over several lines from NDJSON whose first line is broken: the lines
/// of the one go on with the object, those of the other sooner or later do not fit.
class ObjectProbe {
public:
    enum class State {
        open,    ///< so far, so good
        closed,  ///< the object is complete
        wrong,   ///< this is not JSON
    };

    /// The first byte of the first piece is the object's `{`. Returns the bytes that belong to the object.
    std::size_t feed(std::string_view piece);

    State state() const { return m_state; }
    bool severalLines() const { return m_severalLines; }

    /// Whether the first byte of the object's second line that is not blank is a `{`.
    bool secondLineOpensObject() const { return m_secondLine == '{'; }

    /// Whether its members are those of a capability snapshot.
    bool isSnapshot() const;

    /// What the object is, as a noun, if its members tell: "a capability snapshot without id and time" or
    /// "an inspector report".
    std::optional<std::string> kind() const;

private:
    enum class Expect { value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd };

    void take(char c);
    void takeInString(char c);
    void takeStructure(char c);
    void open(bool object);
    void close(bool object);
    void valueEnded();
    void endKey();

    State m_state = State::open;
    Expect m_expect = Expect::value;
    std::vector<bool> m_objects;  // the open brackets: is it an object?
    bool m_inString = false;
    bool m_escaped = false;
    bool m_isKey = false;
    bool m_inScalar = false;
    bool m_severalLines = false;
    char m_secondLine = 0;
    std::string m_key;
    std::uint32_t m_seen = 0;  // which of the telling members
};

}  // namespace naap
