#include "core/pipeline/session_source.h"

#include <algorithm>

namespace naap {

TimelineOfDay SessionSource::timelinesOf(const std::string& org)
{
    return [this, org](Instant day) -> const CapabilityTimeline& { return m_timelines.of(org, day); };
}

ResolvedSession SessionSource::resolve(std::int64_t session_id)
{
    ResolvedSession result{.session_id = session_id, .facts = {}};
    const SessionIdentity id = m_evidence.identity(session_id);
    result.runs_scattered = m_evidence.loadSession(session_id, m_loaded) > 1;
    const std::vector<Payment> payments = linkedPayments(id);
    std::vector<const Payment*> linked;
    for (const Payment& payment : payments)
        linked.push_back(&payment);
    result.facts = resolveSession(id.org, id.stream_id, id.request_id, m_loaded.events(), timelinesOf(id.org), linked);
    return result;
}

/// True when the evidence makes a session (R10); runner traces and swaps reported beside the traces alone do not.
bool SessionSource::exists(std::int64_t session_id)
{
    SessionEvidence evidence;
    m_evidence.loadSession(session_id, evidence);
    return std::ranges::any_of(evidence.events(), [](const SessionEvent& event) {
        return event.family != Family::gateway_orchestrator_swap && !isRunnerTrace(event);
    });
}

/// Payments link to one session of their request: preferably one with a stream id, then the smallest key (R44).
std::vector<Payment> SessionSource::linkedPayments(const SessionIdentity& session)
{
    if (session.request_id.empty())
        return {};
    auto payments = m_evidence.requestedPayments(session.org, session.request_id);
    if (payments.empty())
        return {};
    const auto sharing = m_evidence.sessionsOfRequest(session.org, session.request_id);
    for (const bool withStream : {true, false})
        for (const SessionIdentity& other : sharing)
            if (other.stream_id.empty() != withStream &&
                (other.session_id == session.session_id || exists(other.session_id)))
                return other.session_id == session.session_id ? std::move(payments) : std::vector<Payment>{};
    return payments;
}

}  // namespace naap
