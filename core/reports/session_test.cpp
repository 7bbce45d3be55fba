#include "core/reports/session_test.h"

#include "core/reports/session_list.h"

namespace naap {
namespace {

const std::vector<Field>& sessionFields()
{
    static const std::vector<Field> kFields = fieldsOf(sessionColumns());
    return kFields;
}

/// One session as a table of one row, without copying either.
class OneSession : public ReportTable {
public:
    explicit OneSession(const Session& session) : m_session(session) {}
    std::span<const Field> fields() const override { return sessionFields(); }
    std::size_t rowCount() const override { return 1; }
    Cell cell(std::size_t, std::size_t field) const override { return sessionColumns()[field].get(m_session); }

private:
    const Session& m_session;
};

}  // namespace

Result<SessionTest> SessionTest::of(const std::string& text)
{
    SessionTest test;
    if (isBlank(text))
        return test;
    auto filter = parseFilter(text, sessionFields());
    if (!filter)
        return tl::unexpected(errorOf(filter.error(), text));
    test.m_filter = std::move(*filter);
    return test;
}

bool SessionTest::meets(const Session& session) const
{
    return m_filter.root.empty() || matches(m_filter, OneSession(session), 0);
}

std::vector<std::string_view> SessionTest::columns() const
{
    std::vector<std::string_view> columns;
    for (const std::size_t field : fieldsRead(m_filter))
        columns.push_back(storedColumnOf(sessionFields()[field].name));
    return columns;
}

bool isBlank(const std::string& filter)
{
    return filter.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace naap
