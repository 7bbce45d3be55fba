#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "core/events/instant.h"
#include "core/feed/secret.h"

namespace naap {

/// When to give an answer up.
struct HttpLimits {
    milliseconds connect{5'000};                     ///< name, connection and TLS together
    milliseconds stall{10'000};                      ///< without a single byte; whole seconds, rounded up
    milliseconds whole{20'000};                      ///< from the question to the last byte, redirects included
    std::size_t body_bytes = std::size_t{64} << 20;  ///< decompressed
    int redirects = 5;
};

struct HttpOptions {
    HttpLimits limits;
    std::string user_agent = "naap-lens";
    std::filesystem::path ca_file;  ///< certificates to trust instead of the system's; blank: the system's
    /// Blank: what the environment says (`https_proxy`, `no_proxy`), and none for this machine itself.
    std::string proxy;
    Secret token;  ///< sent as `Authorization: Bearer`; never over unencrypted HTTP to another machine
};

struct HttpRequest {
    std::string url;
    std::string if_none_match;      ///< an ETag of before, or blank
    std::string if_modified_since;  ///< a Last-Modified of before, or blank
    std::string request_id;         ///< sent as `X-Request-Id`; blank: not sent
};

/// Something to be sent. What is answered is not looked at, but for its status.
struct HttpPost {
    std::string url;
    std::string body;                                          ///< JSON
    std::vector<std::pair<std::string, std::string>> headers;  ///< beside those that a client sends by itself
};

/// An answer with a body of JSON (200 and its kin), or without one because nothing has changed (304).
struct HttpResponse {
    int status = 0;
    std::string body;
    std::string etag;
    std::string last_modified;
    std::optional<Instant> date;  ///< the server's clock, to the second
    bool isUnchanged() const { return status == 304; }
};

/// Why there is no answer.
enum class HttpProblem : std::uint8_t {
    bad_address,   ///< a URL that cannot be used
    bad_setup,     ///< a CA file or proxy that cannot be used
    unknown_name,  ///< DNS does not know the host
    refused,       ///< nobody listens, or no way there
    timed_out,     ///< one of the limits passed
    tls,           ///< the server could not prove who it is
    redirect,      ///< sent elsewhere, or round and round
    cut,           ///< the connection ended before the answer did
    too_large,
    not_json,   ///< a web page or other text where JSON was asked for
    status,     ///< 4xx or 5xx
    cancelled,  ///< asked to stop
};

struct HttpError {
    HttpProblem problem = HttpProblem::refused;
    /// A sentence with the address, the reason and what to try. Holds no secret, and no query of the URL.
    std::string message;
    int status = 0;                           ///< with HttpProblem::status
    std::optional<milliseconds> retry_after;  ///< the server's wish, between 0 and a day
};

using HttpResult = tl::expected<HttpResponse, HttpError>;

/// What fetches a URL. A test puts its own in the place of HttpClient.
class HttpFetcher {
public:
    virtual ~HttpFetcher() = default;
    virtual HttpResult get(const HttpRequest& request, std::stop_token stop) = 0;
};

/// GET by HTTP or HTTPS, one at a time; keeps the connection for the next. TLS is always verified. Follows redirects
/// only to the same host, and never from https to http. Takes gzip, zstd and what else libcurl can unpack.
/// For one thread at a time; a stop ends a wait at once.
class HttpClient : public HttpFetcher {
public:
    explicit HttpClient(HttpOptions options);
    ~HttpClient() override;
    HttpResult get(const HttpRequest& request, std::stop_token stop) override;
    /// Follows no redirect at all: what was meant for one address is given to no other.
    HttpResult post(const HttpPost& message, std::stop_token stop);

private:
    class Transfer;
    std::unique_ptr<Transfer> m_transfer;
};

/// The value of a Retry-After header: seconds, or a date, which is compared with the server's own clock where the
/// answer has one, since ours may be wrong. Nothing for anything else; at most a day.
std::optional<milliseconds> retryAfter(std::string_view value, Instant server_now);

/// An HTTP date.
std::optional<Instant> parseHttpDate(std::string_view text);

/// `https://host/path`, for messages: without user, password, query and fragment.
std::string shownUrl(const std::string& url);

}  // namespace naap
