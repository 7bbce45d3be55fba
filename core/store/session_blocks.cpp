#include "core/store/session_blocks.h"

#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>

#include "core/store/columns.h"
#include "core/store/packed.h"

namespace naap {
namespace {

enum Kind : std::uint8_t { number, real, text };

/// Distances are counted without a sign, around the end of the numbers if need be.
std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}
std::int64_t at(std::int64_t from, std::uint64_t distance)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + distance);
}

/// Takes one value a row and packs them: what is alike is written once, numbers as distances from the smallest.
class ColumnPacker {
public:
    void operator()(std::int64_t value) { put(Kind::number, value); }
    void operator()(bool value) { put(Kind::number, value ? 1 : 0); }
    void operator()(Instant value) { put(Kind::number, toMs(value)); }
    void operator()(double value) { put(Kind::real, std::bit_cast<std::int64_t>(value)); }
    void operator()(const std::string& value)
    {
        const auto [known, isNew] = m_places.emplace(value, static_cast<std::int64_t>(m_texts.size()));
        if (isNew)
            m_texts.push_back(value);
        put(Kind::text, known->second);
    }
    template <class T>
    void operator()(const std::optional<T>& value)
    {
        if (value)
            (*this)(*value);
        else
            m_present.push_back(false);
    }

    void packInto(Packer& out) const
    {
        out.byte(m_kind);
        out.byte(m_values.size() < m_present.size() ? 1 : 0);
        if (m_values.size() < m_present.size())
            packPresence(out);
        if (m_kind == Kind::text) {
            out.number(m_texts.size());
            for (const std::string_view each : m_texts)
                out.text(each);
        }
        packValues(out);
    }

private:
    void put(Kind kind, std::int64_t value)
    {
        m_kind = kind;
        m_present.push_back(true);
        m_values.push_back(value);
    }
    void packPresence(Packer& out) const
    {
        std::uint8_t bits = 0;
        for (std::size_t row = 0; row < m_present.size(); ++row) {
            bits = static_cast<std::uint8_t>(bits | (m_present[row] ? 1U << row % 8 : 0U));
            if (row % 8 == 7 || row + 1 == m_present.size())
                out.byte(std::exchange(bits, std::uint8_t{0}));
        }
    }
    void packValues(Packer& out) const
    {
        if (m_values.empty())
            return;
        const auto [smallest, largest] = std::ranges::minmax(m_values);
        out.integer(smallest);
        out.byte(smallest == largest ? 1 : 0);
        if (smallest == largest)
            return;
        for (const std::int64_t value : m_values)
            if (m_kind == Kind::real)
                out.real(std::bit_cast<double>(value));
            else
                out.number(distance(smallest, value));
    }

    Kind m_kind = Kind::number;
    std::vector<bool> m_present;
    std::vector<std::int64_t> m_values;  ///< of the rows that have one
    std::vector<std::string_view> m_texts;
    std::unordered_map<std::string_view, std::int64_t> m_places;
};

/// Packs facts, whose columns `visit` gives one after the other.
template <class Rows, class VisitColumns>
std::string packed(const Rows& rows, std::size_t columns, const VisitColumns& visit)
{
    std::vector<ColumnPacker> packers(columns);
    Packer out;
    out.number(rows.size());
    std::int64_t last = 0;
    for (const auto& row : rows) {
        out.number(distance(std::exchange(last, row.session_id), row.session_id));
        std::size_t next = 0;
        visit(row, [&](const auto& value) { packers[next++](value); });
    }
    for (const ColumnPacker& packer : packers) {
        Packer column;
        packer.packInto(column);
        out.text(column.bytes());
    }
    return out.take();
}

/// Of each member of a session whether blocks have it.
const std::vector<bool>& membersInBlocks()
{
    static const std::vector<bool> kMembers = [] {
        Session s;
        const void* leftOut[] = {&s.session_key,
                                 &s.stream_id,
                                 &s.request_id,
                                 &s.attribution_snapshot_event_id,
                                 &s.current_selection_event_id,
                                 &s.first_event_id,
                                 &s.last_event_id};
        std::vector<bool> members;
        visitSessionColumns(s, [&](auto& member) {
            members.push_back(std::ranges::find(leftOut, static_cast<const void*>(&member)) == std::end(leftOut));
        });
        return members;
    }();
    return kMembers;
}

void replaceBlock(Cache& cache, const std::string& table, Instant hour)
{
    cache.db().prepare("DELETE FROM " + table + " WHERE hour = ?").bind(1, toMs(hour)).run();
}

std::size_t countOfStatusColumns()
{
    std::size_t count = 0;
    StatusHour hour;
    visitStatusHourColumns(hour, [&](auto&) { ++count; });
    return count;
}

}  // namespace

bool isInSessionBlocks(std::size_t member)
{
    return membersInBlocks()[member];
}

