#pragma once

#include <optional>

#include <QString>

#include "core/reports/report.h"

namespace naap {

/// Which stretch of time a person chose. Relative ones end at `now`, the cache's newest event: files are often old.
struct RangeChoice {
    enum class Kind { all, last, absolute };
    Kind kind = Kind::all;
    std::chrono::milliseconds length{};  ///< last
    Instant from{};                      ///< absolute, half-open
    Instant to{};
    bool operator==(const RangeChoice&) const = default;
};

/// Beside which other hours figures are shown.
enum class CompareTo {
    nothing,
    before,       ///< the stretch of the same length before
    week_before,  ///< the same hours seven days earlier
};

/// What every page shows: a stretch of time, a filter, and whether hours that may still change count.
struct Scope {
    RangeChoice choice;
    std::optional<Instant> from;  ///< `choice` as instants; none: everything
    std::optional<Instant> to;
    QString filter;             ///< in the filter language; blank: none
    bool settled_only = false;  ///< leave out the hours that may still change
    CompareTo compare = CompareTo::nothing;
    bool operator==(const Scope&) const = default;

    /// A query of this stretch and filter.
    ReportQuery query() const;
    /// How far back the hours lie that these are compared with; none: with nothing, the range has no ends, or it is
    /// longer than that and would be compared with itself.
    std::optional<std::chrono::milliseconds> comparedBack() const;
    /// Those hours, equally long.
    std::optional<Scope> previous() const;
};

/// Where a person is: what Back returns to.
struct Whereabouts {
    QString page;     ///< a page's id: "leaderboard"
    QString subject;  ///< what the page is about, where it is about one thing: an address, a session key, a GPU id
    Scope scope;
    bool operator==(const Whereabouts&) const = default;
};

}  // namespace naap
