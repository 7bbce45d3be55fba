#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/feed/kafka_options.h"
#include "core/result.h"

namespace naap {

/// Sends messages to one topic. They are compressed and gathered; what was acknowledged is counted.
class KafkaSender {
public:
    /// Asks for the topic first. Errors: io when no broker answers or the topic is not there, usage for settings that
    /// cannot be.
    static Result<std::unique_ptr<KafkaSender>> open(const KafkaConnection& connection, const std::string& topic);
    virtual ~KafkaSender() = default;

    /// Waits while too much is on its way. Errors: io when a message was refused for good, such as for its size;
    /// cancelled.
    virtual Result<void> send(std::string_view key, std::string_view value, std::stop_token stop) = 0;

    /// Waits until all is acknowledged. Errors: io, with the number of those that were not.
    virtual Result<void> finish(std::chrono::milliseconds wait) = 0;

    virtual std::int64_t acknowledged() const = 0;
};

}  // namespace naap
