// stream_trace, ai_stream_status, ai_stream_events and gateway_orchestrator_swap: the events that make sessions.

#include <algorithm>

#include "core/events/families.h"

namespace naap {
namespace {

/// Members that stand in their usual place, or, in one documented variant, flat in `inference_status`.
struct StatusMembers {
    std::optional<double> output_fps;
    std::optional<double> input_fps;
    std::optional<JsonValue> start_time;
    std::optional<JsonValue> flat_output_fps;
    std::optional<JsonValue> flat_input_fps;
    std::optional<JsonValue> flat_start_time;
    std::optional<JsonValue> flat_pipeline;
};

std::string_view errorText(const JsonValue& value, TextArena& arena)
{
    const std::string_view text = asText(value, arena);
    return text == "null" ? std::string_view{} : text;
}

void readInferenceStatus(const JsonValue& value, SessionEvent& event, StatusMembers& members, TextArena& arena)
{
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "fps")
            members.output_fps = asNumber(member);
        else if (key == "latency_ms")
            event.e2e_latency_ms = std::max(0.0, asNumber(member).value_or(0));
        else if (key == "restart_count")
            event.restart_count = std::max<std::int64_t>(0, asInteger(member).value_or(0));
        else if (key == "last_error")
            event.last_error = errorText(member, arena);
        else if (key == "output_fps")
            members.flat_output_fps = member;
        else if (key == "input_fps")
            members.flat_input_fps = member;
        else if (key == "start_time")
            members.flat_start_time = member;
        else if (key == "pipeline")
            members.flat_pipeline = member;
    });
}

std::optional<Instant> readInstant(const JsonValue& value)
{
    if (value.is_int64())
        return instantFromInteger(value.get_int64().value_unsafe());
    if (value.is_number())
        return instantFromNumber(value.get_double().value_unsafe());
    return value.is_string() ? parseInstant(value.get_string().value_unsafe()) : std::nullopt;
}

double numberOf(const std::optional<double>& usual, const std::optional<JsonValue>& flat)
{
    if (usual)
        return *usual;
    return flat ? asNumber(*flat).value_or(0) : 0;
}

void finishStatus(SessionEvent& event, const StatusMembers& members, TextArena& arena)
{
    event.output_fps = numberOf(members.output_fps, members.flat_output_fps);
    event.input_fps = numberOf(members.input_fps, members.flat_input_fps);
    if (const auto& start = members.start_time ? members.start_time : members.flat_start_time)
        event.start_time = readInstant(*start);
    if (event.pipeline.empty() && members.flat_pipeline)
        event.pipeline = asText(*members.flat_pipeline, arena);
}

}  // namespace

OrchestratorInfo readOrchestratorInfo(const JsonValue& value, TextArena& arena)
{
    OrchestratorInfo info;
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "address")
            info.address = asText(member, arena);
        else if (key == "url")
            info.url = asText(member, arena);
        else if (key == "gpu_id")
            info.gpu_id = asText(member, arena);
        else if (key == "region")
            info.region = asText(member, arena);
    });
    return info;
}

EventBody readStreamEvent(const JsonValue& data, const EventContext& context)
{
    StreamBody body;
    SessionEvent& event = body.event;
    OrchestratorInfo info;
    StatusMembers status;
    TextArena& arena = context.arena;
    const bool isStatus = context.family == Family::ai_stream_status;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "stream_id")
            body.stream_id = asText(member, arena);
        else if (key == "request_id")
            body.request_id = asText(member, arena);
        else if (key == "pipeline_id")
            event.pipeline_id = asText(member, arena);
        else if (key == "pipeline")
            event.pipeline = asText(member, arena);
        else if (key == "orchestrator_info")
            info = readOrchestratorInfo(member, arena);
        else if (key == "gpu_id")
            event.reported_gpu_id = asText(member, arena);
        else if (key == "region")
            event.reported_region = asText(member, arena);
        else if (key == "message" || key == "reason")
            event.message = asText(member, arena);
        else if (!isStatus)
            return;
        else if (key == "state")
            event.state = asText(member, arena);
        else if (key == "start_time")
            status.start_time = member;
        else if (key == "inference_status")
            readInferenceStatus(member, event, status, arena);
        else if (key == "input_status")
            forEachMember(member, [&](std::string_view name, const JsonValue& value) {
                if (name == "fps")
                    status.input_fps = asNumber(value);
            });
    });
    if (isStatus)
        finishStatus(event, status, arena);
    event.event_ts = context.event_ts;
    event.event_id = context.event_id;
    event.family = context.family;
    event.subtype = context.subtype;
    event.gateway = context.gateway;
    event.address = info.address;
    event.url = info.url;
    event.is_test_load = context.is_test_load;
    if (!info.gpu_id.empty())
        event.reported_gpu_id = info.gpu_id;
    if (!info.region.empty())
        event.reported_region = info.region;
    if (body.stream_id.empty() && body.request_id.empty())
        return std::monostate{};
    return body;
}

}  // namespace naap
