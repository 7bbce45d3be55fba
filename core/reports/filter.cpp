#include "core/reports/filter.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/reports/cell_values.h"
#include "core/reports/filter_reader.h"
#include "core/reports/pattern.h"

namespace naap {
namespace {

using List = std::vector<std::string>;

/// The number of characters (UTF-8) before a place.
std::size_t columnOf(std::string_view text, std::size_t offset)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text.substr(0, offset), [](char c) { return (c & '\xC0') != '\x80'; }));
}

bool isNull(const Cell& cell)
{
    const auto* real = std::get_if<double>(&cell);
    return std::holds_alternative<std::monostate>(cell) || (real && *real != *real);
}

bool isMissing(const Cell& cell)
{
    const auto* text = std::get_if<std::string>(&cell);
    const auto* list = std::get_if<List>(&cell);
    return isNull(cell) || (text && text->empty()) || (list && list->empty());
}

/// -1, 0, 1 as the cell is below, equal to or above the value; nothing when they cannot be compared.
std::optional<int> compare(FieldType type, const Cell& cell, const Cell& value)
{
    if (isTimed(type)) {
        const auto instant = instantIn(cell);
        return instant ? std::optional(signOf(*instant, std::get<Instant>(value))) : std::nullopt;
    }
    const auto number = numberIn(cell);
    const auto other = numberIn(value);
    return number && other ? std::optional(compareNumbers(*number, *other)) : std::nullopt;
}

bool isEqual(FieldType type, const Cell& cell, const Cell& value)
{
    if (isTimed(type) || isNumeric(type))
        return compare(type, cell, value) == 0;
    if (const auto* list = std::get_if<List>(&cell))
        return std::ranges::find(*list, std::get<std::string>(value)) != list->end();
    return cell == value;
}

bool equalsAny(const FilterTest& test, const Cell& cell)
{
    return std::ranges::any_of(test.values, [&](const Cell& value) { return isEqual(test.type, cell, value); });
}

/// True if the text, or an element of the list, is `wanted`.
template <class Wanted>
bool anyText(const Cell& cell, const Wanted& wanted)
{
    if (const auto* list = std::get_if<List>(&cell))
        return std::ranges::any_of(*list, wanted);
    const auto* text = std::get_if<std::string>(&cell);
    return text && wanted(*text);
}

bool contains(const FilterTest& test, const Cell& cell)
{
    const std::string part = loweredAscii(std::get<std::string>(test.values[0]));
    return anyText(cell, [&](const std::string& text) { return loweredAscii(text).find(part) != std::string::npos; });
}

bool meets(const FilterTest& test, const Cell& cell)
{
    if (test.op == FilterOp::is_missing || test.op == FilterOp::is_not_missing)
        return isMissing(cell) == (test.op == FilterOp::is_missing);
    if (isNull(cell))
        return false;
    const auto order = [&](std::size_t value) { return compare(test.type, cell, test.values[value]); };
    switch (test.op) {
        case FilterOp::is_true: return cell == Cell(true);
        case FilterOp::equal:
        case FilterOp::in: return equalsAny(test, cell);
        case FilterOp::not_equal:
        case FilterOp::not_in: return !equalsAny(test, cell);
        case FilterOp::less: return order(0).value_or(1) < 0;
        case FilterOp::at_most: return order(0).value_or(1) <= 0;
        case FilterOp::more: return order(0).value_or(-1) > 0;
        case FilterOp::at_least: return order(0).value_or(-1) >= 0;
        case FilterOp::between: return order(0).value_or(-1) >= 0 && order(1).value_or(1) <= 0;
        case FilterOp::contains: return contains(test, cell);
        case FilterOp::matches:
            return anyText(cell, [&](const std::string& text) { return test.pattern->isFoundIn(text); });
        case FilterOp::is_missing:
        case FilterOp::is_not_missing: break;
    }
    return false;
}

