#include "core/store/session_scan.h"

#include "core/store/columns.h"

namespace naap {

void visitDemandedSessions(Cache& cache, std::optional<Instant> from, std::optional<Instant> to,
                           const std::function<void(std::int64_t, const Session&)>& visit)
{
    auto rows = cache.db().prepare(
        "SELECT session_id, org, gateway, pipeline_id, model_id, orchestrator_address, gpu_id, started_at, last_seen, "
        "startup_latency_ms, prompt_to_first_frame_ms, e2e_latency_ms, started_count, status_sample_count, "
        "health_signal_count, health_expected_signal_count, selection_outcome, startup_outcome, attribution_status "
        "FROM session WHERE demand_hour >= ? AND demand_hour < ?");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    Session s;
    while (rows.step()) {
        ColumnReader read(rows, 1);
        read(s.org), read(s.gateway), read(s.pipeline_id), read(s.model_id), read(s.orchestrator_address);
        read(s.gpu_id), read(s.started_at), read(s.last_seen), read(s.startup_latency_ms);
        read(s.prompt_to_first_frame_ms), read(s.e2e_latency_ms), read(s.started_count), read(s.status_sample_count);
        read(s.health_signal_count), read(s.health_expected_signal_count), read(s.selection_outcome);
        read(s.startup_outcome), read(s.attribution_status);
        visit(rows.integer(0), s);
    }
}

void visitSessionsAround(Cache& cache, Instant from, Instant to, const std::function<void(const Session&)>& visit)
{
    auto rows = cache.db().prepare(
        "SELECT session_key, org, gateway, pipeline_id, model_id, orchestrator_address, orchestrator_uri, gpu_id, "
        "gpu_model_name, started_at, last_seen, prompt_to_first_frame_ms, started_count, swap_count, "
        "status_error_sample_count, selection_outcome, startup_outcome, excusal_reason, loading_only, zero_output_fps, "
        "health_signal_count, health_expected_signal_count, fees_wei, expected_fees_wei FROM session "
        "WHERE (demand_hour >= ?1 AND demand_hour < ?2) OR (last_seen >= ?1 AND started_at < ?2)");
    rows.bind(1, toMs(from)).bind(2, toMs(to));
    Session s;
    while (rows.step()) {
        ColumnReader read(rows, 0);
        read(s.session_key), read(s.org), read(s.gateway), read(s.pipeline_id), read(s.model_id);
        read(s.orchestrator_address), read(s.orchestrator_uri), read(s.gpu_id), read(s.gpu_model_name);
        read(s.started_at), read(s.last_seen), read(s.prompt_to_first_frame_ms), read(s.started_count);
        read(s.swap_count), read(s.status_error_sample_count), read(s.selection_outcome), read(s.startup_outcome);
        read(s.excusal_reason), read(s.loading_only), read(s.zero_output_fps), read(s.health_signal_count);
        read(s.health_expected_signal_count), read(s.fees_wei), read(s.expected_fees_wei);
        visit(s);
    }
}

std::vector<GatewaySighting> gatewaysSeen(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<GatewaySighting> gateways;
    auto rows = cache.db().prepare(
        "SELECT gateway, max(last_seen) FROM session WHERE last_seen >= ? AND last_seen < ? AND gateway <> '' "
        "GROUP BY gateway ORDER BY gateway");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    while (rows.step())
        gateways.push_back({std::string(rows.text(0)), instantFromMs(rows.integer(1))});
    return gateways;
}

std::vector<std::pair<std::string, std::string>> nodesOfSessions(Cache& cache)
{
    std::vector<std::pair<std::string, std::string>> nodes;
    auto rows = cache.db().prepare(
        "SELECT DISTINCT orchestrator_address, ifnull(orchestrator_uri, '') FROM session "
        "WHERE orchestrator_address IS NOT NULL ORDER BY 1, 2");
    while (rows.step())
        nodes.emplace_back(rows.text(0), rows.text(1));
    return nodes;
}

std::unordered_set<std::int64_t> sessionsWithMeasuredE2e(Cache& cache)
{
    std::unordered_set<std::int64_t> ids;
    auto rows = cache.db().prepare("SELECT session_id FROM status_hour WHERE e2e_latency_sample_count > 0");
    while (rows.step())
        ids.insert(rows.integer(0));
    return ids;
}

}  // namespace naap
