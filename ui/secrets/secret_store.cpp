#include "ui/secrets/secret_store.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <qt6keychain/keychain.h>

#include <QFileInfo>
#include <QPointer>
#include <QSettings>
#include <QStandardPaths>

#include "core/secrets/secret_file.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QString kService = u"naap-lens"_s;
const QString kKeeper = u"secret_keeper"_s;
const QString kKept = u"secrets_kept"_s;

/// What an error of the keychain means and what to try. Sentences of errors are English everywhere.
Error errorOf(const QKeychain::Job& job)
{
    const std::string detail = job.errorString().toStdString();
    const std::string because = detail.empty() ? std::string() : " (" + detail + ")";
    switch (job.error()) {
        case QKeychain::AccessDenied:
        case QKeychain::AccessDeniedByUser:
            return {Error::Code::io, "the keychain is locked, or it was told to keep the secret to itself" + because +
                                         "; unlock it and try again"};
        default:
            return {Error::Code::io, "no keychain service answers" + because +
                                         "; start one (GNOME Keyring, KWallet), or have secrets asked for each time or "
                                         "kept in a file with a passphrase"};
    }
}

Error lockedFile()
{
    return {Error::Code::usage, "the file of secrets is locked; its passphrase opens it"};
}

}  // namespace

/// The thread that reads and writes the file of secrets, and derives its key. Keys of the passphrase live there alone.
class SecretStore::FileThread {
public:
    using Job = std::function<void(std::unique_ptr<SecretFile>&)>;

    explicit FileThread(std::filesystem::path path) : m_path(std::move(path))
    {
        m_thread = std::jthread([this](std::stop_token stop) { work(stop); });
    }

    const std::filesystem::path& path() const { return m_path; }
    void post(Job job)
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
        m_wake.notify_one();
    }
    bool is_open = false;  ///< of the store's thread

private:
    /// What was asked for is done even when the program ends: a secret that was entered is kept.
    void work(std::stop_token stop)
    {
        std::unique_ptr<SecretFile> file;
        for (;;) {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); }))
                return;
            const Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            job(file);
        }
    }

    std::filesystem::path m_path;
    std::mutex m_mutex;  // guards the jobs
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    std::jthread m_thread;
};

std::filesystem::path SecretStore::usualFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return (folder + u"/naap-lens/secrets"_s).toStdString();
}

SecretStore::SecretStore(std::filesystem::path file, QObject* parent)
    : QObject(parent), m_file(std::make_unique<FileThread>(std::move(file)))
{
}

SecretStore::~SecretStore() = default;

SecretKeeper SecretStore::keeper() const
{
    const QString word = QSettings().value(kKeeper).toString();
    return word == u"file"_s ? SecretKeeper::file : word == u"memory"_s ? SecretKeeper::memory : SecretKeeper::keychain;
}

void SecretStore::setKeeper(SecretKeeper keeper)
{
    const bool isFile = keeper == SecretKeeper::file;
    QSettings().setValue(kKeeper, isFile ? u"file"_s : keeper == SecretKeeper::memory ? u"memory"_s : u"keychain"_s);
}

bool SecretStore::isLocked() const
{
    return keeper() == SecretKeeper::file && !m_file->is_open;
}

bool SecretStore::hasFile() const
{
    return QFileInfo::exists(QString::fromStdString(m_file->path().string()));
}

bool SecretStore::isKept(const QString& name) const
{
    return QSettings().value(kKept).toStringList().contains(name);
}

void SecretStore::remember(const QString& name, bool kept)
{
    QSettings settings;
    QStringList names = settings.value(kKept).toStringList();
    names.removeAll(name);
    if (kept)
        names << name;
    settings.setValue(kKept, names);
}

/// Callers may count on an answer never coming before the call returns.
void SecretStore::answerLater(QObject* asker, std::function<void()> answer)
{
    QMetaObject::invokeMethod(
        this,
        [asker = QPointer<QObject>(asker), answer = std::move(answer)] {
            if (asker)
                answer();
        },
        Qt::QueuedConnection);
}

SecretStore::Done SecretStore::remembering(const QString& name, bool kept, Done done)
{
    return [this, name, kept, done = std::move(done)](const Result<void>& result) {
        if (result)
            remember(name, kept);
        done(result);
    };
}

void SecretStore::unlock(Secret passphrase, QObject* asker, Done done)
{
    const QPointer<QObject> guard(asker);
    const auto shared = std::make_shared<const Secret>(std::move(passphrase));
    m_file->post([this, guard, shared, done, path = m_file->path()](std::unique_ptr<SecretFile>& file) {
        auto opened = SecretFile::open(path, *shared);
        const Result<void> result = opened ? Result<void>() : tl::unexpected(opened.error());
        if (opened)
            file = std::move(*opened);
        QMetaObject::invokeMethod(
            this,
            [this, guard, done, result] {
                m_file->is_open = m_file->is_open || result.has_value();
                if (guard)
                    done(result);
            },
            Qt::QueuedConnection);
    });
}

