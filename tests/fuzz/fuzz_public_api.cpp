// Any bytes as an answer of the public API. The first byte picks the endpoint, its lowest bit an older generation. An
// answer that is read has rows whose texts read back, each in the hour that was asked for.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/feed/public_api_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace naap {
namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void readAny(std::uint8_t choice, std::string_view body)
{
    const ApiEndpoint& endpoint = apiEndpoints()[(choice / 2) % apiEndpoints().size()];
    const bool is_older = choice % 2 == 1 && !endpoint.legacy_name.empty();
    const Instant hour = instantFromMs(1'775'037'600'000);
    const bool of_now = endpoint.time == ApiTime::latest;
    const auto page = readApiPage(endpoint, is_older ? ApiGeneration::legacy : ApiGeneration::v1, body,
                                  of_now || is_older ? std::nullopt : std::optional(hour));
    if (!page)
        return require(!page.error().message.empty());
    require(page->problems.size() <= 51);
    for (const ApiRow& row : page->rows) {
        const ApiTable* table = findApiTable(row.table);
        const auto members = nlohmann::json::parse(row.members);
        require(table && nlohmann::json::parse(row.entity).is_array());
        require(members.size() == table->members.size() + 1);  // and unknown_zeros
        require(of_now || is_older || row.window_start == hour);
    }
}

}  // namespace
}  // namespace naap

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 0)
        naap::readAny(data[0], {reinterpret_cast<const char*>(data + 1), size - 1});
    return 0;
}
