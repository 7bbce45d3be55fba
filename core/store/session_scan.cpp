#include "core/store/session_scan.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/store/columns.h"
#include "core/store/session_blocks.h"

namespace naap {
namespace {

std::int64_t orMin(std::optional<Instant> t)
{
    return t ? toMs(*t) : INT64_MIN;
}
std::int64_t orMax(std::optional<Instant> t)
{
    return t ? toMs(*t) : INT64_MAX;
}

std::string selectOf(std::span<const std::string_view> columns)
{
    std::string sql = "SELECT session_id";
    for (const std::string_view column : columns)
        sql.append(", ").append(column);
    return sql;
}

/// A session as a row of its table.
class TableRow final : public SessionRow {
public:
    explicit TableRow(const Statement& row) : m_row(row) {}
    std::int64_t sessionId() const override { return m_row.integer(0); }
    bool isNull(int place) const override { return m_row.isNull(place); }
    std::int64_t integer(int place) const override { return m_row.integer(place); }
    std::string_view text(int place) const override { return m_row.text(place); }

private:
    const Statement& m_row;
};

/// A session as a row of a block.
class BlockRow final : public SessionRow {
public:
    BlockRow(const FactBlock& block, std::size_t row) : m_block(block), m_row(row) {}
    std::int64_t sessionId() const override { return m_block.sessionId(m_row); }
    bool isNull(int place) const override { return m_block.isNull(m_row, columnAt(place)); }
    std::int64_t integer(int place) const override { return m_block.integer(m_row, columnAt(place)); }
    std::string_view text(int place) const override { return m_block.text(m_row, columnAt(place)); }

private:
    static std::size_t columnAt(int place) { return static_cast<std::size_t>(place) - 1; }

    const FactBlock& m_block;
    std::size_t m_row;
};

/// The columns that somebody wants, and where they are.
class WantedColumns {
public:
    WantedColumns(Cache& cache, std::span<const std::string_view> columns)
        : m_columns(columns), m_members(columns.size())
    {
        auto names = cache.db().prepare("SELECT name FROM pragma_table_info('session') WHERE cid > 0 ORDER BY cid");
        for (std::size_t member = 0; names.step(); ++member) {
            m_places.push_back(-1);
            for (std::size_t i = 0; i < columns.size(); ++i)
                if (columns[i] == names.text(0)) {
                    m_members[i] = member;
                    m_places.back() = static_cast<int>(i) + 1;
                }
        }
    }

