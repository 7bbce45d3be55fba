#include "core/secrets/secret_file.h"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <sodium.h>

namespace naap {
namespace {

constexpr std::string_view kMagic = "NaaP Lens secrets 1\n";
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSealBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
// A file that somebody changed must not make us take all memory, or never come back.
constexpr std::uint64_t kMostMemory = std::uint64_t{1} << 30;
constexpr std::uint64_t kMostOperations = 16;
constexpr std::size_t kMostFileBytes = std::size_t{16} << 20;
constexpr std::size_t kNumberBytes = 8;

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);
static_assert(crypto_pwhash_SALTBYTES == 16);

unsigned char* bytesOf(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// Little end first, whatever the machine.
void appendNumber(std::string& text, std::uint64_t number)
{
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        text.push_back(static_cast<char>(number >> (8 * i) & 0xff));
}

std::uint64_t numberAt(const unsigned char* bytes)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kNumberBytes; ++i)
        number |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return number;
}

Error cannot(std::string_view what, const std::filesystem::path& path, int reason)
{
    return {Error::Code::io,
            fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(reason))};
}

Error noSecrets(const std::filesystem::path& path)
{
    return {Error::Code::malformed,
            fmt::format("{} is no file of secrets, or was cut; remove it and enter the secrets again", path.string())};
}

/// Nothing: there is no such file.
Result<std::optional<std::string>> readWhole(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        const int reason = errno;
        if (reason == ENOENT)
            return std::optional<std::string>();
        return tl::unexpected(cannot("open", path, reason));
    }
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (file.bad())
        return tl::unexpected(cannot("read", path, errno));
    if (bytes.size() > kMostFileBytes)
        return tl::unexpected(noSecrets(path));
    return std::optional(std::move(bytes));
}

Result<void> writeAll(int file, std::string_view bytes, const std::filesystem::path& path)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return tl::unexpected(cannot("write", path, errno));
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0 ? Result<void>() : tl::unexpected(cannot("write", path, errno));
}

/// The old file or the new one, whatever happens in between; readable for nobody else.
Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes)
{
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    const std::filesystem::path next = path.string() + ".new";
    std::filesystem::remove(next, ignored);
    const int file = ::open(next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return tl::unexpected(cannot("write", next, errno));
    auto done = writeAll(file, bytes, next);
    ::close(file);
    if (done && std::rename(next.c_str(), path.c_str()) != 0)
        done = tl::unexpected(cannot("replace", path, errno));
    if (!done)
        std::filesystem::remove(next, ignored);
    return done;
}

void appendText(std::vector<unsigned char>& plain, std::string_view text)
{
    std::string size;
    appendNumber(size, text.size());
    plain.insert(plain.end(), size.begin(), size.end());
    plain.insert(plain.end(), text.begin(), text.end());
}

/// The text that begins at `at`, which moves behind it; nothing when it does not fit.
std::optional<std::string> takeText(const std::vector<unsigned char>& plain, std::size_t& at)
{
    if (plain.size() - at < kNumberBytes)
        return std::nullopt;
    const std::uint64_t size = numberAt(plain.data() + at);
    at += kNumberBytes;
    if (plain.size() - at < size)
        return std::nullopt;
    std::string text(plain.begin() + static_cast<std::ptrdiff_t>(at),
                     plain.begin() + static_cast<std::ptrdiff_t>(at + size));
    at += size;
    return text;
}

}  // namespace

SecretFile::~SecretFile()
{
    sodium_memzero(m_key.data(), m_key.size());
}

