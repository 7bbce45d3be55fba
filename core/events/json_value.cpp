#include "core/events/json_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace naap {
namespace {

using simdjson::dom::element_type;

constexpr double kTwoTo63 = 9223372036854775808.0;

void appendEscaped(std::string& out, char c)
{
    switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    }
}

void appendString(std::string& out, std::string_view text)
{
    const auto needsEscape = [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; };
    out.push_back('"');
    for (auto from = text.begin();;) {
        const auto special = std::find_if(from, text.end(), needsEscape);
        out.append(from, special);
        if (special == text.end())
            break;
        appendEscaped(out, *special);
        from = special + 1;
    }
    out.push_back('"');
}

template <class Number>
void appendDigits(std::string& out, Number value)
{
    char digits[40];
    const auto [end, status] = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, end);
}

void appendNumber(std::string& out, double value)
{
    if (value == std::trunc(value) && std::abs(value) < kTwoTo63)
        appendDigits(out, static_cast<std::int64_t>(value));
    else
        fmt::format_to(std::back_inserter(out), "{}", value);
}

void append(std::string& out, const JsonValue& value)
{
    switch (value.type()) {
        case element_type::ARRAY: {
            out.push_back('[');
            bool first = true;
            forEachElement(value, [&](const JsonValue& element) {
                if (!std::exchange(first, false))
                    out.push_back(',');
                append(out, element);
            });
            out.push_back(']');
            break;
        }
        case element_type::OBJECT: {
            out.push_back('{');
            bool first = true;
            forEachMember(value, [&](std::string_view key, const JsonValue& member) {
                if (!std::exchange(first, false))
                    out.push_back(',');
                appendString(out, key);
                out.push_back(':');
                append(out, member);
            });
            out.push_back('}');
            break;
        }
        case element_type::INT64: appendDigits(out, value.get_int64().value_unsafe()); break;
        case element_type::UINT64: appendDigits(out, value.get_uint64().value_unsafe()); break;
        case element_type::DOUBLE: appendNumber(out, value.get_double().value_unsafe()); break;
        case element_type::STRING: appendString(out, value.get_string().value_unsafe()); break;
        case element_type::BOOL: out += value.get_bool().value_unsafe() ? "true" : "false"; break;
        case element_type::NULL_VALUE: out += "null"; break;
    }
}

std::optional<double> parseDouble(std::string_view text)
{
    double value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

bool isNumberChar(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The value of `\uXXXX` at `at`, or nothing.
std::optional<unsigned> unicodeEscape(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return std::nullopt;
    unsigned code = 0;
    const auto [end, status] = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
    return status == std::errc{} && end == text.data() + at + 6 ? std::optional(code) : std::nullopt;
}

/// Copies one escape sequence; returns its length.
std::size_t repairEscape(std::string& out, std::string_view text, std::size_t at)
{
    const auto code = unicodeEscape(text, at);
    if (!code) {
        out += text.substr(at, 2);
        return 2;
    }
    const bool high = *code >= 0xD800 && *code < 0xDC00;
    const bool low = *code >= 0xDC00 && *code < 0xE000;
    const auto next = high ? unicodeEscape(text, at + 6) : std::nullopt;
    if (next && *next >= 0xDC00 && *next < 0xE000) {
        out += text.substr(at, 12);
        return 12;
    }
    out += high || low ? "\\ufffd" : text.substr(at, 6);
    return 6;
}

void repairNumber(std::string& out, std::string_view token)
{
    const bool whole = token.find_first_of(".eE") == std::string_view::npos;
    if (whole && token.size() < 19) {
        out += token;
        return;
    }
    double value = 0;
    const auto [end, status] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (end != token.data() + token.size())
        out += token;  // not a number at all: left for the parser to refuse
    else if (status == std::errc::result_out_of_range)
        out.push_back('0');
    else if (whole && std::abs(value) < kTwoTo63)
        out += token;
    else
        fmt::format_to(std::back_inserter(out), "{:e}", value);
}

}  // namespace

std::string compactJson(const JsonValue& value)
{
    std::string out;
    append(out, value);
    return out;
}

std::string_view asText(const JsonValue& value, TextArena& arena)
{
    switch (value.type()) {
        case element_type::STRING: return value.get_string().value_unsafe();
        case element_type::NULL_VALUE: return {};
        case element_type::BOOL: return value.get_bool().value_unsafe() ? "true" : "false";
        case element_type::INT64:
        case element_type::UINT64:
        case element_type::DOUBLE:
        case element_type::ARRAY:
        case element_type::OBJECT: return arena.keep(compactJson(value));
    }
    return {};
}

std::optional<double> asNumber(const JsonValue& value)
{
    if (value.is_number())
        return value.get_double().value_unsafe();
    if (value.is_string())
        return parseDouble(value.get_string().value_unsafe());
    return std::nullopt;
}

std::optional<std::int64_t> asInteger(const JsonValue& value)
{
    std::int64_t whole = 0;
    if (value.get_int64().get(whole) == simdjson::SUCCESS)
        return whole;
    if (value.is_string()) {
        const std::string_view text = value.get_string().value_unsafe();
        const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), whole);
        return status == std::errc{} && end == text.data() + text.size() ? std::optional(whole) : std::nullopt;
    }
    const auto number = asNumber(value);
    if (!number || std::abs(*number) >= kTwoTo63)
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

bool asBool(const JsonValue& value)
{
    if (value.is_bool())
        return value.get_bool().value_unsafe();
    return value.is_number() && value.get_double().value_unsafe() != 0;
}

std::optional<bool> asOptionalBool(const JsonValue& value)
{
    return value.is_bool() ? std::optional(value.get_bool().value_unsafe()) : std::nullopt;
}

std::string repairedJson(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 64);
    bool inString = false;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (inString && c == '\\') {
            i += repairEscape(out, text, i);
        } else if (!inString && (c == '-' || (c >= '0' && c <= '9'))) {
            std::size_t end = i;
            while (end < text.size() && isNumberChar(text[end]))
                ++end;
            repairNumber(out, text.substr(i, end - i));
            i = end;
        } else {
            inString = inString != (c == '"');
            out.push_back(c);
            ++i;
        }
    }
    return out;
}

}  // namespace naap
