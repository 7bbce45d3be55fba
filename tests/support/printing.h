#pragma once

#include <QTest>

#include <optional>
#include <string>
#include <string_view>

#include "core/events/instant.h"

// What QCOMPARE shows of our types when they differ.
namespace QTest {

template <>
inline char* toString(const std::string& text)
{
    return qstrdup(("\"" + text + "\"").c_str());
}

template <>
inline char* toString(const std::string_view& text)
{
    return toString(std::string(text));
}

template <>
inline char* toString(const std::optional<std::string>& text)
{
    return text ? toString(*text) : qstrdup("null");
}

template <>
inline char* toString(const std::optional<std::int64_t>& number)
{
    return qstrdup(number ? std::to_string(*number).c_str() : "null");
}

template <>
inline char* toString(const naap::Instant& instant)
{
    return qstrdup(naap::formatInstant(instant).c_str());
}

template <>
inline char* toString(const std::optional<naap::Instant>& instant)
{
    return qstrdup(instant ? naap::formatInstant(*instant).c_str() : "null");
}

}  // namespace QTest
