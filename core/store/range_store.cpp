#include "core/store/range_store.h"

#include <set>
#include <utility>

#include "core/store/columns.h"
#include "core/store/evidence_codec.h"

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

std::vector<Instant> hoursWithData(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    auto rows = cache.db().prepare(
        "SELECT hour FROM event_block WHERE hour >= ?1 AND hour < ?2 UNION "
        "SELECT hour FROM rollup_hour WHERE hour >= ?1 AND hour < ?2 ORDER BY hour");
    rows.bind(1, from ? toMs(hourOf(*from)) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    std::vector<Instant> hours;
    for (const std::int64_t ms : integersOf(rows))
        hours.push_back(instantFromMs(ms));
    return hours;
}

std::optional<std::vector<Instant>> hoursOfSession(Cache& cache, const std::string& session_key)
{
    std::set<Instant> hours;
    const auto addFrom = [&]<class Evidence>(const char* table, Evidence evidence, auto eventsOf) {
        auto runs = cache.db().prepare(std::string("SELECT data FROM session_key JOIN ") + table +
                                       " USING (session_id) WHERE session_key = ?");
        runs.bind(1, session_key);
        bool isWhole = true;
        while (runs.step())
            isWhole = evidence.addRun(runs.blob(0)) && isWhole;
        for (const auto& event : (evidence.*eventsOf)())
            hours.insert(hourOf(event.event_ts));
        return isWhole;
    };
    const bool isWhole = addFrom("session_run", SessionEvidence(), &SessionEvidence::events) &&
                         addFrom("ingest_run", IngestEvidence(), &IngestEvidence::samples);
    return isWhole ? std::optional(std::vector<Instant>(hours.begin(), hours.end())) : std::nullopt;
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
    : m_find(cache.db().prepare("SELECT k.stream_id = '', s.session_key, s.pipeline_id, s.model_id "
                                "FROM session_key k JOIN session s ON s.session_id = k.session_id "
                                "WHERE k.org = ? AND k.request_id = ?"))
{
}

std::string& PaymentSessions::keyOf(std::string_view org, std::string_view request_id)
{
    return m_key.assign(org).append(1, '\0').append(request_id);
}

void PaymentSessions::readAll(Cache& cache)
{
    auto rows = cache.db().prepare(
        "SELECT org, request_id, stream_id = '', session_key, pipeline_id, model_id FROM session NOT INDEXED "
        "WHERE request_id <> ''");
    std::unordered_map<std::string, bool> lacksStream;
    while (rows.step()) {
        const bool lacks = rows.integer(2) != 0;
        const std::string& request = keyOf(rows.text(0), rows.text(1));
        LinkedSession*& known = m_all[request];
        bool& knownLacks = lacksStream[request];
        if (known && std::pair(knownLacks, std::string_view(known->session_key)) <= std::pair(lacks, rows.text(3)))
            continue;
        if (!known)
            known = &m_sessions->emplace_back();
        knownLacks = lacks;
        ColumnReader read(rows, 3);
        read(known->session_key), read(known->pipeline_id), read(known->model_id);
    }
    m_knows_all = true;
}

const LinkedSession* PaymentSessions::find(std::string_view org, std::string_view request_id)
{
    if (request_id.empty())
        return nullptr;
    if (m_knows_all) {
        const auto known = m_all.find(keyOf(org, request_id));
        return known == m_all.end() ? nullptr : known->second;
    }
    const auto [known, isNew] = m_known.try_emplace(keyOf(org, request_id), nullptr);
    if (!isNew)
        return known->second;
    // Nearly every request has one session: choosing here is cheaper than having SQLite sort them each time.
    std::optional<std::pair<bool, LinkedSession>> best;
    m_find.bind(1, org).bind(2, request_id);
    while (m_find.step()) {
        const bool lacksStream = m_find.integer(0) != 0;
        if (best && std::pair(best->first, std::string_view(best->second.session_key)) <=
                        std::pair(lacksStream, m_find.text(1)))
            continue;
        LinkedSession& session = best.emplace(lacksStream, LinkedSession{}).second;
        ColumnReader read(m_find, 1);
        read(session.session_key), read(session.pipeline_id), read(session.model_id);
    }
    m_find.reset();
    if (best)
        known->second = &m_sessions->emplace_back(std::move(best->second));
    return known->second;
}

}  // namespace naap
