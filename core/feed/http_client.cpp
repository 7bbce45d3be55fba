#include "core/feed/http_client.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>

#include <curl/curl.h>
#include <fmt/format.h>

#include "core/feed/certificate_reason.h"

namespace naap {
namespace {

constexpr milliseconds kLongestWait = std::chrono::hours(24);

tl::unexpected<HttpError> refusal(HttpProblem problem, std::string message)
{
    return tl::unexpected(HttpError{problem, std::move(message), 0, {}});
}

/// A URL in its parts, by libcurl's own reading, so that what is checked is what is fetched.
class ParsedUrl {
public:
    explicit ParsedUrl(const std::string& url) : m_url(curl_url())
    {
        m_good = m_url && curl_url_set(m_url, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK;
    }
    ~ParsedUrl() { curl_url_cleanup(m_url); }
    ParsedUrl(const ParsedUrl&) = delete;
    ParsedUrl& operator=(const ParsedUrl&) = delete;

    bool good() const { return m_good; }
    std::string part(CURLUPart which, unsigned flags = 0) const
    {
        char* text = nullptr;
        if (!m_good || curl_url_get(m_url, which, &text, flags) != CURLUE_OK)
            return {};
        std::string result(text);
        curl_free(text);
        return result;
    }
    std::string scheme() const { return part(CURLUPART_SCHEME); }
    std::string host() const { return part(CURLUPART_HOST); }
    std::string port() const { return part(CURLUPART_PORT, CURLU_DEFAULT_PORT); }
    bool hasUser() const { return !part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty(); }
    bool isThisMachine() const
    {
        const std::string name = host();
        return name == "localhost" || name == "[::1]" || name.starts_with("127.");
    }

    /// `https://host:port/path`
    std::string shown() const
    {
        if (!m_good)
            return "(an address that cannot be read)";
        const std::string own_port = part(CURLUPART_PORT);
        return fmt::format("{}://{}{}{}{}", scheme(), host(), own_port.empty() ? "" : ":", own_port,
                           part(CURLUPART_PATH));
    }

private:
    CURLU* m_url;
    bool m_good = false;
};

/// The first line of an answer, fit for a sentence.
std::string excerpt(std::string_view body)
{
    constexpr std::size_t kLongest = 200;
    std::string text;
    for (const char c : body.substr(0, kLongest)) {
        const auto byte = static_cast<unsigned char>(c);
        text += byte < 0x20 || byte >= 0x7f ? ' ' : c;
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return body.size() > kLongest ? text + "..." : text;
}

bool looksLikeJson(std::string_view body)
{
    const auto start = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return start != std::string_view::npos &&
           std::string_view("{[\"-0123456789tfn").find(body[start]) != std::string_view::npos;
}

bool isWebPage(std::string_view body)
{
    const auto start = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return start != std::string_view::npos && body[start] == '<';
}

std::string seconds(milliseconds span)
{
    return fmt::format("{:g} s", static_cast<double>(span.count()) / 1000);
}

std::string_view statusHint(int status)
{
    switch (status) {
        case 401: return "; a token is missing or no longer valid";
        case 403: return "; this token, or this address, is not let in";
        case 404: return "; nothing is served under this address";
        case 405:
        case 410: return "; this server does not offer that";
        case 407: return "; the proxy wants a name and a password";
        case 429: return "; too many questions";
        case 502:
        case 503:
        case 504: return "; the server is overloaded or being repaired";
        default: return "";
    }
}

std::string tlsReason(long verdict, std::string_view detail)
{
    if (std::string reason = certificateReason(verdict); !reason.empty())
        return reason;
    // libcurl compares the name before OpenSSL's verdict is there.
    if (detail.find("subject name") != std::string_view::npos || detail.find("host name") != std::string_view::npos)
        return "its certificate belongs to another host";
    return fmt::format("the encrypted connection failed ({})", detail);
}

void initialiseCurlOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

std::optional<Instant> parseHttpDate(std::string_view text)
{
    const std::time_t time = curl_getdate(std::string(text).c_str(), nullptr);
    return time < 0 ? std::nullopt : std::optional(Instant(std::chrono::seconds(time)));
}

std::optional<milliseconds> retryAfter(std::string_view value, Instant server_now)
{
    const auto from = value.find_first_not_of(" \t");
    if (from == std::string_view::npos)
        return std::nullopt;
    value = value.substr(from, value.find_last_not_of(" \t") + 1 - from);
    if (value.find_first_not_of("0123456789") == std::string_view::npos) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc() || number > kLongestWait / std::chrono::seconds(1))
            return kLongestWait;
        return std::chrono::seconds(number);
    }
    const auto date = parseHttpDate(value);
    if (!date)
        return std::nullopt;
    return std::clamp(*date - server_now, milliseconds(0), kLongestWait);
}

std::string shownUrl(const std::string& url)
{
    return ParsedUrl(url).shown();
}

/// One easy handle under one multi handle, which a stop can wake.
class HttpClient::Transfer {
public:
    explicit Transfer(HttpOptions options) : m_options(std::move(options))
    {
        initialiseCurlOnce();
        m_easy = curl_easy_init();
        m_multi = curl_multi_init();
    }
    ~Transfer()
    {
        curl_easy_cleanup(m_easy);
        curl_multi_cleanup(m_multi);
    }
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    HttpResult get(const HttpRequest& request, const std::stop_token& stop)
    {
        m_deadline = std::chrono::steady_clock::now() + m_options.limits.whole;
        std::string url = request.url;
        for (int hop = 0;; ++hop) {
            auto answer = once(url, request, stop);
            if (!answer || m_redirect.empty())
                return answer;
            if (hop == m_options.limits.redirects)
                return refusal(HttpProblem::redirect,
                               fmt::format("{}: sent on more than {} times, in a circle or nearly so",
                                           shownUrl(request.url), m_options.limits.redirects));
            if (auto good = checkRedirect(url, m_redirect); !good)
                return tl::unexpected(good.error());
            url = m_redirect;
        }
    }

