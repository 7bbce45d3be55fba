#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/family.h"
#include "core/events/instant.h"
#include "core/events/wei.h"

namespace naap {

/// What the resolver reads: the members of events that facts depend on. The views of an evidence record point into a
/// buffer that its reader owns and that outlives the record.

/// One `stream_trace`, `ai_stream_status`, `ai_stream_events` or `gateway_orchestrator_swap` event of a session.
struct SessionEvent {
    Instant event_ts{};
    std::string_view event_id;
    Family family = Family::stream_trace;
    std::string_view subtype;  ///< data.type
    std::string_view gateway;
    std::string_view address;      ///< orchestrator_info.address as spelled
    std::string_view url;          ///< orchestrator_info.url as spelled
    std::string_view pipeline;     ///< data.pipeline
    std::string_view pipeline_id;  ///< data.pipeline_id
    std::string_view state;        ///< status only, with the members down to start_time
    double output_fps = 0;
    double input_fps = 0;
    double e2e_latency_ms = 0;  ///< 0: no sample
    std::int64_t restart_count = 0;
    std::string_view last_error;  ///< blank: none (JSON null, "" and the text "null" are all blank)
    std::optional<Instant> start_time;
    std::string_view message;          ///< ai_stream_events errors, swap reasons
    std::string_view reported_gpu_id;  ///< future field, with the two below
    std::string_view reported_region;
    bool is_test_load = false;
};

struct OfferedGpu {
    std::string id;
    std::string name;
    std::int64_t memory_total = 0;  ///< bytes
    bool operator==(const OfferedGpu&) const = default;
};

struct HardwareEntry {
    std::string pipeline;          ///< trimmed, not normalised
    std::string model_id;          ///< trimmed
    std::vector<OfferedGpu> gpus;  ///< in text order of their keys
    bool operator==(const HardwareEntry&) const = default;
};

/// One model below `constraints.PerCapability`.
struct ModelOffer {
    std::int64_t capability_id = 0;
    std::string model_id;  ///< trimmed
    bool warm = false;
    std::int64_t capacity = 0;
    bool operator==(const ModelOffer&) const = default;
};

/// One row of `capabilities_prices`, or the node's default price (no capability_id) of `price_info`. The price is
/// 0 or more, the other numbers above 0.
struct AdvertisedPrice {
    std::optional<std::int64_t> capability_id;
    std::string constraint;
    std::int64_t price_per_unit = 0;
    std::int64_t pixels_per_unit = 0;
    bool operator==(const AdvertisedPrice&) const = default;
};

/// One element of `network_capabilities`, without the members that change with load (`memory_free`, `capacityInUse`).
struct CapabilitySurface {
    std::string orch_address;           ///< lower case
    std::string orch_name;              ///< local_address, else address, as spelled
    std::string orch_uri;               ///< as spelled, trimmed
    std::string alias;                  ///< lower-case local address if it is an alias candidate (R24), else blank
    std::string version;                ///< capabilities.version
    bool hardware_given = false;        ///< `hardware` is a non-empty array
    bool per_capability_given = false;  ///< `constraints.PerCapability` is an object
    bool parsable = true;  ///< false: a wrong JSON type inside hardware, gpu_info or PerCapability (R26 path 3)
    std::vector<HardwareEntry> hardware;
    std::vector<ModelOffer> models;
    std::vector<AdvertisedPrice> prices;
    bool operator==(const CapabilitySurface&) const = default;
};

/// 16 raw bytes of an MD5.
using Md5 = std::array<std::uint8_t, 16>;

/// One orchestrator in one accepted `network_capabilities` event (R24).
struct CapabilitySnapshot {
    Instant event_ts{};
    std::string event_id;
    std::uint32_t element_index = 0;  ///< position in the event's array; among equal (address, uri) the last one counts
    std::shared_ptr<const CapabilitySurface> surface;
    Md5 payload_hash{};  ///< MD5 of the element's compact JSON (R25)
};

/// One `create_new_payment` event (R43).
struct Payment {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string gateway;
    std::string request_id;
    std::string session_id;  ///< the payment session; links nothing
    std::string manifest_id;
    std::string sender;     ///< lower case
    std::string recipient;  ///< lower case
    std::string orchestrator_uri;
    Int128 face_value_wei = 0;        ///< of one ticket
    std::int64_t win_prob_e10 = 0;    ///< winning probability x 10^10
    std::int64_t price_milliwei = 0;  ///< milli-wei per pixel
    std::int64_t num_tickets = 0;
    bool face_value_in_eth = false;  ///< written as `<decimal> ETH`
    bool parse_failure = false;      ///< a field could not be read and counts as 0
};

/// One `worker_lifecycle` event (R40).
struct WorkerSnapshot {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string subtype;
    std::string capability;
    std::string orch_address;  ///< lower case
    std::string orch_url;
    std::string worker_url;
    std::string model;  ///< of the first option
    std::optional<double> price_per_unit;
};

/// One `ai_batch_request` event (R37).
struct AiBatchEvent {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string gateway;
    std::string subtype;
    std::string request_id;
    std::string pipeline;
    std::string model_id;
    bool success = false;
    std::optional<std::int64_t> tries;
    std::optional<std::int64_t> duration_ms;
    std::string orch_url;
    std::optional<double> latency_score;
    std::optional<double> price_per_unit;
    std::string error_type;
    std::string error;
};

/// One answered LLM request (R38).
struct LlmRequest {
    std::string org;
    std::string request_id;
    Instant event_ts{};
    std::string event_id;
    std::string model;
    bool streaming = false;
    std::optional<std::int64_t> prompt_tokens;
    std::optional<std::int64_t> completion_tokens;
    std::optional<std::int64_t> total_tokens;
    std::optional<double> tokens_per_second;
    std::optional<std::int64_t> ttft_ms;
    std::optional<std::int64_t> total_duration_ms;
    std::string finish_reason;
    std::string error;
    std::string orch_url;

