#include "core/store/range_store.h"

#include "core/store/columns.h"

namespace naap {
namespace {

std::vector<std::int64_t> integersOf(Statement& rows)
{
    std::vector<std::int64_t> values;
    while (rows.step())
        values.push_back(rows.integer(0));
    return values;
}

std::vector<std::int64_t> idsOnDays(Statement rows, std::optional<Instant> from, std::optional<Instant> to)
{
    rows.bind(1, from ? toMs(dayOf(*from)) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    return integersOf(rows);
}

}  // namespace

std::vector<Instant> eventHours(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    auto rows = cache.db().prepare("SELECT DISTINCT hour FROM event_block WHERE hour >= ? AND hour < ? ORDER BY hour");
    rows.bind(1, from ? toMs(hourOf(*from)) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    std::vector<Instant> hours;
    for (const std::int64_t ms : integersOf(rows))
        hours.push_back(instantFromMs(ms));
    return hours;
}

std::map<std::int64_t, std::string> sourceNames(Cache& cache)
{
    std::map<std::int64_t, std::string> names;
    auto rows = cache.db().prepare("SELECT source_id, name FROM source");
    while (rows.step())
        names.emplace(rows.integer(0), rows.text(1));
    return names;
}

std::vector<std::int64_t> failingSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    return idsOnDays(
        cache.db().prepare("SELECT session_id FROM session s WHERE (no_orch_count > 0 OR swap_count > 0 OR "
                           "restart_seen_count > 0 OR status_error_sample_count > 0 OR startup_error_count > 0) "
                           "AND EXISTS (SELECT 1 FROM session_run r WHERE r.session_id = s.session_id AND r.day >= ? "
                           "AND r.day < ?) ORDER BY session_id"),
        from, to);
}

std::vector<std::int64_t> ingestSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    return idsOnDays(cache.db().prepare("SELECT DISTINCT session_id FROM ingest_run WHERE day >= ? AND day < ? "
                                        "ORDER BY session_id"),
                     from, to);
}

PaymentSessions::PaymentSessions(Cache& cache)
    : m_find(cache.db().prepare("SELECT s.session_key, s.org, s.stream_id, s.request_id, s.pipeline_id, s.model_id "
                                "FROM session_key k JOIN session s ON s.session_id = k.session_id "
                                "WHERE k.org = ? AND k.request_id = ? "
                                "ORDER BY k.stream_id = '', k.session_key LIMIT 1"))
{
}

const Session* PaymentSessions::find(const std::string& org, const std::string& request_id)
{
    if (request_id.empty())
        return nullptr;
    const auto [known, isNew] = m_known.try_emplace({org, request_id});
    if (isNew) {
        m_find.bind(1, org).bind(2, request_id);
        if (m_find.step()) {
            Session& s = known->second.emplace();
            ColumnReader read(m_find, 0);
            read(s.session_key), read(s.org), read(s.stream_id), read(s.request_id), read(s.pipeline_id);
            read(s.model_id);
        }
        m_find.reset();
    }
    return known->second ? &*known->second : nullptr;
}

}  // namespace naap
