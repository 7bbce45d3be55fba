#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/events/wei.h"
#include "core/reports/filter.h"
#include "core/reports/report.h"

namespace naap {

/// The `where`, filter, sort and limit of a query, checked against a report's fields and ready to be applied.
class RowChoice {
public:
    /// Usage errors name the nearest field, or say what a field can be compared with.
    static Result<RowChoice> of(const ReportInfo& report, const ReportQuery& query);

    /// The rows that meet all conditions, in the order wanted, as many as wanted. Rows that are equal in the field
    /// sorted by keep the report's order.
    std::unique_ptr<ReportTable> apply(std::unique_ptr<ReportTable> table) const;

    /// True if a row meets the conditions and the filter.
    bool meets(const ReportTable& table, std::size_t row) const;

    /// The fields that conditions, filter and order look at, by their place in the report.
    std::vector<std::size_t> fieldsRead() const;
    const std::optional<std::size_t>& sortField() const { return m_sortField; }
    const std::optional<std::int64_t>& limit() const { return m_limit; }
    /// True if a row with the one value in the field sorted by comes before a row with the other.
    bool isBefore(const Cell& a, const Cell& b) const;

    /// The one text that a field has in every row that is chosen; nothing where rows may differ in it.
    std::optional<std::string> onlyTextOf(std::size_t field) const;

private:
    struct Test {
        std::size_t field = 0;
        FieldType type = FieldType::text;
        Condition::Operator op = Condition::Operator::equal;
        bool is_null = false;  ///< KEY=null, KEY!=null
        std::string text;
        std::optional<double> number;
        std::optional<Int128> whole;
        std::optional<Instant> instant;
    };

    static Result<Test> testOf(const ReportInfo& report, const Condition& condition);
    static bool isEqual(const Test& test, const Cell& cell);
    static std::optional<int> compare(const Test& test, const Cell& cell);
    static bool meets(const Test& test, const Cell& cell);
    void sortRows(const ReportTable& table, std::vector<std::size_t>& rows) const;

    std::vector<Test> m_tests;
    Filter m_filter;
    std::optional<std::size_t> m_sortField;
    FieldType m_sortType = FieldType::text;
    bool m_descending = false;
    std::optional<std::int64_t> m_limit;
};

}  // namespace naap
