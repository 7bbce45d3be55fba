#include "core/store/evidence_codec.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "core/store/compression.h"

namespace naap {
namespace {

/// So many of the newest texts are compared one by one, which is faster than hashing for the small tables of sessions.
constexpr std::size_t kLookBack = 16;
constexpr std::size_t kLongestUsualId = 40;
constexpr int kRunCompressionLevel = 3;
constexpr std::size_t kMostRunBytes = 256U * 1024 * 1024;

constexpr std::array kSessionTexts{
    &SessionEvent::subtype,  &SessionEvent::gateway,         &SessionEvent::address,         &SessionEvent::url,
    &SessionEvent::pipeline, &SessionEvent::pipeline_id,     &SessionEvent::state,           &SessionEvent::last_error,
    &SessionEvent::message,  &SessionEvent::reported_gpu_id, &SessionEvent::reported_region,
};
constexpr std::array kSessionNumbers{&SessionEvent::output_fps, &SessionEvent::input_fps,
                                     &SessionEvent::e2e_latency_ms};

// Bits above those of the texts.
constexpr std::uint64_t kHasRestarts = 1U << 11;
constexpr std::uint64_t kHasStartTime = 1U << 12;
constexpr std::uint64_t kIsTestLoad = 1U << 13;
constexpr std::uint64_t kFirstNumber = 1U << 14;

/// Texts that nearly every run holds, known by number. Appended to, never reordered: caches store the numbers.
constexpr std::array<std::string_view, 24> kWellKnown{
    "",
    "gateway_receive_stream_request",
    "gateway_send_first_ingest_segment",
    "runner_receive_first_ingest_segment",
    "runner_send_first_processed_segment",
    "gateway_receive_first_processed_segment",
    "gateway_receive_few_processed_segments",
    "gateway_receive_first_data_segment",
    "gateway_no_orchestrators_available",
    "gateway_ingest_stream_closed",
    "orchestrator_swap",
    "status",
    "error",
    "params_update",
    "ONLINE",
    "DEGRADED_INPUT",
    "DEGRADED_INFERENCE",
    "LOADING",
    "OFFLINE",
    "good",
    "bad",
    "iceTransport",
    "live-video-to-video",
    "unknown",
};

std::optional<std::uint64_t> wellKnown(std::string_view text)
{
    static const auto numbers = [] {
        std::unordered_map<std::string_view, std::uint64_t> map;
        for (std::size_t i = 0; i < kWellKnown.size(); ++i)
            map.emplace(kWellKnown[i], i);
        return map;
    }();
    const auto found = numbers.find(text);
    return found == numbers.end() ? std::nullopt : std::optional(found->second);
}

std::string joined(std::int64_t count, const TextTable& texts, const Packer& records)
{
    Packer out;
    out.number(static_cast<std::uint64_t>(count));
    texts.writeTo(out);
    out.raw(records.bytes());
    return out.take();
}

/// The front of a run: its count and its texts, as views of the run itself.
struct RunReader {
    Unpacker in;
    std::uint64_t count = 0;
    std::vector<std::string_view> texts;

    explicit RunReader(std::string_view run) : in(run)
    {
        count = in.number();
        const std::uint64_t textCount = in.number();
        for (std::uint64_t i = 0; i < textCount && in.ok(); ++i)
            texts.push_back(in.text());
        // Each record takes at least two bytes: a larger count is damage, and must not reserve memory.
        if (count > run.size()) {
            count = 0;
            in.raw(run.size() + 1);  // more than there is: from here on ok() is false
        }
    }

