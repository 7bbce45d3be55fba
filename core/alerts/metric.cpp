#include "core/alerts/metric.h"

#include <algorithm>

#include "core/metrics/fps.h"
#include "core/metrics/rates.h"
#include "core/metrics/sla_rollup.h"
#include "core/metrics/sla_score.h"

namespace naap {
namespace {

constexpr std::uint8_t maskOf(AlertReport report)
{
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(report));
}
constexpr std::uint8_t kSla = maskOf(AlertReport::sla);
constexpr std::uint8_t kDemand = maskOf(AlertReport::demand);
constexpr std::uint8_t kGpu = maskOf(AlertReport::gpu_metrics);
constexpr std::uint8_t kRequests = maskOf(AlertReport::requests);
constexpr std::uint8_t kFeed = maskOf(AlertReport::feed);
constexpr std::uint8_t kRows = kSla | kDemand | kGpu;

double asReal(std::int64_t value)
{
    return static_cast<double>(value);
}

template <std::int64_t SlaSupport::*field>
double count(const AlertSums& sums)
{
    return asReal(sums.support.*field);
}

template <double SlaSupport::*field>
double sum(const AlertSums& sums)
{
    return sums.support.*field;
}

/// A counter by itself: null where there is no row.
template <std::int64_t SlaSupport::*field>
Measured countMetric(const MeasureInput& in)
{
    Measured measured;
    measured.samples = in.sums.support.requested_sessions;
    if (in.sums.rows > 0)
        measured.value = asReal(in.sums.support.*field);
    return measured;
}

Measured shareOf(double part, std::int64_t whole)
{
    Measured measured;
    measured.samples = whole;
    measured.numerator = part;
    measured.denominator = asReal(whole);
    if (whole != 0)
        measured.value = part / asReal(whole);
    return measured;
}

template <std::int64_t SlaSupport::*part>
Measured sessionShare(const MeasureInput& in)
{
    return shareOf(asReal(in.sums.support.*part), in.sums.support.requested_sessions);
}

/// 1 - part / requested.
template <std::int64_t SlaSupport::*part>
Measured complementShare(const MeasureInput& in)
{
    const std::int64_t whole = in.sums.support.requested_sessions;
    return shareOf(asReal(whole - in.sums.support.*part), whole);
}

Measured healthCoverage(const MeasureInput& in)
{
    const SlaSupport& s = in.sums.support;
    Measured measured = shareOf(asReal(s.health_signal_count), s.health_expected_signal_count);
    measured.samples = s.requested_sessions;
    if (measured.value)  // nothing expected is no evidence: the report's neutral 1 must not end an alert
        measured.value = healthSignalCoverageRatio(s);
    return measured;
}

Measured meanOf(double total, std::int64_t samples)
{
    Measured measured;
    measured.samples = samples;
    measured.numerator = total;
    measured.denominator = asReal(samples);
    measured.value = mean(total, samples);
    return measured;
}

template <double SlaSupport::*total, std::int64_t SlaSupport::*samples>
Measured supportMean(const MeasureInput& in)
{
    return meanOf(in.sums.support.*total, in.sums.support.*samples);
}

Measured startupMean(const MeasureInput& in)
{
    return meanOf(in.sums.startup_latency_sum_ms, in.sums.startup_latency_sample_count);
}

Measured jitter(const MeasureInput& in)
{
    const SlaSupport& s = in.sums.support;
    Measured measured;
    measured.samples = s.status_samples;
    measured.value = fpsJitterCoefficient(
        {.count = s.status_samples, .sum = s.output_fps_sum, .sum_of_squares = s.output_fps_sumsq});
    return measured;
}

SlaScore scoreOf(const MeasureInput& in)
{
    static const Benchmark7 none;
    return slaScoreOf(in.sums.support, in.benchmark ? *in.benchmark : none);
}

Measured slaScore(const MeasureInput& in)
{
    const SlaScore score = scoreOf(in);
    Measured measured;
    measured.samples = in.sums.support.requested_sessions;
    measured.value = score.sla_score;
    const auto hasBenchmark = [](const ComponentScore& each) { return each.benchmark_rows >= kFewestBenchmarkRows; };
    measured.has_benchmark = hasBenchmark(score.ptff) || hasBenchmark(score.e2e) || hasBenchmark(score.fps);
    if (!measured.has_benchmark)
        measured.attainable_share = kBestScoreWithoutBenchmark / 100 * score.health_signal_coverage_ratio;
    return measured;
}

Measured reliability(const MeasureInput& in)
{
    Measured measured;
    measured.samples = in.sums.support.requested_sessions;
    measured.value = scoreOf(in).reliability_score;
    return measured;
}

Measured totalMinutes(const MeasureInput& in)
{
    Measured measured;
    measured.samples = in.sums.support.requested_sessions;
    if (in.sums.rows > 0)
        measured.value = asReal(in.sums.total_ms) / 60'000;
    return measured;
}

Measured jobCount(const MeasureInput& in)
{
    Measured measured;
    measured.samples = in.sums.job_count;
    if (in.sums.rows > 0)
        measured.value = asReal(in.sums.job_count);
    return measured;
}

template <std::int64_t AlertSums::*part, std::int64_t AlertSums::*whole>
Measured jobShare(const MeasureInput& in)
{
    return shareOf(asReal(in.sums.*part), in.sums.*whole);
}

template <std::int64_t AlertSums::*field>
double jobField(const AlertSums& sums)
{
    return asReal(sums.*field);
}

Measured durationMean(const MeasureInput& in)
{
    return meanOf(asReal(in.sums.duration_ms_sum), in.sums.duration_sample_count);
}

Measured acceptedEvents(const MeasureInput& in)
{
    Measured measured;
    measured.samples = in.sums.accepted_events;
    if (in.sums.rows > 0)
        measured.value = asReal(in.sums.accepted_events);
    return measured;
}

Measured freshness(const MeasureInput& in)
{
    Measured measured;
    measured.samples = in.sums.accepted_events;
    if (in.sums.newest_event)
        measured.value = std::max(0.0, asReal((in.as_of - *in.sums.newest_event).count()) / 1'000);
    return measured;
}

using S = SlaSupport;

constexpr AlertMetric kMetrics[] = {
    {.name = "sla_score", .reports = kSla, .is_score = true, .needs_cohort = true, .measure = slaScore},
    {.name = "reliability_score", .reports = kSla, .is_share = true, .measure = reliability},
    {.name = "startup_success_rate",
     .reports = kRows,
     .is_share = true,
     .measure = sessionShare<&S::startup_success_sessions>},
    {.name = "startup_failed_rate",
     .reports = kRows,
     .is_share = true,
     .measure = sessionShare<&S::startup_failed_sessions>},
    {.name = "excused_failure_rate",
     .reports = kRows,
     .is_share = true,
     .measure = sessionShare<&S::startup_excused_sessions>},
    {.name = "effective_success_rate",
     .reports = kSla | kDemand,
     .is_share = true,
     .measure = complementShare<&S::effective_failed_sessions>},
    {.name = "no_swap_rate",
     .reports = kRows,
     .is_share = true,
     .measure = complementShare<&S::total_swapped_sessions>},
    {.name = "swap_rate", .reports = kRows, .is_share = true, .measure = sessionShare<&S::total_swapped_sessions>},
    {.name = "output_viability_rate",
     .reports = kSla,
     .is_share = true,
     .measure = complementShare<&S::output_failed_sessions>},
    {.name = "failure_rate", .reports = kSla, .is_share = true, .measure = sessionShare<&S::output_failed_sessions>},
    {.name = "missing_capacity_rate",
     .reports = kDemand,
     .is_share = true,
     .measure = sessionShare<&S::no_orch_sessions>},
    {.name = "health_signal_coverage_ratio", .reports = kRows, .is_share = true, .measure = healthCoverage},
    {.name = "avg_output_fps",
     .unit = "fps",
     .reports = kRows,
     .measure = supportMean<&S::output_fps_sum, &S::status_samples>},
    {.name = "fps_jitter_coefficient", .reports = kSla | kGpu, .measure = jitter},
    {.name = "avg_prompt_to_first_frame_ms",
     .unit = "ms",
     .reports = kSla | kGpu,
     .measure = supportMean<&S::prompt_to_first_frame_sum_ms, &S::prompt_to_first_frame_sample_count>},
    {.name = "avg_e2e_latency_ms",
     .unit = "ms",
     .reports = kSla | kGpu,
     .measure = supportMean<&S::e2e_latency_sum_ms, &S::e2e_latency_sample_count>},
    {.name = "avg_startup_latency_ms", .unit = "ms", .reports = kGpu, .measure = startupMean},
    {.name = "requested_sessions", .reports = kSla | kDemand, .measure = countMetric<&S::requested_sessions>},
    {.name = "startup_failed_sessions", .reports = kRows, .measure = countMetric<&S::startup_failed_sessions>},
    {.name = "no_orch_sessions", .reports = kRows, .measure = countMetric<&S::no_orch_sessions>},
    {.name = "effective_failed_sessions",
     .reports = kSla | kDemand,
     .measure = countMetric<&S::effective_failed_sessions>},
    {.name = "total_swapped_sessions", .reports = kRows, .measure = countMetric<&S::total_swapped_sessions>},
    {.name = "error_status_samples", .reports = kRows, .measure = countMetric<&S::error_status_samples>},
    {.name = "status_samples", .reports = kRows, .measure = countMetric<&S::status_samples>},
    {.name = "total_minutes", .unit = "min", .reports = kDemand, .measure = totalMinutes},
    {.name = "job_count", .reports = kRequests, .measure = jobCount},
    {.name = "success_rate",
     .reports = kRequests,
     .is_share = true,
     .measure = jobShare<&AlertSums::success_count, &AlertSums::job_count>},
    {.name = "selected_success_rate",
     .reports = kRequests,
     .is_share = true,
     .measure = jobShare<&AlertSums::success_count, &AlertSums::selected_count>},
    {.name = "attribution_rate",
     .reports = kRequests,
     .is_share = true,
     .measure = jobShare<&AlertSums::attributed_count, &AlertSums::selected_count>},
    {.name = "avg_duration_ms", .unit = "ms", .reports = kRequests, .measure = durationMean},
    {.name = "accepted_events", .reports = kFeed, .measure = acceptedEvents},
    {.name = "freshness_s", .unit = "s", .reports = kFeed, .is_age = true, .measure = freshness},
};

constexpr AdditiveField kFields[] = {
    {"known_sessions_count", kRows, count<&S::known_sessions_count>},
    {"requested_sessions", kSla | kDemand, count<&S::requested_sessions>},
    {"startup_success_sessions", kRows, count<&S::startup_success_sessions>},
    {"no_orch_sessions", kRows, count<&S::no_orch_sessions>},
    {"startup_excused_sessions", kRows, count<&S::startup_excused_sessions>},
    {"startup_failed_sessions", kRows, count<&S::startup_failed_sessions>},
    {"loading_only_sessions", kSla | kDemand, count<&S::loading_only_sessions>},
    {"zero_output_fps_sessions", kSla | kDemand, count<&S::zero_output_fps_sessions>},
    {"output_failed_sessions", kSla, count<&S::output_failed_sessions>},
    {"effective_failed_sessions", kSla | kDemand, count<&S::effective_failed_sessions>},
    {"total_swapped_sessions", kRows, count<&S::total_swapped_sessions>},
    {"sessions_ending_in_error", kRows, count<&S::sessions_ending_in_error>},
    {"error_status_samples", kRows, count<&S::error_status_samples>},
    {"health_signal_count", kRows, count<&S::health_signal_count>},
    {"health_expected_signal_count", kRows, count<&S::health_expected_signal_count>},
    {"status_samples", kRows, count<&S::status_samples>},
    {"output_fps_sum", kRows, sum<&S::output_fps_sum>},
    {"prompt_to_first_frame_sum_ms", kSla | kGpu, sum<&S::prompt_to_first_frame_sum_ms>},
    {"prompt_to_first_frame_sample_count", kSla | kGpu, count<&S::prompt_to_first_frame_sample_count>},
    {"e2e_latency_sum_ms", kSla | kGpu, sum<&S::e2e_latency_sum_ms>},
    {"e2e_latency_sample_count", kSla | kGpu, count<&S::e2e_latency_sample_count>},
    {"startup_latency_sum_ms", kGpu, [](const AlertSums& s) { return s.startup_latency_sum_ms; }},
    {"startup_latency_sample_count", kGpu, [](const AlertSums& s) { return asReal(s.startup_latency_sample_count); }},
    {"job_count", kRequests, jobField<&AlertSums::job_count>},
    {"selected_count", kRequests, jobField<&AlertSums::selected_count>},
    {"no_orch_count", kRequests, jobField<&AlertSums::no_orch_count>},
    {"success_count", kRequests, jobField<&AlertSums::success_count>},
    {"attributed_count", kRequests, jobField<&AlertSums::attributed_count>},
    {"total_minutes", kDemand, [](const AlertSums& s) { return asReal(s.total_ms) / 60'000; }},
};

// `region` is where the orchestrator stands; of demand and requests, the gateway.
constexpr std::string_view kSlaGroups[] = {"org",   "orchestrator_address", "pipeline_id", "model_id", "gpu_id",
                                           "region"};
constexpr std::string_view kDemandGroups[] = {"org", "gateway", "pipeline_id", "model_id", "region"};
constexpr std::string_view kRequestGroups[] = {
    "org", "gateway", "capability_family", "capability_name", "model_id", "orchestrator_uri", "region"};
constexpr std::string_view kFeedGroups[] = {"org"};

}  // namespace

std::string_view nameOf(AlertReport report)
{
    switch (report) {
        case AlertReport::sla: return "sla";
        case AlertReport::demand: return "demand";
        case AlertReport::gpu_metrics: return "gpu-metrics";
        case AlertReport::requests: return "requests";
        case AlertReport::feed: return "feed";
    }
    return "";
}

std::optional<AlertReport> alertReportOf(std::string_view name)
{
    for (const AlertReport report : kAlertReports)
        if (nameOf(report) == name)
            return report;
    return std::nullopt;
}

std::span<const std::string_view> groupFieldsOf(AlertReport report)
{
    switch (report) {
        case AlertReport::sla:
        case AlertReport::gpu_metrics: return kSlaGroups;
        case AlertReport::demand: return kDemandGroups;
        case AlertReport::requests: return kRequestGroups;
        case AlertReport::feed: return kFeedGroups;
    }
    return {};
}

void addTo(AlertSums& total, const AlertSums& part)
{
    total.rows += part.rows;
    addTo(total.support, part.support);
    total.total_ms += part.total_ms;
    total.startup_latency_sum_ms += part.startup_latency_sum_ms;
    total.startup_latency_sample_count += part.startup_latency_sample_count;
    total.job_count += part.job_count;
    total.selected_count += part.selected_count;
    total.no_orch_count += part.no_orch_count;
    total.success_count += part.success_count;
    total.attributed_count += part.attributed_count;
    total.duration_ms_sum += part.duration_ms_sum;
    total.duration_sample_count += part.duration_sample_count;
    total.accepted_events += part.accepted_events;
    if (part.newest_event && (!total.newest_event || *total.newest_event < *part.newest_event))
        total.newest_event = part.newest_event;
}

std::span<const AlertMetric> alertMetrics()
{
    return kMetrics;
}

const AlertMetric* findAlertMetric(AlertReport report, std::string_view name)
{
    const auto found =
        std::ranges::find_if(kMetrics, [&](const AlertMetric& each) { return each.name == name && each.isIn(report); });
    return found == std::end(kMetrics) ? nullptr : &*found;
}

std::span<const AdditiveField> additiveFields()
{
    return kFields;
}

const AdditiveField* findAdditiveField(AlertReport report, std::string_view name)
{
    const auto found = std::ranges::find_if(
        kFields, [&](const AdditiveField& each) { return each.name == name && each.isIn(report); });
    return found == std::end(kFields) ? nullptr : &*found;
}

}  // namespace naap
