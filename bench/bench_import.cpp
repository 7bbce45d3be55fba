// Import end to end: NDJSON to resolved facts and rollups in the cache, payloads kept; beside it the floors.
// One network day, or NAAP_BENCH_DAYS of them.

#include "bench/floors.h"
#include "bench/measure.h"
#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"

namespace {

using namespace naap;
using namespace naap::bench;

struct Stages {
    double ingest_s = 0;
    double resolve_s = 0;
};

bool import(const std::string& file, const std::string& cachePath, bool print)
{
    auto cache = Cache::open(cachePath, Cache::Access::write);
    if (!cache)
        return false;
    const auto start = std::chrono::steady_clock::now();
    const auto summary = importFiles(**cache, {file}, {.org = {.given = "daydream"}}, {}, {});
    const auto ingested = std::chrono::steady_clock::now();
    const auto resolved = Resolver(**cache).resolveDirty();
    const auto end = std::chrono::steady_clock::now();
    if (!summary || !resolved)
        return false;
    if (print)
        fmt::print("  of it taking in {:.2f} s, resolving {:.2f} s ({} sessions, {} jobs, {} hours)\n",
                   std::chrono::duration<double>(ingested - start).count(),
                   std::chrono::duration<double>(end - ingested).count(), resolved->sessions, resolved->jobs,
                   resolved->hours);
    return true;
}

void printCost(const char* what, const Cost& cost, const Cost& floor, double megabytes)
{
    fmt::print("{:34} {:8.2f} s wall {:5.1f}x {:8.2f} s cpu {:5.1f}x {:7.0f} MB/s {:6.0f} MB peak{}\n", what,
               cost.wall_s, cost.wall_s / floor.wall_s, cost.cpu_s, cost.cpu_s / floor.cpu_s, megabytes / cost.wall_s,
               cost.peak_mb, cost.ok ? "" : "  FAILED");
}

Cost best(int rounds, const std::function<bool()>& work)
{
    Cost result;
    for (int i = 0; i < rounds; ++i) {
        const Cost cost = runApart(work);
        if (i == 0 || cost.wall_s < result.wall_s)
            result = cost;
    }
    return result;
}

}  // namespace

int main()
{
    const std::string file = trafficFile(largeDays());
    const std::string cache = (folder() / "import.db").string();
    const std::string bare = (folder() / "bare.db").string();
    const double megabytes = static_cast<double>(std::filesystem::file_size(file)) / 1e6;
    fmt::print("{}: {:.0f} MB\n", file, megabytes);

    const int rounds = largeDays() > 1 ? 1 : 3;
    const Cost read = best(rounds, [&] { return readFile(file); });
    const Cost floor = best(rounds, [&] { return parseTenFields(file); });
    printCost("floor: reading the file", read, floor, megabytes);
    printCost("floor: simdjson, ten fields", floor, floor, megabytes);
    removeCache(bare);
    printCost("floor: bare SQLite inserts", runApart([&] { return bareInserts(file, bare); }), floor, megabytes);
    removeCache(bare);

    Cost ours;
    for (int i = 0; i < rounds; ++i) {
        removeCache(cache);
        const Cost cost = runApart([&] { return import(file, cache, true); });
        if (i == 0 || cost.wall_s < ours.wall_s)
            ours = cost;
    }
    printCost("import, resolved, payloads kept", ours, floor, megabytes);
    const double cacheMb = static_cast<double>(std::filesystem::file_size(cache)) / 1e6;
    const double zstdMb = static_cast<double>(zstdBytes(file)) / 1e6;
    fmt::print("cache {:.1f} MB, {:.2f}x of zstd -3 ({:.1f} MB)\n", cacheMb, cacheMb / zstdMb, zstdMb);
    const Cost again = runApart([&] { return import(file, cache, false); });
    printCost("the same file again (duplicates)", again, floor, megabytes);
    return ours.ok ? 0 : 1;
}