    HttpResult post(const HttpPost& message, const std::stop_token& stop)
    {
        m_deadline = std::chrono::steady_clock::now() + m_options.limits.whole;
        m_post = &message;
        auto answer = once(message.url,
                           {.url = message.url, .if_none_match = {}, .if_modified_since = {}, .request_id = {}}, stop);
        m_post = nullptr;
        if (answer && !m_redirect.empty())
            return refusal(HttpProblem::redirect,
                           fmt::format("{}: sent on to {}; use that address if you trust it", shownUrl(message.url),
                                       m_options.token.hiddenIn(shownUrl(m_redirect))));
        return answer;
    }

private:
    using Checked = tl::expected<void, HttpError>;

    Checked checkAddress(const ParsedUrl& url) const
    {
        if (!url.good() || url.host().empty())
            return refusal(HttpProblem::bad_address,
                           fmt::format("{}: an address looks like https://host/path", url.shown()));
        if (url.scheme() != "https" && url.scheme() != "http")
            return refusal(HttpProblem::bad_address,
                           fmt::format("{}: only https and http are understood, not {}", url.shown(), url.scheme()));
        if (url.hasUser())
            return refusal(HttpProblem::bad_address,
                           fmt::format("{}: no name or password belongs into the address", url.shown()));
        if (!m_options.token.empty() && url.scheme() == "http" && !url.isThisMachine())
            return refusal(
                HttpProblem::bad_address,
                fmt::format("{}: a token is not sent over an unencrypted connection; use https", url.shown()));
        return {};
    }

