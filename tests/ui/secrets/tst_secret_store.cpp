#include <QtTest>

#include <QDirIterator>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>

#include "tests/support/test_cache.h"
#include "ui/secrets/secret_store.h"

namespace naap {

using namespace Qt::StringLiterals;

namespace {

constexpr const char* kInKeyring = "NAAP_LENS_TEST_KEYRING";
const std::string kWord = "s3cret-of-a-source";

}  // namespace

class SecretStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void memoryForgetsWhenTheProgramEnds();
    void theFileWantsItsPassphrase();
    void withoutASecretServiceASentenceSaysWhatToDo();
    void aKeychainKeepsAndForgets();
    void noSettingHoldsASecret();
    void whoIsGoneGetsNoAnswer();

private:
    std::filesystem::path file() const { return m_folder.path() / "secrets"; }
    static Result<void> written(SecretStore& store, const QString& name);
    static Result<SecretStore::SharedSecret> found(SecretStore& store, const QString& name);
    static Result<void> removed(SecretStore& store, const QString& name);
    static Result<void> unlocked(SecretStore& store, const char* passphrase);
    TestFolder m_folder;
};

template <class Answer>
class Wait {
public:
    auto hear()
    {
        return [this](const Answer& answer) { m_answer = std::make_unique<Answer>(answer); };
    }
    Answer get()
    {
        if (!QTest::qWaitFor([this] { return m_answer != nullptr; }, 20'000))
            throw std::runtime_error("no answer");
        return *m_answer;
    }

private:
    std::unique_ptr<Answer> m_answer;
};

Result<void> SecretStoreTest::written(SecretStore& store, const QString& name)
{
    Wait<Result<void>> wait;
    store.write(name, Secret(kWord), &store, wait.hear());
    return wait.get();
}

Result<SecretStore::SharedSecret> SecretStoreTest::found(SecretStore& store, const QString& name)
{
    Wait<Result<SecretStore::SharedSecret>> wait;
    store.read(name, &store, wait.hear());
    return wait.get();
}

Result<void> SecretStoreTest::removed(SecretStore& store, const QString& name)
{
    Wait<Result<void>> wait;
    store.remove(name, &store, wait.hear());
    return wait.get();
}

Result<void> SecretStoreTest::unlocked(SecretStore& store, const char* passphrase)
{
    Wait<Result<void>> wait;
    store.unlock(Secret(passphrase), &store, wait.hear());
    return wait.get();
}

void SecretStoreTest::initTestCase()
{
    QCoreApplication::setOrganizationName(u"naap-lens-test"_s);
    QCoreApplication::setApplicationName(u"secret-store"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString(m_folder.path().string()));
}

void SecretStoreTest::memoryForgetsWhenTheProgramEnds()
{
    {
        SecretStore store(file());
        store.setKeeper(SecretKeeper::memory);
        QVERIFY(written(store, u"source/1"_s));
        QCOMPARE((*found(store, u"source/1"_s))->text(), kWord);
        QVERIFY(removed(store, u"source/1"_s));
        QVERIFY(!*found(store, u"source/1"_s));
        QVERIFY(written(store, u"source/1"_s));
    }
    SecretStore next(file());
    QCOMPARE(next.keeper(), SecretKeeper::memory);
    QVERIFY(!*found(next, u"source/1"_s));
}

void SecretStoreTest::theFileWantsItsPassphrase()
{
    {
        SecretStore store(file());
        store.setKeeper(SecretKeeper::file);
        QVERIFY(store.isLocked());
        QVERIFY(!written(store, u"source/1"_s));
        QVERIFY(unlocked(store, "open up"));
        QVERIFY(!store.isLocked());
        QVERIFY(written(store, u"source/1"_s));
        QVERIFY(store.isKept(u"source/1"_s));
    }
    SecretStore next(file());
    QVERIFY(next.hasFile());
    QVERIFY(!unlocked(next, "shut up"));
    QVERIFY(next.isLocked());
    QVERIFY(unlocked(next, "open up"));
    QCOMPARE((*found(next, u"source/1"_s))->text(), kWord);
    QVERIFY(removed(next, u"source/1"_s));
    QVERIFY(!*found(next, u"source/1"_s));
}

void SecretStoreTest::withoutASecretServiceASentenceSaysWhatToDo()
{
    if (qEnvironmentVariableIsSet(kInKeyring))
        return;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    SecretStore store(file());
    store.setKeeper(SecretKeeper::keychain);
    const auto done = written(store, u"source/2"_s);
    QVERIFY(!done);
    QVERIFY2(done.error().message.find("passphrase") != std::string::npos, done.error().message.c_str());
    QCOMPARE(done.error().message.find(kWord), std::string::npos);
    QVERIFY(!store.isKept(u"source/2"_s));
}

/// Against a real keyring, on a bus of the test's own.
void SecretStoreTest::aKeychainKeepsAndForgets()
{
    if (!qEnvironmentVariableIsSet(kInKeyring)) {
        for (const QString& tool : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s})
            if (QStandardPaths::findExecutable(tool).isEmpty())
                QSKIP("dbus-run-session and gnome-keyring-daemon are not both installed");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kInKeyring), u"1"_s);
        environment.insert(u"HOME"_s, QString::fromStdString(m_folder.path().string()));
        environment.insert(u"XDG_RUNTIME_DIR"_s, QString::fromStdString(m_folder.path().string()));
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"dbus-run-session"_s,
                      {u"--"_s, u"sh"_s, u"-c"_s,
                       u"printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; "
                       u"exec \"$0\" aKeychainKeepsAndForgets"_s,
                       QCoreApplication::applicationFilePath()});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, process.readAll());
        return;
    }
    SecretStore store(file());
    store.setKeeper(SecretKeeper::keychain);
    Wait<Result<void>> tried;
    store.tryKeychain(&store, tried.hear());
    const auto works = tried.get();
    QVERIFY2(works, works ? "" : works.error().message.c_str());
    QVERIFY(!*found(store, u"source/3"_s));
    QVERIFY(written(store, u"source/3"_s));
    QCOMPARE((*found(store, u"source/3"_s))->text(), kWord);
    QVERIFY(removed(store, u"source/3"_s));
    QVERIFY(removed(store, u"source/3"_s));
    QVERIFY(!*found(store, u"source/3"_s));
}

