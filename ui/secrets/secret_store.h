#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>

#include <QObject>
#include <QString>

#include "core/feed/secret.h"
#include "core/result.h"

namespace naap {

/// Who keeps tokens and passwords.
enum class SecretKeeper {
    keychain,  ///< of the system: Secret Service, KWallet, Keychain, Credential Manager
    file,      ///< a file that a passphrase opens (core/secrets)
    memory,    ///< nobody: they are asked for each time the program starts
};

/// Tokens and passwords by name: `source/<id>` for a source, `webhook/<id>` for a channel of alerts. Settings hold who
/// keeps them and which names there are, never more. All functions return at once and answer later, on the thread of
/// the store, which has an event loop; a keychain may ask a person first and take minutes. When `asker` is gone, so is
/// the answer.
class SecretStore : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const Result<void>&)>;
    /// Null: there is none of that name, and nobody was wrong.
    using SharedSecret = std::shared_ptr<const Secret>;
    using Read = std::function<void(const Result<SharedSecret>&)>;

    /// `file` is where the passphrase's file is, or will be.
    explicit SecretStore(std::filesystem::path file, QObject* parent = nullptr);
    /// The file of this user: `secrets` beside the settings.
    static std::filesystem::path usualFile();
    ~SecretStore() override;

    SecretKeeper keeper() const;
    /// Kept in settings. What the keeper before holds stays there.
    void setKeeper(SecretKeeper keeper);

    /// True when the file keeps secrets and its passphrase was not given yet: read() and write() say so until then.
    bool isLocked() const;
    /// Opens the file, which takes about a second, or begins one with this passphrase.
    void unlock(Secret passphrase, QObject* asker, Done done);
    bool hasFile() const;

    void read(const QString& name, QObject* asker, Read done);
    void write(const QString& name, Secret secret, QObject* asker, Done done);
    void remove(const QString& name, QObject* asker, Done done);
    /// Whether the keychain works, by writing and removing a word that is no secret.
    void tryKeychain(QObject* asker, Done done);
    /// Whether one was kept, as settings remember it: a locked keychain looks like an empty one.
    bool isKept(const QString& name) const;

private:
    class FileThread;
    void remember(const QString& name, bool kept);
    void readKeychain(const QString& name, QObject* asker, Read done);
    void writeKeychain(const QString& name, const Secret& secret, QObject* asker, Done done);
    void removeKeychain(const QString& name, QObject* asker, Done done);
    Done remembering(const QString& name, bool kept, Done done);
    void answerLater(QObject* asker, std::function<void()> answer);

    std::unique_ptr<FileThread> m_file;
    std::map<QString, Secret> m_memory;
};

}  // namespace naap
