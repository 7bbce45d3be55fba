#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "core/facts/api_figures.h"
#include "core/feed/http_client.h"
#include "core/feed/public_api_reading.h"
#include "core/feed/public_api_tables.h"

namespace naap {

inline constexpr std::string_view kPublicApiUrl = "https://naap-api.livepeer.cloud";

/// What a program has of the world outside; a test makes its own.
struct ApiSurroundings {
    std::function<Instant()> now;
    std::function<double()> random;  ///< from 0 to below 1
    /// Lets time pass; false when asked to stop meanwhile.
    std::function<bool(milliseconds, const std::stop_token&)> wait;

    /// The system's clock, its randomness, and sleep.
    static ApiSurroundings real();
};

/// What is to be done about a failure.
enum class ApiAdvice : std::uint8_t {
    retry_soon,    ///< it passes: by growing steps
    retry_slowly,  ///< it needs somebody's hand, or another version: once in a while
    stop,          ///< it will not pass by itself
};

struct ApiFailure {
    std::string message;  ///< a sentence for people, without secrets
    ApiAdvice advice = ApiAdvice::retry_soon;
    bool whole_server = false;  ///< other endpoints need not be tried either
    bool cancelled = false;
    std::optional<milliseconds> retry_after;
};

ApiFailure failureOf(const HttpError& error);

/// The base URL as it is used: without slashes at its end, and without `/v1`.
std::string baseUrlOf(std::string_view url);

/// What a past answer can be compared with.
using ApiConditions = std::function<std::optional<ApiWindowState>(std::string_view endpoint, Instant window_start)>;

/// Asks a server of the public API, politely (docs/public-api.md): one question at a time, 100 ms between two. Which
/// generation the server speaks is found out by asking, and again when it changes. For one thread at a time.
class PublicApi {
public:
    PublicApi(HttpFetcher& fetcher, std::string_view base_url, ApiSurroundings surroundings);

    const std::string& server() const { return m_server; }

    /// Finds out which generation the server speaks, where that is not known yet.
    tl::expected<void, ApiFailure> greet(std::stop_token stop);

    /// Now, by the server's clock where ours differs from it by more than a minute.
    Instant serverNow() const;

    using Windows = tl::expected<std::vector<ApiWindow>, ApiFailure>;

    /// What the endpoint says of now. Empty when nothing has changed since `before`.
    Windows latest(const ApiEndpoint& endpoint, const std::optional<ApiWindowState>& before, std::stop_token stop);

    /// One hour. Older generations answer from an hour to now, of which the hour is taken; ask for the oldest first and
    /// `upTo` saves the rest of the questions: all hours from `hour` to before it that the server gives in one answer.
    Windows hours(const ApiEndpoint& endpoint, Instant hour, Instant upTo, const ApiConditions& before,
                  std::stop_token stop);

    /// The generation found, if one was.
    std::optional<ApiGeneration> generation() const { return m_generation; }

    /// The server's clock minus ours, as of the latest answer with a date; not known: nothing.
    std::optional<milliseconds> clockOffset() const { return m_clockOffset; }

private:
    using Page = tl::expected<ApiPage, ApiFailure>;

    HttpResult get(const std::string& path, const std::optional<ApiWindowState>& before, const std::stop_token& stop);
    Page page(const ApiEndpoint& endpoint, const std::string& path, std::optional<Instant> hour,
              const std::optional<ApiWindowState>& before, const std::stop_token& stop, ApiWindow& window);
    /// True when nothing has changed.
    tl::expected<bool, ApiFailure> readHour(const ApiEndpoint& endpoint, int limit,
                                            const std::optional<ApiWindowState>& before, const std::stop_token& stop,
                                            ApiWindow& window);
    Windows legacyHours(const ApiEndpoint& endpoint, Instant hour, Instant upTo, const std::stop_token& stop);
    tl::expected<void, ApiFailure> readLegacy(const ApiEndpoint& endpoint, std::int64_t span, int page_size,
                                              const std::stop_token& stop, ApiWindow& all);
    std::string prefix() const;
    ApiWindow windowOf(const ApiEndpoint& endpoint, Instant window_start) const;

    HttpFetcher& m_fetcher;
    std::string m_server;
    ApiSurroundings m_surroundings;
    std::optional<ApiGeneration> m_generation;
    std::optional<Instant> m_lastQuestion;
    std::optional<milliseconds> m_clockOffset;
};

/// Unites what two readings of an hour found, by entity; where both have a row, the later one counts. Pages of two
/// sizes end at different rows, so a row that one reading lost between two pages is in the other.
void unite(ApiWindow& window, const ApiWindow& later);

}  // namespace naap
