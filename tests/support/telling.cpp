#include "tests/support/telling.h"

#include "core/events/md5.h"

namespace naap::telling {

Instant at(std::string_view text)
{
    return parseInstant(text.size() > 12 ? std::string(text) : "2026-04-01T" + std::string(text) + "Z").value();
}

Envelope Envelope::id(std::string text) const
{
    Envelope result = *this;
    result.event_id = std::move(text);
    return result;
}

Envelope Envelope::from(std::string gatewayName) const
{
    Envelope result = *this;
    result.gateway = std::move(gatewayName);
    return result;
}

Envelope Envelope::of(std::string orgName) const
{
    Envelope result = *this;
    result.org = std::move(orgName);
    return result;
}

Envelope Envelope::in(std::string stream, std::string request) const
{
    return with("stream_id", std::move(stream)).with("request_id", std::move(request));
}

Envelope Envelope::by(std::string address, std::string url) const
{
    return with("orchestrator_info", {{"address", std::move(address)}, {"url", std::move(url)}});
}

Envelope Envelope::with(const std::string& path, Json value) const
{
    Envelope result = *this;
    result.data[Json::json_pointer("/" + path)] = std::move(value);
    return result;
}

Envelope Envelope::without(const std::string& key) const
{
    Envelope result = *this;
    result.data.erase(key);
    return result;
}

std::string Envelope::idText() const
{
    if (!event_id.empty())
        return event_id;
    return "e-" + hexOf(md5Of(std::to_string(toMs(when)) + type + data.dump())).substr(0, 12);
}

Json Envelope::json() const
{
    Json result{{"id", idText()}, {"type", type}, {"timestamp", std::to_string(toMs(when))}, {"gateway", gateway}};
    result.update(extra);
    result["data"] = data;
    return result;
}

std::string Envelope::text(Form form) const
{
    switch (form) {
        case Form::ndjson: return json().dump();
        case Form::wrapper: {
            const std::string topic = org == "daydream" ? "network-events" : "streaming-events";
            const Json wrapped{{"id", "log-0"},   {"timestamp", toMs(when)}, {"type", type},
                               {"topic", topic},  {"partition", 0},          {"offset", 0},
                               {"value", json()}, {"expanded", false}};
            return wrapped.dump(2);
        }
        case Form::rows: {
            std::string time = formatInstant(when);
            time[10] = ' ';
            time.pop_back();
            Json row{{"event_id", idText()}, {"event_type", type}, {"event_subtype", "not to be trusted"},
                     {"event_ts", time},     {"org", org},         {"gateway", gateway},
                     {"data", data.dump()},  {"source_topic", ""}, {"source_partition", 3},
                     {"source_offset", "1"}, {"payload_hash", ""}, {"schema_version", nullptr},
                     {"ingested_at", time}};
            row.update(extra);
            return row.dump();
        }
    }
    return {};
}

Envelope sent(std::string_view when, std::string_view family, Json data)
{
    Envelope result;
    result.when = at(when);
    result.type = family;
    result.data = std::move(data);
    return result;
}

Envelope trace(std::string_view when, std::string_view subtype)
{
    return sent(when, "stream_trace", {{"type", subtype}}).in("s1", "r1");
}

Envelope request(std::string_view when)
{
    return trace(when, "gateway_receive_stream_request");
}
Envelope ingest(std::string_view when)
{
    return trace(when, "gateway_send_first_ingest_segment");
}
Envelope processed(std::string_view when)
{
    return trace(when, "gateway_receive_first_processed_segment");
}
Envelope playable(std::string_view when)
{
    return trace(when, "gateway_receive_few_processed_segments");
}
Envelope runnerOutput(std::string_view when)
{
    return trace(when, "runner_send_first_processed_segment");
}
Envelope noOrchestrators(std::string_view when)
{
    return trace(when, "gateway_no_orchestrators_available");
}
Envelope closed(std::string_view when)
{
    return trace(when, "gateway_ingest_stream_closed");
}
Envelope swapOf(std::string_view when)
{
    return trace(when, "orchestrator_swap");
}

Envelope status(std::string_view when, std::string_view state, double fps)
{
    return sent(when, "ai_stream_status",
                {{"type", "status"},
                 {"state", state},
                 {"inference_status", {{"fps", fps}, {"restart_count", 0}, {"last_error", nullptr}}},
                 {"input_status", {{"fps", fps}}}})
        .in("s1", "r1");
}

Envelope error(std::string_view when, std::string_view message)
{
    return sent(when, "ai_stream_events", {{"type", "error"}, {"message", message}}).in("s1", "r1");
}

Envelope paramsUpdate(std::string_view when)
{
    return sent(when, "ai_stream_events", {{"type", "params_update"}, {"params", {{"prompt", "a cat"}}}})
        .in("s1", "r1");
}

Node::Node(std::string_view address, std::string_view uri, std::string_view localAddress)
{
    json = {{"address", address}, {"local_address", localAddress}, {"orch_uri", uri}};
}

Node Node::hardware(std::string_view pipeline, std::string_view model, const std::vector<std::string>& gpus) const
{
    Node result = *this;
    Json entry{{"pipeline", pipeline}, {"model_id", model}, {"gpu_info", nullptr}};
    for (std::size_t i = 0; i < gpus.size(); ++i)
        entry["gpu_info"][std::to_string(i)] = {
            {"id", gpus[i]}, {"name", "RTX 4090"}, {"memory_total", 24'000'000'000}, {"memory_free", 1}};
    result.json["hardware"].push_back(entry);
    return result;
}

Node Node::live(std::string_view model, const std::vector<std::string>& gpus) const
{
    return hardware("live-video-to-video", model, gpus);
}

Node Node::offers(int capability, std::string_view model) const
{
    Node result = *this;
    result.json["capabilities"]["constraints"]["PerCapability"][std::to_string(capability)]["models"]
               [std::string(model)] = {{"warm", true}, {"capacity", 2}};
    return result;
}

Node Node::with(const std::string& path, Json value) const
{
    Node result = *this;
    result.json[Json::json_pointer("/" + path)] = std::move(value);
    return result;
}

Node Node::load(int freeBytes) const
{
    return with("load", freeBytes);
}

Envelope capabilities(std::string_view when, const std::vector<Node>& nodes)
{
    Json elements = Json::array();
    for (const Node& node : nodes)
        elements.push_back(node.json);
    return sent(when, "network_capabilities", elements);
}

Envelope payment(std::string_view when, std::string_view requestId, std::string_view faceValue)
{
    return sent(when, "create_new_payment",
                {{"requestID", requestId},
                 {"manifestID", "35_streamdiffusion"},
                 {"sessionID", "01b55632"},
                 {"sender", "0xSENDER"},
                 {"recipient", "0xRECIPIENT"},
                 {"orchestrator", "https://a:8935"},
                 {"faceValue", faceValue},
                 {"winProb", "0.0009990010"},
                 {"price", "1635.021 wei/pixel"},
                 {"numTickets", "2"}});
}

Envelope batchReceived(std::string_view when, std::string_view requestId)
{
    return sent(when, "ai_batch_request",
                {{"type", "ai_batch_request_received"}, {"request_id", requestId}, {"pipeline", "text-to-image"}});
}

Envelope batchCompleted(std::string_view when, std::string_view requestId, std::string_view url, bool success)
{
    return sent(when, "ai_batch_request",
                {{"type", "ai_batch_request_completed"},
                 {"request_id", requestId},
                 {"pipeline", "text-to-image"},
                 {"model_id", "m1"},
                 {"success", success},
                 {"tries", 1},
                 {"duration_ms", 1500},
                 {"orch_url", url},
                 {"latency_score", 0.5},
                 {"price_per_unit", 10},
                 {"error_type", ""},
                 {"error", ""}});
}

Envelope llmCompleted(std::string_view when, std::string_view requestId, std::string_view model)
{
    return sent(when, "ai_llm_request",
                {{"type", "llm_stream_completed"},
                 {"request_id", requestId},
                 {"model", model},
                 {"ttft_ms", 180},
                 {"total_tokens", 500},
                 {"tokens_per_second", 40.5},
                 {"total_duration_ms", 9000}});
}

Envelope byocCompleted(std::string_view when, std::string_view capability, std::string_view address,
                       std::string_view url, bool success)
{
    return sent(when, "job_gateway",
                {{"type", "job_gateway_completed"},
                 {"request_id", ""},
                 {"capability", capability},
                 {"success", success},
                 {"duration_ms", 700},
                 {"error", nullptr}})
        .by(std::string(address), std::string(url));
}

Envelope workerRegistered(std::string_view when, std::string_view capability, std::string_view address,
                          std::string_view model)
{
    return sent(when, "worker_lifecycle",
                {{"type", "worker_registered"},
                 {"capability", capability},
                 {"worker_url", "http://worker:9000"},
                 {"price_per_unit", 7},
                 {"worker_options", Json::array({{{"model", model}}})}})
        .by(std::string(address), "https://a:8935");
}

std::string fileOf(const std::vector<Envelope>& events, Form form)
{
    std::string text;
    const bool array = form == Form::wrapper;
    for (const Envelope& each : events) {
        if (array)
            text += text.empty() ? "[" : ",";
        text += each.text(form) + (array ? "" : "\n");
    }
    return array ? (text.empty() ? "[]" : text + "]") : text;
}

std::vector<Envelope> stream(const std::string& name, const std::string& gateway, const std::string& from,
                             const std::string& to, const std::string& node)
{
    const Instant start = at(from);
    const auto moved = [&](Envelope event, int seconds) {
        event.when = start + std::chrono::seconds(seconds);
        return event.in(name, "r").from(gateway);
    };
    Envelope end = closed(from);
    end.when = at(to);
    return {moved(request(from), 0), moved(ingest(from), 1).by("0xA1", node), moved(playable(from), 2).by("0xA1", node),
            end.in(name, "r").from(gateway)};
}

}  // namespace naap::telling
