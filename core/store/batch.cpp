#include "core/store/batch.h"

#include <xxhash.h>

#include "core/store/compression.h"
#include "core/store/packed.h"
#include "core/store/place_store.h"

namespace naap {
namespace {

/// Large enough to compress well, small enough to read one event in about a millisecond.
constexpr std::size_t kBlockBytes = 2 * 1024 * 1024;
constexpr std::size_t kBlockEvents = 4096;
// Level 2 costs two thirds of the time of level 3 for the same size on this traffic (docs/performance.md).
constexpr int kCompressionLevel = 2;
constexpr std::size_t kRecentLines = 32;

void append(std::string& out, const void* data, std::size_t size)
{
    out.append(static_cast<const char*>(data), size);
}

}  // namespace

EventKey eventKeyOf(std::uint64_t seed, std::string_view org, std::string_view event_type, Instant event_ts,
                    std::string_view event_id)
{
    // Lengths before the texts keep ("a", "bc") and ("ab", "c") apart.
    thread_local std::string buffer;
    buffer.clear();
    const std::int64_t numbers[] = {toMs(event_ts), static_cast<std::int64_t>(org.size()),
                                    static_cast<std::int64_t>(event_type.size())};
    append(buffer, numbers, sizeof numbers);
    buffer.append(org).append(event_type).append(event_id);
    const XXH128_hash_t hash = XXH3_128bits_withSeed(buffer.data(), buffer.size(), seed);
    return {hash.low64, hash.high64};
}

std::uint32_t contentHashOf(std::uint64_t seed, std::string_view payload)
{
    return static_cast<std::uint32_t>(XXH3_64bits_withSeed(payload.data(), payload.size(), seed));
}

void appendSessionKey(std::string& target, std::string_view org, std::string_view stream_id,
                      std::string_view request_id)
{
    if (stream_id.empty() && request_id.empty())
        return;
    target.append(org).append("|");
    target.append(stream_id.empty() ? "_missing_stream" : stream_id).append("|");
    target.append(request_id.empty() ? "_missing_request" : request_id);
}

void EventBlock::compress()
{
    compressed = naap::compressed(payloads, kCompressionLevel);
    raw_bytes = payloads.size();
    payloads = {};
}

void Batch::compress()
{
    for (EventBlock& block : blocks)
        if (block.raw_bytes == 0)
            block.compress();
}

void BatchBuilder::reset()
{
    m_batch = std::make_unique<Batch>();
    m_open.clear();
    m_runs.clear();
    m_recentLines.clear();
    m_payloadBytes = 0;
}

void BatchBuilder::account(const ParsedRecord& record, RecordClass recordClass, std::string_view reason,
                           std::int64_t source_id, std::size_t bytes)
{
    ++m_batch->records;
    for (const RecentLine& line : m_recentLines) {
        const AccountingKey& key = line.key;
        if (key.source_id == source_id && key.record_class == recordClass && key.event_type == record.event_type &&
            key.event_subtype == record.event_subtype && key.org == record.org && key.reason == reason) {
            ++line.count->records;
            line.count->bytes += static_cast<std::int64_t>(bytes);
            return;
        }
    }
    const AccountingKey key{.source_id = source_id,
                            .org = std::string(record.org),
                            .record_class = recordClass,
                            .event_type = std::string(record.event_type),
                            .event_subtype = std::string(record.event_subtype),
                            .reason = std::string(reason)};
    AccountingCount& count = m_batch->accounting[key];
    ++count.records;
    count.bytes += static_cast<std::int64_t>(bytes);
    if (m_recentLines.size() < kRecentLines)
        m_recentLines.push_back({key, &count});
}

void BatchBuilder::addPayload(const ParsedRecord& record, std::string_view stored, const EventKey& key,
                              std::uint32_t contentHash, std::int64_t source_id, std::uint64_t position)
{
    const Instant hour = hourOf(record.event_ts);
    const OpenBlockKey openKey{toMs(hour), source_id, std::string(record.org)};
    EventBlock& block = m_open[openKey];
    if (block.keys.empty()) {
        block.hour = hour;
        block.source_id = source_id;
        block.org = record.org;
        block.first_ts = block.last_ts = record.event_ts;
    }
    block.first_ts = std::min(block.first_ts, record.event_ts);
    block.last_ts = std::max(block.last_ts, record.event_ts);
    block.keys.push_back(key);
    block.content_hashes.push_back(contentHash);
    block.positions.push_back(position);
    const auto length = static_cast<std::uint32_t>(stored.size());
    append(block.payloads, &length, sizeof length);
    block.payloads.append(stored);
    m_payloadBytes += stored.size();
    if (block.payloads.size() >= kBlockBytes || block.keys.size() >= kBlockEvents) {
        m_batch->blocks.push_back(std::move(block));
        m_open.erase(openKey);
    }
}

Batch::SessionRun& BatchBuilder::runOf(const ParsedRecord& record, std::string_view stream_id,
                                       std::string_view request_id)
{
    const Instant day = dayOf(record.event_ts);
    m_keyBuffer.clear();
    appendSessionKey(m_keyBuffer, record.org, stream_id, request_id);
    const std::size_t keySize = m_keyBuffer.size();
    const std::int64_t dayNumber = toMs(day);
    append(m_keyBuffer, &dayNumber, sizeof dayNumber);
    if (const auto found = m_runs.find(std::string_view(m_keyBuffer)); found != m_runs.end()) {
        // Ids that hold a bar can share one key; the smaller pair speaks for it.
        SessionRunKey& key = found->second->key;
        if (std::pair(stream_id, request_id) <
            std::pair(std::string_view(key.stream_id), std::string_view(key.request_id))) {
            key.stream_id = stream_id;
            key.request_id = request_id;
        }
        return *found->second;
    }
    auto& run = *m_batch->session_runs.emplace_back(std::make_unique<Batch::SessionRun>());
    run.key = {.session_key = m_keyBuffer.substr(0, keySize),
               .org = std::string(record.org),
               .stream_id = std::string(stream_id),
               .request_id = std::string(request_id),
               .day = day};
    m_runs.emplace(m_keyBuffer, &run);
    return run;
}

void BatchBuilder::addEvidence(const ParsedRecord& record)
{
    if (std::holds_alternative<std::monostate>(record.body)) {
        count("inert", 1);
    } else if (const auto* stream = std::get_if<StreamBody>(&record.body)) {
        runOf(record, stream->stream_id, stream->request_id).events.add(stream->event);
    } else if (const auto* ingest = std::get_if<IngestBody>(&record.body)) {
        runOf(record, ingest->stream_id, ingest->request_id).samples.add(ingest->sample);
    } else if (const auto* payment = std::get_if<Payment>(&record.body)) {
        m_batch->payments[hourOf(record.event_ts)].add(*payment);
        if (!payment->request_id.empty())
            m_batch->requested_payments.push_back(*payment);
    } else if (const auto* discovery = std::get_if<DiscoveryBody>(&record.body)) {
        m_batch->discovery[hourOf(record.event_ts)].add(record.org, record.gateway, record.event_ts, record.event_id,
                                                        discovery->candidates);
    } else if (const auto* capabilities = std::get_if<CapabilityBody>(&record.body)) {
        m_batch->capability_events.push_back(
            {record.event_ts, std::string(record.event_id), std::string(record.org), capabilities->elements});
        if (capabilities->blank_address_entries > 0)
            count("blank_address_entries", capabilities->blank_address_entries);
    } else if (const auto* batch = std::get_if<AiBatchEvent>(&record.body)) {
        m_batch->ai_batch.push_back(*batch);
    } else if (const auto* llm = std::get_if<LlmBody>(&record.body)) {
        m_batch->llm.push_back(*llm);
    } else if (const auto* byoc = std::get_if<ByocEvent>(&record.body)) {
        m_batch->byoc.emplace_back(record.family, *byoc);
    } else if (const auto* worker = std::get_if<WorkerSnapshot>(&record.body)) {
        m_batch->workers.push_back(*worker);
    } else if (const auto* jobPayment = std::get_if<JobPaymentEvent>(&record.body)) {
        m_batch->job_payments.push_back(*jobPayment);
    } else if (const auto* auth = std::get_if<JobAuthEvent>(&record.body)) {
        m_batch->job_auth.push_back(*auth);
    } else if (const auto* gpu = std::get_if<GpuUtilization>(&record.body)) {
        m_batch->gpu_utilization.push_back(*gpu);
    }
}

void BatchBuilder::addAccepted(const ParsedRecord& record, std::string_view stored, const EventKey& key,
                               std::uint32_t contentHash, std::int64_t source_id, std::uint64_t position)
{
    addPayload(record, stored, key, contentHash, source_id, position);
    addEvidence(record);
    for (StatedRegion& stated : statedRegionsOf(record))
        ++m_batch->stated_regions[std::move(stated)];
    if (!record.gateway.empty())
        ++m_batch->counters["events_with_gateway"];
}

void BatchBuilder::addConflict(const ParsedRecord& record, std::string_view stored, const EventKey& key,
                               std::uint32_t contentHash, std::int64_t source_id, std::uint64_t position)
{
    ++m_batch->records;
    m_batch->conflicts.push_back({.key = key,
                                  .content_hash = contentHash,
                                  .event_ts = record.event_ts,
                                  .source_id = source_id,
                                  .position = position,
                                  .org = std::string(record.org),
                                  .payload = std::string(stored)});
    m_payloadBytes += stored.size();
}

std::unique_ptr<Batch> BatchBuilder::take()
{
    for (auto& [key, block] : m_open)
        m_batch->blocks.push_back(std::move(block));
    auto batch = std::move(m_batch);
    reset();
    return batch;
}

}  // namespace naap
