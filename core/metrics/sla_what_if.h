#pragma once

#include <vector>

#include "core/metrics/sla_score.h"

namespace naap {

/// The weights of the score; these are the formula's own. Those of one line are parts of a whole: only how they compare
/// counts, and a line of zeros counts its parts alike.
struct SlaWeights {
    double reliability = 0.7, quality = 0.3;
    double startup = 0.4, no_swap = 0.2, viability = 0.4;  ///< of reliability
    double latency = 0.6, output_fps = 0.4;                ///< of quality
    double prompt_to_first_frame = 0.6, e2e = 0.4;         ///< of latency

    bool operator==(const SlaWeights&) const = default;
    /// The same with each line adding up to 1.
    SlaWeights normalised() const;
};

/// What one session adds to the counters that reliability and coverage are made of.
struct SessionCounts {
    bool requested = false;
    bool started = false;
    bool output_failed = false;
    bool swapped = false;
    std::int64_t health_signals = 0;
    std::int64_t health_signals_expected = 0;
};

/// The support without a session: its start, swap, output and health signals count neither for nor against. What was
/// measured while it ran (FPS, latencies) stays.
SlaSupport withoutSession(SlaSupport support, const SessionCounts& session);

/// The benchmark that a row was judged by, read back from its score.
Benchmark7 benchmarkOf(const SlaScore& score);

/// The score by other weights. With the formula's own it is the score that was given.
SlaScore weighed(const SlaScore& score, const SlaWeights& weights);

/// As pointsLost(score), by other weights.
std::vector<PointsLost> pointsLost(const SlaScore& score, const SlaWeights& weights);

}  // namespace naap
