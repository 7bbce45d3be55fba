#include "core/store/evidence_store.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/events/capability_surface.h"
#include "core/events/names.h"
#include "core/events/wei.h"
#include "core/store/batch_writer.h"
#include "core/store/columns.h"
#include "core/store/place_store.h"

namespace naap {
namespace {

/// Of capability elements, that are kept from visit to visit; a network has some hundred in a week.
constexpr std::size_t kMostSurfaces = 20'000;

/// Rewrites the runs of one key, keeping the records for which `keep` holds. `Reader` unpacks and `Writer` packs them.
template <class Evidence, class Record, class Writer>
void rewriteRuns(Cache& cache, const char* table, std::int64_t session_id, Instant day,
                 const std::vector<Record>& (Evidence::*records)() const, auto&& keep)
{
    Evidence evidence;
    const std::string name(table);
    auto read = cache.db().prepare("SELECT data FROM " + name + " WHERE session_id = ? AND day = ?");
    read.bind(1, session_id).bind(2, toMs(day));
    while (read.step())
        evidence.addRun(read.blob(0));
    read.reset();
    Writer writer;
    for (const Record& record : (evidence.*records)())
        if (keep(record))
            writer.add(record);
    cache.db()
        .prepare("DELETE FROM " + name + " WHERE session_id = ? AND day = ?")
        .bind(1, session_id)
        .bind(2, toMs(day))
        .run();
    if (writer.count() == 0)
        return;
    const std::string data = writer.finish();
    cache.db()
        .prepare("INSERT INTO " + name + " (session_id, day, events, data) VALUES (?, ?, ?, ?)")
        .bind(1, session_id)
        .bind(2, toMs(day))
        .bind(3, writer.count())
        .bindBlob(4, data)
        .run();
}

std::int64_t sessionIdOf(Cache& cache, const ParsedRecord& record, std::string_view stream_id,
                         std::string_view request_id)
{
    std::string key;
    appendSessionKey(key, record.org, stream_id, request_id);
    auto find = cache.db().prepare("SELECT session_id FROM session_key WHERE session_key = ?");
    find.bind(1, key);
    return find.step() ? find.integer(0) : 0;
}

void removeStreamEvent(Cache& cache, const ParsedRecord& record, const StreamBody& body)
{
    const std::int64_t id = sessionIdOf(cache, record, body.stream_id, body.request_id);
    rewriteRuns<SessionEvidence, SessionEvent, SessionRunWriter>(
        cache, "session_run", id, dayOf(record.event_ts), &SessionEvidence::events, [&](const SessionEvent& event) {
            return event.event_ts != record.event_ts || event.event_id != record.event_id ||
                   event.family != record.family;
        });
    cache.db().prepare("INSERT OR IGNORE INTO dirty_session VALUES (?)").bind(1, id).run();
}

void removeIngestSample(Cache& cache, const ParsedRecord& record, const IngestBody& body)
{
    const std::int64_t id = sessionIdOf(cache, record, body.stream_id, body.request_id);
    rewriteRuns<IngestEvidence, IngestSample, IngestRunWriter>(
        cache, "ingest_run", id, dayOf(record.event_ts), &IngestEvidence::samples, [&](const IngestSample& sample) {
            return sample.event_ts != record.event_ts || sample.event_id != record.event_id;
        });
}

void replaceHourRuns(Cache& cache, const std::string& table, Instant hour, std::int64_t count, const std::string& data)
{
    cache.db().prepare("DELETE FROM " + table + " WHERE hour = ?").bind(1, toMs(hour)).run();
    if (count > 0)
        cache.db()
            .prepare("INSERT INTO " + table + " (hour, events, data) VALUES (?, ?, ?)")
            .bind(1, toMs(hour))
            .bind(2, count)
            .bindBlob(3, data)
            .run();
}

void removePayment(Cache& cache, const ParsedRecord& record, const Payment& removed)
{
    const Instant hour = hourOf(record.event_ts);
    PaymentRunWriter writer;
    for (const Payment& payment : EvidenceStore(cache).payments(hour, hour + std::chrono::hours(1)))
        if (std::tie(payment.org, payment.event_ts, payment.event_id) !=
            std::tie(removed.org, removed.event_ts, removed.event_id))
            writer.add(payment);
    replaceHourRuns(cache, "payment_run", hour, writer.count(), writer.finish());
    sortArrivedPayments(cache);
    cache.db()
        .prepare("DELETE FROM requested_payment WHERE org = ? AND request_id = ? AND event_ts = ? AND event_id = ?")
        .bind(1, removed.org)
        .bind(2, removed.request_id)
        .bind(3, toMs(removed.event_ts))
        .bind(4, removed.event_id)
        .run();
    cache.db()
        .prepare("INSERT OR IGNORE INTO dirty_request VALUES (?, ?)")
        .bind(1, removed.org)
        .bind(2, removed.request_id)
        .run();
}

void removeDiscovery(Cache& cache, const ParsedRecord& record)
{
    const Instant hour = hourOf(record.event_ts);
    std::map<std::tuple<Instant, std::string, std::string>, std::vector<DiscoveryResult>> events;
    for (auto& result : EvidenceStore(cache).discovery(hour, hour + std::chrono::hours(1)))
        if (result.org != record.org || result.event_ts != record.event_ts || result.event_id != record.event_id)
            events[{result.event_ts, result.event_id, result.org}].push_back(std::move(result));
    DiscoveryRunWriter writer;
    for (const auto& [key, results] : events) {
        std::vector<DiscoveryCandidate> candidates;
        for (const DiscoveryResult& r : results)
            candidates.push_back({r.position, r.orchestrator_address, r.orchestrator_uri, r.latency_ms});
        writer.add(std::get<2>(key), results.front().gateway, std::get<0>(key), std::get<1>(key), candidates);
    }
    replaceHourRuns(cache, "discovery_run", hour, writer.count(), writer.finish());
}

void removeCapabilities(Cache& cache, const ParsedRecord& record)
{
    cache.db()
        .prepare("DELETE FROM capability_event WHERE event_ts = ? AND event_id = ? AND org = ?")
        .bind(1, toMs(record.event_ts))
        .bind(2, record.event_id)
        .bind(3, record.org)
        .run();
    // Timelines in memory may hold the lost snapshots.
    cache.db()
        .prepare("INSERT OR IGNORE INTO dirty_capability VALUES (?, ?, ?)")
        .bind(1, toMs(record.event_ts))
        .bind(2, record.event_id)
        .bind(3, record.org)
        .run();
    // What the lost snapshots may have decided: everything selected from 30 s before them to the end of the next day.
    const Instant from = record.event_ts - std::chrono::seconds(30);
    const Instant to = dayOf(record.event_ts) + std::chrono::days(2);
    cache.db()
        .prepare(
            "INSERT OR IGNORE INTO dirty_session SELECT session_id FROM selection "
            "WHERE selection_ts >= ? AND selection_ts < ?")
        .bind(1, toMs(from))
        .bind(2, toMs(to))
        .run();
    cache.db()
        .prepare(
            "INSERT OR IGNORE INTO dirty_job SELECT kind, org, request_id FROM job "
            "WHERE completed_at >= ? AND completed_at < ?")
        .bind(1, toMs(from))
        .bind(2, toMs(to))
        .run();
}

void removeRow(Cache& cache, const std::string& table, const ParsedRecord& record)
{
    cache.db()
        .prepare("DELETE FROM " + table + " WHERE org = ? AND event_ts = ? AND event_id = ?")
        .bind(1, record.org)
        .bind(2, toMs(record.event_ts))
        .bind(3, record.event_id)
        .run();
}

void markJob(Cache& cache, std::string_view kind, std::string_view org, std::string_view key)
{
    cache.db()
        .prepare("INSERT OR IGNORE INTO dirty_job VALUES (?, ?, ?)")
        .bind(1, kind)
        .bind(2, org)
        .bind(3, key)
        .run();
}

}  // namespace

EvidenceStore::EvidenceStore(Cache& cache)
    : m_cache(cache),
      m_identity(cache.db().prepare("SELECT session_id, session_key, org, stream_id, request_id FROM session_key "
                                    "WHERE session_id = ?")),
      m_sessionRuns(cache.db().prepare("SELECT data FROM session_run WHERE session_id = ? ORDER BY day")),
      m_requestSessions(cache.db().prepare("SELECT session_id, session_key, org, stream_id, request_id FROM "
                                           "session_key WHERE org = ? AND request_id = ? ORDER BY session_key")),
      m_requestedPayments(cache.db().prepare(
          "SELECT event_ts, event_id, face_value_wei, win_prob_e10, num_tickets FROM requested_payment "
          "WHERE org = ? AND request_id = ? ORDER BY event_ts, event_id"))
{
}

namespace {

SessionIdentity readIdentity(const Statement& row)
{
    return {row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)),
            std::string(row.text(4))};
}

}  // namespace

