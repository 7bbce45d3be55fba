#include "core/reports/fact_rows.h"

#include "core/metrics/rates.h"
#include "core/store/accounting_store.h"
#include "core/store/fact_store.h"

namespace naap {
namespace {

using Line = AccountingLine;

std::span<const Column<Line>> ingestColumns()
{
    static const std::vector<Column<Line>> columns{
        {{"org", FieldType::text, "", "organisation; blank when it was not read", true}, memberCell<Line, &Line::org>},
        {{"class", FieldType::text, "", "accepted, ignored, rejected or duplicate", true},
         memberCell<Line, &Line::record_class>},
        {{"event_type", FieldType::text, "", "event family; blank when it was not read", true},
         memberCell<Line, &Line::event_type>},
        {{"event_subtype", FieldType::text, "", "subtype, of families that have any", true},
         memberCell<Line, &Line::event_subtype>},
        {{"reason", FieldType::text, "", "why a record was not accepted; blank for accepted ones", true},
         memberCell<Line, &Line::reason>},
        {{"records", FieldType::integer, "", "records, over all imports and feeds"}, memberCell<Line, &Line::records>},
    };
    return columns;
}

}  // namespace

std::span<const Column<Session>> sessionColumns()
{
    static const std::vector<Column<Session>> columns{
        {{"session_key", FieldType::text, "", "`org|stream_id|request_id`", true},
         memberCell<Session, &Session::session_key>},
        {{"org", FieldType::text, "", "organisation whose feed brought the events"},
         memberCell<Session, &Session::org>},
        {{"stream_id", FieldType::text, "", "stream; blank when unknown"}, memberCell<Session, &Session::stream_id>},
        {{"request_id", FieldType::text, "", "request; blank when unknown"}, memberCell<Session, &Session::request_id>},
        {{"gateway", FieldType::text, "",
          "gateway of the latest status sample, else of the latest trace; blank when unknown"},
         memberCell<Session, &Session::gateway>},
        {{"pipeline_id", FieldType::text, "", "canonical pipeline; blank when unknown"},
         memberCell<Session, &Session::pipeline_id>},
        {{"model_id", FieldType::text, "", "canonical model"}, memberCell<Session, &Session::model_id>},
        {{"orchestrator_address", FieldType::text, "", "address of the orchestrator that served it, by attribution"},
         memberCell<Session, &Session::orchestrator_address>},
        {{"orchestrator_uri", FieldType::text, "", "its address on the network as it was offered"},
         memberCell<Session, &Session::orchestrator_uri>},
        {{"gpu_id", FieldType::text, "", "the one GPU that fits; null when several do"},
         memberCell<Session, &Session::gpu_id>},
        {{"gpu_model_name", FieldType::text, "", "name of that GPU"}, memberCell<Session, &Session::gpu_model_name>},
        {{"started_at", FieldType::instant, "", "the gateway received the stream request"},
         memberCell<Session, &Session::started_at>},
        {{"last_seen", FieldType::instant, "", "latest event of the session", false, true},
         memberCell<Session, &Session::last_seen>},
        {{"startup_latency_ms", FieldType::integer, "ms", "stream request to first processed segment"},
         memberCell<Session, &Session::startup_latency_ms>},
        {{"e2e_latency_ms", FieldType::integer, "ms", "first ingest segment to first segment sent by the runner"},
         memberCell<Session, &Session::e2e_latency_ms>},
        {{"prompt_to_first_frame_ms", FieldType::integer, "ms", "start time of the status to a few processed segments"},
         memberCell<Session, &Session::prompt_to_first_frame_ms>},
        {{"requested", FieldType::boolean, "", "a stream request was seen"},
         [](const Session& s) -> Cell { return s.requested(); }},
        {{"playable", FieldType::boolean, "", "a few processed segments were seen"},
         [](const Session& s) -> Cell { return s.playable(); }},
        {{"completed", FieldType::boolean, "", "the gateway closed the stream"},
         [](const Session& s) -> Cell { return s.completed_count > 0; }},
        {{"selection_outcome", FieldType::text, "", "selected, no_orch or unknown"},
         memberCell<Session, &Session::selection_outcome>},
        {{"startup_outcome", FieldType::text, "", "success, failed or unknown"},
         memberCell<Session, &Session::startup_outcome>},
        {{"excusal_reason", FieldType::text, "",
          "why a failed start is nobody's fault on the network: no_orch, excusable_error or none"},
         memberCell<Session, &Session::excusal_reason>},
        {{"swap_count", FieldType::integer, "", "orchestrator swaps traced"},
         memberCell<Session, &Session::swap_count>},
        {{"restart_seen", FieldType::boolean, "", "a status sample reported a restart"},
         [](const Session& s) -> Cell { return s.restart_seen_count > 0; }},
        {{"error_seen", FieldType::boolean, "", "a status sample reported an error"},
         [](const Session& s) -> Cell { return s.status_error_sample_count > 0; }},
        {{"degraded_input_seen", FieldType::boolean, "", "a status sample was DEGRADED_INPUT"},
         [](const Session& s) -> Cell { return s.degraded_input_seen_count > 0; }},
        {{"degraded_inference_seen", FieldType::boolean, "", "a status sample was DEGRADED_INFERENCE"},
         [](const Session& s) -> Cell { return s.degraded_inference_seen_count > 0; }},
        {{"status_sample_count", FieldType::integer, "", "status samples"},
         memberCell<Session, &Session::status_sample_count>},
        {{"status_error_sample_count", FieldType::integer, "", "status samples with an error"},
         memberCell<Session, &Session::status_error_sample_count>},
        {{"startup_error_count", FieldType::integer, "", "error events, at any time of the session"},
         memberCell<Session, &Session::startup_error_count>},
        {{"excusable_error_count", FieldType::integer, "", "of these, errors that excuse a failed start"},
         memberCell<Session, &Session::excusable_error_count>},
        {{"loading_only", FieldType::boolean, "", "has status samples, and none of them running"},
         memberCell<Session, &Session::loading_only>},
        {{"zero_output_fps", FieldType::boolean, "", "has status samples, and none with output"},
         memberCell<Session, &Session::zero_output_fps>},
        {{"health_signal_count", FieldType::integer, "", "health signals seen, 0 to 3"},
         memberCell<Session, &Session::health_signal_count>},
        {{"health_expected_signal_count", FieldType::integer, "", "health signals expected, 0 or 3"},
         memberCell<Session, &Session::health_expected_signal_count>},
        {{"attribution_status", FieldType::text, "", "resolved, hardware_less, stale, ambiguous or unresolved"},
         memberCell<Session, &Session::attribution_status>},
        {{"attribution_reason", FieldType::text, "", "why"}, memberCell<Session, &Session::attribution_reason>},
        {{"attribution_method", FieldType::text, "", "by which name and how near in time the orchestrator was found"},
         memberCell<Session, &Session::attribution_method>},
        {{"attribution_confidence", FieldType::text, "", "high, medium or low"},
         memberCell<Session, &Session::attribution_confidence>},
        {{"payment_count", FieldType::integer, "", "payments that name the session's request"},
         memberCell<Session, &Session::payment_count>},
        {{"fees_wei", FieldType::wei, "wei", "their face value"}, memberCell<Session, &Session::fees_wei>},
        {{"expected_fees_wei", FieldType::wei, "wei", "their expected value, rounded down once"},
         memberCell<Session, &Session::expected_fees_wei>},
        {{"first_event_id", FieldType::text, "", "earliest event of the session"},
         memberCell<Session, &Session::first_event_id>},
        {{"last_event_id", FieldType::text, "", "latest event of the session"},
         memberCell<Session, &Session::last_event_id>},
    };
    return columns;
}

std::span<const Column<Selection>> selectionColumns()
{
    static const std::vector<Column<Selection>> columns{
        {{"org", FieldType::text, "", "organisation"}, memberCell<Selection, &Selection::org>},
        {{"session_key", FieldType::text, "", "the session", true}, memberCell<Selection, &Selection::session_key>},
        {{"seq", FieldType::integer, "", "number within the session's UTC day, from 1", true},
         memberCell<Selection, &Selection::seq>},
        {{"selection_ts", FieldType::instant, "", "when the orchestrator was selected", false, true},
         memberCell<Selection, &Selection::selection_ts>},
        {{"selection_event_id", FieldType::text, "", "id of the selection, a hash of what it stands for"},
         memberCell<Selection, &Selection::selection_event_id>},
        {{"trigger", FieldType::text, "", "initial, swap or orch_change_fallback"},
         memberCell<Selection, &Selection::trigger>},
        {{"observed_address", FieldType::text, "", "address that the anchor event names, lower case"},
         memberCell<Selection, &Selection::observed_address>},
        {{"observed_url", FieldType::text, "", "URL that the anchor event names"},
         memberCell<Selection, &Selection::observed_url>},
        {{"observed_pipeline", FieldType::text, "", "pipeline that the events hint at"},
         memberCell<Selection, &Selection::observed_pipeline>},
        {{"observed_model", FieldType::text, "", "model that the events hint at"},
         memberCell<Selection, &Selection::observed_model>},
        {{"anchor_event_id", FieldType::text, "", "the event that shows the selection"},
         memberCell<Selection, &Selection::anchor_event_id>},
        {{"anchor_event_type", FieldType::text, "", "family of that event"},
         memberCell<Selection, &Selection::anchor_event_type>},
        {{"status", FieldType::text, "", "resolved, hardware_less, stale, ambiguous or unresolved"},
         memberCell<Selection, &Selection::decision, &Decision::status>},
        {{"reason", FieldType::text, "", "why"}, memberCell<Selection, &Selection::decision, &Decision::reason>},
        {{"method", FieldType::text, "", "by which name and how near in time"},
         memberCell<Selection, &Selection::decision, &Decision::method>},
        {{"confidence", FieldType::text, "", "high, medium or low"},
         memberCell<Selection, &Selection::decision, &Decision::confidence>},
        {{"orchestrator_address", FieldType::text, "", "the orchestrator decided on"},
         memberCell<Selection, &Selection::decision, &Decision::orchestrator_address>},
        {{"orchestrator_uri", FieldType::text, "", "its URI as offered"},
         memberCell<Selection, &Selection::decision, &Decision::orchestrator_uri>},
        {{"pipeline_id", FieldType::text, "", "pipeline as offered"},
         memberCell<Selection, &Selection::decision, &Decision::pipeline_id>},
        {{"model_id", FieldType::text, "", "model as offered"},
         memberCell<Selection, &Selection::decision, &Decision::model_id>},
        {{"gpu_id", FieldType::text, "", "the one GPU of that offer; null when it has several"},
         memberCell<Selection, &Selection::decision, &Decision::gpu_id>},
        {{"snapshot_event_id", FieldType::text, "", "the capability event that decided"},
         memberCell<Selection, &Selection::decision, &Decision::snapshot_event_id>},
        {{"snapshot_ts", FieldType::instant, "", "its time"},
         memberCell<Selection, &Selection::decision, &Decision::snapshot_ts>},
    };
    return columns;
}

std::span<const Column<StatusHourRow>> statusHourColumns()
{
    static const std::vector<Column<StatusHourRow>> columns{
        {{"session_key", FieldType::text, "", "the session", true},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::session_key>},
        {{"window_start", FieldType::instant, "", "the hour", true, true},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::window_start>},
        {{"org", FieldType::text, "", "organisation"}, memberCell<StatusHourRow, &StatusHourRow::org>},
        {{"status_samples", FieldType::integer, "", "status samples of the session in the hour"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::status_samples>},
        {{"fps_positive_samples", FieldType::integer, "", "of these, with output"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::fps_positive_samples>},
        {{"running_state_samples", FieldType::integer, "", "of these, ONLINE, DEGRADED_INPUT or DEGRADED_INFERENCE"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::running_state_samples>},
        {{"degraded_input_samples", FieldType::integer, "", "of these, DEGRADED_INPUT"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::degraded_input_samples>},
        {{"degraded_inference_samples", FieldType::integer, "", "of these, DEGRADED_INFERENCE"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::degraded_inference_samples>},
        {{"error_samples", FieldType::integer, "", "of these, with an error"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::error_samples>},
        {{"output_fps_sum", FieldType::real, "fps", "sum of output FPS, zeros included"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::output_fps_sum>},
        {{"output_fps_sumsq", FieldType::real, "fps²", "sum of squares of output FPS"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::output_fps_sumsq>},
        {{"input_fps_sum", FieldType::real, "fps", "sum of input FPS"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::input_fps_sum>},
        {{"avg_output_fps", FieldType::real, "fps", "mean output FPS, zeros included"},
         [](const StatusHourRow& r) -> Cell { return toCell(mean(r.hour.output_fps_sum, r.hour.status_samples)); }},
        {{"avg_input_fps", FieldType::real, "fps", "mean input FPS"},
         [](const StatusHourRow& r) -> Cell { return toCell(mean(r.hour.input_fps_sum, r.hour.status_samples)); }},
        {{"e2e_latency_sum_ms", FieldType::real, "ms", "sum of measured end-to-end latencies"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::e2e_latency_sum_ms>},
        {{"e2e_latency_sample_count", FieldType::integer, "", "samples that measured one"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::e2e_latency_sample_count>},
        {{"is_terminal_tail_artifact", FieldType::boolean, "",
          "a few late samples after the session died: no part of sla and gpu-metrics"},
         memberCell<StatusHourRow, &StatusHourRow::hour, &StatusHour::is_terminal_tail_artifact>},
    };
    return columns;
}

namespace {

/// Takes rows until the limit is reached.
template <class Row>
class Limited {
public:
    explicit Limited(const ReportQuery& query) : m_limit(query.limit) {}
    bool isFull() const { return m_limit && m_rows.size() >= static_cast<std::size_t>(*m_limit); }
    /// False when it was the last one wanted.
    bool add(Row row)
    {
        if (!isFull())
            m_rows.push_back(std::move(row));
        return !isFull();
    }
    std::unique_ptr<ReportTable> table(std::span<const Column<Row>> columns)
    {
        return std::make_unique<RowsTable<Row>>(std::move(m_rows), columns);
    }

private:
    std::optional<std::int64_t> m_limit;
    std::vector<Row> m_rows;
};

std::unique_ptr<ReportTable> ingest(Cache& cache, const ReportQuery&)
{
    return std::make_unique<RowsTable<Line>>(accountingLines(cache), ingestColumns());
}

std::unique_ptr<ReportTable> sessions(Cache& cache, const ReportQuery& query)
{
    Limited<Session> rows(query);
    const SessionFilter filter{
        .from = query.from, .to = query.to, .orchestrator_address = {}, .limit = query.limit.value_or(-1)};
    FactStore(cache).visitSessions(filter, [&](const StoredSession& row) { return rows.add(row.session); });
    return rows.table(sessionColumns());
}

std::unique_ptr<ReportTable> selections(Cache& cache, const ReportQuery& query)
{
    Limited<Selection> rows(query);
    FactStore(cache).visitSelections(query.from, query.to, [&](const Selection& row) { return rows.add(row); });
    return rows.table(selectionColumns());
}

std::unique_ptr<ReportTable> statusHours(Cache& cache, const ReportQuery& query)
{
    Limited<StatusHourRow> rows(query);
    FactStore(cache).visitStatusHours(query.from, query.to, [&](const StatusHour& hour, const std::string& org) {
        return rows.add({hour, org});
    });
    return rows.table(statusHourColumns());
}

}  // namespace

void addFactReports(std::vector<ReportInfo>& reports)
{
    reports.push_back({"ingest",
                       "what became of every record read: accepted, ignored, rejected, duplicate (whole cache)",
                       fieldsOf(ingestColumns()), ingest});
    reports.push_back({"sessions", "one row per streaming session: outcome, latencies, orchestrator, fees",
                       fieldsOf(sessionColumns()), sessions});
    reports.push_back({"selections", "each choice of an orchestrator within a session, and how it was attributed",
                       fieldsOf(selectionColumns()), selections});
    reports.push_back(
        {"status-hours", "status samples of each session in each hour", fieldsOf(statusHourColumns()), statusHours});
}

}  // namespace naap
