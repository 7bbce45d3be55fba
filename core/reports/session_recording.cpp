#include "core/reports/session_recording.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

#include "core/events/names.h"
#include "core/metrics/network_health.h"
#include "core/reports/cell_values.h"
#include "core/reports/fact_rows.h"
#include "core/store/accounting_store.h"
#include "core/store/evidence_store.h"
#include "core/store/fact_store.h"

namespace naap {
namespace {

using std::chrono::seconds;

// A sample is due every 10 s (status) and 5 s (ingest); three that fail to come are a gap (docs/metrics.md, Coverage).
constexpr seconds kStatusGap{30};
constexpr seconds kIngestGap{15};
/// A stream that was heard of so shortly before the newest event may still run (docs/metrics.md, Supply).
constexpr std::chrono::minutes kMayStillRun{2};

constexpr std::array<std::string_view, kMilestoneCount> kMilestoneTraces{
    "gateway_receive_stream_request", "gateway_send_first_ingest_segment", "runner_send_first_processed_segment",
    "gateway_receive_first_processed_segment", "gateway_receive_few_processed_segments"};
constexpr std::string_view kClosed = "gateway_ingest_stream_closed";
constexpr std::string_view kNoOrchestrators = "gateway_no_orchestrators_available";
constexpr std::string_view kSwap = "orchestrator_swap";

using Times = std::array<std::optional<Instant>, kMilestoneCount>;

Times timesOf(const Session& s)
{
    return {s.started_at, s.first_ingest_at, s.runner_first_processed_at, s.first_processed_at, s.few_processed_at};
}

bool isSwap(const SessionEvent& event)
{
    return event.family == Family::gateway_orchestrator_swap ||
           (event.family == Family::stream_trace && event.subtype == kSwap);
}

bool isError(const SessionEvent& event)
{
    return event.family == Family::ai_stream_events && equalsIgnoringCase(event.subtype, "error");
}

RecordedMark markOf(const SessionEvent& event, RecordedLook look)
{
    return {.at = event.event_ts,
            .what = std::string(event.subtype.empty() ? familyName(event.family) : event.subtype),
            .text = std::string(event.message),
            .look = look,
            .event_id = std::string(event.event_id)};
}

RecordedMark missingMark(Instant at, std::string_view what)
{
    return {.at = at, .what = std::string(what), .text = {}, .look = RecordedLook::missing, .event_id = {}};
}

RecordedSpan missingSpan(Instant from, Instant to, std::string_view what)
{
    return {
        .from = from, .to = to, .what = std::string(what), .text = {}, .look = RecordedLook::missing, .event_id = {}};
}

// --- the lanes

RecordedLook lookOfTrace(std::string_view subtype)
{
    if (subtype == kMilestoneTraces.back())
        return RecordedLook::good;
    return subtype == kNoOrchestrators || subtype == kSwap ? RecordedLook::warning : RecordedLook::normal;
}

/// A milestone that a later one proves to have been passed; or the next one that a requested session did not reach.
void addMissingMilestones(const SessionRecording& r, std::vector<RecordedMark>& marks)
{
    const Times times = timesOf(r.session);
    Instant before = r.from;
    for (std::size_t i = 0; i < kMilestoneCount; ++i) {
        if (times[i]) {
            before = std::max(before, *times[i]);
            continue;
        }
        const auto later = std::find_if(times.begin() + static_cast<std::ptrdiff_t>(i), times.end(),
                                        [](const auto& time) { return time.has_value(); });
        if (later != times.end()) {
            marks.push_back(missingMark(before + (std::max(before, **later) - before) / 2, kMilestoneTraces[i]));
            continue;
        }
        if (i == 0 || (r.session.requested() && r.outcome.rule != OutcomeRule::no_orchestrator))
            marks.push_back(missingMark(i == 0 ? r.from : r.to, kMilestoneTraces[i]));
        return;
    }
}

RecordedLane gatewayLane(const SessionRecording& r, std::span<const SessionEvent> events, Instant newest)
{
    RecordedLane lane{.kind = LaneKind::gateway, .spans = {}, .marks = {}, .lines = {}};
    for (const SessionEvent& event : events)
        if (event.family == Family::stream_trace)
            lane.marks.push_back(markOf(event, lookOfTrace(event.subtype)));
    addMissingMilestones(r, lane.marks);
    if (r.session.completed_count == 0 && r.session.last_seen + kMayStillRun < newest)
        lane.marks.push_back(missingMark(r.to, kClosed));
    std::ranges::stable_sort(lane.marks, {}, &RecordedMark::at);
    return lane;
}

RecordedLook lookOfSelection(const Selection& selection)
{
    const std::string& status = selection.decision.status;
    if (selection.trigger == "swap" || status == "stale" || status == "ambiguous" || status == "unresolved")
        return RecordedLook::warning;
    return status == "resolved" ? RecordedLook::good : RecordedLook::normal;
}

RecordedLane attemptsLane(const SessionRecording& r, std::span<const SessionEvent> events)
{
    RecordedLane lane{.kind = LaneKind::attempts, .spans = {}, .marks = {}, .lines = {}};
    for (std::size_t i = 0; i < r.selections.size(); ++i) {
        const Selection& s = r.selections[i];
        const Instant end = i + 1 < r.selections.size() ? r.selections[i + 1].selection_ts : r.to;
        lane.spans.push_back({.from = s.selection_ts,
                              .to = std::max(end, s.selection_ts),
                              .what = s.trigger,
                              .text = s.observed_address.empty() ? s.observed_url : s.observed_address,
                              .look = lookOfSelection(s),
                              .event_id = s.anchor_event_id});
    }
    for (const SessionEvent& event : events)
        if (isSwap(event))
            lane.marks.push_back(markOf(event, RecordedLook::warning));
    return lane;
}

RecordedLook lookOfState(std::string_view state)
{
    if (state == "ONLINE")
        return RecordedLook::good;
    if (state.starts_with("DEGRADED"))
        return RecordedLook::warning;
    return state == "OFFLINE" ? RecordedLook::bad : RecordedLook::normal;
}

std::vector<const SessionEvent*> statusesOf(std::span<const SessionEvent> events)
{
    std::vector<const SessionEvent*> statuses;
    for (const SessionEvent& event : events)
        if (event.family == Family::ai_stream_status)
            statuses.push_back(&event);
    return statuses;
}

/// Samples of one state that follow each other are one span; where samples are missing it ends.
std::vector<RecordedSpan> stateSpans(const SessionRecording& r, std::span<const SessionEvent* const> statuses)
{
    std::vector<RecordedSpan> spans;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        const SessionEvent& event = *statuses[i];
        const bool last = i + 1 == statuses.size();
        const Instant next = last ? std::max(r.to, event.event_ts) : statuses[i + 1]->event_ts;
        const bool gap = next - event.event_ts > kStatusGap;
        const Instant end = gap ? event.event_ts + kStatusGap / 3 : next;
        const bool same = !spans.empty() && spans.back().what == event.state && spans.back().to == event.event_ts;
        if (same)
            spans.back().to = end;
        else
            spans.push_back({.from = event.event_ts,
                             .to = end,
                             .what = std::string(event.state),
                             .text = {},
                             .look = lookOfState(event.state),
                             .event_id = std::string(event.event_id)});
        if (gap)
            spans.push_back(missingSpan(end, next, "no_status"));
    }
    return spans;
}

RecordedLane stateLane(const SessionRecording& r, std::span<const SessionEvent* const> statuses)
{
    RecordedLane lane{.kind = LaneKind::state, .spans = stateSpans(r, statuses), .marks = {}, .lines = {}};
    const auto playable = r.session.few_processed_at;
    if (statuses.empty() && playable && r.to - *playable > kStatusGap)
        lane.spans.push_back(missingSpan(*playable, r.to, "no_status"));
    for (const Failure& failure : r.failures)
        if (failure.name == "inference_restart")
            lane.marks.push_back({.at = failure.first_ts,
                                  .what = failure.name,
                                  .text = failure.message,
                                  .look = RecordedLook::warning,
                                  .event_id = failure.first_event_id});
    return lane;
}

/// Adds a point; a break before it where samples are missing.
void addPoint(RecordedLine& line, Instant at, std::optional<double> value, seconds gap)
{
    if (!line.points.empty() && at - line.points.back().first > gap)
        line.points.emplace_back(line.points.back().first + milliseconds(1), std::nullopt);
    line.points.emplace_back(at, value);
}

RecordedLane fpsLane(std::span<const SessionEvent* const> statuses)
{
    RecordedLine in{.name = "input_fps", .unit = "fps", .points = {}};
    RecordedLine out{.name = "output_fps", .unit = "fps", .points = {}};
    for (const SessionEvent* event : statuses) {
        addPoint(in, event->event_ts, event->input_fps, kStatusGap);
        addPoint(out, event->event_ts, event->output_fps, kStatusGap);
    }
    return {.kind = LaneKind::fps, .spans = {}, .marks = {}, .lines = {std::move(in), std::move(out)}};
}

/// Where no ingest sample came although the gateway sent segments.
std::vector<RecordedSpan> ingestGaps(const SessionRecording& r, std::span<const IngestSample> samples)
{
    std::vector<RecordedSpan> gaps;
    const auto begun = r.session.first_ingest_at;
    if (samples.empty()) {
        if (begun && r.to - *begun > kIngestGap)
            gaps.push_back(missingSpan(*begun, r.to, "no_ingest_metrics"));
        return gaps;
    }
    for (std::size_t i = 1; i < samples.size(); ++i)
        if (samples[i].event_ts - samples[i - 1].event_ts > kIngestGap)
            gaps.push_back(missingSpan(samples[i - 1].event_ts, samples[i].event_ts, "no_ingest_metrics"));
    return gaps;
}

/// The tracks that users see first: video; else audio.
const TrackHealth& shownTrack(const NetworkHealth& health)
{
    return health.video.jitter_count > 0 || health.audio.jitter_count == 0 ? health.video : health.audio;
}

/// Loss and rate between each two samples and jitter of each, by the rules of the network report.
void addNetworkLanes(const SessionRecording& r, std::span<const IngestSample> samples, std::vector<RecordedLane>& lanes)
{
    RecordedLine loss{.name = "packet_loss", .unit = "%", .points = {}};
    RecordedLine jitter{.name = "packet_jitter", .unit = "ms", .points = {}};
    RecordedLine rate{.name = "bitrate_received", .unit = "Mbit/s", .points = {}};
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Instant at = samples[i].event_ts;
        addPoint(jitter, at, shownTrack(networkHealthOf(samples.subspan(i, 1))).jitterMeanMs(), kIngestGap);
        if (i == 0)
            continue;
        const NetworkHealth pair = networkHealthOf(samples.subspan(i - 1, 2));
        const auto lossRate = shownTrack(pair).packetLossRate();
        const auto bps = pair.received.avgBps();
        addPoint(loss, at, lossRate ? std::optional(*lossRate * 100) : std::nullopt, kIngestGap);
        addPoint(rate, at, bps ? std::optional(*bps / 1e6) : std::nullopt, kIngestGap);
    }
    const auto gaps = ingestGaps(r, samples);
    lanes.push_back({.kind = LaneKind::loss, .spans = gaps, .marks = {}, .lines = {std::move(loss)}});
    lanes.push_back({.kind = LaneKind::jitter, .spans = gaps, .marks = {}, .lines = {std::move(jitter)}});
    lanes.push_back({.kind = LaneKind::bitrate, .spans = gaps, .marks = {}, .lines = {std::move(rate)}});
}

