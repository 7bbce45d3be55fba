#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/reports/fact_rows.h"
#include "core/reports/filter.h"

namespace naap {

/// A filter in the words of the report `sessions`, for sessions that are visited one by one.
class SessionTest {
public:
    SessionTest() = default;  ///< meets all
    /// Blank text meets all. Errors name the field that is nearest.
    static Result<SessionTest> of(const std::string& text);

    bool meets(const Session& session) const;
    /// The columns of sessions that the filter looks at, as they are stored.
    std::vector<std::string_view> columns() const;

private:
    Filter m_filter;
};

/// True if a text has nothing but blanks: no filter.
bool isBlank(const std::string& filter);

}  // namespace naap
