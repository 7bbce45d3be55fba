#include "core/feed/recognition.h"

#include <array>
#include <cctype>

namespace naap {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
    std::string_view bytes;
    std::size_t offset;
    ForeignFile kind;
};

// What gzip and zstd begin with is foreign where it stands behind the decompression: it was compressed twice.
constexpr std::array magics = {
    Magic{"SQLite format 3\0"sv, 0, {"a SQLite database", ""}},
    Magic{"\x89PNG\r\n\x1a\n"sv, 0, {"a PNG image", ""}},
    Magic{"\xff\xd8\xff"sv, 0, {"a JPEG image", ""}},
    Magic{"GIF8"sv, 0, {"a GIF image", ""}},
    Magic{"%PDF-"sv, 0, {"a PDF document", ""}},
    Magic{"\x7f"
          "ELF"sv,
          0,
          {"a program (ELF)", ""}},
    Magic{"PAR1"sv, 0, {"a Parquet table", "export it as NDJSON"}},
    Magic{"PK\x03\x04"sv, 0, {"a zip archive", "unpack it first"}},
    Magic{"PK\x05\x06"sv, 0, {"an empty zip archive", ""}},
    Magic{"7z\xbc\xaf\x27\x1c"sv, 0, {"a 7z archive", "unpack it first"}},
    Magic{"Rar!\x1a\x07"sv, 0, {"a rar archive", "unpack it first"}},
    Magic{"ustar"sv, 257, {"a tar archive", "unpack it first"}},
    Magic{"\xfd"
          "7zXZ\0"sv,
          0,
          {"a file compressed with xz", "decompress it first"}},
    Magic{"1AY&SY"sv, 4, {"a file compressed with bzip2", "decompress it first"}},
    Magic{"\x04\x22\x4d\x18"sv, 0, {"a file compressed with lz4", "decompress it first"}},
    Magic{"\x1f\x8b"sv, 0, {"a file compressed twice", "decompress it once"}},
    Magic{"\x28\xb5\x2f\xfd"sv, 0, {"a file compressed twice", "decompress it once"}},
    Magic{"\xff\xfe"sv, 0, {"UTF-16 text", "save it as UTF-8"}},
    Magic{"\xfe\xff"sv, 0, {"UTF-16 text", "save it as UTF-8"}},
    Magic{"{\0"sv, 0, {"UTF-16 text", "save it as UTF-8"}},
    Magic{"[\0"sv, 0, {"UTF-16 text", "save it as UTF-8"}},
    Magic{"\0{"sv, 0, {"UTF-16 text", "save it as UTF-8"}},
    Magic{"\0["sv, 0, {"UTF-16 text", "save it as UTF-8"}},
};

constexpr std::array tellingMembers = {"capabilities_names"sv, "orchestrators"sv, "generated_at"sv, "topics"sv};
constexpr std::size_t longestTellingMember = 18;
constexpr std::uint32_t snapshotMembers = 0b0011;
constexpr std::uint32_t reportMembers = 0b1100;

bool isScalarByte(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '+' || c == '.';
}

}  // namespace

std::optional<ForeignFile> foreignFile(std::string_view head)
{
    for (const Magic& magic : magics) {
        if (head.size() >= magic.offset && head.substr(magic.offset).starts_with(magic.bytes))
            return magic.kind;
    }
    return std::nullopt;
}

std::size_t ObjectProbe::feed(std::string_view piece)
{
    std::size_t count = 0;
    while (count < piece.size() && m_state == State::open)
        take(piece[count++]);
    return count;
}

void ObjectProbe::take(char c)
{
    if (m_inString) {
        takeInString(c);
        return;
    }
    if (m_inScalar) {
        if (isScalarByte(c))
            return;
        m_inScalar = false;
        valueEnded();
    }
    if (c == '\n') {
        m_severalLines = true;
        return;
    }
    if (c == ' ' || c == '\t' || c == '\r')
        return;
    if (m_severalLines && m_secondLine == 0)
        m_secondLine = c;
    takeStructure(c);
}

void ObjectProbe::takeInString(char c)
{
    if (static_cast<unsigned char>(c) < 0x20) {
        m_state = State::wrong;
        return;
    }
    const bool ends = c == '"' && !m_escaped;
    if (!ends && m_isKey && m_objects.size() == 1 && m_key.size() <= longestTellingMember)
        m_key.push_back(c);
    m_escaped = c == '\\' && !m_escaped;
    if (!ends)
        return;
    m_inString = false;
    if (m_isKey)
        endKey();
    else
        valueEnded();
}

void ObjectProbe::takeStructure(char c)
{
    const bool wantsValue = m_expect == Expect::value || m_expect == Expect::valueOrEnd;
    const bool wantsKey = m_expect == Expect::key || m_expect == Expect::keyOrEnd;
    if (c == '"' && (wantsValue || wantsKey)) {
        m_inString = true;
        m_isKey = wantsKey;
    } else if ((c == '{' || c == '[') && wantsValue) {
        open(c == '{');
    } else if (c == '}' || c == ']') {
        close(c == '}');
    } else if (c == ':' && m_expect == Expect::colon) {
        m_expect = Expect::value;
    } else if (c == ',' && m_expect == Expect::commaOrEnd) {
        m_expect = m_objects.back() ? Expect::key : Expect::value;
    } else if (wantsValue && isScalarByte(c)) {
        m_inScalar = true;
    } else {
        m_state = State::wrong;
    }
}

void ObjectProbe::open(bool object)
{
    m_objects.push_back(object);
    m_expect = object ? Expect::keyOrEnd : Expect::valueOrEnd;
}

void ObjectProbe::close(bool object)
{
    const bool mayEnd = m_expect == Expect::commaOrEnd || m_expect == (object ? Expect::keyOrEnd : Expect::valueOrEnd);
    if (!mayEnd || m_objects.back() != object) {
        m_state = State::wrong;
        return;
    }
    m_objects.pop_back();
    valueEnded();
    if (m_objects.empty())
        m_state = State::closed;
}

void ObjectProbe::valueEnded()
{
    m_expect = Expect::commaOrEnd;
}

void ObjectProbe::endKey()
{
    m_expect = Expect::colon;
    for (std::size_t i = 0; i < tellingMembers.size(); ++i) {
        if (m_key == tellingMembers[i])
            m_seen |= 1U << i;
    }
    m_key.clear();
}

bool ObjectProbe::isSnapshot() const
{
    return (m_seen & snapshotMembers) == snapshotMembers;
}

std::optional<std::string> ObjectProbe::kind() const
{
    if (isSnapshot())
        return "a capability snapshot without id and time";
    if ((m_seen & reportMembers) == reportMembers)
        return "an inspector report";
    return std::nullopt;
}

}  // namespace naap
