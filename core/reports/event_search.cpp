#include "core/reports/event_search.h"

#include <algorithm>

#include "core/reports/cells.h"
#include "core/reports/event_list.h"
#include "core/store/range_store.h"
#include "core/store/sqlite.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};

/// Rows that were picked out of other tables with the same fields.
class PickedRows : public ReportTable {
public:
    explicit PickedRows(std::span<const Field> fields) : m_fields(fields.begin(), fields.end()) {}
    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t field) const override { return m_rows[row][field]; }

    void add(const ReportTable& table, std::size_t row)
    {
        std::vector<Cell>& cells = m_rows.emplace_back();
        cells.reserve(m_fields.size());
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            cells.push_back(table.cell(row, i));
    }

private:
    std::vector<Field> m_fields;
    std::vector<std::vector<Cell>> m_rows;
};

std::vector<Field> fieldsWithData()
{
    std::vector<Field> fields = eventListFields();
    fields.push_back(field("data", FieldType::text, "", "What the event says, as compact JSON."));
    return fields;
}

std::optional<std::string> sessionOf(const ReportQuery& query)
{
    for (const Condition& condition : query.where)
        if (condition.field == "session_key" && condition.op == Condition::Operator::equal && condition.value != "null")
            return condition.value;
    return std::nullopt;
}

std::vector<Instant> hoursToRead(Cache& cache, const ReportQuery& query)
{
    std::vector<Instant> hours = eventHours(cache, query.from, query.to);
    const auto session = sessionOf(query);
    const auto known = session ? hoursOfSession(cache, *session) : std::nullopt;
    if (known)
        std::erase_if(hours, [&](Instant hour) { return !std::ranges::binary_search(*known, hour); });
    return hours;
}

class EventSearch {
public:
    EventSearch(Cache& cache, const ReportQuery& query, const JsonCondition& condition, std::int64_t limit)
        : m_cache(cache),
          m_query(query),
          m_condition(condition),
          m_limit(limit),
          m_found(std::make_shared<PickedRows>(fieldsWithData()))
    {
        m_query.payload = true;
        m_query.sort.reset();
        m_query.limit.reset();
        m_from = query.from;
        m_to = query.to;
    }

    Result<EventSearchResult> run(const std::function<bool(const SearchProgress&)>& onProgress)
    {
        const std::vector<Instant> hours = hoursToRead(m_cache, m_query);
        EventSearchResult result;
        m_progress.hours = static_cast<std::int64_t>(hours.size());
        for (const Instant hour : hours) {
            if (auto read = readHour(hour); !read)
                return tl::unexpected(read.error());
            ++m_progress.hours_read;
            result.is_cut = m_progress.found >= m_limit;
            if (result.is_cut)
                break;
            result.is_stopped = !onProgress(m_progress);
            if (result.is_stopped)
                break;
        }
        result.table = m_found;
        result.progress = m_progress;
        return result;
    }

private:
    Result<void> readHour(Instant hour)
    {
        m_query.from = m_from ? std::max(*m_from, hour) : hour;
        m_query.to = m_to ? std::min(*m_to, hour + kHour) : hour + kHour;
        const auto table = runReport(m_cache, "events", m_query);
        if (!table)
            return tl::unexpected(table.error());
        const std::size_t data = (*table)->fields().size() - 1;
        for (std::size_t row = 0; row < (*table)->rowCount() && m_progress.found < m_limit; ++row) {
            ++m_progress.events_read;
            if (!m_condition.holds(textOf((*table)->cell(row, data))))
                continue;
            m_found->add(**table, row);
            ++m_progress.found;
        }
        return {};
    }

    Cache& m_cache;
    ReportQuery m_query;
    const JsonCondition& m_condition;
    std::int64_t m_limit;
    std::optional<Instant> m_from;
    std::optional<Instant> m_to;
    SearchProgress m_progress;
    std::shared_ptr<PickedRows> m_found;
};

}  // namespace

Result<EventSearchResult> searchEvents(Cache& cache, const ReportQuery& query, const JsonCondition& condition,
                                       std::int64_t limit, const std::function<bool(const SearchProgress&)>& onProgress)
{
    return guarded(cache, [&]() -> Result<EventSearchResult> {
        return EventSearch(cache, query, condition, limit).run(onProgress);
    });
}

}  // namespace naap
