#pragma once

// The readers of `data`, one a family. For the record parser only.

#include "core/events/json_value.h"
#include "core/events/record_parser.h"

namespace naap {

/// What a family's reader knows beside `data`.
struct EventContext {
    Family family = Family::stream_trace;
    Instant event_ts{};
    std::string_view event_id;
    std::string_view org;
    std::string_view gateway;
    std::string_view subtype;
    bool is_test_load = false;
    TextArena& arena;
};

/// `orchestrator_info`, and the `gpu_id` and `region` that future events may carry in it or beside it.
struct OrchestratorInfo {
    std::string_view address;
    std::string_view url;
    std::string_view gpu_id;
    std::string_view region;
};
OrchestratorInfo readOrchestratorInfo(const JsonValue& value, TextArena& arena);

EventBody readStreamEvent(const JsonValue& data, const EventContext& context);
EventBody readIngestMetrics(const JsonValue& data, const EventContext& context);
EventBody readDiscoveryResults(const JsonValue& data, const EventContext& context);
EventBody readPayment(const JsonValue& data, const EventContext& context);
EventBody readAiBatch(const JsonValue& data, const EventContext& context);
EventBody readLlm(const JsonValue& data, const EventContext& context);
EventBody readByoc(const JsonValue& data, const EventContext& context);
EventBody readJobPayment(const JsonValue& data, const EventContext& context);
EventBody readJobAuth(const JsonValue& data, const EventContext& context);
EventBody readWorker(const JsonValue& data, const EventContext& context);
EventBody readGpuUtilization(const JsonValue& data, const EventContext& context);

/// One element of `network_capabilities`; null when its address is blank.
std::shared_ptr<const CapabilitySurface> readCapabilitySurface(const JsonValue& element, TextArena& arena);

}  // namespace naap
