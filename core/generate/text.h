#pragma once

#include <concepts>
#include <iterator>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace naap {

inline void putOne(std::string& out, std::string_view part)
{
    out.append(part);
}
inline void putOne(std::string& out, char part)
{
    out.push_back(part);
}

template <std::integral T>
    requires(!std::same_as<T, char> && !std::same_as<T, bool>)
void putOne(std::string& out, T part)
{
    const fmt::format_int text(part);
    out.append(text.data(), text.size());
}

/// Shortest text that reads back as the same number; fmt's own algorithm, so it does not depend on the C library.
inline void putOne(std::string& out, double part)
{
    fmt::format_to(std::back_inserter(out), "{}", part);
}

/// Appends the parts one after the other: text as it is, numbers as JSON numbers. Written with braces, since only they
/// evaluate the parts from left to right on every compiler, and the parts draw random numbers.
struct Put {
    template <class... Parts>
    explicit Put(std::string& out, const Parts&... parts)
    {
        (putOne(out, parts), ...);
    }
};

/// Appends `text`, which has no control characters, as the inside of a JSON string.
inline void putEscaped(std::string& out, std::string_view text)
{
    const std::size_t before = out.size();
    out.resize(before + 2 * text.size());
    char* to = out.data() + before;
    for (const char c : text) {
        if (c == '"' || c == '\\')
            *to++ = '\\';
        *to++ = c;
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
}

}  // namespace naap
