#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/events/evidence.h"
#include "core/events/family.h"
#include "core/events/instant.h"

namespace simdjson::dom {
class element;
}

namespace naap {

/// Where an event's org comes from (R3).
struct OrgRule {
    std::string given;              ///< the user's word for this source; blank: none
    bool given_overrides = false;   ///< the user's word counts more than topic and row
    bool forbid_default = false;    ///< no org found: reject (`missing_org`) instead of `local`
    bool accept_extensions = true;  ///< false: classify the extension families as production does
};

/// The org that a topic of the network belongs to (R3): any case, `-` read as `_`. Blank: of none that is known.
std::string_view orgOfTopic(std::string_view topic);

enum class RecordClass : std::uint8_t { accepted, ignored, rejected, duplicate };
std::string_view recordClassName(RecordClass value);

// What an event says, by family. Views live until the parser's next record.
struct StreamBody {
    std::string_view stream_id;
    std::string_view request_id;
    SessionEvent event;
};
struct IngestBody {
    std::string_view stream_id;
    std::string_view request_id;
    IngestSample sample;
};
struct CapabilityElement {
    std::uint32_t element_index = 0;
    std::shared_ptr<const CapabilitySurface> surface;
    Md5 payload_hash{};
};
struct CapabilityBody {
    std::vector<CapabilityElement> elements;
    std::int64_t blank_address_entries = 0;
};
struct DiscoveryCandidate {
    std::uint32_t position = 0;
    std::string_view orchestrator_address;  ///< lower case
    std::string_view orchestrator_uri;
    std::int64_t latency_ms = 0;
};
struct DiscoveryBody {
    std::vector<DiscoveryCandidate> candidates;
};
struct LlmBody {
    std::string subtype;
    LlmRequest request;
};
using EventBody =
    std::variant<std::monostate, StreamBody, IngestBody, CapabilityBody, DiscoveryBody, Payment, AiBatchEvent, LlmBody,
                 ByocEvent, JobPaymentEvent, JobAuthEvent, WorkerSnapshot, GpuUtilization>;

/// One record, read and classified (R1..R5). Views live until the parser's next record; `org` may be a view of the
/// OrgRule that was given.
struct ParsedRecord {
    RecordClass record_class = RecordClass::rejected;
    std::string_view reason;  ///< exact string of R5; blank when accepted
    std::string_view detail;  ///< why a rejected record is malformed, for people
    std::string_view org;
    std::string_view event_type;
    std::string_view event_subtype;
    Family family = Family::stream_trace;  ///< when accepted
    Instant event_ts{};
    std::string_view event_id;
    std::string_view gateway;
    std::string_view gateway_region;  ///< future field
    std::string_view payload;         ///< the record as it is to be kept; parsing it again gives the same event
    EventBody body;                   ///< monostate when the event is inert
};

/// Turns raw records into typed events. One parser a thread; it reuses its memory from record to record.
class RecordParser {
public:
    /// What is read of accepted events beside their heads.
    enum class Bodies : std::uint8_t { all, of_sessions, none };

    explicit RecordParser(Bodies bodies = Bodies::all);
    ~RecordParser();
    RecordParser(RecordParser&&) noexcept;
    RecordParser& operator=(RecordParser&&) noexcept;

    /// `text` is one record of any carrier; 64 readable bytes must follow it in memory.
    const ParsedRecord& parse(std::string_view text, const OrgRule& rule);

    /// The same for text without readable bytes behind it (copies).
    const ParsedRecord& parseCopy(std::string_view text, const OrgRule& rule);

    /// MD5 of the compact JSON of the last accepted record's `data` (the payload hash of R6).
    Md5 payloadHash();

    /// The last record's `data` when it came as text, without its escapes; blank when it did not.
    std::string_view dataText() const;

    /// Compact JSON of the last accepted record's `data`; text that is not JSON is returned as it is.
    std::string compactData();

    /// The last record's `data` as JSON, or null when it has none that is JSON.
    const simdjson::dom::element* data() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace naap
