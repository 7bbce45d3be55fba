#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/wei.h"
#include "core/reports/sla_sums.h"
#include "core/store/cache.h"

// What one orchestrator did, beside its peers. The tables are answers of the reports named, of all orchestrators where
// peers are asked for; their columns are found by name. All but priceHours() is pure.
namespace naap {

/// A set of values by nearest rank; no percentiles without values.
struct Band {
    std::int64_t n = 0;
    std::optional<double> p5;
    std::optional<double> p50;
    std::optional<double> p95;
    bool operator==(const Band&) const = default;
};
Band bandOf(std::vector<double> values);

/// An hour of the orchestrator, and how the others did in it.
struct ScoreHour {
    Instant window_start{};
    SlaSum own;
    Band peers;  ///< over the other orchestrators: their sla_score_weighted_mean
};
/// From the first hour of the table to its last, those without any row included. Rows of nobody are no peer's.
std::vector<ScoreHour> scoreHours(const ReportTable& sla, std::string_view address);
/// All hours as one.
SlaSum sumOf(const ReportTable& sla, std::string_view address);

/// The fields of sessions that this file reads; enough for ReportQuery::fields.
std::vector<std::string> profileFields();

struct TimedValue {
    Instant at{};
    double value = 0;
    bool operator==(const TimedValue&) const = default;
};
/// Values of the orchestrator, and of others for the (pipeline, model) pairs that it served itself: others with other
/// work are no measure.
struct QualityValues {
    std::vector<TimedValue> own;
    std::vector<double> peers;
    std::int64_t peer_orchestrators = 0;
};
/// Mean output FPS of each session in each of its status hours, hours of 0 FPS included, terminal tail artifacts not.
QualityValues fpsValues(const ReportTable& sessions, const ReportTable& statusHours, std::string_view address);
/// FPS jitter coefficient of each session in each of its status hours (fpsJitterCoefficient()), without terminal tail
/// artifacts.
QualityValues jitterValues(const ReportTable& sessions, const ReportTable& statusHours, std::string_view address);
/// Prompt-to-first-frame time of each session, values above 0.
QualityValues ptffValues(const ReportTable& sessions, std::string_view address);
/// End-to-end latency of each session, values above 0.
QualityValues e2eValues(const ReportTable& sessions, std::string_view address);

struct BandHour {
    Instant hour{};
    Band band;
    bool operator==(const BandHour&) const = default;
};
/// Ascending, from the first hour with a value to the last one, those without any included.
std::vector<BandHour> bandsByHour(std::span<const TimedValue> values);

/// For each distinct value, ascending: the share of values that are at most so large.
struct EcdfStep {
    double value = 0;
    double share = 0;
    bool operator==(const EcdfStep&) const = default;
};
std::vector<EcdfStep> ecdfOf(std::vector<double> values);

/// How far requested sessions of an orchestrator came. A later step implies those before it, whether or not their own
/// evidence was received, so no step is larger than the one before.
struct StartupFunnel {
    std::int64_t requested = 0;
    std::int64_t selected = 0;    ///< an orchestrator was chosen
    std::int64_t started = 0;     ///< a first processed segment came back
    std::int64_t playable = 0;    ///< a few came
    std::int64_t ended_well = 0;  ///< closed, without an error reported
    bool operator==(const StartupFunnel&) const = default;
};
StartupFunnel startupFunnel(const ReportTable& sessions, std::string_view address);

/// Failures of one category, the most frequent first.
struct FailureCount {
    std::string failure_type;
    std::int64_t events = 0;
    std::int64_t sessions = 0;
    std::int64_t excusable_events = 0;
    bool operator==(const FailureCount&) const = default;
};
/// Failures that name the orchestrator, and those that name nobody in sessions that are its own.
std::vector<FailureCount> failureCounts(const ReportTable& failures, const ReportTable& sessions,
                                        std::string_view address);

/// With whom sessions were exchanged. A blank partner is an orchestrator that was not identified.
struct SwapPartner {
    std::string partner;
    std::int64_t taken_over = 0;               ///< sessions' moves from the partner to the orchestrator
    std::int64_t handed_over = 0;              ///< moves from the orchestrator to the partner
    std::string triggers;                      ///< what showed the moves: swap, orch_change_fallback
    std::vector<std::string> taken_keys = {};  ///< session keys of those moves, ascending, each once
    std::vector<std::string> handed_keys = {};
    bool operator==(const SwapPartner&) const = default;
};
/// From `selections`: consecutive ones of a session with different addresses. The most moves first.
std::vector<SwapPartner> swapPartners(const ReportTable& selections, std::string_view address);
std::unique_ptr<ReportTable> swapPartnerTable(std::vector<SwapPartner> partners);

/// Money of one hour; not revenue: few tickets win.
struct EarningsHour {
    Instant hour{};
    std::int64_t payments = 0;
    Int128 expected_fees_wei = 0;  ///< each payment's is rounded down
    Int128 face_total_wei = 0;
    bool operator==(const EarningsHour&) const = default;
};
/// From `payments` to the orchestrator, ascending, hours without any included.
std::vector<EarningsHour> earningsByHour(const ReportTable& payments, std::string_view address);

/// A price as it was last advertised in each hour.
struct PriceSeries {
    std::string pipeline_id;  ///< blank: the node's default
    std::string model_id;
    std::string unit;                       ///< pixel, token, second
    std::map<Instant, double> wei_by_hour;  ///< wei a unit; prices that name none are left out
};
/// Over the hours of [from, to) with events, by (pipeline, model, unit). Of several hosts the dearest speaks.
std::vector<PriceSeries> priceHours(Cache& cache, std::string_view address, std::optional<Instant> from,
                                    std::optional<Instant> to);

}  // namespace naap
