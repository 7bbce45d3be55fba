#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace naap {

/// Where made-up gateways and orchestrators stand, and how that is told.
enum class Geography {
    none,   ///< nowhere
    names,  ///< in the names of gateways and hosts: `gateway-us-east-1a-1`, `https://fra-orch-3...`
    fields  ///< in members of events: `gateway_region`, `orchestrator_info.region`
};

/// One place that traffic is made up for: how names and events tell it, and the region that a reader must find.
struct MadeUpPlace {
    std::string_view in_gateway_name;
    std::string_view in_host_name;
    std::string_view in_events;
    std::string_view region;
};

/// Place of the thing with this number; neighbours stand in different regions.
const MadeUpPlace& placeOfGateway(std::size_t index);
const MadeUpPlace& placeOfNode(std::size_t index);

/// `gateway-us-east-1a-1`, or `gateway-1` where names tell nothing.
std::string gatewayName(std::size_t index, Geography geography);

}  // namespace naap
