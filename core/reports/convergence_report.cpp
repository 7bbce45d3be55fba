#include "core/reports/convergence_report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/metrics/payments.h"
#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/reconciliation.h"
#include "core/reports/report_windows.h"
#include "core/store/evidence_store.h"
#include "core/store/session_scan.h"

namespace naap {
namespace {

using FT = FieldType;

// --- here and in the public API

/// One row of a public API beside ours: its figures by name.
struct Compared {
    std::map<std::string_view, const ReconciliationRow*> metrics;

    std::optional<double> local(std::string_view metric) const
    {
        const auto found = metrics.find(metric);
        return found == metrics.end() ? std::nullopt : found->second->local_value;
    }
    std::optional<double> api(std::string_view metric) const
    {
        const auto found = metrics.find(metric);
        return found == metrics.end() ? std::nullopt : found->second->api_value;
    }
};

/// What the rows of one window and server add up to.
struct ApiSums {
    double sessions_here = 0, sessions_there = 0;
    double minutes_here = 0, minutes_there = 0;
    bool has_demand = false;
    double score_here = 0, score_there = 0, score_weight = 0;

    void addDemand(const Compared& row)
    {
        has_demand = true;
        sessions_here += row.local("requested_sessions").value_or(0);
        sessions_there += row.api("requested_sessions").value_or(0);
        minutes_here += row.local("total_minutes").value_or(0);
        minutes_there += row.api("total_minutes").value_or(0);
    }
    /// Only rows that both sides score are compared, weighted by the sessions here.
    void addSla(const Compared& row)
    {
        const auto here = row.local("sla_score");
        const auto there = row.api("sla_score");
        const double weight = row.local("requested_sessions").value_or(0);
        if (!here || !there || weight <= 0)
            return;
        score_here += weight * *here;
        score_there += weight * *there;
        score_weight += weight;
    }
    std::optional<double> meanScore(double sum) const
    {
        return score_weight > 0 ? std::optional(sum / score_weight) : std::nullopt;
    }
};

using ServerAndWindow = std::pair<std::size_t, std::string>;

std::map<ServerAndWindow, ApiSums> apiSums(const std::vector<ReconciliationRow>& rows, const ReportWindows& windows)
{
    std::map<std::tuple<std::string_view, Instant, std::string, std::string, std::string, std::string, std::string,
                        std::string, std::string>,
             Compared>
        entities;
    for (const ReconciliationRow& row : rows)
        entities[{row.figures, row.window_start, row.server, row.org, row.orchestrator_address, row.gateway,
                  row.pipeline_id, row.model_id, row.gpu_id}]
            .metrics[row.metric] = &row;
    std::map<ServerAndWindow, ApiSums> sums;
    for (const auto& [key, row] : entities) {
        const auto window = windows.at(std::get<1>(key));
        if (!window)
            continue;
        ApiSums& sum = sums[{*window, std::get<2>(key)}];
        if (std::get<0>(key) == "demand")
            sum.addDemand(row);
        else if (std::get<0>(key) == "sla")
            sum.addSla(row);
    }
    return sums;
}

void addApiRows(Cache& cache, const ReportQuery& query, const ReportWindows& windows, std::vector<ConvergenceRow>& rows)
{
    const std::vector<ReconciliationRow> compared = reconciliationRows(cache, query);
    for (const auto& [key, sums] : apiSums(compared, windows)) {
        const Instant start = windows.all()[key.first].window_start;
        if (sums.has_demand) {
            rows.push_back({start,
                            "requested_sessions",
                            key.second,
                            "sessions resolved from events",
                            "demand rows of the API",
                            "sessions",
                            sums.sessions_here,
                            sums.sessions_there,
                            {},
                            {}});
            rows.push_back({start,
                            "total_minutes",
                            key.second,
                            "sessions resolved from events",
                            "demand rows of the API",
                            "min",
                            sums.minutes_here,
                            sums.minutes_there,
                            {},
                            {}});
        }
        if (sums.score_weight > 0)
            rows.push_back({start,
                            "sla_score",
                            key.second,
                            "scores computed from events",
                            "SLA rows of the API",
                            "points",
                            sums.meanScore(sums.score_here),
                            sums.meanScore(sums.score_there),
                            {},
                            {}});
    }
}

// --- linked and stated fees

/// Money of one window. Without any payment or session there is none, which is not 0.
struct Money {
    bool isKnown = false;
    Int128 face_wei = 0;
    Int128 expected_wei = 0;

