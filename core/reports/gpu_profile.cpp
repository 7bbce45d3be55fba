#include "core/reports/gpu_profile.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/metrics/rates.h"
#include "core/reports/cells.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};

using Host = std::pair<std::string, std::string>;  // address, URI

struct GpuSighting {
    std::string id;
    Instant last{};
};

struct Hosts {
    std::map<Host, std::vector<GpuSighting>> gpus;
    std::set<std::string> ids;
    std::set<std::tuple<Host, std::string, std::string>> hardware;
    std::optional<Instant> latest;
};

Hosts hostsOf(const ReportTable& gpus)
{
    const NamedColumn address(gpus, "orchestrator_address");
    const NamedColumn uri(gpus, "orchestrator_uri");
    const NamedColumn id(gpus, "gpu_id");
    const NamedColumn type(gpus, "gpu_model_name");
    const NamedColumn memory(gpus, "gpu_memory_bytes_total");
    const NamedColumn last(gpus, "last_seen");
    Hosts hosts;
    for (std::size_t row = 0; row < gpus.rowCount(); ++row) {
        const Host host{address.text(row), uri.text(row)};
        const Instant seen = last.instant(row).value_or(Instant{});
        hosts.gpus[host].push_back({id.text(row), seen});
        hosts.ids.insert(id.text(row));
        hosts.hardware.emplace(host, type.text(row), memory.text(row));
        hosts.latest = std::max(hosts.latest.value_or(seen), seen);
    }
    return hosts;
}

/// Ids in the latest snapshot of each host that is still heard of at `now`.
std::set<std::string> liveIds(const Hosts& hosts, Instant now)
{
    std::set<std::string> live;
    for (const auto& [host, gpus] : hosts.gpus) {
        const Instant newest = std::ranges::max(gpus, {}, &GpuSighting::last).last;
        if (newest + kOfferStands < now)
            continue;
        for (const GpuSighting& gpu : gpus)
            if (gpu.last == newest)
                live.insert(gpu.id);
    }
    return live;
}

/// One GPU while its hours are being added.
struct GpuRow {
    std::string id;
    std::string type;
    std::map<Instant, SlaSum> hours;
    std::int64_t session_hours = 0;
};

std::vector<GpuRow> gpuRowsOf(const ReportTable& sla, GpuHours& totals)
{
    const SlaRowReader reader(sla);
    const NamedColumn id(sla, "gpu_id");
    const NamedColumn type(sla, "gpu_model_name");
    const NamedColumn hour(sla, "window_start");
    const NamedColumn sessions(sla, "known_sessions_count");
    std::map<std::string, GpuRow> gpus;
    for (std::size_t row = 0; row < sla.rowCount(); ++row) {
        const auto gpu = id.known(row);
        const auto at = hour.instant(row);
        totals.session_hours += sessions.count(row);
        if (!gpu || !at) {
            totals.without_gpu += sessions.count(row);
            continue;
        }
        GpuRow& of = gpus[*gpu];
        of.id = *gpu;
        of.session_hours += sessions.count(row);
        if (auto name = type.known(row))
            of.type = std::move(*name);
        reader.addTo(of.hours[*at], row);
    }
    std::vector<GpuRow> rows;
    for (auto& [key, row] : gpus)
        rows.push_back(std::move(row));
    std::ranges::stable_sort(rows, std::ranges::greater{}, &GpuRow::session_hours);
    return rows;
}

std::vector<Instant> hoursOf(const std::vector<GpuRow>& rows)
{
    std::set<Instant> seen;
    for (const GpuRow& row : rows)
        for (const auto& [hour, sum] : row.hours)
            seen.insert(hour);
    std::vector<Instant> hours;
    if (!seen.empty())
        for (Instant hour = *seen.begin(); hour <= *seen.rbegin(); hour += kHour)
            hours.push_back(hour);
    return hours;
}

using TypeKey = std::tuple<std::string, std::optional<std::string>, std::optional<std::string>>;

