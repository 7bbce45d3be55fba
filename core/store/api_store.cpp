#include "core/store/api_store.h"

#include <limits>

namespace naap {
namespace {

constexpr const char* kWindowColumns =
    "SELECT s.base_url, w.endpoint, w.window_start, w.fetched_at, w.generated_at, w.generation, w.paged, w.etag, "
    "w.last_modified, w.rows FROM api_window w JOIN api_server s USING (server_id) ";

std::optional<Instant> instantAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(instantFromMs(row.integer(column)));
}

std::optional<std::int64_t> msOf(std::optional<Instant> t)
{
    return t ? std::optional(toMs(*t)) : std::nullopt;
}

std::int64_t lowest(std::optional<Instant> from)
{
    return from ? toMs(*from) : std::numeric_limits<std::int64_t>::min();
}

std::int64_t highest(std::optional<Instant> to)
{
    return to ? toMs(*to) : std::numeric_limits<std::int64_t>::max();
}

ApiWindowState windowAt(const Statement& row)
{
    return {std::string(row.text(0)),
            std::string(row.text(1)),
            instantFromMs(row.integer(2)),
            instantFromMs(row.integer(3)),
            instantAt(row, 4),
            std::string(row.text(5)),
            row.integer(6) != 0,
            std::string(row.text(7)),
            std::string(row.text(8)),
            row.integer(9)};
}

}  // namespace

std::int64_t ApiStore::serverId(std::string_view base_url)
{
    auto find = m_cache.db().prepare("SELECT server_id FROM api_server WHERE base_url = ?");
    find.bind(1, base_url);
    if (find.step())
        return find.integer(0);
    m_cache.db().prepare("INSERT INTO api_server (base_url) VALUES (?)").bind(1, base_url).run();
    return m_cache.db().lastInsertId();
}

void ApiStore::remove(std::string_view endpoint, std::int64_t server, std::optional<Instant> window_start)
{
    for (const char* table : {"api_row", "api_problem", "api_window"})
        m_cache.db()
            .prepare(std::string("DELETE FROM ") + table +
                     " WHERE endpoint = ? AND server_id = ? AND window_start BETWEEN ? AND ?")
            .bind(1, endpoint)
            .bind(2, server)
            .bind(3, lowest(window_start))
            .bind(4, highest(window_start))
            .run();
}

