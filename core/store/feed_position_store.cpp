#include "core/store/feed_position_store.h"

namespace naap {

std::vector<StoredPosition> storedPositions(Cache& cache)
{
    std::vector<StoredPosition> positions;
    auto rows = cache.db().prepare(
        "SELECT kind, name, part, position FROM feed_position JOIN source USING (source_id) ORDER BY kind, name, part");
    while (rows.step())
        positions.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                             std::string(rows.text(3))});
    return positions;
}

std::vector<StoredGap> storedGaps(Cache& cache)
{
    std::vector<StoredGap> gaps;
    auto rows = cache.db().prepare(
        "SELECT kind, name, part, records, reason FROM source_gap JOIN source USING (source_id) ORDER BY gap_id");
    while (rows.step())
        gaps.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                        rows.isNull(3) ? std::nullopt : std::optional(rows.integer(3)), std::string(rows.text(4))});
    return gaps;
}

void writePositions(Cache& cache, const Batch& batch)
{
    if (batch.positions.empty() && batch.gaps.empty())
        return;
    auto put = cache.db().prepare(
        "INSERT INTO feed_position VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position");
    auto forget = cache.db().prepare("DELETE FROM feed_position WHERE source_id = ? AND part = ?");
    for (const auto& [key, position] : batch.positions) {
        if (position.empty())
            forget.bind(1, key.source_id).bind(2, key.part).run();
        else
            put.bind(1, key.source_id).bind(2, key.part).bind(3, position).run();
    }
    auto note = cache.db().prepare("INSERT INTO source_gap (source_id, part, records, reason) VALUES (?, ?, ?, ?)");
    for (const SourceGap& gap : batch.gaps)
        note.bind(1, gap.part.source_id).bind(2, gap.part.part).bind(3, gap.records).bind(4, gap.reason).run();
}

}  // namespace naap
