// The tail: a batch of 1,000 new events into a cache that holds one network day, and into one that holds
// NAAP_BENCH_DAYS, is committed and resolved, rollups included.

#include "bench/measure.h"
#include "core/pipeline/import.h"
#include "core/pipeline/ingest.h"
#include "core/pipeline/resolve.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr std::size_t kBatch = 1'000;
constexpr std::size_t kBatches = 40;

/// Traffic of `days` up to `cut`, then the rest as lines with simdjson's padding behind each. A late cut is the worst
/// time of day: the day's capability timeline is longest then.
struct Traffic {
    std::string head;
    std::vector<std::string> tail;
};

Traffic cutTraffic(int days, Instant cut)
{
    const std::string path = (folder() / fmt::format("head-{}d.ndjson", days)).string();
    Traffic traffic{.head = path, .tail = {}};
    std::FILE* file = std::fopen(path.c_str(), "w");
    generateTraffic(networkDay(days), [&](const GeneratedRecord& record) {
        if (record.delivered < cut) {
            std::fwrite(record.envelope.data(), 1, record.envelope.size(), file);
            std::fputc('\n', file);
        } else {
            traffic.tail.emplace_back(record.envelope).append(64, '\0');
        }
        return traffic.tail.size() < kBatch * kBatches;
    });
    std::fclose(file);
    return traffic;
}

bool importDays(const std::string& file, const std::string& cachePath)
{
    auto cache = Cache::open(cachePath, Cache::Access::write);
    return cache && importFiles(**cache, {file}, {.org = {.given = "daydream"}}, {}, {}) &&
           Resolver(**cache).resolveDirty();
}

void measure(int days)
{
    const std::string cachePath = (folder() / fmt::format("tail-{}d.db", days)).string();
    removeCache(cachePath);
    const Instant end = networkDay(days).from + std::chrono::hours(24 * days);
    const Traffic traffic = cutTraffic(days, end - std::chrono::hours(2));
    if (!runApart([&] { return importDays(traffic.head, cachePath); }).ok)
        return;
    std::filesystem::remove(traffic.head);
    const auto& lines = traffic.tail;
    auto cache = Cache::open(cachePath, Cache::Access::write);
    Resolver resolver(**cache);
    const std::int64_t source = (*cache)->sourceId("bench", "tail");
    std::vector<double> commit;
    std::vector<double> resolve;
    std::vector<double> total;
    for (std::size_t start = 0; start + kBatch <= lines.size(); start += kBatch) {
        const double commitMs = elapsedMs([&] {
            auto ingest = Ingest::open(**cache, {});
            for (std::size_t i = start; i < start + kBatch; ++i)
                (*ingest)->add(std::string_view(lines[i]).substr(0, lines[i].size() - 64), {.given = "daydream"},
                               source, i);
            (void)(*ingest)->finish();
        });
        const double resolveMs = elapsedMs([&] { (void)resolver.resolveDirty(); });
        commit.push_back(commitMs);
        resolve.push_back(resolveMs);
        total.push_back(commitMs + resolveMs);
    }
    fmt::print(
        "{} day(s) in the cache, {} batches of {}: first {:.0f} ms; median {:.0f} ms (commit {:.0f}, resolve "
        "{:.0f}), largest {:.0f} ms\n",
        days, total.size(), kBatch, total.front(), median(total), median(commit), median(resolve), largest(total));
    cache->reset();
    removeCache(cachePath);
}

}  // namespace

int main()
{
    measure(1);
    if (largeDays() > 1)
        measure(largeDays());
    return 0;
}
