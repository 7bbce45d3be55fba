#include "core/reports/explain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/nearest.h"
#include "core/store/fact_store.h"
#include "core/store/rollup_store.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

bool fits(const ExplainRequest& request, const SlaRollup& row)
{
    return (!request.window || row.window_start == hourOf(*request.window)) &&
           (!request.pipeline || row.pipeline_id == *request.pipeline) &&
           (!request.model || row.model_id.value_or("") == *request.model) &&
           (!request.gpu || row.gpu_id.value_or("") == *request.gpu);
}

/// The better of two rows to explain: one with a score, the later, the one with more sessions.
bool isBetter(const SlaRollup& a, const SlaRollup& b)
{
    const auto rank = [](const SlaRollup& row) {
        return std::tuple(row.support.requested_sessions > 0, row.window_start, row.support.requested_sessions);
    };
    return rank(a) > rank(b);
}

std::string listed(const std::set<std::string>& names)
{
    constexpr std::size_t kMost = 6;
    std::string text;
    std::size_t count = 0;
    for (const std::string& name : names) {
        if (count == kMost)
            return text + fmt::format(" and {} more", names.size() - kMost);
        text += count++ > 0 ? ", " : "";
        text += name.empty() ? "none" : fmt::format("`{}`", name);
    }
    return text;
}

Error unknownOrchestrator(const std::string& address, const std::vector<SlaRollup>& rows)
{
    std::set<std::string_view> known;
    for (const SlaRollup& row : rows)
        known.insert(row.orchestrator_address);
    if (known.empty())
        return {Error::Code::usage, "there is no sla row in the cache; `naap-lens import FILE...` brings events in"};
    known.erase("");
    const std::vector<std::string_view> names(known.begin(), known.end());
    if (names.empty())
        return {Error::Code::usage,
                fmt::format("there is no sla row of the orchestrator `{}`: no session in the cache could be attributed "
                            "(a blank address explains those)",
                            address)};
    return {Error::Code::usage,
            fmt::format("there is no sla row of the orchestrator `{}`; the nearest address of {} is `{}`", address,
                        names.size(), nearestWord(address, names))};
}

Error nothingFits(const std::string& address, const std::vector<const SlaRollup*>& rows)
{
    std::set<std::string> pipelines;
    std::set<std::string> models;
    std::set<std::string> gpus;
    for (const SlaRollup* row : rows) {
        pipelines.insert(row->pipeline_id);
        models.insert(row->model_id.value_or(""));
        gpus.insert(row->gpu_id.value_or(""));
    }
    return {Error::Code::usage,
            fmt::format("no sla row of {} fits; there {} from {} to {}, of pipelines {}, models {}, GPUs {}",
                        address.empty() ? "unattributed sessions" : address,
                        rows.size() == 1 ? "is one" : fmt::format("are {}", rows.size()),
                        formatInstant(rows.front()->window_start), formatInstant(rows.back()->window_start),
                        listed(pipelines), listed(models), listed(gpus))};
}

Result<SlaRollup> chooseRow(Cache& cache, const ExplainRequest& request)
{
    const std::string address = lowerCase(request.orchestrator);
    const std::vector<SlaRollup> all = RollupStore(cache).sla({}, {});
    std::vector<const SlaRollup*> own;
    const SlaRollup* best = nullptr;
    for (const SlaRollup& row : all) {
        if (row.orchestrator_address != address)
            continue;
        own.push_back(&row);
        if (fits(request, row) && (!best || isBetter(row, *best)))
            best = &row;
    }
    if (best)
        return *best;
    return tl::unexpected(own.empty() ? unknownOrchestrator(address, all) : nothingFits(address, own));
}

bool isBehind(const Session& session, const SlaRollup& row)
{
    return session.org == row.org && session.orchestrator_address.value_or("") == row.orchestrator_address &&
           session.pipeline_id == row.pipeline_id && session.model_id.value_or("") == row.model_id.value_or("") &&
           session.gpu_id.value_or("") == row.gpu_id.value_or("");
}

