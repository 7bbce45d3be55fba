#include "core/metrics/discovery.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/metrics/clamped.h"
#include "core/metrics/rates.h"

namespace naap {

namespace {

bool isEvidence(const DiscoveryResult& result)
{
    return result.latency_ms > 0 && !result.orchestrator_address.empty();
}

}  // namespace

std::vector<DiscoveryHour> discoveryHours(std::span<const DiscoveryResult> results)
{
    std::map<std::tuple<Instant, std::string>, DiscoveryHour> byKey;
    for (const DiscoveryResult& result : results) {
        if (!isEvidence(result))
            continue;
        DiscoveryHour& hour = byKey[{hourOf(result.event_ts), result.orchestrator_address}];
        hour.window_start = hourOf(result.event_ts);
        hour.orchestrator_address = result.orchestrator_address;
        hour.latency_sum_ms = addClamped(hour.latency_sum_ms, result.latency_ms);
        ++hour.result_count;
    }
    std::vector<DiscoveryHour> hours;
    hours.reserve(byKey.size());
    for (auto& [key, hour] : byKey)
        hours.push_back(std::move(hour));
    return hours;
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
