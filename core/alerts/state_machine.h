#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/alerts/rule.h"

namespace naap {

/// What is known of one group in one window.
struct AlertObservation {
    Instant window_start{};
    std::optional<double> value;   ///< what is compared: the metric, its change, or windows of absence; null: no data
    std::optional<double> metric;  ///< the metric itself
    std::optional<double> numerator;
    std::optional<double> denominator;
    std::optional<double> baseline;  ///< change: the earlier value
    std::int64_t sessions = 0;
    std::int64_t samples = 0;
    std::optional<Instant> bad_since;  ///< where the value itself says since when it has been bad
    std::optional<Instant> critical_since;
    double attainable_share = 1;
    bool enough = true;       ///< false: below the minimum evidence, so neither good nor bad
    bool is_expected = true;  ///< of a null value: the group had data lately, so that its silence means something
    bool settled = true;

    bool operator==(const AlertObservation&) const = default;
};

enum class AlertState : std::uint8_t { inactive, pending, firing, recovering, no_data, silenced };
std::string_view nameOf(AlertState state);

/// Why a state changed.
enum class AlertReason : std::uint8_t {
    condition,   ///< the value passed a threshold, or has been past it for long enough
    recovered,   ///< it is good again
    relapsed,    ///< bad again before the recovery was over: no new alert
    not_enough,  ///< too little evidence to go on
    no_data,
    data_is_back,
    forgotten,  ///< no evidence for so long that none is expected any more
    silence,    ///< a silence began or ended
};
std::string_view nameOf(AlertReason reason);

/// One change of a group's state.
struct AlertTransition {
    std::size_t group = 0;
    Instant at{};  ///< when it happened, to the moment: a pending time ends between two looks
    AlertState from = AlertState::inactive;
    AlertState to = AlertState::inactive;
    AlertLevel level = AlertLevel::none;  ///< after it; of one that ends an alert, the level it had
    AlertReason reason = AlertReason::condition;
    bool announce = false;     ///< to be told: an alert begins, worsens or ends
    bool is_flapping = false;  ///< it has fired so often lately that further alerts are kept quiet
    AlertObservation seen;     ///< what was known then; it is never revised
};

/// Where a group stands.
struct AlertStatus {
    AlertState phase = AlertState::inactive;  ///< never silenced: see state()
    AlertLevel level = AlertLevel::none;
    bool is_silenced = false;
    bool is_flapping = false;
    Instant since{};          ///< of the phase
    Instant pending_since{};  ///< when the first of the bad windows became known
    std::optional<Instant> fired_at;
    int bad_windows = 0;
    int critical_windows = 0;
    int good_windows = 0;
    int missing_windows = 0;
    Instant critical_since{};
    AlertObservation seen;
    std::optional<AlertObservation> evidence;  ///< the latest window that was bad; what a message can speak of

    /// What is shown: a silence covers everything but `inactive`.
    AlertState state() const { return is_silenced && phase != AlertState::inactive ? AlertState::silenced : phase; }
};

/// All that a machine knows of one group: kept and given back, it goes on as if nobody had stopped it.
struct AlertMemory {
    AlertStatus status;
    std::vector<Instant> fires;  ///< the latest, ascending
    bool told_flapping = false;
    bool untold = false;  ///< fired while silenced
};

/// Judges the windows of one rule, group by group. Pure: time is what the caller says it is, and the same observations
/// at the same times give the same transitions. Windows come in ascending order for each group; an older one is late
/// news, which changes nothing here: a rule fires on what was known then.
class AlertMachine {
public:
    AlertMachine(const AlertRule& rule, std::size_t groups);

    /// More groups than before; those known keep their state.
    void resize(std::size_t groups);
    /// One window of one group, as known at `at`. What changed is appended to `out`.
    void observe(std::size_t group, const AlertObservation& seen, Instant at, std::vector<AlertTransition>& out);
    /// Lets time pass until `at`: pending times end.
    void advance(Instant at, std::vector<AlertTransition>& out);
    /// A silence begins or ends for a group. An alert that fired beneath it is told when it ends.
    void setSilenced(std::size_t group, bool silenced, Instant at, std::vector<AlertTransition>& out);

    const AlertStatus& status(std::size_t group) const { return m_groups[group].status; }
    const AlertMemory& memory(std::size_t group) const { return m_groups[group]; }
    /// Takes up where a machine of the same rule was.
    void restore(std::size_t group, AlertMemory memory) { m_groups[group] = std::move(memory); }
    std::size_t size() const { return m_groups.size(); }

private:
    using Out = std::vector<AlertTransition>;

    void settleTimer(std::size_t group, Instant at, Out& out);
    void judge(std::size_t group, const AlertObservation& seen, Instant at, Out& out);
    void judgeBad(std::size_t group, AlertLevel level, Instant at, Out& out);
    void judgeGood(std::size_t group, bool recovered, Instant at, Out& out);
    void judgeMissing(std::size_t group, Instant at, Out& out);
    void judgeScant(std::size_t group, Instant at, Out& out);
    bool isDue(const AlertStatus& status, Instant at) const;
    AlertLevel levelDue(const AlertStatus& status, Instant at) const;
    AlertLevel levelOf(const AlertObservation& seen) const;
    void fire(std::size_t group, AlertLevel level, Instant at, Out& out);
    void end(std::size_t group, AlertReason reason, Instant at, Out& out);
    AlertTransition& move(std::size_t group, AlertState to, AlertReason reason, Instant at, Out& out);
    void tell(AlertMemory& group, AlertTransition& transition);

    AlertRule m_rule;
    std::vector<AlertMemory> m_groups;
};

}  // namespace naap
