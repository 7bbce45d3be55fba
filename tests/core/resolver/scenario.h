#pragma once

#include <QString>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/events/evidence.h"
#include "core/events/md5.h"
#include "core/events/names.h"
#include "core/facts/selection.h"
#include "core/resolver/capability_timeline.h"

/// Words for resolver tests: what nodes advertised, and what happened to streams.
namespace naap::scenario {

inline Instant at(std::string_view text)
{
    return parseInstant(text.size() > 12 ? std::string(text) : "2026-04-01T" + std::string(text) + "Z").value();
}

inline milliseconds ms(std::int64_t count)
{
    return milliseconds{count};
}
inline milliseconds secondsLong(std::int64_t count)
{
    return milliseconds{count * 1000};
}

inline QString q(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline QString q(const std::string& text)
{
    return q(std::string_view(text));
}
inline QString q(const char* text)
{
    return q(std::string_view(text));
}
inline QString q(const std::optional<std::string>& text)
{
    return q(text ? std::string_view(*text) : "null");
}

inline const std::string kLive = "live-video-to-video";

inline OfferedGpu gpu(std::string id)
{
    return {std::move(id), "RTX 4090", 24'000'000'000};
}

inline HardwareEntry hardware(std::string pipeline, std::string model, std::vector<OfferedGpu> gpus = {gpu("g1")})
{
    return {std::move(pipeline), std::move(model), std::move(gpus)};
}

inline HardwareEntry live(std::string model, std::vector<OfferedGpu> gpus = {gpu("g1")})
{
    return hardware(kLive, std::move(model), std::move(gpus));
}

/// What one node advertises.
struct Node {
    std::string address = "0xa";
    std::string uri = "https://a:8935";
    std::vector<HardwareEntry> hardware;
    std::string alias;
    std::vector<ModelOffer> models;

    std::shared_ptr<const CapabilitySurface> surface() const
    {
        auto result = std::make_shared<CapabilitySurface>();
        result->orch_address = address;
        result->orch_uri = uri;
        result->alias = alias;
        result->hardware_given = !hardware.empty();
        result->hardware = hardware;
        result->per_capability_given = !models.empty();
        result->models = models;
        return result;
    }

    std::string payload() const
    {
        std::string text = address + uri + alias;
        for (const HardwareEntry& entry : hardware) {
            text += entry.pipeline + entry.model_id;
            for (const OfferedGpu& g : entry.gpus)
                text += g.id;
        }
        for (const ModelOffer& offer : models)
            text += std::to_string(offer.capability_id) + offer.model_id;
        return text;
    }
};

/// The node as one event at `when` shows it; `load` stands for the members that change with load.
inline CapabilitySnapshot seen(Instant when, const Node& node, std::string_view load = "", std::string eventId = {})
{
    CapabilitySnapshot snapshot;
    snapshot.event_ts = when;
    snapshot.event_id = eventId.empty() ? "event-" + std::to_string(toMs(when)) : std::move(eventId);
    snapshot.surface = node.surface();
    snapshot.payload_hash = md5Of(node.payload().append(load));
    return snapshot;
}

/// `status/reason/method/confidence`
inline QString answer(const Decision& decision)
{
    return q(decision.status + "/" + decision.reason + "/" + decision.method + "/" + decision.confidence);
}

inline const QString kMissing = "unresolved/missing_candidate/missing/low";
inline const QString kAmbiguous = "ambiguous/ambiguous_candidates/ambiguous/low";

/// One timeline for every day asked for.
inline TimelineOfDay always(const CapabilityTimeline& timeline)
{
    return [&timeline](Instant) -> const CapabilityTimeline& { return timeline; };
}

inline SessionEvent trace(Instant when, std::string_view id, std::string_view subtype, std::string_view address = "",
                          std::string_view url = "")
{
    SessionEvent event;
    event.event_ts = when;
    event.event_id = id;
    event.family = Family::stream_trace;
    event.subtype = subtype;
    event.address = address;
    event.url = url;
    return event;
}

inline SessionEvent status(Instant when, std::string_view id, std::string_view state = "ONLINE", double fps = 20)
{
    SessionEvent event;
    event.event_ts = when;
    event.event_id = id;
    event.family = Family::ai_stream_status;
    event.subtype = "status";
    event.state = state;
    event.output_fps = fps;
    event.input_fps = fps;
    return event;
}

inline SessionEvent streamEvent(Instant when, std::string_view id, std::string_view subtype,
                                std::string_view message = "")
{
    SessionEvent event;
    event.event_ts = when;
    event.event_id = id;
    event.family = Family::ai_stream_events;
    event.subtype = subtype;
    event.message = message;
    return event;
}

inline constexpr std::string_view kRequest = "gateway_receive_stream_request";
inline constexpr std::string_view kIngest = "gateway_send_first_ingest_segment";
inline constexpr std::string_view kPlayable = "gateway_receive_few_processed_segments";
inline constexpr std::string_view kNoOrchestrators = "gateway_no_orchestrators_available";
inline constexpr std::string_view kClosed = "gateway_ingest_stream_closed";
inline constexpr std::string_view kSwap = "orchestrator_swap";

}  // namespace naap::scenario
