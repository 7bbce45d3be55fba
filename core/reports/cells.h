#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/events/wei.h"
#include "core/reports/report.h"

namespace naap {

// What a row's members look like as cells.
inline Cell asCell(const std::string& text)
{
    return text;
}
inline Cell asCell(bool value)
{
    return value;
}
inline Cell asCell(std::int64_t value)
{
    return value;
}
inline Cell asCell(double value)
{
    return value;
}
inline Cell asCell(Instant value)
{
    return value;
}
inline Cell asCell(Int128 wei)
{
    return formatWei(wei);
}
inline Cell asCell(const std::vector<std::string>& list)
{
    return list;
}
template <class T>
Cell asCell(const std::optional<T>& value)
{
    return value ? asCell(*value) : Cell();
}

/// Text whose blank means that nothing is known.
inline Cell nullIfBlank(const std::string& text)
{
    return text.empty() ? Cell() : Cell(text);
}

template <class>
struct MemberPointer;
template <class Row, class Value>
struct MemberPointer<Value Row::*> {
    using RowType = Row;
};

/// Reads a member of a row, or a member of a member: `Column{field, member<&Row::hour, &StatusHour::status_samples>}`.
template <auto pointer, auto... path>
Cell member(const typename MemberPointer<decltype(pointer)>::RowType& row)
{
    return asCell(((row.*pointer).*....*path));
}

/// A field of a report; the others add what `--fields` shows beside it.
constexpr Field field(std::string_view name, FieldType type, std::string_view unit, std::string_view meaning)
{
    return {name, type, unit, meaning, false, false};
}
constexpr Field key(std::string_view name, FieldType type, std::string_view unit, std::string_view meaning)
{
    return {name, type, unit, meaning, true, false};
}
constexpr Field timeField(std::string_view name, std::string_view meaning)
{
    return {name, FieldType::instant, {}, meaning, false, true};
}
constexpr Field timeKey(std::string_view name, std::string_view meaning)
{
    return {name, FieldType::instant, {}, meaning, true, true};
}

/// A report whose rows are plain structs, made by one function in the order of the key. The columns live forever.
template <class Row>
ReportInfo reportOf(std::string_view name, std::string_view summary, std::span<const Column<Row>> columns,
                    std::vector<Row> (*rowsOf)(Cache&, const ReportQuery&))
{
    ReportInfo report{.name = name, .summary = summary, .fields = {}, .run = {}};
    for (const auto& column : columns)
        report.fields.push_back(column.field);
    report.run = [columns, rowsOf](Cache& cache, const ReportQuery& query) -> std::unique_ptr<ReportTable> {
        return std::make_unique<RowsTable<Row>>(rowsOf(cache, query), columns);
    };
    return report;
}

/// True if the query's range holds `t`.
inline bool inRange(const ReportQuery& query, Instant t)
{
    return (!query.from || t >= *query.from) && (!query.to || t < *query.to);
}

/// The hours whose start lies in the query's range, as a range of instants.
struct HourRange {
    std::optional<Instant> from;
    std::optional<Instant> to;
};
inline HourRange hoursIn(const ReportQuery& query)
{
    const auto nextHour = [](std::optional<Instant> t) -> std::optional<Instant> {
        if (!t)
            return std::nullopt;
        return std::chrono::ceil<std::chrono::hours>(*t);
    };
    return {nextHour(query.from), nextHour(query.to)};
}

}  // namespace naap
