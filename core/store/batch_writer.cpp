#include "core/store/batch_writer.h"

#include <algorithm>

#include "core/events/capability_surface.h"
#include "core/events/names.h"
#include "core/store/feed_position_store.h"
#include "core/store/place_store.h"

namespace naap {
namespace {

constexpr auto kWorkerMemory = std::chrono::days(31);

template <class T>
std::string_view bytesOf(const std::vector<T>& values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// Keys and content hashes of a block, one column behind the other.
std::string packKeys(const EventBlock& block)
{
    std::string bytes(bytesOf(block.keys));
    bytes.append(bytesOf(block.content_hashes));
    return bytes;
}

std::string packPositions(const EventBlock& block)
{
    Packer out;
    std::uint64_t last = 0;
    for (const std::uint64_t position : block.positions) {
        out.integer(static_cast<std::int64_t>(position - last));
        last = position;
    }
    return out.take();
}

/// A key with two bars belongs to one pair of ids; ids that hold a bar themselves can share theirs.
bool sharesNoKey(const SessionRunKey& key)
{
    return std::ranges::count(key.session_key, '|') == 2;
}

}  // namespace

std::string packElements(const std::vector<PackedElement>& elements)
{
    Packer out;
    for (const PackedElement& element : elements) {
        out.number(element.element_index);
        out.integer(element.surface_id);
        out.raw({reinterpret_cast<const char*>(element.payload_hash.data()), element.payload_hash.size()});
    }
    return out.take();
}

std::vector<PackedElement> unpackElements(std::string_view bytes)
{
    std::vector<PackedElement> elements;
    Unpacker in(bytes);
    while (in.ok() && !in.atEnd()) {
        PackedElement element;
        element.element_index = static_cast<std::uint32_t>(in.number());
        element.surface_id = in.integer();
        const std::string_view hash = in.raw(element.payload_hash.size());
        if (!in.ok())
            break;
        std::memcpy(element.payload_hash.data(), hash.data(), hash.size());
        elements.push_back(element);
    }
    return elements;
}

BatchWriter::BatchWriter(Cache& cache, std::size_t most_ids)
    : m_cache(cache),
      m_mostIds(most_ids),
      m_insertBlock(cache.db().prepare("INSERT INTO event_block (hour, source_id, org, first_ts, last_ts, events, "
                                       "raw_bytes, keys, positions, payloads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      m_findSession(cache.db().prepare("SELECT session_id, stream_id, request_id FROM session_key "
                                       "WHERE session_key = ?")),
      m_insertSession(cache.db().prepare("INSERT INTO session_key (session_key, org, stream_id, request_id) "
                                         "VALUES (?, ?, ?, ?)")),
      m_insertSessionRun(
          cache.db().prepare("INSERT INTO session_run (session_id, day, events, data) VALUES (?, ?, ?, ?)")),
      m_insertIngestRun(
          cache.db().prepare("INSERT INTO ingest_run (session_id, day, events, data) VALUES (?, ?, ?, ?)")),
      m_dirtySession(cache.db().prepare("INSERT OR IGNORE INTO dirty_session VALUES (?)")),
      m_account(cache.db().prepare("INSERT INTO accounting VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                                   "records = records + excluded.records, bytes = bytes + excluded.bytes")),
      m_insertCapability(cache.db().prepare("INSERT OR REPLACE INTO capability_event VALUES (?, ?, ?, ?)")),
      m_dirtyCapability(cache.db().prepare("INSERT OR IGNORE INTO dirty_capability VALUES (?, ?, ?)")),
      m_dirtyJob(cache.db().prepare("INSERT OR IGNORE INTO dirty_job VALUES (?, ?, ?)"))
{
}

void BatchWriter::forgetIds()
{
    m_sessionIds.clear();
    m_surfaceIds.clear();
}

void BatchWriter::write(const Batch& batch)
{
    if (m_sessionIds.size() > m_mostIds || m_surfaceIds.size() > m_mostIds)
        forgetIds();
    writeBlocks(batch);
    writeSessionRuns(batch);
    writePayments(batch);
    writeDiscovery(batch);
    writeCapabilities(batch);
    writeRequestEvents(batch);
    writeWorkers(batch);
    for (const auto& [stated, events] : batch.stated_regions)
        PlaceStore(m_cache).addStated(stated, events);
    writePositions(m_cache, batch);
    for (const auto& [key, count] : batch.accounting)
        account(key, count);
    auto counter = m_cache.db().prepare(
        "INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET value = value + "
        "excluded.value");
    for (const auto& [name, value] : batch.counters)
        counter.bind(1, name).bind(2, value).run();
}

void BatchWriter::account(const AccountingKey& key, const AccountingCount& count)
{
    m_account.bind(1, key.source_id)
        .bind(2, key.org)
        .bind(3, recordClassName(key.record_class))
        .bind(4, key.event_type)
        .bind(5, key.event_subtype)
        .bind(6, key.reason)
        .bind(7, count.records)
        .bind(8, count.bytes)
        .run();
}

void BatchWriter::writeBlocks(const Batch& batch)
{
    for (const EventBlock& block : batch.blocks) {
        const std::string keys = packKeys(block);
        const std::string positions = packPositions(block);
        m_insertBlock.bind(1, toMs(block.hour))
            .bind(2, block.source_id)
            .bind(3, block.org)
            .bind(4, toMs(block.first_ts))
            .bind(5, toMs(block.last_ts))
            .bind(6, static_cast<std::int64_t>(block.keys.size()))
            .bind(7, static_cast<std::int64_t>(block.raw_bytes))
            .bindBlob(8, keys)
            .bindBlob(9, positions)
            .bindBlob(10, block.compressed)
            .run();
    }
}

std::int64_t BatchWriter::sessionId(const SessionRunKey& key)
{
    const bool unique = sharesNoKey(key);
    if (const auto known = m_sessionIds.find(key.session_key); unique && known != m_sessionIds.end())
        return known->second;
    std::int64_t id = 0;
    m_findSession.bind(1, key.session_key);
    if (m_findSession.step()) {
        id = m_findSession.integer(0);
        // Ids that hold a `|` can share one key; then the smaller pair speaks for it, whichever came first.
        const auto stored = std::pair(std::string(m_findSession.text(1)), std::string(m_findSession.text(2)));
        const auto given = std::pair(key.stream_id, key.request_id);
        if (given < stored) {
            m_cache.db()
                .prepare("UPDATE session_key SET stream_id = ?, request_id = ? WHERE session_id = ?")
                .bind(1, given.first)
                .bind(2, given.second)
                .bind(3, id)
                .run();
            m_dirtySession.bind(1, id).run();
        }
    } else {
        m_insertSession.bind(1, key.session_key).bind(2, key.org).bind(3, key.stream_id).bind(4, key.request_id).run();
        id = m_cache.db().lastInsertId();
    }
    m_findSession.reset();
    m_sessionIds.emplace(key.session_key, id);
    return id;
}

void BatchWriter::writeSessionRuns(const Batch& batch)
{
    for (const auto& run : batch.session_runs) {
        const std::int64_t id = sessionId(run->key);
        if (run->events.count() > 0) {
            const std::string data = run->events.finish();
            m_insertSessionRun.bind(1, id)
                .bind(2, toMs(run->key.day))
                .bind(3, run->events.count())
                .bindBlob(4, data)
                .run();
            m_dirtySession.bind(1, id).run();
        }
        if (run->samples.count() > 0) {
            const std::string data = run->samples.finish();
            m_insertIngestRun.bind(1, id)
                .bind(2, toMs(run->key.day))
                .bind(3, run->samples.count())
                .bindBlob(4, data)
                .run();
        }
    }
}

void BatchWriter::writePayments(const Batch& batch)
{
    auto insertRun = m_cache.db().prepare("INSERT INTO payment_run (hour, events, data) VALUES (?, ?, ?)");
    for (const auto& [hour, run] : batch.payments) {
        const std::string data = run.finish();
        insertRun.bind(1, toMs(hour)).bind(2, run.count()).bindBlob(3, data).run();
    }
    auto insert = m_cache.db().prepare("INSERT INTO arrived_payment VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)");
    for (const Payment& payment : batch.requested_payments) {
        const std::string face = formatWei(payment.face_value_wei);
        insert.bind(1, payment.org)
            .bind(2, payment.request_id)
            .bind(3, toMs(payment.event_ts))
            .bind(4, payment.event_id)
            .bind(5, face)
            .bind(6, payment.win_prob_e10)
            .bind(7, payment.num_tickets)
            .run();
    }
}

void BatchWriter::writeDiscovery(const Batch& batch)
{
    auto insert = m_cache.db().prepare("INSERT INTO discovery_run (hour, events, data) VALUES (?, ?, ?)");
    for (const auto& [hour, run] : batch.discovery) {
        const std::string data = run.finish();
        insert.bind(1, toMs(hour)).bind(2, run.count()).bindBlob(3, data).run();
    }
}

std::int64_t BatchWriter::surfaceId(const CapabilitySurface& surface)
{
    const std::string json = surfaceToJson(surface);
    auto find = m_cache.db().prepare("SELECT surface_id FROM capability_surface WHERE surface = ?");
    find.bind(1, json);
    if (find.step())
        return find.integer(0);
    m_cache.db().prepare("INSERT INTO capability_surface (surface) VALUES (?)").bind(1, json).run();
    return m_cache.db().lastInsertId();
}

void BatchWriter::writeCapabilities(const Batch& batch)
{
    std::vector<PackedElement> elements;
    for (const CapabilityEventRow& event : batch.capability_events) {
        elements.clear();
        for (const CapabilityElement& element : event.elements) {
            auto& known = m_surfaceIds[element.surface.get()];
            if (!known.first)
                known = {element.surface, surfaceId(*element.surface)};
            elements.push_back({element.element_index, known.second, element.payload_hash});
        }
        const std::string packed = packElements(elements);
        m_insertCapability.bind(1, toMs(event.event_ts))
            .bind(2, event.event_id)
            .bind(3, event.org)
            .bindBlob(4, packed)
            .run();
        m_dirtyCapability.bind(1, toMs(event.event_ts)).bind(2, event.event_id).bind(3, event.org).run();
    }
}

void BatchWriter::markJob(std::string_view kind, std::string_view org, std::string_view key)
{
    m_dirtyJob.bind(1, kind).bind(2, org).bind(3, key).run();
}

void BatchWriter::writeRequestEvents(const Batch& batch)
{
    Database& db = m_cache.db();
    auto insertBatch = db.prepare(
        "INSERT OR REPLACE INTO ai_batch_event VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const AiBatchEvent& e : batch.ai_batch) {
        insertBatch.bind(1, e.org).bind(2, toMs(e.event_ts)).bind(3, e.event_id).bind(4, e.gateway).bind(5, e.subtype);
        insertBatch.bind(6, e.request_id).bind(7, e.pipeline).bind(8, e.model_id).bind(9, e.success).bind(10, e.tries);
        insertBatch.bind(11, e.duration_ms).bind(12, e.orch_url).bind(13, e.latency_score);
        insertBatch.bind(14, e.price_per_unit).bind(15, e.error_type).bind(16, e.error).run();
        markJob("ai_batch", e.org, e.request_id);
    }
    auto insertLlm =
        db.prepare("INSERT OR REPLACE INTO llm_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [subtype, r] : batch.llm) {
        insertLlm.bind(1, r.org).bind(2, toMs(r.event_ts)).bind(3, r.event_id).bind(4, subtype).bind(5, r.request_id);
        insertLlm.bind(6, r.model).bind(7, r.streaming).bind(8, r.prompt_tokens).bind(9, r.completion_tokens);
        insertLlm.bind(10, r.total_tokens).bind(11, r.tokens_per_second).bind(12, r.ttft_ms);
        insertLlm.bind(13, r.total_duration_ms).bind(14, r.finish_reason).bind(15, r.error).bind(16, r.orch_url).run();
        markJob("llm", r.org, r.request_id);
    }
    auto insertByoc = db.prepare(
        "INSERT OR REPLACE INTO byoc_event VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& [family, e] : batch.byoc) {
        insertByoc.bind(1, e.org).bind(2, toMs(e.event_ts)).bind(3, e.event_id).bind(4, static_cast<int>(family));
        insertByoc.bind(5, e.gateway).bind(6, e.subtype).bind(7, e.request_id).bind(8, e.capability);
        insertByoc.bind(9, e.orch_address).bind(10, e.orch_url).bind(11, e.worker_url).bind(12, e.success);
        insertByoc.bind(13, e.duration_ms).bind(14, e.http_status).bind(15, e.charged_compute).bind(16, e.error).run();
        if (family == Family::job_gateway)
            markJob("byoc", e.org, e.event_id);
    }
    auto insertPayment = db.prepare("INSERT OR REPLACE INTO job_payment_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const JobPaymentEvent& e : batch.job_payments) {
        insertPayment.bind(1, e.org).bind(2, toMs(e.event_ts)).bind(3, e.event_id).bind(4, e.payment_type);
        insertPayment.bind(5, e.capability).bind(6, e.orch_address).bind(7, e.amount).bind(8, e.currency).run();
    }
    auto insertAuth = db.prepare("INSERT OR REPLACE INTO job_auth_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const JobAuthEvent& e : batch.job_auth) {
        insertAuth.bind(1, e.org).bind(2, toMs(e.event_ts)).bind(3, e.event_id).bind(4, e.subtype);
        insertAuth.bind(5, e.capability).bind(6, e.orch_address).bind(7, e.success).bind(8, e.error).run();
    }
    auto insertGpu = db.prepare("INSERT OR REPLACE INTO gpu_utilization_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const GpuUtilization& e : batch.gpu_utilization) {
        insertGpu.bind(1, e.org).bind(2, toMs(e.event_ts)).bind(3, e.event_id).bind(4, e.gpu_id);
        insertGpu.bind(5, e.utilization_pct).bind(6, e.memory_utilization_pct).bind(7, e.achieved_tflops);
        insertGpu.bind(8, e.peak_tflops).bind(9, e.power_draw_watts).bind(10, e.temperature_celsius).run();
    }
}

void BatchWriter::writeWorkers(const Batch& batch)
{
    Database& db = m_cache.db();
    auto insert = db.prepare("INSERT OR REPLACE INTO worker_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    // An announcement speaks for the jobs of its node that complete within the next 30 days, and for earlier ones of
    // its own day too: one that is later than a job still keeps the job from falling back to other workers (R40, R46).
    auto dirty = db.prepare(
        "INSERT OR IGNORE INTO dirty_job SELECT 'byoc', org, event_id FROM byoc_event "
        "WHERE org = ? AND event_ts >= ? AND event_ts < ? AND family = ? AND capability = ?");
    for (const WorkerSnapshot& e : batch.workers) {
        insert.bind(1, e.org).bind(2, toMs(e.event_ts)).bind(3, e.event_id).bind(4, e.subtype).bind(5, e.capability);
        insert.bind(6, e.orch_address).bind(7, e.orch_url).bind(8, e.worker_url).bind(9, e.model);
        insert.bind(10, e.price_per_unit).run();
        dirty.bind(1, e.org)
            .bind(2, toMs(dayOf(e.event_ts)))
            .bind(3, toMs(dayOf(e.event_ts) + kWorkerMemory))
            .bind(4, static_cast<int>(Family::job_gateway))
            .bind(5, e.capability)
            .run();
    }
}

}  // namespace naap
