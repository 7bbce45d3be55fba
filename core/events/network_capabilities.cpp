#include <algorithm>
#include <charconv>

#include "core/events/families.h"
#include "core/events/names.h"

namespace naap {
namespace {

// The producer leaves members out when they are empty, so null and absence are legal everywhere; another wrong type
// inside hardware, gpu_info or PerCapability makes the element unparsable (R26).

bool strictText(const JsonValue& value, std::string& target)
{
    if (value.is_string())
        target = trimmed(value.get_string().value_unsafe());
    return value.is_string() || value.is_null();
}

bool strictInteger(const JsonValue& value, std::int64_t& target)
{
    if (value.is_number())
        target = asInteger(value).value_or(0);
    return value.is_number() || value.is_null();
}

bool readGpu(const JsonValue& value, OfferedGpu& gpu)
{
    bool ok = value.is_object();
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "id")
            ok = strictText(member, gpu.id) && ok;
        else if (key == "name")
            ok = strictText(member, gpu.name) && ok;
        else if (key == "memory_total")
            ok = strictInteger(member, gpu.memory_total) && ok;
    });
    return ok;
}

bool readGpus(const JsonValue& value, std::vector<OfferedGpu>& gpus)
{
    bool ok = value.is_object() || value.is_array() || value.is_null();
    std::vector<std::pair<std::string_view, OfferedGpu>> keyed;
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        OfferedGpu gpu;
        ok = readGpu(member, gpu) && ok;
        std::erase_if(keyed, [&](const auto& entry) { return entry.first == key; });
        keyed.emplace_back(key, std::move(gpu));
    });
    std::ranges::sort(keyed, {}, [](const auto& entry) { return entry.first; });
    gpus.clear();
    for (auto& [key, gpu] : keyed)
        gpus.push_back(std::move(gpu));
    forEachElement(value, [&](const JsonValue& member) { ok = readGpu(member, gpus.emplace_back()) && ok; });
    return ok;
}

bool readHardware(const JsonValue& value, CapabilitySurface& surface)
{
    bool ok = value.is_array() || value.is_null();
    surface.hardware.clear();
    forEachElement(value, [&](const JsonValue& element) {
        HardwareEntry& entry = surface.hardware.emplace_back();
        ok = element.is_object() && ok;
        forEachMember(element, [&](std::string_view key, const JsonValue& member) {
            if (key == "pipeline")
                ok = strictText(member, entry.pipeline) && ok;
            else if (key == "model_id")
                ok = strictText(member, entry.model_id) && ok;
            else if (key == "gpu_info")
                ok = readGpus(member, entry.gpus) && ok;
        });
    });
    surface.hardware_given = !surface.hardware.empty();
    return ok;
}

bool readModel(std::int64_t capabilityId, std::string_view modelId, const JsonValue& value, CapabilitySurface& surface)
{
    ModelOffer offer{.capability_id = capabilityId, .model_id = std::string(trimmed(modelId))};
    bool ok = value.is_object() || value.is_null();
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "warm") {
            ok = (member.is_bool() || member.is_null()) && ok;
            offer.warm = asBool(member);
        } else if (key == "capacity") {
            ok = strictInteger(member, offer.capacity) && ok;
        }
    });
    surface.models.push_back(std::move(offer));
    return ok;
}

bool readPerCapability(const JsonValue& value, CapabilitySurface& surface)
{
    bool ok = value.is_object() || value.is_null();
    surface.per_capability_given = value.is_object();
    surface.models.clear();
    forEachMember(value, [&](std::string_view idText, const JsonValue& constraint) {
        std::int64_t id = 0;
        const auto [end, status] = std::from_chars(idText.data(), idText.data() + idText.size(), id);
        if (status != std::errc{} || end != idText.data() + idText.size())
            return;
        ok = (constraint.is_object() || constraint.is_null()) && ok;
        forEachMember(constraint, [&](std::string_view key, const JsonValue& models) {
            if (key != "models")
                return;
            ok = (models.is_object() || models.is_null()) && ok;
            forEachMember(models, [&](std::string_view modelId, const JsonValue& model) {
                ok = readModel(id, modelId, model, surface) && ok;
            });
        });
    });
    return ok;
}

bool readCapabilities(const JsonValue& value, CapabilitySurface& surface, TextArena& arena)
{
    bool ok = true;
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "version")
            surface.version = asText(member, arena);
        else if (key == "constraints")
            forEachMember(member, [&](std::string_view name, const JsonValue& constraint) {
                if (name == "PerCapability")
                    ok = readPerCapability(constraint, surface);
            });
    });
    return ok;
}

/// A price of 0, which producers leave out, is advertised all the same; a row of no units or no capability says
/// nothing.
void readPrice(const JsonValue& value, bool nodeDefault, std::vector<AdvertisedPrice>& prices, TextArena& arena)
{
    AdvertisedPrice price;
    std::int64_t capability = 0;
    forEachMember(value, [&](std::string_view key, const JsonValue& member) {
        if (key == "capability")
            capability = asInteger(member).value_or(0);
        else if (key == "constraint")
            price.constraint = asText(member, arena);
        else if (key == "pricePerUnit")
            price.price_per_unit = asInteger(member).value_or(0);
        else if (key == "pixelsPerUnit")
            price.pixels_per_unit = asInteger(member).value_or(0);
    });
    if (!nodeDefault)
        price.capability_id = capability;
    if (price.price_per_unit >= 0 && price.pixels_per_unit > 0 && (nodeDefault || capability > 0))
        prices.push_back(std::move(price));
}

}  // namespace

std::shared_ptr<const CapabilitySurface> readCapabilitySurface(const JsonValue& element, TextArena& arena)
{
    auto surface = std::make_shared<CapabilitySurface>();
    std::string_view address;
    std::string_view local;
    std::string_view orchUri;
    std::string_view uri;
    std::vector<AdvertisedPrice> defaults;
    bool hardwareOk = true;
    bool modelsOk = true;
    forEachMember(element, [&](std::string_view key, const JsonValue& member) {
        if (key == "address") {
            address = asText(member, arena);
        } else if (key == "local_address") {
            local = asText(member, arena);
        } else if (key == "orch_uri") {
            orchUri = asText(member, arena);
        } else if (key == "uri") {
            uri = asText(member, arena);
        } else if (key == "capabilities") {
            modelsOk = readCapabilities(member, *surface, arena);
        } else if (key == "hardware") {
            hardwareOk = readHardware(member, *surface);
        } else if (key == "capabilities_prices") {
            surface->prices.clear();
            forEachElement(member, [&](const JsonValue& row) { readPrice(row, false, surface->prices, arena); });
        } else if (key == "price_info") {
            defaults.clear();
            readPrice(member, true, defaults, arena);
        }
    });
    surface->orch_address = addressNorm(address);
    if (surface->orch_address.empty())
        return nullptr;
    surface->prices.insert(surface->prices.end(), defaults.begin(), defaults.end());
    surface->orch_name = trimmed(trimmed(local).empty() ? address : local);
    surface->orch_uri = trimmed(trimmed(orchUri).empty() ? uri : orchUri);
    if (const std::string alias = addressNorm(surface->orch_name);
        isAliasCandidate(alias) && alias != surface->orch_address)
        surface->alias = alias;
    surface->parsable = hardwareOk && modelsOk;
    if (!surface->parsable) {
        surface->hardware.clear();
        surface->models.clear();
    }
    return surface;
}

}  // namespace naap
