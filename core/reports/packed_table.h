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
    /// Adds the rows of a table with the same fields; they are taken over, not copied.
    void append(PackedTable&& more);

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t field) const override;

private:
    /// Where a row begins.
    struct Place {
        std::uint32_t chunk = 0;
        std::uint32_t offset = 0;
    };
    /// Where the next value goes.
    Packer& cellsAt(std::size_t field);

    std::vector<Field> m_fields;
    std::vector<Place> m_rows;
    std::vector<Packer> m_chunks;  ///< a large buffer that grows would be copied again and again
};

}  // namespace naap
