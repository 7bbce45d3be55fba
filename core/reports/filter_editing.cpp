#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/reports/filter.h"
#include "core/reports/filter_reader.h"

// What an editor of filters asks: colours, completion, and conditions added by a click.
namespace naap {
namespace {

using Kind = FilterTokenKind;

/// Knows what a word is from the words before it, without knowing the fields.
class TokenReader {
public:
    Kind kindOf(const FilterWord& word)
    {
        switch (word.kind) {
            case FilterWord::Kind::sign: return signKind(word);
            case FilterWord::Kind::bare: return bareKind(word);
            case FilterWord::Kind::quoted:
                m_place = m_place == Place::value ? afterValue() : m_place;
                return Kind::text;
            case FilterWord::Kind::open:
                m_place = m_place == Place::value ? afterValue() : m_place;
                return Kind::invalid;
            case FilterWord::Kind::broken: break;
        }
        return Kind::invalid;
    }

private:
    enum class Place : std::uint8_t { term, op, value, list, between, end };

    Place afterValue()
    {
        if (m_inList)
            return Place::list;
        const bool isLower = m_isBetween;
        m_isBetween = false;
        return isLower ? Place::between : Place::end;
    }

    Kind signKind(const FilterWord& word)
    {
        if (word.text == "(" || word.text == ")" || word.text == ",") {
            m_inList = word.text == "(" ? m_place == Place::value : m_inList && word.text == ",";
            m_place = m_inList ? Place::value : word.text == "(" ? Place::term : Place::end;
            return Kind::punctuation;
        }
        m_place = Place::value;
        return Kind::op;
    }

    Kind bareKind(const FilterWord& word)
    {
        const bool isAnd = word.isKeyword("and");
        if (m_place == Place::between && isAnd) {
            m_place = Place::value;
            return Kind::op;
        }
        if (isAnd || word.isKeyword("or")) {
            m_place = Place::term;
            return Kind::connective;
        }
        if (m_place == Place::term)
            return termKind(word);
        if (m_place == Place::op)
            return operatorKind(word);
        if (m_place != Place::value || isFilterKeyword(word.text))
            return Kind::invalid;
        m_place = afterValue();
        const std::string_view text = word.text;
        const bool isNumber = text.find_first_of("0123456789") == (text.find_first_not_of("+-."));
        const bool isTimeOrAddress =
            text.find_first_of(":_/") != std::string_view::npos || text.starts_with("0x") ||
            (text.find('-', 1) != std::string_view::npos && text.find_first_of("eE") == std::string_view::npos);
        return isNumber && !isTimeOrAddress ? Kind::number : Kind::word;
    }

    Kind termKind(const FilterWord& word)
    {
        if (word.isKeyword("not"))
            return Kind::connective;
        if (isFilterKeyword(word.text))
            return Kind::invalid;
        m_place = Place::op;
        return Kind::field;
    }

    Kind operatorKind(const FilterWord& word)
    {
        if (!isFilterKeyword(word.text))
            return Kind::invalid;
        m_isBetween = word.isKeyword("between");
        if (m_isBetween || word.isKeyword("in") || word.isKeyword("matches"))
            m_place = Place::value;
        else if (word.isKeyword("missing"))
            m_place = Place::end;
        return Kind::op;
    }

