#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace naap {

/// Writes the packed records of the cache: variable-length integers, doubles bit for bit, texts with their length.
class Packer {
public:
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<char>(value)); }

    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }

    void integer(std::int64_t value)
    {
        const auto bits = static_cast<std::uint64_t>(value);
        number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    }

    void real(double value)
    {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        char raw[sizeof bits];
        std::memcpy(raw, &bits, sizeof bits);
        m_bytes.append(raw, sizeof raw);
    }

    void text(std::string_view value)
    {
        number(value.size());
        m_bytes.append(value);
    }

    void raw(std::string_view bytes) { m_bytes.append(bytes); }

    /// A canonical lower-case UUID takes 17 bytes, other ids their text.
    void eventId(std::string_view id);

    const std::string& bytes() const { return m_bytes; }
    std::string take() { return std::move(m_bytes); }
    std::size_t size() const { return m_bytes.size(); }
    void clear() { m_bytes.clear(); }
    void reserve(std::size_t bytes) { m_bytes.reserve(bytes); }

private:
    std::string m_bytes;
};

/// Reads what Packer wrote. Damaged input never reads out of bounds: it gives zeros and blanks, and ok() is false.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : m_rest(bytes) {}

    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.empty(); }

    std::uint8_t byte()
    {
        if (m_rest.empty())
            return fail();
        const auto value = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        return fail();
    }

    std::int64_t integer()
    {
        const std::uint64_t bits = number();
        return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
    }

    double real()
    {
        std::uint64_t bits = 0;
        const std::string_view raw = take(sizeof bits);
        if (raw.size() == sizeof bits)
            std::memcpy(&bits, raw.data(), sizeof bits);
        return std::bit_cast<double>(bits);
    }

    std::string_view text() { return take(number()); }
    std::string_view raw(std::size_t size) { return take(size); }

    void skipEventId();
    /// Appends the id's text to `target` and returns it; `target` must have room, so that earlier views stay valid.
    std::string_view eventId(std::string& target);

private:
    std::uint8_t fail()
    {
        m_ok = false;
        m_rest = {};
        return 0;
    }

    std::string_view take(std::uint64_t size)
    {
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view value = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return value;
    }

    std::string_view m_rest;
    bool m_ok = true;
};

}  // namespace naap
