#include "core/events/redaction.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include <nlohmann/json.hpp>

namespace naap {
namespace {

constexpr std::string_view kWord = "redacted";
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::array<std::string_view, 4> kPrivateMembers = {"params", "last_params", "clientIP", "client_ip"};
constexpr std::array<std::pair<PrivateData, std::string_view>, 3> kNames = {
    {{PrivateData::redact, "redact"}, {PrivateData::hash, "hash"}, {PrivateData::keep, "keep"}}};

/// A value that tells nobody anything.
bool saysNothing(std::string_view value)
{
    if (value.empty() || value == "null" || value == R"("")" || value == R"("redacted")")
        return true;
    if (value.starts_with('{') || value.starts_with('['))
        return value.find_first_not_of(kSpace, 1) == value.size() - 1;
    return false;
}

/// Behind the string that begins at `begin` with its quotation mark; the end of a text that is cut short.
std::size_t endOfString(std::string_view text, std::size_t begin)
{
    for (std::size_t at = text.find('"', begin + 1); at != std::string_view::npos; at = text.find('"', at + 1)) {
        std::size_t backslashes = 0;
        while (text[at - 1 - backslashes] == '\\')  // ends at the opening mark at the latest
            ++backslashes;
        if (backslashes % 2 == 0)
            return at + 1;
    }
    return text.size();
}

std::size_t skipSpace(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(kSpace, at), text.size());
}

/// Behind the value that begins at `begin`.
std::size_t endOfValue(std::string_view text, std::size_t begin)
{
    if (begin >= text.size())
        return text.size();
    if (text[begin] == '"')
        return endOfString(text, begin);
    if (text[begin] != '{' && text[begin] != '[')
        return std::min(text.find_first_of(",]} \t\r\n", begin), text.size());
    int depth = 0;
    for (std::size_t at = begin; at < text.size();) {
        switch (text[at]) {
            case '"': at = endOfString(text, at); continue;
            case '{':
            case '[': ++depth; break;
            case '}':
            case ']': --depth; break;
            default: break;
        }
        ++at;
        if (depth == 0)
            return at;
    }
    return text.size();
}

/// Whether `part` stands in the name of a private member whose value says something. In a text without backslashes two
/// marks with no third between them enclose a name or a value, so no more has to be read to know.
bool isInPrivateMember(std::string_view text, std::size_t part)
{
    const std::size_t begin = text.rfind('"', part);
    if (begin == std::string_view::npos)
        return false;
    const std::size_t end = endOfString(text, begin);
    const std::size_t colon = skipSpace(text, end);
    const std::string_view name = text.substr(begin + 1, end - begin - 2);
    if (colon == text.size() || text[colon] != ':' || std::ranges::find(kPrivateMembers, name) == kPrivateMembers.end())
        return false;
    const std::size_t value = skipSpace(text, colon + 1);
    return !saysNothing(text.substr(value, endOfValue(text, value) - value));
}

std::size_t positionOf(std::string_view text, std::string_view part, std::size_t from)
{
    const void* at = ::memmem(text.data() + from, text.size() - from, part.data(), part.size());
    return at ? static_cast<std::size_t>(static_cast<const char*>(at) - text.data()) : std::string_view::npos;
}

/// Whether something in the text could be private; most records hold nothing of the kind, and this is quick to see. A
/// backslash may write a name in another way, and `data` as text has all its marks behind one.
bool mayHoldPrivate(std::string_view text)
{
    if (std::memchr(text.data(), '\\', text.size()))
        return true;
    for (const std::string_view part : {"params\"", "client"})
        for (std::size_t at = positionOf(text, part, 0); at != std::string_view::npos;
             at = positionOf(text, part, at + 1))
            if (isInPrivateMember(text, at))
                return true;
    return false;
}

/// Whether the name of a member, which stands between its marks, is `name`. Escapes in it are read.
bool isNamed(std::string_view quoted, std::string_view name)
{
    if (quoted.find('\\') == std::string_view::npos)
        return quoted.substr(1, quoted.size() - 2) == name;
    const auto read = nlohmann::json::parse(quoted, nullptr, false);
    return read.is_string() && read.get_ref<const std::string&>() == name;
}

bool isPrivate(std::string_view quoted)
{
    return std::ranges::any_of(kPrivateMembers, [&](std::string_view name) { return isNamed(quoted, name); });
}

/// Calls `visit(name, value, isOutermost)` for each member of the text's objects, in order. `value()` is its text; what
/// stands in a value for which it returns true is passed over. The text is JSON, or cut JSON, whose last value then
/// ends with it.
template <class Visitor>
void forEachMemberText(std::string_view text, Visitor&& visit)
{
    int depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (const char c = text[at]; c != '"') {
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            ++at;
            continue;
        }
        const std::size_t end = endOfString(text, at);
        const std::size_t colon = skipSpace(text, end);
        if (colon == text.size() || text[colon] != ':') {
            at = end;
            continue;
        }
        const std::size_t value = skipSpace(text, colon + 1);
        const auto valueText = [&] { return text.substr(value, endOfValue(text, value) - value); };
        at = visit(text.substr(at, end - at), valueText, depth == 1) ? value + valueText().size() : value;
    }
}

}  // namespace

