#include "core/reports/fact_rows.h"

#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/region_column.h"
#include "core/reports/session_list.h"
#include "core/reports/session_regions.h"
#include "core/store/accounting_store.h"
#include "core/store/fact_store.h"

namespace naap {
namespace {

using Line = AccountingLine;

std::span<const Column<Line>> ingestColumns()
{
    static const std::vector<Column<Line>> columns{
        {{"org", FieldType::text, "", "organisation; blank when it was not read", true}, member<&Line::org>},
        {{"class", FieldType::text, "", "accepted, ignored, rejected or duplicate", true}, member<&Line::record_class>},
        {{"event_type", FieldType::text, "", "event family; blank when it was not read", true},
         member<&Line::event_type>},
        {{"event_subtype", FieldType::text, "", "subtype, of families that have any", true},
         member<&Line::event_subtype>},
        {{"reason", FieldType::text, "", "why a record was not accepted; blank for accepted ones", true},
         member<&Line::reason>},
        {{"records", FieldType::integer, "", "records, over all imports and feeds"}, member<&Line::records>},
    };
    return columns;
}

}  // namespace

std::span<const Column<Session>> sessionColumns()
{
    static const std::vector<Column<Session>> columns{
        {{"session_key", FieldType::text, "", "`org|stream_id|request_id`", true}, member<&Session::session_key>},
        {{"org", FieldType::text, "", "organisation whose feed brought the events"}, member<&Session::org>},
        {{"stream_id", FieldType::text, "", "stream; blank when unknown"}, member<&Session::stream_id>},
        {{"request_id", FieldType::text, "", "request; blank when unknown"}, member<&Session::request_id>},
        {{"gateway", FieldType::text, "",
          "gateway of the latest status sample, else of the latest trace; blank when unknown"},
         member<&Session::gateway>},
        {{"pipeline_id", FieldType::text, "", "canonical pipeline; blank when unknown"}, member<&Session::pipeline_id>},
        {{"model_id", FieldType::text, "", "canonical model"}, member<&Session::model_id>},
        {{"orchestrator_address", FieldType::text, "", "address of the orchestrator that served it, by attribution"},
         member<&Session::orchestrator_address>},
        {{"orchestrator_uri", FieldType::text, "", "its address on the network as it was offered"},
         member<&Session::orchestrator_uri>},
        {{"gpu_id", FieldType::text, "", "the one GPU that fits; null when several do"}, member<&Session::gpu_id>},
        {{"gpu_model_name", FieldType::text, "", "name of that GPU"}, member<&Session::gpu_model_name>},
        {{"started_at", FieldType::instant, "", "the gateway received the stream request"},
         member<&Session::started_at>},
        {{"last_seen", FieldType::instant, "", "latest event of the session", false, true},
         member<&Session::last_seen>},
        {{"startup_latency_ms", FieldType::integer, "ms", "stream request to first processed segment"},
         member<&Session::startup_latency_ms>},
        {{"e2e_latency_ms", FieldType::integer, "ms", "first ingest segment to first segment sent by the runner"},
         member<&Session::e2e_latency_ms>},
        {{"prompt_to_first_frame_ms", FieldType::integer, "ms", "start time of the status to a few processed segments"},
         member<&Session::prompt_to_first_frame_ms>},
        {{"requested", FieldType::boolean, "", "a stream request was seen"},
         [](const Session& s) -> Cell { return s.requested(); }},
        {{"playable", FieldType::boolean, "", "a few processed segments were seen"},
         [](const Session& s) -> Cell { return s.playable(); }},
        {{"completed", FieldType::boolean, "", "the gateway closed the stream"},
         [](const Session& s) -> Cell { return s.completed_count > 0; }},
        {{"selection_outcome", FieldType::text, "", "selected, no_orch or unknown"},
         member<&Session::selection_outcome>},
        {{"startup_outcome", FieldType::text, "", "success, failed or unknown"}, member<&Session::startup_outcome>},
        {{"excusal_reason", FieldType::text, "",
          "why a failed start is nobody's fault on the network: no_orch, excusable_error or none"},
         member<&Session::excusal_reason>},
        {{"swap_count", FieldType::integer, "", "orchestrator swaps traced"}, member<&Session::swap_count>},
        {{"restart_seen", FieldType::boolean, "", "a status sample reported a restart"},
         [](const Session& s) -> Cell { return s.restart_seen_count > 0; }},
        {{"error_seen", FieldType::boolean, "", "a status sample reported an error"},
         [](const Session& s) -> Cell { return s.status_error_sample_count > 0; }},
        {{"degraded_input_seen", FieldType::boolean, "", "a status sample was DEGRADED_INPUT"},
         [](const Session& s) -> Cell { return s.degraded_input_seen_count > 0; }},
        {{"degraded_inference_seen", FieldType::boolean, "", "a status sample was DEGRADED_INFERENCE"},
         [](const Session& s) -> Cell { return s.degraded_inference_seen_count > 0; }},
        {{"status_sample_count", FieldType::integer, "", "status samples"}, member<&Session::status_sample_count>},
        {{"status_error_sample_count", FieldType::integer, "", "status samples with an error"},
         member<&Session::status_error_sample_count>},
        {{"startup_error_count", FieldType::integer, "", "error events, at any time of the session"},
         member<&Session::startup_error_count>},
        {{"excusable_error_count", FieldType::integer, "", "of these, errors that excuse a failed start"},
         member<&Session::excusable_error_count>},
        {{"loading_only", FieldType::boolean, "", "has status samples, and none of them running"},
         member<&Session::loading_only>},
        {{"zero_output_fps", FieldType::boolean, "", "has status samples, and none with output"},
         member<&Session::zero_output_fps>},
        {{"health_signal_count", FieldType::integer, "", "health signals seen, 0 to 3"},
         member<&Session::health_signal_count>},
        {{"health_expected_signal_count", FieldType::integer, "", "health signals expected, 0 or 3"},
         member<&Session::health_expected_signal_count>},
        {{"attribution_status", FieldType::text, "", "resolved, hardware_less, stale, ambiguous or unresolved"},
         member<&Session::attribution_status>},
        {{"attribution_reason", FieldType::text, "", "why"}, member<&Session::attribution_reason>},
        {{"attribution_method", FieldType::text, "", "by which name and how near in time the orchestrator was found"},
         member<&Session::attribution_method>},
        {{"attribution_confidence", FieldType::text, "", "high, medium or low"},
         member<&Session::attribution_confidence>},
        {{"payment_count", FieldType::integer, "", "payments that name the session's request"},
         member<&Session::payment_count>},
        {{"fees_wei", FieldType::wei, "wei", "their face value"}, member<&Session::fees_wei>},
        {{"expected_fees_wei", FieldType::wei, "wei", "their expected value, rounded down once"},
         member<&Session::expected_fees_wei>},
        {{"first_event_id", FieldType::text, "", "earliest event of the session"}, member<&Session::first_event_id>},
        {{"last_event_id", FieldType::text, "", "latest event of the session"}, member<&Session::last_event_id>},
    };
    return columns;
}

std::span<const Column<Selection>> selectionColumns()
{
    static const std::vector<Column<Selection>> columns{
        {{"org", FieldType::text, "", "organisation"}, member<&Selection::org>},
        {{"session_key", FieldType::text, "", "the session", true}, member<&Selection::session_key>},
        {{"seq", FieldType::integer, "", "number within the session's UTC day, from 1", true}, member<&Selection::seq>},
        {{"selection_ts", FieldType::instant, "", "when the orchestrator was selected", false, true},
         member<&Selection::selection_ts>},
        {{"selection_event_id", FieldType::text, "", "id of the selection, a hash of what it stands for"},
         member<&Selection::selection_event_id>},
        {{"trigger", FieldType::text, "", "initial, swap or orch_change_fallback"}, member<&Selection::trigger>},
        {{"observed_address", FieldType::text, "", "address that the anchor event names, lower case"},
         member<&Selection::observed_address>},
        {{"observed_url", FieldType::text, "", "URL that the anchor event names"}, member<&Selection::observed_url>},
        {{"observed_pipeline", FieldType::text, "", "pipeline that the events hint at"},
         member<&Selection::observed_pipeline>},
        {{"observed_model", FieldType::text, "", "model that the events hint at"}, member<&Selection::observed_model>},
        {{"anchor_event_id", FieldType::text, "", "the event that shows the selection"},
         member<&Selection::anchor_event_id>},
        {{"anchor_event_type", FieldType::text, "", "family of that event"}, member<&Selection::anchor_event_type>},
        {{"status", FieldType::text, "", "resolved, hardware_less, stale, ambiguous or unresolved"},
         member<&Selection::decision, &Decision::status>},
        {{"reason", FieldType::text, "", "why"}, member<&Selection::decision, &Decision::reason>},
        {{"method", FieldType::text, "", "by which name and how near in time"},
         member<&Selection::decision, &Decision::method>},
        {{"confidence", FieldType::text, "", "high, medium or low"},
         member<&Selection::decision, &Decision::confidence>},
        {{"orchestrator_address", FieldType::text, "", "the orchestrator decided on"},
         member<&Selection::decision, &Decision::orchestrator_address>},
        {{"orchestrator_uri", FieldType::text, "", "its URI as offered"},
         member<&Selection::decision, &Decision::orchestrator_uri>},
        {{"pipeline_id", FieldType::text, "", "pipeline as offered"},
         member<&Selection::decision, &Decision::pipeline_id>},
        {{"model_id", FieldType::text, "", "model as offered"}, member<&Selection::decision, &Decision::model_id>},
        {{"gpu_id", FieldType::text, "", "the one GPU of that offer; null when it has several"},
         member<&Selection::decision, &Decision::gpu_id>},
        {{"snapshot_event_id", FieldType::text, "", "the capability event that decided"},
         member<&Selection::decision, &Decision::snapshot_event_id>},
        {{"snapshot_ts", FieldType::instant, "", "its time"}, member<&Selection::decision, &Decision::snapshot_ts>},
    };
    return columns;
}

std::span<const Column<StatusHourRow>> statusHourColumns()
{
    static const std::vector<Column<StatusHourRow>> columns{
        {{"session_key", FieldType::text, "", "the session", true},
         member<&StatusHourRow::hour, &StatusHour::session_key>},
        {{"window_start", FieldType::instant, "", "the hour", true, true},
         member<&StatusHourRow::hour, &StatusHour::window_start>},
        {{"org", FieldType::text, "", "organisation"}, member<&StatusHourRow::org>},
        {{"status_samples", FieldType::integer, "", "status samples of the session in the hour"},
         member<&StatusHourRow::hour, &StatusHour::status_samples>},
        {{"fps_positive_samples", FieldType::integer, "", "of these, with output"},
         member<&StatusHourRow::hour, &StatusHour::fps_positive_samples>},
        {{"running_state_samples", FieldType::integer, "", "of these, ONLINE, DEGRADED_INPUT or DEGRADED_INFERENCE"},
         member<&StatusHourRow::hour, &StatusHour::running_state_samples>},
        {{"degraded_input_samples", FieldType::integer, "", "of these, DEGRADED_INPUT"},
         member<&StatusHourRow::hour, &StatusHour::degraded_input_samples>},
        {{"degraded_inference_samples", FieldType::integer, "", "of these, DEGRADED_INFERENCE"},
         member<&StatusHourRow::hour, &StatusHour::degraded_inference_samples>},
        {{"error_samples", FieldType::integer, "", "of these, with an error"},
         member<&StatusHourRow::hour, &StatusHour::error_samples>},
        {{"output_fps_sum", FieldType::real, "fps", "sum of output FPS, zeros included"},
         member<&StatusHourRow::hour, &StatusHour::output_fps_sum>},
        {{"output_fps_sumsq", FieldType::real, "fps²", "sum of squares of output FPS"},
         member<&StatusHourRow::hour, &StatusHour::output_fps_sumsq>},
        {{"input_fps_sum", FieldType::real, "fps", "sum of input FPS"},
         member<&StatusHourRow::hour, &StatusHour::input_fps_sum>},
        {{"avg_output_fps", FieldType::real, "fps", "mean output FPS, zeros included"},
         [](const StatusHourRow& r) -> Cell { return asCell(mean(r.hour.output_fps_sum, r.hour.status_samples)); }},
        {{"avg_input_fps", FieldType::real, "fps", "mean input FPS"},
         [](const StatusHourRow& r) -> Cell { return asCell(mean(r.hour.input_fps_sum, r.hour.status_samples)); }},
        {{"e2e_latency_sum_ms", FieldType::real, "ms", "sum of measured end-to-end latencies"},
         member<&StatusHourRow::hour, &StatusHour::e2e_latency_sum_ms>},
        {{"e2e_latency_sample_count", FieldType::integer, "", "samples that measured one"},
         member<&StatusHourRow::hour, &StatusHour::e2e_latency_sample_count>},
        {{"is_terminal_tail_artifact", FieldType::boolean, "",
          "a few late samples after the session died: no part of sla and gpu-metrics"},
         member<&StatusHourRow::hour, &StatusHour::is_terminal_tail_artifact>},
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
    reports.push_back({.name = "sessions",
                       .summary = "one row per streaming session: outcome, latencies, orchestrator, fees",
                       .fields = sessionFields(),
                       .run = sessionList,
                       .is_final = true});
    reports.push_back(
        withRegion({"selections", "each choice of an orchestrator within a session, and how it was attributed",
                    fieldsOf(selectionColumns()), selections},
                   RegionOf::node));
    reports.push_back(
        {"status-hours", "status samples of each session in each hour", fieldsOf(statusHourColumns()), statusHours});
}

}  // namespace naap
