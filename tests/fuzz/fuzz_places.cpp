// Any bytes as a user's table of places: read, written, and read again as the same table; and as the name of a gateway
// and the URI of an orchestrator.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/geo/place_book.h"
#include "core/geo/place_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace naap {
namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void readAny(std::string_view text)
{
    const RegionTable& table = RegionTable::bundled();
    const PlaceFile file = readPlaceFile(text, table);
    for (const LineProblem& problem : file.problems)
        require(problem.line > 0 && !problem.reason.empty());
    const std::string written = placeFileText(file.entries);
    require(placeFileText(readPlaceFile(written, table).entries) == written);

    PlaceBook book(table, {});
    const std::string name(text);
    for (const Place* place : {&book.gateway(name), &book.orchestrator(name, name)})
        require(place->isKnown() == (place->region != kUnknownRegion) && place->isKnown() == place->cell.has_value());
}

}  // namespace
}  // namespace naap

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    naap::readAny({reinterpret_cast<const char*>(data), size});
    return 0;
}
