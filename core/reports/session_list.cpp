#include "core/reports/session_list.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "core/reports/fact_rows.h"
#include "core/reports/narrow_table.h"
#include "core/reports/packed_table.h"
#include "core/reports/row_choice.h"
#include "core/reports/session_regions.h"
#include "core/store/read_in_two.h"
#include "core/store/session_scan.h"

namespace naap {
namespace {

using namespace std::chrono_literals;

Cell cellOf(std::optional<std::string_view> text)
{
    return text ? Cell(std::string(*text)) : Cell();
}

/// Which columns are read, and where each field finds its own.
class Reading {
public:
    explicit Reading(const std::vector<std::size_t>& fields) : m_places(sessionFields().size(), -1)
    {
        for (const std::size_t field : fields) {
            if (!isSessionRegion(field))
                add(field);
            else
                for (std::size_t i = 0; i < m_needed.size(); ++i)
                    add(m_needed[i] = fieldNamed(SessionRegions::kNeeds[i]));
        }
    }
    const std::vector<std::string_view>& columns() const { return m_columns; }
    int placeOf(std::size_t field) const { return m_places[field]; }
    /// Where the members are that a region depends on, in the order of SessionRegions::kNeeds.
    int placeNeeded(std::size_t number) const { return m_places[m_needed[number]]; }

private:
    static std::size_t fieldNamed(std::string_view name)
    {
        return static_cast<std::size_t>(std::ranges::find(sessionFields(), name, &Field::name) -
                                        sessionFields().begin());
    }
    void add(std::size_t field)
    {
        if (m_places[field] >= 0)
            return;
        m_places[field] = static_cast<int>(m_columns.size()) + 1;  // 0 is session_id
        m_columns.push_back(storedColumnOf(sessionFields()[field].name));
    }

    std::array<std::size_t, SessionRegions::kNeeds.size()> m_needed{};
    std::vector<std::string_view> m_columns;
    std::vector<int> m_places;
};

/// A stored row as a table of one row.
class StoredRow : public ReportTable {
public:
    StoredRow(Cache& cache, const Reading& reading) : m_reading(reading), m_regions(cache) {}
    void set(const SessionRow& row) { m_row = &row; }

    std::span<const Field> fields() const override { return sessionFields(); }
    std::size_t rowCount() const override { return 1; }
    Cell cell(std::size_t, std::size_t field) const override
    {
        if (isSessionRegion(field))
            return cellOf(region(field));
        const int place = m_reading.placeOf(field);
        if (m_row->isNull(place))
            return {};
        switch (sessionFields()[field].type) {
            case FieldType::boolean: return m_row->integer(place) != 0;
            case FieldType::integer: return m_row->integer(place);
            case FieldType::instant: return instantFromMs(m_row->integer(place));
            default: return std::string(m_row->text(place));
        }
    }

    std::optional<std::string_view> region(std::size_t field) const
    {
        m_ends.session_key = m_row->text(m_reading.placeNeeded(0));
        m_ends.gateway = m_row->text(m_reading.placeNeeded(1));
        setOrReset(m_ends.orchestrator_address, m_reading.placeNeeded(2));
        setOrReset(m_ends.orchestrator_uri, m_reading.placeNeeded(3));
        m_ends.selection_outcome = m_row->text(m_reading.placeNeeded(4));
        return m_regions.of(m_ends, field);
    }

private:
    void setOrReset(std::optional<std::string>& member, int place) const
    {
        if (m_row->isNull(place))
            member.reset();
        else
            member = m_row->text(place);
    }

    const Reading& m_reading;
    const SessionRow* m_row = nullptr;
    mutable SessionRegions m_regions;
    mutable Session m_ends;  ///< kept for its memory; only what regions depend on is filled
};

struct Found {
    Cell sorted_by;
    std::int64_t session_id = 0;
};

/// Finds the sessions that a query wants, in its order.
class SessionFinder {
public:
    SessionFinder(Cache& cache, const ReportQuery& query, const RowChoice& choice)
        : m_cache(cache), m_query(query), m_choice(choice), m_reading(choice.fieldsRead()), m_row(cache, m_reading)
    {
    }

    std::vector<std::int64_t> find()
    {
        if (!findByKey() && !findLatest())
            collect(std::nullopt);
        const bool isAnyOrder = !m_choice.sortField();
        dropBeyondLimit();
        if (!isAnyOrder)
            std::ranges::stable_sort(m_found, [this](const Found& a, const Found& b) {
                return m_choice.isBefore(a.sorted_by, b.sorted_by);
            });
        orderEqualOnes();
        std::vector<std::int64_t> ids;
        for (const Found& each : m_found)
            ids.push_back(each.session_id);
        if (m_choice.limit() && ids.size() > limit())
            ids.resize(limit());
        return ids;
    }

private:
    std::size_t limit() const { return static_cast<std::size_t>(*m_choice.limit()); }

