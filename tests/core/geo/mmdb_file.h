#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

/// Writes small files in MaxMind's format: a tree of one node a bit, records of 24 bits, IPv4 alone.
namespace naap::mmdb {

inline std::string head(int type, std::size_t size)
{
    // Sizes of 29 and more take a second byte.
    if (size < 29)
        return {static_cast<char>((type << 5) | static_cast<int>(size))};
    return {static_cast<char>((type << 5) | 29), static_cast<char>(size - 29)};
}
inline std::string text(const std::string& value)
{
    return head(2, value.size()) + value;
}
inline std::string number(double value)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    std::string bytes = head(3, 8);
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += static_cast<char>((bits >> static_cast<unsigned>(shift)) & 0xFFU);
    return bytes;
}
inline std::string whole(int type, std::uint32_t value)
{
    const std::string bytes{static_cast<char>(value >> 8U), static_cast<char>(value & 0xFFU)};
    return head(type, 2) + bytes;
}
/// Of pairs of a name and an encoded value.
inline std::string map(const std::vector<std::pair<std::string, std::string>>& members)
{
    std::string bytes = head(7, members.size());
    for (const auto& [name, value] : members)
        bytes += text(name) + value;
    return bytes;
}

inline std::string place(const std::string& country, double lat, double lon)
{
    return map({{"country", map({{"iso_code", text(country)}})},
                {"location", map({{"latitude", number(lat)}, {"longitude", number(lon)}})}});
}

inline void put24(std::string& out, std::uint32_t value)
{
    for (const unsigned shift : {16U, 8U, 0U})
        out += static_cast<char>((value >> shift) & 0xFFU);
}

/// A file of this type that knows single addresses (a, b, c, d) and their encoded records.
inline std::string file(const std::string& type,
                        const std::vector<std::pair<std::vector<std::uint32_t>, std::string>>& records)
{
    constexpr std::uint32_t kNothing = 0xFFFFFFFF;
    constexpr std::uint32_t kData = 0x80000000;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> nodes{{kNothing, kNothing}};
    std::string data;
    for (const auto& [parts, record] : records) {
        const std::uint32_t address = (parts[0] << 24U) | (parts[1] << 16U) | (parts[2] << 8U) | parts[3];
        std::uint32_t at = 0;
        for (unsigned bit = 0; bit < 32; ++bit) {
            const bool right = ((address >> (31U - bit)) & 1U) != 0;
            const std::uint32_t known = right ? nodes[at].second : nodes[at].first;
            const bool isLast = bit == 31;
            std::uint32_t next = known;
            if (isLast)
                next = kData | static_cast<std::uint32_t>(data.size());
            else if (known == kNothing)
                next = static_cast<std::uint32_t>(nodes.size());
            if (!isLast && known == kNothing)
                nodes.emplace_back(kNothing, kNothing);
            (right ? nodes[at].second : nodes[at].first) = next;
            at = next;
        }
        data += record;
    }
    const auto count = static_cast<std::uint32_t>(nodes.size());
    std::string out;
    for (const auto& [left, right] : nodes)
        for (const std::uint32_t side : {left, right})
            put24(out, side == kNothing ? count : (side & kData) != 0 ? count + 16 + (side & ~kData) : side);
    out += std::string(16, '\0') + data + "\xAB\xCD\xEFMaxMind.com";
    const std::string epoch = head(0, 1) + static_cast<char>(2) + '\1';
    out += map({{"binary_format_major_version", whole(5, 2)},
                {"binary_format_minor_version", whole(5, 0)},
                {"build_epoch", epoch},
                {"database_type", text(type)},
                {"description", map({{"en", text("made by a test")}})},
                {"ip_version", whole(5, 4)},
                {"languages", head(0, 1) + static_cast<char>(4) + text("en")},
                {"node_count", head(6, 2) + whole(6, count).substr(1)},
                {"record_size", whole(5, 24)}});
    return out;
}

}  // namespace naap::mmdb
