// A day of watching, or NAAP_BENCH_DAYS: the network's traffic of it is written to a followed file NAAP_BENCH_SPEED
// times as fast as it happened (60), and every simulated hour the memory of the watcher and the size of its cache are
// printed. Memory has to stay flat; the processor's time says what a real day costs.
//
// What is in use of the heap is told by the allocator, so this bench has the system's, which can tell: a leak shows
// there first. Resident memory has besides what the allocator keeps for later, and pages of the cache's file that
// connections for reading map, which the system takes back when others want them.

#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

#include <malloc.h>
#include <sqlite3.h>

#include "bench/measure.h"
#include "core/feed/follow_feed.h"
#include "core/pipeline/live_ingest.h"

namespace {

using namespace naap;
using namespace naap::bench;
using Clock = std::chrono::steady_clock;

double speed()
{
    const char* given = std::getenv("NAAP_BENCH_SPEED");
    return given ? std::max(1.0, std::atof(given)) : 60;
}

/// NAAP_BENCH_MINUTES ends the bench before all is written.
std::chrono::minutes minutesWanted()
{
    const char* given = std::getenv("NAAP_BENCH_MINUTES");
    return std::chrono::minutes(given ? std::max(1, std::atoi(given)) : 60 * 24 * 365);
}

/// A figure of /proc/self/status, in MB.
double statusMb(const std::string& name)
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string first;
        double kilobytes = 0;
        if (words >> first >> kilobytes && first == name + ':')
            return kilobytes / 1024;
    }
    return 0;
}

struct Memory {
    double heap_mb = 0;       ///< in use
    double sqlite_mb = 0;     ///< of it, by SQLite
    double anonymous_mb = 0;  ///< resident, and the system cannot take it back
    double mapped_mb = 0;     ///< resident, of files
};

Memory memory()
{
    constexpr double kMb = 1024 * 1024;
    const auto heap = ::mallinfo2();
    return {static_cast<double>(heap.uordblks + heap.hblkhd) / kMb, static_cast<double>(::sqlite3_memory_used()) / kMb,
            statusMb("RssAnon"), statusMb("RssFile")};
}

/// Writes the day in a process of its own, so that making it up costs the watcher nothing.
pid_t startWriter(const std::string& path)
{
    const pid_t child = ::fork();
    if (child != 0)
        return child;
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    const TrafficOptions day = networkDay(largeDays());
    const auto start = Clock::now();
    generateTraffic(day, [&](const GeneratedRecord& record) {
        const auto since = std::chrono::duration<double>(record.delivered - day.from) / speed();
        const auto due = start + std::chrono::duration_cast<Clock::duration>(since);
        if (due > Clock::now()) {
            out.flush();
            std::this_thread::sleep_until(due);
        }
        out << record.envelope << '\n';
        return true;
    });
    out.close();
    std::_Exit(0);
}

/// Means of what was measured in the first, third and last quarter of the time.
void printQuarters(const char* what, const std::vector<Memory>& samples, double Memory::*member)
{
    const std::size_t quarter = samples.size() / 4;
    if (quarter == 0)
        return;
    const auto mean = [&](std::size_t from) {
        double sum = 0;
        for (std::size_t i = from; i < from + quarter; ++i)
            sum += samples[i].*member;
        return sum / static_cast<double>(quarter);
    };
    fmt::print("{}: {:.0f} MB in the first quarter of the time, {:.0f} MB in the third, {:.0f} MB in the last\n", what,
               mean(0), mean(2 * quarter), mean(samples.size() - quarter));
}

}  // namespace

int main()
{
    const std::string path = (folder() / "soak.ndjson").string();
    const std::string cachePath = (folder() / "soak.db").string();
    removeCache(cachePath);
    std::ofstream(path, std::ios::trunc).close();
    const pid_t writer = startWriter(path);
    auto cache = Cache::open(cachePath, Cache::Access::write);
    if (!cache)
        return 1;
    fmt::print(
        "{} day(s) of the network in {:.0f} minutes; hour, events; heap in use, of it SQLite's, resident, of "
        "files, cache, all in MB; bytes behind the writer\n",
        largeDays(), largeDays() * 24 * 60 / speed());
    std::vector<Memory> samples;
    std::stop_source stop;
    LiveIngest* self = nullptr;
    bool ended = false;
    const auto start = Clock::now();
    double next = 1;
    LiveOptions options;
    options.on_turn = [&] {
        const FeedFigures figures = self->figures().at(0);
        const double hour = std::chrono::duration<double>(Clock::now() - start).count() * speed() / 3600;
        if (hour >= next) {
            next += 1;
            const Memory now = samples.emplace_back(memory());
            fmt::print("{:5.1f} {:>9} {:7.1f} {:7.1f} {:7.0f} {:7.0f} {:7.0f} {:>9}\n", hour, figures.counts.records,
                       now.heap_mb, now.sqlite_mb, now.anonymous_mb, now.mapped_mb,
                       static_cast<double>((*cache)->sizeBytes()) / 1e6, figures.bytes_behind.value_or(0));
            std::fflush(stdout);
        }
        int status = 0;
        if (Clock::now() - start > minutesWanted())
            stop.request_stop();
        ended = ended || ::waitpid(writer, &status, WNOHANG) == writer;
        if (ended && figures.bytes_behind.value_or(1) == 0 && figures.state.kind == FeedState::Kind::live)
            stop.request_stop();
    };
    LiveIngest live(**cache, std::move(options));
    self = &live;
    live.add(std::make_unique<FollowFeed>(path, FollowOptions{.org = {.given = "daydream"}}));
    const auto done = live.run(stop.get_token());
    if (!done)
        return 1;
    ::kill(writer, SIGTERM);
    printQuarters("heap in use", samples, &Memory::heap_mb);
    printQuarters("resident", samples, &Memory::anonymous_mb);
    printQuarters("resident, of files", samples, &Memory::mapped_mb);
    fmt::print("{} events took {:.0f} s of processor in {:.0f} s: {:.1f} % of a core\n",
               live.figures().at(0).counts.records, processorSeconds(),
               std::chrono::duration<double>(Clock::now() - start).count(),
               100 * processorSeconds() / std::chrono::duration<double>(Clock::now() - start).count());
    removeCache(cachePath);
    std::filesystem::remove(path);
    return 0;
}
