// How fast records are split: bench_feed [FILE], or over generated files when none is given.

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "core/feed/file_feed.h"

namespace {

using naap::FileFeed;

// Reads the file a few times and prints the fastest; false when it cannot be read.
bool measure(const std::string& path, int rounds)
{
    double best = 0;
    std::uint64_t records = 0;
    std::string format;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        auto feed = FileFeed::open(path);
        std::uint64_t end = 0;
        while (feed) {
            const auto batch = (*feed)->next();
            if (!batch) {
                fmt::print(stderr, "{}\n", batch.error().message);
                return false;
            }
            if (batch->empty())
                break;
            end = batch->back().byte + batch->back().size;
        }
        if (!feed) {
            fmt::print(stderr, "{}\n", feed.error().message);
            return false;
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::max(best, static_cast<double>(end) / took.count() / 1e9);
        records = (*feed)->progress().records;
        format = (*feed)->format();
    }
    fmt::print("{:<24} {:>10} records  {:6.2f} GB/s\n", format, records, best);
    return true;
}

std::string event(int number)
{
    return fmt::format(
        R"({{"id":"{:08x}-4f2e-4d6b-9a51-0c7f1f6a2b3c","type":"ai_stream_status","timestamp":"{}","gateway":"",)"
        R"("data":{{"stream_id":"stream-{}","request_id":"r{}","state":"ONLINE","inference_status":{{"fps":{}.25,)"
        R"("last_error":"he said \"no\"","restart_count":0,"last_params":{{"prompt":"a cat, a dog [and] a {{house}}",)"
        R"("steps":[1,2,3],"controlnets":[{{"enabled":true,"scale":0.63}},{{"enabled":false,"scale":0.2}}]}}}},)"
        R"("orchestrator_info":{{"address":"0x{:040x}","url":"https://example.org:8935"}}}}}})",
        number, 1775044800000 + number, number % 1000, number, number % 30, number % 100);
}

void generate(const std::string& path, std::uint64_t bytes, bool array)
{
    std::ofstream file(path, std::ios::binary);
    file << (array ? "[" : "");
    std::uint64_t written = 0;
    for (int number = 0; written < bytes; ++number) {
        const std::string text = event(number);
        file << (array && number > 0 ? "," : "") << text << (array ? "" : "\n");
        written += text.size();
    }
    file << (array ? "]" : "");
}

}  // namespace

int main(int argc, char** argv)
{
    constexpr int rounds = 5;
    if (argc > 1)
        return measure(argv[1], rounds) ? EXIT_SUCCESS : EXIT_FAILURE;
    const auto path = std::filesystem::temp_directory_path() / fmt::format("bench_feed.{}", ::getpid());
    bool ok = true;
    for (const bool array : {false, true}) {
        generate(path, std::uint64_t{1} << 30, array);
        ok = measure(path, rounds) && ok;
    }
    std::filesystem::remove(path);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
