#include "core/reports/narrow_table.h"

#include <limits>
#include <utility>

namespace naap {
namespace {

constexpr std::int64_t kNoNumber = std::numeric_limits<std::int64_t>::min();
constexpr std::uint32_t kNoText = std::numeric_limits<std::uint32_t>::max();

}  // namespace

NarrowTable::NarrowTable(std::vector<Field> fields) : m_fields(std::move(fields)), m_columns(m_fields.size()) {}

bool NarrowTable::isText(std::size_t field) const
{
    return m_fields[field].type == FieldType::text || m_fields[field].type == FieldType::wei;
}

void NarrowTable::addNull(std::size_t field)
{
    if (isText(field))
        m_columns[field].texts.push_back(kNoText);
    else
        m_columns[field].numbers.push_back(kNoNumber);
}

void NarrowTable::addText(std::size_t field, std::string_view text)
{
    auto known = m_known.find(text);
    if (known == m_known.end()) {
        known = m_known.emplace(text, static_cast<std::uint32_t>(m_texts.size())).first;
        m_texts.push_back(&known->first);
    }
    m_columns[field].texts.push_back(known->second);
}

void NarrowTable::addNumber(std::size_t field, std::int64_t number)
{
    m_columns[field].numbers.push_back(number);
}

std::size_t NarrowTable::rowCount() const
{
    if (m_columns.empty())
        return 0;
    return isText(0) ? m_columns[0].texts.size() : m_columns[0].numbers.size();
}

Cell NarrowTable::cell(std::size_t row, std::size_t field) const
{
    if (isText(field)) {
        const std::uint32_t text = m_columns[field].texts[row];
        return text == kNoText ? Cell() : Cell(*m_texts[text]);
    }
    const std::int64_t number = m_columns[field].numbers[row];
    if (number == kNoNumber)
        return {};
    switch (m_fields[field].type) {
        case FieldType::boolean: return number != 0;
        case FieldType::instant: return instantFromMs(number);
        default: return number;
    }
}

}  // namespace naap
