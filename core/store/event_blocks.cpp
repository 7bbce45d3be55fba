#include "core/store/event_blocks.h"

#include <algorithm>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "core/store/batch_writer.h"
#include "core/store/compression.h"

namespace naap {
namespace {

constexpr std::size_t kMostBlockBytes = 256U * 1024 * 1024;
constexpr std::size_t kKeyBytes = sizeof(EventKey) + sizeof(std::uint32_t);

/// The payloads of one block, decompressed.
class BlockReader {
public:
    /// False when the block is damaged.
    bool open(std::string_view compressed, std::int64_t rawBytes, std::int64_t events)
    {
        m_payloads.clear();
        auto text = decompressed(compressed, kMostBlockBytes);
        if (!text || text->size() != static_cast<std::size_t>(rawBytes))
            return false;
        m_text = std::move(*text);
        std::string_view rest = m_text;
        while (!rest.empty()) {
            std::uint32_t length = 0;
            if (rest.size() < sizeof length)
                return false;
            std::memcpy(&length, rest.data(), sizeof length);
            rest.remove_prefix(sizeof length);
            if (rest.size() < length)
                return false;
            m_payloads.push_back(rest.substr(0, length));
            rest.remove_prefix(length);
        }
        return m_payloads.size() == static_cast<std::size_t>(events);
    }