SessionIdentity EvidenceStore::identity(std::int64_t session_id)
{
    m_identity.bind(1, session_id);
    SessionIdentity result;
    if (m_identity.step())
        result = readIdentity(m_identity);
    m_identity.reset();
    return result;
}

int EvidenceStore::loadSession(std::int64_t session_id, SessionEvidence& evidence)
{
    evidence.clear();
    int runs = 0;
    m_sessionRuns.bind(1, session_id);
    while (m_sessionRuns.step()) {
        evidence.addRun(m_sessionRuns.blob(0));
        ++runs;
    }
    m_sessionRuns.reset();
    return runs;
}

void EvidenceStore::joinSessionRuns(std::int64_t session_id, const SessionEvidence& evidence)
{
    std::map<Instant, SessionRunWriter> days;
    for (const SessionEvent& event : evidence.events())
        days[dayOf(event.event_ts)].add(event);
    m_cache.db().prepare("DELETE FROM session_run WHERE session_id = ?").bind(1, session_id).run();
    auto insert = m_cache.db().prepare("INSERT INTO session_run (session_id, day, events, data) VALUES (?, ?, ?, ?)");
    for (const auto& [day, writer] : days) {
        const std::string data = writer.finish();
        insert.bind(1, session_id).bind(2, toMs(day)).bind(3, writer.count()).bindBlob(4, data).run();
    }
}

