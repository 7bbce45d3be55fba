#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/certificates.h"

namespace naap::test {

/// What a client asked.
struct HttpCall {
    std::string path;                            ///< without the query
    std::map<std::string, std::string> query;    ///< decoded
    std::map<std::string, std::string> headers;  ///< names in small letters
    std::string body;                            ///< as long as its Content-Length says
};

/// The server's end of one connection: whatever bytes a test wants to send, whenever it wants to.
class Wire {
public:
    virtual ~Wire() = default;
    virtual void send(std::string_view bytes) = 0;
    /// Says nothing until the server is taken down, or the client goes away.
    virtual void stayingSilent() = 0;
    /// Lets some time pass; false when the server is taken down meanwhile.
    virtual bool pause(std::chrono::milliseconds span) = 0;
};

/// Serves HTTP on a port of the loopback interface that the system chooses, one call a connection. It knows no rules:
/// a test answers with what a broken or hostile server would send. With an identity it speaks TLS.
class FaultyServer {
public:
    using Handler = std::function<void(const HttpCall&, Wire&)>;

    explicit FaultyServer(Handler handler, std::optional<ServerIdentity> identity = {});
    ~FaultyServer();
    FaultyServer(const FaultyServer&) = delete;
    FaultyServer& operator=(const FaultyServer&) = delete;

    int port() const { return m_port; }
    /// `http://127.0.0.1:PORT` and the path, or https.
    std::string url(std::string_view path = "") const;
    std::vector<HttpCall> calls() const;

private:
    void serve(int connection, const std::stop_token& stop);

    Handler m_handler;
    std::shared_ptr<void> m_tls;
    int m_port = 0;
    int m_listener;  // sets the port
    mutable std::mutex m_mutex;
    std::vector<HttpCall> m_calls;
    std::vector<std::jthread> m_connections;
    std::jthread m_acceptor;
};

/// A whole answer with its length.
std::string answer(int status, std::string_view body, std::string_view more_headers = "",
                   std::string_view type = "application/json");

/// A handler that gives the same bytes to everyone.
FaultyServer::Handler always(std::string bytes);

/// A port of the loopback interface that nobody listens on.
int unusedPort();

}  // namespace naap::test
