#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/events/instant.h"
#include "core/facts/job.h"
#include "core/facts/selection.h"
#include "core/facts/session.h"
#include "core/store/sqlite.h"

namespace naap {

// For each fact the list of its columns, in the order of the schema, once for writing and reading.

template <class Fact, class Visit>
void visitSessionColumns(Fact& s, Visit&& visit)
{
    visit(s.session_key), visit(s.org), visit(s.stream_id), visit(s.request_id), visit(s.gateway);
    visit(s.pipeline_id), visit(s.model_id), visit(s.orchestrator_address), visit(s.orchestrator_uri);
    visit(s.gpu_id), visit(s.gpu_model_name), visit(s.gpu_memory_bytes_total), visit(s.reported_gpu_id);
    visit(s.started_at), visit(s.first_ingest_at), visit(s.first_processed_at), visit(s.few_processed_at);
    visit(s.runner_first_processed_at), visit(s.status_start_time), visit(s.last_seen);
    visit(s.startup_latency_ms), visit(s.e2e_latency_ms), visit(s.prompt_to_first_frame_ms);
    visit(s.started_count), visit(s.playable_seen_count), visit(s.no_orch_count), visit(s.completed_count);
    visit(s.swap_count), visit(s.status_sample_count), visit(s.online_seen_count);
    visit(s.running_state_samples_count), visit(s.degraded_input_seen_count), visit(s.degraded_inference_seen_count);
    visit(s.positive_output_seen_count), visit(s.restart_seen_count), visit(s.status_error_sample_count);
    visit(s.startup_error_count), visit(s.excusable_error_count);
    visit(s.selection_outcome), visit(s.startup_outcome), visit(s.excusal_reason);
    visit(s.loading_only), visit(s.zero_output_fps), visit(s.health_signal_count);
    visit(s.health_expected_signal_count);
    visit(s.attribution_status), visit(s.attribution_reason), visit(s.attribution_method);
    visit(s.attribution_confidence), visit(s.attribution_snapshot_event_id), visit(s.attribution_snapshot_ts);
    visit(s.current_selection_event_id), visit(s.current_selection_ts);
    visit(s.payment_count), visit(s.fees_wei), visit(s.expected_fees_wei);
    visit(s.first_event_id), visit(s.last_event_id), visit(s.is_test_load), visit(s.orchestrator_changed);
}

template <class Fact, class Visit>
void visitDecisionColumns(Fact& d, Visit&& visit)
{
    visit(d.status), visit(d.reason), visit(d.method), visit(d.confidence), visit(d.orchestrator_address);
    visit(d.orchestrator_uri), visit(d.pipeline_id), visit(d.model_id), visit(d.gpu_id), visit(d.gpu_model_name);
    visit(d.gpu_memory_bytes_total), visit(d.capability_version_id), visit(d.snapshot_event_id), visit(d.snapshot_ts);
}

template <class Fact, class Visit>
void visitSelectionColumns(Fact& s, Visit&& visit)
{
    visit(s.seq), visit(s.selection_ts), visit(s.selection_event_id), visit(s.trigger), visit(s.observed_address);
    visit(s.observed_url), visit(s.observed_pipeline), visit(s.observed_model), visit(s.anchor_event_id);
    visit(s.anchor_event_type), visit(s.input_hash);
    visitDecisionColumns(s.decision, visit);
}

template <class Fact, class Visit>
void visitStatusHourColumns(Fact& h, Visit&& visit)
{
    visit(h.status_samples), visit(h.fps_positive_samples), visit(h.running_state_samples);
    visit(h.degraded_input_samples), visit(h.degraded_inference_samples), visit(h.error_samples);
    visit(h.output_fps_sum), visit(h.output_fps_sumsq), visit(h.input_fps_sum), visit(h.e2e_latency_sum_ms);
    visit(h.e2e_latency_sample_count), visit(h.is_terminal_tail_artifact);
}

template <class Fact, class Visit>
void visitJobColumns(Fact& j, Visit&& visit)
{
    visit(j.org), visit(j.request_id), visit(j.completed_at), visit(j.received_at), visit(j.gateway);
    visit(j.pipeline_id), visit(j.model_id), visit(j.success), visit(j.tries), visit(j.duration_ms);
    visit(j.orch_address), visit(j.orch_url), visit(j.worker_url), visit(j.latency_score), visit(j.price_per_unit);
    visit(j.error_type), visit(j.error), visit(j.http_status), visit(j.charged_compute), visit(j.selection_outcome);
    visitDecisionColumns(j.decision, visit);
}

template <class Fact, class Visit>
void visitLlmColumns(Fact& r, Visit&& visit)
{
    visit(r.org), visit(r.request_id), visit(r.event_ts), visit(r.event_id), visit(r.model), visit(r.streaming);
    visit(r.prompt_tokens), visit(r.completion_tokens), visit(r.total_tokens), visit(r.tokens_per_second);
    visit(r.ttft_ms), visit(r.total_duration_ms), visit(r.finish_reason), visit(r.error), visit(r.orch_url);
}

/// Binds one column after the other, from `next` on.
class ColumnBinder {
public:
    ColumnBinder(Statement& statement, int next) : m_statement(statement), m_next(next) {}

    void operator()(Instant value) { m_statement.bind(m_next++, toMs(value)); }
    void operator()(const std::optional<Instant>& value)
    {
        if (value)
            (*this)(*value);
        else
            m_statement.bindNull(m_next++);
    }
    template <class T>
    void operator()(const T& value)
    {
        m_statement.bind(m_next++, value);
    }

private:
    Statement& m_statement;
    int m_next;
};

/// Reads one column after the other, from `next` on, of a Statement or of whatever else gives values by place.
template <class Row>
class ColumnReader {
public:
    ColumnReader(const Row& row, int next) : m_row(row), m_next(next) {}

    void operator()(std::string& value) { value = m_row.text(m_next++); }
    void operator()(std::int64_t& value) { value = m_row.integer(m_next++); }
    void operator()(double& value) { value = m_row.real(m_next++); }
    void operator()(bool& value) { value = m_row.integer(m_next++) != 0; }
    void operator()(Instant& value) { value = instantFromMs(m_row.integer(m_next++)); }
    template <class T>
    void operator()(std::optional<T>& value)
    {
        if (m_row.isNull(m_next)) {
            ++m_next;
            value.reset();
            return;
        }
        if (!value)
            value.emplace();
        (*this)(*value);
    }

private:
    const Row& m_row;
    int m_next;
};

}  // namespace naap
