#include "core/pipeline/public_api_feed.h"

#include <algorithm>

#include "core/feed/backoff.h"
#include "core/store/api_store.h"

namespace naap {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr hours kHour{1};
constexpr hours kBefore{2};  // late events still change these
constexpr hours kDay{24};
constexpr milliseconds kRest = hours(1);
constexpr milliseconds kServerRest = minutes(5);

}  // namespace

std::string_view wordOf(ApiPollState state)
{
    switch (state) {
        case ApiPollState::waiting: return "not asked yet";
        case ApiPollState::live: return "live";
        case ApiPollState::retrying: return "retrying";
        case ApiPollState::resting: return "resting";
        case ApiPollState::stopped: return "stopped";
    }
    return "";
}

Result<std::optional<ApiWindowState>> CacheShelf::newest(std::string_view server, std::string_view endpoint)
{
    return guarded(m_cache, [&]() -> Result<std::optional<ApiWindowState>> {
        return ApiStore(m_cache).newestWindow(server, endpoint);
    });
}

Result<std::optional<ApiWindowState>> CacheShelf::window(std::string_view server, std::string_view endpoint,
                                                         Instant window_start)
{
    return guarded(m_cache, [&]() -> Result<std::optional<ApiWindowState>> {
        return ApiStore(m_cache).window(server, endpoint, window_start);
    });
}

Result<void> CacheShelf::replace(const std::vector<ApiWindow>& windows)
{
    return guarded(m_cache, [&]() -> Result<void> {
        Transaction transaction(m_cache.db());
        ApiStore store(m_cache);
        for (const ApiWindow& window : windows)
            store.replace(window);
        m_cache.bumpRevision();
        transaction.commit();
        return {};
    });
}

Result<void> CacheShelf::confirm(const ApiWindowState& window, Instant fetched_at)
{
    return guarded(m_cache, [&]() -> Result<void> {
        Transaction transaction(m_cache.db());
        ApiStore(m_cache).confirm(window, fetched_at);
        m_cache.bumpRevision();
        transaction.commit();
        return {};
    });
}

PublicApiFeed::PublicApiFeed(Cache& cache, HttpFetcher& fetcher, std::string_view base_url,
                             ApiSurroundings surroundings, ApiFeedOptions options, Observer observer)
    : PublicApiFeed(std::make_unique<CacheShelf>(cache), nullptr, fetcher, base_url, std::move(surroundings), options,
                    std::move(observer))
{
}

PublicApiFeed::PublicApiFeed(ApiShelf& shelf, HttpFetcher& fetcher, std::string_view base_url,
                             ApiSurroundings surroundings, ApiFeedOptions options, Observer observer)
    : PublicApiFeed(nullptr, &shelf, fetcher, base_url, std::move(surroundings), options, std::move(observer))
{
}

PublicApiFeed::PublicApiFeed(std::unique_ptr<ApiShelf> own, ApiShelf* shelf, HttpFetcher& fetcher,
                             std::string_view base_url, ApiSurroundings surroundings, ApiFeedOptions options,
                             Observer observer)
    : m_ownShelf(std::move(own)),
      m_shelf(m_ownShelf ? *m_ownShelf : *shelf),
      m_surroundings(surroundings),
      m_api(fetcher, base_url, std::move(surroundings)),
      m_options(options),
      m_observer(std::move(observer)),
      m_plans(apiEndpoints().size())
{
    for (const ApiEndpoint& endpoint : apiEndpoints()) {
        ApiPollStatus& status = m_status.emplace_back();
        status.endpoint = endpoint.name;
        status.next_due = m_surroundings.now();
    }
}

Result<void> PublicApiFeed::askNext(std::stop_token stop)
{
    const Instant now = m_surroundings.now();
    if (m_serverWait && now < *m_serverWait)
        return {};
    // What is true now is one short answer, and somebody may be looking; hours can wait for it.
    const auto comesBefore = [&](std::size_t one, std::size_t other) {
        const bool latest = apiEndpoints()[one].time == ApiTime::latest;
        const bool otherLatest = apiEndpoints()[other].time == ApiTime::latest;
        return latest != otherLatest ? latest : m_status[one].next_due < m_status[other].next_due;
    };
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < m_status.size(); ++i)
        if (m_status[i].state != ApiPollState::stopped && m_status[i].next_due <= now &&
            (!next || comesBefore(i, *next)))
            next = i;
    return next ? poll(*next, stop) : Result<void>();
}

Result<void> PublicApiFeed::step(std::stop_token stop)
{
    for (std::size_t i = 0; i < m_status.size() && !stop.stop_requested(); ++i) {
        const Instant now = m_surroundings.now();
        if (m_serverWait && now < *m_serverWait)
            return {};
        if (m_status[i].state == ApiPollState::stopped || now < m_status[i].next_due)
            continue;
        if (auto done = poll(i, stop); !done)
            return done;
    }
    return {};
}

Result<void> PublicApiFeed::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        if (auto done = step(stop); !done)
            return done;
        const auto due = nextDue();
        if (!due)
            return {};
        const milliseconds left = *due - m_surroundings.now();
        if (left > milliseconds(0))
            m_surroundings.wait(left, stop);
    }
    return {};
}

std::optional<Instant> PublicApiFeed::nextDue() const
{
    std::optional<Instant> due;
    for (const ApiPollStatus& status : m_status)
        if (status.state != ApiPollState::stopped && (!due || status.next_due < *due))
            due = status.next_due;
    return due && m_serverWait ? std::max(*due, *m_serverWait) : due;
}

