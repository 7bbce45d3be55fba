#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/metrics/sla_score.h"
#include "core/reports/format.h"
#include "core/reports/rollup_rows.h"

namespace naap {

/// Which sla row to explain. Without a window the latest hour with a score; of several rows that fit, the one with the
/// most requested sessions.
struct ExplainRequest {
    std::string orchestrator;  ///< address in any case; blank: sessions that could not be attributed
    std::optional<Instant> window;
    std::optional<std::string> pipeline;
    std::optional<std::string> model;
    std::optional<std::string> gpu;
};

/// A session behind the row, with what it brought.
struct ReceiptSession {
    std::string session_key;
    std::string startup_outcome;
    std::string excusal_reason;
    std::string selection_outcome;
    bool requested = false;
    bool playable = false;
    bool loading_only = false;
    bool zero_output_fps = false;
    bool effective_failed = false;
    bool swapped = false;
    bool error_seen = false;
    std::int64_t health_signal_count = 0;
    std::int64_t health_expected_signal_count = 0;
    std::int64_t status_samples = 0;  ///< in the hour
    std::optional<double> avg_output_fps;
    std::optional<std::int64_t> prompt_to_first_frame_ms;
    std::optional<std::int64_t> e2e_latency_ms;
};

/// A score taken apart (docs/metrics.md, Explaining a score).
struct SlaReceipt {
    SlaRow row;
    std::vector<PointsLost> points_lost;   ///< add up to 100 - sla_score; empty without a score
    std::vector<ReceiptSession> sessions;  ///< by key
};

/// A usage error when no row fits; it says what there is instead.
Result<SlaReceipt> explainSla(Cache& cache, const ExplainRequest& request);

/// One JSON object: `row`, `components`, `points_lost`, `sessions`.
std::string receiptJson(const SlaReceipt& receipt);

/// The arithmetic line by line, what was lost on the way from 100, and the sessions.
std::string receiptText(const SlaReceipt& receipt, const FormatOptions& options);

}  // namespace naap
