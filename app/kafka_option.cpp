#include "app/kafka_option.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fmt/format.h>

#include "app/secret_input.h"
#include "app/values.h"

namespace naap {
namespace {

constexpr const char* kPasswordFile = "NAAP_LENS_KAFKA_PASSWORD_FILE";
constexpr std::size_t kMostPasswordBytes = 65536;

tl::unexpected<Error> cannotRead(std::string_view what)
{
    return failure(Error::Code::io, fmt::format("the password cannot be read from {}: {}", what,
                                                std::generic_category().message(errno)));
}

/// All that there is, without the line's end.
Result<std::string> readPassword(int file, std::string_view what)
{
    std::string text;
    std::array<char, 512> buffer{};
    while (text.size() < kMostPasswordBytes) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannotRead(what);
        if (got == 0)
            break;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    if (text.empty())
        return failure(Error::Code::io, fmt::format("{} holds no password", what));
    return text;
}

Result<std::string> askForPassword(const std::string& user)
{
    auto password = secretFromTerminal(
        fmt::format("Kafka password of {}: ", user),
        fmt::format("there is nobody to ask for the password of {}; --password-fd N reads it from a file descriptor, "
                    "and {} names a file that holds it",
                    user, kPasswordFile));
    return password ? Result<std::string>(password->text()) : tl::unexpected(password.error());
}

}  // namespace

void KafkaOption::declare(Syntax& syntax)
{
    syntax.flag("--tls", m_tls, "talk to the brokers by TLS");
    syntax.text("--ca", m_ca, "FILE", "the authorities to trust, as PEM, instead of the system's; means --tls");
    syntax.choice("--sasl", m_sasl, {"plain", "scram-sha-256", "scram-sha-512"}, "HOW",
                  "log in: plain, scram-sha-256 or scram-sha-512");
    syntax.text("--user", m_user, "NAME", "who logs in").needs("--sasl");
    syntax
        .value("--password-fd", m_passwordFd, parseCount, "N",
               "read the password from this file descriptor; without it, from the file that "
               "NAAP_LENS_KAFKA_PASSWORD_FILE names, or from the terminal")
        .needs("--sasl");
}

Result<std::string> KafkaOption::password() const
{
    if (m_passwordFd)
        return readPassword(static_cast<int>(*m_passwordFd), fmt::format("file descriptor {}", *m_passwordFd));
    const char* path = std::getenv(kPasswordFile);
    if (!path || path[0] == '\0')
        return askForPassword(m_user);
    const int file = ::open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return cannotRead(path);
    auto password = readPassword(file, path);
    ::close(file);
    return password;
}

Result<KafkaConnection> KafkaOption::connection(const std::string& brokers) const
{
    KafkaConnection connection;
    connection.brokers = brokers;
    connection.tls = m_tls || !m_ca.empty();
    connection.ca_file = m_ca;
    if (m_sasl.empty())
        return connection;
    auto sasl = parseSasl(m_sasl);
    if (!sasl)
        return tl::unexpected(sasl.error());
    if (m_user.empty())
        return failure(Error::Code::usage, "--sasl wants --user NAME");
    auto secret = password();
    if (!secret)
        return tl::unexpected(secret.error());
    connection.sasl = *sasl;
    connection.user = m_user;
    connection.password = std::move(*secret);
    if (!connection.tls && *sasl == KafkaConnection::Sasl::plain)
        complain("the password is sent to the brokers readable for everyone on the way; --tls hides it");
    return connection;
}

}  // namespace naap
