#include "core/events/capability_surface.h"

#include <nlohmann/json.hpp>

namespace naap {

using nlohmann::json;

void to_json(json& j, const OfferedGpu& gpu)
{
    j = {gpu.id, gpu.name, gpu.memory_total};
}

void from_json(const json& j, OfferedGpu& gpu)
{
    j.at(0).get_to(gpu.id);
    j.at(1).get_to(gpu.name);
    j.at(2).get_to(gpu.memory_total);
}

void to_json(json& j, const HardwareEntry& entry)
{
    j = {{"pipeline", entry.pipeline}, {"model_id", entry.model_id}, {"gpus", entry.gpus}};
}

void from_json(const json& j, HardwareEntry& entry)
{
    j.at("pipeline").get_to(entry.pipeline);
    j.at("model_id").get_to(entry.model_id);
    j.at("gpus").get_to(entry.gpus);
}

void to_json(json& j, const ModelOffer& offer)
{
    j = {{"capability_id", offer.capability_id},
         {"model_id", offer.model_id},
         {"warm", offer.warm},
         {"capacity", offer.capacity}};
}

void from_json(const json& j, ModelOffer& offer)
{
    j.at("capability_id").get_to(offer.capability_id);
    j.at("model_id").get_to(offer.model_id);
    j.at("warm").get_to(offer.warm);
    j.at("capacity").get_to(offer.capacity);
}

void to_json(json& j, const AdvertisedPrice& price)
{
    j = {{"constraint", price.constraint},
         {"price_per_unit", price.price_per_unit},
         {"pixels_per_unit", price.pixels_per_unit}};
    if (price.capability_id)
        j["capability_id"] = *price.capability_id;
}

void from_json(const json& j, AdvertisedPrice& price)
{
    j.at("constraint").get_to(price.constraint);
    j.at("price_per_unit").get_to(price.price_per_unit);
    j.at("pixels_per_unit").get_to(price.pixels_per_unit);
    if (j.contains("capability_id"))
        price.capability_id = j.at("capability_id").get<std::int64_t>();
}

std::string surfaceToJson(const CapabilitySurface& surface)
{
    const json j{{"orch_address", surface.orch_address},
                 {"orch_name", surface.orch_name},
                 {"orch_uri", surface.orch_uri},
                 {"alias", surface.alias},
                 {"version", surface.version},
                 {"hardware_given", surface.hardware_given},
                 {"per_capability_given", surface.per_capability_given},
                 {"parsable", surface.parsable},
                 {"hardware", surface.hardware},
                 {"models", surface.models},
                 {"prices", surface.prices}};
    return j.dump();
}

CapabilitySurface surfaceFromJson(std::string_view text)
{
    CapabilitySurface surface;
    const json j = json::parse(text, nullptr, false);
    if (!j.is_object())
        return surface;
    try {
        j.at("orch_address").get_to(surface.orch_address);
        j.at("orch_name").get_to(surface.orch_name);
        j.at("orch_uri").get_to(surface.orch_uri);
        j.at("alias").get_to(surface.alias);
        j.at("version").get_to(surface.version);
        j.at("hardware_given").get_to(surface.hardware_given);
        j.at("per_capability_given").get_to(surface.per_capability_given);
        j.at("parsable").get_to(surface.parsable);
        j.at("hardware").get_to(surface.hardware);
        j.at("models").get_to(surface.models);
        j.at("prices").get_to(surface.prices);
    } catch (const json::exception&) {
        return {};
    }
    return surface;
}

}  // namespace naap
