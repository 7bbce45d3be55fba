#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/facts/api_figures.h"
#include "core/feed/public_api_tables.h"
#include "core/result.h"

namespace naap {

/// Which of its generations a server speaks.
enum class ApiGeneration : std::uint8_t {
    v1,         ///< `/v1/streaming/sla` and so on
    legacy_v1,  ///< `/v1/sla/compliance` and so on
    legacy,     ///< `/sla/compliance`
};
std::string_view wordOf(ApiGeneration generation);

/// What one body of an answer holds.
struct ApiPage {
    bool unchanged = false;  ///< the server says that nothing has changed, and nothing more
    std::vector<ApiRow> rows;
    std::map<std::string, std::int64_t> problems;  ///< reason -> rows or members
    std::string next_cursor;                       ///< blank on the last page
    std::int64_t total_pages = 1;                  ///< older generations number their pages
    std::int64_t total_count = 0;
    std::optional<Instant> generated_at;
};

/// Reads an answer. `window_start` is the hour that was asked for; rows of other hours are counted as problems and left
/// out. Nothing: rows say their hour themselves (older generations).
/// A row whose key cannot be read is left out and counted; another member that cannot be read is null and counted; so
/// are members that the documentation does not know. What it calls unknown is null and named in `unknown_zeros`.
/// Error (`malformed`): no JSON, or not of the form that the endpoint is documented to have.
Result<ApiPage> readApiPage(const ApiEndpoint& endpoint, ApiGeneration generation, std::string_view body,
                            std::optional<Instant> window_start);

}  // namespace naap