    bool operator==(const LlmRequest&) const = default;
};

/// One `job_gateway` or `job_orchestrator` event (R39). Only `job_gateway_completed` makes a job.
struct ByocEvent {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string gateway;
    std::string subtype;
    std::string request_id;
    std::string capability;
    std::string orch_address;  ///< as spelled
    std::string orch_url;
    std::string worker_url;
    bool success = false;
    std::optional<std::int64_t> duration_ms;
    std::optional<std::int64_t> http_status;
    std::optional<bool> charged_compute;
    std::string error;
};

/// One media track inside a `stream_ingest_metrics` event.
struct TrackStats {
    enum class Type : std::uint8_t { video, audio, other };
    Type type = Type::other;
    double jitter_ms = 0;
    std::int64_t packets_lost = 0;      ///< cumulative, may be negative
    std::int64_t packets_received = 0;  ///< cumulative
    std::int64_t rtt_ns = 0;            ///< 0: unknown
};

/// One `stream_ingest_metrics` event. Byte counters are cumulative since the connection began.
struct IngestSample {
    Instant event_ts{};
    std::string_view event_id;
    std::string_view connection_id;
    std::string_view conn_quality;
    std::uint64_t bytes_received = 0;
    std::uint64_t bytes_sent = 0;
    bool has_bytes = false;
    std::vector<TrackStats> tracks;
};

/// One `job_payment` event (R41).
struct JobPaymentEvent {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string payment_type;  ///< data.type
    std::string capability;
    std::string orch_address;  ///< lower case
    std::optional<double> amount;
    std::string currency;
};

/// One `job_auth` event (R41).
struct JobAuthEvent {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string subtype;
    std::string capability;
    std::string orch_address;  ///< lower case
    bool success = false;
    std::string error;
};

/// One `gpu_utilization_metrics` event (extension family). Absent members are null.
struct GpuUtilization {
    Instant event_ts{};
    std::string event_id;
    std::string org;
    std::string gpu_id;
    std::optional<double> utilization_pct;
    std::optional<double> memory_utilization_pct;
    std::optional<double> achieved_tflops;
    std::optional<double> peak_tflops;
    std::optional<double> power_draw_watts;
    std::optional<double> temperature_celsius;
};

/// One candidate of one `discovery_results` event.
struct DiscoveryResult {
    Instant event_ts{};
    std::string event_id;
    std::uint32_t position = 0;  ///< in the event's array, 0 first
    std::string org;
    std::string gateway;
    std::string orchestrator_address;  ///< lower case
    std::string orchestrator_uri;
    std::int64_t latency_ms = 0;  ///< 0: unknown
};

}  // namespace naap
