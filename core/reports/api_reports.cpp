#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/feed/public_api_tables.h"
#include "core/reports/cells.h"
#include "core/store/api_store.h"

namespace naap {
namespace {

using FT = FieldType;
using Json = nlohmann::json;
using Cells = std::vector<Cell>;

/// Rows that are cells already.
class CellTable : public ReportTable {
public:
    CellTable(std::vector<Field> fields, std::vector<Cells> rows) : m_fields(std::move(fields)), m_rows(std::move(rows))
    {
    }
    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t field) const override { return m_rows[row][field]; }

private:
    std::vector<Field> m_fields;
    std::vector<Cells> m_rows;
};

FT fieldType(ApiType type)
{
    switch (type) {
        case ApiType::text: return FT::text;
        case ApiType::integer: return FT::integer;
        case ApiType::real: return FT::real;
        case ApiType::boolean: return FT::boolean;
        case ApiType::instant: return FT::instant;
        case ApiType::list: return FT::list;
    }
    return FT::text;
}

Cell cellOf(const Json& value, ApiType type)
{
    if (value.is_null())
        return {};
    switch (type) {
        case ApiType::text: return value.get<std::string>();
        case ApiType::integer: return value.get<std::int64_t>();
        case ApiType::real: return value.get<double>();
        case ApiType::boolean: return value.get<bool>();
        case ApiType::instant: return instantFromMs(value.get<std::int64_t>());
        case ApiType::list: return value.get<std::vector<std::string>>();
    }
    return {};
}

/// The members of a row as they were kept; null for one that this version added.
Cell cellOf(const Json& members, const ApiMember& member)
{
    const auto found = members.find(std::string(member.name));
    return found == members.end() ? Cell() : cellOf(*found, member.type);
}

/// The rows speak of an hour, but do not say which.
bool isHourOfQuestion(const ApiTable& table)
{
    const bool says_it = std::ranges::any_of(table.members, &ApiMember::is_time);
    return !says_it && findApiEndpoint(table.sources.front().endpoint)->time != ApiTime::latest;
}

bool isOfNow(const ApiTable& table)
{
    return findApiEndpoint(table.sources.front().endpoint)->time == ApiTime::latest;
}

std::vector<Field> fieldsOf(const ApiTable& table)
{
    std::vector<Field> fields;
    if (isHourOfQuestion(table))
        fields.push_back(timeKey("window_start", "start of the UTC hour"));
    for (const ApiMember& member : table.members)
        fields.push_back(
            {member.name, fieldType(member.type), member.unit, member.meaning, member.is_key, member.is_time});
    fields.push_back(key("server", FT::text, "", "base URL of the API whose figures these are"));
    fields.push_back(
        field("unknown_zeros", FT::list, "", "fields that the API sent as 0 and that mean unknown; null here"));
    fields.push_back(field("generation", FT::text, "", "v1, or legacy-v1 and legacy for older servers"));
    fields.push_back({"fetched_at", FT::instant, "", "when the API said so", false, isOfNow(table)});
    return fields;
}

Cells cellsOf(const ApiTable& table, const KeptApiRow& kept)
{
    const Json members = Json::parse(kept.row.members);
    Cells cells;
    if (isHourOfQuestion(table))
        cells.emplace_back(kept.row.window_start);
    for (const ApiMember& member : table.members)
        cells.push_back(cellOf(members, member));
    cells.emplace_back(kept.server);
    cells.push_back(cellOf(members.at("unknown_zeros"), ApiType::list));
    cells.emplace_back(kept.generation);
    cells.emplace_back(kept.fetched_at);
    return cells;
}

void sortByKey(const std::vector<Field>& fields, std::vector<Cells>& rows)
{
    std::ranges::sort(rows, [&](const Cells& a, const Cells& b) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].is_key && a[i] != b[i])
                return a[i] < b[i];
        return false;
    });
}

