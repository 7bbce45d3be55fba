#include "core/feed/kafka_feed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/feed/kafka_client.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t kMostMessages = 1000;    ///< taken from the client at a time
constexpr int kAnswerMs = 2000;                ///< how long one question to a broker may take
constexpr auto kPoll = 100ms;                  ///< between two looks whether we have to stop
constexpr std::int64_t kLate = 5000;           ///< messages behind: no longer live
constexpr auto kJudgeAgain = 1s;               ///< whether who was live still is
constexpr auto kAskAgain = 1s;                 ///< for an offset that no broker told
constexpr const char* kNoGroup = "naap-lens";  ///< the client wants a name even where no group is joined
constexpr std::string_view kKafkaKind = "kafka";

using PartitionKey = std::pair<std::string, std::int32_t>;  ///< topic, number

struct Partition {
    std::shared_ptr<const FeedSource> source;
    std::int64_t next = RD_KAFKA_OFFSET_INVALID;  ///< offset of the next message; invalid: not decided yet
    bool at_end = false;                          ///< its end was seen since it was assigned
};

std::int64_t numberOf(std::string_view text)
{
    std::int64_t number = RD_KAFKA_OFFSET_INVALID;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The same cluster in any order of its brokers.
std::string sortedBrokers(const std::string& brokers)
{
    std::vector<std::string> each;
    for (std::size_t at = 0; at < brokers.size();) {
        const std::size_t end = std::min(brokers.find(',', at), brokers.size());
        std::string broker = brokers.substr(at, end - at);
        std::erase(broker, ' ');
        if (!broker.empty())
            each.push_back(std::move(broker));
        at = end + 1;
    }
    std::ranges::sort(each);
    return fmt::format("{}", fmt::join(each, ","));
}

}  // namespace

class KafkaFeed::Consumer : public KafkaOwner {
public:
    explicit Consumer(KafkaOptions options)
        : m_options(std::move(options)), m_brokers(sortedBrokers(m_options.connection.brokers))
    {
    }
    ~Consumer()
    {
        m_queue.reset();
        if (!m_client)
            return;
        // Leaving a group hands our partitions on at once. Where there is none, nobody has to be told, or waited for.
        if (!m_options.group.empty())
            rd_kafka_consumer_close(m_client.get());
        rd_kafka_destroy_flags(m_client.release(), RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
    }
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    std::string name() const
    {
        std::vector<std::string> topics;
        for (const KafkaTopic& topic : m_options.topics)
            topics.push_back(topic.name);
        return fmt::format("kafka {} {}", m_options.connection.brokers, fmt::join(topics, ","));
    }

    void resume(const std::vector<FeedPosition>& positions)
    {
        for (const FeedPosition& each : positions)
            if (each.kind == kKafkaKind)
                m_stored[{each.name, each.part}] = numberOf(each.position);
        if (auto opened = open(); !opened)
            m_fatal = opened.error().message;
    }

    FeedBatch next(std::chrono::milliseconds wait, const std::stop_token& stop)
    {
        const auto deadline = Clock::now() + wait;
        while (m_fatal.empty()) {
            if (!m_ready.empty()) {
                FeedBatch batch = std::move(m_ready.front());
                m_ready.pop_front();
                return batch;
            }
            const auto now = Clock::now();
            if (stop.stop_requested() || now >= deadline)
                break;
            if (now >= m_nextLook)
                lookForTopics(now);
            if (now >= m_nextAsk)
                askForOffsets(now);
            consume(std::min<milliseconds>(std::chrono::ceil<milliseconds>(deadline - now), kPoll));
        }
        return {};
    }

    void committed(const std::vector<FeedPosition>& positions)
    {
        if (m_options.group.empty() || !m_client)
            return;
        KafkaPartitions list(rd_kafka_topic_partition_list_new(static_cast<int>(positions.size())));
        for (const FeedPosition& each : positions)
            for (const auto& [key, partition] : m_partitions)
                if (partition.source->name == each.name && std::to_string(key.second) == each.part)
                    rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second)->offset =
                        numberOf(each.position);
        if (list->cnt > 0)
            (void)rd_kafka_commit(m_client.get(), list.get(), 1);  // a lost one is made good by the next
    }

