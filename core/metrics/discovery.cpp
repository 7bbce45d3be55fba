#include "core/metrics/discovery.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "core/metrics/clamped.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

bool isEvidence(const DiscoveryResult& result)
{
    return result.latency_ms > 0 && !result.orchestrator_address.empty();
}

}  // namespace

void DiscoveryHours::add(Instant event_ts, std::string_view orchestrator_address, std::int64_t latency_ms)
{
    if (latency_ms <= 0 || orchestrator_address.empty())
        return;
    auto& orchestrators = m_hours[hourOf(event_ts)];
    auto found = orchestrators.find(orchestrator_address);
    if (found == orchestrators.end()) {
        DiscoveryHour hour;
        hour.window_start = hourOf(event_ts);
        hour.orchestrator_address = orchestrator_address;
        found = orchestrators.emplace(std::string(orchestrator_address), std::move(hour)).first;
    }
    found->second.latency_sum_ms = addClamped(found->second.latency_sum_ms, latency_ms);
    ++found->second.result_count;
}

std::vector<DiscoveryHour> DiscoveryHours::take()
{
    std::vector<DiscoveryHour> hours;
    for (auto& [start, orchestrators] : m_hours)
        for (auto& [address, hour] : orchestrators)
            hours.push_back(std::move(hour));
    m_hours.clear();
    return hours;
}

std::vector<DiscoveryHour> discoveryHours(std::span<const DiscoveryResult> results)
{
    DiscoveryHours hours;
    for (const DiscoveryResult& result : results)
        hours.add(result.event_ts, result.orchestrator_address, result.latency_ms);
    return hours.take();
}

std::vector<OrchestratorDiscovery> discoveryByOrchestrator(std::span<const DiscoveryResult> results)
{
    std::map<std::string, std::vector<double>> latencies;
    for (const DiscoveryResult& result : results)
        if (isEvidence(result))
            latencies[result.orchestrator_address].push_back(static_cast<double>(result.latency_ms));
    std::vector<OrchestratorDiscovery> rows;
    rows.reserve(latencies.size());
    for (auto& [address, values] : latencies)
        rows.push_back({.orchestrator_address = address, .latency = distributionOf(std::move(values))});
    std::stable_sort(rows.begin(), rows.end(), [](const OrchestratorDiscovery& a, const OrchestratorDiscovery& b) {
        return a.latency.mean < b.latency.mean;
    });
    return rows;
}

std::optional<double> networkDiscoveryMeanMs(std::span<const DiscoveryHour> hours)
{
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (const DiscoveryHour& hour : hours) {
        sum = addClamped(sum, hour.latency_sum_ms);
        count += hour.result_count;
    }
    return ratio(sum, count);
}

std::optional<double> meanOfHourlyMeansMs(std::span<const DiscoveryHour> hoursOfOneOrchestrator)
{
    std::vector<std::tuple<Instant, double>> means;
    for (const DiscoveryHour& hour : hoursOfOneOrchestrator)
        if (const auto hourMean = ratio(hour.latency_sum_ms, hour.result_count))
            means.emplace_back(hour.window_start, *hourMean);
    std::sort(means.begin(), means.end());
    double sum = 0;
    for (const auto& [hour, hourMean] : means)
        sum += hourMean;
    return mean(sum, static_cast<std::int64_t>(means.size()));
}

}  // namespace naap
