#include "core/feed/kafka_options.h"

#include <charconv>

#include <fmt/format.h>

namespace naap {

Result<KafkaConnection::Sasl> parseSasl(std::string_view text)
{
    if (text == "plain")
        return KafkaConnection::Sasl::plain;
    if (text == "scram-sha-256")
        return KafkaConnection::Sasl::scram_sha_256;
    if (text == "scram-sha-512")
        return KafkaConnection::Sasl::scram_sha_512;
    return failure(Error::Code::usage,
                   fmt::format("'{}' is no way to log in; plain, scram-sha-256 and scram-sha-512 are", text));
}

Result<KafkaTopic> parseKafkaTopic(std::string_view text)
{
    const std::size_t equals = text.find('=');
    KafkaTopic topic{std::string(text.substr(0, equals)),
                     equals == std::string_view::npos ? std::string() : std::string(text.substr(equals + 1))};
    if (topic.name.empty() || (equals != std::string_view::npos && topic.org.empty()))
        return failure(Error::Code::usage, fmt::format("'{}' is neither TOPIC nor TOPIC=ORG", text));
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    if (topic.name.size() > 249 || topic.name.find_first_not_of(allowed) != std::string::npos)
        return failure(Error::Code::usage,
                       fmt::format("'{}' cannot be the name of a topic: it has letters, digits, dots, dashes and "
                                   "underscores, 249 at most",
                                   topic.name));
    return topic;
}

Result<KafkaStart> parseKafkaStart(std::string_view text)
{
    if (text == "earliest")
        return KafkaStart{};
    if (text == "latest")
        return KafkaStart{.kind = KafkaStart::Kind::latest};
    if (text.starts_with("offset:")) {
        KafkaStart start{.kind = KafkaStart::Kind::offset};
        const std::string_view digits = text.substr(7);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), start.offset);
        if (error == std::errc() && end == digits.data() + digits.size() && start.offset >= 0)
            return start;
    } else if (const auto time = parseInstant(text)) {
        return KafkaStart{.kind = KafkaStart::Kind::time, .time = *time};
    }
    return failure(Error::Code::usage,
                   fmt::format("'{}' is no place to start at; earliest, latest, offset:N and a time such as "
                               "2026-04-01T12:00:00Z are",
                               text));
}

}  // namespace naap
