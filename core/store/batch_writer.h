#pragma once

#include <string>
#include <unordered_map>

#include "core/store/batch.h"
#include "core/store/cache.h"

namespace naap {

/// Writes batches. The caller opens the transaction, so that what belongs to a batch can join it.
class BatchWriter {
public:
    static constexpr std::size_t kMostIds = 500'000;

    /// Remembers at most so many ids of sessions, and of surfaces, from batch to batch; others are looked up.
    explicit BatchWriter(Cache& cache, std::size_t most_ids = kMostIds);

    /// Everything but the conflicts. Marks what the evidence makes stale. `batch` must be compressed.
    void write(const Batch& batch);

    /// Adds to the accounting only.
    void account(const AccountingKey& key, const AccountingCount& count);

    /// Forgets ids learned in a transaction that was rolled back.
    void forgetIds();

private:
    std::int64_t sessionId(const SessionRunKey& key);
    std::int64_t surfaceId(const CapabilitySurface& surface);
    void writeBlocks(const Batch& batch);
    void writeSessionRuns(const Batch& batch);
    void writePayments(const Batch& batch);
    void writeDiscovery(const Batch& batch);
    void writeCapabilities(const Batch& batch);
    void writeRequestEvents(const Batch& batch);
    void writeWorkers(const Batch& batch);
    void markJob(std::string_view kind, std::string_view org, std::string_view key);

    Cache& m_cache;
    std::size_t m_mostIds;
    std::unordered_map<std::string, std::int64_t> m_sessionIds;
    std::unordered_map<const CapabilitySurface*, std::pair<std::shared_ptr<const CapabilitySurface>, std::int64_t>>
        m_surfaceIds;
    Statement m_insertBlock;
    Statement m_findSession;
    Statement m_insertSession;
    Statement m_insertSessionRun;
    Statement m_insertIngestRun;
    Statement m_dirtySession;
    Statement m_account;
    Statement m_insertCapability;
    Statement m_dirtyCapability;
    Statement m_dirtyJob;
};

/// The elements of one capability event, as packed into its row: element index, surface and payload hash.
struct PackedElement {
    std::uint32_t element_index = 0;
    std::int64_t surface_id = 0;
    Md5 payload_hash{};
};
std::string packElements(const std::vector<PackedElement>& elements);
std::vector<PackedElement> unpackElements(std::string_view bytes);

}  // namespace naap
