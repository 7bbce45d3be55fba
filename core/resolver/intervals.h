#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/evidence.h"

namespace naap {

/// The canonical pipeline of a builtin capability id (27..36); blank for any other id, 37 (`byoc`) included.
std::string_view builtinPipeline(std::int64_t capability_id);

/// One thing that an orchestrator offers while a version of its capabilities is in force (R26).
/// Views and pointers are into the surface it came from.
struct IntervalRow {
    enum class Path : std::uint8_t { gpu, without_gpu, per_capability, placeholder };
    Path path = Path::placeholder;
    std::string_view pipeline;
    std::string_view model;
    const OfferedGpu* gpu = nullptr;  ///< path gpu only

    bool hardwarePresent() const { return path == Path::gpu; }
};

/// The rows of one surface, never none. The surface must outlive them.
std::vector<IntervalRow> expandIntervals(const CapabilitySurface& surface);

/// `org` and the names in key form, the id of the event that opened the version, and its payload (R25).
std::string versionId(std::string_view org, std::string_view orch_address, std::string_view orch_uri_norm,
                      std::string_view event_id, const Md5& payload_hash);

/// Orders rows that are otherwise equal (R26).
std::string intervalHash(std::string_view version_id, const IntervalRow& row);

}  // namespace naap
