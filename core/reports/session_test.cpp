#include "core/reports/session_test.h"

#include <algorithm>

#include "core/reports/session_list.h"

namespace naap {
namespace {

/// One session as a table of one row, without copying either.
class OneSession : public ReportTable {
public:
    OneSession(const Session& session, SessionRegions& regions) : m_session(session), m_regions(regions) {}
    std::span<const Field> fields() const override { return sessionFields(); }
    std::size_t rowCount() const override { return 1; }
    Cell cell(std::size_t, std::size_t field) const override { return sessionCell(m_session, field, m_regions); }

private:
    const Session& m_session;
    SessionRegions& m_regions;
};

}  // namespace

Result<SessionTest> SessionTest::of(Cache& cache, const std::string& text)
{
    SessionTest test;
    if (isBlank(text))
        return test;
    auto filter = parseFilter(text, sessionFields());
    if (!filter)
        return tl::unexpected(errorOf(filter.error(), text));
    test.m_filter = std::move(*filter);
    test.m_regions = std::make_shared<SessionRegions>(cache);
    return test;
}

bool SessionTest::meets(const Session& session) const
{
    return m_filter.root.empty() || matches(m_filter, OneSession(session, *m_regions), 0);
}

std::vector<std::string_view> SessionTest::columns() const
{
    std::vector<std::string_view> columns;
    for (const std::size_t field : fieldsRead(m_filter)) {
        if (isSessionRegion(field))
            columns.insert(columns.end(), SessionRegions::kNeeds.begin(), SessionRegions::kNeeds.end());
        else
            columns.push_back(storedColumnOf(sessionFields()[field].name));
    }
    return columns;
}

bool SessionTest::readsRegions() const
{
    return std::ranges::any_of(fieldsRead(m_filter), isSessionRegion);
}

bool isBlank(const std::string& filter)
{
    return filter.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace naap
