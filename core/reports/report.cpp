#include "core/reports/report.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/reports/nearest.h"
#include "core/reports/row_choice.h"
#include "core/store/sqlite.h"

namespace naap {
namespace {

std::vector<ReportInfo> makeReports()
{
    std::vector<ReportInfo> reports;
    addFactReports(reports);
    addRollupReports(reports);
    addSupplyReports(reports);
    addPaymentReports(reports);
    addRequestReports(reports);
    addEventReports(reports);
    addApiReports(reports);
    addReconciliationReports(reports);
    addConvergenceReports(reports);
    addPlaceReports(reports);
    addRegionReports(reports);
    return reports;
}

Error unknownReport(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const ReportInfo& report : allReports())
        names.push_back(report.name);
    return {Error::Code::usage,
            fmt::format("there is no report `{}`; the nearest is `{}` (`naap-lens query` lists all)", name,
                        nearestWord(name, names))};
}

}  // namespace

const std::vector<ReportInfo>& allReports()
{
    static const std::vector<ReportInfo> reports = makeReports();
    return reports;
}

const ReportInfo* findReport(std::string_view name)
{
    const auto found = std::ranges::find(allReports(), name, &ReportInfo::name);
    return found == allReports().end() ? nullptr : &*found;
}

Result<std::unique_ptr<ReportTable>> runReport(Cache& cache, std::string_view name, const ReportQuery& query)
{
    const ReportInfo* report = findReport(name);
    if (!report)
        return tl::unexpected(unknownReport(name));
    auto choice = RowChoice::of(*report, query);
    if (!choice)
        return tl::unexpected(choice.error());
    return guarded(cache, [&]() -> Result<std::unique_ptr<ReportTable>> {
        const ReadSnapshot snapshot(cache.db());
        if (report->is_final)
            return report->run(cache, query);
        ReportQuery narrowed = query;
        if (!report->heeds_all && (!query.where.empty() || !query.filter.empty() || query.sort))
            narrowed.limit.reset();
        return choice->apply(report->run(cache, narrowed));
    });
}

}  // namespace naap
