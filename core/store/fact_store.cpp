#include "core/store/fact_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/store/columns.h"

namespace naap {
namespace {

std::string placeholders(int count)
{
    std::string text = "?";
    for (int i = 1; i < count; ++i)
        text += ", ?";
    return text;
}

int sessionColumnCount()
{
    int count = 0;
    Session session;
    visitSessionColumns(session, [&](auto&) { ++count; });
    return count;
}

std::int64_t orMin(std::optional<Instant> t)
{
    return t ? toMs(*t) : INT64_MIN;
}
std::int64_t orMax(std::optional<Instant> t)
{
    return t ? toMs(*t) : INT64_MAX;
}

Selection readSelection(const Statement& row, int firstColumn)
{
    Selection selection;
    ColumnReader read(row, firstColumn);
    visitSelectionColumns(selection, read);
    return selection;
}

StatusHour readStatusHour(const Statement& row, int firstColumn)
{
    StatusHour hour;
    ColumnReader read(row, firstColumn);
    visitStatusHourColumns(hour, read);
    return hour;
}

/// Binds an hour and the range of session ids: one session's, or all.
void bindHour(Statement& rows, Instant hour, std::optional<std::int64_t> session_id)
{
    rows.bind(1, toMs(hour)).bind(2, session_id.value_or(INT64_MIN)).bind(3, session_id.value_or(INT64_MAX));
}

}  // namespace

std::string_view jobKindName(Job::Kind kind)
{
    return kind == Job::Kind::ai_batch ? "ai_batch" : "byoc";
}

FactStore::FactStore(Cache& cache)
    : m_cache(cache),
      m_readSession(cache.db().prepare("SELECT * FROM session WHERE session_id = ?")),
      m_writeSession(
          cache.db().prepare("INSERT OR REPLACE INTO session VALUES (" + placeholders(sessionColumnCount() + 2) + ")")),
      m_oldDemandHour(cache.db().prepare("SELECT demand_hour FROM session WHERE session_id = ?")),
      m_oldStatusHours(cache.db().prepare("SELECT window_start FROM status_hour WHERE session_id = ?")),
      m_readStatusHours(
          cache.db().prepare("SELECT * FROM status_hour WHERE window_start = ? AND session_id BETWEEN ? AND ?")),
      m_readGatewayHours(cache.db().prepare(
          "SELECT session_id, gateway, status_samples, output_fps_sum FROM gateway_hour WHERE window_start = ?1 AND "
          "session_id BETWEEN ?2 AND ?3 UNION ALL "
          "SELECT session_id, gateway, status_samples, output_fps_sum FROM status_hour WHERE window_start = ?1 AND "
          "session_id BETWEEN ?2 AND ?3 AND gateway IS NOT NULL")),
      m_deleteStatusHours(cache.db().prepare("DELETE FROM status_hour WHERE window_start = ? AND session_id = ?")),
      m_deleteGatewayHours(cache.db().prepare("DELETE FROM gateway_hour WHERE window_start = ? AND session_id = ?")),
      m_readSelections(cache.db().prepare("SELECT * FROM selection WHERE session_id = ? ORDER BY day, seq")),
      m_deleteSelections(cache.db().prepare("DELETE FROM selection WHERE session_id = ?")),
      m_writeSelection(cache.db().prepare("INSERT INTO selection VALUES (" + placeholders(27) + ")")),
      m_writeStatusHour(cache.db().prepare("INSERT INTO status_hour VALUES (" + placeholders(15) + ")")),
      m_writeGatewayHour(cache.db().prepare("INSERT INTO gateway_hour VALUES (?, ?, ?, ?, ?)")),
      m_writeJob(cache.db().prepare("INSERT OR REPLACE INTO job VALUES (" + placeholders(35) + ")"))
{
}

/// False when the session has no facts yet: then there is nothing to replace.
bool FactStore::removeOldHours(std::int64_t session_id, std::set<Instant>& hours)
{
    m_oldDemandHour.bind(1, session_id);
    const bool exists = m_oldDemandHour.step();
    if (exists)
        hours.insert(instantFromMs(m_oldDemandHour.integer(0)));
    m_oldDemandHour.reset();
    if (!exists)
        return false;
    std::vector<std::int64_t> old;
    m_oldStatusHours.bind(1, session_id);
    while (m_oldStatusHours.step())
        old.push_back(m_oldStatusHours.integer(0));
    m_oldStatusHours.reset();
    for (const std::int64_t hour : old) {
        hours.insert(instantFromMs(hour));
        m_deleteStatusHours.bind(1, hour).bind(2, session_id).run();
        m_deleteGatewayHours.bind(1, hour).bind(2, session_id).run();
    }
    return true;
}

void FactStore::writeSelections(std::int64_t session_id, const std::vector<Selection>& selections)
{
    for (const Selection& selection : selections) {
        m_writeSelection.bind(1, session_id).bind(2, toMs(dayOf(selection.selection_ts)));
        ColumnBinder bind(m_writeSelection, 3);
        visitSelectionColumns(selection, bind);
        m_writeSelection.run();
    }
}

void FactStore::replaceSelections(std::int64_t session_id, const std::vector<Selection>& selections)
{
    const std::vector<Selection> before = this->selections(session_id);
    if (!before.empty())
        m_deleteSelections.bind(1, session_id).run();
    writeSelections(session_id, selections);
    for (const Selection& old : before) {
        const auto same = std::ranges::find(selections, old.selection_event_id, &Selection::selection_event_id);
        if (same != selections.end() && same->decision.status == old.decision.status &&
            same->decision.reason == old.decision.reason && same->decision.method == old.decision.method &&
            same->decision.capability_version_id == old.decision.capability_version_id &&
            same->input_hash == old.input_hash)
            continue;
        m_cache.db()
            .prepare(
                "INSERT INTO superseded_decision (selection_event_id, replaced_in_revision, status, reason, "
                "method, capability_version_id, input_hash) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .bind(1, old.selection_event_id)
            .bind(2, m_cache.revision())
            .bind(3, old.decision.status)
            .bind(4, old.decision.reason)
            .bind(5, old.decision.method)
            .bind(6, old.decision.capability_version_id)
            .bind(7, old.input_hash)
            .run();
    }
}

void FactStore::replaceSession(std::int64_t session_id, const Session& session,
                               const std::vector<Selection>& selections, const std::vector<StatusHour>& statusHours,
                               const std::vector<GatewayHour>& gatewayHours, std::set<Instant>& hours)
{
    if (removeOldHours(session_id, hours))
        replaceSelections(session_id, selections);
    else
        writeSelections(session_id, selections);
    m_writeSession.bind(1, session_id);
    ColumnBinder bind(m_writeSession, 2);
    visitSessionColumns(session, bind);
    bind(session.demandHour());
    m_writeSession.run();
    hours.insert(session.demandHour());
    for (const StatusHour& hour : statusHours) {
        hours.insert(hour.window_start);
        m_writeStatusHour.bind(1, session_id).bind(2, toMs(hour.window_start));
        ColumnBinder bindHour(m_writeStatusHour, 3);
        visitStatusHourColumns(hour, bindHour);
        const auto gateway = writeGateways(session_id, hour.window_start, gatewayHours);
        bindHour(gateway);
        m_writeStatusHour.run();
    }
}

/// The one gateway of the hour's samples; or nothing, and a row for each.
std::optional<std::string> FactStore::writeGateways(std::int64_t session_id, Instant hour,
                                                    const std::vector<GatewayHour>& gatewayHours)
{
    const auto ofHour = [&](const GatewayHour& part) { return part.window_start == hour; };
    if (std::ranges::count_if(gatewayHours, ofHour) == 1)
        return std::ranges::find_if(gatewayHours, ofHour)->gateway;
    for (const GatewayHour& part : gatewayHours)
        if (ofHour(part))
            m_writeGatewayHour.bind(1, session_id)
                .bind(2, toMs(hour))
                .bind(3, part.gateway)
                .bind(4, part.status_samples)
                .bind(5, part.output_fps_sum)
                .run();
    return std::nullopt;
}

void FactStore::removeSession(std::int64_t session_id, std::set<Instant>& hours)
{
    removeOldHours(session_id, hours);
    replaceSelections(session_id, {});
    m_cache.db().prepare("DELETE FROM session WHERE session_id = ?").bind(1, session_id).run();
}

std::optional<Session> FactStore::session(std::int64_t session_id)
{
    std::optional<Session> result;
    m_readSession.bind(1, session_id);
    if (m_readSession.step()) {
        ColumnReader read(m_readSession, 1);
        visitSessionColumns(result.emplace(), read);
    }
    m_readSession.reset();
    return result;
}

std::optional<StoredSession> FactStore::sessionByKey(const std::string& session_key)
{
    auto find = m_cache.db().prepare("SELECT session_id FROM session_key WHERE session_key = ?");
    find.bind(1, session_key);
    if (!find.step())
        return std::nullopt;
    const std::int64_t id = find.integer(0);
    auto found = session(id);
    return found ? std::optional(StoredSession{id, std::move(*found)}) : std::nullopt;
}

std::vector<Selection> FactStore::selections(std::int64_t session_id)
{
    std::vector<Selection> result;
    m_readSelections.bind(1, session_id);
    while (m_readSelections.step())
        result.push_back(readSelection(m_readSelections, 2));
    m_readSelections.reset();
    return result;
}

std::vector<StatusHour> FactStore::statusHours(std::int64_t session_id)
{
    std::vector<StatusHour> result;
    auto rows = m_cache.db().prepare("SELECT * FROM status_hour WHERE session_id = ? ORDER BY window_start");
    rows.bind(1, session_id);
    while (rows.step()) {
        StatusHour& hour = result.emplace_back(readStatusHour(rows, 2));
        hour.window_start = instantFromMs(rows.integer(1));
    }
    return result;
}

void FactStore::visitSessions(const SessionFilter& filter, const std::function<bool(const StoredSession&)>& visit)
{
    // A narrow range is collected through the index on last_seen and put in order; without one the keys are walked.
    std::string sql =
        "SELECT s.* FROM session_key k CROSS JOIN session s USING (session_id) ORDER BY k.session_key "
        "LIMIT ?4";
    if (filter.from || filter.to)
        sql =
            "SELECT s.* FROM (SELECT session_id AS id, session_key AS k FROM session INDEXED BY session_last_seen "
            "WHERE last_seen >= ?1 AND last_seen < ?2 ORDER BY k LIMIT ?4) JOIN session s ON s.session_id = id "
            "ORDER BY s.session_key LIMIT ?4";
    const bool byAddress = filter.orchestrator_address.has_value();
    if (byAddress)
        sql =
            "SELECT s.* FROM session s WHERE last_seen >= ?1 AND last_seen < ?2 AND orchestrator_address = ?3 "
            "ORDER BY s.session_key LIMIT ?4";
    auto rows = m_cache.db().prepare(sql);
    if (filter.from || filter.to || byAddress)
        rows.bind(1, orMin(filter.from)).bind(2, orMax(filter.to));
    if (byAddress)
        rows.bind(3, *filter.orchestrator_address);
    rows.bind(4, filter.limit);
    StoredSession row;
    while (rows.step()) {
        row.session_id = rows.integer(0);
        ColumnReader read(rows, 1);
        visitSessionColumns(row.session, read);
        if (!visit(row))
            return;
    }
}

void FactStore::visitSelections(std::optional<Instant> from, std::optional<Instant> to,
                                const std::function<bool(const Selection&)>& visit)
{
    // A range is collected through the index on the time; without one the keys are walked. Within a session (day, seq)
    // is the order of the times.
    const char* tables = from || to ? "selection s INDEXED BY selection_time CROSS JOIN session_key k"
                                    : "session_key k CROSS JOIN selection s";
    auto rows = m_cache.db().prepare(std::string("SELECT s.*, k.org, k.session_key FROM ") + tables +
                                     " USING (session_id) WHERE s.selection_ts >= ? AND s.selection_ts < ? "
                                     "ORDER BY k.session_key, s.day, s.seq");
    rows.bind(1, orMin(from)).bind(2, orMax(to));
    while (rows.step()) {
        Selection selection = readSelection(rows, 2);
        selection.org = rows.text(27);
        selection.session_key = rows.text(28);
        if (!visit(selection))
            return;
    }
}

void FactStore::visitStatusHours(std::optional<Instant> from, std::optional<Instant> to,
                                 const std::function<bool(const StatusHour&, const std::string&)>& visit)
{
    auto rows = m_cache.db().prepare(
        "SELECT h.*, k.org, k.session_key FROM status_hour h JOIN session_key k "
        "USING (session_id) WHERE h.window_start >= ? AND h.window_start < ? "
        "ORDER BY k.session_key, h.window_start");
    rows.bind(1, orMin(from)).bind(2, orMax(to));
    while (rows.step()) {
        StatusHour hour = readStatusHour(rows, 2);
        hour.window_start = instantFromMs(rows.integer(1));
        hour.session_key = rows.text(16);
        if (!visit(hour, std::string(rows.text(15))))
            return;
    }
}

std::vector<FactStore::HourOfSession> FactStore::statusHoursOf(Instant hour, std::optional<std::int64_t> session_id)
{
    std::vector<HourOfSession> result;
    bindHour(m_readStatusHours, hour, session_id);
    while (m_readStatusHours.step()) {
        HourOfSession& row = result.emplace_back();
        row.session_id = m_readStatusHours.integer(0);
        row.hour = readStatusHour(m_readStatusHours, 2);
        row.hour.window_start = hour;
    }
    m_readStatusHours.reset();
    return result;
}

std::vector<FactStore::GatewayHourOfSession> FactStore::gatewayHoursOf(Instant hour,
                                                                       std::optional<std::int64_t> session_id)
{
    std::vector<GatewayHourOfSession> result;
    bindHour(m_readGatewayHours, hour, session_id);
    while (m_readGatewayHours.step()) {
        GatewayHourOfSession& row = result.emplace_back();
        row.session_id = m_readGatewayHours.integer(0);
        row.hour.window_start = hour;
        row.hour.gateway = m_readGatewayHours.text(1);
        row.hour.status_samples = m_readGatewayHours.integer(2);
        row.hour.output_fps_sum = m_readGatewayHours.real(3);
    }
    m_readGatewayHours.reset();
    return result;
}

std::vector<std::int64_t> FactStore::sessionsOfDemandHour(Instant hour)
{
    std::vector<std::int64_t> ids;
    auto rows = m_cache.db().prepare("SELECT session_id FROM session WHERE demand_hour = ?");
    rows.bind(1, toMs(hour));
    while (rows.step())
        ids.push_back(rows.integer(0));
    return ids;
}

std::vector<FactStore::ObservedSelection> FactStore::observedIn(Instant from, Instant to)
{
    std::vector<ObservedSelection> result;
    auto rows = m_cache.db().prepare(
        "SELECT session_id, selection_ts, observed_address, observed_url FROM selection "
        "WHERE selection_ts >= ? AND selection_ts <= ?");
    rows.bind(1, toMs(from)).bind(2, toMs(to));
    while (rows.step())
        result.push_back(
            {rows.integer(0), instantFromMs(rows.integer(1)), std::string(rows.text(2)), std::string(rows.text(3))});
    return result;
}

bool FactStore::anyDecisionIn(Instant from, Instant to)
{
    auto row = m_cache.db().prepare(
        "SELECT EXISTS (SELECT 1 FROM selection WHERE selection_ts >= ?1 AND selection_ts < ?2) OR "
        "EXISTS (SELECT 1 FROM job WHERE completed_at >= ?1 AND completed_at < ?2)");
    row.bind(1, toMs(from)).bind(2, toMs(to));
    return row.step() && row.integer(0) != 0;
}

void FactStore::replaceJob(const Job& job)
{
    m_writeJob.bind(1, jobKindName(job.kind));
    ColumnBinder bind(m_writeJob, 2);
    visitJobColumns(job, bind);
    m_writeJob.run();
}

void FactStore::removeJob(Job::Kind kind, const std::string& org, const std::string& request_id)
{
    m_cache.db()
        .prepare("DELETE FROM job WHERE kind = ? AND org = ? AND request_id = ?")
        .bind(1, jobKindName(kind))
        .bind(2, org)
        .bind(3, request_id)
        .run();
}

void FactStore::visitJobs(std::optional<Instant> from, std::optional<Instant> to,
                          const std::function<bool(const Job&)>& visit)
{
    auto rows = m_cache.db().prepare(
        "SELECT * FROM job WHERE completed_at >= ? AND completed_at < ? "
        "ORDER BY kind, org, request_id");
    rows.bind(1, orMin(from)).bind(2, orMax(to));
    while (rows.step()) {
        Job job;
        job.kind = rows.text(0) == "byoc" ? Job::Kind::byoc : Job::Kind::ai_batch;
        ColumnReader read(rows, 1);
        visitJobColumns(job, read);
        if (!visit(job))
            return;
    }
}

void FactStore::replaceLlm(const LlmRequest& request)
{
    auto write = m_cache.db().prepare("INSERT OR REPLACE INTO llm_request VALUES (" + placeholders(15) + ")");
    ColumnBinder bind(write, 1);
    visitLlmColumns(request, bind);
    write.run();
}

void FactStore::removeLlm(const std::string& org, const std::string& request_id)
{
    m_cache.db()
        .prepare("DELETE FROM llm_request WHERE org = ? AND request_id = ?")
        .bind(1, org)
        .bind(2, request_id)
        .run();
}

void FactStore::visitLlm(const std::function<bool(const LlmRequest&)>& visit)
{
    auto rows = m_cache.db().prepare("SELECT * FROM llm_request ORDER BY org, request_id");
    while (rows.step()) {
        LlmRequest request;
        ColumnReader read(rows, 0);
        visitLlmColumns(request, read);
        if (!visit(request))
            return;
    }
}

}  // namespace naap
