// Any bytes as a filter: read, printed, read again as the same filter, coloured and completed, and applied to a row.
// The first byte says where the cursor is.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/filter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace naap {
namespace {

/// One field of each type, and one row.
class OneRow : public ReportTable {
public:
    std::span<const Field> fields() const override { return kFields; }
    std::size_t rowCount() const override { return 2; }
    Cell cell(std::size_t row, std::size_t field) const override { return row == 0 ? m_cells.at(field) : Cell(); }

private:
    static constexpr std::array<Field, 8> kFields{{{"t", FieldType::text, "", ""},
                                                   {"b", FieldType::boolean, "", ""},
                                                   {"i", FieldType::integer, "ms", ""},
                                                   {"r", FieldType::real, "", ""},
                                                   {"at", FieldType::instant, "", ""},
                                                   {"day", FieldType::date, "", ""},
                                                   {"w", FieldType::wei, "wei", ""},
                                                   {"l", FieldType::list, "", ""}}};
    std::array<Cell, 8> m_cells{std::string("a \"b\" \\c"),
                                true,
                                std::int64_t{1500},
                                0.25,
                                instantFromMs(1'767'900'000'000),
                                Date{instantFromMs(1'767'830'400'000)},
                                std::string("20000000000000000000"),
                                std::vector<std::string>{"x", "y"}};
};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void readAny(std::string_view text, std::size_t cursor)
{
    static const OneRow table;
    std::size_t end = 0;
    for (const FilterToken& token : tokensOf(text)) {
        require(token.offset >= end && token.length > 0 && token.offset + token.length <= text.size());
        end = token.offset + token.length;
    }
    const FilterCompletion completion = completionAt(text, cursor, table.fields());
    require(completion.offset + completion.length <= text.size());

    const auto filter = parseFilter(text, table.fields());
    if (!filter) {
        require(!filter.error().message.empty() && filter.error().offset + filter.error().length <= text.size());
        require(!underlined(text, filter.error()).empty());
        return;
    }
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        static_cast<void>(matches(*filter, table, row));
    const std::string canonical = textOf(*filter);
    const auto again = parseFilter(canonical, table.fields());
    constexpr std::size_t kLongest = 10'000;
    if (canonical.size() > kLongest)
        return;
    require(again.has_value() && *again == *filter && textOf(*again) == canonical);
    require(parseFilter(withCondition(text, table.fields()[0], FilterOp::equal, table.cell(0, 0)), table.fields()) ||
            canonical.empty() || text.size() > kLongest / 2);
}

}  // namespace
}  // namespace naap

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    naap::readAny({reinterpret_cast<const char*>(data) + 1, size - 1}, data[0]);
    return 0;
}
