#include "core/reports/receipt_tree.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/reports/cells.h"

namespace naap {
namespace {

using FT = FieldType;
using LostByTerm = std::map<std::string_view, double>;

ReceiptNode rateNode(std::string_view term, std::optional<double> value, double weight, std::int64_t count,
                     std::int64_t of)
{
    ReceiptNode node{.term = term, .value = value, .weight = weight};
    node.count = count;
    node.of = of;
    return node;
}

ReceiptNode componentNode(const ComponentScore& component, double weight)
{
    ReceiptNode node{.term = component.name, .value = component.value, .weight = weight};
    node.component = component;
    return node;
}

ReceiptNode coverageNode(const SlaScore& score, const SlaSupport& s)
{
    ReceiptNode node{.term = "coverage", .value = score.health_signal_coverage_ratio};
    node.count = s.health_signal_count;
    node.of = s.health_expected_signal_count;
    return node;
}

ReceiptNode reliabilityNode(const SlaScore& score, const SlaSupport& s, const SlaWeights& w)
{
    const std::int64_t requested = s.requested_sessions;
    ReceiptNode node{.term = "reliability", .value = score.reliability_score, .weight = w.reliability};
    node.parts = {rateNode("startup", score.startup_success_rate, w.startup, s.startup_success_sessions, requested),
                  rateNode("no_swap", score.no_swap_rate, w.no_swap, requested - s.total_swapped_sessions, requested),
                  rateNode("viability", score.output_viability_rate, w.viability, requested - s.output_failed_sessions,
                           requested)};
    return node;
}

ReceiptNode qualityNode(const SlaScore& score, const SlaWeights& w)
{
    ReceiptNode latency{.term = "latency", .value = score.latency_score, .weight = w.latency};
    latency.parts = {componentNode(score.ptff, w.prompt_to_first_frame), componentNode(score.e2e, w.e2e)};
    ReceiptNode node{.term = "quality", .value = score.quality_score, .weight = w.quality};
    node.parts = {std::move(latency), componentNode(score.fps, w.output_fps)};
    return node;
}

void chargePoints(ReceiptNode& node, const LostByTerm& lost)
{
    if (lost.empty())
        return;
    const auto own = lost.find(node.term);
    node.points_lost = own == lost.end() ? 0 : own->second;
    for (ReceiptNode& part : node.parts) {
        chargePoints(part, lost);
        *node.points_lost += part.points_lost.value_or(0);
    }
}

bool isLeftOut(const WhatIf& changes, const ReceiptSession& session)
{
    return std::ranges::find(changes.left_out, session.session_key) != changes.left_out.end();
}

std::string numberText(const std::optional<double>& value, int decimals)
{
    return value ? fmt::format("{:.{}f}", *value, decimals) : "–";
}

std::string detailText(const ReceiptNode& node)
{
    if (node.count && node.of)
        return fmt::format(" ({} of {})", *node.count, *node.of);
    if (!node.component)
        return {};
    const ComponentScore& c = *node.component;
    if (!c.x)
        return " (no samples: neutral)";
    std::string text = fmt::format(" (mean {:.1f}, n = {}", *c.x, c.n);
    text += c.benchmark_rows < kFewestBenchmarkRows || !c.good_edge || !c.bad_edge
                ? fmt::format("; {} benchmark rows, fewer than {}: neutral", c.benchmark_rows, kFewestBenchmarkRows)
                : fmt::format("; 1 from {:.1f}, 0 from {:.1f}", *c.good_edge, *c.bad_edge);
    return text + ")";
}

void appendList(std::string& out, const ReceiptNode& node, int depth)
{
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- ";
    if (node.weight)
        out += fmt::format("{:.2g} × ", *node.weight);
    out += fmt::format("{} **{}**{}", node.term, numberText(node.value, depth == 0 ? 2 : 4), detailText(node));
    if (node.points_lost && *node.points_lost >= 0.005)
        out += fmt::format(" — {:.2f} points lost", *node.points_lost);
    out += '\n';
    for (const ReceiptNode& part : node.parts)
        appendList(out, part, depth + 1);
}

std::string tableLine(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& cell : cells) {
        line += ' ';
        for (const char c : cell)
            line += c == '|' ? std::string("\\|") : std::string(1, c);
        line += " |";
    }
    return line + '\n';
}

std::string orNothing(const std::optional<std::string>& text)
{
    return text && !text->empty() ? *text : "–";
}

std::string headMarkdown(const SlaRow& row)
{
    const SlaRollup& key = row.rollup;
    return fmt::format("### SLA score {} of {}\n\nHour {}, org {}, pipeline {}, model {}, GPU {}. Formula {}.{}\n\n",
                       numberText(row.score.sla_score, 2),
                       key.orchestrator_address.empty() ? "sessions that could not be attributed"
                                                        : "`" + key.orchestrator_address + "`",
                       formatInstant(key.window_start), key.org, orNothing(key.pipeline_id), orNothing(key.model_id),
                       orNothing(key.gpu_id), kSlaSemanticsVersion,
                       row.settled ? "" : " The hour is not settled: late events may still change it.");
}

std::string sessionsMarkdown(const std::vector<ReceiptSession>& sessions)
{
    const RowsTable<ReceiptSession> table(sessions, receiptSessionTableColumns());
    std::vector<std::string> cells;
    for (const Field& field : table.fields())
        cells.emplace_back(field.name);
    std::string text = tableLine(cells) + tableLine(std::vector<std::string>(cells.size(), "---"));
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        for (std::size_t column = 0; column < cells.size(); ++column)
            cells[column] = textOf(table.cell(row, column));
        text += tableLine(cells);
    }
    return text;
}

}  // namespace