    std::string_view text()
    {
        const std::uint64_t number = in.number();
        if (number < kWellKnown.size())
            return kWellKnown[number];
        const std::uint64_t index = number - kWellKnown.size();
        return index < texts.size() ? texts[index] : std::string_view{};
    }
};

/// Room for the ids of a run, so that views of earlier ones stay valid.
std::string& reserveIds(std::deque<std::string>& memory, std::string_view run, std::uint64_t count)
{
    std::string& ids = memory.emplace_back();
    ids.reserve(run.size() + count * kLongestUsualId);
    return ids;
}

}  // namespace

std::uint64_t TextTable::indexOf(std::string_view text)
{
    const std::size_t first = m_texts.size() > kLookBack ? m_texts.size() - kLookBack : 0;
    for (std::size_t i = m_texts.size(); i > first; --i)
        if (m_texts[i - 1] == text)
            return kWellKnown.size() + i - 1;
    if (const auto number = wellKnown(text))
        return *number;
    if (first > 0)
        if (const auto older = m_older.find(text); older != m_older.end())
            return kWellKnown.size() + older->second;
    m_texts.emplace_back(text);
    if (first > 0 || m_texts.size() > kLookBack)
        m_older.emplace(m_texts[m_texts.size() - 1 - kLookBack], m_texts.size() - 1 - kLookBack);
    return kWellKnown.size() + m_texts.size() - 1;
}

void TextTable::writeTo(Packer& out) const
{
    out.number(m_texts.size());
    for (const auto& text : m_texts)
        out.text(text);
}

void SessionRunWriter::add(const SessionEvent& event)
{
    std::uint64_t present = (event.restart_count != 0 ? kHasRestarts : 0) | (event.start_time ? kHasStartTime : 0) |
                            (event.is_test_load ? kIsTestLoad : 0);
    for (std::size_t i = 0; i < kSessionTexts.size(); ++i)
        if (!(event.*kSessionTexts[i]).empty())
            present |= 1U << i;
    for (std::size_t i = 0; i < kSessionNumbers.size(); ++i)
        if (event.*kSessionNumbers[i] != 0)
            present |= kFirstNumber << i;
    m_events.byte(static_cast<std::uint8_t>(event.family));
    m_events.integer(toMs(event.event_ts) - m_lastTs);
    m_lastTs = toMs(event.event_ts);
    m_events.eventId(event.event_id);
    m_events.number(present);
    for (const auto member : kSessionTexts)
        if (!(event.*member).empty())
            m_events.number(m_texts.indexOf(event.*member));
    if (event.restart_count != 0)
        m_events.integer(event.restart_count);
    if (event.start_time)
        m_events.integer(toMs(*event.start_time));
    for (const auto member : kSessionNumbers)
        if (event.*member != 0)
            m_events.real(event.*member);
    ++m_count;
}

std::string SessionRunWriter::finish() const
{
    return joined(m_count, m_texts, m_events);
}

bool SessionEvidence::addRun(std::string_view bytes)
{
    const std::string_view run = m_memory.emplace_back(bytes);
    RunReader reader(run);
    std::string& ids = reserveIds(m_memory, run, reader.count);
    const std::size_t before = m_events.size();
    m_events.reserve(before + reader.count);
    std::int64_t ts = 0;
    for (std::uint64_t i = 0; i < reader.count && reader.in.ok(); ++i) {
        SessionEvent event;
        const std::uint8_t family = reader.in.byte();
        if (family >= kFamilyNames.size())
            break;
        event.family = static_cast<Family>(family);
        ts += reader.in.integer();
        event.event_ts = instantFromMs(ts);
        event.event_id = reader.in.eventId(ids);
        const std::uint64_t present = reader.in.number();
        for (std::size_t t = 0; t < kSessionTexts.size(); ++t)
            if (present & (1U << t))
                event.*kSessionTexts[t] = reader.text();
        if (present & kHasRestarts)
            event.restart_count = reader.in.integer();
        if (present & kHasStartTime)
            event.start_time = instantFromMs(reader.in.integer());
        event.is_test_load = (present & kIsTestLoad) != 0;
        for (std::size_t n = 0; n < kSessionNumbers.size(); ++n)
            if (present & (kFirstNumber << n))
                event.*kSessionNumbers[n] = reader.in.real();
        m_events.push_back(event);
    }
    if (reader.in.ok() && m_events.size() == before + reader.count)
        return true;
    m_events.resize(before);
    return false;
}

void SessionEvidence::clear()
{
    m_events.clear();
    m_memory.clear();
}

void IngestRunWriter::add(const IngestSample& sample)
{
    m_samples.integer(toMs(sample.event_ts) - m_lastTs);
    m_lastTs = toMs(sample.event_ts);
    m_samples.eventId(sample.event_id);
    m_samples.number(m_texts.indexOf(sample.connection_id));
    m_samples.number(m_texts.indexOf(sample.conn_quality));
    m_samples.byte(sample.has_bytes ? 1 : 0);
    m_samples.number(sample.bytes_received);
    m_samples.number(sample.bytes_sent);
    m_samples.number(sample.tracks.size());
    for (const TrackStats& track : sample.tracks) {
        m_samples.byte(static_cast<std::uint8_t>(track.type));
        m_samples.real(track.jitter_ms);
        m_samples.integer(track.packets_lost);
        m_samples.integer(track.packets_received);
        m_samples.integer(track.rtt_ns);
    }
    ++m_count;
}

std::string IngestRunWriter::finish() const
{
    return joined(m_count, m_texts, m_samples);
}

bool IngestEvidence::addRun(std::string_view bytes)
{
    const std::string_view run = m_memory.emplace_back(bytes);
    RunReader reader(run);
    std::string& ids = reserveIds(m_memory, run, reader.count);
    std::int64_t ts = 0;
    for (std::uint64_t i = 0; i < reader.count && reader.in.ok(); ++i) {
        IngestSample& sample = m_samples.emplace_back();
        ts += reader.in.integer();
        sample.event_ts = instantFromMs(ts);
        sample.event_id = reader.in.eventId(ids);
        sample.connection_id = reader.text();
        sample.conn_quality = reader.text();
        sample.has_bytes = reader.in.byte() != 0;
        sample.bytes_received = reader.in.number();
        sample.bytes_sent = reader.in.number();
        for (std::uint64_t tracks = reader.in.number(); tracks > 0 && reader.in.ok(); --tracks) {
            TrackStats& track = sample.tracks.emplace_back();
            track.type = static_cast<TrackStats::Type>(reader.in.byte());
            track.jitter_ms = reader.in.real();
            track.packets_lost = reader.in.integer();
            track.packets_received = reader.in.integer();
            track.rtt_ns = reader.in.integer();
        }
    }
    return reader.in.ok();
}

void IngestEvidence::sort()
{
    std::ranges::sort(m_samples, [](const IngestSample& a, const IngestSample& b) {
        return std::tie(a.event_ts, a.event_id) < std::tie(b.event_ts, b.event_id);
    });
}

void PaymentRunWriter::add(const Payment& p)
{
    m_payments.integer(toMs(p.event_ts));
    m_payments.eventId(p.event_id);
    for (const auto* text : {&p.org, &p.gateway, &p.request_id, &p.session_id, &p.manifest_id, &p.sender, &p.recipient,
                             &p.orchestrator_uri})
        m_payments.number(m_texts.indexOf(*text));
    m_payments.number(static_cast<std::uint64_t>(p.face_value_wei));
    m_payments.number(static_cast<std::uint64_t>(p.face_value_wei >> 64));
    m_payments.integer(p.win_prob_e10);
    m_payments.integer(p.price_milliwei);
    m_payments.integer(p.num_tickets);
    m_payments.byte(static_cast<std::uint8_t>((p.face_value_in_eth ? 1 : 0) | (p.parse_failure ? 2 : 0)));
    ++m_count;
}

std::string PaymentRunWriter::finish() const
{
    return compressed(joined(m_count, m_texts, m_payments), kRunCompressionLevel);
}

bool readPaymentRun(std::string_view bytes, std::vector<Payment>& payments)
{
    const auto run = decompressed(bytes, kMostRunBytes);
    if (!run)
        return false;
    RunReader reader(*run);
    for (std::uint64_t i = 0; i < reader.count && reader.in.ok(); ++i) {
        Payment& p = payments.emplace_back();
        p.event_ts = instantFromMs(reader.in.integer());
        reader.in.eventId(p.event_id);
        for (auto* text : {&p.org, &p.gateway, &p.request_id, &p.session_id, &p.manifest_id, &p.sender, &p.recipient,
                           &p.orchestrator_uri})
            *text = reader.text();
        const std::uint64_t low = reader.in.number();
        p.face_value_wei = (static_cast<Int128>(reader.in.number()) << 64) | static_cast<Int128>(low);
        p.win_prob_e10 = reader.in.integer();
        p.price_milliwei = reader.in.integer();
        p.num_tickets = reader.in.integer();
        const std::uint8_t flags = reader.in.byte();
        p.face_value_in_eth = (flags & 1) != 0;
        p.parse_failure = (flags & 2) != 0;
    }
    return reader.in.ok();
}

void DiscoveryRunWriter::add(std::string_view org, std::string_view gateway, Instant event_ts,
                             std::string_view event_id, const std::vector<DiscoveryCandidate>& candidates)
{
    m_events.integer(toMs(event_ts));
    m_events.eventId(event_id);
    m_events.number(m_texts.indexOf(org));
    m_events.number(m_texts.indexOf(gateway));
    m_events.number(candidates.size());
    for (const DiscoveryCandidate& candidate : candidates) {
        m_events.number(candidate.position);
        m_events.number(m_texts.indexOf(candidate.orchestrator_address));
        m_events.number(m_texts.indexOf(candidate.orchestrator_uri));
        m_events.integer(candidate.latency_ms);
    }
    ++m_count;
}

std::string DiscoveryRunWriter::finish() const
{
    return joined(m_count, m_texts, m_events);
}

bool readDiscoveryRun(std::string_view run, std::vector<DiscoveryResult>& results)
{
    RunReader reader(run);
    std::string id;
    for (std::uint64_t i = 0; i < reader.count && reader.in.ok(); ++i) {
        const Instant ts = instantFromMs(reader.in.integer());
        id.clear();
        reader.in.eventId(id);
        const std::string_view org = reader.text();
        const std::string_view gateway = reader.text();
        for (std::uint64_t n = reader.in.number(); n > 0 && reader.in.ok(); --n) {
            DiscoveryResult& result = results.emplace_back();
            result.event_ts = ts;
            result.event_id = id;
            result.org = org;
            result.gateway = gateway;
            result.position = static_cast<std::uint32_t>(reader.in.number());
            result.orchestrator_address = reader.text();
            result.orchestrator_uri = reader.text();
            result.latency_ms = reader.in.integer();
        }
    }
    return reader.in.ok();
}

bool visitPaymentRun(std::string_view bytes, const std::function<void(const PaymentHead&)>& visit)
{
    constexpr int kOtherTexts = 4;  // manifest, sender, recipient, URI
    const auto run = decompressed(bytes, kMostRunBytes);
    if (!run)
        return false;
    RunReader reader(*run);
    for (std::uint64_t i = 0; i < reader.count && reader.in.ok(); ++i) {
        PaymentHead head;
        head.event_ts = instantFromMs(reader.in.integer());
        reader.in.skipEventId();
        head.org = reader.text();
        reader.text();  // gateway
        head.request_id = reader.text();
        head.session_id = reader.text();
        for (int skipped = 0; skipped < kOtherTexts; ++skipped)
            reader.text();
        reader.in.number(), reader.in.number(), reader.in.integer(), reader.in.integer(), reader.in.integer();
        reader.in.byte();
        if (reader.in.ok())
            visit(head);
    }
    return reader.in.ok();
}

bool visitDiscoveryRun(std::string_view run, const std::function<void(const DiscoveryLatency&)>& visit)
{
    RunReader reader(run);
    for (std::uint64_t i = 0; i < reader.count && reader.in.ok(); ++i) {
        DiscoveryLatency latency;
        latency.event_ts = instantFromMs(reader.in.integer());
        reader.in.skipEventId();
        reader.text();  // org
        reader.text();  // gateway
        for (std::uint64_t n = reader.in.number(); n > 0 && reader.in.ok(); --n) {
            reader.in.number();  // position
            latency.orchestrator_address = reader.text();
            reader.text();  // URI
            latency.latency_ms = reader.in.integer();
            if (reader.in.ok())
                visit(latency);
        }
    }
    return reader.in.ok();
}

}  // namespace naap
