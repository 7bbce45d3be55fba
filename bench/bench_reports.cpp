// Reports over the last 24 hours and over all of a cache of NAAP_BENCH_DAYS.

#include "bench/measure.h"
#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"
#include "core/reports/report.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr int kRounds = 15;

bool importDays(const std::string& file, const std::string& cachePath)
{
    auto cache = Cache::open(cachePath, Cache::Access::write);
    return cache && importFiles(**cache, {file}, {.org = {.given = "daydream"}}, {}, {}) &&
           Resolver(**cache).resolveDirty();
}

void measure(Cache& cache, const char* name, const ReportQuery& query, const char* range)
{
    std::vector<double> times;
    std::size_t rows = 0;
    for (int i = 0; i < kRounds; ++i)
        times.push_back(elapsedMs([&] {
            const auto table = runReport(cache, name, query);
            rows = table ? (*table)->rowCount() : 0;
        }));
    fmt::print("{:12} {:8} {:8} rows   median {:7.1f} ms   largest {:7.1f} ms\n", name, range, rows, median(times),
               largest(times));
}

}  // namespace

int main()
{
    const int days = largeDays();
    const std::string cachePath = (folder() / fmt::format("reports-{}d.db", days)).string();
    const std::string file = trafficFile(days);
    if (!std::filesystem::exists(cachePath) && !runApart([&] { return importDays(file, cachePath); }).ok)
        return 1;
    auto cache = Cache::open(cachePath, Cache::Access::read);
    if (!cache)
        return 1;
    const Instant end = networkDay(days).from + std::chrono::hours(24 * days);
    for (const char* name : {"sla", "demand", "gpu-metrics", "leaderboard", "sessions"}) {
        ReportQuery day{.from = end - std::chrono::hours(24), .to = end};
        ReportQuery all{.from = end - std::chrono::hours(24 * days), .to = end};
        if (std::string_view(name) == "sessions")
            day.limit = all.limit = 1'000;
        measure(**cache, name, day, "24 h");
        measure(**cache, name, all, "all");
    }
    return 0;
}