/// What went wrong, one mark an incident; one that status samples repeat is a span beside it. Swaps have their lane.
RecordedLane errorsLane(const SessionRecording& r)
{
    RecordedLane lane{.kind = LaneKind::errors, .spans = {}, .marks = {}, .lines = {}};
    for (const Failure& failure : r.failures) {
        if (failure.name == kSwap || failure.name == familyName(Family::gateway_orchestrator_swap))
            continue;
        lane.marks.push_back({.at = failure.first_ts,
                              .what = failure.name,
                              .text = failure.message,
                              .look = RecordedLook::bad,
                              .event_id = failure.first_event_id});
        if (failure.last_ts > failure.first_ts)
            lane.spans.push_back({.from = failure.first_ts,
                                  .to = failure.last_ts,
                                  .what = failure.name,
                                  .text = failure.message,
                                  .look = RecordedLook::warning,
                                  .event_id = failure.first_event_id});
    }
    return lane;
}

std::optional<std::size_t> columnOf(const ReportTable& table, std::string_view name)
{
    const auto fields = table.fields();
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - fields.begin()));
}

/// Payments as the payments report links them; those linked only by their payment session are `inferred`.
RecordedLane paymentsLane(const ReportTable& payments)
{
    RecordedLane lane{.kind = LaneKind::payments, .spans = {}, .marks = {}, .lines = {}};
    const auto at = columnOf(payments, "event_ts");
    const auto id = columnOf(payments, "event_id");
    const auto worth = columnOf(payments, "expected_fees_wei");
    const auto linked = columnOf(payments, "session_key");
    if (!at || !id || !worth || !linked)
        return lane;
    for (std::size_t row = 0; row < payments.rowCount(); ++row) {
        const bool certain = !std::holds_alternative<std::monostate>(payments.cell(row, *linked));
        lane.marks.push_back({.at = instantIn(payments.cell(row, *at)).value_or(Instant{}),
                              .what = certain ? "payment" : "payment_inferred",
                              .text = textOf(payments.cell(row, *worth)),
                              .look = RecordedLook::normal,
                              .event_id = textOf(payments.cell(row, *id))});
    }
    return lane;
}