ReceiptNode receiptTree(const SlaScore& score, const SlaSupport& support, const SlaWeights& weights)
{
    const SlaWeights w = weights.normalised();
    ReceiptNode root{.term = "score", .value = score.sla_score};
    root.parts = {coverageNode(score, support), reliabilityNode(score, support, w), qualityNode(score, w)};
    const std::vector<PointsLost> points = pointsLost(score, w);  // its names live in the program, not in the list
    LostByTerm lost;
    for (const PointsLost& each : points)
        lost[each.term] = each.points;
    chargePoints(root, lost);
    return root;
}

WhatIfAnswer whatIf(const SlaReceipt& receipt, const WhatIf& changes)
{
    WhatIfAnswer answer{.support = receipt.row.rollup.support, .score = receipt.row.score};
    for (const ReceiptSession& s : receipt.sessions)
        if (isLeftOut(changes, s))
            answer.support =
                withoutSession(answer.support, {.requested = s.requested,
                                                .started = s.startup_outcome == "success",
                                                .output_failed = s.loading_only || s.zero_output_fps,
                                                .swapped = s.swapped,
                                                .health_signals = s.health_signal_count,
                                                .health_signals_expected = s.health_expected_signal_count});
    answer.score = weighed(slaScoreOf(answer.support, benchmarkOf(receipt.row.score)), changes.weights);
    return answer;
}

bool isContested(const ReceiptSession& s)
{
    return s.requested && (s.startup_outcome != "success" || s.loading_only || s.zero_output_fps || s.swapped ||
                           s.effective_failed || s.excusal_reason != "none");
}

std::optional<double> placeInCohort(const ComponentScore& c)
{
    if (!c.x || !c.good_edge || !c.bad_edge || c.benchmark_rows < kFewestBenchmarkRows || *c.good_edge == *c.bad_edge)
        return std::nullopt;
    return (*c.x - *c.bad_edge) / (*c.good_edge - *c.bad_edge);
}

std::span<const Column<ReceiptSession>> receiptSessionTableColumns()
{
    using S = ReceiptSession;
    static const std::vector<Column<S>> columns{
        {key("session_key", FT::text, "", "org|stream_id|request_id"), member<&S::session_key>},
        {field("startup_outcome", FT::text, "", "success, failed or unknown"), member<&S::startup_outcome>},
        {field("excusal_reason", FT::text, "", "why a failed start is nobody's fault; none: no excuse"),
         member<&S::excusal_reason>},
        {field("effective_failed", FT::boolean, "", "an unexcused failed start, or no output"),
         member<&S::effective_failed>},
        {field("swapped", FT::boolean, "", "it changed its orchestrator"), member<&S::swapped>},
        {field("loading_only", FT::boolean, "", "its samples never showed a running state"), member<&S::loading_only>},
        {field("zero_output_fps", FT::boolean, "", "its samples never showed output"), member<&S::zero_output_fps>},
        {field("health_signal_count", FT::integer, "", "health signals seen"), member<&S::health_signal_count>},
        {field("health_expected_signal_count", FT::integer, "", "health signals expected"),
         member<&S::health_expected_signal_count>},
        {field("status_samples", FT::integer, "", "status samples in the hour"), member<&S::status_samples>},
        {field("avg_output_fps", FT::real, "fps", "mean output FPS in the hour"), member<&S::avg_output_fps>},
        {field("prompt_to_first_frame_ms", FT::integer, "ms", "start of the status to a few processed segments"),
         member<&S::prompt_to_first_frame_ms>},
        {field("e2e_latency_ms", FT::integer, "ms", "first ingest segment to first segment sent by the runner"),
         member<&S::e2e_latency_ms>},
    };
    return columns;
}

std::string receiptMarkdown(const SlaReceipt& receipt)
{
    const SlaRow& row = receipt.row;
    std::string text = headMarkdown(row);
    appendList(text, receiptTree(row.score, row.rollup.support), 0);
    if (!receipt.points_lost.empty()) {
        double left = 100;
        text += "\n| points lost by | points | leaves |\n| --- | ---: | ---: |\n";
        for (const PointsLost& lost : receipt.points_lost) {
            left -= lost.points;
            text += fmt::format("| {} | {:.2f} | {:.2f} |\n", lost.term, lost.points, left);
        }
    }
    return text + "\n" + sessionsMarkdown(receipt.sessions);
}

}  // namespace naap
