#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/reports/report.h"

namespace naap {

enum class Format : std::uint8_t {
    table,   ///< aligned text for people: units in the header, dashes for null
    json,    ///< one array of objects
    ndjson,  ///< one object a line
    csv,     ///< a header line and rows as RFC 4180 has them; lists as JSON text
};

/// `table`, `json`, `ndjson` or `csv`.
std::optional<Format> formatOf(std::string_view name);

struct FormatOptions {
    Format format = Format::table;
    std::size_t width = 0;  ///< columns of the terminal; 0: no limit. Only tables care
    bool colour = false;    ///< tables: bold header, dim nulls
};

/// Takes text as it is made, in pieces of some 64 kB. Returns false to stop (nobody reads any more).
using TextSink = std::function<bool(std::string_view)>;

/// Writes all rows. False when the sink wanted no more.
///
/// The same rows give the same bytes. In JSON, numbers are the shortest text that reads back to the same double, whole
/// values without a fraction; what is no number at all (NaN) is null. In CSV null is an empty cell and blank text a
/// quoted one. A table wider than the terminal has its long ids shortened in the middle, and then is cut into strips of
/// columns one below the other, each with the number of the row.
bool writeReport(const ReportTable& table, const FormatOptions& options, const TextSink& sink);

/// One row as a JSON object.
void appendJsonRow(std::string& out, const ReportTable& table, std::size_t row);

}  // namespace naap
