#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/facts/rollup.h"
#include "core/store/cache.h"

namespace naap {

/// Writes and reads rollups: all rows of one UTC hour are packed and replaced together.
class RollupStore {
public:
    explicit RollupStore(Cache& cache) : m_cache(cache) {}

    void replaceSlaHour(Instant hour, const std::vector<SlaRollup>& rows);
    void replaceDemandHour(Instant hour, const std::vector<DemandRollup>& rows);
    void replaceBenchmarks(Instant date, const std::vector<BenchmarkDay>& cohorts);

    /// Rows with window_start in [from, to), by key.
    std::vector<SlaRollup> sla(std::optional<Instant> from, std::optional<Instant> to);
    std::vector<DemandRollup> demand(std::optional<Instant> from, std::optional<Instant> to);
    /// Cohorts with cohort_date in [from, to), by key.
    std::vector<BenchmarkDay> benchmarks(std::optional<Instant> from, std::optional<Instant> to);

private:
    void replaceHour(std::string_view kind, Instant hour, std::size_t rows, const std::string& data);

    Cache& m_cache;
};

}  // namespace naap