    const std::vector<std::string_view>& payloads() const { return m_payloads; }

private:
    std::string m_text;
    std::vector<std::string_view> m_payloads;
};

std::set<std::size_t> supersededIn(Cache& cache, std::int64_t block_id)
{
    std::set<std::size_t> indices;
    auto statement = cache.db().prepare("SELECT position FROM superseded_event WHERE block_id = ?");
    statement.bind(1, block_id);
    while (statement.step())
        indices.insert(static_cast<std::size_t>(statement.integer(0)));
    return indices;
}

struct KeyColumns {
    std::vector<EventKey> keys;
    std::vector<std::uint32_t> content_hashes;
};

KeyColumns unpackKeys(std::string_view bytes)
{
    KeyColumns columns;
    const std::size_t count = bytes.size() / kKeyBytes;
    columns.keys.resize(count);
    columns.content_hashes.resize(count);
    std::memcpy(columns.keys.data(), bytes.data(), count * sizeof(EventKey));
    std::memcpy(columns.content_hashes.data(), bytes.data() + count * sizeof(EventKey), count * sizeof(std::uint32_t));
    return columns;
}

std::vector<std::uint64_t> unpackPositions(std::string_view bytes)
{
    std::vector<std::uint64_t> positions;
    Unpacker in(bytes);
    std::uint64_t last = 0;
    while (in.ok() && !in.atEnd())
        positions.push_back(last += static_cast<std::uint64_t>(in.integer()));
    return positions;
}

}  // namespace

HourKeys keysOfHour(Cache& cache, Instant hour)
{
    HourKeys result;
    auto statement = cache.db().prepare("SELECT block_id, keys FROM event_block WHERE hour = ?");
    statement.bind(1, toMs(hour));
    while (statement.step()) {
        const KeyColumns columns = unpackKeys(statement.blob(1));
        const auto superseded = supersededIn(cache, statement.integer(0));
        for (std::size_t i = 0; i < columns.keys.size(); ++i) {
            if (superseded.contains(i))
                continue;
            result.keys.push_back(columns.keys[i]);
            result.content_hashes.push_back(columns.content_hashes[i]);
        }
    }
    return result;
}

namespace {

constexpr const char* kBlockColumns =
    "SELECT block_id, source_id, org, raw_bytes, events, positions, payloads FROM event_block ";

VisitResult visitRows(Cache& cache, Statement& rows, const std::function<bool(const StoredEvent&)>& visit)
{
    VisitResult result;
    BlockReader reader;
    while (rows.step()) {
        if (!reader.open(rows.blob(6), rows.integer(3), rows.integer(4))) {
            ++result.damaged_blocks;
            continue;
        }
        const auto positions = unpackPositions(rows.blob(5));
        const auto superseded = supersededIn(cache, rows.integer(0));
        StoredEvent event{.block_id = rows.integer(0), .source_id = rows.integer(1), .org = {}, .payload = {}};
        event.org = rows.text(2);
        for (event.index = 0; event.index < reader.payloads().size(); ++event.index) {
            if (superseded.contains(event.index))
                continue;
            event.position = event.index < positions.size() ? positions[event.index] : 0;
            event.payload = reader.payloads()[event.index];
            if (!visit(event)) {
                result.stopped = true;
                return result;
            }
        }
    }
    return result;
}

}  // namespace

VisitResult visitEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                        const std::function<bool(const StoredEvent&)>& visit)
{
    auto rows = cache.db().prepare(std::string(kBlockColumns) + "WHERE hour >= ? AND hour < ? ORDER BY hour, block_id");
    rows.bind(1, from ? toMs(hourOf(*from)) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    return visitRows(cache, rows, visit);
}

VisitResult visitBlock(Cache& cache, std::int64_t block_id, const std::function<bool(const StoredEvent&)>& visit)
{
    auto rows = cache.db().prepare(std::string(kBlockColumns) + "WHERE block_id = ?");
    rows.bind(1, block_id);
    return visitRows(cache, rows, visit);
}

std::optional<FoundEvent> findEvent(Cache& cache, Instant hour, const EventKey& key)
{
    auto statement = cache.db().prepare(
        "SELECT block_id, keys, raw_bytes, events, payloads FROM event_block "
        "WHERE hour = ?");
    statement.bind(1, toMs(hour));
    while (statement.step()) {
        const KeyColumns columns = unpackKeys(statement.blob(1));
        const auto superseded = supersededIn(cache, statement.integer(0));
        for (std::size_t i = 0; i < columns.keys.size(); ++i) {
            if (!(columns.keys[i] == key) || superseded.contains(i))
                continue;
            BlockReader reader;
            if (!reader.open(statement.blob(4), statement.integer(2), statement.integer(3)) ||
                i >= reader.payloads().size())
                return std::nullopt;
            return FoundEvent{statement.integer(0), i, std::string(reader.payloads()[i])};
        }
    }
    return std::nullopt;
}

void supersede(Cache& cache, std::int64_t block_id, std::size_t index)
{
    cache.db()
        .prepare("INSERT OR IGNORE INTO superseded_event VALUES (?, ?)")
        .bind(1, block_id)
        .bind(2, static_cast<std::int64_t>(index))
        .run();
}

std::vector<std::string> damagedBlocks(Cache& cache)
{
    std::vector<std::string> errors;
    BlockReader reader;
    auto statement = cache.db().prepare(
        "SELECT block_id, hour, raw_bytes, events, payloads, length(keys) FROM "
        "event_block");
    while (statement.step())
        if (!reader.open(statement.blob(4), statement.integer(2), statement.integer(3)) ||
            reader.payloads().size() * kKeyBytes != static_cast<std::uint64_t>(statement.integer(5)))
            errors.push_back(fmt::format("event block {} of hour {} cannot be read", statement.integer(0),
                                         formatInstant(instantFromMs(statement.integer(1)))));
    return errors;
}

void compactHour(Cache& cache, Instant hour)
{
    std::map<std::pair<std::int64_t, std::string>, std::vector<EventBlock>> merged;
    std::vector<std::int64_t> old;
    BlockReader reader;
    constexpr std::size_t blockBytes = 2 * 1024 * 1024;
    auto statement = cache.db().prepare(
        "SELECT block_id, source_id, org, first_ts, last_ts, events, raw_bytes, keys, "
        "positions, payloads FROM event_block WHERE hour = ? ORDER BY block_id");
    statement.bind(1, toMs(hour));
    while (statement.step()) {
        if (!reader.open(statement.blob(9), statement.integer(6), statement.integer(5)))
            continue;
        const KeyColumns columns = unpackKeys(statement.blob(7));
        if (columns.keys.size() != reader.payloads().size())
            continue;
        old.push_back(statement.integer(0));
        const auto positions = unpackPositions(statement.blob(8));
        const auto superseded = supersededIn(cache, statement.integer(0));
        auto& blocks = merged[{statement.integer(1), std::string(statement.text(2))}];
        for (std::size_t i = 0; i < columns.keys.size(); ++i) {
            if (superseded.contains(i))
                continue;
            if (blocks.empty() || blocks.back().payloads.size() >= blockBytes) {
                EventBlock& block = blocks.emplace_back();
                block.hour = hour;
                block.source_id = statement.integer(1);
                block.org = statement.text(2);
                block.first_ts = instantFromMs(statement.integer(3));
                block.last_ts = instantFromMs(statement.integer(4));
            }
            EventBlock& block = blocks.back();
            block.first_ts = std::min(block.first_ts, instantFromMs(statement.integer(3)));
            block.last_ts = std::max(block.last_ts, instantFromMs(statement.integer(4)));
            block.keys.push_back(columns.keys[i]);
            block.content_hashes.push_back(columns.content_hashes[i]);
            block.positions.push_back(i < positions.size() ? positions[i] : 0);
            const auto length = static_cast<std::uint32_t>(reader.payloads()[i].size());
            block.payloads.append(reinterpret_cast<const char*>(&length), sizeof length);
            block.payloads.append(reader.payloads()[i]);
        }
    }
    Batch batch;
    for (auto& [key, blocks] : merged)
        for (EventBlock& block : blocks)
            batch.blocks.push_back(std::move(block));
    if (batch.blocks.size() >= old.size())
        return;
    batch.compress();
    Transaction transaction(cache.db());
    for (const std::int64_t id : old) {
        cache.db().prepare("DELETE FROM event_block WHERE block_id = ?").bind(1, id).run();
        cache.db().prepare("DELETE FROM superseded_event WHERE block_id = ?").bind(1, id).run();
    }
    BatchWriter(cache).write(batch);
    transaction.commit();
}

}  // namespace naap
