#include "core/metrics/coverage.h"

namespace naap {

void addAttribution(SessionCoverage& coverage, const Session& s)
{
    if (s.selection_outcome != "selected")
        return;
    coverage.resolved.count(s.attribution_status == "resolved");
    coverage.hardware_less.count(s.attribution_status == "hardware_less");
    coverage.stale.count(s.attribution_status == "stale");
    coverage.ambiguous.count(s.attribution_status == "ambiguous");
    coverage.unresolved.count(s.attribution_status == "unresolved");
    if (s.model_id && !s.model_id->empty())
        coverage.pipeline_coverage.count(!s.pipeline_id.empty());
}

std::optional<double> SessionCoverage::attributionRate() const
{
    return ratio(resolved.have + hardware_less.have, resolved.should);
}

void addTo(SessionCoverage& total, const CoverageInput& session)
{
    const Session& s = *session.session;
    const bool hasStatus = s.status_sample_count > 0;
    if (s.requested())
        total.status_evidence.count(hasStatus);
    if (s.startup_outcome == "success") {
        total.ptff_evidence.count(s.prompt_to_first_frame_ms.has_value());
        total.startup_evidence.count(s.startup_latency_ms.has_value());
    }
    if (hasStatus)
        total.e2e_evidence.count(session.has_status_e2e || s.e2e_latency_ms.value_or(0) > 0);
    addAttribution(total, s);
    if (s.orchestrator_address && !s.orchestrator_address->empty())
        total.gpu_identity.count(s.gpu_id && !s.gpu_id->empty());
    total.gateway_identity.count(!s.gateway.empty());
}

SessionCoverage coverageOf(std::span<const CoverageInput> sessions)
{
    SessionCoverage coverage;
    for (const CoverageInput& session : sessions)
        addTo(coverage, session);
    return coverage;
}

std::optional<double> samplingDensity(std::int64_t samples, Instant first, Instant last, double everySeconds)
{
    constexpr double kShortestSeconds = 60;
    const double activeSeconds = static_cast<double>(toMs(last) - toMs(first)) / 1000;
    if (activeSeconds < kShortestSeconds)
        return std::nullopt;
    return static_cast<double>(samples) / (activeSeconds / everySeconds);
}

}  // namespace naap
