#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/metrics/coverage.h"
#include "core/reports/format.h"
#include "core/store/accounting_store.h"
#include "core/store/cache.h"
#include "core/store/feed_position_store.h"
#include "core/store/feed_state_store.h"

namespace naap {

/// Counts of what resolving could not tie to anything.
struct LooseEnds {
    std::int64_t sessions_without_start = 0;
    std::int64_t payments = 0;
    std::int64_t unlinked_payments = 0;  ///< their request id is blank or no session's
};

struct DoctorOptions {
    bool integrity = true;  ///< reads the whole file
    bool checksum = true;   ///< reads all facts
    bool decisions = true;  ///< counts decisions and the snapshots that changed nothing: reads each of them
};

/// How a cache is.
struct DoctorReport {
    int schema_version = 0;
    std::vector<std::string> integrity_errors;
    std::vector<std::string> accounting_errors;
    std::int64_t events = 0;                     ///< accepted and held
    std::optional<std::int64_t> events_removed;  ///< by retention; nothing where an older version did not count them
    std::int64_t sessions = 0;
    std::optional<Instant> first_event;
    std::optional<Instant> last_event;
    std::uintmax_t size_bytes = 0;
    std::int64_t revision = 0;
    std::string facts_checksum;  ///< blank when it was not asked for
    std::optional<Instant> retention_horizon;
    std::map<std::string, std::int64_t> records;   ///< by class, over all imports
    std::map<std::string, std::int64_t> waiting;   ///< marks that the resolver has not worked off
    std::map<std::string, std::int64_t> counters;  ///< inert, blank_address_entries, capability_noops, and more
    std::vector<SourceCount> sources;
    std::vector<StoredFeedState> feeds;     ///< live sources, as they stood last
    std::vector<StoredPosition> positions;  ///< how far each part of a live source was read
    std::vector<StoredGap> gaps;            ///< records that a source had dropped before they were read
    std::vector<WatchGap> watch_gaps;       ///< stretches in which nobody read, newest first
    std::vector<DecisionCount> decisions;
    LooseEnds loose_ends;
    std::optional<double> blank_gateway_share;  ///< events without a gateway / accepted events
    std::optional<double> pipeline_coverage_rate;
    std::optional<double> recent_pipeline_coverage_rate;  ///< of the sessions of the last 24 h of events; 0.99 expected
    double health_signal_coverage_ratio = 1;
    std::optional<double> attribution_rate;  ///< resolved or hardware-less / selected sessions

    bool isHealthy() const { return integrity_errors.empty() && accounting_errors.empty(); }
};

Result<DoctorReport> examine(Cache& cache, const DoctorOptions& options);

/// MD5 over the canonical text of all facts, 32 hex digits: the rows of sessions, status-hours, sla, demand and
/// gpu-metrics, in this order and each in its report's, as JSON lines of all fields but `settled`. Equal for equal sets
/// of events, whatever their order and carriers were.
std::string factsChecksum(Cache& cache);

std::string doctorJson(const DoctorReport& report);
std::string doctorText(const DoctorReport& report);

}  // namespace naap
