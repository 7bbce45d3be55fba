#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/events/instant.h"

namespace naap {

// The public API by description: which endpoints there are, and which tables their answers fill. Reading, storing and
// reporting all follow these lists; docs/public-api.md tells them to people.

/// What an endpoint knows about time.
enum class ApiTime : std::uint8_t {
    latest,  ///< only now
    hours,   ///< `start` and `end`, one answer
    pages,   ///< `start` and `end`, in pages with a cursor
};

struct ApiEndpoint {
    std::string_view name;  ///< path behind `/v1/`, and what errors and reports call it
    ApiTime time = ApiTime::latest;
    milliseconds cadence{};             ///< between two polls
    std::string_view parameters;        ///< of a poll of now: `window=24h`
    std::string_view legacy_name;       ///< what the older generation served instead; blank: nothing
    std::string_view legacy_rows;       ///< the member of its answers that holds the rows
    std::chrono::hours legacy_reach{};  ///< how far back it answers
};

enum class ApiType : std::uint8_t { text, integer, real, boolean, instant, list };

/// When a value means that nothing is known, because the server cannot send null.
enum class ApiUnknown : std::uint8_t {
    never,
    zero,          ///< 0, which cannot be told from a true 0
    no_requested,  ///< no session was requested
    no_known,      ///< no session is known
    no_jobs,       ///< there were no jobs
    blank,         ///< blank text
};

struct ApiMember {
    std::string_view name;  ///< our name: a field of the report
    ApiType type = ApiType::text;
    std::string_view unit;
    std::string_view meaning;
    /// Where it stands in the row: `a/b`; `x|y`: the first that is there; `../x`: in the object around; `=`: the word
    /// of the source. Blank: under its own name.
    std::string_view path;
    ApiUnknown unknown = ApiUnknown::never;
    bool is_key = false;
    bool is_time = false;   ///< the hour asked for holds it
    bool optional = false;  ///< may be absent
};

/// Rows of a table inside an endpoint's answer.
struct ApiSource {
    std::string_view endpoint;
    std::string_view rows;   ///< member that is the array; blank: the answer itself
    std::string_view inner;  ///< rows are the elements of this array inside each of those
    std::string_view word;   ///< value of the member with the path `=`
    bool optional = false;   ///< the array may be absent
    bool single = false;     ///< the object itself is the one row
};

struct ApiTable {
    std::string_view name;  ///< of the report: `api-sla`
    std::string_view summary;
    std::vector<ApiSource> sources;
    std::vector<ApiMember> members;  ///< keys first
};

const std::vector<ApiEndpoint>& apiEndpoints();
const std::vector<ApiTable>& apiTables();
const ApiEndpoint* findApiEndpoint(std::string_view name);
const ApiTable* findApiTable(std::string_view name);

}  // namespace naap