    FeedState state() const
    {
        if (!m_fatal.empty())
            return {FeedState::Kind::failed, m_fatal, {}};
        if (!m_trouble.empty())
            return {FeedState::Kind::waiting, m_trouble, {}};  // the library tries all the time, and does not say when
        if (!m_missing.empty() && m_partitions.empty())
            return {FeedState::Kind::waiting,
                    fmt::format("there is no topic {} at {} yet; it is read as soon as it is there",
                                fmt::join(m_missing, ", "), m_brokers),
                    m_nextLook};
        if (m_partitions.empty() || !m_connected)
            return {};
        return {m_live && m_ready.empty() ? FeedState::Kind::live : FeedState::Kind::catching_up, {}, {}};
    }

    std::vector<PartLag> lag() const
    {
        std::vector<PartLag> all;
        for (const auto& [key, partition] : m_partitions) {
            std::int64_t low = 0;
            std::int64_t high = 0;
            if (partition.next < 0 || rd_kafka_get_watermark_offsets(m_client.get(), key.first.c_str(), key.second,
                                                                     &low, &high) != RD_KAFKA_RESP_ERR_NO_ERROR)
                continue;
            if (high >= 0)
                all.push_back({partition.source->name, std::to_string(key.second),
                               std::max<std::int64_t>(0, high - partition.next)});
        }
        return all;
    }

    std::vector<std::string> takeRemarks() { return std::exchange(m_remarks, {}); }

private:
    Result<void> open()
    {
        const bool grouped = !m_options.group.empty();
        auto settings =
            kafkaSettings(m_options.connection,
                          {
                              {"group.id", grouped ? m_options.group : std::string(kNoGroup)},
                              {"enable.auto.commit", "false"},
                              {"enable.auto.offset.store", "false"},
                              {"auto.offset.reset", "error"},
                              {"enable.partition.eof", "true"},
                              {"allow.auto.create.topics", "false"},
                              // A writer that is busy for long is no reason to lose our partitions.
                              {"max.poll.interval.ms", "86400000"},
                              {"session.timeout.ms", "10000"},
                              {"heartbeat.interval.ms", "1000"},
                              // The client waits for a second when its queue is full: this is the work of one.
                              {"queued.max.messages.kbytes", "65536"},
                              {"receive.message.max.bytes", "200000000"},
                              {"topic.metadata.refresh.interval.ms", "10000"},
                          },
                          *this);
        if (!settings)
            return tl::unexpected(settings.error());
        rd_kafka_conf_set_error_cb(settings->get(), [](rd_kafka_t* client, int error, const char* text, void* self) {
            static_cast<Consumer*>(static_cast<KafkaOwner*>(self))
                ->onError(client, static_cast<rd_kafka_resp_err_t>(error), text);
        });
        rd_kafka_conf_set_rebalance_cb(settings->get(), [](rd_kafka_t*, rd_kafka_resp_err_t what,
                                                           rd_kafka_topic_partition_list_t* list, void* self) {
            static_cast<Consumer*>(static_cast<KafkaOwner*>(self))->onRebalance(what, list);
        });
        auto client = kafkaClient(RD_KAFKA_CONSUMER, std::move(*settings));
        if (!client)
            return tl::unexpected(client.error());
        m_client = std::move(*client);
        rd_kafka_poll_set_consumer(m_client.get());
        m_queue.reset(rd_kafka_queue_get_consumer(m_client.get()));
        return grouped ? subscribe() : Result<void>();
    }

