#include "core/store/rollup_store.h"

#include "core/store/columns.h"
#include "core/store/packed.h"

namespace naap {
namespace {

template <class Row, class Visit>
void visitSupport(Row& s, Visit&& visit)
{
    visit(s.known_sessions_count), visit(s.requested_sessions), visit(s.startup_success_sessions);
    visit(s.no_orch_sessions), visit(s.startup_excused_sessions), visit(s.startup_failed_sessions);
    visit(s.loading_only_sessions), visit(s.zero_output_fps_sessions), visit(s.output_failed_sessions);
    visit(s.effective_failed_sessions), visit(s.confirmed_swapped_sessions), visit(s.inferred_swap_sessions);
    visit(s.total_swapped_sessions), visit(s.sessions_ending_in_error), visit(s.error_status_samples);
    visit(s.health_signal_count), visit(s.health_expected_signal_count), visit(s.output_fps_sum);
    visit(s.status_samples), visit(s.prompt_to_first_frame_sum_ms), visit(s.prompt_to_first_frame_sample_count);
    visit(s.e2e_latency_sum_ms), visit(s.e2e_latency_sample_count), visit(s.output_fps_sumsq);
}

template <class Row, class Visit>
void visitSla(Row& r, Visit&& visit)
{
    visit(r.org), visit(r.orchestrator_address), visit(r.pipeline_id), visit(r.model_id), visit(r.gpu_id);
    visit(r.gpu_model_name), visit(r.gpu_memory_bytes_total);
    visitSupport(r.support, visit);
    visit(r.ai_stream_count), visit(r.degraded_count), visit(r.startup_latency_sum_ms);
    visit(r.startup_latency_sample_count), visit(r.p95_output_fps), visit(r.p95_prompt_to_first_frame_latency_ms);
    visit(r.p95_startup_latency_ms), visit(r.p95_e2e_latency_ms);
}

template <class Row, class Visit>
void visitDemand(Row& r, Visit&& visit)
{
    visit(r.org), visit(r.gateway), visit(r.pipeline_id), visit(r.model_id), visit(r.sessions_count);
    visit(r.requested_sessions), visit(r.known_sessions_count), visit(r.startup_success_sessions);
    visit(r.no_orch_sessions), visit(r.startup_excused_sessions), visit(r.startup_failed_sessions);
    visit(r.loading_only_sessions), visit(r.zero_output_fps_sessions), visit(r.effective_failed_sessions);
    visit(r.confirmed_swapped_sessions), visit(r.inferred_swap_sessions), visit(r.total_swapped_sessions);
    visit(r.sessions_ending_in_error), visit(r.error_status_samples), visit(r.total_ms), visit(r.output_fps_sum);
    visit(r.status_samples), visit(r.health_signal_count), visit(r.health_expected_signal_count), visit(r.fees_wei);
}

struct PackColumn {
    Packer& out;
    void operator()(std::int64_t value) { out.integer(value); }
    void operator()(double value) { out.real(value); }
    void operator()(const std::string& value) { out.text(value); }
    template <class T>
    void operator()(const std::optional<T>& value)
    {
        out.byte(value ? 1 : 0);
        if (value)
            (*this)(*value);
    }
};

struct UnpackColumn {
    Unpacker& in;
    void operator()(std::int64_t& value) { value = in.integer(); }
    void operator()(double& value) { value = in.real(); }
    void operator()(std::string& value) { value = in.text(); }
    template <class T>
    void operator()(std::optional<T>& value)
    {
        value.reset();
        if (in.byte() != 0)
            (*this)(value.emplace());
    }
};

Statement hoursIn(Cache& cache, std::string_view kind, std::optional<Instant> from, std::optional<Instant> to)
{
    auto rows = cache.db().prepare(
        "SELECT hour, data FROM rollup_hour WHERE kind = ? AND hour >= ? AND hour < ? "
        "ORDER BY hour");
    rows.bind(1, kind).bind(2, from ? toMs(*from) : INT64_MIN).bind(3, to ? toMs(*to) : INT64_MAX);
    return rows;
}

}  // namespace

void RollupStore::replaceHour(std::string_view kind, Instant hour, std::size_t rows, const std::string& data)
{
    if (rows == 0) {
        m_cache.db()
            .prepare("DELETE FROM rollup_hour WHERE kind = ? AND hour = ?")
            .bind(1, kind)
            .bind(2, toMs(hour))
            .run();
        return;
    }
    m_cache.db()
        .prepare("INSERT OR REPLACE INTO rollup_hour VALUES (?, ?, ?, ?)")
        .bind(1, kind)
        .bind(2, toMs(hour))
        .bind(3, static_cast<std::int64_t>(rows))
        .bindBlob(4, data)
        .run();
}

void RollupStore::replaceSlaHour(Instant hour, const std::vector<SlaRollup>& rows)
{
    Packer out;
    for (const SlaRollup& row : rows)
        visitSla(row, PackColumn{out});
    replaceHour("sla", hour, rows.size(), out.bytes());
}

void RollupStore::replaceDemandHour(Instant hour, const std::vector<DemandRollup>& rows)
{
    Packer out;
    for (const DemandRollup& row : rows)
        visitDemand(row, PackColumn{out});
    replaceHour("demand", hour, rows.size(), out.bytes());
}

std::vector<SlaRollup> RollupStore::sla(std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<SlaRollup> result;
    auto rows = hoursIn(m_cache, "sla", from, to);
    while (rows.step()) {
        Unpacker in(rows.blob(1));
        while (in.ok() && !in.atEnd()) {
            SlaRollup& row = result.emplace_back();
            row.window_start = instantFromMs(rows.integer(0));
            visitSla(row, UnpackColumn{in});
        }
    }
    return result;
}

std::vector<DemandRollup> RollupStore::demand(std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<DemandRollup> result;
    auto rows = hoursIn(m_cache, "demand", from, to);
    while (rows.step()) {
        Unpacker in(rows.blob(1));
        while (in.ok() && !in.atEnd()) {
            DemandRollup& row = result.emplace_back();
            row.window_start = instantFromMs(rows.integer(0));
            visitDemand(row, UnpackColumn{in});
        }
    }
    return result;
}

void RollupStore::replaceBenchmarks(Instant date, const std::vector<BenchmarkDay>& cohorts)
{
    m_cache.db().prepare("DELETE FROM benchmark_day WHERE cohort_date = ?").bind(1, toMs(date)).run();
    auto insert = m_cache.db().prepare("INSERT INTO benchmark_day VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const BenchmarkDay& b : cohorts) {
        const std::string model = b.model_id.value_or("");
        insert.bind(1, toMs(date)).bind(2, b.pipeline_id).bind(3, model).bind(4, !b.model_id);
        ColumnBinder bind(insert, 5);
        bind(b.ptff_p50), bind(b.ptff_p90), bind(b.ptff_row_count), bind(b.e2e_p50), bind(b.e2e_p90);
        bind(b.e2e_row_count), bind(b.fps_p10), bind(b.fps_p50), bind(b.fps_row_count);
        insert.run();
    }
}

std::vector<BenchmarkDay> RollupStore::benchmarks(std::optional<Instant> from, std::optional<Instant> to)
{
    std::vector<BenchmarkDay> result;
    auto rows = m_cache.db().prepare(
        "SELECT * FROM benchmark_day WHERE cohort_date >= ? AND cohort_date < ? ORDER BY "
        "cohort_date, pipeline_id, model_is_null DESC, model_id");
    rows.bind(1, from ? toMs(*from) : INT64_MIN).bind(2, to ? toMs(*to) : INT64_MAX);
    while (rows.step()) {
        BenchmarkDay& b = result.emplace_back();
        b.cohort_date = instantFromMs(rows.integer(0));
        b.pipeline_id = rows.text(1);
        if (rows.integer(3) == 0)
            b.model_id = rows.text(2);
        ColumnReader read(rows, 4);
        read(b.ptff_p50), read(b.ptff_p90), read(b.ptff_row_count), read(b.e2e_p50), read(b.e2e_p90);
        read(b.e2e_row_count), read(b.fps_p10), read(b.fps_p50), read(b.fps_row_count);
    }
    return result;
}

}  // namespace naap
