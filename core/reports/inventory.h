#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/events/instant.h"
#include "core/store/cache.h"

namespace naap {

/// What one orchestrator offered of one (capability, pipeline, model, GPU): a row of the `offers` report (R27). Where
/// it was seen several times, the last sighting speaks.
struct Offer {
    std::string orchestrator_address;
    std::string orchestrator_uri;  ///< as last spelled
    std::int64_t capability_id = 0;
    std::string capability_family;  ///< builtin, byoc
    std::string pipeline_id;        ///< builtin: the canonical pipeline; byoc: the name offered
    std::optional<std::string> model_id;
    std::optional<std::string> gpu_id;
    std::optional<std::string> gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes_total;
    std::optional<std::int64_t> advertised_capacity;
    std::optional<bool> warm;
    bool hardware_present = false;
    bool supports_stream = false;
    bool supports_request = false;
    Instant first_seen{};
    Instant last_seen{};
};

/// One orchestrator at one URI. Its name and version are null when only its workers were seen.
struct Node {
    std::string orchestrator_address;
    std::string orchestrator_uri;
    std::optional<std::string> name;
    std::optional<std::string> version;
    Instant first_seen{};
    Instant last_seen{};
};

/// One GPU id that an orchestrator named: a row of the `gpus` report.
struct InventoryGpu {
    std::string orchestrator_address;
    std::string orchestrator_uri;
    std::string gpu_id;
    std::optional<std::string> gpu_model_name;
    std::optional<std::int64_t> gpu_memory_bytes_total;
    std::vector<std::string> pipelines;
    std::vector<std::string> models;
    Instant first_seen{};
    Instant last_seen{};
};

/// One advertised price: a row of the `prices` report.
struct InventoryPrice {
    std::string orchestrator_address;
    std::string orchestrator_uri;
    std::optional<std::int64_t> capability_id;  ///< null: the node's default price
    std::string constraint;                     ///< model id, or the external capability's name (37)
    std::optional<std::string> pipeline_id;
    std::optional<std::string> model_id;
    std::int64_t price_per_unit = 0;
    std::int64_t pixels_per_unit = 0;
    Instant first_seen{};
    Instant last_seen{};
};

/// What the network offered, by capability events and BYOC workers seen in a range (R27). All lists ascend by address,
/// URI and the rest of their key, nulls first. Orgs are added together: a node is the same for everybody.
struct Inventory {
    std::vector<Node> nodes;
    std::vector<Offer> offers;
    std::vector<InventoryGpu> gpus;
    std::vector<InventoryPrice> prices;
};

Inventory inventoryOf(Cache& cache, std::optional<Instant> from, std::optional<Instant> to);

}  // namespace naap
