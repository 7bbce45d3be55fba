#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/events/evidence.h"

namespace naap {

/// Traffic in one direction, from differences of cumulative byte counters (docs/metrics.md, Network health).
struct Throughput {
    std::int64_t bytes = 0;        ///< all counted growth
    std::int64_t rated_bytes = 0;  ///< the part that rates are taken from: pairs at most 60 s apart
    std::int64_t rated_ms = 0;
    std::optional<double> max_bps;
    std::int64_t resets = 0;  ///< pairs in which the counter fell: it had started anew

    /// Bits per second over the rated time. Null without a pair.
    std::optional<double> avgBps() const;

    bool operator==(const Throughput&) const = default;
};

/// Loss and jitter of all tracks of one type.
struct TrackHealth {
    std::int64_t packets_lost = 0;      ///< from differences; late packets never count below 0
    std::int64_t packets_received = 0;  ///< from differences
    std::int64_t resets = 0;
    std::int64_t jitter_count = 0;
    double jitter_sum_ms = 0;
    std::optional<double> jitter_p95_ms;
    std::optional<double> jitter_max_ms;
    std::int64_t rtt_count = 0;  ///< samples with a known round trip
    std::int64_t rtt_sum_ns = 0;

    /// Lost / (lost + received), 0..1. Null when nothing was sent.
    std::optional<double> packetLossRate() const;
    /// Mean packet jitter in ms. Not the FPS jitter coefficient. Null without samples.
    std::optional<double> jitterMeanMs() const;
    /// Mean round trip in ms. Null when no sample knew it.
    std::optional<double> rttMeanMs() const;

    bool operator==(const TrackHealth&) const = default;
};

struct NetworkHealth {
    std::int64_t sample_count = 0;
    std::int64_t pair_count = 0;  ///< pairs of samples that bytes were taken from
    Throughput received;          ///< from the user's client into the gateway
    Throughput sent;
    TrackHealth video;
    TrackHealth audio;
    TrackHealth other;
    std::int64_t good_samples = 0;
    std::int64_t bad_samples = 0;
    std::int64_t unknown_quality_samples = 0;  ///< with a word that is neither

    /// Samples called good / samples with a word. Null without one.
    std::optional<double> connQualityGoodRate() const;

    bool operator==(const NetworkHealth&) const = default;
};

/// Health over all samples of one session, in any order.
NetworkHealth networkHealthOf(std::span<const IngestSample> samples);

/// The same by UTC hour; what lies between two samples belongs to the hour of the later one.
std::map<Instant, NetworkHealth> networkHealthByHour(std::span<const IngestSample> samples);

}  // namespace naap
