#include "core/reports/json_path.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/events/json_value.h"

namespace naap {
namespace {

using Op = JsonTest::Op;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Reading conditions. A place that does not fit is thrown and caught in JsonCondition::of().

class ConditionReader {
public:
    explicit ConditionReader(std::string_view text) : m_text(text) {}

    std::vector<JsonTest> read()
    {
        std::vector<JsonTest> tests;
        skipBlanks();
        if (atEnd())
            return tests;
        tests.push_back(readTest());
        while (!atEnd()) {
            if (!takeWord("and"))
                fail("expected `and` or the end");
            tests.push_back(readTest());
        }
        return tests;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char here() const { return atEnd() ? '\0' : m_text[m_at]; }
    void skipBlanks()
    {
        while (!atEnd() && isBlank(here()))
            ++m_at;
    }
    [[noreturn]] void fail(std::string message) const { throw JsonPathError{std::move(message), m_at}; }

    static bool endsWord(char c)
    {
        return c == '\0' || isBlank(c) || std::string_view("=!<>~").find(c) != std::string_view::npos;
    }

    /// Takes a keyword that stands alone, in any case.
    bool takeWord(std::string_view word)
    {
        const std::string_view rest = m_text.substr(m_at);
        if (lowerCase(rest.substr(0, word.size())) != word ||
            (rest.size() > word.size() && !endsWord(rest[word.size()])))
            return false;
        m_at += word.size();
        skipBlanks();
        return true;
    }

    JsonTest readTest()
    {
        JsonTest test;
        test.path = readPath();
        skipBlanks();
        test.op = readOperator();
        skipBlanks();
        if (test.op != Op::holds && test.op != Op::exists && test.op != Op::missing)
            test.value = readValue();
        skipBlanks();
        return test;
    }

    std::vector<JsonStep> readPath()
    {
        std::vector<JsonStep> path;
        if (endsWord(here()))
            fail("expected a path such as data.state");
        if (here() != '[')
            path.push_back(readName());
        while (here() == '.' || here() == '[') {
            if (here() == '[') {
                path.push_back(readElement());
                continue;
            }
            ++m_at;
            path.push_back(readName());
        }
        if (!endsWord(here()))
            fail("expected an operator");
        const bool saysData = path.front().kind == JsonStep::Kind::member && path.front().name == "data";
        if (saysData)
            path.erase(path.begin());
        return path;
    }

    JsonStep readName()
    {
        if (here() == '"')
            return {.name = readQuoted()};
        const std::size_t start = m_at;
        while (!endsWord(here()) && here() != '.' && here() != '[' && here() != ']')
            ++m_at;
        if (m_at == start)
            fail("expected a member's name");
        std::string name(m_text.substr(start, m_at - start));
        if (name == "*")
            return {.kind = JsonStep::Kind::any_member};
        return {.name = std::move(name)};
    }

    JsonStep readElement()
    {
        ++m_at;
        const std::size_t start = m_at;
        while (here() >= '0' && here() <= '9')
            ++m_at;
        JsonStep step{.kind = m_at == start ? JsonStep::Kind::any_element : JsonStep::Kind::element};
        const std::string_view digits = m_text.substr(start, m_at - start);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), step.index);
        if (!digits.empty() && read.ec != std::errc())
            fail("the number of the element is too large");
        if (here() == '*' && m_at == start)
            ++m_at;
        if (here() != ']')
            fail("expected ]");
        ++m_at;
        return step;
    }

    Op readOperator()
    {
        if (takeWord("exists"))
            return Op::exists;
        if (takeWord("is")) {
            if (takeWord("missing"))
                return Op::missing;
            if (takeWord("not") && takeWord("missing"))
                return Op::exists;
            fail("expected `missing` or `not missing`");
        }
        static constexpr std::array<std::pair<std::string_view, Op>, 8> kSigns{{{"!=", Op::not_equal},
                                                                                {"<=", Op::at_most},
                                                                                {">=", Op::at_least},
                                                                                {"==", Op::equal},
                                                                                {"=", Op::equal},
                                                                                {"<", Op::less},
                                                                                {">", Op::more},
                                                                                {"~", Op::contains}}};
        for (const auto& [sign, op] : kSigns)
            if (m_text.substr(m_at).starts_with(sign)) {
                m_at += sign.size();
                return op;
            }
        return Op::holds;
    }

    std::string readValue()
    {
        if (here() == '"')
            return readQuoted();
        const std::size_t start = m_at;
        while (!atEnd() && !isBlank(here()))
            ++m_at;
        if (m_at == start)
            fail("expected a value");
        return std::string(m_text.substr(start, m_at - start));
    }

