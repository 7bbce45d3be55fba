#include "core/generate/random.h"

namespace naap {

namespace {

constexpr char kHex[] = "0123456789abcdef";

std::uint64_t splitmix(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

constexpr std::uint64_t rotated(std::uint64_t value, unsigned by)
{
    return (value << by) | (value >> (64U - by));
}

void writeHex(char* to, std::uint64_t bits, int digits)
{
    for (int i = 0; i < digits; ++i, bits >>= 4U)
        to[i] = kHex[bits & 15U];
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream)
{
    std::uint64_t state = seed;
    state = splitmix(state) ^ (stream * 0xd1342543de82ef95ULL);
    for (std::uint64_t& word : m_state)
        word = splitmix(state);
}

std::uint64_t Random::next()
{
    const std::uint64_t result = rotated(m_state[1] * 5U, 7) * 9U;
    const std::uint64_t shifted = m_state[1] << 17U;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = rotated(m_state[3], 45);
    return result;
}

std::int64_t Random::bell(std::int64_t centre, std::int64_t spread)
{
    std::int64_t sum = 0;
    for (int i = 0; i < 4; ++i)
        sum += between(-spread, spread);
    return centre + sum / 2;
}

double Random::fraction(std::int64_t milli)
{
    // One thousandth in units of 2^-48: the sum stays below 2^53, so the conversion and the scaling are exact and no
    // compiler may round it in its own way.
    constexpr std::int64_t kThousandth = (std::int64_t{1} << 48U) / 1000;
    const std::int64_t low = static_cast<std::int64_t>(next() >> 16U) % kThousandth;
    return static_cast<double>(milli * kThousandth + low) / static_cast<double>(std::int64_t{1} << 48U);
}

void Random::appendHex(std::string& out, int digits)
{
    for (; digits > 0; digits -= 16) {
        const int now = digits < 16 ? digits : 16;
        char text[16];
        writeHex(text, next(), now);
        out.append(text, static_cast<std::size_t>(now));
    }
}

void Random::appendUuid(std::string& out)
{
    char text[36];
    const std::uint64_t high = next();
    const std::uint64_t low = next();
    writeHex(text, high, 8);
    text[8] = '-';
    writeHex(text + 9, high >> 32U, 4);
    text[13] = '-';
    text[14] = '4';
    writeHex(text + 15, high >> 48U, 3);
    text[18] = '-';
    text[19] = kHex[8U | (low & 3U)];
    writeHex(text + 20, low >> 2U, 3);
    text[23] = '-';
    writeHex(text + 24, low >> 16U, 12);
    out.append(text, sizeof text);
}

}  // namespace naap
