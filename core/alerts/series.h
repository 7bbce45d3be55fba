#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/alerts/state_machine.h"

namespace naap {

/// What an alert is about: a value of each field that the rule groups by. Null and blank are values too.
struct AlertGroup {
    std::vector<std::optional<std::string>> labels;
    bool operator==(const AlertGroup&) const = default;
    auto operator<=>(const AlertGroup&) const = default;
};

/// The sums of one group in each hour of a range.
struct AlertGroupHours {
    AlertGroup group;
    std::vector<AlertSums> sums;
    std::vector<AlertSums> numerator_sums;    ///< empty: the same as `sums`
    std::vector<std::uint32_t> benchmark_of;  ///< places in AlertHours::benchmarks; empty: none is needed
};

/// What snapshots are worked out from.
struct AlertHours {
    Instant from{};  ///< the first hour
    std::size_t hours = 0;
    std::vector<AlertGroupHours> groups;  ///< ascending
    std::vector<Benchmark7> benchmarks;
    std::vector<std::int64_t> others;  ///< of rules about one's own: how many groups of others had rows, by hour
    std::int64_t rows = 0;             ///< rows of the report in the range
    std::int64_t rows_in_scope = 0;    ///< of these, those that the rule is about
};

/// Observations of each (window, group).
struct AlertSeries {
    std::vector<AlertGroup> groups;
    std::size_t width = 0;                       ///< groups, also where their labels were not asked for
    std::vector<Instant> windows;                ///< their starts, ascending
    std::vector<Instant> judged_at;              ///< when each is judged: judgedAt(), or now if that is earlier
    std::vector<AlertObservation> observations;  ///< window by window, in each the groups in their order

    const AlertObservation& at(std::size_t window, std::size_t group) const
    {
        return observations[window * width + group];
    }
};

/// Which windows to make, and what time it is.
struct SeriesRange {
    Instant from{};  ///< the first window that ends after this
    Instant to{};    ///< windows end at or before this, unless the rule looks at unsettled ones
    Instant now{};   ///< windows settle 15 minutes after their end
};

/// Snapshots of a rule over the hours given, one window for each hour of the range. The hours have to reach back before
/// the range as far as lookBack() says, or what came before counts as not there.
AlertSeries seriesOf(const AlertRule& rule, const AlertHours& hours, const SeriesRange& range);

/// The same without the groups' labels, for whoever judges many rules on the same hours.
AlertSeries unlabelledSeriesOf(const AlertRule& rule, const AlertHours& hours, const SeriesRange& range);

/// How many hours before a window the rule looks at.
std::chrono::hours lookBack(const AlertRule& rule);

/// When a window of the rule is judged: once it is settled, or as soon as it is over.
Instant judgedAt(const AlertRule& rule, Instant windowStart);

/// When a window that ends at `end` is settled.
Instant settledAt(Instant end);

}  // namespace naap
