#pragma once

#include <string>
#include <string_view>

#include "core/reports/report_table.h"

namespace naap {

/// The text of a value as JSON, CSV and `--where` have it: times in RFC 3339, numbers in their shortest form, lists as
/// JSON. Null is blank.
std::string textOf(const Cell& cell);
/// The same, appended to `out`.
void appendText(std::string& out, const Cell& cell);

/// A JSON string, quoted and escaped. Bytes that are not UTF-8 become U+FFFD.
void appendJsonText(std::string& out, std::string_view text);

/// The shortest text that reads back to the same double; `null` for NaN and the infinities.
void appendNumber(std::string& out, double value);

}  // namespace naap
