#include "core/feed/secret.h"

#include <utility>

#include <openssl/crypto.h>

namespace naap {

Secret::Secret(std::string text) : m_text(text)
{
    OPENSSL_cleanse(text.data(), text.size());
}

// A short text lives inside the string, so moving it would leave a copy behind.
Secret::Secret(Secret&& other) noexcept : m_text(other.m_text)
{
    other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_text = other.m_text;
        other.wipe();
    }
    return *this;
}

void Secret::wipe()
{
    OPENSSL_cleanse(m_text.data(), m_text.size());
    m_text.clear();
}

std::string Secret::hiddenIn(std::string said) const
{
    constexpr std::string_view kHidden = "(hidden)";
    if (m_text.empty())
        return said;
    for (auto at = said.find(m_text); at != std::string::npos; at = said.find(m_text, at + kHidden.size()))
        said.replace(at, m_text.size(), kHidden);
    return said;
}

}  // namespace naap
