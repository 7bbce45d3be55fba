#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/generate/random.h"

namespace naap {

/// One kind of record that a reader knows and ignores.
struct NoiseKind {
    std::string_view type;
    std::string_view subtype;  ///< of traces, else blank
    std::string_view reason;   ///< R5
    std::uint64_t weight;      ///< share of all ignored records, per 1000
};

/// Draws a kind with the shares of the live network: mostly web access records and browser statistics.
const NoiseKind& drawNoise(Random& random);

/// Appends a made-up `data` of that kind.
void putNoiseData(std::string& out, const NoiseKind& kind, std::int64_t ms, Random& random);

}  // namespace naap
