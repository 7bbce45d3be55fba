#include "core/events/md5.h"

#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace naap {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeDigest {
    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

/// Looking the algorithm up costs more than hashing a key, so each thread does it once.
class Hasher {
public:
    Hasher() : m_context(EVP_MD_CTX_new()), m_digest(EVP_MD_fetch(nullptr, "MD5", nullptr))
    {
        if (!m_context || !m_digest)
            throw std::runtime_error("OpenSSL offers no MD5 here; check its FIPS settings");
    }

    Md5 operator()(std::string_view text)
    {
        begin();
        add(text);
        return finish();
    }

    void begin() { check(EVP_DigestInit_ex2(m_context.get(), m_digest.get(), nullptr)); }
    void add(std::string_view text) { check(EVP_DigestUpdate(m_context.get(), text.data(), text.size())); }
    Md5 finish()
    {
        Md5 digest{};
        check(EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr));
        return digest;
    }

private:
    static void check(int done)
    {
        if (done != 1)
            throw std::runtime_error("OpenSSL could not compute an MD5");
    }

    std::unique_ptr<EVP_MD_CTX, FreeContext> m_context;
    std::unique_ptr<EVP_MD, FreeDigest> m_digest;
};

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

}  // namespace

struct Md5Stream::State {
    Hasher hasher;
};

Md5Stream::Md5Stream() : m_state(std::make_unique<State>())
{
    m_state->hasher.begin();
}

Md5Stream::~Md5Stream() = default;

void Md5Stream::add(std::string_view piece)
{
    m_state->hasher.add(piece);
}

Md5 Md5Stream::finish()
{
    return m_state->hasher.finish();
}

Md5 md5Of(std::string_view text)
{
    thread_local Hasher hasher;
    return hasher(text);
}

std::string hexOf(const Md5& digest)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex(2 * digest.size(), '0');
    for (std::size_t i = 0; i < digest.size(); ++i) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    return hex;
}

std::optional<Md5> md5FromHex(std::string_view hex)
{
    Md5 digest{};
    if (hex.size() != 2 * digest.size())
        return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const int high = hexValue(hex[2 * i]);
        const int low = hexValue(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        digest[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

std::string joinedHash(std::initializer_list<std::string_view> parts)
{
    std::size_t size = parts.size();
    for (const std::string_view part : parts)
        size += part.size();
    std::string text;
    text.reserve(size);
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        if (part != parts.begin())
            text.push_back('|');
        text.append(*part);
    }
    return hexOf(md5Of(text));
}

}  // namespace naap