    Result<void> subscribe()
    {
        KafkaPartitions topics(rd_kafka_topic_partition_list_new(static_cast<int>(m_options.topics.size())));
        for (const KafkaTopic& topic : m_options.topics)
            rd_kafka_topic_partition_list_add(topics.get(), topic.name.c_str(), RD_KAFKA_PARTITION_UA);
        if (const auto error = rd_kafka_subscribe(m_client.get(), topics.get()))
            return failure(Error::Code::usage, fmt::format("cannot subscribe: {}", rd_kafka_err2str(error)));
        return {};
    }

    // --- what the cluster says

    void onError(rd_kafka_t* client, rd_kafka_resp_err_t error, const std::string& text)
    {
        const std::string detail = text.substr(0, text.find(" (after "));  // how long it took is no part of the reason
        if (error == RD_KAFKA_RESP_ERR__FATAL) {
            std::array<char, 512> reason{};
            error = rd_kafka_fatal_error(client, reason.data(), reason.size());
            m_fatal = sentenceOf(error, reason.data(), m_brokers);
            return;
        }
        if (m_options.group.empty() && error == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
            return;  // we use none
        const std::string sentence = sentenceOf(error, detail, m_brokers);
        if (needsAPerson(error, detail) && !m_connected) {
            m_fatal = sentence;
        } else if (error == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
            if (m_trouble.empty())  // the first reason stands until somebody answers
                m_trouble = m_lastCause.empty() ? sentence : m_lastCause;
        } else {
            m_lastCause = sentence;
        }
    }

    void answered()
    {
        m_connected = true;
        m_trouble.clear();
        m_lastCause.clear();
    }

    // --- which partitions

    std::shared_ptr<const FeedSource> sourceOf(const std::string& topic)
    {
        auto& source = m_sources[topic];
        if (source)
            return source;
        OrgRule rule = m_options.org;
        const auto given = std::ranges::find(m_options.topics, topic, &KafkaTopic::name);
        if (given != m_options.topics.end() && !given->org.empty()) {
            rule.given = given->org;
            rule.given_overrides = true;
        } else if (const std::string_view own = orgOfTopic(topic); !own.empty() && !rule.given_overrides) {
            rule.given = own;
        }
        source = std::make_shared<const FeedSource>(
            FeedSource{std::string(kKafkaKind), fmt::format("{}/{}", m_brokers, topic), std::move(rule)});
        return source;
    }

    // Without a group we ask for topics and their partitions ourselves; with one, only to tell which are missing.
    void lookForTopics(Clock::time_point now)
    {
        m_nextLook = now + m_options.topic_look;
        const bool grouped = !m_options.group.empty();
        if (grouped && !m_partitions.empty())
            return;
        std::set<std::string> missing;
        bool added = false;
        for (const KafkaTopic& topic : m_options.topics) {
            const int partitions = partitionsOf(topic.name, missing);
            for (std::int32_t i = 0; i < partitions && !grouped; ++i)
                added = addPartition({topic.name, i}) || added;
        }
        for (const std::string& topic : missing)
            if (!m_missing.contains(topic))
                m_remarks.push_back(fmt::format("there is no topic {} at {} yet", topic, m_brokers));
        m_missing = std::move(missing);
        if (added)
            assign();
    }

    int partitionsOf(const std::string& topic, std::set<std::string>& missing)
    {
        KafkaTopicHandle handle(rd_kafka_topic_new(m_client.get(), topic.c_str(), nullptr));
        const rd_kafka_metadata_t* answer = nullptr;
        const auto error = rd_kafka_metadata(m_client.get(), 0, handle.get(), &answer, kAnswerMs);
        if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
            m_nextLook = Clock::now() + kAskAgain;
            if (!m_connected && m_trouble.empty() && !m_lastCause.empty())
                m_trouble = m_lastCause;
            return 0;
        }
        const std::unique_ptr<const rd_kafka_metadata_t, KafkaDeleter> metadata(answer);
        answered();
        for (int i = 0; i < metadata->topic_cnt; ++i) {
            const rd_kafka_metadata_topic_t& found = metadata->topics[i];
            if (topic != found.topic)
                continue;
            if (found.err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
                m_trouble = sentenceOf(found.err, {}, m_brokers);
            if (found.err == RD_KAFKA_RESP_ERR_NO_ERROR && found.partition_cnt > 0)
                return found.partition_cnt;
        }
        missing.insert(topic);
        return 0;
    }

    bool addPartition(const PartitionKey& key)
    {
        if (m_partitions.contains(key))
            return false;
        Partition partition{.source = sourceOf(key.first)};
        if (const auto left = m_left.find(key); left != m_left.end())
            partition.next = left->second;
        else if (const auto stored = m_stored.find({partition.source->name, std::to_string(key.second)});
                 stored != m_stored.end())
            partition.next = stored->second;
        m_partitions.emplace(key, std::move(partition));
        return true;
    }

    void onRebalance(rd_kafka_resp_err_t what, const rd_kafka_topic_partition_list_t* list)
    {
        if (what == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
            answered();
            for (int i = 0; i < list->cnt; ++i)
                addPartition({list->elems[i].topic, list->elems[i].partition});
            takeGroupOffsets();
            assign();
            return;
        }
        for (const auto& [key, partition] : m_partitions)
            if (partition.next >= 0)
                m_left[key] = partition.next;  // what was handed out reaches the cache even so
        m_partitions.clear();
        m_live = false;
        rd_kafka_assign(m_client.get(), nullptr);
    }

    // Somebody else of the group may have come further than this cache; it went on for us.
    void takeGroupOffsets()
    {
        KafkaPartitions list(rd_kafka_topic_partition_list_new(static_cast<int>(m_partitions.size())));
        for (const auto& [key, partition] : m_partitions)
            rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second);
        if (rd_kafka_committed(m_client.get(), list.get(), 2 * kAnswerMs) != RD_KAFKA_RESP_ERR_NO_ERROR) {
            m_askGroup = true;
            return;
        }
        m_askGroup = false;
        for (int i = 0; i < list->cnt; ++i) {
            Partition& partition = m_partitions.at({list->elems[i].topic, list->elems[i].partition});
            if (list->elems[i].err == RD_KAFKA_RESP_ERR_NO_ERROR && list->elems[i].offset >= 0)
                partition.next = std::max(partition.next, list->elems[i].offset);
        }
    }

