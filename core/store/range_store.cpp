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

namespace {

constexpr char kBetween = '\0';  ///< org and request

/// Nearly every request has one session: choosing here is cheaper than having SQLite sort them each time.
void keepBest(std::optional<LinkedSession>& best, bool& bestLacksStream, const Statement& row)
{
    const bool lacksStream = row.integer(0) != 0;
    if (best && std::pair(bestLacksStream, std::string_view(best->session_key)) <= std::pair(lacksStream, row.text(1)))
        return;
    bestLacksStream = lacksStream;
    if (!best)
        best.emplace();
    ColumnReader read(row, 1);
    read(best->session_key), read(best->pipeline_id), read(best->model_id);
}

}  // namespace

const std::string& PaymentSessions::keyOf(std::string_view org, std::string_view request_id) const
{
    return m_key.assign(org).append(1, kBetween).append(request_id);
}

void PaymentSessions::want(std::string_view org, std::string_view request_id)
{
    if (request_id.empty())
        return;
    const auto [place, isNew] = m_places.try_emplace(keyOf(org, request_id), m_wanted.size());
    if (isNew)
        m_wanted.push_back(place);
}

void PaymentSessions::close()
{
    m_sessions->resize(m_wanted.size());
}

void PaymentSessions::lookUp(Cache& cache)
{
    constexpr std::size_t kStretch = 500;
    auto rows = cache.db().prepare(
        "SELECT k.stream_id = '', s.session_key, s.pipeline_id, s.model_id "
        "FROM session_key k JOIN session s ON s.session_id = k.session_id WHERE k.org = ? AND k.request_id = ?");
    for (std::size_t first = 0; (first = m_next.fetch_add(kStretch)) < m_wanted.size();)
        for (std::size_t i = first; i < std::min(first + kStretch, m_wanted.size()); ++i) {
            const std::string_view key = m_wanted[i]->first;
            const std::size_t between = key.find(kBetween);
            rows.bind(1, key.substr(0, between)).bind(2, key.substr(between + 1));
            bool lacksStream = false;
            while (rows.step())
                keepBest((*m_sessions)[i], lacksStream, rows);
            rows.reset();
        }
}

void PaymentSessions::readAll(Cache& cache)
{
    auto rows = cache.db().prepare(
        "SELECT stream_id = '', session_key, pipeline_id, model_id, org, request_id FROM session NOT INDEXED "
        "WHERE request_id <> ''");
    std::vector<bool> lacksStream;
    while (rows.step()) {
        const std::size_t place =
            m_places.try_emplace(keyOf(rows.text(4), rows.text(5)), m_sessions->size()).first->second;
        if (place == m_sessions->size()) {
            m_sessions->emplace_back();
            lacksStream.push_back(false);
        }
        bool lacks = lacksStream[place];
        keepBest((*m_sessions)[place], lacks, rows);
        lacksStream[place] = lacks;
    }
}

const LinkedSession* PaymentSessions::find(std::string_view org, std::string_view request_id) const
{
    if (request_id.empty())
        return nullptr;
    const auto place = m_places.find(keyOf(org, request_id));
    if (place == m_places.end())
        return nullptr;
    const std::optional<LinkedSession>& found = (*m_sessions)[place->second];
    return found ? &*found : nullptr;
}

}  // namespace naap