bool meets(const FilterNode& node, const ReportTable& table, std::size_t row)
{
    const auto part = [&](const FilterNode& each) { return meets(each, table, row); };
    switch (node.kind) {
        case FilterNode::Kind::test: return meets(node.test, table.cell(row, node.test.field));
        case FilterNode::Kind::all: return std::ranges::all_of(node.parts, part);
        case FilterNode::Kind::any: return std::ranges::any_of(node.parts, part);
        case FilterNode::Kind::negation: return !meets(node.parts[0], table, row);
    }
    return false;
}

std::string inQuotes(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string valueText(FieldType type, const Cell& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return fmt::format("{}", *real);
    if (const auto* text = std::get_if<std::string>(&value))
        return type == FieldType::text || type == FieldType::list ? inQuotes(*text) : *text;
    return textOf(value);
}

std::string listText(FieldType type, std::span<const Cell> values)
{
    std::string text;
    for (const Cell& value : values)
        text += (text.empty() ? "(" : ", ") + valueText(type, value);
    return text + ')';
}

void append(std::string& out, const FilterTest& test)
{
    out += test.name;
    if (test.op == FilterOp::is_true)
        return;
    out += fmt::format(" {}", spelling(test.op));
    if (test.op == FilterOp::in || test.op == FilterOp::not_in)
        out += ' ' + listText(test.type, test.values);
    else if (test.op == FilterOp::between)
        out += fmt::format(" {} and {}", valueText(test.type, test.values[0]), valueText(test.type, test.values[1]));
    else if (!test.values.empty())
        out += ' ' + valueText(test.type, test.values[0]);
}

void append(std::string& out, const FilterNode& node)
{
    const auto part = [&](const FilterNode& each, bool inParentheses) {
        out += inParentheses ? "(" : "";
        append(out, each);
        out += inParentheses ? ")" : "";
    };
    using Kind = FilterNode::Kind;
    if (node.kind == Kind::test)
        return append(out, node.test);
    if (node.kind == Kind::negation) {
        out += "not ";
        return part(node.parts[0], node.parts[0].kind == Kind::all || node.parts[0].kind == Kind::any);
    }
    for (const FilterNode& each : node.parts) {
        if (&each != &node.parts.front())
            out += node.kind == Kind::all ? " and " : " or ";
        part(each, node.kind == Kind::all && each.kind == Kind::any);
    }
}

void addFields(const FilterNode& node, std::vector<std::size_t>& fields)
{
    if (node.kind == FilterNode::Kind::test)
        fields.push_back(node.test.field);
    for (const FilterNode& part : node.parts)
        addFields(part, fields);
}

}  // namespace

tl::expected<Filter, FilterError> parseFilter(std::string_view text, std::span<const Field> fields)
{
    return FilterReader(text, fields).read();
}

Error errorOf(const FilterError& error, std::string_view text)
{
    return {Error::Code::usage, fmt::format("column {}: {}", columnOf(text, error.offset) + 1, error.message)};
}

std::string underlined(std::string_view text, const FilterError& error)
{
    std::string line(text);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7F')
            c = ' ';
    return line + '\n' + std::string(columnOf(text, error.offset), ' ') + '^';
}

std::vector<std::size_t> fieldsRead(const Filter& filter)
{
    std::vector<std::size_t> fields;
    for (const FilterNode& node : filter.root)
        addFields(node, fields);
    return fields;
}

bool matches(const Filter& filter, const ReportTable& table, std::size_t row)
{
    return filter.root.empty() || meets(filter.root[0], table, row);
}

std::string textOf(const Filter& filter)
{
    std::string text;
    if (!filter.root.empty())
        append(text, filter.root[0]);
    return text;
}

std::string filterValue(const Field& field, const Cell& value)
{
    const auto* list = std::get_if<List>(&value);
    if (!list)
        return valueText(field.type, value);
    return listText(FieldType::list, std::vector<Cell>(list->begin(), list->end()));
}

}  // namespace naap