    std::string sql() const { return selectOf(m_columns); }
    /// The number of each as a member of a session.
    std::span<const std::size_t> members() const { return m_members; }
    /// For each member its place in a row; -1: it is not read.
    const std::vector<int>& places() const { return m_places; }
    bool areInBlocks() const { return std::ranges::all_of(m_members, isInSessionBlocks); }

private:
    std::span<const std::string_view> m_columns;
    std::vector<std::size_t> m_members;
    std::vector<int> m_places;
};

constexpr std::string_view kLastSeen = "last_seen";

Statement rowsBy(Cache& cache, std::string_view index, const SessionRange& range, const std::string& select)
{
    auto rows = cache.db().prepare(fmt::format(
        "{} FROM session INDEXED BY {} WHERE last_seen >= ? AND last_seen < ? AND demand_hour >= ? AND demand_hour < ?",
        select, index));
    rows.bind(1, orMin(range.from)).bind(2, orMax(range.to));
    rows.bind(3, orMin(range.demand_from)).bind(4, orMax(range.demand_to));
    return rows;
}

/// A range is found by its index; all of them are read as they lie in the file.
Statement rowsIn(Cache& cache, const SessionRange& range, const std::string& select)
{
    const bool byDemand = range.demand_from || (range.demand_to && !range.from);
    if (!range.from && !range.to && !byDemand)
        return cache.db().prepare(select + " FROM session NOT INDEXED");
    return rowsBy(cache, byDemand ? "session_demand_hour" : "session_last_seen", range, select);
}

template <class Visit>
void visitTable(Statement rows, const Visit& visit)
{
    const TableRow row(rows);
    while (rows.step())
        visit(row);
}

/// Hours that are in work have no block that could be read; so many of them at a time that the table is read whole.
constexpr std::int64_t kManyHours = 24;

bool hasBlocks(Cache& cache)
{
    const auto hours =
        cache.db().integer(fmt::format("SELECT count(*) FROM (SELECT 1 FROM dirty_hour LIMIT {})", kManyHours));
    return hours < kManyHours;
}

template <class Visit>
void visitBlock(const FactBlock& block, const SessionRange& range, std::size_t lastSeen, const Visit& visit)
{
    const std::int64_t from = orMin(range.from);
    const std::int64_t to = orMax(range.to);
    for (std::size_t row = 0; row < block.rows(); ++row)
        if (const std::int64_t seen = block.integer(row, lastSeen); seen >= from && seen < to)
            visit(BlockRow(block, row));
}

/// The sessions of hours that are up to date out of their blocks, the others out of the table.
template <class Visit>
void visitBlocks(Cache& cache, const SessionRange& range, const WantedColumns& wanted, const Visit& visit)
{
    const std::size_t lastSeen = wanted.members().size();
    std::vector<std::size_t> members(wanted.members().begin(), wanted.members().end());
    members.push_back(WantedColumns(cache, std::span(&kLastSeen, 1)).members()[0]);
    auto blocks = cache.db().prepare(
        "SELECT hour, data FROM session_block b WHERE newest_seen >= ? AND oldest_seen < ? AND hour >= ? AND hour < ? "
        "AND NOT EXISTS (SELECT 1 FROM dirty_hour d WHERE d.hour = b.hour)");
    blocks.bind(1, orMin(range.from)).bind(2, orMax(range.to));
    blocks.bind(3, orMin(range.demand_from)).bind(4, orMax(range.demand_to));
    std::vector<Instant> others;
    FactBlock block(std::move(members));
    while (blocks.step()) {
        if (block.read(blocks.blob(1)))
            visitBlock(block, range, lastSeen, visit);
        else
            others.push_back(instantFromMs(blocks.integer(0)));
    }
    auto inWork = cache.db().prepare("SELECT hour FROM dirty_hour WHERE hour >= ? AND hour < ?");
    inWork.bind(1, orMin(range.demand_from)).bind(2, orMax(range.demand_to));
    while (inWork.step())
        others.push_back(instantFromMs(inWork.integer(0)));
    for (const Instant hour : others)
        visitTable(rowsIn(cache, {range.from, range.to, hour, hour + std::chrono::hours(1)}, wanted.sql()), visit);
}

/// So few sessions are found sooner one by one than in the blocks and in the hours in work.
constexpr std::int64_t kFewSessions = 64;

bool areFewSince(Cache& cache, std::optional<Instant> from)
{
    if (!from)
        return false;
    auto count = cache.db().prepare(fmt::format(
        "SELECT count(*) FROM (SELECT 1 FROM session INDEXED BY session_last_seen WHERE last_seen >= ? LIMIT {})",
        kFewSessions));
    count.bind(1, toMs(*from));
    return count.step() && count.integer(0) < kFewSessions;
}

/// `visit` takes either kind of row.
template <class Visit>
void visitWanted(Cache& cache, const SessionRange& range, const WantedColumns& wanted, const Visit& visit)
{
    const ReadSnapshot snapshot(cache.db());
    if (areFewSince(cache, range.from))
        visitTable(rowsBy(cache, "session_last_seen", range, wanted.sql()), visit);
    else if (wanted.areInBlocks() && hasBlocks(cache))
        visitBlocks(cache, range, wanted, visit);
    else
        visitTable(rowsIn(cache, range, wanted.sql()), visit);
}

/// Reads the members that are wanted and leaves the others alone.
template <class Row>
class PartReader {
public:
    PartReader(const Row& row, const std::vector<int>& places) : m_row(row), m_place(places.begin()) {}

    template <class T>
    void operator()(T& value)
    {
        const int place = *m_place++;
        if (place < 0)
            return;
        ColumnReader read(m_row, place);
        read(value);
    }

private:
    const Row& m_row;
    std::vector<int>::const_iterator m_place;
};

/// The members of a status hour, all of which a block has.
std::vector<std::size_t> statusMembers()
{
    std::vector<std::size_t> members;
    StatusHour hour;
    visitStatusHourColumns(hour, [&](auto&) { members.push_back(members.size()); });
    return members;
}

/// One row of a block of status hours.
struct StatusBlockRow {
    const FactBlock& block;
    std::size_t row;