void replaceSessionBlock(Cache& cache, Instant hour, std::span<const IdentifiedSession> sessions)
{
    if (sessions.empty())
        return replaceBlock(cache, "session_block", hour);
    const std::vector<bool>& members = membersInBlocks();
    const std::string data = packed(sessions, members.size(), [&](const IdentifiedSession& of, const auto& pack) {
        std::size_t member = 0;
        visitSessionColumns(*of.session, [&](const auto& value) {
            using Value = std::decay_t<decltype(value)>;
            members[member++] ? pack(value) : pack(std::optional<Value>());
        });
    });
    const auto lastSeen = [](const IdentifiedSession& of) { return of.session->last_seen; };
    const auto [oldest, newest] = std::ranges::minmax(sessions, {}, lastSeen);
    cache.db()
        .prepare("INSERT OR REPLACE INTO session_block VALUES (?, ?, ?, ?, ?)")
        .bind(1, toMs(hour))
        .bind(2, toMs(lastSeen(oldest)))
        .bind(3, toMs(lastSeen(newest)))
        .bind(4, static_cast<std::int64_t>(sessions.size()))
        .bindBlob(5, data)
        .run();
}

void replaceStatusBlock(Cache& cache, Instant hour, std::span<const IdentifiedStatusHour> hours)
{
    if (hours.empty())
        return replaceBlock(cache, "status_block", hour);
    static const std::size_t kColumns = countOfStatusColumns();
    const std::string data = packed(hours, kColumns, [](const IdentifiedStatusHour& of, const auto& pack) {
        visitStatusHourColumns(*of.hour, pack);
    });
    cache.db()
        .prepare("INSERT OR REPLACE INTO status_block VALUES (?, ?, ?)")
        .bind(1, toMs(hour))
        .bind(2, static_cast<std::int64_t>(hours.size()))
        .bindBlob(3, data)
        .run();
}

void putOffBlocks(Cache& cache, Instant hour)
{
    cache.db()
        .prepare("INSERT OR REPLACE INTO session_block VALUES (?, ?, ?, 0, x'')")
        .bind(1, toMs(hour))
        .bind(2, INT64_MIN)
        .bind(3, INT64_MAX)
        .run();
    cache.db().prepare("INSERT OR REPLACE INTO status_block VALUES (?, 0, x'')").bind(1, toMs(hour)).run();
}

std::vector<Instant> hoursOfPutOffBlocks(Cache& cache)
{
    std::vector<Instant> hours;
    auto rows = cache.db().prepare("SELECT hour FROM session_block WHERE sessions = 0 ORDER BY hour");
    while (rows.step())
        hours.push_back(instantFromMs(rows.integer(0)));
    return hours;
}

FactBlock::FactBlock(std::vector<std::size_t> members) : m_members(std::move(members)), m_columns(m_members.size()) {}

bool FactBlock::read(std::string_view data)
{
    const bool isGood = readColumns(data);
    if (!isGood)
        m_ids.clear();
    return isGood;
}

bool FactBlock::readColumns(std::string_view data)
{
    Unpacker in(data);
    const std::uint64_t rows = in.number();
    if (rows > data.size())
        return false;
    m_ids.resize(rows);
    std::int64_t id = 0;
    for (std::int64_t& each : m_ids)
        each = id = at(id, in.number());
    m_packed.clear();
    while (in.ok() && !in.atEnd())
        m_packed.push_back(in.text());
    bool isGood = in.ok();
    for (std::size_t i = 0; i < m_members.size() && isGood; ++i)
        isGood = m_members[i] < m_packed.size() && readColumn(m_packed[m_members[i]], rows, m_columns[i]);
    return isGood;
}

double FactBlock::real(std::size_t row, std::size_t column) const
{
    return std::bit_cast<double>(m_columns[column].values[row]);
}

bool FactBlock::readColumn(std::string_view bytes, std::size_t rows, Column& column)
{
    Unpacker in(bytes);
    column.present.clear();
    column.texts.clear();
    const std::uint8_t kind = in.byte();
    std::size_t values = rows;
    if (in.byte() != 0) {
        const std::string_view bits = in.raw((rows + 7) / 8);
        if (!in.ok())
            return false;
        column.present.resize(rows);
        for (std::size_t row = 0; row < rows; ++row)
            column.present[row] = (static_cast<unsigned char>(bits[row / 8]) >> row % 8 & 1U) != 0;
        values = static_cast<std::size_t>(std::ranges::count(column.present, true));
    }
    if (kind == Kind::text)
        for (std::uint64_t left = in.number(); left > 0 && in.ok(); --left)
            column.texts.push_back(in.text());
    column.values.assign(rows, 0);
    if (values == 0)
        return in.ok();
    const std::int64_t smallest = in.integer();
    const bool isOne = in.byte() != 0;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!column.present.empty() && !column.present[row])
            continue;
        if (isOne)
            column.values[row] = smallest;
        else if (kind == Kind::real)
            column.values[row] = std::bit_cast<std::int64_t>(in.real());
        else
            column.values[row] = at(smallest, in.number());
    }
    const auto isKnown = [&](std::int64_t place) { return static_cast<std::uint64_t>(place) < column.texts.size(); };
    return in.ok() && (kind != Kind::text || std::ranges::all_of(column.values, isKnown));
}

}  // namespace naap
