#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <librdkafka/rdkafka.h>

#include "core/feed/kafka_options.h"
#include "core/result.h"

// What reading and sending share of librdkafka. Only the .cpp files of Kafka include this.
namespace naap {

struct KafkaDeleter {
    void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
    void operator()(rd_kafka_conf_t* settings) const { rd_kafka_conf_destroy(settings); }
    void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
    void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
    void operator()(rd_kafka_topic_partition_list_t* list) const { rd_kafka_topic_partition_list_destroy(list); }
    void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};
using KafkaHandle = std::unique_ptr<rd_kafka_t, KafkaDeleter>;
using KafkaSettings = std::unique_ptr<rd_kafka_conf_t, KafkaDeleter>;
using KafkaQueue = std::unique_ptr<rd_kafka_queue_t, KafkaDeleter>;
using KafkaTopicHandle = std::unique_ptr<rd_kafka_topic_t, KafkaDeleter>;
using KafkaPartitions = std::unique_ptr<rd_kafka_topic_partition_list_t, KafkaDeleter>;

/// Who has a client, and is what its callbacks get: a pointer to it. Knows why a broker's certificate was refused,
/// which the library tells only when it asks for a verdict.
class KafkaOwner {
public:
    /// What an error of the library means and what to try, as a sentence.
    std::string sentenceOf(rd_kafka_resp_err_t error, const std::string& detail, const std::string& brokers) const;

    /// The verdict on the certificate of a broker that is spoken to, on a thread of the library; whether it is
    /// accepted.
    bool judge(int x509_error, int depth);

protected:
    ~KafkaOwner() = default;

private:
    mutable std::mutex m_mutex;
    std::string m_refused;  ///< why the last certificate was not accepted; blank: it was
};

/// The settings of a connection and those given, with callbacks for their owner. The library logs nothing. An error
/// names what it refuses; it never shows a password.
Result<KafkaSettings> kafkaSettings(const KafkaConnection& connection,
                                    const std::vector<std::pair<std::string, std::string>>& more, KafkaOwner& owner);

/// Makes the client; it takes the settings over.
Result<KafkaHandle> kafkaClient(rd_kafka_type_t type, KafkaSettings settings);

/// The user or the certificate is wrong: trying again alone will not help.
bool needsAPerson(rd_kafka_resp_err_t error, const std::string& detail);

}  // namespace naap
