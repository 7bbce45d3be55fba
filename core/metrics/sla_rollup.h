#pragma once

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/facts/rollup.h"
#include "core/facts/session.h"

namespace naap {

/// One session in one of its status hours. Both are borrowed and never null.
struct SessionHour {
    const Session* session = nullptr;
    const StatusHour* hour = nullptr;
};

/// What one session-hour adds to its SLA row (docs/metrics.md, Session counters and End-to-end latency). Session
/// counters are 0 or 1 and count requested sessions only; error samples and health signals count for every session. The
/// session's flags and latencies repeat in each of its hours: sums over hours are session-hours, not sessions.
SlaSupport supportOf(const Session& session, const StatusHour& hour);

/// Adds support fields. Sums of sums run in ascending key order, so that they do not depend on who calls first.
void addTo(SlaSupport& total, const SlaSupport& part);

/// The SLA rows of one hour, ascending by (window_start, org, orchestrator, pipeline, model, GPU), blanks and nulls
/// first. `rows` may come in any order: they are added in session_key order. Rows of other hours and terminal tail
/// artifacts are left out. A blank model or GPU is null; GPU name and memory are those of the latest capability
/// snapshot that the row's sessions used.
std::vector<SlaRollup> slaRollupsOfHour(Instant hour, std::span<const SessionHour> rows);

/// What one row of an hour stands for: (org, orchestrator, pipeline, model, GPU), each blank where unknown.
using SlaKey = std::tuple<std::string, std::string, std::string, std::string, std::string>;
SlaKey keyOf(const Session& session);
SlaKey keyOf(const SlaRollup& row);

/// What one session brings to its row of an hour.
struct SlaShare {
    SlaSupport support;
    bool is_degraded = false;
    std::optional<double> mean_fps;
    // above 0
    std::optional<std::int64_t> prompt_to_first_frame_ms;
    std::optional<std::int64_t> startup_latency_ms;
    std::optional<std::int64_t> e2e_latency_ms;
    // of the capability snapshot that it used
    std::optional<Instant> snapshot_ts;
    std::optional<std::string> snapshot_event_id;
    std::optional<std::string> gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes_total;
};
SlaShare shareOf(const Session& session, const StatusHour& hour);
/// The row of a key. `shares` are in ascending order of their session_key, without terminal tail artifacts, at least
/// one and never null.
SlaRollup slaRollupOf(Instant hour, const SlaKey& key, std::span<const SlaShare* const> shares);

/// True if `a` comes before `b` in a report: by the key fields above.
bool keyLess(const SlaRollup& a, const SlaRollup& b);

/// GPU memory in bytes. Some producers write MiB under the same name: a figure below 2^20 is taken as MiB.
/// Null for 0 and below: nothing was reported.
std::optional<std::int64_t> gpuMemoryBytes(std::optional<std::int64_t> reported);

}  // namespace naap
