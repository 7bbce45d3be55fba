#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/events/instant.h"
#include "core/facts/linked_session.h"
#include "core/store/cache.h"

namespace naap {

/// UTC hours that overlap [from, to) and hold accepted events, ascending.
std::vector<Instant> eventHours(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// The same, and those whose events were removed after figures had been made of them.
std::vector<Instant> hoursWithData(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// UTC hours that hold events of a session, ascending: none for a session that is not known. Nothing when its evidence
/// cannot be read.
std::optional<std::vector<Instant>> hoursOfSession(Cache& cache, const std::string& session_key);

/// Names of all sources of records by id.
std::map<std::int64_t, std::string> sourceNames(Cache& cache);

/// Ids of resolved sessions in which something went wrong, with stream events on a UTC day that overlaps [from, to),
/// ascending. Sessions whose counters of failures, restarts, errors and swaps are all 0 have no failures to look for.
std::vector<std::int64_t> failingSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// Ids of sessions with ingest samples on a UTC day that overlaps [from, to), ascending.
std::vector<std::int64_t> ingestSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// Finds the sessions that payments link to. Remembers what it found; lives on the thread of its cache.
class PaymentSessions {
public:
    explicit PaymentSessions(Cache& cache);

    /// The session that a payment's request id names (R44): of several one with a stream id, then the smallest key.
    /// Null when there is none or the id is blank. Valid as long as the sessions() of this object.
    const LinkedSession* find(std::string_view org, std::string_view request_id);

    /// Reads the sessions of all requests at once, for those who ask for most of them.
    void readAll(Cache& cache);

    /// All that were found.
    std::shared_ptr<const std::deque<LinkedSession>> sessions() const { return m_sessions; }

private:
    std::string& keyOf(std::string_view org, std::string_view request_id);

    Statement m_find;
    bool m_knows_all = false;
    std::unordered_map<std::string, LinkedSession*> m_all;
    std::shared_ptr<std::deque<LinkedSession>> m_sessions = std::make_shared<std::deque<LinkedSession>>();
    std::unordered_map<std::string, const LinkedSession*> m_known;  ///< by org and request
    std::string m_key;
};

}  // namespace naap