    Place m_place = Place::term;
    bool m_isBetween = false;
    bool m_inList = false;
};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\n\v\f\r";
    const std::size_t first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The conditions that all must hold, as they are written; nothing if an `or` stands between them.
std::optional<std::vector<std::string_view>> conjunctsOf(std::string_view text)
{
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    std::ptrdiff_t depth = 0;
    for (const FilterToken& token : tokensOf(text)) {
        const std::string word = loweredAscii(text.substr(token.offset, token.length));
        depth += word == "(" ? 1 : word == ")" ? -1 : 0;
        if (token.kind != Kind::connective || depth > 0 || word == "not")
            continue;
        if (word == "or")
            return std::nullopt;
        parts.push_back(trimmed(text.substr(start, token.offset - start)));
        start = token.offset + token.length;
    }
    parts.push_back(trimmed(text.substr(start)));
    return parts;
}

std::string conditionOn(const Field& field, FilterOp op, const Cell& value)
{
    const auto* real = std::get_if<double>(&value);
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    if (std::holds_alternative<std::monostate>(value) || (real && *real != *real) || (list && list->empty()))
        return fmt::format("{} {}", field.name,
                           spelling(op == FilterOp::not_equal || op == FilterOp::not_in ? FilterOp::is_not_missing
                                                                                        : FilterOp::is_missing));
    if (op == FilterOp::is_true || op == FilterOp::is_missing || op == FilterOp::is_not_missing)
        return op == FilterOp::is_true ? std::string(field.name) : fmt::format("{} {}", field.name, spelling(op));
    if (list && (op == FilterOp::equal || op == FilterOp::not_equal)) {
        std::string all;
        for (const std::string& element : *list)
            all += fmt::format("{}{} = {}", all.empty() ? "" : " and ", field.name, filterValue(field, element));
        return op == FilterOp::equal ? all : fmt::format("not ({})", all);
    }
    const bool wantsList = !list && (op == FilterOp::in || op == FilterOp::not_in);
    return fmt::format("{} {} {}{}{}", field.name, spelling(op), wantsList ? "(" : "", filterValue(field, value),
                       wantsList ? ")" : "");
}

/// The word that is being typed: it begins before the cursor and reaches it.
std::optional<FilterWord> wordAt(std::string_view text, std::size_t cursor)
{
    for (FilterWord& word : wordsOf(text)) {
        const bool isClosed = word.kind == FilterWord::Kind::quoted;
        if (word.kind == FilterWord::Kind::sign || word.kind == FilterWord::Kind::broken || word.offset >= cursor)
            continue;
        if (word.kind == FilterWord::Kind::open)
            word.length = cursor - word.offset;
        if (isClosed ? cursor < word.end() : cursor <= word.end())
            return std::move(word);
    }
    return std::nullopt;
}

}  // namespace

std::vector<FilterToken> tokensOf(std::string_view text)
{
    std::vector<FilterToken> tokens;
    TokenReader reader;
    for (const FilterWord& word : wordsOf(text))
        tokens.push_back({reader.kindOf(word), word.offset, word.length});
    return tokens;
}

std::string withCondition(std::string_view text, const Field& field, FilterOp op, const Cell& value)
{
    std::string condition = conditionOn(field, op, value);
    const std::string_view before = trimmed(text);
    if (before.empty())
        return condition;
    const auto parts = conjunctsOf(before);
    if (!parts)
        return fmt::format("({}) and {}", before, condition);
    if (std::ranges::find(*parts, condition) != parts->end())
        return std::string(before);
    return fmt::format("{} and {}", before, condition);
}

FilterCompletion completionAt(std::string_view text, std::size_t cursor, std::span<const Field> fields)
{
    cursor = std::min(cursor, text.size());
    const auto word = wordAt(text, cursor);
    FilterReader reader(text.substr(0, word ? word->offset : cursor), fields);
    static_cast<void>(reader.read());
    FilterReader::Wanted wanted = reader.wantedAtEnd();
    FilterCompletion completion{.kind = wanted.kind,
                                .offset = word ? word->offset : cursor,
                                .length = word ? word->length : 0,
                                .typed = {},
                                .field = std::move(wanted.field),
                                .words = {}};
    const bool isQuoted = word && word->kind != FilterWord::Kind::bare;
    if (word) {
        const auto typed = wordsOf(text.substr(word->offset, cursor - word->offset));
        completion.typed = typed.empty() ? std::string() : typed.front().text;
    }
    if (completion.kind == FilterCompletion::Kind::nothing ||
        (isQuoted && completion.kind != FilterCompletion::Kind::value))
        return {.kind = FilterCompletion::Kind::nothing,
                .offset = cursor,
                .length = 0,
                .typed = {},
                .field = {},
                .words = {}};
    if (completion.kind == FilterCompletion::Kind::field)
        for (const Field& field : fields)
            completion.words.emplace_back(field.name);
    std::ranges::move(wanted.words, std::back_inserter(completion.words));
    const std::string start = loweredAscii(completion.typed);
    std::erase_if(completion.words, [&](const std::string& each) { return !loweredAscii(each).starts_with(start); });
    return completion;
}

}  // namespace naap
