#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/instant.h"
#include "core/reports/cell_text.h"
#include "core/reports/report_table.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

/// One test of `--where`: KEY=VALUE, KEY!=VALUE, KEY>=N, KEY<=N, KEY=null.
struct Condition {
    enum class Operator : std::uint8_t { equal, not_equal, at_least, at_most };
    std::string field;
    Operator op = Operator::equal;
    std::string value;  ///< "null" tests for null
};

/// Field to order by instead of the key.
struct SortBy {
    std::string field;
    bool descending = false;
};

/// How long the windows of a report are that has a grain.
enum class Grain : std::uint8_t {
    hour,  ///< UTC hours
    day,   ///< UTC days, as far as events are held
    range  ///< the range asked for as one
};

struct ReportQuery {
    std::optional<Instant> from;  ///< half-open, by the report's time field
    std::optional<Instant> to;
    std::vector<Condition> where;
    std::string filter;  ///< in the language of core/reports/filter.h; rows meet it and all of `where`
    std::optional<SortBy> sort;
    std::optional<std::int64_t> limit;
    /// Fields that the answer must have; it may lack others, and then costs less. Empty: all.
    std::vector<std::string> fields;
    std::optional<Instant> now;  ///< the clock, where the caller wants it; else the newest accepted event
    bool payload = false;        ///< events: with `data`
    Grain grain = Grain::hour;   ///< of reports that have one
    std::int64_t min_group = 5;  ///< region-cells: a cell of fewer requested sessions is added to the other small ones
};

/// A report: what it is called, what it says, and how it is made. `run` answers for query.from and query.to only;
/// runReport() applies where, filter, sort and limit. A query.limit that reaches `run` allows it to stop after so many
/// rows: runReport() withholds it when there is a where, a filter or a sort, unless `run` heeds them.
struct ReportInfo {
    std::string_view name;
    std::string_view summary;
    std::vector<Field> fields;
    std::function<std::unique_ptr<ReportTable>(Cache&, const ReportQuery&)> run;
    bool heeds_all =
        false;              ///< `run` counts towards the limit only rows that meet where and filter, in the order asked
    bool is_final = false;  ///< `run` answers the whole query: rows, order and limit
    bool has_grain = false;  ///< `run` heeds query.grain
    /// A sentence that belongs to every showing of the answer, such as what its figures cannot tell. Nothing: none.
    std::function<std::string(Cache&, const ReportQuery&)> note = {};
};

/// All reports, in the order of the documentation.
const std::vector<ReportInfo>& allReports();
const ReportInfo* findReport(std::string_view name);

/// Runs a report on a snapshot of the cache. An unknown report or field is a usage error that names the nearest one.
Result<std::unique_ptr<ReportTable>> runReport(Cache& cache, std::string_view name, const ReportQuery& query);

// The reports, by the file that makes them.
void addFactReports(std::vector<ReportInfo>& reports);     // ingest, sessions, selections, status-hours
void addRollupReports(std::vector<ReportInfo>& reports);   // sla, demand, gpu-metrics, leaderboard, latency, benchmarks
void addSupplyReports(std::vector<ReportInfo>& reports);   // orchestrators, gpus, offers, prices
void addPaymentReports(std::vector<ReportInfo>& reports);  // payments, discovery, network
void addRequestReports(
    std::vector<ReportInfo>& reports);                   // jobs, requests, llm, byoc-workers, byoc-auth, byoc-payments
void addEventReports(std::vector<ReportInfo>& reports);  // failures, coverage, fields, events
void addApiReports(std::vector<ReportInfo>& reports);    // api-*: what public APIs say
void addReconciliationReports(std::vector<ReportInfo>& reports);  // theirs beside ours
void addConvergenceReports(std::vector<ReportInfo>& reports);     // convergence
void addPlaceReports(std::vector<ReportInfo>& reports);           // places
void addRegionReports(std::vector<ReportInfo>& reports);          // regions, region-matrix, supply-regions, ...

}  // namespace naap
