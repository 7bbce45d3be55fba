#include "core/geo/csv_table.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/events/names.h"

namespace naap {
namespace {

/// Cells of the record that begins at `at`, which is moved behind it; `lines` counts the line ends in it. Nothing: a
/// quote that never closes.
std::optional<std::vector<std::string>> recordAt(std::string_view text, std::size_t& at, std::int64_t& lines)
{
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n')
            ++lines;
        if (quoted) {
            if (c != '"')
                cells.back() += c;
            else if (at + 1 < text.size() && text[at + 1] == '"')
                cells.back() += text[++at];
            else
                quoted = false;
        } else if (c == '"' && trimmed(cells.back()).empty()) {
            cells.back().clear();
            quoted = true;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            return cells;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    if (quoted)
        return std::nullopt;
    return cells;
}

std::string_view lineAt(std::string_view text, std::size_t at)
{
    const std::string_view rest = text.substr(at);
    return trimmed(rest.substr(0, rest.find('\n')));
}

}  // namespace

std::string sentenceOf(const LineProblem& problem)
{
    return fmt::format("line {}: {}", problem.line, problem.reason);
}

std::string_view CsvTable::Row::cell(std::string_view column) const
{
    const auto found = std::ranges::find(*m_columns, column);
    const auto index = static_cast<std::size_t>(found - m_columns->begin());
    return index < m_cells.size() ? trimmed(m_cells[index]) : std::string_view();
}

CsvTable::CsvTable(std::string_view text, std::string_view what, int version,
                   const std::vector<std::string_view>& required)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // spreadsheets put it before UTF-8
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    std::int64_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view here = lineAt(text, at);
        if (here.empty() || here.starts_with('#')) {
            if (line == 1)
                checkFirstLine(here, what, version);
            const std::size_t end = text.find('\n', at);
            at = end == std::string_view::npos ? text.size() : end + 1;
            ++line;
            continue;
        }
        const std::int64_t start = line;
        const std::size_t lineStart = at;
        auto cells = recordAt(text, at, line);
        if (cells) {
            addRow(std::move(*cells), start, required);
            continue;
        }
        // One open quote must not swallow the rest of the file.
        m_problems.push_back({start, "a quote is opened and never closed"});
        const std::size_t end = text.find('\n', lineStart);
        at = end == std::string_view::npos ? text.size() : end + 1;
        line = start + 1;
    }
    if (m_columns.empty())
        m_problems.push_back({line, fmt::format("there is no line of column names ({})", fmt::join(required, ", "))});
}

void CsvTable::checkFirstLine(std::string_view line, std::string_view what, int version)
{
    const std::string head = fmt::format("#naap-lens {} ", what);
    if (!line.starts_with(head))
        return;
    int given = 0;
    const std::string_view number = line.substr(head.size());
    std::from_chars(number.data(), number.data() + number.size(), given);
    if (given > version)
        m_problems.push_back({1, fmt::format("the table is of version {}, and this program knows {}: what it does not "
                                             "understand is left out",
                                             given, version)});
}

void CsvTable::addRow(std::vector<std::string> cells, std::int64_t line, const std::vector<std::string_view>& required)
{
    if (m_columns.empty()) {
        for (const std::string& cell : cells)
            m_columns.push_back(lowered(trimmed(cell)));
        for (const std::string_view column : required)
            if (std::ranges::find(m_columns, column) == m_columns.end())
                m_problems.push_back({line, fmt::format("there is no column `{}`", column)});
        return;
    }
    Row row;
    row.m_columns = &m_columns;
    row.m_cells = std::move(cells);
    row.m_line = line;
    if (row.m_cells.size() > m_columns.size()) {
        m_problems.push_back(
            {line, fmt::format("{} cells where there are {} columns", row.m_cells.size(), m_columns.size())});
        return;
    }
    for (const std::string_view column : required)
        if (row.cell(column).empty()) {
            m_problems.push_back({line, fmt::format("`{}` is blank", column)});
            return;
        }
    m_rows.push_back(std::move(row));
}

std::string csvCell(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos && !text.starts_with('#'))
        return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace naap
