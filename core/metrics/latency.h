#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/facts/session.h"
#include "core/metrics/distribution.h"

namespace naap {

/// Milliseconds from one moment of a session to another. Null when either is unknown or the second comes first.
std::optional<std::int64_t> elapsedMs(std::optional<Instant> from, std::optional<Instant> to);

/// One latency of one orchestrator, pipeline and model: a row of the `latency` report.
struct LatencyRow {
    std::string metric;                ///< e2e, prompt_to_first_frame, startup
    std::string orchestrator_address;  ///< "" for unattributed sessions
    std::string pipeline_id;
    std::optional<std::string> model_id;
    Distribution latency;  ///< in ms, over session values above 0

    bool operator==(const LatencyRow&) const = default;
};

/// Collects sessions one by one, so that a caller need not hold them all. Their order does not matter.
class LatencyGroups {
public:
    /// Reads the latencies, the orchestrator, the pipeline and the model; nothing else need be filled.
    void add(const Session& session);
    /// What latencyRows() returns for the sessions added so far.
    std::vector<LatencyRow> rows() const;

private:
    struct Values {
        std::vector<double> startup;
        std::vector<double> prompt_to_first_frame;
        std::vector<double> e2e;
    };
    using Key = std::tuple<std::string, std::string, std::string>;  // orchestrator, pipeline, model

    std::map<Key, Values> m_groups;
    std::unordered_map<std::string, Values*> m_byText;
    std::string m_text;
};

/// Latencies of the sessions given, each session once, orgs together, ascending by the key fields, null model first.
/// Groups without a value have no row.
std::vector<LatencyRow> latencyRows(std::span<const Session* const> sessions);

}  // namespace naap
