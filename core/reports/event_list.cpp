#include "core/reports/event_list.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <tuple>
#include <unordered_map>

#include "core/events/record_parser.h"
#include "core/reports/cells.h"
#include "core/reports/row_choice.h"
#include "core/store/batch.h"
#include "core/store/event_blocks.h"
#include "core/store/range_store.h"

namespace naap {
namespace {

using FT = FieldType;

enum EventField : std::size_t {
    kEventId,
    kEventTs,
    kOrg,
    kEventType,
    kEventSubtype,
    kGateway,
    kSessionKey,
    kSource,
    kData,
    kEventFieldCount,
};

constexpr Field kFields[kEventFieldCount] = {
    key("event_id", FT::text, "", "Id that its producer gave it."),
    timeKey("event_ts", "When it happened."),
    key("org", FT::text, "", "Organisation whose feed carried it."),
    key("event_type", FT::text, "", "Family of the event."),
    field("event_subtype", FT::text, "", "Kind within the family; blank where families have none."),
    field("gateway", FT::text, "", "Gateway that sent it, as it names itself; often blank."),
    field("session_key", FT::text, "", "Session that it belongs to; null for events of no session."),
    field("source", FT::text, "", "File, topic or address that it was read from first."),
    field("data", FT::text, "", "What the event says, as compact JSON."),
};

/// Texts that repeat in most rows stand once.
class Words {
public:
    std::uint32_t idOf(std::string_view text)
    {
        if (const auto known = m_ids.find(text); known != m_ids.end())
            return known->second;
        const auto id = static_cast<std::uint32_t>(m_words.size());
        m_ids.emplace(m_words.emplace_back(text), id);
        return id;
    }
    const std::string& word(std::uint32_t id) const { return m_words[id]; }

private:
    std::deque<std::string> m_words;
    std::unordered_map<std::string_view, std::uint32_t> m_ids;
};

/// Texts of one row each, packed together.
class Texts {
public:
    std::string_view keep(std::string_view text)
    {
        if (text.empty())
            return {};
        if (m_chunks.empty() || m_chunks.back().capacity() - m_chunks.back().size() < text.size())
            m_chunks.emplace_back().reserve(std::max(kChunk, text.size()));
        std::string& chunk = m_chunks.back();
        chunk.append(text);
        return std::string_view(chunk).substr(chunk.size() - text.size());
    }

private:
    static constexpr std::size_t kChunk = 1024 * 1024;
    std::deque<std::string> m_chunks;
};

struct EventRow {
    Instant event_ts{};
    std::string_view event_id;
    std::string_view data;
    std::uint32_t org = 0;
    std::uint32_t event_type = 0;
    std::uint32_t event_subtype = 0;
    std::uint32_t gateway = 0;
    std::uint32_t session_key = 0;
    std::uint32_t source = 0;
};

/// A row of the hour being read, and where its event is stored.
struct HourRow {
    EventRow row;
    std::int64_t block_id = 0;
    std::size_t index = 0;
};

class EventTable : public ReportTable {
public:
    explicit EventTable(bool payload) : m_fields(kFields, kFields + (payload ? kEventFieldCount : kData)) {}

    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_rows.size(); }

    Cell cell(std::size_t row, std::size_t column) const override { return cellOf(m_rows[row], column); }

    Cell cellOf(const EventRow& r, std::size_t column) const
    {
        switch (column) {
            case kEventId: return std::string(r.event_id);
            case kEventTs: return r.event_ts;
            case kOrg: return words.word(r.org);
            case kEventType: return words.word(r.event_type);
            case kEventSubtype: return words.word(r.event_subtype);
            case kGateway: return words.word(r.gateway);
            case kSessionKey: return nullIfBlank(words.word(r.session_key));
            case kSource: return words.word(r.source);
            default: return std::string(r.data);
        }
    }

    void add(const EventRow& row) { m_rows.push_back(row); }
    void sortRows()
    {
        std::ranges::sort(m_rows, [this](const EventRow& a, const EventRow& b) { return isBefore(a, b); });
    }

