#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/feed/kafka_client.h"
#include "core/feed/source_probe.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kPatience = 10s;       ///< for the first answer
constexpr auto kLastMessages = 4s;    ///< for the last message of each partition
constexpr int kQuestionMs = 500;      ///< a question is asked again until patience ends: a stop is heard in between
constexpr int kMostPartitions = 200;  ///< whose last message is looked at

/// A connection that lives for one look around.
class Look : public KafkaOwner {
public:
    Look(const KafkaOptions& options, const std::stop_token& stop) : m_options(options), m_stop(stop) {}
    ~Look()
    {
        if (m_client)
            rd_kafka_destroy_flags(m_client.release(), RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    }
    Look(const Look&) = delete;
    Look& operator=(const Look&) = delete;

    Result<SourceProbe> run()
    {
        if (auto opened = open(); !opened)
            return tl::unexpected(opened.error());
        for (const KafkaTopic& topic : m_options.topics)
            if (auto counted = countPartitions(topic.name); !counted)
                return tl::unexpected(counted.error());
        readLastMessages();
        if (m_stop.stop_requested())
            return failure(Error::Code::cancelled, "stopped");
        return m_probe;
    }

private:
    Result<void> open()
    {
        auto settings = kafkaSettings(m_options.connection,
                                      {{"group.id", "naap-lens"},
                                       {"enable.auto.commit", "false"},
                                       {"enable.partition.eof", "true"},
                                       {"allow.auto.create.topics", "false"}},
                                      *this);
        if (!settings)
            return tl::unexpected(settings.error());
        rd_kafka_conf_set_error_cb(settings->get(), [](rd_kafka_t*, int error, const char* text, void* self) {
            static_cast<Look*>(static_cast<KafkaOwner*>(self))->onError(static_cast<rd_kafka_resp_err_t>(error), text);
        });
        auto client = kafkaClient(RD_KAFKA_CONSUMER, std::move(*settings));
        if (!client)
            return tl::unexpected(client.error());
        m_client = std::move(*client);
        rd_kafka_poll_set_consumer(m_client.get());
        return {};
    }

    void onError(rd_kafka_resp_err_t error, const std::string& text)
    {
        const std::string detail = text.substr(0, text.find(" (after "));
        // The first cause tells more than "all brokers are down", which follows it.
        if (m_cause.empty() || error != RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
            m_cause = sentenceOf(error, detail, m_options.connection.brokers);
        m_hopeless = m_hopeless || needsAPerson(error, detail);
    }

    Result<void> countPartitions(const std::string& topic)
    {
        KafkaTopicHandle handle(rd_kafka_topic_new(m_client.get(), topic.c_str(), nullptr));
        const auto deadline = Clock::now() + kPatience;
        for (;;) {
            const rd_kafka_metadata_t* answer = nullptr;
            const auto error = rd_kafka_metadata(m_client.get(), 0, handle.get(), &answer, kQuestionMs);
            if (error == RD_KAFKA_RESP_ERR_NO_ERROR) {
                const std::unique_ptr<const rd_kafka_metadata_t, KafkaDeleter> metadata(answer);
                return note(topic, *metadata);
            }
            rd_kafka_poll(m_client.get(), 0);  // lets the client tell why
            if (m_stop.stop_requested())
                return failure(Error::Code::cancelled, "stopped");
            if (m_hopeless || Clock::now() >= deadline)
                return failure(Error::Code::io,
                               m_cause.empty() ? sentenceOf(error, {}, m_options.connection.brokers) : m_cause);
        }
    }

    Result<void> note(const std::string& topic, const rd_kafka_metadata_t& metadata)
    {
        for (int i = 0; i < metadata.topic_cnt; ++i) {
            const rd_kafka_metadata_topic_t& found = metadata.topics[i];
            if (topic != found.topic)
                continue;
            if (found.err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
                return failure(Error::Code::io,
                               fmt::format("{}: {}", topic, sentenceOf(found.err, {}, m_options.connection.brokers)));
            if (found.err == RD_KAFKA_RESP_ERR_NO_ERROR && found.partition_cnt > 0) {
                ++m_probe.topics;
                m_probe.partitions += found.partition_cnt;
                for (int each = 0; each < found.partition_cnt; ++each)
                    m_parts.emplace_back(topic, each);
                return {};
            }
        }
        m_probe.missing_topics.push_back(topic);
        return {};
    }

    /// The last message of each partition, as far as they come within a few seconds.
    void readLastMessages()
    {
        if (m_parts.empty())
            return;
        KafkaPartitions list(rd_kafka_topic_partition_list_new(static_cast<int>(m_parts.size())));
        for (const auto& [topic, number] : m_parts)
            if (list->cnt < kMostPartitions)
                rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), number)->offset = RD_KAFKA_OFFSET_TAIL(1);
        rd_kafka_assign(m_client.get(), list.get());
        const auto deadline = Clock::now() + kLastMessages;
        int ends = 0;
        while (ends < list->cnt && Clock::now() < deadline && !m_stop.stop_requested()) {
            rd_kafka_message_t* message = rd_kafka_consumer_poll(m_client.get(), 100);
            if (!message)
                continue;
            if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
                ++ends;
            else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && message->payload)
                note({static_cast<const char*>(message->payload), message->len});
            rd_kafka_message_destroy(message);
        }
    }

    void note(std::string_view text)
    {
        const ParsedRecord& record = m_parser.parseCopy(text, m_options.org);
        if (record.record_class == RecordClass::accepted)
            m_probe.newest_event = std::max(m_probe.newest_event, std::optional(record.event_ts));
    }

    const KafkaOptions& m_options;
    std::stop_token m_stop;
    KafkaHandle m_client;
    std::vector<std::pair<std::string, std::int32_t>> m_parts;
    std::string m_cause;
    bool m_hopeless = false;
    RecordParser m_parser{RecordParser::Bodies::none};
    SourceProbe m_probe;
};

}  // namespace

Result<SourceProbe> probeKafka(const KafkaOptions& options, const std::stop_token& stop)
{
    return Look(options, stop).run();
}

}  // namespace naap
