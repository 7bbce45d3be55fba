#include "core/feed/kafka_sender.h"

#include <array>

#include <fmt/format.h>

#include "core/feed/kafka_client.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kAnswerMs = 10'000;
constexpr int kWaitMs = 50;
constexpr auto kTopicWait = std::chrono::seconds(5);

class Sender : public KafkaSender, public KafkaOwner {
public:
    Sender(const KafkaConnection& connection, std::string topic)
        : m_brokers(connection.brokers), m_name(std::move(topic))
    {
    }
    ~Sender() override
    {
        m_topic.reset();
        if (m_client)
            rd_kafka_purge(m_client.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    }
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    Result<void> connect(const KafkaConnection& connection)
    {
        auto settings = kafkaSettings(connection,
                                      {
                                          {"compression.codec", "zstd"},
                                          {"linger.ms", "20"},
                                          {"enable.idempotence", "true"},
                                          {"queue.buffering.max.kbytes", "65536"},
                                          {"message.max.bytes", "17825792"},
                                          {"allow.auto.create.topics", "true"},
                                      },
                                      *this);
        if (!settings)
            return tl::unexpected(settings.error());
        rd_kafka_conf_set_dr_msg_cb(settings->get(), [](rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
            static_cast<Sender*>(static_cast<KafkaOwner*>(self))->onReport(*message);
        });
        rd_kafka_conf_set_error_cb(settings->get(), [](rd_kafka_t*, int error, const char* text, void* self) {
            auto* sender = static_cast<Sender*>(static_cast<KafkaOwner*>(self));
            sender->m_trouble = sender->sentenceOf(static_cast<rd_kafka_resp_err_t>(error), text, sender->m_brokers);
        });
        auto client = kafkaClient(RD_KAFKA_PRODUCER, std::move(*settings));
        if (!client)
            return tl::unexpected(client.error());
        m_client = std::move(*client);
        m_topic.reset(rd_kafka_topic_new(m_client.get(), m_name.c_str(), nullptr));
        return askForTopic();
    }

    Result<void> send(std::string_view key, std::string_view value, std::stop_token stop) override
    {
        for (;;) {
            rd_kafka_poll(m_client.get(), 0);
            if (m_refused > 0)
                return failure(Error::Code::io, m_refusal);
            if (stop.stop_requested())
                return failure(Error::Code::cancelled, "sending was stopped");
            // The library copies the text; it only lacks the const.
            const int sent =
                rd_kafka_produce(m_topic.get(), RD_KAFKA_PARTITION_UA, RD_KAFKA_MSG_F_COPY,
                                 const_cast<char*>(value.data()), value.size(), key.data(), key.size(), nullptr);
            if (sent == 0)
                return {};
            const auto error = rd_kafka_last_error();
            if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL)
                return failure(Error::Code::io, fmt::format("a message of {} bytes cannot be sent: {}", value.size(),
                                                            rd_kafka_err2str(error)));
            rd_kafka_poll(m_client.get(), kWaitMs);
        }
    }

    Result<void> finish(std::chrono::milliseconds wait) override
    {
        const auto deadline = Clock::now() + wait;
        while (rd_kafka_outq_len(m_client.get()) > 0 && Clock::now() < deadline && m_refused == 0)
            rd_kafka_flush(m_client.get(), kWaitMs);
        if (m_refused > 0)
            return failure(Error::Code::io, m_refusal);
        if (const int left = rd_kafka_outq_len(m_client.get()); left > 0)
            return failure(Error::Code::io, fmt::format("{} messages were not acknowledged{}{}", left,
                                                        m_trouble.empty() ? "" : ": ", m_trouble));
        return {};
    }

    std::int64_t acknowledged() const override { return m_acknowledged; }

private:
    // A broker that makes topics by itself answers that there is none, and has it a moment later.
    Result<void> askForTopic()
    {
        const auto deadline = Clock::now() + kTopicWait;
        for (;;) {
            auto answer = topicError();
            if (!answer)
                return tl::unexpected(answer.error());
            if (*answer == RD_KAFKA_RESP_ERR_NO_ERROR)
                return {};
            const bool maybeSoon =
                *answer == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || *answer == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
            if (!maybeSoon || Clock::now() > deadline)
                return failure(Error::Code::io, fmt::format("the topic {} at {} cannot be written: {}", m_name,
                                                            m_brokers, rd_kafka_err2str(*answer)));
            rd_kafka_poll(m_client.get(), 4 * kWaitMs);
        }
    }

    /// What the cluster says of our topic.
    Result<rd_kafka_resp_err_t> topicError()
    {
        const rd_kafka_metadata_t* answer = nullptr;
        const auto error = rd_kafka_metadata(m_client.get(), 0, m_topic.get(), &answer, kAnswerMs);
        rd_kafka_poll(m_client.get(), 0);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR)
            return failure(Error::Code::io, m_trouble.empty() ? sentenceOf(error, {}, m_brokers) : m_trouble);
        const std::unique_ptr<const rd_kafka_metadata_t, KafkaDeleter> metadata(answer);
        return metadata->topic_cnt > 0 ? metadata->topics[0].err : RD_KAFKA_RESP_ERR_NO_ERROR;
    }

    void onReport(const rd_kafka_message_t& message)
    {
        if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            ++m_acknowledged;
            return;
        }
        if (m_refused++ == 0)
            m_refusal = fmt::format("{} refused a message of {} bytes: {}", m_brokers, message.len,
                                    rd_kafka_err2str(message.err));
    }

    std::string m_brokers;
    std::string m_name;
    KafkaHandle m_client;
    KafkaTopicHandle m_topic;
    std::int64_t m_acknowledged = 0;
    std::int64_t m_refused = 0;
    std::string m_refusal;
    std::string m_trouble;
};

}  // namespace

Result<std::unique_ptr<KafkaSender>> KafkaSender::open(const KafkaConnection& connection, const std::string& topic)
{
    auto sender = std::make_unique<Sender>(connection, topic);
    if (auto connected = sender->connect(connection); !connected)
        return tl::unexpected(connected.error());
    return std::unique_ptr<KafkaSender>(std::move(sender));
}

}  // namespace naap
