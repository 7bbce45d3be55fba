#include "core/reports/event_decoding.h"

#include <fmt/format.h>

#include "core/events/json_value.h"
#include "core/reports/event_fields.h"

namespace naap {
namespace {

class EventDecoder {
public:
    EventDecoder(std::string_view family, std::size_t most) : m_family(family), m_most(most) {}

    DecodedMember decode(const JsonValue& value, std::string name, std::string path)
    {
        ++m_count;
        DecodedMember node{.name = std::move(name), .path = std::move(path)};
        if (const EventField* field = eventField(m_family, node.path)) {
            node.unit = field->unit;
            node.meaning = field->meaning;
        }
        if (value.is_object())
            addMembers(value, node);
        else if (value.is_array())
            addElements(value, node);
        else
            setScalar(value, node);
        return node;
    }

    bool isCut() const { return m_cut; }

private:
    bool isFull()
    {
        m_cut = m_cut || m_count >= m_most;
        return m_cut;
    }

    void addMembers(const JsonValue& value, DecodedMember& node)
    {
        std::size_t members = 0;
        forEachMember(value, [&](std::string_view name, const JsonValue& member) {
            ++members;
            if (!isFull())
                node.members.push_back(decode(member, std::string(name), node.path + '.' + std::string(name)));
        });
        node.is_missing = members == 0;
        node.value = fmt::format("{{{}}}", members);
    }

    void addElements(const JsonValue& value, DecodedMember& node)
    {
        std::size_t elements = 0;
        forEachElement(value, [&](const JsonValue& element) {
            const std::string name = fmt::format("[{}]", elements++);
            if (!isFull())
                node.members.push_back(decode(element, name, node.path + name));
        });
        node.is_missing = elements == 0;
        node.value = fmt::format("[{}]", elements);
    }

    static void setScalar(const JsonValue& value, DecodedMember& node)
    {
        TextArena arena;
        node.value = value.is_null() ? "null" : std::string(asText(value, arena));
        node.is_missing = value.is_null() || node.value.empty();
    }

    std::string_view m_family;
    std::size_t m_most;
    std::size_t m_count = 0;
    bool m_cut = false;
};

void indent(std::string& out, int depth)
{
    out += '\n';
    out.append(static_cast<std::size_t>(depth) * 2, ' ');
}

void appendQuoted(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    out += '"';
}

void appendPretty(std::string& out, const JsonValue& value, int depth)
{
    const bool isObject = value.is_object();
    if (!isObject && !value.is_array()) {
        out += compactJson(value);
        return;
    }
    const std::size_t start = out.size();
    out += isObject ? '{' : '[';
    const auto next = [&] {
        if (out.size() > start + 1)
            out += ',';
        indent(out, depth + 1);
    };
    forEachMember(value, [&](std::string_view name, const JsonValue& member) {
        next();
        appendQuoted(out, name);
        out += ": ";
        appendPretty(out, member, depth + 1);
    });
    forEachElement(value, [&](const JsonValue& element) {
        next();
        appendPretty(out, element, depth + 1);
    });
    if (out.size() > start + 1)
        indent(out, depth);
    out += isObject ? '}' : ']';
}

}  // namespace

DecodedEvent decodeEvent(std::string_view family, std::string_view data, std::size_t most)
{
    DecodedEvent event;
    simdjson::dom::parser parser;
    JsonValue value;
    event.is_json = parser.parse(data.data(), data.size()).get(value) == simdjson::SUCCESS;
    if (!event.is_json) {
        event.pretty = data;
        event.data = {.name = "data", .path = "data", .value = std::string(data), .is_missing = data.empty()};
        return event;
    }
    EventDecoder decoder(family, most);
    event.data = decoder.decode(value, "data", "data");
    event.is_cut = decoder.isCut();
    appendPretty(event.pretty, value, 0);
    return event;
}

}  // namespace naap
