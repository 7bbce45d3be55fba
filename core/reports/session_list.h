#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "core/facts/session.h"
#include "core/reports/report.h"

namespace naap {

/// The column of the table `session` that a field of the report `sessions` is read from. Booleans are true where it is
/// not 0.
std::string_view storedColumnOf(std::string_view field);

/// The rows of the report `sessions`: all of the query is heeded. Only the fields that conditions, filter and order
/// need are read of all sessions; whole ones are read of those wanted. With query.fields, and neither order nor limit,
/// the answer has these fields alone: little memory, and rows in no order that means anything.
std::unique_ptr<ReportTable> sessionList(Cache& cache, const ReportQuery& query);

}  // namespace naap
