#include "core/pipeline/ingest.h"

#include <tuple>

#include "core/store/evidence_store.h"
#include "core/store/private_data.h"
#include "core/store/retention.h"

namespace naap {
namespace {

/// Events of days whose evidence was removed: taking them in would count against facts that can no longer be resolved.
constexpr std::string_view kBeforeRetention = "before_retention_horizon";

}  // namespace

void IngestCounts::add(const IngestCounts& other)
{
    records += other.records;
    accepted += other.accepted;
    ignored += other.ignored;
    rejected += other.rejected;
    duplicates += other.duplicates;
    bytes += other.bytes;
}

Result<std::unique_ptr<Ingest>> Ingest::open(Cache& cache, Limits limits)
{
    auto reader = Cache::open(cache.path(), Cache::Access::read);
    if (!reader)
        return tl::unexpected(reader.error());
    return guarded(cache, [&]() -> Result<std::unique_ptr<Ingest>> {
        return std::unique_ptr<Ingest>(new Ingest(cache, std::move(*reader), limits));
    });
}

Ingest::Ingest(Cache& cache, std::unique_ptr<Cache> reader, Limits limits)
    : m_cache(cache),
      m_reader(std::move(reader)),
      m_limits(limits),
      m_horizon(retentionHorizon(cache)),
      m_redactor(privateData(cache), cache.identitySeed()),
      m_identities(*m_reader, limits.identity_keys)
{
    // Before there is a second thread: until the first batch is handed over, the cache is the caller's.
    m_writer = std::make_unique<BatchWriter>(m_cache, m_limits.session_ids);
    m_compressor = std::jthread([this] { compressLoop(); });
    m_writing = std::jthread([this] { writeLoop(); });
}

Ingest::~Ingest()
{
    if (!m_finished)
        (void)finish();
}

Ingest::Accepted Ingest::add(std::string_view text, const OrgRule& rule, std::int64_t source_id, std::uint64_t position)
{
    const ParsedRecord& record = m_parser.parse(text, rule);
    if (record.record_class != RecordClass::accepted) {
        m_builder.account(record, record.record_class, record.reason, source_id, text.size());
        return {record.record_class, record.reason, record.detail, {}};
    }
    if (m_horizon && record.event_ts < *m_horizon) {
        m_builder.account(record, RecordClass::ignored, kBeforeRetention, source_id, text.size());
        return {RecordClass::ignored, kBeforeRetention, {}, {}};
    }
    const EventKey key =
        eventKeyOf(m_cache.identitySeed(), record.org, record.event_type, record.event_ts, record.event_id);
    const std::string_view stored = m_redactor.stored(m_parser, record);
    const std::uint32_t contentHash = contentHashOf(m_cache.identitySeed(), stored);
    Accepted result{RecordClass::duplicate, "duplicate_event", {}, record.event_ts};
    switch (m_identities.add(record.event_ts, key, contentHash)) {
        case IdentityIndex::Seen::is_new:
            result = {RecordClass::accepted, {}, {}, record.event_ts};
            m_builder.addAccepted(record, stored, key, contentHash, source_id, position);
            m_builder.account(record, RecordClass::accepted, {}, source_id, text.size());
            break;
        case IdentityIndex::Seen::same_text:
            m_builder.account(record, RecordClass::duplicate, result.reason, source_id, text.size());
            break;
        case IdentityIndex::Seen::other_text:
            // The writer decides whether the payload differs too, and accounts for it.
            m_builder.addConflict(record, stored, key, contentHash, source_id, position);
            break;
    }
    if (m_builder.records() >= m_limits.records || m_builder.payloadBytes() >= m_limits.payload_bytes)
        handOver();
    return result;
}

void Ingest::addDefect(std::string_view reason, std::int64_t source_id, std::uint64_t bytes)
{
    m_builder.account({}, RecordClass::rejected, reason, source_id, bytes);
}

void Ingest::setPosition(std::int64_t source_id, const std::string& part, std::string position)
{
    m_builder.setPosition({source_id, part}, std::move(position));
}

void Ingest::addGap(SourceGap gap)
{
    m_builder.addGap(std::move(gap));
}

void Ingest::endBatch()
{
    if (!m_builder.isEmpty())
        handOver();
}

Result<void> Ingest::commit()
{
    endBatch();
    drain();
    if (auto failed = error())
        return tl::unexpected(*failed);
    return {};
}

void Ingest::handOver()
{
    {
        std::scoped_lock lock(m_mutex);
        ++m_handedOver;
    }
    if (!m_toCompress.push(m_builder.take())) {
        std::scoped_lock lock(m_mutex);
        --m_handedOver;
    }
    if (m_identities.isFull()) {
        drain();
        m_identities.forgetHours();
    }
}

void Ingest::drain()
{
    std::unique_lock lock(m_mutex);
    m_progress.wait(lock, [this] { return m_error || m_committed == m_handedOver; });
}

Result<std::int64_t> Ingest::sourceId(const std::string& kind, const std::string& name)
{
    drain();
    if (auto failed = error())
        return tl::unexpected(*failed);
    return guarded(m_cache, [&]() -> Result<std::int64_t> { return m_cache.sourceId(kind, name); });
}

std::optional<Error> Ingest::error()
{
    std::scoped_lock lock(m_mutex);
    return m_error;
}

void Ingest::fail(Error error)
{
    {
        std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = std::move(error);
        m_progress.notify_all();
    }
    m_toCompress.close();
    m_toWrite.close();
}

Result<void> Ingest::finish()
{
    endBatch();
    m_toCompress.close();
    if (m_compressor.joinable())
        m_compressor.join();
    if (m_writing.joinable())
        m_writing.join();
    m_finished = true;
    if (auto failed = error())
        return tl::unexpected(*failed);
    return {};
}

void Ingest::compressLoop()
{
    while (auto batch = m_toCompress.pop()) {
        try {
            (*batch)->compress();
        } catch (const std::exception& error) {
            fail({Error::Code::io, error.what()});
        }
        m_toWrite.push(std::move(*batch));
    }
    m_toWrite.close();
}

void Ingest::writeLoop()
{
    try {
        while (auto batch = m_toWrite.pop()) {
            writeBatch(**batch);
            std::scoped_lock lock(m_mutex);
            ++m_committed;
            m_progress.notify_all();
        }
    } catch (const SqlError& error) {
        fail(errorOf(error, m_cache.path()));
    } catch (const std::exception& error) {
        fail({Error::Code::io, error.what()});
    }
    m_writer.reset();
}

void Ingest::writeBatch(Batch& batch)
{
    Transaction transaction(m_cache.db());
    m_writer->write(batch);
    for (const Conflict& conflict : batch.conflicts)
        settleConflict(conflict);
    m_cache.bumpRevision();
    transaction.commit();
}

/// The payload hash is that of the record without its private values, whatever this cache stores of them: which record
/// stays must not depend on that, and a hash of an address that is nowhere else cannot be had later.
Ingest::ConflictRank Ingest::rankOf(const std::string& payload, const OrgRule& rule)
{
    const ParsedRecord& record = m_conflictParser.parseCopy(payload, rule);
    const std::string gateway(record.gateway);
    const std::string region(record.gateway_region);
    if (const std::string redacted(m_rankRedactor.stored(m_conflictParser, record)); redacted != payload)
        (void)m_conflictParser.parseCopy(redacted, rule);
    return {m_conflictParser.payloadHash(), gateway, region};
}

/// Two texts of one identity (R6): the smaller payload hash stays, on a tie the smaller gateway.
void Ingest::settleConflict(const Conflict& conflict)
{
    const OrgRule rule{.given = conflict.org, .given_overrides = true};
    const auto old = findEvent(m_cache, hourOf(conflict.event_ts), conflict.key);
    const ConflictRank oldRank = old ? rankOf(old->payload, rule) : ConflictRank{};
    const ConflictRank rank = rankOf(conflict.payload, rule);
    const ParsedRecord& record = m_conflictParser.parseCopy(conflict.payload, rule);
    const bool samePayload = old && std::get<0>(rank) == std::get<0>(oldRank);
    const AccountingKey line{.source_id = conflict.source_id,
                             .org = conflict.org,
                             .record_class = RecordClass::duplicate,
                             .event_type = std::string(record.event_type),
                             .event_subtype = std::string(record.event_subtype),
                             .reason = samePayload ? "duplicate_event" : "duplicate_conflict"};
    m_writer->account(line, {1, static_cast<std::int64_t>(conflict.payload.size())});
    if (old && rank < oldRank)
        replaceEvent(conflict, *old);
}

void Ingest::replaceEvent(const Conflict& conflict, const FoundEvent& old)
{
    const OrgRule rule{.given = conflict.org, .given_overrides = true};
    removeEvidence(m_cache, m_conflictParser.parseCopy(old.payload, rule));
    supersede(m_cache, old.block_id, old.index);
    BatchBuilder builder;
    builder.addAccepted(m_conflictParser.parseCopy(conflict.payload, rule), conflict.payload, conflict.key,
                        conflict.content_hash, conflict.source_id, conflict.position);
    const auto batch = builder.take();
    batch->compress();
    m_writer->write(*batch);
}

}  // namespace naap
