#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/metrics/sla_what_if.h"
#include "core/reports/explain.h"
#include "core/reports/report.h"

namespace naap {

/// One line of a score's arithmetic. Its parts, each times its weight, make its value; a leaf is made of counts.
struct ReceiptNode {
    std::string_view term;             ///< score, coverage, reliability, startup, no_swap, viability, quality, latency,
                                       ///< prompt_to_first_frame, e2e, output_fps
    std::optional<double> value = {};  ///< 0..1; of the score 0..100; null: nothing to compute it from
    std::optional<double> weight = {};       ///< in the line above; null where the line is a factor of its own
    std::optional<std::int64_t> count = {};  ///< of a rate: how many
    std::optional<std::int64_t> of = {};     ///< out of so many
    std::optional<ComponentScore> component = {};
    std::optional<double> points_lost = {};  ///< of 100, with those of its parts; null without a score
    std::vector<ReceiptNode> parts = {};
};

/// coverage x (0.7 reliability + 0.3 quality), down to the counts. `score` was made of `support` with these weights.
ReceiptNode receiptTree(const SlaScore& score, const SlaSupport& support, const SlaWeights& weights = {});

/// What a person may change about a row to see what it would have been.
struct WhatIf {
    SlaWeights weights;
    std::vector<std::string> left_out;  ///< keys of sessions that shall not count

    bool operator==(const WhatIf&) const = default;
    bool changesNothing() const { return *this == WhatIf(); }
};

/// The row's support and score under the changes.
struct WhatIfAnswer {
    SlaSupport support;
    SlaScore score;
};
WhatIfAnswer whatIf(const SlaReceipt& receipt, const WhatIf& changes);

/// True for a session that was held against the row, or would have been but for an excuse.
bool isContested(const ReceiptSession& session);

/// Where a value falls between its cohort's edges: 0 at the bad one, 1 at the good one, beyond either where it is.
/// Null without a value, without enough benchmark rows, or when the edges are one.
std::optional<double> placeInCohort(const ComponentScore& component);

/// The sessions of a receipt, as a table with meanings.
std::span<const Column<ReceiptSession>> receiptSessionTableColumns();

/// The receipt for a message or an issue: arithmetic as a list, points lost and sessions as tables.
std::string receiptMarkdown(const SlaReceipt& receipt);

}  // namespace naap