// --- why

Evidence evidenceOf(const SessionEvent& event, bool excuses)
{
    return {.at = event.event_ts,
            .event_id = std::string(event.event_id),
            .what = std::string(event.subtype),
            .text = std::string(event.message),
            .excuses = excuses};
}

std::vector<Evidence> evidenceFor(const SessionRecording& r, std::span<const SessionEvent> events)
{
    const auto excuses = [&](const SessionEvent& event) {
        return std::ranges::any_of(r.failures,
                                   [&](const Failure& f) { return f.excusable && f.first_event_id == event.event_id; });
    };
    std::vector<Evidence> evidence;
    for (const SessionEvent& event : events) {
        const bool isTrace = event.family == Family::stream_trace;
        switch (r.outcome.rule) {
            case OutcomeRule::became_playable:
                if (evidence.empty() && isTrace && event.subtype == kMilestoneTraces.back())
                    evidence.push_back(evidenceOf(event, false));
                break;
            case OutcomeRule::no_orchestrator:
                if (isTrace && event.subtype == kNoOrchestrators)
                    evidence.push_back(evidenceOf(event, true));
                break;
            case OutcomeRule::only_excusable_errors:
            case OutcomeRule::some_error_not_excused:
                if (isError(event))
                    evidence.push_back(evidenceOf(event, excuses(event)));
                break;
            case OutcomeRule::not_requested:
            case OutcomeRule::nothing_excuses: break;
        }
    }
    return evidence;
}

