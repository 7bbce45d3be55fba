#include <csignal>

#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/kafka_option.h"
#include "app/options.h"
#include "app/values.h"
#include "core/feed/follow_feed.h"
#include "core/feed/kafka_feed.h"
#include "core/pipeline/live_ingest.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t g_figuresWanted = 0;

/// While it lives, SIGUSR1 asks for figures instead of ending the program.
class FigureRequests {
public:
    FigureRequests()
    {
        struct sigaction action {};
        action.sa_handler = [](int) { g_figuresWanted = 1; };
        action.sa_flags = SA_RESTART;
        ::sigaction(SIGUSR1, &action, &m_before);
    }
    ~FigureRequests() { ::sigaction(SIGUSR1, &m_before, nullptr); }
    FigureRequests(const FigureRequests&) = delete;
    FigureRequests& operator=(const FigureRequests&) = delete;

    static bool take() { return std::exchange(g_figuresWanted, 0) != 0; }

private:
    struct sigaction m_before {};
};

Result<std::string> anyText(std::string_view text)
{
    if (text.empty())
        return failure(Error::Code::usage, "the name is empty");
    return std::string(text);
}

std::string stateText(const FeedState& state)
{
    std::string text(feedStateName(state.kind));
    std::ranges::replace(text, '_', ' ');
    if (!state.reason.empty())
        text += ": " + state.reason;
    return text;
}

void logLine(const std::string& feed, const std::string& text)
{
    fmt::print(stderr, "{} {}: {}\n", formatInstant(clockNow()), feed, text);
}

std::string figuresText(const FeedFigures& figures)
{
    const IngestCounts& counts = figures.counts;
    std::string text =
        fmt::format("{} {}: {}; {} records: {} accepted, {} ignored, {} rejected, {} duplicates; {:.1f}/s",
                    formatInstant(clockNow()), figures.name, feedStateName(figures.state.kind), grouped(counts.records),
                    grouped(counts.accepted), grouped(counts.ignored), grouped(counts.rejected),
                    grouped(counts.duplicates), figures.records_per_second);
    if (figures.event_lag)
        text += fmt::format("; newest event {} s old", grouped(figures.event_lag->count() / 1000));
    if (figures.records_behind)
        text += fmt::format("; {} behind", grouped(*figures.records_behind));
    if (!figures.last_error.empty() && figures.last_error_at)
        text += fmt::format("; {}: {}", formatInstant(*figures.last_error_at), figures.last_error);
    return text + "\n";
}