    std::string readQuoted()
    {
        std::string text;
        for (++m_at; !atEnd() && here() != '"'; ++m_at) {
            if (here() == '\\' && m_at + 1 < m_text.size())
                ++m_at;
            text += here();
        }
        if (atEnd())
            fail("the quote is not closed");
        ++m_at;
        return text;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

// Testing a payload.

std::optional<double> numberIn(std::string_view text)
{
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// Below zero, zero or above, as a < b; by size where both are numbers.
int compare(std::string_view a, std::string_view b)
{
    const auto x = numberIn(a);
    const auto y = numberIn(b);
    if (x && y)
        return *x < *y ? -1 : *x > *y ? 1 : 0;
    return a.compare(b);
}

bool isSomething(const JsonValue& value)
{
    bool flag = false;
    double number = 0;
    std::string_view text;
    if (value.get_bool().get(flag) == simdjson::SUCCESS)
        return flag;
    if (value.is_number() && value.get_double().get(number) == simdjson::SUCCESS)
        return number != 0;
    if (value.get_string().get(text) == simdjson::SUCCESS)
        return !text.empty();
    return !value.is_null();
}

bool meets(const JsonValue& value, const JsonTest& test)
{
    if (test.op == Op::holds)
        return isSomething(value);
    if (test.op == Op::exists)
        return !value.is_null();
    TextArena arena;
    const std::string_view text = value.is_null() ? std::string_view("null") : asText(value, arena);
    if (test.op == Op::contains)
        return lowerCase(text).find(lowerCase(test.value)) != std::string::npos;
    const bool bothNumbers = numberIn(text) && numberIn(test.value);
    const int order = compare(text, test.value);
    switch (test.op) {
        case Op::equal: return order == 0;
        case Op::not_equal: return order != 0;
        case Op::less: return bothNumbers && order < 0;
        case Op::at_most: return bothNumbers && order <= 0;
        case Op::more: return bothNumbers && order > 0;
        case Op::at_least: return bothNumbers && order >= 0;
        default: return false;
    }
}

/// True if something that the path leads to meets the test.
bool leadsToMatch(const JsonValue& value, std::size_t step, const JsonTest& test)
{
    if (step == test.path.size())
        return meets(value, test);
    const JsonStep& wanted = test.path[step];
    bool found = false;
    const bool isList = value.is_array();
    if (isList) {
        const bool ofElements = wanted.kind == JsonStep::Kind::element || wanted.kind == JsonStep::Kind::any_element;
        std::size_t index = 0;
        forEachElement(value, [&](const JsonValue& element) {
            if (!found && (wanted.kind != JsonStep::Kind::element || index == wanted.index))
                found = leadsToMatch(element, ofElements ? step + 1 : step, test);
            ++index;
        });
        return found;
    }
    forEachMember(value, [&](std::string_view name, const JsonValue& member) {
        const bool fits =
            wanted.kind == JsonStep::Kind::any_member || (wanted.kind == JsonStep::Kind::member && wanted.name == name);
        if (!found && fits)
            found = leadsToMatch(member, step + 1, test);
    });
    return found;
}

bool holdsFor(const JsonValue* data, const JsonTest& test)
{
    if (test.op != Op::missing)
        return data && leadsToMatch(*data, 0, test);
    JsonTest exists{.path = test.path, .op = Op::exists, .value = {}};
    return !data || !leadsToMatch(*data, 0, exists);
}

}  // namespace

struct JsonCondition::Parser {
    simdjson::dom::parser dom;
};

JsonCondition::JsonCondition() : m_parser(std::make_unique<Parser>()) {}
JsonCondition::~JsonCondition() = default;
JsonCondition::JsonCondition(JsonCondition&&) noexcept = default;
JsonCondition& JsonCondition::operator=(JsonCondition&&) noexcept = default;

tl::expected<JsonCondition, JsonPathError> JsonCondition::of(std::string_view text)
{
    JsonCondition condition;
    try {
        condition.m_tests = ConditionReader(text).read();
    } catch (const JsonPathError& error) {
        return tl::unexpected(error);
    }
    return condition;
}

bool JsonCondition::holds(std::string_view data) const
{
    JsonValue element;
    const bool isJson =
        m_parser->dom.parse(data.data(), data.size()).get(element) == simdjson::SUCCESS;  // copies: no padding needed
    return std::ranges::all_of(m_tests,
                               [&](const JsonTest& test) { return holdsFor(isJson ? &element : nullptr, test); });
}

}  // namespace naap
