// Every rule that comes with the program, over traffic in which one thing is wrong for two hours, and over the same
// traffic without it.

#include <QTest>

#include <fmt/format.h>

#include "core/geo/place_file.h"
#include "core/notify/alert_watch.h"
#include "core/reports/alert_output.h"
#include "core/store/place_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const Instant kStart = at("2026-04-01T00:00:00Z");
constexpr int kHours = 28;
constexpr int kFaultFrom = 25;  // the hours 01 and 02 of the second day
constexpr int kFaultTo = 27;
constexpr int kSessions = 80;  // an hour, 20 for each of four orchestrators
constexpr int kRequests = 25;

std::string addressOf(int orchestrator)
{
    return fmt::format("0x{:a>40}", orchestrator);
}

std::string urlOf(int orchestrator)
{
    return fmt::format("https://o{}:8935", orchestrator);
}

/// How one session goes.
struct Story {
    int orchestrator = 0;
    bool is_requested = true;
    bool has_orchestrator = true;  ///< false: the gateway finds none
    bool reports = true;           ///< false: nothing is heard after the request
    bool is_swapped = false;
    bool is_known = true;  ///< false: served by somebody who announced nothing
    double fps = 20;
    double fps_swing = 0;  ///< up and down by so much from sample to sample
    double latency_ms = 120;
};

using Fault = std::function<void(int session, Story&)>;

Envelope later(Envelope event, Instant when)
{
    event.when = when;
    return event;
}

void tell(std::vector<Envelope>& events, int hour, int number, const Story& story)
{
    if (!story.is_requested)
        return;
    const Instant start = kStart + hours(hour) + seconds(40 * number);
    const std::string name = fmt::format("h{}-{}", hour, number);
    const std::string address = story.is_known ? addressOf(story.orchestrator) : "0x" + std::string(40, 'f');
    const std::string url = story.is_known ? urlOf(story.orchestrator) : "https://nobody:8935";
    const auto put = [&](const Envelope& event, int after) {
        events.push_back(later(event, start + seconds(after)).in(name, name).from("gw-1"));
    };
    put(request("00:00:00"), 0);
    if (!story.has_orchestrator)
        return put(noOrchestrators("00:00:00"), 1);
    if (!story.reports)
        return;
    put(ingest("00:00:00").by(address, url), 1);
    put(processed("00:00:00").by(address, url), 2);
    put(playable("00:00:00").by(address, url), 3);
    if (story.is_swapped)
        put(swapOf("00:00:00").by(address, url), 4);
    const int samples = hour >= kFaultFrom - 2 ? 9 : 1;
    for (int i = 0; i < samples; ++i) {
        const double fps = story.fps + (i % 2 == 0 ? -story.fps_swing : story.fps_swing);
        put(status("00:00:00", "ONLINE", fps)
                .with("inference_status/latency_ms", story.latency_ms)
                .with("start_time", toMs(start + seconds(1)))
                .by(address, url),
            5 + 3 * i);
    }
}

struct Trouble {
    Fault fault;
    std::function<bool(int request)> request_fails = [](int) { return false; };
    int requests = kRequests;
};

bool isFaulty(int hour)
{
    return hour >= kFaultFrom && hour < kFaultTo;
}

