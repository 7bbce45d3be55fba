#include "core/resolver/session_resolver.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/events/md5.h"
#include "core/events/names.h"
#include "core/resolver/excusal.h"

namespace naap {
namespace {

constexpr std::int64_t kWinProbScale = 10'000'000'000;
constexpr std::int64_t kTailSamples = 3;  // an hour with fewer samples may be a tail (R20)
constexpr std::int64_t kHealthSignals = 3;

bool isCanonicalTrace(const SessionEvent& event)
{
    return event.family == Family::stream_trace && !isRunnerTrace(event);
}

/// The events that make a session, that are signs of life and that may name an orchestrator.
bool isEvidence(const SessionEvent& event)
{
    return isCanonicalTrace(event) || event.family == Family::ai_stream_status ||
           event.family == Family::ai_stream_events;
}

int sourcePriority(const SessionEvent& event)
{
    switch (event.family) {
        case Family::stream_trace: return 1;
        case Family::ai_stream_status: return 2;
        case Family::ai_stream_events: return 3;
        default: return 4;
    }
}

bool inCandidateOrder(const SessionEvent* a, const SessionEvent* b)
{
    if (a->event_ts != b->event_ts)
        return a->event_ts < b->event_ts;
    const int priorityA = sourcePriority(*a);
    const int priorityB = sourcePriority(*b);
    return priorityA != priorityB ? priorityA < priorityB : a->event_id < b->event_id;
}

bool isBefore(const SessionEvent& a, const SessionEvent& b)
{
    return std::tie(a.event_ts, a.event_id) < std::tie(b.event_ts, b.event_id);
}

std::vector<const SessionEvent*> ordered(std::span<const SessionEvent> events)
{
    std::vector<const SessionEvent*> pointers;
    pointers.reserve(events.size());
    for (const SessionEvent& event : events)
        pointers.push_back(&event);
    std::sort(pointers.begin(), pointers.end(), inCandidateOrder);
    return pointers;
}

/// Times come in ascending order, so the first one is the earliest.
void setIfAbsent(std::optional<Instant>& milestone, Instant t)
{
    if (!milestone)
        milestone = t;
}

bool isRunning(std::string_view state)
{
    return state == "ONLINE" || state == "DEGRADED_INPUT" || state == "DEGRADED_INFERENCE";
}

std::optional<std::int64_t> latency(std::optional<Instant> from, std::optional<Instant> to)
{
    if (!from || !to || *to < *from)
        return std::nullopt;
    return (*to - *from).count();
}

/// Collects the evidence of R12 from events in candidate order.
class Evidence {
public:
    explicit Evidence(SessionFacts& facts) : m_facts(facts), m_session(facts.session) {}

    void add(const SessionEvent& event)
    {
        m_session.is_test_load |= event.is_test_load;
        if (!event.reported_gpu_id.empty() && (m_reportedGpu == nullptr || isBefore(*m_reportedGpu, event)))
            m_reportedGpu = &event;
        if (isEvidence(event))
            addSignOfLife(event);
        switch (event.family) {
            case Family::stream_trace: addTrace(event); break;
            case Family::ai_stream_status: addStatus(event); break;
            case Family::ai_stream_events: addStreamEvent(event); break;
            case Family::gateway_orchestrator_swap: ++m_session.swap_count; break;
            default: break;
        }
    }

    std::string_view pipelineHint() const
    {
        if (!m_statusPipeline.empty())
            return m_statusPipeline;
        return m_tracePipeline.empty() ? m_eventPipeline : m_tracePipeline;
    }

    /// Writes the fields that need all events.
    void finish()
    {
        m_session.gateway = m_statusGateway.empty() ? m_traceGateway : m_statusGateway;
        m_session.first_event_id = m_first->event_id;
        m_session.last_event_id = m_last->event_id;
        if (m_reportedGpu != nullptr)
            m_session.reported_gpu_id = m_reportedGpu->reported_gpu_id;
        m_session.startup_latency_ms = latency(m_session.started_at, m_session.first_processed_at);
        m_session.e2e_latency_ms = latency(m_session.first_ingest_at, m_session.runner_first_processed_at);
        m_session.prompt_to_first_frame_ms = latency(m_session.status_start_time, m_session.few_processed_at);
        std::ranges::sort(m_facts.gateway_hours, {},
                          [](const GatewayHour& hour) { return std::tie(hour.window_start, hour.gateway); });
    }

private:
    void addSignOfLife(const SessionEvent& event)
    {
        m_session.last_seen = event.event_ts;
        if (m_first == nullptr || isBefore(event, *m_first))
            m_first = &event;
        if (m_last == nullptr || isBefore(*m_last, event))
            m_last = &event;
    }

