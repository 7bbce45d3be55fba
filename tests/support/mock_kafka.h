#pragma once

#include <memory>
#include <string>
#include <vector>

namespace naap {

/// A Kafka cluster of one broker within the test, on a port that the system chose: librdkafka's own, as far as it goes
/// (no TLS, no log-in, no looking up of offsets by time; about 5 MB a partition).
class MockKafka {
public:
    MockKafka();
    ~MockKafka();
    MockKafka(const MockKafka&) = delete;
    MockKafka& operator=(const MockKafka&) = delete;

    std::string brokers() const;
    void createTopic(const std::string& topic, int partitions);
    /// Whether clients are told that the topic exists.
    void hideTopic(const std::string& topic, bool hidden);
    void setDown(bool down);

    /// Sends to one partition, or, with -1, to any; in the order given, and returns when all are acknowledged.
    void send(const std::string& topic, const std::vector<std::string>& messages, int partition = -1,
              const std::string& codec = "none");
    /// A message without a value.
    void sendTombstone(const std::string& topic, int partition);

private:
    struct Cluster;
    void sendOne(void* topic, int partition, const std::string* value);
    std::unique_ptr<Cluster> m_cluster;
};

}  // namespace naap