std::vector<Envelope> traffic(const Trouble& trouble)
{
    std::vector<Envelope> events;
    std::vector<Node> nodes;
    for (int i = 0; i < 4; ++i)
        nodes.push_back(Node(addressOf(i), urlOf(i)).live("m1", {fmt::format("GPU-{}", i)}));
    for (int hour = 0; hour < kHours; ++hour) {
        for (int minute = 0; minute < 60; minute += 5)
            events.push_back(
                later(capabilities("00:00:00", nodes), kStart + hours(hour) + std::chrono::minutes(minute)));
        for (int i = 0; i < kSessions; ++i) {
            Story story;
            story.orchestrator = i % 4;
            if (isFaulty(hour) && trouble.fault)
                trouble.fault(i, story);
            tell(events, hour, i, story);
        }
        for (int i = 0; i < (isFaulty(hour) ? trouble.requests : kRequests); ++i)
            events.push_back(later(batchCompleted("00:00:00", fmt::format("b{}-{}", hour, i), urlOf(i % 4),
                                                  !isFaulty(hour) || !trouble.request_fails(i)),
                                   kStart + hours(hour) + seconds(60 * i + 7)));
    }
    // The feed goes on to the end of the last hour, and a little beyond.
    events.push_back(later(capabilities("00:00:00", nodes), kStart + hours(kHours) + std::chrono::minutes(20)));
    return events;
}

