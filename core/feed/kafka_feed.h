#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/feed/kafka_options.h"
#include "core/feed/live_feed.h"

namespace naap {

/// Reads topics of a Kafka cluster. Each topic is a source, each partition a part of it, and a position is the offset
/// of the next message. Where the cache has a position, that counts; offsets are committed to the group, if there is
/// one, only after the cache has them, so that a message is never marked as read before it is kept.
///
/// A broker that goes away is waited for. Topics and partitions that come later are found within seconds. Offsets that
/// the broker no longer has become a gap, and reading goes on at the oldest message there is.
class KafkaFeed : public LiveFeed {
public:
    explicit KafkaFeed(KafkaOptions options);
    ~KafkaFeed() override;

    std::string name() const override;
    void resume(const std::vector<FeedPosition>& positions) override;
    FeedBatch next(std::chrono::milliseconds wait, std::stop_token stop) override;
    void committed(const std::vector<FeedPosition>& positions) override;
    FeedState state() const override;
    std::vector<PartLag> lag() const override;
    std::vector<std::string> takeRemarks() override;

private:
    class Consumer;
    std::unique_ptr<Consumer> m_consumer;
};

}  // namespace naap
