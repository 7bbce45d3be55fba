#include <csignal>

#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/kafka_option.h"
#include "app/options.h"
#include "app/secret_input.h"
#include "app/values.h"
#include "app/watched_alerts.h"
#include "core/feed/follow_feed.h"
#include "core/feed/kafka_feed.h"
#include "core/pipeline/live_api_feed.h"
#include "core/pipeline/live_ingest.h"
#include "core/pipeline/live_sources.h"
#include "core/pipeline/source_feed.h"

namespace naap {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

constexpr const char* kUserAgent = "naap-lens/" NAAP_VERSION;

volatile std::sig_atomic_t g_figuresWanted = 0;
volatile std::sig_atomic_t g_readingWanted = 0;

/// While it lives, SIGUSR1 asks for figures, and SIGHUP for reading the file of sources again, instead of ending the
/// program.
class Requests {
public:
    Requests()
    {
        m_figures.set(SIGUSR1, [](int) { g_figuresWanted = 1; });
        m_reading.set(SIGHUP, [](int) { g_readingWanted = 1; });
    }

    static bool takeFigures() { return std::exchange(g_figuresWanted, 0) != 0; }
    static bool takeReading() { return std::exchange(g_readingWanted, 0) != 0; }

private:
    class Handler {
    public:
        Handler() = default;
        ~Handler() { ::sigaction(m_signal, &m_before, nullptr); }
        Handler(const Handler&) = delete;
        Handler& operator=(const Handler&) = delete;
        void set(int signal, void (*handle)(int))
        {
            struct sigaction action {};
            action.sa_handler = handle;
            action.sa_flags = SA_RESTART;
            ::sigaction(signal, &action, &m_before);
            m_signal = signal;
        }