struct TypeSum {
    SlaSum sum;
    std::set<std::string> ids;
};

template <auto pointer>
Cell supportCell(const GpuTypeLine& line)
{
    return asCell(line.sum.support().*pointer);
}

template <std::optional<double> (*rate)(const SlaSupport&)>
Cell rateCell(const GpuTypeLine& line)
{
    return asCell(rate(line.sum.support()));
}

std::vector<Column<GpuTypeLine>> typeColumns()
{
    using L = GpuTypeLine;
    using S = SlaSupport;
    using FT = FieldType;
    return {
        {key("pipeline_id", FT::text, "", "pipeline served"), member<&L::pipeline_id>},
        {key("model_id", FT::text, "", "model served; null: not known"), member<&L::model_id>},
        {key("gpu_model_name", FT::text, "", "type of GPU; null: not advertised"), member<&L::gpu_model_name>},
        {field("gpu_ids", FT::integer, "", "distinct GPU ids observed; not a number of cards"), member<&L::gpu_ids>},
        {field("session_hours", FT::integer, "", "sessions, each counted in every hour of its own"),
         supportCell<&S::known_sessions_count>},
        {field("status_samples", FT::integer, "", "status samples behind the FPS"), supportCell<&S::status_samples>},
        {field("avg_output_fps", FT::real, "fps", "mean over status samples, those at 0 FPS included"),
         rateCell<avgOutputFps<S>>},
        {field("fps_jitter_coefficient", FT::real, "", "standard deviation / mean of output FPS"),
         [](const L& line) { return asCell(line.sum.fpsJitter()); }},
        {field("avg_prompt_to_first_frame_ms", FT::real, "ms", "mean prompt-to-first-frame time"),
         rateCell<avgPromptToFirstFrameMs<S>>},
        {field("prompt_to_first_frame_sample_count", FT::integer, "", "values behind it"),
         supportCell<&S::prompt_to_first_frame_sample_count>},
        {field("avg_e2e_latency_ms", FT::real, "ms", "mean end-to-end latency"), rateCell<avgE2eLatencyMs<S>>},
        {field("e2e_latency_sample_count", FT::integer, "", "values behind it"),
         supportCell<&S::e2e_latency_sample_count>},
        {field("startup_success_rate", FT::real, "", "became playable / requested"), rateCell<startupSuccessRate<S>>},
        {field("startup_failed_rate", FT::real, "", "unexcused failed starts / known"), rateCell<startupFailedRate<S>>},
        {field("swap_rate", FT::real, "", "swapped / known"), rateCell<swapRate<S>>},
        {field("sla_score_weighted_mean", FT::real, "points", "mean of row scores, weighted by requested sessions"),
         [](const L& line) { return asCell(line.sum.slaScoreWeightedMean()); }},
    };
}

}  // namespace

GpuIdCounts gpuIdCounts(const ReportTable& gpus)
{
    const Hosts hosts = hostsOf(gpus);
    GpuIdCounts counts;
    counts.latest = hosts.latest;
    counts.distinct_ids = static_cast<std::int64_t>(hosts.ids.size());
    counts.hosts = static_cast<std::int64_t>(hosts.gpus.size());
    counts.hardware = static_cast<std::int64_t>(hosts.hardware.size());
    if (hosts.latest)
        counts.live_ids = static_cast<std::int64_t>(liveIds(hosts, *hosts.latest).size());
    return counts;
}

std::optional<double> measureOf(const SlaSum& sum, GpuMeasure measure)
{
    const SlaSupport& support = sum.support();
    if (sum.rows() == 0)
        return std::nullopt;
    switch (measure) {
        case GpuMeasure::avg_output_fps: return avgOutputFps(support);
        case GpuMeasure::fps_jitter: return sum.fpsJitter();
        case GpuMeasure::avg_ptff_ms: return avgPromptToFirstFrameMs(support);
        case GpuMeasure::avg_e2e_ms: return avgE2eLatencyMs(support);
        case GpuMeasure::sla_score: return sum.slaScoreWeightedMean();
        case GpuMeasure::sessions: return static_cast<double>(support.known_sessions_count);
        case GpuMeasure::startup_success_rate: return startupSuccessRate(support);
        case GpuMeasure::swap_rate: return swapRate(support);
        case GpuMeasure::error_samples: return static_cast<double>(support.error_status_samples);
    }
    return std::nullopt;
}

