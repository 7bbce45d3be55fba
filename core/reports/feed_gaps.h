#pragma once

#include <optional>
#include <vector>

#include "core/reports/report.h"

namespace naap {

/// Hours in a row of which the cache holds no event.
struct FeedGap {
    enum class Cause {
        removed,          ///< before the retention horizon: taken out of the cache
        outside_of_feed,  ///< before the first event held or after the last
        events_missing,   ///< sessions ran through it: their events were made and are not here
        silent_or_lost,   ///< nothing tells a quiet network from a file that is not here
    };
    Instant from{};
    Instant to{};
    Cause cause = Cause::silent_or_lost;
    std::int64_t sessions_across = 0;  ///< with events before and after it

    std::int64_t hours() const;
    bool operator==(const FeedGap&) const = default;
};

std::string_view causeName(FeedGap::Cause cause);

/// Gaps of [from, to); without ends from the first event held to the last. Ascending; where the cause changes, a new
/// one begins.
Result<std::vector<FeedGap>> feedGaps(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

/// The same as a table: from, to, hours, cause, sessions_across.
std::unique_ptr<ReportTable> feedGapTable(std::vector<FeedGap> gaps);

}  // namespace naap
