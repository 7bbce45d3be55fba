#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/facts/rollup.h"
#include "core/metrics/sla_score.h"
#include "core/reports/named_column.h"

namespace naap {

/// Several rows of the `sla` report as one. Sessions counted over hours are session-hours.
class SlaSum {
public:
    void add(const SlaSupport& support, const WeightedScore& score, bool settled);

    const SlaSupport& support() const { return m_support; }
    std::size_t rows() const { return m_scores.size(); }
    /// True when no row may still change.
    bool settled() const { return m_settled; }
    /// Of row scores; not the score of the rows together.
    std::optional<double> slaScoreWeightedMean() const { return weightedMeanScore(m_scores); }
    std::optional<double> fpsJitter() const;

private:
    SlaSupport m_support;
    std::vector<WeightedScore> m_scores;
    bool m_settled = true;
};

/// Reads rows of the `sla` report, filtered or not.
class SlaRowReader {
public:
    explicit SlaRowReader(const ReportTable& sla);
    void addTo(SlaSum& sum, std::size_t row) const;

private:
    std::vector<std::pair<NamedColumn, std::int64_t SlaSupport::*>> m_counts;
    std::vector<std::pair<NamedColumn, double SlaSupport::*>> m_sums;
    NamedColumn m_score;
    NamedColumn m_settled;
};

}  // namespace naap
