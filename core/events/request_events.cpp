// ai_batch_request, ai_llm_request, job_gateway, job_orchestrator, job_payment, job_auth, worker_lifecycle and
// gpu_utilization_metrics: small families of flat members.

#include "core/events/families.h"
#include "core/events/names.h"

namespace naap {
namespace {

/// The members that every event of these families carries.
template <class Event>
Event begin(const EventContext& context)
{
    Event event;
    event.event_ts = context.event_ts;
    event.event_id = context.event_id;
    event.org = context.org;
    return event;
}

}  // namespace

EventBody readAiBatch(const JsonValue& data, const EventContext& context)
{
    auto event = begin<AiBatchEvent>(context);
    event.gateway = context.gateway;
    event.subtype = context.subtype;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "request_id")
            event.request_id = asText(member, context.arena);
        else if (key == "pipeline")
            event.pipeline = asText(member, context.arena);
        else if (key == "model_id")
            event.model_id = asText(member, context.arena);
        else if (key == "success")
            event.success = asBool(member);
        else if (key == "tries")
            event.tries = asInteger(member);
        else if (key == "duration_ms")
            event.duration_ms = asInteger(member);
        else if (key == "orch_url")
            event.orch_url = asText(member, context.arena);
        else if (key == "latency_score")
            event.latency_score = asNumber(member);
        else if (key == "price_per_unit")
            event.price_per_unit = asNumber(member);
        else if (key == "error_type")
            event.error_type = asText(member, context.arena);
        else if (key == "error")
            event.error = asText(member, context.arena);
    });
    return event;
}

EventBody readLlm(const JsonValue& data, const EventContext& context)
{
    LlmBody body{.subtype = std::string(context.subtype), .request = begin<LlmRequest>(context)};
    LlmRequest& request = body.request;
    request.streaming = context.subtype == "llm_stream_completed";
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "request_id")
            request.request_id = asText(member, context.arena);
        else if (key == "model")
            request.model = asText(member, context.arena);
        else if (key == "prompt_tokens")
            request.prompt_tokens = asInteger(member);
        else if (key == "completion_tokens")
            request.completion_tokens = asInteger(member);
        else if (key == "total_tokens")
            request.total_tokens = asInteger(member);
        else if (key == "tokens_per_second")
            request.tokens_per_second = asNumber(member);
        else if (key == "ttft_ms")
            request.ttft_ms = asInteger(member);
        else if (key == "total_duration_ms")
            request.total_duration_ms = asInteger(member);
        else if (key == "finish_reason")
            request.finish_reason = asText(member, context.arena);
        else if (key == "error")
            request.error = asText(member, context.arena);
        else if (key == "orch_url")
            request.orch_url = asText(member, context.arena);
    });
    return body;
}

EventBody readByoc(const JsonValue& data, const EventContext& context)
{
    auto event = begin<ByocEvent>(context);
    event.gateway = context.gateway;
    event.subtype = context.subtype;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "request_id") {
            event.request_id = asText(member, context.arena);
        } else if (key == "capability") {
            event.capability = asText(member, context.arena);
        } else if (key == "orchestrator_info") {
            const OrchestratorInfo info = readOrchestratorInfo(member, context.arena);
            event.orch_address = info.address;
            event.orch_url = info.url;
        } else if (key == "worker_url") {
            event.worker_url = asText(member, context.arena);
        } else if (key == "success") {
            event.success = asBool(member);
        } else if (key == "duration_ms") {
            event.duration_ms = asInteger(member);
        } else if (key == "http_status") {
            event.http_status = asInteger(member);
        } else if (key == "charged_compute") {
            event.charged_compute = asOptionalBool(member);
        } else if (key == "error") {
            event.error = asText(member, context.arena);
        }
    });
    return event;
}

EventBody readJobPayment(const JsonValue& data, const EventContext& context)
{
    auto event = begin<JobPaymentEvent>(context);
    event.payment_type = context.subtype;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "capability")
            event.capability = asText(member, context.arena);
        else if (key == "amount")
            event.amount = asNumber(member);
        else if (key == "currency")
            event.currency = asText(member, context.arena);
        else if (key == "orchestrator_info")
            event.orch_address = addressNorm(readOrchestratorInfo(member, context.arena).address);
    });
    return event;
}

EventBody readJobAuth(const JsonValue& data, const EventContext& context)
{
    auto event = begin<JobAuthEvent>(context);
    event.subtype = context.subtype;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "capability")
            event.capability = asText(member, context.arena);
        else if (key == "success")
            event.success = asBool(member);
        else if (key == "error")
            event.error = asText(member, context.arena);
        else if (key == "orchestrator_info")
            event.orch_address = addressNorm(readOrchestratorInfo(member, context.arena).address);
    });
    return event;
}

EventBody readWorker(const JsonValue& data, const EventContext& context)
{
    auto event = begin<WorkerSnapshot>(context);
    event.subtype = context.subtype;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "capability") {
            event.capability = asText(member, context.arena);
        } else if (key == "orchestrator_info") {
            const OrchestratorInfo info = readOrchestratorInfo(member, context.arena);
            event.orch_address = addressNorm(info.address);
            event.orch_url = trimmed(info.url);
        } else if (key == "worker_url") {
            event.worker_url = asText(member, context.arena);
        } else if (key == "price_per_unit") {
            event.price_per_unit = asNumber(member);
        } else if (key == "worker_options") {
            bool first = true;
            forEachElement(member, [&](const JsonValue& option) {
                if (!std::exchange(first, false))
                    return;
                forEachMember(option, [&](std::string_view name, const JsonValue& value) {
                    if (name == "model")
                        event.model = asText(value, context.arena);
                });
            });
        }
    });
    return event;
}

EventBody readGpuUtilization(const JsonValue& data, const EventContext& context)
{
    auto event = begin<GpuUtilization>(context);
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "gpu_id")
            event.gpu_id = asText(member, context.arena);
        else if (key == "utilization_pct")
            event.utilization_pct = asNumber(member);
        else if (key == "memory_utilization_pct")
            event.memory_utilization_pct = asNumber(member);
        else if (key == "achieved_tflops")
            event.achieved_tflops = asNumber(member);
        else if (key == "peak_tflops")
            event.peak_tflops = asNumber(member);
        else if (key == "power_draw_watts")
            event.power_draw_watts = asNumber(member);
        else if (key == "temperature_celsius")
            event.temperature_celsius = asNumber(member);
    });
    return event;
}

}  // namespace naap