void ApiStore::replace(const ApiWindow& window)
{
    const std::int64_t server = serverId(window.server);
    const std::int64_t start = toMs(window.window_start);
    remove(window.endpoint, server, window.replaces_all ? std::nullopt : std::optional(window.window_start));
    m_cache.db()
        .prepare("INSERT INTO api_window VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(1, window.endpoint)
        .bind(2, start)
        .bind(3, server)
        .bind(4, toMs(window.fetched_at))
        .bind(5, msOf(window.generated_at))
        .bind(6, window.generation)
        .bind(7, window.paged)
        .bind(8, window.etag)
        .bind(9, window.last_modified)
        .bind(10, static_cast<std::int64_t>(window.rows.size()))
        .run();
    auto insert = m_cache.db().prepare("INSERT INTO api_row VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const ApiRow& row : window.rows)
        insert.bind(1, window.endpoint)
            .bind(2, start)
            .bind(3, server)
            .bind(4, row.table)
            .bind(5, row.entity)
            .bind(6, row.members)
            .bind(7, toMs(window.fetched_at))
            .run();
    auto note = m_cache.db().prepare("INSERT INTO api_problem VALUES (?, ?, ?, ?, ?)");
    for (const auto& [reason, rows] : window.problems)
        note.bind(1, window.endpoint).bind(2, start).bind(3, server).bind(4, reason).bind(5, rows).run();
}

void ApiStore::confirm(const ApiWindowState& window, Instant fetched_at)
{
    for (const char* table : {"api_window", "api_row"})
        m_cache.db()
            .prepare(std::string("UPDATE ") + table +
                     " SET fetched_at = ? WHERE endpoint = ? AND window_start = ? AND server_id = ?")
            .bind(1, toMs(fetched_at))
            .bind(2, window.endpoint)
            .bind(3, toMs(window.window_start))
            .bind(4, serverId(window.server))
            .run();
}

std::optional<ApiWindowState> ApiStore::window(std::string_view server, std::string_view endpoint, Instant window_start)
{
    auto find = m_cache.db().prepare(std::string(kWindowColumns) +
                                     "WHERE w.endpoint = ? AND w.window_start = ? AND s.base_url = ?");
    find.bind(1, endpoint).bind(2, toMs(window_start)).bind(3, server);
    return find.step() ? std::optional(windowAt(find)) : std::nullopt;
}

std::optional<ApiWindowState> ApiStore::newestWindow(std::string_view server, std::string_view endpoint)
{
    auto find = m_cache.db().prepare(std::string(kWindowColumns) +
                                     "WHERE w.endpoint = ? AND s.base_url = ? ORDER BY w.window_start DESC LIMIT 1");
    find.bind(1, endpoint).bind(2, server);
    return find.step() ? std::optional(windowAt(find)) : std::nullopt;
}

std::vector<ApiWindowState> ApiStore::windows(std::optional<Instant> from, std::optional<Instant> to)
{
    auto find = m_cache.db().prepare(std::string(kWindowColumns) +
                                     "WHERE w.window_start >= ? AND w.window_start < ? ORDER BY 1, 2, 3");
    find.bind(1, lowest(from)).bind(2, highest(to));
    std::vector<ApiWindowState> windows;
    while (find.step())
        windows.push_back(windowAt(find));
    return windows;
}

std::vector<KeptApiRow> ApiStore::rows(std::string_view endpoint, std::string_view report, std::optional<Instant> from,
                                       std::optional<Instant> to)
{
    auto find = m_cache.db().prepare(
        "SELECT r.window_start, r.entity, r.members, s.base_url, r.fetched_at, w.generation, w.paged FROM api_row r "
        "JOIN "
        "api_server s USING (server_id) JOIN api_window w USING (endpoint, window_start, server_id) WHERE r.endpoint = "
        "? AND "
        "r.report = ? AND r.window_start >= ? AND r.window_start < ?");
    find.bind(1, endpoint).bind(2, report).bind(3, lowest(from)).bind(4, highest(to));
    std::vector<KeptApiRow> rows;
    while (find.step())
        rows.push_back({{std::string(report), instantFromMs(find.integer(0)), std::string(find.text(1)),
                         std::string(find.text(2))},
                        std::string(find.text(3)),
                        instantFromMs(find.integer(4)),
                        std::string(find.text(5)),
                        find.integer(6) != 0});
    return rows;
}

std::vector<KeptApiProblem> ApiStore::problems(std::optional<Instant> from, std::optional<Instant> to)
{
    auto find = m_cache.db().prepare(
        "SELECT s.base_url, p.endpoint, p.window_start, p.reason, p.rows FROM api_problem p JOIN api_server s USING "
        "(server_id) WHERE p.window_start >= ? AND p.window_start < ? ORDER BY 1, 2, 3, 4");
    find.bind(1, lowest(from)).bind(2, highest(to));
    std::vector<KeptApiProblem> problems;
    while (find.step())
        problems.push_back({std::string(find.text(0)), std::string(find.text(1)), instantFromMs(find.integer(2)),
                            std::string(find.text(3)), find.integer(4)});
    return problems;
}

std::optional<Instant> newestApiFetch(Cache& cache)
{
    auto newest = cache.db().prepare("SELECT max(fetched_at) FROM api_window");
    return newest.step() ? instantAt(newest, 0) : std::nullopt;
}

void removeApiFigures(Cache& cache, Instant horizon)
{
    for (const char* table : {"api_row", "api_problem", "api_window"})
        cache.db()
            .prepare(std::string("DELETE FROM ") + table + " WHERE window_start < ?")
            .bind(1, toMs(horizon))
            .run();
}

}  // namespace naap
