#include "core/reports/filter_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/reports/cell_values.h"
#include "core/reports/nearest.h"
#include "core/reports/pattern.h"

namespace naap {
namespace {

constexpr std::size_t kLongestText = 10'000;
constexpr std::size_t kDeepest = 100;

struct Spelled {
    FilterOp op;
    std::string_view text;
};
constexpr std::array<Spelled, 13> kSpelled{{{FilterOp::equal, "="},
                                            {FilterOp::not_equal, "!="},
                                            {FilterOp::less, "<"},
                                            {FilterOp::at_most, "<="},
                                            {FilterOp::more, ">"},
                                            {FilterOp::at_least, ">="},
                                            {FilterOp::contains, "~"},
                                            {FilterOp::matches, "matches"},
                                            {FilterOp::in, "in"},
                                            {FilterOp::not_in, "not in"},
                                            {FilterOp::between, "between"},
                                            {FilterOp::is_missing, "is missing"},
                                            {FilterOp::is_not_missing, "is not missing"}}};

bool isOrdered(FieldType type)
{
    return isNumeric(type) || isTimed(type);
}

bool knows(FieldType type, FilterOp op)
{
    switch (op) {
        case FilterOp::is_true: return type == FieldType::boolean;
        case FilterOp::equal:
        case FilterOp::not_equal:
        case FilterOp::is_missing:
        case FilterOp::is_not_missing: return true;
        case FilterOp::less:
        case FilterOp::at_most:
        case FilterOp::more:
        case FilterOp::at_least:
        case FilterOp::between: return isOrdered(type);
        case FilterOp::contains:
        case FilterOp::matches: return type == FieldType::text || type == FieldType::list;
        case FilterOp::in:
        case FilterOp::not_in: return type != FieldType::boolean;
    }
    return false;
}

std::string_view contentOf(FieldType type)
{
    switch (type) {
        case FieldType::text: return "text";
        case FieldType::boolean: return "true or false";
        case FieldType::list: return "a list";
        case FieldType::instant:
        case FieldType::date: return "times";
        default: return "numbers";
    }
}

struct Unit {
    std::string_view base;  ///< the field's own
    std::string_view name;
    double factor;
};
constexpr double kKibi = 1024;
constexpr std::array<Unit, 17> kUnits{{{"ms", "s", 1e3},
                                       {"ms", "m", 6e4},
                                       {"ms", "min", 6e4},
                                       {"ms", "h", 3.6e6},
                                       {"ms", "d", 8.64e7},
                                       {"s", "ms", 1e-3},
                                       {"s", "m", 60},
                                       {"s", "min", 60},
                                       {"s", "h", 3600},
                                       {"s", "d", 86'400},
                                       {"bytes", "kb", 1e3},
                                       {"bytes", "mb", 1e6},
                                       {"bytes", "gb", 1e9},
                                       {"bytes", "mib", kKibi* kKibi},
                                       {"bytes", "gib", kKibi* kKibi* kKibi},
                                       {"bytes", "tb", 1e12},
                                       {"", "%", 0.01}}};

/// What one of `unit` is in the unit of the field.
std::optional<double> factorOf(std::string_view unit, const Field& field)
{
    const std::string name = loweredAscii(unit);
    if (name.empty() || name == loweredAscii(field.unit))
        return 1;
    for (const Unit& each : kUnits)
        if (each.base == field.unit && each.name == name && (name != "%" || field.type == FieldType::real))
            return each.factor;
    return std::nullopt;
}

Cell cellOfWei(Int128 wei)
{
    if (wei >= INT64_MIN && wei <= INT64_MAX)
        return static_cast<std::int64_t>(wei);
    return formatWei(wei);
}

/// Whole numbers are integers, however they are spelled: 3.0, 2s for 2000.
std::optional<Cell> cellOfNumber(double number)
{
    constexpr double kWholeBelow = 9e18;
    if (!std::isfinite(number))
        return std::nullopt;
    if (std::trunc(number) == number && std::abs(number) < kWholeBelow)
        return Cell(static_cast<std::int64_t>(number));
    return Cell(number);
}

/// Numbers with or without a unit; whole ones stay exact.
std::optional<Cell> numericValue(std::string_view text, const Field& field)
{
    if (const auto whole = parseWei(text))
        return cellOfWei(*whole);
    const std::string lower = loweredAscii(text);
    if (field.unit == "wei" && lower.ends_with("eth")) {
        const std::string amount = lower.substr(0, lower.size() - 3) + " ETH";
        const auto wei = parseFaceValue(amount);
        return wei ? std::optional(cellOfWei(*wei)) : std::nullopt;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool startsAsNumber =
        !text.empty() && std::string_view("+-.0123456789").find(text[0]) != std::string_view::npos;
    if (error != std::errc() || !startsAsNumber)
        return std::nullopt;
    std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (unit.starts_with(' '))
        unit.remove_prefix(1);
    const auto factor = factorOf(unit, field);
    if (!factor || !numberFrom(text.substr(0, static_cast<std::size_t>(end - text.data()))))
        return std::nullopt;
    return cellOfNumber(number * *factor);
}

std::optional<Cell> valueFrom(std::string_view text, const Field& field)
{
    if (isNumeric(field.type))
        return numericValue(text, field);
    if (isTimed(field.type)) {
        const auto instant = instantFrom(text);
        return instant ? std::optional<Cell>(*instant) : std::nullopt;
    }
    if (field.type != FieldType::boolean)
        return Cell(std::string(text));
    const std::string lower = loweredAscii(text);
    return lower == "true" || lower == "false" ? std::optional<Cell>(lower == "true") : std::nullopt;
}

std::string notValue(const Field& field)
{
    if (isTimed(field.type))
        return fmt::format("expected a time such as 2026-08-03T14:00Z or 2026-08-03: {} holds times", field.name);
    if (field.type == FieldType::boolean)
        return fmt::format("expected true or false: {} is nothing else", field.name);
    const std::string unit = field.unit.empty() ? std::string() : fmt::format(" in {}", field.unit);
    return fmt::format("expected a number: {} holds numbers{}", field.name, unit);
}

/// `parts` as one node; a part of the same kind gives its own parts.
FilterNode joined(FilterNode::Kind kind, std::vector<FilterNode> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    FilterNode node{.kind = kind, .parts = {}, .test = {}};
    for (FilterNode& part : parts) {
        if (part.kind == kind)
            std::ranges::move(part.parts, std::back_inserter(node.parts));
        else
            node.parts.push_back(std::move(part));
    }
    return node;
}

}  // namespace

std::vector<std::string> operatorsOf(FieldType type)
{
    std::vector<std::string> words;
    for (const Spelled& each : kSpelled)
        if (knows(type, each.op))
            words.emplace_back(each.text);
    return words;
}

std::string_view spelling(FilterOp op)
{
    const auto found = std::ranges::find(kSpelled, op, &Spelled::op);
    return found == kSpelled.end() ? std::string_view() : found->text;
}

FilterReader::FilterReader(std::string_view text, std::span<const Field> fields)
    : m_text(text), m_fields(fields), m_words(wordsOf(text.substr(0, kLongestText)))
{
}

tl::expected<Filter, FilterError> FilterReader::read()
{
    if (m_text.size() > kLongestText)
        fail(fmt::format("a filter has at most {} bytes", kLongestText), kLongestText, m_text.size() - kLongestText);
    want(Kind::field, {"not"});
    Filter filter;
    if (!m_error && !atEnd()) {
        auto node = anyOf();
        if (node && !atEnd())
            failExpecting("`and` or `or`");
        if (node)
            filter.root.push_back(std::move(*node));
    }
    if (m_error)
        return tl::unexpected(*m_error);
    return filter;
}

FilterReader::Wanted FilterReader::wantedAtEnd() const
{
    return m_error && !m_failedAtEnd ? Wanted() : m_wanted;
}

std::optional<FilterNode> FilterReader::anyOf()
{
    std::vector<FilterNode> parts;
    do {
        auto part = allOf();
        if (!part)
            return std::nullopt;
        parts.push_back(std::move(*part));
    } while (takesKeyword("or"));
    return joined(FilterNode::Kind::any, std::move(parts));
}

std::optional<FilterNode> FilterReader::allOf()
{
    std::vector<FilterNode> parts;
    do {
        auto part = term();
        if (!part)
            return std::nullopt;
        parts.push_back(std::move(*part));
        wantConnective();
    } while (takesKeyword("and"));
    return joined(FilterNode::Kind::all, std::move(parts));
}

std::optional<FilterNode> FilterReader::term()
{
    want(Kind::field, {"not"});
    const bool nests = !atEnd() && (m_words[m_at].isKeyword("not") || m_words[m_at].isSign("("));
    if (nests && m_depth >= kDeepest) {
        fail(fmt::format("more than {} parentheses and `not` in each other", kDeepest), m_words[m_at].offset, 1);
        return std::nullopt;
    }
    m_depth += nests ? 1 : 0;
    std::optional<FilterNode> node;
    if (takesKeyword("not")) {
        if (auto part = term()) {
            node.emplace(FilterNode{.kind = FilterNode::Kind::negation, .parts = {}, .test = {}});
            node->parts.push_back(std::move(*part));
        }
    } else {
        node = takesSign("(") ? parenthesised() : condition();
    }
    m_depth -= nests ? 1 : 0;
    return node;
}

std::optional<FilterNode> FilterReader::parenthesised()
{
    ++m_openParentheses;
    auto node = anyOf();
    --m_openParentheses;
    if (!node)
        return std::nullopt;
    if (!takesSign(")")) {
        failExpecting("`and`, `or` or `)`");
        return std::nullopt;
    }
    return node;
}

std::optional<FilterNode> FilterReader::condition()
{
    if (atEnd() || m_words[m_at].kind != FilterWord::Kind::bare || isFilterKeyword(m_words[m_at].text)) {
        failExpecting("a field");
        return std::nullopt;
    }
    const FilterWord& name = m_words[m_at];
    const auto field = std::ranges::find(m_fields, name.text, &Field::name);
    if (field == m_fields.end()) {
        std::vector<std::string_view> names;
        for (const Field& each : m_fields)
            names.push_back(each.name);
        fail(fmt::format("there is no field `{}`; the nearest is `{}`", name.text, nearestWord(name.text, names)),
             name.offset, name.length);
        return std::nullopt;
    }
    ++m_at;
    m_field = name.text;
    FilterNode node{.kind = FilterNode::Kind::test,
                    .parts = {},
                    .test = {.field = static_cast<std::size_t>(field - m_fields.begin()),
                             .name = name.text,
                             .type = field->type,
                             .op = FilterOp::equal,
                             .values = {},
                             .pattern = {}}};
    want(Kind::op, operatorsOf(field->type));
    const auto op = operation(*field);
    if (!op)
        return std::nullopt;
    node.test.op = *op;
    return readValues(node.test, *field) ? std::optional(std::move(node)) : std::nullopt;
}

std::optional<FilterOp> FilterReader::operation(const Field& field)
{
    const std::size_t start = m_at;
    const auto op = spelledOperation(field);
    if (m_error)
        return std::nullopt;
    if (!op) {
        if (field.type == FieldType::boolean) {
            m_bareField = m_at;
            return FilterOp::is_true;
        }
        failExpecting(fmt::format("an operator such as = after `{}`", field.name));
        return std::nullopt;
    }
    if (!knows(field.type, *op)) {
        const FilterWord& last = m_words[m_at - 1];
        fail(fmt::format("`{}` does not go with {}, which holds {}; that takes {}", spelling(*op), field.name,
                         contentOf(field.type), fmt::join(operatorsOf(field.type), ", ")),
             m_words[start].offset, last.end() - m_words[start].offset);
        return std::nullopt;
    }
    return op;
}

std::optional<FilterOp> FilterReader::spelledOperation(const Field& field)
{
    if (takesKeyword("is")) {
        want(Kind::op, {"missing", "not missing"});
        const bool negated = takesKeyword("not");
        if (negated)
            want(Kind::op, {"missing"});
        if (takesKeyword("missing"))
            return negated ? FilterOp::is_not_missing : FilterOp::is_missing;
        failExpecting(negated ? "`missing`" : "`missing` or `not missing`");
        return std::nullopt;
    }
    if (takesKeyword("not")) {
        want(Kind::op, {"in"});
        if (takesKeyword("in"))
            return FilterOp::not_in;
        failExpecting(fmt::format("`in`; any other condition has its `not` before `{}`", field.name));
        return std::nullopt;
    }
    for (const Spelled& each : kSpelled)
        if (takesSign(each.text) || takesKeyword(each.text))
            return each.op;
    return std::nullopt;
}

bool FilterReader::readValues(FilterTest& test, const Field& field)
{
    switch (test.op) {
        case FilterOp::is_true:
        case FilterOp::is_missing:
        case FilterOp::is_not_missing: return true;
        case FilterOp::in:
        case FilterOp::not_in: return readList(test, field);
        case FilterOp::matches: return readPattern(test, field);
        case FilterOp::between:
            if (!readValue(test, field))
                return false;
            want(Kind::op, {"and"});
            if (!takesKeyword("and")) {
                failExpecting("`and` and the upper end");
                return false;
            }
            return readValue(test, field);
        default: return readValue(test, field);
    }
}

bool FilterReader::readList(FilterTest& test, const Field& field)
{
    want(Kind::op, {"("});
    if (!takesSign("(")) {
        failExpecting("`(` and the values");
        return false;
    }
    do {
        if (!readValue(test, field))
            return false;
        want(Kind::op, {",", ")"});
    } while (takesSign(","));
    if (takesSign(")"))
        return true;
    failExpecting("`,` or `)`");
    return false;
}

bool FilterReader::readValue(FilterTest& test, const Field& field)
{
    want(Kind::value, {});
    const bool isBoolean = field.type == FieldType::boolean;
    if (isBoolean)
        m_wanted.words = {"true", "false"};
    const bool isText =
        !atEnd() && (m_words[m_at].kind == FilterWord::Kind::quoted ||
                     (m_words[m_at].kind == FilterWord::Kind::bare && !isFilterKeyword(m_words[m_at].text)));
    if (!isText) {
        const bool isKeyword = !atEnd() && m_words[m_at].kind == FilterWord::Kind::bare;
        failExpecting(isKeyword ? "a value (a word of the language needs quotes)" : "a value");
        return false;
    }
    const FilterWord& word = m_words[m_at];
    if (word.isKeyword("null")) {
        fail(fmt::format("expected a value; for what has none write `{} is missing`", field.name), word.offset,
             word.length);
        return false;
    }
    auto value = valueFrom(word.text, field);
    if (!value) {
        fail(notValue(field), word.offset, word.length);
        return false;
    }
    ++m_at;
    test.values.push_back(std::move(*value));
    return true;
}

bool FilterReader::readPattern(FilterTest& test, const Field& field)
{
    const std::size_t at = m_at;
    if (!readValue(test, field))
        return false;
    const FilterWord& word = m_words[at];
    auto pattern = Pattern::of(word.text);
    if (pattern) {
        test.pattern = std::make_shared<const Pattern>(std::move(*pattern));
        return true;
    }
    const std::size_t quote = word.kind == FilterWord::Kind::quoted ? 1 : 0;
    const std::size_t inside = std::min(pattern.error().offset + quote, word.length - 1);
    fail(fmt::format("in the pattern: {}", pattern.error().message), word.offset + inside, word.length - inside);
    return false;
}

bool FilterReader::takesSign(std::string_view sign)
{
    if (atEnd() || !m_words[m_at].isSign(sign))
        return false;
    ++m_at;
    return true;
}

bool FilterReader::takesKeyword(std::string_view keyword)
{
    if (atEnd() || !m_words[m_at].isKeyword(keyword))
        return false;
    ++m_at;
    return true;
}

void FilterReader::want(Kind kind, std::vector<std::string> words)
{
    m_wanted = {kind, kind == Kind::op || kind == Kind::value ? m_field : std::string(), std::move(words)};
}

void FilterReader::wantConnective()
{
    std::vector<std::string> words{"and", "or"};
    if (m_openParentheses > 0)
        words.emplace_back(")");
    if (m_bareField == m_at) {
        std::vector<std::string> all = operatorsOf(FieldType::boolean);
        std::ranges::move(words, std::back_inserter(all));
        want(Kind::op, std::move(all));
    } else {
        want(Kind::connective, std::move(words));
    }
}

void FilterReader::fail(std::string message, std::size_t offset, std::size_t length)
{
    if (!m_error)
        m_error = FilterError{std::move(message), offset, length};
}

void FilterReader::failExpecting(std::string_view what)
{
    if (m_error)
        return;
    if (atEnd()) {
        m_failedAtEnd = true;
        return fail(fmt::format("expected {}", what), m_text.size(), 0);
    }
    const FilterWord& word = m_words[m_at];
    if (word.kind == FilterWord::Kind::open)
        return fail("this quote is not closed", word.offset, word.length);
    constexpr std::size_t kMostShown = 40;
    const std::string_view shown = m_text.substr(word.offset, word.length);
    fail(shown.size() > kMostShown ? fmt::format("expected {}", what)
                                   : fmt::format("expected {}, not `{}`", what, shown),
         word.offset, word.length);
}

}  // namespace naap
