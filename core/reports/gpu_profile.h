#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/session_groups.h"
#include "core/reports/sla_sums.h"

// What GPUs did. The tables are answers of the reports named, filtered or not; their columns are found by name.
// Everything here is pure. A GPU id is what a driver reports: rented hosts come back with new ones, so distinct ids
// over time are no number of cards.
namespace naap {

/// An offer stands until it is replaced, or so long after the last snapshot with it (docs/metrics.md, Supply).
inline constexpr std::chrono::minutes kOfferStands{10};

/// How many GPUs there are, and how many ids stood for them.
struct GpuIdCounts {
    std::int64_t live_ids = 0;      ///< distinct ids in the latest snapshots of hosts that are still heard of
    std::int64_t distinct_ids = 0;  ///< distinct ids in the whole range
    std::int64_t hosts = 0;         ///< that named a GPU in the range
    std::int64_t hardware = 0;      ///< distinct (host, GPU type, memory): a name that survives new ids
    std::optional<Instant> latest;  ///< the newest snapshot with a GPU; null without any
    bool operator==(const GpuIdCounts&) const = default;
};
/// From the `gpus` report. A host is an orchestrator's address at one URI.
GpuIdCounts gpuIdCounts(const ReportTable& gpus);

/// What a cell of the heat map shows.
enum class GpuMeasure : std::uint8_t {
    avg_output_fps,
    fps_jitter,
    avg_ptff_ms,
    avg_e2e_ms,
    sla_score,
    sessions,
    startup_success_rate,
    swap_rate,
    error_samples,
};
std::optional<double> measureOf(const SlaSum& sum, GpuMeasure measure);

/// `sla` rows with a GPU, summed by GPU id and hour: one answer for all measures.
struct GpuHours {
    std::vector<std::string> gpus;   ///< ids, those with the most session-hours first
    std::vector<std::string> types;  ///< their types; blank: not known
    std::vector<Instant> hours;      ///< ascending, those without any row included
    std::vector<SlaSum> cells;       ///< gpu x hours.size() + hour
    std::int64_t session_hours = 0;  ///< of all rows
    std::int64_t without_gpu = 0;    ///< of these, in rows whose GPU is not known
    const SlaSum& at(std::size_t gpu, std::size_t hour) const { return cells[gpu * hours.size() + hour]; }
};
GpuHours gpuHours(const ReportTable& sla);

/// What GPUs of one type did for one (pipeline, model).
struct GpuTypeLine {
    std::string pipeline_id;
    std::optional<std::string> model_id;
    std::optional<std::string> gpu_model_name;
    std::int64_t gpu_ids = 0;  ///< distinct ids observed
    SlaSum sum;
};
/// From `sla` rows with a GPU, by pipeline and model; within them the fastest type first, those without FPS last.
std::vector<GpuTypeLine> gpuTypes(const ReportTable& sla);
std::unique_ptr<ReportTable> gpuTypeTable(std::vector<GpuTypeLine> lines);

/// A session on a GPU, and the lane in which it meets no other.
struct GpuSession {
    std::size_t row = 0;  ///< of the table
    std::size_t lane = 0;
    Instant from{};
    Instant to{};
    SessionOutcome outcome = SessionOutcome::unknown;
    bool operator==(const GpuSession&) const = default;
};
/// Sessions of the GPU by start, each in the first lane that is free by then.
std::vector<GpuSession> gpuSessions(const ReportTable& sessions, std::string_view gpu_id);

}  // namespace naap
