#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace naap {

// Conditions on the members of an event, whatever its family:
//
//   data.state = ONLINE and data.inference_status.fps < 12
//
//   conditions joined by `and`; each is PATH, or PATH OP VALUE
//   PATH    = data.member.member; [] any element of a list, [0] the first, * any member; a list in the middle of a path
//             stands for its elements. What does not begin with `data` is looked for in `data`. Members with signs of
//             their own: data."a.b"
//   OP      = = != < <= > >=   ~ (has this part, whatever the case)   or PATH exists, PATH is missing
//   VALUE   = a word, a number, or "text" with \" and \\ in it
//
// A path alone is true where it exists and is neither null, false, 0 nor blank. Numbers and texts that hold a number
// compare by size. With several elements one that fits is enough; `!=` needs a member that is there and differs.

/// Where a text stops being a condition, and why.
struct JsonPathError {
    std::string message;     ///< a clause: "expected a value"
    std::size_t offset = 0;  ///< bytes from the start
};

/// One step of a path.
struct JsonStep {
    enum class Kind { member, any_member, element, any_element };
    Kind kind = Kind::member;
    std::string name = {};
    std::size_t index = 0;
    bool operator==(const JsonStep&) const = default;
};

struct JsonTest {
    enum class Op { holds, exists, missing, equal, not_equal, less, at_most, more, at_least, contains };
    std::vector<JsonStep> path;  ///< below `data`
    Op op = Op::holds;
    std::string value;
};

/// Tests payloads against conditions. Keeps its parser from one payload to the next; for one thread.
class JsonCondition {
public:
    static tl::expected<JsonCondition, JsonPathError> of(std::string_view text);
    ~JsonCondition();
    JsonCondition(JsonCondition&&) noexcept;
    JsonCondition& operator=(JsonCondition&&) noexcept;

    /// `data` is an event's data as JSON; what is no JSON meets only `is missing`.
    bool holds(std::string_view data) const;
    const std::vector<JsonTest>& tests() const { return m_tests; }

private:
    JsonCondition();
    struct Parser;
    std::vector<JsonTest> m_tests;
    std::unique_ptr<Parser> m_parser;
};

}  // namespace naap
