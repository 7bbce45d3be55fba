#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/events/family.h"
#include "core/events/instant.h"

/// Words for tests that begin with raw records: who sent what when, and in which carrier it arrives.
namespace naap::telling {

using Json = nlohmann::ordered_json;

/// The texts of one event's shape in a file (`ndjson` is carrier N, `wrapper` is W, `rows` is R).
enum class Form { ndjson, wrapper, rows };

/// A time of day on 2026-04-01, or a whole date-time: `10:00:00`, `10:00:00.250`, `2026-04-02T00:01:00Z`.
Instant at(std::string_view text);

/// One event as its producer would send it. An id that is not given follows from what the event says.
struct Envelope {
    Instant when{};
    std::string type;
    Json data = Json::object();
    std::string event_id;
    std::string gateway;
    std::string org = "cloudspe";
    Json extra = Json::object();  ///< further members beside `data`

    Envelope id(std::string text) const;
    Envelope from(std::string gatewayName) const;
    Envelope of(std::string orgName) const;
    /// Which session it belongs to; by default stream `s1`, request `r1`.
    Envelope in(std::string stream, std::string request) const;
    /// The orchestrator that it names.
    Envelope by(std::string address, std::string url) const;
    /// Sets a member of `data`; `path` is a JSON pointer without the leading slash.
    Envelope with(const std::string& path, Json value) const;
    Envelope without(const std::string& key) const;

    std::string idText() const;
    Json json() const;
    std::string text(Form form) const;
};

Envelope sent(std::string_view when, std::string_view family, Json data);

Envelope trace(std::string_view when, std::string_view subtype);
Envelope request(std::string_view when);       ///< gateway_receive_stream_request
Envelope ingest(std::string_view when);        ///< gateway_send_first_ingest_segment
Envelope processed(std::string_view when);     ///< gateway_receive_first_processed_segment
Envelope playable(std::string_view when);      ///< gateway_receive_few_processed_segments
Envelope runnerOutput(std::string_view when);  ///< runner_send_first_processed_segment
Envelope noOrchestrators(std::string_view when);
Envelope closed(std::string_view when);
Envelope swapOf(std::string_view when);  ///< orchestrator_swap

Envelope status(std::string_view when, std::string_view state = "ONLINE", double fps = 20);
Envelope error(std::string_view when, std::string_view message);
Envelope paramsUpdate(std::string_view when);

/// One element of `network_capabilities`.
struct Node {
    Json json = Json::object();

    Node(std::string_view address, std::string_view uri, std::string_view localAddress = {});
    /// A hardware entry; `gpus` are ids, none: an entry without GPUs.
    Node live(std::string_view model, const std::vector<std::string>& gpus = {"GPU-1"}) const;
    Node hardware(std::string_view pipeline, std::string_view model, const std::vector<std::string>& gpus) const;
    Node offers(int capability, std::string_view model) const;  ///< below constraints.PerCapability
    Node with(const std::string& path, Json value) const;
    Node load(int freeBytes) const;  ///< a member that changes with load and nothing else
};
Envelope capabilities(std::string_view when, const std::vector<Node>& nodes);

Envelope payment(std::string_view when, std::string_view requestId, std::string_view faceValue);

Envelope batchReceived(std::string_view when, std::string_view requestId);
Envelope batchCompleted(std::string_view when, std::string_view requestId, std::string_view url, bool success = true);
Envelope llmCompleted(std::string_view when, std::string_view requestId, std::string_view model = "m1");
Envelope byocCompleted(std::string_view when, std::string_view capability, std::string_view address,
                       std::string_view url, bool success = true);
Envelope workerRegistered(std::string_view when, std::string_view capability, std::string_view address,
                          std::string_view model);

/// The events as one file of a carrier, in the order given. All have the org that the form itself can carry; NDJSON
/// carries none.
std::string fileOf(const std::vector<Envelope>& events, Form form);

/// A stream of request `r` that starts at `from`, plays two seconds later on the node 0xA1 at `node`, and is closed at
/// `to`.
std::vector<Envelope> stream(const std::string& name, const std::string& gateway, const std::string& from,
                             const std::string& to, const std::string& node);

}  // namespace naap::telling