GpuHours gpuHours(const ReportTable& sla)
{
    GpuHours result;
    const std::vector<GpuRow> rows = gpuRowsOf(sla, result);
    result.hours = hoursOf(rows);
    for (const GpuRow& row : rows) {
        result.gpus.push_back(row.id);
        result.types.push_back(row.type);
        for (const Instant hour : result.hours) {
            const auto found = row.hours.find(hour);
            result.cells.push_back(found == row.hours.end() ? SlaSum() : found->second);
        }
    }
    return result;
}

std::vector<GpuTypeLine> gpuTypes(const ReportTable& sla)
{
    const SlaRowReader reader(sla);
    const NamedColumn pipeline(sla, "pipeline_id");
    const NamedColumn model(sla, "model_id");
    const NamedColumn type(sla, "gpu_model_name");
    const NamedColumn id(sla, "gpu_id");
    std::map<TypeKey, TypeSum> types;
    for (std::size_t row = 0; row < sla.rowCount(); ++row) {
        const auto gpu = id.known(row);
        if (!gpu)
            continue;
        TypeSum& of = types[{pipeline.text(row), model.known(row), type.known(row)}];
        of.ids.insert(*gpu);
        reader.addTo(of.sum, row);
    }
    std::vector<GpuTypeLine> lines;
    for (auto& [key, of] : types)
        lines.push_back({.pipeline_id = std::get<0>(key),
                         .model_id = std::get<1>(key),
                         .gpu_model_name = std::get<2>(key),
                         .gpu_ids = static_cast<std::int64_t>(of.ids.size()),
                         .sum = std::move(of.sum)});
    std::ranges::stable_sort(lines, [](const GpuTypeLine& a, const GpuTypeLine& b) {
        const auto work = [](const GpuTypeLine& line) { return std::tie(line.pipeline_id, line.model_id); };
        if (work(a) != work(b))
            return work(a) < work(b);
        return avgOutputFps(a.sum.support()) > avgOutputFps(b.sum.support());  // null is the smallest
    });
    return lines;
}

std::unique_ptr<ReportTable> gpuTypeTable(std::vector<GpuTypeLine> lines)
{
    static const std::vector<Column<GpuTypeLine>> columns = typeColumns();
    return std::make_unique<RowsTable<GpuTypeLine>>(std::move(lines), columns);
}

std::vector<GpuSession> gpuSessions(const ReportTable& sessions, std::string_view gpu_id)
{
    const NamedColumn gpu(sessions, "gpu_id");
    const NamedColumn started(sessions, "started_at");
    const NamedColumn seen(sessions, "last_seen");
    const NamedColumn startup(sessions, "startup_outcome");
    const NamedColumn excusal(sessions, "excusal_reason");
    std::vector<GpuSession> result;
    for (std::size_t row = 0; row < sessions.rowCount(); ++row) {
        const auto end = seen.instant(row);
        if (gpu.text(row) != gpu_id || !end)
            continue;
        const Instant begin = std::min(started.instant(row).value_or(*end), *end);
        result.push_back({row, 0, begin, *end, outcomeOf(startup.text(row), excusal.text(row))});
    }
    std::ranges::stable_sort(result, {}, &GpuSession::from);
    std::vector<Instant> free;  // by lane: when its last session ends
    for (GpuSession& session : result) {
        const auto lane = std::ranges::find_if(free, [&](Instant end) { return end <= session.from; });
        session.lane = static_cast<std::size_t>(lane - free.begin());
        if (lane == free.end())
            free.push_back(session.to);
        else
            *lane = session.to;
    }
    return result;
}

}  // namespace naap