    std::optional<Int128> face() const { return isKnown ? std::optional(face_wei) : std::nullopt; }
    std::optional<Int128> expected() const { return isKnown ? std::optional(expected_wei) : std::nullopt; }
};

std::vector<Money> statedMoney(Cache& cache, const ReportWindows& windows)
{
    std::vector<Money> stated(windows.all().size());
    std::vector<Int128> expected(windows.all().size());  // in 10^-10 wei: rounded once
    const Interval span = windows.span();
    EvidenceStore store(cache);
    for (Instant hour = span.start; hour < span.end; hour += std::chrono::hours(1)) {
        const std::size_t window = *windows.at(hour);
        for (const Payment& payment : store.payments(hour, hour + std::chrono::hours(1))) {
            stated[window].isKnown = true;
            stated[window].face_wei = addWei(stated[window].face_wei, faceTotalWei(payment));
            expected[window] = addWei(expected[window], expectedE10(payment));
        }
    }
    for (std::size_t window = 0; window < stated.size(); ++window)
        stated[window].expected_wei = wholeWei(expected[window]);
    return stated;
}

std::vector<Money> linkedMoney(Cache& cache, const ReportWindows& windows)
{
    std::vector<Money> linked(windows.all().size());
    visitSessionsAround(cache, windows.span().start, windows.span().end, false, [&](const Session& session) {
        const auto window = windows.at(session.demandHour());
        if (!window)
            return;
        Money& money = linked[*window];
        money.isKnown = true;
        money.face_wei = addWei(money.face_wei, parseWei(session.fees_wei).value_or(0));
        money.expected_wei = addWei(money.expected_wei, parseWei(session.expected_fees_wei).value_or(0));
    });
    return linked;
}

void addFeeRows(Cache& cache, const ReportWindows& windows, std::vector<ConvergenceRow>& rows)
{
    const char* linkedIs = "payments linked to sessions that started in the window";
    const char* statedIs = "all payments stated in the window";
    const auto stated = statedMoney(cache, windows);
    const auto linked = linkedMoney(cache, windows);
    for (std::size_t i = 0; i < stated.size(); ++i) {
        if (!stated[i].isKnown && !linked[i].isKnown)
            continue;
        const Instant start = windows.all()[i].window_start;
        const auto add = [&](const char* quantity, std::optional<Int128> a, std::optional<Int128> b) {
            rows.push_back({start, quantity, "", linkedIs, statedIs, "wei", {}, {}, a, b});
        };
        add("fees_wei", linked[i].face(), stated[i].face());
        add("expected_fees_wei", linked[i].expected(), stated[i].expected());
    }
}

std::string_view agreementName(Agreement agreement)
{
    switch (agreement) {
        case Agreement::agree: return "agree";
        case Agreement::borderline: return "borderline";
        case Agreement::diverge: break;
    }
    return "diverge";
}

Cell stateCell(const ConvergenceRow& row)
{
    const auto divergence = row.divergence();
    return divergence ? Cell(std::string(agreementName(agreementOf(*divergence)))) : Cell();
}

constexpr Column<ConvergenceRow> kColumns[] = {
    {timeKey("window_start", "Start of the window: a UTC hour, a UTC day, or the range (--grain)."),
     member<&ConvergenceRow::window_start>},
    {key("quantity", FT::text, "", "What is measured twice."), member<&ConvergenceRow::quantity>},
    {key("server", FT::text, "", "Base URL of the API; null where both sides are here."),
     [](const ConvergenceRow& r) { return nullIfBlank(r.server); }},
    {field("a_is", FT::text, "", "The first measure."), member<&ConvergenceRow::a_is>},
    {field("a_value", FT::real, "", "Its value; null: nothing was measured, or it is money."),
     member<&ConvergenceRow::a_value>},
    {field("a_wei", FT::wei, "wei", "Its value where it is money."),
     [](const ConvergenceRow& r) { return asCell(r.a_wei); }},
    {field("b_is", FT::text, "", "The second measure."), member<&ConvergenceRow::b_is>},
    {field("b_value", FT::real, "", "Its value; null: nothing was measured, or it is money."),
     member<&ConvergenceRow::b_value>},
    {field("b_wei", FT::wei, "wei", "Its value where it is money."),
     [](const ConvergenceRow& r) { return asCell(r.b_wei); }},
    {field("value_unit", FT::text, "", "Unit of both."), member<&ConvergenceRow::unit>},
    {field("divergence", FT::real, "", "Difference / the greater of the two; null where one is missing or both are 0."),
     [](const ConvergenceRow& r) { return asCell(r.divergence()); }},
    {field("state", FT::text, "", "agree up to 0.01, borderline up to 0.02, diverge beyond."), stateCell},
};

}  // namespace

std::optional<double> ConvergenceRow::divergence() const
{
    const auto asReal = [](Int128 wei) { return static_cast<double>(wei); };
    if (a_wei && b_wei)
        return naap::divergence(asReal(*a_wei), asReal(*b_wei));
    return naap::divergence(a_value, b_value);
}

std::vector<ConvergenceRow> convergenceRows(Cache& cache, const ReportQuery& query)
{
    const ReportWindows windows(cache, query);
    std::vector<ConvergenceRow> rows;
    if (windows.isEmpty())
        return rows;
    // Equal windows: the days of the grain reach beyond a range that ends within one.
    ReportQuery compared;
    compared.from = windows.span().start;
    compared.to = windows.span().end;
    addApiRows(cache, compared, windows, rows);
    addFeeRows(cache, windows, rows);
    std::ranges::sort(rows, {},
                      [](const ConvergenceRow& row) { return std::tie(row.window_start, row.quantity, row.server); });
    return rows;
}

void addConvergenceReports(std::vector<ReportInfo>& reports)
{
    ReportInfo report =
        reportOf<ConvergenceRow>("convergence", "Quantities that two independent measures tell, and whether they agree",
                                 kColumns, convergenceRows);
    report.has_grain = true;
    reports.push_back(std::move(report));
}

}  // namespace naap
