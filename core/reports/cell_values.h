#pragma once

#include <optional>
#include <string_view>

#include "core/events/wei.h"
#include "core/reports/cell_text.h"

// How the values of cells are read and compared, wherever rows are chosen or ordered.
namespace naap {

constexpr bool isNumeric(FieldType type)
{
    return type == FieldType::integer || type == FieldType::real || type == FieldType::wei;
}

constexpr bool isTimed(FieldType type)
{
    return type == FieldType::instant || type == FieldType::date;
}

template <class T>
int signOf(const T& a, const T& b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

/// A number, exact where it is whole.
struct Number {
    std::optional<Int128> whole;
    double real = 0;
};

/// The number of a cell; money is text there. Null and NaN are none.
std::optional<Number> numberIn(const Cell& cell);
/// -1, 0, 1. Two whole numbers are compared exactly.
int compareNumbers(const Number& a, const Number& b);

/// The point in time of a cell; a date is its midnight in UTC.
std::optional<Instant> instantIn(const Cell& cell);

/// A finite decimal number, nothing before or behind it.
std::optional<double> numberFrom(std::string_view text);
/// As parseInstant() reads it, also without seconds, or a date alone, which is its midnight in UTC.
std::optional<Instant> instantFrom(std::string_view text);

}  // namespace naap
