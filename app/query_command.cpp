#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/reports/filter.h"
#include "core/reports/format.h"
#include "core/reports/report.h"
#include "core/store/accounting_store.h"
#include "core/store/dirty_store.h"

namespace naap {
namespace {

std::vector<std::string> reportNames()
{
    std::vector<std::string> names;
    for (const ReportInfo& report : allReports())
        names.emplace_back(report.name);
    return names;
}

const std::vector<Column<ReportInfo>>& listColumns()
{
    static const std::vector<Column<ReportInfo>> kColumns{
        {{.name = "report", .is_key = true}, [](const ReportInfo& report) { return Cell(std::string(report.name)); }},
        {{.name = "summary"}, [](const ReportInfo& report) { return Cell(std::string(report.summary)); }},
    };
    return kColumns;
}

std::string_view typeName(FieldType type)
{
    switch (type) {
        case FieldType::text: return "text";
        case FieldType::boolean: return "boolean";
        case FieldType::integer: return "integer";
        case FieldType::real: return "number";
        case FieldType::instant: return "time";
        case FieldType::date: return "date";
        case FieldType::wei: return "wei";
        case FieldType::list: return "list";
    }
    return "";
}

const std::vector<Column<Field>>& fieldColumns()
{
    static const std::vector<Column<Field>> kColumns{
        {{.name = "field", .is_key = true}, [](const Field& field) { return Cell(std::string(field.name)); }},
        {{.name = "type"}, [](const Field& field) { return Cell(std::string(typeName(field.type))); }},
        {{.name = "unit"},
         [](const Field& field) { return field.unit.empty() ? Cell() : Cell(std::string(field.unit)); }},
        {{.name = "key", .type = FieldType::boolean}, [](const Field& field) { return Cell(field.is_key); }},
        {{.name = "selects_time", .type = FieldType::boolean}, [](const Field& field) { return Cell(field.is_time); }},
        {{.name = "meaning"}, [](const Field& field) { return Cell(std::string(field.meaning)); }},
    };
    return kColumns;
}

class QueryCommand : public Command {
public:
    std::string_view name() const override { return "query"; }
    std::string_view summary() const override { return "Print a report; without its name, list all reports"; }
    std::string_view usage() const override { return "[REPORT] [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "--from and --to select rows by the report's time field; --last counts back from the newest event in "
               "the "
               "cache, or with --now from the clock. A condition compares text exactly and numbers and times by size; "
               "given several times, all must hold. Quote those with > or <.\n\n"
               "--filter takes what the window's filter bar takes: conditions joined by and, or, not and parentheses. "
               "A "
               "condition is FIELD = VALUE, or has !=, <, <=, >, >=, ~ (contains), matches (a pattern), in (...), "
               "between ... and ..., is missing, is not missing; a boolean field stands alone. Text goes in quotes, "
               "times and "
               "numbers may carry a unit (2026-08-03T14:00Z, 1.5s). What is missing meets nothing but `is "
               "missing`.\n\n"
               "Examples:\n"
               "  naap-lens query                                  list the reports\n"
               "  naap-lens query sla --fields                     what its fields mean\n"
               "  naap-lens query leaderboard --last 7d\n"
               "  naap-lens query sla --where 'sla_score<=80' --sort sla_score --limit 10\n"
               "  naap-lens query sessions --where playable=false --where gateway=gw-1 --format csv\n"
               "  naap-lens query sessions --filter 'startup_latency_ms > 2s or not playable'\n"
               "  naap-lens query sla --filter 'pipeline_id ~ \"video\" and sla_score between 50 and 80'\n"
               "  naap-lens query regions --grain day --last 7d\n"
               "  naap-lens query events --payload --format ndjson --last 10m\n";
    }

