#include "core/reports/filter_words.h"

#include <algorithm>
#include <array>

namespace naap {
namespace {

constexpr std::array<std::string_view, 8> kKeywords{"and", "or", "not", "in", "between", "is", "missing", "matches"};

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isBare(char c)
{
    return static_cast<unsigned char>(c) > ' ' && std::string_view("\"'()<>=!~,").find(c) == std::string_view::npos;
}

/// Text from its quote on. A backslash takes a quote or a backslash as itself; before anything else it is itself.
FilterWord quotedAt(std::string_view text, std::size_t at)
{
    FilterWord word{FilterWord::Kind::open, at, text.size() - at, {}};
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == text[at]) {
            word.kind = FilterWord::Kind::quoted;
            word.length = i + 1 - at;
            break;
        }
        const bool escapes = text[i] == '\\' && i + 1 < text.size() &&
                             (text[i + 1] == '\\' || text[i + 1] == '"' || text[i + 1] == '\'');
        word.text += escapes ? text[++i] : text[i];
    }
    return word;
}

FilterWord signAt(std::string_view text, std::size_t at)
{
    using Kind = FilterWord::Kind;
    const std::string_view two = text.substr(at, 2);
    if (two == "<=" || two == ">=" || two == "!=")
        return {Kind::sign, at, 2, std::string(two)};
    if (two == "==")
        return {Kind::sign, at, 2, "="};
    const bool isKnown = std::string_view("=<>~(),").find(text[at]) != std::string_view::npos;
    return {isKnown ? Kind::sign : Kind::broken, at, 1, std::string(1, text[at])};
}

}  // namespace

std::string loweredAscii(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

bool FilterWord::isKeyword(std::string_view keyword) const
{
    return kind == Kind::bare && text.size() == keyword.size() && loweredAscii(text) == keyword;
}

bool isFilterKeyword(std::string_view word)
{
    return std::ranges::find(kKeywords, loweredAscii(word)) != kKeywords.end();
}

std::vector<FilterWord> wordsOf(std::string_view text)
{
    std::vector<FilterWord> words;
    for (std::size_t at = 0; at < text.size();) {
        if (isBlank(text[at])) {
            ++at;
            continue;
        }
        if (text[at] == '"' || text[at] == '\'') {
            words.push_back(quotedAt(text, at));
        } else if (isBare(text[at])) {
            std::size_t end = at;
            while (end < text.size() && isBare(text[end]))
                ++end;
            words.push_back({FilterWord::Kind::bare, at, end - at, std::string(text.substr(at, end - at))});
        } else {
            words.push_back(signAt(text, at));
        }
        at = words.back().end();
    }
    return words;
}

}  // namespace naap
