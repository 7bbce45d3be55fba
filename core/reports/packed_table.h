#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/report.h"
#include "core/store/packed.h"

namespace naap {

/// Very many rows of many fields, each row packed: a fraction of the memory of structs, and little to make. Texts,
/// times, whole numbers, booleans and money can be held. Rows are added field by field, each in its turn.
class PackedTable : public ReportTable {
public:
    explicit PackedTable(std::vector<Field> fields) : m_fields(std::move(fields)) {}

    /// Whether a field's values are texts; the others are numbers, times in ms.
    bool isText(std::size_t field) const;
    void addNull(std::size_t field);
    void addText(std::size_t field, std::string_view text);
    void addNumber(std::size_t field, std::int64_t number);
    /// Adds the rows of a table with the same fields.
    void append(const PackedTable& more);

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_begins.size(); }
    Cell cell(std::size_t row, std::size_t field) const override;

private:
    void begin(std::size_t field);

    std::vector<Field> m_fields;
    std::vector<std::size_t> m_begins;  ///< of each row in m_cells
    Packer m_cells;
};

}  // namespace naap