    private:
        int m_signal = 0;
        struct sigaction m_before {};
    };
    Handler m_figures;
    Handler m_reading;
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

void logSleep(const Sleep& sleep)
{
    const auto seconds = std::chrono::duration<double>(sleep.to - sleep.from).count();
    logLine("naap-lens",
            fmt::format("{} for {}; nobody read meanwhile",
                        sleep.cause == Sleep::Cause::machine_slept ? "the machine slept" : "the program was stopped",
                        spanText(seconds)));
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
    if (figures.newest_figures)
        text += fmt::format("; {} rows of figures, the newest of {}", grouped(figures.figure_rows),
                            formatInstant(*figures.newest_figures));
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
    json["bytes_behind"] = figures.bytes_behind ? Json(*figures.bytes_behind) : Json();
    json["figure_rows"] = figures.figure_rows;
    json["newest_figures"] = figures.newest_figures ? Json(formatInstant(*figures.newest_figures)) : Json();
    json["clock_offset_ms"] = figures.clock_offset ? Json(figures.clock_offset->count()) : Json();
    json["last_error"] = figures.last_error.empty() ? Json() : Json(figures.last_error);
    json["last_error_at"] = figures.last_error_at ? Json(formatInstant(*figures.last_error_at)) : Json();
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

class WatchCommand : public Command {
public:
    std::string_view name() const override { return "watch"; }
    std::string_view summary() const override
    {
        return "Keep the cache up to date from growing files, Kafka and the public API";
    }
    std::string_view usage() const override
    {
        return "--follow PATH | --kafka BROKERS --topic TOPIC | --api URL | --sources FILE [OPTION...]";
    }
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
               "The public API gives figures of its own, which are kept apart from those of events, as by 'fetch'.\n\n"
               "--sources reads descriptions of sources from a JSON file, the one that the window writes, or one of "
               "the "
               "same form. It holds no secrets: where a source has one, it comes from the keychain or the file of "
               "secrets ('naap-lens secret'), else from the terminal. SIGHUP reads the file again: sources come and go "
               "while the others run on.\n\n"
               "--rules judges alert rules as the window does, and goes on where it or another watch left off. Each "
               "message is a line on standard error, and goes to the channels of --channels: webhooks, commands, logs, "
               "and the desktop where there is one. SIGHUP reads both files again.\n\n"
               "Each change of a state is a line on standard error. Figures go to standard output, every --figures "
               "SECONDS and at SIGUSR1.\n\n"
               "Exit status: 0 after Ctrl-C or SIGTERM; 1 when every source has failed for good, or the cache has.\n\n"
               "Examples:\n"
               "  naap-lens watch --follow /var/log/gateway/events.ndjson --org cloudspe\n"
               "  naap-lens watch --follow /srv/events --figures 60\n"
               "  naap-lens watch --kafka kafka-1:9092,kafka-2:9092 --topic network_events --topic streaming_events\n"
               "  naap-lens watch --kafka kafka-1:9093 --topic mine=acme --start latest --ca ca.pem \\\n"
               "      --sasl scram-sha-512 --user lens --password-fd 3 3< password\n"
               "  naap-lens watch --api https://naap-api.livepeer.cloud --follow /srv/events\n"
               "  naap-lens watch --sources ~/.config/naap-lens/sources.json\n"
               "  naap-lens watch --follow /srv/events --rules rules.json --channels channels.json\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.value("--follow", m_follow, anyText, "FILE", "a file, or a folder of files; again for more");
        syntax.text("--kafka", m_kafka, "BROKERS", "HOST:PORT of brokers, with commas between");
        syntax.value("--topic", m_topics, parseKafkaTopic, "TOPIC", "TOPIC or TOPIC=ORG; again for more")
            .needs("--kafka");
        syntax.text("--group", m_group, "NAME", "the consumer group to read as; without it, none").needs("--kafka");
        syntax
            .value("--start", m_start, parseKafkaStart, "WHERE",
                   "where to begin what was never read: earliest, latest, offset:N or a time (earliest)")
            .needs("--kafka");
        m_kafkaOption.declare(syntax);
        syntax.text("--api", m_api, "URL", "the public API there, or one like it");
        syntax.value("--token-fd", m_tokenDescriptor, parseCount, "N", "read the API's token from this file descriptor")
            .needs("--api");
        syntax
            .text("--token-name", m_tokenName, "NAME", "the API's token is the one that 'secret' keeps under this name")
            .needs("--api");
        syntax.text("--proxy", m_proxy, "URL", "reach the API through this proxy").needs("--api");
        syntax.text("--sources", m_sources, "FILE", "the sources that this file describes");
        syntax.value("--passphrase-fd", m_passphraseDescriptor, parseCount, "N",
                     "read the passphrase of the file of secrets from this file descriptor");
        syntax.text("--org", m_org, "NAME", "the org of events that name none");
        syntax.flag("--org-override", m_orgOverride, "--org counts for all events, whatever they say").needs("--org");
        syntax.flag("--no-default-org", m_noDefaultOrg,
                    "reject events of no known org instead of filing them under 'local'");
        syntax.flag("--production-families", m_productionFamilies,
                    "accept only the families that the live network accepts, not the newer ones");
        syntax.value("--figures", m_figures, parseCount, "SECONDS", "print figures this often");
        syntax.flag("--json", m_json, "print figures as one JSON object a source and line");
        m_alerts.declare(syntax);
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        auto feeds = makeFeeds();
        if (!feeds)
            return tl::unexpected(feeds.error());
        if (m_alerts.areWanted())
            if (auto read = m_alerts.read(m_passphraseDescriptor); !read)
                return tl::unexpected(read.error());
        auto cache = m_cache.open(Cache::Access::write);
        if (!cache)
            return tl::unexpected(cache.error());
        Interrupt interrupt;
        const Requests requests;
        LiveOptions options;
        options.on_state = [](const std::string& feed, const FeedState& state) { logLine(feed, stateText(state)); };
        options.on_remark = logLine;
        options.on_sleep = [this](const Sleep& sleep) {
            logSleep(sleep);
            m_alerts.holdUntilCaughtUp();
        };
        options.on_revision = [this](std::int64_t) { m_alerts.cacheChanged(); };
        options.ends_without_feeds = m_sources.empty();
        m_nextFigures = Clock::now() + std::chrono::seconds(m_figures.value_or(0));
        LiveIngest* running = nullptr;
        LiveSources* described = nullptr;
        options.on_turn = [&] {
            printFiguresIfDue(output, *running);
            m_alerts.turn(*running);
            if (Requests::takeReading()) {
                readSourcesAgain(*described);
                readAlertsAgain();
            }
        };
        LiveIngest live(**cache, std::move(options));
        LiveSources sources(live, (*cache)->path(), kUserAgent);
        running = &live;
        described = &sources;
        for (auto& feed : *feeds)
            live.add(std::move(feed));
        if (!m_sources.empty())
            if (auto added = readDescribed(sources); !added)
                return tl::unexpected(added.error());
        if (m_alerts.areWanted())
            m_alerts.start((*cache)->path());
        const auto done = live.run(interrupt.token());
        m_alerts.stop();
        if (!done)
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
        if (m_follow.empty() && m_kafka.empty() && m_api.empty() && m_sources.empty())
            return failure(
                Error::Code::usage,
                "watch wants --follow FILE, or --kafka BROKERS and --topic TOPIC, or --api URL, or --sources "
                "FILE");
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
        if (!m_api.empty()) {
            auto feed = makeApiFeed();
            if (!feed)
                return tl::unexpected(feed.error());
            feeds.push_back(std::move(*feed));
        }
        return feeds;
    }

    Result<std::unique_ptr<LiveFeed>> makeApiFeed() const
    {
        const auto cache = m_cache.path();
        if (!cache)
            return tl::unexpected(cache.error());
        Secret token;
        if (m_tokenDescriptor) {
            auto read = secretFromDescriptor(*m_tokenDescriptor, "--token-fd", "token");
            if (!read)
                return tl::unexpected(read.error());
            token = std::move(*read);
        } else if (!m_tokenName.empty()) {
            auto read = KeptSecrets(m_passphraseDescriptor).readOrAsk(m_tokenName, m_api);
            if (!read)
                return tl::unexpected(read.error());
            token = std::move(*read);
        }
        const SourceDefinition source{.id = "api",
                                      .name = "api",
                                      .kind = SourceDefinition::Kind::api,
                                      .url = m_api,
                                      .proxy = m_proxy,
                                      .ca_file = m_kafkaOption.caFile()};
        auto feed = makeFeed(source, std::move(token), *cache, kUserAgent);
        if (!feed)
            return failure(Error::Code::usage, fmt::format("--api: {}", feed.error().message));
        return feed;
    }

    /// The sources of the file, with their secrets; those that run already are left alone.
    Result<void> readDescribed(LiveSources& sources) const
    {
        auto list = readSources(m_sources);
        if (!list)
            return tl::unexpected(list.error());
        sources.keepOnly(*list);
        KeptSecrets kept(m_passphraseDescriptor);
        for (const SourceDefinition& source : *list) {
            sources.pause(source.id, source.paused);
            if (sources.isRunning(source))
                continue;
            auto secret = secretOf(source, kept);
            if (!secret)
                return tl::unexpected(secret.error());
            if (auto put = sources.put(source, std::move(*secret)); !put)
                return put;
        }
        return {};
    }

    static Result<Secret> secretOf(const SourceDefinition& source, KeptSecrets& kept)
    {
        if (!source.has_secret)
            return Secret();
        return kept.readOrAsk(source.secretName(), "the source " + source.name);
    }

    void readSourcesAgain(LiveSources& sources) const
    {
        if (m_sources.empty())
            return;
        if (auto done = readDescribed(sources); !done)
            complain(done.error().message);
        else
            remark(fmt::format("{} read {} again", formatInstant(clockNow()), m_sources));
    }

    void readAlertsAgain()
    {
        if (!m_alerts.areWanted())
            return;
        if (auto done = m_alerts.read(m_passphraseDescriptor); !done)
            complain(done.error().message);
        else
            remark(fmt::format("{} read the rules of alerts again", formatInstant(clockNow())));
    }

    void printFiguresIfDue(Output& output, const LiveIngest& live)
    {
        const bool due = m_figures && Clock::now() >= m_nextFigures;
        if (!Requests::takeFigures() && !due)
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
    std::string m_api;
    std::optional<std::int64_t> m_tokenDescriptor;
    std::string m_tokenName;
    std::string m_proxy;
    std::string m_sources;
    std::optional<std::int64_t> m_passphraseDescriptor;
    std::string m_org;
    bool m_orgOverride = false;
    bool m_noDefaultOrg = false;
    bool m_productionFamilies = false;
    std::optional<std::int64_t> m_figures;
    bool m_json = false;
    WatchedAlerts m_alerts;
    CacheOption m_cache;
    Clock::time_point m_nextFigures;
};

}  // namespace

std::unique_ptr<Command> makeWatchCommand()
{
    return std::make_unique<WatchCommand>();
}

}  // namespace naap