void EvidenceStore::loadIngest(std::int64_t session_id, IngestEvidence& evidence)
{
    auto runs = m_cache.db().prepare("SELECT data FROM ingest_run WHERE session_id = ?");
    runs.bind(1, session_id);
    while (runs.step())
        evidence.addRun(runs.blob(0));
    evidence.sort();
}

std::vector<SessionIdentity> EvidenceStore::sessionsOfRequest(const std::string& org, const std::string& request_id)
{
    std::vector<SessionIdentity> sessions;
    m_requestSessions.bind(1, org).bind(2, request_id);
    while (m_requestSessions.step())
        sessions.push_back(readIdentity(m_requestSessions));
    m_requestSessions.reset();
    return sessions;
}

std::vector<Payment> EvidenceStore::requestedPayments(const std::string& org, const std::string& request_id)
{
    std::vector<Payment> payments;
    m_requestedPayments.bind(1, org).bind(2, request_id);
    while (m_requestedPayments.step()) {
        Payment& payment = payments.emplace_back();
        payment.org = org;
        payment.request_id = request_id;
        payment.event_ts = instantFromMs(m_requestedPayments.integer(0));
        payment.event_id = m_requestedPayments.text(1);
        payment.face_value_wei = parseWei(m_requestedPayments.text(2)).value_or(0);
        payment.win_prob_e10 = m_requestedPayments.integer(3);
        payment.num_tickets = m_requestedPayments.integer(4);
    }
    m_requestedPayments.reset();
    return payments;
}

const std::shared_ptr<const CapabilitySurface>& EvidenceStore::surface(std::int64_t id)
{
    auto& known = m_surfaces[id];
    if (!known) {
        auto find = m_cache.db().prepare("SELECT surface FROM capability_surface WHERE surface_id = ?");
        find.bind(1, id);
        known = std::make_shared<const CapabilitySurface>(find.step() ? surfaceFromJson(find.text(0))
                                                                      : CapabilitySurface{});
    }
    return known;
}