AttributionReason attributionOf(const SessionRecording& r)
{
    AttributionReason reason;
    const auto current = std::ranges::find_if(r.selections, [&](const Selection& s) {
        return s.selection_event_id == r.session.current_selection_event_id.value_or("");
    });
    if (current == r.selections.end())
        return reason;
    reason.selection = *current;
    if (current->decision.snapshot_ts)
        reason.snapshot_age_ms = (current->selection_ts - *current->decision.snapshot_ts).count();
    reason.overruled = current->decision.status != r.session.attribution_status;
    return reason;
}

// --- reading

/// All that one session's lanes are made of, held while they are made.
struct Material {
    std::vector<SessionEvent> events;  ///< by (event_ts, event_id); views of `evidence`
    SessionEvidence evidence;
    IngestEvidence ingest;
    Instant newest{};
};

void readFacts(Cache& cache, const StoredSession& stored, SessionRecording& r, Material& material)
{
    r.session = stored.session;
    r.selections = FactStore(cache).selections(stored.session_id);
    std::ranges::sort(r.selections, [](const Selection& a, const Selection& b) {
        return std::tie(a.selection_ts, a.seq) < std::tie(b.selection_ts, b.seq);
    });
    EvidenceStore store(cache);
    store.loadSession(stored.session_id, material.evidence);
    store.loadIngest(stored.session_id, material.ingest);
    material.ingest.sort();
    material.events = material.evidence.events();
    std::ranges::sort(material.events, [](const SessionEvent& a, const SessionEvent& b) {
        return std::tie(a.event_ts, a.event_id) < std::tie(b.event_ts, b.event_id);
    });
    material.newest = newestEvent(cache).value_or(r.session.last_seen);
    r.failures = failuresOf(r.session, material.evidence.events());
}

void findEnds(SessionRecording& r, const Material& material)
{
    r.from = r.to = r.session.last_seen;
    const auto take = [&r](Instant at) {
        r.from = std::min(r.from, at);
        r.to = std::max(r.to, at);
    };
    for (const SessionEvent& event : material.events)
        take(event.event_ts);
    for (const IngestSample& sample : material.ingest.samples())
        take(sample.event_ts);
}

void addLanes(SessionRecording& r, const Material& material, const ReportTable& payments)
{
    const auto statuses = statusesOf(material.events);
    r.lanes.push_back(gatewayLane(r, material.events, material.newest));
    r.lanes.push_back(attemptsLane(r, material.events));
    r.lanes.push_back(stateLane(r, statuses));
    r.lanes.push_back(fpsLane(statuses));
    addNetworkLanes(r, material.ingest.samples(), r.lanes);
    r.lanes.push_back(paymentsLane(payments));
    r.lanes.push_back(errorsLane(r));
}

