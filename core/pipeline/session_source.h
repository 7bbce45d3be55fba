#pragma once

#include <optional>

#include "core/pipeline/timelines.h"
#include "core/resolver/session_resolver.h"
#include "core/store/evidence_store.h"

namespace naap {

/// What the evidence of one session says now.
struct ResolvedSession {
    std::int64_t session_id = 0;
    std::optional<SessionFacts> facts;  ///< nothing: the session does not exist (any more)
    bool runs_scattered = false;        ///< its evidence stands in several runs that may be joined
};

/// Reads sessions and resolves them. Writes nothing; lives on the thread of its cache connection.
class SessionSource {
public:
    explicit SessionSource(Cache& cache) : m_evidence(cache), m_timelines(m_evidence) {}

    ResolvedSession resolve(std::int64_t session_id);
    EvidenceStore& evidence() { return m_evidence; }
    Timelines& timelines() { return m_timelines; }
    TimelineOfDay timelinesOf(const std::string& org);

private:
    std::vector<Payment> linkedPayments(const SessionIdentity& session);
    bool exists(std::int64_t session_id);

    EvidenceStore m_evidence;
    Timelines m_timelines;
    SessionEvidence m_loaded;
};

}  // namespace naap