void EvidenceStore::visitCapabilities(const std::string& org, Instant from, Instant to,
                                      const std::function<void(const VisitedSnapshot&)>& visit)
{
    if (m_surfaces.size() > kMostSurfaces)
        m_surfaces.clear();
    std::map<std::pair<std::string, std::string>, std::size_t> nodes;
    std::unordered_map<std::int64_t, std::size_t> nodeOfSurface;
    std::vector<std::size_t> lastElement;  // by node: 1 + its last element in this event
    auto rows = m_cache.db().prepare(
        "SELECT event_ts, event_id, elements FROM capability_event "
        "WHERE event_ts >= ? AND event_ts < ? AND org = ? ORDER BY event_ts, event_id");
    rows.bind(1, toMs(from)).bind(2, toMs(to)).bind(3, org);
    while (rows.step()) {
        const auto elements = unpackElements(rows.blob(2));
        lastElement.assign(nodes.size(), 0);
        std::vector<std::size_t> nodeOf(elements.size());
        for (std::size_t i = 0; i < elements.size(); ++i) {
            auto known = nodeOfSurface.find(elements[i].surface_id);
            if (known == nodeOfSurface.end()) {
                const auto& s = *surface(elements[i].surface_id);
                const auto node = nodes.try_emplace({s.orch_address, urlNorm(s.orch_uri)}, nodes.size()).first->second;
                known = nodeOfSurface.emplace(elements[i].surface_id, node).first;
                lastElement.resize(nodes.size());
            }
            nodeOf[i] = known->second;
            lastElement[nodeOf[i]] = i + 1;
        }
        for (std::size_t i = 0; i < elements.size(); ++i)
            if (lastElement[nodeOf[i]] == i + 1)
                visit({.event_ts = instantFromMs(rows.integer(0)),
                       .event_id = rows.text(1),
                       .element_index = elements[i].element_index,
                       .surface_id = elements[i].surface_id,
                       .payload_hash = elements[i].payload_hash,
                       .node = nodeOf[i]});
    }
}

std::vector<CapabilitySnapshot> EvidenceStore::capabilities(const std::string& org, Instant from, Instant to,
                                                            std::int64_t* repeats)
{
    std::vector<CapabilitySnapshot> snapshots;
    std::vector<Md5> before;  // by node: the hash of its snapshot before; a repeat opens no version (R25)
    visitCapabilities(org, from, to, [&](const VisitedSnapshot& visited) {
        if (visited.node >= before.size())
            before.resize(visited.node + 1);
        if (before[visited.node] == visited.payload_hash) {
            if (repeats)
                ++*repeats;
            return;
        }
        before[visited.node] = visited.payload_hash;
        snapshots.push_back(snapshotOf(visited));
    });
    return snapshots;
}

CapabilitySnapshot EvidenceStore::snapshotOf(const VisitedSnapshot& visited)
{
    return {.event_ts = visited.event_ts,
            .event_id = std::string(visited.event_id),
            .element_index = visited.element_index,
            .surface = surface(visited.surface_id),
            .payload_hash = visited.payload_hash};
}

std::vector<CapabilitySnapshot> EvidenceStore::allCapabilities(const std::string& org, Instant from, Instant to)
{
    std::vector<CapabilitySnapshot> snapshots;
    visitCapabilities(org, from, to, [&](const VisitedSnapshot& visited) { snapshots.push_back(snapshotOf(visited)); });
    return snapshots;
}

std::vector<Payment> EvidenceStore::payments(Instant from, Instant to)
{
    std::vector<Payment> arrived;
    auto runs = m_cache.db().prepare("SELECT data FROM payment_run WHERE hour >= ? AND hour < ?");
    runs.bind(1, toMs(hourOf(from))).bind(2, toMs(to));
    while (runs.step())
        readPaymentRun(runs.blob(0), arrived);
    // Payments are large: their places are put in order, then each moves once.
    std::vector<std::pair<Instant, Payment*>> places;
    places.reserve(arrived.size());
    for (Payment& payment : arrived)
        if (payment.event_ts >= from && payment.event_ts < to)
            places.emplace_back(payment.event_ts, &payment);
    std::ranges::sort(places, [](const auto& a, const auto& b) {
        return a.first != b.first
                   ? a.first < b.first
                   : std::tie(a.second->event_id, a.second->org) < std::tie(b.second->event_id, b.second->org);
    });
    std::vector<Payment> payments;
    payments.reserve(places.size());
    for (const auto& [event_ts, payment] : places)
        payments.push_back(std::move(*payment));
    return payments;
}

