#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace naap {

/// What is wrong with one line of a file, for people: `line 4: latitude 95 lies off the map`.
struct LineProblem {
    std::int64_t line = 0;
    std::string reason;

    bool operator==(const LineProblem&) const = default;
};

std::string sentenceOf(const LineProblem& problem);

/// A CSV text as RFC 4180 has it, with a first line that names what it is and its version (`#naap-lens places 1`), then
/// a line of column names, then rows. Columns are found by name, in any order; those of no meaning here are left out.
/// Lines that are blank or begin with `#` are passed over. Nothing in it can end the reading: what cannot be used is
/// told in problems(), and the rest is used.
class CsvTable {
public:
    /// `required` are the columns without which no row can be used.
    CsvTable(std::string_view text, std::string_view what, int version, const std::vector<std::string_view>& required);

    class Row {
    public:
        std::int64_t line() const { return m_line; }
        /// Trimmed; blank where the row or the file has no such cell.
        std::string_view cell(std::string_view column) const;

    private:
        friend class CsvTable;
        const std::vector<std::string>* m_columns = nullptr;
        std::vector<std::string> m_cells;
        std::int64_t m_line = 0;
    };

    const std::vector<Row>& rows() const { return m_rows; }
    const std::vector<LineProblem>& problems() const { return m_problems; }

private:
    void checkFirstLine(std::string_view line, std::string_view what, int version);
    void addRow(std::vector<std::string> cells, std::int64_t line, const std::vector<std::string_view>& required);

    std::vector<std::string> m_columns;
    std::vector<Row> m_rows;
    std::vector<LineProblem> m_problems;
};

/// A cell for a line of CSV: quoted where it has to be.
std::string csvCell(std::string_view text);

}  // namespace naap
