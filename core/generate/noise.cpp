#include "core/generate/noise.h"

#include <array>

#include "core/generate/text.h"

namespace naap {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kFamily = "unsupported_event_family";
constexpr std::string_view kApp = "ignored_stream_trace_non_core_app";
constexpr std::string_view kScope = "ignored_stream_trace_scope_client_noise";
constexpr std::string_view kTrace = "unsupported_stream_trace_type";

constexpr std::array<NoiseKind, 13> kKinds{{
    {"pipelines_api_request", "", kFamily, 615},
    {"webrtc_stats", "", kFamily, 295},
    {"create_signed_ticket", "", kFamily, 4},
    {"stream_trace", "app_send_stream_request", kApp, 18},
    {"stream_trace", "app_param_update", kApp, 22},
    {"stream_trace", "app_start_broadcast_stream", kApp, 12},
    {"stream_trace", "app_receive_first_segment", kApp, 8},
    {"stream_trace", "App_user_page_unload", kApp, 4},
    {"stream_trace", "stream_heartbeat", kScope, 10},
    {"stream_trace", "playback_ready", kScope, 3},
    {"stream_trace", "session_closed", kScope, 3},
    {"stream_trace", "stream_stopped", kTrace, 3},
    {"stream_trace", "stream_orchestrator_token_refresh", kTrace, 3},
}};

constexpr std::array kRoutes{"/v1/pipelines"sv, "/v1/pipelines/validate"sv, "/v1/streams/status"sv,
                             "/v1/models?page=2"sv};

void putApiRequest(std::string& out, std::int64_t ms, Random& random)
{
    Put{out,
        R"({"duration_ms":)",
        random.between(3, 900),
        R"(,"method":"GET","path":")",
        random.pick<std::string_view>(kRoutes),
        R"(","response_bytes":)",
        random.between(180, 64'000),
        R"(,"status":)",
        random.chance(20'000) ? 404 : 200,
        R"(,"timestamp":)",
        ms,
        R"(,"trace":")"};
    random.appendHex(out, 32);
    Put{out, R"(","user_agent":"Mozilla/5.0 (X11; Linux x86_64) SampleBrowser/1.)", random.below(40), R"("})"};
}

void putWebrtcStats(std::string& out, std::int64_t ms, Random& random)
{
    Put{out,
        R"({"candidate_pair":{"available_outgoing_bitrate":)",
        random.between(300'000, 6'000'000),
        R"(,"current_round_trip_time":)",
        random.fraction(random.between(8, 240)),
        R"(,"state":"succeeded"},"inbound":[)"};
    for (int track = 0; track < 2; ++track)
        Put{out,
            track == 0 ? R"({"kind":"video","frames_decoded":)"sv : R"(,{"kind":"audio","frames_decoded":)"sv,
            random.below(100'000),
            R"(,"jitter":)",
            random.fraction(random.between(0, 40)),
            R"(,"packets_lost":)",
            random.below(30),
            R"(,"packets_received":)",
            random.below(900'000),
            R"(,"bytes_received":)",
            random.below(800'000'000),
            '}'};
    Put{out, R"(],"stream_id":"str_)"};
    random.appendHex(out, 16);
    Put{out, R"(","timestamp":)", ms, '}'};
}

void putTicket(std::string& out, std::int64_t ms, Random& random)
{
    Put{out,
        R"({"billable_secs":)",
        random.between(1, 60),
        R"(,"computed_fee":")",
        random.between(100'000, 9'000'000),
        R"(","current_time_unix":)",
        ms,
        R"(,"num_tickets":1,"pipeline":"live-video-to-video","request_id":")"};
    random.appendHex(out, 8);
    Put{out, R"(","session_status":"continuing"})"};
}

void putTrace(std::string& out, const NoiseKind& kind, std::int64_t ms, Random& random)
{
    out += '{';
    if (kind.reason == kScope)
        Put{out, R"("client_source":")", random.chance(200'000) ? "Scope"sv : "scope"sv, "\","};
    Put{out, R"("pipeline_id":"","request_id":"","stream_id":"str_)"};
    random.appendHex(out, 16);
    Put{out, R"(","timestamp":)", ms, R"(,"type":")", kind.subtype, "\"}"};
}

}  // namespace

const NoiseKind& drawNoise(Random& random)
{
    std::uint64_t at = random.below(1000);
    for (const NoiseKind& kind : kKinds) {
        if (at < kind.weight)
            return kind;
        at -= kind.weight;
    }
    return kKinds.front();
}

void putNoiseData(std::string& out, const NoiseKind& kind, std::int64_t ms, Random& random)
{
    if (kind.type == "stream_trace")
        putTrace(out, kind, ms, random);
    else if (kind.type == "pipelines_api_request")
        putApiRequest(out, ms, random);
    else if (kind.type == "webrtc_stats")
        putWebrtcStats(out, ms, random);
    else
        putTicket(out, ms, random);
}

}  // namespace naap