std::vector<DiscoveryResult> EvidenceStore::discovery(Instant from, Instant to)
{
    std::vector<DiscoveryResult> results;
    auto runs = m_cache.db().prepare("SELECT data FROM discovery_run WHERE hour >= ? AND hour < ?");
    runs.bind(1, toMs(hourOf(from))).bind(2, toMs(to));
    while (runs.step())
        readDiscoveryRun(runs.blob(0), results);
    std::erase_if(results, [&](const DiscoveryResult& r) { return r.event_ts < from || r.event_ts >= to; });
    std::ranges::sort(results, {},
                      [](const DiscoveryResult& r) { return std::tie(r.event_ts, r.event_id, r.org, r.position); });
    return results;
}

std::vector<AiBatchEvent> EvidenceStore::aiBatchEvents(const std::string& org, const std::string& request_id)
{
    std::vector<AiBatchEvent> events;
    auto rows = m_cache.db().prepare(
        "SELECT event_ts, event_id, gateway, subtype, request_id, pipeline, model_id, success, tries, duration_ms, "
        "orch_url, latency_score, price_per_unit, error_type, error FROM ai_batch_event INDEXED BY "
        "ai_batch_event_request "
        "WHERE org = ? AND request_id = ? ORDER BY event_ts, event_id");
    rows.bind(1, org).bind(2, request_id);
    while (rows.step()) {
        AiBatchEvent& e = events.emplace_back();
        e.org = org;
        ColumnReader read(rows, 0);
        read(e.event_ts), read(e.event_id), read(e.gateway), read(e.subtype), read(e.request_id), read(e.pipeline);
        read(e.model_id), read(e.success), read(e.tries), read(e.duration_ms), read(e.orch_url);
        read(e.latency_score), read(e.price_per_unit), read(e.error_type), read(e.error);
    }
    return events;
}

std::vector<LlmRequest> EvidenceStore::llmCandidates(const std::string& org, const std::string& request_id)
{
    std::vector<LlmRequest> requests;
    auto rows = m_cache.db().prepare(
        "SELECT event_ts, event_id, model, streaming, prompt_tokens, completion_tokens, total_tokens, "
        "tokens_per_second, ttft_ms, total_duration_ms, finish_reason, error, orch_url FROM llm_event INDEXED BY "
        "llm_event_request "
        "WHERE org = ? AND request_id = ? AND subtype IN ('llm_request_completed', 'llm_stream_completed')");
    rows.bind(1, org).bind(2, request_id);
    while (rows.step()) {
        LlmRequest& r = requests.emplace_back();
        r.org = org;
        r.request_id = request_id;
        ColumnReader read(rows, 0);
        read(r.event_ts), read(r.event_id), read(r.model), read(r.streaming), read(r.prompt_tokens);
        read(r.completion_tokens), read(r.total_tokens), read(r.tokens_per_second), read(r.ttft_ms);
        read(r.total_duration_ms), read(r.finish_reason), read(r.error), read(r.orch_url);
    }
    return requests;
}

std::optional<ByocEvent> EvidenceStore::byocEvent(const std::string& org, const std::string& event_id)
{
    // One event id can stand at several instants; the latest completion is the job of that key.
    auto rows = m_cache.db().prepare(
        "SELECT event_ts, event_id, gateway, subtype, request_id, capability, orch_address, orch_url, worker_url, "
        "success, duration_ms, http_status, charged_compute, error FROM byoc_event INDEXED BY byoc_event_id "
        "WHERE org = ? AND event_id = ? AND family = ? AND subtype = 'job_gateway_completed' "
        "ORDER BY event_ts DESC LIMIT 1");
    rows.bind(1, org).bind(2, event_id).bind(3, static_cast<int>(Family::job_gateway));
    if (!rows.step())
        return std::nullopt;
    ByocEvent e;
    e.org = org;
    ColumnReader read(rows, 0);
    read(e.event_ts), read(e.event_id), read(e.gateway), read(e.subtype), read(e.request_id), read(e.capability);
    read(e.orch_address), read(e.orch_url), read(e.worker_url), read(e.success), read(e.duration_ms);
    read(e.http_status), read(e.charged_compute), read(e.error);
    return e;
}