    void addTrace(const SessionEvent& event)
    {
        if (event.subtype == "runner_send_first_processed_segment")
            setIfAbsent(m_session.runner_first_processed_at, event.event_ts);
        if (isRunnerTrace(event))
            return;
        m_traceGateway = event.gateway;
        if (!event.pipeline.empty())
            m_tracePipeline = event.pipeline;
        addMilestone(event);
    }

    void addMilestone(const SessionEvent& event)
    {
        if (event.subtype == "gateway_receive_stream_request") {
            ++m_session.started_count;
            setIfAbsent(m_session.started_at, event.event_ts);
        } else if (event.subtype == "gateway_send_first_ingest_segment") {
            setIfAbsent(m_session.first_ingest_at, event.event_ts);
        } else if (event.subtype == "gateway_receive_first_processed_segment") {
            setIfAbsent(m_session.first_processed_at, event.event_ts);
        } else if (event.subtype == "gateway_receive_few_processed_segments") {
            ++m_session.playable_seen_count;
            setIfAbsent(m_session.few_processed_at, event.event_ts);
        } else if (event.subtype == "gateway_no_orchestrators_available") {
            ++m_session.no_orch_count;
        } else if (event.subtype == "gateway_ingest_stream_closed") {
            ++m_session.completed_count;
        } else if (event.subtype == "orchestrator_swap") {
            ++m_session.swap_count;
        }
    }

    void addStatus(const SessionEvent& event)
    {
        m_statusGateway = event.gateway;
        if (!event.pipeline.empty())
            m_statusPipeline = event.pipeline;
        if (event.start_time)
            m_session.status_start_time =
                std::min(m_session.status_start_time.value_or(Instant::max()), *event.start_time);
        ++m_session.status_sample_count;
        m_session.online_seen_count += event.state == "ONLINE";
        m_session.running_state_samples_count += isRunning(event.state);
        m_session.degraded_input_seen_count += event.state == "DEGRADED_INPUT";
        m_session.degraded_inference_seen_count += event.state == "DEGRADED_INFERENCE";
        m_session.positive_output_seen_count += event.output_fps > 0;
        m_session.restart_seen_count += event.restart_count > 0;
        m_session.status_error_sample_count += !event.last_error.empty();
        addToHour(event);
        addToGatewayHour(event);
    }

    void addToHour(const SessionEvent& event)
    {
        const Instant start = hourOf(event.event_ts);
        auto& hours = m_facts.status_hours;
        if (hours.empty() || hours.back().window_start != start)
            hours.push_back({.session_key = m_session.session_key, .window_start = start});
        StatusHour& hour = hours.back();
        ++hour.status_samples;
        hour.fps_positive_samples += event.output_fps > 0;
        hour.running_state_samples += isRunning(event.state);
        hour.degraded_input_samples += event.state == "DEGRADED_INPUT";
        hour.degraded_inference_samples += event.state == "DEGRADED_INFERENCE";
        hour.error_samples += !event.last_error.empty();
        hour.output_fps_sum += event.output_fps;
        hour.output_fps_sumsq += event.output_fps * event.output_fps;
        hour.input_fps_sum += event.input_fps;
        if (event.e2e_latency_ms > 0) {
            hour.e2e_latency_sum_ms += event.e2e_latency_ms;
            ++hour.e2e_latency_sample_count;
        }
    }

    /// Samples come hour by hour, so the gateways of the sample's hour are at the end.
    void addToGatewayHour(const SessionEvent& event)
    {
        const Instant start = hourOf(event.event_ts);
        auto& hours = m_facts.gateway_hours;
        auto it = std::find_if(hours.rbegin(), hours.rend(), [&](const GatewayHour& hour) {
            return hour.window_start != start || hour.gateway == event.gateway;
        });
        if (it == hours.rend() || it->window_start != start) {
            hours.push_back({m_session.session_key, start, std::string(event.gateway), 0, 0});
            it = hours.rbegin();
        }
        ++it->status_samples;
        it->output_fps_sum += event.output_fps;
    }

