#include "core/reports/cell_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace naap {
namespace {

/// Length of the UTF-8 sequence at `at`, or 0 when there is none.
std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0) != 0x80)
            return 0;
    if (length == 3 && ((lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xED && byte(at + 1) >= 0xA0)))
        return 0;
    if (length == 4 && ((lead == 0xF0 && byte(at + 1) < 0x90) || (lead == 0xF4 && byte(at + 1) >= 0x90)))
        return 0;
    return length;
}

void appendEscape(std::string& out, char c)
{
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    }
}

void appendList(std::string& out, const std::vector<std::string>& list)
{
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0)
            out += ',';
        appendJsonText(out, list[i]);
    }
    out += ']';
}

}  // namespace

void appendJsonText(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t plain = 0;  // start of what is copied as it stands
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            ++i;
            continue;
        }
        const std::size_t length = c < 0x80 ? 0 : sequenceLength(text, i);
        if (length > 0) {
            i += length;
            continue;
        }
        out.append(text, plain, i - plain);
        if (c < 0x80)
            appendEscape(out, text[i]);
        else
            out += "\xEF\xBF\xBD";
        plain = ++i;
    }
    out.append(text, plain);
    out += '"';
}

void appendNumber(std::string& out, double value)
{
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer{};
    // Whole values stand as such: 300000, not 3e+05. It also drops the minus before 0.
    constexpr double kExactlyWhole = 9007199254740992;
    const bool isWhole = std::abs(value) < kExactlyWhole && value == std::trunc(value);
    char* const end = buffer.data() + buffer.size();
    const auto result = isWhole ? std::to_chars(buffer.data(), end, static_cast<std::int64_t>(value))
                                : std::to_chars(buffer.data(), end, value);
    out.append(buffer.data(), result.ptr);
}

void appendText(std::string& out, const Cell& cell)
{
    struct Appender {
        std::string& to;
        void operator()(std::monostate) const {}
        void operator()(bool value) const { to += value ? "true" : "false"; }
        void operator()(std::int64_t value) const { to += fmt::format_int(value).str(); }
        void operator()(double value) const { appendNumber(to, value); }
        void operator()(Instant value) const { to += formatInstant(value); }
        void operator()(Date value) const { to += formatDate(value.start); }
        void operator()(const std::string& value) const { to += value; }
        void operator()(const std::vector<std::string>& value) const { appendList(to, value); }
    };
    std::visit(Appender{out}, cell);
}

std::string textOf(const Cell& cell)
{
    std::string text;
    appendText(text, cell);
    return text;
}

}  // namespace naap
