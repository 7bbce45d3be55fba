#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/facts/selection.h"
#include "core/facts/session.h"
#include "core/reports/report.h"
#include "core/resolver/failures.h"

namespace naap {

/// How a thing on a lane is to be read. `missing`: it should be there and is not.
enum class RecordedLook : std::uint8_t { normal, good, warning, bad, missing };

/// Something that lasted. `what` is a code (a state, a trigger, `no_status`), `text` what belongs to it (an address).
struct RecordedSpan {
    Instant from{};
    Instant to{};
    std::string what;
    std::string text;
    RecordedLook look = RecordedLook::normal;
    std::string event_id;  ///< the event that shows it; blank: none does
};

/// Something at one time.
struct RecordedMark {
    Instant at{};
    std::string what;
    std::string text;
    RecordedLook look = RecordedLook::normal;
    std::string event_id;
};

/// A figure over time; null breaks the line.
struct RecordedLine {
    std::string_view name;
    std::string_view unit;
    std::vector<std::pair<Instant, std::optional<double>>> points;
};

enum class LaneKind : std::uint8_t { gateway, attempts, state, fps, loss, jitter, bitrate, payments, errors };

struct RecordedLane {
    LaneKind kind = LaneKind::gateway;
    std::vector<RecordedSpan> spans;
    std::vector<RecordedMark> marks;
    std::vector<RecordedLine> lines;
};

/// What a session passes on its way to pictures, in order.
enum class Milestone : std::uint8_t { requested, first_segment_in, runner_output, first_segment_out, playable };
inline constexpr std::size_t kMilestoneCount = 5;
/// The event that shows it: `gateway_receive_stream_request` ...
std::string_view traceOf(Milestone milestone);

/// From one milestone to the next one. Null when either end was not seen, or the second comes before the first.
struct StartupStep {
    Milestone from = Milestone::requested;
    Milestone to = Milestone::first_segment_in;
    std::optional<std::int64_t> offset_ms;  ///< of `from`, since the first milestone that was seen
    std::optional<std::int64_t> ms;
    bool operator==(const StartupStep&) const = default;
};

/// Why a session counts as it does; the first rule that holds, in this order.
enum class OutcomeRule : std::uint8_t {
    not_requested,           ///< no stream request was seen: unknown
    became_playable,         ///< success, whatever errors there were
    no_orchestrator,         ///< excused: nothing was selected, and the gateway said that there was nobody
    only_excusable_errors,   ///< excused: there were error events, and the text of each of them excuses
    some_error_not_excused,  ///< unexcused: at least one error event does not excuse
    nothing_excuses,         ///< unexcused: neither pictures nor an error event
};

/// An event that a rule rests on.
struct Evidence {
    Instant at{};
    std::string event_id;
    std::string what;  ///< its kind
    std::string text;  ///< its message
    bool excuses = false;
    bool operator==(const Evidence&) const = default;
};

struct OutcomeReason {
    OutcomeRule rule = OutcomeRule::not_requested;
    std::vector<Evidence> evidence;
};

/// What the attribution of the session rests on.
struct AttributionReason {
    std::optional<Selection> selection;  ///< the decisive one; none: no event names an orchestrator
    /// From the capability snapshot to the selection; negative: the snapshot came later.
    std::optional<std::int64_t> snapshot_age_ms;
    bool overruled = false;  ///< the session's own answer differs from that of the selection: several were named
};

/// One session laid out in time, with what its figures rest on.
struct SessionRecording {
    Session session;
    std::vector<Selection> selections;
    std::vector<Failure> failures;
    std::vector<RecordedLane> lanes;  ///< in the order of LaneKind
    std::vector<StartupStep> startup;
    OutcomeReason outcome;
    AttributionReason attribution;
    Instant from{};
    Instant to{};
};

/// Reads a session's facts and events. Nothing when the cache has no such session.
Result<std::optional<SessionRecording>> recordingOf(Cache& cache, const std::string& session_key);

/// The line's latest value at or before `at`; null before the first, and where it is broken.
std::optional<double> valueAt(const RecordedLine& line, Instant at);
/// Marks of events in [from, to].
std::int64_t eventsBetween(const RecordedLane& lane, Instant from, Instant to);

/// Steps between milestones; null times were not seen.
std::vector<StartupStep> startupSteps(const Session& session);
OutcomeRule outcomeRuleOf(const Session& session);

/// A field of the `sessions` report in which two sessions differ.
struct FieldDifference {
    Field field;
    Cell a;
    Cell b;
};
/// All but names and times, in which any two sessions differ.
std::vector<FieldDifference> differencesOf(const Session& a, const Session& b);

/// The session as the one row of a `sessions` report.
std::unique_ptr<ReportTable> tableOf(const Session& session);

}  // namespace naap
