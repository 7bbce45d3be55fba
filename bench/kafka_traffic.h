#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/measure.h"
#include "tests/support/mock_kafka.h"

namespace naap::bench {

/// NAAP_BENCH_EVENTS, or 300,000: how many events a full topic gets.
inline std::int64_t eventsWanted()
{
    const char* given = std::getenv("NAAP_BENCH_EVENTS");
    return given ? std::max(1L, std::atol(given)) : 300'000;
}

/// Fills a topic of the mock's with the day's traffic, partition after partition, until it holds so many messages, or
/// the day is over; returns how many it holds. The mock forgets what a partition has beyond 5 MB.
inline std::int64_t fillTopic(MockKafka& kafka, const std::string& topic, int partitions, const TrafficOptions& day,
                              std::int64_t wanted)
{
    std::vector<std::string> lines;
    std::int64_t sent = 0;
    int partition = 0;
    const auto send = [&] {
        if (!lines.empty())
            kafka.send(topic, lines, partition++ % partitions, "zstd");
        lines.clear();
    };
    generateTraffic(day, [&](const GeneratedRecord& record) {
        lines.emplace_back(record.envelope);
        if (lines.size() == 3'000)
            send();
        return ++sent < wanted;
    });
    send();
    return sent;
}

}  // namespace naap::bench