    /// By the identity of events.
    bool isBefore(const EventRow& a, const EventRow& b) const
    {
        if (a.event_ts != b.event_ts)
            return a.event_ts < b.event_ts;
        return std::tie(a.event_id, words.word(a.org), words.word(a.event_type)) <
               std::tie(b.event_id, words.word(b.org), words.word(b.event_type));
    }

    Words words;
    Texts texts;

private:
    std::vector<Field> m_fields;
    std::vector<EventRow> m_rows;
};

/// The rows of one hour, for conditions to be tested on.
class HourTable : public ReportTable {
public:
    HourTable(const EventTable& table, const std::vector<HourRow>& rows) : m_table(table), m_rows(rows) {}
    std::span<const Field> fields() const override { return m_table.fields(); }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t column) const override { return m_table.cellOf(m_rows[row].row, column); }

private:
    const EventTable& m_table;
    const std::vector<HourRow>& m_rows;
};

/// The conditions that are tested before a row is made of an event: texts that have to be equal.
class EarlyTests {
public:
    explicit EarlyTests(const ReportQuery& query) : m_all(query.filter.empty())
    {
        for (const Condition& condition : query.where) {
            const auto known = std::ranges::find(kFields, condition.field, &Field::name);
            const auto index = static_cast<std::size_t>(known - std::begin(kFields));
            const bool early = index < kData && index != kEventTs && condition.value != "null" &&
                               condition.op == Condition::Operator::equal;
            if (early)
                m_tests.emplace_back(index, condition.value);
            else
                m_all = false;
        }
    }

    bool coverAllConditions() const { return m_all; }

    bool hold(const ParsedRecord& record, std::string_view session_key, std::string_view source) const
    {
        const std::array<std::string_view, kData> values{
            record.event_id, {},          record.org, record.event_type, record.event_subtype,
            record.gateway,  session_key, source};
        return std::ranges::all_of(m_tests, [&](const auto& test) { return values[test.first] == test.second; });
    }

private:
    std::vector<std::pair<std::size_t, std::string>> m_tests;
    bool m_all;
};

void sessionKeyOf(std::string& target, const ParsedRecord& record)
{
    target.clear();
    if (const auto* stream = std::get_if<StreamBody>(&record.body))
        appendSessionKey(target, record.org, stream->stream_id, stream->request_id);
    else if (const auto* ingest = std::get_if<IngestBody>(&record.body))
        appendSessionKey(target, record.org, ingest->stream_id, ingest->request_id);
}

class EventReader {
public:
    EventReader(Cache& cache, const ReportQuery& query)
        : m_cache(cache),
          m_query(query),
          m_tests(query),
          m_choice(choiceOf(query)),
          m_sources(sourceNames(cache)),
          m_table(std::make_unique<EventTable>(query.payload))
    {
    }

    std::unique_ptr<ReportTable> read()
    {
        const bool byTime = !m_query.sort || m_query.sort->field == "event_ts";
        m_newestFirst = m_query.sort && byTime && m_query.sort->descending;
        std::vector<Instant> hours = hoursToRead();
        if (m_newestFirst)
            std::ranges::reverse(hours);
        if (m_query.limit && byTime)
            m_most = static_cast<std::size_t>(std::max<std::int64_t>(0, *m_query.limit));
        for (const Instant hour : hours) {
            if (m_table->rowCount() >= m_most)
                break;
            readHour(hour);
        }
        if (m_newestFirst)
            m_table->sortRows();
        return std::move(m_table);
    }

private:
    /// The query has been checked before it came here.
    static RowChoice choiceOf(const ReportQuery& query)
    {
        const ReportInfo report{.name = "events", .fields = eventListFields()};
        return RowChoice::of(report, query).value();
    }

    std::vector<Instant> hoursToRead()
    {
        std::vector<Instant> hours = eventHours(m_cache, m_query.from, m_query.to);
        const auto session = m_choice.onlyTextOf(kSessionKey);
        if (!session || session->empty())
            return hours;
        const auto ofSession = hoursOfSession(m_cache, *session);
        if (ofSession)
            std::erase_if(hours, [&](Instant hour) { return !std::ranges::binary_search(*ofSession, hour); });
        return hours;
    }

