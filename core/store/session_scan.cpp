#include "core/store/session_scan.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/store/columns.h"

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

/// A range is found by its index; all of them are read as they lie in the file.
Statement rowsIn(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns)
{
    const std::string sql = selectOf(columns);
    if (!range.from && !range.to && !range.demand_from)
        return cache.db().prepare(sql + " FROM session NOT INDEXED");
    const char* index = range.demand_from ? "session_demand_hour" : "session_last_seen";
    auto rows = cache.db().prepare(fmt::format(
        "{} FROM session INDEXED BY {} WHERE last_seen >= ? AND last_seen < ? AND demand_hour >= ?", sql, index));
    rows.bind(1, orMin(range.from)).bind(2, orMax(range.to)).bind(3, orMin(range.demand_from));
    return rows;
}

/// For each member in the order of the schema its place in the row; -1: it is not read.
std::vector<int> placesOf(Cache& cache, std::span<const std::string_view> columns)
{
    std::vector<int> places;
    auto names = cache.db().prepare("SELECT name FROM pragma_table_info('session') WHERE cid > 0 ORDER BY cid");
    while (names.step()) {
        const auto found = std::ranges::find(columns, names.text(0));
        places.push_back(found == columns.end() ? -1 : static_cast<int>(found - columns.begin()) + 1);
    }
    return places;
}

/// Reads the members that are wanted and leaves the others alone.
class PartReader {
public:
    PartReader(const Statement& row, const std::vector<int>& places) : m_row(row), m_place(places.begin()) {}

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
    const Statement& m_row;
    std::vector<int>::const_iterator m_place;
};

/// Where the ids behind `first` stop being so near to each other that passing over rows beats looking each up.
std::size_t endOfNeighbours(std::span<const std::int64_t> session_ids, std::size_t first)
{
    constexpr std::int64_t kNear = 8;
    std::size_t end = first + 1;
    while (end < session_ids.size() && session_ids[end] - session_ids[end - 1] <= kNear)
        ++end;
    return end;
}

}  // namespace

void visitSessionRows(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                      const std::function<void(const Statement&)>& visit)
{
    auto rows = rowsIn(cache, range, columns);
    while (rows.step())
        visit(rows);
}

void visitSessionParts(Cache& cache, const SessionRange& range, std::span<const std::string_view> columns,
                       const std::function<void(std::int64_t, const Session&)>& visit)
{
    const std::vector<int> places = placesOf(cache, columns);
    auto rows = rowsIn(cache, range, columns);
    Session session;
    while (rows.step()) {
        visitSessionColumns(session, PartReader(rows, places));
        visit(rows.integer(0), session);
    }
}

void visitSessionPartsOf(Cache& cache, std::span<const std::int64_t> session_ids,
                         std::span<const std::string_view> columns,
                         const std::function<void(std::size_t, const Session&)>& visit)
{
    const std::vector<int> places = placesOf(cache, columns);
    auto rows = cache.db().prepare(selectOf(columns) + " FROM session WHERE session_id BETWEEN ? AND ?");
    Session session;
    for (std::size_t first = 0; first < session_ids.size();) {
        const std::size_t end = endOfNeighbours(session_ids, first);
        rows.bind(1, session_ids[first]).bind(2, session_ids[end - 1]);
        for (std::size_t number = first; number < end && rows.step();) {
            const std::int64_t id = rows.integer(0);
            while (number < end && session_ids[number] < id)
                ++number;
            if (number == end || session_ids[number] != id)
                continue;
            visitSessionColumns(session, PartReader(rows, places));
            visit(number++, session);
        }
        rows.reset();
        first = end;
    }
}

