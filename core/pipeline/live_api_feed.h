#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/feed/live_feed.h"
#include "core/pipeline/public_api_feed.h"

namespace naap {

/// The figures of a public API as a source beside others: asks at the pace of PublicApiFeed, and hands each answer out
/// as a batch, so that one thread writes the cache, as it does for events. The position of an endpoint is when its
/// latest answer came.
class LiveApiFeed : public LiveFeed {
public:
    /// What is kept already is read from `cache`, by a connection of this feed's own.
    LiveApiFeed(std::unique_ptr<HttpFetcher> fetcher, const std::string& base_url, std::filesystem::path cache,
                ApiSurroundings surroundings = ApiSurroundings::real());
    ~LiveApiFeed() override;

    std::string name() const override { return "api " + m_server; }
    void resume(const std::vector<FeedPosition>& positions) override;
    FeedBatch next(std::chrono::milliseconds wait, std::stop_token stop) override;
    FeedState state() const override;
    std::optional<std::chrono::milliseconds> clockOffset() const override;
    std::vector<std::string> takeRemarks() override { return std::exchange(m_remarks, {}); }

private:
    class Shelf;

    void noteOutcome(const ApiPollStatus& status);
    FeedState waitingState() const;

    std::unique_ptr<HttpFetcher> m_fetcher;
    std::string m_server;
    std::filesystem::path m_cache;
    ApiSurroundings m_surroundings;
    std::shared_ptr<const FeedSource> m_source;
    std::unique_ptr<Shelf> m_shelf;
    std::unique_ptr<PublicApiFeed> m_feed;
    std::string m_fatal;                        ///< the cache cannot be read
    std::map<std::string, std::string> m_said;  ///< of each endpoint: its latest failure
    std::vector<std::string> m_remarks;
};

}  // namespace naap