    Checked checkRedirect(const std::string& from, const std::string& to) const
    {
        const ParsedUrl here(from);
        const ParsedUrl there(to);
        const bool upgrade = here.scheme() == "http" && there.scheme() == "https";
        if (here.host() == there.host() &&
            (upgrade || (here.scheme() == there.scheme() && here.port() == there.port())))
            return {};
        return refusal(HttpProblem::redirect,
                       fmt::format("{}: sent on to {}, which is {}; a network that wants a log-in does this, too",
                                   here.shown(), m_options.token.hiddenIn(there.shown()),
                                   here.host() != there.host() ? "another host" : "less safe or another server"));
    }

    HttpResult once(const std::string& url, const HttpRequest& request, const std::stop_token& stop)
    {
        const ParsedUrl parsed(url);
        if (auto good = checkAddress(parsed); !good)
            return tl::unexpected(good.error());
        if (!m_options.proxy.empty()) {
            const ParsedUrl proxy(m_options.proxy);
            if (!proxy.good())
                return refusal(HttpProblem::bad_setup,
                               "the proxy's address cannot be read; it looks like http://host:port");
        }
        m_body.clear();
        m_redirect.clear();
        m_tooLarge = false;
        curl_slist* headers = setUp(url, parsed, request);
        const CURLcode code = perform(stop);
        HttpResult result = answerOf(code, parsed, stop);
        curl_easy_reset(m_easy);  // forgets the token, too
        curl_slist_free_all(headers);
        return result;
    }

    template <class Value>
    void set(CURLoption option, Value value)
    {
        curl_easy_setopt(m_easy, option, value);
    }

