#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/facts/job.h"
#include "core/facts/selection.h"
#include "core/facts/session.h"
#include "core/store/cache.h"

namespace naap {

/// Facts of one session, as written and read together.
struct StoredSession {
    std::int64_t session_id = 0;
    Session session;
};

/// Which sessions a reader wants. Half-open in `last_seen`; no bound: all.
struct SessionFilter {
    std::optional<Instant> from;
    std::optional<Instant> to;
    std::optional<std::string> orchestrator_address;
    std::int64_t limit = -1;  ///< -1: all
};

/// Writes and reads facts. Lives on the thread of its cache.
class FactStore {
public:
    explicit FactStore(Cache& cache);

    /// Replaces all facts of a session. Adds to `hours` the UTC hours whose rollups that changes, old and new.
    /// A decision that differs from the one before goes to the history of superseded ones.
    void replaceSession(std::int64_t session_id, const Session& session, const std::vector<Selection>& selections,
                        const std::vector<StatusHour>& statusHours, const std::vector<GatewayHour>& gatewayHours,
                        std::set<Instant>& hours);
    /// Takes a session that no longer exists out of the facts.
    void removeSession(std::int64_t session_id, std::set<Instant>& hours);

    std::optional<Session> session(std::int64_t session_id);
    std::optional<StoredSession> sessionByKey(const std::string& session_key);
    std::vector<Selection> selections(std::int64_t session_id);
    std::vector<StatusHour> statusHours(std::int64_t session_id);

    /// By session_key; `visit` returns false to stop.
    void visitSessions(const SessionFilter& filter, const std::function<bool(const StoredSession&)>& visit);
    /// By (session_key, selection_ts, seq).
    void visitSelections(std::optional<Instant> from, std::optional<Instant> to,
                         const std::function<bool(const Selection&)>& visit);
    /// By (session_key, window_start); gives the session's org too.
    void visitStatusHours(std::optional<Instant> from, std::optional<Instant> to,
                          const std::function<bool(const StatusHour&, const std::string& org)>& visit);

    struct HourOfSession {
        std::int64_t session_id = 0;
        StatusHour hour;
    };
    /// What the rollups of one hour are made of, or what one session brings to them; session_key is left blank.
    std::vector<HourOfSession> statusHoursOf(Instant hour, std::optional<std::int64_t> session_id = {});
    struct GatewayHourOfSession {
        std::int64_t session_id = 0;
        GatewayHour hour;
    };
    std::vector<GatewayHourOfSession> gatewayHoursOf(Instant hour, std::optional<std::int64_t> session_id = {});
    std::vector<std::int64_t> sessionsOfDemandHour(Instant hour);

    /// Selections made in [from, to], with the names they observed.
    struct ObservedSelection {
        std::int64_t session_id = 0;
        Instant selection_ts{};
        std::string observed_address;
        std::string observed_url;
    };
    std::vector<ObservedSelection> observedIn(Instant from, Instant to);
    /// True when a selection was made or a job completed in [from, to).
    bool anyDecisionIn(Instant from, Instant to);

    void replaceJob(const Job& job);
    void removeJob(Job::Kind kind, const std::string& org, const std::string& request_id);
    void visitJobs(std::optional<Instant> from, std::optional<Instant> to,
                   const std::function<bool(const Job&)>& visit);
    void replaceLlm(const LlmRequest& request);
    void removeLlm(const std::string& org, const std::string& request_id);
    void visitLlm(const std::function<bool(const LlmRequest&)>& visit);

private:
    bool removeOldHours(std::int64_t session_id, std::set<Instant>& hours);
    void replaceSelections(std::int64_t session_id, const std::vector<Selection>& selections);
    void writeSelections(std::int64_t session_id, const std::vector<Selection>& selections);
    std::optional<std::string> writeGateways(std::int64_t session_id, Instant hour,
                                             const std::vector<GatewayHour>& gatewayHours);

    Cache& m_cache;
    Statement m_readSession;
    Statement m_writeSession;
    Statement m_oldDemandHour;
    Statement m_oldStatusHours;
    Statement m_readStatusHours;
    Statement m_readGatewayHours;
    Statement m_deleteStatusHours;
    Statement m_deleteGatewayHours;
    Statement m_readSelections;
    Statement m_deleteSelections;
    Statement m_writeSelection;
    Statement m_writeStatusHour;
    Statement m_writeGatewayHour;
    Statement m_writeJob;
};

std::string_view jobKindName(Job::Kind kind);

}  // namespace naap
