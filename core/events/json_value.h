#pragma once

// For the event parsers only: simdjson stays out of every header that others include.

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace naap {

using JsonValue = simdjson::dom::element;

/// Owns text that does not stand in the input as it is (lower-cased addresses, numbers read as text).
/// Cleared before each record.
class TextArena {
public:
    std::string_view keep(std::string text) { return m_texts.emplace_back(std::move(text)); }
    void clear() { m_texts.clear(); }

private:
    std::deque<std::string> m_texts;
};

/// Compact JSON: no insignificant white space, member order kept, numbers in shortest form (`1.0` becomes `1`).
std::string compactJson(const JsonValue& value);

// The coercions of scalar members (events in the wild mix numbers and strings).
// Text: a string is itself, numbers and booleans are their text, null is blank, objects and arrays their compact JSON.
std::string_view asText(const JsonValue& value, TextArena& arena);
/// Number, or a string that holds one; anything else is nothing.
std::optional<double> asNumber(const JsonValue& value);
/// A number truncated to an integer, or a string that holds a whole one; nothing beyond 64 bits.
std::optional<std::int64_t> asInteger(const JsonValue& value);
/// true, or a number other than 0; strings, null and the rest are false.
bool asBool(const JsonValue& value);
/// A JSON boolean, or nothing: future fields are never false by absence.
std::optional<bool> asOptionalBool(const JsonValue& value);

/// Calls `visit(key, value)` for each member; a value that is no object has none. Of a member given twice the last
/// one counts, which holds for every visitor that assigns.
template <class Visitor>
void forEachMember(const JsonValue& value, Visitor&& visit)
{
    simdjson::dom::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return;
    for (const auto field : object)
        visit(field.key, field.value);
}

/// Calls `visit(element)` for each element; a value that is no array has none.
template <class Visitor>
void forEachElement(const JsonValue& value, Visitor&& visit)
{
    simdjson::dom::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return;
    for (const auto element : array)
        visit(element);
}

/// JSON that simdjson refuses although its meaning is settled: lone surrogates become U+FFFD, integers beyond 64 bits
/// doubles, and numbers beyond the range of doubles 0.
std::string repairedJson(std::string_view text);

}  // namespace naap