    // --- from which offset

    /// Begins to read all partitions whose offset is known, and asks for those of the others.
    void assign()
    {
        for (auto& [key, partition] : m_partitions)
            if (partition.next < 0 && !m_askGroup)
                decideStart(key, partition);
        KafkaPartitions list(rd_kafka_topic_partition_list_new(static_cast<int>(m_partitions.size())));
        bool undecided = false;
        for (auto& [key, partition] : m_partitions) {
            partition.at_end = false;
            undecided = undecided || partition.next < 0;
            if (partition.next >= 0)
                rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second)->offset = partition.next;
        }
        m_nextAsk = undecided ? Clock::now() + kAskAgain : Clock::time_point::max();
        rd_kafka_assign(m_client.get(), list.get());
    }

    void askForOffsets(Clock::time_point)
    {
        m_nextAsk = Clock::time_point::max();
        if (m_askGroup)
            takeGroupOffsets();
        if (!m_partitions.empty())
            assign();
    }

    std::optional<std::pair<std::int64_t, std::int64_t>> limitsOf(const PartitionKey& key)
    {
        std::int64_t low = 0;
        std::int64_t high = 0;
        if (rd_kafka_query_watermark_offsets(m_client.get(), key.first.c_str(), key.second, &low, &high, kAnswerMs) !=
            RD_KAFKA_RESP_ERR_NO_ERROR)
            return std::nullopt;
        return std::pair(low, high);
    }

    // The offset is kept at once, even before the first message: a start at the end must not be a later end after a
    // restart.
    void decideStart(const PartitionKey& key, Partition& partition)
    {
        const auto limits = limitsOf(key);
        if (!limits)
            return;
        const auto [low, high] = *limits;
        switch (m_options.start.kind) {
            case KafkaStart::Kind::earliest: partition.next = low; break;
            case KafkaStart::Kind::latest: partition.next = high; break;
            case KafkaStart::Kind::offset: partition.next = std::clamp(m_options.start.offset, low, high); break;
            case KafkaStart::Kind::time: partition.next = offsetAt(key, high); break;
        }
        if (partition.next >= 0)
            notePosition(key, partition);
    }

    std::int64_t offsetAt(const PartitionKey& key, std::int64_t high)
    {
        KafkaPartitions list(rd_kafka_topic_partition_list_new(1));
        rd_kafka_topic_partition_list_add(list.get(), key.first.c_str(), key.second)->offset =
            toMs(m_options.start.time);
        if (rd_kafka_offsets_for_times(m_client.get(), list.get(), kAnswerMs) != RD_KAFKA_RESP_ERR_NO_ERROR ||
            list->elems[0].err != RD_KAFKA_RESP_ERR_NO_ERROR)
            return RD_KAFKA_OFFSET_INVALID;
        return list->elems[0].offset >= 0 ? list->elems[0].offset : high;  // no message is as late
    }

    FeedBatch& notePosition(const PartitionKey& key, const Partition& partition)
    {
        FeedBatch& batch = m_ready.emplace_back(partition.source, std::to_string(key.second));
        batch.position = std::to_string(partition.next);
        return batch;
    }

    /// The broker does not have the offset that we want.
    void jump(const PartitionKey& key, Partition& partition)
    {
        const auto limits = limitsOf(key);
        const std::int64_t wanted = std::exchange(partition.next, RD_KAFKA_OFFSET_INVALID);
        if (!limits) {
            partition.next = wanted;  // the same answer comes again
            m_nextAsk = Clock::now() + kAskAgain;
            return;
        }
        const auto [low, high] = *limits;
        partition.next = low;
        FeedBatch& batch = notePosition(key, partition);
        if (wanted < low)
            batch.gap = LostRecords{
                low - wanted, fmt::format("the broker no longer has {} messages of {} partition {}, from offset {} on",
                                          low - wanted, key.first, key.second, wanted)};
        else
            batch.gap =
                LostRecords{std::nullopt, fmt::format("{} partition {} ends at offset {}, before {} where reading "
                                                      "stopped: the topic was made anew, and is read from its "
                                                      "beginning",
                                                      key.first, key.second, high, wanted)};
        m_nextAsk = Clock::time_point{};
    }

    // --- messages

    void consume(std::chrono::milliseconds wait)
    {
        std::array<rd_kafka_message_t*, kMostMessages> messages{};
        const auto count = rd_kafka_consume_batch_queue(m_queue.get(), static_cast<int>(wait.count()), messages.data(),
                                                        messages.size());
        std::map<PartitionKey, FeedBatch> batches;
        for (std::size_t i = 0; i < static_cast<std::size_t>(std::max<ssize_t>(0, count)); ++i) {
            const rd_kafka_message_t& message = *messages[i];
            if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR)
                onMessageError(message);
            else
                take(message, batches);
            rd_kafka_message_destroy(messages[i]);
        }
        for (auto& [key, batch] : batches) {
            batch.position = std::to_string(m_partitions.at(key).next);
            m_ready.push_back(std::move(batch));
        }
        if (count > 0)
            judge();
    }

    void take(const rd_kafka_message_t& message, std::map<PartitionKey, FeedBatch>& batches)
    {
        const PartitionKey key(rd_kafka_topic_name(message.rkt), message.partition);
        const auto found = m_partitions.find(key);
        if (found == m_partitions.end() || message.offset < found->second.next)
            return;  // fetched before we went elsewhere
        answered();
        Partition& partition = found->second;
        partition.next = message.offset + 1;
        auto batch = batches.find(key);
        if (batch == batches.end())
            batch = batches.emplace(key, FeedBatch(partition.source, std::to_string(key.second))).first;
        const auto number = static_cast<std::uint64_t>(message.offset);
        if (message.len > maxRecordBytes) {
            batch->second.addDefect(RawRecord::Defect::oversize, number, message.len);
            m_remarks.push_back(fmt::format("the message of {} partition {} at offset {} is passed over: {}", key.first,
                                            key.second, message.offset, tooLongForARecord(message.len)));
        } else if (!message.payload)  // a tombstone is no event
            batch->second.addDefect(RawRecord::Defect::cut_off, number, 0);
        else
            batch->second.add({static_cast<const char*>(message.payload), message.len}, number);
    }

    void onMessageError(const rd_kafka_message_t& message)
    {
        const std::string topic = message.rkt ? rd_kafka_topic_name(message.rkt) : "";
        const auto found = m_partitions.find({topic, message.partition});
        const char* text = static_cast<const char*>(message.payload);
        const std::string detail = text ? std::string(text, message.len) : std::string();
        switch (message.err) {
            case RD_KAFKA_RESP_ERR__PARTITION_EOF:
                answered();
                if (found != m_partitions.end())
                    found->second.at_end = true;
                break;
            case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
                if (found != m_partitions.end())
                    jump(found->first, found->second);
                break;
            case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
            case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
            case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
                m_nextLook = std::min(m_nextLook, Clock::now() + kAskAgain);
                break;
            default: m_trouble = sentenceOf(message.err, topic.empty() ? detail : topic + ": " + detail, m_brokers);
        }
    }

    /// Live is who has seen the end of every partition, and has not fallen far behind since.
    void judge()
    {
        const auto now = Clock::now();
        if (m_live && now < m_nextJudgement)
            return;
        m_nextJudgement = now + kJudgeAgain;
        const bool allSeen = std::ranges::all_of(m_partitions, [](const auto& each) { return each.second.at_end; });
        std::int64_t behind = 0;
        for (const PartLag& part : lag())
            behind += part.records;
        m_live = allSeen && !m_partitions.empty() && behind < kLate;
    }

    KafkaOptions m_options;
    std::string m_brokers;
    KafkaHandle m_client;
    KafkaQueue m_queue;
    std::map<std::string, std::shared_ptr<const FeedSource>> m_sources;    ///< by topic
    std::map<std::pair<std::string, std::string>, std::int64_t> m_stored;  ///< offsets of the cache, by source and part
    std::map<PartitionKey, Partition> m_partitions;                        ///< that we read
    std::map<PartitionKey, std::int64_t> m_left;  ///< where we stopped in partitions that the group took from us
    std::deque<FeedBatch> m_ready;
    std::set<std::string> m_missing;  ///< topics
    Clock::time_point m_nextLook{};
    Clock::time_point m_nextAsk = Clock::time_point::max();
    Clock::time_point m_nextJudgement{};
    bool m_askGroup = false;  ///< its offsets are not known yet
    bool m_connected = false;
    bool m_live = false;
    std::string m_fatal;
    std::string m_trouble;    ///< why nothing comes at the moment
    std::string m_lastCause;  ///< of one broker; it counts when no other is left
    std::vector<std::string> m_remarks;
};

KafkaFeed::KafkaFeed(KafkaOptions options) : m_consumer(std::make_unique<Consumer>(std::move(options))) {}

KafkaFeed::~KafkaFeed() = default;

std::string KafkaFeed::name() const
{
    return m_consumer->name();
}

void KafkaFeed::resume(const std::vector<FeedPosition>& positions)
{
    m_consumer->resume(positions);
}

FeedBatch KafkaFeed::next(std::chrono::milliseconds wait, std::stop_token stop)
{
    return m_consumer->next(wait, stop);
}

void KafkaFeed::committed(const std::vector<FeedPosition>& positions)
{
    m_consumer->committed(positions);
}

FeedState KafkaFeed::state() const
{
    return m_consumer->state();
}

std::vector<PartLag> KafkaFeed::lag() const
{
    return m_consumer->lag();
}

std::vector<std::string> KafkaFeed::takeRemarks()
{
    return m_consumer->takeRemarks();
}

}  // namespace naap
