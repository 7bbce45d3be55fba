#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/feed/secret.h"
#include "core/result.h"

class QCoreApplication;

namespace naap {

class SecretStore;

// Where a command line gets tokens and passwords from. Never from its arguments: every user of a computer can read
// those.

/// All that a file descriptor gives, without the end of its line. `option` begins the sentence of an error, which calls
/// it `what`.
Result<Secret> secretFromDescriptor(std::int64_t descriptor, std::string_view option, std::string_view what = "secret");

/// What a person types at the terminal after `question`, which is not shown. Where there is no terminal, the error is
/// `nobody`.
Result<Secret> secretFromTerminal(const std::string& question, const std::string& nobody);

/// The secrets that the window keeps, too: in the keychain of the system or in the file with a passphrase, as its
/// settings say. For the main thread.
class KeptSecrets {
public:
    /// `passphrase` is a file descriptor that gives the file's passphrase; nothing: it is asked for when it is needed.
    explicit KeptSecrets(std::optional<std::int64_t> passphrase = {});
    ~KeptSecrets();
    KeptSecrets(const KeptSecrets&) = delete;
    KeptSecrets& operator=(const KeptSecrets&) = delete;

    /// Blank: none is kept under this name.
    Result<Secret> read(const std::string& name);
    Result<void> write(const std::string& name, Secret secret);
    Result<void> remove(const std::string& name);
    /// From now on, in the file.
    void keepInFile();
    /// False: secrets are asked for each time.
    bool keepsAny() const;

    /// The same, and where none is to be had, the terminal is asked for that of `whose`.
    Result<Secret> readOrAsk(const std::string& name, const std::string& whose);

private:
    Result<void> unlock();

    std::optional<std::int64_t> m_passphrase;
    std::unique_ptr<QCoreApplication> m_application;
    std::unique_ptr<SecretStore> m_store;
};

}  // namespace naap
