#include "core/reports/row_choice.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "core/reports/cell_values.h"
#include "core/reports/nearest.h"

namespace naap {
namespace {

/// Some rows of another table.
class ChosenRows : public ReportTable {
public:
    ChosenRows(std::unique_ptr<ReportTable> table, std::vector<std::size_t> rows)
        : m_table(std::move(table)), m_rows(std::move(rows))
    {
    }
    std::span<const Field> fields() const override { return m_table->fields(); }
    std::size_t rowCount() const override { return m_rows.size(); }
    Cell cell(std::size_t row, std::size_t field) const override { return m_table->cell(m_rows[row], field); }

private:
    std::unique_ptr<ReportTable> m_table;
    std::vector<std::size_t> m_rows;
};

Result<std::size_t> fieldIndex(const ReportInfo& report, std::string_view name)
{
    const auto found = std::ranges::find(report.fields, name, &Field::name);
    if (found != report.fields.end())
        return static_cast<std::size_t>(found - report.fields.begin());
    std::vector<std::string_view> names;
    names.reserve(report.fields.size());
    for (const Field& field : report.fields)
        names.push_back(field.name);
    return failure(
        Error::Code::usage,
        fmt::format("the report {} has no field `{}`; the nearest is `{}` (`naap-lens query {} --fields` lists "
                    "all)",
                    report.name, name, nearestWord(name, names), report.name));
}

/// Ascending, nulls first; money by its amount, not its text.
int compareCells(FieldType type, const Cell& a, const Cell& b)
{
    if (isNumeric(type)) {
        const auto x = numberIn(a);
        const auto y = numberIn(b);
        return x && y ? compareNumbers(*x, *y) : signOf(x.has_value(), y.has_value());
    }
    return signOf(a, b);
}

}  // namespace

Result<RowChoice> RowChoice::of(const ReportInfo& report, const ReportQuery& query)
{
    RowChoice choice;
    for (const Condition& condition : query.where) {
        auto test = testOf(report, condition);
        if (!test)
            return tl::unexpected(test.error());
        choice.m_tests.push_back(std::move(*test));
    }
    auto filter = parseFilter(query.filter, report.fields);
    if (!filter)
        return failure(Error::Code::usage, "filter, " + errorOf(filter.error(), query.filter).message);
    choice.m_filter = std::move(*filter);
    if (query.sort) {
        const auto field = fieldIndex(report, query.sort->field);
        if (!field)
            return tl::unexpected(field.error());
        choice.m_sortField = *field;
        choice.m_sortType = report.fields[*field].type;
        choice.m_descending = query.sort->descending;
    }
    if (query.limit && *query.limit < 0)
        return failure(Error::Code::usage, fmt::format("a limit of {} rows is none; give 0 or more", *query.limit));
    choice.m_limit = query.limit;
    return choice;
}

Result<RowChoice::Test> RowChoice::testOf(const ReportInfo& report, const Condition& condition)
{
    const auto index = fieldIndex(report, condition.field);
    if (!index)
        return tl::unexpected(index.error());
    const Field& field = report.fields[*index];
    const bool ordered = condition.op == Condition::Operator::at_least || condition.op == Condition::Operator::at_most;
    Test test{.field = *index,
              .type = field.type,
              .op = condition.op,
              .is_null = condition.value == "null" && !ordered,
              .text = condition.value,
              .number = {},
              .whole = {},
              .instant = {}};
    if (test.is_null)
        return test;
    if (isTimed(field.type)) {
        test.instant = instantFrom(condition.value);
        if (!test.instant)
            return failure(Error::Code::usage,
                           fmt::format("`{}` is no time; {} is compared with times such as 2026-01-08T21:00:00Z",
                                       condition.value, field.name));
    } else if (isNumeric(field.type)) {
        test.number = numberFrom(condition.value);
        test.whole = parseWei(condition.value);
        if (!test.number)
            return failure(Error::Code::usage,
                           fmt::format("`{}` is no number, and {} holds numbers", condition.value, field.name));
    } else if (ordered) {
        return failure(Error::Code::usage,
                       fmt::format("{} holds neither numbers nor times: only = and != compare it", field.name));
    } else if (field.type == FieldType::boolean && condition.value != "true" && condition.value != "false") {
        return failure(Error::Code::usage, fmt::format("{} is true or false, not `{}`", field.name, condition.value));
    }
    return test;
}

std::optional<int> RowChoice::compare(const Test& test, const Cell& cell)
{
    if (test.instant) {
        const auto instant = instantIn(cell);
        return instant ? std::optional(signOf(*instant, *test.instant)) : std::nullopt;
    }
    const auto number = numberIn(cell);
    return number ? std::optional(compareNumbers(*number, {test.whole, *test.number})) : std::nullopt;
}

bool RowChoice::isEqual(const Test& test, const Cell& cell)
{
    if (std::holds_alternative<std::monostate>(cell))
        return test.is_null;
    if (test.is_null)
        return false;
    if (test.instant || test.number)
        return compare(test, cell) == 0;
    if (const auto* text = std::get_if<std::string>(&cell))
        return *text == test.text;
    if (const auto* list = std::get_if<std::vector<std::string>>(&cell))
        return std::ranges::find(*list, test.text) != list->end();
    return textOf(cell) == test.text;
}

bool RowChoice::meets(const Test& test, const Cell& cell)
{
    switch (test.op) {
        case Condition::Operator::equal: return isEqual(test, cell);
        case Condition::Operator::not_equal: return !isEqual(test, cell);
        case Condition::Operator::at_least: return compare(test, cell).value_or(-1) >= 0;
        case Condition::Operator::at_most: return compare(test, cell).value_or(1) <= 0;
    }
    return false;
}

bool RowChoice::meets(const ReportTable& table, std::size_t row) const
{
    const auto meetsTest = [&](const Test& test) { return meets(test, table.cell(row, test.field)); };
    return std::ranges::all_of(m_tests, meetsTest) && matches(m_filter, table, row);
}

std::vector<std::size_t> RowChoice::fieldsRead() const
{
    std::vector<std::size_t> fields = naap::fieldsRead(m_filter);
    for (const Test& test : m_tests)
        fields.push_back(test.field);
    if (m_sortField)
        fields.push_back(*m_sortField);
    std::ranges::sort(fields);
    const auto twice = std::ranges::unique(fields);
    fields.erase(twice.begin(), twice.end());
    return fields;
}

bool RowChoice::isBefore(const Cell& a, const Cell& b) const
{
    const int order = compareCells(m_sortType, a, b);
    return m_descending ? order > 0 : order < 0;
}

std::optional<std::string> RowChoice::onlyTextOf(std::size_t field) const
{
    for (const Test& test : m_tests)
        if (test.field == field && test.op == Condition::Operator::equal && !test.is_null &&
            test.type == FieldType::text)
            return test.text;
    if (m_filter.root.empty())
        return std::nullopt;
    const FilterNode& root = m_filter.root[0];
    const std::span<const FilterNode> nodes =
        root.kind == FilterNode::Kind::all ? std::span(root.parts) : std::span(&root, 1);
    for (const FilterNode& node : nodes)
        if (node.kind == FilterNode::Kind::test && node.test.field == field && node.test.op == FilterOp::equal &&
            node.test.type == FieldType::text)
            return std::get<std::string>(node.test.values[0]);
    return std::nullopt;
}

void RowChoice::sortRows(const ReportTable& table, std::vector<std::size_t>& rows) const
{
    std::vector<std::pair<Cell, std::size_t>> keyed;
    keyed.reserve(rows.size());
    for (const std::size_t row : rows)
        keyed.emplace_back(table.cell(row, *m_sortField), row);
    const auto before = [this](const auto& a, const auto& b) { return isBefore(a.first, b.first); };
    const auto after = [&](const auto& a, const auto& b) { return before(b, a); };
    // Reports come in the order of time, and people look at the latest first.
    if (std::is_sorted(keyed.begin(), keyed.end(), after)) {
        std::ranges::reverse(keyed);
        for (auto run = keyed.begin(); run != keyed.end();) {
            const auto end = std::find_if(run, keyed.end(), [&](const auto& each) { return before(*run, each); });
            std::reverse(std::exchange(run, end), end);
        }
    } else {
        std::stable_sort(keyed.begin(), keyed.end(), before);
    }
    std::ranges::transform(keyed, rows.begin(), [](const auto& entry) { return entry.second; });
}

std::unique_ptr<ReportTable> RowChoice::apply(std::unique_ptr<ReportTable> table) const
{
    const std::size_t most = m_limit ? static_cast<std::size_t>(*m_limit) : table->rowCount();
    if (m_tests.empty() && m_filter.root.empty() && !m_sortField && most >= table->rowCount())
        return table;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table->rowCount(); ++row) {
        if (!m_sortField && rows.size() >= most)
            break;
        if (meets(*table, row))
            rows.push_back(row);
    }
    if (m_sortField)
        sortRows(*table, rows);
    if (rows.size() > most)
        rows.resize(most);
    return std::make_unique<ChosenRows>(std::move(table), std::move(rows));
}

}  // namespace naap
