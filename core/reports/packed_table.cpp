#include "core/reports/packed_table.h"

namespace naap {
namespace {

enum Tag : std::uint8_t { null, number, text };

}  // namespace

bool PackedTable::isText(std::size_t field) const
{
    return m_fields[field].type == FieldType::text || m_fields[field].type == FieldType::wei;
}

void PackedTable::begin(std::size_t field)
{
    if (field == 0)
        m_begins.push_back(m_cells.size());
}

void PackedTable::addNull(std::size_t field)
{
    begin(field);
    m_cells.byte(Tag::null);
}

void PackedTable::addText(std::size_t field, std::string_view value)
{
    begin(field);
    m_cells.byte(Tag::text);
    m_cells.text(value);
}

void PackedTable::addNumber(std::size_t field, std::int64_t value)
{
    begin(field);
    m_cells.byte(Tag::number);
    m_cells.integer(value);
}

void PackedTable::append(const PackedTable& more)
{
    const std::size_t offset = m_cells.size();
    m_begins.reserve(m_begins.size() + more.m_begins.size());
    for (const std::size_t begin : more.m_begins)
        m_begins.push_back(offset + begin);
    m_cells.raw(more.m_cells.bytes());
}

Cell PackedTable::cell(std::size_t row, std::size_t field) const
{
    Unpacker in(std::string_view(m_cells.bytes()).substr(m_begins[row]));
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