void SecretStore::read(const QString& name, QObject* asker, Read done)
{
    if (keeper() == SecretKeeper::keychain)
        return readKeychain(name, asker, std::move(done));
    if (keeper() == SecretKeeper::memory) {
        const auto found = m_memory.find(name);
        const auto secret =
            found == m_memory.end() ? nullptr : std::make_shared<const Secret>(Secret(found->second.text()));
        return answerLater(asker, [done, secret] { done(SharedSecret(secret)); });
    }
    if (isLocked())
        return answerLater(asker, [done] { done(tl::unexpected(lockedFile())); });
    m_file->post(
        [this, name = name.toStdString(), guard = QPointer<QObject>(asker), done](std::unique_ptr<SecretFile>& file) {
            const Secret* found = file ? file->find(name) : nullptr;
            const auto secret = found ? std::make_shared<const Secret>(Secret(found->text())) : nullptr;
            QMetaObject::invokeMethod(
                this,
                [guard, done, secret] {
                    if (guard)
                        done(SharedSecret(secret));
                },
                Qt::QueuedConnection);
        });
}

void SecretStore::write(const QString& name, Secret secret, QObject* asker, Done done)
{
    if (keeper() == SecretKeeper::keychain)
        return writeKeychain(name, secret, asker, remembering(name, true, std::move(done)));
    if (keeper() == SecretKeeper::memory) {
        m_memory.insert_or_assign(name, std::move(secret));
        return answerLater(asker, [done] { done({}); });
    }
    if (isLocked())
        return answerLater(asker, [done] { done(tl::unexpected(lockedFile())); });
    const auto shared = std::make_shared<Secret>(std::move(secret));
    m_file->post([this, name, guard = QPointer<QObject>(asker), shared,
                  done = remembering(name, true, std::move(done))](std::unique_ptr<SecretFile>& file) {
        const auto result = file ? file->put(name.toStdString(), std::move(*shared)) : tl::unexpected(lockedFile());
        QMetaObject::invokeMethod(
            this,
            [guard, done, result] {
                if (guard)
                    done(result);
            },
            Qt::QueuedConnection);
    });
}

void SecretStore::remove(const QString& name, QObject* asker, Done done)
{
    if (keeper() == SecretKeeper::keychain)
        return removeKeychain(name, asker, remembering(name, false, std::move(done)));
    if (keeper() == SecretKeeper::memory) {
        m_memory.erase(name);
        return answerLater(asker, [done] { done({}); });
    }
    if (isLocked())
        return answerLater(asker, [done] { done(tl::unexpected(lockedFile())); });
    m_file->post([this, name, guard = QPointer<QObject>(asker),
                  done = remembering(name, false, std::move(done))](std::unique_ptr<SecretFile>& file) {
        const auto result = file ? file->remove(name.toStdString()) : tl::unexpected(lockedFile());
        QMetaObject::invokeMethod(
            this,
            [guard, done, result] {
                if (guard)
                    done(result);
            },
            Qt::QueuedConnection);
    });
}

// The insecure fallback of the library, which writes plain text into a settings file, stays off: never turn it on.

void SecretStore::readKeychain(const QString& name, QObject* asker, Read done)
{
    auto* job = new QKeychain::ReadPasswordJob(kService);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, asker, [this, name, job, done = std::move(done)] {
        if (job->error() == QKeychain::EntryNotFound && isKept(name))
            return done(
                failure(Error::Code::io,
                        "the keychain is locked, or its entry was removed; unlock it, or enter the secret again"));
        if (job->error() == QKeychain::EntryNotFound)
            return done(SharedSecret());
        if (job->error() != QKeychain::NoError)
            return done(tl::unexpected(errorOf(*job)));
        QByteArray bytes = job->binaryData();
        const auto secret = std::make_shared<const Secret>(Secret(bytes.toStdString()));
        bytes.fill('\0');
        done(SharedSecret(secret));
    });
    job->start();
}

void SecretStore::writeKeychain(const QString& name, const Secret& secret, QObject* asker, Done done)
{
    auto* job = new QKeychain::WritePasswordJob(kService);
    job->setKey(name);
    job->setBinaryData(QByteArray::fromStdString(secret.text()));
    connect(job, &QKeychain::Job::finished, asker, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<void>() : tl::unexpected(errorOf(*job)));
    });
    job->start();
}

void SecretStore::removeKeychain(const QString& name, QObject* asker, Done done)
{
    auto* job = new QKeychain::DeletePasswordJob(kService);
    job->setKey(name);
    connect(job, &QKeychain::Job::finished, asker, [job, done = std::move(done)] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        done(gone ? Result<void>() : tl::unexpected(errorOf(*job)));
    });
    job->start();
}

void SecretStore::tryKeychain(QObject* asker, Done done)
{
    const QString name = u"probe"_s;
    writeKeychain(name, Secret("nothing"), asker,
                  [this, name, asker, done = std::move(done)](const Result<void>& wrote) {
                      if (!wrote)
                          return done(wrote);
                      removeKeychain(name, asker, done);
                  });
}

}  // namespace naap