    curl_slist* setUp(const std::string& url, const ParsedUrl& parsed, const HttpRequest& request)
    {
        const HttpLimits& limits = m_options.limits;
        const auto left = std::chrono::duration_cast<milliseconds>(m_deadline - std::chrono::steady_clock::now());
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_ACCEPT_ENCODING, "");
        set(CURLOPT_USERAGENT, m_options.user_agent.c_str());
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(limits.connect, limits.whole).count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(left, milliseconds(1)).count()));
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(std::chrono::ceil<std::chrono::seconds>(limits.stall).count()));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!m_options.ca_file.empty()) {
            set(CURLOPT_CAINFO, m_options.ca_file.c_str());
            set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
        }
        if (!m_options.proxy.empty())
            set(CURLOPT_PROXY, m_options.proxy.c_str());
        else if (parsed.isThisMachine())
            set(CURLOPT_PROXY, "");
        if (!m_options.token.empty()) {
            set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
            set(CURLOPT_XOAUTH2_BEARER, m_options.token.text().c_str());
        }
        set(CURLOPT_ERRORBUFFER, m_detail.data());
        m_detail[0] = '\0';
        set(CURLOPT_WRITEFUNCTION, &Transfer::take);
        set(CURLOPT_WRITEDATA, this);
        return setHeaders(request);
    }

    curl_slist* setHeaders(const HttpRequest& request)
    {
        curl_slist* list = curl_slist_append(nullptr, "Accept: application/json");
        const auto add = [&list](std::string_view name, const std::string& value) {
            if (!value.empty() && value.find_first_of("\r\n") == std::string::npos)
                list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
        };
        add("If-None-Match", request.if_none_match);
        add("If-Modified-Since", request.if_modified_since);
        add("X-Request-Id", request.request_id);
        if (m_post) {
            add("Content-Type", "application/json");
            for (const auto& [name, value] : m_post->headers)
                add(name, value);
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_post->body.size()));
            set(CURLOPT_POSTFIELDS, m_post->body.c_str());
        }
        set(CURLOPT_HTTPHEADER, list);
        return list;
    }

    static std::size_t take(char* bytes, std::size_t one, std::size_t count, void* self)
    {
        auto& transfer = *static_cast<Transfer*>(self);
        if (transfer.m_body.size() + one * count > transfer.m_options.limits.body_bytes) {
            transfer.m_tooLarge = true;
            return 0;
        }
        transfer.m_body.append(bytes, one * count);
        return one * count;
    }

    CURLcode perform(const std::stop_token& stop)
    {
        const std::stop_callback wake(stop, [this] { curl_multi_wakeup(m_multi); });
        curl_multi_add_handle(m_multi, m_easy);
        CURLcode code = CURLE_OK;
        for (int running = 1; running > 0 && !stop.stop_requested();) {
            curl_multi_perform(m_multi, &running);
            if (running > 0)
                curl_multi_poll(m_multi, nullptr, 0, 1000, nullptr);
        }
        int left = 0;
        bool ended = false;
        while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
            ended = true;
            code = message->data.result;
        }
        curl_multi_remove_handle(m_multi, m_easy);
        return ended ? code : CURLE_ABORTED_BY_CALLBACK;
    }

    std::string header(const char* name) const
    {
        curl_header* found = nullptr;
        if (curl_easy_header(m_easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
            return {};
        return found->value;
    }

    HttpResult answerOf(CURLcode code, const ParsedUrl& url, const std::stop_token& stop)
    {
        if (stop.stop_requested() || (code == CURLE_ABORTED_BY_CALLBACK))
            return refusal(HttpProblem::cancelled, fmt::format("{}: stopped", url.shown()));
        if (code != CURLE_OK)
            return tl::unexpected(errorOf(code, url));
        long status = 0;
        curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
        HttpResponse response{
            static_cast<int>(status), {}, header("ETag"), header("Last-Modified"), parseHttpDate(header("Date"))};
        const char* elsewhere = nullptr;
        curl_easy_getinfo(m_easy, CURLINFO_REDIRECT_URL, &elsewhere);
        if (elsewhere) {
            m_redirect = elsewhere;
            return response;
        }
        if (response.isUnchanged())
            return response;
        if (status < 200 || status > 299)
            return tl::unexpected(statusError(response, url));
        if (!m_post && !looksLikeJson(m_body))
            return refusal(HttpProblem::not_json, fmt::format("{}: {}", url.shown(), notJson()));
        response.body = std::move(m_body);
        return response;
    }

    std::string notJson() const
    {
        if (m_body.find_first_not_of(" \t\r\n") == std::string::npos)
            return "an empty answer where JSON was asked for";
        if (isWebPage(m_body))
            return "a web page where JSON was asked for; the address may be wrong, or a network wants a log-in first";
        return fmt::format("text that is not JSON: {}", m_options.token.hiddenIn(excerpt(m_body)));
    }

    HttpError statusError(const HttpResponse& response, const ParsedUrl& url) const
    {
        const auto server_now =
            response.date.value_or(std::chrono::floor<milliseconds>(std::chrono::system_clock::now()));
        HttpError error{HttpProblem::status, {}, response.status, retryAfter(header("Retry-After"), server_now)};
        error.message = fmt::format("{}: HTTP status {}{}", url.shown(), response.status, statusHint(response.status));
        if (!m_body.empty() && !isWebPage(m_body))
            error.message += fmt::format(" (it says: {})", m_options.token.hiddenIn(excerpt(m_body)));
        return error;
    }

    HttpError errorOf(CURLcode code, const ParsedUrl& url) const
    {
        HttpError error;
        std::string reason;
        std::tie(error.problem, reason) = reasonOf(code, url);
        error.message = m_options.token.hiddenIn(fmt::format("{}: {}", url.shown(), reason));
        return error;
    }

    std::pair<HttpProblem, std::string> reasonOf(CURLcode code, const ParsedUrl& url) const
    {
        const std::string detail = m_detail[0] != '\0' ? m_detail.data() : curl_easy_strerror(code);
        long verdict = 0;
        curl_easy_getinfo(m_easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
        switch (code) {
            case CURLE_COULDNT_RESOLVE_HOST:
                return {HttpProblem::unknown_name,
                        fmt::format("no address is known for the name {}; is it spelled right, and is there a network?",
                                    url.host())};
            case CURLE_COULDNT_RESOLVE_PROXY:
                return {HttpProblem::unknown_name, "no address is known for the name of the proxy"};
            case CURLE_COULDNT_CONNECT:
                return {HttpProblem::refused, "nobody answers there; the server is down, or a firewall is in the way"};
            case CURLE_OPERATION_TIMEDOUT: return {HttpProblem::timed_out, timeOutReason(url)};
            case CURLE_PEER_FAILED_VERIFICATION:
            case CURLE_SSL_CONNECT_ERROR:
            case CURLE_SSL_ISSUER_ERROR: return {HttpProblem::tls, tlsReason(verdict, detail)};
            case CURLE_SSL_CACERT_BADFILE:
                return {HttpProblem::bad_setup,
                        fmt::format("the file of trusted certificates {} cannot be read", m_options.ca_file.string())};
            case CURLE_PARTIAL_FILE:
            case CURLE_GOT_NOTHING:
            case CURLE_RECV_ERROR:
            case CURLE_SEND_ERROR:
            case CURLE_HTTP2:
            case CURLE_HTTP2_STREAM:
                return {HttpProblem::cut,
                        m_body.empty() ? "the connection ended before there was an answer"
                                       : fmt::format("the connection ended in the middle of the answer, after {} bytes",
                                                     m_body.size())};
            case CURLE_WRITE_ERROR:
                if (m_tooLarge)
                    return {HttpProblem::too_large,
                            fmt::format("the answer is larger than {} bytes", m_options.limits.body_bytes)};
                return {HttpProblem::cut, fmt::format("the answer is damaged ({})", detail)};
            case CURLE_BAD_CONTENT_ENCODING: return {HttpProblem::cut, "the compressed answer is damaged or cut"};
            case CURLE_URL_MALFORMAT: return {HttpProblem::bad_address, "this is no address"};
            default: return {HttpProblem::refused, detail};
        }
    }

    std::string timeOutReason(const ParsedUrl& url) const
    {
        const auto reached = [this](CURLINFO what) {
            curl_off_t micros = 0;
            curl_easy_getinfo(m_easy, what, &micros);
            return micros > 0;
        };
        const HttpLimits& limits = m_options.limits;
        if (!reached(CURLINFO_NAMELOOKUP_TIME_T))
            return fmt::format("the address of the name {} was not found within {}; is there a network?", url.host(),
                               seconds(limits.connect));
        if (!reached(CURLINFO_CONNECT_TIME_T))
            return fmt::format("no connection within {}; the server is down, or a firewall is in the way",
                               seconds(limits.connect));
        if (url.scheme() == "https" && !reached(CURLINFO_APPCONNECT_TIME_T))
            return fmt::format("it took the connection, but no encryption was agreed on within {}",
                               seconds(limits.connect));
        if (!reached(CURLINFO_STARTTRANSFER_TIME_T))
            return fmt::format("it took the connection and said nothing for {}",
                               seconds(std::min(limits.stall, limits.whole)));
        return fmt::format("the answer was not complete when the time was up; {} bytes had come", m_body.size());
    }

    HttpOptions m_options;
    const HttpPost* m_post = nullptr;  ///< what is being sent; null: a question
    CURL* m_easy = nullptr;
    CURLM* m_multi = nullptr;
    std::chrono::steady_clock::time_point m_deadline;
    std::array<char, CURL_ERROR_SIZE> m_detail{};
    std::string m_body;
    std::string m_redirect;
    bool m_tooLarge = false;
};

HttpClient::HttpClient(HttpOptions options) : m_transfer(std::make_unique<Transfer>(std::move(options))) {}

HttpClient::~HttpClient() = default;

HttpResult HttpClient::get(const HttpRequest& request, std::stop_token stop)
{
    return m_transfer->get(request, stop);
}

HttpResult HttpClient::post(const HttpPost& message, std::stop_token stop)
{
    return m_transfer->post(message, stop);
}

}  // namespace naap
