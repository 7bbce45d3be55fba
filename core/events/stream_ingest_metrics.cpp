#include <algorithm>

#include "core/events/families.h"

namespace naap {
namespace {

TrackStats readTrack(const JsonValue& value, TextArena& arena)
{
    TrackStats track;
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "type") {
            const std::string_view type = asText(member, arena);
            track.type = type == "video"   ? TrackStats::Type::video
                         : type == "audio" ? TrackStats::Type::audio
                                           : TrackStats::Type::other;
        } else if (key == "jitter") {
            track.jitter_ms = asNumber(member).value_or(0);
        } else if (key == "packets_lost") {
            track.packets_lost = asInteger(member).value_or(0);
        } else if (key == "packets_received") {
            track.packets_received = asInteger(member).value_or(0);
        } else if (key == "rtt") {
            track.rtt_ns = asInteger(member).value_or(0);
        }
    });
    return track;
}

std::uint64_t readCounter(const JsonValue& value)
{
    std::uint64_t counter = 0;
    if (value.get_uint64().get(counter) == simdjson::SUCCESS)
        return counter;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, asInteger(value).value_or(0)));
}

void readConnection(const JsonValue& value, IngestSample& sample, TextArena& arena)
{
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "ID") {
            sample.connection_id = asText(member, arena);
        } else if (key == "BytesReceived") {
            sample.bytes_received = readCounter(member);
            sample.has_bytes = true;
        } else if (key == "BytesSent") {
            sample.bytes_sent = readCounter(member);
        }
    });
}

void readStats(const JsonValue& value, IngestSample& sample, TextArena& arena)
{
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "conn_quality") {
            sample.conn_quality = asText(member, arena);
        } else if (key == "peer_conn_stats") {
            readConnection(member, sample, arena);
        } else if (key == "track_stats") {
            sample.tracks.clear();
            forEachElement(member, [&](const JsonValue& track) { sample.tracks.push_back(readTrack(track, arena)); });
        }
    });
}

}  // namespace

EventBody readIngestMetrics(const JsonValue& data, const EventContext& context)
{
    IngestBody body;
    body.sample.event_ts = context.event_ts;
    body.sample.event_id = context.event_id;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        if (key == "stream_id")
            body.stream_id = asText(member, context.arena);
        else if (key == "request_id")
            body.request_id = asText(member, context.arena);
        else if (key == "stats")
            readStats(member, body.sample, context.arena);
    });
    if (body.stream_id.empty() && body.request_id.empty())
        return std::monostate{};
    return body;
}

}  // namespace naap
