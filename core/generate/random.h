#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace naap {

/// xoshiro256** seeded with splitmix64. The standard library's distributions differ between implementations and so do
/// the last bits of libm, so everything here is integer arithmetic: one seed, the same bytes on every platform.
class Random {
public:
    /// Generators of the same seed and another stream number are independent of each other.
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

    std::uint64_t next();

    /// Uniform in [0, limit); 0 when limit is 0. limit <= 2^32.
    std::uint64_t below(std::uint64_t limit) { return ((next() >> 32U) * limit) >> 32U; }

    /// Uniform in [low, high], both included; high - low < 2^32.
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
    }

    /// True with a probability of `partsPerMillion` / 1,000,000.
    bool chance(std::uint64_t partsPerMillion) { return below(1'000'000) < partsPerMillion; }

    /// Bell-shaped around `centre`: standard deviation about 0.58 x spread, never further away than 2 x spread.
    std::int64_t bell(std::int64_t centre, std::int64_t spread);

    /// `milli` thousandths (0 <= milli < 32,000) and a random rest below one thousandth, so that all digits of a double
    /// are in use as in measured values.
    double fraction(std::int64_t milli);

    template <class T>
    const T& pick(std::span<const T> choices)
    {
        return choices[below(choices.size())];
    }

    /// Appends `digits` lower-case hex digits.
    void appendHex(std::string& out, int digits);

    /// Appends the text of a version 4 UUID.
    void appendUuid(std::string& out);

private:
    std::uint64_t m_state[4];
};

}  // namespace naap
