#include "core/store/recovery.h"

#include <fmt/format.h>

namespace naap {

std::vector<StoredSource> readSources(Cache& cache)
{
    std::vector<StoredSource> sources;
    try {
        auto rows = cache.db().prepare("SELECT source_id, kind, name FROM source");
        while (rows.step())
            sources.push_back({rows.integer(0), std::string(rows.text(1)), std::string(rows.text(2))});
    } catch (const SqlError&) {
        // A damaged table of names costs the names, not the events.
    }
    return sources;
}

std::int64_t eventCount(Cache& cache)
{
    try {
        return cache.db().integer(
            "SELECT ifnull(sum(events), 0) - (SELECT count(*) FROM superseded_event) FROM "
            "event_block");
    } catch (const SqlError&) {
        return 0;
    }
}

Result<std::unique_ptr<Cache>> openForRecovery(const std::filesystem::path& path)
{
    return Cache::open(path, Cache::Access::read);
}

std::int64_t visitReadableEvents(Cache& cache, const std::function<bool(const StoredEvent&)>& visit)
{
    std::int64_t damaged = 0;
    bool goOn = true;
    std::int64_t last = 0;
    try {
        last = cache.db().integer("SELECT max(block_id) FROM event_block");
    } catch (const SqlError&) {
        return 1;
    }
    for (std::int64_t id = 1; id <= last && goOn; ++id) {
        try {
            const VisitResult result = visitBlock(cache, id, [&](const StoredEvent& event) {
                goOn = visit(event);
                return goOn;
            });
            damaged += result.damaged_blocks;
        } catch (const SqlError&) {
            ++damaged;
        }
    }
    return damaged;
}

void copyOtherAccounting(Cache& from, Cache& to)
{
    try {
        auto rows = from.db().prepare(
            "SELECT s.kind, s.name, a.org, a.class, a.event_type, a.event_subtype, a.reason, "
            "a.records, a.bytes FROM accounting a LEFT JOIN source s USING (source_id) "
            "WHERE a.class <> 'accepted'");
        auto write = to.db().prepare(
            "INSERT INTO accounting VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
            "records = records + excluded.records, bytes = bytes + excluded.bytes");
        while (rows.step()) {
            const std::int64_t source = to.sourceId(std::string(rows.text(0)), std::string(rows.text(1)));
            write.bind(1, source);
            for (int i = 2; i <= 6; ++i)
                write.bind(i, rows.text(i));
            write.bind(7, rows.integer(7)).bind(8, rows.integer(8)).run();
        }
    } catch (const SqlError&) {
        // The counts of a damaged table are lost; the events are not.
    }
}

Result<std::filesystem::path> swapIn(const std::filesystem::path& fresh, const std::filesystem::path& old)
{
    std::filesystem::path kept;
    for (int i = 1; kept.empty() || std::filesystem::exists(kept); ++i)
        kept = fmt::format("{}.damaged-{}", old.string(), i);
    std::error_code error;
    std::filesystem::rename(old, kept, error);
    if (!error)
        for (const char* suffix : {"-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::rename(old.string() + suffix, kept.string() + suffix, ignored);
        }
    if (!error)
        std::filesystem::rename(fresh, old, error);
    if (error)
        return failure(Error::Code::io, fmt::format("cannot replace {}: {}", old.string(), error.message()));
    std::error_code ignored;
    std::filesystem::remove(fresh.string() + ".lock", ignored);
    return kept;
}

}  // namespace naap
