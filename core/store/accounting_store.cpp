#include "core/store/accounting_store.h"

#include <utility>

#include <fmt/format.h>

#include "core/store/evidence_store.h"
#include "core/store/retention.h"

namespace naap {
namespace {

constexpr const char* kRemovedCounter = "events_removed";

std::optional<Instant> instantOf(Cache& cache, const char* sql)
{
    auto row = cache.db().prepare(sql);
    return row.step() && !row.isNull(0) ? std::optional(instantFromMs(row.integer(0))) : std::nullopt;
}

/// Payments whose request is a session's. Both lists come in the order of (org, request_id) and are walked side by
/// side: looking each payment up takes three times as long.
std::int64_t linkedPayments(Cache& cache)
{
    // A key without facts waits to be resolved. There are none as a rule, and then nobody need look at the facts.
    const bool waiting = cache.db().integer("SELECT count(*) FROM session_key") != sessionCount(cache);
    auto sessions =
        cache.db().prepare(fmt::format("SELECT k.org, k.request_id FROM session_key k {} ORDER BY k.org, k.request_id",
                                       waiting ? "JOIN session s USING (session_id)" : ""));
    auto payments = cache.db().prepare("SELECT org, request_id FROM requested_payment ORDER BY org, request_id");
    const auto requestOf = [](const Statement& row) { return std::pair(row.text(0), row.text(1)); };
    std::int64_t linked = 0;
    bool hasSession = sessions.step();
    while (payments.step()) {
        while (hasSession && requestOf(sessions) < requestOf(payments))
            hasSession = sessions.step();
        linked += hasSession && requestOf(sessions) == requestOf(payments) ? 1 : 0;
    }
    return linked;
}

}  // namespace

std::vector<AccountingLine> accountingLines(Cache& cache)
{
    std::vector<AccountingLine> lines;
    auto rows = cache.db().prepare(
        "SELECT org, class, event_type, event_subtype, reason, sum(records), sum(bytes) "
        "FROM accounting GROUP BY org, class, event_type, event_subtype, reason "
        "ORDER BY org, class, event_type, event_subtype, reason");
    while (rows.step())
        lines.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                         std::string(rows.text(3)), std::string(rows.text(4)), rows.integer(5), rows.integer(6)});
    return lines;
}

std::map<std::string, std::int64_t> counters(Cache& cache)
{
    std::map<std::string, std::int64_t> result;
    auto rows = cache.db().prepare("SELECT name, value FROM counter");
    while (rows.step())
        result.emplace(rows.text(0), rows.integer(1));
    return result;
}

std::vector<SourceCount> sourceCounts(Cache& cache)
{
    std::vector<SourceCount> counts;
    auto rows = cache.db().prepare(
        "SELECT coalesce(s.kind, ''), coalesce(s.name, ''), a.org, total(CASE a.class WHEN 'accepted' THEN records "
        "END), total(CASE a.class WHEN 'ignored' THEN records END), total(CASE a.class WHEN 'rejected' THEN records "
        "END), total(CASE a.class WHEN 'duplicate' THEN records END), sum(records), sum(bytes) "
        "FROM accounting a LEFT JOIN source s USING (source_id) "
        "GROUP BY s.kind, s.name, a.org ORDER BY s.kind, s.name, a.org");
    const auto whole = [&](int column) { return static_cast<std::int64_t>(rows.real(column)); };
    while (rows.step())
        counts.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), whole(3),
                          whole(4), whole(5), whole(6), rows.integer(7), rows.integer(8)});
    return counts;
}

std::int64_t capabilityNoops(Cache& cache)
{
    std::int64_t noops = 0;
    EvidenceStore evidence(cache);
    auto orgs = cache.db().prepare("SELECT DISTINCT org FROM capability_event");
    while (orgs.step()) {
        std::vector<std::optional<Md5>> before;  // by node
        evidence.visitCapabilities(std::string(orgs.text(0)), Instant::min(), Instant::max(),
                                   [&](const VisitedSnapshot& snapshot) {
                                       if (snapshot.node >= before.size())
                                           before.resize(snapshot.node + 1);
                                       noops += before[snapshot.node] == snapshot.payload_hash ? 1 : 0;
                                       before[snapshot.node] = snapshot.payload_hash;
                                   });
    }
    return noops;
}

std::optional<std::int64_t> removedEvents(Cache& cache)
{
    auto row = cache.db().prepare("SELECT value FROM counter WHERE name = ?");
    row.bind(1, kRemovedCounter);
    if (row.step())
        return row.integer(0);
    return retentionHorizon(cache) ? std::nullopt : std::optional<std::int64_t>(0);
}

void countRemovedEvents(Cache& cache, std::int64_t events)
{
    cache.db()
        .prepare("INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value")
        .bind(1, kRemovedCounter)
        .bind(2, events)
        .run();
}

std::int64_t heldEvents(Cache& cache)
{
    return cache.db().integer(
        "SELECT coalesce((SELECT sum(events) FROM event_block), 0) - "
        "(SELECT count(*) FROM superseded_event)");
}

std::optional<Instant> oldestEvent(Cache& cache)
{
    return instantOf(cache, "SELECT min(first_ts) FROM event_block WHERE hour = (SELECT min(hour) FROM event_block)");
}

std::optional<Instant> newestEvent(Cache& cache)
{
    return instantOf(cache, "SELECT max(last_ts) FROM event_block WHERE hour = (SELECT max(hour) FROM event_block)");
}

std::vector<EventHour> eventsByHour(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    auto rows = cache.db().prepare(
        "SELECT hour, org, sum(events), max(last_ts) FROM event_block WHERE hour >= ? AND hour < ? "
        "GROUP BY hour, org ORDER BY hour, org");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    std::vector<EventHour> result;
    while (rows.step())
        result.push_back({.hour = instantFromMs(rows.integer(0)),
                          .org = std::string(rows.text(1)),
                          .events = rows.integer(2),
                          .newest = instantFromMs(rows.integer(3))});
    return result;
}

std::map<std::string, std::int64_t> dirtyMarks(Cache& cache)
{
    std::map<std::string, std::int64_t> marks;
    for (const char* what : {"capability", "hour", "job", "request", "session"})
        marks[what] = cache.db().integer("SELECT count(*) FROM dirty_" + std::string(what));
    return marks;
}

std::int64_t sessionCount(Cache& cache)
{
    return cache.db().integer("SELECT count(*) FROM session");
}

std::vector<DecisionCount> decisionCounts(Cache& cache)
{
    std::vector<DecisionCount> counts;
    auto rows = cache.db().prepare(
        "SELECT status, reason, count(*) FROM (SELECT status, reason FROM selection UNION ALL "
        "SELECT status, reason FROM job) GROUP BY status, reason ORDER BY status, reason");
    while (rows.step())
        counts.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.integer(2)});
    return counts;
}

PaymentCount paymentCount(Cache& cache)
{
    return {cache.db().integer("SELECT coalesce(sum(events), 0) FROM payment_run"), linkedPayments(cache)};
}

}  // namespace naap