    /// Who asks for one session by its key does not want all of them read.
    bool findByKey()
    {
        const auto wanted = std::ranges::find_if(m_query.where, [](const Condition& each) {
            return each.field == "session_key" && each.op == Condition::Operator::equal && each.value != "null";
        });
        if (wanted == m_query.where.end())
            return false;
        std::vector<std::string_view> columns = m_reading.columns();
        columns.push_back("last_seen");
        if (const auto id = sessionIdOf(m_cache, wanted->value))
            visitSessionRowsOf(m_cache, std::span(&*id, 1), columns, [&](const SessionRow& stored) {
                const Instant seen = instantFromMs(stored.integer(static_cast<int>(columns.size())));
                if ((!m_query.from || seen >= *m_query.from) && (!m_query.to || seen < *m_query.to))
                    add(stored);
            });
        return true;
    }

    /// The latest sessions are found in the last hours: these are read, more of them each time, until there are enough.
    bool findLatest()
    {
        if (!m_choice.limit() || !m_query.sort || !m_query.sort->descending || m_query.sort->field != "started_at")
            return false;
        const auto newest = newestDemandHour(m_cache, m_query.from, m_query.to);
        const auto first = newest ? demandHourOfLatest(m_cache, *newest, *m_choice.limit()) : std::nullopt;
        if (!first)
            return false;
        auto stretch = *newest - *first + 1h;
        for (int tries = 0; tries < 3; ++tries, stretch *= 4) {
            collect(*newest - stretch + 1h);
            const auto started =
                std::ranges::count_if(m_found, [](const Found& each) { return each.sorted_by.index() != 0; });
            if (static_cast<std::size_t>(started) >= limit())
                return true;
        }
        return false;
    }

    void collect(std::optional<Instant> demandFrom)
    {
        m_found.clear();
        visitSessionRows(m_cache, {.from = m_query.from, .to = m_query.to, .demand_from = demandFrom},
                         m_reading.columns(), [this](const SessionRow& stored) { add(stored); });
    }

    void add(const SessionRow& stored)
    {
        m_row.set(stored);
        if (m_choice.meets(m_row, 0))
            m_found.push_back(
                {m_choice.sortField() ? m_row.cell(0, *m_choice.sortField()) : Cell(), stored.sessionId()});
    }

    /// Those that are certainly too many; what is equal to the last one wanted stays until it is in order.
    void dropBeyondLimit()
    {
        if (!m_choice.limit() || !m_choice.sortField() || m_found.size() <= 2 * limit() || limit() == 0)
            return;
        const auto isBefore = [this](const Found& a, const Found& b) {
            return m_choice.isBefore(a.sorted_by, b.sorted_by);
        };
        const auto last = m_found.begin() + static_cast<std::ptrdiff_t>(limit()) - 1;
        std::ranges::nth_element(m_found, last, isBefore);
        const Found edge = *last;
        const auto beyond =
            std::partition(last + 1, m_found.end(), [&](const Found& each) { return !isBefore(edge, each); });
        m_found.erase(beyond, m_found.end());
    }

    /// Sessions that are equal in what the list is sorted by stand in the order of their keys.
    void orderEqualOnes()
    {
        auto begin = m_found.begin();
        while (begin != m_found.end()) {
            const auto end = std::find_if(begin, m_found.end(), [&](const Found& each) {
                return m_choice.isBefore(begin->sorted_by, each.sorted_by);
            });
            if (end - begin > 1)
                orderByKey({begin, end});
            begin = end;
        }
    }

    void orderByKey(std::span<Found> equal)
    {
        std::vector<std::int64_t> ids;
        for (const Found& each : equal)
            ids.push_back(each.session_id);
        std::vector<std::string> keys = sessionKeys(m_cache, ids);
        std::vector<std::pair<std::string, std::int64_t>> keyed;
        for (std::size_t i = 0; i < ids.size(); ++i)
            keyed.emplace_back(std::move(keys[i]), ids[i]);
        std::ranges::sort(keyed);
        for (std::size_t i = 0; i < ids.size(); ++i)
            equal[i].session_id = keyed[i].second;
    }

