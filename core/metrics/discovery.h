#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/evidence.h"
#include "core/metrics/distribution.h"

namespace naap {

/// Discovery latencies of one orchestrator in one hour, over all orgs and gateways: additive.
struct DiscoveryHour {
    Instant window_start{};
    std::string orchestrator_address;
    std::int64_t latency_sum_ms = 0;
    std::int64_t result_count = 0;  ///< results with a latency above 0

    bool operator==(const DiscoveryHour&) const = default;
};

/// Adds up discovery latencies by hour and orchestrator, one by one and in any order.
class DiscoveryHours {
public:
    /// Results without an address or without a latency above 0 are no evidence and left out.
    void add(Instant event_ts, std::string_view orchestrator_address, std::int64_t latency_ms);
    /// Ascending by (window_start, address).
    std::vector<DiscoveryHour> take();

private:
    std::map<Instant, std::map<std::string, DiscoveryHour, std::less<>>> m_hours;
};

/// Hourly discovery latencies, ascending by (window_start, address). Results without an address or without a latency
/// above 0 are no evidence and left out (docs/metrics.md, Discovery latency).
std::vector<DiscoveryHour> discoveryHours(std::span<const DiscoveryResult> results);

/// Discovery latency of one orchestrator over all results given, in ms.
struct OrchestratorDiscovery {
    std::string orchestrator_address;
    Distribution latency;
};

/// Per orchestrator, by mean ascending, ties by address.
std::vector<OrchestratorDiscovery> discoveryByOrchestrator(std::span<const DiscoveryResult> results);

/// The network's mean: all latencies / all results. Null without results.
std::optional<double> networkDiscoveryMeanMs(std::span<const DiscoveryHour> hours);

/// Mean of one orchestrator's hourly means, each hour weighing the same: what the leaderboard ranks by. Null without
/// hours.
std::optional<double> meanOfHourlyMeansMs(std::span<const DiscoveryHour> hoursOfOneOrchestrator);

}  // namespace naap