std::unique_ptr<ReportTable> apiTable(Cache& cache, const ApiTable& table, const ReportQuery& query)
{
    std::vector<Field> fields = fieldsOf(table);
    const auto time = std::ranges::find(fields, true, &Field::is_time);
    const auto time_index = static_cast<std::size_t>(time - fields.begin());
    const bool of_now = isOfNow(table);
    const auto from = query.from && !of_now ? std::optional(hourOf(*query.from)) : std::nullopt;
    const auto to = of_now ? std::nullopt : query.to;
    std::vector<Cells> rows;
    std::vector<std::string_view> seen;
    for (const ApiSource& source : table.sources) {
        if (std::ranges::find(seen, source.endpoint) != seen.end())
            continue;
        seen.push_back(source.endpoint);
        for (const KeptApiRow& kept : ApiStore(cache).rows(source.endpoint, table.name, from, to)) {
            Cells cells = cellsOf(table, kept);
            const auto* instant = std::get_if<Instant>(&cells[time_index]);
            if (instant && inRange(query, *instant))
                rows.push_back(std::move(cells));
        }
    }
    sortByKey(fields, rows);
    return std::make_unique<CellTable>(std::move(fields), std::move(rows));
}

std::span<const Column<ApiWindowState>> windowColumns()
{
    static const std::vector<Column<ApiWindowState>> columns{
        {key("server", FT::text, "", "base URL of the API"), member<&ApiWindowState::server>},
        {key("endpoint", FT::text, "", "what was asked"), member<&ApiWindowState::endpoint>},
        {timeKey("window_start", "the hour asked for; of endpoints that know only now, the hour of asking"),
         member<&ApiWindowState::window_start>},
        {field("fetched_at", FT::instant, "", "when it answered, or said that nothing had changed"),
         member<&ApiWindowState::fetched_at>},
        {field("generated_at", FT::instant, "", "the server's time of the answer"),
         member<&ApiWindowState::generated_at>},
        {field("generation", FT::text, "", "v1, or legacy-v1 and legacy for older servers"),
         member<&ApiWindowState::generation>},
        {field("rows", FT::integer, "", "rows that could be read"), member<&ApiWindowState::rows>},
        {field("paged", FT::boolean, "", "came in several pages, between which rows may be lost"),
         member<&ApiWindowState::paged>},
    };
    return columns;
}

std::vector<ApiWindowState> windowRows(Cache& cache, const ReportQuery& query)
{
    return ApiStore(cache).windows(query.from, query.to);
}

std::span<const Column<KeptApiProblem>> problemColumns()
{
    static const std::vector<Column<KeptApiProblem>> columns{
        {key("server", FT::text, "", "base URL of the API"), member<&KeptApiProblem::server>},
        {key("endpoint", FT::text, "", "what was asked"), member<&KeptApiProblem::endpoint>},
        {timeKey("window_start", "the hour asked for"), member<&KeptApiProblem::window_start>},
        {key("reason", FT::text, "", "what is not as documented; 'row left out' where the row was lost by it"),
         member<&KeptApiProblem::reason>},
        {field("rows", FT::integer, "", "how often"), member<&KeptApiProblem::rows>},
    };
    return columns;
}

std::vector<KeptApiProblem> problemRows(Cache& cache, const ReportQuery& query)
{
    return ApiStore(cache).problems(query.from, query.to);
}

}  // namespace

void addApiReports(std::vector<ReportInfo>& reports)
{
    for (const ApiTable& table : apiTables())
        reports.push_back({table.name, table.summary, fieldsOf(table),
                           [&table](Cache& cache, const ReportQuery& query) { return apiTable(cache, table, query); }});
    reports.push_back(
        reportOf("api-polls", "public API: what was asked, and when it was answered", windowColumns(), windowRows));
    reports.push_back(
        reportOf("api-problems", "public API: what it sent that is not as documented", problemColumns(), problemRows));
}

}  // namespace naap
