#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>

#include "core/bounded_queue.h"
#include "core/events/record_parser.h"
#include "core/events/redaction.h"
#include "core/pipeline/identity_index.h"
#include "core/result.h"
#include "core/store/batch_writer.h"

namespace naap {

/// Counts of one source: records = accepted + ignored + rejected + duplicates, always.
struct IngestCounts {
    std::int64_t records = 0;
    std::int64_t accepted = 0;
    std::int64_t ignored = 0;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;
    std::int64_t bytes = 0;

    void add(const IngestCounts& other);
};

/// Takes records in and commits them in batches. Three threads: the caller's parses and looks for duplicates, one
/// compresses payloads, one writes. What is committed is complete: events, evidence, accounting and the marks of what
/// has to be resolved anew stand in one transaction.
class Ingest {
public:
    struct Limits {
        std::int64_t records = 40'000;                 ///< of one batch
        std::size_t payload_bytes = 24 * 1024 * 1024;  ///< of one batch
        /// How many events are remembered to know others again; those of older hours are looked up in the cache.
        std::size_t identity_keys = IdentityIndex::kMostKeys;
        /// How many ids of sessions are remembered from batch to batch.
        std::size_t session_ids = BatchWriter::kMostIds;
    };

    /// `cache` is open for writing and is used by the writing thread until finish() returns.
    static Result<std::unique_ptr<Ingest>> open(Cache& cache, Limits limits);
    ~Ingest();
    Ingest(const Ingest&) = delete;
    Ingest& operator=(const Ingest&) = delete;

    /// Ids of sources are made here, before the writing thread begins.
    struct Accepted {
        RecordClass record_class = RecordClass::rejected;
        std::string_view reason;
        std::string_view detail;
        std::optional<Instant> event_ts;  ///< when it is one that counts, whether new or not
    };
    /// One record; 64 readable bytes must follow its text. What it became, until the next call.
    Accepted add(std::string_view text, const OrgRule& rule, std::int64_t source_id, std::uint64_t position);
    /// A record that the feed could not hand out as text.
    void addDefect(std::string_view reason, std::int64_t source_id, std::uint64_t bytes);
    /// How far a part of a live source has been read: committed with the records that were added before it.
    void setPosition(std::int64_t source_id, const std::string& part, std::string position);
    void addGap(SourceGap gap);
    /// Hands over what was added since the last batch, whatever its size.
    void endBatch();
    /// The same, and waits until it is committed. Until the next record is added, the cache is the caller's.
    Result<void> commit();
    /// The id of a source; waits for the writing thread.
    Result<std::int64_t> sourceId(const std::string& kind, const std::string& name);

    /// An error of the writing thread, as soon as there is one: nothing more is committed after it.
    std::optional<Error> error();

    /// Commits what is under way. After it the cache is the caller's again.
    Result<void> finish();

private:
    /// Of two records of one identity the one of the smaller rank stays (R6): payload hash, gateway, gateway_region.
    using ConflictRank = std::tuple<Md5, std::string, std::string>;

    Ingest(Cache& cache, std::unique_ptr<Cache> reader, Limits limits);
    void handOver();
    void drain();
    void compressLoop();
    void writeLoop();
    void writeBatch(Batch& batch);
    void settleConflict(const Conflict& conflict);
    ConflictRank rankOf(const std::string& payload, const OrgRule& rule);
    void replaceEvent(const Conflict& conflict, const FoundEvent& old);
    void fail(Error error);

    Cache& m_cache;
    std::unique_ptr<Cache> m_reader;
    Limits m_limits;
    std::optional<Instant> m_horizon;  ///< of retention
    RecordParser m_parser;
    Redactor m_redactor;
    IdentityIndex m_identities;
    BatchBuilder m_builder;

    // of the writing thread
    std::unique_ptr<BatchWriter> m_writer;
    RecordParser m_conflictParser;
    Redactor m_rankRedactor{PrivateData::redact, 0};

    std::mutex m_mutex;  // guards the three below
    std::optional<Error> m_error;
    std::int64_t m_handedOver = 0;
    std::int64_t m_committed = 0;
    std::condition_variable m_progress;

    BoundedQueue<std::unique_ptr<Batch>> m_toCompress{1};
    BoundedQueue<std::unique_ptr<Batch>> m_toWrite{1};
    bool m_finished = false;
    std::jthread m_compressor;
    std::jthread m_writing;
};

}  // namespace naap