std::vector<WorkerSnapshot> EvidenceStore::workers(const std::string& org, Instant from, Instant to)
{
    std::vector<WorkerSnapshot> snapshots;
    auto rows = m_cache.db().prepare(
        "SELECT event_ts, event_id, subtype, capability, orch_address, orch_url, "
        "worker_url, model, price_per_unit FROM worker_event "
        "WHERE org = ? AND event_ts >= ? AND event_ts < ? ORDER BY event_ts, event_id");
    rows.bind(1, org).bind(2, toMs(from)).bind(3, toMs(to));
    while (rows.step()) {
        WorkerSnapshot& s = snapshots.emplace_back();
        s.org = org;
        ColumnReader read(rows, 0);
        read(s.event_ts), read(s.event_id), read(s.subtype), read(s.capability), read(s.orch_address);
        read(s.orch_url), read(s.worker_url), read(s.model), read(s.price_per_unit);
    }
    return snapshots;
}

void sortArrivedPayments(Cache& cache)
{
    Database& db = cache.db();
    db.run("INSERT OR IGNORE INTO dirty_request SELECT DISTINCT org, request_id FROM arrived_payment ORDER BY 1, 2");
    db.run(
        "INSERT OR REPLACE INTO requested_payment SELECT org, request_id, event_ts, event_id, face_value_wei, "
        "win_prob_e10, num_tickets FROM arrived_payment ORDER BY org, request_id, event_ts, event_id, arrival");
    db.run("DELETE FROM arrived_payment");
}

void removeEvidence(Cache& cache, const ParsedRecord& record)
{
    for (const StatedRegion& stated : statedRegionsOf(record))
        PlaceStore(cache).addStated(stated, -1);
    if (const auto* stream = std::get_if<StreamBody>(&record.body)) {
        removeStreamEvent(cache, record, *stream);
    } else if (const auto* ingest = std::get_if<IngestBody>(&record.body)) {
        removeIngestSample(cache, record, *ingest);
    } else if (const auto* payment = std::get_if<Payment>(&record.body)) {
        removePayment(cache, record, *payment);
    } else if (std::holds_alternative<DiscoveryBody>(record.body)) {
        removeDiscovery(cache, record);
    } else if (std::holds_alternative<CapabilityBody>(record.body)) {
        removeCapabilities(cache, record);
    } else if (const auto* batch = std::get_if<AiBatchEvent>(&record.body)) {
        removeRow(cache, "ai_batch_event", record);
        markJob(cache, "ai_batch", record.org, batch->request_id);
    } else if (const auto* llm = std::get_if<LlmBody>(&record.body)) {
        removeRow(cache, "llm_event", record);
        markJob(cache, "llm", record.org, llm->request.request_id);
    } else if (std::holds_alternative<ByocEvent>(record.body)) {
        cache.db()
            .prepare("DELETE FROM byoc_event WHERE org = ? AND event_ts = ? AND event_id = ? AND family = ?")
            .bind(1, record.org)
            .bind(2, toMs(record.event_ts))
            .bind(3, record.event_id)
            .bind(4, static_cast<int>(record.family))
            .run();
        markJob(cache, "byoc", record.org, record.event_id);
    } else if (std::holds_alternative<WorkerSnapshot>(record.body)) {
        removeRow(cache, "worker_event", record);
        cache.db()
            .prepare(
                "INSERT OR IGNORE INTO dirty_job SELECT kind, org, request_id FROM job "
                "WHERE kind = 'byoc' AND completed_at >= ?")
            .bind(1, toMs(dayOf(record.event_ts)))
            .run();
    } else if (std::holds_alternative<JobPaymentEvent>(record.body)) {
        removeRow(cache, "job_payment_event", record);
    } else if (std::holds_alternative<JobAuthEvent>(record.body)) {
        removeRow(cache, "job_auth_event", record);
    } else if (std::holds_alternative<GpuUtilization>(record.body)) {
        removeRow(cache, "gpu_utilization_event", record);
    }
}

}  // namespace naap
