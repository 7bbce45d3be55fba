#include "core/events/snapshot_file.h"

#include <fmt/format.h>

#include "core/events/json_value.h"
#include "core/events/md5.h"

namespace naap {

Result<std::string> eventOfSnapshot(std::string_view file, Instant at)
{
    simdjson::dom::parser parser;
    JsonValue root;
    if (parser.parse(file.data(), file.size()).get(root) != simdjson::SUCCESS) {
        const std::string repaired = repairedJson(file);
        if (const auto error = parser.parse(repaired).get(root))
            return failure(Error::Code::malformed, fmt::format("is a capability snapshot that cannot be read: {}",
                                                               simdjson::error_message(error)));
    }
    std::string orchestrators;
    forEachMember(root, [&](std::string_view key, const JsonValue& value) {
        if (key == "orchestrators")
            orchestrators = value.is_array() ? compactJson(value) : std::string();
    });
    if (orchestrators.empty())
        return failure(Error::Code::malformed, "is a capability snapshot without a list of orchestrators");
    return fmt::format(R"({{"id":"{}","type":"network_capabilities","timestamp":"{}","gateway":"","data":{}}})",
                       hexOf(md5Of(compactJson(root))), toMs(at), orchestrators);
}

}  // namespace naap
