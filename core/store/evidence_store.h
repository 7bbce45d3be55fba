#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/events/record_parser.h"
#include "core/store/cache.h"
#include "core/store/evidence_codec.h"

namespace naap {

struct SessionIdentity {
    std::int64_t session_id = 0;
    std::string session_key;
    std::string org;
    std::string stream_id;
    std::string request_id;
};

/// One element of a capability event on its way past a visitor.
struct VisitedSnapshot {
    Instant event_ts{};
    std::string_view event_id;
    std::uint32_t element_index = 0;
    std::int64_t surface_id = 0;
    const Md5& payload_hash;
    std::size_t node = 0;  ///< number of the node (address and URI) within the visit, from 0
};

/// Reads the evidence that the resolver needs. Lives on the thread of its cache.
class EvidenceStore {
public:
    explicit EvidenceStore(Cache& cache);

    SessionIdentity identity(std::int64_t session_id);
    /// Fills `evidence` with all events of the session. Returns the number of runs, so that many small ones can be
    /// joined; damaged runs are left out.
    int loadSession(std::int64_t session_id, SessionEvidence& evidence);
    /// Replaces the runs of a session by one for each UTC day.
    void joinSessionRuns(std::int64_t session_id, const SessionEvidence& evidence);
    void loadIngest(std::int64_t session_id, IngestEvidence& evidence);

    /// Sessions whose ids name this request, by session_key.
    std::vector<SessionIdentity> sessionsOfRequest(const std::string& org, const std::string& request_id);
    /// Payments that name this request, by (event_ts, event_id); only the amounts are filled.
    std::vector<Payment> requestedPayments(const std::string& org, const std::string& request_id);

    /// Snapshots of an org in [from, to), by (event_ts, event_id); exact repeats of the one before are left out.
    std::vector<CapabilitySnapshot> capabilities(const std::string& org, Instant from, Instant to,
                                                 std::int64_t* repeats = nullptr);
    /// The same with every repeat.
    std::vector<CapabilitySnapshot> allCapabilities(const std::string& org, Instant from, Instant to);
    std::vector<Payment> payments(Instant from, Instant to);
    std::vector<DiscoveryResult> discovery(Instant from, Instant to);

    std::vector<AiBatchEvent> aiBatchEvents(const std::string& org, const std::string& request_id);
    std::vector<LlmRequest> llmCandidates(const std::string& org, const std::string& request_id);
    std::optional<ByocEvent> byocEvent(const std::string& org, const std::string& event_id);
    std::vector<WorkerSnapshot> workers(const std::string& org, Instant from, Instant to);

    /// Visits snapshots by (event_ts, event_id, element_index); of several elements of one node in one event the last
    /// one alone (R24).
    void visitCapabilities(const std::string& org, Instant from, Instant to,
                           const std::function<void(const VisitedSnapshot&)>& visit);
    const std::shared_ptr<const CapabilitySurface>& surface(std::int64_t id);
    CapabilitySnapshot snapshotOf(const VisitedSnapshot& visited);

private:
    Cache& m_cache;
    std::unordered_map<std::int64_t, std::shared_ptr<const CapabilitySurface>> m_surfaces;
    Statement m_identity;
    Statement m_sessionRuns;
    Statement m_requestSessions;
    Statement m_requestedPayments;
};

/// Puts the payments that arrived since the last call in order of their requests, and marks these dirty. A resolution
/// begins with it; until then payments lie in order of arrival, which costs a fraction to write.
void sortArrivedPayments(Cache& cache);

/// Takes one accepted event's evidence out again, when another payload of its identity wins (R6). What depended on it
/// is marked stale.
void removeEvidence(Cache& cache, const ParsedRecord& record);

}  // namespace naap
