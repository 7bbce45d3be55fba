#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "core/events/instant.h"
#include "core/facts/session.h"
#include "core/store/cache.h"

namespace naap {

// Copies of the facts of one hour, column by column. Boards, maps and lists read some columns of very many sessions;
// out of blocks that takes a tenth of the time that rows of sixty columns take. A block is written with the rollups of
// its hour: where the hour is marked in `dirty_hour`, rows are right and the block is of before. A block without data
// was put off: rows are right as well.

struct IdentifiedSession {
    std::int64_t session_id = 0;
    const Session* session = nullptr;
};
struct IdentifiedStatusHour {
    std::int64_t session_id = 0;
    const StatusHour* hour = nullptr;
};

/// Replaces the copy of the sessions whose demand hour is `hour`. None: takes it away.
void replaceSessionBlock(Cache& cache, Instant hour, std::span<const IdentifiedSession> sessions);
/// Replaces the copy of the status hours that start at `hour`. None: takes it away.
void replaceStatusBlock(Cache& cache, Instant hour, std::span<const IdentifiedStatusHour> hours);

/// Says instead of both copies that rows are right: for an hour that changes from second to second.
void putOffBlocks(Cache& cache, Instant hour);
/// Hours whose copies were put off.
std::vector<Instant> hoursOfPutOffBlocks(Cache& cache);

/// False for texts that hardly two sessions share; `member` counts in the order of visitSessionColumns().
bool isInSessionBlocks(std::size_t member);

/// Some columns of a block. One object reads many blocks, one after the other, and keeps its memory.
class FactBlock {
public:
    /// `members` are those wanted, in the order of the fact's columns; column 0 is the first of them.
    explicit FactBlock(std::vector<std::size_t> members);

    /// Reads a block; its data outlives what is asked of it. False for damaged data: then it has no rows.
    bool read(std::string_view data);
    std::size_t rows() const { return m_ids.size(); }
    std::int64_t sessionId(std::size_t row) const { return m_ids[row]; }

    bool isNull(std::size_t row, std::size_t column) const
    {
        const Column& of = m_columns[column];
        return !of.present.empty() && !of.present[row];
    }
    std::int64_t integer(std::size_t row, std::size_t column) const { return m_columns[column].values[row]; }
    double real(std::size_t row, std::size_t column) const;
    std::string_view text(std::size_t row, std::size_t column) const
    {
        const Column& of = m_columns[column];
        return of.texts[static_cast<std::size_t>(of.values[row])];
    }

private:
    struct Column {
        std::vector<std::int64_t> values;     ///< numbers, bits of doubles, or places in `texts`; 0 where null
        std::vector<bool> present;            ///< empty: all are
        std::vector<std::string_view> texts;  ///< of a column of text
    };
    bool readColumns(std::string_view data);
    static bool readColumn(std::string_view bytes, std::size_t rows, Column& column);

    std::vector<std::size_t> m_members;
    std::vector<std::int64_t> m_ids;
    std::vector<Column> m_columns;
    std::vector<std::string_view> m_packed;  ///< all columns of the block
};

}  // namespace naap
