#include "tests/support/mock_kafka.h"

#include <stdexcept>

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

namespace naap {
namespace {

constexpr int kAnswerMs = 10'000;

struct Client {
    rd_kafka_t* handle = nullptr;

    explicit Client(const std::vector<std::pair<std::string, std::string>>& settings)
    {
        rd_kafka_conf_t* conf = rd_kafka_conf_new();
        rd_kafka_conf_set_log_cb(conf, [](const rd_kafka_t*, int, const char*, const char*) {});
        for (const auto& [name, value] : settings)
            rd_kafka_conf_set(conf, name.c_str(), value.c_str(), nullptr, 0);
        handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
        if (!handle)
            throw std::runtime_error("no Kafka client");
    }
    ~Client() { rd_kafka_destroy(handle); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
};

void check(rd_kafka_resp_err_t error)
{
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
        throw std::runtime_error(rd_kafka_err2str(error));
}

}  // namespace

struct MockKafka::Cluster {
    Client host{{}};
    rd_kafka_mock_cluster_t* cluster = rd_kafka_mock_cluster_new(host.handle, 1);
    ~Cluster() { rd_kafka_mock_cluster_destroy(cluster); }
};

MockKafka::MockKafka() : m_cluster(std::make_unique<Cluster>()) {}

MockKafka::~MockKafka() = default;

std::string MockKafka::brokers() const
{
    return rd_kafka_mock_cluster_bootstraps(m_cluster->cluster);
}

void MockKafka::createTopic(const std::string& topic, int partitions)
{
    check(rd_kafka_mock_topic_create(m_cluster->cluster, topic.c_str(), partitions, 1));
}

void MockKafka::hideTopic(const std::string& topic, bool hidden)
{
    rd_kafka_mock_topic_set_error(m_cluster->cluster, topic.c_str(),
                                  hidden ? RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART : RD_KAFKA_RESP_ERR_NO_ERROR);
}

void MockKafka::setDown(bool down)
{
    check(down ? rd_kafka_mock_broker_set_down(m_cluster->cluster, 1)
               : rd_kafka_mock_broker_set_up(m_cluster->cluster, 1));
}

void MockKafka::sendOne(void* topic, int partition, const std::string* value)
{
    auto* handle = static_cast<rd_kafka_topic_t*>(topic);
    while (rd_kafka_produce(handle, partition, RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK,
                            value ? const_cast<char*>(value->data()) : nullptr, value ? value->size() : 0, nullptr, 0,
                            nullptr) != 0)
        check(rd_kafka_last_error());
}

void MockKafka::send(const std::string& topic, const std::vector<std::string>& messages, int partition,
                     const std::string& codec)
{
    const Client client({{"bootstrap.servers", brokers()},
                         {"compression.codec", codec},
                         {"linger.ms", "5"},
                         {"message.max.bytes", "20000000"}});
    rd_kafka_topic_t* handle = rd_kafka_topic_new(client.handle, topic.c_str(), nullptr);
    for (const std::string& message : messages)
        sendOne(handle, partition, &message);
    check(rd_kafka_flush(client.handle, 3 * kAnswerMs));
    rd_kafka_topic_destroy(handle);
}

void MockKafka::sendTombstone(const std::string& topic, int partition)
{
    const Client client({{"bootstrap.servers", brokers()}});
    rd_kafka_topic_t* handle = rd_kafka_topic_new(client.handle, topic.c_str(), nullptr);
    sendOne(handle, partition, nullptr);
    check(rd_kafka_flush(client.handle, kAnswerMs));
    rd_kafka_topic_destroy(handle);
}

}  // namespace naap
