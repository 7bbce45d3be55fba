#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/alerts/series.h"

namespace naap {

/// An alert from its beginning to its end.
struct AlertEpisode {
    std::size_t group = 0;
    Instant pending_at{};  ///< when the first bad window became known
    Instant fired_at{};
    std::optional<Instant> ended_at;      ///< nothing: it goes on at the end of the range
    AlertLevel level = AlertLevel::none;  ///< the worst
    AlertReason ended_by = AlertReason::recovered;
    bool is_no_data = false;
    bool is_flapping = false;
    AlertObservation seen;            ///< of the window that made it fire, as known then
    std::optional<double> worst;      ///< of the values seen while it fired
    std::optional<double> value_now;  ///< of the window that made it fire, after late events; see compareWithNow()

    std::chrono::milliseconds length(Instant end) const { return ended_at.value_or(end) - fired_at; }
};

/// A stretch of time in one state, for drawing.
struct AlertStretch {
    std::size_t group = 0;
    AlertState state = AlertState::inactive;
    AlertLevel level = AlertLevel::none;
    Instant from{};
    Instant to{};
};

struct FiringGroup {
    std::size_t group = 0;
    std::int64_t fires = 0;
    std::chrono::milliseconds firing{};
};

/// What a rule would have done.
struct Backtest {
    Instant from{};
    Instant to{};
    std::vector<AlertEpisode> episodes;    ///< by fired_at, group
    std::vector<AlertStretch> stretches;   ///< all but inactive, by group, from
    std::vector<FiringGroup> most_firing;  ///< most fires first
    std::int64_t fires = 0;
    std::int64_t told = 0;            ///< without those kept quiet because they flap
    std::int64_t flaps = 0;           ///< fires within flap_windows of the same group's last end
    std::int64_t windows = 0;         ///< of all groups together
    std::int64_t windows_judged = 0;  ///< with enough evidence
    std::int64_t windows_scant = 0;   ///< with some, but too little
    std::int64_t windows_without_data = 0;

    double firesPerDay() const;
    std::optional<std::chrono::milliseconds> medianLength() const;
    std::optional<std::chrono::milliseconds> longest() const;
};

/// Runs the rule over the snapshots, each window at the moment when it would have been judged. `series` begins where
/// the machine begins: nothing is firing before.
Backtest backtest(const AlertRule& rule, const AlertSeries& series);

/// One cell of the grid of nearby settings.
struct NearbyResult {
    double factor = 1;  ///< the distance of the thresholds from a perfect value, in shares of the rule's own
    std::optional<double> warning;
    std::optional<double> critical;
    int pending_windows = 1;
    std::int64_t fires = 0;
    double fires_per_day = 0;
    std::optional<std::chrono::milliseconds> median_length;
};

/// The rule with thresholds and pending windows a little smaller and greater, its own
/// among them: each of five thresholds with each of a few pending times. Empty for conditions without a threshold to
/// move.
/// `isWanted` is asked between two cells: once it says no, what there is so far comes back.
std::vector<NearbyResult> nearbyResults(const AlertRule& rule, const AlertSeries& series,
                                        const std::function<bool()>& isWanted = {});

/// An alert of the past that a person called right or wrong.
struct TaggedAlert {
    AlertGroup group;
    Instant from{};
    Instant to{};
    bool is_true = false;
};

/// How a back-test does by what people said of earlier alerts.
struct TagScore {
    std::int64_t true_alerts = 0;             ///< tagged true, within the range
    std::int64_t caught = 0;                  ///< of these: the rule fires for the same group in the same time
    std::int64_t false_fires = 0;             ///< tagged false, and it fires again
    std::vector<std::size_t> missed;          ///< places of the true ones that it does not catch
    std::optional<double> precision() const;  ///< caught / (caught + false fires); null: nothing was tagged
};
TagScore scoreOf(const Backtest& result, const std::vector<AlertGroup>& groups, const std::vector<TaggedAlert>& tags);

/// A sentence of it that can be kept with the rule: "Tried on 2026-03-02 to 2026-04-01: 12 alerts (0.40 a day), ..."
std::string benchReason(const Backtest& result, const TagScore& score);

/// Fires outside of the working hours, Monday to Friday from 8 to 18, of a zone.
std::int64_t firesOffHours(const Backtest& result, std::chrono::minutes utc_offset);

/// Puts beside what was known when an alert fired what is known of the same window now.
void compareWithNow(std::vector<AlertEpisode>& episodes, const AlertSeries& now);

}  // namespace naap
