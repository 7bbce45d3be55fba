#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/reports/report.h"

namespace naap {

/// A few fields of very many rows: each column for itself, numbers in 8 bytes and texts in 4, each different text held
/// once. Texts, times, whole numbers, booleans and money can be held. Rows are added field by field, each in its turn.
class NarrowTable : public ReportTable {
public:
    explicit NarrowTable(std::vector<Field> fields);

    /// Whether a field's values are texts; the others are numbers, times in ms.
    bool isText(std::size_t field) const;
    void addNull(std::size_t field);
    void addText(std::size_t field, std::string_view text);
    void addNumber(std::size_t field, std::int64_t number);

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override;
    Cell cell(std::size_t row, std::size_t field) const override;

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Column {
        std::vector<std::int64_t> numbers;
        std::vector<std::uint32_t> texts;  ///< places in m_texts
    };

    std::vector<Field> m_fields;
    std::vector<Column> m_columns;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> m_known;
    std::vector<const std::string*> m_texts;
};

}  // namespace naap
