#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/generate/traffic.h"
#include "core/result.h"

namespace naap {

/// How far a file is.
struct TrafficProgress {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;  ///< before compression
    Instant at;               ///< time of the generated network
    double share = 0.0;       ///< 0 to 1
};

/// What a file holds.
struct TrafficSummary {
    TrafficTotals totals;
    std::uint64_t bytes_uncompressed = 0;  ///< as the carrier writes it
    std::uint64_t bytes_written = 0;
};

struct TrafficOutput {
    std::string path;           ///< `-`: standard output; `.zst` and `.gz` compress
    int compression_level = 3;  ///< zstd: 1 to 19, gzip: 1 to 9 (greater ones count as 9)
    bool expected = false;      ///< write `<path>.expected.json` too
};

/// Writes the records of `options` in their carrier. A file gets its name when it is complete: until then it is called
/// `<path>.part`, which is removed on failure. `progress` is asked now and then; false cancels.
/// Errors: usage (options), io (with the path and the reason), cancelled.
Result<TrafficSummary> writeTraffic(const TrafficOptions& options, const TrafficOutput& output,
                                    const std::function<bool(const TrafficProgress&)>& progress = {});

/// The same with the default compression and without expected outcomes.
Result<TrafficSummary> writeTraffic(const TrafficOptions& options, const std::string& path,
                                    const std::function<bool(const TrafficProgress&)>& progress = {});

}  // namespace naap
