#include "core/store/packed.h"

#include <array>

namespace naap {
namespace {

constexpr std::size_t kUuidLength = 36;
constexpr std::uint8_t kUuid = 0;
constexpr std::uint8_t kText = 1;

constexpr std::array<std::int16_t, 256> kHexValue = [] {
    std::array<std::int16_t, 256> table{};
    table.fill(-1);
    for (int i = 0; i < 10; ++i)
        table[static_cast<std::size_t>('0' + i)] = static_cast<std::int16_t>(i);
    for (int i = 0; i < 6; ++i)
        table[static_cast<std::size_t>('a' + i)] = static_cast<std::int16_t>(10 + i);
    return table;
}();

bool isDash(std::size_t position)
{
    return position == 8 || position == 13 || position == 18 || position == 23;
}

bool packUuid(std::string_view id, char (&out)[16])
{
    if (id.size() != kUuidLength)
        return false;
    std::size_t at = 0;
    for (std::size_t i = 0; i < kUuidLength;) {
        if (isDash(i)) {
            if (id[i] != '-')
                return false;
            ++i;
            continue;
        }
        const int high = kHexValue[static_cast<unsigned char>(id[i])];
        const int low = kHexValue[static_cast<unsigned char>(id[i + 1])];
        if (high < 0 || low < 0)
            return false;
        out[at++] = static_cast<char>(high * 16 + low);
        i += 2;
    }
    return true;
}

void unpackUuid(std::string_view raw, std::string& out)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::size_t position = 0;
    for (const char c : raw) {
        if (isDash(position)) {
            out.push_back('-');
            ++position;
        }
        const auto value = static_cast<unsigned char>(c);
        out.push_back(digits[value >> 4]);
        out.push_back(digits[value & 0xf]);
        position += 2;
    }
}

}  // namespace

void Packer::eventId(std::string_view id)
{
    char packed[16];
    if (packUuid(id, packed)) {
        byte(kUuid);
        raw({packed, sizeof packed});
    } else {
        byte(kText);
        text(id);
    }
}

void Unpacker::skipEventId()
{
    if (byte() == kUuid)
        take(16);
    else
        text();
}

std::string_view Unpacker::eventId(std::string& target)
{
    const std::size_t start = target.size();
    if (byte() == kUuid)
        unpackUuid(take(16), target);
    else
        target.append(text());
    return std::string_view(target).substr(start);
}

}  // namespace naap
