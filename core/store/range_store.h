#pragma once

#include <atomic>
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

/// Finds the sessions that payments link to: first all requests are named, then they are looked up, then asked for.
class PaymentSessions {
public:
    /// Blank request ids link nothing and are passed over.
    void want(std::string_view org, std::string_view request_id);
    /// Nothing more is wanted: look-ups may begin.
    void close();
    /// Looks up what is wanted, a stretch at a time. Two threads may share the work, each with a cache of its own that
    /// sees the same state.
    void lookUp(Cache& cache);
    /// Instead of all that: reads the sessions of all requests at once, for those who ask for most of them.
    void readAll(Cache& cache);

    /// The session that a payment's request id names (R44): of several one with a stream id, then the smallest key.
    /// Null when there is none, the id is blank or was not wanted. Valid as long as the sessions() of this object.
    const LinkedSession* find(std::string_view org, std::string_view request_id) const;
    /// All that were found.
    std::shared_ptr<const void> sessions() const { return m_sessions; }

private:
    using Place = std::unordered_map<std::string, std::size_t>::const_iterator;
    const std::string& keyOf(std::string_view org, std::string_view request_id) const;

    std::unordered_map<std::string, std::size_t> m_places;  ///< in m_sessions, by org and request
    std::vector<Place> m_wanted;
    std::shared_ptr<std::vector<std::optional<LinkedSession>>> m_sessions =
        std::make_shared<std::vector<std::optional<LinkedSession>>>();
    std::atomic<std::size_t> m_next = 0;
    mutable std::string m_key;  ///< kept for its memory
};

}  // namespace naap
