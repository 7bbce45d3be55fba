#include "core/alerts/json_members.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/alerts/rule_reader.h"

namespace naap {

using nlohmann::json;

std::string pointerStep(std::string_view name)
{
    std::string step = "/";
    for (const char c : name) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

namespace {

/// `line 3, column 7: syntax error while parsing value …`, out of the library's sentence, and not at any length.
std::string reasonOf(const nlohmann::json::parse_error& error)
{
    constexpr std::string_view kBefore = "parse error at ";
    constexpr std::size_t kMost = 300;
    const std::string_view whole = error.what();
    const std::size_t at = whole.find(kBefore);
    return std::string(at == std::string_view::npos ? whole : whole.substr(at + kBefore.size())).substr(0, kMost);
}

}  // namespace

std::optional<nlohmann::json> parsedJson(std::string_view text, ProblemList& problems)
{
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        problems.add("", fmt::format("this is not JSON: {}", reasonOf(error)));
        return std::nullopt;
    }
}

bool readVersion(JsonMembers& members)
{
    const json* version = members.find("version");
    if (!members.isObject())
        return false;
    const bool isVersion = version && version->is_number_integer() && version->get<double>() >= 1;
    if (!isVersion)
        members.complain("version", version ? "expected a whole number from 1" : "is missing");
    else if (version->get<double>() > kRuleFileVersion)
        members.complain("version", fmt::format("this file is of version {}; this program reads up to version {}",
                                                version->dump(), kRuleFileVersion));
    return isVersion && version->get<double>() <= kRuleFileVersion;
}

const nlohmann::json* neededList(JsonMembers& members, std::string_view member)
{
    const nlohmann::json* list = members.find(member);
    if (list && list->is_array())
        return list;
    members.complain(member, list ? "expected a list" : "is missing");
    return nullptr;
}

std::string joinedWords(std::span<const std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty())
            text += word == words.back() ? " or " : ", ";
        text += word;
    }
    return text;
}

JsonMembers::JsonMembers(const json& value, std::string place, ProblemList& problems)
    : m_json(value), m_place(std::move(place)), m_problems(problems), m_isObject(value.is_object())
{
    if (!m_isObject)
        m_problems.add(m_place, "expected an object");
}

std::string JsonMembers::placeOf(std::string_view member) const
{
    return m_place + pointerStep(member);
}

void JsonMembers::complain(std::string_view member, std::string reason)
{
    m_problems.add(placeOf(member), std::move(reason));
}

const json* JsonMembers::find(std::string_view member)
{
    m_known.emplace(member);
    if (!m_isObject)
        return nullptr;
    const auto found = m_json.find(std::string(member));
    return found == m_json.end() ? nullptr : &*found;
}

std::optional<std::string> JsonMembers::text(std::string_view member)
{
    const json* value = find(member);
    if (!value)
        return std::nullopt;
    if (value->is_string())
        return value->get<std::string>();
    complain(member, "expected a text");
    return std::nullopt;
}

std::string JsonMembers::neededText(std::string_view member)
{
    const bool isThere = find(member) != nullptr;
    auto value = text(member);
    if (!isThere)
        complain(member, "is missing");
    else if (value && value->empty())
        complain(member, "is blank");
    return value.value_or("");
}

bool JsonMembers::flag(std::string_view member, bool otherwise)
{
    const json* value = find(member);
    if (!value)
        return otherwise;
    if (value->is_boolean())
        return value->get<bool>();
    complain(member, "expected true or false");
    return otherwise;
}

std::optional<double> JsonMembers::number(std::string_view member)
{
    const json* value = find(member);
    if (!value)
        return std::nullopt;
    if (value->is_number() && std::isfinite(value->get<double>()))
        return value->get<double>();
    complain(member, "expected a number");
    return std::nullopt;
}

std::int64_t JsonMembers::whole(std::string_view member, std::int64_t otherwise, std::int64_t least, std::int64_t most)
{
    const json* value = find(member);
    if (!value)
        return otherwise;
    const bool fits = value->is_number_integer() && value->get<double>() >= static_cast<double>(least) &&
                      value->get<double>() <= static_cast<double>(most);
    if (fits)
        return value->get<std::int64_t>();
    complain(member, fmt::format("expected a whole number from {} to {}", least, most));
    return otherwise;
}

std::vector<std::string> JsonMembers::texts(std::string_view member)
{
    std::vector<std::string> result;
    const json* value = find(member);
    if (!value)
        return result;
    const auto isText = [](const json& each) { return each.is_string(); };
    if (!value->is_array() || !std::ranges::all_of(*value, isText)) {
        complain(member, "expected a list of texts");
        return result;
    }
    for (const json& each : *value)
        result.push_back(each.get<std::string>());
    return result;
}

std::size_t JsonMembers::choice(std::string_view member, std::span<const std::string_view> words, std::size_t otherwise)
{
    const auto value = text(member);
    if (!value)
        return otherwise;
    const auto found = std::ranges::find(words, *value);
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    complain(member, fmt::format("'{}' is none of {}", *value, joinedWords(words)));
    return otherwise;
}

void JsonMembers::refuseOthers()
{
    if (!m_isObject)
        return;
    for (const auto& [name, value] : m_json.items())
        if (!m_known.contains(name))
            complain(name, "there is no such member");
}

}  // namespace naap
