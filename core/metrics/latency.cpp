#include "core/metrics/latency.h"

#include <map>
#include <tuple>

namespace naap {

std::optional<std::int64_t> elapsedMs(std::optional<Instant> from, std::optional<Instant> to)
{
    if (!from || !to || *to < *from)
        return std::nullopt;
    return toMs(*to) - toMs(*from);
}

std::vector<LatencyRow> latencyRows(std::span<const Session* const> sessions)
{
    using Key = std::tuple<std::string, std::string, std::string, std::string>;
    std::map<Key, std::vector<double>> values;
    for (const Session* session : sessions) {
        const auto add = [&](const char* metric, std::optional<std::int64_t> ms) {
            if (ms && *ms > 0)
                values[{metric, session->orchestrator_address.value_or(""), session->pipeline_id,
                        session->model_id.value_or("")}]
                    .push_back(static_cast<double>(*ms));
        };
        add("startup", session->startup_latency_ms);
        add("prompt_to_first_frame", session->prompt_to_first_frame_ms);
        add("e2e", session->e2e_latency_ms);
    }
    std::vector<LatencyRow> rows;
    rows.reserve(values.size());
    for (auto& [key, latencies] : values) {
        LatencyRow row;
        std::string model;
        std::tie(row.metric, row.orchestrator_address, row.pipeline_id, model) = key;
        if (!model.empty())
            row.model_id = std::move(model);
        row.latency = distributionOf(std::move(latencies));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace naap
