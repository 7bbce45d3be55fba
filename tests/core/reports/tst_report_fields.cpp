#include <QtTest>

#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// Names separated by blanks, as scripts rely on them.
struct Promised {
    const char* report;
    const char* fields;
    const char* keys;
    const char* time;
};

const Promised kPromised[] = {
    {"ingest", "org class event_type event_subtype reason records", "org class event_type event_subtype reason", ""},
    {"sessions",
     "session_key org stream_id request_id gateway pipeline_id model_id orchestrator_address orchestrator_uri gpu_id "
     "gpu_model_name started_at last_seen startup_latency_ms e2e_latency_ms prompt_to_first_frame_ms requested "
     "playable "
     "completed selection_outcome startup_outcome excusal_reason swap_count restart_seen error_seen "
     "degraded_input_seen "
     "degraded_inference_seen status_sample_count status_error_sample_count startup_error_count excusable_error_count "
     "loading_only zero_output_fps health_signal_count health_expected_signal_count attribution_status "
     "attribution_reason attribution_method attribution_confidence payment_count fees_wei expected_fees_wei "
     "first_event_id last_event_id region orchestrator_region",
     "session_key", "last_seen"},
    {"selections",
     "org session_key seq selection_ts selection_event_id trigger observed_address observed_url observed_pipeline "
     "observed_model anchor_event_id anchor_event_type status reason method confidence orchestrator_address "
     "orchestrator_uri pipeline_id model_id gpu_id snapshot_event_id snapshot_ts region",
     "session_key seq", "selection_ts"},
    {"status-hours",
     "session_key window_start org status_samples fps_positive_samples running_state_samples degraded_input_samples "
     "degraded_inference_samples error_samples output_fps_sum output_fps_sumsq input_fps_sum avg_output_fps "
     "avg_input_fps e2e_latency_sum_ms e2e_latency_sample_count is_terminal_tail_artifact",
     "session_key window_start", "window_start"},
    {"sla",
     "window_start org orchestrator_address pipeline_id model_id gpu_id gpu_model_name region known_sessions_count "
     "requested_sessions startup_success_sessions no_orch_sessions startup_excused_sessions startup_failed_sessions "
     "loading_only_sessions zero_output_fps_sessions output_failed_sessions effective_failed_sessions "
     "confirmed_swapped_sessions inferred_swap_sessions total_swapped_sessions sessions_ending_in_error "
     "error_status_samples health_signal_count health_expected_signal_count output_fps_sum status_samples "
     "prompt_to_first_frame_sum_ms prompt_to_first_frame_sample_count e2e_latency_sum_ms e2e_latency_sample_count "
     "output_fps_sumsq health_signal_coverage_ratio startup_success_rate excused_failure_rate effective_success_rate "
     "no_swap_rate output_viability_rate avg_output_fps avg_prompt_to_first_frame_ms avg_e2e_latency_ms "
     "fps_jitter_coefficient reliability_score ptff_score e2e_score latency_score fps_score quality_score sla_score "
     "sla_semantics_version settled",
     "window_start org orchestrator_address pipeline_id model_id gpu_id", "window_start"},
    {"demand",
     "window_start org gateway region pipeline_id model_id sessions_count requested_sessions known_sessions_count "
     "startup_success_sessions no_orch_sessions startup_excused_sessions startup_failed_sessions loading_only_sessions "
     "zero_output_fps_sessions effective_failed_sessions total_swapped_sessions confirmed_swapped_sessions "
     "inferred_swap_sessions sessions_ending_in_error error_status_samples total_minutes output_fps_sum status_samples "
     "health_signal_count health_expected_signal_count fees_wei avg_output_fps startup_success_rate "
     "excused_failure_rate effective_success_rate health_signal_coverage_ratio missing_capacity_rate",
     "window_start org gateway region pipeline_id model_id", "window_start"},
    {"gpu-metrics",
     "window_start org orchestrator_address pipeline_id model_id gpu_id gpu_model_name gpu_memory_bytes_total region "
     "output_fps_sum output_fps_sumsq status_samples error_status_samples health_signal_count "
     "health_expected_signal_count health_signal_coverage_ratio avg_output_fps p95_output_fps fps_jitter_coefficient "
     "prompt_to_first_frame_sum_ms prompt_to_first_frame_sample_count avg_prompt_to_first_frame_ms "
     "p95_prompt_to_first_frame_latency_ms startup_latency_sum_ms startup_latency_sample_count avg_startup_latency_ms "
     "p95_startup_latency_ms e2e_latency_sum_ms e2e_latency_sample_count avg_e2e_latency_ms p95_e2e_latency_ms "
     "known_sessions_count startup_success_sessions no_orch_sessions startup_excused_sessions startup_failed_sessions "
     "total_swapped_sessions sessions_ending_in_error startup_failed_rate swap_rate",
     "window_start org orchestrator_address pipeline_id model_id gpu_id", "window_start"},
    {"leaderboard",
     "rank orchestrator_address orchestrator_uri leaderboard_score streams_handled degraded_rate avg_output_fps "
     "avg_discovery_latency_ms norm_fps norm_degraded norm_volume norm_latency sla_score sla_score_weighted_mean "
     "requested_sessions startup_success_rate effective_success_rate no_swap_rate health_signal_coverage_ratio "
     "gpu_count last_seen region",
     "orchestrator_address", ""},
    {"latency",
     "metric orchestrator_address pipeline_id model_id count mean p50 p90 p95 p99 p999 max latency_jitter_ms region",
     "metric orchestrator_address pipeline_id model_id", ""},
    {"benchmarks",
     "cohort_date pipeline_id model_id ptff_p50 ptff_p90 ptff_row_count e2e_p50 e2e_p90 e2e_row_count fps_p10 fps_p50 "
     "fps_row_count",
     "cohort_date pipeline_id model_id", "cohort_date"},
    {"coverage",
     "window_start org status_evidence_rate health_signal_coverage_ratio ptff_evidence_rate startup_evidence_rate "
     "e2e_evidence_rate attribution_rate hardware_less_rate stale_rate ambiguous_rate unresolved_rate "
     "gpu_identity_rate "
     "pipeline_coverage_rate gateway_identity_rate region_rate payment_link_rate benchmark_availability sessions "
     "requested_sessions startup_success_sessions status_sessions selected_sessions attributed_sessions payments "
     "score_components",
     "window_start org", "window_start"},
};

