// From Kafka to resolved facts: a topic that is full is read, committed and resolved, all on this machine. Aim: 50,000
// events a second on two cores.
//
// The cluster is librdkafka's own, within this program, so its work is part of the time; with
// NAAP_BENCH_KAFKA=BROKERS/TOPIC it is a real one, whose topic is read as it is. NAAP_BENCH_EVENTS says how many events
// the topic gets.

#include "bench/kafka_traffic.h"
#include "core/feed/kafka_feed.h"
#include "core/pipeline/live_ingest.h"
#include "core/store/accounting_store.h"

namespace {

using namespace naap;
using namespace naap::bench;
using Clock = std::chrono::steady_clock;

constexpr int kPartitions = 96;  ///< the mock keeps about 5 MB of each
constexpr const char* kTopic = "network_events";

struct Outcome {
    std::int64_t events = 0;
    double first_s = 0;     ///< until the first event was there
    double taken_s = 0;     ///< until all were committed
    double resolved_s = 0;  ///< until all facts were resolved
};

/// Reads until the feed is live and nothing more comes.
bool read(const std::string& brokers, const std::string& topic, const std::string& cachePath, Outcome& outcome)
{
    auto cache = Cache::open(cachePath, Cache::Access::write);
    if (!cache)
        return false;
    std::stop_source stop;
    const LiveIngest* self = nullptr;
    const auto start = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    LiveOptions options;
    options.last_resolution = std::chrono::minutes(10);
    options.on_turn = [&] {
        const FeedFigures figures = self->figures().at(0);
        if (outcome.first_s == 0 && figures.counts.records > 0)
            outcome.first_s = seconds();
        if (figures.counts.records != outcome.events) {
            outcome.events = figures.counts.records;
            outcome.taken_s = seconds();
        }
        if (figures.state.kind == FeedState::Kind::live || figures.state.kind == FeedState::Kind::failed)
            stop.request_stop();
    };
    LiveIngest live(**cache, std::move(options));
    self = &live;
    KafkaOptions kafka;
    kafka.connection.brokers = brokers;
    kafka.topics = {{topic, "daydream"}};
    live.add(std::make_unique<KafkaFeed>(std::move(kafka)));
    if (const auto done = live.run(stop.get_token()); !done) {
        fmt::print(stderr, "{}\n", done.error().message);
        return false;
    }
    outcome.events = live.figures().at(0).counts.records;
    outcome.resolved_s = seconds();
    return true;
}

}  // namespace

int main()
{
    const std::string cachePath = (folder() / "kafka.db").string();
    removeCache(cachePath);
    std::string brokers;
    std::string topic = kTopic;
    std::unique_ptr<MockKafka> mock;
    if (const char* given = std::getenv("NAAP_BENCH_KAFKA")) {
        const std::string text = given;
        brokers = text.substr(0, text.find('/'));
        topic = text.substr(text.find('/') + 1);
    } else {
        mock = std::make_unique<MockKafka>();
        mock->createTopic(kTopic, kPartitions);
        fmt::print("{} events into {} partitions of a cluster within this program ...\n",
                   fillTopic(*mock, kTopic, kPartitions, networkDay(1), eventsWanted()), kPartitions);
        brokers = mock->brokers();
    }
    Outcome outcome;
    const double before = processorSeconds();
    if (!read(brokers, topic, cachePath, outcome))
        return 1;
    fmt::print("{} events: the first after {:.2f} s, all committed after {:.1f} s, all resolved after {:.1f} s\n",
               outcome.events, outcome.first_s, outcome.taken_s, outcome.resolved_s);
    fmt::print("{:.0f} events a second from Kafka to resolved facts (aim 50,000); {:.1f} s of processor\n",
               static_cast<double>(outcome.events) / outcome.resolved_s, processorSeconds() - before);
    removeCache(cachePath);
    return 0;
}