ReceiptSession receiptSession(const Session& s, const StatusHour& hour)
{
    return {.session_key = s.session_key,
            .startup_outcome = s.startup_outcome,
            .excusal_reason = s.excusal_reason,
            .selection_outcome = s.selection_outcome,
            .requested = s.requested(),
            .playable = s.playable(),
            .loading_only = s.loading_only,
            .zero_output_fps = s.zero_output_fps,
            .effective_failed = s.effectiveFailed(),
            .swapped = s.swap_count > 0,
            .error_seen = s.status_error_sample_count > 0,
            .health_signal_count = s.health_signal_count,
            .health_expected_signal_count = s.health_expected_signal_count,
            .status_samples = hour.status_samples,
            .avg_output_fps = mean(hour.output_fps_sum, hour.status_samples),
            .prompt_to_first_frame_ms = s.prompt_to_first_frame_ms,
            .e2e_latency_ms = s.e2e_latency_ms};
}

std::vector<ReceiptSession> sessionsBehind(Cache& cache, const SlaRollup& row)
{
    FactStore facts(cache);
    std::vector<ReceiptSession> sessions;
    for (const auto& [session_id, hour] : facts.statusHoursOf(row.window_start)) {
        if (hour.is_terminal_tail_artifact)
            continue;
        const auto session = facts.session(session_id);
        if (session && isBehind(*session, row))
            sessions.push_back(receiptSession(*session, hour));
    }
    std::ranges::sort(sessions, {}, &ReceiptSession::session_key);
    return sessions;
}

std::span<const Column<ComponentScore>> componentColumns()
{
    using C = ComponentScore;
    static const std::vector<Column<C>> columns{
        {{"name", FieldType::text, "", "what is judged"}, [](const C& c) -> Cell { return std::string(c.name); }},
        {{"weight_in_score", FieldType::real, "", "share of the whole score, coverage aside"},
         member<&C::weight_in_score>},
        {{"value", FieldType::real, "", "raw, drawn toward 0.5 as far as evidence is lacking"}, member<&C::value>},
        {{"x", FieldType::real, "", "the row's mean"}, member<&C::x>},
        {{"n", FieldType::integer, "", "samples behind it"}, member<&C::n>},
        {{"evidence_full", FieldType::integer, "", "samples from which it counts fully"}, member<&C::evidence_full>},
        {{"evidence_weight", FieldType::real, "", "n / evidence_full, at most 1"}, member<&C::evidence_weight>},
        {{"benchmark_rows", FieldType::integer, "", "rows of the cohort's last seven days"},
         member<&C::benchmark_rows>},
        {{"good_edge", FieldType::real, "", "full marks from here"}, member<&C::good_edge>},
        {{"bad_edge", FieldType::real, "", "no marks from here"}, member<&C::bad_edge>},
        {{"raw", FieldType::real, "", "judged against the edges"}, member<&C::raw>},
    };
    return columns;
}

std::span<const Column<PointsLost>> pointsColumns()
{
    static const std::vector<Column<PointsLost>> columns{
        {{"term", FieldType::text, "", "what cost them"},
         [](const PointsLost& p) -> Cell { return std::string(p.term); }},
        {{"points", FieldType::real, "", "points of 100"}, member<&PointsLost::points>},
    };
    return columns;
}

template <auto pointer>
Column<ReceiptSession> sessionField(std::string_view name, FieldType type, std::string_view unit = {})
{
    return {{name, type, unit, {}}, member<pointer>};
}

std::span<const Column<ReceiptSession>> receiptSessionColumns()
{
    using S = ReceiptSession;
    static const std::vector<Column<S>> columns{
        sessionField<&S::session_key>("session_key", FieldType::text),
        sessionField<&S::startup_outcome>("startup_outcome", FieldType::text),
        sessionField<&S::excusal_reason>("excusal_reason", FieldType::text),
        sessionField<&S::selection_outcome>("selection_outcome", FieldType::text),
        sessionField<&S::requested>("requested", FieldType::boolean),
        sessionField<&S::playable>("playable", FieldType::boolean),
        sessionField<&S::loading_only>("loading_only", FieldType::boolean),
        sessionField<&S::zero_output_fps>("zero_output_fps", FieldType::boolean),
        sessionField<&S::effective_failed>("effective_failed", FieldType::boolean),
        sessionField<&S::swapped>("swapped", FieldType::boolean),
        sessionField<&S::error_seen>("error_seen", FieldType::boolean),
        sessionField<&S::health_signal_count>("health_signal_count", FieldType::integer),
        sessionField<&S::health_expected_signal_count>("health_expected_signal_count", FieldType::integer),
        sessionField<&S::status_samples>("status_samples", FieldType::integer),
        sessionField<&S::avg_output_fps>("avg_output_fps", FieldType::real, "fps"),
        sessionField<&S::prompt_to_first_frame_ms>("prompt_to_first_frame_ms", FieldType::integer, "ms"),
        sessionField<&S::e2e_latency_ms>("e2e_latency_ms", FieldType::integer, "ms"),
    };
    return columns;
}