std::string namesOf(std::span<const Field> fields, bool (*wanted)(const Field&))
{
    std::string names;
    for (const Field& field : fields)
        if (wanted(field))
            names.append(names.empty() ? "" : " ").append(field.name);
    return names;
}

}  // namespace

class ReportFields : public QObject {
    Q_OBJECT

private slots:
    void everyReportHasItsFieldsInOrder_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kPromised)); ++i)
            QTest::newRow(kPromised[i].report) << i;
    }

    void everyReportHasItsFieldsInOrder()
    {
        QFETCH(int, index);
        const Promised& promised = kPromised[index];
        const ReportInfo* report = findReport(promised.report);
        QVERIFY(report);
        QCOMPARE(namesOf(report->fields, [](const Field&) { return true; }), std::string(promised.fields));
        QCOMPARE(namesOf(report->fields, [](const Field& f) { return f.is_key; }), std::string(promised.keys));
        QCOMPARE(namesOf(report->fields, [](const Field& f) { return f.is_time; }), std::string(promised.time));
    }

    void theListOfReportsIsComplete()
    {
        std::string names;
        for (const ReportInfo& report : allReports())
            names.append(report.name).append(" ");
        QCOMPARE(
            names,
            std::string("ingest sessions selections status-hours sla demand gpu-metrics leaderboard latency "
                        "benchmarks orchestrators gpus offers prices payments discovery network jobs requests "
                        "llm byoc-workers byoc-auth byoc-payments failures coverage fields events "
                        "api-sla api-demand api-gpu-metrics api-leaderboard api-kpi api-kpi-hours api-pipelines "
                        "api-pipeline-models api-capacity api-gpu-models api-pipeline-gpus api-catalog api-prices "
                        "api-streaming-models api-orchestrators api-discovery api-job-feed api-request-models "
                        "api-requests api-jobs api-llm api-byoc-workers api-byoc-auth api-polls api-problems "
                        "reconciliation reconciliation-causes convergence places regions region-matrix supply-regions "
                        "region-gpus region-cells region-completeness "));
    }

    void everyFieldSaysWhatItMeans()
    {
        for (const ReportInfo& report : allReports()) {
            QVERIFY2(!report.summary.empty(), report.name.data());
            for (const Field& field : report.fields)
                QVERIFY2(!field.meaning.empty(), (std::string(report.name) + ": " + std::string(field.name)).c_str());
        }
    }

    /// What a table answers carries the fields that the report promises, and cells of their types.
    void cellsHaveTheTypesOfTheirFields()
    {
        Told told({capabilities("09:59:00", {Node("0xa1", "https://a").live("m")}), request("10:00:00"),
                   ingest("10:00:01").by("0xa1", "https://a"), processed("10:00:02"), playable("10:00:03"),
                   status("10:00:05").with("start_time", 1775037600500), status("10:00:15"),
                   payment("10:00:04", "r1", "100 WEI"), closed("10:01:00")});
        for (const ReportInfo& report : allReports()) {
            const auto table = runReport(told.cache(), report.name, {});
            QVERIFY2(table.has_value(), report.name.data());
            QCOMPARE((*table)->fields().size(), report.fields.size());
            for (std::size_t row = 0; row < (*table)->rowCount(); ++row)
                for (std::size_t field = 0; field < report.fields.size(); ++field) {
                    const Cell cell = (*table)->cell(row, field);
                    const std::string where = std::string(report.name) + "." + std::string(report.fields[field].name);
                    QVERIFY2(hasType(cell, report.fields[field].type), where.c_str());
                }
        }
    }

private:
    static bool hasType(const Cell& cell, FieldType type)
    {
        if (std::holds_alternative<std::monostate>(cell))
            return true;
        switch (type) {
            case FieldType::text:
            case FieldType::wei: return std::holds_alternative<std::string>(cell);
            case FieldType::boolean: return std::holds_alternative<bool>(cell);
            case FieldType::integer: return std::holds_alternative<std::int64_t>(cell);
            case FieldType::real: return std::holds_alternative<double>(cell);
            case FieldType::instant: return std::holds_alternative<Instant>(cell);
            case FieldType::date: return std::holds_alternative<Date>(cell);
            case FieldType::list: return std::holds_alternative<std::vector<std::string>>(cell);
        }
        return false;
    }
};

QTEST_APPLESS_MAIN(ReportFields)
#include "tst_report_fields.moc"