    std::int64_t integer(int column) const { return block.integer(row, static_cast<std::size_t>(column)); }
    double real(int column) const { return block.real(row, static_cast<std::size_t>(column)); }
};

void visitStatusRows(Cache& cache, Instant from, Instant to,
                     const std::function<void(std::int64_t, const StatusHour&)>& visit)
{
    auto rows = cache.db().prepare("SELECT * FROM status_hour WHERE window_start >= ? AND window_start < ?");
    rows.bind(1, toMs(from)).bind(2, toMs(to));
    StatusHour hour;
    while (rows.step()) {
        hour.window_start = instantFromMs(rows.integer(1));
        ColumnReader read(rows, 2);
        visitStatusHourColumns(hour, read);
        visit(rows.integer(0), hour);
    }
}

}  // namespace

void visitSessionRows(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                      const std::function<void(const SessionRow&)>& visit)
{
    visitWanted(cache, range, WantedColumns(cache, columns), [&](const SessionRow& row) { visit(row); });
}

void visitSessionParts(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                       const std::function<void(std::int64_t, const Session&)>& visit)
{
    const WantedColumns wanted(cache, columns);
    Session session;
    visitWanted(cache, range, wanted, [&](const auto& row) {
        visitSessionColumns(session, PartReader(row, wanted.places()));
        visit(row.sessionId(), session);
    });
}

void visitStatusHoursIn(Cache& cache, Instant from, Instant to,
                        const std::function<void(std::int64_t, const StatusHour&)>& visit)
{
    static const std::vector<std::size_t> kMembers = statusMembers();
    const ReadSnapshot snapshot(cache.db());
    if (!hasBlocks(cache))
        return visitStatusRows(cache, from, to, visit);
    auto blocks = cache.db().prepare(
        "SELECT hour, data FROM status_block b WHERE hour >= ? AND hour < ? "
        "AND NOT EXISTS (SELECT 1 FROM dirty_hour d WHERE d.hour = b.hour)");
    blocks.bind(1, toMs(from)).bind(2, toMs(to));
    FactBlock block(kMembers);
    while (blocks.step()) {
        const Instant start = instantFromMs(blocks.integer(0));
        if (!block.read(blocks.blob(1)))
            visitStatusRows(cache, start, start + std::chrono::hours(1), visit);
        StatusHour hour;
        hour.window_start = start;
        for (std::size_t row = 0; row < block.rows(); ++row) {
            const StatusBlockRow values{block, row};
            visitStatusHourColumns(hour, ColumnReader(values, 0));
            visit(block.sessionId(row), hour);
        }
    }
    auto inWork = cache.db().prepare("SELECT hour FROM dirty_hour WHERE hour >= ? AND hour < ?");
    inWork.bind(1, toMs(from)).bind(2, toMs(to));
    while (inWork.step()) {
        const Instant hour = instantFromMs(inWork.integer(0));
        visitStatusRows(cache, hour, hour + std::chrono::hours(1), visit);
    }
}

void visitSessionRowsOf(Cache& cache, std::span<const std::int64_t> session_ids,
                        std::span<const std::string_view> columns, const std::function<void(const SessionRow&)>& visit)
{
    auto row = cache.db().prepare(selectOf(columns) + " FROM session WHERE session_id = ?");
    const TableRow found(row);
    for (const std::int64_t id : session_ids) {
        row.bind(1, id);
        if (row.step())
            visit(found);
        row.reset();
    }
}

std::vector<std::int64_t> sessionIdsByKey(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                                          std::int64_t limit)
{
    // Ids without facts wait to be resolved; whoever reads what belongs to an id passes them over. A limit counts.
    const bool all = !from && !to;
    auto rows = cache.db().prepare(
        all ? (limit < 0 ? "SELECT session_id FROM session_key ORDER BY session_key LIMIT ?"
                         : "SELECT k.session_id FROM session_key k JOIN session s USING (session_id) "
                           "ORDER BY k.session_key LIMIT ?")
            : "SELECT session_id FROM session INDEXED BY session_last_seen WHERE last_seen >= ?2 AND last_seen < ?3 "
              "ORDER BY session_key LIMIT ?1");
    rows.bind(1, limit);
    if (!all)
        rows.bind(2, orMin(from)).bind(3, orMax(to));
    std::vector<std::int64_t> ids;
    while (rows.step())
        ids.push_back(rows.integer(0));
    return ids;
}

std::optional<Instant> newestDemandHour(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    auto row = cache.db().prepare(
        "SELECT demand_hour FROM session INDEXED BY session_demand_hour WHERE last_seen >= ? AND last_seen < ? "
        "ORDER BY demand_hour DESC LIMIT 1");
    row.bind(1, orMin(from)).bind(2, orMax(to));
    return row.step() ? std::optional(instantFromMs(row.integer(0))) : std::nullopt;
}

std::optional<Instant> demandHourOfLatest(Cache& cache, Instant newest, std::int64_t sessions)
{
    auto hours = cache.db().prepare("SELECT hour, sessions FROM session_block WHERE hour <= ? ORDER BY hour DESC");
    hours.bind(1, toMs(newest));
    for (std::int64_t found = 0; hours.step();) {
        found += hours.integer(1);
        if (found >= sessions)
            return instantFromMs(hours.integer(0));
    }
    return std::nullopt;
}

std::optional<std::int64_t> sessionIdOf(Cache& cache, std::string_view session_key)
{
    auto row = cache.db().prepare("SELECT session_id FROM session_key WHERE session_key = ?");
    row.bind(1, session_key);
    return row.step() ? std::optional(row.integer(0)) : std::nullopt;
}

std::vector<std::string> sessionKeys(Cache& cache, std::span<const std::int64_t> session_ids)
{
    std::vector<std::string> keys;
    keys.reserve(session_ids.size());
    auto row = cache.db().prepare("SELECT session_key FROM session_key WHERE session_id = ?");
    for (const std::int64_t id : session_ids) {
        row.bind(1, id);
        keys.emplace_back(row.step() ? row.text(0) : std::string_view());
        row.reset();
    }
    return keys;
}

void visitDemandedSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                           const std::function<void(std::int64_t, const Session&)>& visit)
{
    static constexpr std::string_view kColumns[] = {"org",
                                                    "gateway",
                                                    "pipeline_id",
                                                    "model_id",
                                                    "orchestrator_address",
                                                    "gpu_id",
                                                    "started_at",
                                                    "last_seen",
                                                    "startup_latency_ms",
                                                    "prompt_to_first_frame_ms",
                                                    "e2e_latency_ms",
                                                    "started_count",
                                                    "status_sample_count",
                                                    "health_signal_count",
                                                    "health_expected_signal_count",
                                                    "selection_outcome",
                                                    "startup_outcome",
                                                    "attribution_status"};
    visitSessionParts(cache, {.demand_from = from, .demand_to = to}, kColumns, visit);
}