std::string figuresJson(const FeedFigures& figures)
{
    Json json;
    json["at"] = formatInstant(clockNow());
    json["feed"] = figures.name;
    json["state"] = feedStateName(figures.state.kind);
    json["reason"] = figures.state.reason.empty() ? Json() : Json(figures.state.reason);
    json["records"] = figures.counts.records;
    json["accepted"] = figures.counts.accepted;
    json["ignored"] = figures.counts.ignored;
    json["rejected"] = figures.counts.rejected;
    json["duplicates"] = figures.counts.duplicates;
    json["bytes"] = figures.counts.bytes;
    json["records_per_second"] = std::round(figures.records_per_second * 10) / 10;
    json["event_lag_ms"] = figures.event_lag ? Json(figures.event_lag->count()) : Json();
    json["records_behind"] = figures.records_behind ? Json(*figures.records_behind) : Json();
    Json parts = Json::array();
    for (const PartLag& part : figures.parts)
        parts.push_back({{"source", part.source}, {"part", part.part}, {"records_behind", part.records}});
    json["parts"] = std::move(parts);
    json["last_error"] = figures.last_error.empty() ? Json() : Json(figures.last_error);
    json["last_error_at"] = figures.last_error_at ? Json(formatInstant(*figures.last_error_at)) : Json();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

class WatchCommand : public Command {
public:
    std::string_view name() const override { return "watch"; }
    std::string_view summary() const override
    {
        return "Keep the cache up to date from files that grow and from Kafka";
    }
    std::string_view usage() const override { return "--follow PATH | --kafka BROKERS --topic TOPIC [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Reads what is there, and then what comes, until Ctrl-C or SIGTERM. Several sources at once are fine. "
               "How "
               "far each was read is kept in the cache together with what was read, so the next watch goes on there: "
               "nothing is lost and nothing counts twice, after a power cut too.\n\n"
               "A file is followed line by line, also when it is rotated, cut or replaced; of a folder, all its files "
               "and "
               "those that come. A last line without an end waits until it is a whole event. Compressed files and "
               "arrays are read once they are complete: when nothing has changed in them for two seconds.\n\n"
               "Without --group all partitions of a topic are read, and only the cache knows how far. With one, its "
               "members share the partitions, and the brokers are told what the cache has. Events of network_events "
               "and streaming_events have the orgs of these topics; TOPIC=ORG or --org names that of others.\n\n"
               "Each change of a state is a line on standard error. Figures go to standard output, every --figures "
               "SECONDS and at SIGUSR1.\n\n"
               "Exit status: 0 after Ctrl-C or SIGTERM; 1 when every source has failed for good, or the cache has.\n\n"
               "Examples:\n"
               "  naap-lens watch --follow /var/log/gateway/events.ndjson --org cloudspe\n"
               "  naap-lens watch --follow /srv/events --figures 60\n"
               "  naap-lens watch --kafka kafka-1:9092,kafka-2:9092 --topic network_events --topic streaming_events\n"
               "  naap-lens watch --kafka kafka-1:9093 --topic mine=acme --start latest --ca ca.pem \\\n"
               "      --sasl scram-sha-512 --user lens --password-fd 3 3< password\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.value("--follow", m_follow, anyText, "FILE", "a file, or a folder of files; again for more");
        auto* kafka = syntax.text("--kafka", m_kafka, "BROKERS", "HOST:PORT of brokers, with commas between");
        syntax.value("--topic", m_topics, parseKafkaTopic, "TOPIC", "TOPIC or TOPIC=ORG; again for more")->needs(kafka);
        syntax.text("--group", m_group, "NAME", "the consumer group to read as; without it, none")->needs(kafka);
        syntax
            .value("--start", m_start, parseKafkaStart, "WHERE",
                   "where to begin what was never read: earliest, latest, offset:N or a time (earliest)")
            ->needs(kafka);
        m_kafkaOption.declare(syntax);
        auto* org = syntax.text("--org", m_org, "NAME", "the org of events that name none");
        syntax.flag("--org-override", m_orgOverride, "--org counts for all events, whatever they say")->needs(org);
        syntax.flag("--no-default-org", m_noDefaultOrg,
                    "reject events of no known org instead of filing them under 'local'");
        syntax.flag("--production-families", m_productionFamilies,
                    "accept only the families that the live network accepts, not the newer ones");
        syntax.value("--figures", m_figures, parseCount, "SECONDS", "print figures this often");
        syntax.flag("--json", m_json, "print figures as one JSON object a source and line");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        auto feeds = makeFeeds();
        if (!feeds)
            return tl::unexpected(feeds.error());
        auto cache = m_cache.open(Cache::Access::write);
        if (!cache)
            return tl::unexpected(cache.error());
        Interrupt interrupt;
        FigureRequests requests;
        LiveOptions options;
        options.on_state = [](const std::string& feed, const FeedState& state) { logLine(feed, stateText(state)); };
        options.on_remark = logLine;
        m_nextFigures = Clock::now() + std::chrono::seconds(m_figures.value_or(0));
        const LiveIngest* running = nullptr;
        options.on_turn = [&] { printFiguresIfDue(output, *running); };
        LiveIngest live(**cache, std::move(options));
        running = &live;
        for (auto& feed : *feeds)
            live.add(std::move(feed));
        if (auto done = live.run(interrupt.token()); !done)
            return tl::unexpected(done.error());
        const bool stopped = interrupt.token().stop_requested();
        if (!stopped)
            complain("no source is left to read");
        if (m_figures || m_json)
            printFigures(output, live);
        return stopped;
    }

private:
    Result<std::vector<std::unique_ptr<LiveFeed>>> makeFeeds() const
    {
        if (m_follow.empty() && m_kafka.empty())
            return failure(Error::Code::usage, "watch wants --follow FILE, or --kafka BROKERS and --topic TOPIC");
        if (!m_kafka.empty() && m_topics.empty())
            return failure(Error::Code::usage, "--kafka wants --topic TOPIC");
        const OrgRule org{.given = m_org,
                          .given_overrides = m_orgOverride,
                          .forbid_default = m_noDefaultOrg,
                          .accept_extensions = !m_productionFamilies};
        std::vector<std::unique_ptr<LiveFeed>> feeds;
        for (const std::string& path : m_follow)
            feeds.push_back(std::make_unique<FollowFeed>(path, FollowOptions{.org = org}));
        if (!m_kafka.empty()) {
            auto connection = m_kafkaOption.connection(m_kafka);
            if (!connection)
                return tl::unexpected(connection.error());
            feeds.push_back(std::make_unique<KafkaFeed>(KafkaOptions{
                .connection = *connection, .topics = m_topics, .group = m_group, .start = m_start, .org = org}));
        }
        return feeds;
    }

    void printFiguresIfDue(Output& output, const LiveIngest& live)
    {
        const bool due = m_figures && Clock::now() >= m_nextFigures;
        if (!FigureRequests::take() && !due)
            return;
        if (due)
            m_nextFigures = Clock::now() + std::chrono::seconds(*m_figures);
        printFigures(output, live);
    }

    void printFigures(Output& output, const LiveIngest& live) const
    {
        for (const FeedFigures& figures : live.figures())
            output.write(m_json ? figuresJson(figures) : figuresText(figures));
        (void)output.flush();  // its error comes again at the end
    }

    std::vector<std::string> m_follow;
    std::string m_kafka;
    std::vector<KafkaTopic> m_topics;
    std::string m_group;
    KafkaStart m_start;
    KafkaOption m_kafkaOption;
    std::string m_org;
    bool m_orgOverride = false;
    bool m_noDefaultOrg = false;
    bool m_productionFamilies = false;
    std::optional<std::int64_t> m_figures;
    bool m_json = false;
    CacheOption m_cache;
    Clock::time_point m_nextFigures;
};

}  // namespace

std::unique_ptr<Command> makeWatchCommand()
{
    return std::make_unique<WatchCommand>();
}

}  // namespace naap
