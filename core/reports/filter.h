#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "core/reports/report_table.h"
#include "core/result.h"

namespace naap {

// The filter language, one for the window, the command line and saved views:
//
//   pipeline_id = "x" and avg_output_fps < 18 and region in ("eu", "us") and not loading_only
//
//   filter     = conditions joined by `and`, `or`, `not` and parentheses; `not` binds closest, `or` loosest. Blank: all
//   condition  = FIELD                      a boolean that is true
//              | FIELD = VALUE              also != < <= > >=
//              | FIELD ~ "part"             the text has this part, whatever its case (a to z)
//              | FIELD matches "pattern"    some part of the text matches the pattern (core/reports/pattern.h)
//              | FIELD in (VALUE, ...)      also `not in`
//              | FIELD between VALUE and VALUE     both ends belong to it
//              | FIELD is missing           null, blank text or an empty list; also `is not missing`
//   VALUE      = "text" with \" and \\, or 'text'; 12.5; 1.5s for a field in ms, 2GB for one in bytes, 0.1ETH for wei;
//                2026-08-03T14:00Z or 2026-08-03; true; a word without blanks needs no quotes
//
// Text is compared exactly, numbers and times by size. A list equals, has or matches what one of its elements does.
// What is missing (null) meets no condition but `is missing`: not even `!=`. `not (...)` is the plain opposite.
// Keywords may be in capitals; a value that is a keyword needs quotes.

/// Where a text stops being a filter, and why.
struct FilterError {
    std::string message;     ///< "expected a value", a clause without a full stop; names the nearest field
    std::size_t offset = 0;  ///< bytes from the start of the text
    std::size_t length = 0;  ///< bytes concerned; 0 at the end of the text
};

enum class FilterOp : std::uint8_t {
    is_true,
    equal,
    not_equal,
    less,
    at_most,
    more,
    at_least,
    contains,
    matches,
    in,
    not_in,
    between,
    is_missing,
    is_not_missing,
};

class Pattern;

/// One condition. Values are of the field's kind: instants for dates too, money as decimal text.
struct FilterTest {
    std::size_t field = 0;  ///< its place in the report
    std::string name;
    FieldType type = FieldType::text;
    FilterOp op = FilterOp::equal;
    std::vector<Cell> values;
    std::shared_ptr<const Pattern> pattern;  ///< of `matches`

    bool operator==(const FilterTest& other) const
    {
        return field == other.field && type == other.type && op == other.op && values == other.values;
    }
};

struct FilterNode {
    enum class Kind : std::uint8_t { test, all, any, negation };
    Kind kind = Kind::test;
    std::vector<FilterNode> parts;  ///< all, any: two or more; negation: one
    FilterTest test;

    bool operator==(const FilterNode&) const = default;
};

/// A filter read for the fields of one report.
struct Filter {
    std::vector<FilterNode> root;  ///< none: every row; else one

    bool operator==(const Filter&) const = default;
};

/// Reads a text against the fields of a report. Never recurses deeper than 100 levels; longer than 10,000 bytes is
/// refused.
tl::expected<Filter, FilterError> parseFilter(std::string_view text, std::span<const Field> fields);

/// `column 12: expected a value`, as an error of the usage. Columns count characters from 1.
Error errorOf(const FilterError& error, std::string_view text);

/// The text on one line, and a caret under the place of the error on the next: for a monospaced font.
std::string underlined(std::string_view text, const FilterError& error);

/// The places of the fields that the filter looks at; one may come twice.
std::vector<std::size_t> fieldsRead(const Filter& filter);

/// True if the row meets the filter. The table has the fields that the filter was read for.
bool matches(const Filter& filter, const ReportTable& table, std::size_t row);

/// The filter in its canonical spelling, which reads back as the same filter.
std::string textOf(const Filter& filter);

/// A value as it stands in a filter for that field: text in quotes, numbers and times as they are.
std::string filterValue(const Field& field, const Cell& value);

/// `text and FIELD op VALUE`, for "apply as filter" on a cell: `equal` includes it, `not_equal` excludes it; the orders
/// work too. A null becomes `is missing`, a list all its elements. An `or` in the text gets its parentheses. Blank text
/// makes the condition alone, and a condition that is there already is not added again.
std::string withCondition(std::string_view text, const Field& field, FilterOp op, const Cell& value);

// What an editor of filters asks. All of it works on texts that are no filters yet.

enum class FilterTokenKind : std::uint8_t {
    field,
    op,           ///< = != < <= > >= ~ matches in between and is not missing
    connective,   ///< and or not, between conditions
    text,         ///< in quotes, with the quotes
    number,       ///< with its unit
    word,         ///< a value without quotes: text, a time, true or false
    punctuation,  ///< ( ) ,
    invalid,      ///< what can stand nowhere, such as a quote that is not closed
};

struct FilterToken {
    FilterTokenKind kind = FilterTokenKind::invalid;
    std::size_t offset = 0;
    std::size_t length = 0;

    bool operator==(const FilterToken&) const = default;
};

/// The words of a text in their order, for colouring. Fields are not looked up: a name that no report has is a field.
std::vector<FilterToken> tokensOf(std::string_view text);

/// What may stand at the cursor.
struct FilterCompletion {
    enum class Kind : std::uint8_t { nothing, field, op, value, connective };
    Kind kind = Kind::nothing;
    std::size_t offset = 0;  ///< what an accepted word replaces
    std::size_t length = 0;
    std::string typed;  ///< of it, what stands before the cursor; without quotes if it is a value
    std::string field;  ///< op, value: of this field
    std::vector<std::string>
        words;  ///< that begin with `typed`. Of values only true and false: the caller knows others
};

FilterCompletion completionAt(std::string_view text, std::size_t cursor, std::span<const Field> fields);

}  // namespace naap