    void declare(Syntax& syntax) override
    {
        const Option report = syntax.text("REPORT", m_report, "REPORT", "the report");
        syntax.setChoices(report, reportNames());
        m_range.declare(syntax, "rows");
        syntax.value("--last", m_last, parseSpan, "SPAN", "rows of the last 90m, 24h, 7d or 2w")
            .excludes("--from")
            .excludes("--to");
        syntax.flag("--now", m_now, "'now' is the clock, not the newest event");
        syntax.value("--where", m_query.where, parseCondition, "KEY=VALUE",
                     "rows whose field is so: KEY=VALUE, KEY!=VALUE, 'KEY>=N', 'KEY<=N', KEY=null");
        syntax.text("--filter", m_query.filter, "TEXT",
                    "rows that meet this: 'playable and swap_count > 2 and gateway in (\"gw-1\", \"gw-2\")'");
        syntax.value("--sort", m_query.sort, parseSort, "FIELD[:desc]", "order by this field, not by the key");
        syntax.value("--limit", m_query.limit, parseCount, "N", "no more rows than this");
        syntax.choice("--format", m_format, {"table", "json", "csv", "ndjson"}, "FORMAT",
                      "table (for people), json, csv or ndjson");
        syntax.flag("--fields", m_fields, "list the report's fields with type, unit and meaning");
        m_grainOption = syntax.choice("--grain", m_grain, {"hour", "day", "range"}, "GRAIN",
                                      "reports by windows: UTC hours, UTC days, or the range as one (hour)");
        m_groupOption = syntax.value("--min-group", m_query.min_group, parseCount, "N",
                                     "region-cells: put cells of fewer sessions together (5)");
        syntax.flag("--payload", m_query.payload, "events: with the event's data as it was sent");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_report.empty())
            return print(RowsTable<ReportInfo>(allReports(), listColumns()), output);
        const ReportInfo* report = findReport(m_report);
        if (!report)
            return failure(Error::Code::usage, fmt::format("there is no report '{}'{} ('naap-lens query' lists all)",
                                                           m_report, suggestion(m_report, reportNames())));
        if (m_fields)
            return print(RowsTable<Field>(report->fields, fieldColumns()), output);
        if (m_query.payload && m_report != "events")
            return failure(Error::Code::usage, "--payload belongs to the report 'events'");
        if (auto good = checkWindows(*report); !good)
            return tl::unexpected(good.error());
        if (auto good = checkFilter(*report); !good)
            return tl::unexpected(good.error());
        if (auto good = m_range.check(); !good)
            return tl::unexpected(good.error());
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        return guarded(**cache, [&] { return answer(**cache, output); });
    }

private:
    Result<void> checkWindows(const ReportInfo& report)
    {
        if (m_grainOption.wasGiven() && !report.has_grain)
            return failure(Error::Code::usage, fmt::format("the report '{}' has no --grain", report.name));
        if (m_groupOption.wasGiven() && report.name != "region-cells")
            return failure(Error::Code::usage, "--min-group belongs to the report 'region-cells'");
        m_query.grain = m_grain == "day" ? Grain::day : m_grain == "range" ? Grain::range : Grain::hour;
        return {};
    }

    /// The error shows the place in the text.
    Result<void> checkFilter(const ReportInfo& report) const
    {
        const auto filter = parseFilter(m_query.filter, report.fields);
        if (filter)
            return {};
        return failure(Error::Code::usage, fmt::format("--filter: {}\n{}", filter.error().message,
                                                       underlined(m_query.filter, filter.error())));
    }

    Result<bool> answer(Cache& cache, Output& output)
    {
        m_query.from = m_range.from;
        m_query.to = m_range.to;
        if (m_now)
            m_query.now = clockNow();
        if (m_last)
            if (const auto end = m_now ? m_query.now : newestEvent(cache))
                m_query.from = *end - *m_last;
        if (!DirtyStore(cache).isClean())
            remark("Not all events of this cache are resolved yet; `naap-lens resolve` brings the figures up to date.");
        auto table = runReport(cache, m_report, m_query);
        if (!table)
            return tl::unexpected(table.error());
        if (const ReportInfo* report = findReport(m_report); report->note)
            if (const std::string note = report->note(cache, m_query); !note.empty())
                remark(note);
        return print(**table, output);
    }

    Result<bool> print(const ReportTable& table, Output& output) const
    {
        const FormatOptions options{.format = *formatOf(m_format), .width = outputWidth(), .colour = outputHasStyle()};
        writeReport(table, options, [&](std::string_view text) { return output.write(text); });
        return true;
    }

    std::string m_report;
    RangeOption m_range;
    std::optional<milliseconds> m_last;
    bool m_now = false;
    ReportQuery m_query;
    std::string m_format = "table";
    bool m_fields = false;
    std::string m_grain = "hour";
    Option m_grainOption;
    Option m_groupOption;
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeQueryCommand()
{
    return std::make_unique<QueryCommand>();
}

}  // namespace naap
