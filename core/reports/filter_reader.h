#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/filter.h"
#include "core/reports/filter_words.h"

namespace naap {

/// Reads a filter, by recursive descent. Remembers what it would have taken next, which is what completion offers.
class FilterReader {
public:
    FilterReader(std::string_view text, std::span<const Field> fields);

    tl::expected<Filter, FilterError> read();

    struct Wanted {
        FilterCompletion::Kind kind = FilterCompletion::Kind::nothing;
        std::string field;
        std::vector<std::string> words;
    };
    /// What could stand behind the last word, once read() is done. Nothing when the text is wrong before its end.
    Wanted wantedAtEnd() const;

private:
    using Kind = FilterCompletion::Kind;

    std::optional<FilterNode> anyOf();
    std::optional<FilterNode> allOf();
    std::optional<FilterNode> term();
    std::optional<FilterNode> parenthesised();
    std::optional<FilterNode> condition();
    std::optional<FilterOp> operation(const Field& field);
    std::optional<FilterOp> spelledOperation(const Field& field);
    bool readValues(FilterTest& test, const Field& field);
    bool readList(FilterTest& test, const Field& field);
    bool readValue(FilterTest& test, const Field& field);
    bool readPattern(FilterTest& test, const Field& field);

    bool atEnd() const { return m_at >= m_words.size(); }
    bool takesSign(std::string_view sign);
    bool takesKeyword(std::string_view keyword);
    void want(Kind kind, std::vector<std::string> words);
    void wantConnective();
    void fail(std::string message, std::size_t offset, std::size_t length);
    /// "expected `what`", at the next word or the end.
    void failExpecting(std::string_view what);

    std::string_view m_text;
    std::span<const Field> m_fields;
    std::vector<FilterWord> m_words;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::size_t m_openParentheses = 0;
    std::string m_field;                     ///< of the condition being read
    std::optional<std::size_t> m_bareField;  ///< place behind a boolean that stood alone: an operator may still follow
    Wanted m_wanted;
    bool m_failedAtEnd = false;
    std::optional<FilterError> m_error;
};

/// The operators that a type knows, as they are spelled.
std::vector<std::string> operatorsOf(FieldType type);

/// The operator as the canonical text spells it; blank for `is_true`.
std::string_view spelling(FilterOp op);

}  // namespace naap