Result<std::unique_ptr<ReportTable>> paymentsOf(Cache& cache, const SessionRecording& r)
{
    ReportQuery query;
    query.from = hourOf(r.from);
    query.to = hourOf(r.to) + std::chrono::hours(1);
    query.where.push_back({.field = "inferred_session_key", .value = r.session.session_key});
    return runReport(cache, "payments", query);
}

/// False when there is no such session.
Result<bool> readAll(Cache& cache, const std::string& session_key, SessionRecording& r, Material& material)
{
    return guarded(cache, [&]() -> Result<bool> {
        const ReadSnapshot snapshot(cache.db());
        const auto stored = FactStore(cache).sessionByKey(session_key);
        if (stored)
            readFacts(cache, *stored, r, material);
        return stored.has_value();
    });
}

}  // namespace

std::string_view traceOf(Milestone milestone)
{
    return kMilestoneTraces[static_cast<std::size_t>(milestone)];
}

Result<std::optional<SessionRecording>> recordingOf(Cache& cache, const std::string& session_key)
{
    SessionRecording r;
    Material material;
    const auto known = readAll(cache, session_key, r, material);
    if (!known)
        return tl::unexpected(known.error());
    if (!*known)
        return std::optional<SessionRecording>();
    findEnds(r, material);
    const auto payments = paymentsOf(cache, r);
    if (!payments)
        return tl::unexpected(payments.error());
    r.startup = startupSteps(r.session);
    r.outcome.rule = outcomeRuleOf(r.session);
    r.outcome.evidence = evidenceFor(r, material.events);
    r.attribution = attributionOf(r);
    addLanes(r, material, **payments);
    return std::optional(std::move(r));
}

std::optional<double> valueAt(const RecordedLine& line, Instant at)
{
    const auto after = std::ranges::upper_bound(line.points, at, {}, [](const auto& point) { return point.first; });
    return after == line.points.begin() ? std::nullopt : std::prev(after)->second;
}

std::int64_t eventsBetween(const RecordedLane& lane, Instant from, Instant to)
{
    return std::ranges::count_if(lane.marks, [&](const RecordedMark& mark) {
        return mark.look != RecordedLook::missing && mark.at >= from && mark.at <= to;
    });
}

std::vector<StartupStep> startupSteps(const Session& session)
{
    const Times times = timesOf(session);
    std::optional<Instant> start;
    for (const auto& time : times)
        if (time && (!start || *time < *start))
            start = time;
    std::vector<StartupStep> steps;
    for (std::size_t i = 0; i + 1 < kMilestoneCount; ++i) {
        StartupStep& step = steps.emplace_back();
        step.from = static_cast<Milestone>(i);
        step.to = static_cast<Milestone>(i + 1);
        if (times[i])
            step.offset_ms = (*times[i] - *start).count();
        if (times[i] && times[i + 1] && *times[i] <= *times[i + 1])
            step.ms = (*times[i + 1] - *times[i]).count();
    }
    return steps;
}

OutcomeRule outcomeRuleOf(const Session& session)
{
    if (session.startup_outcome == "success")
        return OutcomeRule::became_playable;
    if (session.startup_outcome != "failed")
        return OutcomeRule::not_requested;
    if (session.excusal_reason == "no_orch")
        return OutcomeRule::no_orchestrator;
    if (session.excusal_reason == "excusable_error")
        return OutcomeRule::only_excusable_errors;
    return session.startup_error_count > 0 ? OutcomeRule::some_error_not_excused : OutcomeRule::nothing_excuses;
}

std::vector<FieldDifference> differencesOf(const Session& a, const Session& b)
{
    static constexpr std::array<std::string_view, 7> names{
        "session_key", "stream_id", "request_id", "started_at", "last_seen", "first_event_id", "last_event_id"};
    std::vector<FieldDifference> differences;
    for (const auto& column : sessionColumns()) {
        const Cell left = column.get(a);
        const Cell right = column.get(b);
        if (left != right && std::ranges::find(names, column.field.name) == names.end())
            differences.push_back({column.field, left, right});
    }
    return differences;
}

std::unique_ptr<ReportTable> tableOf(const Session& session)
{
    return std::make_unique<RowsTable<Session>>(std::vector<Session>{session}, sessionColumns());
}

}  // namespace naap
