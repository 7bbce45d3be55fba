#include "core/reports/field_census.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "core/events/json_value.h"

namespace naap {
namespace {

constexpr std::size_t kMostPaths = 20'000;
constexpr int kDeepest = 64;

enum JsonType : unsigned { kObject, kArray, kString, kNumber, kBoolean, kNull };
constexpr std::array<std::string_view, 6> kTypeNames{"object", "array", "string", "number", "boolean", "null"};

JsonType typeOf(const JsonValue& value)
{
    using simdjson::dom::element_type;
    switch (value.type()) {
        case element_type::OBJECT: return kObject;
        case element_type::ARRAY: return kArray;
        case element_type::STRING: return kString;
        case element_type::BOOL: return kBoolean;
        case element_type::NULL_VALUE: return kNull;
        default: return kNumber;
    }
}

bool isFilled(const JsonValue& value, JsonType type)
{
    switch (type) {
        case kObject: return value.get_object().value_unsafe().begin() != value.get_object().value_unsafe().end();
        case kArray: return value.get_array().value_unsafe().begin() != value.get_array().value_unsafe().end();
        case kString: return !value.get_string().value_unsafe().empty();
        case kNull: return false;
        case kNumber:
        case kBoolean: return true;
    }
    return true;
}

bool isPrivate(std::string_view member)
{
    return member == "params" || member == "last_params";
}

std::string typesText(unsigned types)
{
    std::string text;
    for (unsigned type = 0; type < kTypeNames.size(); ++type)
        if (types & (1U << type))
            text.append(text.empty() ? "" : "|").append(kTypeNames[type]);
    return text;
}

}  // namespace

struct FieldCensus::Path {
    std::string name;  ///< of the member; "[]" for the elements of a list
    std::vector<std::unique_ptr<Path>> below;
    std::unordered_map<std::string_view, Path*> byName;
    std::size_t next = 0;  ///< events of one family list their members in one order, so the next child is a good guess
    std::int64_t records = 0;
    std::int64_t filled = 0;
    std::int64_t last_record = 0;
    std::int64_t last_filled = 0;
    unsigned types = 0;
    Instant first_seen{};
    Instant last_seen{};

    void count(std::int64_t record, Instant event_ts, JsonType type, bool isFilledNow)
    {
        types |= 1U << type;
        if (last_record != record) {
            first_seen = records == 0 ? event_ts : std::min(first_seen, event_ts);
            last_seen = records == 0 ? event_ts : std::max(last_seen, event_ts);
            last_record = record;
            ++records;
        }
        if (isFilledNow && last_filled != record) {
            last_filled = record;
            ++filled;
        }
    }
};

struct FieldCensus::FamilyPaths {
    Path root;
    std::int64_t records = 0;
    std::size_t paths = 0;
    Instant event_ts{};

    /// Null when there are too many.
    Path* child(Path& parent, std::string_view name)
    {
        if (parent.next < parent.below.size() && parent.below[parent.next]->name == name)
            return parent.below[parent.next++].get();
        if (const auto known = parent.byName.find(name); known != parent.byName.end())
            return known->second;
        if (paths == kMostPaths)
            return nullptr;
        ++paths;
        Path& added = *parent.below.emplace_back(std::make_unique<Path>());
        added.name = name;
        parent.byName.emplace(added.name, &added);
        parent.next = parent.below.size();
        return &added;
    }

    void addValue(Path& parent, std::string_view name, const JsonValue& value, int depth)
    {
        Path* const path = child(parent, name);
        if (path == nullptr)
            return;
        const JsonType type = typeOf(value);
        path->count(records, event_ts, type, isFilled(value, type));
        if (depth == kDeepest || isPrivate(name))
            return;
        path->next = 0;
        if (type == kObject)
            forEachMember(
                value, [&](std::string_view key, const JsonValue& inner) { addValue(*path, key, inner, depth + 1); });
        else if (type == kArray)
            forEachElement(value, [&](const JsonValue& inner) {
                path->next = 0;
                addValue(*path, "[]", inner, depth + 1);
            });
    }

    void collect(const Path& path, const std::string& text, std::string_view event_type,
                 std::vector<FieldUse>& uses) const
    {
        uses.push_back({.event_type = std::string(event_type),
                        .path = text,
                        .family_records = records,
                        .records = path.records,
                        .filled_records = path.filled,
                        .first_seen = path.first_seen,
                        .last_seen = path.last_seen,
                        .example_type = typesText(path.types)});
        for (const auto& inner : path.below)
            collect(*inner, inner->name == "[]" ? text + "[]" : text + "." + inner->name, event_type, uses);
    }
};

FieldCensus::FieldCensus() = default;
FieldCensus::~FieldCensus() = default;

void FieldCensus::add(std::string_view event_type, Instant event_ts, std::string_view gateway, const JsonValue* data,
                      bool dataIsText)
{
    auto found = m_families.find(event_type);
    if (found == m_families.end())
        found = m_families.emplace(std::string(event_type), std::make_unique<FamilyPaths>()).first;
    FamilyPaths& family = *found->second;
    ++family.records;
    family.event_ts = event_ts;
    family.root.next = 0;
    if (Path* path = family.child(family.root, "gateway"))
        path->count(family.records, event_ts, kString, !gateway.empty());
    if (data != nullptr)
        family.addValue(family.root, "data", *data, 0);
    else if (Path* path = dataIsText ? family.child(family.root, "data") : nullptr)
        path->count(family.records, event_ts, kString, true);
}

std::vector<FieldUse> FieldCensus::uses() const
{
    std::vector<FieldUse> uses;
    for (const auto& [event_type, family] : m_families)
        for (const auto& path : family->root.below)
            family->collect(*path, path->name, event_type, uses);
    std::ranges::sort(uses, [](const FieldUse& a, const FieldUse& b) {
        return std::tie(a.event_type, a.path) < std::tie(b.event_type, b.path);
    });
    return uses;
}

}  // namespace naap