Result<void> PublicApiFeed::poll(std::size_t index, const std::stop_token& stop)
{
    ApiPollStatus& status = m_status[index];
    status.windows = status.rows = status.problems = 0;
    auto asked = ask(index, stop);
    if (!asked)
        return tl::unexpected(asked.error());
    const std::optional<ApiFailure>& failure = *asked;
    if (failure && failure->cancelled)
        return {};
    if (failure)
        fail(status, *failure);
    else
        succeed(status, apiEndpoints()[index].cadence);
    if (m_observer)
        m_observer(status);
    return {};
}

PublicApiFeed::Asked PublicApiFeed::ask(std::size_t index, const std::stop_token& stop)
{
    if (auto met = m_api.greet(stop); !met)
        return std::optional(met.error());
    return apiEndpoints()[index].time == ApiTime::latest ? askLatest(index, stop) : askHours(index, stop);
}

PublicApiFeed::Asked PublicApiFeed::askLatest(std::size_t index, const std::stop_token& stop)
{
    const ApiEndpoint& endpoint = apiEndpoints()[index];
    auto before = m_shelf.newest(m_api.server(), endpoint.name);
    if (!before)
        return tl::unexpected(before.error());
    auto windows = m_api.latest(endpoint, *before, stop);
    if (!windows)
        return std::optional(windows.error());
    auto kept = windows->empty() ? confirm(*before) : keep(index, *windows);
    if (!kept)
        return tl::unexpected(kept.error());
    return std::optional<ApiFailure>();
}

void PublicApiFeed::planHours(Plan& plan, Instant now) const
{
    const Instant current = hourOf(now);
    const auto add = [&](Instant from, Instant to) {
        const Instant first = std::chrono::ceil<hours>(from);
        for (Instant hour = first; hour < to && hour <= current; hour += kHour)
            plan.hours.insert(hour);
    };
    const Instant end = m_options.to ? *m_options.to : current + kHour;
    if (!plan.started && m_options.from)
        add(*m_options.from, end);
    const bool day_due = plan.last_day ? now - *plan.last_day >= kHour : m_options.day_first;
    if (day_due || !plan.last_day)
        plan.last_day = now;
    plan.started = true;
    add(current - (day_due ? kDay : kBefore), end);
}

PublicApiFeed::Asked PublicApiFeed::askHours(std::size_t index, const std::stop_token& stop)
{
    const ApiEndpoint& endpoint = apiEndpoints()[index];
    Plan& plan = m_plans[index];
    planHours(plan, m_api.serverNow());
    std::optional<Error> broken;  // of the cache, which the questions ask in between
    const ApiConditions conditions = [&](std::string_view name, Instant hour) -> std::optional<ApiWindowState> {
        auto found = m_shelf.window(m_api.server(), name, hour);
        if (!found)
            broken = found.error();
        return found ? *found : std::nullopt;
    };
    while (!plan.hours.empty()) {
        const Instant hour = *plan.hours.begin();
        auto windows = m_api.hours(endpoint, hour, *plan.hours.rbegin() + kHour, conditions, stop);
        if (broken)
            return tl::unexpected(*broken);
        if (!windows)
            return std::optional(windows.error());
        std::erase_if(*windows, [&](const ApiWindow& window) { return !plan.hours.contains(window.window_start); });
        auto kept = windows->empty() ? confirm(conditions(endpoint.name, hour)) : keep(index, *windows);
        if (!kept)
            return tl::unexpected(kept.error());
        plan.hours.erase(hour);
        for (const ApiWindow& window : *windows)
            plan.hours.erase(window.window_start);
    }
    return std::optional<ApiFailure>();
}

Result<void> PublicApiFeed::keep(std::size_t index, const std::vector<ApiWindow>& windows)
{
    ApiPollStatus& status = m_status[index];
    for (const ApiWindow& window : windows) {
        ++status.windows;
        status.rows += static_cast<std::int64_t>(window.rows.size());
        for (const auto& [reason, rows] : window.problems)
            status.problems += rows;
    }
    return m_shelf.replace(windows);
}

Result<void> PublicApiFeed::confirm(const std::optional<ApiWindowState>& before)
{
    return before ? m_shelf.confirm(*before, m_api.serverNow()) : Result<void>();
}

milliseconds PublicApiFeed::jittered(milliseconds span)
{
    return milliseconds(
        static_cast<std::int64_t>(static_cast<double>(span.count()) * (0.9 + 0.2 * m_surroundings.random())));
}

void PublicApiFeed::succeed(ApiPollStatus& status, milliseconds cadence)
{
    const Instant now = m_surroundings.now();
    status.state = ApiPollState::live;
    status.sentence.clear();
    status.failures = 0;
    status.last_success = now;
    status.next_due = now + jittered(cadence);
    m_serverFailures = 0;
    m_serverWait.reset();
}

void PublicApiFeed::fail(ApiPollStatus& status, const ApiFailure& failure)
{
    const Instant now = m_surroundings.now();
    const int failures = failure.whole_server ? ++m_serverFailures : status.failures + 1;
    ++status.failures;
    status.sentence = failure.message;
    if (failure.advice == ApiAdvice::stop) {
        status.state = ApiPollState::stopped;
        if (failure.whole_server)
            stopAll(failure);
        return;
    }
    const bool soon = failure.advice == ApiAdvice::retry_soon;
    status.state = soon ? ApiPollState::retrying : ApiPollState::resting;
    const milliseconds rest = failure.whole_server ? kServerRest : kRest;
    const milliseconds delay = soon ? backoff(failures, m_surroundings.random(), failure.retry_after) : jittered(rest);
    status.next_due = now + delay;
    if (failure.whole_server)
        m_serverWait = status.next_due;
}

void PublicApiFeed::stopAll(const ApiFailure& failure)
{
    for (ApiPollStatus& status : m_status) {
        status.state = ApiPollState::stopped;
        status.sentence = failure.message;
    }
}

}  // namespace naap