    void addStreamEvent(const SessionEvent& event)
    {
        if (!event.pipeline.empty())
            m_eventPipeline = event.pipeline;
        if (!equalsIgnoringCase(event.subtype, "error"))
            return;
        ++m_session.startup_error_count;
        m_session.excusable_error_count += isExcusable(event.message);
    }

    SessionFacts& m_facts;
    Session& m_session;
    std::string_view m_statusGateway;
    std::string_view m_traceGateway;
    std::string_view m_statusPipeline;
    std::string_view m_tracePipeline;
    std::string_view m_eventPipeline;
    const SessionEvent* m_first = nullptr;
    const SessionEvent* m_last = nullptr;
    const SessionEvent* m_reportedGpu = nullptr;
};

/// What one event says about the orchestrator in charge (R29).
struct SelectionCandidate {
    const SessionEvent* event = nullptr;
    std::string_view address;
    std::string_view url;
    std::string_view pipelineHint;
    std::string_view modelHint;
    bool explicitSwap = false;

    std::string_view identity() const { return address.empty() ? url : address; }
};

SelectionCandidate candidateOf(const SessionEvent& event)
{
    SelectionCandidate candidate{.event = &event, .address = trimmed(event.address), .url = trimmed(event.url)};
    if (event.family == Family::stream_trace) {
        candidate.pipelineHint = event.pipeline_id;
        candidate.explicitSwap = event.subtype == "orchestrator_swap";
        return candidate;
    }
    candidate.modelHint = event.pipeline;
    candidate.explicitSwap = event.family == Family::ai_stream_events && containsIgnoringCase(event.subtype, "swap");
    return candidate;
}

/// Walks a session's candidates in order; each UTC day begins anew (R28, R30).
class SelectionWalk {
public:
    SelectionWalk(SessionFacts& facts, const TimelineOfDay& timelineOf) : m_facts(facts), m_timelineOf(timelineOf) {}

    void add(const SessionEvent& event)
    {
        if (!isEvidence(event))
            return;
        const SelectionCandidate candidate = candidateOf(event);
        if (candidate.identity().empty())
            return;
        enterDay(dayOf(event.event_ts));
        const std::string_view trigger = triggerOf(candidate);
        if (trigger.empty())
            return;
        m_identity = candidate.identity();
        ++m_seq;
        m_facts.selections.push_back(select(candidate, trigger));
    }

private:
    void enterDay(Instant day)
    {
        if (m_timeline != nullptr && day == m_day)
            return;
        m_day = day;
        m_timeline = &m_timelineOf(day);
        m_seq = 0;
    }

    std::string_view triggerOf(const SelectionCandidate& candidate) const
    {
        if (m_seq == 0)
            return "initial";
        if (candidate.explicitSwap)
            return "swap";
        return equalsIgnoringCase(candidate.identity(), m_identity) ? "" : "orch_change_fallback";
    }

    Selection select(const SelectionCandidate& candidate, std::string_view trigger) const
    {
        const Session& session = m_facts.session;
        const PipelineModel observed = normalize(candidate.pipelineHint, candidate.modelHint);
        Selection selection;
        selection.org = session.org;
        selection.session_key = session.session_key;
        selection.seq = m_seq;
        selection.selection_ts = candidate.event->event_ts;
        selection.trigger = trigger;
        selection.observed_address = lowered(candidate.address);
        selection.observed_url = candidate.url;
        selection.observed_pipeline = observed.pipeline;
        selection.observed_model = observed.model;
        selection.anchor_event_id = candidate.event->event_id;
        selection.anchor_event_type = familyName(candidate.event->family);
        selection.selection_event_id = joinedHash({session.org, session.session_key, selection.anchor_event_id});
        selection.input_hash = joinedHash({session.org, session.session_key, selection.anchor_event_id,
                                           selection.trigger, selection.observed_address, selection.observed_url,
                                           selection.observed_pipeline, formatInstant(selection.selection_ts)});
        selection.decision = m_timeline->attribute({.selection_ts = selection.selection_ts,
                                                    .url = selection.observed_url,
                                                    .address = selection.observed_address,
                                                    .pipeline = observed.pipeline,
                                                    .model = observed.model});
        return selection;
    }

