#include "core/metrics/latency.h"

#include <utility>

namespace naap {

namespace {

const std::string kNone;

}  // namespace

std::optional<std::int64_t> elapsedMs(std::optional<Instant> from, std::optional<Instant> to)
{
    if (!from || !to || *to < *from)
        return std::nullopt;
    return toMs(*to) - toMs(*from);
}

void LatencyGroups::add(const Session& session)
{
    constexpr char kBetween = '\0';
    const std::string& address = session.orchestrator_address ? *session.orchestrator_address : kNone;
    const std::string& model = session.model_id ? *session.model_id : kNone;
    m_text.assign(address).append(1, kBetween).append(session.pipeline_id).append(1, kBetween).append(model);
    Values*& values = m_byText[m_text];
    if (!values)
        values = &m_groups[{address, session.pipeline_id, model}];
    const auto keep = [](std::vector<double>& list, std::optional<std::int64_t> ms) {
        if (ms && *ms > 0)
            list.push_back(static_cast<double>(*ms));
    };
    keep(values->startup, session.startup_latency_ms);
    keep(values->prompt_to_first_frame, session.prompt_to_first_frame_ms);
    keep(values->e2e, session.e2e_latency_ms);
}

std::vector<LatencyRow> LatencyGroups::rows() const
{
    std::vector<LatencyRow> rows;
    const auto addRows = [&](const char* metric, std::vector<double> Values::*list) {
        for (const auto& [key, values] : m_groups) {
            if ((values.*list).empty())
                continue;
            LatencyRow& row = rows.emplace_back();
            row.metric = metric;
            std::string model;
            std::tie(row.orchestrator_address, row.pipeline_id, model) = key;
            if (!model.empty())
                row.model_id = std::move(model);
            row.latency = distributionOf(values.*list);
        }
    };
    addRows("e2e", &Values::e2e);
    addRows("prompt_to_first_frame", &Values::prompt_to_first_frame);
    addRows("startup", &Values::startup);
    return rows;
}

std::vector<LatencyRow> latencyRows(std::span<const Session* const> sessions)
{
    LatencyGroups groups;
    for (const Session* session : sessions)
        groups.add(*session);
    return groups.rows();
}

}  // namespace naap
