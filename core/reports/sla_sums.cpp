#include "core/reports/sla_sums.h"

#include "core/metrics/fps.h"
#include "core/metrics/sla_rollup.h"

namespace naap {
namespace {

using S = SlaSupport;

constexpr std::pair<std::string_view, std::int64_t S::*> kCounts[] = {
    {"known_sessions_count", &S::known_sessions_count},
    {"requested_sessions", &S::requested_sessions},
    {"startup_success_sessions", &S::startup_success_sessions},
    {"no_orch_sessions", &S::no_orch_sessions},
    {"startup_excused_sessions", &S::startup_excused_sessions},
    {"startup_failed_sessions", &S::startup_failed_sessions},
    {"loading_only_sessions", &S::loading_only_sessions},
    {"zero_output_fps_sessions", &S::zero_output_fps_sessions},
    {"output_failed_sessions", &S::output_failed_sessions},
    {"effective_failed_sessions", &S::effective_failed_sessions},
    {"confirmed_swapped_sessions", &S::confirmed_swapped_sessions},
    {"inferred_swap_sessions", &S::inferred_swap_sessions},
    {"total_swapped_sessions", &S::total_swapped_sessions},
    {"sessions_ending_in_error", &S::sessions_ending_in_error},
    {"error_status_samples", &S::error_status_samples},
    {"health_signal_count", &S::health_signal_count},
    {"health_expected_signal_count", &S::health_expected_signal_count},
    {"status_samples", &S::status_samples},
    {"prompt_to_first_frame_sample_count", &S::prompt_to_first_frame_sample_count},
    {"e2e_latency_sample_count", &S::e2e_latency_sample_count},
};

constexpr std::pair<std::string_view, double S::*> kSums[] = {
    {"output_fps_sum", &S::output_fps_sum},
    {"output_fps_sumsq", &S::output_fps_sumsq},
    {"prompt_to_first_frame_sum_ms", &S::prompt_to_first_frame_sum_ms},
    {"e2e_latency_sum_ms", &S::e2e_latency_sum_ms},
};

}  // namespace

void SlaSum::add(const SlaSupport& support, const WeightedScore& score, bool settled)
{
    naap::addTo(m_support, support);
    m_scores.push_back(score);
    m_settled = m_settled && settled;
}

std::optional<double> SlaSum::fpsJitter() const
{
    return fpsJitterCoefficient({.count = m_support.status_samples,
                                 .sum = m_support.output_fps_sum,
                                 .sum_of_squares = m_support.output_fps_sumsq});
}

SlaRowReader::SlaRowReader(const ReportTable& sla) : m_score(sla, "sla_score"), m_settled(sla, "settled")
{
    for (const auto& [name, member] : kCounts)
        m_counts.emplace_back(NamedColumn(sla, name), member);
    for (const auto& [name, member] : kSums)
        m_sums.emplace_back(NamedColumn(sla, name), member);
}

void SlaRowReader::addTo(SlaSum& sum, std::size_t row) const
{
    SlaSupport support;
    for (const auto& [column, member] : m_counts)
        support.*member = column.count(row);
    for (const auto& [column, member] : m_sums)
        support.*member = column.number(row).value_or(0);
    sum.add(support, {.sla_score = m_score.number(row), .requested_sessions = support.requested_sessions},
            m_settled.isTrue(row));
}

}  // namespace naap
