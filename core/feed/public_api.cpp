#include "core/feed/public_api.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>
#include <set>

#include <fmt/format.h>

namespace naap {
namespace {

constexpr milliseconds kBetweenQuestions{100};
constexpr int kPageLimit = 1000;
constexpr int kOtherPageLimit = 997;  // ends its pages elsewhere
constexpr int kLegacyPageSize = 500;
constexpr int kOtherLegacyPageSize = 487;
constexpr int kMostPages = 500;
constexpr int kNotFound = 404;

/// `2026-04-01T10:00:00Z`, encoded for a query.
std::string queryTime(Instant t)
{
    std::string text = formatInstant(t).substr(0, 19) + "Z";
    for (auto at = text.find(':'); at != std::string::npos; at = text.find(':', at))
        text.replace(at, 1, "%3A");
    return text;
}

/// Everything but letters and digits becomes %XX.
std::string encoded(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

tl::unexpected<ApiFailure> failed(const HttpError& error)
{
    return tl::unexpected(failureOf(error));
}

tl::unexpected<ApiFailure> failed(std::string message, ApiAdvice advice = ApiAdvice::retry_soon)
{
    return tl::unexpected(ApiFailure{std::move(message), advice, false, false, {}});
}

void addProblems(ApiWindow& window, const ApiPage& page)
{
    for (const auto& [reason, rows] : page.problems)
        window.problems[reason] += rows;
}

void addPage(ApiWindow& window, ApiPage page)
{
    addProblems(window, page);
    window.generated_at = page.generated_at;
    std::ranges::move(page.rows, std::back_inserter(window.rows));
}

/// Of rows that are given twice the last counts.
void dropRepeated(ApiWindow& window)
{
    std::map<std::tuple<std::string_view, Instant, std::string_view>, std::size_t> newest;
    for (std::size_t i = 0; i < window.rows.size(); ++i) {
        const ApiRow& row = window.rows[i];
        newest[{row.table, row.window_start, row.entity}] = i;
    }
    if (newest.size() == window.rows.size())
        return;
    std::set<std::size_t> kept;
    for (const auto& [key, index] : newest)
        kept.insert(index);
    std::vector<ApiRow> rows;
    rows.reserve(kept.size());
    for (const std::size_t index : kept)
        rows.push_back(std::move(window.rows[index]));
    window.problems["row given more than once"] += static_cast<std::int64_t>(window.rows.size() - rows.size());
    window.rows = std::move(rows);
}

}  // namespace

ApiSurroundings ApiSurroundings::real()
{
    return {[] { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); },
            [generator = std::mt19937_64(std::random_device{}())]() mutable {
                return std::uniform_real_distribution<double>()(generator);
            },
            [](milliseconds span, const std::stop_token& stop) {
                std::mutex mutex;
                std::condition_variable_any woken;
                std::unique_lock lock(mutex);
                woken.wait_for(lock, stop, span, [] { return false; });
                return !stop.stop_requested();
            }};
}

ApiFailure failureOf(const HttpError& error)
{
    ApiFailure failure{error.message, ApiAdvice::retry_soon, false, false, error.retry_after};
    switch (error.problem) {
        case HttpProblem::bad_address:
        case HttpProblem::bad_setup:
            failure.advice = ApiAdvice::stop;
            failure.whole_server = true;
            break;
        case HttpProblem::unknown_name:
        case HttpProblem::refused: failure.whole_server = true; break;
        case HttpProblem::tls:
            failure.advice = ApiAdvice::retry_slowly;
            failure.whole_server = true;
            break;
        case HttpProblem::too_large: failure.advice = ApiAdvice::retry_slowly; break;
        case HttpProblem::cancelled: failure.cancelled = true; break;
        case HttpProblem::timed_out:
        case HttpProblem::redirect:
        case HttpProblem::cut:
        case HttpProblem::not_json: break;
        case HttpProblem::status:
            if (error.status == 401 || error.status == 403 || error.status == 407) {
                failure.advice = ApiAdvice::stop;
                failure.whole_server = true;
            } else if (error.status == 429) {
                failure.whole_server = true;
            } else if (error.status == 404 || error.status == 405 || error.status == 410) {
                failure.advice = ApiAdvice::retry_slowly;
            } else if (error.status >= 400 && error.status < 500 && error.status != 408) {
                failure.advice = ApiAdvice::stop;
            }
            break;
    }
    return failure;
}

std::string baseUrlOf(std::string_view url)
{
    const auto withoutSlashes = [](std::string_view text) {
        while (text.ends_with('/'))
            text.remove_suffix(1);
        return text;
    };
    url = withoutSlashes(url);
    if (url.ends_with("/v1"))
        url.remove_suffix(3);
    return std::string(withoutSlashes(url));
}

void unite(ApiWindow& window, const ApiWindow& later)
{
    std::set<std::tuple<std::string_view, Instant, std::string_view>> known;
    for (const ApiRow& row : later.rows)
        known.insert({row.table, row.window_start, row.entity});
    std::vector<ApiRow> rows = later.rows;
    for (ApiRow& row : window.rows)
        if (!known.contains({row.table, row.window_start, row.entity}))
            rows.push_back(std::move(row));
    window.rows = std::move(rows);
    window.generated_at = later.generated_at;
}

PublicApi::PublicApi(HttpFetcher& fetcher, std::string_view base_url, ApiSurroundings surroundings)
    : m_fetcher(fetcher), m_server(baseUrlOf(base_url)), m_surroundings(std::move(surroundings))
{
}

Instant PublicApi::serverNow() const
{
    constexpr milliseconds kTolerable = std::chrono::minutes(1);
    const milliseconds offset = m_clockOffset.value_or(milliseconds(0));
    return m_surroundings.now() + (std::chrono::abs(offset) > kTolerable ? offset : milliseconds(0));
}

std::string PublicApi::prefix() const
{
    return m_generation == ApiGeneration::legacy ? "/" : "/v1/";
}

ApiWindow PublicApi::windowOf(const ApiEndpoint& endpoint, Instant window_start) const
{
    ApiWindow window;
    window.server = m_server;
    window.endpoint = endpoint.name;
    window.window_start = window_start;
    window.fetched_at = serverNow();
    window.generation = wordOf(m_generation.value_or(ApiGeneration::v1));
    return window;
}

HttpResult PublicApi::get(const std::string& path, const std::optional<ApiWindowState>& before,
                          const std::stop_token& stop)
{
    const Instant asked = m_surroundings.now();
    if (m_lastQuestion && asked - *m_lastQuestion < kBetweenQuestions && asked >= *m_lastQuestion)
        m_surroundings.wait(kBetweenQuestions - (asked - *m_lastQuestion), stop);
    HttpRequest request;
    request.url = m_server + path;
    request.request_id = fmt::format("lens-{:016x}", static_cast<std::uint64_t>(m_surroundings.random() * 0x1p63));
    if (before) {
        request.if_none_match = before->etag;
        request.if_modified_since = before->last_modified;
    }
    HttpResult result = m_fetcher.get(request, stop);
    m_lastQuestion = m_surroundings.now();
    if (result && result->date)
        m_clockOffset = *result->date - *m_lastQuestion;
    if (!result && result.error().problem == HttpProblem::status)
        result.error().message += fmt::format(" [{}]", request.request_id);
    return result;
}

tl::expected<void, ApiFailure> PublicApi::greet(std::stop_token stop)
{
    if (m_generation)
        return {};
    const std::string now = queryTime(hourOf(serverNow()));
    const std::pair<ApiGeneration, std::string> probes[] = {
        {ApiGeneration::v1, fmt::format("/v1/streaming/sla?start={}&end={}&limit=1", now, now)},
        {ApiGeneration::legacy_v1, "/v1/sla/compliance?window=1h&page_size=1"},
        {ApiGeneration::legacy, "/sla/compliance?window=1h&page_size=1"},
    };
    for (const auto& [generation, path] : probes) {
        const HttpResult result = get(path, {}, stop);
        if (!result && result.error().problem == HttpProblem::status && result.error().status == kNotFound)
            continue;
        if (!result)
            return failed(result.error());
        m_generation = generation;
        return {};
    }
    ApiFailure failure{
        fmt::format("{}: this is no server of the public API, of no generation that is known", shownUrl(m_server)),
        ApiAdvice::retry_slowly,
        true,
        false,
        {}};
    return tl::unexpected(std::move(failure));
}

PublicApi::Page PublicApi::page(const ApiEndpoint& endpoint, const std::string& path, std::optional<Instant> hour,
                                const std::optional<ApiWindowState>& before, const std::stop_token& stop,
                                ApiWindow& window)
{
    const HttpResult result = get(path, before, stop);
    if (!result) {
        if (result.error().status == kNotFound)
            m_generation.reset();  // perhaps the server was exchanged for one of another generation
        return failed(result.error());
    }
    if (result->isUnchanged())
        return ApiPage{.unchanged = true};
    window.etag = result->etag;
    window.last_modified = result->last_modified;
    auto page = readApiPage(endpoint, *m_generation, result->body, hour);
    if (!page)
        return failed(fmt::format("{}: {}", shownUrl(m_server), page.error().message));
    return std::move(*page);
}

PublicApi::Windows PublicApi::latest(const ApiEndpoint& endpoint, const std::optional<ApiWindowState>& before,
                                     std::stop_token stop)
{
    if (auto found = greet(stop); !found)
        return tl::unexpected(found.error());
    if (m_generation != ApiGeneration::v1)
        return failed(fmt::format("{}: this server is of an older generation, which does not serve {}",
                                  shownUrl(m_server), endpoint.name),
                      ApiAdvice::retry_slowly);
    ApiWindow window = windowOf(endpoint, hourOf(serverNow()));
    window.replaces_all = true;
    const std::string path =
        fmt::format("/v1/{}{}{}", endpoint.name, endpoint.parameters.empty() ? "" : "?", endpoint.parameters);
    auto page = this->page(endpoint, path, std::nullopt, before, stop, window);
    if (!page)
        return tl::unexpected(page.error());
    if (page->unchanged)
        return std::vector<ApiWindow>{};
    addPage(window, std::move(*page));
    for (ApiRow& row : window.rows)
        row.window_start = window.window_start;
    dropRepeated(window);
    std::vector<ApiWindow> windows;
    windows.push_back(std::move(window));
    return windows;
}

tl::expected<bool, ApiFailure> PublicApi::readHour(const ApiEndpoint& endpoint, int limit,
                                                   const std::optional<ApiWindowState>& before,
                                                   const std::stop_token& stop, ApiWindow& window)
{
    const Instant hour = window.window_start;
    std::string path =
        fmt::format("/v1/{}?start={}&end={}", endpoint.name, queryTime(hour), queryTime(hour + std::chrono::hours(1)));
    if (endpoint.time == ApiTime::pages)
        path += fmt::format("&limit={}", limit);
    std::set<std::string> cursors;
    std::string cursor;
    for (int pages = 1;; ++pages) {
        const std::string here = cursor.empty() ? path : fmt::format("{}&cursor={}", path, encoded(cursor));
        auto page = this->page(endpoint, here, hour, cursor.empty() ? before : std::nullopt, stop, window);
        if (!page)
            return tl::unexpected(page.error());
        if (page->unchanged)
            return true;
        cursor = page->next_cursor;
        addPage(window, std::move(*page));
        if (cursor.empty() || endpoint.time != ApiTime::pages)
            return false;
        window.paged = true;
        if (!cursors.insert(cursor).second || pages == kMostPages)
            return failed(
                fmt::format("{}: {} of {} does not come to an end: the server gives the same page again and again",
                            shownUrl(m_server), endpoint.name, formatInstant(hour)));
    }
}

PublicApi::Windows PublicApi::hours(const ApiEndpoint& endpoint, Instant hour, Instant upTo,
                                    const ApiConditions& before, std::stop_token stop)
{
    if (auto found = greet(stop); !found)
        return tl::unexpected(found.error());
    if (m_generation != ApiGeneration::v1)
        return legacyHours(endpoint, hour, upTo, stop);
    ApiWindow window = windowOf(endpoint, hour);
    const auto read = readHour(endpoint, kPageLimit, before ? before(endpoint.name, hour) : std::nullopt, stop, window);
    if (!read)
        return tl::unexpected(read.error());
    if (*read)
        return std::vector<ApiWindow>{};
    if (window.paged) {  // org is no part of the cursor: a row may be lost where a page ends between two orgs
        ApiWindow again = windowOf(endpoint, hour);
        if (const auto second = readHour(endpoint, kOtherPageLimit, {}, stop, again); !second)
            return tl::unexpected(second.error());
        dropRepeated(again);
        unite(window, again);
    }
    dropRepeated(window);
    std::vector<ApiWindow> windows;
    windows.push_back(std::move(window));
    return windows;
}

tl::expected<void, ApiFailure> PublicApi::readLegacy(const ApiEndpoint& endpoint, std::int64_t span, int page_size,
                                                     const std::stop_token& stop, ApiWindow& all)
{
    for (std::int64_t number = 1; number <= kMostPages; ++number) {
        const std::string path = fmt::format("{}{}?window={}h&page={}&page_size={}", prefix(), endpoint.legacy_name,
                                             span, number, page_size);
        auto page = this->page(endpoint, path, std::nullopt, std::nullopt, stop, all);
        if (!page)
            return tl::unexpected(page.error());
        const std::int64_t pages = page->total_pages;
        const bool empty = page->rows.empty() && page->problems.empty();
        addPage(all, std::move(*page));
        if (number >= pages || empty)
            break;
        all.paged = true;
    }
    return {};
}

PublicApi::Windows PublicApi::legacyHours(const ApiEndpoint& endpoint, Instant hour, Instant upTo,
                                          const std::stop_token& stop)
{
    if (endpoint.legacy_name.empty())
        return failed(fmt::format("{}: this server is of an older generation, which does not serve {}",
                                  shownUrl(m_server), endpoint.name),
                      ApiAdvice::retry_slowly);
    // It answers from now back; an hour counts when it began inside.
    const auto age = serverNow() - hour;
    const auto span =
        std::clamp(std::chrono::ceil<std::chrono::hours>(age), std::chrono::hours(1), endpoint.legacy_reach);
    ApiWindow all = windowOf(endpoint, hour);
    if (auto read = readLegacy(endpoint, span.count(), kLegacyPageSize, stop, all); !read)
        return tl::unexpected(read.error());
    if (all.paged) {  // the order of rows within an hour is left open, so pages overlap and miss
        ApiWindow again = windowOf(endpoint, hour);
        if (auto second = readLegacy(endpoint, span.count(), kOtherLegacyPageSize, stop, again); !second)
            return tl::unexpected(second.error());
        unite(all, again);
    }
    dropRepeated(all);
    std::map<Instant, ApiWindow> byHour;
    const Instant oldest = std::max<Instant>(hour, std::chrono::ceil<std::chrono::hours>(serverNow() - span));
    for (Instant each = oldest; each < upTo; each += std::chrono::hours(1)) {
        ApiWindow& window = byHour[each] = windowOf(endpoint, each);
        window.paged = all.paged;
    }
    for (ApiRow& row : all.rows)
        if (const auto found = byHour.find(row.window_start); found != byHour.end())
            found->second.rows.push_back(std::move(row));
    if (!byHour.empty())
        byHour.begin()->second.problems = std::move(all.problems);
    std::vector<ApiWindow> windows;
    for (auto& [start, window] : byHour)
        windows.push_back(std::move(window));
    return windows;
}

}  // namespace naap
