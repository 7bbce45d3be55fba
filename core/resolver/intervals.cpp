#include "core/resolver/intervals.h"

#include <algorithm>
#include <array>

#include "core/events/md5.h"

namespace naap {
namespace {

constexpr std::int64_t kFirstBuiltin = 27;
constexpr std::array<std::string_view, 10> kBuiltinPipelines{
    "text-to-image", "image-to-image", "image-to-video",      "upscale",        "audio-to-text", "segment-anything-2",
    "llm",           "image-to-text",  "live-video-to-video", "text-to-speech",
};

std::vector<IntervalRow> hardwareRows(const CapabilitySurface& surface)
{
    std::vector<IntervalRow> rows;
    for (const HardwareEntry& entry : surface.hardware) {
        if (entry.gpus.empty())
            rows.push_back({IntervalRow::Path::without_gpu, entry.pipeline, entry.model_id, nullptr});
        for (const OfferedGpu& gpu : entry.gpus)
            rows.push_back({IntervalRow::Path::gpu, entry.pipeline, entry.model_id, &gpu});
    }
    return rows;
}

std::vector<IntervalRow> perCapabilityRows(const CapabilitySurface& surface)
{
    std::vector<IntervalRow> rows;
    for (const ModelOffer& offer : surface.models) {
        const std::string_view pipeline = builtinPipeline(offer.capability_id);
        const auto same = [&](const IntervalRow& row) {
            return row.pipeline == pipeline && row.model == offer.model_id;
        };
        if (!pipeline.empty() && std::ranges::none_of(rows, same))
            rows.push_back({IntervalRow::Path::per_capability, pipeline, offer.model_id, nullptr});
    }
    return rows;
}

}  // namespace

std::string_view builtinPipeline(std::int64_t capability_id)
{
    const std::int64_t index = capability_id - kFirstBuiltin;
    if (capability_id < kFirstBuiltin || index >= static_cast<std::int64_t>(kBuiltinPipelines.size()))
        return {};
    return kBuiltinPipelines[static_cast<std::size_t>(index)];
}

std::vector<IntervalRow> expandIntervals(const CapabilitySurface& surface)
{
    std::vector<IntervalRow> rows;
    if (surface.parsable && (surface.hardware_given || !surface.hardware.empty()))
        rows = hardwareRows(surface);
    else if (surface.parsable)
        rows = perCapabilityRows(surface);
    if (rows.empty())
        rows.emplace_back();
    return rows;
}

std::string versionId(std::string_view org, std::string_view orch_address, std::string_view orch_uri_norm,
                      std::string_view event_id, const Md5& payload_hash)
{
    return joinedHash({org, orch_address, orch_uri_norm, event_id, hexOf(payload_hash)});
}

std::string intervalHash(std::string_view version_id, const IntervalRow& row)
{
    using Path = IntervalRow::Path;
    switch (row.path) {
        case Path::gpu:
            return joinedHash({version_id, joinedHash({row.pipeline, row.model, row.gpu->id,
                                                       std::to_string(row.gpu->memory_total)})});
        case Path::without_gpu: return joinedHash({version_id, joinedHash({row.pipeline, row.model, "hardware-less"})});
        case Path::per_capability:
            return joinedHash({version_id, joinedHash({row.pipeline, row.model, "per-capability"})});
        case Path::placeholder: break;
    }
    return joinedHash({version_id, joinedHash({"hardware-less"})});
}

}  // namespace naap
