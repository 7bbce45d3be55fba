#include "core/pipeline/source_feed.h"

#include "core/feed/follow_feed.h"
#include "core/feed/kafka_feed.h"
#include "core/pipeline/live_api_feed.h"

namespace naap {

Result<std::unique_ptr<LiveFeed>> makeFeed(const SourceDefinition& source, Secret secret,
                                           const std::filesystem::path& cache, const std::string& user_agent)
{
    if (auto good = checkSource(source); !good)
        return tl::unexpected(good.error());
    if (source.kind == SourceDefinition::Kind::files)
        return std::make_unique<FollowFeed>(
            source.path, FollowOptions{.org = {.given = source.org, .given_overrides = source.org_override}});
    if (source.kind == SourceDefinition::Kind::kafka) {
        auto options = kafkaOptionsOf(source);
        if (!options)
            return tl::unexpected(options.error());
        options->connection.password = secret.text();
        return std::make_unique<KafkaFeed>(std::move(*options));
    }
    HttpOptions http;
    http.user_agent = user_agent;
    http.ca_file = source.ca_file;
    http.proxy = source.proxy;
    http.token = std::move(secret);
    return std::make_unique<LiveApiFeed>(std::make_unique<HttpClient>(std::move(http)), source.url, cache);
}

}  // namespace naap