template <class Row>
void appendJsonList(std::string& out, const std::vector<Row>& rows, std::span<const Column<Row>> columns)
{
    const RowsTable<Row> table(rows, columns);
    out += '[';
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row > 0)
            out += ',';
        appendJsonRow(out, table, row);
    }
    out += ']';
}

// The receipt as text.

std::string number(std::optional<double> value, int decimals = 4)
{
    return value ? fmt::format("{:.{}f}", *value, decimals) : "–";
}

std::string orNone(const std::optional<std::string>& text)
{
    return text && !text->empty() ? *text : "–";
}

std::string headText(const SlaRow& row)
{
    const SlaRollup& key = row.rollup;
    return fmt::format(
        "SLA score {}  {}  {}\n  org {}, pipeline {}, model {}, GPU {}{}\n\n", number(row.score.sla_score, 2),
        key.orchestrator_address.empty() ? "(not attributed)" : key.orchestrator_address,
        formatInstant(key.window_start), key.org, key.pipeline_id.empty() ? "–" : key.pipeline_id, orNone(key.model_id),
        orNone(key.gpu_id), row.settled ? "" : "\n  the hour is not settled: late events may still change it");
}

std::string reliabilityText(const SlaRow& row)
{
    const SlaSupport& s = row.rollup.support;
    const SlaScore& score = row.score;
    const auto part = [&](std::string_view name, std::string_view what, std::int64_t count, std::optional<double> rate,
                          double weight) {
        return fmt::format("    {:<18} {:>6} of {} {:<28} {:>8}  x {:.1f}\n", name, count, s.requested_sessions, what,
                           number(rate), weight);
    };
    return fmt::format("  reliability {}\n", number(score.reliability_score)) +
           part("startup success", "requested sessions played", s.startup_success_sessions, score.startup_success_rate,
                0.4) +
           part("no swap", "kept their orchestrator", s.requested_sessions - s.total_swapped_sessions,
                score.no_swap_rate, 0.2) +
           part("output viability", "had output", s.requested_sessions - s.output_failed_sessions,
                score.output_viability_rate, 0.4) +
           fmt::format("    beside it: {} excused and {} unexcused failed starts, {} effectively failed\n",
                       s.startup_excused_sessions, s.startup_failed_sessions, s.effective_failed_sessions);
}

std::string componentText(const ComponentScore& c, std::string_view unit)
{
    std::string text = fmt::format("    {:<22} {:.4f}   ", c.name, c.value);
    if (!c.x)
        return text + "no samples: neutral\n";
    text += fmt::format("mean {:.1f} {} of {}", *c.x, unit, c.n);
    if (c.benchmark_rows < kFewestBenchmarkRows || !c.good_edge || !c.bad_edge)
        return text +
               fmt::format("; {} benchmark rows, fewer than {}: neutral\n", c.benchmark_rows, kFewestBenchmarkRows);
    text += fmt::format("; 1 from {:.1f}, 0 from {:.1f} ({} benchmark rows): raw {:.4f}", *c.good_edge, *c.bad_edge,
                        c.benchmark_rows, c.raw);
    if (c.evidence_weight < 1)
        text += fmt::format(", drawn toward 0.5 by {} of {} samples", c.n, c.evidence_full);
    return text + "\n";
}

