#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/filter.h"
#include "core/reports/session_regions.h"

namespace naap {

/// A filter in the words of the report `sessions`, for sessions that are visited one by one.
class SessionTest {
public:
    SessionTest() = default;  ///< meets all
    /// Blank text meets all. Errors name the field that is nearest. Regions are looked up in the cache, which outlives
    /// the test.
    static Result<SessionTest> of(Cache& cache, const std::string& text);

    bool meets(const Session& session) const;
    /// The columns of sessions that the filter looks at, as they are stored.
    std::vector<std::string_view> columns() const;
    /// True if the filter looks at where sessions come from or are served.
    bool readsRegions() const;

private:
    Filter m_filter;
    std::shared_ptr<SessionRegions> m_regions;  ///< null: meets all
};

/// True if a text has nothing but blanks: no filter.
bool isBlank(const std::string& filter);

}  // namespace naap