    SessionFacts& m_facts;
    const TimelineOfDay& m_timelineOf;
    const CapabilityTimeline* m_timeline = nullptr;
    Instant m_day{};
    std::int64_t m_seq = 0;
    std::string_view m_identity;
};

/// The latest selection; of simultaneous ones the first in candidate order (R36).
const Selection* currentOf(const std::vector<Selection>& selections)
{
    const Selection* current = nullptr;
    for (const Selection& selection : selections)
        if (current == nullptr || selection.selection_ts > current->selection_ts)
            current = &selection;
    return current;
}

bool sameIdentity(const Selection& a, const Selection& b)
{
    const auto identity = [](const Selection& s) -> std::string_view {
        return s.observed_address.empty() ? s.observed_url : s.observed_address;
    };
    return equalsIgnoringCase(identity(a), identity(b));
}

/// True when nobody knows the current orchestrator and the day's selections name several (R36).
bool isContested(const Selection& current, const std::vector<Selection>& selections)
{
    if (current.decision.status != "unresolved" || current.decision.reason != "missing_candidate")
        return false;
    return std::ranges::any_of(selections, [&](const Selection& other) {
        return dayOf(other.selection_ts) == dayOf(current.selection_ts) && !sameIdentity(other, current);
    });
}

bool orchestratorChanged(const std::vector<Selection>& selections)
{
    const std::optional<std::string>* first = nullptr;
    for (const Selection& selection : selections) {
        const auto& address = selection.decision.orchestrator_address;
        if (address && first != nullptr && *address != **first)
            return true;
        if (address && first == nullptr)
            first = &address;
    }
    return false;
}

void setIdentity(Session& session, const Decision& decision)
{
    session.attribution_status = decision.status;
    session.attribution_reason = decision.reason;
    session.attribution_method = decision.method;
    session.attribution_confidence = decision.confidence;
    session.orchestrator_address = decision.orchestrator_address;
    session.orchestrator_uri = decision.orchestrator_uri;
    session.gpu_id = decision.gpu_id;
    session.gpu_model_name = decision.gpu_model_name;
    session.gpu_memory_bytes_total = decision.gpu_memory_bytes_total;
    session.attribution_snapshot_event_id = decision.snapshot_event_id;
    session.attribution_snapshot_ts = decision.snapshot_ts;
}

/// The session's copy of its current decision, and the names that follow from it (R17, R36).
void attributeSession(SessionFacts& facts, std::string_view pipelineHint)
{
    Session& session = facts.session;
    const Selection* current = currentOf(facts.selections);
    session.selection_outcome = current != nullptr ? "selected" : session.no_orch_count > 0 ? "no_orch" : "unknown";
    Decision decision;
    if (current != nullptr) {
        session.current_selection_event_id = current->selection_event_id;
        session.current_selection_ts = current->selection_ts;
        decision = current->decision;
        if (isContested(*current, facts.selections)) {
            decision.status = "ambiguous";
            decision.reason = "ambiguous_candidates";
            decision.method = "ambiguous";
        }
    } else if (session.selection_outcome == "no_orch") {
        decision.reason = "no_selection_no_orch_excused";
    }
    setIdentity(session, decision);
    session.orchestrator_changed = orchestratorChanged(facts.selections);
    const std::string pipeline = decision.pipeline_id.value_or("");
    const std::string model = decision.model_id.value_or("");
    const PipelineModel names = normalize(pipeline.empty() ? pipelineHint : std::string_view(pipeline), model);
    session.pipeline_id = names.pipeline;
    if (!names.model.empty())
        session.model_id = names.model;
}

/// R14.
void setStartupOutcome(Session& session)
{
    session.excusal_reason = "none";
    if (session.started_count == 0) {
        session.startup_outcome = "unknown";
        return;
    }
    if (session.playable_seen_count > 0) {
        session.startup_outcome = "success";
        return;
    }
    session.startup_outcome = "failed";
    if (session.selection_outcome == "no_orch")
        session.excusal_reason = "no_orch";
    else if (session.startup_error_count > 0 && session.startup_error_count == session.excusable_error_count)
        session.excusal_reason = "excusable_error";
}

/// R15 and R16.
void setOutputHealth(Session& session)
{
    const bool sampled = session.status_sample_count > 0;
    session.loading_only = sampled && session.running_state_samples_count == 0;
    session.zero_output_fps = sampled && session.positive_output_seen_count == 0;
    const bool delivered = sampled && !(session.loading_only && session.zero_output_fps);
    session.health_signal_count = int{sampled} + int{session.playable()} + int{delivered};
    session.health_expected_signal_count = session.requested() ? kHealthSignals : 0;
}

bool looksLikeTail(const StatusHour& hour)
{
    return hour.fps_positive_samples == 0 && hour.running_state_samples == 0 && hour.status_samples < kTailSamples;
}

/// R20. The previous row is only looked for back to one hour before the UTC day.
void markTailArtifacts(SessionFacts& facts)
{
    const Session& session = facts.session;
    const StatusHour* previous = nullptr;
    for (StatusHour& hour : facts.status_hours) {
        const bool inReach =
            previous != nullptr && previous->window_start >= dayOf(hour.window_start) - std::chrono::hours{1};
        hour.is_terminal_tail_artifact = session.started_at && *session.started_at < hour.window_start &&
                                         hourOf(session.last_seen) == hour.window_start && looksLikeTail(hour) &&
                                         (!inReach || looksLikeTail(*previous));
        previous = &hour;
    }
}

constexpr Int128 kMostWei = ~(Int128{1} << 127);

Int128 cappedProduct(Int128 a, Int128 b)
{
    Int128 product = 0;
    return __builtin_mul_overflow(a, b, &product) ? kMostWei : product;
}

Int128 cappedSum(Int128 a, Int128 b)
{
    Int128 sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? kMostWei : sum;
}

void addFees(Session& session, std::span<const Payment* const> payments)
{
    const Fees fees = feesOf(payments);
    session.payment_count = static_cast<std::int64_t>(payments.size());
    session.fees_wei = formatWei(fees.face);
    session.expected_fees_wei = formatWei(fees.expected);
}

}  // namespace

std::string sessionKey(std::string_view org, std::string_view stream_id, std::string_view request_id)
{
    if (stream_id.empty() && request_id.empty())
        return {};
    std::string key(org);
    key.append("|").append(stream_id.empty() ? "_missing_stream" : stream_id);
    key.append("|").append(request_id.empty() ? "_missing_request" : request_id);
    return key;
}

bool isRunnerTrace(const SessionEvent& event)
{
    return event.family == Family::stream_trace && event.subtype.starts_with("runner_");
}

Fees feesOf(std::span<const Payment* const> payments)
{
    // Whole and fractional parts apart, so that the exact sum stays within 128 bits.
    Fees fees;
    Int128 fraction = 0;
    for (const Payment* payment : payments) {
        const Int128 face = cappedProduct(payment->face_value_wei, payment->num_tickets);
        fees.face = cappedSum(fees.face, face);
        fees.expected = cappedSum(fees.expected, cappedProduct(face / kWinProbScale, payment->win_prob_e10));
        fraction = cappedSum(fraction, cappedProduct(face % kWinProbScale, payment->win_prob_e10));
    }
    fees.expected = cappedSum(fees.expected, fraction / kWinProbScale);
    return fees;
}

std::optional<SessionFacts> resolveSession(std::string_view org, std::string_view stream_id,
                                           std::string_view request_id, std::span<const SessionEvent> events,
                                           const TimelineOfDay& timelineOf,
                                           std::span<const Payment* const> linked_payments)
{
    std::optional<SessionFacts> facts;
    std::string key = sessionKey(org, stream_id, request_id);
    if (key.empty() || std::ranges::none_of(events, isEvidence))
        return facts;
    Session& session = facts.emplace().session;
    session.session_key = std::move(key);
    session.org = org;
    session.stream_id = stream_id;
    session.request_id = request_id;
    Evidence evidence(*facts);
    SelectionWalk walk(*facts, timelineOf);
    for (const SessionEvent* event : ordered(events)) {
        evidence.add(*event);
        walk.add(*event);
    }
    evidence.finish();
    attributeSession(*facts, evidence.pipelineHint());
    setStartupOutcome(session);
    setOutputHealth(session);
    markTailArtifacts(*facts);
    addFees(session, linked_payments);
    return facts;
}

}  // namespace naap