    Cache& m_cache;
    const ReportQuery& m_query;
    const RowChoice& m_choice;
    Reading m_reading;
    StoredRow m_row;
    std::vector<Found> m_found;
};

/// The fields named, as many as `wanted`, out of a stored row.
template <class Table>
void addRow(Table& table, const std::vector<std::size_t>& wanted, const Reading& reading, const StoredRow& row,
            const SessionRow& stored)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int place = reading.placeOf(wanted[i]);
        if (isSessionRegion(wanted[i])) {
            const auto region = row.region(wanted[i]);
            region ? table.addText(i, *region) : table.addNull(i);
        } else if (stored.isNull(place))
            table.addNull(i);
        else if (table.isText(i))
            table.addText(i, stored.text(place));
        else
            table.addNumber(i, stored.integer(place));
    }
}

/// The numbers of the fields asked for, in their order; all that are stored, and the regions too if `hasRegions`, where
/// none is.
std::vector<std::size_t> wantedFields(const ReportQuery& query, bool hasRegions)
{
    std::vector<std::size_t> wanted;
    for (std::size_t i = 0; i < sessionFields().size(); ++i)
        if (query.fields.empty() ? hasRegions || !isSessionRegion(i)
                                 : std::ranges::find(query.fields, sessionFields()[i].name) != query.fields.end())
            wanted.push_back(i);
    return wanted;
}

std::vector<Field> fieldsOf(const std::vector<std::size_t>& wanted)
{
    std::vector<Field> fields;
    for (const std::size_t field : wanted)
        fields.push_back(sessionFields()[field]);
    return fields;
}

/// The fields asked for, of all sessions that meet the conditions, as they lie in the cache.
std::unique_ptr<ReportTable> narrowList(Cache& cache, const ReportQuery& query, const RowChoice& choice)
{
    const std::vector<std::size_t> wanted = wantedFields(query, false);
    std::vector<std::size_t> read = choice.fieldsRead();
    const bool isChosen = !read.empty();
    read.insert(read.end(), wanted.begin(), wanted.end());
    const Reading reading(read);
    StoredRow row(cache, reading);
    auto table = std::make_unique<NarrowTable>(fieldsOf(wanted));
    visitSessionRows(cache, {.from = query.from, .to = query.to}, reading.columns(), [&](const SessionRow& stored) {
        row.set(stored);
        if (!isChosen || choice.meets(row, 0))
            addRow(*table, wanted, reading, row, stored);
    });
    return table;
}

/// Fewer sessions are read sooner than a second connection is opened.
constexpr std::size_t kWorthTwoThreads = 2'000;

/// Sessions in the order of the ids, with the fields wanted. They are looked up before any thread reads the table.
std::unique_ptr<ReportTable> sessionsOf(Cache& cache, std::span<const std::int64_t> ids,
                                        const std::vector<std::size_t>& wanted)
{
    const std::vector<Field> fields = fieldsOf(wanted);
    const Reading reading(wanted);
    const auto read = [&](Cache& own, std::span<const std::int64_t> some, PackedTable& table) {
        StoredRow row(own, reading);
        visitSessionRowsOf(own, some, reading.columns(), [&](const SessionRow& stored) {
            row.set(stored);
            addRow(table, wanted, reading, row, stored);
        });
    };
    auto table = std::make_unique<PackedTable>(fields);
    if (ids.size() < kWorthTwoThreads) {
        read(cache, ids, *table);
        return table;
    }
    PackedTable more(fields);
    const std::size_t middle = ids.size() / 2;
    readInTwo(
        cache, [&](Cache& own) { read(own, ids.first(middle), *table); },
        [&](Cache& own) { read(own, ids.subspan(middle), more); });
    table->append(std::move(more));
    return table;
}

}  // namespace

std::string_view storedColumnOf(std::string_view field)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kCounted{{
        {"requested", "started_count"},
        {"playable", "playable_seen_count"},
        {"completed", "completed_count"},
        {"restart_seen", "restart_seen_count"},
        {"error_seen", "status_error_sample_count"},
        {"degraded_input_seen", "degraded_input_seen_count"},
        {"degraded_inference_seen", "degraded_inference_seen_count"},
    }};
    const auto counted = std::ranges::find(kCounted, field, [](const auto& each) { return each.first; });
    return counted == kCounted.end() ? field : counted->second;
}

std::unique_ptr<ReportTable> sessionList(Cache& cache, const ReportQuery& query)
{
    const ReportInfo report{.name = "sessions", .summary = {}, .fields = sessionFields(), .run = {}};
    const RowChoice choice = RowChoice::of(report, query).value();  // checked before it came here
    if (!query.fields.empty() && !query.sort && !query.limit)
        return narrowList(cache, query, choice);
    const std::vector<std::int64_t> ids = choice.fieldsRead().empty()
                                              ? sessionIdsByKey(cache, query.from, query.to, query.limit.value_or(-1))
                                              : SessionFinder(cache, query, choice).find();
    return sessionsOf(cache, ids, wantedFields(query, true));
}

}  // namespace naap