std::string qualityText(const SlaRow& row)
{
    const SlaScore& score = row.score;
    return fmt::format("  quality {:.4f} = 0.6 x latency {:.4f} + 0.4 x output_fps {:.4f}\n", score.quality_score,
                       score.latency_score, score.fps.value) +
           fmt::format("    latency {:.4f} = 0.6 x prompt_to_first_frame + 0.4 x e2e\n", score.latency_score) +
           componentText(score.ptff, "ms") + componentText(score.e2e, "ms") + componentText(score.fps, "fps");
}

std::string sumText(const SlaRow& row)
{
    const SlaSupport& s = row.rollup.support;
    const SlaScore& score = row.score;
    std::string text = fmt::format("  coverage {:.4f} = {} of {} health signals\n", score.health_signal_coverage_ratio,
                                   s.health_signal_count, s.health_expected_signal_count);
    if (!score.sla_score)
        return text + "  no score: no session was requested\n";
    text += fmt::format("  score {:.4f} = 100 x {:.4f} x (0.7 x {:.4f} + 0.3 x {:.4f})\n", *score.sla_score,
                        score.health_signal_coverage_ratio, score.reliability_score.value_or(0), score.quality_score);
    const std::array components{score.ptff, score.e2e, score.fps};
    if (benchmarkAvailability(components) == 0.0)
        text +=
            fmt::format("  no component has a benchmark: no row can score more than {}\n", kBestScoreWithoutBenchmark);
    return text;
}

std::string waterfallText(const SlaReceipt& receipt, bool colour)
{
    constexpr double kPointsABlock = 2;
    if (!receipt.row.score.sla_score)
        return {};
    std::string text = "\n  points lost\n";
    double left = 100;
    for (const PointsLost& lost : receipt.points_lost) {
        std::string bar;
        for (int i = 0; i < static_cast<int>(std::ceil(lost.points / kPointsABlock)); ++i)
            bar += "█";
        left -= lost.points;
        text += fmt::format("    {:<22} {:>8.4f}  leaves {:>8.4f}", lost.term, lost.points, left);
        if (!bar.empty())
            text += colour ? "  \x1b[31m" + bar + "\x1b[0m" : "  " + bar;
        text += '\n';
    }
    return text;
}

}  // namespace

Result<SlaReceipt> explainSla(Cache& cache, const ExplainRequest& request)
{
    return guarded(cache, [&]() -> Result<SlaReceipt> {
        const ReadSnapshot snapshot(cache.db());
        const auto chosen = chooseRow(cache, request);
        if (!chosen)
            return tl::unexpected(chosen.error());
        SlaReceipt receipt;
        receipt.row.rollup = *chosen;
        const Instant hour = chosen->window_start;
        receipt.row.score = slaScoreOf(chosen->support, Benchmarks(cache, hour, hour + kHour).of(*chosen));
        receipt.row.settled = isSettledIn(cache, hour, {});
        receipt.points_lost = pointsLost(receipt.row.score);
        receipt.sessions = sessionsBehind(cache, *chosen);
        return receipt;
    });
}

std::string receiptJson(const SlaReceipt& receipt)
{
    const SlaScore& score = receipt.row.score;
    std::string out = "{\n\"row\":";
    appendJsonRow(out, RowsTable<SlaRow>({receipt.row}, slaColumns()), 0);
    out += ",\n\"components\":";
    appendJsonList(out, std::vector{score.ptff, score.e2e, score.fps}, componentColumns());
    out += ",\n\"points_lost\":";
    appendJsonList(out, receipt.points_lost, pointsColumns());
    out += ",\n\"sessions\":";
    appendJsonList(out, receipt.sessions, receiptSessionColumns());
    out += "\n}\n";
    return out;
}

std::string receiptText(const SlaReceipt& receipt, const FormatOptions& options)
{
    std::string text = headText(receipt.row) + reliabilityText(receipt.row) + qualityText(receipt.row) +
                       sumText(receipt.row) + waterfallText(receipt, options.colour) + "\n";
    FormatOptions asTable = options;
    asTable.format = Format::table;
    writeReport(RowsTable<ReceiptSession>(receipt.sessions, receiptSessionColumns()), asTable,
                [&](std::string_view piece) {
                    text += piece;
                    return true;
                });
    return text;
}

}  // namespace naap
