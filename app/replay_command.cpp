#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include <fmt/format.h>

#include "app/kafka_option.h"
#include "app/options.h"
#include "app/values.h"
#include "core/events/record_parser.h"
#include "core/feed/file_feed.h"
#include "core/feed/kafka_sender.h"

namespace naap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kScheme = "kafka://";
constexpr auto kFlush = std::chrono::seconds(60);

Result<double> parseFactor(std::string_view text)
{
    double factor = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), factor);
    if (error != std::errc() || end != text.data() + text.size() || !(factor > 0) || factor > 1e9)
        return failure(Error::Code::usage, fmt::format("'{}' is not a number above 0", text));
    return factor;
}

struct Target {
    std::string brokers;
    std::string topic;
};

Result<Target> parseTarget(std::string_view text)
{
    std::string_view rest = text;
    if (rest.starts_with(kScheme))
        rest.remove_prefix(kScheme.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 == rest.size())
        return failure(Error::Code::usage,
                       fmt::format("'{}' is not BROKERS/TOPIC, like kafka-1:9092/network_events", text));
    auto topic = parseKafkaTopic(rest.substr(slash + 1));
    if (!topic)
        return tl::unexpected(topic.error());
    return Target{std::string(rest.substr(0, slash)), topic->name};
}

/// When each record is due.
class Pace {
public:
    Pace(std::optional<double> rate, std::optional<double> speed) : m_rate(rate), m_speed(speed) {}

    /// Waits for the turn of the next record; before the first that has a time, `at` is nothing. False when a stop came
    /// first.
    bool wait(std::optional<Instant> at, const std::stop_token& stop)
    {
        if (!m_first)
            m_first = at;
        std::optional<double> seconds;
        if (m_rate)
            seconds = static_cast<double>(m_sent) / *m_rate;
        else if (m_speed && at)
            seconds = std::chrono::duration<double>(*at - *m_first).count() / *m_speed;
        ++m_sent;
        if (!seconds)
            return !stop.stop_requested();
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(
            lock, stop, m_start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*seconds)),
            [] { return false; });
        return !stop.stop_requested();
    }

private:
    std::optional<double> m_rate;
    std::optional<double> m_speed;
    Clock::time_point m_start = Clock::now();
    std::optional<Instant> m_first;
    std::int64_t m_sent = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
};

class ReplayCommand : public Command {
public:
    std::string_view name() const override { return "replay"; }
    std::string_view summary() const override { return "Send event files to a Kafka topic, as load or as a rehearsal"; }
    std::string_view usage() const override { return "FILE... --to BROKERS/TOPIC [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Each record becomes a message with the event's id as its key, unchanged and in the order of the files; "
               "a record that could not be read as an event is sent too. As fast as the brokers take them, or --rate N "
               "a second, or --speed X times as fast as they happened.\n\n"
               "Examples:\n"
               "  naap-lens replay day.ndjson.zst --to kafka-1:9092/streaming_events --speed 60\n"
               "  naap-lens generate --hours 1 --out - | naap-lens replay - --to localhost:9092/load --rate 5000\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.words("FILE", m_paths, "event files");
        syntax.value("--to", m_to, parseTarget, "BROKERS/TOPIC", "where to send them");
        syntax.value("--rate", m_rate, parseFactor, "N", "so many records a second");
        syntax.value("--speed", m_speed, parseFactor, "X", "so many times as fast as the events happened")
            .excludes("--rate");
        m_kafka.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_paths.empty() || !m_to)
            return failure(Error::Code::usage, "replay wants the names of event files, and --to BROKERS/TOPIC");
        auto connection = m_kafka.connection(m_to->brokers);
        if (!connection)
            return tl::unexpected(connection.error());
        auto sender = KafkaSender::open(*connection, m_to->topic);
        if (!sender)
            return tl::unexpected(sender.error());
        Interrupt interrupt;
        Pace pace(m_rate, m_speed);
        for (const std::string& path : m_paths) {
            auto sent = sendFile(path, **sender, pace, interrupt.token());
            if (!sent && sent.error().code == Error::Code::cancelled)
                break;
            if (!sent)
                return tl::unexpected(sent.error());
        }
        m_line.clear();
        auto finished = (*sender)->finish(kFlush);
        output.write(fmt::format("Sent {} to {} at {}.\n", counted((*sender)->acknowledged(), "record"), m_to->topic,
                                 m_to->brokers));
        if (!finished)
            return tl::unexpected(finished.error());
        if (m_tooLong > 0)
            complain(fmt::format("{} left out: longer than 16 MiB, or a broken array", counted(m_tooLong, "record")));
        return !interrupt.token().stop_requested() && m_tooLong == 0;
    }

private:
    Result<void> sendFile(const std::string& path, KafkaSender& sender, Pace& pace, const std::stop_token& stop)
    {
        auto feed = FileFeed::open(path, {.stop = stop});
        if (!feed)
            return tl::unexpected(feed.error());
        for (;;) {
            auto records = (*feed)->next();
            if (!records)
                return tl::unexpected(records.error());
            if (records->empty())
                return {};
            for (const RawRecord& record : *records)
                if (auto sent = sendRecord(record, sender, pace, stop); !sent)
                    return sent;
            m_line.show(fmt::format("{}  {} sent", path, grouped(sender.acknowledged())));
        }
    }

    Result<void> sendRecord(const RawRecord& record, KafkaSender& sender, Pace& pace, const std::stop_token& stop)
    {
        if (record.defect != RawRecord::Defect::none) {
            ++m_tooLong;
            return {};
        }
        const ParsedRecord& event = m_parser.parse(record.text, {});
        if (event.record_class != RecordClass::rejected)
            m_at = event.event_ts;
        if (!pace.wait(m_at, stop))
            return failure(Error::Code::cancelled, "sending was stopped");
        return sender.send(event.event_id, record.text, stop);
    }

    std::vector<std::string> m_paths;
    std::optional<Target> m_to;
    std::optional<double> m_rate;
    std::optional<double> m_speed;
    KafkaOption m_kafka;
    RecordParser m_parser{RecordParser::Bodies::none};
    ProgressLine m_line;
    std::optional<Instant> m_at;  ///< of the last record that had a time
    std::int64_t m_tooLong = 0;
};

}  // namespace

std::unique_ptr<Command> makeReplayCommand()
{
    return std::make_unique<ReplayCommand>();
}

}  // namespace naap
