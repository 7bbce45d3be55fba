#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/events/instant.h"

namespace naap {

// What a public API says. These are its figures, not ours: they are kept, shown and compared beside what is computed
// from events, and never added to it.

/// One row, under the name of the report that shows it.
struct ApiRow {
    std::string table;
    Instant window_start{};  ///< the hour it speaks of; of a table without hours, the hour it was fetched in
    std::string entity;      ///< what it speaks of: its key members as a JSON array
    std::string members;     ///< a JSON object under our names; what the API does not know is null
};

/// Everything that one question came to: an endpoint's rows of one hour, or its rows of now.
struct ApiWindow {
    std::string server;    ///< base URL
    std::string endpoint;  ///< `streaming/sla`
    Instant window_start{};
    Instant fetched_at{};
    std::optional<Instant> generated_at;  ///< the server's time of the answer, where it says so
    std::string generation;               ///< `v1`, `legacy-v1` or `legacy`: whose names and formulas these are
    bool replaces_all = false;            ///< the endpoint knows only now: what it said before is dropped
    bool paged = false;                   ///< it came in several pages, between which rows may be lost
    std::string etag;
    std::string last_modified;
    std::vector<ApiRow> rows;
    std::map<std::string, std::int64_t> problems;  ///< what could not be read as documented, and how often
};

/// What is kept of a window beside its rows.
struct ApiWindowState {
    std::string server;
    std::string endpoint;
    Instant window_start{};
    Instant fetched_at{};
    std::optional<Instant> generated_at;
    std::string generation;
    bool paged = false;
    std::string etag;
    std::string last_modified;
    std::int64_t rows = 0;
};

/// A row as it is kept, with what is known of its window.
struct KeptApiRow {
    ApiRow row;
    std::string server;
    Instant fetched_at{};
    std::string generation;
    bool paged = false;
};

/// A problem as it is kept.
struct KeptApiProblem {
    std::string server;
    std::string endpoint;
    Instant window_start{};
    std::string reason;
    std::int64_t rows = 0;
};

}  // namespace naap