void SecretStoreTest::noSettingHoldsASecret()
{
    for (const SecretKeeper keeper : {SecretKeeper::memory, SecretKeeper::file}) {
        SecretStore store(file());
        store.setKeeper(keeper);
        if (keeper == SecretKeeper::file)
            QVERIFY(unlocked(store, "open up"));
        QVERIFY(written(store, u"source/4"_s));
    }
    QSettings().sync();
    int files = 0;
    QDirIterator walk(QString::fromStdString(m_folder.path().string()), QDir::Files | QDir::Hidden,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile each(walk.next());
        QVERIFY(each.open(QIODevice::ReadOnly));
        QVERIFY2(!each.readAll().contains(kWord.c_str()), qPrintable(each.fileName()));
        ++files;
    }
    QVERIFY(files >= 2);
}

void SecretStoreTest::whoIsGoneGetsNoAnswer()
{
    SecretStore store(file());
    store.setKeeper(SecretKeeper::memory);
    bool answered = false;
    auto asker = std::make_unique<QObject>();
    store.read(u"source/5"_s, asker.get(), [&](const auto&) { answered = true; });
    asker.reset();
    QVERIFY(!*found(store, u"source/5"_s));  // later than the one before
    QVERIFY(!answered);
}

}  // namespace naap

QTEST_GUILESS_MAIN(naap::SecretStoreTest)
#include "tst_secret_store.moc"
