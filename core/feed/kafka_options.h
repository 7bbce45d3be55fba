#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/instant.h"
#include "core/events/record_parser.h"
#include "core/result.h"

namespace naap {

/// How to reach a Kafka cluster. The password lives here and in the client library, and nowhere else.
struct KafkaConnection {
    enum class Sasl : std::uint8_t { none, plain, scram_sha_256, scram_sha_512 };

    std::string brokers;  ///< `HOST:PORT`, several with commas between
    bool tls = false;
    std::string ca_file;  ///< PEM; blank: the system's authorities
    Sasl sasl = Sasl::none;
    std::string user;
    std::string password;
};

/// `plain`, `scram-sha-256` or `scram-sha-512`.
Result<KafkaConnection::Sasl> parseSasl(std::string_view text);

struct KafkaTopic {
    std::string name;
    std::string org;  ///< blank: the one that the topic's name stands for, or else that of the options
};
/// `TOPIC` or `TOPIC=ORG`.
Result<KafkaTopic> parseKafkaTopic(std::string_view text);

/// Where a partition begins that the cache has no position of, and of which the group has committed none.
struct KafkaStart {
    enum class Kind : std::uint8_t { earliest, latest, offset, time };
    Kind kind = Kind::earliest;
    std::int64_t offset = 0;  ///< of every partition; one that does not reach so far begins at its end
    Instant time{};           ///< of the messages, not of the events in them
};
/// `earliest`, `latest`, `offset:N`, or a time as parseInstant() reads it.
Result<KafkaStart> parseKafkaStart(std::string_view text);

struct KafkaOptions {
    KafkaConnection connection;
    std::vector<KafkaTopic> topics;
    std::string group;  ///< blank: none; all partitions are read, and offsets are kept in the cache alone
    KafkaStart start;
    OrgRule org;  ///< of topics that name none

    // For tests; nobody else has to know them.
    std::chrono::milliseconds topic_look{5000};  ///< between two looks for topics and partitions that are new
};

}  // namespace naap
