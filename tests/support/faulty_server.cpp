#include "tests/support/faulty_server.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>
#include <openssl/ssl.h>

namespace naap::test {
namespace {

/// A connection with or without TLS.
class Connection : public Wire {
public:
    Connection(int socket, SSL_CTX* tls, const std::stop_token& stop) : m_socket(socket), m_stop(stop)
    {
        if (!tls)
            return;
        m_ssl = SSL_new(tls);
        SSL_set_fd(m_ssl, socket);
        m_open = SSL_accept(m_ssl) == 1;
    }
    ~Connection() override
    {
        if (m_ssl && m_open)
            SSL_shutdown(m_ssl);
        SSL_free(m_ssl);
        ::shutdown(m_socket, SHUT_RDWR);
        ::close(m_socket);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Up to the blank line; blank when the client left before.
    std::string head()
    {
        std::string text;
        std::array<char, 4096> buffer{};
        while (m_open && text.find("\r\n\r\n") == std::string::npos) {
            const auto size = m_ssl ? SSL_read(m_ssl, buffer.data(), static_cast<int>(buffer.size()))
                                    : static_cast<int>(::recv(m_socket, buffer.data(), buffer.size(), 0));
            if (size <= 0)
                return {};
            text.append(buffer.data(), static_cast<std::size_t>(size));
        }
        return text;
    }

    /// `begun` and what follows it, until there are so many bytes.
    std::string body(std::string begun, std::size_t size)
    {
        std::array<char, 4096> buffer{};
        while (m_open && begun.size() < size) {
            const auto got = m_ssl ? SSL_read(m_ssl, buffer.data(), static_cast<int>(buffer.size()))
                                   : static_cast<int>(::recv(m_socket, buffer.data(), buffer.size(), 0));
            if (got <= 0)
                break;
            begun.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return begun;
    }

    void send(std::string_view bytes) override
    {
        while (m_open && !bytes.empty()) {
            const auto size = m_ssl ? SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size()))
                                    : static_cast<int>(::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
            m_open = size > 0;
            if (m_open)
                bytes.remove_prefix(static_cast<std::size_t>(size));
        }
    }

    void stayingSilent() override
    {
        while (pause(std::chrono::milliseconds(10)) && m_open)
            ;
    }

    bool pause(std::chrono::milliseconds span) override
    {
        const auto end = std::chrono::steady_clock::now() + span;
        while (!m_stop.stop_requested() && std::chrono::steady_clock::now() < end) {
            pollfd waiting{m_socket, POLLIN, 0};
            if (::poll(&waiting, 1, 5) > 0) {  // the client closed: nothing else comes after its question
                m_open = false;
                return false;
            }
        }
        return !m_stop.stop_requested();
    }

private:
    int m_socket;
    std::stop_token m_stop;
    SSL* m_ssl = nullptr;
    bool m_open = true;
};

std::string decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

/// The part before `separator`, which is cut off `text` with it.
std::string_view cutBefore(std::string_view& text, std::string_view separator)
{
    const auto at = text.find(separator);
    const auto part = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + separator.size());
    return part;
}

HttpCall callOf(std::string_view head)
{
    HttpCall call;
    std::string_view line = cutBefore(head, "\r\n");
    cutBefore(line, " ");
    std::string_view target = cutBefore(line, " ");
    call.path = std::string(cutBefore(target, "?"));
    while (!target.empty()) {
        std::string_view pair = cutBefore(target, "&");
        const std::string name = decoded(cutBefore(pair, "="));
        call.query[name] = decoded(pair);
    }
    for (line = cutBefore(head, "\r\n"); !line.empty(); line = cutBefore(head, "\r\n")) {
        std::string name(cutBefore(line, ": "));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        call.headers[name] = std::string(line);
    }
    return call;
}

int listener(int& port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket, 64) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port of the loopback interface");
    port = ntohs(address.sin_port);
    return socket;
}

std::shared_ptr<SSL_CTX> contextOf(const ServerIdentity& identity)
{
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), identity.certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), identity.key.get());
    return context;
}

}  // namespace

FaultyServer::FaultyServer(Handler handler, std::optional<ServerIdentity> identity)
    : m_handler(std::move(handler)), m_listener(listener(m_port))
{
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets whose client has gone
    if (identity)
        m_tls = contextOf(*identity);
    m_acceptor = std::jthread([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{m_listener, POLLIN, 0};
            if (::poll(&waiting, 1, 5) <= 0)
                continue;
            const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (connection >= 0)
                m_connections.emplace_back([this, connection](const std::stop_token& s) { serve(connection, s); });
        }
    });
}

FaultyServer::~FaultyServer()
{
    m_acceptor.request_stop();
    m_acceptor.join();
    m_connections.clear();
    ::close(m_listener);
}

std::string FaultyServer::url(std::string_view path) const
{
    return fmt::format("{}://127.0.0.1:{}{}", m_tls ? "https" : "http", m_port, path);
}

std::vector<HttpCall> FaultyServer::calls() const
{
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

void FaultyServer::serve(int connection, const std::stop_token& stop)
{
    const timeval patience{2, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    Connection wire(connection, static_cast<SSL_CTX*>(m_tls.get()), stop);
    const std::string head = wire.head();
    if (head.empty())
        return;
    HttpCall call = callOf(head);
    if (const auto length = call.headers.find("content-length"); length != call.headers.end())
        call.body = wire.body(head.substr(head.find("\r\n\r\n") + 4), std::stoul(length->second));
    {
        const std::scoped_lock lock(m_mutex);
        m_calls.push_back(call);
    }
    m_handler(call, wire);
}

std::string answer(int status, std::string_view body, std::string_view more_headers, std::string_view type)
{
    return fmt::format("HTTP/1.1 {} X\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n{}",
                       status, type, body.size(), more_headers, body);
}

FaultyServer::Handler always(std::string bytes)
{
    return [bytes = std::move(bytes)](const HttpCall&, Wire& wire) { wire.send(bytes); };
}

int unusedPort()
{
    int port = 0;
    ::close(listener(port));
    return port;
}

}  // namespace naap::test
