#include "core/store/request_store.h"

#include "core/store/columns.h"

namespace naap {
namespace {

void bindRange(Statement& rows, std::optional<Instant> from, std::optional<Instant> to)
{
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
}

}  // namespace

std::vector<LlmRequest> llmOfJobs(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<LlmRequest> requests;
    auto rows = cache.db().prepare(
        "SELECT l.* FROM job j JOIN llm_request l ON l.org = j.org AND l.request_id = j.request_id "
        "WHERE j.completed_at >= ? AND j.completed_at < ? AND j.kind = 'ai_batch' AND j.pipeline_id = 'llm' "
        "ORDER BY l.org, l.request_id");
    bindRange(rows, from, to);
    while (rows.step()) {
        ColumnReader read(rows, 0);
        visitLlmColumns(requests.emplace_back(), read);
    }
    return requests;
}

std::vector<JobAuthEvent> jobAuthEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<JobAuthEvent> events;
    auto rows = cache.db().prepare(
        "SELECT event_ts, event_id, org, subtype, capability, orch_address, success, error "
        "FROM job_auth_event WHERE event_ts >= ? AND event_ts < ? "
        "ORDER BY event_ts, event_id, org");
    bindRange(rows, from, to);
    while (rows.step()) {
        JobAuthEvent& e = events.emplace_back();
        ColumnReader read(rows, 0);
        read(e.event_ts), read(e.event_id), read(e.org), read(e.subtype), read(e.capability), read(e.orch_address);
        read(e.success), read(e.error);
    }
    return events;
}

std::vector<JobPaymentEvent> jobPaymentEvents(Cache& cache, std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<JobPaymentEvent> events;
    auto rows = cache.db().prepare(
        "SELECT event_ts, event_id, org, payment_type, capability, orch_address, amount, "
        "currency FROM job_payment_event WHERE event_ts >= ? AND event_ts < ? "
        "ORDER BY event_ts, event_id, org");
    bindRange(rows, from, to);
    while (rows.step()) {
        JobPaymentEvent& e = events.emplace_back();
        ColumnReader read(rows, 0);
        read(e.event_ts), read(e.event_id), read(e.org), read(e.payment_type), read(e.capability);
        read(e.orch_address), read(e.amount), read(e.currency);
    }
    return events;
}

}  // namespace naap
