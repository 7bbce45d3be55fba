#include "core/generate/stream_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/events/names.h"
#include "core/generate/text.h"
#include "core/generate/wording.h"

namespace naap {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kSecond = 1'000;

/// Lengths of streams: most below a few minutes, a few for hours. Linear between the points.
struct LengthPoint {
    std::int64_t share;  ///< of all streams, in parts per million
    std::int64_t seconds;
};
constexpr std::array<LengthPoint, 11> kLengths{{{0, 6},
                                                {100'000, 12},
                                                {300'000, 21},
                                                {500'000, 32},
                                                {750'000, 54},
                                                {900'000, 92},
                                                {970'000, 180},
                                                {990'000, 430},
                                                {997'000, 1'500},
                                                {999'500, 4'000},
                                                {1'000'000, 15'000}}};

std::int64_t drawLengthMs(Random& random)
{
    const std::int64_t at = random.between(0, 999'999);
    std::size_t i = 1;
    while (kLengths[i].share <= at)
        ++i;
    const LengthPoint& low = kLengths[i - 1];
    const LengthPoint& high = kLengths[i];
    return low.seconds * kSecond + (at - low.share) * (high.seconds - low.seconds) * kSecond / (high.share - low.share);
}

void putOrchestrator(std::string& out, const FleetNode* node)
{
    Put{out,
        R"("orchestrator_info":{"address":")",
        node ? std::string_view(node->wallet) : ""sv,
        R"(","url":")",
        node ? std::string_view(node->uri) : ""sv,
        '"'};
    if (node && !node->region.empty())
        Put{out, R"(,"region":")", node->region, '"'};
    out += "},";
}

void putTimeOrNull(std::string& out, std::int64_t ms)
{
    if (ms > 0)
        Put{out, ms};
    else
        out += "null";
}

// `whole`, a point, and `rest` as the digits after it.
void putDecimal(std::string& out, std::int64_t whole, std::int64_t rest, std::size_t digits)
{
    const fmt::format_int text(rest);
    Put{out, whole, '.'};
    out.append(digits - text.size(), '0');
    out.append(text.data(), text.size());
}

}  // namespace

StreamSession::StreamSession(const TrafficOptions& options, std::uint64_t number, std::int64_t arrival,
                             std::string reusedStream)
    : m_random(options.seed, 1'000 + number), m_streamId(std::move(reusedStream)), m_arrival(arrival)
{
}

void StreamSession::chooseStory()
{
    const std::uint64_t at = m_random.below(1'000'000);
    if (at < 45'000)
        m_story = SessionStory::no_orchestrators;
    else if (at < 70'000)
        m_story = SessionStory::excused_error;
    else if (at < 78'000)
        m_story = SessionStory::loading_only;
    else if (at < 86'000)
        m_story = SessionStory::zero_output;
    else if (at < 91'000)
        m_story = SessionStory::orphan;
    else if (at < 91'500)
        m_story = SessionStory::nameless;
}

void StreamSession::chooseIds()
{
    if (m_streamId.empty()) {
        m_test = m_random.chance(150'000);
        m_streamId = m_test ? "aiJobTesterStream-" : "str_";
        if (m_test)
            Put{m_streamId, m_arrival * 1'000'000 + m_random.between(0, 999'999)};
        else
            m_random.appendHex(m_streamId, 16);
    } else {
        m_test = m_streamId.starts_with("aiJob");
    }
    m_random.appendHex(m_requestId, 8);
    m_random.appendHex(m_paymentSession, 8);
    const std::uint64_t missing = m_random.below(1'000);
    if (missing < 2 || m_story == SessionStory::nameless)
        m_requestId.clear();
    if (missing == 2 || m_story == SessionStory::nameless)
        m_streamId.clear();
    Put{m_ids, R"("pipeline_id":"","request_id":")", m_requestId, R"(","stream_id":")", m_streamId, '"'};
}

void StreamSession::chooseStatusTroubles(const FleetNode& node)
{
    if (m_random.chance(35'000))
        m_errorFrom = m_arrival + m_random.between(12, 90) * kSecond;
    if (m_random.chance(node.quality.restart))
        m_restartFrom = m_arrival + m_random.between(15, 120) * kSecond;
    m_errorText = static_cast<std::size_t>(m_random.below(8));
    m_bad_link = m_random.chance(60'000);
    m_restarts = static_cast<int>(m_random.between(1, 3));
}

std::string_view StreamSession::testLoad() const
{
    return m_test ? R"("is_test_load":true,)"sv : ""sv;
}

void StreamSession::start(const World& world, const Gateway& gateway)
{
    m_gateway = &gateway;
    m_node = world.fleet.pickForStream(m_random);
    FleetNode& node = world.fleet.node(m_node);
    chooseStory();
    if (m_story == SessionStory::served && m_random.chance(node.quality.failure))
        m_story = SessionStory::failed;
    const bool knownStreamOnly = m_story == SessionStory::orphan || m_story == SessionStory::nameless;
    if (knownStreamOnly)
        m_streamId.clear();
    chooseIds();
    m_test = m_test && world.options.mark_test_load;
    m_model = node.offers[m_random.below(node.offers.size())].model;
    m_pipeline = m_model == "streamdiffusion-sdxl" && m_random.chance(60'000) ? "pip_SDXL-turbo"sv : m_model;
    putParams(m_params, m_model, m_random);
    m_random.appendHex(m_paramsHash, 32);
    chooseStatusTroubles(node);
    m_runnerStart = m_arrival + m_random.between(180, 450);
    m_paramsSince = m_stateSince = m_lastStatus = m_runnerStart;
    m_end = m_arrival + drawLengthMs(m_random);
    if (!knownStreamOnly)
        trace(world, m_arrival, "gateway_receive_stream_request", nullptr);
    if (m_story == SessionStory::no_orchestrators) {
        m_end = m_arrival + m_random.between(700, 9'000);
        trace(world, m_end - 200, "gateway_no_orchestrators_available", nullptr);
        m_node = Fleet::kNone;
    } else {
        ++node.busy;
        if (!knownStreamOnly)
            serveFrom(world, m_arrival);
    }
    planRecurring(world);
}

// What follows a request or a swap: the node of the session takes the stream.
void StreamSession::serveFrom(const World& world, std::int64_t ms)
{
    const FleetNode& node = world.fleet.node(m_node);
    const NodeQuality& quality = node.quality;
    const bool firstNode = ms == m_arrival;
    if (firstNode && m_random.chance(140'000))
        discovery(world, ms + m_random.between(150, 400));
    payment(world, ms + m_random.between(200, 420), true);
    payment(world, ms + m_random.between(900, 1'600), false);
    if (m_story == SessionStory::excused_error && m_random.chance(400'000)) {
        failAt(world, ms + m_random.between(1'500, 12'000));
        return;
    }
    const std::int64_t sent = ms + m_random.bell(quality.ingest_ms, quality.ingest_ms / 4);
    trace(world, sent, "gateway_send_first_ingest_segment", &node);
    trace(world, sent + m_random.between(0, 15), "runner_receive_first_ingest_segment", &node);
    if (m_ingestStart == 0)
        m_ingestStart = sent;
    if (m_story == SessionStory::excused_error || m_story == SessionStory::failed) {
        failAt(world, sent + m_random.between(4'000, 30'000));
        return;
    }
    if (m_story == SessionStory::loading_only) {
        m_end = std::max(m_end, m_runnerStart + m_random.between(12, 120) * kSecond);
        return;
    }
    const std::int64_t made = sent + 20 + m_random.bell(quality.e2e_ms, quality.e2e_ms / 4);
    trace(world, made, "runner_send_first_processed_segment", &node);
    const std::int64_t back = made + m_random.between(120, 420);
    trace(world, back, "gateway_receive_first_processed_segment", &node);
    const std::int64_t playable = back + m_random.bell(quality.playable_ms, quality.playable_ms / 4);
    if (m_story != SessionStory::zero_output || m_random.chance(500'000))
        trace(world, playable, "gateway_receive_few_processed_segments", &node);
    if (m_random.chance(200'000))
        trace(world, playable + 40, "gateway_receive_first_data_segment", &node);
    payment(world, ms + m_random.between(6'000, 7'000), false);
    m_end = std::max(m_end, playable + m_random.between(300, 3'000));
    if (m_story == SessionStory::zero_output)
        m_end = std::max(m_end, m_runnerStart + m_random.between(12, 60) * kSecond);
}

void StreamSession::failAt(const World& world, std::int64_t ms)
{
    m_end = ms + m_random.between(50, 2'000);
    if (m_story == SessionStory::excused_error) {
        error(world, ms, true);
        return;
    }
    const std::uint64_t how = m_random.below(10);
    if (how < 5)
        error(world, ms, false);
    if (how == 5) {
        error(world, ms, true);
        error(world, ms + 30, false);
    }
    if (how == 6) {
        swapTrace(world, ms, world.fleet.node(m_node));
        trace(world, ms + m_random.between(500, 3'000), "gateway_no_orchestrators_available", nullptr);
    }
}

void StreamSession::planRecurring(const World& world)
{
    const bool runs = m_story != SessionStory::no_orchestrators && m_story != SessionStory::excused_error;
    const bool asks = m_story != SessionStory::orphan && m_story != SessionStory::nameless;
    // The delay is drawn before the condition in every line: function arguments have no order of their own.
    const auto plan = [&](Next kind, std::int64_t ms, bool wanted) { next(kind) = wanted && ms < m_end ? ms : -1; };

    std::int64_t first = m_runnerStart + 10 * kSecond + m_random.between(0, 120);
    plan(Next::status, first, runs && (m_story != SessionStory::failed || m_random.chance(300'000)));
    // Only WebRTC has ingest statistics; a tenth of the streams comes by another way.
    first = m_ingestStart + m_random.between(2'800, 3'400);
    plan(Next::ingest, first, m_gateway->reports_ingest && m_ingestStart > 0 && m_random.chance(900'000));
    first = m_arrival + m_random.between(58'000, 62'000);
    plan(Next::payment, first, runs && asks);
    first = m_arrival + m_random.between(5'000, 20'000);
    plan(Next::params, first, m_story == SessionStory::served && m_random.chance(900'000));
    first = m_arrival + m_random.between(8'000, 60'000);
    plan(Next::swap, first, m_story == SessionStory::served && m_random.chance(world.fleet.node(m_node).quality.swap));
    next(Next::close) = m_end;
}

void StreamSession::trace(const World& world, std::int64_t ms, std::string_view subtype, const FleetNode* node)
{
    if (!world.delivery.inside(ms))
        return;
    std::string& out = world.delivery.begin(ms, Family::stream_trace, subtype, m_gateway->name, m_random);
    // Runner events carry the runner's clock.
    const std::int64_t clock = subtype.starts_with("runner_") ? ms - m_random.between(-5, 18) : ms;
    Put{out, '{', testLoad()};
    putOrchestrator(out, node);
    Put{out, m_ids, R"(,"timestamp":)", clock, R"(,"type":")", subtype, "\"}"};
    world.delivery.post();
    tallyTrace(subtype, node != nullptr);
}

void StreamSession::tallyTrace(std::string_view subtype, bool withNode)
{
    if (subtype.starts_with("runner_"))
        return;
    m_tally.exists = true;
    m_tally.selected = m_tally.selected || withNode;
    m_tally.requests += subtype == "gateway_receive_stream_request";
    m_tally.playable += subtype == "gateway_receive_few_processed_segments";
    m_tally.noOrchestrators += subtype == "gateway_no_orchestrators_available";
    m_tally.swaps += subtype == "orchestrator_swap";
}

void StreamSession::swapTrace(const World& world, std::int64_t ms, const FleetNode& left)
{
    if (!world.delivery.inside(ms))
        return;
    constexpr std::string_view kSubtype = "orchestrator_swap";
    std::string& out = world.delivery.begin(ms, Family::stream_trace, kSubtype, m_gateway->name, m_random);
    Put{out, '{', testLoad(), R"("message":")", swapReason(m_random), "\","};
    putOrchestrator(out, &left);
    Put{out, R"("pipeline":")", m_pipeline, "\",", m_ids, R"(,"type":")", kSubtype, "\"}"};
    world.delivery.post();
    tallyTrace(kSubtype, true);
}

void StreamSession::discovery(const World& world, std::int64_t ms)
{
    if (!world.delivery.inside(ms))
        return;
    const std::vector<FleetNode>& nodes = world.fleet.nodes();
    std::string& out = world.delivery.begin(ms, Family::discovery_results, {}, m_gateway->name, m_random);
    const std::size_t start = m_random.below(nodes.size());
    const std::size_t count = m_random.below(nodes.size()) + 1;
    out += '[';
    for (std::size_t i = 0; i < count; ++i) {
        const FleetNode& node = nodes[(start + i) % nodes.size()];
        Put{out,
            i == 0 ? "{"sv : ",{"sv,
            R"("address":")",
            node.wallet,
            R"(","latency_ms":")",
            m_random.between(18, 900),
            R"(","url":")",
            node.uri,
            "\"}"};
    }
    out += ']';
    world.delivery.post();
}

void StreamSession::payment(const World& world, std::int64_t ms, bool first)
{
    if (!world.delivery.inside(ms))
        return;
    const FleetNode& node = world.fleet.node(m_node);
    std::string& out = world.delivery.begin(ms, Family::create_new_payment, {}, m_gateway->name, m_random);
    out += R"({"capability":"","clientIP":"","faceValue":")";
    if (m_random.chance(8'000)) {
        putDecimal(out, 0, m_random.between(1'000, 4'999) * 10, 6);
        out += " ETH";
    } else {
        Put{out, m_random.between(10'000, 60'000) * 40'040'000'000, " WEI"};
    }
    out += R"(","manifestID":")";
    if (first)
        Put{out, "35_", m_model};
    else
        m_random.appendHex(out, 8);
    Put{out,      R"(","numTickets":")", first ? 2 : m_random.between(1, 3), R"(","orchestrator":")",
        node.uri, R"(","price":")"};
    const std::int64_t wholeWei = node.offers.front().price + m_random.between(0, 40);
    putDecimal(out, wholeWei, m_random.between(0, 999), 3);
    Put{out,
        R"( wei/pixel","recipient":")",
        node.address,
        R"(","requestID":")",
        first ? m_requestId : std::string(),
        R"(","sender":")",
        m_gateway->account,
        R"(","sessionID":")",
        m_paymentSession,
        R"(","winProb":"0.00)",
        m_random.between(10'000'000, 99'999'999),
        "\"}"};
    world.delivery.post();
}

std::string_view StreamSession::drawState()
{
    const std::uint64_t at = m_random.below(1'000);
    if (m_story == SessionStory::loading_only || m_story == SessionStory::failed)
        return "LOADING";
    if (m_tally.status == 0)
        return at < 50 ? "LOADING" : "ONLINE";
    if (m_state == "DEGRADED_INPUT" || m_state == "DEGRADED_INFERENCE")
        return at < 350 ? "ONLINE" : m_state;
    if (at < 2)
        return "OFFLINE";
    if (at < 18)
        return "DEGRADED_INPUT";
    return at < 30 ? "DEGRADED_INFERENCE" : "ONLINE";
}

void StreamSession::status(const World& world, std::int64_t ms)
{
    const FleetNode& node = world.fleet.node(m_node);
    const std::string_view state = drawState();
    if (state != m_state)
        m_stateSince = ms - m_random.between(100, 6'000);
    m_state = state;
    const bool running = state != "LOADING" && state != "OFFLINE";
    const bool degradedInput = state == "DEGRADED_INPUT";
    std::int64_t fps = m_random.bell(node.quality.fps, node.quality.fps_spread);
    if (state != "ONLINE")
        fps = fps * m_random.between(20, 60) / 100;
    if (!running || m_story == SessionStory::zero_output)
        fps = 0;
    const std::int64_t inputFps = degradedInput ? m_random.between(2'000, 9'000) : m_random.bell(23'500, 1'200);
    std::string& out = world.delivery.begin(ms, Family::ai_stream_status, "status", m_gateway->name, m_random);
    out += '{';
    putInference(out, ms, std::clamp<std::int64_t>(fps, 0, 31'000), state, node);
    putInputAndState(out, ms, std::clamp<std::int64_t>(inputFps, 500, 31'000), node);
    world.delivery.post();
    m_lastStatus = ms;
    m_tally.exists = m_tally.selected = true;
    ++m_tally.status;
    m_tally.running += running;
    m_tally.positive += fps > 0;
}

void StreamSession::putInputAndState(std::string& out, std::int64_t ms, std::int64_t inputFpsMilli,
                                     const FleetNode& node)
{
    Put{out,
        R"("input_status":{"fps":)",
        m_random.fraction(inputFpsMilli),
        R"(,"last_input_time":)",
        ms - m_random.between(10, 120),
        "},",
        testLoad(),
        R"("last_state_update_time":)",
        m_stateSince,
        R"(,"last_status_timestamp":)",
        m_lastStatus,
        ','};
    putOrchestrator(out, &node);
    Put{out,
        R"("pipeline":")",
        m_pipeline,
        "\",",
        m_ids,
        R"(,"start_time":)",
        m_runnerStart,
        R"(,"state":")",
        m_state,
        R"(","timestamp":)",
        ms + m_random.between(-3, 4),
        R"(,"type":"status"})"};
}

void StreamSession::putInference(std::string& out, std::int64_t ms, std::int64_t fpsMilli, std::string_view state,
                                 const FleetNode& node)
{
    const bool hasError = m_errorFrom > 0 && ms >= m_errorFrom;
    const bool restarted = m_restartFrom > 0 && ms >= m_restartFrom;
    out += R"("inference_status":{"fps":)";
    if (fpsMilli == 0)
        out += '0';
    else
        Put{out, m_random.fraction(fpsMilli)};
    out += R"(,"last_error":)";
    if (hasError)
        Put{out, '"', stickyErrorText(m_errorText), '"'};
    else
        out += m_errorText == 7 ? "\"null\""sv : "null"sv;
    out += R"(,"last_error_time":)";
    putTimeOrNull(out, hasError ? m_errorFrom : 0);
    out += R"(,"last_output_time":)";
    putTimeOrNull(out, fpsMilli > 0 ? ms - m_random.between(20, 110) : 0);
    Put{out,
        R"(,"last_params":)",
        m_params,
        R"(,"last_params_hash":")",
        m_paramsHash,
        R"(","last_params_update_time":)",
        m_paramsSince,
        R"(,"last_restart_logs":)",
        restarted ? restartLogs() : "null"sv,
        R"(,"last_restart_time":)"};
    putTimeOrNull(out, restarted ? m_restartFrom : 0);
    if (node.quality.reports_latency && state == "ONLINE" && fpsMilli > 0)
        Put{out, R"(,"latency_ms":)", m_random.bell(node.quality.e2e_ms * 3, node.quality.e2e_ms / 2)};
    const std::int64_t steps = restarted ? 1 + (ms - m_restartFrom) / (300 * kSecond) : 0;
    Put{out, R"(,"restart_count":)", std::min<std::int64_t>(steps, m_restarts), "},"};
}

void StreamSession::ingest(const World& world, std::int64_t ms)
{
    const std::int64_t sinceStart = ms - m_ingestStart;
    m_ingest.bytes_in += m_random.bell(1'150'000, 350'000);
    m_ingest.bytes_out += m_random.between(3'000, 7'000);
    std::string& out = world.delivery.begin(ms, Family::stream_ingest_metrics, {}, m_gateway->name, m_random);
    const std::size_t begin = out.size();
    Put{out,
        '{',
        testLoad(),
        R"("pipeline_id":"","request_id":")",
        m_requestId,
        R"(","stats":{"peer_conn_stats":{"ID":"iceTransport","BytesReceived":)",
        m_ingest.bytes_in,
        R"(,"BytesSent":)",
        m_ingest.bytes_out,
        R"(},"track_stats":[)"};
    putTrack(out, true, sinceStart);
    out += ',';
    putTrack(out, false, sinceStart);
    const bool bad = out.find(R"(,"warnings":)", begin) != std::string::npos;
    Put{out,
        R"(],"conn_quality":")",
        bad ? "bad"sv : "good"sv,
        R"("},"stream_id":")",
        m_streamId,
        R"(","timestamp":)",
        ms,
        '}'};
    world.delivery.post();
}

void StreamSession::putTrack(std::string& out, bool video, std::int64_t sinceStart)
{
    std::int64_t& packets = video ? m_ingest.video_packets : m_ingest.audio_packets;
    std::int64_t& lost = video ? m_ingest.video_lost : m_ingest.audio_lost;
    packets += m_random.bell(video ? 980 : 250, video ? 200 : 6);
    if (m_random.chance(m_bad_link ? 700'000 : 40'000))
        lost += m_random.between(1, m_bad_link ? 60 : 6);
    const std::int64_t jitter = std::max<std::int64_t>(600, m_random.bell(m_bad_link ? 27'000 : 9'000, 5'000));
    const std::int64_t rtt = m_random.chance(500'000) ? 0 : m_random.between(9, 140) * 1'000'000;
    const double percent = 100.0 * static_cast<double>(lost) / static_cast<double>(lost + packets);
    Put{out,
        R"({"type":")",
        video ? "video"sv : "audio"sv,
        R"(","jitter":)",
        m_random.fraction(std::min<std::int64_t>(jitter, 31'000)) * (m_bad_link ? 2.0 : 1.0),
        R"(,"packets_lost":)",
        lost,
        R"(,"packets_received":)",
        packets,
        R"(,"packet_loss_pct":)",
        percent,
        R"(,"rtt":)",
        rtt,
        R"(,"last_input_ts":)",
        static_cast<double>(sinceStart + m_random.between(1'800, 2'200)) / 1000.0,
        R"(,"last_output_ts":0,"latency":0)"};
    const bool shaky = m_bad_link && jitter > 25'000;
    if (shaky || percent > 2.0)
        Put{out, R"(,"warnings":[)", shaky ? R"("jitter above 50 ms")"sv : R"("packet loss above 2 %")"sv, ']'};
    out += '}';
}

void StreamSession::params(const World& world, std::int64_t ms)
{
    const FleetNode& node = world.fleet.node(m_node);
    m_params.clear();
    putParams(m_params, m_model, m_random);
    m_paramsHash.clear();
    m_random.appendHex(m_paramsHash, 32);
    m_paramsSince = ms;
    std::string& out = world.delivery.begin(ms, Family::ai_stream_events, "params_update", m_gateway->name, m_random);
    Put{out, '{', testLoad()};
    putOrchestrator(out, &node);
    Put{out, R"("params":)", m_params, R"(,"pipeline":")", m_pipeline, "\",", m_ids, R"(,"type":"params_update"})"};
    world.delivery.post();
    m_tally.exists = m_tally.selected = true;
}

void StreamSession::error(const World& world, std::int64_t ms, bool excusable)
{
    if (!world.delivery.inside(ms))
        return;
    std::string& out = world.delivery.begin(ms, Family::ai_stream_events, "error", m_gateway->name, m_random);
    Put{out,
        R"({"capability":"",)",
        testLoad(),
        R"("message":")",
        excusable ? clientErrorText(m_random) : pipelineErrorText(m_random),
        R"(","pipeline":")",
        m_pipeline,
        "\",",
        m_ids,
        R"(,"type":"error"})"};
    world.delivery.post();
    m_tally.exists = true;
    ++m_tally.errors;
    m_tally.excusableErrors += excusable;
}

void StreamSession::swap(const World& world, std::int64_t ms)
{
    FleetNode& left = world.fleet.node(m_node);
    swapTrace(world, ms, left);
    --left.busy;
    m_node = world.fleet.pickForStream(m_random, m_node);
    FleetNode& taken = world.fleet.node(m_node);
    ++taken.busy;
    const std::vector<FleetOffer>& offers = taken.offers;
    const auto same =
        std::find_if(offers.begin(), offers.end(), [&](const FleetOffer& o) { return o.model == m_model; });
    m_model = same != offers.end() ? same->model : offers.front().model;
    m_pipeline = m_model;
    serveFrom(world, ms);
    next(Next::close) = m_end;
}

void StreamSession::close(const World& world, std::int64_t ms)
{
    if (m_story != SessionStory::orphan && m_story != SessionStory::nameless && m_random.chance(930'000))
        trace(world, ms, "gateway_ingest_stream_closed", nullptr);
    if (m_node != Fleet::kNone)
        --world.fleet.node(m_node).busy;
}

void StreamSession::perform(const World& world, Next what)
{
    const std::int64_t ms = timeOf(what);
    std::int64_t again = -1;
    switch (what) {
        case Next::status:
            status(world, ms);
            again = ms + 10 * kSecond + m_random.between(-40, 60);
            break;
        case Next::ingest:
            ingest(world, ms);
            again = ms + 5 * kSecond + m_random.between(-15, 25);
            break;
        case Next::payment:
            payment(world, ms, false);
            again = ms + m_random.between(55'000, 65'000);
            break;
        case Next::params:
            params(world, ms);
            again = m_random.chance(720'000) ? ms + m_random.between(6'000, 60'000) : -1;
            break;
        case Next::swap:
            swap(world, ms);
            again = m_random.chance(120'000) ? ms + m_random.between(15'000, 90'000) : -1;
            break;
        case Next::close: close(world, ms); break;
    }
    next(what) = again >= 0 && again < m_end ? again : -1;
}

StreamSession::Outcome StreamSession::outcome(const std::string& org) const
{
    Outcome result;
    result.exists = m_tally.exists && m_story != SessionStory::nameless;
    ExpectedSession& session = result.session;
    Put{session.key, org,
        '|',         m_streamId.empty() ? "_missing_stream" : m_streamId,
        '|',         m_requestId.empty() ? "_missing_request" : m_requestId};
    session.requested = m_tally.requests > 0;
    session.playable = m_tally.playable > 0;
    session.selection_outcome =
        m_tally.selected ? "selected"sv : (m_tally.noOrchestrators > 0 ? "no_orch"sv : "unknown"sv);
    session.excusal_reason = "none";
    if (!session.requested || session.playable)
        session.startup_outcome = session.requested ? "success"sv : "unknown"sv;
    else {
        session.startup_outcome = "failed";
        if (session.selection_outcome == "no_orch")
            session.excusal_reason = "no_orch";
        else if (m_tally.errors > 0 && m_tally.errors == m_tally.excusableErrors)
            session.excusal_reason = "excusable_error";
    }
    session.swap_count = m_tally.swaps;
    if (m_gateway && m_gateway->place)
        session.gateway_region = m_gateway->place->region;
    session.status_sample_count = m_tally.status;
    session.loading_only = m_tally.status > 0 && m_tally.running == 0;
    session.zero_output_fps = m_tally.status > 0 && m_tally.positive == 0;
    return result;
}

}  // namespace naap
