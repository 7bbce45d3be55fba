// Any file: whatever its bytes are, compressed or not.

#include "tests/fuzz/fuzz_feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    naap::fuzzFeed(std::string(reinterpret_cast<const char*>(data), size), "");
    return 0;
}
