#include "core/reports/coverage_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/metrics/coverage.h"
#include "core/metrics/rates.h"
#include "core/metrics/sla_score.h"
#include "core/reports/cells.h"
#include "core/reports/places.h"
#include "core/reports/rollup_rows.h"
#include "core/store/run_scan.h"
#include "core/store/session_scan.h"

namespace naap {
namespace {

/// Evidence of one hour and org. Sessions stand in their demand hour, payments and sla rows in their own.
struct CoverageRow {
    Instant window_start{};
    std::string org;
    SessionCoverage sessions;
    std::int64_t health_signal_count = 0;
    std::int64_t health_expected_signal_count = 0;
    Covered region;  ///< sessions whose gateway has one
    Covered payment_links;
    Covered benchmarks;  ///< components of scored rows with enough benchmark rows
};

template <Covered SessionCoverage::*part>
Cell rateOf(const CoverageRow& row)
{
    return asCell((row.sessions.*part).rate());
}

template <Covered SessionCoverage::*part>
Cell shouldOf(const CoverageRow& row)
{
    return (row.sessions.*part).should;
}

Column<CoverageRow> rateColumn(std::string_view name, std::string_view meaning, Cell (*get)(const CoverageRow&))
{
    return {{name, FieldType::real, "", meaning}, get};
}

Column<CoverageRow> countColumn(std::string_view name, std::string_view meaning, Cell (*get)(const CoverageRow&))
{
    return {{name, FieldType::integer, "", meaning}, get};
}

using Parts = SessionCoverage;

std::vector<Column<CoverageRow>> rateColumns()
{
    return {
        rateColumn("status_evidence_rate", "requested sessions with a status sample / requested sessions",
                   rateOf<&Parts::status_evidence>),
        rateColumn("health_signal_coverage_ratio",
                   "health signals seen / expected, at most 1; 1 when none was expected",
                   [](const CoverageRow& r) -> Cell { return healthSignalCoverageRatio(r); }),
        rateColumn("ptff_evidence_rate", "successful sessions with a prompt-to-first-frame time / successful sessions",
                   rateOf<&Parts::ptff_evidence>),
        rateColumn("startup_evidence_rate", "successful sessions with a startup latency / successful sessions",
                   rateOf<&Parts::startup_evidence>),
        rateColumn("e2e_evidence_rate", "sessions with status that have end-to-end evidence / sessions with status",
                   rateOf<&Parts::e2e_evidence>),
        rateColumn("attribution_rate", "resolved / selected sessions", rateOf<&Parts::resolved>),
        rateColumn("hardware_less_rate", "sessions of a known orchestrator without hardware data / selected sessions",
                   rateOf<&Parts::hardware_less>),
        rateColumn("stale_rate", "sessions attributed by an old offer / selected sessions", rateOf<&Parts::stale>),
        rateColumn("ambiguous_rate", "sessions with several possible orchestrators / selected sessions",
                   rateOf<&Parts::ambiguous>),
        rateColumn("unresolved_rate", "sessions without any / selected sessions", rateOf<&Parts::unresolved>),
        rateColumn("gpu_identity_rate", "sessions with a GPU id / attributed sessions", rateOf<&Parts::gpu_identity>),
        rateColumn("pipeline_coverage_rate",
                   "selected sessions with pipeline and model / selected sessions with a model",
                   rateOf<&Parts::pipeline_coverage>),
        rateColumn("gateway_identity_rate", "sessions with a known gateway / sessions",
                   rateOf<&Parts::gateway_identity>),
        rateColumn("region_rate", "sessions whose gateway has a region / sessions",
                   [](const CoverageRow& r) -> Cell { return asCell(r.region.rate()); }),
        rateColumn("payment_link_rate", "payments that name a session's request / payments",
                   [](const CoverageRow& r) -> Cell { return asCell(r.payment_links.rate()); }),
        rateColumn("benchmark_availability", "score components with a benchmark / score components of scored rows",
                   [](const CoverageRow& r) -> Cell { return asCell(r.benchmarks.rate()); }),
    };
}

std::vector<Column<CoverageRow>> countColumns()
{
    return {
        countColumn("sessions", "sessions that started in the hour", shouldOf<&Parts::gateway_identity>),
        countColumn("requested_sessions", "of these, requested ones", shouldOf<&Parts::status_evidence>),
        countColumn("startup_success_sessions", "of these, successful ones", shouldOf<&Parts::startup_evidence>),
        countColumn("status_sessions", "sessions with a status sample", shouldOf<&Parts::e2e_evidence>),
        countColumn("selected_sessions", "sessions for which an orchestrator was selected", shouldOf<&Parts::resolved>),
        countColumn("attributed_sessions", "sessions of a known orchestrator", shouldOf<&Parts::gpu_identity>),
        countColumn("payments", "payments made in the hour",
                    [](const CoverageRow& r) -> Cell { return r.payment_links.should; }),
        countColumn("score_components", "components of rows with a score, three each",
                    [](const CoverageRow& r) -> Cell { return r.benchmarks.should; }),
    };
}

std::span<const Column<CoverageRow>> columns()
{
    static const std::vector<Column<CoverageRow>> all = [] {
        std::vector<Column<CoverageRow>> list{
            {{"window_start", FieldType::instant, "", "the UTC hour", true, true}, member<&CoverageRow::window_start>},
            {{"org", FieldType::text, "", "organisation", true}, member<&CoverageRow::org>},
        };
        for (const auto& part : {rateColumns(), countColumns()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

class CoverageHours {
public:
    explicit CoverageHours(Cache& cache) : m_cache(cache) {}

    void addSessions(std::optional<Instant> from, std::optional<Instant> to)
    {
        const auto measured = sessionsWithMeasuredE2e(m_cache);
        PlaceBook book = placeBookOf(m_cache);
        visitDemandedSessions(m_cache, from, to, [&](std::int64_t id, const Session& session) {
            CoverageRow& row = at(session.demandHour(), session.org);
            addTo(row.sessions, {&session, measured.contains(id)});
            row.region.count(book.gateway(session.gateway).isKnown());
            row.health_signal_count += session.health_signal_count;
            row.health_expected_signal_count += session.health_expected_signal_count;
        });
    }

    void addPayments(std::optional<Instant> from, std::optional<Instant> to)
    {
        const auto [start, end] = heldHours(m_cache, from, to);
        RequestedSessions sessions(m_cache);
        visitPaymentHeads(m_cache, start, end, [&](const PaymentHead& payment) {
            at(hourOf(payment.event_ts), std::string(payment.org))
                .payment_links.count(sessions.contains(payment.org, payment.request_id));
        });
    }

    void addScores(std::optional<Instant> from, std::optional<Instant> to)
    {
        for (const SlaRow& sla : slaRows(m_cache, from, to)) {
            if (!sla.score.sla_score)
                continue;
            Covered& benchmarks = at(sla.rollup.window_start, sla.rollup.org).benchmarks;
            for (const ComponentScore* component : {&sla.score.ptff, &sla.score.e2e, &sla.score.fps})
                benchmarks.count(component->benchmark_rows >= kFewestBenchmarkRows);
        }
    }

    std::vector<CoverageRow> take()
    {
        std::vector<CoverageRow> rows;
        rows.reserve(m_rows.size());
        for (auto& [key, row] : m_rows)
            rows.push_back(std::move(row));
        return rows;
    }

private:
    CoverageRow& at(Instant hour, const std::string& org)
    {
        CoverageRow& row = m_rows[{hour, org}];
        row.window_start = hour;
        row.org = org;
        return row;
    }

    Cache& m_cache;
    std::map<std::pair<Instant, std::string>, CoverageRow> m_rows;
};

std::unique_ptr<ReportTable> coverage(Cache& cache, const ReportQuery& query)
{
    CoverageHours hours(cache);
    hours.addSessions(query.from, query.to);
    hours.addPayments(query.from, query.to);
    hours.addScores(query.from, query.to);
    return std::make_unique<RowsTable<CoverageRow>>(hours.take(), columns());
}

}  // namespace

ReportInfo coverageReport()
{
    return {"coverage", "how much of the evidence that figures need is there, by hour and org", fieldsOf(columns()),
            coverage};
}

}  // namespace naap
