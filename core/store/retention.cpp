#include "core/store/retention.h"

#include <algorithm>

#include "core/store/accounting_store.h"
#include "core/store/api_store.h"
#include "core/store/place_store.h"

namespace naap {
namespace {

constexpr auto kCapabilityWindow = std::chrono::minutes(10);
constexpr auto kWorkerMemory = std::chrono::days(31);
constexpr const char* kHorizonKey = "retention_horizon_ms";

std::int64_t removeBefore(Cache& cache, const std::string& table, const std::string& column, Instant horizon)
{
    cache.db().prepare("DELETE FROM " + table + " WHERE " + column + " < ?").bind(1, toMs(horizon)).run();
    return cache.db().changes();
}

std::int64_t acceptedRecords(Cache& cache)
{
    return cache.db().integer("SELECT coalesce(sum(records), 0) FROM accounting WHERE class = 'accepted'");
}

std::int64_t removeSessionRuns(Cache& cache, Instant horizon)
{
    Database& db = cache.db();
    db.execute("CREATE TEMP TABLE frozen (session_id INTEGER PRIMARY KEY)");
    db.prepare("INSERT INTO frozen SELECT session_id FROM session_run GROUP BY session_id HAVING max(day) < ?")
        .bind(1, toMs(horizon))
        .run();
    const std::int64_t frozen = db.changes();
    db.execute("DELETE FROM session_run WHERE session_id IN (SELECT session_id FROM frozen)");
    db.execute("DELETE FROM dirty_session WHERE session_id IN (SELECT session_id FROM frozen)");
    db.execute("DROP TABLE frozen");
    removeBefore(cache, "ingest_run", "day", horizon);
    return frozen;
}

}  // namespace

std::optional<Instant> retentionHorizon(Cache& cache)
{
    const auto text = cache.meta(kHorizonKey);
    return text ? std::optional(instantFromMs(std::stoll(*text))) : std::nullopt;
}

std::vector<Instant> daysWithEvents(Cache& cache)
{
    std::vector<Instant> days;
    auto hours = cache.db().prepare("SELECT DISTINCT hour FROM event_block ORDER BY hour");
    while (hours.step()) {
        const Instant day = dayOf(instantFromMs(hours.integer(0)));
        if (days.empty() || days.back() != day)
            days.push_back(day);
    }
    return days;
}

RemovedEvents removeEventsBefore(Cache& cache, Instant horizon)
{
    Database& db = cache.db();
    RemovedEvents removed;
    const std::int64_t before = heldEvents(cache);
    if (!removedEvents(cache))  // the prunes of a version that did not count them yet
        countRemovedEvents(cache, acceptedRecords(cache) - before);
    auto counts = db.prepare("SELECT count(DISTINCT hour) FROM event_block WHERE hour < ?");
    counts.bind(1, toMs(horizon));
    if (counts.step())
        removed.hours = counts.integer(0);
    counts.reset();
    db.prepare("DELETE FROM superseded_event WHERE block_id IN (SELECT block_id FROM event_block WHERE hour < ?)")
        .bind(1, toMs(horizon))
        .run();
    removeBefore(cache, "event_block", "hour", horizon);
    removed.events = before - heldEvents(cache);
    countRemovedEvents(cache, removed.events);
    removeApiFigures(cache, horizon);
    removeStatedRegions(cache, horizon);
    removeBefore(cache, "payment_run", "hour", horizon);
    removeBefore(cache, "discovery_run", "hour", horizon);
    removed.sessions_frozen = removeSessionRuns(cache, horizon);
    // Sessions that go on keep their payments, and what decided their earlier days.
    db.prepare(
          "DELETE FROM requested_payment WHERE event_ts < ? AND NOT EXISTS (SELECT 1 FROM session_key k JOIN "
          "session_run USING (session_id) WHERE k.org = requested_payment.org AND k.request_id = "
          "requested_payment.request_id)")
        .bind(1, toMs(horizon))
        .run();
    auto oldest = db.prepare("SELECT min(day) FROM session_run");
    Instant capabilities = horizon;
    if (oldest.step() && !oldest.isNull(0))
        capabilities = std::min(capabilities, instantFromMs(oldest.integer(0)));
    oldest.reset();
    removeBefore(cache, "capability_event", "event_ts", capabilities - kCapabilityWindow);
    for (const char* table :
         {"ai_batch_event", "llm_event", "byoc_event", "job_payment_event", "job_auth_event", "gpu_utilization_event"})
        removeBefore(cache, table, "event_ts", horizon);
    removeBefore(cache, "worker_event", "event_ts", horizon - kWorkerMemory);
    db.prepare(
          "DELETE FROM dirty_job WHERE (kind, org, job_key) IN (SELECT kind, org, request_id FROM job "
          "WHERE completed_at < ?)")
        .bind(1, toMs(horizon))
        .run();
    cache.setMeta(kHorizonKey, std::to_string(toMs(horizon)));
    return removed;
}

std::uintmax_t liveBytes(Cache& cache)
{
    Database& db = cache.db();
    return static_cast<std::uintmax_t>((db.integer("PRAGMA page_count") - db.integer("PRAGMA freelist_count")) *
                                       db.integer("PRAGMA page_size"));
}

std::vector<Instant> hoursWorthCompacting(Cache& cache)
{
    std::vector<Instant> hours;
    auto rows = cache.db().prepare(
        "SELECT hour FROM event_block GROUP BY hour HAVING count(*) > 2 * (total(raw_bytes) / 2097152 + count(DISTINCT "
        "source_id || ' ' || org)) UNION SELECT b.hour FROM superseded_event s JOIN event_block b USING (block_id)");
    while (rows.step())
        hours.push_back(instantFromMs(rows.integer(0)));
    return hours;
}

std::vector<std::int64_t> sessionsWorthJoining(Cache& cache)
{
    std::vector<std::int64_t> ids;
    auto rows = cache.db().prepare(
        "SELECT DISTINCT session_id FROM (SELECT session_id FROM session_run GROUP BY "
        "session_id, day HAVING count(*) > 1)");
    while (rows.step())
        ids.push_back(rows.integer(0));
    return ids;
}

void markAllForResolution(Cache& cache)
{
    Database& db = cache.db();
    db.execute("INSERT OR IGNORE INTO dirty_session SELECT DISTINCT session_id FROM session_run");
    db.execute("INSERT OR IGNORE INTO dirty_job SELECT 'ai_batch', org, request_id FROM ai_batch_event");
    db.execute("INSERT OR IGNORE INTO dirty_job SELECT 'llm', org, request_id FROM llm_event");
    db.execute("INSERT OR IGNORE INTO dirty_job SELECT 'byoc', org, event_id FROM byoc_event");
    for (const char* table : {"session", "selection", "status_hour", "gateway_hour"})
        db.execute(std::string("DELETE FROM ") + table + " WHERE session_id IN (SELECT session_id FROM dirty_session)");
    db.execute("DELETE FROM job WHERE (kind, org, request_id) IN (SELECT kind, org, job_key FROM dirty_job)");
    db.execute(
        "DELETE FROM llm_request WHERE (org, request_id) IN (SELECT org, job_key FROM dirty_job WHERE kind = 'llm')");
    for (const char* table : {"rollup_hour", "session_block", "status_block"})
        db.execute(std::string("INSERT OR IGNORE INTO dirty_hour SELECT hour FROM ") + table);
    db.execute("DELETE FROM rollup_hour");
    db.execute("DELETE FROM benchmark_day");
}

}  // namespace naap
