// Any bytes behind the bracket that opens a whole-file array.

#include "tests/fuzz/fuzz_feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    naap::fuzzFeed(std::string(reinterpret_cast<const char*>(data), size), "[");
    return 0;
}
