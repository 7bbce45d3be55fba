#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/reports/report.h"
#include "core/result.h"

namespace naap {

struct ShareOptions {
    std::optional<Instant> from;
    std::optional<Instant> to;
    Grain grain = Grain::day;
    std::int64_t min_group = 10;  ///< sessions; what stands for fewer is put together, or left out
    std::uint64_t seed = 0;       ///< draws the pseudonyms; of no use to a reader, and not in the bundle
};

/// A table of the bundle.
struct ShareTable {
    std::string name;
    std::string meaning;
    std::unique_ptr<ReportTable> rows;
};

/// Regional aggregates to hand to others: no name of a gateway, stream or session, no address, no IP, no position finer
/// than a cell of 5 degrees. Orchestrators have pseudonyms that hold within the bundle and tell nothing outside of it.
struct ShareBundle {
    std::vector<ShareTable> tables;
    std::vector<std::string> notes;  ///< sentences: range, least group, what it covers
};

/// One file of the bundle.
struct ShareFile {
    std::string name;
    std::string content;
};

Result<ShareBundle> shareBundleOf(Cache& cache, const ShareOptions& options);

/// What is in it, for people to read before it is written: each table with its rows and all its fields.
std::string contentsOf(const ShareBundle& bundle);

/// `bundle.json` with everything, and each table as CSV.
std::vector<ShareFile> filesOf(const ShareBundle& bundle);

}  // namespace naap
