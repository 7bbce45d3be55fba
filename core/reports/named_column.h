#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/cell_values.h"
#include "core/reports/report.h"

namespace naap {

/// One column of a report's answer, looked up once by its name. In a table without it all its cells are null. The table
/// outlives it.
class NamedColumn {
public:
    NamedColumn(const ReportTable& table, std::string_view name) : m_table(table)
    {
        const auto fields = table.fields();
        const auto found = std::ranges::find(fields, name, &Field::name);
        if (found != fields.end())
            m_index = static_cast<std::size_t>(found - fields.begin());
    }

    Cell cell(std::size_t row) const { return m_index ? m_table.cell(row, *m_index) : Cell(); }
    std::string text(std::size_t row) const { return textOf(cell(row)); }
    std::optional<Instant> instant(std::size_t row) const { return instantIn(cell(row)); }

    bool isNull(std::size_t row) const { return std::holds_alternative<std::monostate>(cell(row)); }

    bool isTrue(std::size_t row) const
    {
        const Cell value = cell(row);
        const bool* flag = std::get_if<bool>(&value);
        return flag && *flag;
    }
    std::optional<double> number(std::size_t row) const
    {
        const auto value = numberIn(cell(row));
        return value ? std::optional(value->real) : std::nullopt;
    }
    std::vector<std::string> list(std::size_t row) const
    {
        const Cell value = cell(row);
        const auto* texts = std::get_if<std::vector<std::string>>(&value);
        return texts ? *texts : std::vector<std::string>();
    }
    std::int64_t count(std::size_t row) const
    {
        const Cell value = cell(row);
        const auto* whole = std::get_if<std::int64_t>(&value);
        return whole ? *whole : 0;
    }
    /// Text whose blank means that nothing is known.
    std::optional<std::string> known(std::size_t row) const
    {
        std::string value = text(row);
        return value.empty() ? std::nullopt : std::optional(std::move(value));
    }

private:
    const ReportTable& m_table;
    std::optional<std::size_t> m_index;
};

}  // namespace naap
