#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace naap {

/// 16 raw bytes of an MD5.
using Md5 = std::array<std::uint8_t, 16>;

/// MD5 of the bytes of `text`. Identity and change detection only, never security.
/// Throws std::runtime_error when the system's OpenSSL refuses MD5.
Md5 md5Of(std::string_view text);

/// MD5 of a text that comes in pieces.
class Md5Stream {
public:
    Md5Stream();
    ~Md5Stream();
    Md5Stream(const Md5Stream&) = delete;
    Md5Stream& operator=(const Md5Stream&) = delete;

    void add(std::string_view piece);
    /// Of all pieces so far; to be called once.
    Md5 finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// 32 lower-case hex digits.
std::string hexOf(const Md5& digest);

/// Reads 32 hex digits of either case; nothing for any other text.
std::optional<Md5> md5FromHex(std::string_view hex);

/// H(a, b, ...) of the resolution rules: the hex MD5 of the parts joined with `|`.
std::string joinedHash(std::initializer_list<std::string_view> parts);

}  // namespace naap
