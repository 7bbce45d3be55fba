#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/report.h"

// What a list of sessions says as a whole. The lists are answers of the `sessions` report, filtered or not; their
// columns are found by name. Everything here is pure.
namespace naap {

/// How a session's start ended, each session in exactly one class. `excused` holds those excused by their errors;
/// those excused because no orchestrator was found are `no_orchestrator`.
enum class SessionOutcome : std::uint8_t { success, excused, unexcused, no_orchestrator, unknown };
inline constexpr std::size_t kSessionOutcomeCount = 5;

SessionOutcome outcomeOf(std::string_view startup_outcome, std::string_view excusal_reason);

/// The fields that the functions below read of each session, beside those that they are given by name. Asking the
/// report for these alone (ReportQuery::fields) is much faster than for whole sessions.
std::vector<std::string> groupedFields();

/// Sessions by the hour in which they count as demand (docs/metrics.md, Ground rules).
struct OutcomeHour {
    Instant hour{};
    std::array<std::int64_t, kSessionOutcomeCount> sessions{};  ///< by SessionOutcome
    bool operator==(const OutcomeHour&) const = default;
};
/// From the first hour with a session to the last one, those without any included.
std::vector<OutcomeHour> sessionsByHour(const ReportTable& sessions);

/// Sums over sessions, under the names of docs/metrics.md (Session counters); everything else is worked out of these.
struct SessionTally {
    std::int64_t sessions_count = 0;
    std::int64_t requested_sessions = 0;
    std::int64_t known_sessions_count = 0;
    std::int64_t startup_success_sessions = 0;
    std::int64_t startup_excused_sessions = 0;  ///< those without an orchestrator among them
    std::int64_t no_orch_sessions = 0;
    std::int64_t startup_failed_sessions = 0;
    std::int64_t output_failed_sessions = 0;
    std::int64_t effective_failed_sessions = 0;
    std::int64_t total_swapped_sessions = 0;
    std::int64_t sessions_ending_in_error = 0;
    double startup_latency_sum_ms = 0;  ///< of values above 0, like the two below
    std::int64_t startup_latency_sample_count = 0;
    double prompt_to_first_frame_sum_ms = 0;
    std::int64_t prompt_to_first_frame_sample_count = 0;
    double e2e_latency_sum_ms = 0;
    std::int64_t e2e_latency_sample_count = 0;

    SessionTally& operator+=(const SessionTally& other);
    bool operator==(const SessionTally&) const = default;
};

/// A line of a grouping: all sessions (level 0), those of one value of the first field (1), or of one value of the
/// second within it (2).
struct SessionGroup {
    int level = 0;
    std::optional<std::string> value;   ///< of the first field; nothing: the sessions have none
    std::optional<std::string> second;  ///< of the second
    SessionTally tally;
};

/// Groups by one field or by two. First the line of all sessions, then each group with its parts below it, the largest
/// first. An unknown field puts all sessions into one group.
std::vector<SessionGroup> groupSessions(const ReportTable& sessions, std::string_view field,
                                        std::string_view second = {});

/// The groups as a table: counts, rates and means.
std::unique_ptr<ReportTable> groupTable(std::vector<SessionGroup> groups);

/// The values of a numeric column. Rows without one are counted.
struct ColumnValues {
    std::vector<double> values;  ///< in the order of the rows
    std::int64_t missing = 0;
};
ColumnValues valuesOf(const ReportTable& table, std::string_view field);

/// The stretch of values that the `count` rows nearest to the median take in. The median is that of docs/metrics.md,
/// Percentiles; of two values equally near the smaller one counts as nearer. Nothing without values.
struct TypicalRange {
    double low = 0;
    double median = 0;
    double high = 0;
    bool operator==(const TypicalRange&) const = default;
};
std::optional<TypicalRange> typicalRange(std::vector<double> values, std::size_t count);

}  // namespace naap
