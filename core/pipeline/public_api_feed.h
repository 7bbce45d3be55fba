#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/feed/public_api.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

/// How it stands with an endpoint, or with the whole server.
enum class ApiPollState : std::uint8_t {
    waiting,   ///< not asked yet
    live,      ///< the latest question was answered
    retrying,  ///< the latest question failed; the next try is near
    resting,   ///< not served, or needs somebody's hand; tried again once in a while
    stopped,   ///< failed in a way that does not pass by itself
};
std::string_view wordOf(ApiPollState state);

struct ApiPollStatus {
    std::string endpoint;
    ApiPollState state = ApiPollState::waiting;
    std::string sentence;  ///< of the latest failure; blank while live
    int failures = 0;      ///< in a row
    std::optional<Instant> last_success;
    Instant next_due{};
    std::int64_t windows = 0;   ///< hours, or answers of now, that the latest poll brought
    std::int64_t rows = 0;      ///< in them
    std::int64_t problems = 0;  ///< rows and members that could not be read
};

struct ApiFeedOptions {
    /// Hours that begin at or after this are fetched once besides those of every poll, oldest first.
    std::optional<Instant> from;
    std::optional<Instant> to;  ///< where it is given, only hours before it are fetched
    bool day_first = false;     ///< the first poll fetches the last 24 hours, as one does every hour
};

/// Where what an API says is kept, and what is kept already.
class ApiShelf {
public:
    virtual ~ApiShelf() = default;
    /// The newest window of an endpoint; nothing: none is kept.
    virtual Result<std::optional<ApiWindowState>> newest(std::string_view server, std::string_view endpoint) = 0;
    virtual Result<std::optional<ApiWindowState>> window(std::string_view server, std::string_view endpoint,
                                                         Instant window_start) = 0;
    /// Puts these in the place of what was known of them, all or none.
    virtual Result<void> replace(const std::vector<ApiWindow>& windows) = 0;
    /// Nothing has changed: only the time of asking is new.
    virtual Result<void> confirm(const ApiWindowState& window, Instant fetched_at) = 0;
};

/// Keeps figures in the cache at once, each answer in a transaction. For the thread that owns the cache.
class CacheShelf : public ApiShelf {
public:
    explicit CacheShelf(Cache& cache) : m_cache(cache) {}
    Result<std::optional<ApiWindowState>> newest(std::string_view server, std::string_view endpoint) override;
    Result<std::optional<ApiWindowState>> window(std::string_view server, std::string_view endpoint,
                                                 Instant window_start) override;
    Result<void> replace(const std::vector<ApiWindow>& windows) override;
    Result<void> confirm(const ApiWindowState& window, Instant fetched_at) override;

private:
    Cache& m_cache;
};

/// Keeps the cache's figures of one public API fresh: asks each endpoint at its own pace, writes each answer in one
/// transaction, waits longer after each failure. It polls; whoever drives it decides when to stop: run() to go on until
/// told, step() for what is due now. For the thread that owns the shelf, or the cache.
class PublicApiFeed {
public:
    using Observer = std::function<void(const ApiPollStatus&)>;

    PublicApiFeed(Cache& cache, HttpFetcher& fetcher, std::string_view base_url, ApiSurroundings surroundings,
                  ApiFeedOptions options = {}, Observer observer = {});
    PublicApiFeed(ApiShelf& shelf, HttpFetcher& fetcher, std::string_view base_url, ApiSurroundings surroundings,
                  ApiFeedOptions options = {}, Observer observer = {});

    /// Asks one endpoint that is due, if one is: of what is true now first, and of those the one due for longest.
    Result<void> askNext(std::stop_token stop);
    /// Asks every endpoint that is due, once. Errors: only those of the cache; what the network does is a state.
    Result<void> step(std::stop_token stop);
    /// Steps and waits, until asked to stop or until nothing is left that could be tried.
    Result<void> run(std::stop_token stop);

    /// When the next question is due; nothing: everything is stopped.
    std::optional<Instant> nextDue() const;
    const std::vector<ApiPollStatus>& endpoints() const { return m_status; }
    const PublicApi& api() const { return m_api; }

private:
    struct Plan {
        std::set<Instant> hours;  ///< still to be fetched
        std::optional<Instant> last_day;
        bool started = false;
    };
    using Asked = Result<std::optional<ApiFailure>>;

    PublicApiFeed(std::unique_ptr<ApiShelf> own, ApiShelf* shelf, HttpFetcher& fetcher, std::string_view base_url,
                  ApiSurroundings surroundings, ApiFeedOptions options, Observer observer);

    Result<void> poll(std::size_t index, const std::stop_token& stop);
    Asked ask(std::size_t index, const std::stop_token& stop);
    Asked askHours(std::size_t index, const std::stop_token& stop);
    Asked askLatest(std::size_t index, const std::stop_token& stop);
    void planHours(Plan& plan, Instant now) const;
    Result<void> keep(std::size_t index, const std::vector<ApiWindow>& windows);
    Result<void> confirm(const std::optional<ApiWindowState>& before);
    void succeed(ApiPollStatus& status, milliseconds cadence);
    void fail(ApiPollStatus& status, const ApiFailure& failure);
    void stopAll(const ApiFailure& failure);
    milliseconds jittered(milliseconds span);

    std::unique_ptr<ApiShelf> m_ownShelf;  ///< where a cache was given
    ApiShelf& m_shelf;
    ApiSurroundings m_surroundings;
    PublicApi m_api;
    ApiFeedOptions m_options;
    Observer m_observer;
    std::vector<ApiPollStatus> m_status;  ///< as apiEndpoints()
    std::vector<Plan> m_plans;            ///< as apiEndpoints()
    int m_serverFailures = 0;
    std::optional<Instant> m_serverWait;  ///< no question before this
};

}  // namespace naap
