#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/reports/format.h"
#include "core/reports/report.h"
#include "tests/support/telling.h"
#include "tests/support/test_cache.h"

/// Words for tests that read a report the way a script does: as JSON rows.
namespace naap::telling {

/// A cache in which these events of org `cloudspe` have been imported and resolved.
struct Told : TestCache {
    explicit Told(const std::vector<Envelope>& events)
    {
        importText(fileOf(events, Form::wrapper));
        resolve();
    }

    /// All rows of a report.
    Json rows(std::string_view report, const ReportQuery& query = {})
    {
        auto table = runReport(cache(), report, query);
        if (!table)
            throw std::runtime_error(table.error().message);
        std::string text;
        writeReport(**table, {.format = Format::json}, [&](std::string_view part) {
            text += part;
            return true;
        });
        return Json::parse(text);
    }

    /// One line a row with the fields named, as JSON values with a blank between: `"0xa" 3 null`.
    std::string lines(std::string_view report, std::initializer_list<const char*> fields, const ReportQuery& query = {})
    {
        std::string text;
        for (const Json& row : rows(report, query)) {
            for (const char* name : fields) {
                if (name != *fields.begin())
                    text += ' ';
                text += row.at(name).dump();
            }
            text += '\n';
        }
        return text;
    }
};

/// A range of instants, each written as for at(); blank: open.
inline ReportQuery between(std::string_view from, std::string_view to)
{
    ReportQuery query;
    if (!from.empty())
        query.from = at(from);
    if (!to.empty())
        query.to = at(to);
    return query;
}

}  // namespace naap::telling
