#include "app/secret_input.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <QCoreApplication>
#include <QEventLoop>

#include "ui/secrets/secret_store.h"

namespace naap {
namespace {

constexpr std::size_t kLongest = 65'536;

/// Reads to the end, or to the end of the first line.
Result<Secret> readAll(int file, std::string_view from, std::string_view what, bool one_line)
{
    std::string text;
    text.reserve(kLongest + 4096);  // growing would leave copies behind
    std::array<char, 4096> buffer{};
    ssize_t size = 0;
    while (!(one_line && text.ends_with('\n')) && (size = ::read(file, buffer.data(), buffer.size())) != 0) {
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failure(Error::Code::usage, fmt::format("cannot read from {}: {}", from, std::strerror(errno)));
        text.append(buffer.data(), static_cast<std::size_t>(size));
        if (text.size() > kLongest)
            return failure(Error::Code::usage, fmt::format("{} gives more than a {}", from, what));
    }
    text.erase(text.find_last_not_of("\r\n \t") + 1);
    if (text.empty() || text.find_first_of("\r\n") != std::string::npos)
        return failure(Error::Code::usage, fmt::format("{} gives no {}, or more than one line", from, what));
    Secret secret(text);
    explicit_bzero(text.data(), text.size());
    explicit_bzero(buffer.data(), buffer.size());
    return secret;
}

/// Asks the store and lets events run until it has answered.
template <class Answer>
Answer waitFor(const std::function<void(std::function<void(const Answer&)>)>& ask)
{
    std::optional<Answer> answer;
    QEventLoop loop;
    ask([&](const Answer& given) {
        answer = given;
        loop.quit();
    });
    if (!answer)
        loop.exec();
    return *answer;
}

}  // namespace

Result<Secret> secretFromDescriptor(std::int64_t descriptor, std::string_view option, std::string_view what)
{
    return readAll(static_cast<int>(descriptor), fmt::format("{}: file descriptor {}", option, descriptor), what,
                   false);
}

Result<Secret> secretFromTerminal(const std::string& question, const std::string& nobody)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return failure(Error::Code::usage, nobody);
    termios before{};
    ::tcgetattr(terminal, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
    (void)!::write(terminal, question.data(), question.size());
    auto secret = readAll(terminal, "the terminal", "secret", true);
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    (void)!::write(terminal, "\n", 1);
    ::close(terminal);
    return secret;
}

KeptSecrets::KeptSecrets(std::optional<std::int64_t> passphrase) : m_passphrase(passphrase)
{
    static int count = 1;
    static std::array<char, 10> name{"naap-lens"};
    static std::array<char*, 2> arguments{name.data(), nullptr};
    // The names that the window's settings have.
    QCoreApplication::setOrganizationName(QStringLiteral("naap-lens"));
    QCoreApplication::setApplicationName(QStringLiteral("naap-lens"));
    if (!QCoreApplication::instance())
        m_application = std::make_unique<QCoreApplication>(count, arguments.data());
    m_store = std::make_unique<SecretStore>(SecretStore::usualFile());
}

KeptSecrets::~KeptSecrets() = default;

void KeptSecrets::keepInFile()
{
    m_store->setKeeper(SecretKeeper::file);
}

bool KeptSecrets::keepsAny() const
{
    return m_store->keeper() != SecretKeeper::memory;
}

Result<void> KeptSecrets::unlock()
{
    if (!m_store->isLocked())
        return {};
    auto passphrase = m_passphrase ? secretFromDescriptor(*m_passphrase, "--passphrase-fd", "passphrase")
                                   : secretFromTerminal("Passphrase of the file of secrets: ",
                                                        "there is nobody to ask for the passphrase of the file of "
                                                        "secrets; --passphrase-fd N reads it from a file descriptor");
    if (!passphrase)
        return tl::unexpected(passphrase.error());
    return waitFor<Result<void>>([&](auto hear) { m_store->unlock(std::move(*passphrase), m_store.get(), hear); });
}

Result<Secret> KeptSecrets::read(const std::string& name)
{
    if (auto open = unlock(); !open)
        return tl::unexpected(open.error());
    const auto found = waitFor<Result<SecretStore::SharedSecret>>(
        [&](auto hear) { m_store->read(QString::fromStdString(name), m_store.get(), hear); });
    if (!found)
        return tl::unexpected(found.error());
    return *found ? Secret((*found)->text()) : Secret();
}

Result<Secret> KeptSecrets::readOrAsk(const std::string& name, const std::string& whose)
{
    std::string reason = "none is kept";
    if (keepsAny()) {
        auto secret = read(name);
        if (secret && !secret->empty())
            return secret;
        if (!secret)
            reason = secret.error().message;
    }
    return secretFromTerminal(
        fmt::format("Secret of {}: ", whose),
        fmt::format("{} has a secret, and it is not to be had: {}; `naap-lens secret set {}` keeps one", whose, reason,
                    name));
}

Result<void> KeptSecrets::write(const std::string& name, Secret secret)
{
    if (auto open = unlock(); !open)
        return open;
    return waitFor<Result<void>>(
        [&](auto hear) { m_store->write(QString::fromStdString(name), std::move(secret), m_store.get(), hear); });
}

Result<void> KeptSecrets::remove(const std::string& name)
{
    if (auto open = unlock(); !open)
        return open;
    return waitFor<Result<void>>(
        [&](auto hear) { m_store->remove(QString::fromStdString(name), m_store.get(), hear); });
}

}  // namespace naap