    const ParsedRecord& parse(const StoredEvent& event)
    {
        m_rule.given = event.org;  // the record's org is a view of it
        return m_parser.parseCopy(event.payload, m_rule);
    }

    void readHour(Instant hour)
    {
        m_hour.clear();
        const auto end = hour + std::chrono::hours(1);
        visitEvents(m_cache, hour, end, [&](const StoredEvent& event) {
            addRow(parse(event), event);
            return true;
        });
        dropWhatIsNotWanted();
        std::ranges::sort(m_hour,
                          [this](const HourRow& a, const HourRow& b) { return m_table->isBefore(a.row, b.row); });
        dropWhatIsTooMuch();
        if (m_query.payload && !m_hour.empty())
            readPayloads(hour, end);
        for (const HourRow& each : m_hour)
            m_table->add(each.row);
    }

    void dropWhatIsNotWanted()
    {
        if (m_tests.coverAllConditions())
            return;
        const HourTable table(*m_table, m_hour);
        std::vector<HourRow> wanted;
        for (std::size_t row = 0; row < m_hour.size(); ++row)
            if (m_choice.meets(table, row))
                wanted.push_back(m_hour[row]);
        m_hour = std::move(wanted);
    }

    void dropWhatIsTooMuch()
    {
        const std::size_t wanted = m_most - m_table->rowCount();
        if (m_hour.size() <= wanted)
            return;
        if (!m_newestFirst) {
            m_hour.resize(wanted);
            return;
        }
        const Instant oldest = m_hour[m_hour.size() - wanted].row.event_ts;
        std::erase_if(m_hour, [&](const HourRow& each) { return each.row.event_ts < oldest; });
    }

    /// A second pass, so that payloads of rows that are not wanted are never held.
    void readPayloads(Instant hour, Instant end)
    {
        std::map<std::pair<std::int64_t, std::size_t>, EventRow*> wanted;
        for (HourRow& each : m_hour)
            wanted.emplace(std::pair(each.block_id, each.index), &each.row);
        visitEvents(m_cache, hour, end, [&](const StoredEvent& event) {
            const auto found = wanted.find({event.block_id, event.index});
            if (found == wanted.end())
                return true;
            parse(event);
            found->second->data = m_table->texts.keep(m_parser.compactData());
            wanted.erase(found);
            return !wanted.empty();
        });
    }

    void addRow(const ParsedRecord& record, const StoredEvent& event)
    {
        if (record.record_class != RecordClass::accepted || !inRange(m_query, record.event_ts))
            return;
        sessionKeyOf(m_sessionKey, record);
        const auto source = m_sources.find(event.source_id);
        const std::string_view sourceName = source == m_sources.end() ? std::string_view{} : source->second;
        if (!m_tests.hold(record, m_sessionKey, sourceName))
            return;
        HourRow& added = m_hour.emplace_back();
        added.block_id = event.block_id;
        added.index = event.index;
        EventRow& row = added.row;
        row.event_ts = record.event_ts;
        row.event_id = m_table->texts.keep(record.event_id);
        row.org = m_table->words.idOf(record.org);
        row.event_type = m_table->words.idOf(record.event_type);
        row.event_subtype = m_table->words.idOf(record.event_subtype);
        row.gateway = m_table->words.idOf(record.gateway);
        row.session_key = m_table->words.idOf(m_sessionKey);
        row.source = m_table->words.idOf(sourceName);
    }

    Cache& m_cache;
    const ReportQuery& m_query;
    EarlyTests m_tests;
    RowChoice m_choice;
    std::map<std::int64_t, std::string> m_sources;
    std::unique_ptr<EventTable> m_table;
    RecordParser m_parser{RecordParser::Bodies::of_sessions};
    OrgRule m_rule{.given_overrides = true};
    std::string m_sessionKey;
    std::vector<HourRow> m_hour;
    std::size_t m_most = SIZE_MAX;
    bool m_newestFirst = false;
};

}  // namespace

std::vector<Field> eventListFields()
{
    return {kFields, kFields + kData};
}

std::unique_ptr<ReportTable> eventList(Cache& cache, const ReportQuery& query)
{
    return EventReader(cache, query).read();
}

}  // namespace naap
