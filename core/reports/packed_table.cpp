#include "core/reports/packed_table.h"

#include <algorithm>
#include <iterator>

namespace naap {
namespace {

enum Tag : std::uint8_t { null, number, text };

constexpr std::size_t kChunk = 256 * 1024;

}  // namespace

bool PackedTable::isText(std::size_t field) const
{
    return m_fields[field].type == FieldType::text || m_fields[field].type == FieldType::wei;
}

Packer& PackedTable::cellsAt(std::size_t field)
{
    if (field > 0)
        return m_chunks.back();
    if (m_chunks.empty() || m_chunks.back().size() > kChunk) {
        m_chunks.emplace_back();
        m_chunks.back().reserve(kChunk + kChunk / 8);
    }
    m_rows.push_back(
        {static_cast<std::uint32_t>(m_chunks.size() - 1), static_cast<std::uint32_t>(m_chunks.back().size())});
    return m_chunks.back();
}

void PackedTable::addNull(std::size_t field)
{
    cellsAt(field).byte(Tag::null);
}

void PackedTable::addText(std::size_t field, std::string_view value)
{
    Packer& cells = cellsAt(field);
    cells.byte(Tag::text);
    cells.text(value);
}

void PackedTable::addNumber(std::size_t field, std::int64_t value)
{
    Packer& cells = cellsAt(field);
    cells.byte(Tag::number);
    cells.integer(value);
}

void PackedTable::append(PackedTable&& more)
{
    const auto chunks = static_cast<std::uint32_t>(m_chunks.size());
    m_rows.reserve(m_rows.size() + more.m_rows.size());
    for (const Place& row : more.m_rows)
        m_rows.push_back({chunks + row.chunk, row.offset});
    std::ranges::move(more.m_chunks, std::back_inserter(m_chunks));
    more.m_rows.clear();
    more.m_chunks.clear();
}

Cell PackedTable::cell(std::size_t row, std::size_t field) const
{
    const Place place = m_rows[row];
    Unpacker in(std::string_view(m_chunks[place.chunk].bytes()).substr(place.offset));
    std::uint8_t tag = in.byte();
    for (std::size_t passed = 0; passed < field; ++passed) {
        if (tag == Tag::text)
            in.text();
        else if (tag == Tag::number)
            in.number();
        tag = in.byte();
    }
    if (tag == Tag::null)
        return {};
    if (tag == Tag::text)
        return std::string(in.text());
    const std::int64_t value = in.integer();
    switch (m_fields[field].type) {
        case FieldType::boolean: return value != 0;
        case FieldType::instant: return instantFromMs(value);
        default: return value;
    }
}

}  // namespace naap
