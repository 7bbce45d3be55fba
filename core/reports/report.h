#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/events/instant.h"
#include "core/events/wei.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

/// A UTC date, printed as `YYYY-MM-DD`.
struct Date {
    Instant start{};
    auto operator<=>(const Date&) const = default;
};

/// A value of a report's row: null, or what its field's type says.
using Cell =
    std::variant<std::monostate, bool, std::int64_t, double, Instant, Date, std::string, std::vector<std::string>>;

enum class FieldType : std::uint8_t { text, boolean, integer, real, instant, date, wei, list };

/// One field of a report: its name is the same in JSON, CSV, tables and tooltips.
struct Field {
    std::string_view name;
    FieldType type = FieldType::text;
    std::string_view unit;     ///< "ms", "fps", "wei", "%"...; blank: none
    std::string_view meaning;  ///< one sentence
    bool is_key = false;
    bool is_time = false;  ///< --from and --to select by it
};

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

/// The immutable answer to a query. Any thread may read it.
class ReportTable {
public:
    virtual ~ReportTable() = default;
    virtual std::span<const Field> fields() const = 0;
    virtual std::size_t rowCount() const = 0;
    virtual Cell cell(std::size_t row, std::size_t field) const = 0;
};

/// A field and how to read it off a row.
template <class Row>
struct Column {
    Field field;
    Cell (*get)(const Row&);
};

/// Rows of a plain struct behind a list of columns.
template <class Row>
class RowsTable : public ReportTable {
public:
    /// `columns` outlives the table; `keeps` is what the rows point into, if anything.
    RowsTable(std::vector<Row> rows, std::span<const Column<Row>> columns, std::shared_ptr<const void> keeps = {})
        : m_rows(std::move(rows)), m_columns(columns), m_keeps(std::move(keeps))
    {
        for (const auto& column : columns)
            m_fields.push_back(column.field);
    }

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t field) const override { return m_columns[field].get(m_rows[row]); }
    const std::vector<Row>& rows() const { return m_rows; }

private:
    std::vector<Row> m_rows;
    std::span<const Column<Row>> m_columns;
    std::vector<Field> m_fields;
    std::shared_ptr<const void> m_keeps;
};

/// The fields of columns, for ReportInfo.
template <class Row>
std::vector<Field> fieldsOf(std::span<const Column<Row>> columns)
{
    std::vector<Field> fields;
    for (const auto& column : columns)
        fields.push_back(column.field);
    return fields;
}

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

/// The text of a value as JSON, CSV and `--where` have it: times in RFC 3339, numbers in their shortest form, lists as
/// JSON. Null is blank.
std::string textOf(const Cell& cell);
/// The same, appended to `out`.
void appendText(std::string& out, const Cell& cell);

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
