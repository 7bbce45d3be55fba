#include "core/generate/geography.h"

#include <array>

#include "core/generate/text.h"

namespace naap {
namespace {

constexpr std::array<MadeUpPlace, 6> kPlaces{{
    {"us-east-1a", "nyc", "us-east-1", "us-east"},
    {"fra", "fra", "eu-central-1", "eu-central"},
    {"ap-southeast-1b", "sgp", "asia-southeast1", "ap-southeast"},
    {"westus2", "sea", "us-west-2", "us-west"},
    {"lhr", "ams", "eu-west", "eu-west"},
    {"gru", "gru", "southamerica-east1", "sa-east"},
}};

}  // namespace

const MadeUpPlace& placeOfGateway(std::size_t index)
{
    return kPlaces[index % kPlaces.size()];
}

const MadeUpPlace& placeOfNode(std::size_t index)
{
    // Out of step with the gateways, so that work crosses regions.
    return kPlaces[(index * 5 + 1) % kPlaces.size()];
}

std::string gatewayName(std::size_t index, Geography geography)
{
    std::string name;
    if (geography == Geography::names)
        Put{name, "gateway-", placeOfGateway(index).in_gateway_name, '-', index + 1};
    else
        Put{name, "gateway-", index + 1};
    return name;
}

}  // namespace naap
