#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/feed/secret.h"
#include "core/result.h"

namespace naap {

/// Tokens and passwords in a file that a passphrase opens: for machines without a keychain. The key comes from the
/// passphrase by Argon2id, the contents are sealed by XChaCha20-Poly1305; both are libsodium's. What is sealed includes
/// the head of the file, so a changed byte anywhere is noticed.
///
/// Each change writes the file anew and replaces the old one at once. For one thread at a time.
class SecretFile {
public:
    /// How dear a guess at the passphrase is. Kept in the file; only tests want it cheap.
    enum class Cost : std::uint8_t { usual, cheap };

    /// Opens the file, or begins a new one that the first put() writes. Takes about a second. Errors: `usage` for a
    /// passphrase that is blank, wrong, or does not fit because the file was changed; `malformed` when it is no file of
    /// secrets; `io`.
    static Result<std::unique_ptr<SecretFile>> open(std::filesystem::path path, const Secret& passphrase,
                                                    Cost cost = Cost::usual);
    ~SecretFile();
    SecretFile(const SecretFile&) = delete;
    SecretFile& operator=(const SecretFile&) = delete;

    /// The secret of this name; null: none.
    const Secret* find(const std::string& name) const;
    Result<void> put(const std::string& name, Secret secret);
    /// Removing what is not there is no error.
    Result<void> remove(const std::string& name);

private:
    using Key = std::array<unsigned char, 32>;
    using Salt = std::array<unsigned char, 16>;

    explicit SecretFile(std::filesystem::path path) : m_path(std::move(path)) {}
    Result<void> start(const Secret& passphrase, Cost cost);
    Result<void> unseal(const std::string& bytes, const Secret& passphrase);
    Result<void> deriveKey(const Secret& passphrase);
    Result<void> readEntries(const std::vector<unsigned char>& plain);
    std::vector<unsigned char> plainEntries() const;
    std::string head() const;
    Result<void> save() const;

    std::filesystem::path m_path;
    Key m_key{};
    Salt m_salt{};
    std::uint64_t m_operations = 0;
    std::uint64_t m_memory = 0;  ///< bytes
    std::map<std::string, Secret> m_entries;
};

}  // namespace naap
