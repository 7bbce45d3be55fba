#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/events/instant.h"
#include "core/facts/session.h"
#include "core/store/cache.h"

namespace naap {

/// UTC hours that overlap [from, to) and hold accepted events, ascending.
std::vector<Instant> eventHours(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

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
    /// Null when there is none or the id is blank. Only session_key, org, stream_id, request_id, pipeline_id and
    /// model_id are filled. Valid as long as this object.
    const Session* find(const std::string& org, const std::string& request_id);

private:
    Statement m_find;
    std::map<std::pair<std::string, std::string>, std::optional<Session>> m_known;
};

}  // namespace naap
