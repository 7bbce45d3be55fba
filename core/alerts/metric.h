#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/events/instant.h"
#include "core/facts/rollup.h"
#include "core/metrics/benchmark.h"

namespace naap {

/// Where the rows that an alert adds up come from. `feed` has one row an hour and org: what was accepted.
enum class AlertReport : std::uint8_t { sla, demand, gpu_metrics, requests, feed };

inline constexpr std::array kAlertReports{AlertReport::sla, AlertReport::demand, AlertReport::gpu_metrics,
                                          AlertReport::requests, AlertReport::feed};

/// `sla`, `demand`, `gpu-metrics`, `requests`, `feed`.
std::string_view nameOf(AlertReport report);
std::optional<AlertReport> alertReportOf(std::string_view name);

/// The fields that alerts of a report can be told apart by. `region` is no field of a row: it is looked up.
std::span<const std::string_view> groupFieldsOf(AlertReport report);

/// What the rows of one group and window add up to. Only additive fields: every ratio, mean and score is computed from
/// them at the grain asked for.
struct AlertSums {
    std::int64_t rows = 0;  ///< 0: no evidence, which is not the same as zero
    SlaSupport support;     ///< what the report has of it
    std::int64_t total_ms = 0;
    double startup_latency_sum_ms = 0;
    std::int64_t startup_latency_sample_count = 0;
    // requests
    std::int64_t job_count = 0;
    std::int64_t selected_count = 0;
    std::int64_t no_orch_count = 0;
    std::int64_t success_count = 0;
    std::int64_t attributed_count = 0;
    std::int64_t duration_ms_sum = 0;
    std::int64_t duration_sample_count = 0;
    // feed
    std::int64_t accepted_events = 0;
    std::optional<Instant> newest_event;  ///< of all hours up to this one
};

void addTo(AlertSums& total, const AlertSums& part);

/// What a metric is worked out from.
struct MeasureInput {
    const AlertSums& sums;
    const AlertSums& numerator;             ///< of ratios: rows that the numerator counts; mostly `sums` again
    const Benchmark7* benchmark = nullptr;  ///< of scores
    Instant as_of{};                        ///< the end of the window, or the moment of asking if that is earlier
};

/// A figure and what it rests on.
struct Measured {
    std::optional<double> value;  ///< null: no evidence
    std::optional<double> numerator;
    std::optional<double> denominator;
    std::int64_t samples = 0;     ///< sessions, status samples or latencies behind it
    bool has_benchmark = true;    ///< scores: at least one component is judged by the cohort
    double attainable_share = 1;  ///< scores without a benchmark reach only so much of 100
};

/// A metric that can be watched, by the name of the report's field.
struct AlertMetric {
    std::string_view name;
    std::string_view unit;  ///< "ms", "fps", "min", "s"; blank: none
    std::uint8_t reports = 0;
    bool is_share = false;      ///< 0 to 1
    bool is_score = false;      ///< 0 to 100
    bool needs_cohort = false;  ///< judged by a benchmark: one pipeline, one model, one date
    bool is_age = false;        ///< seconds since something happened, so that it says since when it has been so
    Measured (*measure)(const MeasureInput&) = nullptr;

    bool isIn(AlertReport report) const { return (reports >> static_cast<unsigned>(report) & 1U) != 0; }
};

std::span<const AlertMetric> alertMetrics();
const AlertMetric* findAlertMetric(AlertReport report, std::string_view name);

/// A field that may stand above or below the line of a ratio.
struct AdditiveField {
    std::string_view name;
    std::uint8_t reports = 0;
    double (*get)(const AlertSums&) = nullptr;

    bool isIn(AlertReport report) const { return (reports >> static_cast<unsigned>(report) & 1U) != 0; }
};

std::span<const AdditiveField> additiveFields();
const AdditiveField* findAdditiveField(AlertReport report, std::string_view name);

}  // namespace naap