std::map<QString, Trouble> troubles()
{
    const auto ofFirst = [](int number, auto change) {
        return [=](int i, Story& story) {
            if (i % 4 == 0 && i < 4 * number)
                change(story);
        };
    };
    return {
        {"sla-score-low", {.fault = ofFirst(20, [](Story& s) { s.fps = 5, s.latency_ms = 900; })}},
        {"failure-rate-orchestrator", {.fault = ofFirst(5, [](Story& s) { s.fps = 0; })}},
        {"failure-rate-gateway", {.fault = ofFirst(10, [](Story& s) { s.fps = 0; })}},
        {"e2e-latency", {.fault = ofFirst(20, [](Story& s) { s.latency_ms = 7'000; })}},
        {"fps-drop", {.fault = ofFirst(20, [](Story& s) { s.fps = 8; })}},
        {"fps-jitter", {.fault = ofFirst(20, [](Story& s) { s.fps_swing = 8; })}},
        {"swap-rate", {.fault = ofFirst(5, [](Story& s) { s.is_swapped = true; })}},
        {"no-orchestrator", {.fault = [](int i, Story& s) { s.has_orchestrator = i % 4 == 0; }}},
        {"unserved-demand", {.fault = [](int i, Story& s) { s.fps = i % 2 == 0 ? 0 : 20; }}},
        {"demand-density", {.fault = [](int i, Story& s) { s.is_requested = i < 8; }}},
        {"health-coverage", {.fault = [](int i, Story& s) { s.reports = i % 4 == 0; }}},
        {"attribution", {.fault = [](int i, Story& s) { s.is_known = i % 2 == 0; }}},
        {"no-work-while-peers-have-work", {.fault = [](int i, Story& s) { s.is_requested = i % 4 != 3; }}},
        {"request-failures", {.request_fails = [](int i) { return i % 4 == 0; }}},
        {"request-density", {.requests = 2}},
    };
}

std::vector<AlertRule> allRules()
{
    std::vector<AlertRule> rules = bundledAlertRules("defaults");
    for (AlertRule& each : bundledAlertRules("upstream"))
        rules.push_back(std::move(each));
    return rules;
}

const OwnOrchestrators kMine{addressOf(3)};

std::string firesOf(const std::vector<RuleBacktest>& backtests)
{
    std::string text;
    for (const RuleBacktest& each : backtests)
        for (const AlertEpisode& episode : each.result.episodes)
            text += fmt::format("{} at {} ({} in {}); ", each.rule.id, formatInstant(episode.fired_at),
                                episode.seen.value.value_or(-1), formatInstant(episode.seen.window_start));
    return text;
}

}  // namespace

class TestAlertTemplates : public QObject {
    Q_OBJECT

private slots:
    void nothingFiresOnHealthyTraffic()
    {
        Told told(traffic({}));
        const auto backtests = backtestRules(told.cache(), allRules(), {}, {}, kMine).value();
        QCOMPARE(QString::fromStdString(firesOf(backtests)), QString());
        for (const RuleBacktest& each : backtests)  // not for want of evidence
            QVERIFY2(each.result.windows_judged > 0, each.rule.id.c_str());
        const AlertCheck check = checkAlerts(told.cache(), allRules(), {}, kMine).value();
        QVERIFY(check.worst == AlertLevel::none);
    }

    void eachFiresOnItsFault_data()
    {
        QTest::addColumn<QString>("rule");
        for (const AlertRule& rule : bundledAlertRules("defaults"))
            if (rule.id != "feed-stale")
                QTest::newRow(rule.id.c_str()) << QString::fromStdString(rule.id);
    }
    void eachFiresOnItsFault()
    {
        QFETCH(QString, rule);
        const auto known = troubles();
        QVERIFY2(known.contains(rule), "this template has no traffic to prove it by");
        Told told(traffic(known.at(rule)));
        std::vector<AlertRule> rules = bundledAlertRules("defaults");
        std::erase_if(rules, [&](const AlertRule& each) { return each.id != rule.toStdString(); });
        const auto backtests = backtestRules(told.cache(), rules, {}, {}, kMine).value();
        const Backtest& result = backtests.at(0).result;
        QVERIFY2(result.fires >= 1, backtestJson(backtests, {}).c_str());
        for (const AlertEpisode& episode : result.episodes) {
            const Instant window = episode.seen.window_start;
            QVERIFY2(window >= kStart + hours(kFaultFrom) && window < kStart + hours(kFaultTo),
                     firesOf(backtests).c_str());
            // Hour 27 is healthy again, and known at 28:15.
            QCOMPARE(episode.ended_at.has_value(), true);
            QVERIFY(*episode.ended_at <= kStart + hours(28) + std::chrono::minutes(15));
        }
        // One orchestrator is at fault in most of them: nobody else is accused.
        if (!backtests[0].rule.group_by.empty() && backtests[0].rule.group_by[0] == "orchestrator_address")
            QCOMPARE(result.most_firing.size(), std::size_t{1});
    }

    void upstreamsRulesFireToo_data()
    {
        QTest::addColumn<QString>("trouble");
        QTest::newRow("upstream-streaming-attribution") << "attribution";
        QTest::newRow("upstream-health-signal-coverage") << "health-coverage";
        QTest::newRow("upstream-unserved-demand") << "unserved-demand";
        QTest::newRow("upstream-streaming-density") << "demand-density";
        QTest::newRow("upstream-request-density") << "request-density";
    }
    void upstreamsRulesFireToo()
    {
        QFETCH(QString, trouble);
        Told told(traffic(troubles().at(trouble)));
        std::vector<AlertRule> rules = bundledAlertRules("upstream");
        std::erase_if(rules, [](const AlertRule& each) { return each.id != QTest::currentDataTag(); });
        const auto backtests = backtestRules(told.cache(), rules, {}, {}).value();
        QVERIFY2(backtests.at(0).result.fires >= 1, backtestJson(backtests, {}).c_str());
    }

    void aStaleFeedFiresAndMutesWhatDependsOnIt()
    {
        Told told(traffic(troubles().at("failure-rate-orchestrator")));
        const std::vector<AlertRule> rules = bundledAlertRules("defaults");
        const Instant last = kStart + hours(kHours) + std::chrono::minutes(20);
        const auto levelAfter = [&](int minutes) {
            const auto check = checkAlerts(told.cache(), rules, last + std::chrono::minutes(minutes), kMine).value();
            if (minutes > 1'000 && check.worst != AlertLevel::critical)
                QWARN(checkJson(check, {}).c_str());
            return check.worst;
        };
        QVERIFY(levelAfter(4) == AlertLevel::none);
        QVERIFY(levelAfter(9) == AlertLevel::none);  // past 300 s for less than the five minutes that it has to last
        QVERIFY(levelAfter(11) == AlertLevel::warning);
        QVERIFY(levelAfter(60 * 24 * 5) == AlertLevel::critical);  // days later it is still not forgotten
        const AlertCheck during =
            checkAlerts(told.cache(), rules, kStart + hours(kFaultTo) + std::chrono::minutes(15), kMine).value();
        QVERIFY(during.worst == AlertLevel::critical);
        for (const RuleStanding& each : during.rules)
            QVERIFY(!each.muted);
        const AlertCheck later = checkAlerts(told.cache(), rules, last + hours(5), kMine).value();
        for (const RuleStanding& each : later.rules)
            QCOMPARE(each.muted, each.rule->id != "feed-stale");
    }

    /// Nobody has work: that is no news about me. Only I have none: that is.
    void aVerdictOnTheNetworkMutesNoWork()
    {
        std::vector<AlertRule> rules = bundledAlertRules("defaults");
        std::erase_if(rules, [](const AlertRule& each) { return each.id != "no-work-while-peers-have-work"; });
        rules[0].enabled = true;
        rules[0].pending_windows = 1;
        const Instant during = kStart + hours(kFaultTo) + std::chrono::minutes(15);
        Told alone(traffic(troubles().at("no-work-while-peers-have-work")));
        const AlertCheck mine = checkAlerts(alone.cache(), rules, during, kMine).value();
        QVERIFY(mine.worst == AlertLevel::warning);
        Told all(traffic({.fault = [](int i, Story& s) { s.is_requested = i % 4 != 3 && i < 20; }}));
        const AlertCheck everybody = checkAlerts(all.cache(), rules, during, kMine).value();
        QVERIFY(everybody.worst == AlertLevel::none);
        QVERIFY(everybody.rules.at(0).muted);
        QCOMPARE(everybody.rules[0].muted_by, std::string("verdict:network"));
    }

    /// The same while somebody watches: what fires is history, and nobody is woken for it.
    void aVerdictOnTheNetworkMutesNoWorkLive()
    {
        std::vector<AlertRule> rules = bundledAlertRules("defaults");
        std::erase_if(rules, [](const AlertRule& each) { return each.id != "no-work-while-peers-have-work"; });
        rules[0].enabled = true;
        rules[0].pending_windows = 1;
        const auto watched = [&](Told& told) {
            const auto book = AlertBook::open(told.path()).value();
            AlertWatch watch(*book);
            watch.setSettings({.rules = rules,
                               .mine = kMine,
                               .channels = {{.id = "log", .kind = ChannelKind::log, .file = "unused"}},
                               .schedule = {}});
            std::string said;
            for (int minute = 25 * 60 + 20; minute <= kHours * 60 + 20; minute += 10) {
                [&] { QVERIFY(watch.look(told.cache(), kStart + std::chrono::minutes(minute)).has_value()); }();
                for (const ActiveAlert& each : watch.picture().active)
                    said += each.muted_by.empty() ? "" : each.muted_by + " ";
            }
            for (const BookedMessage& each : book->waitingMessages())
                said += formatInstant(each.made_at).substr(11, 5) + " " + shownMessage(each.body)->kind + "; ";
            return said + fmt::format("{} in the history", book->episodes(10).size());
        };
        // Hours 25 and 26 are known at 26:15 and 27:15, that all is well again at 28:15; looked at every ten minutes.
        Told alone(traffic(troubles().at("no-work-while-peers-have-work")));
        QCOMPARE(watched(alone), std::string("02:20 begins; 04:20 ends; 1 in the history"));
        Told all(traffic({.fault = [](int i, Story& s) { s.is_requested = i % 4 != 3 && i < 20; }}));
        std::string muted;
        for (int look = 0; look < 12; ++look)
            muted += "verdict:network ";
        QCOMPARE(watched(all), muted + "1 in the history");
    }

    /// Orchestrators 0 and 1 are in Central Europe, 2 and 3 in the East of the US; 5 of the 20 sessions an hour of the
    /// first fail.
    void regionsAreScopesAndGroups()
    {
        Told told(traffic(troubles().at("failure-rate-orchestrator")));
        std::string table = "kind,name,region\ngateway,gw-1,us-east\n";
        for (int i = 0; i < 4; ++i)
            table += fmt::format("orchestrator,{},{}\n", addressOf(i), i < 2 ? "eu-central" : "us-east");
        const PlaceFile places = readPlaceFile(table, RegionTable::bundled());
        QCOMPARE(places.entries.size(), std::size_t{5});
        for (const PlaceEntry& each : places.entries)
            PlaceStore(told.cache()).put(each);
        const std::string json =
            R"({"version": 1, "rules": [
              {"id": "each", "metric": {"report": "sla", "field": "failure_rate"}, "group_by": ["region"],
               "condition": {"type": "above", "warning": "5%"}},
              {"id": "europe", "metric": {"report": "sla", "field": "failure_rate"}, "scope": "region = 'eu-central'",
               "condition": {"type": "above", "warning": "5%"}},
              {"id": "america", "metric": {"report": "sla", "field": "failure_rate"}, "scope": "region = 'us-east'",
               "condition": {"type": "above", "warning": "5%"}},
              {"id": "demand", "metric": {"report": "demand", "field": "requested_sessions"}, "group_by": ["region"],
               "condition": {"type": "below", "warning": 80}},
              {"id": "mars", "metric": {"report": "sla", "field": "failure_rate"}, "scope": "region = 'mars'",
               "condition": {"type": "above", "warning": "5%"}}]})";
        const RuleFile file = readAlertRules(json);
        QVERIFY2(file.problems.empty(), file.problems.empty() ? "" : file.problems[0].reason.c_str());
        const auto backtests = backtestRules(told.cache(), file.rules, {}, {}).value();
        const RuleBacktest& each = backtests[0];
        QCOMPARE(each.series.groups.size(), std::size_t{2});
        QCOMPARE(each.result.episodes.size(), std::size_t{1});
        const AlertEpisode& episode = each.result.episodes[0];
        QCOMPARE(each.series.groups[episode.group].labels[0].value(), std::string("eu-central"));
        QCOMPARE(episode.seen.value.value(), 5.0 / 40);
        QCOMPARE(episode.seen.sessions, std::int64_t{40});
        QCOMPARE(backtests[1].result.episodes.size(), std::size_t{1});
        QCOMPARE(backtests[1].result.episodes[0].seen.value.value(), 5.0 / 40);
        QCOMPARE(backtests[2].result.fires, std::int64_t{0});
        QVERIFY(backtests[2].result.windows_judged > 20);
        QCOMPARE(backtests[3].series.groups.size(), std::size_t{1});
        QCOMPARE(backtests[3].series.groups[0].labels[0].value(), std::string("us-east"));
        const auto unmatched = unmatchedScopes(told.cache(), file.rules).value();
        QCOMPARE(unmatched.size(), std::size_t{1});
        QCOMPARE(unmatched[0].place, std::string("/rules/4/scope"));
    }

    void aDayOfLookingIsTheDayOfTheBacktest()
    {
        Told told(traffic(troubles().at("failure-rate-orchestrator")));
        std::vector<AlertRule> rules = bundledAlertRules("defaults");
        std::erase_if(rules, [](const AlertRule& each) { return each.id != "failure-rate-orchestrator"; });
        const auto backtests = backtestRules(told.cache(), rules, {}, {}).value();
        const auto firesAt = [&](Instant t) {
            for (const AlertEpisode& each : backtests[0].result.episodes)
                if (each.fired_at <= t && (!each.ended_at || t < *each.ended_at))
                    return true;
            return false;
        };
        for (int minute = 22 * 60; minute <= kHours * 60 + 20; minute += 5) {
            const Instant t = kStart + std::chrono::minutes(minute);
            const AlertCheck check = checkAlerts(told.cache(), rules, t).value();
            QCOMPARE(check.worst != AlertLevel::none, firesAt(t));
        }
    }
};

QTEST_APPLESS_MAIN(TestAlertTemplates)
#include "tst_alert_templates.moc"
