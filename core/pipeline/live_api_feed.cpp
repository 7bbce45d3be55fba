#include "core/pipeline/live_api_feed.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace naap {

/// Reads what the cache has and lets answers go on as batches.
class LiveApiFeed::Shelf : public ApiShelf {
public:
    Shelf(std::unique_ptr<Cache> cache, std::shared_ptr<const FeedSource> source)
        : m_cache(std::move(cache)), m_kept(*m_cache), m_source(std::move(source))
    {
    }

    Result<std::optional<ApiWindowState>> newest(std::string_view server, std::string_view endpoint) override
    {
        return m_kept.newest(server, endpoint);
    }
    Result<std::optional<ApiWindowState>> window(std::string_view server, std::string_view endpoint,
                                                 Instant window_start) override
    {
        return m_kept.window(server, endpoint, window_start);
    }
    Result<void> replace(const std::vector<ApiWindow>& windows) override
    {
        if (windows.empty())
            return {};
        FeedBatch& batch = batchOf(windows.back().endpoint, windows.back().fetched_at);
        batch.figures.insert(batch.figures.end(), windows.begin(), windows.end());
        return {};
    }
    Result<void> confirm(const ApiWindowState& window, Instant fetched_at) override
    {
        batchOf(window.endpoint, fetched_at).unchanged.push_back({window, fetched_at});
        return {};
    }

    bool hasBatch() const { return !m_ready.empty(); }
    FeedBatch takeBatch()
    {
        FeedBatch batch = std::move(m_ready.front());
        m_ready.pop_front();
        return batch;
    }

private:
    FeedBatch& batchOf(const std::string& endpoint, Instant fetched_at)
    {
        if (m_ready.empty() || m_ready.back().part != endpoint)
            m_ready.emplace_back(m_source, endpoint);
        m_ready.back().position = formatInstant(fetched_at);
        return m_ready.back();
    }

    std::unique_ptr<Cache> m_cache;
    CacheShelf m_kept;
    std::shared_ptr<const FeedSource> m_source;
    std::deque<FeedBatch> m_ready;
};

LiveApiFeed::LiveApiFeed(std::unique_ptr<HttpFetcher> fetcher, const std::string& base_url, std::filesystem::path cache,
                         ApiSurroundings surroundings)
    : m_fetcher(std::move(fetcher)),
      m_server(baseUrlOf(base_url)),
      m_cache(std::move(cache)),
      m_surroundings(std::move(surroundings)),
      m_source(std::make_shared<const FeedSource>(FeedSource{"api", m_server, {}}))
{
}

LiveApiFeed::~LiveApiFeed() = default;

void LiveApiFeed::resume(const std::vector<FeedPosition>&)
{
    auto cache = Cache::open(m_cache, Cache::Access::read);
    if (!cache) {
        m_fatal = cache.error().message;
        return;
    }
    m_shelf = std::make_unique<Shelf>(std::move(*cache), m_source);
    m_feed = std::make_unique<PublicApiFeed>(*m_shelf, *m_fetcher, m_server, m_surroundings,
                                             ApiFeedOptions{.from = {}, .to = {}, .day_first = true},
                                             [this](const ApiPollStatus& status) { noteOutcome(status); });
}

FeedBatch LiveApiFeed::next(std::chrono::milliseconds wait, std::stop_token stop)
{
    if (!m_feed || !m_fatal.empty())
        return {};
    if (!m_shelf->hasBatch()) {
        const auto due = m_feed->nextDue();
        const milliseconds left = due ? *due - m_surroundings.now() : wait;
        if (left > milliseconds(0))
            m_surroundings.wait(std::min(left, wait), stop);
        else if (auto asked = m_feed->askNext(stop); !asked)
            m_fatal = asked.error().message;
    }
    return m_shelf->hasBatch() ? m_shelf->takeBatch() : FeedBatch();
}

/// A failure is told once, and again when it is another one. As long as nothing was answered, the state tells it.
void LiveApiFeed::noteOutcome(const ApiPollStatus& status)
{
    std::string& said = m_said[status.endpoint];
    const bool isNews = !status.sentence.empty() && said != status.sentence;
    said = status.sentence;
    if (isNews && std::ranges::count(m_feed->endpoints(), ApiPollState::live, &ApiPollStatus::state) > 0)
        m_remarks.push_back(fmt::format("{}: {}", status.endpoint, said));
}

FeedState LiveApiFeed::waitingState() const
{
    const ApiPollStatus* next = nullptr;
    for (const ApiPollStatus& each : m_feed->endpoints())
        if (each.state != ApiPollState::stopped && !each.sentence.empty() && (!next || each.next_due < next->next_due))
            next = &each;
    if (!next)
        return {};
    const milliseconds left =
        std::max(next->next_due, m_feed->nextDue().value_or(next->next_due)) - m_surroundings.now();
    return {FeedState::Kind::waiting, next->sentence, std::chrono::steady_clock::now() + left};
}

FeedState LiveApiFeed::state() const
{
    if (!m_fatal.empty())
        return {FeedState::Kind::failed, m_fatal, {}};
    if (!m_feed)
        return {};
    const auto& all = m_feed->endpoints();
    const auto count = [&](ApiPollState state) { return std::ranges::count(all, state, &ApiPollStatus::state); };
    if (!m_feed->nextDue())
        return {FeedState::Kind::failed, all.front().sentence, {}};
    if (count(ApiPollState::live) == 0)
        return waitingState();
    return {count(ApiPollState::waiting) > 0 ? FeedState::Kind::catching_up : FeedState::Kind::live, {}, {}};
}

std::optional<std::chrono::milliseconds> LiveApiFeed::clockOffset() const
{
    return m_feed ? m_feed->api().clockOffset() : std::nullopt;
}

}  // namespace naap
