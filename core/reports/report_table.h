#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/events/instant.h"

namespace naap {

/// A UTC date, printed as `YYYY-MM-DD`.
struct Date {
    Instant start{};
    auto operator<=>(const Date&) const = default;
};

/// A value of a report's row: null, or what its field's type says.
using Cell =
    std::variant<std::monostate, bool, std::int64_t, double, Instant, Date, std::string, std::vector<std::string>>;

enum class FieldType : std::uint8_t { text, boolean, integer, real, instant, date, wei, list };

/// One field of a report: its name is the same in JSON, CSV, tables and tooltips.
struct Field {
    std::string_view name;
    FieldType type = FieldType::text;
    std::string_view unit;     ///< "ms", "fps", "wei", "%"...; blank: none
    std::string_view meaning;  ///< one sentence
    bool is_key = false;
    bool is_time = false;  ///< --from and --to select by it
};

/// The immutable answer to a query. Any thread may read it.
class ReportTable {
public:
    virtual ~ReportTable() = default;
    virtual std::span<const Field> fields() const = 0;
    virtual std::size_t rowCount() const = 0;
    virtual Cell cell(std::size_t row, std::size_t field) const = 0;
};

/// A field and how to read it off a row.
template <class Row>
struct Column {
    Field field;
    Cell (*get)(const Row&);
};

/// Rows of a plain struct behind a list of columns.
template <class Row>
class RowsTable : public ReportTable {
public:
    /// `columns` outlives the table; `keeps` is what the rows point into, if anything.
    RowsTable(std::vector<Row> rows, std::span<const Column<Row>> columns, std::shared_ptr<const void> keeps = {})
        : m_rows(std::move(rows)), m_columns(columns), m_keeps(std::move(keeps))
    {
        for (const auto& column : columns)
            m_fields.push_back(column.field);
    }

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t field) const override { return m_columns[field].get(m_rows[row]); }
    const std::vector<Row>& rows() const { return m_rows; }

private:
    std::vector<Row> m_rows;
    std::span<const Column<Row>> m_columns;
    std::vector<Field> m_fields;
    std::shared_ptr<const void> m_keeps;
};

/// The fields of columns, for ReportInfo.
template <class Row>
std::vector<Field> fieldsOf(std::span<const Column<Row>> columns)
{
    std::vector<Field> fields;
    for (const auto& column : columns)
        fields.push_back(column.field);
    return fields;
}

}  // namespace naap
