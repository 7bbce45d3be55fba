#include <algorithm>

#include "core/events/families.h"
#include "core/events/names.h"

namespace naap {

EventBody readDiscoveryResults(const JsonValue& data, const EventContext& context)
{
    DiscoveryBody body;
    std::uint32_t position = 0;
    forEachElement(data, [&](const JsonValue& element) {
        DiscoveryCandidate candidate{.position = position++, .orchestrator_address = {}, .orchestrator_uri = {}};
        forEachMember(element, [&](std::string_view key, const JsonValue& member) {
            if (key == "address")
                candidate.orchestrator_address = context.arena.keep(addressNorm(asText(member, context.arena)));
            else if (key == "url")
                candidate.orchestrator_uri = trimmed(asText(member, context.arena));
            else if (key == "latency_ms")
                candidate.latency_ms = std::max<std::int64_t>(0, asInteger(member).value_or(0));
        });
        if (!candidate.orchestrator_address.empty())
            body.candidates.push_back(candidate);
    });
    if (body.candidates.empty())
        return std::monostate{};
    return body;
}

}  // namespace naap
