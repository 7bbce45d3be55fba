#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/store/cache.h"

namespace naap {

/// How many records of one kind became what (R49), over all sources.
struct AccountingLine {
    std::string org;
    std::string record_class;  ///< accepted, ignored, rejected, duplicate
    std::string event_type;
    std::string event_subtype;
    std::string reason;
    std::int64_t records = 0;
    std::int64_t bytes = 0;
};

/// Ascending by all texts, in the order above.
std::vector<AccountingLine> accountingLines(Cache& cache);

/// What is counted beside the accounting, by name.
std::map<std::string, std::int64_t> counters(Cache& cache);

/// The records of one source and org, by class.
struct SourceCount {
    std::string kind;  ///< of the source
    std::string name;
    std::string org;
    std::int64_t accepted = 0;
    std::int64_t ignored = 0;
    std::int64_t rejected = 0;
    std::int64_t duplicates = 0;
    std::int64_t records = 0;
    std::int64_t bytes = 0;
};
std::vector<SourceCount> sourceCounts(Cache& cache);

/// Capability snapshots held that say what their node's snapshot before said: they open no version (R25).
std::int64_t capabilityNoops(Cache& cache);

/// Accepted events that retention removed. Nothing where it did so before this was counted.
std::optional<std::int64_t> removedEvents(Cache& cache);
/// Adds to them.
void countRemovedEvents(Cache& cache, std::int64_t events);

/// Accepted events that the cache holds the payload of.
std::int64_t heldEvents(Cache& cache);

/// Time of the oldest and of the newest event held; nothing in a cache without events.
std::optional<Instant> oldestEvent(Cache& cache);
std::optional<Instant> newestEvent(Cache& cache);

/// Events of one UTC hour and org that the cache holds.
struct EventHour {
    Instant hour{};
    std::string org;
    std::int64_t events = 0;
    Instant newest{};
};
/// Hours with start in [from, to), ascending by (hour, org). Events that lost to another payload are counted too.
std::vector<EventHour> eventsByHour(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// Marks of work that the resolver has not done yet, by what they mark.
std::map<std::string, std::int64_t> dirtyMarks(Cache& cache);

std::int64_t sessionCount(Cache& cache);

/// What attribution answered how often, over selections and jobs (R49); by status and reason.
struct DecisionCount {
    std::string status;
    std::string reason;
    std::int64_t decisions = 0;
};
std::vector<DecisionCount> decisionCounts(Cache& cache);

/// Payments, and those of them whose request is a session's.
struct PaymentCount {
    std::int64_t payments = 0;
    std::int64_t linked = 0;
};
PaymentCount paymentCount(Cache& cache);

}  // namespace naap
