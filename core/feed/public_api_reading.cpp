#include "core/feed/public_api_reading.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace naap {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 32;              // documented answers have five levels
constexpr std::size_t kMostReasons = 50;  // names of unknown members come from the server

/// Null where there is no such member, or the value is no object.
const Json* memberOf(const Json* object, std::string_view name)
{
    if (!object || !object->is_object())
        return nullptr;
    const auto found = object->find(std::string(name));
    return found == object->end() ? nullptr : &*found;
}

const Json* atPath(const Json* value, std::string_view path)
{
    while (value && !path.empty()) {
        const auto slash = path.find('/');
        value = memberOf(value, path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    }
    return value;
}

std::string_view kindOf(const Json& value)
{
    if (value.is_null())
        return "null";
    if (value.is_string())
        return "text";
    if (value.is_boolean())
        return "a boolean";
    if (value.is_number())
        return "a number";
    return value.is_array() ? "an array" : "an object";
}

std::string_view kindOf(ApiType type)
{
    switch (type) {
        case ApiType::text: return "text";
        case ApiType::integer: return "a whole number";
        case ApiType::real: return "a number";
        case ApiType::boolean: return "a boolean";
        case ApiType::instant: return "a time";
        case ApiType::list: return "an array of text";
    }
    return "";
}

std::optional<std::int64_t> wholeNumber(const Json& value)
{
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>() <= INT64_MAX ? std::optional(value.get<std::int64_t>()) : std::nullopt;
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (!value.is_number_float())
        return std::nullopt;
    const double number = value.get<double>();
    const bool fits = std::abs(number) < 9e15 && number == std::floor(number);
    return fits ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

bool isListOfText(const Json& value)
{
    return value.is_array() && std::ranges::all_of(value, [](const Json& each) { return each.is_string(); });
}

/// The value in the form it is kept in; null where it is of another type.
Json typed(const Json& value, ApiType type)
{
    switch (type) {
        case ApiType::text: return value.is_string() ? value : Json();
        case ApiType::integer: {
            const auto number = wholeNumber(value);
            return number ? Json(*number) : Json();
        }
        case ApiType::real:
            return value.is_number() && std::isfinite(value.get<double>()) ? Json(value.get<double>()) : Json();
        case ApiType::boolean: return value.is_boolean() ? value : Json();
        case ApiType::instant: {
            const auto time = value.is_string() ? parseInstant(value.get_ref<const std::string&>()) : std::nullopt;
            return time ? Json(toMs(*time)) : Json();
        }
        case ApiType::list: return isListOfText(value) ? value : Json();
    }
    return {};
}

/// Printable, and no longer than a name is.
std::string shownName(std::string_view name)
{
    std::string out;
    for (const char c : name.substr(0, 60))
        out += std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' ? c : '?';
    return out;
}

/// The object that a row's members stand in, and the one around it.
struct RowPlace {
    const Json* row = nullptr;
    const Json* around = nullptr;
    std::string_view word;
};

/// Turns the objects of one source into rows of its table.
class TableReader {
public:
    TableReader(const ApiTable& table, ApiGeneration generation, std::optional<Instant> window_start, ApiPage& page)
        : m_table(table), m_generation(generation), m_windowStart(window_start), m_page(page)
    {
        for (const ApiMember& member : table.members)
            for (std::string_view rest = member.path.empty() ? member.name : member.path; !rest.empty();) {
                const auto bar = rest.find('|');
                const std::string_view path = rest.substr(0, bar);
                m_known.emplace(path.substr(0, path.find('/')));
                rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
            }
    }

    void read(const RowPlace& place)
    {
        if (!place.row->is_object())
            return count(fmt::format("row left out: {} where an object should be", kindOf(*place.row)));
        m_kept = Json::object();
        for (const ApiMember& member : m_table.members)
            if (!readMember(member, place))
                return;
        markUnknown();
        noteNewMembers(*place.row);
        keep();
    }

private:
    void count(std::string reason)
    {
        reason = fmt::format("{}: {}", m_table.name, reason);
        if (m_page.problems.size() >= kMostReasons && !m_page.problems.contains(reason))
            reason = "others";
        ++m_page.problems[reason];
    }

    static const Json* find(const ApiMember& member, const RowPlace& place)
    {
        for (std::string_view rest = member.path.empty() ? member.name : member.path; !rest.empty();) {
            const auto bar = rest.find('|');
            std::string_view path = rest.substr(0, bar);
            const bool outside = path.starts_with("../");
            if (const Json* value = atPath(outside ? place.around : place.row, outside ? path.substr(3) : path))
                return value;
            rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
        }
        return nullptr;
    }

    /// False: the row is left out.
    bool readMember(const ApiMember& member, const RowPlace& place)
    {
        Json& kept = m_kept[std::string(member.name)];
        if (member.path == "=") {
            kept = place.word;
            return true;
        }
        const Json* value = find(member, place);
        if (!value || value->is_null()) {
            const bool fatal = member.is_key && !member.optional;
            if (fatal || (!value && !member.optional))
                count(
                    fmt::format("{}{} is {}", fatal ? "row left out: " : "", member.name, value ? "null" : "missing"));
            return !fatal;
        }
        kept = typed(*value, member.type);
        if (kept.is_null()) {
            count(fmt::format(
                "{}{} is {}, not {}", member.is_key ? "row left out: " : "", member.name,
                value->is_number() && member.type == ApiType::integer ? "no whole number of 64 bits" : kindOf(*value),
                kindOf(member.type)));
            return !member.is_key;
        }
        if (member.unknown == ApiUnknown::blank && kept == "")
            kept = nullptr;
        return !member.is_time || isInside(member, kept);
    }

    bool isInside(const ApiMember& member, const Json& kept)
    {
        m_time = instantFromMs(kept.get<std::int64_t>());
        if (!m_windowStart || hourOf(m_time) == *m_windowStart)
            return true;
        count(fmt::format("row left out: {} lies outside the hour that was asked for", member.name));
        return false;
    }

    bool isZero(std::string_view name) const
    {
        const auto found = m_kept.find(std::string(name));
        return found != m_kept.end() && found->is_number() && found->get<double>() == 0;
    }

    bool meansUnknown(const ApiMember& member) const
    {
        switch (member.unknown) {
            case ApiUnknown::never:
            case ApiUnknown::blank: return false;
            case ApiUnknown::zero: return m_generation == ApiGeneration::v1;  // older servers send null
            case ApiUnknown::no_requested: return isZero("requested_sessions");
            case ApiUnknown::no_known: return isZero("known_sessions_count");
            case ApiUnknown::no_jobs: return isZero("total_jobs");
        }
        return false;
    }

    void markUnknown()
    {
        Json unknown = Json::array();
        for (const ApiMember& member : m_table.members)
            if (isZero(member.name) && meansUnknown(member))
                unknown.push_back(member.name);
        for (const Json& name : unknown)
            m_kept[name.get_ref<const std::string&>()] = nullptr;
        m_kept["unknown_zeros"] = std::move(unknown);
    }

    void noteNewMembers(const Json& row)
    {
        if (m_generation != ApiGeneration::v1)
            return;
        for (const auto& [name, value] : row.items())
            if (!m_known.contains(name) && !isDocumented(name))
                count(fmt::format("member {} is new", shownName(name)));
    }

    /// What the documentation has and no table takes.
    static bool isDocumented(const std::string& name)
    {
        static const std::set<std::string, std::less<>> kNames{
            "successRatio", "pipelineModels", "regions",      "name",      "modelMins",
            "last_seen_ms", "models",         "pipelineGPUs", "streaming", "requests"};
        return kNames.contains(name);
    }

    void keep()
    {
        Json entity = Json::array();
        bool timed = false;
        for (const ApiMember& member : m_table.members) {
            timed = timed || member.is_time;
            if (member.is_key)
                entity.push_back(m_kept[std::string(member.name)]);
        }
        ApiRow& row = m_page.rows.emplace_back();
        row.table = m_table.name;
        row.window_start = m_windowStart ? *m_windowStart : timed ? hourOf(m_time) : Instant{};
        row.entity = entity.dump(-1, ' ', false, Json::error_handler_t::replace);
        row.members = m_kept.dump(-1, ' ', false, Json::error_handler_t::replace);
    }

    const ApiTable& m_table;
    ApiGeneration m_generation;
    std::optional<Instant> m_windowStart;
    ApiPage& m_page;
    std::set<std::string, std::less<>> m_known;
    Json m_kept;
    Instant m_time{};
};

/// Rows of one source. False: the array is not there although it should be, or is none.
bool readSource(const Json& body, const ApiSource& source, std::string_view rows_at, TableReader& reader)
{
    if (source.single) {
        if (body.is_object())
            reader.read({&body, nullptr, source.word});
        return body.is_object();
    }
    const Json* rows = atPath(&body, rows_at);
    if (!rows)
        return source.optional;
    if (rows->is_null())  // a server written in Go sends null for an empty array
        return true;
    if (!rows->is_array())
        return false;
    for (const Json& row : *rows) {
        if (source.inner.empty()) {
            reader.read({&row, &body, source.word});
            continue;
        }
        const Json* inner = memberOf(&row, source.inner);
        if (inner && inner->is_array())
            for (const Json& each : *inner)
                reader.read({&each, &row, source.word});
    }
    return true;
}

void readEnvelope(const Json& body, ApiPage& page)
{
    const Json* pagination = memberOf(&body, "pagination");
    if (const Json* cursor = memberOf(pagination, "next_cursor"); cursor && cursor->is_string())
        page.next_cursor = cursor->get<std::string>();
    if (const Json* pages = memberOf(pagination, "total_pages"))
        page.total_pages = wholeNumber(*pages).value_or(1);
    if (const Json* total = memberOf(pagination, "total_count"))
        page.total_count = wholeNumber(*total).value_or(0);
    if (const Json* at = atPath(&body, "meta/generated_at"); at && at->is_string())
        page.generated_at = parseInstant(at->get<std::string>());
}

}  // namespace

std::string_view wordOf(ApiGeneration generation)
{
    switch (generation) {
        case ApiGeneration::v1: return "v1";
        case ApiGeneration::legacy_v1: return "legacy-v1";
        case ApiGeneration::legacy: return "legacy";
    }
    return "";
}

Result<ApiPage> readApiPage(const ApiEndpoint& endpoint, ApiGeneration generation, std::string_view body,
                            std::optional<Instant> window_start)
{
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= kDeepest; };
    const Json json = Json::parse(body, shallow, false);
    if (json.is_discarded())
        return failure(Error::Code::malformed, fmt::format("{}: the answer is cut off, or no JSON", endpoint.name));
    ApiPage page;
    for (const ApiTable& table : apiTables()) {
        TableReader reader(table, generation, window_start, page);
        for (const ApiSource& source : table.sources) {
            if (source.endpoint != endpoint.name)
                continue;
            const std::string_view at = generation == ApiGeneration::v1 ? source.rows : endpoint.legacy_rows;
            if (!readSource(json, source, at, reader))
                return failure(
                    Error::Code::malformed,
                    fmt::format("{}: the answer is not of the form that is documented: {} is not {}", endpoint.name,
                                at.empty() ? "it" : fmt::format("'{}'", at), source.single ? "an object" : "an array"));
        }
    }
    readEnvelope(json, page);
    return page;
}

}  // namespace naap