void visitSessionsAround(Cache& cache, Instant from, Instant to, bool with_keys,
                         const std::function<void(const Session&)>& visit)
{
    static constexpr std::string_view kColumns[] = {"session_key",
                                                    "org",
                                                    "gateway",
                                                    "pipeline_id",
                                                    "model_id",
                                                    "orchestrator_address",
                                                    "orchestrator_uri",
                                                    "gpu_id",
                                                    "gpu_model_name",
                                                    "started_at",
                                                    "last_seen",
                                                    "prompt_to_first_frame_ms",
                                                    "started_count",
                                                    "swap_count",
                                                    "status_error_sample_count",
                                                    "selection_outcome",
                                                    "startup_outcome",
                                                    "excusal_reason",
                                                    "loading_only",
                                                    "zero_output_fps",
                                                    "health_signal_count",
                                                    "health_expected_signal_count",
                                                    "fees_wei",
                                                    "expected_fees_wei"};
    const auto columns = std::span(kColumns).subspan(with_keys ? 0 : 1);
    const ReadSnapshot snapshot(cache.db());
    visitSessionParts(cache, {.demand_from = from, .demand_to = to}, columns,
                      [&](std::int64_t, const Session& session) { visit(session); });
    // Those of earlier hours that ran on into it.
    visitSessionParts(cache, {.from = from, .demand_to = from}, columns, [&](std::int64_t, const Session& session) {
        if (session.started_at && *session.started_at < to)
            visit(session);
    });
}

std::vector<GatewaySighting> gatewaysSeen(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    static constexpr std::string_view kColumns[] = {"gateway", "last_seen"};
    std::map<std::string, Instant> seen;
    visitSessionParts(cache, {.from = from, .to = to}, kColumns, [&](std::int64_t, const Session& session) {
        if (session.gateway.empty())
            return;
        Instant& last = seen.try_emplace(session.gateway, session.last_seen).first->second;
        last = std::max(last, session.last_seen);
    });
    std::vector<GatewaySighting> gateways;
    for (const auto& [gateway, last] : seen)
        gateways.push_back({gateway, last});
    return gateways;
}

std::vector<std::pair<std::string, std::string>> nodesOfSessions(Cache& cache)
{
    static constexpr std::string_view kColumns[] = {"orchestrator_address", "orchestrator_uri"};
    std::set<std::pair<std::string, std::string>> nodes;
    std::pair<std::string, std::string> node;
    visitSessionParts(cache, {}, kColumns, [&](std::int64_t, const Session& session) {
        if (!session.orchestrator_address)
            return;
        node.first = *session.orchestrator_address;
        node.second = session.orchestrator_uri.value_or("");
        nodes.insert(node);
    });
    return {nodes.begin(), nodes.end()};
}

std::unordered_set<std::int64_t> sessionsWithMeasuredE2e(Cache& cache)
{
    std::unordered_set<std::int64_t> ids;
    auto rows = cache.db().prepare("SELECT session_id FROM status_hour WHERE e2e_latency_sample_count > 0");
    while (rows.step())
        ids.insert(rows.integer(0));
    return ids;
}

}  // namespace naap
