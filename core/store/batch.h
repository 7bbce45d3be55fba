#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/events/record_parser.h"
#include "core/facts/place.h"
#include "core/store/evidence_codec.h"

namespace naap {

/// 128-bit hash of an event's identity (R6), seeded per cache so that nobody can craft a collision.
struct EventKey {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool operator==(const EventKey&) const = default;
};

EventKey eventKeyOf(std::uint64_t seed, std::string_view org, std::string_view event_type, Instant event_ts,
                    std::string_view event_id);

/// Seeded hash of a record's text: equal text is an equal event, other text has to be compared by payload hash.
std::uint32_t contentHashOf(std::uint64_t seed, std::string_view payload);

/// Accepted events of one UTC hour, source and org, on their way into the cache.
struct EventBlock {
    Instant hour{};
    std::int64_t source_id = 0;
    std::string org;
    Instant first_ts{};
    Instant last_ts{};
    std::vector<EventKey> keys;
    std::vector<std::uint32_t> content_hashes;
    std::vector<std::uint64_t> positions;  ///< record numbers within the source
    std::string payloads;                  ///< each behind its length
    std::string compressed;
    std::size_t raw_bytes = 0;

    void compress();
};

struct CapabilityEventRow {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::vector<CapabilityElement> elements;
};

/// One line of the accounting (R49).
struct AccountingKey {
    std::int64_t source_id = 0;
    std::string org;
    RecordClass record_class = RecordClass::accepted;
    std::string event_type;
    std::string event_subtype;
    std::string reason;
    auto operator<=>(const AccountingKey&) const = default;
};
struct AccountingCount {
    std::int64_t records = 0;
    std::int64_t bytes = 0;
};

/// An event whose identity is known already, with another text: which of the two stays is decided by the writer, who
/// alone can read the other (R6).
struct Conflict {
    EventKey key;
    std::uint32_t content_hash = 0;
    Instant event_ts{};
    std::int64_t source_id = 0;
    std::uint64_t position = 0;
    std::string org;
    std::string payload;
};

/// How far a part of a live source has been read with this batch; a blank position: the part is done with.
struct PartKey {
    std::int64_t source_id = 0;
    std::string part;
    auto operator<=>(const PartKey&) const = default;
};

/// Records that a source had dropped before they could be read.
struct SourceGap {
    PartKey part;
    std::optional<std::int64_t> records;
    std::string reason;
};

struct SessionRunKey {
    std::string session_key;
    std::string org;
    std::string stream_id;
    std::string request_id;
    Instant day{};
};

/// A set of records on its way into the cache. Everything in it is committed in one transaction.
struct Batch {
    struct SessionRun {
        SessionRunKey key;
        SessionRunWriter events;
        IngestRunWriter samples;
    };
    std::vector<EventBlock> blocks;
    std::vector<std::unique_ptr<SessionRun>> session_runs;
    std::map<Instant, PaymentRunWriter> payments;
    std::vector<Payment> requested_payments;
    std::map<Instant, DiscoveryRunWriter> discovery;
    std::vector<CapabilityEventRow> capability_events;
    std::vector<AiBatchEvent> ai_batch;
    std::vector<LlmBody> llm;
    std::vector<std::pair<Family, ByocEvent>> byoc;
    std::vector<WorkerSnapshot> workers;
    std::vector<JobPaymentEvent> job_payments;
    std::vector<JobAuthEvent> job_auth;
    std::vector<GpuUtilization> gpu_utilization;
    std::map<AccountingKey, AccountingCount> accounting;
    std::map<std::string, std::int64_t> counters;
    std::map<StatedRegion, std::int64_t> stated_regions;
    std::vector<Conflict> conflicts;
    std::map<PartKey, std::string> positions;
    std::vector<SourceGap> gaps;
    std::int64_t records = 0;

    /// Compresses the payloads; the only part that costs real time, so a thread of its own may do it.
    void compress();
};

/// Collects records into a batch. Used by one thread.
class BatchBuilder {
public:
    BatchBuilder() { reset(); }

    /// `stored` is the text that is kept of the record, `contentHash` its hash.
    void addAccepted(const ParsedRecord& record, std::string_view stored, const EventKey& key,
                     std::uint32_t contentHash, std::int64_t source_id, std::uint64_t position);
    void addConflict(const ParsedRecord& record, std::string_view stored, const EventKey& key,
                     std::uint32_t contentHash, std::int64_t source_id, std::uint64_t position);
    void account(const ParsedRecord& record, RecordClass recordClass, std::string_view reason, std::int64_t source_id,
                 std::size_t bytes);
    void setPosition(PartKey part, std::string position) { m_batch->positions[std::move(part)] = std::move(position); }
    void addGap(SourceGap gap) { m_batch->gaps.push_back(std::move(gap)); }
    void count(const std::string& counter, std::int64_t by) { m_batch->counters[counter] += by; }

    std::size_t payloadBytes() const { return m_payloadBytes; }
    std::int64_t records() const { return m_batch->records; }
    bool isEmpty() const { return m_batch->records == 0 && m_batch->positions.empty() && m_batch->gaps.empty(); }
    /// Hands the batch over and begins a new one.
    std::unique_ptr<Batch> take();

private:
    void reset();
    void addPayload(const ParsedRecord& record, std::string_view stored, const EventKey& key, std::uint32_t contentHash,
                    std::int64_t source_id, std::uint64_t position);
    void addEvidence(const ParsedRecord& record);
    Batch::SessionRun& runOf(const ParsedRecord& record, std::string_view stream_id, std::string_view request_id);

    struct OpenBlockKey {
        std::int64_t hour = 0;
        std::int64_t source_id = 0;
        std::string org;
        auto operator<=>(const OpenBlockKey&) const = default;
    };
    struct StringHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    /// The accounting line of the record before: most records repeat one of a few lines.
    struct RecentLine {
        AccountingKey key;
        AccountingCount* count = nullptr;
    };

    std::unique_ptr<Batch> m_batch;
    std::map<OpenBlockKey, EventBlock> m_open;
    std::unordered_map<std::string, Batch::SessionRun*, StringHash, std::equal_to<>> m_runs;
    std::vector<RecentLine> m_recentLines;
    std::string m_keyBuffer;
    std::size_t m_payloadBytes = 0;
};

/// The key of R10 for the ids of an event; blank when both are blank.
void appendSessionKey(std::string& target, std::string_view org, std::string_view stream_id,
                      std::string_view request_id);

}  // namespace naap
