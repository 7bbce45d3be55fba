#include "core/store/dirty_store.h"

#include "core/store/evidence_store.h"

namespace naap {

bool DirtyStore::isClean()
{
    return m_cache.db().integer(
               "SELECT NOT EXISTS (SELECT 1 FROM dirty_session) AND NOT EXISTS (SELECT 1 FROM "
               "dirty_request) AND NOT EXISTS (SELECT 1 FROM arrived_payment) AND NOT EXISTS (SELECT 1 FROM "
               "dirty_capability) AND NOT EXISTS "
               "(SELECT 1 FROM dirty_job) AND NOT EXISTS (SELECT 1 FROM dirty_hour)") != 0;
}

void DirtyStore::markSession(std::int64_t session_id)
{
    m_cache.db().prepare("INSERT OR IGNORE INTO dirty_session VALUES (?)").bind(1, session_id).run();
}

void DirtyStore::markSessionsOfRequest(const std::string& org, const std::string& request_id)
{
    m_cache.db()
        .prepare(
            "INSERT OR IGNORE INTO dirty_session SELECT session_id FROM session_key "
            "WHERE org = ? AND request_id = ?")
        .bind(1, org)
        .bind(2, request_id)
        .run();
}

void DirtyStore::markRange(Instant from, Instant to)
{
    const std::int64_t a = toMs(from);
    const std::int64_t b = toMs(to);
    Database& db = m_cache.db();
    db.prepare(
          "INSERT OR IGNORE INTO dirty_session SELECT DISTINCT session_id FROM session_run "
          "WHERE day >= ? AND day < ?")
        .bind(1, toMs(dayOf(from)))
        .bind(2, b)
        .run();
    db.prepare(
          "INSERT OR IGNORE INTO dirty_job SELECT 'ai_batch', org, request_id FROM ai_batch_event "
          "WHERE event_ts >= ? AND event_ts < ?")
        .bind(1, a)
        .bind(2, b)
        .run();
    db.prepare(
          "INSERT OR IGNORE INTO dirty_job SELECT 'llm', org, request_id FROM llm_event "
          "WHERE event_ts >= ? AND event_ts < ?")
        .bind(1, a)
        .bind(2, b)
        .run();
    db.prepare(
          "INSERT OR IGNORE INTO dirty_job SELECT 'byoc', org, event_id FROM byoc_event "
          "WHERE event_ts >= ? AND event_ts < ?")
        .bind(1, a)
        .bind(2, b)
        .run();
    db.prepare("INSERT OR IGNORE INTO dirty_hour SELECT hour FROM rollup_hour WHERE hour >= ? AND hour < ?")
        .bind(1, toMs(hourOf(from)))
        .bind(2, b)
        .run();
}

void DirtyStore::markHours(const std::set<Instant>& hours)
{
    auto mark = m_cache.db().prepare("INSERT OR IGNORE INTO dirty_hour VALUES (?)");
    for (const Instant hour : hours)
        mark.bind(1, toMs(hour)).run();
}

void DirtyStore::markJobsIn(Instant from, Instant to)
{
    m_cache.db()
        .prepare(
            "INSERT OR IGNORE INTO dirty_job SELECT kind, org, request_id FROM job "
            "WHERE ifnull(received_at, completed_at) <= ?2 AND completed_at >= ?1")
        .bind(1, toMs(from))
        .bind(2, toMs(to))
        .run();
}

std::vector<DirtySession> DirtyStore::sessions()
{
    std::vector<DirtySession> sessions;
    auto rows = m_cache.db().prepare(
        "SELECT d.session_id, (SELECT max(day) FROM session_run r WHERE r.session_id = "
        "d.session_id) AS newest FROM dirty_session d ORDER BY newest DESC, d.session_id");
    while (rows.step())
        sessions.push_back({rows.integer(0), instantFromMs(rows.integer(1))});
    return sessions;
}

void DirtyStore::spreadOverRequests()
{
    Database& db = m_cache.db();
    sortArrivedPayments(m_cache);
    // CROSS JOIN keeps the order of the tables: few are dirty, and SQLite would rather read all keys of the cache.
    db.run(
        "INSERT OR IGNORE INTO dirty_session SELECT k.session_id FROM dirty_request r CROSS JOIN session_key k "
        "ON k.org = r.org AND k.request_id = r.request_id");
    db.run("DELETE FROM dirty_request");
    db.run(
        "INSERT OR IGNORE INTO dirty_session SELECT other.session_id FROM dirty_session d "
        "CROSS JOIN session_key k USING (session_id) CROSS JOIN session_key other "
        "ON other.org = k.org AND other.request_id = k.request_id AND other.session_id <> k.session_id "
        "WHERE k.request_id <> ''");
}

std::vector<DirtyCapability> DirtyStore::capabilities()
{
    std::vector<DirtyCapability> events;
    auto rows = m_cache.db().prepare("SELECT event_ts, event_id, org FROM dirty_capability ORDER BY org, event_ts");
    while (rows.step())
        events.push_back({instantFromMs(rows.integer(0)), std::string(rows.text(1)), std::string(rows.text(2))});
    return events;
}

std::vector<DirtyJob> DirtyStore::jobs()
{
    std::vector<DirtyJob> jobs;
    // By time, so that jobs of one day, which share a capability timeline, come together.
    auto rows = m_cache.db().prepare(
        "SELECT kind, org, job_key, CASE kind "
        "WHEN 'ai_batch' THEN (SELECT max(event_ts) FROM ai_batch_event e INDEXED BY ai_batch_event_request WHERE "
        "e.org = d.org AND e.request_id = "
        "job_key) "
        "WHEN 'byoc' THEN (SELECT max(event_ts) FROM byoc_event e INDEXED BY byoc_event_id WHERE e.org = d.org AND "
        "e.event_id = job_key) "
        "END AS newest FROM dirty_job d ORDER BY newest DESC, kind, org, job_key");
    while (rows.step())
        jobs.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2))});
    return jobs;
}

std::vector<Instant> DirtyStore::hours(Instant from)
{
    std::vector<Instant> hours;
    auto rows = m_cache.db().prepare("SELECT hour FROM dirty_hour WHERE hour >= ? ORDER BY hour DESC");
    rows.bind(1, toMs(from));
    while (rows.step())
        hours.push_back(instantFromMs(rows.integer(0)));
    return hours;
}

void DirtyStore::clearSession(std::int64_t session_id)
{
    m_cache.db().prepare("DELETE FROM dirty_session WHERE session_id = ?").bind(1, session_id).run();
}

void DirtyStore::clearCapabilities()
{
    m_cache.db().run("DELETE FROM dirty_capability");
}
void DirtyStore::clearJobs()
{
    m_cache.db().run("DELETE FROM dirty_job");
}

void DirtyStore::clearHour(Instant hour)
{
    m_cache.db().prepare("DELETE FROM dirty_hour WHERE hour = ?").bind(1, toMs(hour)).run();
}

}  // namespace naap
