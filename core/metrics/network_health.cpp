#include "core/metrics/network_health.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <tuple>

#include "core/metrics/clamped.h"
#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

constexpr std::int64_t kLongestRatedGapMs = 60'000;
constexpr double kBitsPerByte = 8;
constexpr double kMsPerSecond = 1000;
constexpr double kNsPerMs = 1e6;
constexpr std::size_t kTrackTypes = 3;

struct Growth {
    std::int64_t amount = 0;
    bool reset = false;
};

Growth growthOf(std::uint64_t before, std::uint64_t after)
{
    const bool reset = after < before;
    const std::uint64_t amount = reset ? after : after - before;
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    return {.amount = static_cast<std::int64_t>(std::min(amount, kMost)), .reset = reset};
}

/// An hour's (or session's) health with the jitter values its percentiles need.
struct Tally {
    NetworkHealth health;
    std::array<std::vector<double>, kTrackTypes> jitter;

    TrackHealth& track(TrackStats::Type type)
    {
        switch (type) {
            case TrackStats::Type::video: return health.video;
            case TrackStats::Type::audio: return health.audio;
            case TrackStats::Type::other: break;
        }
        return health.other;
    }
};

/// Tracks carry no name: within a connection the n-th of its type is taken for the same track.
using TrackName = std::pair<TrackStats::Type, std::size_t>;

/// What the next sample of a connection is compared with.
struct Connection {
    const IngestSample* last_bytes = nullptr;
    std::map<TrackName, TrackStats> last_tracks;
};

void addTraffic(Throughput& out, std::uint64_t before, std::uint64_t after, std::int64_t ms)
{
    const Growth growth = growthOf(before, after);
    out.bytes = addClamped(out.bytes, growth.amount);
    out.resets += growth.reset;
    if (ms > kLongestRatedGapMs)
        return;
    out.rated_bytes = addClamped(out.rated_bytes, growth.amount);
    out.rated_ms += ms;
    const double bps = kBitsPerByte * static_cast<double>(growth.amount) / (static_cast<double>(ms) / kMsPerSecond);
    out.max_bps = std::max(out.max_bps.value_or(bps), bps);
}

void addBytes(Tally& tally, Connection& connection, const IngestSample& sample)
{
    if (!sample.has_bytes)
        return;
    const IngestSample* before = connection.last_bytes;
    if (before != nullptr) {
        const std::int64_t ms = toMs(sample.event_ts) - toMs(before->event_ts);
        if (ms <= 0)
            return;  // two samples of one instant: the first stays the base, so nothing is lost
        ++tally.health.pair_count;
        addTraffic(tally.health.received, before->bytes_received, sample.bytes_received, ms);
        addTraffic(tally.health.sent, before->bytes_sent, sample.bytes_sent, ms);
    }
    connection.last_bytes = &sample;
}

void addPackets(TrackHealth& out, const TrackStats& before, const TrackStats& after)
{
    const bool reset = after.packets_received < before.packets_received;
    out.resets += reset;
    const std::int64_t received =
        reset ? after.packets_received : subtractClamped(after.packets_received, before.packets_received);
    out.packets_received = addClamped(out.packets_received, std::max<std::int64_t>(0, received));
    const std::int64_t lost = reset ? after.packets_lost : subtractClamped(after.packets_lost, before.packets_lost);
    out.packets_lost = addClamped(out.packets_lost, std::max<std::int64_t>(0, lost));
}

void addTracks(Tally& tally, Connection& connection, const IngestSample& sample)
{
    std::map<TrackStats::Type, std::size_t> seen;
    for (const TrackStats& track : sample.tracks) {
        TrackHealth& out = tally.track(track.type);
        ++out.jitter_count;
        out.jitter_sum_ms += track.jitter_ms;
        tally.jitter[static_cast<std::size_t>(track.type)].push_back(track.jitter_ms);
        if (track.rtt_ns > 0) {
            ++out.rtt_count;
            out.rtt_sum_ns = addClamped(out.rtt_sum_ns, track.rtt_ns);
        }
        const auto [last, first] = connection.last_tracks.try_emplace({track.type, seen[track.type]++}, track);
        if (first)
            continue;
        addPackets(out, last->second, track);
        last->second = track;
    }
}

void addQuality(NetworkHealth& health, std::string_view quality)
{
    if (quality.empty())
        return;
    if (quality == "good")
        ++health.good_samples;
    else if (quality == "bad")
        ++health.bad_samples;
    else
        ++health.unknown_quality_samples;
}

void finish(TrackHealth& track, std::vector<double>& jitter)
{
    std::sort(jitter.begin(), jitter.end());
    track.jitter_p95_ms = percentileOfSorted<double>(jitter, kP95);
    if (!jitter.empty())
        track.jitter_max_ms = jitter.back();
}

using WindowOf = Instant (*)(Instant);

std::map<Instant, NetworkHealth> healthByWindow(std::span<const IngestSample> samples, WindowOf windowOf)
{
    std::vector<const IngestSample*> ordered;
    ordered.reserve(samples.size());
    for (const IngestSample& sample : samples)
        ordered.push_back(&sample);
    std::sort(ordered.begin(), ordered.end(), [](const IngestSample* a, const IngestSample* b) {
        return std::tie(a->event_ts, a->event_id) < std::tie(b->event_ts, b->event_id);
    });
    std::map<std::string_view, Connection> connections;
    std::map<Instant, Tally> tallies;
    for (const IngestSample* sample : ordered) {
        Tally& tally = tallies[windowOf(sample->event_ts)];
        Connection& connection = connections[sample->connection_id];
        ++tally.health.sample_count;
        addBytes(tally, connection, *sample);
        addTracks(tally, connection, *sample);
        addQuality(tally.health, sample->conn_quality);
    }
    std::map<Instant, NetworkHealth> result;
    for (auto& [window, tally] : tallies) {
        for (const auto type : {TrackStats::Type::video, TrackStats::Type::audio, TrackStats::Type::other})
            finish(tally.track(type), tally.jitter[static_cast<std::size_t>(type)]);
        result.emplace(window, tally.health);
    }
    return result;
}

}  // namespace

std::optional<double> Throughput::avgBps() const
{
    if (rated_ms == 0)
        return std::nullopt;
    return kBitsPerByte * static_cast<double>(rated_bytes) / (static_cast<double>(rated_ms) / kMsPerSecond);
}

std::optional<double> TrackHealth::packetLossRate() const
{
    return ratio(packets_lost, addClamped(packets_lost, packets_received));
}

std::optional<double> TrackHealth::jitterMeanMs() const
{
    return mean(jitter_sum_ms, jitter_count);
}

std::optional<double> TrackHealth::rttMeanMs() const
{
    return mean(static_cast<double>(rtt_sum_ns) / kNsPerMs, rtt_count);
}

std::optional<double> NetworkHealth::connQualityGoodRate() const
{
    return ratio(good_samples, good_samples + bad_samples + unknown_quality_samples);
}

NetworkHealth networkHealthOf(std::span<const IngestSample> samples)
{
    const auto whole = healthByWindow(samples, [](Instant) { return Instant{}; });
    return whole.empty() ? NetworkHealth{} : whole.begin()->second;
}

std::map<Instant, NetworkHealth> networkHealthByHour(std::span<const IngestSample> samples)
{
    return healthByWindow(samples, [](Instant t) { return hourOf(t); });
}

}  // namespace naap
