#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/events/instant.h"
#include "core/facts/session.h"
#include "core/metrics/rates.h"

namespace naap {

/// How many of those that should have some evidence have it. Additive; the ratio is null when none should.
struct Covered {
    std::int64_t have = 0;
    std::int64_t should = 0;

    void count(bool has) { ++should, have += has; }
    std::optional<double> rate() const { return ratio(have, should); }

    bool operator==(const Covered&) const = default;
};

/// Evidence coverage of sessions (docs/metrics.md, Coverage).
struct SessionCoverage {
    Covered status_evidence;   ///< requested sessions with a status sample
    Covered ptff_evidence;     ///< successful sessions with a prompt-to-first-frame time
    Covered startup_evidence;  ///< successful sessions with a startup latency
    Covered e2e_evidence;      ///< sessions with status that have end-to-end evidence of either kind
    Covered resolved;          ///< selected sessions by attribution status, down to unresolved
    Covered hardware_less;
    Covered stale;
    Covered ambiguous;
    Covered unresolved;
    Covered gpu_identity;       ///< attributed sessions with a GPU id
    Covered pipeline_coverage;  ///< selected sessions with a model that have a canonical pipeline
    Covered gateway_identity;   ///< sessions whose gateway is known

    /// Resolved or hardware-less / selected sessions: above 0.8 is healthy. Null when none was selected.
    std::optional<double> attributionRate() const;
};

/// A session, and whether any of its status samples measured an end-to-end latency. The session is never null.
struct CoverageInput {
    const Session* session = nullptr;
    bool has_status_e2e = false;
};

/// Counts one session's attribution and pipeline in, and nothing else of it.
void addAttribution(SessionCoverage& coverage, const Session& session);

/// Counts one session in.
void addTo(SessionCoverage& total, const CoverageInput& session);

SessionCoverage coverageOf(std::span<const CoverageInput> sessions);

/// Samples of a session-hour / those expected, one in `everySeconds` between the first and the last. Below 0.8: gaps;
/// above 1.2: duplicates or several reporters. Null when less than 60 s lie between.
std::optional<double> samplingDensity(std::int64_t samples, Instant first, Instant last, double everySeconds);

inline constexpr double kStatusEverySeconds = 10;
inline constexpr double kIngestEverySeconds = 5;

}  // namespace naap
