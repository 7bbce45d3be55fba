#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/reports/report.h"

namespace naap {

struct OverviewQuery {
    std::optional<Instant> from;  ///< half-open; none: everything held
    std::optional<Instant> to;
    std::string filter;  ///< on sessions
    bool settled_only = false;
    std::set<std::string> orchestrators;  ///< only sessions served by these; empty: all
    /// How far back the hours lie that it is compared with. None: as far as it is long. Less than that: with nothing.
    std::optional<std::chrono::milliseconds> compared_back;
};

/// Figures of a stretch of time, each from additive fields. Sessions belong to the hour in which they count as demand
/// (docs/metrics.md, Ground rules), status samples and scores to their own hours.
struct OverviewFigures {
    std::int64_t sessions = 0;
    std::int64_t requested_sessions = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t no_orch_sessions = 0;
    double output_fps_sum = 0;
    std::int64_t status_samples = 0;
    std::int64_t ptff_count = 0;  ///< sessions with a prompt-to-first-frame time
    std::optional<double> ptff_p50_ms;
    std::optional<double> ptff_p95_ms;
    std::optional<double> sla_score_weighted_mean;  ///< null too when the filter does not fit the report `sla`
    std::int64_t sla_sessions = 0;                  ///< requested sessions behind it
    std::int64_t streams_at_end = 0;                ///< see streamsAt()

    /// Requested sessions that found an orchestrator or may have.
    std::int64_t servedSessions() const { return requested_sessions - no_orch_sessions; }
    std::optional<double> startupSuccessRate() const;
    std::optional<double> avgOutputFps() const;
    std::optional<double> unservedRate() const;

    bool operator==(const OverviewFigures&) const = default;
};

struct OverviewHour {
    Instant hour{};
    OverviewFigures figures;
};

struct Overview {
    std::optional<Instant> from;  ///< what was looked at; nothing in an empty cache
    std::optional<Instant> to;
    OverviewFigures figures;
    /// Of the stretch that it is compared with, equally long, where the cache reaches back so far.
    std::optional<OverviewFigures> before;
    std::optional<std::chrono::milliseconds> back;  ///< how far back that stretch lies; none: the range has no start
    std::vector<OverviewHour> hours;                ///< ascending, those without sessions included
    std::optional<Instant> provisional_from;        ///< the first hour that may still change
    bool cache_is_empty = false;
    bool sla_is_filtered_out = false;  ///< the filter does not fit the report `sla`
};

/// Errors name what is wrong with the filter.
Result<Overview> overview(Cache& cache, const OverviewQuery& query);

/// The moment for which an overview says what runs: the end of the range, and never later than the newest event. The
/// cache holds events; else nothing.
std::optional<Instant> liveMoment(Cache& cache, const OverviewQuery& query);

/// Which sessions run at that moment, as a filter on sessions: those that streamsAt() counts, except that who has no
/// start is taken to have begun by then.
std::string liveFilter(Instant moment);

/// From a session's first known moment to its last event.
struct SessionSpan {
    Instant start{};
    Instant end{};
    bool is_closed = false;  ///< its gateway closed it: that is the end
};
/// Streams that run at a moment: begun by then, not closed, and heard from within the minute before it or later. Status
/// samples come every few seconds, so that a stream which is silent for longer has ended.
std::int64_t streamsAt(const std::vector<SessionSpan>& sessions, Instant t);
/// That minute: who was last heard from before it does not run at `moment`.
Instant heardSince(Instant moment);

}  // namespace naap