std::string_view privateDataName(PrivateData value)
{
    return kNames[static_cast<std::size_t>(value)].second;
}

std::optional<PrivateData> privateDataFromName(std::string_view name)
{
    const auto* const found = std::ranges::find(kNames, name, &std::pair<PrivateData, std::string_view>::second);
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

std::string Redactor::wordFor(std::string_view value) const
{
    if (m_mode == PrivateData::redact)
        return fmt::format("\"{}\"", kWord);
    const XXH128_hash_t hash = XXH3_128bits_withSeed(value.data(), value.size(), m_seed);
    return fmt::format("\"{}:{:016x}{:016x}\"", kWord, hash.high64, hash.low64);
}

/// What was replaced before, by either word, is not replaced by a hash of that word.
bool Redactor::mayStay(std::string_view value) const
{
    return saysNothing(value) || (m_mode == PrivateData::hash && value.starts_with(R"("redacted:)"));
}

void Redactor::splice(std::string& out, std::string_view text, const Replacements& replacements)
{
    const char* at = text.data();
    for (const Replacement& replacement : replacements) {
        out.append(at, replacement.old.data());
        out.append(replacement.text);
        at = replacement.old.data() + replacement.old.size();
    }
    out.append(at, text.data() + text.size());
}

/// JSON text of the string that `data` is; blank when nothing in it is private.
std::string Redactor::redactedData(std::string_view dataText) const
{
    const Replacements replacements = findPrivate(dataText, {});
    if (replacements.empty())
        return {};
    std::string spliced;
    splice(spliced, dataText, replacements);
    return nlohmann::json(spliced).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Redactor::Replacements Redactor::findPrivate(std::string_view text, std::string_view dataText) const
{
    Replacements found;
    forEachMemberText(text, [&](std::string_view name, const auto& value, bool isOutermost) {
        if (isPrivate(name)) {
            if (const std::string_view old = value(); !mayStay(old))
                found.push_back({old, wordFor(old)});
            return true;
        }
        if (isOutermost && !dataText.empty() && isNamed(name, "data"))
            if (std::string data = redactedData(dataText); !data.empty())
                found.push_back({value(), std::move(data)});
        return false;
    });
    return found;
}

std::string_view Redactor::stored(const RecordParser& parser, const ParsedRecord& record)
{
    const std::string_view text = record.payload;
    if (m_mode == PrivateData::keep || record.family == Family::network_capabilities || !mayHoldPrivate(text))
        return text;
    const Replacements replacements = findPrivate(text, parser.dataText());
    if (replacements.empty())
        return text;
    m_out.clear();
    splice(m_out, text, replacements);
    return m_out;
}

}  // namespace naap
