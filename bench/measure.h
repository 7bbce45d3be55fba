#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/generate/traffic_writer.h"

/// What the benches share: a folder for their files, runs in a child process, and the generated traffic.
namespace naap::bench {

/// What one run cost. A child process, so that its peak memory is its own; before it, all that earlier runs left to be
/// written is written, for the disk's work for one run would be counted as the next one's time.
struct Cost {
    double wall_s = 0;
    double cpu_s = 0;
    double peak_mb = 0;
    bool ok = false;
};

inline double processorSeconds(const rusage& usage)
{
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Of this process, so far.
inline double processorSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return processorSeconds(usage);
}

inline Cost runApart(const std::function<bool()>& work)
{
    std::fflush(stdout);
    ::sync();
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        const bool ok = work();
        std::fflush(stdout);
        std::_Exit(ok ? 0 : 1);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    return {.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            .cpu_s = processorSeconds(usage),
            .peak_mb = static_cast<double>(usage.ru_maxrss) / 1024,
            .ok = status == 0};
}

inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

inline double largest(const std::vector<double>& values)
{
    return values.empty() ? 0 : *std::ranges::max_element(values);
}

/// Milliseconds that `work` takes.
inline double elapsedMs(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// NAAP_BENCH_DIR, or a folder below the system's temporary one.
inline std::filesystem::path folder()
{
    const char* given = std::getenv("NAAP_BENCH_DIR");
    const std::filesystem::path path =
        given ? std::filesystem::path(given) : std::filesystem::temp_directory_path() / "naap-lens-bench";
    std::filesystem::create_directories(path);
    return path;
}

/// Network days of traffic as NDJSON, made on first use and kept.
inline std::string trafficFile(int days)
{
    const std::string path = (folder() / fmt::format("network-{}d.ndjson", days)).string();
    if (std::filesystem::exists(path))
        return path;
    fmt::print("generating {} ...\n", path);
    const auto written = naap::writeTraffic(naap::networkDay(days), path);
    if (!written) {
        fmt::print(stderr, "{}\n", written.error().message);
        std::exit(1);
    }
    return path;
}

/// NAAP_BENCH_DAYS, default 1: how many network days the large case has.
inline int largeDays()
{
    const char* given = std::getenv("NAAP_BENCH_DAYS");
    return given ? std::max(1, std::atoi(given)) : 1;
}

inline void removeCache(const std::string& path)
{
    for (const char* suffix : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(path + suffix);
}

}  // namespace naap::bench