Result<std::unique_ptr<SecretFile>> SecretFile::open(std::filesystem::path path, const Secret& passphrase, Cost cost)
{
    if (sodium_init() < 0)
        return failure(Error::Code::io, "libsodium cannot start: the system gives no random numbers");
    if (passphrase.empty())
        return failure(Error::Code::usage, "the passphrase is blank");
    auto bytes = readWhole(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    std::unique_ptr<SecretFile> file(new SecretFile(std::move(path)));
    const auto opened = *bytes ? file->unseal(**bytes, passphrase) : file->start(passphrase, cost);
    if (!opened)
        return tl::unexpected(opened.error());
    return file;
}

Result<void> SecretFile::start(const Secret& passphrase, Cost cost)
{
    randombytes_buf(m_salt.data(), m_salt.size());
    m_operations = cost == Cost::usual ? crypto_pwhash_OPSLIMIT_MODERATE : crypto_pwhash_OPSLIMIT_MIN;
    m_memory = cost == Cost::usual ? crypto_pwhash_MEMLIMIT_MODERATE : crypto_pwhash_MEMLIMIT_MIN;
    return deriveKey(passphrase);
}

Result<void> SecretFile::deriveKey(const Secret& passphrase)
{
    const std::string& text = passphrase.text();
    if (crypto_pwhash(m_key.data(), m_key.size(), text.data(), text.size(), m_salt.data(), m_operations, m_memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return failure(Error::Code::io, fmt::format("not enough memory to open {}: its passphrase wants {} MB",
                                                    m_path.string(), m_memory >> 20));
    return {};
}

std::string SecretFile::head() const
{
    std::string text(kMagic);
    text.append(m_salt.begin(), m_salt.end());
    appendNumber(text, m_operations);
    appendNumber(text, m_memory);
    return text;
}

Result<void> SecretFile::unseal(const std::string& bytes, const Secret& passphrase)
{
    const std::size_t headBytes = head().size();
    if (!bytes.starts_with(kMagic) || bytes.size() < headBytes + kNonceBytes + kSealBytes)
        return tl::unexpected(noSecrets(m_path));
    const unsigned char* at = bytesOf(std::string_view(bytes)) + kMagic.size();
    std::copy_n(at, m_salt.size(), m_salt.begin());
    m_operations = numberAt(at + m_salt.size());
    m_memory = numberAt(at + m_salt.size() + kNumberBytes);
    if (m_operations < crypto_pwhash_OPSLIMIT_MIN || m_operations > kMostOperations ||
        m_memory < crypto_pwhash_MEMLIMIT_MIN || m_memory > kMostMemory)
        return tl::unexpected(noSecrets(m_path));
    if (auto done = deriveKey(passphrase); !done)
        return done;
    const std::string ownHead = head();
    const unsigned char* nonce = bytesOf(std::string_view(bytes)) + headBytes;
    std::vector<unsigned char> plain(bytes.size() - headBytes - kNonceBytes - kSealBytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, nonce + kNonceBytes,
                                                   plain.size() + kSealBytes, bytesOf(std::string_view(ownHead)),
                                                   ownHead.size(), nonce, m_key.data()) != 0)
        return failure(Error::Code::usage,
                       fmt::format("the passphrase of {} is wrong, or the file was changed", m_path.string()));
    auto done = readEntries(plain);
    sodium_memzero(plain.data(), plain.size());
    return done;
}

Result<void> SecretFile::readEntries(const std::vector<unsigned char>& plain)
{
    for (std::size_t at = 0; at < plain.size();) {
        const auto name = takeText(plain, at);
        auto secret = name ? takeText(plain, at) : std::nullopt;
        if (!secret)
            return tl::unexpected(noSecrets(m_path));
        m_entries.insert_or_assign(*name, Secret(*secret));
        sodium_memzero(secret->data(), secret->size());
    }
    return {};
}

std::vector<unsigned char> SecretFile::plainEntries() const
{
    std::size_t size = 0;
    for (const auto& [name, secret] : m_entries)
        size += 2 * kNumberBytes + name.size() + secret.text().size();
    std::vector<unsigned char> plain;
    plain.reserve(size);  // growing would leave copies behind
    for (const auto& [name, secret] : m_entries) {
        appendText(plain, name);
        appendText(plain, secret.text());
    }
    return plain;
}

const Secret* SecretFile::find(const std::string& name) const
{
    const auto found = m_entries.find(name);
    return found == m_entries.end() ? nullptr : &found->second;
}

Result<void> SecretFile::put(const std::string& name, Secret secret)
{
    m_entries.insert_or_assign(name, std::move(secret));
    return save();
}

Result<void> SecretFile::remove(const std::string& name)
{
    return m_entries.erase(name) > 0 ? save() : Result<void>();
}

Result<void> SecretFile::save() const
{
    std::vector<unsigned char> plain = plainEntries();
    const std::string begin = head();
    std::string nonce(kNonceBytes, '\0');
    randombytes_buf(nonce.data(), nonce.size());
    std::string sealed(plain.size() + kSealBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(sealed), nullptr, plain.data(), plain.size(),
                                               bytesOf(std::string_view(begin)), begin.size(), nullptr,
                                               bytesOf(std::string_view(nonce)), m_key.data());
    sodium_memzero(plain.data(), plain.size());
    return replaceFile(m_path, begin + nonce + sealed);
}

}  // namespace naap
