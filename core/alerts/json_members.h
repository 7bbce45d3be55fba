#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/alerts/rule.h"

namespace naap {

/// The problems found below one place of a rule file.
class ProblemList {
public:
    explicit ProblemList(std::vector<RuleProblem>& problems) : m_problems(problems) {}
    void add(std::string place, std::string reason) { m_problems.push_back({std::move(place), std::move(reason)}); }
    std::size_t size() const { return m_problems.size(); }

private:
    std::vector<RuleProblem>& m_problems;
};

/// Reads the members of one object and says what it does not understand. A member that is wrong counts as absent, and
/// is a problem.
class JsonMembers {
public:
    /// `json` outlives the reader. What is no object is a problem, and has no members.
    JsonMembers(const nlohmann::json& json, std::string place, ProblemList& problems);

    bool isObject() const { return m_isObject; }
    const std::string& place() const { return m_place; }
    std::string placeOf(std::string_view member) const;
    void complain(std::string_view member, std::string reason);

    /// The member, or null where there is none.
    const nlohmann::json* find(std::string_view member);
    std::optional<std::string> text(std::string_view member);
    /// Also a problem when it is missing or blank.
    std::string neededText(std::string_view member);
    bool flag(std::string_view member, bool otherwise);
    std::optional<double> number(std::string_view member);
    /// A whole number from `least` to `most`.
    std::int64_t whole(std::string_view member, std::int64_t otherwise, std::int64_t least, std::int64_t most);
    std::vector<std::string> texts(std::string_view member);
    /// The place of a member's text in `words`, or `otherwise`.
    std::size_t choice(std::string_view member, std::span<const std::string_view> words, std::size_t otherwise);

    /// Members that nobody asked for are problems.
    void refuseOthers();

private:
    const nlohmann::json& m_json;
    std::string m_place;
    ProblemList& m_problems;
    bool m_isObject = false;
    std::set<std::string, std::less<>> m_known;
};

/// The text as JSON; what is none is a problem.
std::optional<nlohmann::json> parsedJson(std::string_view text, ProblemList& problems);
/// True if the file is of a version that this program reads; else that is a problem.
bool readVersion(JsonMembers& members);
/// The list that a file is about; a problem and null when it is missing or no list.
const nlohmann::json* neededList(JsonMembers& members, std::string_view member);

/// One step of a JSON pointer.
std::string pointerStep(std::string_view name);
std::string joinedWords(std::span<const std::string_view> words);

}  // namespace naap