void visitStatusHoursIn(Cache& cache, Instant from, Instant to,
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

void visitSessionRowsOf(Cache& cache, std::span<const std::int64_t> session_ids,
                        std::span<const std::string_view> columns, const std::function<void(const Statement&)>& visit)
{
    auto row = cache.db().prepare(selectOf(columns) + " FROM session WHERE session_id = ?");
    for (const std::int64_t id : session_ids) {
        row.bind(1, id);
        if (row.step())
            visit(row);
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
    auto rows = cache.db().prepare(
        "SELECT session_id, org, gateway, pipeline_id, model_id, orchestrator_address, gpu_id, started_at, last_seen, "
        "startup_latency_ms, prompt_to_first_frame_ms, e2e_latency_ms, started_count, status_sample_count, "
        "health_signal_count, health_expected_signal_count, selection_outcome, startup_outcome, attribution_status "
        "FROM session WHERE demand_hour >= ? AND demand_hour < ?");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    Session s;
    while (rows.step()) {
        ColumnReader read(rows, 1);
        read(s.org), read(s.gateway), read(s.pipeline_id), read(s.model_id), read(s.orchestrator_address);
        read(s.gpu_id), read(s.started_at), read(s.last_seen), read(s.startup_latency_ms);
        read(s.prompt_to_first_frame_ms), read(s.e2e_latency_ms), read(s.started_count), read(s.status_sample_count);
        read(s.health_signal_count), read(s.health_expected_signal_count), read(s.selection_outcome);
        read(s.startup_outcome), read(s.attribution_status);
        visit(rows.integer(0), s);
    }
}

void visitSessionsAround(Cache& cache, Instant from, Instant to, const std::function<void(const Session&)>& visit)
{
    auto rows = cache.db().prepare(
        "SELECT session_key, org, gateway, pipeline_id, model_id, orchestrator_address, orchestrator_uri, gpu_id, "
        "gpu_model_name, started_at, last_seen, prompt_to_first_frame_ms, started_count, swap_count, "
        "status_error_sample_count, selection_outcome, startup_outcome, excusal_reason, loading_only, zero_output_fps, "
        "health_signal_count, health_expected_signal_count, fees_wei, expected_fees_wei FROM session "
        "WHERE (demand_hour >= ?1 AND demand_hour < ?2) OR (last_seen >= ?1 AND started_at < ?2)");
    rows.bind(1, toMs(from)).bind(2, toMs(to));
    Session s;
    while (rows.step()) {
        ColumnReader read(rows, 0);
        read(s.session_key), read(s.org), read(s.gateway), read(s.pipeline_id), read(s.model_id);
        read(s.orchestrator_address), read(s.orchestrator_uri), read(s.gpu_id), read(s.gpu_model_name);
        read(s.started_at), read(s.last_seen), read(s.prompt_to_first_frame_ms), read(s.started_count);
        read(s.swap_count), read(s.status_error_sample_count), read(s.selection_outcome), read(s.startup_outcome);
        read(s.excusal_reason), read(s.loading_only), read(s.zero_output_fps), read(s.health_signal_count);
        read(s.health_expected_signal_count), read(s.fees_wei), read(s.expected_fees_wei);
        visit(s);
    }
}

std::vector<GatewaySighting> gatewaysSeen(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<GatewaySighting> gateways;
    auto rows = cache.db().prepare(
        "SELECT gateway, max(last_seen) FROM session WHERE last_seen >= ? AND last_seen < ? AND gateway <> '' "
        "GROUP BY gateway ORDER BY gateway");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    while (rows.step())
        gateways.push_back({std::string(rows.text(0)), instantFromMs(rows.integer(1))});
    return gateways;
}

std::vector<std::pair<std::string, std::string>> nodesOfSessions(Cache& cache)
{
    std::vector<std::pair<std::string, std::string>> nodes;
    auto rows = cache.db().prepare(
        "SELECT DISTINCT orchestrator_address, ifnull(orchestrator_uri, '') FROM session "
        "WHERE orchestrator_address IS NOT NULL ORDER BY 1, 2");
    while (rows.step())
        nodes.emplace_back(rows.text(0), rows.text(1));
    return nodes;
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
